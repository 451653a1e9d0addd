# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# ./dev fmt: lays out the C files.
. "$root/dev.d/lib/packages.sh"

dev_fmt() {
	takes_nothing fmt "$@"
	command -v clang-format >/dev/null || packages_need lint
	find "$root/src" "$root/t" -name node_modules -prune -o -name '*.[ch]' -print0 | xargs -0 clang-format -i
}
