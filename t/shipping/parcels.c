/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parcels on the database: packed, handed over, followed, delivered, come back; many orders in one
 * and one in many. */
#include <check.h>
#include <string.h>
#include "base/json.h"
#include "shipping/shop.h"

#define ANNE   "13800000001"
#define BELA   "13800000002"
#define NUMBER "SF1402778133901"

static struct shipping_answer answer;

static enum shipping_refusal pack(const struct order_ref *orders, size_t n,
				  const struct parcel_want *lines, size_t n_lines)
{
	struct parcel_draft d = { .orders = orders,
				  .n_orders = n,
				  .lines = lines,
				  .n_lines = n_lines,
				  .at = INSTANT_NONE };

	return parcel_pack(&shop, &d, &answer);
}

static enum shipping_refusal pack_one(const struct order *o, uint64_t line, int quantity)
{
	return pack(&(struct order_ref){ o->id, 0 }, 1, &(struct parcel_want){ line, quantity }, 1);
}

static struct ship_draft by(const char *carrier, const char *number)
{
	return (struct ship_draft){ .carrier = carrier,
				    .tracking_number = number,
				    .promised_from = INSTANT_NONE,
				    .promised_to = INSTANT_NONE,
				    .at = INSTANT_NONE };
}

static enum shipping_refusal ship(uint64_t parcel, const char *carrier, const char *number)
{
	struct ship_draft d = by(carrier, number);

	return parcel_ship(&shop, (struct parcel_ref){ parcel, 0 }, &d, &answer);
}

static int64_t events(enum order_event_kind kind)
{
	return support_number(arena_printf(shop.arena,
					   "SELECT COUNT(*) FROM order_event WHERE kind = %d",
					   (int)kind));
}

static cJSON *document(const struct order *o)
{
	struct order_document d;

	ck_assert(order_document_find(&shop, o->number, &d));
	return d.tree;
}

static void check_counts(const struct order *o, int packed, int shipped, int delivered)
{
	const struct order_line *l = &shop_look(o->id)->lines[0];

	ck_assert_int_eq(l->packed, packed);
	ck_assert_int_eq(l->shipped, shipped);
	ck_assert_int_eq(l->delivered, delivered);
}

/* ---- the usual way ---- */

START_TEST(parcel_goes_from_shelf_to_hand)
{
	struct order *o;
	uint64_t p;

	shop_goods("A", 10, false);
	o = shop_order_of(ANNE, { "A", 4 });
	ck_assert_int_eq(pack_one(o, o->lines[0].id, 4), SHIPPING_OK);
	p = answer.parcel->id;
	check_counts(o, 4, 0, 0);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_PACKING);
	shop_check();
	ck_assert_int_eq(ship(p, "sf", "sf1402-7781 33901"), SHIPPING_OK);
	ck_assert_str_eq(shop_parcel(p).tracking_number, NUMBER);
	check_counts(o, 4, 4, 0);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_SHIPPED);
	shop_check();
	ck_assert_int_eq(shop_hear(p, PARCEL_IN_TRANSIT), SHIPPING_OK);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_IN_TRANSIT);
	ck_assert_int_eq(shop_hear(p, PARCEL_OUT_FOR_DELIVERY), SHIPPING_OK);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_OUT_FOR_DELIVERY);
	ck_assert_int_eq(shop_hear(p, PARCEL_DELIVERED), SHIPPING_OK);
	check_counts(o, 4, 4, 4);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_DELIVERED);
	ck_assert_int_eq(shop_look(o->id)->delivered_at.us, shop.now.us);
	ck_assert_int_eq(events(EVENT_PACKED), 1);
	ck_assert_int_eq(events(EVENT_SHIPPED), 1);
	ck_assert_int_eq(events(EVENT_PARCEL_CHANGED), 2);
	ck_assert_int_eq(events(EVENT_DELIVERED), 1);
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
	ck_assert_int_eq(pack_one(o, o->lines[0].id, 1), SHIPPING_OK);
	first = answer.parcel->id;
	ck_assert_int_eq(ship(first, "sf", NUMBER), SHIPPING_OK);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_PARTLY_SHIPPED);
	shop_ship(shop_look(o->id), "SF1402778133902");
	ck_assert_int_eq(shop_look(o->id)->n_parcels, 2);
	check_counts(o, 4, 4, 0);
	ck_assert_int_eq(shop_hear(first, PARCEL_DELIVERED), SHIPPING_OK);
	check_counts(o, 4, 4, 1);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_SHIPPED);
	ck_assert(instant_is_none(shop_look(o->id)->delivered_at));
	shop_check();
}
END_TEST

