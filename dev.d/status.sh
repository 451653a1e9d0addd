# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# ./dev status: one line a process. Fails when one of them is not there.
. "$root/dev.d/lib/process.sh"

dev_status() {
	takes_nothing status "$@"
	local name pid result=0
	for name in $processes; do
		if pid=$(process_pid "$name"); then
			printf '%-9s running, pid %s, %s MB, since %s\n' "$name" "$pid" \
				"$(awk '$1 == "VmRSS:" { print int($2 / 1024) }' "/proc/$pid/status")" \
				"$(date -d "@$(stat -c %Y "/proc/$pid")" '+%F %T')"
		else
			printf '%-9s stopped\n' "$name"
			result=1
		fi
	done
	return $result
}
