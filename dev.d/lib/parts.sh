# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The parts of a test run: each is timed, logged, and its results are counted.

part_results=()	# "seconds passed failed skipped name"

# The results a log tells of: its last line "N passed, N failed, N skipped", or the summary of Node's test runner in TAP.
part_count() {
	awk '
		/^[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?$/ { passed = $1; failed = $3; skipped = $5 + 0; seen = 1 }
		/^# pass [0-9]+$/ { passed = $3; seen = 1 }
		/^# (fail|cancelled) [0-9]+$/ { if ($2 == "fail") failed = $3; else failed += $3 }
		/^# (skipped|todo) [0-9]+$/ { if ($2 == "skipped") skipped = $3; else skipped += $3 }
		END { if (seen) print passed + 0, failed + 0, skipped + 0 }
	' "$1"
}

# What of a log a person wants to see when the part failed: without what went well, and without the programs' own log lines.
part_show() {
	local well='^ *(ok [0-9]|# (tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) )|: [0-9]+ passed, 0 failed, |^\{"time":'
	{ grep -vE "$well" "$1" || true; } | { if grep -qE '^(not ok|  FAIL) ' "$1"; then head -n 200; else tail -n 60; fi; } | sed 's/^/    /'
}

# part_run NAME SECONDS COMMAND…: runs it for at most SECONDS; $var/log/NAME.result then has "seconds passed failed skipped". A part
# without counts is one test: its exit status.
part_run() {
	local name=$1 limit=$2 log=$var/log/$1.log started=${EPOCHREALTIME/./} status=0 passed failed skipped seconds
	shift 2
	rm -f "$var/log/$name.result"
	# In the background, for what waits is ended at once with those that it runs beside.
	timeout --kill-after=20 "$limit" "$@" >"$log" 2>&1 </dev/null 9>&- &
	part_pid=$!
	wait "$part_pid" || status=$?
	part_pid=
	seconds=$(((${EPOCHREALTIME/./} - started) / 100000))
	read -r passed failed skipped < <(part_count "$log") || true
	if [ -z "${passed:-}" ]; then
		passed=$((status == 0)) failed=$((status != 0)) skipped=0
	elif [ "$status" != 0 ] && [ "$failed" = 0 ]; then
		printf 'ended with status %s\n' "$status" >>"$log"
		failed=1
	elif [ $((passed + failed + skipped)) = 0 ]; then
		printf 'ran nothing\n' >>"$log"
		failed=1
	fi
	[ "$status" != 124 ] || printf 'no end after %s s\n' "$limit" >>"$log"
	printf '%s %s %s %s\n' "$((seconds / 10)).$((seconds % 10))" "$passed" "$failed" "$skipped" >"$var/log/$name.result"
}

# part_tell NAME: what became of a part that was run, behind its name. One without a result was ended before its time.
part_tell() {
	local name=$1 log=$var/log/$1.log seconds=0 passed=0 failed=1 skipped=0
	read -r seconds passed failed skipped 2>/dev/null <"$var/log/$name.result" || true
	part_add "$name" "$seconds" "$passed" "$failed" "$skipped"
	[ -f "$log" ] || return 0
	[ "$failed" = 0 ] || part_show "$log"
	grep -hE '^ *(skip|ok .*# SKIP)' "$log" | sed 's/^ */    /' | head -n 40 || true
}

# part NAME SECONDS COMMAND…: both.
part() {
	printf '%-14s ' "$1"
	part_run "$@"
	part_tell "$1"
}

# part_add NAME SECONDS PASSED FAILED SKIPPED
part_add() {
	part_results+=("$2 $3 $4 $5 $1")
	printf '%6s s  %5d passed, %d failed, %d skipped\n' "$2" "$3" "$4" "$5"
}

# The slowest parts, then the sum; fails when anything did.
part_sum() {
	local row sum
	printf 'slowest:'
	printf '%s\n' "${part_results[@]}" | sort -rn | head -n 5 | while read -r row; do
		printf ' %s %s s;' "${row##* }" "${row%% *}"
	done
	printf '\n'
	sum=$(printf '%s\n' "${part_results[@]}" | awk '
		{ p += $2; f += $3; s += $4 }
		END { printf "%d passed, %d failed, %d skipped\n", p, f, s; exit f > 0 }') || { say "$sum"; return 1; }
	say "$sum"
}
