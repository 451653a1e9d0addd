/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages to who has no e-mail address, told to a program that listens: once each, in a few
 * words. */
#include "notify/channel.h"
#include <check.h>
#include <stdio.h>
#include <string.h>
#include "base/json.h"
#include "base/rows.h"
#include "base/text.h"
#include "notify/mail.h"
#include "shipping/shop.h"
#include "support/hook_receiver.h"

static struct config config;
static struct hook_receiver receiver;

#define PHONE "13800000001"
#define BODY                                                                                       \
	"{\"id\":\"{{id}}\",\"to\":\"{{to}}\",\"national\":\"{{national}}\",\"text\":\"{{text}}"   \
	"\"}"

/* Noon in Shanghai: nothing waits for the morning. */
static void setup(void)
{
	shop_setup();
	ck_assert(instant_parse("2026-11-21T04:00:00Z", &shop.now));
	config = *shop_app->config;
	config.webhook_local = true;
	config.base_url = "https:"
			  "//shop.example";
	shop_app->config = &config;
	receiver = hook_receiver_start(shop_app->arena);
	shop_goods("A", 100, false);
}

static void teardown(void)
{
	shop_app->settings.sms = shop_app->settings.wechat = false;
	shop_teardown();
}

static const char *url(const char *path)
{
	return arena_printf(shop.arena, "http://localhost:%d/%s", receiver.port, path);
}

static struct channel_draft draft(enum message_channel c, const char *path)
{
	return (struct channel_draft){ .channel = c,
				       .is_on = true,
				       .url = url(path),
				       .headers = "Authorization: Bearer {{secret}}",
				       .body = BODY,
				       .good_member = "",
				       .good_value = "",
				       .secret = "s3cret" };
}

static void switch_on(enum message_channel c, const char *path)
{
	struct channel_draft d = draft(c, path);
	struct channel_answer a;

	ck_assert_int_eq(channel_save(&shop, &d, &a), CHANNEL_OK);
}

static int deliver(void)
{
	support_sql("UPDATE outbox SET run_at = '2020-01-01' WHERE state = 0");
	return notify_deliver(&shop, 20);
}

static const char *said(int nth, const char *member)
{
	cJSON *call = hook_receiver_call(shop.arena, &receiver, nth);

	return call ? json_get_text(json_read_own(
					    arena_strdup(shop.arena, json_get_text(call, "body"))),
				    member)
		    : NULL;
}

static int64_t messages(int channel, int state)
{
	return support_number(
		arena_printf(shop.arena,
			     "SELECT COUNT(*) FROM outbox WHERE channel = %d AND state = %d",
			     channel, state));
}

static struct order *order_in(enum lang lang)
{
	const struct shop_want want = { "A", 2 };
	struct order_draft d = shop_draft(PHONE, &want, 1);
	struct order_answer a;

	d.contact.lang = d.lang = lang;
	ck_assert_int_eq(order_place(&shop, &d, &a), ORDER_OK);
	return a.order;
}

/* It is noon in Shanghai: until two; then at no time. */
START_TEST(it_waits_for_the_end_of_their_quiet_hours)
{
	int hour = instant_to_local(shop.now).hour;
	struct order_answer a;
	struct order *o;

	switch_on(CHANNEL_SMS, "200");
	o = order_in(LANG_ZH);
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ o->id, 0 }, "other", &a),
			 ORDER_OK);
	customer_set_quiet(&shop, o->customer_id, (struct quiet_hours){ hour, (hour + 2) % 24 });
	ck_assert_int_eq(deliver(), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE state = 0 AND run_at = "
					"'2026-11-21 06:00:00'"),
			 messages(CHANNEL_SMS, OUTBOX_WAITING));
	ck_assert_int_gt(messages(CHANNEL_SMS, OUTBOX_WAITING), 0);
	customer_set_quiet(&shop, o->customer_id, (struct quiet_hours){ hour, hour });
	ck_assert_int_gt(deliver(), 0);
	ck_assert_int_eq(messages(CHANNEL_SMS, OUTBOX_WAITING), 0);
}
END_TEST

