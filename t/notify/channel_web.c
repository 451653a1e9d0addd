/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's pages of the ways messages go: for who may, secrets never shown, tests with their
 * answers; and the short link that leads to an order. */
#include "notify/channel.h"
#include "notify/mail.h"
#include "order/door.h"

#define LIST "/desk/settings/messages"
#define GOOD                                                                                       \
	"is_on=1&url=https%3A%2F%2Fsms.example%2Fsend&format=json&headers=&good_member=code&"      \
	"good_value=0&body=%7B%22p%22%3A%22%7B%7Bto%7D%7D%22%2C%22t%22%3A%22%7B%7Btext%7D%7D%22%"  \
	"7D"

START_TEST(it_is_for_who_may)
{
	struct browser viewer = door_staff(2), nobody = door_nobody();

	door_want(browser_get(&viewer, LIST), 403);
	door_want(browser_get(&viewer, LIST "/sms"), 403);
	door_want(browser_get(&nobody, LIST), 303);
}
END_TEST

START_TEST(a_way_is_set_up_and_its_secret_stays_inside)
{
	struct browser b = door_staff(1);
	struct answer *a;

	door_shows(browser_get(&b, LIST), "not set up");
	door_want(browser_get(&b, LIST "/sms"), 200);
	door_want(door_post(&b, LIST "/sms", GOOD "&secret=kept-by-nobody"), 303);
	ck_assert(shop_app->settings.sms);
	a = browser_get(&b, LIST "/sms");
	door_shows(a, "https://sms.example/send");
	door_shows(a, "One is kept, sealed.");
	door_hides(a, "kept-by-nobody");
	door_hides(browser_get(&b, LIST), "kept-by-nobody");
	/* left empty, it stays */
	door_want(door_post(&b, LIST "/sms", GOOD "&secret="), 303);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM message_channel WHERE secret IS NOT "
					"NULL"),
			 1);
	browser_get(&b, LIST "/sms");
	door_want(door_post(&b, LIST "/sms", GOOD "&secret=&forget_secret=1"), 303);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM message_channel WHERE secret IS NOT "
					"NULL"),
			 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE kind = "
					"'channel_changed' AND became = 'sms on sms.example'"),
			 3);
	shop_app->settings.sms = false;
}
END_TEST

START_TEST(wrong_input_says_where_and_loses_nothing)
{
	struct browser b = door_staff(1);
	struct answer *a;

	browser_get(&b, LIST "/sms");
	a = door_post(
		&b, LIST "/sms",
		"is_on=1&url=https%3A%2F%2Fsms.example%2Fsend&format=json&body=%7B%22p%22%3A%7B%7B"
		"moon%7D%7D%7D");
	door_want(a, 422);
	door_shows(a, "{{moon}} means nothing here");
	door_shows(a, "https://sms.example/send");
	a = door_post_tree(&b, LIST "/sms",
			   "url=http%3A%2F%2Fsms.example%2F&format=json&body=%7B%7D");
	ck_assert_str_eq(door_error(a), "/url not_public_https");
	a = door_post_tree(&b, LIST "/sms",
			   "url=https%3A%2F%2Fsms.example%2F&format=json&body=%7B%7D");
	ck_assert_str_eq(door_error(a), "/body no_text");
	a = door_post_tree(&b, LIST "/sms",
			   "url=https%3A%2F%2Fsms.example%2F&format=form&body=%7B%7Btext%7D%7D&"
			   "headers=hello");
	ck_assert_str_eq(door_error(a), "/headers not_headers");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM message_channel"), 0);
	/* e-mail stands in the configuration */
	door_want(browser_get(&b, LIST "/email"), 404);
	door_want(browser_get(&b, LIST "/moon"), 404);
}
END_TEST

START_TEST(a_test_goes_out_and_its_answer_is_shown)
{
	struct browser b = door_staff(1);
	struct answer *a;

	door_want(browser_get(&b, LIST "/email/try"), 200);
	a = door_post(&b, LIST "/email/try", "to=lin");
	door_want(a, 422);
	door_shows(a, "This is not an email address");
	door_shows(a, "value=\"lin\"");
	door_want(door_post(&b, LIST "/email/try", "to=anne.lin%40mail.example"), 303);
	door_shows(browser_get(&b, LIST "/email/try"), "none yet");
	support_sql("UPDATE outbox SET state = 2, answer = '250 taken as 1234'");
	a = browser_get(&b, LIST "/email/try");
	door_shows(a, "250 taken as 1234");
	door_hides(a, MAIL);
	door_shows(browser_get(&b, LIST), "250 taken as 1234");
	/* what is not set up cannot be tried */
	browser_get(&b, LIST "/sms/try");
	door_want(door_post(&b, LIST "/sms/try", "to=" ANNE), 409);
	door_want(door_post(&b, LIST "/sms/try", "to=12"), 422);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox"), 1);
}
END_TEST

