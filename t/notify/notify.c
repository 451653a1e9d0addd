/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages: once per event and recipient, in the customer's language, delivered at least once and
 * settled. */
#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "jobs.h"
#include "notify/mail.h"
#include "shipping/shop.h"
#include "support/folder.h"

static const char *folder;

/* The shop's mail goes to a folder of this test. */
static void setup(void)
{
	struct config *c;

	shop_setup();
	folder = support_folder(shop_app->arena);
	c = arena_memdup(shop_app->arena, shop_app->config, sizeof *c);
	c->mail = arena_printf(shop_app->arena, "dir:%s", folder);
	shop_app->config = c;
}

static void teardown(void)
{
	shop_teardown();
}

static struct order *order_of(const char *email, enum lang lang)
{
	const struct shop_want want = { "A", 2 };
	struct order_draft d = shop_draft("13800000001", &want, 1);
	struct order_answer a;

	d.contact.email = email;
	d.contact.lang = d.lang = lang;
	ck_assert_int_eq(order_place(&shop, &d, &a), ORDER_OK);
	return a.order;
}

static int64_t messages(const char *template, int state)
{
	char sql[160];

	snprintf(sql, sizeof sql,
		 "SELECT COUNT(*) FROM outbox WHERE template = '%s' AND state = %d", template,
		 state);
	return support_number(sql);
}

/* The shop's clock may stand elsewhere; what is due is due by the database's. */
static int deliver(void)
{
	support_sql("UPDATE outbox SET run_at = '2020-01-01' WHERE state = 0");
	return notify_deliver(&shop, 20);
}

static const char *only_mail(void)
{
	DIR *d = opendir(folder);
	struct dirent *e;
	const char *text = NULL;

	ck_assert_ptr_nonnull(d);
	while ((e = readdir(d))) {
		if (e->d_name[0] == '.')
			continue;
		ck_assert_msg(!text, "more than one mail");
		text = file_read(shop.arena, arena_printf(shop.arena, "%s/%s", folder, e->d_name),
				 NULL);
	}
	closedir(d);
	ck_assert_ptr_nonnull(text);
	return text;
}

START_TEST(each_event_tells_once)
{
	struct order *o;
	uint64_t parcel;

	shop_goods("A", 10, false);
	o = order_of("lin@mail.example", LANG_ZH);
	ck_assert_int_eq(messages("placed", 0), 1);
	parcel = shop_ship(o, "SF1000000000001");
	ck_assert_int_eq(messages("shipped", 0), 1);
	shop_hear(parcel, PARCEL_IN_TRANSIT);
	shop_hear(parcel, PARCEL_DELIVERED);
	shop_hear(parcel, PARCEL_DELIVERED);
	ck_assert_int_eq(messages("delivered", 0), 1);
}
END_TEST

START_TEST(nobody_is_written_to_without_an_address)
{
	shop_goods("A", 10, false);
	shop_order_of("13800000001", { "A", 1 });
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox"), 0);
}
END_TEST

START_TEST(a_refused_order_tells_nobody)
{
	const struct shop_want want = { "A", 11 };
	struct order_draft d = shop_draft("13800000001", &want, 1);
	struct order_answer a;

	shop_goods("A", 10, false);
	d.contact.email = "lin@mail.example";
	ck_assert_int_eq(order_place(&shop, &d, &a), ORDER_NO_STOCK);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox"), 0);
}
END_TEST

