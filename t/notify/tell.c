/* SPDX-License-Identifier: GPL-3.0-or-later */
/* News of orders and parcels: once each, joined where several come, at once where it presses. */
#include "notify/tell.h"
#include <stdio.h>
#include "base/rows.h"
#include "notify/mail.h"
#include "shipping/shop.h"
#include "support/folder.h"
#include "support/mail_server.h"

#define EMAIL "lin@mail.example"

static struct config config;

static void setup(void)
{
	shop_setup();
	config = *shop_app->config;
	config.mail = arena_printf(shop_app->arena, "dir:%s", support_folder(shop_app->arena));
	config.mail_from = "orders@shop.example";
	shop_app->config = &config;
	shop_goods("A", 100, false);
}

static void teardown(void)
{
	shop_teardown();
}

static struct order *order_in(enum lang lang, enum order_payment_method method)
{
	const struct shop_want want = { "A", 2 };
	struct order_draft d = shop_draft("13800000001", &want, 1);
	struct order_answer a;

	d.contact.email = EMAIL;
	d.contact.lang = d.lang = lang;
	d.payment_method = method;
	d.pay_first = method == PAY_BANK_TRANSFER;
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

/* Only these are due, by the database's clock. */
static int deliver(const char *of)
{
	support_sql("UPDATE outbox SET run_at = '2099-01-01' WHERE state = 0");
	support_sql(arena_printf(shop.arena,
				 "UPDATE outbox SET run_at = '2020-01-01' WHERE state = 0 AND %s",
				 of));
	return notify_deliver(&shop, 20);
}

static void only_news_is_left(void)
{
	support_sql("DELETE FROM outbox WHERE template = 'placed'");
}

START_TEST(parcels_that_leave_together_are_one_mail)
{
	struct mail_server s = mail_server_start(shop_app->arena, "clear", NULL);
	const char *mail;

	config.mail = arena_printf(shop_app->arena, "smtp://localhost:%d", s.port);
	config.mail_tls = "opportunistic";
	config.mail_timeout = 5;
	for (int i = 1; i <= 3; i++)
		shop_ship(order_in(LANG_EN, PAY_COD),
			  arena_printf(shop.arena, "SF100000000000%d", i));
	only_news_is_left();
	ck_assert_int_eq(messages("shipped", OUTBOX_WAITING), 3);
	/* a quarter of an hour after the first, the others come along */
	ck_assert_int_eq(support_number("SELECT TIMESTAMPDIFF(MINUTE, created_at, run_at) FROM "
					"outbox LIMIT 1"),
			 15);
	ck_assert_int_eq(deliver("1 ORDER BY id LIMIT 1"), 1);
	ck_assert_int_eq(messages("shipped", OUTBOX_SENT), 3);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox a JOIN outbox b ON "
					"a.joined_id = b.id AND b.joined_id IS NULL"),
			 2);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE subject = "
					"'3 parcels are on their way'"),
			 3);
	mail = mail_server_taken(shop_app->arena, &s, 1);
	ck_assert_ptr_nonnull(mail);
	ck_assert_ptr_nonnull(strstr(mail, "Subject: 3 parcels are on their way\r\n"));
	ck_assert_ptr_null(mail_server_taken(shop_app->arena, &s, 2));
}
END_TEST

START_TEST(of_a_parcel_only_the_newest_is_said)
{
	uint64_t parcel = shop_ship(order_in(LANG_ZH, PAY_COD), "SF1000000000001");

	shop_hear(parcel, PARCEL_IN_TRANSIT);
	shop_hear(parcel, PARCEL_OUT_FOR_DELIVERY);
	shop_hear(parcel, PARCEL_DELIVERED);
	only_news_is_left();
	ck_assert_int_eq(deliver("template = 'shipped'"), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE state = 2 AND subject "
					"= '已签收'"),
			 3);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE template = 'delivered' "
					"AND joined_id IS NULL"),
			 1);
}
END_TEST

