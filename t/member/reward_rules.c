/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may have which reward, when periods begin, and what becomes of a claim. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include "member/reward.h"

#define COUNT(a) (int)(sizeof(a) / sizeof *(a))
#define NO       INT64_MIN
#define OPEN     .from = { NO }, .until = { NO }
#define ON       .is_on = true, .points = 100
enum { NOW = 1000 };

static const struct judged {
	const char *name;
	struct reward r;
	struct reward_who who;
	int needs, in_period;
	enum reward_why wanted;
} judged[] = {
	{ "it_fits", { OPEN, ON, .stock = -1 }, { 100, 0, 0 }, -1, 0, REWARD_FITS },
	{ "a_point_is_missing", { OPEN, ON, .stock = -1 }, { 99, 0, 0 }, -1, 0, REWARD_POINTS },
	{ "it_costs_nothing",
	  { OPEN, .is_on = true, .stock = -1 },
	  { 0, -1, 0 },
	  -1,
	  0,
	  REWARD_FITS },
	{ "it_is_switched_off",
	  { OPEN, .points = 1, .stock = -1 },
	  { 100, 0, 0 },
	  -1,
	  0,
	  REWARD_OFF },
	{ "its_promotion_was_ended",
	  { OPEN, ON, .stock = -1, .is_ended = true },
	  { 100, 0, 0 },
	  -1,
	  0,
	  REWARD_OFF },
	{ "its_last_moment",
	  { .from = { NO }, .until = { NOW + 1 }, ON, .stock = -1 },
	  { 100, 0, 0 },
	  -1,
	  0,
	  REWARD_FITS },
	{ "it_is_over",
	  { .from = { NO }, .until = { NOW }, ON, .stock = -1 },
	  { 100, 0, 0 },
	  -1,
	  0,
	  REWARD_OVER },
	{ "it_begins_now",
	  { .from = { NOW }, .until = { NO }, ON, .stock = -1 },
	  { 100, 0, 0 },
	  -1,
	  0,
	  REWARD_FITS },
	{ "it_has_not_begun",
	  { .from = { NOW + 1 }, .until = { NO }, ON, .stock = -1 },
	  { 100, 0, 0 },
	  -1,
	  0,
	  REWARD_NOT_YET },
	{ "the_last_of_stock",
	  { OPEN, ON, .stock = 3, .taken = 2 },
	  { 100, 0, 0 },
	  -1,
	  0,
	  REWARD_FITS },
	{ "none_in_stock", { OPEN, ON, .stock = 3, .taken = 3 }, { 100, 0, 0 }, -1, 0, REWARD_OUT },
	{ "stock_was_made_less_than_was_taken",
	  { OPEN, ON, .stock = 1, .taken = 3 },
	  { 100, 0, 0 },
	  -1,
	  0,
	  REWARD_OUT },
	{ "there_never_were_any", { OPEN, ON, .stock = 0 }, { 100, 0, 0 }, -1, 0, REWARD_OUT },
	{ "as_often_as_in_all",
	  { OPEN, ON, .stock = -1, .limit_total = 20, .taken = 20 },
	  { 100, 0, 0 },
	  -1,
	  0,
	  REWARD_OUT },
	{ "one_more_in_all",
	  { OPEN, ON, .stock = -1, .limit_total = 20, .taken = 19 },
	  { 100, 0, 0 },
	  -1,
	  0,
	  REWARD_FITS },
	{ "they_had_theirs",
	  { OPEN, ON, .stock = -1, .limit_customer = 2 },
	  { 100, 0, 2 },
	  -1,
	  0,
	  REWARD_HAD },
	{ "one_more_for_them",
	  { OPEN, ON, .stock = -1, .limit_customer = 2 },
	  { 100, 0, 1 },
	  -1,
	  0,
	  REWARD_FITS },
	{ "the_period_is_full",
	  { OPEN, ON, .stock = -1, .limit_period = 5 },
	  { 100, 0, 0 },
	  -1,
	  5,
	  REWARD_NEXT_TIME },
	{ "one_more_in_the_period",
	  { OPEN, ON, .stock = -1, .limit_period = 5 },
	  { 100, 0, 0 },
	  -1,
	  4,
	  REWARD_FITS },
	{ "for_their_tier", { OPEN, ON, .stock = -1 }, { 100, 1, 0 }, 1, 0, REWARD_FITS },
	{ "for_a_higher_tier", { OPEN, ON, .stock = -1 }, { 100, 1, 0 }, 2, 0, REWARD_TIER },
	{ "for_a_tier_and_they_have_none",
	  { OPEN, ON, .stock = -1 },
	  { 100, -1, 0 },
	  0,
	  0,
	  REWARD_TIER },
	{ "the_tier_before_the_points",
	  { OPEN, ON, .stock = -1 },
	  { 0, -1, 0 },
	  0,
	  0,
	  REWARD_TIER },
};

