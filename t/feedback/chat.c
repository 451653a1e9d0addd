/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages from chats: taken when signed, once; whose they are; and answered where they were asked,
 * by a call that a program takes. */
#include "feedback/chat.h"
#include <sodium.h>
#include "hook/hook.h"
#include "notify/channel.h"
#include "order/door.h"
#include "support/hook_receiver.h"

#define PATH "/hooks/messages"
#define PAGE "/desk/settings/chats"

/* ---- rules ---- */

static const struct {
	const char *name, *text;
	enum lang lang;
} lang_rows[] = {
	{ "English", "Where is it?", LANG_EN },
	{ "Chinese", "什么时候发货？", LANG_ZH },
	{ "Chinese among others", "订单 R-7K3M-92Q5 please", LANG_ZH },
	{ "marks of both are no words", "…！？", LANG_EN },
	{ "other scripts", "Wo ist es, bitte schön?", LANG_EN },
};

START_TEST(who_writes_is_answered_in_their_language)
{
	ck_assert_msg(chat_lang(lang_rows[_i].text) == lang_rows[_i].lang, "%s",
		      lang_rows[_i].name);
}
END_TEST

START_TEST(nothing_was_written_in_the_future)
{
	struct instant now = { 1000 }, past = { 900 }, later = { 1001 };

	ck_assert_int_eq(chat_written_at(past, now).us, 900);
	ck_assert_int_eq(chat_written_at(later, now).us, 1000);
}
END_TEST

/* ---- at the shop's doors ---- */

static uint8_t key[HOOK_SECRET_BYTES];
static struct config config;
static struct browser staff;
static struct order *order;

static void setup(void)
{
	const char *secret;

	door_setup();
	config = *shop_app->config;
	config.webhook_local = true;
	shop_app->config = &config;
	staff = door_staff(1);
	order = door_order("A", 2);
	secret = chat_make_secret(&shop);
	ck_assert_int_eq(sodium_base642bin(key, sizeof key, secret + strlen("whsec_"),
					   strlen(secret) - strlen("whsec_"), NULL, NULL, NULL,
					   sodium_base64_VARIANT_ORIGINAL),
			 0);
}

static int64_t now_s(void)
{
	return instant_now().us / INSTANT_SECOND;
}

static struct answer *hand_on(const char *id, int64_t at, const char *signature, const char *body)
{
	return support_request(shop_app, "POST", PATH, "CONTENT_TYPE=application/json",
			       door_path("HTTP_WEBHOOK_ID=%s", id),
			       door_path("HTTP_WEBHOOK_TIMESTAMP=%lld", (long long)at),
			       door_path("HTTP_WEBHOOK_SIGNATURE=%s", signature),
			       door_path("BODY=%s", body), NULL);
}

static struct answer *tell(const char *body)
{
	int64_t at = now_s();

	return hand_on("evt_1", at, hook_signature(shop.arena, key, NULL, "evt_1", at, body), body);
}

static const char *line(const char *channel, const char *user, const char *id, const char *more)
{
	return door_path("{\"channel\":\"%s\",\"user\":\"%s\",\"id\":\"%s\",\"text\":\"Is it "
			 "there?\",\"time\":\"2026-11-02T10:00:00+08:00\"%s}",
			 channel, user, id, more);
}

static int64_t count(const char *table, const char *where)
{
	return support_number(door_path("SELECT COUNT(*) FROM %s WHERE %s", table, where));
}

static const char *page(void)
{
	return door_path("/desk/inbox/%lld",
			 (long long)support_number("SELECT MAX(id) FROM feedback_item"));
}

static struct answer *act(const char *tail, const char *fields)
{
	const char *at = page();

	browser_get(&staff, at);
	return door_post_tree(&staff, door_path("%s/%s", at, tail), fields);
}

