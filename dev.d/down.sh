# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# ./dev down: what ./dev up started ends, and nothing else.
. "$root/dev.d/lib/process.sh"
. "$root/dev.d/lib/house.sh"

dev_down() {
	takes_nothing down "$@"
	[ -d "$var/run" ] || return 0
	take_lock
	socket_folder
	house_down
}
