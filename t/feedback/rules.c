/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a customer is asked, and what may be said. */
#include <check.h>
#include <string.h>
#include "feedback/inside.h"
#include "shipping/shop.h"

#define NEVER INT64_MIN
/* Days of a calendar of their own. */
static struct instant day(int64_t d)
{
	return d == NEVER ? INSTANT_NONE : (struct instant){ d * INSTANT_DAY };
}

static const struct {
	const char *name;
	int64_t now, delivered, shipped, last;
	int64_t days;
	bool done, something, open;
	enum ask what;
	int64_t at; /* ASK_LATER */
} ask_rows[] = {
	{ "three days after it arrived", 13, 10, 8, NEVER, 3, false, true, false, ASK_NOW, 0 },
	{ "before that", 12, 10, 8, NEVER, 3, false, true, false, ASK_LATER, 13 },
	{ "nobody says that it arrived: seven more after it left", 18, NEVER, 8, NEVER, 3, false,
	  true, false, ASK_NOW, 0 },
	{ "before that", 17, NEVER, 8, NEVER, 3, false, true, false, ASK_LATER, 18 },
	{ "it neither arrived nor left", 18, NEVER, NEVER, NEVER, 3, false, true, false, ASK_NEVER,
	  0 },
	{ "nobody is asked", 13, 10, 8, NEVER, 0, false, true, false, ASK_NEVER, 0 },
	{ "asked or answered", 13, 10, 8, NEVER, 3, true, true, false, ASK_NEVER, 0 },
	{ "nothing to rate", 13, 10, 8, NEVER, 3, false, false, false, ASK_NEVER, 0 },
	{ "sixty days late", 73, 10, 8, NEVER, 3, false, true, false, ASK_NOW, 0 },
	{ "later than that", 74, 10, 8, NEVER, 3, false, true, false, ASK_NEVER, 0 },
	{ "asked of another one six days ago", 13, 10, 8, 7, 3, false, true, false, ASK_LATER, 14 },
	{ "seven days ago", 13, 10, 8, 6, 3, false, true, false, ASK_NOW, 0 },
	{ "it is not due, and they were asked: what is due first", 12, 10, 8, 9, 3, false, true,
	  false, ASK_LATER, 13 },
	{ "the shop has an answer open on it", 13, 10, 8, NEVER, 3, false, true, true, ASK_LATER,
	  14 },
	{ "it is not due yet either: what is due first", 12, 10, 8, NEVER, 3, false, true, true,
	  ASK_LATER, 13 },
};

START_TEST(a_customer_is_asked_or_not)
{
	struct ask_facts f = { .now = day(ask_rows[_i].now),
			       .delivered_at = day(ask_rows[_i].delivered),
			       .shipped_at = day(ask_rows[_i].shipped),
			       .last_asked_at = day(ask_rows[_i].last),
			       .days = ask_rows[_i].days,
			       .fallback_days = 7,
			       .every_days = 7,
			       .is_done = ask_rows[_i].done,
			       .has_something = ask_rows[_i].something,
			       .is_open = ask_rows[_i].open };
	struct ask_answer a = feedback_may_ask(&f);

	ck_assert_msg(a.what == ask_rows[_i].what, "%s: %d", ask_rows[_i].name, (int)a.what);
	if (a.what == ASK_LATER)
		ck_assert_msg(a.at.us == day(ask_rows[_i].at).us, "%s: another day",
			      ask_rows[_i].name);
}
END_TEST

static const struct {
	const char *name, *list;
	int64_t standard, wanted;
} day_rows[] = {
	{ "nothing is said of them", "", 3, 3 },
	{ "nobody is asked", "A=5", 0, 0 },
	{ "of one of them", "B=5", 3, 5 },
	{ "shorter than the others", "A=1, B=2", 3, 2 },
	{ "the longest", "A=9,B=2", 3, 9 },
	{ "of another one, whose code begins so", "AB=9", 3, 3 },
	{ "what is cancelled does not count", "C=30", 3, 3 },
	{ "no number", "A=x", 3, 1 },
};

START_TEST(some_skus_take_longer)
{
	struct order_line lines[] = {
		{ .sku_code = "A", .ordered = 1 },
		{ .sku_code = "B", .ordered = 2 },
		{ .sku_code = "C", .ordered = 1, .cancelled = 1 },
	};
	struct order o = { .lines = lines, .n_lines = 3 };

	ck_assert_msg(feedback_days(day_rows[_i].list, day_rows[_i].standard, &o) ==
			      day_rows[_i].wanted,
		      "%s", day_rows[_i].name);
}
END_TEST

static const struct {
	const char *name;
	int stars;
	unsigned tags;
	const char *body;
	bool was_rated;
	enum talk_refusal wanted;
} item_rows[] = {
	{ "nothing is said", 0, 0, NULL, false, TALK_OK },
	{ "tags without stars", 0, 1, NULL, false, TALK_NO_STARS },
	{ "words without stars", 0, 0, "Very good beans", false, TALK_NO_STARS },
	{ "taken back", 0, 0, NULL, true, TALK_NO_STARS },
	{ "stars alone", 1, 0, NULL, false, TALK_OK },
	{ "other stars", 5, 3, NULL, true, TALK_OK },
	{ "nine letters", 4, 0, "Good bean", false, TALK_TOO_SHORT },
	{ "ten", 4, 0, "Good beans", false, TALK_OK },
	{ "ten of another script", 4, 0, "豆子很香下次还会买哦", false, TALK_OK },
	{ "nine of it", 4, 0, "豆子很香下次还会买", false, TALK_TOO_SHORT },
};

