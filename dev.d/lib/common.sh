# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What every command knows: where things are, how to speak, how to find out what is missing.

# A second house beside the first, as the tests make: REGULARS_VAR is its data, REGULARS_BUILD its programs, ready built.
var=${REGULARS_VAR:-$root/var}
build=${REGULARS_BUILD:-$root/build}
export PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

say() {
	printf '%s\n' "$*"
}

die() {
	printf 'dev: %s\n' "$*" >&2
	exit 1
}

# takes_nothing COMMAND "$@": a word behind a command that takes none is a mistake, not to be passed over.
takes_nothing() {
	[ $# -eq 1 ] || die "$1 takes no arguments"
}

# quiet LOG COMMAND…: its output goes to LOG; when it fails, the end of it is shown.
quiet() {
	local log=$1
	shift
	mkdir -p "$(dirname -- "$log")"
	if ! "$@" >"$log" 2>&1; then
		tail -n 40 "$log" >&2
		die "failed: ${1##*/} (all of it: $log)"
	fi
}

# One line and an end when the disk is nearly full: the database would die of it later.
room_check() {
	local folder=$1 free
	mkdir -p "$folder" 2>/dev/null || die "cannot make the folder $folder"
	free=$(df -Pm "$folder" | awk 'NR == 2 { print $4 }')
	[ "$free" -ge 500 ] || die "only $free MB free in $folder: 500 MB are needed"
}

# A folder for sockets, whose paths may have no more than 107 bytes. Others may pass through it, not look into it.
socket_folder() {
	local hash
	hash=$(printf '%s' "$var" | sha256sum | cut -c1-10)
	sockets=/tmp/regulars-$(id -u)-$hash
	mkdir -m 0711 "$sockets" 2>/dev/null || true
	[ -d "$sockets" ] && [ ! -L "$sockets" ] && [ -O "$sockets" ] || die "$sockets is not ours: remove it"
	mkdir -p -m 0700 "$sockets/db"
}

# Only one at a time may change what runs here.
take_lock() {
	mkdir -p "$var/run"
	exec 9>"$var/run/lock"
	flock -n 9 || die "another ./dev works on $var"
}
