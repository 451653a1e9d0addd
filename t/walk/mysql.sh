#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The other server: MySQL, the newest LTS, out of a folder with a small Debian of its own. Every suite that asks the database runs
# on it, all migrations are applied, a shop's demo data is made and proved, and a worker takes an order.
#   REGULARS_MYSQL_ROOT  such a folder, or where to make it; left as it is for the next time (./var/mysql)
set -euo pipefail
. "$REGULARS_TEST_SOURCE/t/walk/step.sh"
root=${REGULARS_MYSQL_ROOT:-$REGULARS_TEST_SOURCE/var/mysql}
tmp=$REGULARS_TEST_TMP
config=$tmp/regulars.conf
slots=$REGULARS_TEST_SLOTS
run='' place='' server='' web=''

skip() {
	printf '  skip mysql: %s\n0 passed, 0 failed, 1 skipped\n' "$*"
	exit 0
}

# The mirror that this machine's own packages come from.
mirror() {
	{ cat /etc/apt/sources.list /etc/apt/sources.list.d/*.{list,sources} 2>/dev/null || true; } |
		sed -nE 's/^(deb( +\[[^]]*\])?|URIs:) +(https?:\/\/[^ ]+\/debian\/?)( .*)?$/\3/p' | head -n 1
}

make_root() {
	local uri free
	command -v debootstrap >/dev/null || skip 'no debootstrap'
	uri=$(mirror)
	[ -n "$uri" ] || skip 'no mirror of Debian in the sources of apt'
	mkdir -p "$root"
	free=$(df -Pm "$root" | awk 'NR == 2 { print $4 }')
	[ "$free" -ge 1500 ] || skip "only $free MB free in $root: 1500 MB are needed"
	rm -rf --one-file-system "$root.new"
	if ! timeout 900 debootstrap --variant=minbase --include=mysql-server-core sid "$root.new" "$uri" >"$tmp/debootstrap.log" 2>&1; then
		tail -n 5 "$tmp/debootstrap.log"
		rm -rf --one-file-system "$root.new"
		skip "debootstrap failed: all of it in $tmp/debootstrap.log"
	fi
	rmdir "$root"
	mv "$root.new" "$root"
}

client() {
	mariadb --no-defaults --socket="$place/m/s" --user=root --default-character-set=utf8mb4 "$@"
}

# A data folder of this run's own inside, reached from outside by a short way: a socket's path has 107 bytes.
start_server() {
	local i inside
	run=$(mktemp -d "$root/regulars.XXXXXX")
	inside=/${run##*/}
	place=$(mktemp -d /tmp/regulars-mysql.XXXXXX)
	ln -s "$run" "$place/m"
	chroot "$root" mysqld --no-defaults --initialize-insecure --user=root --datadir="$inside/data" >"$tmp/server.log" 2>&1 || return 1
	chroot "$root" mysqld --no-defaults --user=root --datadir="$inside/data" --socket="$inside/s" --pid-file="$inside/pid" \
		--secure-file-priv= --skip-networking --mysqlx=OFF --disable-log-bin --innodb-flush-log-at-trx-commit=0 \
		--innodb-buffer-pool-size=256M --max-connections=200 --character-set-server=utf8mb4 --collation-server=utf8mb4_bin \
		>>"$tmp/server.log" 2>&1 &
	server=$!
	for ((i = 0; i < 600; i++)); do
		! client -e 'SELECT 1' >/dev/null 2>&1 || return 0
		kill -0 "$server" 2>/dev/null || break
		sleep 0.1
	done
	tail -n 20 "$tmp/server.log"
	return 1
}

stop() {
	local pid
	for pid in $web $server; do
		kill -TERM "$pid" 2>/dev/null || true
		wait "$pid" || true
	done
	[ -z "$run" ] || rm -rf "$run"
	[ -z "$place" ] || rm -rf "$place"
}