START_TEST(a_mail_is_written_as_mail)
{
	const char *mail;

	shop_goods("A", 10, false);
	order_of("lin@mail.example", LANG_ZH);
	ck_assert_int_eq(deliver(), 1);
	ck_assert_int_eq(messages("placed", 2), 1);
	ck_assert_int_eq(deliver(), 0);
	mail = only_mail();
	ck_assert_ptr_nonnull(strstr(mail, "\r\nTo: lin@mail.example\r\n"));
	ck_assert_ptr_nonnull(strstr(mail, "Subject: =?UTF-8?B?"));
	ck_assert_ptr_nonnull(strstr(mail, "\r\nMessage-ID: <"));
	ck_assert_ptr_nonnull(strstr(mail, "multipart/alternative"));
	ck_assert_ptr_nonnull(strstr(mail, "Content-Type: text/plain; charset=utf-8"));
	ck_assert_ptr_nonnull(strstr(mail, "Content-Type: text/html; charset=utf-8"));
	for (const char *line = mail; line;
	     line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL)
		ck_assert_uint_le(strcspn(line, "\r\n"), 998);
}
END_TEST

START_TEST(every_message_renders_in_every_language)
{
	static const char *const templates[] = { "placed", "shipped", "delivered", "cancelled",
						 "sign_in_code" };
	struct order *o;
	uint64_t parcel;

	shop_goods("A", 10, false);
	o = order_of("lin@mail.example", LANG_ZH);
	parcel = shop_ship(o, "SF1000000000001");
	for (size_t i = 0; i < sizeof templates / sizeof *templates; i++) {
		for (int l = 0; l < LANG__MAX; l++) {
			struct message m = { .id = 1,
					     .template = templates[i],
					     .recipient = "lin@mail.example",
					     .lang = (enum lang)l,
					     .created_at = shop.now,
					     .data = "{\"code\":\"123456\"}" };
			struct mail mail;
			if (i < 4)
				m.order_id = o->id;
			if (i == 1 || i == 2)
				m.parcel_id = parcel;
			ck_assert(mail_render(&shop, &m, &mail));
			ck_assert_msg(*mail.subject && strlen(mail.subject) < 120, "%s: %s",
				      templates[i], mail.subject);
			ck_assert_ptr_nonnull(strstr(mail.html, "</html>"));
			ck_assert_uint_le(strlen(mail.html), 60 * 1024);
			ck_assert_ptr_null(strstr(mail.text, "&amp;"));
			if (i < 4)
				ck_assert_ptr_nonnull(strstr(mail.text, o->number));
			if (i == 4)
				ck_assert_ptr_nonnull(strstr(mail.text, "123456"));
		}
	}
}
END_TEST

START_TEST(a_full_folder_is_tried_again_later)
{
	shop_goods("A", 10, false);
	order_of("lin@mail.example", LANG_EN);
	rmdir(folder);
	ck_assert_int_eq(deliver(), 1);
	ck_assert_int_eq(messages("placed", 0), 1);
	ck_assert_int_eq(
		support_number(
			"SELECT COUNT(*) FROM outbox WHERE tries = 1 AND last_error IS NOT NULL"),
		1);
	ck_assert_int_eq(mkdir(folder, 0700), 0);
	ck_assert_int_eq(deliver(), 1);
	ck_assert_int_eq(messages("placed", 2), 1);
}
END_TEST

START_TEST(after_the_last_try_it_has_failed_until_somebody_asks)
{
	shop_goods("A", 10, false);
	order_of("lin@mail.example", LANG_EN);
	rmdir(folder);
	for (int i = 0; i < 20 && messages("placed", 3) == 0; i++)
		deliver();
	ck_assert_int_eq(messages("placed", 3), 1);
	ck_assert_int_eq(deliver(), 0);
	ck_assert_int_eq(mkdir(folder, 0700), 0);
	ck_assert(outbox_again(&shop, (uint64_t)support_number("SELECT id FROM outbox")));
	ck_assert_int_eq(deliver(), 1);
	ck_assert_int_eq(messages("placed", 2), 1);
}
END_TEST

