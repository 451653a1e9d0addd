/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Change sets on a real database: proposed, applied once, and whatever their order the books stay
 * true. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "shipping/shop.h"

static struct order_answer answer;

static struct order_edit edit_of(struct order_edit_line *lines, size_t n)
{
	return (struct order_edit){
		.lines = lines, .n_lines = n, .discount = -1, .shipping = -1, .may_price = true
	};
}

static enum order_refusal propose(const struct order *o, const struct order_edit *e)
{
	return order_propose(&shop, (struct order_ref){ o->id, shop_look(o->id)->version }, e,
			     &answer);
}

/* Proposed, and applied as proposed. */
static enum order_refusal edit(const struct order *o, struct order_edit e)
{
	int version = shop_look(o->id)->version;
	enum order_refusal r = propose(o, &e);

	if (r != ORDER_PROPOSED)
		return r;
	e.agreed = answer.order->live_amount;
	return order_edit(&shop, (struct order_ref){ o->id, version }, &e, &answer);
}

static enum order_refusal set_quantity(const struct order *o, size_t line, int64_t quantity)
{
	struct order_edit_line l = { .line = o->lines[line].id,
				     .quantity = quantity,
				     .unit_milli = -1 };

	return edit(o, edit_of(&l, 1));
}

static enum order_refusal add(const struct order *o, const char *sku, int64_t quantity)
{
	struct order_edit_line l = { .sku = sku, .quantity = quantity, .unit_milli = -1 };

	return edit(o, edit_of(&l, 1));
}

static int reserved_of(const char *sku)
{
	return (int)support_number(arena_printf(
		shop.arena,
		"SELECT s.reserved FROM stock s JOIN sku k ON k.id = s.sku_id WHERE k.code = '%s'",
		sku));
}

static void setup(void)
{
	shop_setup();
	shop.now = instant_now();
	shop_goods("A", 10, false);
	shop_goods("B", 5, true);
	shop_sku("S", PRODUCT_SERVICE, false);
}

START_TEST(a_change_set_moves_lines_money_and_stock_together)
{
	struct order *o = shop_order_of("13800000001", { "A", 3 }, { "B", 2 });
	struct order_edit_line l[] = {
		{ .line = o->lines[0].id, .quantity = 1, .unit_milli = 900000 },
		{ .line = o->lines[1].id, .quantity = 0, .unit_milli = -1 },
		{ .sku = "A", .quantity = 4, .unit_milli = -1 },
	};
	struct order_edit e = edit_of(l, 3);

	e.shipping = 500;
	e.discount = 100;
	e.why = "By phone";
	ck_assert_int_eq(edit(o, e), ORDER_OK);
	o = shop_look(o->id);
	ck_assert_uint_eq(o->n_lines, 2);
	ck_assert_int_eq(o->lines[0].ordered, 1);
	ck_assert_int_eq(o->lines[1].ordered, 4);
	ck_assert_int_eq(o->items_amount, 900 + 4000);
	ck_assert_int_eq(o->total_amount, 4900 - 100 + 500);
	ck_assert_int_eq(order_due(o), o->total_amount);
	ck_assert_int_eq(reserved_of("A"), 5);
	ck_assert_int_eq(reserved_of("B"), 0);
	ck_assert_int_eq(shop_events(EVENT_EDITED), 1);
	ck_assert_int_eq(shop_events(EVENT_LINE_ADDED), 1);
	ck_assert_int_eq(shop_events(EVENT_LINE_REMOVED), 1);
	ck_assert_int_eq(shop_events(EVENT_LINE_CHANGED), 1);
	ck_assert_int_eq(support_number("SELECT amount FROM order_event WHERE kind = "
					"(SELECT MAX(kind) FROM order_event)"),
			 5300 - 5000);
	shop_check_all();
}
END_TEST

