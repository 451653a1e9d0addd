/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Topics that rise beyond chance, or come as often as the setting says, raise an item of their own.
 */
#include "feedback/alarm.h"
#include <math.h>
#include <stdlib.h>
#include "feedback/count.h"
#include "order/door.h"

/* ---- rules ---- */

/* P(X >= k) of a Poisson variable, as tables of it have them (to seven places). */
static const struct {
	double rate;
	unsigned k;
	double tail;
} tails[] = {
	{ 0.1, 1, 0.0951626 }, { 0.1, 2, 0.0046788 },  { 0.5, 1, 0.3934693 },
	{ 0.5, 3, 0.0143877 }, { 1.0, 2, 0.2642411 },  { 1.0, 5, 0.0036598 },
	{ 2.0, 5, 0.0526530 }, { 2.0, 7, 0.0045338 },  { 4.0, 10, 0.0081322 },
	{ 5.0, 9, 0.0680936 }, { 10., 20, 0.0034543 },
};

/* A history so long that it leaves no doubt of the rate: what is left is the tail itself. */
START_TEST(with_a_long_history_the_chance_is_poissons_tail)
{
	enum { LONG = 100000000 };
	struct rise r = { .before = (uint64_t)llround(tails[_i].rate * LONG),
			  .now = tails[_i].k,
			  .among_before = LONG,
			  .among_now = 1 };

	ck_assert_double_eq_tol(score_rise_chance(&r), tails[_i].tail, 2e-7);
}
END_TEST

static const struct {
	const char *name;
	struct rise rise;
	double a_month;
	uint64_t times;
	int cause; /* -1: none */
} chosen_rows[] = {
	{ "as before", { 12, 2, 120, 20 }, 1, 0, -1 },
	{ "far beyond", { 2, 9, 200, 20 }, 1, 0, ALARM_RISE },
	{ "far beyond, but chance is not asked", { 2, 9, 200, 20 }, 0, 0, -1 },
	{ "never before, and two only", { 0, 2, 9000, 4 }, 1, 0, -1 },
	{ "no history", { 0, 9, 0, 9 }, 1, 0, -1 },
	{ "no history, as often as is said", { 0, 5, 0, 9 }, 1, 5, ALARM_TIMES },
	{ "once less than is said", { 0, 4, 0, 9 }, 1, 5, -1 },
	{ "both: it rose", { 2, 9, 200, 20 }, 1, 5, ALARM_RISE },
	{ "as often as is said, without chance", { 12, 5, 120, 20 }, 0, 5, ALARM_TIMES },
};

START_TEST(what_raises_an_alarm)
{
	struct topic_trend v = { .sku_id = 1, .rise = chosen_rows[_i].rise };
	struct alarm_terms t = { chosen_rows[_i].a_month, chosen_rows[_i].times };
	size_t n = alarm_choose(&v, 1, &t);

	ck_assert_msg(n == (chosen_rows[_i].cause >= 0), "%s", chosen_rows[_i].name);
	if (n)
		ck_assert_msg((int)v.cause == chosen_rows[_i].cause, "%s", chosen_rows[_i].name);
}
END_TEST

START_TEST(the_more_is_looked_at_the_rarer_it_has_to_be)
{
	enum { MANY = 7000 };
	struct topic_trend *v = calloc(MANY, sizeof *v);
	struct alarm_terms t = { .a_month = 1 };

	ck_assert_ptr_nonnull(v);
	for (int i = 0; i < MANY; i++)
		v[i] = (struct topic_trend){ .sku_id = (uint64_t)i + 1, .rise = { 5, 0, 240, 40 } };
	v[6] = (struct topic_trend){ .sku_id = 7, .rise = { 2, 7, 240, 40 } };
	ck_assert_uint_eq(alarm_choose(v + 6, 1, &t), 1);
	v[6].rise = (struct rise){ 2, 7, 240, 40 };
	ck_assert_uint_eq(alarm_choose(v, MANY, &t), 0);
	v[8].rise = (struct rise){ 0, 30, 240, 40 };
	v[9].rise = (struct rise){ 0, 25, 240, 40 };
	ck_assert_uint_eq(alarm_choose(v, MANY, &t), 2);
	ck_assert_uint_eq(v[0].sku_id, 9);
	free(v);
}
END_TEST

/* ---- at the shop's doors ---- */

static struct browser staff;
static struct order *order;

static void setup(void)
{
	door_setup();
	staff = door_staff(1);
	order = door_order("A", 2);
	ck_assert_int_eq(shop_hear(shop_ship(order, "SF1000000000001"), PARCEL_DELIVERED),
			 SHIPPING_OK);
	shop_app->settings.alarm_false = 1;
	shop_app->settings.alarm_times = 0;
}