START_TEST(a_worker_that_died_gives_its_messages_back)
{
	uint8_t token[16] = { 1 };
	size_t n;

	shop_goods("A", 10, false);
	order_of("lin@mail.example", LANG_EN);
	support_sql("UPDATE outbox SET run_at = '2020-01-01'");
	outbox_claim(&shop, token, 20, &n);
	ck_assert_uint_eq(n, 1);
	ck_assert_int_eq(deliver(), 0);
	ck_assert_int_eq(notify_sweep(&shop), 0);
	support_sql("UPDATE outbox SET lease_until = '2020-01-01'");
	ck_assert_int_eq(notify_sweep(&shop), 1);
	ck_assert_int_eq(deliver(), 1);
}
END_TEST

START_TEST(a_code_leaves_the_table_when_it_is_sent)
{
	notify_sign_in_code(&shop, 77, CHANNEL_EMAIL, "lin@mail.example", LANG_EN, "123456");
	notify_sign_in_code(&shop, 77, CHANNEL_EMAIL, "lin@mail.example", LANG_EN, "123456");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE data LIKE '%123456%'"),
			 1);
	ck_assert_int_eq(deliver(), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE data IS NOT NULL"), 0);
}
END_TEST

START_TEST(a_code_that_is_over_stays)
{
	notify_sign_in_code(&shop, 77, CHANNEL_EMAIL, "lin@mail.example", LANG_EN, "123456");
	shop.now = instant_add(shop.now, NOTIFY_CODE_LIFE);
	rmdir(folder);
	ck_assert_int_eq(deliver(), 1);
	ck_assert_int_eq(messages("sign_in_code", 0), 1);
	ck_assert_int_eq(mkdir(folder, 0700), 0);
	shop.now = instant_add(shop.now, 1);
	ck_assert_int_eq(deliver(), 1);
	ck_assert_int_eq(messages("sign_in_code", 3), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE data IS NOT NULL"), 0);
	ck_assert_int_eq(rmdir(folder), 0);
	ck_assert_int_eq(mkdir(folder, 0700), 0);
}
END_TEST

START_TEST(what_is_over_is_forgotten)
{
	shop_goods("A", 10, false);
	order_of("lin@mail.example", LANG_EN);
	support_sql("UPDATE outbox SET run_at = '2020-01-01'");
	ck_assert_int_eq(notify_sweep(&shop), 0);
	support_sql("UPDATE outbox SET state = 3");
	ck_assert_int_eq(notify_sweep(&shop), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox"), 0);
}
END_TEST

START_TEST(lost_numbers_go_to_the_address_on_file)
{
	struct order *o;
	size_t len;

	shop_goods("A", 10, false);
	o = order_of("lin@mail.example", LANG_EN);
	support_sql("DELETE FROM outbox");
	notify_order_list(&shop, "nobody@mail.example", LANG_EN);
	ck_assert_int_eq(messages("order_list", 0), 1);
	ck_assert_int_eq(deliver(), 1);
	/* nobody was written to, and nobody reads at the desk who asked */
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox"), 0);
	notify_order_list(&shop, "LIN@mail.example", LANG_EN);
	ck_assert_int_eq(messages("order_list", 0), 1);
	ck_assert_int_eq(deliver(), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE data IS NOT NULL"), 0);
	len = strlen(only_mail());
	ck_assert_uint_gt(len, 500);
	ck_assert_ptr_nonnull(o->number);
}
END_TEST

static int64_t in_language(const char *template, enum lang lang)
{
	char sql[160];

	snprintf(sql, sizeof sql,
		 "SELECT COUNT(*) FROM outbox WHERE template = '%s' AND lang = '%s'", template,
		 lang_tag[lang]);
	return support_number(sql);
}

START_TEST(who_has_an_account_is_written_to_as_they_chose)
{
	struct order *o;
	uint64_t parcel;

	shop_goods("A", 10, false);
	o = order_of("lin@mail.example", LANG_ZH);
	ck_assert_int_eq(in_language("placed", LANG_ZH), 1);
	/* a guest's order is answered in its own */
	customer_choose_language(&shop, o->customer_id, LANG_EN);
	order_of("lin@mail.example", LANG_ZH);
	ck_assert_int_eq(in_language("placed", LANG_ZH), 2);
	support_sql("UPDATE customer SET provisional = 0");
	order_of("lin@mail.example", LANG_ZH);
	ck_assert_int_eq(in_language("placed", LANG_EN), 1);
	/* chosen after the order was placed */
	parcel = shop_ship(o, "SF1000000000001");
	ck_assert_int_eq(in_language("shipped", LANG_EN), 1);
	customer_choose_language(&shop, o->customer_id, LANG_ZH);
	shop_hear(parcel, PARCEL_IN_TRANSIT);
	shop_hear(parcel, PARCEL_DELIVERED);
	ck_assert_int_eq(in_language("delivered", LANG_ZH), 1);
}
END_TEST

START_TEST(lost_numbers_come_in_the_customers_language)
{
	shop_goods("A", 10, false);
	order_of("lin@mail.example", LANG_ZH);
	support_sql("DELETE FROM outbox");
	notify_order_list(&shop, "lin@mail.example", LANG_EN);
	ck_assert_int_eq(deliver(), 1);
	ck_assert_int_eq(in_language("order_list", LANG_ZH), 1);
	support_sql("DELETE FROM outbox");
	support_sql("UPDATE customer SET provisional = 0, lang = 'en'");
	notify_order_list(&shop, "lin@mail.example", LANG_ZH);
	ck_assert_int_eq(deliver(), 1);
	ck_assert_int_eq(in_language("order_list", LANG_EN), 1);
}
END_TEST

START_TEST(what_was_cancelled_before_it_was_told_is_not_thanked_for)
{
	struct order_answer a;
	struct order *o;

	shop_goods("A", 10, false);
	o = order_of("lin@mail.example", LANG_EN);
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ o->id, 0 }, "other", &a),
			 ORDER_OK);
	ck_assert_int_eq(deliver(), 2);
	ck_assert_int_eq(messages("placed", OUTBOX_OVER), 1);
	ck_assert_int_eq(messages("cancelled", OUTBOX_SENT), 1);
	only_mail();
}
END_TEST