START_TEST(a_proposal_writes_nothing)
{
	struct order *o = shop_order_of("13800000001", { "A", 3 });
	struct order_edit_line l = { .sku = "B", .quantity = 9, .unit_milli = -1 };
	struct order_edit e = edit_of(&l, 1);

	ck_assert_int_eq(propose(o, &e), ORDER_PROPOSED);
	ck_assert_int_eq(answer.order->live_amount - answer.was->live_amount, 9000);
	ck_assert_int_eq(answer.order->lines[1].wait, WAIT_BACK_ORDER);
	ck_assert_int_eq(shop_look(o->id)->version, o->version);
	ck_assert_uint_eq(shop_look(o->id)->n_lines, 1);
	ck_assert_int_eq(reserved_of("B"), 0);
	ck_assert_int_eq(shop_events(EVENT_EDITED), 0);
	shop_check_all();
}
END_TEST

START_TEST(it_is_applied_once)
{
	struct order *o = shop_order_of("13800000001", { "A", 3 });
	struct order_edit_line l = { .sku = "A", .quantity = 1, .unit_milli = -1 };
	struct order_edit e = edit_of(&l, 1);
	const struct order_ref ref = { o->id, o->version };

	e.agreed = 4000;
	ck_assert_int_eq(order_edit(&shop, ref, &e, &answer), ORDER_OK);
	ck_assert_int_eq(order_edit(&shop, ref, &e, &answer), ORDER_STALE);
	ck_assert_int_eq(order_edit(&shop, (struct order_ref){ o->id, 0 }, &e, &answer),
			 ORDER_STALE);
	ck_assert_uint_eq(shop_look(o->id)->n_lines, 2);
	ck_assert_int_eq(shop_events(EVENT_EDITED), 1);
	shop_check_all();
}
END_TEST

START_TEST(it_comes_to_what_was_agreed_or_is_not_applied)
{
	struct order *o = shop_order_of("13800000001", { "A", 3 });
	struct order_edit_line l = { .sku = "B", .quantity = 1, .unit_milli = -1 };
	struct order_edit e = edit_of(&l, 1);

	ck_assert_int_eq(propose(o, &e), ORDER_PROPOSED);
	e.agreed = answer.order->live_amount;
	support_sql("UPDATE sku SET unit_milli = unit_milli + 1000 WHERE code = 'B'");
	ck_assert_int_eq(order_edit(&shop, (struct order_ref){ o->id, o->version }, &e, &answer),
			 ORDER_NOT_AGREED);
	ck_assert_uint_eq(shop_look(o->id)->n_lines, 1);
	ck_assert_int_eq(reserved_of("B"), 0);
	shop_check_all();
}
END_TEST

/* The customer's page, but for its version and what happened. */
static const char *page_of(const struct order *o)
{
	cJSON *tree = shop_document(o);

	cJSON_DeleteItemFromObjectCaseSensitive(tree, "events");
	cJSON_DeleteItemFromObjectCaseSensitive(tree, "updated_at");
	return json_text(shop.arena, tree);
}

START_TEST(add_then_remove_moves_nothing)
{
	const struct shop_want want[] = { { "A", 3 }, { "B", 2 } };
	struct order_draft d = shop_draft("13800000001", want, 2);
	const char *before;
	struct order *o;

	shop_app->settings.shipping_fee = 800;
	shop_app->settings.free_shipping_over = 6000;
	d.discount = 333;
	d.shipping = -1;
	ck_assert_int_eq(order_place(&shop, &d, &answer), ORDER_OK);
	o = shop_look(answer.order->id);
	ck_assert_int_eq(order_cancel_line(&shop, (struct order_ref){ o->id, 0 }, o->lines[0].id, 1,
					   "other", &answer),
			 ORDER_OK);
	o = shop_look(o->id);
	before = page_of(o);
	ck_assert_int_eq(add(o, "A", 5), ORDER_OK);
	ck_assert_int_eq(shop_look(o->id)->shipping_amount, 0);
	ck_assert_int_eq(set_quantity(shop_look(o->id), 2, 0), ORDER_OK);
	ck_assert_int_eq(set_quantity(shop_look(o->id), 1, 4), ORDER_OK);
	ck_assert_int_eq(set_quantity(shop_look(o->id), 1, 2), ORDER_OK);
	ck_assert_str_eq(page_of(shop_look(o->id)), before);
	ck_assert_int_eq(reserved_of("A"), 2);
	ck_assert_int_eq(reserved_of("B"), 2);
	shop_check_all();
}
END_TEST

