/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody is written to about: chosen in the account, by a message's link and by a mail
 * program's button; what was refused is not sent, what is necessary is. */
#include "notify/choice.h"
#include "notify/mail.h"
#include "order/door.h"

#define OTHER "bo.chen@mail.example"

static struct message first(const char *template)
{
	struct message m = { 0 };
	int64_t id =
		support_number(door_path("SELECT id FROM outbox WHERE template = '%s'", template));

	ck_assert(outbox_get(&shop, (uint64_t)id, &m));
	return m;
}

static const char *link_of(const char *template)
{
	struct message m = first(template);

	return choice_path(&shop, &m);
}

static const char *button_of(const char *template)
{
	struct message m = first(template);

	return choice_one_click_path(&shop, &m);
}

static void wants(const char *email, bool wanted)
{
	ck_assert_int_eq(choice_wants(&shop, email, TOPIC_DELIVERY), wanted);
}

static int64_t rows(const char *where)
{
	return support_number(door_path("SELECT COUNT(*) FROM message_choice WHERE %s", where));
}

/* As a mail program does: no page of ours before it, no cookie, another site. */
static struct answer *press_button(const char *path, const char *type, const char *body)
{
	return support_request(shop_app, "POST", path, "HTTP_SEC_FETCH_SITE=cross-site",
			       "HTTP_ORIGIN=https://mail.example",
			       arena_printf(shop.arena, "CONTENT_TYPE=%s", type),
			       arena_printf(shop.arena, "BODY=%s", body), NULL);
}

START_TEST(a_link_opens_the_choice_without_signing_in)
{
	struct browser b = door_nobody();
	struct answer *a;
	const char *path;

	door_order("A", 1);
	path = link_of("placed");
	a = browser_get(&b, path);
	door_want(a, 200);
	door_shows(a, "Always sent: these messages prove what you bought.");
	door_hides(a, MAIL);
	ck_assert(json_get_bool(door_tree(&b, path), "delivery"));
	wants(MAIL, true);
	door_want(door_post(&b, path, ""), 303);
	door_shows(browser_get(&b, path), "write no more about parcels");
	wants(MAIL, false);
	wants("Anne.Lin@Mail.Example", false);
	wants(OTHER, true);
	ck_assert(!json_get_bool(door_tree(&b, path), "delivery"));
	ck_assert_int_eq(rows("place = 2 AND wanted = 0 AND topic = 1"), 1);
	door_want(door_post(&b, path, "delivery=1"), 303);
	wants(MAIL, true);
	ck_assert_int_eq(rows("wanted = 1"), 1);
}
END_TEST

START_TEST(another_link_opens_nothing)
{
	struct browser b = door_nobody();
	struct message m;
	const char *path;

	door_order("A", 1);
	path = link_of("placed");
	m = first("placed");
	door_want(browser_get(&b, door_path("/messages/%llu", (unsigned long long)m.id)), 404);
	door_want(browser_get(&b, door_path("/messages/%llu?k=x", (unsigned long long)m.id)), 404);
	door_want(browser_get(&b, door_path("/messages/1?k=%s", strstr(path, "k=") + 2)), 404);
	door_want(browser_get(&b, "/messages/x?k=y"), 404);
	door_want(door_post_tree(&b, door_path("/messages/%llu?k=x", (unsigned long long)m.id), ""),
		  404);
	door_want(press_button(door_path("/messages/%llu/unsubscribe?k=x",
					 (unsigned long long)m.id),
			       "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"),
		  404);
	/* sent from another site's page it is a form without our token */
	door_want(press_button(path, "application/x-www-form-urlencoded", ""), 403);
	ck_assert_int_eq(rows("1"), 0);
	support_sql("DELETE FROM outbox");
	door_want(browser_get(&b, path), 404);
}
END_TEST

/* Whoever gets in by it would get it from nowhere else: there is none. */
START_TEST(a_code_has_no_link)
{
	struct message m;

	notify_sign_in_code(&shop, 1, CHANNEL_EMAIL, MAIL, LANG_EN, "246813");
	m = first("sign_in_code");
	ck_assert_ptr_null(choice_path(&shop, &m));
	ck_assert_ptr_null(choice_one_click_path(&shop, &m));
}
END_TEST

START_TEST(a_mail_programs_button_acts_at_once)
{
	static const struct {
		const char *type, *body;
	} sent[] = {
		{ "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click" },
		{ "multipart/form-data; boundary=b",
		  "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\n"
		  "One-Click\r\n--b--\r\n" },
	};
	struct browser b = door_nobody();
	const char *path;

	door_order("A", 1);
	path = button_of("placed");
	for (int i = 0; i < N(sent); i++) {
		support_sql("DELETE FROM message_choice");
		/* whoever opens links to look at them changes nothing */
		door_want(browser_get(&b, path), 200);
		ck_assert_int_eq(rows("1"), 0);
		door_want(press_button(path, sent[i].type, sent[i].body), 204);
		wants(MAIL, false);
		ck_assert_int_eq(rows("place = 3"), 1);
		door_want(press_button(path, sent[i].type, sent[i].body), 204);
		ck_assert_int_eq(rows("1"), 1);
	}
}
END_TEST