START_TEST(one_that_cannot_be_sent_keeps_all_waiting)
{
	for (int i = 1; i <= 2; i++)
		shop_ship(order_in(LANG_ZH, PAY_COD),
			  arena_printf(shop.arena, "SF100000000000%d", i));
	only_news_is_left();
	config.mail = "smtp://127.0.0.1:1";
	config.mail_timeout = 2;
	ck_assert_int_eq(deliver("1 = 1"), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE state = 0 AND tries = 1 "
					"AND joined_id IS NULL AND last_error IS NOT NULL"),
			 2);
	config.mail = arena_printf(shop_app->arena, "dir:%s", support_folder(shop_app->arena));
	ck_assert_int_eq(deliver("1 = 1"), 1);
	ck_assert_int_eq(messages("shipped", OUTBOX_SENT), 2);
}
END_TEST

START_TEST(another_language_has_its_own_mail)
{
	shop_ship(order_in(LANG_ZH, PAY_COD), "SF1000000000001");
	shop_ship(order_in(LANG_EN, PAY_COD), "SF1000000000002");
	only_news_is_left();
	ck_assert_int_eq(deliver("1 = 1"), 2);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE joined_id IS NOT NULL"),
			 0);
}
END_TEST

START_TEST(a_problem_leaves_at_once_and_once)
{
	uint64_t parcel = shop_ship(order_in(LANG_ZH, PAY_COD), "SF1000000000001");

	shop_hear(parcel, PARCEL_IN_TRANSIT);
	shop_hear(parcel, PARCEL_ATTEMPT_FAILED);
	ck_assert_int_eq(messages("problem", OUTBOX_WAITING), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE template = 'problem' "
					"AND run_at = created_at"),
			 1);
	shop_hear(parcel, PARCEL_OUT_FOR_DELIVERY);
	shop_hear(parcel, PARCEL_ATTEMPT_FAILED);
	ck_assert_int_eq(messages("problem", OUTBOX_WAITING), 1);
	shop_hear(parcel, PARCEL_RETURNING);
	shop_hear(parcel, PARCEL_RETURNED);
	ck_assert_int_eq(messages("problem", OUTBOX_WAITING), 3);
	ck_assert_int_eq(deliver("template = 'problem'"), 3);
}
END_TEST

START_TEST(a_parcel_of_two_orders_has_one_problem)
{
	struct order *a = order_in(LANG_ZH, PAY_COD), *b = order_in(LANG_ZH, PAY_COD);
	const struct order_ref both[] = { { a->id, 0 }, { b->id, 0 } };

	ck_assert_int_eq(shop_pack(both, 2, NULL, 0), SHIPPING_OK);
	ck_assert_int_eq(shop_hand_over(shop_answer.parcel->id, "sf", "SF1000000000001"),
			 SHIPPING_OK);
	shop_hear(shop_answer.parcel->id, PARCEL_ATTEMPT_FAILED);
	ck_assert_int_eq(messages("shipped", OUTBOX_WAITING), 1);
	ck_assert_int_eq(messages("problem", OUTBOX_WAITING), 1);
}
END_TEST

static void promise(uint64_t parcel, int days)
{
	struct promise_draft d = { .problem = PROBLEM_WEATHER };
	struct shipping_answer a;

	instant_day_window(shop.now, days, &d.from, &d.to);
	ck_assert_int_eq(parcel_set_promise(&shop, (struct parcel_ref){ parcel, 0 }, &d, &a),
			 SHIPPING_OK);
}

START_TEST(each_later_day_is_told)
{
	uint64_t parcel = shop_ship(order_in(LANG_EN, PAY_COD), "SF1000000000001");

	/* its first day is in what says that it left */
	promise(parcel, 5);
	ck_assert_int_eq(messages("late", OUTBOX_WAITING), 0);
	only_news_is_left();
	deliver("1 = 1");
	shop_pass(1);
	promise(parcel, 6);
	promise(parcel, 9);
	promise(parcel, 8);
	ck_assert_int_eq(messages("late", OUTBOX_WAITING), 2);
	ck_assert_int_eq(deliver("1 = 1"), 2);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE subject LIKE 'Your "
					"parcel is a day late, now %'"),
			 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE subject LIKE 'Your "
					"parcel is 3 days late, now %'"),
			 1);
}
END_TEST

