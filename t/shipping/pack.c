/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packing and handing over: one order in many parcels, many orders in one, and what is refused. */
#include <check.h>
#include "shipping/shop.h"

#define ANNE   "13800000001"
#define BELA   "13800000002"
#define NUMBER "SF1402778133901"

/* ---- the usual way ---- */

START_TEST(parcel_goes_from_shelf_to_hand)
{
	struct order *o;
	uint64_t p;

	shop_goods("A", 10, false);
	o = shop_order_of(ANNE, { "A", 4 });
	ck_assert_int_eq(shop_pack_one(o, o->lines[0].id, 4), SHIPPING_OK);
	p = shop_answer.parcel->id;
	shop_check_counts(o, 4, 0, 0);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_PACKING);
	shop_check();
	ck_assert_int_eq(shop_hand_over(p, "sf", "sf1402-7781 33901"), SHIPPING_OK);
	ck_assert_str_eq(shop_parcel(p).tracking_number, NUMBER);
	shop_check_counts(o, 4, 4, 0);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_SHIPPED);
	shop_check();
	ck_assert_int_eq(shop_hear(p, PARCEL_IN_TRANSIT), SHIPPING_OK);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_IN_TRANSIT);
	ck_assert_int_eq(shop_hear(p, PARCEL_OUT_FOR_DELIVERY), SHIPPING_OK);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_OUT_FOR_DELIVERY);
	ck_assert_int_eq(shop_hear(p, PARCEL_DELIVERED), SHIPPING_OK);
	shop_check_counts(o, 4, 4, 4);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_DELIVERED);
	ck_assert_int_eq(shop_look(o->id)->delivered_at.us, shop.now.us);
	ck_assert_int_eq(shop_events(EVENT_PACKED), 1);
	ck_assert_int_eq(shop_events(EVENT_SHIPPED), 1);
	ck_assert_int_eq(shop_events(EVENT_PARCEL_CHANGED), 2);
	ck_assert_int_eq(shop_events(EVENT_DELIVERED), 1);
	shop_check();
}
END_TEST

START_TEST(order_goes_in_several_parcels)
{
	struct order *o;
	uint64_t first;

	shop_goods("A", 10, false);
	shop_goods("B", 10, false);
	o = shop_order_of(ANNE, { "A", 4 }, { "B", 1 });
	ck_assert_int_eq(shop_pack_one(o, o->lines[0].id, 1), SHIPPING_OK);
	first = shop_answer.parcel->id;
	ck_assert_int_eq(shop_hand_over(first, "sf", NUMBER), SHIPPING_OK);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_PARTLY_SHIPPED);
	shop_ship(shop_look(o->id), "SF1402778133902");
	ck_assert_int_eq(shop_look(o->id)->n_parcels, 2);
	shop_check_counts(o, 4, 4, 0);
	ck_assert_int_eq(shop_hear(first, PARCEL_DELIVERED), SHIPPING_OK);
	shop_check_counts(o, 4, 4, 1);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_SHIPPED);
	ck_assert(instant_is_none(shop_look(o->id)->delivered_at));
	shop_check();
}
END_TEST

/* Whatever a line says is being made, what lies in a parcel is not. */
START_TEST(what_is_packed_is_not_made)
{
	struct order *o;

	shop_goods("A", 10, false);
	o = shop_order_of(ANNE, { "A", 4 });
	support_sql("UPDATE order_line SET in_production = 3");
	ck_assert_int_eq(shop_pack_one(o, o->lines[0].id, 2), SHIPPING_OK);
	ck_assert_int_eq(shop_look(o->id)->lines[0].in_production, 2);
	ck_assert_int_eq(shop_pack_one(o, o->lines[0].id, 2), SHIPPING_OK);
	ck_assert_int_eq(shop_look(o->id)->lines[0].in_production, 0);
}
END_TEST

