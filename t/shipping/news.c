/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is heard of parcels: from carriers, from the customer who has it in hand, from the clock. */
#include <check.h>
#include "base/json.h"
#include "shipping/shop.h"

#define ANNE   "13800000001"
#define NUMBER "SF1402778133901"

/* ---- news ---- */

START_TEST(same_news_twice_is_once)
{
	struct order *o;
	struct instant at;

	shop_goods("A", 10, false);
	o = shop_order_of(ANNE, { "A", 1 });
	shop_ship(o, NUMBER);
	shop_pass(5);
	at = instant_add(shop.now, -INSTANT_HOUR);
	ck_assert_int_eq(shop_news("sf1402778133901", PARCEL_IN_TRANSIT, at, "到达"), SHIPPING_OK);
	ck_assert(!shop_answer.repeated);
	ck_assert_int_eq(shop_news(NUMBER, PARCEL_IN_TRANSIT, at, "到达"), SHIPPING_OK);
	ck_assert(shop_answer.repeated);
	ck_assert_int_eq(shop_events(EVENT_PARCEL_CHANGED), 1);
	ck_assert_int_eq(shop_news(NUMBER, PARCEL_IN_TRANSIT, at, "离开"), SHIPPING_OK);
	ck_assert(!shop_answer.repeated);
	ck_assert_int_eq(shop_events(EVENT_PARCEL_CHANGED), 1);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(
				 cJSON_GetArrayItem(json_get(shop_document(o), "parcels"), 0),
				 "events")),
			 4);
	ck_assert_int_eq(shop_news("SF0000000000000", PARCEL_IN_TRANSIT, at, NULL),
			 SHIPPING_NOT_FOUND);
	ck_assert_int_eq(shop_news("nonsense!", PARCEL_IN_TRANSIT, at, NULL), SHIPPING_NOT_FOUND);
	ck_assert_int_eq(shop_news(NUMBER, PARCEL_IN_TRANSIT, instant_add(shop.now, INSTANT_DAY),
				   NULL),
			 SHIPPING_BAD_TIME);
	ck_assert_int_eq(shop_news(NUMBER, PARCEL_IN_TRANSIT,
				   instant_add(o->placed_at, -INSTANT_DAY - INSTANT_SECOND), NULL),
			 SHIPPING_BAD_TIME);
	ck_assert_int_eq(shop_news(NUMBER, PARCEL_IN_TRANSIT,
				   instant_add(o->placed_at, -INSTANT_DAY), NULL),
			 SHIPPING_OK);
	shop_check();
}
END_TEST

START_TEST(scan_alone_leaves_the_order_as_it_is)
{
	struct instant updated;
	struct order *o;
	uint64_t p;
	int version;

	shop_goods("A", 10, false);
	o = shop_order_of(ANNE, { "A", 1 });
	p = shop_ship(o, NUMBER);
	ck_assert_int_eq(shop_hear(p, PARCEL_IN_TRANSIT), SHIPPING_OK);
	version = shop_look(o->id)->version;
	shop_pass(5);
	ck_assert_int_eq(shop_hear(p, PARCEL_IN_TRANSIT), SHIPPING_OK);
	ck_assert_int_eq(shop_look(o->id)->version, version);
	ck_assert(instant_parse(json_get_text(shop_document(o), "updated_at"), &updated));
	ck_assert_int_eq(updated.us / INSTANT_SECOND, shop.now.us / INSTANT_SECOND);
	shop_check();
}
END_TEST

