/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shown of parcels: to the customer, and to anybody with the number. */
#include <check.h>
#include <string.h>
#include "base/json.h"
#include "shipping/shop.h"

#define ANNE   "13800000001"
#define NUMBER "SF1402778133901"

START_TEST(document_shows_parcels_and_what_waits)
{
	struct order *o;
	const cJSON *list, *card, *steps, *wait;
	uint64_t first, second;
	cJSON *tree;

	shop_goods("A", 10, false);
	shop_goods("B", 0, true);
	o = shop_order_of(ANNE, { "A", 4 }, { "B", 6 });
	ck_assert_int_eq(shop_pack_one(o, o->lines[0].id, 1), SHIPPING_OK);
	first = shop_answer.parcel->id;
	ck_assert_int_eq(shop_hand_over(first, "sf", NUMBER), SHIPPING_OK);
	second = shop_ship(shop_look(o->id), "SF1402778133902");
	ck_assert_int_eq(shop_hear(second, PARCEL_OUT_FOR_DELIVERY), SHIPPING_OK);
	tree = shop_document(o);
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
	card = cJSON_GetArrayItem(json_get(shop_document(o), "parcels"), 1);
	ck_assert(json_get_bool(card, "is_delivered"));
	ck_assert(json_get_bool(cJSON_GetArrayItem(json_get(card, "steps"), 4), "done"));
}
END_TEST

START_TEST(what_is_out_for_delivery_comes_that_day)
{
	struct instant to;
	struct order *o;
	const cJSON *card;
	uint64_t p;

	shop_goods("A", 10, false);
	o = shop_order_of(ANNE, { "A", 4 });
	p = shop_ship(o, NUMBER);
	ck_assert_int_eq(shop_hear(p, PARCEL_OUT_FOR_DELIVERY), SHIPPING_OK);
	card = cJSON_GetArrayItem(json_get(shop_document(o), "parcels"), 0);
	ck_assert(instant_parse(json_get_text(json_get(card, "arrival"), "to"), &to));
	ck_assert_int_eq(instant_local_day(to), instant_local_day(shop.now));
	ck_assert_ptr_null(json_get_text(card, "was_to"));
	ck_assert_int_eq(shop_hear(p, PARCEL_READY_FOR_PICKUP), SHIPPING_OK);
	card = cJSON_GetArrayItem(json_get(shop_document(o), "parcels"), 0);
	ck_assert(cJSON_IsNull(json_get(card, "arrival")));
	ck_assert(json_get_bool(card, "is_ready"));
}
END_TEST

/* Until somebody promises anew. */
START_TEST(what_is_stuck_comes_on_no_day_that_was_promised_before)
{
	struct promise_draft d = { .from = INSTANT_NONE,
				   .to = instant_add(shop.now, 9 * INSTANT_DAY),
				   .problem = PROBLEM_ADDRESS };
	struct instant promised;
	struct order *o;
	const cJSON *card;
	uint64_t p;

	shop_goods("A", 10, false);
	o = shop_order_of(ANNE, { "A", 4 });
	p = shop_ship(o, NUMBER);
	promised = shop_parcel(p).promised_to;
	ck_assert_int_eq(shop_hear(p, PARCEL_EXCEPTION), SHIPPING_OK);
	card = cJSON_GetArrayItem(json_get(shop_document(o), "parcels"), 0);
	ck_assert(cJSON_IsNull(json_get(card, "arrival")));
	ck_assert_str_eq(json_get_text(card, "was_to"), order_time_word(&shop, promised));
	ck_assert_ptr_null(json_get_text(json_get(card, "problem"), "until"));
	ck_assert_int_eq(parcel_set_promise(&shop, (struct parcel_ref){ p, 0 }, &d, &shop_answer),
			 SHIPPING_OK);
	card = cJSON_GetArrayItem(json_get(shop_document(o), "parcels"), 0);
	ck_assert_str_eq(json_get_text(json_get(card, "arrival"), "to"),
			 order_time_word(&shop, d.to));
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
		ck_assert_int_eq(shop_pack_one(o, o->lines[0].id, 1), SHIPPING_OK);
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
	ck_assert_int_eq(shop_pack((struct order_ref[]){ { a->id, 0 }, { b->id, 0 } }, 2, NULL, 0),
			 SHIPPING_OK);
	card = cJSON_GetArrayItem(json_get(shop_document(b), "parcels"), 0);
	ck_assert(json_get_bool(card, "shared"));
	ck_assert_int_eq(cJSON_GetArraySize(json_get(card, "lines")), 1);
	ck_assert_int_eq(json_get_int(cJSON_GetArrayItem(json_get(card, "lines"), 0), "quantity"),
			 2);
}
END_TEST

/* A parcel of many things tells how many, so that a page need not show each. */
START_TEST(many_lines_are_counted)
{
	static const char *const codes[] = { "A", "B", "C", "D", "E", "F", "G",
					     "H", "I", "J", "K", "L", "M" };
	enum { MANY = sizeof codes / sizeof *codes };
	struct shop_want want[MANY];

	for (size_t i = 0; i < MANY; i++) {
		shop_goods(codes[i], 10, false);
		want[i] = (struct shop_want){ codes[i], 1 };
	}
	for (size_t n = MANY - 1; n <= MANY; n++) {
		struct order *o = shop_order(ANNE, want, n);
		const cJSON *card;

		shop_ship(o, n == MANY ? NUMBER : "SF1234567890124");
		card = cJSON_GetArrayItem(json_get(shop_document(o), "parcels"), 0);
		ck_assert_int_eq(json_get_int(card, "n_lines"), (int64_t)n);
		ck_assert_int_eq(cJSON_GetArraySize(json_get(card, "lines")), (int)n);
		ck_assert_int_eq(json_get_bool(card, "has_many_lines"), n == MANY);
		ck_assert_int_eq(json_get_bool(shop_document(o), "has_many_lines"), n == MANY);
	}
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
	ck_assert_int_eq(shop_news(NUMBER, PARCEL_IN_TRANSIT, instant_add(at, INSTANT_HOUR),
				   "离开中转场"),
			 SHIPPING_OK);
	ck_assert_int_eq(parcel_event(&shop,
				      &(struct parcel_news){
					      .tracking_number = NUMBER,
					      .state = PARCEL_DELIVERED,
					      .at = instant_add(at, 2 * INSTANT_HOUR),
					      .place = "文三路 1 号门口",
					      .words = "林雨晴 本人签收" },
				      &shop_answer),
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

Suite *shipping_view_suite(void)
{
	Suite *s = suite_create("shipping_view");
	TCase *tc = tcase_create("view");

	tcase_add_checked_fixture(tc, shop_setup, shop_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, document_shows_parcels_and_what_waits);
	tcase_add_test(tc, what_is_out_for_delivery_comes_that_day);
	tcase_add_test(tc, what_is_stuck_comes_on_no_day_that_was_promised_before);
	tcase_add_test(tc, document_costs_three_statements_and_none_without_parcels);
	tcase_add_test(tc, shared_parcel_shows_each_order_its_own);
	tcase_add_test(tc, many_lines_are_counted);
	tcase_add_test(tc, movement_names_nobody);
	tcase_add_test(tc, number_finds_the_order);
	suite_add_tcase(s, tc);
	return s;
}