START_TEST(what_was_cancelled_is_not_listed)
{
	const struct shop_want wants[] = { { "A", 2 }, { "B", 1 } };
	struct order_draft d = shop_draft("13800000001", wants, 2);
	struct order_answer a;
	struct message m = { .id = 1,
			     .template = "placed",
			     .recipient = "lin@mail.example",
			     .lang = LANG_EN,
			     .created_at = shop.now };
	struct mail mail;

	shop_goods("A", 10, false);
	shop_goods("B", 10, false);
	ck_assert_int_eq(order_place(&shop, &d, &a), ORDER_OK);
	m.order_id = a.order->id;
	ck_assert_int_eq(order_cancel_line(&shop, (struct order_ref){ a.order->id, 0 },
					   a.order->lines[0].id, 2, "other", &a),
			 ORDER_OK);
	ck_assert(mail_render(&shop, &m, &mail));
	ck_assert_ptr_nonnull(strstr(mail.text, "- Thing B ×1"));
	ck_assert_ptr_null(strstr(mail.text, "×0"));
	ck_assert_ptr_null(strstr(mail.html, "×0"));
}
END_TEST

START_TEST(who_pays_by_transfer_is_told_where_to)
{
	static const char *const templates[] = { "placed", "pay_soon" };
	const struct shop_want want = { "A", 2 };
	struct order_draft d = shop_draft("13800000001", &want, 1);
	struct order_answer a;
	struct message m = {
		.id = 1, .recipient = "lin@mail.example", .lang = LANG_EN, .created_at = shop.now
	};
	struct mail mail;

	shop_goods("A", 10, false);
	d.payment_method = PAY_BANK_TRANSFER;
	d.pay_first = true;
	ck_assert_int_eq(order_place(&shop, &d, &a), ORDER_OK);
	m.order_id = a.order->id;
	for (size_t i = 0; i < sizeof templates / sizeof *templates; i++) {
		m.template = templates[i];
		shop_app->settings.bank_account_zh = "";
		ck_assert(mail_render(&shop, &m, &mail));
		ck_assert_ptr_nonnull(strstr(mail.text, "Ask us where to transfer the money to: "
							"call 400-800-0126"));
		/* that of the other language is better than none */
		shop_app->settings.bank_account_zh = "示例银行\n0000 1234";
		ck_assert(mail_render(&shop, &m, &mail));
		ck_assert_ptr_nonnull(strstr(mail.text, "示例银行\n0000 1234\n"));
		ck_assert_ptr_nonnull(strstr(mail.html, "示例银行\n0000 1234<"));
		ck_assert_ptr_nonnull(
			strstr(mail.text, arena_printf(shop.arena, "order number %s with the",
						       a.order->number)));
	}
}
END_TEST