START_TEST(a_message_is_taken_once_and_shown)
{
	struct answer *a = tell(line("wechat", "oUser1", "m1", ",\"name\":\"Anne Lin\""));

	door_want(a, 200);
	door_shows(a, "\"taken\":true");
	door_shows(a, "\"known\":false");
	ck_assert_int_eq(count("feedback_item", "customer_id IS NULL AND chat_id IS NOT NULL AND "
						"source = 0 AND state = 0 AND lang = 0"),
			 1);
	ck_assert_int_eq(count("feedback_message", "way = 3 AND at = '2026-11-02 02:00:00'"), 1);
	/* the same one, told again */
	door_shows(tell(line("wechat", "oUser1", "m1", "")), "\"taken\":false");
	ck_assert_int_eq(count("feedback_message", "1 = 1"), 1);
	/* the same number of another channel is another one, of somebody else */
	door_shows(tell(line("weibo", "oUser1", "m1", "")), "\"taken\":true");
	ck_assert_int_eq(count("feedback_item", "1 = 1"), 2);
	/* who goes on writing goes on in the same item */
	door_want(tell(line("wechat", "oUser1", "m2", "")), 200);
	ck_assert_int_eq(count("feedback_item", "1 = 1"), 2);
	a = browser_get(&staff, "/desk/inbox");
	door_shows(a, "WeChat");
	door_shows(a, "Weibo");
	door_hides(a, "Anne Lin");
	shop_check();
}
END_TEST

START_TEST(only_what_is_signed_is_taken)
{
	const char *body = line("wechat", "oUser1", "m1", ""),
		   *other = line("wechat", "o", "m", "");
	const struct {
		int64_t at;
		const char *id, *body;
		int64_t signed_at;
		bool by_us;
	} row[] = {
		{ 0, "evt_1", body, 0, false },      { 0, "evt_2", body, 0, true },
		{ 0, "evt_1", other, 0, true },      { 0, "evt_1", body, -1, true },
		{ -301, "evt_1", body, -301, true }, { 301, "evt_1", body, 301, true },
	};
	uint8_t theirs[HOOK_SECRET_BYTES] = { 1 };
	int64_t at = now_s();

	for (int i = 0; i < N(row); i++) {
		const char *signature = hook_signature(shop.arena, row[i].by_us ? key : theirs,
						       NULL, "evt_1", at + row[i].signed_at, body);

		struct answer *a = hand_on(row[i].id, at + row[i].at, signature, row[i].body);

		door_want(a, 401);
		ck_assert_str_eq(door_code(a), "not_signed");
	}
	ck_assert_int_eq(count("feedback_item", "1 = 1"), 0);
	ck_assert_int_eq(count("feedback_chat", "1 = 1"), 0);
}
END_TEST

START_TEST(what_is_wrong_with_it_is_said)
{
	struct answer *a = tell("{\"channel\":\"moon\"}");

	door_want(a, 422);
	door_shows(a, "/channel");
	door_shows(a, "/user");
	door_shows(a, "/time");
	a = tell(line("wechat", "oUser1", "m1", ",\"more\":1"));
	door_want(a, 422);
	ck_assert_str_eq(door_errors(a), "/more unknown");
	a = tell(line("wechat", "oUser1", "m1", ",\"user\":\"o2\""));
	door_want(a, 400);
	door_want(tell("[1]"), 400);
	ck_assert_int_eq(count("feedback_message", "1 = 1"), 0);
}
END_TEST

