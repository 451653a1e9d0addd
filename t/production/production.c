/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Batches on the database: for lines of several customers, made, made in part, scrapped; and orders
 * that change meanwhile. */
#include "production/production.h"
#include <check.h>
#include "shipping/shop.h"

#define ANNE "13800000001"
#define BELA "13800000002"

static struct production_answer answer;
static struct order_answer said;

static uint64_t begin(const char *sku, struct instant due)
{
	struct production_draft d = { .sku = sku, .due = due, .start = true };

	ck_assert_int_eq(production_plan(&shop, &d, &answer), PRODUCTION_OK);
	return answer.batch->id;
}

static enum production_refusal end(uint64_t id, int made, int scrapped, const char *why)
{
	return production_finish(&shop, (struct production_ref){ id, 0 },
				 &(struct production_result){ made, scrapped, why }, &answer);
}

static struct order_ref any(const struct order *o)
{
	return (struct order_ref){ o->id, 0 };
}

static void check_line(const struct order *o, size_t line, int in_production, int reserved,
		       enum order_wait wait)
{
	const struct order_line *l = &shop_look(o->id)->lines[line];

	ck_assert_int_eq(l->in_production, in_production);
	ck_assert_int_eq(l->reserved, reserved);
	ck_assert_int_eq(l->wait, wait);
}

static void check_shelf(int on_hand, int reserved)
{
	ck_assert_int_eq(support_number("SELECT on_hand FROM stock"), on_hand);
	ck_assert_int_eq(support_number("SELECT reserved FROM stock"), reserved);
}

START_TEST(several_customers_lines_are_made_together)
{
	struct instant day = instant_add(shop.now, 5 * INSTANT_DAY);
	struct order *a, *b;
	uint64_t id;

	shop_sku("MUG", PRODUCT_GOODS, true);
	a = shop_order_of(ANNE, { "MUG", 2 });
	b = shop_order_of(BELA, { "MUG", 3 });
	ck_assert(instant_is_none(a->promised_to));
	id = begin("MUG", day);
	ck_assert_int_eq(answer.batch->planned, 5);
	ck_assert_int_eq(answer.batch->state, PRODUCTION_STARTED);
	check_line(a, 0, 2, 0, WAIT_PRODUCTION);
	check_line(b, 0, 3, 0, WAIT_PRODUCTION);
	ck_assert_int_eq(shop_look(a->id)->badge, BADGE_IN_PRODUCTION);
	ck_assert_int_ge(shop_look(a->id)->promised_to.us, day.us);
	ck_assert_int_eq(shop_pack_one(a, a->lines[0].id, 1), SHIPPING_WAITS);
	shop_check();
	ck_assert_int_eq(end(id, 5, 0, NULL), PRODUCTION_OK);
	ck_assert_int_eq(answer.batch->state, PRODUCTION_MADE);
	check_line(a, 0, 0, 2, WAIT_NONE);
	check_line(b, 0, 0, 3, WAIT_NONE);
	check_shelf(5, 5);
	ck_assert_int_eq(shop_look(a->id)->badge, BADGE_PREPARING);
	ck_assert_int_eq(shop_events(EVENT_PRODUCTION), 4);
	shop_check();
	shop_ship(a, "SF1000000000001");
	check_shelf(3, 3);
	shop_check();
}
END_TEST

START_TEST(what_was_made_goes_to_who_is_promised_first)
{
	struct order *a, *b;
	uint64_t id;

	shop_sku("MUG", PRODUCT_GOODS, true);
	a = shop_order_of(ANNE, { "MUG", 2 });
	b = shop_order_of(BELA, { "MUG", 3 });
	ck_assert_int_eq(order_set_promise(&shop, any(b), shop.now,
					   instant_add(shop.now, INSTANT_DAY), NULL, &said),
			 ORDER_OK);
	id = begin("MUG", INSTANT_NONE);
	ck_assert_int_eq(end(id, 4, 1, "a crack"), PRODUCTION_OK);
	check_line(b, 0, 0, 3, WAIT_NONE);
	check_line(a, 0, 0, 1, WAIT_PRODUCTION);
	check_shelf(4, 4);
	shop_check();
	/* the rest of Anne's is to be made again, and only that */
	id = begin("MUG", INSTANT_NONE);
	ck_assert_int_eq(answer.batch->planned, 1);
	ck_assert_int_eq(end(id, 1, 0, NULL), PRODUCTION_OK);
	check_line(a, 0, 0, 2, WAIT_NONE);
	check_shelf(5, 5);
	shop_check();
}
END_TEST

