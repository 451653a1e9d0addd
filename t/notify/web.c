/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outbox as staff see it, and the page for who lost the order number. */
#include "notify/mail.h"
#include "order/door.h"

#define LOST "If somebody has ordered with that address"

static int64_t waiting(const char *template)
{
	return support_number(
		door_path("SELECT COUNT(*) FROM outbox WHERE template = '%s' AND state = 0",
			  template));
}

/* A message of the shop's, as if it had gone that way. */
static const char *message(const char *template, const char *state)
{
	int64_t id =
		support_number(door_path("SELECT id FROM outbox WHERE template = '%s'", template));

	ck_assert_int_ne(id, 0);
	support_sql(door_path("UPDATE outbox SET %s WHERE id = %lld", state, (long long)id));
	return door_path("/desk/outbox/%lld", (long long)id);
}

#define FAILED "state = 3, tries = 9, last_error = 'nobody answers'"
#define SENT   "state = 2, sent_at = UTC_TIMESTAMP(6)"

static const cJSON *listed(struct browser *b, const char *query)
{
	return json_get(door_tree(b, door_path("/desk/outbox%s", query)), "messages");
}

START_TEST(staff_see_what_waits_and_what_failed)
{
	struct browser b = door_staff(1);
	struct answer *a;

	door_order("A", 1);
	ck_assert_int_eq(waiting("placed"), 1);
	ck_assert_int_eq(cJSON_GetArraySize(listed(&b, "")), 1);
	ck_assert_int_eq(cJSON_GetArraySize(listed(&b, "?state=waiting")), 1);
	ck_assert_int_eq(cJSON_GetArraySize(listed(&b, "?state=failed")), 0);
	ck_assert_int_eq(cJSON_GetArraySize(listed(&b, "?state=moon")), 1);
	message("placed", FAILED);
	ck_assert_int_eq(cJSON_GetArraySize(listed(&b, "?state=failed")), 1);
	a = browser_get(&b, "/desk/outbox");
	door_want(a, 200);
	door_shows(a, "nobody answers");
	door_hides(a, MAIL);
	door_want(browser_get(&b, "/desk/outbox?state=sent&after=x"), 200);
}
END_TEST

START_TEST(a_long_list_has_pages)
{
	struct browser b = door_staff(1);
	const cJSON *next;
	cJSON *tree;

	support_sql("INSERT INTO outbox (id, event_id, template, recipient, lang, state, run_at, "
		    "created_at) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
		    "WHERE i < 51) SELECT i, i, 'placed', 'a@mail.example', 'en', 2, "
		    "UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) FROM n");
	tree = door_tree(&b, "/desk/outbox");
	ck_assert_int_eq(cJSON_GetArraySize(json_get(tree, "messages")), 50);
	next = json_get(json_get(tree, "pager"), "next");
	ck_assert_str_eq(cJSON_GetStringValue(next), "2");
	tree = door_tree(&b, "/desk/outbox?after=2");
	ck_assert_int_eq(cJSON_GetArraySize(json_get(tree, "messages")), 1);
	ck_assert(!cJSON_GetStringValue(json_get(json_get(tree, "pager"), "next")));
}
END_TEST

START_TEST(staff_read_what_a_message_says)
{
	struct browser b = door_staff(1);
	struct order *o = door_order("A", 1);
	struct answer *a = browser_get(&b, message("placed", SENT));

	door_want(a, 200);
	door_shows(a, door_path("Thank you for your order %s", o->number));
	door_hides(a, MAIL);
}
END_TEST

/* Sent, and the order cancelled behind it: it stays as it went out. */
START_TEST(what_was_sent_is_read_as_it_was_sent)
{
	struct browser b = door_staff(1);
	struct order *o = door_order("A", 1);
	const char *path = message("placed", "run_at = '2020-01-01'");
	struct order_answer did;
	struct answer *a;

	ck_assert_int_eq(notify_deliver(&shop, 20), 1);
	ck_assert_int_eq(waiting("placed"), 0);
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ o->id, 0 }, "other", &did),
			 ORDER_OK);
	a = browser_get(&b, path);
	door_shows(a, "- Thing A ×1");
	door_shows(a, "Total  ¥10.00");
	door_hides(a, "¥0.00");
	door_hides(a, "were not kept");
	/* a row from before words were kept */
	a = browser_get(&b, message("placed", "said = NULL"));
	door_shows(a, "The words that were sent were not kept");
	door_hides(a, "×0");
}
END_TEST

