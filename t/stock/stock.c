/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stock on the database: kept for orders, given back, taken off the shelf, put back; who waits gets
 * it. */
#include <check.h>
#include "shipping/shop.h"

#define ANNE "13800000001"
#define BELA "13800000002"

static struct stock stock_of(uint64_t sku)
{
	struct stock s;

	stock_get_many(&shop, &sku, 1, &s);
	return s;
}

static void check_stock(uint64_t sku, int on_hand, int reserved)
{
	struct stock s = stock_of(sku);

	ck_assert(s.stocked);
	ck_assert_int_eq(s.on_hand, on_hand);
	ck_assert_int_eq(s.reserved, reserved);
}

START_TEST(order_keeps_its_goods)
{
	uint64_t a = shop_goods("A", 10, false), b = shop_goods("B", 2, false);
	struct order *o = shop_order_of(ANNE, { "B", 2 }, { "A", 3 });

	check_stock(a, 10, 3);
	check_stock(b, 2, 2);
	ck_assert_int_eq(o->lines[0].reserved, 2);
	ck_assert_int_eq(o->lines[1].reserved, 3);
	ck_assert_int_eq(o->lines[0].wait, WAIT_NONE);
	shop_check();
}
END_TEST

START_TEST(what_is_short_is_refused_with_its_line)
{
	struct order_draft d;
	struct order_answer a;

	shop_goods("A", 10, false);
	shop_goods("B", 2, false);
	d = shop_draft(ANNE, (const struct shop_want[]){ { "A", 1 }, { "B", 3 } }, 2);
	ck_assert_int_eq(order_place(&shop, &d, &a), ORDER_NO_STOCK);
	ck_assert_uint_eq(a.line, 1);
	ck_assert_int_eq(support_number("SELECT SUM(reserved) FROM stock"), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM stock_reservation"), 0);
}
END_TEST

START_TEST(two_lines_of_one_sku_share_what_is_there)
{
	uint64_t a = shop_goods("A", 3, false);
	struct order_draft d =
		shop_draft(ANNE, (const struct shop_want[]){ { "A", 2 }, { "A", 2 } }, 2);
	struct order_answer answer;

	ck_assert_int_eq(order_place(&shop, &d, &answer), ORDER_NO_STOCK);
	shop_order_of(ANNE, { "A", 1 }, { "A", 2 });
	check_stock(a, 3, 3);
	shop_check();
}
END_TEST

/* More SKUs than are asked for together: one not stocked, some short, the rest there. */
START_TEST(what_is_short_does_not_touch_the_rest)
{
	static const char *const code[] = { "S0", "S1", "S2", "S3", "S4", "S5",
					    "S6", "S7", "S8", "S9", "SA", "SB" };
	enum { N = sizeof code / sizeof *code, LOOSE = 2, SHORT = 5, LAST_SHORT = 11 };
	struct shop_want want[N];
	struct order_draft d;
	struct order_answer answer;
	uint64_t sku[N];

	for (int i = 0; i < N; i++) {
		bool is_short = i == SHORT || i == LAST_SHORT;
		want[N - 1 - i] = (struct shop_want){ code[i], 2 };
		sku[i] = i == LOOSE ? shop_sku(code[i], PRODUCT_GOODS, false)
				    : shop_goods(code[i], is_short ? 1 : 2, is_short);
	}
	d = shop_draft(ANNE, want, N);
	ck_assert_int_eq(order_place(&shop, &d, &answer), ORDER_OK);
	for (int i = 0; i < N; i++) {
		const struct order_line *l = &answer.order->lines[N - 1 - i];
		bool is_short = i == SHORT || i == LAST_SHORT;

		ck_assert_int_eq(l->reserved, i == LOOSE ? 0 : 2);
		ck_assert_int_eq(l->wait, is_short ? WAIT_BACK_ORDER : WAIT_NONE);
		if (i != LOOSE)
			check_stock(sku[i], is_short ? 1 : 2, 2);
	}
	shop_check();
	/* All is taken now: the first line that cannot be had is named. */
	ck_assert_int_eq(order_place(&shop, &d, &answer), ORDER_NO_STOCK);
	ck_assert_uint_eq(answer.line, N - 1);
	shop_check();
}
END_TEST

START_TEST(some_things_are_not_kept)
{
	struct order *o;

	shop_sku("SERVICE", PRODUCT_SERVICE, false);
	shop_sku("FILE", PRODUCT_DIGITAL, false);
	shop_sku("LOOSE", PRODUCT_GOODS, false);
	shop_sku("MADE", PRODUCT_GOODS, true);
	o = shop_order_of(ANNE, { "SERVICE", 1 }, { "FILE", 1 }, { "LOOSE", 5 }, { "MADE", 1 });
	for (size_t i = 0; i < o->n_lines; i++)
		ck_assert_int_eq(o->lines[i].reserved, 0);
	ck_assert_int_eq(o->lines[3].wait, WAIT_PRODUCTION);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM stock_reservation"), 0);
}
END_TEST

START_TEST(reserving_costs_a_statement_a_line_and_two)
{
	struct order *o;
	struct order fresh;
	size_t line;

	shop_goods("A", 10, false);
	shop_goods("B", 10, false);
	shop_goods("C", 10, false);
	o = shop_order_of(ANNE, { "A", 1 }, { "B", 1 }, { "C", 1 });
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ o->id, 0 }, "other",
				      &(struct order_answer){ 0 }),
			 ORDER_OK);
	fresh = *o;
	for (size_t i = 0; i < fresh.n_lines; i++)
		fresh.lines[i].reserved = 0;
	db_count_reset(shop.db);
	ck_assert(stock_reserve(&shop, &fresh, &line));
	ck_assert_uint_le(db_count(shop.db), 4);
}
END_TEST