START_TEST(several_orders_go_in_one_parcel)
{
	struct order *a, *b;
	uint64_t p;

	shop_goods("A", 10, false);
	a = shop_order_of(ANNE, { "A", 1 });
	b = shop_order_of(ANNE, { "A", 2 });
	ck_assert_int_eq(pack((struct order_ref[]){ { b->id, 0 }, { a->id, 0 } }, 2, NULL, 0),
			 SHIPPING_OK);
	p = answer.parcel->id;
	ck_assert_uint_eq(answer.parcel->n_lines, 2);
	ck_assert_int_eq(ship(p, "sf", NUMBER), SHIPPING_OK);
	ck_assert_int_eq(shop_look(a->id)->badge, BADGE_SHIPPED);
	ck_assert_int_eq(shop_look(b->id)->badge, BADGE_SHIPPED);
	ck_assert_int_eq(shop_hear(p, PARCEL_DELIVERED), SHIPPING_OK);
	ck_assert_int_eq(shop_look(a->id)->badge, BADGE_DELIVERED);
	ck_assert_int_eq(shop_look(b->id)->badge, BADGE_DELIVERED);
	ck_assert_int_eq(events(EVENT_SHIPPED), 2);
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
	ck_assert_int_eq(pack(NULL, 0, NULL, 0), SHIPPING_EMPTY);
	ck_assert_int_eq(pack_one(o, o->lines[0].id, 5), SHIPPING_TOO_MANY);
	ck_assert_int_eq(pack_one(o, o->lines[0].id, -1), SHIPPING_TOO_MANY);
	ck_assert_int_eq(pack_one(o, o->lines[0].id, 0), SHIPPING_EMPTY);
	ck_assert_int_eq(pack_one(o, other->lines[0].id, 1), SHIPPING_NOT_FOUND);
	ck_assert_int_eq(
		pack(&ref, 1,
		     (struct parcel_want[]){ { o->lines[0].id, 3 }, { o->lines[0].id, 2 } }, 2),
		SHIPPING_TOO_MANY);
	ck_assert_int_eq(pack((struct order_ref[]){ { o->id, 0 }, { other->id, 0 } }, 2, NULL, 0),
			 SHIPPING_OTHER_CUSTOMER);
	ck_assert_int_eq(pack(&(struct order_ref){ o->id, 7 }, 1, NULL, 0), SHIPPING_STALE);
	ck_assert_int_eq(pack(&(struct order_ref){ 1, 0 }, 1, NULL, 0), SHIPPING_NOT_FOUND);
	ck_assert_int_eq(order_hold(&shop, ref, "address", INSTANT_NONE, &a), ORDER_OK);
	ck_assert_int_eq(pack(&ref, 1, NULL, 0), SHIPPING_HELD);
	ck_assert_int_eq(order_release(&shop, ref, &a), ORDER_OK);
	ck_assert_int_eq(order_cancel(&shop, ref, "other", &a), ORDER_OK);
	ck_assert_int_eq(pack(&ref, 1, NULL, 0), SHIPPING_NOT_CONFIRMED);
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
	ck_assert_int_eq(pack((struct order_ref[]){ { here->id, 0 }, { a.order->id, 0 } }, 2, NULL,
			      0),
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
	ck_assert_int_eq(order_place(&shop, &d, &a), ORDER_OK);
	ck_assert_int_eq(pack(&(struct order_ref){ a.order->id, 0 }, 1, NULL, 0), SHIPPING_UNPAID);
	o = shop_order_of(ANNE, { "A", 2 });
	ck_assert_int_eq(pack_one(o, o->lines[0].id, 1), SHIPPING_WAITS);
	ck_assert_uint_eq(answer.order_line_id, o->lines[0].id);
	ck_assert_int_eq(pack(&(struct order_ref){ o->id, 0 }, 1, NULL, 0), SHIPPING_EMPTY);
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
	ck_assert_int_eq(pack(&(struct order_ref){ o->id, 0 }, 1, NULL, 0), SHIPPING_OK);
	p = answer.parcel->id;
	ck_assert_msg(ship(p, ship_rows[_i].carrier, ship_rows[_i].number) == ship_rows[_i].wanted,
		      "%s", ship_rows[_i].name);
	shop_check();
}
END_TEST

START_TEST(promise_is_the_shops_or_given)
{
	struct order *o;
	struct ship_draft d = by("sf", NUMBER);
	struct instant from = instant_add(shop.now, 2 * INSTANT_DAY),
		       to = instant_add(from, 4 * INSTANT_HOUR);
	struct parcel_ref ref;

	shop_goods("A", 10, false);
	o = shop_order_of(ANNE, { "A", 1 });
	ck_assert_int_eq(pack(&(struct order_ref){ o->id, 0 }, 1, NULL, 0), SHIPPING_OK);
	ref = (struct parcel_ref){ answer.parcel->id, 0 };
	d.promised_from = to;
	d.promised_to = from;
	ck_assert_int_eq(parcel_ship(&shop, ref, &d, &answer), SHIPPING_BAD_TIME);
	d.promised_from = from;
	d.promised_to = to;
	d.at = instant_add(shop.now, INSTANT_DAY);
	ck_assert_int_eq(parcel_ship(&shop, ref, &d, &answer), SHIPPING_BAD_TIME);
	d.at = INSTANT_NONE;
	ck_assert_int_eq(parcel_ship(&shop, ref, &d, &answer), SHIPPING_OK);
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
	ck_assert_int_eq(ship(p, "yto", "YT7412345678901"), SHIPPING_OK);
	ck_assert_str_eq(shop_parcel(p).carrier, "yto");
	ck_assert_int_eq(events(EVENT_SHIPPED), 1);
	ck_assert_int_eq(shop_hear(p, PARCEL_COLLECTED), SHIPPING_OK);
	ck_assert_int_eq(ship(p, "sf", NUMBER), SHIPPING_NOT_NOW);
	shop_check();
}
END_TEST

START_TEST(held_order_does_not_leave)
{
	struct order *o;
	struct order_answer a;

	shop_goods("A", 10, false);
	o = shop_order_of(ANNE, { "A", 1 });
	ck_assert_int_eq(pack(&(struct order_ref){ o->id, 0 }, 1, NULL, 0), SHIPPING_OK);
	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ o->id, 0 }, "risk", INSTANT_NONE,
				    &a),
			 ORDER_OK);
	ck_assert_int_eq(ship(answer.parcel->id, "sf", NUMBER), SHIPPING_HELD);
}
END_TEST