START_TEST(an_item_is_rated_or_refused)
{
	struct review_draft d = { .stars = item_rows[_i].stars,
				  .tags = item_rows[_i].tags,
				  .body = item_rows[_i].body };

	ck_assert_msg(review_refuses(&d, item_rows[_i].was_rated) == item_rows[_i].wanted, "%s",
		      item_rows[_i].name);
}
END_TEST

static const struct {
	const char *name;
	int shipped, delivered;
	bool asked, wanted;
} line_rows[] = {
	{ "it arrived", 1, 1, false, true },
	{ "it left", 1, 0, false, false },
	{ "it left, and they were asked", 1, 0, true, true },
	{ "it is still here", 0, 0, true, false },
};

START_TEST(what_arrived_can_be_rated)
{
	struct order_line l = { .ordered = 2,
				.shipped = line_rows[_i].shipped,
				.delivered = line_rows[_i].delivered };
	struct order o = { .lines = &l, .n_lines = 1 };

	ck_assert_msg(line_is_ratable(&l, line_rows[_i].asked) == line_rows[_i].wanted, "%s",
		      line_rows[_i].name);
	ck_assert(order_is_ratable(&o, line_rows[_i].asked) == line_rows[_i].wanted);
}
END_TEST

START_TEST(it_can_be_changed_for_thirty_days)
{
	struct talk t = { .answered_at = INSTANT_NONE };

	ck_assert(talk_is_open(&t, day(1000)));
	ck_assert(instant_is_none(talk_open_until(&t)));
	t.answered_at = day(10);
	ck_assert(talk_is_open(&t, day(40)));
	ck_assert(!talk_is_open(&t, instant_add(day(40), 1)));
}
END_TEST

static const struct {
	enum review_state was;
	bool looks_first;
	enum review_state is;
} state_rows[] = {
	{ REVIEW_STATE__MAX, false, REVIEW_SHOWN }, { REVIEW_STATE__MAX, true, REVIEW_WAITING },
	{ REVIEW_SHOWN, false, REVIEW_SHOWN },      { REVIEW_SHOWN, true, REVIEW_WAITING },
	{ REVIEW_WAITING, false, REVIEW_WAITING },  { REVIEW_WAITING, true, REVIEW_WAITING },
	{ REVIEW_HIDDEN, false, REVIEW_HIDDEN },    { REVIEW_HIDDEN, true, REVIEW_HIDDEN },
};

START_TEST(what_is_written_is_shown_or_waits)
{
	ck_assert_int_eq(review_state_after(state_rows[_i].was, state_rows[_i].looks_first),
			 state_rows[_i].is);
}
END_TEST

static const struct {
	const char *name, *after;
	int64_t now;
	enum follow_refusal refusal;
} follow_rows[] = {
	{ "at once", NULL, 10, FOLLOW_OK },
	{ "on the last day", NULL, 190, FOLLOW_OK },
	{ "later", NULL, 191, FOLLOW_OVER },
	{ "again", "More", 11, FOLLOW_DONE },
	{ "again and later", "More", 191, FOLLOW_DONE },
};

START_TEST(a_review_is_added_to_once_in_time)
{
	struct review r = { .created_at = day(10), .after = follow_rows[_i].after };

	ck_assert_msg(review_may_follow(&r, day(follow_rows[_i].now)) == follow_rows[_i].refusal,
		      "%s", follow_rows[_i].name);
}
END_TEST

static const struct {
	const char *sites, *origin;
	bool may;
} site_rows[] = {
	{ "", "https://a.example", false },
	{ "https://a.example", NULL, false },
	{ "https://a.example", "", false },
	{ "*", NULL, false },
	{ "*", "https://a.example", true },
	{ "https://a.example", "https://a.example", true },
	{ "https://b.example, https://a.example", "https://a.example", true },
	{ "https://b.example,https://a.example", "https://b.example", true },
	{ "https://a.example", "https://a.example.example", false },
	{ "https://a.example.example", "https://a.example", false },
	{ "https://a.example", "http://a.example", false },
	{ "https://a.example", "null", false },
};

START_TEST(sites_that_the_shop_names_may_show_reviews)
{
	ck_assert_msg(site_may_show(site_rows[_i].sites, site_rows[_i].origin) == site_rows[_i].may,
		      "\"%s\", %s", site_rows[_i].sites, site_rows[_i].origin);
}
END_TEST

Suite *feedback_rules_suite(void)
{
	Suite *s = suite_create("feedback_rules");
	TCase *tc = tcase_create("rules");

	tcase_add_loop_test(tc, a_customer_is_asked_or_not, 0, COUNT(ask_rows));
	tcase_add_loop_test(tc, some_skus_take_longer, 0, COUNT(day_rows));
	tcase_add_loop_test(tc, an_item_is_rated_or_refused, 0, COUNT(item_rows));
	tcase_add_loop_test(tc, what_arrived_can_be_rated, 0, COUNT(line_rows));
	tcase_add_loop_test(tc, what_is_written_is_shown_or_waits, 0, COUNT(state_rows));
	tcase_add_loop_test(tc, a_review_is_added_to_once_in_time, 0, COUNT(follow_rows));
	tcase_add_loop_test(tc, sites_that_the_shop_names_may_show_reviews, 0, COUNT(site_rows));
	tcase_add_test(tc, it_can_be_changed_for_thirty_days);
	suite_add_tcase(s, tc);
	return s;
}
