# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The private MariaDB: its own folder and socket, no network, no options of the machine.

database_socket() {
	printf '%s/db/mysql.sock\n' "$sockets"
}

# The client as the database's root. Only who owns the socket's folder reaches it.
database_client() {
	mariadb --no-defaults --socket="$(database_socket)" --user=root --default-character-set=utf8mb4 "$@"
}

# A file of mode 0400 with 64 random hexadecimal digits, made once.
secret_make() {
	local file=$var/secret/$1
	[ ! -f "$file" ] || return 0
	mkdir -p -m 0700 "$var/secret"
	(umask 0377 && head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n' >"$file")
}

database_install() {
	local as=()
	[ "$(id -u)" != 0 ] || as=(--user=root)
	rm -rf "$var/db.new"
	mkdir -p -m 0700 "$var/db.new" "$var/db.tmp"
	# By way of a link, because mariadb-install-db stumbles over a space in a path.
	ln -sfn "$var" "$sockets/var"
	quiet "$var/log/database-install.log" mariadb-install-db --no-defaults --datadir="$sockets/var/db.new" --tmpdir="$sockets/var/db.tmp" \
		--auth-root-authentication-method=normal --skip-test-db "${as[@]}"
	mv "$var/db.new" "$var/db"
}

# database_start [OPTION…]: until it answers. The options come last and win.
database_start() {
	local as=() i
	# One whose socket was swept away with old files of /tmp answers nobody any more.
	[ -S "$(database_socket)" ] || process_stop database 60
	! process_pid database >/dev/null || return 0
	[ -d "$var/db" ] || database_install
	# Not /tmp: what sweeps it would sweep the server's own files away.
	mkdir -p -m 0700 "$var/db.tmp"
	[ "$(id -u)" != 0 ] || as=(--user=root)
	process_start database mariadbd --no-defaults --datadir="$var/db" --socket="$(database_socket)" \
		--pid-file="$var/run/mariadbd.pid" --tmpdir="$var/db.tmp" --skip-networking --skip-log-bin --skip-name-resolve \
		--character-set-server=utf8mb4 --collation-server=utf8mb4_bin --innodb-flush-log-at-trx-commit=1 \
		--innodb-buffer-pool-size=256M --performance-schema=OFF "${as[@]}" "$@"
	for ((i = 0; i < 600; i++)); do
		if database_client -e 'SELECT 1' >/dev/null 2>&1; then
			return 0
		fi
		process_pid database >/dev/null || [ "$i" -lt 5 ] || break
		sleep 0.1
	done
	tail -n 20 "$var/log/database.log" >&2
	die "the database does not start: $var/log/database.log"
}

# The database and its two accounts: the web's may not change the schema.
database_accounts() {
	local name
	for name in web admin; do
		secret_make "db_$name"
	done
	{
		printf 'CREATE DATABASE IF NOT EXISTS regulars;\n'
		for name in web admin; do
			printf "CREATE USER IF NOT EXISTS 'regulars_%s'@'localhost';\n" "$name"
			printf "ALTER USER 'regulars_%s'@'localhost' IDENTIFIED BY '%s';\n" "$name" "$(cat "$var/secret/db_$name")"
		done
		printf "GRANT SELECT, INSERT, UPDATE, DELETE ON regulars.* TO 'regulars_web'@'localhost';\n"
		printf "GRANT ALL PRIVILEGES ON regulars.* TO 'regulars_admin'@'localhost';\n"
	} | database_client
}
