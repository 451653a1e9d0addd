/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which answers to a survey call somebody; whom nobody markets to; and how often one is offered. */
#include "feedback/item.h"
#include "feedback/survey.h"
#include "notify/notify.h"
#include "order/door.h"

/* ---- rules ---- */

#define NO 99 /* skipped */
static const struct {
	const char *name;
	int nps, csat, ces;
	const char *words, *more;
	bool calls, has_nps;
	int low, stars;
	const char *said;
} low_rows[] = {
	{ "likely, satisfied", 7, 3, 1, "Fine", NULL, false, false, 0, 0, "Fine" },
	{ "six is unlikely", 6, 5, 7, NULL, NULL, true, true, 6, 0, NULL },
	{ "none at all, too", 0, 5, 7, "Late", "Wet", true, true, 0, 0, "Late\nWet" },
	{ "unsatisfied", 9, 2, 7, "Late", NULL, true, false, 0, 2, "Late" },
	{ "both", 3, 1, 7, NULL, "Wet", true, true, 3, 1, "Wet" },
	{ "skipped is no score", NO, NO, NO, NULL, NULL, false, false, 0, 0, NULL },
	{ "effort alone calls nobody", NO, NO, 1, NULL, NULL, false, false, 0, 0, NULL },
};

static void answer(struct survey_answers *a, int num, int value, const char *body)
{
	bool skipped = num < 4 ? value == NO : !body;

	a->v[a->n++] = (struct survey_answer){
		.num = num, .skipped = skipped, .value = skipped ? 0 : value, .body = body
	};
}

START_TEST(a_low_score_calls)
{
	struct survey_form f = { .q = { { .num = 1, .kind = SURVEY_NPS },
					{ .num = 2, .kind = SURVEY_CSAT },
					{ .num = 3, .kind = SURVEY_CES },
					{ .num = 4, .kind = SURVEY_TEXT },
					{ .num = 5, .kind = SURVEY_TEXT } },
				 .n = 5 };
	struct arena *a = arena_new();
	struct survey_answers said = { .n = 0 };
	struct survey_low low;

	answer(&said, 1, low_rows[_i].nps, NULL);
	answer(&said, 2, low_rows[_i].csat, NULL);
	answer(&said, 3, low_rows[_i].ces, NULL);
	answer(&said, 4, 0, low_rows[_i].words);
	answer(&said, 5, 0, low_rows[_i].more);
	ck_assert_msg(survey_low(a, &f, &said, &low) == low_rows[_i].calls, "%s",
		      low_rows[_i].name);
	ck_assert_msg(low.has_nps == low_rows[_i].has_nps && low.nps == low_rows[_i].low &&
			      low.stars == low_rows[_i].stars,
		      "%s: %d %d %d", low_rows[_i].name, low.has_nps, low.nps, low.stars);
	ck_assert_pstr_eq(low.words, low_rows[_i].said);
	arena_free(a);
}
END_TEST

#define NEVER -1
static const struct {
	const char *name;
	int answered, offered; /* days ago */
	bool is_open, wanted;
} offer_rows[] = {
	{ "nothing before", NEVER, NEVER, false, true },
	{ "answered lately", 29, NEVER, false, false },
	{ "answered long ago", 30, NEVER, false, true },
	{ "offered lately, not answered", NEVER, 29, false, false },
	{ "offered long ago", 40, 30, false, true },
	{ "something waits for the shop", NEVER, NEVER, true, false },
};

START_TEST(a_survey_is_offered_so_often)
{
	struct survey_offer_facts f = { .now = instant_now(),
					.answered_at = INSTANT_NONE,
					.offered_at = INSTANT_NONE,
					.is_open = offer_rows[_i].is_open };

	if (offer_rows[_i].answered != NEVER)
		f.answered_at = instant_add(f.now, -offer_rows[_i].answered * INSTANT_DAY);
	if (offer_rows[_i].offered != NEVER)
		f.offered_at = instant_add(f.now, -offer_rows[_i].offered * INSTANT_DAY);
	ck_assert_msg(survey_may_offer(&f) == offer_rows[_i].wanted, "%s", offer_rows[_i].name);
}
END_TEST

/* ---- at the shop's doors ---- */

static struct browser staff;
static uint64_t survey;

