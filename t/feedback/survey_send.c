/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Surveys that customers are written to about: whom, how often, what the message says, and what
 * comes back by its link. */
#include "feedback/survey_send.h"
#include "feedback/item.h"
#include "member/member.h"
#include "notify/mail.h"
#include "order/door.h"

static struct browser staff;
static struct order *annes, *bos;
static struct survey survey;

static void agrees(uint64_t customer_id)
{
	customer_chose(&shop, customer_id, CONSENT_OFFERS, CONSENT_BY_EMAIL, true,
		       CONSENT_IN_ACCOUNT);
}

static void put_in_tier(uint64_t customer_id, uint64_t tier_id)
{
	support_sql(door_path("REPLACE INTO member_account (customer_id, pending, usable, debt, "
			      "tier_id) VALUES (%llu, 0, 0, 0, %llu)",
			      (unsigned long long)customer_id, (unsigned long long)tier_id));
}

static void setup(void)
{
	struct order_draft d;

	door_setup();
	staff = door_staff(1);
	annes = door_order("A", 1);
	d = door_draft("B", 1);
	d.contact.phone = "13900000777";
	d.contact.email = "bo@mail.example";
	bos = door_order_of(d);
	ck_assert_uint_ne(annes->customer_id, bos->customer_id);
	agrees(annes->customer_id);
	ck_assert_int_eq(customer_tag_add(&shop, annes->customer_id, "vip"), TAG_OK);
	ck_assert_int_eq(customer_tag_add(&shop, bos->customer_id, "vip"), TAG_OK);
}

/* Published, with this question first; its first day was yesterday. */
static void send_to(enum survey_audience audience, uint64_t of, int months,
		    struct survey_question q)
{
	struct survey s = { .title = "Sent",
			    .audience = audience,
			    .send = { .audience_id = of,
				      .first_on = instant_add(shop.now, -INSTANT_DAY),
				      .every_months = months } };

	s.id = survey_make(&shop, &s);
	ck_assert_int_eq(survey_put_question(&shop, s.id, -1, &q), SURVEY_OK);
	ck_assert_int_eq(survey_put_question(&shop, s.id, -1,
					     &(struct survey_question){
						     .kind = SURVEY_TEXT,
						     .text = { "Why?", "为什么？" } }),
			 SURVEY_OK);
	ck_assert_int_eq(survey_publish(&shop, s.id), SURVEY_OK);
	ck_assert(survey_get(&shop, s.id, &survey));
}

static uint64_t vip(void)
{
	return survey_audience_tag(&shop, "vip");
}

static void send_to_vip(int months)
{
	send_to(WITH_A_TAG, vip(), months,
		(struct survey_question){ .kind = SURVEY_NPS, .required = true });
}

static int64_t sent(const char *template)
{
	return support_number(
		door_path("SELECT COUNT(*) FROM outbox WHERE template = '%s'", template));
}

static int64_t spared(enum survey_spared why)
{
	return support_number(
		door_path("SELECT COUNT(*) FROM survey_invite WHERE spared = %d", (int)why));
}

/* The planned round, whenever it is. */
static void next_round(void)
{
	support_sql("UPDATE survey SET next_at = '2020-01-01'");
	while (feedback_send_surveys(&shop))
		;
}

static struct message newest(const char *template)
{
	size_t n;
	const struct message *m = outbox_list(&shop, -1, INT64_MAX, 50, &n);

	while (n > 0 && strcmp(m->template, template) != 0)
		m++, n--;
	ck_assert_msg(n > 0, "no message %s", template);
	return *m;
}

/* Below the shop's address. */
static const char *link_in(const struct message *m)
{
	const cJSON *data = json_read_own(arena_strdup(shop.arena, m->data));

	return strstr(json_get_text(data, "link"), "/survey/");
}

static const char *link_of(const char *template)
{
	struct message m = newest(template);

	return link_in(&m);
}