START_TEST(several_orders_go_in_one_parcel)
{
	struct order *a, *b;
	uint64_t p;

	shop_goods("A", 10, false);
	a = shop_order_of(ANNE, { "A", 1 });
	b = shop_order_of(ANNE, { "A", 2 });
	ck_assert_int_eq(shop_pack((struct order_ref[]){ { b->id, 0 }, { a->id, 0 } }, 2, NULL, 0),
			 SHIPPING_OK);
	p = shop_answer.parcel->id;
	ck_assert_uint_eq(shop_answer.parcel->n_lines, 2);
	ck_assert_int_eq(shop_hand_over(p, "sf", NUMBER), SHIPPING_OK);
	ck_assert_int_eq(shop_look(a->id)->badge, BADGE_SHIPPED);
	ck_assert_int_eq(shop_look(b->id)->badge, BADGE_SHIPPED);
	ck_assert_int_eq(shop_hear(p, PARCEL_DELIVERED), SHIPPING_OK);
	ck_assert_int_eq(shop_look(a->id)->badge, BADGE_DELIVERED);
	ck_assert_int_eq(shop_look(b->id)->badge, BADGE_DELIVERED);
	ck_assert_int_eq(shop_events(EVENT_SHIPPED), 2);
	shop_check();
}
END_TEST

/* ---- what is refused ---- */

START_TEST(packing_refuses_what_does_not_fit)
{
	struct order *o, *other;
	struct order_answer a;
	struct order_ref ref;

	shop_goods("A", 10, false);
	o = shop_order_of(ANNE, { "A", 4 });
	other = shop_order_of(BELA, { "A", 1 });
	ref = (struct order_ref){ o->id, 0 };
	ck_assert_int_eq(shop_pack(NULL, 0, NULL, 0), SHIPPING_EMPTY);
	ck_assert_int_eq(shop_pack_one(o, o->lines[0].id, 5), SHIPPING_TOO_MANY);
	ck_assert_int_eq(shop_pack_one(o, o->lines[0].id, -1), SHIPPING_TOO_MANY);
	ck_assert_int_eq(shop_pack_one(o, o->lines[0].id, 0), SHIPPING_EMPTY);
	ck_assert_int_eq(shop_pack_one(o, other->lines[0].id, 1), SHIPPING_NOT_FOUND);
	ck_assert_int_eq(shop_pack(&ref, 1,
				   (struct parcel_want[]){ { o->lines[0].id, 3 },
							   { o->lines[0].id, 2 } },
				   2),
			 SHIPPING_TOO_MANY);
	ck_assert_int_eq(shop_pack((struct order_ref[]){ { o->id, 0 }, { other->id, 0 } }, 2, NULL,
				   0),
			 SHIPPING_OTHER_CUSTOMER);
	ck_assert_int_eq(shop_pack(&(struct order_ref){ o->id, 7 }, 1, NULL, 0), SHIPPING_STALE);
	ck_assert_int_eq(shop_pack(&(struct order_ref){ 1, 0 }, 1, NULL, 0), SHIPPING_NOT_FOUND);
	ck_assert_int_eq(order_hold(&shop, ref, "address", INSTANT_NONE, &a), ORDER_OK);
	ck_assert_int_eq(shop_pack(&ref, 1, NULL, 0), SHIPPING_HELD);
	ck_assert_int_eq(order_release(&shop, ref, &a), ORDER_OK);
	ck_assert_int_eq(order_cancel(&shop, ref, "other", &a), ORDER_OK);
	ck_assert_int_eq(shop_pack(&ref, 1, NULL, 0), SHIPPING_NOT_CONFIRMED);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM parcel"), 0);
	shop_check();
}
END_TEST

START_TEST(other_address_does_not_ship_together)
{
	struct order_draft d;
	struct order_answer a;
	struct order *here;

	shop_goods("A", 10, false);
	here = shop_order_of(ANNE, { "A", 1 });
	d = shop_draft(ANNE, (const struct shop_want[]){ { "A", 1 } }, 1);
	d.contact.street = "文三路 2 号";
	ck_assert_int_eq(order_place(&shop, &d, &a), ORDER_OK);
	ck_assert_uint_eq(a.order->customer_id, here->customer_id);
	ck_assert_int_eq(shop_pack((struct order_ref[]){ { here->id, 0 }, { a.order->id, 0 } }, 2,
				   NULL, 0),
			 SHIPPING_OTHER_ADDRESS);
}
END_TEST

