# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# ./dev fuzz [NAME [SECONDS]]: feeds the parsers of t/fuzz/*.c with noise under ASan and UBSan; all of them, a minute each,
# as many at a time as there are processors.
# t/fuzz/corpus/NAME holds the inputs to start from, var/fuzz/NAME what was found since.
for part in packages build; do
	. "$root/dev.d/lib/$part.sh"
done

dev_fuzz() {
	local name=${1:-} seconds=${2:-60} file files libs
	mapfile -t files < <(compgen -G "$root/t/fuzz/${name:-*}.c")
	[ ${#files[@]} -gt 0 ] || die "nothing to feed: t/fuzz/${name:-*}.c"
	packages_need build fuzz
	build_fuzz
	libs=$(make -s -C "$root/build-fuzz" print-libs)
	for file in "${files[@]}"; do
		fuzz_make "$(basename "$file" .c)"
	done
	fuzz_all "$seconds" "${files[@]}"
}

fuzz_make() {
	# shellcheck disable=SC2086 # lists of words
	(cd "$root/build-fuzz" && quiet "$var/log/fuzz-build.log" clang -std=c17 -D_GNU_SOURCE -I../src -I../t -O1 -g $fuzz_flags,fuzzer \
		"../t/fuzz/$1.c" -o "fuzz-$1" $libs) || exit 1
}

# fuzz_all SECONDS FILE…
fuzz_all() {
	local seconds=$1 file name bad=0
	shift
	for file in "$@"; do
		name=$(basename "$file" .c)
		rm -f "$var/fuzz/$name.bad"
		[ "$(jobs -rp | wc -l)" -lt "$(nproc)" ] || wait -n || true
		(fuzz_one "$name" "$seconds" || : >"$var/fuzz/$name.bad") &
	done
	wait
	for file in "$@"; do
		name=$(basename "$file" .c)
		say "$name: $seconds s"
		cat "$var/fuzz/$name.log"
		[ ! -f "$var/fuzz/$name.bad" ] || bad=1
	done
	return "$bad"
}

fuzz_one() {
	local corpus=$var/fuzz/$1 seeds=$root/t/fuzz/corpus/$1
	mkdir -p "$corpus"
	[ -d "$seeds" ] || seeds=
	(cd "$var/fuzz" && "$root/build-fuzz/fuzz-$1" -max_total_time="$2" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
		-close_fd_mask=1 "$corpus" ${seeds:+"$seeds"} 2>&1) |
		grep -E '^(stat::number_of_executed_units|SUMMARY|==|Test unit written|artifact_prefix)' >"$var/fuzz/$1.log"
}