/* So many reviews of the order's SKU this week, and so long ago, as the worker has read them. */
static void texts(int n, int weeks_ago, bool complain, int state)
{
	static int64_t id = 1000;

	for (int i = 0; i < n; i++) {
		struct instant at = instant_add(shop.now, -weeks_ago * 7 * INSTANT_DAY);
		const char *when = arena_printf(shop.arena, "FROM_UNIXTIME(%lld)",
						(long long)(at.us / INSTANT_SECOND));

		id++;
		support_sql(
			door_path("INSERT INTO review (id, order_id, order_line_id, sku_id, "
				  "customer_id, stars, tags, body, lang, anonymous, created_at, "
				  "state, read_at) VALUES (%lld, 1, %lld, %llu, 1, %d, 0, 'The box "
				  "%s', 0, 0, %s, %d, %s)",
				  (long long)id, (long long)id,
				  (unsigned long long)order->lines[0].sku_id, complain ? 3 : 5,
				  complain ? "leaked" : "is fine", when, state, when));
		support_sql(door_path("INSERT INTO review_reading VALUES (%lld, 0, %d, 1, '')",
				      (long long)id, complain ? 0 : 2));
		support_sql(door_path("INSERT INTO review_word VALUES (%lld, '', %llu, %d, %d)",
				      (long long)id, (unsigned long long)order->lines[0].sku_id,
				      week_of(at), complain ? 3 : 5));
	}
}

static int64_t alarms(void)
{
	ck_assert(!feedback_raise_alarms(&shop));
	return support_number("SELECT COUNT(*) FROM feedback_item WHERE source = 4");
}

static const char *newest(void)
{
	return door_path("/desk/inbox/%lld",
			 (long long)support_number("SELECT MAX(id) FROM feedback_item"));
}

START_TEST(a_rise_comes_with_its_texts_once)
{
	struct answer *page;

	texts(60, 10, false, 0);
	texts(2, 10, true, 0);
	texts(10, 0, false, 0);
	ck_assert_int_eq(alarms(), 0);
	texts(8, 0, true, 0);
	ck_assert_int_eq(alarms(), 1);
	ck_assert_int_eq(alarms(), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM feedback_alarm WHERE n_now = 8 AND "
					"all_now = 18 AND n_before = 2 AND all_before = 62 AND "
					"topic = 0 AND cause = 0 AND chance < 0.001"),
			 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM feedback_item WHERE customer_id IS "
					"NULL AND due_at < '9000-01-01' AND topics = 1"),
			 1);
	door_shows(browser_get(&staff, "/desk/inbox?source=alarm&topic=packaging&sku=A"),
		   "8 of 18");
	page = browser_get(&staff, newest());
	door_shows(page, "The box leaked");
	door_shows(page, "2 of 62");
	ck_assert_ptr_null(strstr(page->body, "The box is fine"));
	ck_assert_ptr_null(strstr(page->body, "Send the answer"));
	/* nobody is written to, and nothing is given, for it is nobody's */
	door_want(door_post(&staff, door_path("%s/answer", newest()), "body=Sorry"), 409);
	door_want(door_post(&staff, door_path("%s/compensate", newest()),
			    "gift=points&points=1&cause=Leak"),
		  422);
	door_want(door_post(&staff, door_path("%s/resolve", newest()), "outcome=passed_on"), 303);
	/* it was raised just now */
	ck_assert_int_eq(alarms(), 1);
	support_sql("UPDATE feedback_item SET opened_at = opened_at - INTERVAL 29 DAY");
	ck_assert_int_eq(alarms(), 2);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM feedback_message"), 0);
}
END_TEST

START_TEST(so_many_times_is_a_setting)
{
	texts(5, 0, true, 0);
	texts(4, 0, true, 1);
	ck_assert_int_eq(alarms(), 0);
	shop_app->settings.alarm_times = 6;
	ck_assert_int_eq(alarms(), 0);
	shop_app->settings.alarm_times = 5;
	ck_assert_int_eq(alarms(), 1);
	ck_assert_int_eq(support_number("SELECT cause FROM feedback_alarm"), ALARM_TIMES);
	door_shows(browser_get(&staff, newest()), "As many as the settings call for");
}
END_TEST

Suite *feedback_alarm_suite(void)
{
	Suite *s = suite_create("feedback_alarm");
	TCase *rules = tcase_create("rules"), *tc = tcase_create("doors");

	tcase_add_loop_test(rules, with_a_long_history_the_chance_is_poissons_tail, 0, N(tails));
	tcase_add_loop_test(rules, what_raises_an_alarm, 0, N(chosen_rows));
	tcase_add_test(rules, the_more_is_looked_at_the_rarer_it_has_to_be);
	suite_add_tcase(s, rules);
	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, a_rise_comes_with_its_texts_once);
	tcase_add_test(tc, so_many_times_is_a_setting);
	suite_add_tcase(s, tc);
	return s;
}