/* What is promised is what holds for such an order. */
static const struct {
	const char *name, *sku[3], *subject, *said[2];
	bool ships;
} comes[] = {
	{ "goods",
	  { "A" },
	  "Order placed, ships by",
	  { "We’ll write again when it ships." },
	  true },
	{ "a_service",
	  { "S" },
	  "Order placed",
	  { "All of it has been provided. Nothing is sent by parcel." },
	  false },
	{ "an_e_book", { "E" }, "Order placed", { "All of it has been provided." }, false },
	{ "at_the_counter",
	  { "P" },
	  "Order placed, ready to collect by",
	  { "We’ll write again when you can collect it." },
	  false },
	{ "goods_and_a_service",
	  { "A", "S" },
	  "Order placed, ships by",
	  { "We’ll write again when the parcel ships.",
	    "Services and downloads in it have been provided." },
	  true },
	{ "goods_and_at_the_counter",
	  { "A", "P" },
	  "Order placed, ships by",
	  { "We’ll write again when the parcel ships.",
	    "when you can collect what you pick up yourself." },
	  true },
	{ "at_the_counter_and_an_e_book",
	  { "P", "E" },
	  "Order placed, ready to collect by",
	  { "when you can collect what you pick up yourself.",
	    "Services and downloads in it have been provided." },
	  false },
	{ "a_service_to_come",
	  { "W" },
	  "Order placed",
	  { "Nothing is sent by parcel: your order’s page shows when it is provided." },
	  false },
	{ "goods_and_a_service_to_come",
	  { "A", "W" },
	  "Order placed",
	  { "We’ll write again when the parcel ships.", "Services and downloads need no parcel" },
	  true },
};

static size_t wants_of(int i, struct shop_want wants[3])
{
	size_t n = 0;

	for (; n < 3 && comes[i].sku[n]; n++)
		wants[n] = (struct shop_want){ comes[i].sku[n], 1 };
	return n;
}

