/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Placing and changing orders on the database: rows, stock, events, messages and the page, all or
 * nothing. */
#include <check.h>
#include <stdio.h>
#include <string.h>
#include "base/json.h"
#include "shipping/shop.h"

static struct order_answer answer;

static int64_t count(const char *table)
{
	char sql[80];

	snprintf(sql, sizeof sql, "SELECT COUNT(*) FROM %s", table);
	return support_number(sql);
}

#define WANT(...)                                                                                  \
	(const struct shop_want[]){ __VA_ARGS__ },                                                 \
		sizeof((const struct shop_want[]){ __VA_ARGS__ }) / sizeof(struct shop_want)

static enum order_refusal place(struct order_draft d)
{
	return order_place(&shop, &d, &answer);
}

START_TEST(an_order_is_placed_whole)
{
	struct order_draft d;

	shop_goods("A", 10, false);
	d = shop_draft("13800000001", WANT({ "A", 3 }));
	d.contact.email = "a@mail.example";
	ck_assert_int_eq(place(d), ORDER_OK);
	ck_assert_int_eq(answer.order->decision, ORDER_CONFIRMED);
	ck_assert_int_eq(answer.order->badge, BADGE_PREPARING);
	ck_assert_int_eq(answer.order->items_amount, 3000);
	ck_assert_int_eq(count("orders"), 1);
	ck_assert_int_eq(count("order_line"), 1);
	ck_assert_int_eq(count("order_document"), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_event WHERE kind IN (0, 1)"),
			 2);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE template = 'placed' AND "
					"recipient = 'a@mail.example'"),
			 1);
	ck_assert_int_eq(support_number("SELECT reserved FROM stock"), 3);
	ck_assert_int_eq(support_number("SELECT n_orders FROM customer"), 1);
	ck_assert_str_eq(json_get_text(answer.document, "number"), answer.order->number);
	shop_check();
}
END_TEST

struct refusal {
	const char *name;
	struct shop_want want;
	int64_t discount;
	enum order_refusal wanted;
};
static const struct refusal refusals[] = {
	{ "unknown_sku", { "NOPE", 1 }, 0, ORDER_NO_SKU },
	{ "no_quantity", { "A", 0 }, 0, ORDER_BAD_QUANTITY },
	{ "less_than_nothing", { "A", -1 }, 0, ORDER_BAD_QUANTITY },
	{ "more_than_there_is", { "A", 11 }, 0, ORDER_NO_STOCK },
	{ "discount_beyond_the_items", { "A", 1 }, 1001, ORDER_TOO_LARGE },
};

START_TEST(a_refused_order_leaves_nothing)
{
	const struct refusal *r = &refusals[_i];
	struct order_draft d;

	shop_goods("A", 10, false);
	d = shop_draft("13800000001", &r->want, 1);
	d.discount = r->discount;
	ck_assert_msg(place(d) == r->wanted, "%s", r->name);
	ck_assert_int_eq(count("orders"), 0);
	ck_assert_int_eq(count("order_line"), 0);
	ck_assert_int_eq(count("stock_reservation"), 0);
	ck_assert_int_eq(support_number("SELECT reserved FROM stock"), 0);
}
END_TEST

START_TEST(the_refused_line_is_named)
{
	shop_goods("A", 10, false);
	ck_assert_int_eq(place(shop_draft("13800000001", WANT({ "A", 1 }, { "NOPE", 1 }))),
			 ORDER_NO_SKU);
	ck_assert_uint_eq(answer.line, 1);
}
END_TEST

/* Guests pay the price until they ordered as often as the shop says, or have an account. */
START_TEST(members_pay_their_price)
{
	struct order_draft d;

	shop_goods("A", 10, false);
	support_sql("UPDATE sku SET member_milli = 900000");
	d = shop_draft("13800000001", WANT({ "A", 2 }));
	ck_assert_int_eq(place(d), ORDER_OK);
	ck_assert_int_eq(answer.order->items_amount, 2000);
	shop.app->settings.member_orders = 1;
	ck_assert_int_eq(place(d), ORDER_OK);
	ck_assert_int_eq(answer.order->items_amount, 1800);
	shop.app->settings.member_orders = 3;
	ck_assert_int_eq(place(d), ORDER_OK);
	ck_assert_int_eq(answer.order->items_amount, 2000);
	shop.app->settings.member_orders = 0;
	support_sql("UPDATE customer SET provisional = 0");
	ck_assert_int_eq(place(d), ORDER_OK);
	ck_assert_int_eq(answer.order->items_amount, 1800);
	/* a price that somebody gave is that price */
	d.lines[0].unit_milli = 950000;
	ck_assert_int_eq(place(d), ORDER_OK);
	ck_assert_int_eq(answer.order->items_amount, 1900);
	shop_check();
}
END_TEST

