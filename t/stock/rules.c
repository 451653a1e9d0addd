/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a line needs from the shelf, and who gets what arrives. */
#include <check.h>
#include "base/rows.h"
#include "catalog/catalog.h"
#include "stock/stock.h"

static const struct {
	const char *name;
	int64_t free_units;
	int quantities[4];
	size_t n, wanted;
} cover_rows[] = {
	{ "nobody_waits", 5, { 0 }, 0, 0 },
	{ "all_fit", 6, { 1, 2, 3 }, 3, 3 },
	{ "oldest_first_until_one_does_not_fit", 5, { 1, 2, 3 }, 3, 2 },
	{ "a_smaller_one_does_not_overtake", 2, { 3, 1, 1 }, 3, 0 },
	{ "nothing_is_there", 0, { 1 }, 1, 0 },
	{ "less_than_nothing", -4, { 1 }, 1, 0 },
};

START_TEST(arrivals_go_to_the_oldest)
{
	ck_assert_msg(stock_covered(cover_rows[_i].free_units, cover_rows[_i].quantities,
				    cover_rows[_i].n) == cover_rows[_i].wanted,
		      "%s", cover_rows[_i].name);
}
END_TEST

static const struct {
	const char *name;
	struct order_line line;
	bool kept;
	int needs;
} line_rows[] = {
	{ "goods", { .sku_id = 1, .kind = PRODUCT_GOODS, .ordered = 3 }, true, 3 },
	{ "what_is_cancelled_or_gone_is_not_needed",
	  { .sku_id = 1,
	    .kind = PRODUCT_GOODS,
	    .ordered = 6,
	    .cancelled = 2,
	    .packed = 3,
	    .shipped = 1 },
	  true,
	  3 },
	{ "nothing_left",
	  { .sku_id = 1, .kind = PRODUCT_GOODS, .ordered = 2, .cancelled = 2 },
	  false,
	  0 },
	{ "pickup_is_kept_too", { .sku_id = 1, .kind = PRODUCT_PICKUP, .ordered = 1 }, true, 1 },
	{ "service", { .sku_id = 1, .kind = PRODUCT_SERVICE, .ordered = 1 }, false, 1 },
	{ "download", { .sku_id = 1, .kind = PRODUCT_DIGITAL, .ordered = 1 }, false, 1 },
	{ "made_to_order",
	  { .sku_id = 1, .kind = PRODUCT_GOODS, .ordered = 1, .wait = WAIT_PRODUCTION },
	  false,
	  1 },
	{ "pre_order",
	  { .sku_id = 1, .kind = PRODUCT_GOODS, .ordered = 1, .wait = WAIT_PRE_ORDER },
	  true,
	  1 },
	{ "no_catalogue_entry", { .kind = PRODUCT_GOODS, .ordered = 1 }, false, 1 },
};

START_TEST(line_is_kept_or_not)
{
	check_int(line_rows[_i].name, stock_line_is_kept(&line_rows[_i].line), line_rows[_i].kept);
	check_int(line_rows[_i].name, stock_line_needs(&line_rows[_i].line), line_rows[_i].needs);
}
END_TEST

Suite *stock_rules_suite(void)
{
	Suite *s = suite_create("stock_rules");
	TCase *tc = tcase_create("rules");

	tcase_add_loop_test(tc, arrivals_go_to_the_oldest, 0, (int)count_of(cover_rows));
	tcase_add_loop_test(tc, line_is_kept_or_not, 0, (int)count_of(line_rows));
	suite_add_tcase(s, tc);
	return s;
}
