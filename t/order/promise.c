/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an order waits for moves the day it is promised for, and every face says the same day. */
#include <stdlib.h>
#include "notify/mail.h"
#include "notify/store.h"
#include "order/door.h"

static struct order_answer answer;

static struct order_ref any(const struct order *o)
{
	return (struct order_ref){ o->id, 0 };
}

static struct instant in_days(int n)
{
	return instant_add(shop.now, n * INSTANT_DAY);
}

static void wait_for(const struct order *o, size_t line, enum order_wait wait, struct instant until)
{
	ck_assert_int_eq(order_set_wait(&shop, any(o), o->lines[line].id, wait, until, &answer),
			 ORDER_OK);
}

static void is_promised(const struct order *o, struct instant t, int days)
{
	struct order *now = door_look(o);
	struct instant from, to;

	instant_day_window(t, days, &from, &to);
	ck_assert_int_eq(now->promised_from.us, from.us);
	ck_assert_int_eq(now->promised_to.us, to.us);
}

static const char *end_of(const cJSON *window)
{
	const char *to = json_get_text(window, "to");

	return to ? to : "none";
}

START_TEST(every_face_says_the_same_day)
{
	struct order *o = door_order("A", 2);
	struct browser staff = door_staff(1), own = door_customer(o);
	const char *page = door_path("/o/%s", o->number), *wanted;
	const cJSON *list;

	ck_assert_str_ne(end_of(json_get(door_tree(&own, page), "expected")), "none");
	wait_for(o, 0, WAIT_PRE_ORDER, in_days(28));
	is_promised(o, in_days(28), 3);
	wanted = end_of(json_get(door_tree(&own, page), "expected"));
	ck_assert_str_ne(wanted, "none");
	ck_assert_str_eq(wanted, order_time_word(&shop, door_look(o)->promised_to));
	list = json_get(door_tree(&staff, "/desk/orders"), "orders");
	ck_assert_str_eq(end_of(json_get(list->child, "promise")), wanted);
	list = door_tree(&staff, door_path("/desk/orders/%s", o->number));
	ck_assert_str_eq(end_of(json_get(list, "promise")), wanted);
	ck_assert_int_eq(shop_events(EVENT_PROMISE_CHANGED), 1);
	wait_for(o, 0, WAIT_NONE, INSTANT_NONE);
	is_promised(o, shop.now, 3);
	ck_assert_int_eq(shop_events(EVENT_PROMISE_CHANGED), 2);
	shop_check();
}
END_TEST

START_TEST(a_wait_without_a_day_is_said_to_have_none)
{
	struct order *o = door_order("A", 2);
	struct browser own = door_customer(o);
	const char *page = door_path("/o/%s", o->number);

	wait_for(o, 0, WAIT_BACK_ORDER, INSTANT_NONE);
	ck_assert(instant_is_none(door_look(o)->promised_to));
	ck_assert_str_eq(end_of(json_get(door_tree(&own, page), "expected")), "none");
	door_shows(browser_get(&own, door_path("%s?lang=en", page)), "not known yet");
	wait_for(o, 0, WAIT_BACK_ORDER, in_days(6));
	is_promised(o, in_days(6), 3);
	door_hides(browser_get(&own, door_path("%s?lang=en", page)), "not known yet");
	shop_check();
}
END_TEST

START_TEST(nothing_is_promised_for_before_what_it_waits_for)
{
	struct order *o = door_order("A", 2);

	wait_for(o, 0, WAIT_PRE_ORDER, in_days(9));
	ck_assert_int_eq(order_set_promise(&shop, any(o), in_days(7), in_days(8), NULL, &answer),
			 ORDER_TOO_EARLY);
	is_promised(o, in_days(9), 3);
	ck_assert_int_eq(order_set_promise(&shop, any(o), in_days(9), in_days(9), NULL, &answer),
			 ORDER_OK);
	ck_assert_int_eq(door_look(o)->promised_to.us, in_days(9).us);
	shop_check();
}
END_TEST

START_TEST(the_desk_is_told_beside_the_field)
{
	struct order *o = door_order("A", 2);
	struct browser staff = door_staff(1);
	struct answer *a;

	wait_for(o, 0, WAIT_PRE_ORDER, in_days(30));
	a = door_post_tree(&staff, door_path("/desk/orders/%s/promise", o->number),
			   door_path("version=0&from=%.10s", order_time_word(&shop, in_days(20))));
	door_want(a, 422);
	ck_assert_str_eq(door_error(a), "/from too_early");
}
END_TEST

