/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is asked which question, what may be published, and how answers are counted. */
#include <check.h>
#include <string.h>
#include "feedback/survey.h"

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

/* 1: NPS; 2: several of three; 3: one of three; 4: text; 5: number of 0 to 1000 */
static struct survey_form form(void)
{
	static const char three_en[] = "Tea\nCoffee\nMilk",
			  three_zh[] = "茶\r\n咖啡\r\n\r\n奶 \r\n";
	struct survey_form f = { .n = 5 };

	f.q[0] = (struct survey_question){ .num = 1, .kind = SURVEY_NPS };
	f.q[1] = (struct survey_question){ .num = 2, .kind = SURVEY_MULTIPLE };
	f.q[2] = (struct survey_question){ .num = 3, .kind = SURVEY_SINGLE };
	f.q[3] = (struct survey_question){ .num = 4, .kind = SURVEY_TEXT };
	f.q[4] = (struct survey_question){ .num = 5, .kind = SURVEY_NUMBER, .most = 1000 };
	for (size_t i = 0; i < f.n; i++) {
		f.q[i].place = (int)i + 1;
		f.q[i].text[LANG_EN] = "Which?";
		f.q[i].text[LANG_ZH] = "哪个？";
		f.q[i].choices[LANG_EN] = three_en;
		f.q[i].choices[LANG_ZH] = three_zh;
	}
	return f;
}

static struct survey_answers answers(void)
{
	return (struct survey_answers){ .v = { { .num = 1, .value = 6 },
					       { .num = 2, .value = 5 /* the first and third */ },
					       { .num = 4, .skipped = true } },
					.n = 3 };
}

static struct survey_facts facts(void)
{
	return (struct survey_facts){ .sku = { "BEAN", "DRIP" },
				      .n_skus = 2,
				      .tag = { "regular" },
				      .n_tags = 1,
				      .has_order = true,
				      .has_customer = true,
				      .carrier = "sf",
				      .channel = "web",
				      .amount = 128,
				      .orders = 5,
				      .lang = LANG_ZH };
}

START_TEST(a_condition_holds_or_not_or_later)
{
	static const struct {
		struct survey_rule rule;
		enum survey_holds wanted;
	} rows[] = {
		{ { .about = ABOUT_NOTHING }, HOLDS_YES },
		{ { ABOUT_ANSWER, 1, OP_IS, "6" }, HOLDS_YES },
		{ { ABOUT_ANSWER, 1, OP_IS, "7" }, HOLDS_NO },
		{ { ABOUT_ANSWER, 1, OP_NOT, "7" }, HOLDS_YES },
		{ { ABOUT_ANSWER, 1, OP_MOST, "6" }, HOLDS_YES },
		{ { ABOUT_ANSWER, 1, OP_MOST, "5" }, HOLDS_NO },
		{ { ABOUT_ANSWER, 1, OP_LEAST, "6" }, HOLDS_YES },
		{ { ABOUT_ANSWER, 1, OP_LEAST, "7" }, HOLDS_NO },
		{ { ABOUT_ANSWER, 1, OP_IS, "six" }, HOLDS_NO },
		{ { ABOUT_ANSWER, 1, OP_NOT, NULL }, HOLDS_NO },
		{ { ABOUT_ANSWER, 2, OP_IS, "1" }, HOLDS_YES },
		{ { ABOUT_ANSWER, 2, OP_IS, "2" }, HOLDS_NO },
		{ { ABOUT_ANSWER, 2, OP_NOT, "2" }, HOLDS_YES },
		{ { ABOUT_ANSWER, 2, OP_IS, "3" }, HOLDS_YES },
		{ { ABOUT_ANSWER, 2, OP_IS, "0" }, HOLDS_NO },
		{ { ABOUT_ANSWER, 2, OP_IS, "21" }, HOLDS_NO },
		{ { ABOUT_ANSWER, 2, OP_LEAST, "1" }, HOLDS_NO },
		{ { ABOUT_ANSWER, 3, OP_IS, "1" }, HOLDS_LATER },
		{ { ABOUT_ANSWER, 4, OP_IS, "1" }, HOLDS_NO }, /* skipped */
		{ { ABOUT_ANSWER, 9, OP_IS, "1" }, HOLDS_NO },
		{ { ABOUT_SKU, 0, OP_IS, "DRIP" }, HOLDS_YES },
		{ { ABOUT_SKU, 0, OP_NOT, "DRIP" }, HOLDS_NO },
		{ { ABOUT_SKU, 0, OP_NOT, "MILK" }, HOLDS_YES },
		{ { ABOUT_SKU, 0, OP_LEAST, "DRIP" }, HOLDS_NO },
		{ { ABOUT_CARRIER, 0, OP_IS, "sf" }, HOLDS_YES },
		{ { ABOUT_CARRIER, 0, OP_NOT, "sf" }, HOLDS_NO },
		{ { ABOUT_CHANNEL, 0, OP_IS, "web" }, HOLDS_YES },
		{ { ABOUT_REGION, 0, OP_IS, "浙江省" }, HOLDS_NO },
		{ { ABOUT_REGION, 0, OP_NOT, "浙江省" }, HOLDS_NO }, /* nobody knows it */
		{ { ABOUT_AMOUNT, 0, OP_LEAST, "128" }, HOLDS_YES },
		{ { ABOUT_AMOUNT, 0, OP_LEAST, "129" }, HOLDS_NO },
		{ { ABOUT_ORDERS, 0, OP_MOST, "5" }, HOLDS_YES },
		{ { ABOUT_ORDERS, 0, OP_IS, "4" }, HOLDS_NO },
		{ { ABOUT_TAG, 0, OP_IS, "regular" }, HOLDS_YES },
		{ { ABOUT_TAG, 0, OP_NOT, "regular" }, HOLDS_NO },
		{ { ABOUT_LANG, 0, OP_IS, "zh-CN" }, HOLDS_YES },
		{ { ABOUT_LANG, 0, OP_IS, "en" }, HOLDS_NO },
	};
	struct survey_form f = form();
	struct survey_answers a = answers();
	struct survey_facts known = facts(), none = { .lang = LANG_EN };

	for (size_t i = 0; i < COUNT(rows); i++)
		ck_assert_msg(survey_holds(&rows[i].rule, &f, &a, &known) == rows[i].wanted,
			      "row %zu", i);
	/* of nobody, nothing is so and nothing is not so */
	for (int about = ABOUT_SKU; about < ABOUT_LANG; about++)
		for (int op = 0; op < SURVEY_OP__MAX; op++)
			ck_assert_int_eq(
				survey_holds(&(struct survey_rule){ (enum survey_about)about, 0,
								    (enum survey_op)op, "1" },
					     &f, &a, &none),
				HOLDS_NO);
}
END_TEST

