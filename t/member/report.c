/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What points come to by month: sums of the ledger, what is expected of them, and the page. */
#include "member/report.h"
#include "order/door.h"

static const struct {
	const char *name;
	enum member_entry_kind kind;
	int64_t pending, usable;
	struct points_moved wanted;
} entries[] = {
	{ "earned, pending", POINTS_EARNED, 30, 0, { .came = 30 } },
	{ "earned, usable at once", POINTS_EARNED, 0, 30, { .came = 30 } },
	{ "given", POINTS_GIVEN, 0, 30, { .came = 30 } },
	{ "back after two were parted", POINTS_PARTED, 0, 5, { .came = 5 } },
	{ "usable now: neither came nor went", POINTS_RELEASED, -30, 30, { 0 } },
	{ "taken back of both", POINTS_REVERSED, -10, -5, { .back = 15 } },
	{ "taken off", POINTS_TAKEN, 0, -7, { .back = 7 } },
	{ "used", POINTS_USED, 0, -8, { .used = 8 } },
	{ "paid what was owed", POINTS_SETTLED, 0, -3, { .used = 3 } },
	{ "expired", POINTS_EXPIRED, 0, -9, { .expired = 9 } },
};

START_TEST(each_entry_counts_once)
{
	struct points_moved m = { 0 }, w = entries[_i].wanted;

	report_count(&m, entries[_i].kind, entries[_i].pending, entries[_i].usable);
	ck_assert_msg(m.came == w.came && m.back == w.back && m.used == w.used &&
			      m.expired == w.expired,
		      "%s", entries[_i].name);
}
END_TEST

START_TEST(months_add_up)
{
	struct points_moved moved[REPORT_MONTHS] = { 0 };
	struct points_month out[REPORT_SHOWN];
	const int last = REPORT_MONTHS - 1;

	moved[last] = (struct points_moved){ 100, 10, 20, 5 };
	moved[last - 1] = (struct points_moved){ 50, 0, 0, 15 };
	moved[last - 11] = (struct points_moved){ 0, 0, 20, 20 };
	moved[last - 12] = (struct points_moved){ 0, 0, 1000, 0 };
	report_reckon(moved, 200, out);
	ck_assert_int_eq(out[11].open, 200);
	ck_assert_int_eq(out[10].open, 135);
	ck_assert_int_eq(out[9].open, 100);
	ck_assert_int_eq(out[11].used, 40);
	ck_assert_int_eq(out[11].ended, 80);
	ck_assert_int_eq(report_expected(&out[11], 1000), 500);
	/* a month before, that of a year ago counts too */
	ck_assert_int_eq(out[10].used, 1020);
	ck_assert_int_eq(out[0].used, 1020);
	moved[last - 12] = moved[last - 11] = moved[last - 1] = moved[last] =
		(struct points_moved){ 0 };
	report_reckon(moved, 200, out);
	ck_assert_int_eq(report_expected(&out[11], 1000), -1);
}
END_TEST

START_TEST(months_begin_where_the_shop_is)
{
	struct instant bounds[REPORT_MONTHS + 1], now, first, next;

	ck_assert(instant_set_zone("Asia/Shanghai"));
	ck_assert(instant_parse("2026-11-30T16:30:00Z", &now));
	ck_assert(instant_parse("2026-11-30T16:00:00Z", &first));
	ck_assert(instant_parse("2026-12-31T16:00:00Z", &next));
	report_bounds(now, bounds);
	ck_assert_int_eq(bounds[REPORT_MONTHS - 1].us, first.us);
	ck_assert_int_eq(bounds[REPORT_MONTHS].us, next.us);
	for (int i = 0; i < REPORT_MONTHS; i++)
		ck_assert_int_lt(bounds[i].us, bounds[i + 1].us);
}
END_TEST

static void setup(void)
{
	door_setup();
	shop_app->settings.member = true;
}

START_TEST(the_desk_reads_it)
{
	struct order *o = door_order("A", 3);
	struct browser zhou = door_staff(1), wei = door_staff(2);
	cJSON *month;

	ck_assert_int_eq(member_adjust(&shop, o->customer_id, 70, "a late parcel"), MEMBER_OK);
	ck_assert_int_eq(member_adjust(&shop, o->customer_id, -20, "at the counter"), MEMBER_OK);
	door_want(browser_get(&wei, "/desk/points"), 403);
	door_shows(browser_get(&zhou, "/desk/points"), "Open at its end");
	month = cJSON_GetArrayItem(json_get(door_tree(&zhou, "/desk/points"), "months"), 0);
	ck_assert_int_eq(json_get_int(month, "came"), 100);
	ck_assert_int_eq(json_get_int(month, "back"), 20);
	ck_assert_int_eq(json_get_int(month, "open"), 80);
	ck_assert_int_eq(json_get_int(json_get(month, "value"), "amount"), 80);
	month = cJSON_GetArrayItem(json_get(door_tree(&zhou, "/desk/points"), "months"), 1);
	ck_assert_int_eq(json_get_int(month, "open"), 0);
	/* the same entries, two months ago */
	support_sql("UPDATE member_entry SET at = at - INTERVAL 62 DAY");
	month = cJSON_GetArrayItem(json_get(door_tree(&zhou, "/desk/points"), "months"), 0);
	ck_assert_int_eq(json_get_int(month, "came"), 0);
	ck_assert_int_eq(json_get_int(month, "open"), 80);
}
END_TEST

Suite *member_report_suite(void)
{
	Suite *s = suite_create("member_report");
	TCase *t = tcase_create("rules"), *d = tcase_create("doors");

	tcase_add_loop_test(t, each_entry_counts_once, 0, N(entries));
	tcase_add_test(t, months_add_up);
	tcase_add_test(t, months_begin_where_the_shop_is);
	tcase_add_checked_fixture(d, setup, door_teardown);
	tcase_set_timeout(d, 30);
	tcase_add_test(d, the_desk_reads_it);
	suite_add_tcase(s, t);
	suite_add_tcase(s, d);
	return s;
}