START_TEST(a_hold_moves_it_and_its_end_does)
{
	struct order *o = door_order("A", 2);
	struct browser own = door_customer(o);
	const char *page = door_path("/o/%s", o->number);

	ck_assert_int_eq(order_hold(&shop, any(o), "address", in_days(6), &answer), ORDER_OK);
	is_promised(o, in_days(6), 3);
	ck_assert_str_eq(end_of(json_get(door_tree(&own, page), "expected")),
			 order_time_word(&shop, door_look(o)->promised_to));
	ck_assert_int_eq(shop_events(EVENT_PROMISE_CHANGED), 1);
	shop_pass(24);
	ck_assert_int_eq(order_release(&shop, any(o), &answer), ORDER_OK);
	is_promised(o, shop.now, 3);
	ck_assert_int_eq(shop_events(EVENT_PROMISE_CHANGED), 2);
	shop_check();
}
END_TEST

START_TEST(nothing_is_promised_before_it_is_paid)
{
	struct order_draft d = door_draft("A", 2);
	struct payment_answer paid;
	struct order *o;
	struct browser own;
	const char *page;

	d.pay_first = true;
	d.payment_method = PAY_BANK_TRANSFER;
	o = door_order_of(d);
	own = door_customer(o);
	page = door_path("/o/%s?lang=en", o->number);
	ck_assert(instant_is_none(door_look(o)->promised_to));
	door_shows(browser_get(&own, page), "counted from when you have paid");
	door_hides(browser_get(&own, page), "Expected");
	door_hides(browser_get(&own, page), "not known yet");
	door_shows(browser_get(&own, "/me/orders?lang=en"), "counted from when you have paid");
	shop_pass(24);
	ck_assert_int_eq(payment_capture(&shop, any(o),
					 &(struct payment_draft){ .method = PAY_BANK_TRANSFER,
								  .amount = o->total_amount,
								  .at = INSTANT_NONE },
					 &paid),
			 PAYMENT_OK);
	is_promised(o, shop.now, 3);
	ck_assert_int_eq(shop_events(EVENT_PROMISE_CHANGED), 1);
	door_shows(browser_get(&own, page), "Expected");
	door_hides(browser_get(&own, page), "counted from when you have paid");
	shop_check();
}
END_TEST

START_TEST(of_what_is_cancelled_nothing_is_promised)
{
	struct order *o = door_order("A", 2);
	struct browser staff = door_staff(1);
	const cJSON *list;

	ck_assert_int_eq(order_cancel(&shop, any(o), "other", &answer), ORDER_OK);
	list = json_get(door_tree(&staff, "/desk/orders?status=cancelled"), "orders");
	ck_assert_str_eq(json_get_text(list->child, "number"), o->number);
	ck_assert_str_eq(end_of(json_get(list->child, "promise")), "none");
	ck_assert_str_eq(end_of(json_get(door_tree(&staff, door_path("/desk/orders/%s", o->number)),
					 "promise")),
			 "none");
	door_hides(browser_get(&staff, door_path("/desk/orders/%s?lang=en", o->number)),
		   "promised");
}
END_TEST

START_TEST(stock_moves_it_too)
{
	uint64_t sku = shop_goods("C", 0, true);
	struct stock_move m = {
		.sku_id = sku, .quantity = 5, .kind = MOVE_RECEIPT, .at = INSTANT_NONE
	};
	struct order *o;

	ck_assert_int_eq(stock_set(&shop, sku, true, in_days(10)), STOCK_OK);
	o = door_order("C", 2);
	is_promised(o, in_days(10), 3);
	ck_assert_int_eq(shop_events(EVENT_PROMISE_CHANGED), 0);
	ck_assert_int_eq(stock_set(&shop, sku, true, in_days(15)), STOCK_OK);
	is_promised(o, in_days(15), 3);
	ck_assert_int_eq(shop_events(EVENT_PROMISE_CHANGED), 1);
	shop_pass(24 * 4);
	ck_assert_int_eq(stock_move(&shop, &m), STOCK_OK);
	is_promised(o, shop.now, 3);
	shop_check();
}
END_TEST

