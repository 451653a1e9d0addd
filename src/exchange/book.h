/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks (XLSX) that people bring, read as CSV. What they hold is nobody's we know: sizes are
 * those that come out, not those that are claimed, and each has its limit. */
#ifndef REGULARS_EXCHANGE_BOOK_H
#define REGULARS_EXCHANGE_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include "base/arena.h"

bool book_is_one(const char *p, size_t len); /* by its first bytes */
/* One of the spreadsheets of before 2007, or one that a password protects. */
bool book_is_closed(const char *p, size_t len);
/* Writes the first sheet of `from` as CSV to `path`: a row of the sheet is a line, days and times
 * are written as such. max_rows 0: all of them. Memory does not grow with the file. False: it is no
 * workbook, is damaged, or beyond the limits. */
bool book_to_csv(struct arena *a, const char *from, const char *path, size_t max_rows)
	__attribute__((warn_unused_result));

#endif