START_TEST(news_of_arrival_also_says_that_it_left)
{
	struct order *o;
	uint64_t p;

	shop_goods("A", 10, false);
	o = shop_order_of(ANNE, { "A", 2 });
	ck_assert_int_eq(shop_pack(&(struct order_ref){ o->id, 0 }, 1, NULL, 0), SHIPPING_OK);
	p = shop_answer.parcel->id;
	ck_assert_int_eq(shop_hear(p, PARCEL_DELIVERED), SHIPPING_OK);
	shop_check_counts(o, 2, 2, 2);
	ck_assert_int_eq(shop_events(EVENT_SHIPPED), 1);
	ck_assert_int_eq(shop_events(EVENT_DELIVERED), 1);
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
	shop_check_counts(o, 2, 2, 0);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_EXCEPTION);
	ck_assert_int_eq(shop_hear(p, PARCEL_RETURNED), SHIPPING_OK);
	shop_check_counts(o, 0, 0, 0);
	ck_assert_int_eq(shop_events(EVENT_CAME_BACK), 1);
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
	ck_assert_int_eq(parcel_solve(&shop, (struct parcel_ref){ p, 0 }, &shop_answer),
			 SHIPPING_NOT_NOW);
	ck_assert_int_eq(shop_hear(p, PARCEL_EXCEPTION), SHIPPING_OK);
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_EXCEPTION);
	ck_assert_int_eq(parcel_solve(&shop, (struct parcel_ref){ p, 0 }, &shop_answer),
			 SHIPPING_OK);
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
	ck_assert_int_eq(parcel_set_promise(&shop, (struct parcel_ref){ p, 0 }, &d, &shop_answer),
			 SHIPPING_OK);
	ck_assert_int_eq(shop_parcel(p).first_promised_to.us, old.us);
	ck_assert(shop_parcel(p).delayed);
	ck_assert_int_eq(shop_look(o->id)->promised_to.us, to.us);
	ck_assert_int_eq(shop_events(EVENT_PROMISE_CHANGED), 1);
	card = cJSON_GetArrayItem(json_get(shop_document(o), "parcels"), 0);
	ck_assert_str_eq(json_get_text(card, "badge"), "delayed");
	ck_assert_ptr_nonnull(json_get_text(card, "was_to"));
	ck_assert(json_get_bool(json_get(card, "problem"), "weather"));
	d.to = instant_add(shop.now, -INSTANT_DAY);
	ck_assert_int_eq(parcel_set_promise(&shop, (struct parcel_ref){ p, 0 }, &d, &shop_answer),
			 SHIPPING_BAD_TIME);
	ck_assert_int_eq(shop_hear(p, PARCEL_DELIVERED), SHIPPING_OK);
	d.to = to;
	ck_assert_int_eq(parcel_set_promise(&shop, (struct parcel_ref){ p, 0 }, &d, &shop_answer),
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
	ck_assert_int_eq(shop_pack(&(struct order_ref){ o->id, 0 }, 1, NULL, 0), SHIPPING_OK);
	p = shop_answer.parcel->id;
	ck_assert_int_eq(parcel_deliver(&shop, (struct parcel_ref){ p, 0 }, INSTANT_NONE,
					&shop_answer),
			 SHIPPING_NOT_NOW);
	ck_assert_int_eq(shop_hand_over(p, "own", NULL), SHIPPING_OK);
	ck_assert_int_eq(parcel_deliver(&shop, (struct parcel_ref){ p, 0 },
					instant_add(shop.now, -INSTANT_DAY), &shop_answer),
			 SHIPPING_BAD_TIME);
	ck_assert_int_eq(parcel_deliver(&shop, (struct parcel_ref){ p, 0 }, INSTANT_NONE,
					&shop_answer),
			 SHIPPING_OK);
	ck_assert_int_eq(parcel_deliver(&shop, (struct parcel_ref){ p, 0 }, INSTANT_NONE,
					&shop_answer),
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
	ck_assert_int_eq(shop_pack((struct order_ref[]){ { a->id, 0 }, { b->id, 0 } }, 2,
				   (struct parcel_want[]){ { a->lines[0].id, 1 },
							   { b->lines[0].id, 1 } },
				   2),
			 SHIPPING_OK);
	shared = shop_answer.parcel->id;
	ck_assert_int_eq(shop_hand_over(shared, "sf", NUMBER), SHIPPING_OK);
	ck_assert_int_eq(shop_pack_one(a, a->lines[0].id, 2), SHIPPING_OK);
	left = shop_answer.parcel->id;
	ck_assert_int_eq(shop_hand_over(left, "sf", "SF1402778133902"), SHIPPING_OK);
	ck_assert_int_eq(shop_pack_one(a, a->lines[0].id, 1), SHIPPING_OK);
	here = shop_answer.parcel->id;
	shop_pass(30);
	shop.actor = (struct actor){ ACTOR_CUSTOMER, a->customer_id };
	ck_assert_int_eq(order_confirm_receipt(&shop, (struct order_ref){ a->id, 0 }, &done),
			 ORDER_OK);
	shop_check_counts(a, 4, 3, 3);
	shop_check_counts(b, 1, 1, 1);
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

Suite *shipping_news_suite(void)
{
	Suite *s = suite_create("shipping_news");
	TCase *tc = tcase_create("news");

	tcase_add_checked_fixture(tc, shop_setup, shop_teardown);
	tcase_set_timeout(tc, 60);
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
	suite_add_tcase(s, tc);
	return s;
}
