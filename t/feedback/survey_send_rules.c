/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a survey goes out, who is passed over, and how a score's trend is drawn. */
#include <check.h>
#include <string.h>
#include "feedback/survey_chart.h"
#include "feedback/survey_send.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static struct arena *arena;

static void setup(void)
{
	arena = arena_new();
	ck_assert(instant_set_zone("Asia/Shanghai"));
}

static void teardown(void)
{
	arena_free(arena);
}

static struct instant at(const char *s)
{
	struct instant t = INSTANT_NONE;

	if (s)
		ck_assert_msg(instant_parse(s, &t), "%s", s);
	return t;
}

static void check_instant(const char *name, struct instant is, const char *wanted)
{
	char text[40] = "never";

	if (!instant_is_none(is))
		instant_format_local(is, text, sizeof text);
	ck_assert_msg(!strcmp(text, wanted ? wanted : "never"), "%s: %s", name, text);
}

/* ---- rounds ---- */

static const struct {
	const char *name, *first;
	int months;
	const char *after, *wanted;
} rounds[] = {
	{ "without a day there is none", NULL, 3, NULL, NULL },
	{ "the first one, in the morning", "2026-01-31T00:00:00+08:00", 3, NULL,
	  "2026-01-31T09:00:00+08:00" },
	{ "a day that was before the first look", "2026-01-31T00:00:00+08:00", 0,
	  "2026-01-30T23:00:00+08:00", "2026-01-31T09:00:00+08:00" },
	{ "once is once", "2026-01-31T00:00:00+08:00", 0, "2026-01-31T09:00:00+08:00", NULL },
	{ "a month without that day ends sooner", "2026-01-31T00:00:00+08:00", 1,
	  "2026-01-31T09:00:00+08:00", "2026-02-28T09:00:00+08:00" },
	{ "and the next has it again", "2026-01-31T00:00:00+08:00", 1, "2026-02-28T09:00:00+08:00",
	  "2026-03-31T09:00:00+08:00" },
	{ "the 29th of a leap year", "2027-12-31T00:00:00+08:00", 2, "2027-12-31T09:00:00+08:00",
	  "2028-02-29T09:00:00+08:00" },
	{ "over the end of the year", "2026-11-15T00:00:00+08:00", 3, "2026-11-15T09:00:00+08:00",
	  "2027-02-15T09:00:00+08:00" },
	{ "those that were missed are left out", "2026-01-15T00:00:00+08:00", 1,
	  "2031-07-15T08:59:59+08:00", "2031-07-15T09:00:00+08:00" },
	{ "at that moment it is the one behind", "2026-01-15T00:00:00+08:00", 1,
	  "2031-07-15T09:00:00+08:00", "2031-08-15T09:00:00+08:00" },
	{ "three years between", "2026-01-15T00:00:00+08:00", 36, "2029-01-15T09:00:00+08:00",
	  "2032-01-15T09:00:00+08:00" },
};

START_TEST(a_round_comes_when_it_was_planned)
{
	check_instant(rounds[_i].name,
		      survey_next_round(at(rounds[_i].first), rounds[_i].months,
					at(rounds[_i].after)),
		      rounds[_i].wanted);
}
END_TEST

static struct survey planned(enum survey_audience a, uint64_t of, const char *first, int months)
{
	return (struct survey){ .audience = a,
				.send = { .audience_id = of,
					  .first_on = at(first),
					  .every_months = months,
					  .next_at = at("2026-09-09T09:00:00+08:00"),
					  .round_at = at("2026-06-15T09:01:00+08:00") } };
}

#define JUNE "2026-06-15T00:00:00+08:00"
#define MAY  "2026-05-01T00:00:00+08:00"
static const struct {
	const char *name;
	enum survey_audience audience;
	uint64_t of;
	const char *first;
	int months;
	const char *wanted;
} plans[] = {
	{ "nothing of it changed", WITH_A_TAG, 7, JUNE, 3, "2026-09-09T09:00:00+08:00" },
	{ "another tag", WITH_A_TAG, 8, JUNE, 3, "2026-09-15T09:00:00+08:00" },
	{ "another audience", FROM_A_TIER, 7, JUNE, 3, "2026-09-15T09:00:00+08:00" },
	{ "another day", WITH_A_TAG, 7, MAY, 3, "2026-08-01T09:00:00+08:00" },
	{ "another rhythm", WITH_A_TAG, 7, JUNE, 12, "2027-06-15T09:00:00+08:00" },
	{ "no further one", WITH_A_TAG, 7, JUNE, 0, NULL },
	{ "no day", WITH_A_TAG, 7, NULL, 3, NULL },
	{ "by its link alone", FOR_WHO_HAS_THE_LINK, 0, JUNE, 3, NULL },
	{ "as something happens", AFTER_A_SOLVED_ITEM, 0, JUNE, 3, NULL },
};

START_TEST(a_change_plans_anew_only_what_it_is_about)
{
	struct survey was = planned(WITH_A_TAG, 7, JUNE, 3),
		      is = planned(plans[_i].audience, plans[_i].of, plans[_i].first,
				   plans[_i].months);

	check_instant(plans[_i].name, survey_planned(&was, &is), plans[_i].wanted);
}
END_TEST

/* ---- whom not ---- */

