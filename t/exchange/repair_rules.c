/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a repair makes of a cell. */
#include "exchange/repair.h"

#include <check.h>
#include <string.h>

static const struct {
	enum repair_how how;
	const char *cell, *wanted;
} cells[] = {
	{ REPAIR_COMMA, "12,50", "12.50" },
	{ REPAIR_COMMA, "1.234,56", "1234.56" },
	{ REPAIR_COMMA, "1.234.567,8", "1234567.8" },
	{ REPAIR_COMMA, "1 234,56", "1234.56" },
	{ REPAIR_COMMA, "1'234", "1234" },
	{ REPAIR_COMMA, "€ 12,5", "€ 12.5" },
	{ REPAIR_COMMA, "-3,2", "-3.2" },
	{ REPAIR_COMMA, "1.234", "1234" },
	{ REPAIR_COMMA, "7", "7" },
	/* the other way round, or no number: as it is */
	{ REPAIR_COMMA, "12.50", "12.50" },
	{ REPAIR_COMMA, "1,234,567", "1,234,567" },
	{ REPAIR_COMMA, "1.23,4", "1.23,4" },
	{ REPAIR_COMMA, "12,", "12," },
	{ REPAIR_COMMA, "dear", "dear" },
	{ REPAIR_COMMA, "", "" },
	{ REPAIR_DAY_FIRST, "31/12/2026", "2026-12-31" },
	{ REPAIR_DAY_FIRST, "1.2.26", "2026-02-01" },
	{ REPAIR_DAY_FIRST, "01-02-2026 9:12", "2026-02-01 9:12" },
	{ REPAIR_MONTH_FIRST, "12/31/2026", "2026-12-31" },
	{ REPAIR_MONTH_FIRST, "1/2/2026", "2026-01-02" },
	{ REPAIR_DAY_FIRST, "2026-02-01", "2026-02-01" },
	{ REPAIR_DAY_FIRST, "1/2/202", "1/2/202" },
	{ REPAIR_DAY_FIRST, "1/2/2026x", "1/2/2026x" },
	{ REPAIR_DAY_FIRST, "soon", "soon" },
	{ REPAIR_WORD, "JA", "yes" },
	{ REPAIR_WORD, "jaja", "jaja" },
	{ REPAIR_EMPTY, "x", "x" },
};

START_TEST(cells_are_read_as_repaired)
{
	struct repair r = { 2, cells[_i].how, "ja", "yes" };
	struct arena *a = arena_new();

	ck_assert_str_eq(repair_cell(a, &r, 1, 2, cells[_i].cell), cells[_i].wanted);
	/* of another column: as it is */
	ck_assert_str_eq(repair_cell(a, &r, 1, 3, cells[_i].cell), cells[_i].cell);
	ck_assert_ptr_null(repair_cell(a, &r, 1, 2, NULL));
	arena_free(a);
}
END_TEST

START_TEST(one_of_the_same_cells_stands_in_the_place_of_the_other)
{
	struct repair day = { 1, REPAIR_DAY_FIRST, NULL, NULL },
		      month = { 1, REPAIR_MONTH_FIRST, NULL, NULL },
		      ja = { 1, REPAIR_WORD, "ja", "yes" }, nein = { 1, REPAIR_WORD, "nein", "no" },
		      big = { 1, REPAIR_WORD, "JA", "no" }, empty = { 1, REPAIR_EMPTY, NULL, "x" },
		      other = { 2, REPAIR_EMPTY, NULL, "x" };

	ck_assert(repair_is_same(&day, &month));
	ck_assert(repair_is_same(&ja, &big));
	ck_assert(!repair_is_same(&ja, &nein));
	ck_assert(!repair_is_same(&day, &ja));
	ck_assert(repair_is_same(&empty, &empty));
	ck_assert(!repair_is_same(&empty, &other));
	ck_assert_str_eq(repair_empty(&empty, 1, 1), "x");
	ck_assert_ptr_null(repair_empty(&empty, 1, 2));
}
END_TEST

START_TEST(problems_have_their_repairs)
{
	enum repair_how or_else;

	ck_assert_int_eq(repair_of("missing", &or_else), REPAIR_EMPTY);
	ck_assert(repair_says_to(REPAIR_EMPTY));
	ck_assert_int_eq(repair_of("not_a_date", &or_else), REPAIR_DAY_FIRST);
	ck_assert_int_eq(or_else, REPAIR_MONTH_FIRST);
	ck_assert(!repair_says_to(or_else));
	ck_assert_int_eq(repair_of("twice", &or_else), REPAIR__MAX);
}
END_TEST

Suite *exchange_repair_rules_suite(void);

Suite *exchange_repair_rules_suite(void)
{
	Suite *s = suite_create("exchange_repair_rules");
	TCase *tc = tcase_create("repairs");

	tcase_add_loop_test(tc, cells_are_read_as_repaired, 0, (int)(sizeof cells / sizeof *cells));
	tcase_add_test(tc, one_of_the_same_cells_stands_in_the_place_of_the_other);
	tcase_add_test(tc, problems_have_their_repairs);
	suite_add_tcase(s, tc);
	return s;
}
