#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# ./dev up, down, status and reset as a person uses them: twice, beside others, with things in the way.
set -euo pipefail
passed=0 failed=0 skipped=0
dev=$REGULARS_TEST_SOURCE/dev
tmp="$REGULARS_TEST_TMP/a house"
mkdir -p "$tmp/build"
port=$("$REGULARS_TEST_SOURCE/t/walk/free_port.py")
export REGULARS_VAR=$tmp/one REGULARS_BUILD=$tmp/build REGULARS_DEMO=no
unset PORT WORKERS

# Programs and pages of its own, so that they may change.
cp -rL "$REGULARS_TEST_BUILD/data" "$tmp/build/"
cp "$REGULARS_TEST_BUILD"/regulars{,-web,-worker} "$tmp/build/"

check() {
	local name=$1
	shift
	if "$@" >"$tmp/check.log" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf '  FAIL %s\n' "$name"
		tail -n 20 "$tmp/check.log"
	fi
}

skip() {
	skipped=$((skipped + 1))
	printf '  skip %s\n' "$*"
}

pids() {
	cat "$REGULARS_VAR"/run/{database,web,worker,nginx}.pid
}

workers() {
	local master
	master=$(cat "$REGULARS_VAR/run/web.pid")
	cat "/proc/$master/task/$master/children"
}

# within SECONDS COMMAND…: until it succeeds
within() {
	local end=$((SECONDS + $1))
	shift
	until "$@"; do
		[ $SECONDS -lt $end ] || return 1
		sleep 0.1
	done
}

# refuses WORDS COMMAND…: it fails with one line that has these words.
refuses() {
	local words=$1 out
	shift
	! out=$("$@" 2>&1) || return 1
	printf '%s\n' "$out"
	[ "$(printf '%s\n' "$out" | wc -l)" = 1 ] && [[ $out == *"$words"* ]]
}

first_up() {
	local out
	out=$(PORT=$port WORKERS=2 "$dev" up)
	printf '%s\n' "$out"
	grep -q "^shop   http://127.0.0.1:$port/" <<<"$out" && grep -q "^desk   http://127.0.0.1:$port/" <<<"$out" &&
		grep -q "^owner  http://127.0.0.1:$port/" <<<"$out"
}

