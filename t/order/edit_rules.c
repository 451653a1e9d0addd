/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a change set may make of a line, and what the order comes to then. */
#include <check.h>
#include "catalog/catalog.h"
#include "order/order.h"

static const struct {
	const char *name;
	struct order_line line;
	int64_t wanted, unit;
	enum order_refusal refusal;
	const char *why;
	int ordered, in_production;
	enum order_wait wait;
} lines[] = {
	{ "what_is_not_named_stays", { .ordered = 3 }, -1, -1, ORDER_OK, NULL, 3, 0, WAIT_NONE },
	{ "more_are_ordered", { .ordered = 3 }, 5, -1, ORDER_OK, NULL, 5, 0, WAIT_NONE },
	{ "fewer_are_ordered", { .ordered = 3 }, 1, -1, ORDER_OK, NULL, 1, 0, WAIT_NONE },
	{ "none_is_left",
	  { .ordered = 3, .wait = WAIT_BACK_ORDER },
	  0,
	  -1,
	  ORDER_OK,
	  NULL,
	  0,
	  0,
	  WAIT_NONE },
	{ "cancelled_ones_stay_cancelled",
	  { .ordered = 3, .cancelled = 1 },
	  5,
	  -1,
	  ORDER_OK,
	  NULL,
	  6,
	  0,
	  WAIT_NONE },
	{ "packed_ones_stay",
	  { .ordered = 3, .packed = 2 },
	  2,
	  -1,
	  ORDER_OK,
	  NULL,
	  2,
	  0,
	  WAIT_NONE },
	{ "packed_ones_cannot_go",
	  { .ordered = 3, .packed = 2 },
	  1,
	  -1,
	  ORDER_UNDER_PACKED,
	  "already_packed",
	  3,
	  0,
	  WAIT_NONE },
	{ "shipped_ones_cannot_go",
	  { .ordered = 3, .packed = 2, .shipped = 2 },
	  1,
	  -1,
	  ORDER_UNDER_PACKED,
	  "already_shipped",
	  3,
	  0,
	  WAIT_NONE },
	{ "nor_those_at_the_counter",
	  { .kind = PRODUCT_PICKUP, .ordered = 3, .packed = 2, .shipped = 2 },
	  1,
	  -1,
	  ORDER_UNDER_PACKED,
	  "at_counter",
	  3,
	  0,
	  WAIT_NONE },
	{ "packed_but_not_shipped_ones_neither",
	  { .ordered = 3, .packed = 2, .shipped = 1 },
	  1,
	  -1,
	  ORDER_UNDER_PACKED,
	  "already_packed",
	  3,
	  0,
	  WAIT_NONE },
	{ "too_many", { .ordered = 3 }, 1000001, -1, ORDER_BAD_QUANTITY, NULL, 3, 0, WAIT_NONE },
	{ "too_many_with_the_cancelled",
	  { .ordered = 3, .cancelled = 1 },
	  1000000,
	  -1,
	  ORDER_BAD_QUANTITY,
	  NULL,
	  3,
	  0,
	  WAIT_NONE },
	{ "what_is_not_wanted_is_not_made",
	  { .ordered = 3, .in_production = 3, .wait = WAIT_PRODUCTION },
	  2,
	  -1,
	  ORDER_OK,
	  NULL,
	  2,
	  2,
	  WAIT_PRODUCTION },
	{ "what_waits_goes_on_waiting",
	  { .ordered = 3, .wait = WAIT_BACK_ORDER },
	  4,
	  -1,
	  ORDER_OK,
	  NULL,
	  4,
	  0,
	  WAIT_BACK_ORDER },
	{ "a_price_alone",
	  { .ordered = 3, .unit_milli = 7000 },
	  3,
	  5000,
	  ORDER_OK,
	  NULL,
	  3,
	  0,
	  WAIT_NONE },
};

START_TEST(a_line_becomes_what_is_wanted_of_it)
{
	struct order_line l = lines[_i].line;
	const struct order_edit_line e = { .line = 1,
					   .quantity = lines[_i].wanted,
					   .unit_milli = lines[_i].unit };
	const char *why = NULL, *name = lines[_i].name;
	enum order_refusal r = order_edit_line(&l, &e, &why);

	ck_assert_msg(r == lines[_i].refusal, "%s: %d", name, (int)r);
	if (lines[_i].why)
		ck_assert_str_eq(why, lines[_i].why);
	ck_assert_msg(l.ordered == lines[_i].ordered, "%s: %d ordered", name, l.ordered);
	ck_assert_msg(l.in_production == lines[_i].in_production, "%s: production", name);
	ck_assert_msg(l.wait == lines[_i].wait, "%s: waits", name);
	if (lines[_i].unit >= 0)
		ck_assert_int_eq(l.unit_milli, lines[_i].unit);
}
END_TEST

enum { FEE = 800, FREE_OVER = 5000 };

/* An order of so many things at 10.00 is to be one of so many others. */
static const struct {
	const char *name;
	int was, now;
	int64_t shipping_was, discount_was, discount, shipping;
	bool fine;
	int64_t total;
} prices[] = {
	{ "a_fee_by_rule_stays_by_it", 2, 3, FEE, 0, -1, -1, true, 3800 },
	{ "and_falls_away_by_it", 2, 5, FEE, 0, -1, -1, true, 5000 },
	{ "and_comes_back_by_it", 5, 2, 0, 0, -1, -1, true, 2800 },
	{ "a_fee_by_hand_stays", 2, 5, 300, 0, -1, -1, true, 5300 },
	{ "another_fee", 2, 2, FEE, 0, -1, 100, true, 2100 },
	{ "a_discount_stays", 2, 3, FEE, 500, -1, -1, true, 3300 },
	{ "a_discount_counts_for_the_rule", 5, 5, FEE, 500, -1, -1, true, 5300 },
	{ "another_discount", 2, 2, FEE, 500, 0, -1, true, 2800 },
	{ "no_discount_beyond_the_items", 3, 1, FEE, 2500, -1, -1, false, 0 },
};

START_TEST(the_order_is_priced_as_when_it_was_placed)
{
	const struct order_price_rules shop = { true, FEE, FREE_OVER };
	struct order_line line = { .id = 1, .unit_milli = 1000000, .ordered = prices[_i].was };
	struct order_line after = { .id = 1, .unit_milli = 1000000, .ordered = prices[_i].now };
	struct order was = { .lines = &line, .n_lines = 1 }, now;
	const struct order_edit e = { .discount = prices[_i].discount,
				      .shipping = prices[_i].shipping };

	ck_assert(order_price(&was, &shop, prices[_i].discount_was, prices[_i].shipping_was));
	now = was;
	now.lines = &after;
	ck_assert_msg(order_edit_price(&now, &was, &e, &shop) == prices[_i].fine, "%s",
		      prices[_i].name);
	if (prices[_i].fine)
		ck_assert_msg(now.total_amount == prices[_i].total, "%s: %lld", prices[_i].name,
			      (long long)now.total_amount);
}
END_TEST

#define N(a) (int)(sizeof(a) / sizeof *(a))

Suite *order_edit_rules_suite(void)
{
	Suite *s = suite_create("order_edit_rules");
	TCase *tc = tcase_create("edit_rules");

	tcase_add_loop_test(tc, a_line_becomes_what_is_wanted_of_it, 0, N(lines));
	tcase_add_loop_test(tc, the_order_is_priced_as_when_it_was_placed, 0, N(prices));
	suite_add_tcase(s, tc);
	return s;
}