START_TEST(unpaid_and_waiting_stay_here)
{
	struct order_draft d;
	struct order_answer a;
	struct order *o;

	shop_goods("A", 1, true);
	d = shop_draft(ANNE, (const struct shop_want[]){ { "A", 1 } }, 1);
	d.pay_first = true;
	d.payment_method = PAY_BANK_TRANSFER;
	ck_assert_int_eq(order_place(&shop, &d, &a), ORDER_OK);
	ck_assert_int_eq(shop_pack(&(struct order_ref){ a.order->id, 0 }, 1, NULL, 0),
			 SHIPPING_UNPAID);
	o = shop_order_of(ANNE, { "A", 2 });
	ck_assert_int_eq(shop_pack_one(o, o->lines[0].id, 1), SHIPPING_WAITS);
	ck_assert_uint_eq(shop_answer.order_line_id, o->lines[0].id);
	ck_assert_int_eq(shop_pack(&(struct order_ref){ o->id, 0 }, 1, NULL, 0), SHIPPING_EMPTY);
}
END_TEST

static const struct {
	const char *name, *carrier, *number;
	enum shipping_refusal wanted;
} ship_rows[] = {
	{ "unknown_carrier", "pigeon", NUMBER, SHIPPING_NO_CARRIER },
	{ "no_carrier", NULL, NUMBER, SHIPPING_NO_CARRIER },
	{ "number_of_another", "ups", NUMBER, SHIPPING_BAD_NUMBER },
	{ "no_number", "sf", NULL, SHIPPING_BAD_NUMBER },
	{ "number_where_none_is", "own", NUMBER, SHIPPING_BAD_NUMBER },
	{ "number_that_is_taken", "sf", "SF1402778133909", SHIPPING_NUMBER_TAKEN },
	{ "by_hand", "own", NULL, SHIPPING_OK },
	{ "at_the_counter", "pickup", "", SHIPPING_OK },
	{ "by_carrier", "sf", NUMBER, SHIPPING_OK },
};

START_TEST(handing_over_needs_carrier_and_number)
{
	struct order *o;
	uint64_t p;

	shop_goods("A", 10, false);
	shop_ship(shop_order_of(ANNE, { "A", 1 }), "SF1402778133909");
	o = shop_order_of(ANNE, { "A", 1 });
	ck_assert_int_eq(shop_pack(&(struct order_ref){ o->id, 0 }, 1, NULL, 0), SHIPPING_OK);
	p = shop_answer.parcel->id;
	ck_assert_msg(shop_hand_over(p, ship_rows[_i].carrier, ship_rows[_i].number) ==
			      ship_rows[_i].wanted,
		      "%s", ship_rows[_i].name);
	shop_check();
}
END_TEST

START_TEST(promise_is_the_shops_or_given)
{
	struct order *o;
	struct ship_draft d = shop_by("sf", NUMBER);
	struct instant from = instant_add(shop.now, 2 * INSTANT_DAY),
		       to = instant_add(from, 4 * INSTANT_HOUR);
	struct parcel_ref ref;

	shop_goods("A", 10, false);
	o = shop_order_of(ANNE, { "A", 1 });
	ck_assert_int_eq(shop_pack(&(struct order_ref){ o->id, 0 }, 1, NULL, 0), SHIPPING_OK);
	ref = (struct parcel_ref){ shop_answer.parcel->id, 0 };
	d.promised_from = to;
	d.promised_to = from;
	ck_assert_int_eq(parcel_ship(&shop, ref, &d, &shop_answer), SHIPPING_BAD_TIME);
	d.promised_from = from;
	d.promised_to = to;
	d.at = instant_add(shop.now, INSTANT_DAY);
	ck_assert_int_eq(parcel_ship(&shop, ref, &d, &shop_answer), SHIPPING_BAD_TIME);
	d.at = INSTANT_NONE;
	ck_assert_int_eq(parcel_ship(&shop, ref, &d, &shop_answer), SHIPPING_OK);
	ck_assert_int_eq(shop_parcel(ref.id).promised_to.us, to.us);
	ck_assert_int_eq(shop_look(o->id)->promised_to.us, to.us);
	ref.id = shop_ship(shop_order_of(ANNE, { "A", 1 }), "SF1402778133902");
	ck_assert_int_eq(instant_local_day(shop_parcel(ref.id).promised_to),
			 instant_local_day(shop.now) + shop_app->settings.promise_days);
}
END_TEST