answers() {
	[ "$(curl -sL -o /dev/null -w '%{http_code}' "http://127.0.0.1:$port/")" = 200 ]
}

# A second time, from elsewhere and without being told the port: fast, and nothing is started again.
second_up() {
	local before after started=$SECONDS
	before=$(pids)
	(cd / && "$dev" up) || return 1
	after=$(pids)
	[ "$before" = "$after" ] && [ $((SECONDS - started)) -le 5 ]
}

two_workers() {
	[ "$(workers | wc -w)" = 2 ]
}

other_workers() {
	[ "$(workers)" != "$1" ] && two_workers
}

page_change() {
	local master workers
	master=$(cat "$REGULARS_VAR/run/web.pid")
	workers=$(workers)
	touch -d '+2 sec' "$tmp/build/data/templates/layout/customer.html"
	"$dev" up || return 1
	[ "$master" = "$(cat "$REGULARS_VAR/run/web.pid")" ] && within 20 other_workers "$workers" && answers
}

program_change() {
	local master
	master=$(cat "$REGULARS_VAR/run/web.pid")
	cp "$tmp/build/regulars-web" "$tmp/build/new" && mv "$tmp/build/new" "$tmp/build/regulars-web"
	"$dev" up || return 1
	[ "$master" != "$(cat "$REGULARS_VAR/run/web.pid")" ] && answers
}

master_killed() {
	kill -9 "$(cat "$REGULARS_VAR/run/web.pid")"
	! "$dev" status || return 1
	"$dev" up && answers && "$dev" status
}

# A pid file may name a process that was given the number since: it must live on.
stranger_lives() {
	local stranger old
	sleep 300 &
	stranger=$!
	old=$(cat "$REGULARS_VAR/run/worker.pid")
	echo $stranger >"$REGULARS_VAR/run/worker.pid"
	"$dev" down || return 1
	kill -0 $stranger || return 1
	kill $stranger
	kill "$old"
}

# Two houses: what happens to one does not touch the other.
neighbour_lives() {
	local before
	before=$(pids)
	(
		export REGULARS_VAR=$tmp/two PORT=$((port + 1))
		"$dev" up && "$dev" down
	) || return 1
	[ "$before" = "$(pids)" ] && "$dev" status && answers
}

down_leaves_nothing() {
	local all
	all=$(pids)
	"$dev" down
	# shellcheck disable=SC2086 # a list of numbers
	! ps -p "$(printf '%s,' $all)0" -o pid= | grep -q . || return 1
	! "$dev" status
}

reset_asks() {
	! echo n | "$dev" reset || return 1
	[ -d "$REGULARS_VAR/db" ] || return 1
	"$dev" reset --yes && [ -z "$(ls "$REGULARS_VAR")" ]
}

# Asked for a port that it cannot have, the shop goes on where it is, and stays there the next time.
stays_at_its_port() {
	local taken pid before
	before=$(pids)
	taken=$("$REGULARS_TEST_SOURCE/t/walk/free_port.py")
	python3 -c 'import socket, sys, time
s = socket.create_server(("127.0.0.1", int(sys.argv[1])))
time.sleep(60)' "$taken" &
	pid=$!
	for _ in $(seq 50); do
		! (exec 8<>"/dev/tcp/127.0.0.1/$taken") 2>/dev/null || break
		sleep 0.1
	done
	refuses "port $taken is in use" env PORT="$taken" "$dev" up || { kill "$pid"; return 1; }
	kill "$pid"
	[ "$before" = "$(pids)" ] && answers && "$dev" up && [ "$before" = "$(pids)" ] && answers
}

missing_package() {
	mkdir -p "$tmp/stub"
	printf '#!/bin/sh\nexit 1\n' >"$tmp/stub/sudo"
	printf '#!/bin/sh\nexit 0\n' >"$tmp/stub/dpkg-query"
	printf '#!/bin/sh\necho 1000\n' >"$tmp/stub/id"
	chmod +x "$tmp/stub"/*
	refuses 'apt-get install mariadb-server-core' env -u REGULARS_BUILD PATH="$tmp/stub:$PATH" PORT=$((port + 2)) \
		"$dev" up </dev/null
}

ordinary_user() {
	local house=$tmp/three
	mkdir -p "$house"
	chown 65534:65534 "$house"
	env REGULARS_VAR="$house" PORT=$((port + 1)) setpriv --reuid=65534 --regid=65534 --clear-groups "$dev" up || return 1
	[ "$(ps -o uid= -p "$(cat "$house/run/web.pid")" | tr -d ' ')" = 65534 ]
	env REGULARS_VAR="$house" setpriv --reuid=65534 --regid=65534 --clear-groups "$dev" down
}

# What was started before nginx failed stays for the next try; whoever gives up takes it down.
nginx_fails() {
	mkdir -p "$tmp/broken"
	printf '#!/bin/sh\necho "bind() to 127.0.0.1 failed" >&2\nexit 1\n' >"$tmp/broken/nginx"
	chmod +x "$tmp/broken/nginx"
	! REGULARS_VAR=$tmp/two PORT=$((port + 1)) PATH=$tmp/broken:$PATH "$dev" up || return 1
	[ -n "$(ours)" ]
}

# The processes that name this walk's folder.
ours() {
	local one
	for one in /proc/[0-9]*; do
		[ "${one#/proc/}" != $$ ] || continue
		! tr '\0' ' ' 2>/dev/null <"$one/cmdline" | grep -qF -- "$tmp/" || printf '%s\n' "${one#/proc/}"
	done
}

# Every house this walk may have begun, whatever became of it; the ordinary user's as that user.
all_down() {
	local name
	for name in one two small/var; do
		[ ! -d "$tmp/$name/run" ] || REGULARS_VAR=$tmp/$name "$dev" down || true
	done
	if [ -d "$tmp/three/run" ]; then
		REGULARS_VAR=$tmp/three setpriv --reuid=65534 --regid=65534 --clear-groups "$dev" down || true
	fi
	! mountpoint -q "$tmp/small" || umount "$tmp/small"
}

leaves_nothing() {
	local left
	all_down
	left=$(ours)
	printf '%s\n' "$left"
	[ -z "$left" ]
}

full_disk() {
	mkdir -p "$tmp/small"
	mount -t tmpfs -o size=50m none "$tmp/small" || return 1
	refuses 'MB are needed' env REGULARS_VAR="$tmp/small/var" PORT=$((port + 1)) "$dev" up || { umount "$tmp/small"; return 1; }
	umount "$tmp/small"
}

trap 'all_down >/dev/null 2>&1' EXIT
trap 'exit 130' INT TERM HUP
check 'refuses a PORT that is none' refuses 'PORT' env PORT=shop "$dev" up
check 'refuses a PORT with a zero in front' refuses 'PORT' env PORT="0$port" "$dev" up
check 'refuses a number of WORKERS that is none' refuses 'WORKERS' env WORKERS=0 PORT="$port" "$dev" up
check 'refuses a part of the tests that is none' refuses 'no such part or suite: nosuch' "$dev" test lint nosuch
check 'refuses to fuzz what is none, before it installs or builds' refuses 'nothing to feed: t/fuzz/nosuch.c' "$dev" fuzz nosuch
check 'refuses a word behind down' refuses 'down takes no arguments' "$dev" down --help
check 'names the packages that only root may install' missing_package
check 'comes up and says where' first_up
check 'answers' answers
check 'has as many workers as were asked for' two_workers
check 'shows itself' "$dev" status
check 'opens the database' "$dev" db 'SELECT COUNT(*) FROM orders'
check 'comes up again at once, nothing started anew' second_up
check 'refuses a port that is taken' refuses "port $port is in use" env REGULARS_VAR="$tmp/two" PORT="$port" "$dev" up
check 'stays where it is when another port cannot be had' stays_at_its_port
check 'reads changed pages by replacing the workers' page_change
check 'starts a changed program anew' program_change
check 'brings back what was killed' master_killed
check 'leaves a neighbour alone' neighbour_lives
check 'goes down and leaves no process' down_leaves_nothing
check 'comes up on what it has' env PORT="$port" "$dev" up
check 'never ends a stranger' stranger_lives
check 'asks before it forgets' reset_asks
if [ "$(id -u)" = 0 ]; then
	if setpriv --reuid=65534 --regid=65534 --clear-groups test -x "$tmp/build/regulars-web" -a -x "$dev"; then
		check 'works for an ordinary user' ordinary_user
	else
		skip 'ordinary user: this folder is closed to others'
	fi
	check 'says when the disk is full' full_disk
else
	skip 'another user and a full disk: only root can arrange them'
fi
check 'says when nginx does not start' nginx_fails
check 'leaves no house behind, not even a broken one' leaves_nothing
printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" = 0 ]