START_TEST(who_is_linked_has_one_thread_and_may_be_parted_again)
{
	struct customer who;
	struct answer *a;

	ck_assert(customer_get(&shop, order->customer_id, &who));
	door_want(tell(line("wechat", "oUser1", "m1",
			    door_path(",\"order\":\"%s\"", order->number))),
		  200);
	door_want(tell(line("weibo", "77", "w1", "")), 200);
	/* naming an order shows nothing of it, and proves nothing */
	ck_assert_int_eq(count("feedback_item", "customer_id IS NULL AND order_id IS NULL"), 2);
	ck_assert_str_eq(door_errors(act("link", "who=nobody@mail.example")), "/who not_found");
	door_want(act("link", door_path("who=%s", who.number)), 200);
	a = browser_get(&staff, page());
	door_shows(a, who.number);
	door_hides(a, "By WeChat");
	/* the other of theirs, by the number of the order they named */
	{
		const char *first =
			door_path("/desk/inbox/%lld",
				  (long long)support_number("SELECT MIN(id) FROM feedback_item"));

		a = browser_get(&staff, first);
		door_shows(a, door_path("value=\"%s\"", order->number));
		door_want(door_post_tree(&staff, door_path("%s/link", first),
					 door_path("who=%s", order->number)),
			  200);
		a = browser_get(&staff, first);
		door_shows(a, "By Weibo");
		door_shows(a, "By WeChat");
		door_want(door_post_tree(&staff, door_path("%s/link", first),
					 door_path("who=%s", order->number)),
			  409);
	}
	ck_assert_int_eq(count("feedback_item",
			       door_path("customer_id = %llu", (unsigned long long)who.id)),
			 2);
	ck_assert_int_eq(count("feedback_item", "order_id IS NOT NULL"), 1);
	ck_assert_int_eq(count("customer_identity", "kind = 3 AND source IN ('wechat', 'weibo')"),
			 2);
	/* what they write now is known at once */
	door_shows(tell(line("wechat", "oUser1", "m2", "")), "\"known\":true");
	shop_check();
	door_want(act("unlink", ""), 200);
	door_want(act("unlink", ""), 409);
	ck_assert_int_eq(count("feedback_item", "customer_id IS NULL"), 1);
	ck_assert_int_eq(count("feedback_message", "customer_id IS NULL"), 1);
	ck_assert_int_eq(count("customer_identity", "kind = 3"), 1);
	shop_check();
}
END_TEST

START_TEST(a_way_that_the_channel_has_verified_links)
{
	/* a guest's, and nobody has shown another to be theirs */
	door_shows(tell(line("widget", "u1", "m1", ",\"verified_email\":\"gone@mail.example\"")),
		   "\"known\":false");
	door_shows(tell(line("widget", "u1", "m2",
			     ",\"verified_email\":\"Anne.Lin@mail.example\"")),
		   "\"known\":true");
	ck_assert_int_eq(count("feedback_message",
			       door_path("customer_id = %llu",
					 (unsigned long long)order->customer_id)),
			 2);
	ck_assert_int_eq(count("feedback_item_event", "kind = 10"), 1);
	/* what an account only names proves nothing */
	(void)door_customer(order);
	support_sql("UPDATE customer_identity SET verified_at = NULL WHERE kind IN (1, 2)");
	support_sql("UPDATE customer SET provisional = 0");
	door_shows(tell(line("widget", "u2", "m3",
			     ",\"verified_email\":\"Anne.Lin@mail.example\"")),
		   "\"known\":false");
	shop_check();
}
END_TEST

static void switch_on(enum message_channel c, const char *url)
{
	struct channel_draft d = { .channel = c,
				   .is_on = true,
				   .url = url,
				   .headers = "Authorization: Bearer {{secret}}",
				   .body = "{\"touser\":\"{{to}}\",\"text\":\"{{text}}\"}",
				   .good_member = "",
				   .good_value = "",
				   .secret = "s3cret" };
	struct channel_answer a;

	ck_assert_int_eq(channel_save(&shop, &d, &a), CHANNEL_OK);
}

