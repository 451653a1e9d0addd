/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail that customers write back: what of it is theirs, whose it is, and that it is taken once. */
#include "feedback/reply.h"
#include <sodium.h>
#include "hook/hook.h"
#include "notify/bounce.h"
#include "notify/mail.h"
#include "order/door.h"

static const struct {
	const char *name, *text, *wanted;
} word_rows[] = {
	{ "all of it", "Thank you.\n\nAnne", "Thank you.\n\nAnne" },
	{ "quoted lines go", "Red, please.\n\n> Which colour?\n> Bye", "Red, please." },
	{ "what introduces them, too", "Red.\n\nOn Mon, 2 Nov 2026 at 10:00, Shop wrote:\n> Which?",
	  "Red." },
	{ "also where it is broken", "Red.\nOn Mon, 2 Nov 2026, Shop <a@shop.example>\nwrote:\n> W",
	  "Red." },
	{ "in Chinese", "要红色。\n\n在 2026年11月2日，小禾优选 写道：\n> 要哪种？", "要红色。" },
	{ "of a program that quotes no lines",
	  "要红色。\n------------------ 原始邮件 ------------------\n要哪种？", "要红色。" },
	{ "a signature", "Red.\n-- \nAnne Lin\nHangzhou", "Red." },
	{ "lines of mail servers", "Red.\r\n\r\n> Which?\r\n", "Red." },
	{ "no words but ours: all of it", "> Which colour? Red!", "> Which colour? Red!" },
	{ "On the other hand", "On the other hand it is fine.\nBye",
	  "On the other hand it is fine.\nBye" },
};

START_TEST(what_was_written_now_is_kept)
{
	struct arena *a = arena_new();
	const char *kept = reply_own_words(a, word_rows[_i].text);

	ck_assert_msg(!strcmp(kept, word_rows[_i].wanted), "%s: %s", word_rows[_i].name, kept);
	arena_free(a);
}
END_TEST

static uint8_t key[HOOK_SECRET_BYTES];
static struct order *order;

static void setup(void)
{
	struct item_draft d = { .source = ITEM_MESSAGE, .body = "Hello" };
	struct item_wish wish = { .act = ITEM_ANSWERED_ASKING, .words = "Which?", .word = -1 };
	const char *secret;

	door_setup();
	order = door_order("A", 2);
	shop_app->settings.reply_address = "reply@in.shop.example";
	secret = bounce_make_secret(&shop);
	ck_assert_int_eq(sodium_base642bin(key, sizeof key, secret + strlen("whsec_"),
					   strlen(secret) - strlen("whsec_"), NULL, NULL, NULL,
					   sodium_base64_VARIANT_ORIGINAL),
			 0);
	d.customer_id = order->customer_id;
	d.order_id = order->id;
	ck_assert_int_eq(item_do(&shop, message_from_customer(&shop, &d, MESSAGE_BY_PAGE), &wish),
			 ITEM_OK);
}

static struct answer *tell(const char *id, const char *body)
{
	int64_t at = instant_now().us / INSTANT_SECOND;

	return support_request(shop_app, "POST", "/hooks/mail", "CONTENT_TYPE=application/json",
			       door_path("HTTP_WEBHOOK_ID=%s", id),
			       door_path("HTTP_WEBHOOK_TIMESTAMP=%lld", (long long)at),
			       door_path("HTTP_WEBHOOK_SIGNATURE=%s",
					 hook_signature(shop.arena, key, NULL, id, at, body)),
			       door_path("BODY=%s", body), NULL);
}

static const char *letter(const char *to, const char *more)
{
	return door_path("{\"to\":\"%s\",\"text\":\"Red.\\n\\n> Which?\"%s}", to, more);
}

static const char *address(void)
{
	return reply_address(&shop, (uint64_t)support_number("SELECT MAX(id) FROM feedback_item"));
}

static int64_t heard(void)
{
	return support_number("SELECT COUNT(*) FROM feedback_message WHERE is_ours = 0 AND way = 1 "
			      "AND body = 'Red.'");
}

START_TEST(an_answer_is_found_by_its_address_and_taken_once)
{
	struct answer *a = tell("m1", letter(address(), ",\"message_id\":\"<1@mail.example>\""));

	door_want(a, 200);
	door_shows(a, "\"taken\":true");
	ck_assert_int_eq(heard(), 1);
	ck_assert_int_eq(support_number("SELECT state FROM feedback_item"), ITEM_TAKEN);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM feedback_item WHERE due_at < "
					"'9000-01-01'"),
			 1);
	/* told again, by whatever way */
	door_want(tell("m2", letter(address(), ",\"message_id\":\"<1@mail.example>\"")), 200);
	ck_assert_int_eq(heard(), 1);
	door_want(tell("m3", letter(address(), ",\"message_id\":\"<2@mail.example>\"")), 200);
	ck_assert_int_eq(heard(), 2);
	shop_check();
}
END_TEST

START_TEST(what_is_forged_or_made_by_a_machine_is_not)
{
	const char *right = address(), *at = strchr(right, '@');
	char *wrong = arena_strdup(shop.arena, right);

	wrong[at - right - 1] = wrong[at - right - 1] == '0' ? '1' : '0';
	door_shows(tell("m1", letter(wrong, "")), "\"taken\":false");
	door_shows(tell("m2", letter("reply@in.shop.example", "")), "\"taken\":false");
	door_shows(tell("m3", letter("reply+12-ab@in.shop.example", "")), "\"taken\":false");
	door_shows(tell("m4", letter(right, ",\"auto\":true")), "\"taken\":false");
	door_want(tell("m5", "{\"to\":\"a\"}"), 422);
	ck_assert_int_eq(heard(), 0);
	key[0] ^= 1;
	door_want(tell("m6", letter(right, "")), 401);
	ck_assert_int_eq(heard(), 0);
}
END_TEST

START_TEST(mail_says_where_answers_go)
{
	struct message *all;
	struct mail mail;
	const char *raw;
	size_t n, len;

	all = outbox_list(&shop, -1, INT64_MAX, 50, &n);
	while (n > 0 && strcmp(all->template, "answer") != 0)
		all++, n--;
	ck_assert(n > 0 && mail_render(&shop, all, &mail));
	raw = mail_compose(&shop, all, &mail, &len);
	ck_assert_ptr_nonnull(strstr(raw, door_path("Reply-To: %s\r\n", address())));
	/* who writes it in capitals means the same */
	door_shows(tell("m1", letter(door_path("REPLY%s", strchr(address(), '+')), "")),
		   "\"taken\":true");
}
END_TEST

Suite *feedback_reply_suite(void)
{
	Suite *s = suite_create("feedback_reply");
	TCase *rules = tcase_create("words"), *tc = tcase_create("reply");

	tcase_add_loop_test(rules, what_was_written_now_is_kept, 0,
			    (int)(sizeof word_rows / sizeof *word_rows));
	suite_add_tcase(s, rules);
	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, an_answer_is_found_by_its_address_and_taken_once);
	tcase_add_test(tc, what_is_forged_or_made_by_a_machine_is_not);
	tcase_add_test(tc, mail_says_where_answers_go);
	suite_add_tcase(s, tc);
	return s;
}