static const char *way(const struct survey_form *f, const struct survey_answers *a, size_t limit)
{
	struct survey_facts none = { .lang = LANG_EN };
	struct survey_way_through p = survey_path(f, a, &none, limit);
	const char *s = p.done ? "done" : "";

	for (size_t i = p.n; i-- > 0;)
		s = arena_printf(arena, "%d %s", p.num[i], s);
	return arena_printf(arena, "%sof %zu", s, p.most);
}

START_TEST(the_way_through_goes_by_the_answers)
{
	struct survey_form f = form();
	struct survey_answers a = { .n = 0 };
	int gone[SURVEY_QUESTIONS];

	/* why not (2) of who scores 6 or less, what is best (3) of who scores 9 or more */
	f.q[1].rule[0] = (struct survey_rule){ ABOUT_ANSWER, 1, OP_MOST, "6" };
	f.q[2].rule[0] = (struct survey_rule){ ABOUT_ANSWER, 1, OP_LEAST, "9" };
	f.q[2].rule[1] = (struct survey_rule){ ABOUT_ANSWER, 1, OP_NOT, "10" };
	ck_assert_str_eq(way(&f, &a, 20), "1 of 5");
	a.v[a.n++] = (struct survey_answer){ .num = 1, .value = 3 };
	ck_assert_str_eq(way(&f, &a, 20), "1 2 of 4");
	ck_assert_str_eq(way(&f, &a, 3), "1 2 of 3");
	a.v[a.n++] = (struct survey_answer){ .num = 2, .value = 1 };
	a.v[a.n++] = (struct survey_answer){ .num = 4, .skipped = true };
	ck_assert_str_eq(way(&f, &a, 3), "1 2 4 doneof 3");
	ck_assert_str_eq(way(&f, &a, 20), "1 2 4 5 of 4");
	/* the score is another one now: what was asked because of the old one is no answer */
	a.v[0].value = 9;
	ck_assert_uint_eq(survey_drop_unasked(&f, &a, &(struct survey_facts){ .lang = LANG_EN }, 20,
					      gone),
			  1);
	ck_assert_int_eq(gone[0], 2);
	ck_assert_uint_eq(a.n, 2);
	ck_assert_str_eq(way(&f, &a, 20), "1 3 of 4");
	a.v[0].value = 10;
	ck_assert_str_eq(way(&f, &a, 20), "1 4 5 of 3");
}
END_TEST