/* Whose it is. */
static const char *link_to(const struct order *o)
{
	size_t n;
	const struct message *m = outbox_list(&shop, -1, INT64_MAX, 50, &n);

	while (n > 0 &&
	       (strcmp(m->template, "survey_ask") != 0 || m->customer_id != o->customer_id))
		m++, n--;
	ck_assert_msg(n > 0, "no message to %s", o->number);
	return link_in(m);
}

/* ---- rounds ---- */

START_TEST(who_bears_the_tag_and_agreed_is_asked_once_a_round)
{
	send_to_vip(1);
	ck_assert(!feedback_send_surveys(&shop));
	ck_assert_int_eq(sent("survey_ask"), 1);
	ck_assert_uint_eq(newest("survey_ask").customer_id, annes->customer_id);
	ck_assert_int_eq(spared(SPARED_UNWANTED), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM survey WHERE round = 1 AND choosing "
					"= 0 AND next_at > UTC_TIMESTAMP(6)"),
			 1);
	ck_assert(!feedback_send_surveys(&shop));
	ck_assert_int_eq(sent("survey_ask"), 1);
	/* the next round comes too soon for who was asked */
	next_round();
	ck_assert_int_eq(sent("survey_ask"), 1);
	ck_assert_int_eq(spared(SPARED_LATELY), 1);
	support_sql("UPDATE survey_invite SET at = at - INTERVAL 31 DAY");
	agrees(bos->customer_id);
	next_round();
	ck_assert_int_eq(sent("survey_ask"), 3);
	ck_assert_int_eq(support_number("SELECT round FROM survey"), 3);
	shop_check_all();
}
END_TEST

START_TEST(a_batch_that_broke_off_asks_nobody_twice)
{
	send_to_vip(0);
	agrees(bos->customer_id);
	ck_assert(!feedback_send_surveys(&shop));
	ck_assert_int_eq(sent("survey_ask"), 2);
	/* as if the place had not been written */
	support_sql("UPDATE survey SET choosing = 1, place_id = 0");
	ck_assert(!feedback_send_surveys(&shop));
	ck_assert_int_eq(sent("survey_ask"), 2);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM survey_invite"), 2);
	ck_assert_int_eq(support_number("SELECT next_at IS NULL FROM survey"), 1);
	door_hides(browser_get(&staff,
			       door_path("/desk/surveys/%llu", (unsigned long long)survey.id)),
		   "Then again");
}
END_TEST

START_TEST(who_refuses_what_goes_by_their_data_is_not_chosen)
{
	customer_chose(&shop, annes->customer_id, CONSENT_PERSONAL, CONSENT_NO_CHANNEL, false,
		       CONSENT_IN_ACCOUNT);
	send_to_vip(0);
	ck_assert(!feedback_send_surveys(&shop));
	ck_assert_int_eq(sent("survey_ask"), 0);
	ck_assert_int_eq(spared(SPARED_IMPERSONAL), 1);
}
END_TEST

START_TEST(nobody_is_asked_whom_the_shop_owes_an_answer)
{
	struct item_draft d = { .customer_id = annes->customer_id,
				.source = ITEM_MESSAGE,
				.body = "Where is it?" };

	(void)message_from_customer(&shop, &d, MESSAGE_BY_PAGE);
	send_to_vip(0);
	ck_assert(!feedback_send_surveys(&shop));
	ck_assert_int_eq(sent("survey_ask"), 0);
	ck_assert_int_eq(spared(SPARED_OPEN), 1);
}
END_TEST

START_TEST(nothing_goes_out_while_it_is_paused_or_full)
{
	const char *page;

	send_to_vip(1);
	page = door_path("/desk/surveys/%llu", (unsigned long long)survey.id);
	door_hides(browser_get(&staff, page), "Round 0");
	door_want(door_post(&staff, door_path("%s/pause", page), ""), 303);
	ck_assert(!feedback_send_surveys(&shop));
	ck_assert_int_eq(sent("survey_ask"), 0);
	door_shows(browser_get(&staff, page), "Paused");
	door_want(door_post(&staff, door_path("%s/pause", page), ""), 409);
	browser_get(&staff, page);
	door_want(door_post(&staff, door_path("%s/resume", page), ""), 303);
	/* the round of yesterday was missed meanwhile */
	ck_assert(!feedback_send_surveys(&shop));
	ck_assert_int_eq(sent("survey_ask"), 0);
	support_sql("UPDATE survey SET quota = 1, n_begun = 1");
	next_round();
	ck_assert_int_eq(sent("survey_ask"), 0);
	support_sql("UPDATE survey SET quota = 0, n_begun = 0");
	next_round();
	ck_assert_int_eq(sent("survey_ask"), 1);
}
END_TEST

