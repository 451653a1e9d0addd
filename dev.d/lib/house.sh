# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# A house: configuration, migrations, programs and nginx around one var folder.

# Nothing where there was none.
last_port() {
	sed -n 's|^base_url = http://127.0.0.1:||p' "$var/regulars.conf" 2>/dev/null || true
}

# The port asked for, else the one of last time, else 8080.
house_port() {
	local last
	last=$(last_port)
	port=${PORT:-${last:-8080}}
	[[ $port =~ ^[1-9][0-9]{0,4}$ ]] && [ "$port" -le 65535 ] || die "PORT is no port: $port"
}

# Likewise the number of workers.
house_workers() {
	local last
	last=$(sed -n 's/^workers = //p' "$var/regulars.conf" 2>/dev/null || true)
	workers=${WORKERS:-${last:-4}}
	[[ $workers =~ ^[0-9]+$ ]] && [ "$workers" -ge 1 ] && [ "$workers" -le 64 ] || die "WORKERS is not 1 to 64: $workers"
}

# Before anything is touched: a shop that runs goes on where it is when it cannot have the port asked for.
house_port_free() {
	local first
	if process_pid nginx >/dev/null && [ "$port" = "$(last_port)" ]; then return 0; fi
	first=$(cat /proc/sys/net/ipv4/ip_unprivileged_port_start 2>/dev/null || echo 1024)
	[ "$EUID" = 0 ] || [ "$port" -ge "$first" ] || die "port $port is for root alone: try PORT=8080 ./dev up"
	(exec 8<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || return 0
	die "port $port is in use by another program: try PORT=$((port + 1)) ./dev up"
}

# Writes FILE from standard input only if that changes it; says yes when it did.
write_changed() {
	local new=$1.new
	cat >"$new"
	if cmp -s "$new" "$1"; then
		rm -f "$new"
	else
		mv "$new" "$1"
		printf 'yes\n'
	fi
}

house_configuration() {
	local as_root=no
	[ "$(id -u)" != 0 ] || as_root=yes
	secret_make master
	mkdir -p "$var/mail"
	write_changed "$var/regulars.conf" <<END
# Written by ./dev up.
socket = $sockets/web.sock
workers = $workers
db_socket = $(database_socket)
db_name = regulars
db_user = regulars_web
db_password_file = $var/secret/db_web
db_admin_user = regulars_admin
db_admin_password_file = $var/secret/db_admin
base_url = http://127.0.0.1:$port
data_dir = $build/data
var_dir = $var
picture_program = $build/regulars-picture
secret_file = $var/secret/master
mail = dir:$var/mail
mail_from = shop@regulars.example
development = ${REGULARS_DEVELOPMENT:-yes}
throttle = ${REGULARS_THROTTLE:-yes}
run_as_root = $as_root
END
}

regulars() {
	"$build/regulars" --config "$var/regulars.conf" "$@"
}

house_migrate() {
	quiet "$var/log/migrate.log" regulars migrate
}

# Demo data only where nobody has put anything. REGULARS_DEMO: no, or the options of `regulars demo`; a shop that began empty
# stays so until it is asked otherwise.
house_demo() {
	local used options=${REGULARS_DEMO:-$(cat "$var/demo" 2>/dev/null || echo yes)}
	printf '%s\n' "$options" >"$var/demo"
	[ "$options" != no ] || return 0
	[ "$options" != yes ] || options=
	used=$(database_client -N regulars -e 'SELECT EXISTS (SELECT 1 FROM customer) OR EXISTS (SELECT 1 FROM product)')
	[ "$used" = 0 ] || return 0
	say 'loading demo data'
	# shellcheck disable=SC2086 # several words
	quiet "$var/log/demo.log" regulars demo $options
}

# What a running program was started from: when it changes, the program must be started again.
program_stamp() {
	stat -c '%i %Y %s' "$build/regulars-$1"
	cat "$var/regulars.conf"
}

# What the workers read at start: when it changes, they are asked to read again.
pages_stamp() {
	find -L "$build/data/templates" "$build/data/po" "$build/data/static.manifest" -type f -printf '%P %T@ %s\n' | sort
}

# Has the workers' own words for what keeps them from starting: a template, a table, a key.
web_check() {
	local why
	why=$("$build/regulars-web" --config "$var/regulars.conf" --check 2>&1) || die "the workers cannot start: ${why##*$'\n'}"
}

# program_run web|worker: starts it, starts it again when it or its configuration changed, or has it read the pages again.
program_run() {
	local name=$1 pid program_changed pages_changed
	program_changed=$(program_stamp "$name" | write_changed "$var/run/$name.stamp")
	pages_changed=$(pages_stamp | write_changed "$var/run/$name.pages")
	pid=$(process_pid "$name") || pid=
	# the worker reads pages at its start alone, and a HUP would end it
	[ "$name" = web ] || program_changed+=$pages_changed
	if [ -n "$pid" ] && { [ -n "$program_changed" ] || { [ "$name" = web ] && [ ! -S "$sockets/web.sock" ]; }; }; then
		process_stop "$name" 20
		pid=
	fi
	if [ -n "$pid" ] && [ -z "$pages_changed" ]; then
		return 0
	fi
	if [ "$name" = web ]; then
		web_check
	fi
	if [ -n "$pid" ]; then
		kill -HUP "$pid"
	else
		process_start "$name" "$build/regulars-$name" --config "$var/regulars.conf"
	fi
}

# Asks for PATH and prints the status code; nothing when nobody answers.
http_status() {
	local line
	{
		exec 8<>"/dev/tcp/127.0.0.1/$port" || return 0
		printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1:%s\r\n\r\n' "$1" "$port" >&8
		read -r -t 2 _ line _ <&8 || true
		exec 8>&-
	} 2>/dev/null
	printf '%s\n' "${line:-}"
}

house_wait() {
	local end=$((SECONDS + 40)) tries=0 status='' name checked=
	while [ $SECONDS -lt $end ]; do
		status=$(http_status /healthz)
		[ "$status" != 200 ] || return 0
		tries=$((tries + 1))
		if [ -z "$checked" ] && [ $SECONDS -ge $((end - 36)) ]; then
			checked=yes
			web_check
		fi
		for name in web nginx; do
			if [ "$tries" -gt 10 ] && ! process_pid "$name" >/dev/null; then
				tail -n 20 "$var/log/$name.log" >&2
				die "$name ended: $var/log/$name.log"
			fi
		done
		sleep 0.1
	done
	tail -n 20 "$var/log/web.log" >&2
	die "no good answer on port $port (last: ${status:-none}): $var/log/web.log"
}

house_down() {
	process_stop nginx 5
	process_stop worker 20
	process_stop web 20
	process_stop database 60
	rm -rf "$sockets"
}