START_TEST(an_order_that_waits_longer_is_told)
{
	struct order *o = order_in(LANG_ZH, PAY_COD);
	struct order_answer a;
	struct instant from, to;

	instant_day_window(shop.now, 9, &from, &to);
	ck_assert_int_eq(order_set_promise(&shop, (struct order_ref){ o->id, 0 }, from, to, "asked",
					   &a),
			 ORDER_OK);
	ck_assert_int_eq(messages("late", OUTBOX_WAITING), 1);
	ck_assert_int_eq(deliver("template = 'late'"), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE subject LIKE "
					"'订单晚 % 天%'"),
			 1);
}
END_TEST

START_TEST(money_back_is_told)
{
	struct order *o = order_in(LANG_EN, PAY_BANK_TRANSFER);
	struct payment_draft money = { .method = PAY_BANK_TRANSFER,
				       .amount = 2000,
				       .at = INSTANT_NONE };
	struct payment_answer paid, back;

	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ o->id, 0 }, &money, &paid),
			 PAYMENT_OK);
	ck_assert_int_eq(payment_refund(&shop, (struct order_ref){ o->id, 0 }, paid.id, 500, "x",
					&back),
			 PAYMENT_OK);
	ck_assert_int_eq(messages("refunded", OUTBOX_WAITING), 1);
	ck_assert_int_eq(deliver("template = 'refunded'"), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE subject = '¥5.00 "
					"refunded, 1–3 days'"),
			 1);
}
END_TEST

START_TEST(who_has_to_pay_is_reminded_once)
{
	struct order *o;

	shop.now = instant_now();
	o = order_in(LANG_EN, PAY_BANK_TRANSFER);
	ck_assert_int_eq(notify_remind_unpaid(&shop), 0);
	shop.now = instant_add(o->pay_until, -MESSAGE_PAY_SOON);
	ck_assert_int_eq(notify_remind_unpaid(&shop), 1);
	notify_remind_unpaid(&shop);
	ck_assert_int_eq(messages("pay_soon", OUTBOX_WAITING), 1);
	ck_assert_int_eq(deliver("template = 'pay_soon'"), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE subject LIKE 'Payment "
					"needed by __:__'"),
			 1);
}
END_TEST

START_TEST(who_paid_meanwhile_is_not_reminded)
{
	struct order *o;
	struct payment_draft money = { .method = PAY_BANK_TRANSFER,
				       .amount = 2000,
				       .at = INSTANT_NONE };
	struct payment_answer paid;

	shop.now = instant_now();
	o = order_in(LANG_EN, PAY_BANK_TRANSFER);
	shop.now = instant_add(o->pay_until, -MESSAGE_PAY_SOON);
	ck_assert_int_eq(notify_remind_unpaid(&shop), 1);
	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ o->id, 0 }, &money, &paid),
			 PAYMENT_OK);
	ck_assert_int_eq(deliver("template = 'pay_soon'"), 1);
	ck_assert_int_eq(messages("pay_soon", OUTBOX_OVER), 1);
	ck_assert_int_eq(notify_remind_unpaid(&shop), 0);
}
END_TEST

/* ---- how they read ---- */

static int letters(const char *s, bool wide)
{
	int n = 0;

	for (; *s; s++)
		if (((unsigned char)*s & 0xc0) != 0x80 && (!wide || (unsigned char)*s >= 0xe0))
			n++;
	return n;
}

static void check_reads(const struct message *m, const char *number)
{
	struct mail mail;

	ck_assert(mail_render(&shop, m, &mail));
	ck_assert_msg(letters(mail.subject, m->lang == LANG_ZH) <= (m->lang == LANG_ZH ? 20 : 50) &&
			      *mail.subject,
		      "%s: %s", m->template, mail.subject);
	ck_assert_ptr_nonnull(strstr(mail.html, "</html>"));
	ck_assert_uint_le(strlen(mail.html), 60 * 1024);
	ck_assert_msg(strstr(mail.text, number) != NULL, "%s: %s", m->template, mail.text);
	ck_assert_ptr_null(strstr(mail.text, "&amp;"));
	ck_assert_ptr_null(strstr(mail.text, "<p>"));
	ck_assert_ptr_null(strstr(mail.text, "\n\n\n"));
}

