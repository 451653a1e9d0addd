/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever people and carriers do in whatever order, the counters, the stock and the pages stay
 * true. */
#include <check.h>
#include <stdlib.h>
#include "shipping/shop.h"

enum { ORDERS = 6, PARCELS_MAX_TEST = 200, ACTS = 60 };

struct world {
	unsigned seed;
	uint64_t orders[ORDERS], parcels[PARCELS_MAX_TEST], skus[2];
	size_t n_parcels;
	int number, done[8];
};

static unsigned pick(struct world *v, unsigned n)
{
	return (unsigned)rand_r(&v->seed) % n;
}

static const char *new_number(struct world *v)
{
	return arena_printf(shop.arena, "SF14027781%05d", v->number++);
}

static void pack_some(struct world *v)
{
	struct order *o = shop_look(v->orders[pick(v, ORDERS)]);
	struct parcel_want wants[2];
	struct order_ref refs[2] = { { o->id, 0 }, { v->orders[pick(v, ORDERS)], 0 } };
	struct parcel_draft d = {
		.orders = refs, .n_orders = 1 + pick(v, 2), .lines = wants, .at = INSTANT_NONE
	};
	struct ship_draft ship = { .carrier = "sf",
				   .tracking_number = new_number(v),
				   .promised_from = INSTANT_NONE,
				   .promised_to = INSTANT_NONE,
				   .at = INSTANT_NONE };
	struct shipping_answer a;

	for (size_t i = 0; i < o->n_lines && i < 2; i++)
		wants[d.n_lines++] = (struct parcel_want){ o->lines[i].id, (int)pick(v, 4) };
	if (pick(v, 3) == 0)
		d.n_lines = 0;
	if (pick(v, 2))
		d.ship = &ship;
	if (v->n_parcels < PARCELS_MAX_TEST && parcel_pack(&shop, &d, &a) == SHIPPING_OK) {
		v->parcels[v->n_parcels++] = a.parcel->id;
		v->done[0]++;
	}
}

static void hear_some(struct world *v, uint64_t parcel)
{
	static const enum parcel_state usual[] = { PARCEL_COLLECTED,        PARCEL_IN_TRANSIT,
						   PARCEL_OUT_FOR_DELIVERY, PARCEL_DELIVERED,
						   PARCEL_RETURNING,        PARCEL_RETURNED };
	struct parcel_news n = { .parcel_id = parcel,
				 .state = pick(v, 3)
						  ? usual[pick(v, COUNT(usual))]
						  : (enum parcel_state)pick(v, PARCEL_STATE__MAX),
				 .at = instant_add(shop.now, -(int64_t)pick(v, 30) * INSTANT_HOUR),
				 .problem = (enum parcel_problem)pick(v, PARCEL_PROBLEM__MAX) };
	struct shipping_answer a;

	v->done[1] += parcel_event(&shop, &n, &a) == SHIPPING_OK && !a.repeated;
}

static void handle_parcel(struct world *v)
{
	struct ship_draft ship = { .carrier = "sf",
				   .tracking_number = new_number(v),
				   .promised_from = INSTANT_NONE,
				   .promised_to = INSTANT_NONE,
				   .at = INSTANT_NONE };
	struct parcel_ref p = { v->n_parcels ? v->parcels[pick(v, (unsigned)v->n_parcels)] : 0, 0 };
	struct shipping_answer a;

	switch (pick(v, 6)) {
	case 0:
		v->done[2] += parcel_ship(&shop, p, &ship, &a) == SHIPPING_OK;
		break;
	case 1:
		v->done[3] += parcel_unpack(&shop, p, &a) == SHIPPING_OK;
		break;
	case 2:
		v->done[4] += parcel_deliver(&shop, p, INSTANT_NONE, &a) == SHIPPING_OK;
		break;
	default:
		hear_some(v, p.id);
	}
}

static void change_order(struct world *v)
{
	struct order *o = shop_look(v->orders[pick(v, ORDERS)]);
	struct order_ref ref = { o->id, 0 };
	struct order_answer a;

	switch (pick(v, 6)) {
	case 0:
		v->done[5] +=
			order_cancel_line(&shop, ref, o->lines[pick(v, (unsigned)o->n_lines)].id,
					  1 + (int)pick(v, 2), "other", &a) == ORDER_OK;
		break;
	case 1:
		v->done[6] += order_confirm_receipt(&shop, ref, &a) == ORDER_OK;
		break;
	case 2:
		v->done[7] +=
			stock_move(&shop, &(struct stock_move){ .sku_id = v->skus[1],
								.quantity = (int)pick(v, 5) - 1,
								.kind = MOVE_COUNT,
								.at = INSTANT_NONE }) == STOCK_OK;
		break;
	case 3:
		(void)shipping_watch(&shop);
		break;
	case 4:
		(void)stock_fill_waiting(&shop);
		break;
	default:
		if (pick(v, 4) == 0 && order_cancel(&shop, ref, "other", &a) != ORDER_OK)
			break;
	}
}

START_TEST(nothing_breaks_the_sums)
{
	struct world v = { .seed = (unsigned)_i + 1, .number = 1 };
	int all = 0;

	v.skus[0] = shop_goods("A", 40, false);
	v.skus[1] = shop_goods("B", 8, true);
	for (int i = 0; i < ORDERS; i++)
		v.orders[i] =
			shop_order_of(i < 4 ? "13800000001" : "13800000002", { "A", 4 }, { "B", 3 })
				->id;
	for (int i = 0; i < ACTS; i++) {
		shop_pass((int64_t)pick(&v, 9));
		switch (pick(&v, 4)) {
		case 0:
			pack_some(&v);
			break;
		case 1:
			change_order(&v);
			break;
		default:
			handle_parcel(&v);
		}
		if (i % 10 == 9)
			shop_check();
	}
	for (size_t i = 0; i < COUNT(v.done); i++)
		all += v.done[i];
	ck_assert_int_gt(all, ACTS / 10);
}
END_TEST

Suite *shipping_random_suite(void)
{
	Suite *s = suite_create("shipping_random");
	TCase *tc = tcase_create("random");

	tcase_add_checked_fixture(tc, shop_setup, shop_teardown);
	tcase_set_timeout(tc, 120);
	tcase_add_loop_test(tc, nothing_breaks_the_sums, 0, 12);
	suite_add_tcase(s, tc);
	return s;
}
