/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer's rhythm: the rules row by row, and what the desk's page says of it. */
#include "order/rhythm.h"
#include <check.h>
#include <string.h>
#include "order/door.h"

/* Gaps in days before the newest order, newest first. */
static const struct {
	const char *name;
	int gaps[16];
	size_t n;
	struct rhythm r;
} rows[] = {
	{ "no gap", { 0 }, 0, { 1, 0, 0, 0 } },
	{ "three days say nothing", { 7, 7 }, 2, { 3, 0, 0, 0 } },
	{ "four do", { 7, 7, 7 }, 3, { 4, 7, 7, 7 } },
	{ "the median, not the mean", { 7, 100, 7 }, 3, { 4, 7, 7, 54 } },
	{ "halves are rounded up, the range outwards", { 10, 13, 16, 20 }, 4, { 5, 15, 12, 17 } },
	{ "orders of one day are one purchase", { 0, 7, 0, 0, 7, 7 }, 6, { 4, 7, 7, 7 } },
	{ "on three days only, whatever their number", { 0, 7, 0, 0, 7, 0 }, 6, { 3, 0, 0, 0 } },
	{ "of the newest twelve days",
	  { 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 90, 90, 90, 90, 90 },
	  16,
	  { 12, 5, 5, 5 } },
	{ "quartiles lie between neighbours", { 1, 2, 3, 4, 5, 6 }, 6, { 7, 4, 2, 5 } },
};

START_TEST(the_median_gap_and_its_range)
{
	int64_t days[17] = { 20000 };
	struct rhythm r;

	/* oldest last, so that it has to be sorted */
	for (size_t i = 0; i < rows[_i].n; i++)
		days[i + 1] = days[i] - rows[_i].gaps[i];
	r = rhythm_of(days, rows[_i].n + 1);
	ck_assert_msg(r.n == rows[_i].r.n && r.every == rows[_i].r.every &&
			      r.low == rows[_i].r.low && r.high == rows[_i].r.high,
		      "%s: %d days, every %d, %d to %d", rows[_i].name, r.n, r.every, r.low,
		      r.high);
}
END_TEST

START_TEST(nobody_without_orders_has_a_rhythm)
{
	int64_t none[1];
	struct rhythm r = rhythm_of(none, 0);

	ck_assert_int_eq(r.n, 0);
	ck_assert_int_eq(r.every, 0);
}
END_TEST

/* every 10, up to 14 */
static const struct {
	int64_t since;
	enum rhythm_standing standing;
} standing_rows[] = {
	{ 0, RHYTHM_ON_TRACK }, { 14, RHYTHM_ON_TRACK }, { 15, RHYTHM_OVERDUE },
	{ 30, RHYTHM_OVERDUE }, { 31, RHYTHM_AT_RISK },  { 4000, RHYTHM_AT_RISK },
};

START_TEST(standing_by_days_since)
{
	struct rhythm r = { 5, 10, 8, 14 }, unknown = { 3, 0, 0, 0 };
	int64_t since = standing_rows[_i].since;

	ck_assert_int_eq(rhythm_standing(&r, 20000 - since, 20000), standing_rows[_i].standing);
	ck_assert_int_eq(rhythm_standing(&unknown, 20000 - since, 20000), RHYTHM_UNKNOWN);
}
END_TEST

START_TEST(standings_have_words)
{
	static const char *const words[] = { "unknown", "on_track", "overdue", "at_risk" };

	for (int i = 0; i < RHYTHM__MAX; i++)
		ck_assert_str_eq(rhythm_standing_word[i], words[i]);
}
END_TEST

static struct instant on(const char *text)
{
	struct instant t;

	ck_assert_msg(instant_parse(text, &t), "%s", text);
	return t;
}

START_TEST(a_year_of_months_and_what_is_expected)
{
	struct instant now = on("2026-11-22T04:00:00Z");
	struct rhythm_scale s = rhythm_scale(now, INSTANT_NONE);

	ck_assert_int_eq(s.year, 2025);
	ck_assert_int_eq(s.month, 12);
	ck_assert_int_eq(s.months, 12);
	ck_assert_int_eq(rhythm_scale(now, on("2027-01-03T00:00:00Z")).months, 14);
	ck_assert_int_eq(rhythm_scale(now, on("2029-01-03T00:00:00Z")).months, RHYTHM_MONTHS);
	ck_assert_int_eq(rhythm_scale(now, on("2026-01-03T00:00:00Z")).months, 12);
}
END_TEST