START_TEST(what_is_written_in_one_language_is_not_published)
{
	struct survey_form f;
	size_t len;

#define FLAW(i, change, wanted)                                                                    \
	f = form();                                                                                \
	change;                                                                                    \
	ck_assert_int_eq(survey_flaw_of(&f, i), wanted)

	FLAW(0, (void)0, FLAW_NONE);
	FLAW(0, f.q[0].text[LANG_ZH] = NULL, FLAW_NONE); /* its words are the shop's for all */
	FLAW(1, (void)0, FLAW_NONE);
	FLAW(1, f.q[1].text[LANG_ZH] = NULL, FLAW_LANGUAGE);
	FLAW(3, f.q[3].text[LANG_EN] = NULL, FLAW_LANGUAGE);
	FLAW(1, f.q[1].choices[LANG_ZH] = NULL, FLAW_LANGUAGE);
	FLAW(1, f.q[1].choices[LANG_ZH] = "茶\n奶", FLAW_CHOICES);
	FLAW(2, f.q[2].choices[LANG_ZH] = f.q[2].choices[LANG_EN] = " Tea \n\n", FLAW_FEW_CHOICES);
	FLAW(2,
	     f.q[2].choices[LANG_ZH] = f.q[2].choices[LANG_EN] =
		     "1\n2\n3\n4\n5\n6\n7\n8\n9\n0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n0\n1",
	     FLAW_MANY_CHOICES);
	FLAW(4, f.q[4].least = 1000, FLAW_RANGE);
#define RULED(...) f.q[2].rule[1] = (struct survey_rule){ __VA_ARGS__ }
	FLAW(2, RULED(ABOUT_ANSWER, 1, OP_LEAST, "10"), FLAW_NONE);
	FLAW(2, RULED(ABOUT_ANSWER, 1, OP_LEAST, "11"), FLAW_RULE_VALUE);
	FLAW(2, RULED(ABOUT_ANSWER, 2, OP_IS, "3"), FLAW_NONE);
	FLAW(2, RULED(ABOUT_ANSWER, 2, OP_IS, "4"), FLAW_RULE_VALUE);
	FLAW(2, RULED(ABOUT_ANSWER, 2, OP_LEAST, "1"), FLAW_RULE_VALUE);
	FLAW(2, RULED(ABOUT_ANSWER, 3, OP_IS, "1"), FLAW_RULE_ABOUT);
	FLAW(2, RULED(ABOUT_ANSWER, 5, OP_IS, "1"), FLAW_RULE_ABOUT);
	FLAW(2, RULED(ABOUT_ANSWER, 9, OP_IS, "1"), FLAW_RULE_ABOUT);
	FLAW(4, f.q[4].rule[0] = ((struct survey_rule){ ABOUT_ANSWER, 4, OP_IS, "1" }),
	     FLAW_RULE_ABOUT);
	FLAW(2, RULED(ABOUT_SKU, 0, OP_IS, "BEAN"), FLAW_NONE);
	FLAW(2, RULED(ABOUT_SKU, 0, OP_LEAST, "BEAN"), FLAW_RULE_VALUE);
	FLAW(2, RULED(ABOUT_AMOUNT, 0, OP_LEAST, "many"), FLAW_RULE_VALUE);
	FLAW(2, RULED(ABOUT_LANG, 0, OP_IS, "fr"), FLAW_RULE_VALUE);
	ck_assert_uint_eq(survey_choice_count(form().q[1].choices[LANG_ZH]), 3);
	ck_assert_int_eq(strncmp(survey_choice(form().q[1].choices[LANG_ZH], 3, &len), "奶", 3), 0);
	ck_assert_uint_eq(len, 3);
}
END_TEST

START_TEST(another_question_does_not_take_over_answers)
{
	static const struct {
		const char *en, *zh;
		bool wanted;
	} rows[] = {
		{ "Tea\nCoffee\nMilk", "茶\n咖啡\n奶", true },
		{ "Tea\nCoffee\nMilk\nWater", "茶\n咖啡\n奶\n水", true }, /* one more */
		{ "Green tea\nCoffee\nMilk", "茶\n咖啡\n奶", true },      /* a slip */
		{ "Green tea\nCoffee\nMilk", "绿茶\n咖啡\n奶", false },
		{ "Coffee\nTea\nMilk", "咖啡\n茶\n奶", false },
		{ "Tea\nCoffee", "茶\n咖啡", false },
	};
	struct survey_question was = form().q[2], is;

	for (size_t i = 0; i < COUNT(rows); i++) {
		is = was;
		is.choices[LANG_EN] = rows[i].en;
		is.choices[LANG_ZH] = rows[i].zh;
		ck_assert_msg(survey_goes_on(&was, &is) == rows[i].wanted, "row %zu", i);
	}
	is = was;
	is.kind = SURVEY_MULTIPLE;
	ck_assert(!survey_goes_on(&was, &is));
	is = was = form().q[4];
	is.text[LANG_EN] = "How many?";
	ck_assert(survey_goes_on(&was, &is));
	is.most = 10;
	ck_assert(!survey_goes_on(&was, &is));
}
END_TEST

