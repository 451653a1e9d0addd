# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# For walks in shell: steps that pass or fail, counted in $passed and $failed.
passed=0 failed=0

# step NAME COMMAND…: what it printed is shown when it fails.
step() {
	local name=$1 log=$REGULARS_TEST_TMP/step.log
	shift
	if "$@" >"$log" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf '  FAIL %s\n' "$name"
		tail -n 30 "$log"
	fi
}