/* ---- back orders ---- */

START_TEST(back_order_waits_for_what_is_coming)
{
	struct instant day = instant_add(shop.now, 9 * INSTANT_DAY);
	uint64_t a = shop_goods("A", 2, true);
	struct order *o;

	ck_assert_int_eq(stock_set(&shop, a, true, day), STOCK_OK);
	o = shop_order_of(ANNE, { "A", 3 });
	ck_assert_int_eq(o->lines[0].wait, WAIT_BACK_ORDER);
	ck_assert_int_eq(o->lines[0].wait_until.us, day.us);
	ck_assert_int_eq(o->badge, BADGE_BACKORDERED);
	check_stock(a, 2, 3);
	shop_check();
}
END_TEST

static enum stock_refusal receive(uint64_t sku, int n)
{
	struct stock_move m = {
		.sku_id = sku, .quantity = n, .kind = MOVE_RECEIPT, .at = INSTANT_NONE
	};

	return stock_move(&shop, &m);
}

START_TEST(arrival_frees_the_oldest_first)
{
	uint64_t a = shop_goods("A", 0, true);
	struct order *first = shop_order_of(ANNE, { "A", 4 }),
		     *second = shop_order_of(BELA, { "A", 1 });

	ck_assert_int_eq(receive(a, 3), STOCK_OK);
	ck_assert_int_eq(shop_look(first->id)->lines[0].wait, WAIT_BACK_ORDER);
	ck_assert_int_eq(shop_look(second->id)->lines[0].wait, WAIT_BACK_ORDER);
	ck_assert_int_eq(receive(a, 1), STOCK_OK);
	ck_assert_int_eq(shop_look(first->id)->lines[0].wait, WAIT_NONE);
	ck_assert_int_eq(shop_look(first->id)->badge, BADGE_PREPARING);
	ck_assert_int_eq(shop_look(second->id)->lines[0].wait, WAIT_BACK_ORDER);
	ck_assert_int_eq(receive(a, 1), STOCK_OK);
	ck_assert_int_eq(shop_look(second->id)->lines[0].wait, WAIT_NONE);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_event WHERE kind = 7"), 2);
	shop_check();
}
END_TEST

START_TEST(cancelling_lets_the_worker_free_the_next)
{
	struct order *first, *second;

	shop_goods("A", 3, true);
	first = shop_order_of(ANNE, { "A", 3 });
	second = shop_order_of(BELA, { "A", 2 });
	ck_assert_uint_eq(stock_fill_waiting(&shop), 0);
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ first->id, 0 }, "other",
				      &(struct order_answer){ 0 }),
			 ORDER_OK);
	ck_assert_uint_eq(stock_fill_waiting(&shop), 1);
	ck_assert_int_eq(shop_look(second->id)->lines[0].wait, WAIT_NONE);
	ck_assert_uint_eq(stock_fill_waiting(&shop), 0);
	shop_check();
}
END_TEST