START_TEST(a_reference_is_taken_once)
{
	struct order_draft d;

	shop_goods("A", 10, false);
	d = shop_draft("13800000001", WANT({ "A", 1 }));
	d.source_ref = "web-1";
	ck_assert_int_eq(place(d), ORDER_OK);
	ck_assert_int_eq(place(d), ORDER_REF_TAKEN);
	d.source = "other";
	ck_assert_int_eq(place(d), ORDER_OK);
	ck_assert_int_eq(support_number("SELECT reserved FROM stock"), 2);
}
END_TEST

START_TEST(a_large_order_waits_for_a_person)
{
	shop_goods("A", 1000, false);
	shop_app->settings.review_quantity = 50;
	ck_assert_int_eq(place(shop_draft("13800000001", WANT({ "A", 51 }))), ORDER_OK);
	ck_assert_int_eq(answer.order->decision, ORDER_REVIEW);
	ck_assert_int_eq(answer.order->badge, BADGE_IN_REVIEW);
	ck_assert_int_eq(order_confirm(&shop, (struct order_ref){ answer.order->id, 1 }, &answer),
			 ORDER_OK);
	ck_assert_int_eq(answer.order->badge, BADGE_PREPARING);
	ck_assert_int_eq(answer.order->version, 2);
	shop_check();
}
END_TEST

START_TEST(a_draft_reserves_nothing_until_it_is_confirmed)
{
	struct order_draft d;
	struct order_ref ref;

	shop_goods("A", 10, false);
	d = shop_draft("13800000001", WANT({ "A", 4 }));
	d.as_draft = true;
	d.contact.email = "a@mail.example";
	ck_assert_int_eq(place(d), ORDER_OK);
	ck_assert_int_eq(answer.order->badge, BADGE_DRAFT);
	ck_assert_int_eq(support_number("SELECT reserved FROM stock"), 0);
	ck_assert_int_eq(count("outbox"), 0);
	ck_assert_int_eq(support_number("SELECT n_orders FROM customer"), 0);
	ref = (struct order_ref){ answer.order->id, 0 };
	ck_assert_int_eq(order_confirm(&shop, ref, &answer), ORDER_OK);
	ck_assert_int_eq(support_number("SELECT reserved FROM stock"), 4);
	ck_assert_int_eq(count("outbox"), 1);
	ck_assert_int_eq(support_number("SELECT n_orders FROM customer"), 1);
	shop_check();
}
END_TEST

START_TEST(a_draft_is_paid_for_from_when_it_is_confirmed)
{
	struct order_draft d;
	uint64_t ids[4];

	shop_goods("A", 10, false);
	d = shop_draft("13800000001", WANT({ "A", 1 }));
	d.as_draft = d.pay_first = true;
	d.payment_method = PAY_BANK_TRANSFER;
	ck_assert_int_eq(place(d), ORDER_OK);
	shop_pass(24 * 30);
	ck_assert_int_eq(order_confirm(&shop, (struct order_ref){ answer.order->id, 0 }, &answer),
			 ORDER_OK);
	ck_assert_uint_eq(order_find_unpaid_expired(&shop, ids, 4), 0);
	shop_pass(24 * 30);
	ck_assert_uint_eq(order_find_unpaid_expired(&shop, ids, 4), 1);
}
END_TEST

START_TEST(open_money_keeps_an_order_open_but_no_other)
{
	struct payment_draft money = { .method = PAY_COD, .at = INSTANT_NONE };
	struct payment_answer paid;
	struct order *open, *settled;
	uint64_t ids[4];

	shop_goods("A", 10, false);
	open = shop_order_of("13800000001", { "A", 1 });
	settled = shop_order_of("13800000002", { "A", 1 });
	shop_hear(shop_ship(open, "SF1000000000001"), PARCEL_DELIVERED);
	shop_hear(shop_ship(settled, "SF1000000000002"), PARCEL_DELIVERED);
	money.amount = order_due(settled);
	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ settled->id, 0 }, &money,
					 &paid),
			 PAYMENT_OK);
	shop_pass(24);
	ck_assert_uint_eq(order_find_to_close(&shop, shop.now, ids, 1), 1);
	ck_assert_uint_eq(ids[0], settled->id);
}
END_TEST