START_TEST(unpacking_is_as_if_never_packed)
{
	struct order *o;
	uint64_t p;

	shop_goods("A", 10, false);
	o = shop_order_of(ANNE, { "A", 4 });
	ck_assert_int_eq(pack_one(o, o->lines[0].id, 3), SHIPPING_OK);
	p = answer.parcel->id;
	ck_assert_int_eq(parcel_unpack(&shop, (struct parcel_ref){ p, 9 }, &answer),
			 SHIPPING_STALE);
	ck_assert_int_eq(parcel_unpack(&shop, (struct parcel_ref){ p, 1 }, &answer), SHIPPING_OK);
	check_counts(o, 0, 0, 0);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_PREPARING);
	ck_assert_int_eq(shop_look(o->id)->n_parcels, 0);
	ck_assert_int_eq(parcel_unpack(&shop, (struct parcel_ref){ p, 0 }, &answer),
			 SHIPPING_NOT_FOUND);
	shop_check();
	p = shop_ship(shop_look(o->id), NUMBER);
	ck_assert_int_eq(parcel_unpack(&shop, (struct parcel_ref){ p, 0 }, &answer),
			 SHIPPING_NOT_NOW);
	shop_check();
}
END_TEST

/* ---- news ---- */

static enum shipping_refusal news(const char *number, enum parcel_state s, struct instant at,
				  const char *words)
{
	struct parcel_news n = { .tracking_number = number,
				 .state = s,
				 .at = at,
				 .place = "上海",
				 .words = words,
				 .lang = "zh-CN" };

	return parcel_event(&shop, &n, &answer);
}

