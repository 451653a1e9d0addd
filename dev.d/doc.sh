# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# ./dev doc: makes what in doc/ is made: each script of doc/make/ in turn, with the shop of ./dev up running.
for part in packages node; do
	. "$root/dev.d/lib/$part.sh"
done

dev_doc() {
	takes_nothing doc "$@"
	local script
	packages_need run lint test doc
	"$root/dev" up
	node_ready
	export REGULARS_TEST_CONFIG=$var/regulars.conf REGULARS_TEST_SOURCE=$root REGULARS_TEST_BUILD=$build
	REGULARS_TEST_URL=$(sed -n 's/^base_url = //p' "$var/regulars.conf")
	export REGULARS_TEST_URL
	for script in "$root"/doc/make/*; do
		[ -x "$script" ] || continue
		say "${script##*/}"
		(cd "$root" && "$script")
	done
}