START_TEST(a_short_link_leads_to_its_order_alone)
{
	struct order *o = door_order("A", 1);
	struct browser nobody = door_nobody();
	char *path = strstr(order_short_url(&shop, o), "/s/"), *wrong;
	struct answer *a = browser_get(&nobody, path);

	door_want(a, 303);
	door_want(browser_get(&nobody, strstr(answer_header(a, "Location"), "/o/")), 200);
	wrong = arena_strdup(shop.arena, path);
	wrong[strlen(wrong) - 1] = wrong[strlen(wrong) - 1] == 'A' ? 'B' : 'A';
	door_want(browser_get(&nobody, wrong), 404);
	door_want(browser_get(&nobody, "/s/x"), 404);
	support_sql("UPDATE order_document SET link_version = link_version + 1");
	door_want(browser_get(&nobody, path), 404);
}
END_TEST

/* A refund long after everything arrived: the order's own link has ended, the message's opens. */
START_TEST(a_late_message_leads_to_its_order)
{
	struct order *o = door_order("A", 1);
	struct browser nobody = door_nobody();
	const char *path, *short_path, *past;
	struct answer *a;

	door_want(browser_get(&nobody, strstr(order_message_url(&shop, o), "/o/")), 200);
	support_sql("UPDATE orders SET delivered_at = '2011-07-01', closed_at = '2011-07-01'");
	support_sql("UPDATE order_document SET link_until = '2011-07-31'");
	o = door_look(o);
	door_want(browser_get(&nobody, strstr(order_link_url(&shop, o), "/o/")), 410);
	path = strstr(order_message_url(&shop, o), "/o/");
	short_path = strstr(order_short_url(&shop, o), "/s/");
	door_want(browser_get(&nobody, path), 200);
	a = browser_get(&nobody, short_path);
	door_want(a, 303);
	door_want(browser_get(&nobody, strstr(answer_header(a, "Location"), "/o/")), 200);
	/* another day is another key */
	past = door_path("%.*s%c%s", (int)strlen("/s/7K3M92Q50"), short_path,
			 short_path[strlen("/s/7K3M92Q50")] == '1' ? '2' : '1',
			 short_path + strlen("/s/7K3M92Q500"));
	door_want(browser_get(&nobody, past), 404);
	/* and it ends, too */
	shop.now = instant_add(shop.now, -(shop_app->settings.link_days + 2) * INSTANT_DAY);
	door_want(browser_get(&nobody, strstr(order_message_url(&shop, o), "/o/")), 410);
	a = browser_get(&nobody, strstr(order_short_url(&shop, o), "/s/"));
	door_want(browser_get(&nobody, strstr(answer_header(a, "Location"), "/o/")), 410);
}
END_TEST

START_TEST(a_late_mail_carries_that_link)
{
	struct order *o = door_order("A", 1);
	struct browser nobody = door_nobody();
	struct message m = { .id = 5, .template = "refunded", .recipient = MAIL, .lang = LANG_EN };
	struct mail mail;
	const char *at;

	support_sql("UPDATE orders SET delivered_at = '2011-07-01', closed_at = '2011-07-01'");
	support_sql("UPDATE order_document SET link_until = '2011-07-31'");
	m.order_id = o->id;
	m.created_at = shop.now;
	m.data = "{\"amount\":{\"amount\":100,\"currency\":\"CNY\",\"text\":\"1.00\"},"
		 "\"by_bank\":false}";
	ck_assert(mail_render(&shop, &m, &mail));
	at = strstr(mail.text, "/o/R-");
	ck_assert_ptr_nonnull(at);
	door_want(browser_get(&nobody, arena_strndup(shop.arena, at, strcspn(at, " \r\n"))), 200);
}
END_TEST

Suite *notify_channel_web_suite(void)
{
	Suite *s = suite_create("notify_channel_web");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_add_test(tc, it_is_for_who_may);
	tcase_add_test(tc, a_way_is_set_up_and_its_secret_stays_inside);
	tcase_add_test(tc, wrong_input_says_where_and_loses_nothing);
	tcase_add_test(tc, a_test_goes_out_and_its_answer_is_shown);
	tcase_add_test(tc, a_short_link_leads_to_its_order_alone);
	tcase_add_test(tc, a_late_message_leads_to_its_order);
	tcase_add_test(tc, a_late_mail_carries_that_link);
	suite_add_tcase(s, tc);
	return s;
}
