# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The private nginx: unprivileged, all its files below var/.

nginx_configuration() {
	local user=''
	[ "$(id -u)" != 0 ] || user='user root;'
	mkdir -p "$var/nginx"
	write_changed "$var/nginx.conf" <<END
# Written by ./dev up.
$user
worker_processes 1;
pid "$var/run/nginx.pid";
error_log "$var/log/nginx.log" warn;
events { worker_connections 1024; }
http {
	include "$build/data/nginx/dev-http.conf";
	client_body_temp_path "$var/nginx/body";
	proxy_temp_path "$var/nginx/proxy";
	fastcgi_temp_path "$var/nginx/fastcgi";
	uwsgi_temp_path "$var/nginx/uwsgi";
	scgi_temp_path "$var/nginx/scgi";
	upstream regulars { server "unix:$sockets/web.sock"; }
	server {
		listen 127.0.0.1:$port;
		server_name 127.0.0.1 localhost;
		root "$build/data";
		include "$build/data/nginx/regulars.conf";
	}
}
END
}

nginx_command() {
	nginx -p "$var/nginx" -c "$var/nginx.conf" -e "$var/log/nginx.log" "$@" 9>&-
}

nginx_run() {
	local changed pid
	changed=$(nginx_configuration)
	if pid=$(process_pid nginx); then
		[ -n "$changed" ] || return 0
		process_stop nginx 5
	fi
	house_port_free
	quiet "$var/log/nginx-start.log" nginx_command
}