START_TEST(who_orders_is_told_how_it_comes)
{
	struct shop_want wants[3];
	struct order_draft d = shop_draft("13800000001", wants, wants_of(_i, wants));
	struct message m = { .id = 1,
			     .template = "placed",
			     .recipient = "lin@mail.example",
			     .lang = LANG_EN,
			     .created_at = shop.now };
	struct order_answer a;
	struct mail mail;

	shop_goods("A", 10, false);
	shop_goods("P", 10, false);
	support_sql("UPDATE product SET kind = 3 WHERE code = 'P-P'");
	shop_sku("S", PRODUCT_SERVICE, false);
	shop_sku("E", PRODUCT_DIGITAL, false);
	shop_sku("W", PRODUCT_SERVICE, true);
	ck_assert_int_eq(order_place(&shop, &d, &a), ORDER_OK);
	m.order_id = a.order->id;
	ck_assert(mail_render(&shop, &m, &mail));
	ck_assert_msg(strncmp(mail.subject, comes[_i].subject, strlen(comes[_i].subject)) == 0,
		      "%s: %s", comes[_i].name, mail.subject);
	if (!strcmp(comes[_i].subject, "Order placed"))
		ck_assert_str_eq(mail.subject, "Order placed");
	for (size_t i = 0; i < 2 && comes[_i].said[i]; i++) {
		ck_assert_msg(strstr(mail.text, comes[_i].said[i]) != NULL, "%s: %s",
			      comes[_i].name, mail.text);
		ck_assert_ptr_nonnull(strstr(mail.html, comes[_i].said[i]));
	}
	ck_assert_msg((strstr(mail.text, "ships.") != NULL) == comes[_i].ships, "%s",
		      comes[_i].name);
	m.lang = LANG_ZH;
	ck_assert(mail_render(&shop, &m, &mail));
	ck_assert_msg((strstr(mail.text, "发货") || strstr(mail.text, "包裹发出")) ==
			      comes[_i].ships,
		      "%s: %s", comes[_i].name, mail.text);
}
END_TEST

START_TEST(header_values_keep_their_line)
{
	struct buf b;

	buf_init(&b, shop.arena);
	mail_header(&b, "Subject",
		    "包裹 1 已发出，预计 11月21日（周六）送达，请留意电话，谢谢您的耐心等待与支持");
	for (const char *line = b.p; line && *line;
	     line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL)
		ck_assert_uint_le(strcspn(line, "\r\n"), 100);
	ck_assert_ptr_null(strstr(b.p, "包"));
}
END_TEST

START_TEST(the_clock_brings_work_back)
{
	struct arena *a = arena_new();

	shop_goods("A", 10, false);
	order_of("lin@mail.example", LANG_EN);
	ck_assert_int_gt(jobs_run_due(shop_app, a), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM job WHERE done_at IS NULL"), 0);
	arena_reset(a);
	jobs_run_due(shop_app, a);
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM job WHERE run_at <= UTC_TIMESTAMP(6)"),
			 0);
	db_use_arena(shop_app->db, shop.arena);
	arena_use_for_cjson(shop.arena);
	arena_free(a);
}
END_TEST

Suite *notify_suite(void)
{
	Suite *s = suite_create("notify");
	TCase *tc = tcase_create("all");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, each_event_tells_once);
	tcase_add_test(tc, nobody_is_written_to_without_an_address);
	tcase_add_test(tc, a_refused_order_tells_nobody);
	tcase_add_test(tc, a_mail_is_written_as_mail);
	tcase_add_test(tc, every_message_renders_in_every_language);
	tcase_add_test(tc, a_full_folder_is_tried_again_later);
	tcase_add_test(tc, after_the_last_try_it_has_failed_until_somebody_asks);
	tcase_add_test(tc, a_worker_that_died_gives_its_messages_back);
	tcase_add_test(tc, a_code_leaves_the_table_when_it_is_sent);
	tcase_add_test(tc, a_code_that_is_over_stays);
	tcase_add_test(tc, what_is_over_is_forgotten);
	tcase_add_test(tc, lost_numbers_go_to_the_address_on_file);
	tcase_add_test(tc, who_has_an_account_is_written_to_as_they_chose);
	tcase_add_test(tc, lost_numbers_come_in_the_customers_language);
	tcase_add_test(tc, what_was_cancelled_before_it_was_told_is_not_thanked_for);
	tcase_add_test(tc, what_was_cancelled_is_not_listed);
	tcase_add_test(tc, who_pays_by_transfer_is_told_where_to);
	tcase_add_loop_test(tc, who_orders_is_told_how_it_comes, 0,
			    (int)(sizeof comes / sizeof *comes));
	tcase_add_test(tc, header_values_keep_their_line);
	tcase_add_test(tc, the_clock_brings_work_back);
	suite_add_tcase(s, tc);
	return s;
}
