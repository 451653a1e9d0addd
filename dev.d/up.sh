# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# ./dev up: from whatever there is to a shop that answers. What is already so is left alone.
for part in packages build process database house nginx; do
	. "$root/dev.d/lib/$part.sh"
done

dev_up() {
	[ $# -eq 0 ] || die 'up takes no arguments; PORT= and WORKERS= stand before it'
	room_check "$var"
	take_lock
	mkdir -p "$var/log"
	house_port
	house_workers
	house_port_free
	if [ -z "${REGULARS_BUILD:-}" ]; then
		packages_need run build
		[ -f "$build/regulars" ] || say 'building (the first time takes a minute or two)'
		build_release
	fi
	socket_folder
	[ -d "$var/db" ] || say 'making the private database'
	database_start
	database_accounts
	house_configuration >/dev/null
	house_migrate
	house_demo
	program_run web
	program_run worker
	nginx_run
	house_wait
	up_addresses
}

up_addresses() {
	local link
	say "shop   http://127.0.0.1:$port/"
	say "desk   http://127.0.0.1:$port/desk"
	if link=$(regulars staff invite-owner 2>"$var/log/invite.log"); then
		say "owner  $link   (once; makes the first account)"
	fi
}