START_TEST(what_is_paid_decides_what_is_due_or_owed)
{
	struct order *o = shop_order_of("13800000001", { "A", 3 });
	struct payment_draft money = { .method = PAY_COD, .amount = 3000, .at = INSTANT_NONE };
	struct payment_answer paid;

	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ o->id, 0 }, &money, &paid),
			 PAYMENT_OK);
	ck_assert_int_eq(set_quantity(o, 0, 2), ORDER_OK);
	o = shop_look(o->id);
	ck_assert_int_eq(order_due(o), -1000);
	ck_assert_int_eq(order_axes(o).money, MONEY_CREDIT_OWED);
	ck_assert_int_eq(set_quantity(o, 0, 5), ORDER_OK);
	o = shop_look(o->id);
	ck_assert_int_eq(order_due(o), 2000);
	ck_assert_int_eq(order_axes(o).money, MONEY_PART_PAID);
	shop_check_all();
}
END_TEST

START_TEST(what_is_packed_stays_and_the_reason_is_told)
{
	struct order *o = shop_order_of("13800000001", { "A", 3 });

	ck_assert_int_eq(shop_pack_one(o, o->lines[0].id, 2), SHIPPING_OK);
	ck_assert_int_eq(set_quantity(o, 0, 1), ORDER_UNDER_PACKED);
	ck_assert_str_eq(answer.reason, "already_packed");
	ck_assert_int_eq(set_quantity(o, 0, 2), ORDER_OK);
	shop_check_all();
	ck_assert_int_eq(add(o, "A", 1), ORDER_NOT_NOW); /* all of it is packed */
	ck_assert_str_eq(answer.reason, "already_packed");
}
END_TEST

/* The parcel goes on saying what was in it. */
START_TEST(what_came_back_is_cancelled_and_not_removed)
{
	struct order *o = shop_order_of("13800000001", { "A", 1 }, { "B", 1 });
	uint64_t parcel = shop_ship(o, "SF1000000000001");

	ck_assert_int_eq(shop_hear(parcel, PARCEL_RETURNED), SHIPPING_OK);
	ck_assert_int_eq(set_quantity(o, 0, 0), ORDER_UNDER_PACKED);
	ck_assert_str_eq(answer.reason, "came_back");
	ck_assert_int_eq(set_quantity(o, 0, 3), ORDER_OK);
	shop_check_all();
}
END_TEST

START_TEST(what_cannot_be_is_refused_and_nothing_is_written)
{
	struct order *o = shop_order_of("13800000001", { "A", 3 });
	struct order_edit_line l = { .line = 1, .quantity = 1, .unit_milli = -1 };
	struct order_edit_line dear = { .line = o->lines[0].id, .quantity = 3, .unit_milli = 5 };
	struct order_edit e = edit_of(&dear, 1);
	struct credit_draft c = {
		.kind = CREDIT_GOODWILL, .amount = 2500, .why = "Late", .at = INSTANT_NONE
	};
	struct payment_answer credited;

	ck_assert_int_eq(set_quantity(o, 0, 11), ORDER_NO_STOCK);
	ck_assert_int_eq(set_quantity(o, 0, 3), ORDER_NO_CHANGE);
	ck_assert_int_eq(set_quantity(o, 0, 0), ORDER_NOTHING_LEFT);
	ck_assert_int_eq(add(o, "NONE", 1), ORDER_NO_SKU);
	ck_assert_int_eq(add(o, "A", 0), ORDER_BAD_QUANTITY);
	ck_assert_int_eq(edit(o, edit_of(&l, 1)), ORDER_NO_LINE);
	e.may_price = false;
	ck_assert_int_eq(edit(o, e), ORDER_MAY_NOT_PRICE);
	e = edit_of(NULL, 0);
	e.discount = 3001;
	ck_assert_int_eq(edit(o, e), ORDER_TOO_LARGE);
	e.discount = 1;
	e.may_price = false;
	ck_assert_int_eq(edit(o, e), ORDER_MAY_NOT_PRICE);
	ck_assert_int_eq(payment_credit(&shop, (struct order_ref){ o->id, 0 }, &c, &credited),
			 PAYMENT_OK);
	ck_assert_int_eq(set_quantity(o, 0, 2), ORDER_UNDER_CREDIT);
	ck_assert_int_eq(shop_look(o->id)->version, o->version + 1);
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ o->id, 0 }, "other", &answer),
			 ORDER_OK);
	ck_assert_int_eq(add(o, "A", 1), ORDER_NOT_NOW);
	ck_assert_str_eq(answer.reason, "cancelled");
	shop_check_all();
}
END_TEST