databases() {
	local slot
	for ((slot = 0; slot < slots; slot++)); do
		printf 'CREATE DATABASE regulars_test_%d;\n' "$slot"
	done
	cat <<-'END'
		CREATE USER 'regulars_test'@'localhost' IDENTIFIED BY 'regulars_test';
		GRANT ALL PRIVILEGES ON `regulars\_test%`.* TO 'regulars_test'@'localhost';
		CREATE DATABASE regulars;
		CREATE USER 'regulars_web'@'localhost' IDENTIFIED BY 'web';
		CREATE USER 'regulars_admin'@'localhost' IDENTIFIED BY 'admin';
		GRANT SELECT, INSERT, UPDATE, DELETE ON regulars.* TO 'regulars_web'@'localhost';
		GRANT ALL PRIVILEGES ON regulars.* TO 'regulars_admin'@'localhost';
	END
}

# Those that ask no database would only say again what they say on the other server.
suites() {
	local all
	mapfile -t all < <("$REGULARS_TEST_BUILD/t/unit" -l | grep -vE '^(base|web|tmpl|i18n)_')
	REGULARS_TEST_DB_SOCKET=$place/m/s REGULARS_TEST_DB_NAME=regulars_test REGULARS_TEST_DB_USER=regulars_test \
		REGULARS_TEST_DB_PASSWORD=regulars_test "$REGULARS_TEST_SOURCE/dev.d/suites" "${all[@]}" >"$tmp/suites.log" 2>&1 || true
	grep -E '^  (FAIL|skip)' "$tmp/suites.log" || true
	read -r passed failed skipped < <(sed -nE 's/^([0-9]+) passed, ([0-9]+) failed, ([0-9]+) skipped$/\1 \2 \3/p' "$tmp/suites.log")
}

configure() {
	printf 'web' >"$tmp/web"
	printf 'admin' >"$tmp/admin"
	head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n' >"$tmp/master"
	chmod 0400 "$tmp/web" "$tmp/admin" "$tmp/master"
	mkdir -p "$tmp/mail"
	cat >"$config" <<-END
		socket = $place/web.sock
		workers = 1
		db_socket = $place/m/s
		db_name = regulars
		db_user = regulars_web
		db_password_file = $tmp/web
		db_admin_user = regulars_admin
		db_admin_password_file = $tmp/admin
		base_url = http://127.0.0.1
		data_dir = $REGULARS_TEST_BUILD/data
		var_dir = $tmp
		secret_file = $tmp/master
		mail = dir:$tmp/mail
		mail_from = shop@regulars.example
		run_as_root = yes
	END
}

regulars() {
	"$REGULARS_TEST_BUILD/regulars" --config "$config" "$@"
}

# Every file of sql/ is applied.
is_migrated() {
	local files=("$REGULARS_TEST_BUILD"/data/sql/[0-9]*.sql)
	regulars migrate | tee /dev/stderr | grep -qx "applied: ${#files[@]}, pending: 0"
}

places_an_order() {
	local key
	key=$(regulars api-key create walk owner | awk '{ print $1; exit }')
	"$REGULARS_TEST_BUILD/regulars-web" --config "$config" >"$tmp/web.log" 2>&1 &
	web=$!
	python3 "$REGULARS_TEST_SOURCE/t/walk/mysql_order.py" "$place/web.sock" "$key"
}

is_proved() {
	regulars jobs --for 5 && regulars verify | tee /dev/stderr | tail -n 1 | grep -q ' 0 violations$' && ls "$tmp"/mail/*.eml
}

[ "$(id -u)" = 0 ] || skip 'only root may change the root folder'
[ -x "$root/usr/sbin/mysqld" ] || make_root
trap stop EXIT
trap 'exit 143' TERM
start_server || { printf '0 passed, 1 failed, 0 skipped\n'; exit 1; }
databases | client
client -N -e 'SELECT CONCAT("  on MySQL ", VERSION())'
suites
configure
step 'all migrations are applied' is_migrated
step 'a second run of them changes nothing' is_migrated
step 'demo data is made' regulars demo --orders 150 --customers 30
step 'a worker takes an order, once for its key' places_an_order
step 'messages are sent, and the books are proved' is_proved
printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" = 0 ]