static void ask(struct survey_question q)
{
	ck_assert_int_eq(survey_put_question(&shop, survey, -1, &q), SURVEY_OK);
}

static void setup(void)
{
	struct survey s = { .title = "After", .audience = AFTER_AN_ORDER };

	door_setup();
	staff = door_staff(1);
	survey = survey_make(&shop, &s);
	ask((struct survey_question){ .kind = SURVEY_NPS });
	ask((struct survey_question){ .kind = SURVEY_TEXT, .text = { "Why?", "为什么？" } });
	ck_assert_int_eq(survey_publish(&shop, survey), SURVEY_OK);
}

static void say(const struct order *o, uint64_t customer_id, struct survey_answer is)
{
	struct survey_said said = { .survey_id = survey,
				    .order_id = o ? o->id : 0,
				    .customer_id = customer_id,
				    .way = o ? WAY_ORDER : WAY_LINK,
				    .answer = is };
	uint64_t response;
	int next;

	ck_assert_int_eq(survey_say(&shop, &said, &response, &next), SURVEY_OK);
}

static int64_t items(const char *where)
{
	return support_number(door_path("SELECT COUNT(*) FROM feedback_item WHERE %s", where));
}

static const char *newest(void)
{
	return door_path("/desk/inbox/%lld",
			 (long long)support_number("SELECT MAX(id) FROM feedback_item"));
}

static void resolve(void)
{
	const char *page = newest();

	browser_get(&staff, page);
	door_want(door_post(&staff, door_path("%s/resolve", page), "outcome=answered"), 303);
}

START_TEST(a_low_score_comes_to_the_inbox_with_its_words)
{
	struct order *o = door_order("A", 2);
	struct answer *page;

	say(o, 0, (struct survey_answer){ .num = 1, .value = 7 });
	ck_assert_int_eq(items("1 = 1"), 0);
	say(o, 0, (struct survey_answer){ .num = 1, .value = 0 });
	ck_assert_int_eq(items("source = 3 AND nps = 0 AND score = 0 AND body IS NULL AND state = "
			       "0 AND due_at < '9000-01-01' AND order_id IS NOT NULL"),
			 1);
	ck_assert(!feedback_read_items(&shop));
	say(o, 0, (struct survey_answer){ .num = 2, .body = "The box leaked" });
	ck_assert_int_eq(items("body = 'The box leaked' AND read_at IS NULL"), 1);
	ck_assert(!feedback_read_items(&shop));
	ck_assert_int_eq(items("topics & 1"), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM feedback_item_event"), 1);
	page = browser_get(&staff, newest());
	door_shows(page, "NPS 0");
	door_shows(page, "Why?");
	door_shows(browser_get(&staff, "/desk/inbox?view=low&source=survey"), "NPS 0");
	/* the same answers once more call nobody; others of what is resolved do */
	resolve();
	say(o, 0, (struct survey_answer){ .num = 1, .value = 0 });
	ck_assert_int_eq(items("state = 3"), 1);
	say(o, 0, (struct survey_answer){ .num = 2, .body = "It leaked again" });
	ck_assert_int_eq(items("state = 1 AND body = 'It leaked again'"), 1);
	shop_check();
}
END_TEST

/* Whom nobody knows nobody can answer, but what they say is looked into. */
START_TEST(without_a_name_it_comes_there_too)
{
	struct answer *page;

	say(NULL, 0, (struct survey_answer){ .num = 1, .value = 1 });
	ck_assert_int_eq(items("source = 3 AND nps = 1 AND customer_id IS NULL AND state = 0"), 1);
	door_shows(browser_get(&staff, "/desk/inbox?view=low"), "Without a name");
	page = browser_get(&staff, newest());
	door_shows(page, "nobody can be answered or written to");
	door_hides(page, "name=\"body\"");
	door_hides(page, "/compensate");
	door_want(door_post(&staff, door_path("%s/answer", newest()), "body=Sorry"), 409);
	/* another one without a name is somebody else */
	say(NULL, 0, (struct survey_answer){ .num = 1, .value = 2 });
	ck_assert_int_eq(items("customer_id IS NULL"), 2);
	resolve();
	ck_assert_int_eq(items("state = 3"), 1);
	shop_check();
}
END_TEST

START_TEST(what_is_open_of_the_order_hears_it)
{
	struct order *o = door_order("A", 2);
	struct item_draft d = { .customer_id = o->customer_id,
				.order_id = o->id,
				.source = ITEM_MESSAGE,
				.body = "Where is it?" };

	(void)message_from_customer(&shop, &d, MESSAGE_BY_PAGE);
	say(o, 0, (struct survey_answer){ .num = 1, .value = 6 });
	ck_assert_int_eq(items("source = 0 AND nps = 6 AND body = 'Where is it?' AND response_id "
			       "IS NOT NULL"),
			 1);
	ck_assert_int_eq(items("1 = 1"), 1);
	shop_check();
}
END_TEST

/* Handed over, whether there was anybody to take it or not. */
static int64_t left(void)
{
	return support_number("SELECT COUNT(*) FROM outbox WHERE template = 'tier' AND (state = 2 "
			      "OR last_error IS NOT NULL)");
}

static void tell_tier(const struct order *o)
{
	struct tier_news news = {
		.step = "up", .by = "spent", .is = { "Gold", "金卡" }, .lowers_at = INSTANT_NONE
	};

	(void)door_customer(o);
	notify_tier(&shop, o->customer_id, &news);
}

START_TEST(nobody_markets_to_who_is_unhappy)
{
	struct order *o = door_order("A", 2);

	ck_assert(!feedback_stops_marketing(&shop, o->customer_id));
	say(o, 0, (struct survey_answer){ .num = 1, .value = 6 });
	ck_assert(feedback_stops_marketing(&shop, o->customer_id));
	tell_tier(o);
	(void)notify_deliver(&shop, 50);
	ck_assert_int_eq(left(), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE template = 'tier' AND "
					"state = 0 AND run_at > created_at + INTERVAL 23 HOUR"),
			 1);
	resolve();
	ck_assert(!feedback_stops_marketing(&shop, o->customer_id));
	support_sql("UPDATE outbox SET run_at = created_at WHERE state = 0");
	(void)notify_deliver(&shop, 50);
	ck_assert_int_eq(left(), 1);
	/* what waited for two weeks is no news */
	tell_tier(o);
	support_sql("UPDATE outbox SET created_at = created_at - INTERVAL 15 DAY WHERE state = 0");
	(void)notify_deliver(&shop, 50);
	ck_assert_int_eq(left(), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE template = 'tier' AND "
					"state = 5"),
			 1);
}
END_TEST