/* A code lets in, a list opens every order: they are for nobody but the one who asked. */
START_TEST(what_lets_in_is_not_shown)
{
	struct browser b = door_staff(1);
	struct order *o = door_order("A", 1);
	struct answer *a;

	notify_sign_in_code(&shop, 1, CHANNEL_EMAIL, MAIL, LANG_EN, "246813");
	notify_order_list(&shop, MAIL, LANG_EN);
	a = browser_get(&b, message("sign_in_code", FAILED));
	door_shows(a, "Only the recipient can read this message.");
	ck_assert(!answer_has_number(a, "246813"));
	a = browser_get(&b, message("order_list", FAILED));
	door_shows(a, "Only the recipient can read this message.");
	door_hides(a, door_k(o));
}
END_TEST

static int64_t logged(const char *kind)
{
	return support_number(door_path("SELECT COUNT(*) FROM security_event WHERE kind = '%s' AND "
					"actor_kind = %d AND actor_id IS NOT NULL",
					kind, ACTOR_STAFF));
}

START_TEST(a_failed_message_is_sent_again_once)
{
	struct browser b = door_staff(1);
	const char *path, *again;

	door_order("A", 1);
	path = message("placed", FAILED);
	again = door_path("%s/again", path);
	door_shows(browser_get(&b, path), "Send again");
	door_want(door_post(&b, again, ""), 303);
	ck_assert_int_eq(waiting("placed"), 1);
	ck_assert_int_eq(logged("message_resent"), 1);
	door_hides(browser_get(&b, path), "Send again");
	door_want(door_post_tree(&b, again, ""), 409);
	ck_assert_str_eq(door_code(door_post_tree(&b, again, "")), "not_failed");
}
END_TEST

START_TEST(all_that_failed_are_sent_again)
{
	struct browser b = door_staff(1);
	const char *code;

	door_order("A", 1);
	door_order("B", 1);
	notify_sign_in_code(&shop, 1, CHANNEL_EMAIL, MAIL, LANG_EN, "246813");
	door_want(door_post_tree(&b, "/desk/outbox/again", ""), 409);
	door_hides(browser_get(&b, "/desk/outbox?state=failed"), "messages again");
	support_sql("UPDATE outbox SET " FAILED);
	code = message("sign_in_code", FAILED);
	door_shows(browser_get(&b, "/desk/outbox?state=failed"), "Send all 2 messages again");
	door_hides(browser_get(&b, "/desk/outbox"), "messages again");
	door_want(door_post(&b, "/desk/outbox/again", ""), 303);
	ck_assert_int_eq(waiting("placed"), 2);
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM outbox WHERE state = 0 AND tries = 0"),
			 2);
	/* a code is of no use by then */
	ck_assert_int_eq(waiting("sign_in_code"), 0);
	door_hides(browser_get(&b, code), "Send again");
	door_want(door_post_tree(&b, door_path("%s/again", code), ""), 409);
	ck_assert_int_eq(logged("messages_resent"), 1);
	message("sign_in_code", SENT);
	door_want(door_post_tree(&b, "/desk/outbox/again", ""), 409);
}
END_TEST

START_TEST(there_is_no_other_message)
{
	static const char *const none[] = { "/desk/outbox/1", "/desk/outbox/x",
					    "/desk/outbox/18446744073709551615" };
	struct browser b = door_staff(1);

	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		door_want(browser_get(&b, none[i]), 404);
		door_want(door_post_tree(&b, door_path("%s/again", none[i]), ""), 409);
	}
}
END_TEST

START_TEST(messages_are_not_for_everybody)
{
	struct browser viewer = door_staff(2), nobody = door_nobody();
	const char *path;

	door_order("A", 1);
	path = message("placed", FAILED);
	door_want(browser_get(&viewer, "/desk/outbox"), 403);
	door_want(browser_get(&viewer, path), 403);
	door_want(door_post(&viewer, door_path("%s/again", path), ""), 403);
	door_want(door_post(&viewer, "/desk/outbox/again", ""), 403);
	door_want(browser_get(&nobody, "/desk/outbox"), 303);
	ck_assert_int_eq(waiting("placed"), 0);
}
END_TEST

/* ---- lost numbers ---- */

START_TEST(lost_numbers_are_sent_and_nobody_learns_whether)
{
	struct browser b = door_nobody();
	struct answer *known, *unknown;
	unsigned statements;

	door_order("A", 1);
	door_want(browser_get(&b, "/track/lost"), 200);
	known = door_post_tree(&b, "/track/lost", "email=anne.lin%40mail.example");
	statements = db_count(shop_app->db);
	ck_assert_int_eq(waiting("order_list"), 1);
	unknown = door_post_tree(&b, "/track/lost", "email=nobody%40mail.example");
	/* the same work for both: who reads it is looked up when it goes out */
	ck_assert_uint_eq(db_count(shop_app->db), statements);
	ck_assert_int_eq(waiting("order_list"), 2);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE template = 'order_list' "
					"AND data IS NOT NULL"),
			 0);
	door_want(known, 200);
	door_want(unknown, 200);
	ck_assert_str_eq(known->body, unknown->body);
	door_want(door_post(&b, "/track/lost", "email=nobody%40mail.example"), 303);
	door_shows(browser_get(&b, "/track"), LOST);
}
END_TEST