/* ---- tiers and views ---- */

START_TEST(a_tier_and_those_above_are_asked)
{
	struct tier t = { .name = { "Silver", "银卡" },
			  .more = { "", "" },
			  .entry = 1000,
			  .stay = 1000,
			  .rate = 100,
			  .free_shipping_over = -1 };
	uint64_t silver, gold;

	ck_assert_int_eq(tier_add(&shop, &t, &silver), TIER_OK);
	t.name[LANG_EN] = "Gold";
	t.name[LANG_ZH] = "金卡";
	t.entry = t.stay = 5000;
	ck_assert_int_eq(tier_add(&shop, &t, &gold), TIER_OK);
	shop_app->settings.tiers = 2;
	agrees(bos->customer_id);
	put_in_tier(annes->customer_id, silver);
	put_in_tier(bos->customer_id, gold);
	send_to(FROM_A_TIER, gold, 0, (struct survey_question){ .kind = SURVEY_NPS });
	ck_assert(!feedback_send_surveys(&shop));
	ck_assert_int_eq(sent("survey_ask"), 1);
	ck_assert_uint_eq(newest("survey_ask").customer_id, bos->customer_id);
	support_sql("UPDATE survey_invite SET at = at - INTERVAL 31 DAY");
	send_to(FROM_A_TIER, silver, 0, (struct survey_question){ .kind = SURVEY_NPS });
	ck_assert(!feedback_send_surveys(&shop));
	ck_assert_int_eq(sent("survey_ask"), 3);
}
END_TEST

START_TEST(a_saved_view_is_read_as_it_is_now)
{
	support_sql("INSERT INTO order_view (id, owner_id, shared, name, query, created_at, list) "
		    "VALUES (11, 1, 0, 'Guests', 'view=all&tag=vip&orders_from=5', "
		    "UTC_TIMESTAMP(6), 1), (12, 1, 0, 'All', 'view=all', UTC_TIMESTAMP(6), 0)");
	agrees(bos->customer_id);
	send_to(IN_A_VIEW, 11, 1, (struct survey_question){ .kind = SURVEY_NPS });
	ck_assert(!feedback_send_surveys(&shop));
	ck_assert_int_eq(sent("survey_ask"), 0);
	support_sql("UPDATE order_view SET query = 'view=all&tag=vip' WHERE id = 11");
	next_round();
	ck_assert_int_eq(sent("survey_ask"), 2);
	/* of orders, whose they are, each once */
	(void)door_order("A", 2);
	support_sql("UPDATE survey_invite SET at = at - INTERVAL 31 DAY");
	send_to(IN_A_VIEW, 12, 1, (struct survey_question){ .kind = SURVEY_NPS });
	ck_assert(!feedback_send_surveys(&shop));
	ck_assert_int_eq(sent("survey_ask"), 4);
	/* one that nobody can read any more keeps no other one back */
	support_sql("UPDATE order_view SET query = 'orders_from=many' WHERE id = 11");
	support_sql("UPDATE survey_invite SET at = at - INTERVAL 31 DAY");
	next_round();
	ck_assert_int_eq(sent("survey_ask"), 6);
	support_sql("DELETE FROM order_view");
	next_round();
	door_shows(browser_get(&staff,
			       door_path("/desk/surveys/%llu", (unsigned long long)survey.id)),
		   "There is no such tag, tier or view any more");
}
END_TEST

/* ---- after a solved item ---- */

