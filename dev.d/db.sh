# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# ./dev db [SQL]: the client of the private database.
. "$root/dev.d/lib/process.sh"
. "$root/dev.d/lib/database.sh"

dev_db() {
	process_pid database >/dev/null || die 'the database is not running: ./dev up'
	socket_folder
	if [ $# -gt 0 ]; then
		database_client regulars -t -e "$*"
	else
		database_client regulars
	fi
}