START_TEST(a_draft_that_cannot_be_had_stays_a_draft)
{
	struct order_draft d;

	shop_goods("A", 3, false);
	d = shop_draft("13800000001", WANT({ "A", 4 }));
	d.as_draft = true;
	ck_assert_int_eq(place(d), ORDER_OK);
	ck_assert_int_eq(order_confirm(&shop, (struct order_ref){ answer.order->id, 0 }, &answer),
			 ORDER_NO_STOCK);
	ck_assert_int_eq(support_number("SELECT badge FROM orders"), BADGE_DRAFT);
}
END_TEST

START_TEST(two_people_do_not_overwrite_each_other)
{
	struct order *o;

	shop_goods("A", 10, false);
	o = shop_order_of("13800000001", { "A", 1 });
	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ o->id, o->version }, "risk",
				    INSTANT_NONE, &answer),
			 ORDER_OK);
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ o->id, o->version }, "other",
				      &answer),
			 ORDER_STALE);
	ck_assert_int_eq(support_number("SELECT decision FROM orders"), ORDER_CONFIRMED);
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ o->id, o->version + 1 }, "other",
				      &answer),
			 ORDER_OK);
}
END_TEST

START_TEST(a_cancelled_order_gives_everything_back)
{
	struct order *o;

	shop_goods("A", 10, false);
	o = shop_order_of("13800000001", { "A", 4 });
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ o->id, 0 }, "no_stock", &answer),
			 ORDER_OK);
	ck_assert_int_eq(answer.order->badge, BADGE_CANCELLED);
	ck_assert_int_eq(answer.order->live_amount, 0);
	ck_assert_int_eq(support_number("SELECT reserved FROM stock"), 0);
	ck_assert_int_eq(support_number("SELECT n_orders FROM customer"), 0);
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ o->id, 0 }, "no_stock", &answer),
			 ORDER_NOT_NOW);
	ck_assert_str_eq(answer.reason, "cancelled");
	ck_assert_int_eq(shop_events(EVENT_CANCELLED), 1);
	shop_check();
}
END_TEST

START_TEST(units_are_cancelled_one_by_one)
{
	struct order *o;
	struct order_ref ref;

	shop_goods("A", 10, false);
	o = shop_order_of("13800000001", { "A", 3 });
	ref = (struct order_ref){ o->id, 0 };
	ck_assert_int_eq(order_cancel_line(&shop, ref, o->lines[0].id, 4, "other", &answer),
			 ORDER_BAD_QUANTITY);
	ck_assert_int_eq(order_cancel_line(&shop, ref, 1, 1, "other", &answer), ORDER_NOT_FOUND);
	ck_assert_int_eq(order_cancel_line(&shop, ref, o->lines[0].id, 2, "other", &answer),
			 ORDER_OK);
	ck_assert_int_eq(answer.order->live_amount, 1000 + answer.order->shipping_amount);
	ck_assert_int_eq(support_number("SELECT reserved FROM stock"), 1);
	ck_assert_int_eq(order_cancel_line(&shop, ref, o->lines[0].id, 1, "other", &answer),
			 ORDER_OK);
	ck_assert_int_eq(answer.order->decision, ORDER_CANCELLED);
	ck_assert_int_eq(answer.order->live_amount, 0);
	ck_assert_int_eq(shop_events(EVENT_LINE_CANCELLED), 2);
	ck_assert_int_eq(shop_events(EVENT_CANCELLED), 1);
	shop_check();
}
END_TEST