START_TEST(it_is_answered_where_it_was_asked)
{
	struct hook_receiver r = hook_receiver_start(shop_app->arena);
	cJSON *call, *said;

	door_want(tell(line("weibo", "77", "w1", "")), 200);
	/* where no way out is set, that is said before */
	door_shows(browser_get(&staff, page()), "No way out is set for this chat");
	door_hides(browser_get(&staff, page()), "name=\"body\"");
	door_want(act("answer", "body=It+is"), 409);
	switch_on(CHANNEL_CHAT_WEIBO, door_path("http://localhost:%d/200", r.port));
	door_shows(browser_get(&staff, page()), "It goes out where they asked");
	door_want(act("answer", "body=It+is+on+its+way.%0A%22Tomorrow%22"), 200);
	ck_assert_int_eq(count("feedback_message", "is_ours = 1 AND way = 4"), 1);
	shop.now = instant_now();
	ck_assert_int_eq(notify_deliver(&shop, 20) > 0, 1);
	ck_assert_int_eq(count("outbox", "channel = 4 AND state = 2 AND template = 'answer'"), 1);
	call = hook_receiver_call(shop.arena, &r, 1);
	ck_assert_ptr_nonnull(call);
	said = json_read_own(arena_strdup(shop.arena, json_get_text(call, "body")));
	ck_assert_str_eq(json_get_text(said, "touser"), "77");
	ck_assert_str_eq(json_get_text(said, "text"), "It is on its way.\n\"Tomorrow\"");
	shop_check();
}
END_TEST

START_TEST(without_a_way_out_it_goes_as_they_are_written_to)
{
	struct customer who;

	ck_assert(customer_get(&shop, order->customer_id, &who));
	door_want(tell(line("wechat", "oUser1", "m1", "")), 200);
	door_want(act("link", door_path("who=%s", who.number)), 200);
	door_shows(browser_get(&staff, page()), "the way they are written to otherwise");
	door_want(act("answer", "body=Yes"), 200);
	ck_assert_int_eq(count("outbox", "template = 'answer' AND channel = 0"), 1);
	ck_assert_int_eq(count("feedback_message", "is_ours = 1 AND way = 1"), 1);
	/* what was given for it keeps the customer */
	shop_app->settings.member = true;
	door_want(act("compensate", "gift=points&points=5&cause=Late"), 200);
	ck_assert_str_eq(door_code(act("unlink", "")), "given");
	shop_check();
}
END_TEST

START_TEST(a_new_secret_ends_the_one_before)
{
	struct browser viewer = door_staff(2);
	struct answer *a;

	door_want(browser_get(&viewer, PAGE), 403);
	a = browser_get(&staff, PAGE);
	door_want(a, 200);
	door_hides(a, "whsec_");
	door_shows(a, PATH);
	door_shows(browser_get(&staff, "/desk/settings/messages"), "href=\"" PAGE "\"");
	browser_get(&staff, PAGE);
	a = door_post(&staff, PAGE, "");
	door_want(a, 200);
	door_shows(a, "whsec_");
	door_want(tell(line("wechat", "oUser1", "m1", "")), 401);
	door_hides(browser_get(&staff, PAGE), "whsec_");
	ck_assert_int_eq(count("security_event", "kind = 'chat_secret'"), 2);
	support_sql("DELETE FROM inbound_secret");
	door_shows(browser_get(&staff, PAGE), "none yet");
}
END_TEST

Suite *feedback_chat_suite(void)
{
	Suite *s = suite_create("feedback_chat");
	TCase *rules = tcase_create("rules"), *tc = tcase_create("chat");

	tcase_add_loop_test(rules, who_writes_is_answered_in_their_language, 0,
			    (int)(sizeof lang_rows / sizeof *lang_rows));
	tcase_add_test(rules, nothing_was_written_in_the_future);
	suite_add_tcase(s, rules);
	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, a_message_is_taken_once_and_shown);
	tcase_add_test(tc, only_what_is_signed_is_taken);
	tcase_add_test(tc, what_is_wrong_with_it_is_said);
	tcase_add_test(tc, who_is_linked_has_one_thread_and_may_be_parted_again);
	tcase_add_test(tc, a_way_that_the_channel_has_verified_links);
	tcase_add_test(tc, it_is_answered_where_it_was_asked);
	tcase_add_test(tc, without_a_way_out_it_goes_as_they_are_written_to);
	tcase_add_test(tc, a_new_secret_ends_the_one_before);
	suite_add_tcase(s, tc);
	return s;
}
