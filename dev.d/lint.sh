# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# ./dev lint [RULE…]: the rules of t/lint/.
. "$root/dev.d/lib/packages.sh"
. "$root/dev.d/lib/build.sh"

dev_lint() {
	packages_need build lint
	# The catalogues' rule asks a program of ours.
	if [ -f "$root/t/tool/messages.c" ]; then
		build_in build-test t/tool/messages -- --enable-sanitizers --enable-werror
	fi
	python3 "$root/t/lint/lint.py" "$@"
}