START_TEST(a_draft_is_given_up_in_silence)
{
	struct order_draft d;
	struct order_ref ref;

	shop_goods("A", 10, false);
	d = shop_draft("13800000001", WANT({ "A", 2 }));
	d.as_draft = true;
	d.contact.email = "a@mail.example";
	ck_assert_int_eq(place(d), ORDER_OK);
	ref = (struct order_ref){ answer.order->id, 0 };
	if (_i == 0)
		ck_assert_int_eq(order_cancel(&shop, ref, "other", &answer), ORDER_OK);
	else
		ck_assert_int_eq(order_cancel_line(&shop, ref, answer.order->lines[0].id, 2,
						   "other", &answer),
				 ORDER_OK);
	ck_assert_int_eq(answer.order->decision, ORDER_CANCELLED);
	ck_assert_int_eq(count("outbox"), 0);
	ck_assert_int_eq(support_number("SELECT n_orders FROM customer"), 0);
	shop_check();
}
END_TEST

START_TEST(what_is_cancelled_is_not_made)
{
	struct order *o;
	struct order_ref ref;

	shop_goods("A", 10, false);
	shop_goods("B", 10, false);
	o = shop_order_of("13800000001", { "A", 3 }, { "B", 1 });
	ref = (struct order_ref){ o->id, 0 };
	ck_assert_int_eq(order_set_wait(&shop, ref, o->lines[0].id, WAIT_PRODUCTION, INSTANT_NONE,
					&answer),
			 ORDER_OK);
	ck_assert_int_eq(order_cancel_line(&shop, ref, o->lines[0].id, 1, "other", &answer),
			 ORDER_OK);
	ck_assert_int_eq(shop_look(o->id)->lines[0].in_production, 0);
	ck_assert_int_eq(answer.order->badge, BADGE_IN_PRODUCTION);
	ck_assert_str_eq(order_refuses(answer.order, ACT_CANCEL, true), "in_production");
	ck_assert_int_eq(order_cancel_line(&shop, ref, o->lines[0].id, 2, "other", &answer),
			 ORDER_OK);
	ck_assert_int_eq(shop_look(o->id)->lines[0].in_production, 0);
	ck_assert_int_eq(answer.order->badge, BADGE_PREPARING);
	ck_assert_ptr_null(order_refuses(answer.order, ACT_CANCEL, true));
	shop_check();
}
END_TEST

START_TEST(hold_and_release_are_two_events)
{
	struct order *o;

	shop_goods("A", 10, false);
	o = shop_order_of("13800000001", { "A", 1 });
	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ o->id, 0 }, "address", INSTANT_NONE,
				    &answer),
			 ORDER_OK);
	ck_assert_int_eq(answer.order->badge, BADGE_HOLD);
	ck_assert_int_eq(order_release(&shop, (struct order_ref){ o->id, 0 }, &answer), ORDER_OK);
	ck_assert_int_eq(answer.order->badge, BADGE_PREPARING);
	ck_assert_int_eq(shop_events(EVENT_HELD), 1);
	ck_assert_int_eq(shop_events(EVENT_RELEASED), 1);
	shop_check();
}
END_TEST

START_TEST(a_line_waits_and_the_badge_says_so)
{
	struct order *o;
	struct instant until = instant_add(shop.now, 5 * INSTANT_DAY);

	shop_goods("A", 10, false);
	o = shop_order_of("13800000001", { "A", 2 });
	ck_assert_int_eq(order_set_wait(&shop, (struct order_ref){ o->id, 0 }, o->lines[0].id,
					WAIT_PRE_ORDER, until, &answer),
			 ORDER_OK);
	ck_assert_int_eq(answer.order->badge, BADGE_PRE_ORDER);
	ck_assert_int_eq(order_set_wait(&shop, (struct order_ref){ o->id, 0 }, o->lines[0].id,
					WAIT_PRODUCTION, until, &answer),
			 ORDER_OK);
	ck_assert_int_eq(answer.order->badge, BADGE_IN_PRODUCTION);
	ck_assert_int_eq(order_set_wait(&shop, (struct order_ref){ o->id, 0 }, o->lines[0].id,
					WAIT_NONE, INSTANT_NONE, &answer),
			 ORDER_OK);
	ck_assert_int_eq(answer.order->badge, BADGE_PREPARING);
	shop_check();
}
END_TEST