START_TEST(who_may_begin)
{
	static const struct {
		enum survey_state state;
		int version;
		int64_t quota, begun;
		enum survey_often often;
		bool known;
		enum survey_refusal wanted;
	} rows[] = {
		{ SURVEY_DRAFT, 0, 0, 0, ANY_NUMBER, true, SURVEY_IS_OVER },
		{ SURVEY_OPEN, 0, 0, 0, ANY_NUMBER, true, SURVEY_IS_OVER },
		{ SURVEY_STOPPED, 1, 0, 0, ANY_NUMBER, true, SURVEY_IS_OVER },
		{ SURVEY_OPEN, 1, 0, 9, ANY_NUMBER, false, SURVEY_OK },
		{ SURVEY_OPEN, 1, 10, 9, ANY_NUMBER, false, SURVEY_OK },
		{ SURVEY_OPEN, 1, 9, 9, ANY_NUMBER, false, SURVEY_FULL },
		{ SURVEY_OPEN, 1, 0, 9, ONCE_A_CUSTOMER, false, SURVEY_WHO },
		{ SURVEY_OPEN, 1, 0, 9, ONCE_A_CUSTOMER, true, SURVEY_OK },
		{ SURVEY_OPEN, 1, 0, 9, ONCE_A_LINK, false, SURVEY_OK },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		ck_assert_msg(survey_may_begin(&(struct survey){ .state = rows[i].state,
								 .version = rows[i].version,
								 .quota = rows[i].quota,
								 .begun = rows[i].begun,
								 .often = rows[i].often },
					       rows[i].known) == rows[i].wanted,
			      "row %zu", i);
}
END_TEST

/* ---- counting ---- */

#define GET(part, num, value, answer) survey_tally_get(&t, part, num, value, answer)

START_TEST(an_answer_counts_in_each_part_it_belongs_to)
{
	struct survey_form f = form();
	struct survey_answers a = answers();
	struct survey_facts known = facts();
	struct survey_tally t;
	struct instant at;

	/* in the shop's zone it is November already */
	ck_assert(instant_parse("2026-10-31T17:00:00Z", &at));
	a.v[a.n++] = (struct survey_answer){ .num = 5, .value = 437 };
	survey_tally_init(&t, arena);
	survey_tally_response(&t, &f, &a, &known, at, 1);
	survey_tally_response(&t, &f, &a, &known, at, 1);
	ck_assert_int_eq(GET(PART_ALL, 1, "", 6), 2);
	ck_assert_int_eq(GET(PART_ALL, 1, "", 7), 0);
	ck_assert_int_eq(GET(PART_ALL, 1, "", ANSWER_ALL), 2);
	ck_assert_int_eq(GET(PART_MONTH, 1, "2026-11", 6), 2);
	ck_assert_int_eq(GET(PART_MONTH, 1, "2026-10", 6), 0);
	ck_assert_int_eq(GET(PART_PRODUCT, 1, "DRIP", 6), 2);
	ck_assert_int_eq(GET(PART_CARRIER, 1, "sf", 6), 2);
	ck_assert_int_eq(GET(PART_CHANNEL, 1, "web", 6), 2);
	ck_assert_int_eq(GET(PART_LANG, 1, "zh-CN", 6), 2);
	ck_assert_int_eq(GET(PART_ALL, 2, "", 1), 2);
	ck_assert_int_eq(GET(PART_ALL, 2, "", 2), 0);
	ck_assert_int_eq(GET(PART_ALL, 2, "", 3), 2);
	ck_assert_int_eq(GET(PART_ALL, 2, "", ANSWER_ALL), 2);
	ck_assert_int_eq(GET(PART_ALL, 4, "", ANSWER_SKIPPED), 2);
	ck_assert_int_eq(GET(PART_ALL, 4, "", ANSWER_ALL), 0);
	ck_assert_int_eq(GET(PART_ALL, 5, "", ANSWER_SUM), 874);
	/* 1000 in twenty steps of 51 */
	ck_assert_int_eq(GET(PART_ALL, 5, "", 408), 2);
	/* crossed, both ways */
	ck_assert_int_eq(GET(PART_ANSWER, 1, "2:3", 6), 2);
	ck_assert_int_eq(GET(PART_ANSWER, 2, "1:6", 3), 2);
	ck_assert_int_eq(GET(PART_ANSWER, 1, "1:6", 6), 0);
	ck_assert_int_eq(GET(PART_ANSWER, 5, "1:6", ANSWER_ALL), 0);
	/* and taken out again, to the last one */
	survey_tally_response(&t, &f, &a, &known, at, -1);
	survey_tally_response(&t, &f, &a, &known, at, -1);
	for (size_t i = 0; i < t.n; i++)
		ck_assert_int_eq(t.v[i].n, 0);
}
END_TEST

START_TEST(numbers_of_a_wide_range_are_counted_in_steps)
{
	static const struct {
		int64_t least, most, value, wanted;
	} rows[] = {
		{ 0, 100, 37, 37 },
		{ 0, 1000, 0, 0 },
		{ 0, 1000, 50, 0 },
		{ 0, 1000, 51, 51 },
		{ 0, 1000, 1000, 969 },
		{ 10, 110, 110, 110 },
		{ 10, 111, 16, 16 },
		{ 10, 111, 15, 10 },
		{ 0, 1000000000, 999999999, 950000019 },
	};
	struct survey_question q = { .kind = SURVEY_NUMBER };

	for (size_t i = 0; i < COUNT(rows); i++) {
		q.least = rows[i].least;
		q.most = rows[i].most;
		ck_assert_msg(survey_bucket(&q, rows[i].value) == rows[i].wanted, "row %zu: %lld",
			      i, (long long)survey_bucket(&q, rows[i].value));
	}
	q.kind = SURVEY_DATE;
	ck_assert_int_eq(survey_bucket(&q, 0), 1970 * 12);
	ck_assert_int_eq(survey_bucket(&q, -1), 1969 * 12 + 11);
	ck_assert_int_eq(survey_bucket(&q, 59), 1970 * 12 + 2);
}
END_TEST

START_TEST(many_counts_stay_apart)
{
	struct survey_tally t;

	survey_tally_init(&t, arena);
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < 3000; i++)
			survey_tally_add(&t,
					 &(struct survey_count){
						 PART_PRODUCT, i % 7,
						 arena_printf(arena, "SKU-%d", i / 7), i % 3, 1 });
	for (int i = 0; i < 3000; i++)
		ck_assert_int_eq(GET(PART_PRODUCT, i % 7, arena_printf(arena, "SKU-%d", i / 7),
				     i % 3),
				 2);
	ck_assert_uint_eq(t.n, 3000);
}
END_TEST

