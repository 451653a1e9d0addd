# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# ./dev bench [NAME…]: a release build measured against the floor; t/bench/run knows how.
for part in packages build; do
	. "$root/dev.d/lib/$part.sh"
done

dev_bench() {
	[ -x "$root/t/bench/run" ] || die 'nothing to measure: t/bench/run is not there'
	packages_need run build bench
	build_release
	export REGULARS_BENCH_BUILD=$build REGULARS_BENCH_VAR=$root/var/bench
	exec "$root/t/bench/run" "$@"
}