START_TEST(an_address_is_a_new_version)
{
	struct contact_draft c = { .name = "王芳",
				   .phone = "13900000009",
				   .country = "CN",
				   .city = "杭州市",
				   .street = "新路 9 号",
				   .lang = LANG_ZH };
	struct order *o;
	uint64_t before;

	shop_goods("A", 10, false);
	o = shop_order_of("13800000001", { "A", 1 });
	before = o->contact_id;
	ck_assert_int_eq(order_change_contact(&shop, (struct order_ref){ o->id, 0 }, &c,
					      ORDER_NOT_ASKED, &answer),
			 ORDER_OK);
	ck_assert_uint_ne(answer.order->contact_id, before);
	ck_assert_ptr_nonnull(strstr(json_text(shop.arena, shop_document(answer.order)), "王*"));
	ck_assert_ptr_null(strstr(json_text(shop.arena, shop_document(answer.order)), "王芳"));
	shop_ship(o, "SF1000000000001");
	ck_assert_int_eq(order_change_contact(&shop, (struct order_ref){ o->id, 0 }, &c,
					      ORDER_NOT_ASKED, &answer),
			 ORDER_NOT_NOW);
	ck_assert_str_eq(answer.reason, "already_shipped");
}
END_TEST

START_TEST(a_received_order_closes_when_it_is_paid)
{
	struct payment_draft money = { .method = PAY_COD, .at = INSTANT_NONE };
	struct payment_answer paid;
	struct order *o;

	shop_goods("A", 10, false);
	o = shop_order_of("13800000001", { "A", 1 });
	shop_ship(o, "SF1000000000001");
	ck_assert_int_eq(order_confirm_receipt(&shop, (struct order_ref){ o->id, 0 }, &answer),
			 ORDER_OK);
	o = shop_look(o->id);
	ck_assert_int_eq(o->badge, BADGE_DELIVERED);
	ck_assert(!instant_is_none(o->delivered_at));
	ck_assert_int_eq(order_close(&shop, (struct order_ref){ o->id, 0 }, &answer),
			 ORDER_NOT_NOW);
	ck_assert_str_eq(answer.reason, "money_open");
	money.amount = order_due(o);
	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ o->id, 0 }, &money, &paid),
			 PAYMENT_OK);
	ck_assert_int_eq(order_close(&shop, (struct order_ref){ o->id, 0 }, &answer), ORDER_OK);
	ck_assert_int_eq(answer.order->badge, BADGE_COMPLETED);
	shop_check();
}
END_TEST

static struct order *paid_order(int quantity)
{
	struct payment_draft money = { .method = PAY_BANK_TRANSFER, .at = INSTANT_NONE };
	struct payment_answer paid;
	struct order *o = shop_order_of("13800000001", { "A", quantity });

	money.amount = order_due(o);
	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ o->id, 0 }, &money, &paid),
			 PAYMENT_OK);
	return shop_look(o->id);
}

static struct order *received(const struct order *o)
{
	shop.actor = (struct actor){ ACTOR_CUSTOMER, o->customer_id };
	ck_assert_int_eq(order_confirm_receipt(&shop, (struct order_ref){ o->id, 0 }, &answer),
			 ORDER_OK);
	shop.actor = (struct actor){ ACTOR_STAFF, 1 };
	return shop_look(o->id);
}

/* All has come and all is paid: the customer's word is the end of it. */
START_TEST(a_confirmed_receipt_completes_what_is_paid)
{
	struct order *o;

	shop_goods("A", 10, false);
	o = paid_order(1);
	shop_ship(o, "SF1000000000001");
	o = received(o);
	ck_assert_int_eq(o->decision, ORDER_CLOSED);
	ck_assert_int_eq(o->badge, BADGE_COMPLETED);
	ck_assert_int_eq(o->closed_at.us, shop.now.us);
	ck_assert_int_eq(shop_events(EVENT_CLOSED), 1);
	ck_assert_int_eq(support_number(
				 arena_printf(shop.arena,
					      "SELECT actor_kind FROM order_event WHERE kind = %d",
					      EVENT_CLOSED)),
			 ACTOR_RULE);
	shop_check();
}
END_TEST

/* Half of it is still to be sent; and what somebody opened again is theirs to close. */
START_TEST(a_confirmed_receipt_completes_nothing_else)
{
	struct order *o;

	shop_goods("A", 10, false);
	o = paid_order(2);
	ck_assert_int_eq(shop_pack_one(o, o->lines[0].id, 1), SHIPPING_OK);
	ck_assert_int_eq(shop_hand_over(shop_answer.parcel->id, "sf", "SF1000000000001"),
			 SHIPPING_OK);
	o = received(o);
	ck_assert_int_eq(o->decision, ORDER_CONFIRMED);
	ck_assert(instant_is_none(o->closed_at));
	support_sql("UPDATE orders SET closed_at = UTC_TIMESTAMP(6)");
	shop_ship(shop_look(o->id), "SF1000000000002");
	o = received(o);
	ck_assert_int_eq(o->decision, ORDER_CONFIRMED);
	ck_assert_int_eq(o->badge, BADGE_DELIVERED);
	ck_assert_int_eq(shop_events(EVENT_CLOSED), 0);
}
END_TEST