START_TEST(same_news_twice_is_once)
{
	struct order *o;
	struct instant at;

	shop_goods("A", 10, false);
	o = shop_order_of(ANNE, { "A", 1 });
	shop_ship(o, NUMBER);
	shop_pass(5);
	at = instant_add(shop.now, -INSTANT_HOUR);
	ck_assert_int_eq(news("sf1402778133901", PARCEL_IN_TRANSIT, at, "到达"), SHIPPING_OK);
	ck_assert(!answer.repeated);
	ck_assert_int_eq(news(NUMBER, PARCEL_IN_TRANSIT, at, "到达"), SHIPPING_OK);
	ck_assert(answer.repeated);
	ck_assert_int_eq(events(EVENT_PARCEL_CHANGED), 1);
	ck_assert_int_eq(news(NUMBER, PARCEL_IN_TRANSIT, at, "离开"), SHIPPING_OK);
	ck_assert(!answer.repeated);
	ck_assert_int_eq(events(EVENT_PARCEL_CHANGED), 1);
	ck_assert_int_eq(cJSON_GetArraySize(
				 json_get(cJSON_GetArrayItem(json_get(document(o), "parcels"), 0),
					  "events")),
			 4);
	ck_assert_int_eq(news("SF0000000000000", PARCEL_IN_TRANSIT, at, NULL), SHIPPING_NOT_FOUND);
	ck_assert_int_eq(news("nonsense!", PARCEL_IN_TRANSIT, at, NULL), SHIPPING_NOT_FOUND);
	ck_assert_int_eq(news(NUMBER, PARCEL_IN_TRANSIT, instant_add(shop.now, INSTANT_DAY), NULL),
			 SHIPPING_BAD_TIME);
	shop_check();
}
END_TEST

START_TEST(scan_alone_leaves_the_order_as_it_is)
{
	struct order *o;
	uint64_t p;
	int version;

	shop_goods("A", 10, false);
	o = shop_order_of(ANNE, { "A", 1 });
	p = shop_ship(o, NUMBER);
	ck_assert_int_eq(shop_hear(p, PARCEL_IN_TRANSIT), SHIPPING_OK);
	version = shop_look(o->id)->version;
	ck_assert_int_eq(shop_hear(p, PARCEL_IN_TRANSIT), SHIPPING_OK);
	ck_assert_int_eq(shop_look(o->id)->version, version);
	shop_check();
}
END_TEST

START_TEST(news_of_arrival_also_says_that_it_left)
{
	struct order *o;
	uint64_t p;

	shop_goods("A", 10, false);
	o = shop_order_of(ANNE, { "A", 2 });
	ck_assert_int_eq(pack(&(struct order_ref){ o->id, 0 }, 1, NULL, 0), SHIPPING_OK);
	p = answer.parcel->id;
	ck_assert_int_eq(shop_hear(p, PARCEL_DELIVERED), SHIPPING_OK);
	check_counts(o, 2, 2, 2);
	ck_assert_int_eq(events(EVENT_SHIPPED), 1);
	ck_assert_int_eq(events(EVENT_DELIVERED), 1);
	shop_check();
}
END_TEST

START_TEST(second_entry_of_a_state_is_told_as_such)
{
	uint64_t p;

	shop_goods("A", 10, false);
	p = shop_ship(shop_order_of(ANNE, { "A", 2 }), NUMBER);
	ck_assert_int_eq(shop_hear(p, PARCEL_OUT_FOR_DELIVERY), SHIPPING_OK);
	ck_assert_int_eq(shop_hear(p, PARCEL_ATTEMPT_FAILED), SHIPPING_OK);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_event WHERE why = 'again'"), 0);
	ck_assert_int_eq(shop_hear(p, PARCEL_OUT_FOR_DELIVERY), SHIPPING_OK);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_event WHERE why = 'again'"), 1);
	ck_assert_int_eq(shop_hear(p, PARCEL_DELIVERED), SHIPPING_OK);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_event WHERE why = 'again'"), 1);
}
END_TEST