START_TEST(it_is_judged)
{
	const struct judged *j = &judged[_i];

	ck_assert_msg(reward_judge(&j->r, &j->who, j->needs, j->in_period,
				   (struct instant){ NOW }) == j->wanted,
		      "%s", j->name);
}
END_TEST

static const struct left {
	int stock, limit, taken, wanted;
} lefts[] = {
	{ -1, 0, 7, -1 }, { 10, 0, 7, 3 }, { -1, 9, 7, 2 }, { 10, 9, 7, 2 },
	{ 8, 9, 7, 1 },   { 7, 0, 7, 0 },  { 3, 0, 7, 0 },
};

START_TEST(so_many_are_left)
{
	struct reward r = { .stock = lefts[_i].stock,
			    .limit_total = lefts[_i].limit,
			    .taken = lefts[_i].taken };

	ck_assert_int_eq(reward_left(&r), lefts[_i].wanted);
}
END_TEST

static const struct begun {
	const char *zone, *now;
	enum reward_period period;
	const char *wanted;
} begun[] = {
	{ "Asia/Shanghai", "2026-11-22T16:00:00Z", PERIOD_DAY, "2026-11-22T16:00:00Z" },
	{ "Asia/Shanghai", "2026-11-22T15:59:59Z", PERIOD_DAY, "2026-11-21T16:00:00Z" },
	/* the 23rd is a Monday */
	{ "Asia/Shanghai", "2026-11-22T16:00:00Z", PERIOD_WEEK, "2026-11-22T16:00:00Z" },
	{ "Asia/Shanghai", "2026-11-22T15:59:59Z", PERIOD_WEEK, "2026-11-15T16:00:00Z" },
	{ "Asia/Shanghai", "2026-03-01T12:00:00Z", PERIOD_WEEK, "2026-02-22T16:00:00Z" },
	{ "Asia/Shanghai", "2026-02-28T16:00:00Z", PERIOD_MONTH, "2026-02-28T16:00:00Z" },
	{ "Asia/Shanghai", "2026-02-28T15:59:59Z", PERIOD_MONTH, "2026-01-31T16:00:00Z" },
	{ "Asia/Shanghai", "2025-12-31T15:59:59Z", PERIOD_YEAR, "2024-12-31T16:00:00Z" },
	/* clocks go back on Sunday the 25th, and forward on the 29th of March */
	{ "Europe/Berlin", "2026-10-25T22:30:00Z", PERIOD_WEEK, "2026-10-18T22:00:00Z" },
	{ "Europe/Berlin", "2026-03-29T20:00:00Z", PERIOD_WEEK, "2026-03-22T23:00:00Z" },
};

START_TEST(a_period_begins)
{
	const struct begun *b = &begun[_i];
	struct instant now, wanted;

	ck_assert(instant_set_zone(b->zone));
	ck_assert(instant_parse(b->now, &now) && instant_parse(b->wanted, &wanted));
	ck_assert_int_eq(reward_period_begin(b->period, now).us, wanted.us);
	ck_assert(instant_set_zone("Asia/Shanghai"));
}
END_TEST

