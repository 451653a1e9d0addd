# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# ./dev fuzz [NAME [SECONDS]]: feeds the parsers of t/fuzz/*.c with noise under ASan and UBSan; all of them, a minute each.
# t/fuzz/corpus/NAME holds the inputs to start from, var/fuzz/NAME what was found since.
for part in packages build; do
	. "$root/dev.d/lib/$part.sh"
done

dev_fuzz() {
	local name=${1:-} seconds=${2:-60} file libs
	compgen -G "$root/t/fuzz/${name:-*}.c" >/dev/null || die "nothing to feed: t/fuzz/${name:-*}.c"
	packages_need build fuzz
	build_fuzz
	libs=$(make -s -C "$root/build-fuzz" print-libs)
	for file in "$root"/t/fuzz/${name:-*}.c; do
		fuzz_one "$(basename "$file" .c)" "$seconds"
	done
}

fuzz_one() {
	local corpus=$var/fuzz/$1 seeds=$root/t/fuzz/corpus/$1
	mkdir -p "$corpus"
	[ -d "$seeds" ] || seeds=
	# shellcheck disable=SC2086 # lists of words
	(cd "$root/build-fuzz" && quiet "$var/log/fuzz-build.log" clang -std=c17 -D_GNU_SOURCE -I../src -I../t -O1 -g $fuzz_flags,fuzzer \
		"../t/fuzz/$1.c" -o "fuzz-$1" $libs) || exit 1
	say "$1: $2 s"
	(cd "$var/fuzz" && "$root/build-fuzz/fuzz-$1" -max_total_time="$2" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
		-close_fd_mask=1 "$corpus" ${seeds:+"$seeds"} 2>&1) |
		grep -E '^(stat::number_of_executed_units|SUMMARY|==|Test unit written|artifact_prefix)'
}