START_TEST(what_came_back_may_go_again)
{
	struct order *o;
	uint64_t p;

	shop_goods("A", 2, false);
	o = shop_order_of(ANNE, { "A", 2 });
	p = shop_ship(o, NUMBER);
	ck_assert_int_eq(shop_hear(p, PARCEL_DELIVERED), SHIPPING_OK);
	ck_assert_int_eq(shop_hear(p, PARCEL_RETURNING), SHIPPING_OK);
	check_counts(o, 2, 2, 0);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_EXCEPTION);
	ck_assert_int_eq(shop_hear(p, PARCEL_RETURNED), SHIPPING_OK);
	check_counts(o, 0, 0, 0);
	ck_assert_int_eq(events(EVENT_CAME_BACK), 1);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_EXCEPTION);
	shop_check();
	p = shop_ship(shop_look(o->id), "SF1402778133902");
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_SHIPPED);
	ck_assert_int_eq(shop_look(o->id)->n_parcels, 2);
	ck_assert_int_eq(shop_hear(p, PARCEL_DELIVERED), SHIPPING_OK);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_DELIVERED);
	shop_check();
}
END_TEST

START_TEST(solved_problem_leaves_the_badge)
{
	struct order *o;
	uint64_t p;

	shop_goods("A", 2, false);
	o = shop_order_of(ANNE, { "A", 2 });
	p = shop_ship(o, NUMBER);
	ck_assert_int_eq(parcel_solve(&shop, (struct parcel_ref){ p, 0 }, &answer),
			 SHIPPING_NOT_NOW);
	ck_assert_int_eq(shop_hear(p, PARCEL_EXCEPTION), SHIPPING_OK);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_EXCEPTION);
	ck_assert_int_eq(parcel_solve(&shop, (struct parcel_ref){ p, 0 }, &answer), SHIPPING_OK);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_IN_TRANSIT);
	ck_assert_int_eq(shop_hear(p, PARCEL_ATTEMPT_FAILED), SHIPPING_OK);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_EXCEPTION);
	shop_check();
}
END_TEST

START_TEST(new_promise_is_said_beside_the_old)
{
	struct order *o;
	struct instant old, to = instant_add(shop.now, 9 * INSTANT_DAY);
	struct promise_draft d = { .from = INSTANT_NONE, .to = to, .problem = PROBLEM_WEATHER };
	const cJSON *card;
	uint64_t p;

	shop_goods("A", 2, false);
	o = shop_order_of(ANNE, { "A", 2 });
	p = shop_ship(o, NUMBER);
	old = shop_parcel(p).promised_to;
	ck_assert_int_eq(parcel_set_promise(&shop, (struct parcel_ref){ p, 0 }, &d, &answer),
			 SHIPPING_OK);
	ck_assert_int_eq(shop_parcel(p).first_promised_to.us, old.us);
	ck_assert(shop_parcel(p).delayed);
	ck_assert_int_eq(shop_look(o->id)->promised_to.us, to.us);
	ck_assert_int_eq(events(EVENT_PROMISE_CHANGED), 1);
	card = cJSON_GetArrayItem(json_get(document(o), "parcels"), 0);
	ck_assert_str_eq(json_get_text(card, "badge"), "delayed");
	ck_assert_ptr_nonnull(json_get_text(card, "was_to"));
	ck_assert(json_get_bool(json_get(card, "problem"), "weather"));
	d.to = instant_add(shop.now, -INSTANT_DAY);
	ck_assert_int_eq(parcel_set_promise(&shop, (struct parcel_ref){ p, 0 }, &d, &answer),
			 SHIPPING_BAD_TIME);
	ck_assert_int_eq(shop_hear(p, PARCEL_DELIVERED), SHIPPING_OK);
	d.to = to;
	ck_assert_int_eq(parcel_set_promise(&shop, (struct parcel_ref){ p, 0 }, &d, &answer),
			 SHIPPING_NOT_NOW);
	shop_check();
}
END_TEST