START_TEST(moved_day_is_told_to_who_waits)
{
	struct instant day = instant_add(shop.now, 9 * INSTANT_DAY);
	uint64_t a = shop_goods("A", 0, true);
	struct order *o[20];

	for (int i = 0; i < 20; i++)
		o[i] = shop_order_of(i % 2 ? ANNE : BELA, { "A", 1 });
	ck_assert_int_eq(stock_set(&shop, a, true, day), STOCK_OK);
	for (int i = 0; i < 20; i++)
		ck_assert_int_eq(shop_look(o[i]->id)->lines[0].wait_until.us, day.us);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_event WHERE kind = 7"), 20);
	shop_check();
}
END_TEST

START_TEST(many_waiting_are_freed_over_several_rounds)
{
	uint64_t a = shop_goods("A", 0, true);

	for (int i = 0; i < 20; i++)
		shop_order_of(i % 2 ? ANNE : BELA, { "A", 1 });
	ck_assert_int_eq(receive(a, 19), STOCK_OK);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM stock_reservation WHERE waits = 1"),
			 4);
	ck_assert_uint_eq(stock_fill_waiting(&shop), 3);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM stock_reservation WHERE waits = 1"),
			 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_line WHERE wait = 3"), 1);
	shop_check();
}
END_TEST

/* ---- given back, taken, put back ---- */

START_TEST(cancelling_gives_back)
{
	uint64_t a = shop_goods("A", 10, false), b = shop_goods("B", 10, false);
	struct order *o = shop_order_of(ANNE, { "A", 4 }, { "B", 1 });
	struct order_answer answer;

	ck_assert_int_eq(order_cancel_line(&shop, (struct order_ref){ o->id, 0 }, o->lines[0].id, 3,
					   "other", &answer),
			 ORDER_OK);
	check_stock(a, 10, 1);
	shop_check();
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ o->id, 0 }, "other", &answer),
			 ORDER_OK);
	check_stock(a, 10, 0);
	check_stock(b, 10, 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM stock_reservation"), 0);
	shop_check();
}
END_TEST

START_TEST(shipping_takes_it_off_the_shelf)
{
	uint64_t a = shop_goods("A", 10, false);
	struct order *o = shop_order_of(ANNE, { "A", 4 });

	shop_ship(o, "SF1402778133901");
	check_stock(a, 6, 0);
	ck_assert_int_eq(support_number("SELECT SUM(quantity) FROM stock_move WHERE kind = 4"), -4);
	ck_assert_int_eq(shop_look(o->id)->lines[0].reserved, 0);
	shop_check();
}
END_TEST

START_TEST(what_comes_back_is_kept_for_its_line)
{
	uint64_t a = shop_goods("A", 4, false), p;
	struct order *o = shop_order_of(ANNE, { "A", 4 });

	p = shop_ship(o, "SF1402778133901");
	check_stock(a, 0, 0);
	ck_assert_int_eq(shop_hear(p, PARCEL_RETURNING), SHIPPING_OK);
	check_stock(a, 0, 0);
	ck_assert_int_eq(shop_hear(p, PARCEL_RETURNED), SHIPPING_OK);
	check_stock(a, 4, 4);
	shop_check();
	p = shop_ship(shop_look(o->id), "SF1402778133902");
	check_stock(a, 0, 0);
	ck_assert_int_eq(shop_hear(p, PARCEL_DELIVERED), SHIPPING_OK);
	shop_check();
}
END_TEST

START_TEST(what_was_never_kept_does_not_come_back)
{
	struct order *o;
	uint64_t p;

	shop_sku("LOOSE", PRODUCT_GOODS, false);
	o = shop_order_of(ANNE, { "LOOSE", 2 });
	p = shop_ship(o, "SF1402778133901");
	ck_assert_int_eq(shop_hear(p, PARCEL_RETURNED), SHIPPING_OK);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM stock_move"), 0);
	shop_check();
}
END_TEST

/* ---- by hand ---- */

