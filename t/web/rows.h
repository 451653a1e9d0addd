/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A test per row of a table: `row[_i]` is the row. */
#ifndef REGULARS_T_WEB_ROWS_H
#define REGULARS_T_WEB_ROWS_H

#include <check.h>

#define add_rows(tc, test, rows)                                                                   \
	tcase_add_loop_test(tc, test, 0, (int)(sizeof(rows) / sizeof((rows)[0])))

#endif