START_TEST(each_reads_well_in_each_language)
{
	static const struct {
		const char *template, *data;
		enum parcel_state state;
		enum parcel_problem problem;
	} rows[] = {
		{ "shipped", NULL, PARCEL_COLLECTED, PROBLEM_NONE },
		{ "out_for_delivery", NULL, PARCEL_OUT_FOR_DELIVERY, PROBLEM_NONE },
		{ "ready_for_pickup", NULL, PARCEL_READY_FOR_PICKUP, PROBLEM_NONE },
		{ "late", "{\"days\":12,\"to\":\"2026-11-25T15:59:59Z\"}", PARCEL_DELAYED,
		  PROBLEM_HUB_BACKLOG },
		{ "late", "{\"days\":0,\"to\":null}", PARCEL_DELAYED, PROBLEM_NO_SCAN },
		{ "problem", NULL, PARCEL_ATTEMPT_FAILED, PROBLEM_ATTEMPT_FAILED },
		{ "problem", NULL, PARCEL_EXCEPTION, PROBLEM_ADDRESS },
		{ "problem", NULL, PARCEL_EXCEPTION, PROBLEM_CUSTOMS },
		{ "problem", NULL, PARCEL_EXCEPTION, PROBLEM_DAMAGED },
		{ "problem", NULL, PARCEL_EXCEPTION, PROBLEM_NONE },
		{ "problem", NULL, PARCEL_LOST, PROBLEM_LOST },
		{ "problem", NULL, PARCEL_RETURNING, PROBLEM_REFUSED },
		{ "pay_soon", NULL, PARCEL_IN_TRANSIT, PROBLEM_NONE },
		{ "refunded",
		  "{\"amount\":{\"amount\":123456789,\"currency\":\"CNY\"},\"by_bank\":true}",
		  PARCEL_IN_TRANSIT, PROBLEM_NONE },
	};
	struct order *o = order_in(LANG_ZH, PAY_COD);

	for (size_t i = 0; i < COUNT(rows); i++) {
		uint64_t parcel;
		struct parcel_news n = { .state = rows[i].state,
					 .problem = rows[i].problem,
					 .at = INSTANT_NONE,
					 .place = "杭州" };
		o = order_in(LANG_ZH, PAY_COD);
		parcel = shop_ship(o, arena_printf(shop.arena, "SF10000000001%02zu", i));
		n.parcel_id = parcel;
		shop_pass(1);
		if (rows[i].state != PARCEL_COLLECTED)
			ck_assert_int_eq(parcel_event(&shop, &n, &shop_answer), SHIPPING_OK);
		for (int l = 0; l < LANG__MAX; l++)
			check_reads(&(struct message){ .id = 1,
						       .template = rows[i].template,
						       .recipient = EMAIL,
						       .lang = (enum lang)l,
						       .created_at = shop.now,
						       .data = rows[i].data,
						       .order_id = o->id,
						       .parcel_id = parcel },
				    o->number);
	}
}
END_TEST

Suite *notify_tell_suite(void)
{
	Suite *s = suite_create("notify_tell");
	TCase *tc = tcase_create("all");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, parcels_that_leave_together_are_one_mail);
	tcase_add_test(tc, of_a_parcel_only_the_newest_is_said);
	tcase_add_test(tc, one_that_cannot_be_sent_keeps_all_waiting);
	tcase_add_test(tc, another_language_has_its_own_mail);
	tcase_add_test(tc, a_problem_leaves_at_once_and_once);
	tcase_add_test(tc, a_parcel_of_two_orders_has_one_problem);
	tcase_add_test(tc, each_later_day_is_told);
	tcase_add_test(tc, an_order_that_waits_longer_is_told);
	tcase_add_test(tc, money_back_is_told);
	tcase_add_test(tc, who_has_to_pay_is_reminded_once);
	tcase_add_test(tc, who_paid_meanwhile_is_not_reminded);
	tcase_add_test(tc, each_reads_well_in_each_language);
	suite_add_tcase(s, tc);
	return s;
}