/* Months are as wide as one another; the shop's are eight hours ahead of UTC. */
static const struct {
	const char *at;
	int x;
} x_rows[] = {
	{ "2025-11-30T15:59:59Z", 0 },    { "2025-11-30T16:00:00Z", 0 },
	{ "2025-12-31T16:00:00Z", 100 },  { "2026-02-14T16:00:00Z", 250 },
	{ "2026-11-30T16:00:00Z", 1200 }, { "2025-10-31T16:00:00Z", -100 },
};

START_TEST(a_moment_has_its_place)
{
	struct rhythm_scale s = { 2025, 12, 12 };

	ck_assert(instant_set_zone("Asia/Shanghai"));
	ck_assert_int_eq(rhythm_x(&s, on(x_rows[_i].at), 1200), x_rows[_i].x);
}
END_TEST

static const struct {
	int64_t most;
	int exponent;
	int64_t top;
} top_rows[] = {
	{ 1, 2, 100 },        { 100, 2, 100 },       { 101, 2, 200 }, { 48828, 2, 50000 },
	{ 50001, 2, 100000 }, { 200001, 2, 500000 }, { 3, 0, 5 },     { 12345, 0, 20000 },
};

START_TEST(the_top_is_round)
{
	ck_assert_int_eq(rhythm_top(top_rows[_i].most, top_rows[_i].exponent), top_rows[_i].top);
}
END_TEST

/* ---- read from orders ---- */

START_TEST(orders_of_one_customer_make_it)
{
	const struct order *o = door_order("A", 1), *gone;
	struct order_answer a;
	cJSON *view, *chart;

	for (int i = 0; i < 3; i++) {
		shop_pass(24 * 10);
		door_order("A", 1 + i);
	}
	shop_pass(24 * 30);
	gone = door_order("B", 1);
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ gone->id, 0 }, "other", &a),
			 ORDER_OK);
	view = order_rhythm_for_customer(&shop, o->customer_id);
	ck_assert_int_eq(json_get_int(view, "days"), 4);
	ck_assert_int_eq(json_get_int(view, "every_days"), 10);
	ck_assert_str_eq(json_get_text(view, "standing"), "overdue");
	chart = cJSON_GetObjectItem(view, "chart");
	ck_assert_int_eq(cJSON_GetArraySize(json_get(chart, "sticks")), 4);
	ck_assert_int_eq(json_get_int(json_get(chart, "most"), "amount"),
			 3 * json_get_int(json_get(chart, "least"), "amount"));
	shop_pass(24);
	view = order_rhythm_for_customer(&shop, o->customer_id);
	ck_assert_str_eq(json_get_text(view, "standing"), "at_risk");
	view = order_rhythm_for_customer(&shop, o->customer_id + 1);
	ck_assert_int_eq(json_get_int(view, "days"), 0);
	ck_assert(cJSON_IsNull(cJSON_GetObjectItem(view, "chart")));
}
END_TEST

START_TEST(the_page_says_when_the_next_is_expected)
{
	const struct order *o = door_order("A", 1);
	struct browser b = door_staff(1);
	struct customer c;
	const char *path;
	struct answer *a;

	ck_assert(customer_get(&shop, o->customer_id, &c));
	path = door_path("/desk/customers/%s", c.number);
	a = browser_get(&b, path);
	door_shows(a, "too few orders to say");
	for (int i = 0; i < 3; i++) {
		support_sql("UPDATE orders SET placed_at = placed_at - INTERVAL 10 DAY");
		door_order("A", 1);
	}
	a = browser_get(&b, path);
	door_shows(a, "10 <small>days</small>");
	door_shows(a, "About every 10 days.");
	ck_assert(!answer_has(a, "too few orders to say"));
}
END_TEST

Suite *order_rhythm_suite(void)
{
	Suite *s = suite_create("order_rhythm");
	TCase *tc = tcase_create("rules"), *shop_case = tcase_create("shop");

	tcase_add_loop_test(tc, the_median_gap_and_its_range, 0, N(rows));
	tcase_add_test(tc, nobody_without_orders_has_a_rhythm);
	tcase_add_loop_test(tc, standing_by_days_since, 0, N(standing_rows));
	tcase_add_test(tc, standings_have_words);
	tcase_add_test(tc, a_year_of_months_and_what_is_expected);
	tcase_add_loop_test(tc, a_moment_has_its_place, 0, N(x_rows));
	tcase_add_loop_test(tc, the_top_is_round, 0, N(top_rows));
	suite_add_tcase(s, tc);
	tcase_add_checked_fixture(shop_case, door_setup, door_teardown);
	tcase_set_timeout(shop_case, 60);
	tcase_add_test(shop_case, orders_of_one_customer_make_it);
	tcase_add_test(shop_case, the_page_says_when_the_next_is_expected);
	suite_add_tcase(s, shop_case);
	return s;
}