START_TEST(moves_keep_what_is_reserved)
{
	static const struct {
		int quantity;
		enum stock_move_kind kind;
		enum stock_refusal wanted;
	} rows[] = { { -6, MOVE_WRITE_OFF, STOCK_OK },
		     { -1, MOVE_COUNT, STOCK_TOO_FEW },
		     { 3, MOVE_COUNT, STOCK_OK },
		     { -3, MOVE_WRITE_OFF, STOCK_OK },
		     { 0, MOVE_RECEIPT, STOCK_BAD_QUANTITY },
		     { 2000000000, MOVE_RECEIPT, STOCK_BAD_QUANTITY } };
	uint64_t a = shop_goods("A", 10, false);

	shop_order_of(ANNE, { "A", 4 });
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct stock_move m = { .sku_id = a,
					.quantity = rows[i].quantity,
					.kind = rows[i].kind,
					.at = INSTANT_NONE };
		ck_assert_msg(stock_move(&shop, &m) == rows[i].wanted, "row %zu", i);
	}
	check_stock(a, 4, 4);
	shop_check();
}
END_TEST

START_TEST(reference_counts_once)
{
	uint64_t a = shop_goods("A", 10, false);
	struct stock_move m = { .sku_id = a,
				.quantity = 5,
				.kind = MOVE_IMPORTED,
				.source = "books",
				.source_ref = "17",
				.at = INSTANT_NONE };

	ck_assert_int_eq(stock_move(&shop, &m), STOCK_OK);
	ck_assert_int_eq(stock_move(&shop, &m), STOCK_REPEATED);
	check_stock(a, 15, 0);
	shop_check();
}
END_TEST

START_TEST(stock_is_begun_once)
{
	uint64_t a = shop_goods("A", 10, false);

	ck_assert_int_eq(stock_add(&shop, &(struct stock_draft){ .sku_id = a, .on_hand = 3 }),
			 STOCK_KNOWN);
	ck_assert_int_eq(stock_add(&shop, &(struct stock_draft){ .sku_id = 77, .on_hand = -1 }),
			 STOCK_BAD_QUANTITY);
	ck_assert_int_eq(receive(78, 1), STOCK_NOT_STOCKED);
	check_stock(a, 10, 0);
	ck_assert(!stock_of(79).stocked);
}
END_TEST

START_TEST(what_is_sold_beyond_must_stay_so)
{
	uint64_t a = shop_goods("A", 1, true);

	shop_order_of(ANNE, { "A", 2 });
	ck_assert_int_eq(stock_set(&shop, a, false, INSTANT_NONE), STOCK_TOO_FEW);
	ck_assert_int_eq(receive(a, 1), STOCK_OK);
	ck_assert_int_eq(stock_set(&shop, a, false, INSTANT_NONE), STOCK_OK);
	shop_check();
}
END_TEST

Suite *stock_stock_suite(void)
{
	Suite *s = suite_create("stock_stock");
	TCase *tc = tcase_create("stock");

	tcase_add_checked_fixture(tc, shop_setup, shop_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, order_keeps_its_goods);
	tcase_add_test(tc, what_is_short_is_refused_with_its_line);
	tcase_add_test(tc, two_lines_of_one_sku_share_what_is_there);
	tcase_add_test(tc, what_is_short_does_not_touch_the_rest);
	tcase_add_test(tc, some_things_are_not_kept);
	tcase_add_test(tc, reserving_costs_a_statement_a_line_and_two);
	tcase_add_test(tc, back_order_waits_for_what_is_coming);
	tcase_add_test(tc, arrival_frees_the_oldest_first);
	tcase_add_test(tc, cancelling_lets_the_worker_free_the_next);
	tcase_add_test(tc, moved_day_is_told_to_who_waits);
	tcase_add_test(tc, many_waiting_are_freed_over_several_rounds);
	tcase_add_test(tc, cancelling_gives_back);
	tcase_add_test(tc, shipping_takes_it_off_the_shelf);
	tcase_add_test(tc, what_comes_back_is_kept_for_its_line);
	tcase_add_test(tc, what_was_never_kept_does_not_come_back);
	tcase_add_test(tc, moves_keep_what_is_reserved);
	tcase_add_test(tc, reference_counts_once);
	tcase_add_test(tc, stock_is_begun_once);
	tcase_add_test(tc, what_is_sold_beyond_must_stay_so);
	suite_add_tcase(s, tc);
	return s;
}
