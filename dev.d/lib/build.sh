# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Building: each kind of build has a folder of its own beside the sources.

# configure, if it is not there or older than what makes it
build_bootstrap() {
	[ "$root/configure" -nt "$root/configure.ac" ] && [ -f "$root/Makefile.in" ] && return
	(cd "$root" && quiet "$var/log/autoreconf.log" autoreconf -fi) || exit 1
}

# build_in NAME TARGET… -- CONFIGURE-OPTION…: brings the folder NAME up to date.
build_in() {
	local folder=$root/$1 targets=() stamp
	shift
	while [ "$1" != -- ]; do
		targets+=("$1")
		shift
	done
	shift
	stamp="$root $*"
	mkdir -p "$folder"
	build_bootstrap
	if [ ! -f "$folder/Makefile" ] || [ "$(cat "$folder/options" 2>/dev/null)" != "$stamp" ]; then
		(cd "$folder" && quiet "$folder/configure.log" ../configure --enable-silent-rules "$@") || exit 1
		printf '%s\n' "$stamp" >"$folder/options"
	fi
	quiet "$folder/make.log" make -C "$folder" -j"$(nproc)" "${targets[@]}"
}

build_release() {
	build_in build all -- CFLAGS='-O2 -g'
}

# What the tests run: warnings are errors, sanitizers on.
build_test() {
	build_in build-test all check-programs -- --enable-sanitizers --enable-werror
}

build_coverage() {
	build_in build-coverage all check-programs -- --enable-coverage --enable-werror
}

# Clang, whose library feeds the parsers.
build_fuzz() {
	build_in build-fuzz libregulars.a -- CC=clang CFLAGS="-O1 -g $fuzz_flags,fuzzer-no-link"
}
fuzz_flags='-fno-omit-frame-pointer -fno-sanitize-recover=all -fsanitize=address,undefined'
