# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# ./dev test: everything a change must pass. Its database and servers are its own, below var/test; the shop of ./dev up is not
# touched. Parts: lint, unit (all suites of t/unit), the walks of t/walks, browser, clean (no sanitizer spoke).
for part in packages build process database house parts node; do
	. "$root/dev.d/lib/$part.sh"
done

test_usage='usage: ./dev test [--long] [--coverage] [--list] [NAME…]'

dev_test() {
	local long='' coverage='' names=() wanted
	while [ $# -gt 0 ]; do
		case $1 in
		--long) long=yes ;;
		--coverage) coverage=yes ;;
		--list)
			test_list
			return
			;;
		-*) die "$test_usage" ;;
		*) names+=("$1") ;;
		esac
		shift
	done
	test_check_names "${names[@]}"
	long=${long:-$(test_is_long "${names[@]}")}
	wanted=" ${names[*]} "
	test_prepare
	test_run build-test
	[ -z "$long" ] || test_long
	[ -z "$coverage$long" ] || test_coverage
	part_sum
}

# walk NAME GROUP COMMAND… of t/walks, one a line: those of a group, or of several, with | between them.
test_walks() {
	sed -E '/^[[:space:]]*(#|$)/d' "$root/t/walks" 2>/dev/null | awk -v group="^($1)\$" '$2 ~ group'
}

test_list() {
	say lint unit
	test_walks '.*'
	say browser clean
	say 'with --long: fuzz mutate; with --coverage or --long: coverage'
	[ ! -x "$root/build-test/t/unit" ] || "$root/build-test/t/unit" -l | sed 's/^/unit: /'
}

# A name that is none would test nothing and pass.
test_check_names() {
	local known name
	known=" lint unit browser clean fuzz mutate coverage $(test_walks '.*' | awk '{ print $1 }' | tr '\n' ' ') \
$(sed -nE 's/^SUITE\(([a-z0-9_]+)\)$/\1/p' "$root/t/suites.h" | tr '\n' ' ') "
	for name in "$@"; do
		[[ $known == *" $name "* ]] || die "no such part or suite: $name (./dev test --list names them)"
	done
}

# "yes" when one of the names is of what only --long runs, which is then meant.
test_is_long() {
	local known name
	known=" fuzz mutate coverage $(test_walks 'long|long-beside' | awk '{ print $1 }' | tr '\n' ' ') "
	for name in "$@"; do
		[[ $known != *" $name "* ]] || {
			say yes
			return
		}
	done
}

# True when everything is wanted, or this name.
is_wanted() {
	[ "$wanted" = '  ' ] || [[ $wanted == *" $1 "* ]]
}

test_prepare() {
	if [ -n "${REGULARS_VAR:-}" ]; then
		die 'the tests have a folder of their own: unset REGULARS_VAR'
	fi
	var=$root/var/test
	room_check "$var"
	take_lock
	# shellcheck disable=SC2046 # none, or one
	packages_need run build lint test $([ -z "$long" ] || echo long)
	socket_folder
	rm -rf "$var/log" "$var/house" "$var/tmp"
	mkdir -p "$var/log" "$var/tmp"
	trap test_end EXIT
	trap 'exit 130' INT TERM HUP
}

# What the tests started ends with them.
test_end() {
	local run
	# shellcheck disable=SC2086 # none, or one
	kill ${part_pid:-} ${walks_pid:-} ${node_pid:-} 2>/dev/null || true
	# shellcheck disable=SC2086
	wait ${part_pid:-} ${walks_pid:-} ${node_pid:-} 2>/dev/null || true
	for run in "$var"/house/run "$var"/tmp/*/*/run "$var"/tmp/*/*/*/run; do
		[ ! -d "$run" ] || REGULARS_VAR=${run%/run} "$root/dev" down || true
	done
	house_down
}