/* The page behind a link of that message, as the one who asked opens it. */
static int opens(const cJSON *order)
{
	const char *link = json_get_text(order, "link");

	ck_assert_ptr_nonnull(link);
	return support_request(shop_app, "GET", strstr(link, "/o/"), PAGES, ENGLISH, NULL)->status;
}

START_TEST(links_to_old_orders_open_them_for_a_day)
{
	struct order *old = door_order("A", 1), *open = door_order("A", 1);
	struct message m = {
		.template = "order_list", .recipient = MAIL, .lang = LANG_EN, .created_at = shop.now
	};
	const cJSON *orders, *first, *second;
	struct instant until;
	struct mail mail;

	support_sql(door_path("UPDATE orders SET delivered_at = '2011-07-01' WHERE id = %llu",
			      (unsigned long long)old->id));
	support_sql(door_path("UPDATE order_document SET link_until = '2011-07-31' WHERE order_id "
			      "= %llu",
			      (unsigned long long)old->id));
	door_want(support_request(shop_app, "GET", door_link(old, ""), PAGES, ENGLISH, NULL), 410);
	ck_assert(notify_fill_order_list(&shop, &m));
	orders = json_get(json_read_own(arena_strdup(shop.arena, m.data)), "orders");
	first = cJSON_GetArrayItem(orders, 0);
	second = cJSON_GetArrayItem(orders, 1);
	ck_assert_str_eq(json_get_text(first, "number"), open->number);
	ck_assert_ptr_null(json_get_text(first, "until"));
	ck_assert_int_eq(opens(first), 200);
	ck_assert_int_eq(opens(second), 200);
	ck_assert(instant_parse(json_get_text(second, "until"), &until));
	ck_assert_int_eq((until.us - shop.now.us) / INSTANT_HOUR, 24);
	ck_assert(mail_render(&shop, &m, &mail));
	ck_assert_ptr_nonnull(strstr(mail.text, "This link works until "));
	ck_assert_ptr_nonnull(strstr(mail.html, "This link works until "));
}
END_TEST

START_TEST(lost_numbers_need_an_address)
{
	struct browser b = door_nobody();

	door_want(door_post(&b, "/track/lost", ""), 422);
	ck_assert_str_eq(door_error(door_post_tree(&b, "/track/lost", "")), "/email required");
	door_want(door_post(&b, "/track/lost", "email=anne"), 422);
	ck_assert_int_eq(waiting("order_list"), 0);
}
END_TEST

START_TEST(an_address_is_written_to_three_times_in_a_while)
{
	struct browser b = door_nobody();

	door_order("A", 1);
	for (int i = 0; i < 3; i++)
		door_want(door_post(&b, "/track/lost", "email=anne.lin%40mail.example"), 303);
	door_want(door_post(&b, "/track/lost", "email=ANNE.lin%40mail.example"), 429);
	ck_assert_str_eq(door_error(door_post_tree(&b, "/track/lost",
						   "email=anne.lin%40mail.example")),
			 "/email too_many");
	door_want(door_post(&b, "/track/lost", "email=other%40mail.example"), 303);
}
END_TEST

Suite *notify_web_suite(void)
{
	Suite *s = suite_create("notify_web");
	TCase *tc = tcase_create("all");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_add_test(tc, staff_see_what_waits_and_what_failed);
	tcase_add_test(tc, a_long_list_has_pages);
	tcase_add_test(tc, staff_read_what_a_message_says);
	tcase_add_test(tc, what_was_sent_is_read_as_it_was_sent);
	tcase_add_test(tc, what_lets_in_is_not_shown);
	tcase_add_test(tc, a_failed_message_is_sent_again_once);
	tcase_add_test(tc, all_that_failed_are_sent_again);
	tcase_add_test(tc, there_is_no_other_message);
	tcase_add_test(tc, messages_are_not_for_everybody);
	tcase_add_test(tc, lost_numbers_are_sent_and_nobody_learns_whether);
	tcase_add_test(tc, links_to_old_orders_open_them_for_a_day);
	tcase_add_test(tc, lost_numbers_need_an_address);
	tcase_add_test(tc, an_address_is_written_to_three_times_in_a_while);
	suite_add_tcase(s, tc);
	return s;
}
