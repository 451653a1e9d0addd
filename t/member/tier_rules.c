/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which tier somebody is in, when, and how they leave it. */
#include <check.h>
#include "member/tier.h"
#include "order/rules.h"

#define COUNT(a) (int)(sizeof(a) / sizeof *(a))
#define DAY(n)   ((struct instant){ (n)*INSTANT_DAY })

/* 0: from the start; 1: 1000, kept with 800; 2: 5000, kept with 4000; 3: 9000, kept with as much.
 */
static const struct tier tiers[] = {
	{ .id = 10, .entry = 0, .stay = 0 },
	{ .id = 11, .entry = 1000, .stay = 800 },
	{ .id = 12, .entry = 5000, .stay = 4000 },
	{ .id = 13, .entry = 9000, .stay = 9000 },
};
#define NO INT64_MIN

/* Today is day 100 of the zone UTC. Of each gain: how much, and the day when it stops to count. */
static const struct {
	const char *name;
	int tier;
	int64_t lowers_on; /* a day, or NO */
	int64_t grace;
	struct {
		int64_t amount, until;
	} gain[3];
	enum tier_step step;
	int then;
	int64_t lowers_then, falls, weigh;
} rows[] = {
	{ "nothing yet", TIER_NONE, NO, 30, { { 0 } }, TIER_RAISED, 0, NO, NO, NO },
	{ "nothing, in the lowest", 0, NO, 30, { { 0 } }, TIER_SAME, 0, NO, NO, NO },
	{ "one short of the next", 0, NO, 30, { { 999, 200 } }, TIER_SAME, 0, NO, NO, NO },
	{ "just enough", 0, NO, 30, { { 1000, 200 } }, TIER_RAISED, 1, NO, 200, 200 },
	{ "two at once", 0, NO, 30, { { 5000, 200 } }, TIER_RAISED, 2, NO, 200, 200 },
	{ "what is over does not count",
	  0,
	  NO,
	  30,
	  { { 900, 100 }, { 900, 101 } },
	  TIER_SAME,
	  0,
	  NO,
	  NO,
	  NO },
	{ "its last day counts", 0, NO, 30, { { 1000, 101 } }, TIER_RAISED, 1, NO, 101, 101 },
	{ "enough to stay, not to come in",
	  1,
	  NO,
	  30,
	  { { 800, 150 } },
	  TIER_SAME,
	  1,
	  NO,
	  150,
	  150 },
	{ "it falls with the second to leave",
	  1,
	  NO,
	  30,
	  { { 100, 150 }, { 200, 160 }, { 700, 170 } },
	  TIER_SAME,
	  1,
	  NO,
	  160,
	  160 },
	{ "too little: the grace begins",
	  1,
	  NO,
	  30,
	  { { 799, 150 } },
	  TIER_AT_RISK,
	  1,
	  130,
	  150,
	  130 },
	{ "without a grace it is lowered",
	  1,
	  NO,
	  0,
	  { { 799, 150 } },
	  TIER_LOWERED,
	  0,
	  NO,
	  NO,
	  NO },
	{ "the grace goes on", 1, 101, 30, { { 799, 150 } }, TIER_SAME, 1, 101, 150, 101 },
	{ "the grace is over", 1, 100, 30, { { 799, 150 } }, TIER_LOWERED, 0, NO, NO, NO },
	{ "safe again", 1, 101, 30, { { 800, 150 } }, TIER_SAFE, 1, NO, 150, 150 },
	{ "safe on the day it would end",
	  1,
	  100,
	  30,
	  { { 800, 150 } },
	  TIER_SAFE,
	  1,
	  NO,
	  150,
	  150 },
	{ "down to what is kept", 3, 100, 30, { { 4000, 150 } }, TIER_LOWERED, 2, NO, 150, 150 },
	{ "down two", 3, 100, 30, { { 3999, 150 } }, TIER_LOWERED, 1, NO, 150, 150 },
	{ "down to the ground", 3, 100, 30, { { 1, 150 } }, TIER_LOWERED, 0, NO, NO, NO },
	{ "up out of the grace", 1, 101, 30, { { 5000, 150 } }, TIER_RAISED, 2, NO, 150, 150 },
};

static struct instant day(int64_t n)
{
	return n == NO ? INSTANT_NONE : DAY(n);
}

