# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The private nginx: the snippet that hosts include, in a server of its own; all its files below var/.

nginx_configure() {
	local file=$1
	shift
	sh "$build/data/nginx/configure" "$build/data/nginx/$file.in" "$@"
}

# Says yes when something changed.
nginx_configuration() {
	local user=
	[ "$(id -u)" != 0 ] || user='user root;'
	nginx_configure regulars.conf BASE_PATH= SOCKET="$sockets/web.sock" STATIC_DIR="$build/data/static" MEDIA_DIR="$var/media" |
		write_changed "$var/nginx-locations.conf"
	nginx_configure dev.conf USER="$user" DAEMON=on RUN_DIR="$var/run" ERROR_LOG="$var/log/nginx.log" PORT="$port" \
		INCLUDE="$var/nginx-locations.conf" | write_changed "$var/nginx.conf"
}

nginx_run() {
	local changed
	changed=$(nginx_configuration)
	if process_pid nginx >/dev/null; then
		[ -n "$changed" ] || return 0
		process_stop nginx 5
	fi
	house_port_free
	quiet "$var/log/nginx-start.log" nginx -p "$var" -c "$var/nginx.conf" -e "$var/log/nginx.log" 9>&-
}