START_TEST(a_service_that_comes_to_it_is_done_at_once)
{
	struct order *o = shop_order_of("13800000001", { "A", 3 });

	ck_assert_int_eq(add(o, "S", 2), ORDER_OK);
	ck_assert_int_eq(shop_look(o->id)->lines[1].delivered, 2);
	ck_assert_int_eq(set_quantity(shop_look(o->id), 1, 0), ORDER_UNDER_PACKED);
	ck_assert_str_eq(answer.reason, "already_shipped");
	shop_check_all();
}
END_TEST

START_TEST(a_draft_keeps_nothing_aside)
{
	const struct shop_want want = { "A", 3 };
	struct order_draft d = shop_draft("13800000001", &want, 1);
	struct order *o;

	d.as_draft = true;
	ck_assert_int_eq(order_place(&shop, &d, &answer), ORDER_OK);
	o = answer.order;
	ck_assert_int_eq(set_quantity(shop_look(o->id), 0, 50), ORDER_OK);
	ck_assert_int_eq(reserved_of("A"), 0);
	ck_assert_int_eq(order_confirm(&shop, (struct order_ref){ o->id, 0 }, &answer),
			 ORDER_NO_STOCK);
	ck_assert_int_eq(set_quantity(shop_look(o->id), 0, 5), ORDER_OK);
	ck_assert_int_eq(order_confirm(&shop, (struct order_ref){ o->id, 0 }, &answer), ORDER_OK);
	ck_assert_int_eq(reserved_of("A"), 5);
	shop_check_all();
}
END_TEST

/* More of what is back-ordered waits as one; what arrives frees it as one. */
START_TEST(what_grows_beyond_the_shelf_waits)
{
	struct order *o = shop_order_of("13800000001", { "B", 4 });

	ck_assert_int_eq(set_quantity(o, 0, 7), ORDER_OK);
	o = shop_look(o->id);
	ck_assert_int_eq(o->lines[0].wait, WAIT_BACK_ORDER);
	ck_assert_int_eq(stock_fill_waiting(&shop), 0);
	ck_assert_int_eq(stock_move(&shop, &(struct stock_move){ .sku_id = o->lines[0].sku_id,
								 .quantity = 2,
								 .kind = MOVE_RECEIPT,
								 .at = INSTANT_NONE }),
			 STOCK_OK);
	ck_assert_int_eq(shop_look(o->id)->lines[0].wait, WAIT_NONE);
	shop_check_all();
}
END_TEST

/* ---- whatever people do, in whatever order ---- */

enum { ORDERS = 4, ACTS = 70 };

static unsigned seed;

static unsigned pick(unsigned n)
{
	return (unsigned)rand_r(&seed) % n;
}

static bool edit_some(const struct order *o)
{
	static const char *const skus[] = { "A", "B", "S", "NONE" };
	struct order_edit_line l[4];
	struct order_edit e = edit_of(l, 0);

	for (unsigned i = pick(4); i > 0; i--) {
		const struct order_line *of = &o->lines[pick((unsigned)o->n_lines)];
		l[e.n_lines++] =
			pick(2) ? (struct order_edit_line){ .line = of->id,
							    .quantity = (int)pick(6),
							    .unit_milli = pick(3) ? -1 : 777777 }
				: (struct order_edit_line){ .sku = skus[pick(pick(5) ? 3 : 4)],
							    .quantity = 1 + (int)pick(4),
							    .unit_milli = -1 };
	}
	if (pick(4) == 0)
		e.discount = (int)pick(1500);
	if (pick(4) == 0)
		e.shipping = (int)pick(900);
	return edit(o, e) == ORDER_OK;
}