START_TEST(it_is_as_the_table_says)
{
	struct tier_scheme s = { TIER_BY_SPEND, 12, rows[_i].grace };
	struct tier_state was = { rows[_i].tier, DAY(1), day(rows[_i].lowers_on) };
	struct tier_gain gains[3];
	struct tier_verdict v;
	size_t n = 0;

	ck_assert(instant_set_zone("UTC"));
	for (; n < 3 && rows[_i].gain[n].amount; n++)
		gains[n] =
			(struct tier_gain){ rows[_i].gain[n].amount, DAY(rows[_i].gain[n].until) };
	v = tier_weigh(tiers, (size_t)COUNT(tiers), &s, gains, n, &was, DAY(100));
	ck_assert_msg(v.step == rows[_i].step && v.now.tier == rows[_i].then,
		      "%s: step %d, tier %d", rows[_i].name, (int)v.step, v.now.tier);
	ck_assert_msg(v.now.lowers_at.us == day(rows[_i].lowers_then).us, "%s: lowers",
		      rows[_i].name);
	ck_assert_msg(v.falls_at.us == day(rows[_i].falls).us, "%s: falls", rows[_i].name);
	ck_assert_msg(v.weigh_at.us == day(rows[_i].weigh).us, "%s: weigh", rows[_i].name);
	ck_assert_msg(v.now.since.us == DAY(v.now.tier == rows[_i].tier ? 1 : 100).us, "%s: since",
		      rows[_i].name);
}
END_TEST

START_TEST(where_no_tier_begins_at_nothing_some_have_none)
{
	struct tier_scheme s = { TIER_BY_ORDERS, 12, 30 };
	struct tier_state was = { TIER_NONE, INSTANT_NONE, INSTANT_NONE };
	struct tier_gain one = { 999, DAY(200) };
	struct tier_verdict v = tier_weigh(tiers + 1, 3, &s, &one, 1, &was, DAY(100));

	ck_assert_int_eq(v.step, TIER_SAME);
	ck_assert_int_eq(v.now.tier, TIER_NONE);
	ck_assert(instant_is_none(v.weigh_at));
	was = (struct tier_state){ 0, DAY(1), DAY(100) };
	v = tier_weigh(tiers + 1, 3, &s, NULL, 0, &was, DAY(100));
	ck_assert_int_eq(v.step, TIER_LOWERED);
	ck_assert_int_eq(v.now.tier, TIER_NONE);
	v = tier_weigh(NULL, 0, &s, &one, 1,
		       &(struct tier_state){ TIER_NONE, INSTANT_NONE, INSTANT_NONE }, DAY(100));
	ck_assert_int_eq(v.step, TIER_SAME);
	ck_assert_int_eq(tier_index(tiers, 4, 12), 2);
	ck_assert_int_eq(tier_index(tiers, 4, 0), 0);
	ck_assert_int_eq(tier_index(tiers, 4, 99), 0);
	ck_assert_int_eq(tier_index(tiers + 1, 3, 0), TIER_NONE);
}
END_TEST

static const struct {
	int64_t rate, of_tier, wanted;
} rates[] = { { 100, 100, 100 }, { 100, 150, 150 }, { 50, 125, 63 }, { 1, 140, 1 }, { 100, 0, 0 } };

START_TEST(a_tier_brings_more_points)
{
	ck_assert_int_eq(tier_point_rate(rates[_i].rate, rates[_i].of_tier), rates[_i].wanted);
}
END_TEST

static const struct {
	int64_t shop, theirs, wanted;
} frees[] = {
	{ 9900, -1, 9900 }, { 9900, 5000, 5000 }, { 9900, 12000, 9900 }, { 9900, 0, 1 },
	{ 0, -1, 0 },       { 0, 5000, 5000 },    { 0, 0, 1 },
};

START_TEST(the_better_of_both_ships_free)
{
	ck_assert_int_eq(order_free_over(frees[_i].shop, frees[_i].theirs), frees[_i].wanted);
}
END_TEST

Suite *member_tier_rules_suite(void)
{
	Suite *s = suite_create("member_tier_rules");
	TCase *t = tcase_create("rules");

	tcase_add_loop_test(t, it_is_as_the_table_says, 0, COUNT(rows));
	tcase_add_test(t, where_no_tier_begins_at_nothing_some_have_none);
	tcase_add_loop_test(t, a_tier_brings_more_points, 0, COUNT(rates));
	tcase_add_loop_test(t, the_better_of_both_ships_free, 0, COUNT(frees));
	suite_add_tcase(s, t);
	return s;
}