# All parts with the programs of one build folder.
test_run() {
	build=$root/$1
	local started=${EPOCHREALTIME/./} walks='normal|short'
	# --long has longer ones of the short ones.
	[ -z "$long" ] || [ "$wanted" != '  ' ] || walks=normal
	printf '%-14s ' build
	# What comes over the net comes meanwhile; node_ready says what went wrong.
	! test_wants_node || (node_ready) >/dev/null 2>&1 9>&- &
	node_pid=$!
	if ! (if [ "$1" = build-test ]; then build_test; else build_coverage; fi); then
		part_add build 0 0 1 0
		part_sum
		exit 1
	fi
	part_add build "$(((${EPOCHREALTIME/./} - started) / 1000000))" 1 0 0
	wait "$node_pid" || true
	! test_wants_node || node_ready
	test_environment
	! is_wanted lint || [ "$1" != build-test ] || part lint 120 python3 "$root/t/lint/lint.py"
	test_walks_begin "$walks" 300
	test_unit
	test_browser
	test_walks_end "$walks"
	[ -z "$long" ] || test_walks_long
	! is_wanted clean || test_clean
}

# The browser's tests, and the linter of the API's document.
test_wants_node() {
	is_wanted browser || is_wanted openapi
}

# What tests may know of where they run.
test_environment() {
	export REGULARS_TEST_SOURCE=$root REGULARS_TEST_BUILD=$build REGULARS_TEST_TMP=$var/tmp
	export REGULARS_TEST_LONG=$long REGULARS_BUILD=$build
	# Suites at a time: one more than processors, for some wait.
	export REGULARS_TEST_SLOTS=$(($(nproc) + 1))
	local all=0
	[ -z "$long" ] || all=1
	# What costs much time is looked for with --long alone.
	export ASAN_OPTIONS=abort_on_error=0:exitcode=99:detect_stack_use_after_return=$all UBSAN_OPTIONS=print_stacktrace=1
}

test_database() {
	database_start --innodb-flush-log-at-trx-commit=0 --max-connections=200
	local slot
	for ((slot = 0; slot < REGULARS_TEST_SLOTS; slot++)); do
		printf 'DROP DATABASE IF EXISTS regulars_test_%d; CREATE DATABASE regulars_test_%d;\n' "$slot" "$slot"
	done | database_client
	database_client <<'END'
CREATE USER IF NOT EXISTS 'regulars_test'@'localhost' IDENTIFIED BY 'regulars_test';
GRANT ALL PRIVILEGES ON `regulars\_test%`.* TO 'regulars_test'@'localhost';
END
	REGULARS_TEST_DB_SOCKET=$(database_socket)
	export REGULARS_TEST_DB_SOCKET REGULARS_TEST_DB_NAME=regulars_test
	export REGULARS_TEST_DB_USER=regulars_test REGULARS_TEST_DB_PASSWORD=regulars_test
}