START_TEST(scrapped_waits_again)
{
	struct order *a;
	uint64_t id;

	shop_sku("MUG", PRODUCT_GOODS, true);
	a = shop_order_of(ANNE, { "MUG", 2 });
	id = begin("MUG", instant_add(shop.now, 3 * INSTANT_DAY));
	ck_assert_int_eq(end(id, 0, 2, NULL), PRODUCTION_NEEDS_REASON);
	ck_assert_int_eq(end(id, 2, 1, "x"), PRODUCTION_BEYOND);
	ck_assert_int_eq(end(id, 0, 2, "the kiln was too hot"), PRODUCTION_OK);
	ck_assert_int_eq(answer.batch->state, PRODUCTION_SCRAPPED);
	check_line(a, 0, 0, 0, WAIT_PRODUCTION);
	ck_assert(instant_is_none(shop_look(a->id)->promised_to));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM stock_move"), 0);
	ck_assert_int_eq(end(id, 1, 0, NULL), PRODUCTION_NOT_NOW);
	ck_assert_str_eq(answer.reason, "already_finished");
	shop_check();
}
END_TEST

START_TEST(a_planned_batch_counts_when_it_starts)
{
	struct production_draft d = { .sku = "MUG", .due = INSTANT_NONE, .planned = 4 };
	struct order *a;
	uint64_t id;

	shop_sku("MUG", PRODUCT_GOODS, true);
	a = shop_order_of(ANNE, { "MUG", 2 });
	ck_assert_int_eq(production_plan(&shop, &d, &answer), PRODUCTION_OK);
	id = answer.batch->id;
	check_line(a, 0, 0, 0, WAIT_PRODUCTION);
	shop_check();
	/* what is in a batch is in no other */
	d.planned = 0;
	ck_assert_int_eq(production_plan(&shop, &d, &answer), PRODUCTION_NOTHING);
	ck_assert_int_eq(end(id, 1, 0, NULL), PRODUCTION_NOT_NOW);
	ck_assert_int_eq(production_start(&shop, (struct production_ref){ id, 7 }, &answer),
			 PRODUCTION_STALE);
	ck_assert_int_eq(production_start(&shop, (struct production_ref){ id, 1 }, &answer),
			 PRODUCTION_OK);
	check_line(a, 0, 2, 0, WAIT_PRODUCTION);
	ck_assert_int_eq(production_start(&shop, (struct production_ref){ id, 0 }, &answer),
			 PRODUCTION_NOT_NOW);
	/* two more for the shelf */
	ck_assert_int_eq(end(id, 4, 0, NULL), PRODUCTION_OK);
	check_shelf(4, 2);
	shop_check();
}
END_TEST

START_TEST(lines_are_named_one_by_one)
{
	struct production_want want[2];
	struct production_draft d = {
		.sku = "MUG", .lines = want, .n_lines = 2, .due = INSTANT_NONE, .start = true
	};
	struct order *a, *b;

	shop_sku("MUG", PRODUCT_GOODS, true);
	shop_sku("BOWL", PRODUCT_GOODS, true);
	a = shop_order_of(ANNE, { "MUG", 5 });
	b = shop_order_of(BELA, { "BOWL", 1 });
	want[0] = (struct production_want){ a->lines[0].id, 3, 0 };
	want[1] = (struct production_want){ b->lines[0].id, 1, 1 };
	ck_assert_int_eq(production_plan(&shop, &d, &answer), PRODUCTION_LINE);
	ck_assert_uint_eq(answer.line, 1);
	ck_assert_str_eq(answer.reason, "other_sku");
	want[1] = want[0];
	ck_assert_int_eq(production_plan(&shop, &d, &answer), PRODUCTION_LINE);
	ck_assert_str_eq(answer.reason, "twice");
	want[1] = (struct production_want){ 7, 0, 1 };
	want[0].quantity = 6;
	ck_assert_int_eq(production_plan(&shop, &d, &answer), PRODUCTION_LINE);
	ck_assert_str_eq(answer.reason, "too_many");
	want[0].quantity = 3;
	d.planned = 2;
	ck_assert_int_eq(production_plan(&shop, &d, &answer), PRODUCTION_TOO_FEW);
	d.planned = 0;
	ck_assert_int_eq(production_plan(&shop, &d, &answer), PRODUCTION_OK);
	check_line(a, 0, 3, 0, WAIT_PRODUCTION);
	d.sku = "CUP";
	ck_assert_int_eq(production_plan(&shop, &d, &answer), PRODUCTION_NO_SKU);
	shop_check();
}
END_TEST