START_TEST(scores_are_of_what_was_counted)
{
	static const int nps[] = { 10, 10, 9, 8, 7, 3 };
	struct survey_question q = { .num = 1, .kind = SURVEY_NPS };
	struct survey_tally t;
	struct score s;

	survey_tally_init(&t, arena);
	for (size_t i = 0; i < COUNT(nps); i++)
		survey_tally_add(&t, &(struct survey_count){ PART_ALL, 1, "", nps[i], 1 });
	s = survey_score(&t, &q, PART_ALL, "");
	ck_assert_uint_eq(s.answers, 6);
	ck_assert_double_eq_tol(s.value, 2.0 / 6, 1e-9);
	ck_assert(s.low < s.value && s.value < s.high);
	q.kind = SURVEY_CSAT; /* 1 to 5: only the 3 is there */
	ck_assert_double_eq_tol(survey_score(&t, &q, PART_ALL, "").value, 0, 1e-9);
	q.kind = SURVEY_CES; /* the 3 and the 7 */
	ck_assert_double_eq_tol(survey_score(&t, &q, PART_ALL, "").value, 5, 1e-9);
	ck_assert(!survey_score(&t, &q, PART_MONTH, "2026-11").known);
}
END_TEST

Suite *feedback_survey_rules_suite(void)
{
	Suite *s = suite_create("feedback_survey_rules");
	TCase *tc = tcase_create("rules");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, a_condition_holds_or_not_or_later);
	tcase_add_test(tc, the_way_through_goes_by_the_answers);
	tcase_add_test(tc, what_is_written_in_one_language_is_not_published);
	tcase_add_test(tc, another_question_does_not_take_over_answers);
	tcase_add_test(tc, who_may_begin);
	tcase_add_test(tc, an_answer_counts_in_each_part_it_belongs_to);
	tcase_add_test(tc, numbers_of_a_wide_range_are_counted_in_steps);
	tcase_add_test(tc, many_counts_stay_apart);
	tcase_add_test(tc, scores_are_of_what_was_counted);
	suite_add_tcase(s, tc);
	return s;
}