static const char *open_item(const struct order *o)
{
	struct item_draft d = { .customer_id = o->customer_id,
				.order_id = o->id,
				.source = ITEM_MESSAGE,
				.body = "Where is it?" };

	return door_path("/desk/inbox/%llu",
			 (unsigned long long)message_from_customer(&shop, &d, MESSAGE_BY_PAGE));
}

static void act(const char *item, const char *what, const char *fields)
{
	browser_get(&staff, item);
	door_want(door_post(&staff, door_path("%s/%s", item, what), fields), 303);
}

START_TEST(whose_item_was_solved_is_asked_a_while_later)
{
	const char *mine, *bo;
	struct mail mail;
	struct message m;

	send_to(AFTER_A_SOLVED_ITEM, 0, 0,
		(struct survey_question){ .kind = SURVEY_CES, .text = { "solve it", "解决问题" } });
	mine = open_item(annes);
	bo = open_item(bos);
	act(mine, "resolve", "outcome=answered");
	act(bo, "resolve", "outcome=answered");
	ck_assert(!feedback_send_surveys(&shop));
	ck_assert_int_eq(sent("survey_solved"), 0);
	act(bo, "reopen", "");
	shop_pass(2);
	ck_assert(!feedback_send_surveys(&shop));
	ck_assert(!feedback_send_surveys(&shop));
	ck_assert_int_eq(sent("survey_solved"), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM survey_invite WHERE round = 0 AND "
					"item_id IS NOT NULL"),
			 1);
	m = newest("survey_solved");
	ck_assert_uint_eq(m.customer_id, annes->customer_id);
	ck_assert(mail_render(&shop, &m, &mail));
	ck_assert_ptr_nonnull(strstr(mail.html, "&amp;a=7"));
	ck_assert_ptr_nonnull(strstr(mail.text, "&a=7"));
	/* it is about the order that the item was about */
	door_want(browser_get(&staff, link_of("survey_solved")), 200);
}
END_TEST

/* ---- the message, and its link ---- */

static void check_mail(enum lang lang, const char *words)
{
	struct message m = newest("survey_ask");
	struct brief brief;
	struct mail mail;

	m.lang = lang;
	ck_assert(mail_render(&shop, &m, &mail));
	ck_assert_msg(strstr(mail.html, words) && strstr(mail.text, words), "%s", mail.text);
	ck_assert_ptr_nonnull(strstr(mail.html, "&amp;q=1&amp;a=2\""));
	ck_assert_ptr_nonnull(strstr(mail.text, "&q=1&a=2\n"));
	ck_assert_ptr_nonnull(strstr(mail.text, "/messages/"));
	ck_assert_ptr_null(strstr(mail.text, "&amp;"));
	ck_assert(mail_render_brief(&shop, &m, NULL, 0, &brief));
	ck_assert_ptr_nonnull(strstr(brief.text, "/survey/"));
}

static const struct {
	const char *name;
	struct survey_question q;
	const char *en, *zh;
} firsts[] = {
	{ "NPS", { .kind = SURVEY_NPS }, "How likely are you to recommend", "有多大可能" },
	{ "stars",
	  { .kind = SURVEY_CSAT, .text = { "delivery", "配送" } },
	  "How satisfied are you with delivery?",
	  "配送" },
	{ "choices",
	  { .kind = SURVEY_SINGLE,
	    .text = { "Which?", "哪个？" },
	    .choices = { "Tea\nCoffee", "茶\n咖啡" } },
	  "Coffee",
	  "咖啡" },
};

START_TEST(the_message_asks_the_first_question)
{
	send_to(WITH_A_TAG, vip(), 0, firsts[_i].q);
	ck_assert(!feedback_send_surveys(&shop));
	check_mail(LANG_EN, firsts[_i].en);
	check_mail(LANG_ZH, firsts[_i].zh);
}
END_TEST