START_TEST(who_has_no_address_is_called_once)
{
	struct order *o;
	const char *text;

	switch_on(CHANNEL_SMS, "200");
	o = order_in(LANG_ZH);
	ck_assert_int_eq(messages(CHANNEL_SMS, OUTBOX_WAITING), 1);
	ck_assert_int_eq(deliver(), 1);
	ck_assert_str_eq(said(1, "to"), "+86" PHONE);
	ck_assert_str_eq(said(1, "national"), PHONE);
	text = said(1, "text");
	ck_assert(text_starts_with(text, "【小禾优选】"));
	ck_assert_ptr_nonnull(strstr(text, order_short_url(&shop, o)));
	ck_assert_str_eq(json_get_text(hook_receiver_call(shop.arena, &receiver, 1),
				       "authorization"),
			 "Bearer s3cret");
	ck_assert_int_eq(deliver(), 0);
	ck_assert_ptr_null(said(2, "to"));
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM outbox WHERE state = 2 AND answer LIKE "
				 "'200 thanks%' AND subject <> ''"),
			 1);
}
END_TEST

START_TEST(an_address_is_preferred_and_off_is_off)
{
	const struct shop_want want = { "A", 2 };
	struct order_draft d = shop_draft("13800000002", &want, 1);
	struct channel_draft off = draft(CHANNEL_SMS, "200");
	struct channel_answer said_no;
	struct order_answer a;

	switch_on(CHANNEL_SMS, "200");
	d.contact.email = "lin@mail.example";
	ck_assert_int_eq(order_place(&shop, &d, &a), ORDER_OK);
	ck_assert_int_eq(messages(CHANNEL_EMAIL, OUTBOX_WAITING), 1);
	ck_assert_int_eq(messages(CHANNEL_SMS, OUTBOX_WAITING), 0);
	order_in(LANG_ZH);
	off.is_on = false;
	ck_assert_int_eq(channel_save(&shop, &off, &said_no), CHANNEL_OK);
	order_in(LANG_ZH);
	ck_assert_int_eq(messages(CHANNEL_SMS, OUTBOX_WAITING), 1);
	/* what waited is not called either, and says why */
	deliver();
	ck_assert_int_eq(messages(CHANNEL_SMS, OUTBOX_FAILED), 1);
	ck_assert_ptr_null(said(1, "to"));
}
END_TEST

START_TEST(wechat_comes_before_sms)
{
	const struct shop_want want = { "A", 2 };
	struct order_draft d = shop_draft(PHONE, &want, 1);
	struct order_answer a;

	switch_on(CHANNEL_SMS, "200");
	switch_on(CHANNEL_WECHAT, "200");
	d.contact.external_source = "wechat";
	d.contact.external_id = "oAbC_123";
	ck_assert_int_eq(order_place(&shop, &d, &a), ORDER_OK);
	ck_assert_int_eq(messages(CHANNEL_WECHAT, OUTBOX_WAITING), 1);
	ck_assert_int_eq(messages(CHANNEL_SMS, OUTBOX_WAITING), 0);
	deliver();
	ck_assert_str_eq(said(1, "to"), "oAbC_123");
}
END_TEST

START_TEST(parcels_that_leave_together_are_one_message)
{
	struct order *one, *two;

	switch_on(CHANNEL_SMS, "200");
	one = order_in(LANG_EN);
	two = order_in(LANG_EN);
	deliver();
	shop_ship(one, "SF1000000000001");
	shop_ship(two, "SF1000000000002");
	ck_assert_int_eq(deliver(), 1);
	ck_assert_ptr_nonnull(said(3, "text"));
	ck_assert_ptr_nonnull(strstr(said(3, "text"), "2 parcels are on their way"));
	ck_assert_ptr_null(said(4, "text"));
	ck_assert_int_eq(messages(CHANNEL_SMS, OUTBOX_SENT), 4);
}
END_TEST

START_TEST(nothing_rings_before_the_morning)
{
	switch_on(CHANNEL_SMS, "200");
	shop.now = instant_add(shop.now, 10 * INSTANT_HOUR);
	order_in(LANG_ZH);
	ck_assert_int_eq(deliver(), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE state = 0 AND tries = 0 "
					"AND run_at = '2026-11-22 01:00:00'"),
			 1);
	shop.now = instant_add(shop.now, 11 * INSTANT_HOUR);
	ck_assert_int_eq(deliver(), 1);
	ck_assert_ptr_nonnull(said(1, "to"));
}
END_TEST

