# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# ./dev logs [NAME…]: the end of the logs, and what comes.
. "$root/dev.d/lib/process.sh"

dev_logs() {
	local name files=()
	# shellcheck disable=SC2086 # a list of words
	[ $# -gt 0 ] || set -- $processes
	for name; do
		[ -f "$var/log/$name.log" ] || die "no log of $name in $var/log"
		files+=("$var/log/$name.log")
	done
	exec tail -n 20 -F "${files[@]}"
}