static bool act_on(const struct order *o)
{
	const struct order_ref ref = { o->id, 0 };
	const struct order_line *l = &o->lines[pick((unsigned)o->n_lines)];
	struct payment_draft money = { .method = PAY_COD,
				       .amount = 1 + pick(4000),
				       .at = INSTANT_NONE };
	struct payment_answer paid;

	switch (pick(7)) {
	case 0:
		return shop_pack_one(o, l->id, 1 + (int)pick(3)) == SHIPPING_OK;
	case 1:
		return o->n_parcels > 0 && order_confirm_receipt(&shop, ref, &answer) == ORDER_OK;
	case 2:
		return order_cancel_line(&shop, ref, l->id, 1 + (int)pick(2), "other", &answer) ==
		       ORDER_OK;
	case 3:
		return payment_capture(&shop, ref, &money, &paid) == PAYMENT_OK;
	case 4:
		return order_set_wait(&shop, ref, l->id, (enum order_wait)pick(ORDER_WAIT__MAX),
				      INSTANT_NONE, &answer) == ORDER_OK;
	default:
		return stock_fill_waiting(&shop) > 0;
	}
}

START_TEST(no_sequence_of_edits_breaks_the_books)
{
	uint64_t ids[ORDERS];
	int edits = 0;

	seed = (unsigned)_i + 1;
	shop_app->settings.shipping_fee = 800;
	shop_app->settings.free_shipping_over = 6000;
	for (int i = 0; i < ORDERS; i++) {
		const struct shop_want want[] = { { "A", 2 }, { "B", 2 } };
		struct order_draft d = shop_draft("13800000001", want, 2);
		d.as_draft = i == 0;
		d.shipping = -1;
		d.discount = (int)pick(300);
		ck_assert_int_eq(order_place(&shop, &d, &answer), ORDER_OK);
		ids[i] = answer.order->id;
	}
	for (int i = 0; i < ACTS; i++) {
		const struct order *o = shop_look(ids[pick(ORDERS)]);
		if (pick(3))
			edits += edit_some(o);
		else
			(void)act_on(o);
		if (i % 10 == 9)
			shop_check_all();
	}
	ck_assert_int_gt(edits, ACTS / 10);
}
END_TEST

Suite *order_edit_suite(void)
{
	Suite *s = suite_create("order_edit");
	TCase *tc = tcase_create("edit"), *random = tcase_create("random");

	tcase_add_checked_fixture(tc, setup, shop_teardown);
	tcase_add_test(tc, a_change_set_moves_lines_money_and_stock_together);
	tcase_add_test(tc, a_proposal_writes_nothing);
	tcase_add_test(tc, it_is_applied_once);
	tcase_add_test(tc, it_comes_to_what_was_agreed_or_is_not_applied);
	tcase_add_test(tc, add_then_remove_moves_nothing);
	tcase_add_test(tc, what_is_paid_decides_what_is_due_or_owed);
	tcase_add_test(tc, what_is_packed_stays_and_the_reason_is_told);
	tcase_add_test(tc, what_came_back_is_cancelled_and_not_removed);
	tcase_add_test(tc, what_cannot_be_is_refused_and_nothing_is_written);
	tcase_add_test(tc, a_service_that_comes_to_it_is_done_at_once);
	tcase_add_test(tc, a_draft_keeps_nothing_aside);
	tcase_add_test(tc, what_grows_beyond_the_shelf_waits);
	suite_add_tcase(s, tc);
	tcase_add_checked_fixture(random, setup, shop_teardown);
	tcase_set_timeout(random, 120);
	tcase_add_loop_test(random, no_sequence_of_edits_breaks_the_books, 0, 8);
	suite_add_tcase(s, random);
	return s;
}