START_TEST(delivering_by_hand_needs_it_out_of_the_house)
{
	struct order *o;
	uint64_t p;

	shop_goods("A", 2, false);
	o = shop_order_of(ANNE, { "A", 2 });
	ck_assert_int_eq(pack(&(struct order_ref){ o->id, 0 }, 1, NULL, 0), SHIPPING_OK);
	p = answer.parcel->id;
	ck_assert_int_eq(parcel_deliver(&shop, (struct parcel_ref){ p, 0 }, INSTANT_NONE, &answer),
			 SHIPPING_NOT_NOW);
	ck_assert_int_eq(ship(p, "own", NULL), SHIPPING_OK);
	ck_assert_int_eq(parcel_deliver(&shop, (struct parcel_ref){ p, 0 },
					instant_add(shop.now, -INSTANT_DAY), &answer),
			 SHIPPING_BAD_TIME);
	ck_assert_int_eq(parcel_deliver(&shop, (struct parcel_ref){ p, 0 }, INSTANT_NONE, &answer),
			 SHIPPING_OK);
	ck_assert_int_eq(parcel_deliver(&shop, (struct parcel_ref){ p, 0 }, INSTANT_NONE, &answer),
			 SHIPPING_NOT_NOW);
	shop_check();
}
END_TEST

/* ---- the customer has it ---- */

START_TEST(receipt_delivers_all_that_left)
{
	struct order *a, *b;
	struct order_answer done;
	uint64_t shared, left, here;

	shop_goods("A", 20, false);
	a = shop_order_of(ANNE, { "A", 5 });
	b = shop_order_of(ANNE, { "A", 1 });
	ck_assert_int_eq(
		pack((struct order_ref[]){ { a->id, 0 }, { b->id, 0 } }, 2,
		     (struct parcel_want[]){ { a->lines[0].id, 1 }, { b->lines[0].id, 1 } }, 2),
		SHIPPING_OK);
	shared = answer.parcel->id;
	ck_assert_int_eq(ship(shared, "sf", NUMBER), SHIPPING_OK);
	ck_assert_int_eq(pack_one(a, a->lines[0].id, 2), SHIPPING_OK);
	left = answer.parcel->id;
	ck_assert_int_eq(ship(left, "sf", "SF1402778133902"), SHIPPING_OK);
	ck_assert_int_eq(pack_one(a, a->lines[0].id, 1), SHIPPING_OK);
	here = answer.parcel->id;
	shop_pass(30);
	shop.actor = (struct actor){ ACTOR_CUSTOMER, a->customer_id };
	ck_assert_int_eq(order_confirm_receipt(&shop, (struct order_ref){ a->id, 0 }, &done),
			 ORDER_OK);
	check_counts(a, 4, 3, 3);
	check_counts(b, 1, 1, 1);
	ck_assert_int_eq(shop_look(b->id)->badge, BADGE_DELIVERED);
	ck_assert_int_eq(shop_parcel(shared).state, PARCEL_DELIVERED);
	ck_assert_int_eq(shop_parcel(left).state, PARCEL_DELIVERED);
	ck_assert_int_eq(shop_parcel(here).state, PARCEL_PACKED);
	shop_check();
}
END_TEST

/* ---- the clock ---- */

START_TEST(clock_flags_once_and_a_scan_clears)
{
	struct order *o;
	uint64_t p;

	shop_goods("A", 5, false);
	o = shop_order_of(ANNE, { "A", 1 });
	p = shop_ship(o, NUMBER);
	ck_assert_uint_eq(shipping_watch(&shop), 0);
	shop_pass(49);
	ck_assert_uint_eq(shipping_watch(&shop), 1);
	ck_assert(shop_parcel(p).delayed);
	ck_assert_uint_eq(shipping_watch(&shop), 0);
	shop_pass(24 * 6);
	ck_assert_uint_eq(shipping_watch(&shop), 1);
	ck_assert(shop_parcel(p).lost);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_EXCEPTION);
	ck_assert_uint_eq(shipping_watch(&shop), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM parcel_event WHERE actor_kind = 5"),
			 2);
	shop_check();
	ck_assert_int_eq(shop_hear(p, PARCEL_IN_TRANSIT), SHIPPING_OK);
	ck_assert(!shop_parcel(p).lost);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_IN_TRANSIT);
	shop_check();
}
END_TEST

/* ---- what is shown ---- */