START_TEST(customers_choose_in_their_account)
{
	struct order *o = door_order("A", 1);
	struct browser b = door_customer(o), nobody = door_nobody();

	door_want(browser_get(&nobody, "/me/messages"), 303);
	door_shows(browser_get(&b, "/me/account"), "/me/messages");
	door_want(browser_get(&b, "/me/messages"), 200);
	ck_assert(json_get_bool(door_tree(&b, "/me/messages"), "delivery"));
	door_want(door_post(&b, "/me/messages", ""), 303);
	wants(MAIL, false);
	ck_assert_int_eq(rows("place = 1"), 1);
	door_want(door_post_tree(&b, "/me/messages", "delivery=1"), 204);
	wants(MAIL, true);
	ck_assert_str_eq(door_error(door_post_tree(&b, "/me/messages", "delivery=maybe")),
			 "/delivery not_a_choice");
	door_want(door_post(&b, "/me/messages", "delivery=maybe"), 422);
	wants(MAIL, true);
}
END_TEST

START_TEST(without_an_address_there_is_nothing_to_choose)
{
	struct browser b = door_customer(door_order("A", 1));

	support_sql("DELETE FROM customer_identity");
	support_sql("UPDATE customer_contact SET email = NULL, email_key = NULL");
	door_shows(browser_get(&b, "/me/messages"), "We have no email address of yours");
	ck_assert_str_eq(door_code(door_post_tree(&b, "/me/messages", "")), "no_email");
	ck_assert_int_eq(rows("1"), 0);
}
END_TEST

static int64_t messages(const char *template, int state)
{
	return support_number(
		door_path("SELECT COUNT(*) FROM outbox WHERE template = '%s' AND state = %d",
			  template, state));
}

START_TEST(what_was_refused_is_not_sent)
{
	struct browser b = door_staff(1);
	struct order *o = door_order("A", 1);

	choice_set(&shop, MAIL, TOPIC_DELIVERY, false, CHOICE_BY_LINK);
	shop_ship(o, "SF1000000000001");
	ck_assert_int_eq(messages("shipped", OUTBOX_WAITING), 1);
	support_sql("UPDATE outbox SET run_at = '2020-01-01'");
	ck_assert_int_eq(notify_deliver(&shop, 20), 2);
	ck_assert_int_eq(messages("placed", OUTBOX_SENT), 1);
	ck_assert_int_eq(messages("shipped", OUTBOX_UNWANTED), 1);
	door_shows(browser_get(&b, "/desk/outbox?state=unwanted"), "Not wanted");
	/* it has its message, as every event that promises one */
	shop_check();
}
END_TEST

static const char *composed(const char *template)
{
	struct message m = first(template);
	struct mail mail;
	size_t len;

	ck_assert(mail_render(&shop, &m, &mail));
	ck_assert_ptr_nonnull(strstr(mail.text, choice_path(&shop, &m)));
	ck_assert_ptr_nonnull(strstr(mail.html, choice_path(&shop, &m)));
	return mail_compose(&shop, &m, &mail, &len);
}

START_TEST(news_of_parcels_carry_the_button)
{
	static struct config https;
	struct order *o = door_order("A", 1);
	const char *mail, *wanted;

	shop_ship(o, "SF1000000000001");
	ck_assert_ptr_null(strstr(composed("shipped"), "List-Unsubscribe-Post"));
	https = *shop_app->config;
	https.base_url = "https://shop.example";
	shop_app->config = &https;
	mail = composed("shipped");
	wanted = door_path("\r\nList-Unsubscribe: <https://shop.example%s>\r\n"
			   "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
			   button_of("shipped"));
	ck_assert_msg(strstr(mail, wanted) != NULL, "%s", mail);
	ck_assert_ptr_null(strstr(composed("placed"), "List-Unsubscribe"));
}
END_TEST

Suite *notify_choice_web_suite(void)
{
	Suite *s = suite_create("notify_choice_web");
	TCase *tc = tcase_create("all");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_add_test(tc, a_link_opens_the_choice_without_signing_in);
	tcase_add_test(tc, another_link_opens_nothing);
	tcase_add_test(tc, a_code_has_no_link);
	tcase_add_test(tc, a_mail_programs_button_acts_at_once);
	tcase_add_test(tc, customers_choose_in_their_account);
	tcase_add_test(tc, without_an_address_there_is_nothing_to_choose);
	tcase_add_test(tc, what_was_refused_is_not_sent);
	tcase_add_test(tc, news_of_parcels_carry_the_button);
	suite_add_tcase(s, tc);
	return s;
}
