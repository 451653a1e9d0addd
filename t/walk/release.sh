#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What a packager does, in a folder with spaces: autoreconf, configure, make, check, distcheck, install; in the sources, and
# beside them by distcheck.
set -euo pipefail
. "$REGULARS_TEST_SOURCE/t/walk/step.sh"
# A packager has no database and no hour: what wants one skips, wherever this walk itself was started.
unset REGULARS_TEST_DB_SOCKET REGULARS_TEST_LONG
sources="$REGULARS_TEST_TMP/a packager"
stage=$REGULARS_TEST_TMP/stage

copy() {
	local files
	mkdir -p "$sources"
	if [ -d "$REGULARS_TEST_SOURCE/.git" ] || [ -f "$REGULARS_TEST_SOURCE/.git" ]; then
		files=$(git -C "$REGULARS_TEST_SOURCE" ls-files -co --exclude-standard)
	else
		files=$(cd "$REGULARS_TEST_SOURCE" && find . -type f -not -path './build*/*' -not -path './var/*' -not -path '*/node_modules/*')
	fi
	(cd "$REGULARS_TEST_SOURCE" && printf '%s\n' "$files" | while IFS= read -r f; do
		[ ! -f "$f" ] || printf '%s\n' "$f"
	done | tar cf - -T -) | tar xf - -C "$sources"
}

in_sources() {
	(cd "$sources" && "$@")
}

# Everything a host needs stands where the programs look.
is_installed() {
	local share=$stage/usr/share/regulars f
	for f in "$stage"/usr/bin/regulars{,-web,-worker} "$share/static.manifest" "$share/po/zh_CN.mo" \
		"$share/sql/001_base.sql" "$share/nginx/regulars.conf" "$share/templates/layout/customer.html"; do
		[ -s "$f" ] || { echo "not installed: $f"; return 1; }
	done
	while IFS=$'\t' read -r _ hashed; do
		[ -s "$share/static/$hashed" ] || { echo "not installed: $hashed"; return 1; }
		case $hashed in *.css | *.js) gzip -t "$share/static/$hashed.gz" || return 1 ;; esac
	done <"$share/static.manifest"
	[ -z "$(find "$stage" -name '*.mo' -newer "$share/static.manifest" -size 0)" ]
}

is_gone() {
	[ -z "$(find "$stage" -type f)" ]
}

jobs=-j$(nproc)
step copy copy
step autoreconf in_sources autoreconf -fi
step configure in_sources ./configure --prefix=/usr --sysconfdir=/etc --localstatedir=/var
step make in_sources make "$jobs"
step 'make check' in_sources make check
step 'make install' in_sources make install DESTDIR="$stage"
step 'all is in place' is_installed
step 'make uninstall' in_sources make uninstall DESTDIR="$stage"
step 'nothing is left' is_gone
step 'make distcheck' in_sources make distcheck "$jobs"
printf '%d passed, %d failed, 0 skipped\n' "$passed" "$failed"
[ "$failed" = 0 ]