START_TEST(unknown_orders_are_not_found)
{
	ck_assert_int_eq(order_confirm(&shop, (struct order_ref){ 12345, 0 }, &answer),
			 ORDER_NOT_FOUND);
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ 12345, 0 }, "other", &answer),
			 ORDER_NOT_FOUND);
}
END_TEST

START_TEST(unpaid_orders_are_found_when_their_time_is_over)
{
	struct order_draft d;
	uint64_t ids[4];

	shop_goods("A", 10, false);
	d = shop_draft("13800000001", WANT({ "A", 1 }));
	d.pay_first = true;
	d.payment_method = PAY_BANK_TRANSFER;
	ck_assert_int_eq(place(d), ORDER_OK);
	ck_assert_int_eq(answer.order->badge, BADGE_AWAITING_PAYMENT);
	ck_assert_uint_eq(order_find_unpaid_expired(&shop, ids, 4), 0);
	shop_pass(24 * 30);
	ck_assert_uint_eq(order_find_unpaid_expired(&shop, ids, 4), 1);
	ck_assert_uint_eq(ids[0], answer.order->id);
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ ids[0], 0 }, "payment_expired",
				      &answer),
			 ORDER_OK);
	ck_assert_int_eq(answer.order->badge, BADGE_CLOSED);
}
END_TEST

START_TEST(cash_on_delivery_cannot_come_first)
{
	struct order_draft d;

	shop_goods("A", 10, false);
	d = shop_draft("13800000001", WANT({ "A", 1 }));
	d.pay_first = true;
	ck_assert_int_eq(place(d), ORDER_PAYS_LATER);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM orders"), 0);
	d.payment_method = PAY_ELSEWHERE;
	ck_assert_int_eq(place(d), ORDER_OK);
}
END_TEST

Suite *order_place_suite(void)
{
	Suite *s = suite_create("order_place");
	TCase *tc = tcase_create("all");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, shop_setup, shop_teardown);
	tcase_add_test(tc, an_order_is_placed_whole);
	tcase_add_test(tc, cash_on_delivery_cannot_come_first);
	tcase_add_loop_test(tc, a_refused_order_leaves_nothing, 0,
			    (int)(sizeof refusals / sizeof *refusals));
	tcase_add_test(tc, the_refused_line_is_named);
	tcase_add_test(tc, members_pay_their_price);
	tcase_add_test(tc, a_reference_is_taken_once);
	tcase_add_test(tc, a_large_order_waits_for_a_person);
	tcase_add_test(tc, a_draft_reserves_nothing_until_it_is_confirmed);
	tcase_add_test(tc, a_draft_is_paid_for_from_when_it_is_confirmed);
	tcase_add_test(tc, open_money_keeps_an_order_open_but_no_other);
	tcase_add_test(tc, a_draft_that_cannot_be_had_stays_a_draft);
	tcase_add_test(tc, two_people_do_not_overwrite_each_other);
	tcase_add_test(tc, a_cancelled_order_gives_everything_back);
	tcase_add_test(tc, units_are_cancelled_one_by_one);
	tcase_add_loop_test(tc, a_draft_is_given_up_in_silence, 0, 2);
	tcase_add_test(tc, what_is_cancelled_is_not_made);
	tcase_add_test(tc, hold_and_release_are_two_events);
	tcase_add_test(tc, a_line_waits_and_the_badge_says_so);
	tcase_add_test(tc, an_address_is_a_new_version);
	tcase_add_test(tc, a_received_order_closes_when_it_is_paid);
	tcase_add_test(tc, a_confirmed_receipt_completes_what_is_paid);
	tcase_add_test(tc, a_confirmed_receipt_completes_nothing_else);
	tcase_add_test(tc, unknown_orders_are_not_found);
	tcase_add_test(tc, unpaid_orders_are_found_when_their_time_is_over);
	suite_add_tcase(s, tc);
	return s;
}
