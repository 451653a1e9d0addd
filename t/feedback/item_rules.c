/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of an item of the inbox, by when it is answered, and which stars call somebody. */
#include <check.h>
#include <string.h>
#include "feedback/item.h"

#define COUNT(a) (int)(sizeof(a) / sizeof *(a))

/* By act, what each state becomes: N new, T taken, W waiting, R resolved, H hidden, - not now. */
static const struct {
	const char *name;
	enum item_act act;
	const char *then; /* of N, T, W, R, H */
} step_rows[] = {
	{ "it is opened once", ITEM_WAS_OPENED, "-----" },
	{ "who writes again is heard, whatever it was", ITEM_HEARD, "NTTTH" },
	{ "an answer", ITEM_ANSWERED, "TTT--" },
	{ "an answer that asks", ITEM_ANSWERED_ASKING, "WWW--" },
	{ "handed over", ITEM_GIVEN, "TTW--" },
	{ "resolved", ITEM_WAS_RESOLVED, "RRR--" },
	{ "hidden, also what is resolved", ITEM_WAS_HIDDEN, "HHHH-" },
	{ "opened again", ITEM_WAS_REOPENED, "---TT" },
	{ "made up for", ITEM_COMPENSATED, "TTW--" },
	{ "sorted", ITEM_SORTED, "NTW--" },
	{ "linked to a customer, whatever became of it", ITEM_LINKED, "NTWRH" },
	{ "taken off again, too", ITEM_UNLINKED, "NTWRH" },
};

START_TEST(an_item_goes_on_or_not)
{
	static const char state[] = "NTWRH";

	for (int s = 0; s < ITEM_STATE__MAX; s++) {
		char wanted = step_rows[_i].then[s];
		enum item_state then = ITEM_STATE__MAX;
		bool may = item_step((enum item_state)s, step_rows[_i].act, &then);

		ck_assert_msg(may == (wanted != '-') && (!may || state[then] == wanted), "%s: %c",
			      step_rows[_i].name, state[s]);
	}
}
END_TEST

/* Monday 2 November 2026 and after, in Shanghai. */
static struct instant at(int day, int hour, int minute)
{
	struct civil c = { .year = 2026, .month = 11, .day = day, .hour = hour, .minute = minute };

	return instant_from_local(&c);
}

static const struct {
	const char *name;
	int day, hour, minute;
	int64_t hours, open, close;
	int due_day, due_hour, due_minute;
} due_rows[] = {
	{ "within the day", 2, 10, 15, 4, 9, 22, 2, 14, 15 },
	{ "to its very end", 2, 18, 0, 4, 9, 22, 2, 22, 0 },
	{ "the rest of it the next morning", 2, 20, 30, 4, 9, 22, 3, 11, 30 },
	{ "at night the clock stands", 2, 23, 0, 4, 9, 22, 3, 13, 0 },
	{ "before the day begins, too", 2, 5, 0, 4, 9, 22, 2, 13, 0 },
	{ "where a day has fewer hours it goes on for days", 2, 9, 0, 20, 10, 18, 4, 14, 0 },
	{ "the whole day", 2, 23, 0, 4, 0, 24, 3, 3, 0 },
	{ "no hours of the day: the whole day", 2, 23, 0, 4, 9, 9, 3, 3, 0 },
	{ "until midnight", 2, 23, 30, 1, 9, 24, 3, 9, 30 },
};

START_TEST(an_answer_is_due_in_working_hours)
{
	struct instant due,
		want = at(due_rows[_i].due_day, due_rows[_i].due_hour, due_rows[_i].due_minute);

	ck_assert(instant_set_zone("Asia/Shanghai"));
	want = at(due_rows[_i].due_day, due_rows[_i].due_hour, due_rows[_i].due_minute);
	due = item_due(at(due_rows[_i].day, due_rows[_i].hour, due_rows[_i].minute),
		       due_rows[_i].hours, due_rows[_i].open, due_rows[_i].close);
	ck_assert_msg(due.us == want.us, "%s: off by %lld min", due_rows[_i].name,
		      (long long)((due.us - want.us) / INSTANT_MINUTE));
}
END_TEST

START_TEST(without_hours_there_is_no_clock)
{
	ck_assert(instant_is_none(item_due(at(2, 10, 0), 0, 9, 22)));
}
END_TEST

static const struct {
	const char *name;
	int first, second, delivery, service;
	int low;
	enum item_source source;
	const char *words;
} low_rows[] = {
	{ "all are fine", 5, 3, 4, 5, 0, ITEM_REVIEW, NULL },
	{ "nothing is rated", 0, 0, 0, 0, 0, ITEM_REVIEW, NULL },
	{ "an item has two", 2, 5, 5, 5, 2, ITEM_REVIEW, "first" },
	{ "the fewest count", 2, 1, 2, 5, 1, ITEM_REVIEW, "second" },
	{ "delivery alone", 5, 5, 2, 5, 2, ITEM_RATING, NULL },
	{ "service alone", 0, 0, 0, 1, 1, ITEM_RATING, NULL },
	{ "a review says more than stars of the whole", 2, 0, 1, 0, 1, ITEM_REVIEW, "first" },
};

START_TEST(few_stars_call_somebody)
{
	struct review_draft items[] = { { .stars = low_rows[_i].first, .body = "first" },
					{ .stars = low_rows[_i].second, .body = "second" } };
	struct talk_draft d = { .items = items,
				.n_items = 2,
				.delivery = low_rows[_i].delivery,
				.service = low_rows[_i].service };
	enum item_source source;
	const char *words;
	int low = item_low(&d, &source, &words);

	ck_assert_msg(low == low_rows[_i].low, "%s: %d", low_rows[_i].name, low);
	if (!low)
		return;
	ck_assert_msg(source == low_rows[_i].source, "%s: source", low_rows[_i].name);
	ck_assert_msg(!strcmp(words ? words : "", low_rows[_i].words ? low_rows[_i].words : ""),
		      "%s: %s", low_rows[_i].name, words);
}
END_TEST

Suite *feedback_item_rules_suite(void)
{
	Suite *s = suite_create("feedback_item_rules");
	TCase *tc = tcase_create("rules");

	tcase_add_loop_test(tc, an_item_goes_on_or_not, 0, COUNT(step_rows));
	tcase_add_loop_test(tc, an_answer_is_due_in_working_hours, 0, COUNT(due_rows));
	tcase_add_test(tc, without_hours_there_is_no_clock);
	tcase_add_loop_test(tc, few_stars_call_somebody, 0, COUNT(low_rows));
	suite_add_tcase(s, tc);
	return s;
}
