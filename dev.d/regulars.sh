# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# ./dev regulars COMMAND…: the command line of the shop that ./dev up started.
for part in process database house; do
	. "$root/dev.d/lib/$part.sh"
done

dev_regulars() {
	[ -x "$build/regulars" ] && [ -f "$var/regulars.conf" ] || die 'there is no shop yet: ./dev up'
	regulars "$@"
}