START_TEST(document_shows_parcels_and_what_waits)
{
	struct order *o;
	const cJSON *list, *card, *steps, *wait;
	uint64_t first, second;
	cJSON *tree;

	shop_goods("A", 10, false);
	shop_goods("B", 0, true);
	o = shop_order_of(ANNE, { "A", 4 }, { "B", 6 });
	ck_assert_int_eq(pack_one(o, o->lines[0].id, 1), SHIPPING_OK);
	first = answer.parcel->id;
	ck_assert_int_eq(ship(first, "sf", NUMBER), SHIPPING_OK);
	second = shop_ship(shop_look(o->id), "SF1402778133902");
	ck_assert_int_eq(shop_hear(second, PARCEL_OUT_FOR_DELIVERY), SHIPPING_OK);
	tree = document(o);
	list = json_get(tree, "parcels");
	ck_assert_int_eq(cJSON_GetArraySize(list), 2);
	card = cJSON_GetArrayItem(list, 0);
	ck_assert_str_eq(json_get_text(card, "state"), "out_for_delivery");
	ck_assert_int_eq(json_get_int(card, "n"), 2);
	ck_assert_int_eq(json_get_int(card, "of"), 2);
	ck_assert(json_get_bool(card, "can_confirm"));
	ck_assert_str_eq(json_get_text(card, "tracking_text"), "SF1402 7781 3390 2");
	ck_assert_str_eq(json_get_text(json_get(json_get(card, "carrier"), "name"), "zh-CN"),
			 "顺丰速运");
	ck_assert_int_eq(json_get_int(cJSON_GetArrayItem(json_get(card, "lines"), 0), "quantity"),
			 3);
	steps = json_get(card, "steps");
	ck_assert_int_eq(cJSON_GetArraySize(steps), 5);
	for (int i = 0; i < 5; i++) {
		ck_assert_int_eq(json_get_bool(cJSON_GetArrayItem(steps, i), "done"), i < 3);
		ck_assert_int_eq(json_get_bool(cJSON_GetArrayItem(steps, i), "current"), i == 3);
		ck_assert_int_eq(json_get_bool(cJSON_GetArrayItem(steps, i), "todo"), i > 3);
	}
	wait = cJSON_GetArrayItem(json_get(tree, "waiting"), 0);
	ck_assert_int_eq(json_get_int(wait, "quantity"), 6);
	ck_assert(json_get_bool(wait, "for_stock"));
	ck_assert_int_eq(json_get_int(json_get(wait, "amount"), "amount"), 6000);
	ck_assert_str_eq(json_get_text(tree, "waiting_badge"), "backordered");
	ck_assert_int_eq(json_get_int(tree, "n_waiting"), 1);
	ck_assert_int_eq(shop_hear(second, PARCEL_DELIVERED), SHIPPING_OK);
	card = cJSON_GetArrayItem(json_get(document(o), "parcels"), 1);
	ck_assert(json_get_bool(card, "is_delivered"));
	ck_assert(json_get_bool(cJSON_GetArrayItem(json_get(card, "steps"), 4), "done"));
}
END_TEST

START_TEST(document_costs_three_statements_and_none_without_parcels)
{
	struct order *o;

	shop_goods("A", 10, false);
	o = shop_order_of(ANNE, { "A", 4 });
	db_count_reset(shop.db);
	shipping_add_to_document(&shop, o, json_object());
	ck_assert_uint_eq(db_count(shop.db), 0);
	for (int i = 0; i < 4; i++)
		ck_assert_int_eq(pack_one(o, o->lines[0].id, 1), SHIPPING_OK);
	o = shop_look(o->id);
	db_count_reset(shop.db);
	shipping_add_to_document(&shop, o, json_object());
	ck_assert_uint_le(db_count(shop.db), 3);
}
END_TEST

START_TEST(shared_parcel_shows_each_order_its_own)
{
	struct order *a, *b;
	const cJSON *card;

	shop_goods("A", 10, false);
	a = shop_order_of(ANNE, { "A", 1 });
	b = shop_order_of(ANNE, { "A", 2 });
	ck_assert_int_eq(pack((struct order_ref[]){ { a->id, 0 }, { b->id, 0 } }, 2, NULL, 0),
			 SHIPPING_OK);
	card = cJSON_GetArrayItem(json_get(document(b), "parcels"), 0);
	ck_assert(json_get_bool(card, "shared"));
	ck_assert_int_eq(cJSON_GetArraySize(json_get(card, "lines")), 1);
	ck_assert_int_eq(json_get_int(cJSON_GetArrayItem(json_get(card, "lines"), 0), "quantity"),
			 2);
}
END_TEST