START_TEST(what_is_cancelled_leaves_the_batch)
{
	struct order *a, *b;
	uint64_t id;

	shop_sku("MUG", PRODUCT_GOODS, true);
	a = shop_order_of(ANNE, { "MUG", 3 });
	b = shop_order_of(BELA, { "MUG", 2 });
	id = begin("MUG", INSTANT_NONE);
	ck_assert_int_eq(order_cancel_line(&shop, any(a), a->lines[0].id, 1, "other", &said),
			 ORDER_OK);
	check_line(a, 0, 2, 0, WAIT_PRODUCTION);
	ck_assert_int_eq(order_cancel(&shop, any(b), "other", &said), ORDER_OK);
	check_line(b, 0, 0, 0, WAIT_NONE);
	shop_check();
	/* they are made all the same: for the shelf */
	ck_assert_int_eq(end(id, 5, 0, NULL), PRODUCTION_OK);
	check_line(a, 0, 0, 2, WAIT_NONE);
	check_shelf(5, 2);
	shop_check();
	ck_assert_int_eq(order_cancel(&shop, any(a), "other", &said), ORDER_OK);
	check_shelf(5, 0);
	shop_check();
}
END_TEST

START_TEST(a_plan_that_nobody_needs_ends)
{
	struct production_draft d = { .sku = "MUG", .due = INSTANT_NONE };
	struct order *a;
	struct production p;

	shop_sku("MUG", PRODUCT_GOODS, true);
	a = shop_order_of(ANNE, { "MUG", 3 });
	ck_assert_int_eq(production_plan(&shop, &d, &answer), PRODUCTION_OK);
	ck_assert_int_eq(order_cancel_line(&shop, any(a), a->lines[0].id, 1, "other", &said),
			 ORDER_OK);
	ck_assert(production_get(&shop, answer.batch->id, &p));
	ck_assert_int_eq(p.planned, 2);
	ck_assert_int_eq(p.state, PRODUCTION_PLANNED);
	ck_assert_int_eq(order_cancel(&shop, any(a), "other", &said), ORDER_OK);
	ck_assert(production_get(&shop, answer.batch->id, &p));
	ck_assert_int_eq(p.planned, 0);
	ck_assert_int_eq(p.state, PRODUCTION_SCRAPPED);
	shop_check();
}
END_TEST

START_TEST(an_order_that_needs_less_may_go)
{
	struct order *a;
	uint64_t id;

	shop_sku("MUG", PRODUCT_GOODS, true);
	a = shop_order_of(ANNE, { "MUG", 3 });
	id = begin("MUG", INSTANT_NONE);
	ck_assert_int_eq(end(id, 2, 1, "a crack"), PRODUCTION_OK);
	check_line(a, 0, 0, 2, WAIT_PRODUCTION);
	ck_assert_int_eq(order_cancel_line(&shop, any(a), a->lines[0].id, 1, "other", &said),
			 ORDER_OK);
	check_line(a, 0, 0, 2, WAIT_NONE);
	ck_assert_int_eq(shop_look(a->id)->badge, BADGE_PREPARING);
	shop_check();
}
END_TEST

