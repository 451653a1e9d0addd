/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes first, and why: by the customer's past and by the order itself. */
#include "order/priority.h"

#include <check.h>

#define FREQUENT PRIORITY_BIT(PRIORITY_FREQUENT)
#define VALUE    PRIORITY_BIT(PRIORITY_VALUE)
#define EARLY    PRIORITY_BIT(PRIORITY_EARLY)
#define AMOUNT   PRIORITY_BIT(PRIORITY_AMOUNT)
#define FIRST    PRIORITY_BIT(PRIORITY_FIRST)

static const struct priority_limits limits = {
	.frequent_orders = 5,
	.frequent_more_orders = 6,
	.value_over = 1000,
	.amount_over = 500,
	.early_days = 1,
	.points = { 3, 2, 4, 1, 7 },
};

static const struct {
	const char *name;
	struct priority_past past; /* orders, in the short time, in the long, paid */
	unsigned wanted;
} pasts[] = {
	{ "nothing_before", { 0, 0, 0, 0 }, FIRST },
	{ "one_before", { 1, 1, 1, 0 }, 0 },
	{ "one_before_frequent", { 3, 3, 3, 0 }, 0 },
	{ "frequent_with_this_one", { 4, 4, 4, 0 }, FREQUENT },
	{ "seldom_but_long", { 5, 0, 5, 0 }, FREQUENT },
	{ "not_often_enough", { 40, 3, 4, 0 }, 0 },
	{ "just_not_valued", { 9, 0, 0, 999 }, 0 },
	{ "valued", { 9, 0, 0, 1000 }, VALUE },
	{ "both", { 9, 9, 9, 9999 }, FREQUENT | VALUE },
};

START_TEST(the_past_gives_reasons)
{
	unsigned why = priority_of_past(&limits, &pasts[_i].past);

	ck_assert_msg(why == pasts[_i].wanted, "%s: %x", pasts[_i].name, why);
}
END_TEST

START_TEST(a_limit_of_none_is_no_reason)
{
	struct priority_limits none = { 0 };
	struct order o = { .priority_why = 0, .live_amount = 9999, .placed_at = { 0 } };

	ck_assert_uint_eq(priority_of_past(&none, &(struct priority_past){ 9, 9, 9, 99 }), 0);
	priority_reckon(&none, &o);
	ck_assert_uint_eq(o.priority_why, 0);
	ck_assert_int_eq(o.priority, 0);
}
END_TEST

enum { NO_DAY = -9 };
static const struct {
	const char *name;
	unsigned was;
	int64_t live, credited;
	int promised; /* days from placing */
	unsigned wanted;
	int points;
} orders[] = {
	{ "nothing", 0, 100, 0, 3, 0, 0 },
	{ "just_small", 0, 499, 0, NO_DAY, 0, 0 },
	{ "large", 0, 500, 0, NO_DAY, AMOUNT, 1 },
	{ "large_but_credited", 0, 500, 1, NO_DAY, 0, 0 },
	{ "promised_tomorrow", 0, 100, 0, 1, EARLY, 4 },
	{ "promised_today", 0, 100, 0, 0, EARLY, 4 },
	{ "promised_in_two_days", 0, 100, 0, 2, 0, 0 },
	{ "what_the_past_gave_stays", FREQUENT | VALUE, 100, 0, 3, FREQUENT | VALUE, 5 },
	{ "a_first_stays_first", FIRST, 500, 0, 3, FIRST | AMOUNT, 8 },
	{ "what_it_gave_itself_goes", EARLY | AMOUNT | FREQUENT, 100, 0, 3, FREQUENT, 3 },
};

START_TEST(the_order_gives_reasons)
{
	struct order o = { .priority_why = orders[_i].was,
			   .live_amount = orders[_i].live,
			   .credited_amount = orders[_i].credited,
			   .placed_at = { INT64_C(1800000000) * INSTANT_SECOND },
			   .promised_to = INSTANT_NONE };
	struct instant from;

	if (orders[_i].promised != NO_DAY)
		instant_day_window(o.placed_at, orders[_i].promised, &from, &o.promised_to);
	priority_reckon(&limits, &o);
	ck_assert_msg(o.priority_why == orders[_i].wanted, "%s: %x", orders[_i].name,
		      o.priority_why);
	ck_assert_msg(o.priority == orders[_i].points, "%s: %d", orders[_i].name, o.priority);
}
END_TEST

START_TEST(points_have_an_end)
{
	struct priority_limits m = limits;
	struct order o = { .priority_why = FREQUENT | VALUE | FIRST, .promised_to = INSTANT_NONE };

	m.points[PRIORITY_FREQUENT] = m.points[PRIORITY_VALUE] = 100;
	m.points[PRIORITY_FIRST] = 55;
	priority_reckon(&m, &o);
	ck_assert_int_eq(o.priority, 255);
	m.points[PRIORITY_FIRST] = 56;
	priority_reckon(&m, &o);
	ck_assert_int_eq(o.priority, 255);
}
END_TEST

Suite *order_priority_rules_suite(void)
{
	Suite *s = suite_create("order_priority_rules");
	TCase *tc = tcase_create("rules");

	tcase_add_loop_test(tc, the_past_gives_reasons, 0, sizeof pasts / sizeof *pasts);
	tcase_add_test(tc, a_limit_of_none_is_no_reason);
	tcase_add_loop_test(tc, the_order_gives_reasons, 0, sizeof orders / sizeof *orders);
	tcase_add_test(tc, points_have_an_end);
	suite_add_tcase(s, tc);
	return s;
}