START_TEST(a_code_counts_to_the_end_of_its_last_day)
{
	struct instant now, wanted;

	ck_assert(instant_set_zone("Asia/Shanghai"));
	ck_assert(instant_parse("2026-11-22T03:00:00Z", &now));
	ck_assert(instant_parse("2026-11-29T16:00:00Z", &wanted));
	ck_assert_int_eq(reward_code_end(7, now).us, wanted.us);
	ck_assert(instant_is_none(reward_code_end(0, now)));
}
END_TEST

static const struct greeted {
	const char *now;
	const char *days;
} greeted[] = {
	{ "2026-11-22T16:00:00Z", "2026-11-20 2026-11-21 2026-11-22 2026-11-23 " },
	{ "2026-11-22T15:59:59Z", "2026-11-19 2026-11-20 2026-11-21 2026-11-22 " },
	{ "2027-02-28T04:00:00Z", "2027-02-25 2027-02-26 2027-02-27 2027-02-28 2027-02-29 " },
	{ "2027-03-01T04:00:00Z", "2027-02-26 2027-02-27 2027-02-28 2027-02-29 2027-03-01 " },
	{ "2028-02-28T04:00:00Z", "2028-02-25 2028-02-26 2028-02-27 2028-02-28 " },
	{ "2028-02-29T04:00:00Z", "2028-02-26 2028-02-27 2028-02-28 2028-02-29 " },
	{ "2100-02-28T04:00:00Z", "2100-02-25 2100-02-26 2100-02-27 2100-02-28 2100-02-29 " },
	{ "2027-01-01T04:00:00Z", "2026-12-29 2026-12-30 2026-12-31 2027-01-01 " },
};

START_TEST(these_birthdays_are_greeted)
{
	struct birthday days[BIRTHDAYS];
	struct instant now;
	char said[200] = "";
	size_t n, at = 0;

	ck_assert(instant_set_zone("Asia/Shanghai"));
	ck_assert(instant_parse(greeted[_i].now, &now));
	n = birthdays_of(now, days);
	for (size_t i = 0; i < n; i++)
		at += (size_t)snprintf(said + at, sizeof said - at, "%04d-%02d-%02d ", days[i].year,
				       days[i].month, days[i].day);
	ck_assert_str_eq(said, greeted[_i].days);
}
END_TEST

static const struct ended {
	const char *name;
	struct claim_order o;
	enum claim_end wanted;
} ended[] = {
	{ "cancelled_and_the_code_counts_again", { true, true, true, true }, CLAIM_HOLDS },
	{ "cancelled_and_its_time_is_over", { true, true, false, true }, CLAIM_CANCELLED },
	{ "a_part_is_cancelled", { true, true, false, false }, CLAIM_HOLDS },
	{ "all_is_paid_back", { false, true, true, true }, CLAIM_REFUNDED },
	{ "all_is_paid_back_and_the_time_is_over", { false, true, false, true }, CLAIM_REFUNDED },
	{ "some_is_paid_back", { false, false, true, true }, CLAIM_HOLDS },
	{ "a_part_is_paid_back", { false, true, true, false }, CLAIM_HOLDS },
};

START_TEST(a_claim_ends)
{
	ck_assert_msg(claim_after(&ended[_i].o) == ended[_i].wanted, "%s", ended[_i].name);
}
END_TEST

Suite *member_reward_rules_suite(void)
{
	Suite *s = suite_create("member_reward_rules");
	TCase *t = tcase_create("rules");

	tcase_add_loop_test(t, it_is_judged, 0, COUNT(judged));
	tcase_add_loop_test(t, so_many_are_left, 0, COUNT(lefts));
	tcase_add_loop_test(t, a_period_begins, 0, COUNT(begun));
	tcase_add_test(t, a_code_counts_to_the_end_of_its_last_day);
	tcase_add_loop_test(t, these_birthdays_are_greeted, 0, COUNT(greeted));
	tcase_add_loop_test(t, a_claim_ends, 0, COUNT(ended));
	suite_add_tcase(s, t);
	return s;
}
