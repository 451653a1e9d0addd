# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Our processes: known by a pid file, and trusted only if the process's own words name our folder.

processes='database web worker nginx'

# What stands in the command line of ours and of nobody else's.
process_mark() {
	case $1 in
	database) printf -- '--datadir=%s/db' "$var" ;;
	web | worker) printf -- '--config %s/regulars.conf' "$var" ;;
	nginx) printf -- '-c %s/nginx.conf' "$var" ;;
	esac
}

# The pid of a process of ours that lives; fails when there is none.
process_pid() {
	local pid
	read -r pid 2>/dev/null <"$var/run/$1.pid" || return 1
	[[ $pid =~ ^[0-9]+$ ]] || return 1
	tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF -- "$(process_mark "$1") " || return 1
	printf '%s\n' "$pid"
}

# process_start NAME COMMAND…: in the background, detached, its output added to the log.
process_start() {
	local name=$1
	shift
	setsid "$@" >>"$var/log/$name.log" 2>&1 </dev/null 9>&- &
	printf '%s\n' $! >"$var/run/$name.pid"
	disown
}

# Asks it to end, waits, and kills it when it does not.
process_stop() {
	local name=$1 seconds=$2 pid i
	if pid=$(process_pid "$name"); then
		kill -TERM "$pid" 2>/dev/null || true
		for ((i = 0; i < seconds * 20; i++)); do
			process_pid "$name" >/dev/null || break
			sleep 0.05
		done
		if process_pid "$name" >/dev/null; then
			say "$name does not end: killed"
			kill -KILL "$pid" 2>/dev/null || true
		fi
	fi
	rm -f "$var/run/$name.pid"
}