START_TEST(a_no_in_the_answer_is_a_no)
{
	struct channel_draft d = draft(CHANNEL_SMS, "says");
	struct channel_answer a;

	d.good_member = "code";
	d.good_value = "0";
	ck_assert_int_eq(channel_save(&shop, &d, &a), CHANNEL_OK);
	order_in(LANG_ZH);
	hook_receiver_mood(&receiver, "{\"code\":7,\"msg\":\"no credit for +86" PHONE " s3cret\"}");
	ck_assert_int_eq(deliver(), 1);
	ck_assert_int_eq(messages(CHANNEL_SMS, OUTBOX_WAITING), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE last_error LIKE '200 "
					"%no credit%' AND last_error NOT LIKE '%" PHONE
					"%' AND last_error NOT LIKE '%s3cret%'"),
			 1);
	hook_receiver_mood(&receiver, "{\"code\":0}");
	ck_assert_int_eq(deliver(), 1);
	ck_assert_int_eq(messages(CHANNEL_SMS, OUTBOX_SENT), 1);
	/* the same number when it is sent again: a provider may know it */
	ck_assert_str_eq(said(1, "id"), said(2, "id"));
}
END_TEST

START_TEST(one_way_that_is_closed_stops_no_other)
{
	const struct shop_want want = { "A", 2 };
	struct order_draft d = shop_draft("13800000002", &want, 1);
	struct order_answer a;

	switch_on(CHANNEL_SMS, "503");
	order_in(LANG_ZH);
	order_in(LANG_ZH);
	switch_on(CHANNEL_WECHAT, "200");
	d.contact.external_source = "wechat";
	d.contact.external_id = "oAbC_123";
	ck_assert_int_eq(order_place(&shop, &d, &a), ORDER_OK);
	ck_assert_int_eq(deliver(), 2);
	ck_assert_int_eq(messages(CHANNEL_SMS, OUTBOX_WAITING), 2);
	ck_assert_int_eq(messages(CHANNEL_WECHAT, OUTBOX_SENT), 1);
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM outbox WHERE state = 0 AND tries = 1"),
			 1);
}
END_TEST

START_TEST(secrets_are_sealed_and_one_that_is_not_ours_is_told)
{
	switch_on(CHANNEL_SMS, "200");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM message_channel WHERE secret LIKE "
					"'%s3cret%'"),
			 0);
	order_in(LANG_ZH);
	support_sql("UPDATE message_channel SET secret = REVERSE(secret)");
	ck_assert_int_eq(deliver(), 1);
	ck_assert_int_eq(messages(CHANNEL_SMS, OUTBOX_WAITING), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE last_error LIKE 'the "
					"secret of this channel cannot be read%'"),
			 1);
	ck_assert_ptr_null(said(1, "to"));
}
END_TEST

START_TEST(ones_own_network_is_never_called)
{
	struct channel_draft d = draft(CHANNEL_SMS, "200");
	struct channel_answer a;

	switch_on(CHANNEL_SMS, "200");
	config.webhook_local = false;
	ck_assert_int_eq(channel_save(&shop, &d, &a), CHANNEL_BAD_URL);
	support_sql("UPDATE message_channel SET url = 'https://localhost/x'");
	order_in(LANG_ZH);
	deliver();
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM outbox WHERE last_error LIKE '%address "
				 "is not public'"),
			 1);
	ck_assert_ptr_null(said(1, "to"));
}
END_TEST

static const struct {
	const char *name, *headers, *body, *secret;
	enum channel_format format;
	enum channel_refusal wanted;
} drafts[] = {
	{ "good", "", BODY, NULL, FORMAT_JSON, CHANNEL_OK },
	{ "a form", "X: {{id}}", "to={{to}}&text={{text}}", NULL, FORMAT_FORM, CHANNEL_OK },
	{ "a code alone", "", "{\"code\":\"{{code}}\"}", NULL, FORMAT_JSON, CHANNEL_OK },
	{ "no quotes", "", "{\"text\":{{text}}}", NULL, FORMAT_JSON, CHANNEL_NOT_JSON },
	{ "a list", "", "[\"{{text}}\"]", NULL, FORMAT_JSON, CHANNEL_NOT_JSON },
	{ "says nothing", "", "{\"to\":\"{{to}}\"}", NULL, FORMAT_JSON, CHANNEL_NO_TEXT },
	{ "unknown word", "", "{\"text\":\"{{txet}}\"}", NULL, FORMAT_JSON, CHANNEL_UNKNOWN_WORD },
	{ "a phone in a header", "X: {{to}}", BODY, NULL, FORMAT_JSON, CHANNEL_UNKNOWN_WORD },
	{ "no header", "hello", BODY, NULL, FORMAT_JSON, CHANNEL_BAD_HEADERS },
	{ "a secret of two lines", "", BODY, "a\nX: b", FORMAT_JSON, CHANNEL_BAD_SECRET },
};