START_TEST(an_offer_counts_whether_it_is_answered_or_not)
{
	struct order *o = door_order("A", 2), *other = door_order("B", 1);
	struct browser b = door_nobody();
	struct item_draft d = { .customer_id = o->customer_id,
				.order_id = o->id,
				.source = ITEM_MESSAGE,
				.body = "Where is it?" };

	ck_assert_uint_eq(o->customer_id, other->customer_id);
	(void)message_from_customer(&shop, &d, MESSAGE_BY_PAGE);
	door_want(browser_get(&b, door_link(o, "/survey")), 409);
	resolve();
	door_want(browser_get(&b, door_link(o, "/survey")), 303);
	door_want(browser_get(&b, door_link(o, "/survey")), 303);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM survey_offer"), 1);
	door_want(browser_get(&b, door_link(other, "/survey")), 409);
	support_sql("UPDATE survey_offer SET at = at - INTERVAL 31 DAY");
	door_want(browser_get(&b, door_link(other, "/survey")), 303);
	shop_check();
}
END_TEST

Suite *feedback_survey_call_suite(void)
{
	Suite *s = suite_create("feedback_survey_call");
	TCase *rules = tcase_create("rules"), *tc = tcase_create("doors");

	tcase_add_loop_test(rules, a_low_score_calls, 0, N(low_rows));
	tcase_add_loop_test(rules, a_survey_is_offered_so_often, 0, N(offer_rows));
	suite_add_tcase(s, rules);
	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, a_low_score_comes_to_the_inbox_with_its_words);
	tcase_add_test(tc, without_a_name_it_comes_there_too);
	tcase_add_test(tc, what_is_open_of_the_order_hears_it);
	tcase_add_test(tc, nobody_markets_to_who_is_unhappy);
	tcase_add_test(tc, an_offer_counts_whether_it_is_answered_or_not);
	suite_add_tcase(s, tc);
	return s;
}
