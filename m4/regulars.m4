dnl SPDX-License-Identifier: GPL-3.0-or-later
dnl Flags the compiler may or may not know.

dnl REGULARS_TAKE_FLAGS(VARIABLE, WHAT, COMPILE|LINK, FLAGS)
dnl Appends to VARIABLE those FLAGS that work: all at once where it can, else one by one.
AC_DEFUN([REGULARS_TAKE_FLAGS], [
AC_MSG_CHECKING([which $2 the compiler takes])
regulars_all="m4_normalize([$4])"
regulars_saved_cflags=$CFLAGS
regulars_refused=
CFLAGS="$regulars_saved_cflags -Werror $regulars_all"
AC_$3_IFELSE([AC_LANG_PROGRAM([], [])], [$1="$$1 $regulars_all"], [
	for regulars_flag in $regulars_all; do
		CFLAGS="$regulars_saved_cflags -Werror $regulars_flag"
		AC_$3_IFELSE([AC_LANG_PROGRAM([], [])], [$1="$$1 $regulars_flag"],
			[regulars_refused="$regulars_refused $regulars_flag"])
	done])
CFLAGS=$regulars_saved_cflags
AS_IF([test -z "$regulars_refused"], [AC_MSG_RESULT([all])], [AC_MSG_RESULT([not:$regulars_refused])])
])