#define NEVER -1
static const struct {
	const char *name;
	bool is_chosen, is_personal, is_open;
	int asked; /* days ago */
	enum survey_spared wanted;
} spared[] = {
	{ "nothing speaks against it", true, true, false, NEVER, SPARED_NOT },
	{ "chosen, and they refuse that", true, false, false, NEVER, SPARED_IMPERSONAL },
	{ "their own matter is not chosen by it", false, false, false, NEVER, SPARED_NOT },
	{ "something waits for the shop", true, true, true, NEVER, SPARED_OPEN },
	{ "of their own matter, too", false, true, true, NEVER, SPARED_OPEN },
	{ "asked lately", true, true, false, 29, SPARED_LATELY },
	{ "asked long ago", true, true, false, 30, SPARED_NOT },
	{ "what they wish comes first", true, false, true, 1, SPARED_IMPERSONAL },
	{ "what is owed comes before when", false, true, true, 1, SPARED_OPEN },
};

START_TEST(some_are_passed_over)
{
	struct survey_spare_facts f = { .offer = { .now = instant_now(),
						   .answered_at = INSTANT_NONE,
						   .offered_at = INSTANT_NONE,
						   .is_open = spared[_i].is_open },
					.is_chosen = spared[_i].is_chosen,
					.is_personal = spared[_i].is_personal };

	if (spared[_i].asked != NEVER)
		f.offer.offered_at = instant_add(f.offer.now, -spared[_i].asked * INSTANT_DAY);
	ck_assert_msg(survey_spares(&f) == spared[_i].wanted, "%s", spared[_i].name);
}
END_TEST

/* ---- the trend ---- */

static const struct {
	enum survey_kind kind;
	double v;
	int y;
} heights[] = {
	{ SURVEY_NPS, 1, 4 },       { SURVEY_NPS, 0, 72 },   { SURVEY_NPS, -1, 140 },
	{ SURVEY_CSAT, 1, 4 },      { SURVEY_CSAT, 0, 140 }, { SURVEY_CES, 7, 4 },
	{ SURVEY_CES, 4, 72 },      { SURVEY_CES, 1, 140 },  { SURVEY_NPS, 1.2, 4 },
	{ SURVEY_CSAT, -0.1, 140 },
};

START_TEST(a_score_stands_on_its_scale)
{
	ck_assert_int_eq(survey_chart_y(heights[_i].kind, heights[_i].v), heights[_i].y);
}
END_TEST

/* So many promoters and detractors of a month. */
static void add_month(struct survey_tally *t, const char *month, int up, int down)
{
	const struct survey_count v[] = { { PART_MONTH, 1, month, ANSWER_ALL, up + down },
					  { PART_MONTH, 1, month, 10, up },
					  { PART_MONTH, 1, month, 0, down } };

	for (size_t i = 0; i < COUNT(v); i++)
		survey_tally_add(t, &v[i]);
}

START_TEST(a_trend_joins_months_that_follow_each_other)
{
	struct survey_question q = { .num = 1, .kind = SURVEY_NPS };
	struct survey_tally t;
	struct survey_chart c;

	survey_tally_init(&t, arena);
	ck_assert(!survey_chart_of(arena, &t, &q, &c));
	add_month(&t, "2026-02", 1, 1);
	ck_assert(!survey_chart_of(arena, &t, &q, &c));
	add_month(&t, "2025-11", 2, 0);
	add_month(&t, "2025-12", 0, 2);
	/* what was taken back leaves a month without answers */
	add_month(&t, "2026-01", 0, 0);
	ck_assert(survey_chart_of(arena, &t, &q, &c));
	ck_assert_uint_eq(c.n, 3);
	ck_assert_int_eq(c.months, 4);
	ck_assert_str_eq(c.line, "M125 4L375 140M875 72");
	ck_assert_str_eq(c.v[0].name, "2025-11");
	/* above and below each run, closed */
	ck_assert_int_eq(strncmp(c.band, "M125 ", 5), 0);
	ck_assert_ptr_nonnull(strstr(c.band, "ZM875 "));
	ck_assert_int_eq(c.band[strlen(c.band) - 1], 'Z');
	/* another question's months are not its own */
	q.num = 2;
	ck_assert(!survey_chart_of(arena, &t, &q, &c));
	q.kind = SURVEY_TEXT;
	ck_assert(!survey_chart_of(arena, &t, &q, &c));
}
END_TEST

START_TEST(a_trend_shows_two_years)
{
	struct survey_question q = { .num = 1, .kind = SURVEY_NPS };
	struct survey_tally t;
	struct survey_chart c;

	survey_tally_init(&t, arena);
	add_month(&t, "2024-11", 1, 0);
	add_month(&t, "2024-12", 1, 0);
	add_month(&t, "2026-11", 1, 0);
	ck_assert(survey_chart_of(arena, &t, &q, &c));
	ck_assert_uint_eq(c.n, 2);
	ck_assert_int_eq(c.months, SURVEY_CHART_MONTHS);
	ck_assert_str_eq(c.v[0].name, "2024-12");
}
END_TEST

Suite *feedback_survey_send_rules_suite(void)
{
	Suite *s = suite_create("feedback_survey_send_rules");
	TCase *tc = tcase_create("rules");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, a_round_comes_when_it_was_planned, 0, COUNT(rounds));
	tcase_add_loop_test(tc, a_change_plans_anew_only_what_it_is_about, 0, COUNT(plans));
	tcase_add_loop_test(tc, some_are_passed_over, 0, COUNT(spared));
	tcase_add_loop_test(tc, a_score_stands_on_its_scale, 0, COUNT(heights));
	tcase_add_test(tc, a_trend_joins_months_that_follow_each_other);
	tcase_add_test(tc, a_trend_shows_two_years);
	suite_add_tcase(s, tc);
	return s;
}