START_TEST(what_has_no_few_answers_is_a_link_alone)
{
	struct message m;
	struct mail mail;

	send_to(WITH_A_TAG, vip(), 0,
		(struct survey_question){ .kind = SURVEY_TEXT, .text = { "And?", "还有吗？" } });
	ck_assert(!feedback_send_surveys(&shop));
	m = newest("survey_ask");
	ck_assert(mail_render(&shop, &m, &mail));
	ck_assert_ptr_nonnull(strstr(mail.text, "/survey/"));
	ck_assert_ptr_null(strstr(mail.text, "&a="));
}
END_TEST

/* The answer to a form of the page at this address; where it leads. */
static const char *say(struct browser *b, const char *at, const char *fields)
{
	const char *k = strstr(at, "k=") + 2;
	struct answer *a;

	browser_get(b, at);
	a = door_post(b, door_path("/survey/%s", survey.code),
		      door_path("%s&k=%s", fields, arena_strndup(shop.arena, k, strcspn(k, "&"))));
	door_want(a, 303);
	return answer_header(a, "Location");
}

START_TEST(a_link_is_one_customers_and_counts_once_it_is_sent)
{
	struct browser b = door_nobody();
	const char *link, *at, *page;

	send_to_vip(1);
	ck_assert(!feedback_send_surveys(&shop));
	link = link_of("survey_ask");
	door_want(browser_get(&b, door_path("/survey/%s", survey.code)), 403);
	door_want(browser_get(&b, door_path("/survey/%s?k=i1-x", survey.code)), 404);
	/* a program that opens it changes nothing */
	door_shows(browser_get(&b, door_path("%s&q=1&a=9", link)), "value=\"9\" checked");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM survey_response"), 0);
	at = say(&b, link, "q=1&answer=9");
	door_shows(browser_get(&b, at), "Why?");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM survey_response r JOIN survey_invite "
					"i ON i.id = r.invite_id AND i.customer_id = r.customer_id "
					"WHERE r.way = 2"),
			 1);
	/* from another device it goes on where it was */
	b = door_nobody();
	(void)say(&b, link, "q=1&answer=10");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM survey_response"), 1);
	ck_assert_int_eq(support_number("SELECT value FROM survey_answer"), 10);
	page = door_path("/desk/surveys/%llu", (unsigned long long)survey.id);
	door_shows(browser_get(&staff, page), "1 has answered.");
	door_shows(browser_get(&staff, page), "did not agree to such messages");
	shop_check_all();
	/* the next round's link begins anew */
	support_sql("UPDATE survey_invite SET at = at - INTERVAL 31 DAY");
	support_sql("UPDATE survey_response SET created_at = created_at - INTERVAL 31 DAY");
	next_round();
	ck_assert_int_eq(sent("survey_ask"), 2);
	(void)say(&b, link_of("survey_ask"), "q=1&answer=0");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM survey_response"), 2);
}
END_TEST

/* ---- at the desk ---- */

static const struct {
	const char *name, *fields, *error;
} wrong[] = {
	{ "no tag", "audience=tag&tag=", "/tag required" },
	{ "a tag that nobody made", "audience=tag&tag=nobody", "/tag unknown" },
	{ "no tier", "audience=tier&tier=", "/tier required" },
	{ "a tier that is none", "audience=tier&tier=7", "/tier required" },
	{ "no view", "audience=view", "/view required" },
	{ "somebody else's view", "audience=view&view=13", "/view required" },
	{ "too seldom", "audience=solved&every_months=37", "/every_months out_of_range" },
	{ "no day", "audience=tag&tag=vip&first_on=2026-02-30", "/first_on not_a_date" },
};

