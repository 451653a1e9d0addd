# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# ./dev reset [--yes]: stops everything and forgets all data of this checkout.
. "$root/dev.d/lib/process.sh"
. "$root/dev.d/lib/house.sh"

dev_reset() {
	local answer
	[ "${*:---yes}" = --yes ] || die 'usage: ./dev reset [--yes]'
	[ -d "$var" ] || return 0
	if [ "${1:-}" != --yes ]; then
		printf 'Delete the database, mail and keys in %s? [y/N] ' "$var"
		read -r answer || answer=
		[[ $answer =~ ^[yY] ]] || die 'nothing was deleted'
	fi
	take_lock
	socket_folder
	house_down
	# what tests and measurements keep for themselves is not the shop's
	find "$var" -mindepth 1 -maxdepth 1 ! -name test ! -name bench ! -name mysql ! -name fuzz -exec rm -rf {} +
}