START_TEST(more_of_what_is_made_is_made_first)
{
	struct order_edit_line line = { .quantity = 3, .unit_milli = -1 };
	struct order_edit e = { .lines = &line, .n_lines = 1, .discount = -1, .shipping = -1 };
	struct order *a;
	uint64_t id;

	shop_sku("MUG", PRODUCT_GOODS, true);
	a = shop_order_of(ANNE, { "MUG", 2 });
	id = begin("MUG", INSTANT_NONE);
	ck_assert_int_eq(end(id, 2, 0, NULL), PRODUCTION_OK);
	a = shop_look(a->id);
	line.line = a->lines[0].id;
	e.agreed = 3000;
	ck_assert_int_eq(order_edit(&shop, (struct order_ref){ a->id, a->version }, &e, &said),
			 ORDER_OK);
	check_line(a, 0, 0, 2, WAIT_PRODUCTION);
	begin("MUG", INSTANT_NONE);
	ck_assert_int_eq(answer.batch->planned, 1);
	shop_check();
}
END_TEST

START_TEST(a_line_from_the_shelf_gives_it_back_to_be_made)
{
	struct order *a;

	shop_goods("A", 3, false);
	a = shop_order_of(ANNE, { "A", 3 });
	check_shelf(3, 3);
	ck_assert_int_eq(order_set_wait(&shop, any(a), a->lines[0].id, WAIT_PRODUCTION,
					INSTANT_NONE, &said),
			 ORDER_OK);
	check_shelf(3, 0);
	shop_check();
	begin("A", INSTANT_NONE);
	check_line(a, 0, 3, 0, WAIT_PRODUCTION);
	/* and back: from the shelf after all */
	ck_assert_int_eq(order_set_wait(&shop, any(a), a->lines[0].id, WAIT_NONE, INSTANT_NONE,
					&said),
			 ORDER_OK);
	check_line(a, 0, 0, 3, WAIT_NONE);
	check_shelf(3, 3);
	shop_check();
}
END_TEST

START_TEST(what_is_not_there_is_not_said_to_be)
{
	struct order *a, *b;
	uint64_t id;

	shop_sku("MUG", PRODUCT_GOODS, true);
	a = shop_order_of(ANNE, { "MUG", 1 });
	id = begin("MUG", INSTANT_NONE);
	ck_assert_int_eq(end(id, 1, 0, NULL), PRODUCTION_OK);
	b = shop_order_of(BELA, { "MUG", 1 });
	ck_assert_int_eq(order_set_wait(&shop, any(b), b->lines[0].id, WAIT_NONE, INSTANT_NONE,
					&said),
			 ORDER_NO_STOCK);
	check_line(b, 0, 0, 0, WAIT_PRODUCTION);
	check_line(a, 0, 0, 1, WAIT_NONE);
	shop_check();
}
END_TEST

START_TEST(a_held_order_is_left_for_later)
{
	struct order *a, *b;

	shop_sku("MUG", PRODUCT_GOODS, true);
	a = shop_order_of(ANNE, { "MUG", 1 });
	b = shop_order_of(BELA, { "MUG", 2 });
	ck_assert_int_eq(order_hold(&shop, any(a), "risk", INSTANT_NONE, &said), ORDER_OK);
	begin("MUG", INSTANT_NONE);
	ck_assert_int_eq(answer.batch->planned, 2);
	check_line(a, 0, 0, 0, WAIT_PRODUCTION);
	check_line(b, 0, 2, 0, WAIT_PRODUCTION);
	shop_check();
}
END_TEST

Suite *production_production_suite(void)
{
	Suite *s = suite_create("production_production");
	TCase *tc = tcase_create("batches");

	tcase_add_checked_fixture(tc, shop_setup, shop_teardown);
	tcase_add_test(tc, several_customers_lines_are_made_together);
	tcase_add_test(tc, what_was_made_goes_to_who_is_promised_first);
	tcase_add_test(tc, scrapped_waits_again);
	tcase_add_test(tc, a_planned_batch_counts_when_it_starts);
	tcase_add_test(tc, lines_are_named_one_by_one);
	tcase_add_test(tc, what_is_cancelled_leaves_the_batch);
	tcase_add_test(tc, a_plan_that_nobody_needs_ends);
	tcase_add_test(tc, an_order_that_needs_less_may_go);
	tcase_add_test(tc, more_of_what_is_made_is_made_first);
	tcase_add_test(tc, a_line_from_the_shelf_gives_it_back_to_be_made);
	tcase_add_test(tc, what_is_not_there_is_not_said_to_be);
	tcase_add_test(tc, a_held_order_is_left_for_later);
	suite_add_tcase(s, tc);
	return s;
}