START_TEST(the_desk_says_beside_the_field_what_cannot_be)
{
	support_sql("INSERT INTO order_view (id, owner_id, shared, name, query, created_at, list) "
		    "VALUES (13, 2, 0, 'Theirs', 'view=all', UTC_TIMESTAMP(6), 1)");
	browser_get(&staff, "/desk/surveys/new");
	for (int i = 0; i < N(wrong); i++) {
		struct answer *a = door_post_tree(&staff, "/desk/surveys",
						  door_path("title=Yearly&%s", wrong[i].fields));

		ck_assert_msg(!strcmp(door_error(a), wrong[i].error), "%s: %s", wrong[i].name,
			      door_error(a));
		browser_get(&staff, "/desk/surveys/new");
	}
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM survey"), 0);
	door_want(door_post(&staff, "/desk/surveys",
			    "title=Yearly&audience=tag&tag=vip&first_on=2031-01-31&every_months=6"),
		  303);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM survey WHERE next_at = '2031-01-31 "
					"01:00:00' AND audience_id > 0"),
			 1);
	door_shows(browser_get(&staff, "/desk/surveys"), "next on");
	door_shows(browser_get(&staff,
			       door_path("/desk/surveys/%lld",
					 (long long)support_number("SELECT id FROM survey"))),
		   "Then again every 6 months.");
}
END_TEST

/* ---- results ---- */

START_TEST(results_know_the_tier_of_then_and_how_it_went)
{
	struct tier t = { .name = { "Gold", "金卡" },
			  .more = { "", "" },
			  .entry = 5000,
			  .stay = 5000,
			  .rate = 100,
			  .free_shipping_over = -1 };
	struct browser b = door_nobody();
	const char *page;
	uint64_t gold;

	ck_assert_int_eq(tier_add(&shop, &t, &gold), TIER_OK);
	shop_app->settings.tiers = 1;
	agrees(bos->customer_id);
	put_in_tier(annes->customer_id, gold);
	send_to_vip(0);
	ck_assert(!feedback_send_surveys(&shop));
	ck_assert_int_eq(sent("survey_ask"), 2);
	(void)say(&b, link_to(annes), "q=1&answer=9");
	(void)say(&b, link_to(bos), "q=1&answer=0");
	/* what they are now does not count */
	support_sql("UPDATE member_account SET tier_id = NULL");
	page = door_path("/desk/surveys/%llu/results", (unsigned long long)survey.id);
	door_shows(browser_get(&staff, door_path("%s?by=tier", page)), ">Gold<");
	door_shows(browser_get(&staff, door_path("%s?by=tier", page)), ">In no tier<");
	door_hides(browser_get(&staff, page), "Score by month");
	support_sql("UPDATE survey_response SET created_at = created_at - INTERVAL 40 DAY ORDER BY "
		    "id LIMIT 1");
	door_shows(browser_get(&staff, page), "Score by month as a table");
	door_shows(browser_get(&staff, door_path("%s?by=month", page)), "class=\"plot h-s\"");
	support_sql("DELETE FROM member_tier");
	door_shows(browser_get(&staff, door_path("%s?by=tier", page)), "A tier that is no more");
}
END_TEST

Suite *feedback_survey_send_suite(void)
{
	Suite *s = suite_create("feedback_survey_send");
	TCase *tc = tcase_create("doors");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, who_bears_the_tag_and_agreed_is_asked_once_a_round);
	tcase_add_test(tc, a_batch_that_broke_off_asks_nobody_twice);
	tcase_add_test(tc, who_refuses_what_goes_by_their_data_is_not_chosen);
	tcase_add_test(tc, nobody_is_asked_whom_the_shop_owes_an_answer);
	tcase_add_test(tc, nothing_goes_out_while_it_is_paused_or_full);
	tcase_add_test(tc, a_tier_and_those_above_are_asked);
	tcase_add_test(tc, a_saved_view_is_read_as_it_is_now);
	tcase_add_test(tc, whose_item_was_solved_is_asked_a_while_later);
	tcase_add_loop_test(tc, the_message_asks_the_first_question, 0, N(firsts));
	tcase_add_test(tc, what_has_no_few_answers_is_a_link_alone);
	tcase_add_test(tc, a_link_is_one_customers_and_counts_once_it_is_sent);
	tcase_add_test(tc, the_desk_says_beside_the_field_what_cannot_be);
	tcase_add_test(tc, results_know_the_tier_of_then_and_how_it_went);
	suite_add_tcase(s, tc);
	return s;
}