START_TEST(wrong_number_is_put_right_before_the_first_scan)
{
	struct order *o;
	uint64_t p;

	shop_goods("A", 10, false);
	o = shop_order_of(ANNE, { "A", 1 });
	p = shop_ship(o, NUMBER);
	ck_assert_int_eq(shop_hand_over(p, "yto", "YT7412345678901"), SHIPPING_OK);
	ck_assert_str_eq(shop_parcel(p).carrier, "yto");
	ck_assert_int_eq(shop_events(EVENT_SHIPPED), 1);
	ck_assert_int_eq(shop_hear(p, PARCEL_COLLECTED), SHIPPING_OK);
	ck_assert_int_eq(shop_hand_over(p, "sf", NUMBER), SHIPPING_NOT_NOW);
	shop_check();
}
END_TEST

START_TEST(held_order_does_not_leave)
{
	struct order *o;
	struct order_answer a;

	shop_goods("A", 10, false);
	o = shop_order_of(ANNE, { "A", 1 });
	ck_assert_int_eq(shop_pack(&(struct order_ref){ o->id, 0 }, 1, NULL, 0), SHIPPING_OK);
	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ o->id, 0 }, "risk", INSTANT_NONE,
				    &a),
			 ORDER_OK);
	ck_assert_int_eq(shop_hand_over(shop_answer.parcel->id, "sf", NUMBER), SHIPPING_HELD);
}
END_TEST

START_TEST(unpacking_is_as_if_never_packed)
{
	struct order *o;
	uint64_t p;

	shop_goods("A", 10, false);
	o = shop_order_of(ANNE, { "A", 4 });
	ck_assert_int_eq(shop_pack_one(o, o->lines[0].id, 3), SHIPPING_OK);
	p = shop_answer.parcel->id;
	ck_assert_int_eq(parcel_unpack(&shop, (struct parcel_ref){ p, 9 }, &shop_answer),
			 SHIPPING_STALE);
	ck_assert_int_eq(parcel_unpack(&shop, (struct parcel_ref){ p, 1 }, &shop_answer),
			 SHIPPING_OK);
	shop_check_counts(o, 0, 0, 0);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_PREPARING);
	ck_assert_int_eq(shop_look(o->id)->n_parcels, 0);
	ck_assert_int_eq(parcel_unpack(&shop, (struct parcel_ref){ p, 0 }, &shop_answer),
			 SHIPPING_NOT_FOUND);
	shop_check();
	p = shop_ship(shop_look(o->id), NUMBER);
	ck_assert_int_eq(parcel_unpack(&shop, (struct parcel_ref){ p, 0 }, &shop_answer),
			 SHIPPING_NOT_NOW);
	shop_check();
}
END_TEST

Suite *shipping_pack_suite(void)
{
	Suite *s = suite_create("shipping_pack");
	TCase *tc = tcase_create("pack");

	tcase_add_checked_fixture(tc, shop_setup, shop_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, parcel_goes_from_shelf_to_hand);
	tcase_add_test(tc, order_goes_in_several_parcels);
	tcase_add_test(tc, what_is_packed_is_not_made);
	tcase_add_test(tc, several_orders_go_in_one_parcel);
	tcase_add_test(tc, packing_refuses_what_does_not_fit);
	tcase_add_test(tc, other_address_does_not_ship_together);
	tcase_add_test(tc, unpaid_and_waiting_stay_here);
	tcase_add_loop_test(tc, handing_over_needs_carrier_and_number, 0, (int)COUNT(ship_rows));
	tcase_add_test(tc, promise_is_the_shops_or_given);
	tcase_add_test(tc, wrong_number_is_put_right_before_the_first_scan);
	tcase_add_test(tc, held_order_does_not_leave);
	tcase_add_test(tc, unpacking_is_as_if_never_packed);
	suite_add_tcase(s, tc);
	return s;
}