# The suites wanted: all of them, or those named. Each test has a limit of its own; theirs together is for a machine that
# others use too.
test_unit() {
	local suites=() suite
	if ! is_wanted unit; then
		while read -r suite; do
			[[ $wanted != *" $suite "* ]] || suites+=("$suite")
		done < <("$build/t/unit" -l)
		[ ${#suites[@]} -gt 0 ] || return 0
	fi
	test_database
	# Looking for leaks takes a test two thirds of its time. The walks' programs always do, and with --long the suites.
	part unit 1200 env ASAN_OPTIONS="$ASAN_OPTIONS:detect_leaks=$([ -n "$long" ] && echo 1 || echo 0)" \
		nice -n 5 "$root/dev.d/suites" "${suites[@]}"
	sed -nE 's/^([a-z0-9_]+): .* skipped, ([0-9.]+) s$/\2 s \1/p' "$var/log/unit.log" | sort -rn | head -n 3 | sed 's/^/    slow: /'
}

# The walks of a group that are wanted, one after the other.
test_walks_run() {
	local name command
	while read -r name _ command; do
		is_wanted "$name" || continue
		rm -rf "${var:?}/tmp/$name" # what the coverage's run, the second, would stumble over
		mkdir -p "$var/tmp/$name"
		part_run "$name" "$2" env REGULARS_TEST_TMP="$var/tmp/$name" bash -c "cd \"\$REGULARS_TEST_SOURCE\" && exec $command"
	done < <(test_walks "$1")
}

test_walks_tell() {
	local name
	while read -r name _; do
		is_wanted "$name" || continue
		printf '%-14s ' "$name"
		part_tell "$name"
	done < <(test_walks "$1")
}

# The normal walks wait more than they work: they run beside the suites and the browser, which make room for them. They are told of
# when all of them are through, so that what is printed has one order.
test_walks_begin() {
	(
		trap 'kill "$part_pid"; wait "$part_pid"; exit 143' TERM
		test_walks_run "$1" "$2"
	) &
	walks_pid=$!
}

test_walks_end() {
	wait "$walks_pid" || true
	walks_pid=
	test_walks_tell "$1"
}

# The long ones in two rows, side by side.
test_walks_long() {
	test_walks_begin long-beside 3000
	test_walks_run long 3000
	test_walks_tell long
	test_walks_end long-beside
}

# One house for the browser, with demo data, from the programs under test.
test_house() {
	local house=$var/house
	export REGULARS_TEST_PORT=${REGULARS_TEST_PORT:-$("$root/t/walk/free_port.py")}
	part shop 300 env REGULARS_VAR="$house" PORT="$REGULARS_TEST_PORT" WORKERS=3 REGULARS_THROTTLE=no \
		REGULARS_DEMO="--orders 250 --customers 60" "$root/dev" up
	export REGULARS_TEST_URL=http://127.0.0.1:$REGULARS_TEST_PORT REGULARS_TEST_CONFIG=$house/regulars.conf
}

test_browser() {
	is_wanted browser || return 0
	if ! compgen -G "$root/t/browser/*.test.mjs" >/dev/null; then
		printf '%-14s ' browser
		part_add browser 0 0 0 1
		return
	fi
	test_house
	local seconds=900
	[ -z "$long" ] || seconds=1500
	part browser "$seconds" nice -n 5 node --test --test-reporter=tap --test-concurrency=2 "$root"/t/browser/*.test.mjs
	REGULARS_VAR=$var/house "$root/dev" down
}

# The sanitizers stop a program that does wrong; a worker that was stopped so is started again, and only its log tells.
test_clean() {
	# shellcheck disable=SC2016 # the inner shell's own
	part clean 30 bash -c '
		if grep -rlE "ERROR: (Address|Leak)Sanitizer|runtime error:" --include="*.log" "$1" | grep -v "/log/\(clean\|unit\)\.log"; then
			exit 1
		fi' - "$var"
}

# What takes longer than a change can wait: noise for the parsers, and whether the tests notice a broken rule.
test_long() {
	if is_wanted fuzz && compgen -G "$root/t/fuzz/*.c" >/dev/null; then
		packages_need fuzz
		part fuzz 1800 env -u REGULARS_BUILD "$root/dev" fuzz
	fi
	if is_wanted mutate && [ -x "$root/t/mutate" ]; then
		part mutate 600 "$root/t/mutate"
	fi
}

# ≥ 85 % of the lines of src/, over all suites and the walks that need the least time, whatever else is named.
test_coverage() {
	is_wanted coverage || return 0
	local long='' wanted
	wanted=' unit house web fcgi chaos '
	find "$root/build-coverage" -name '*.gcda' -delete 2>/dev/null || true
	test_run build-coverage
	part coverage 300 gcovr --root "$root" --filter "$root/src/" --object-directory "$root/build-coverage" \
		--exclude-unreachable-branches --print-summary --fail-under-line 85 --txt "$var/coverage.txt" "$root/build-coverage"
	grep -h '^lines:' "$var/log/coverage.log" | sed 's/^/    /' || true
}
