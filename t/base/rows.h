/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests that are tables: `for (each_row(rows))` sets `row` to each, and the checks name the row
 * that fails. */
#ifndef REGULARS_T_BASE_ROWS_H
#define REGULARS_T_BASE_ROWS_H

#include <check.h>
#include <inttypes.h>
#include <string.h>

#define count_of(rows) (sizeof(rows) / sizeof((rows)[0]))
#define each_row(rows)                                                                             \
	__typeof__(&(rows)[0]) row = (rows);                                                       \
	row < (rows) + count_of(rows);                                                             \
	row++
#define or_null(text)         ((text) ? (text) : "(null)")
#define check_row(row, truth) ck_assert_msg((truth), "%s: %s", (row)->name, #truth)

/* For loops of many thousand rounds: check's own assertions write to a file each time. */
#define require(truth)                                                                             \
	do {                                                                                       \
		if (!(truth))                                                                      \
			ck_abort_msg("%s", #truth);                                                \
	} while (0)

/* Texts equal, both NULL counting as equal. */
#define check_text(row_name, got, wanted)                                                          \
	do {                                                                                       \
		const char *got_ = (got), *wanted_ = (wanted);                                     \
		bool same_ = got_ && wanted_ ? !strcmp(got_, wanted_) : got_ == wanted_;           \
		ck_assert_msg(same_, "%s: got %s, wanted %s", (row_name), or_null(got_),           \
			      or_null(wanted_));                                                   \
	} while (0)

#define check_int(row_name, got, wanted)                                                           \
	do {                                                                                       \
		int64_t got_ = (got), wanted_ = (wanted);                                          \
		ck_assert_msg(got_ == wanted_, "%s: got %" PRId64 ", wanted %" PRId64, (row_name), \
			      got_, wanted_);                                                      \
	} while (0)

#endif