START_TEST(movement_names_nobody)
{
	struct instant at = shop.now;
	cJSON *tree;
	char *text;

	shop_goods("A", 10, false);
	shop_ship(shop_order_of(ANNE, { "A", 1 }), NUMBER);
	shop_pass(5);
	ck_assert_int_eq(news(NUMBER, PARCEL_IN_TRANSIT, instant_add(at, INSTANT_HOUR),
			      "离开中转场"),
			 SHIPPING_OK);
	ck_assert_int_eq(parcel_event(&shop,
				      &(struct parcel_news){
					      .tracking_number = NUMBER,
					      .state = PARCEL_DELIVERED,
					      .at = instant_add(at, 2 * INSTANT_HOUR),
					      .place = "文三路 1 号门口",
					      .words = "林雨晴 本人签收" },
				      &answer),
			 SHIPPING_OK);
	tree = shipping_view_movement(&shop, "sf1402 7781 33901");
	ck_assert_ptr_nonnull(tree);
	text = json_text(shop.arena, tree);
	ck_assert_ptr_null(strstr(text, "林雨晴"));
	ck_assert_ptr_null(strstr(text, "文三路"));
	ck_assert_ptr_null(strstr(text, "Thing"));
	ck_assert_ptr_null(strstr(text, "离开"));
	ck_assert_ptr_nonnull(strstr(text, "上海"));
	ck_assert_ptr_nonnull(strstr(text, "delivered"));
	ck_assert_ptr_null(shipping_view_movement(&shop, "SF9999999999999"));
	ck_assert_ptr_null(shipping_view_movement(&shop, "'; DROP"));
}
END_TEST

START_TEST(number_finds_the_order)
{
	struct order *o;
	uint64_t id;

	shop_goods("A", 10, false);
	o = shop_order_of(ANNE, { "A", 1 });
	shop_ship(o, NUMBER);
	ck_assert(shipping_find_order(&shop, " sf1402 7781 33901", &id));
	ck_assert_uint_eq(id, o->id);
	ck_assert(!shipping_find_order(&shop, "SF9999999999999", &id));
}
END_TEST

Suite *shipping_parcels_suite(void)
{
	Suite *s = suite_create("shipping_parcels");
	TCase *tc = tcase_create("parcels");

	tcase_add_checked_fixture(tc, shop_setup, shop_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, parcel_goes_from_shelf_to_hand);
	tcase_add_test(tc, order_goes_in_several_parcels);
	tcase_add_test(tc, several_orders_go_in_one_parcel);
	tcase_add_test(tc, packing_refuses_what_does_not_fit);
	tcase_add_test(tc, other_address_does_not_ship_together);
	tcase_add_test(tc, unpaid_and_waiting_stay_here);
	tcase_add_loop_test(tc, handing_over_needs_carrier_and_number, 0, (int)COUNT(ship_rows));
	tcase_add_test(tc, promise_is_the_shops_or_given);
	tcase_add_test(tc, wrong_number_is_put_right_before_the_first_scan);
	tcase_add_test(tc, held_order_does_not_leave);
	tcase_add_test(tc, unpacking_is_as_if_never_packed);
	tcase_add_test(tc, same_news_twice_is_once);
	tcase_add_test(tc, scan_alone_leaves_the_order_as_it_is);
	tcase_add_test(tc, news_of_arrival_also_says_that_it_left);
	tcase_add_test(tc, second_entry_of_a_state_is_told_as_such);
	tcase_add_test(tc, what_came_back_may_go_again);
	tcase_add_test(tc, solved_problem_leaves_the_badge);
	tcase_add_test(tc, new_promise_is_said_beside_the_old);
	tcase_add_test(tc, delivering_by_hand_needs_it_out_of_the_house);
	tcase_add_test(tc, receipt_delivers_all_that_left);
	tcase_add_test(tc, clock_flags_once_and_a_scan_clears);
	tcase_add_test(tc, document_shows_parcels_and_what_waits);
	tcase_add_test(tc, document_costs_three_statements_and_none_without_parcels);
	tcase_add_test(tc, shared_parcel_shows_each_order_its_own);
	tcase_add_test(tc, movement_names_nobody);
	tcase_add_test(tc, number_finds_the_order);
	suite_add_tcase(s, tc);
	return s;
}