START_TEST(a_program_promises_no_earlier_either)
{
	uint64_t sku = shop_goods("C", 0, true);
	struct order_draft d = door_draft("C", 1);

	ck_assert_int_eq(stock_set(&shop, sku, true, in_days(10)), STOCK_OK);
	d.promised_to = in_days(4);
	is_promised(door_order_of(d), in_days(10), 3);
	d.promised_to = in_days(20);
	ck_assert_int_eq(door_order_of(d)->promised_to.us, in_days(20).us);
}
END_TEST

START_TEST(a_draft_is_promised_from_when_it_is_confirmed)
{
	struct order_draft d = door_draft("A", 1);
	struct order *o;

	d.as_draft = true;
	o = door_order_of(d);
	is_promised(o, shop.now, 3);
	shop_pass(24 * 9);
	ck_assert_int_eq(order_confirm(&shop, any(o), &answer), ORDER_OK);
	is_promised(o, shop.now, 3);
	ck_assert_int_eq(shop_events(EVENT_PROMISE_CHANGED), 0);
}
END_TEST

/* What waited is given up, and the rest has left already: its parcel says when it comes. */
START_TEST(parcels_say_when_all_is_in_them)
{
	const struct shop_want wants[] = { { "A", 1 }, { "B", 1 } };
	struct order *o = shop_order(ANNE, wants, 2);

	wait_for(o, 1, WAIT_BACK_ORDER, in_days(20));
	shop_ship(door_look(o), "SF1000000000001");
	is_promised(o, in_days(20), 3);
	ck_assert_int_eq(order_cancel_line(&shop, any(o), o->lines[1].id, 1, "no_stock", &answer),
			 ORDER_OK);
	is_promised(o, shop.now, 3);
	shop_check();
}
END_TEST

static const char *says(const char *before, struct instant day, const char *after)
{
	struct buf b;

	buf_init(&b, shop.arena);
	format_date(&b, LANG_EN, day, shop.now);
	return arena_printf(shop.arena, "%s%s%s", before, b.p, after);
}

START_TEST(the_mail_says_the_day)
{
	struct message m = { .template = "placed", .lang = LANG_EN, .created_at = shop.now };
	uint64_t sku = shop_goods("C", 0, true);
	struct mail mail;
	struct order *o;

	ck_assert_int_eq(stock_set(&shop, sku, true, INSTANT_NONE), STOCK_OK);
	o = door_order("C", 1);
	m.order_id = o->id;
	ck_assert(mail_render(&shop, &m, &mail));
	ck_assert_str_eq(mail.subject, "Order placed");
	ck_assert_int_eq(stock_set(&shop, sku, true, in_days(10)), STOCK_OK);
	ck_assert(mail_render(&shop, &m, &mail));
	/* there on the third day after it left */
	o = door_look(o);
	ck_assert_str_eq(mail.subject, says("Order placed, ships by ", in_days(10), ""));
	ck_assert_ptr_nonnull(strstr(mail.text, says("With you by  ", o->promised_to, "\n")));
	ck_assert_ptr_nonnull(strstr(mail.html, says(">", o->promised_to, "<")));
	ck_assert_int_eq(instant_local_day(o->promised_to), instant_local_day(in_days(13)));
}
END_TEST

Suite *order_promise_suite(void)
{
	Suite *s = suite_create("order_promise");
	TCase *tc = tcase_create("promises");

	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, every_face_says_the_same_day);
	tcase_add_test(tc, a_wait_without_a_day_is_said_to_have_none);
	tcase_add_test(tc, nothing_is_promised_for_before_what_it_waits_for);
	tcase_add_test(tc, the_desk_is_told_beside_the_field);
	tcase_add_test(tc, a_hold_moves_it_and_its_end_does);
	tcase_add_test(tc, nothing_is_promised_before_it_is_paid);
	tcase_add_test(tc, of_what_is_cancelled_nothing_is_promised);
	tcase_add_test(tc, stock_moves_it_too);
	tcase_add_test(tc, a_program_promises_no_earlier_either);
	tcase_add_test(tc, a_draft_is_promised_from_when_it_is_confirmed);
	tcase_add_test(tc, parcels_say_when_all_is_in_them);
	tcase_add_test(tc, the_mail_says_the_day);
	suite_add_tcase(s, tc);
	return s;
}