START_TEST(what_cannot_be_sent_is_not_saved)
{
	for (each_row(drafts)) {
		struct channel_draft d = draft(CHANNEL_SMS, "200");
		struct channel_answer a;

		d.headers = row->headers;
		d.body = row->body;
		d.secret = row->secret;
		d.format = row->format;
		check_int(row->name, (int)channel_save(&shop, &d, &a), (int)row->wanted);
	}
}
END_TEST

#define DATA                                                                                       \
	"{\"days\":2,\"by_bank\":false,\"to\":\"2026-11-23T04:00:00Z\",\"amount\":{\"amount\":"    \
	"123456,"                                                                                  \
	"\"currency\":\"CNY\"}}"

/* What telephones show as one message: 70 characters, or 160 of the old alphabet. */
START_TEST(every_message_is_short_in_every_language)
{
	static const char *const templates[] = {
		"placed",           "shipped",          "delivered",    "cancelled",
		"out_for_delivery", "ready_for_pickup", "late",         "problem",
		"pay_soon",         "refunded",         "sign_in_code", "trial"
	};
	struct order *o = order_in(LANG_ZH);
	uint64_t parcel = shop_ship(o, "SF1000000000001");

	for (size_t i = 0; i < COUNT(templates); i++)
		for (int l = 0; l < LANG__MAX; l++) {
			bool is_own = i < 10;
			struct message m = {
				.id = 1,
				.template = templates[i],
				.channel = CHANNEL_SMS,
				.recipient = "+86" PHONE,
				.lang = (enum lang)l,
				.created_at = shop.now,
				.order_id = is_own ? o->id : 0,
				.parcel_id = is_own ? parcel : 0,
				.data = is_own ? DATA : "{\"code\":\"123456\"}",
			};
			struct brief b;

			ck_assert(mail_render_brief(&shop, &m, NULL, 0, &b));
			ck_assert_msg(text_length(b.text) <= (l == LANG_ZH ? 70 : 160), "%s",
				      b.text);
			ck_assert_msg(!is_own || strstr(b.text, "/s/"), "%s", b.text);
			for (const char *p = b.text; l == LANG_EN && *p; p++)
				ck_assert_msg((unsigned char)*p < 0x7f ||
						      text_starts_with(p, "¥") ||
						      (unsigned char)*p == 0xa5,
					      "%s", b.text);
		}
}
END_TEST

START_TEST(a_test_shows_what_was_answered)
{
	struct channel c;
	struct message m;

	ck_assert(!channel_try(&shop, CHANNEL_SMS, "+86" PHONE, LANG_EN));
	switch_on(CHANNEL_SMS, "200");
	support_sql("UPDATE message_channel SET is_on = 0");
	ck_assert(channel_try(&shop, CHANNEL_SMS, "+86" PHONE, LANG_EN));
	ck_assert_int_eq(deliver(), 1);
	channel_store_get(&shop, CHANNEL_SMS, &c);
	ck_assert(outbox_get(&shop, c.trial_id, &m));
	ck_assert_int_eq(m.state, OUTBOX_SENT);
	ck_assert(text_starts_with(m.answer, "200 thanks"));
	ck_assert_str_eq(said(1, "text"), "Xiaohe Market: A test: messages arrive");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE kind = "
					"'channel_tried'"),
			 1);
}
END_TEST

Suite *notify_channel_suite(void)
{
	Suite *s = suite_create("notify_channel");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, it_waits_for_the_end_of_their_quiet_hours);
	tcase_add_test(tc, who_has_no_address_is_called_once);
	tcase_add_test(tc, an_address_is_preferred_and_off_is_off);
	tcase_add_test(tc, wechat_comes_before_sms);
	tcase_add_test(tc, parcels_that_leave_together_are_one_message);
	tcase_add_test(tc, nothing_rings_before_the_morning);
	tcase_add_test(tc, a_no_in_the_answer_is_a_no);
	tcase_add_test(tc, one_way_that_is_closed_stops_no_other);
	tcase_add_test(tc, secrets_are_sealed_and_one_that_is_not_ours_is_told);
	tcase_add_test(tc, ones_own_network_is_never_called);
	tcase_add_test(tc, what_cannot_be_sent_is_not_saved);
	tcase_add_test(tc, every_message_is_short_in_every_language);
	tcase_add_test(tc, a_test_shows_what_was_answered);
	suite_add_tcase(s, tc);
	return s;
}
