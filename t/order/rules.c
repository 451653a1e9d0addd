/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The decisions about orders: money, badge, stage, and what may be done. */
#include <check.h>
#include <stdio.h>
#include <string.h>
#include "catalog/catalog.h"
#include "order/order.h"
#include "order/refusal_web.h"

struct money_case {
	const char *name;
	int64_t live, credited, captured, refunded;
	enum order_money wanted;
};
static const struct money_case money_cases[] = {
	{ "nothing_received_is_unpaid", 1000, 0, 0, 0, MONEY_UNPAID },
	{ "part_received_is_part_paid", 1000, 0, 999, 0, MONEY_PART_PAID },
	{ "all_received_is_paid", 1000, 0, 1000, 0, MONEY_PAID },
	{ "more_received_is_credit_owed", 1000, 0, 1001, 0, MONEY_CREDIT_OWED },
	{ "a_free_order_is_paid", 0, 0, 0, 0, MONEY_PAID },
	{ "cancelled_after_payment_owes_it_back", 0, 0, 1000, 0, MONEY_CREDIT_OWED },
	{ "cancelled_and_given_back_is_refunded", 0, 0, 1000, 1000, MONEY_REFUNDED },
	{ "credited_in_full_and_given_back_is_refunded", 1000, 1000, 1000, 1000, MONEY_REFUNDED },
	{ "a_credit_lowers_what_is_owed", 1000, 200, 800, 0, MONEY_PAID },
	{ "a_credit_after_payment_owes_it_back", 1000, 200, 1000, 0, MONEY_CREDIT_OWED },
	{ "given_back_without_a_credit_is_unpaid_again", 1000, 0, 1000, 1000, MONEY_UNPAID },
	{ "partly_given_back_is_part_paid", 1000, 0, 1000, 400, MONEY_PART_PAID },
	{ "a_credit_given_back_leaves_it_paid", 1000, 200, 1000, 200, MONEY_PAID },
	{ "the_smallest_sum_received_is_part_paid", 1000, 0, 1, 0, MONEY_PART_PAID },
	{ "the_smallest_sum_given_back_is_refunded", 0, 0, 1, 1, MONEY_REFUNDED },
};

START_TEST(money_is_the_first_row_that_fits)
{
	const struct money_case *c = &money_cases[_i];

	ck_assert_msg(order_money(c->live, c->credited, c->captured, c->refunded) == c->wanted,
		      "%s", c->name);
}
END_TEST

START_TEST(due_is_what_is_owed_less_what_is_left_of_the_money)
{
	struct order o = { .live_amount = 1000,
			   .credited_amount = 200,
			   .captured_amount = 500,
			   .refunded_amount = 100 };

	ck_assert_int_eq(order_due(&o), 400);
}
END_TEST

/* An axes row says only what differs from a confirmed, paid order of four units with nothing
 * packed. */
struct badge_case {
	const char *name;
	struct order_axes a;
	enum order_badge badge;
	enum order_stage stage;
};
#define WITH(m, ...)                                                                               \
	{                                                                                          \
		.ordered = 4, .money = (m), __VA_ARGS__                                            \
	}
#define OF(...) WITH(MONEY_PAID, __VA_ARGS__)
static const struct badge_case badge_cases[] = {
	{ "draft_comes_first", OF(.decision = ORDER_DRAFT, .held = true), BADGE_DRAFT,
	  STAGE_PLACED },
	{ "payment_time_ran_out",
	  OF(.decision = ORDER_CANCELLED, .unpaid_expired = true, .cancelled = 4), BADGE_CLOSED,
	  STAGE_CANCELLED },
	{ "everything_refunded", WITH(MONEY_REFUNDED, .decision = ORDER_CANCELLED, .cancelled = 4),
	  BADGE_CLOSED, STAGE_CANCELLED },
	{ "refunded_after_arrival",
	  WITH(MONEY_REFUNDED, .decision = ORDER_CLOSED, .packed = 4, .shipped = 4, .delivered = 4,
	       .returned = 4),
	  BADGE_CLOSED, STAGE_RETURNED },
	{ "refunded_when_one_had_arrived",
	  WITH(MONEY_REFUNDED, .decision = ORDER_CONFIRMED, .packed = 4, .shipped = 4,
	       .delivered = 1),
	  BADGE_CLOSED, STAGE_RETURNED },
	{ "refunded_before_anything_arrived",
	  WITH(MONEY_REFUNDED, .decision = ORDER_CONFIRMED, .packed = 4, .shipped = 4),
	  BADGE_CLOSED, STAGE_CANCELLED },
	{ "cancelled", OF(.decision = ORDER_CANCELLED, .cancelled = 4), BADGE_CANCELLED,
	  STAGE_CANCELLED },
	{ "every_unit_cancelled", OF(.decision = ORDER_CONFIRMED, .cancelled = 4), BADGE_CANCELLED,
	  STAGE_CANCELLED },
	{ "all_came_back",
	  OF(.decision = ORDER_CONFIRMED, .packed = 4, .shipped = 4, .delivered = 4, .returned = 4),
	  BADGE_RETURNED, STAGE_RETURNED },
	{ "the_only_one_came_back",
	  OF(.decision = ORDER_CONFIRMED, .cancelled = 3, .packed = 1, .shipped = 1, .delivered = 1,
	     .returned = 1),
	  BADGE_RETURNED, STAGE_RETURNED },
	{ "what_arrived_came_back_but_the_rest_is_on_its_way",
	  OF(.decision = ORDER_CONFIRMED, .packed = 4, .shipped = 4, .delivered = 2, .returned = 2,
	     .parcels = PARCELS_MOVING),
	  BADGE_IN_TRANSIT, STAGE_IN_TRANSIT },
	{ "some_came_back",
	  OF(.decision = ORDER_CONFIRMED, .packed = 4, .shipped = 4, .delivered = 4, .returned = 3,
	     .parcels = PARCELS_DELIVERED),
	  BADGE_DELIVERED, STAGE_RECEIVED },
	{ "a_parcel_is_stuck",
	  OF(.decision = ORDER_CONFIRMED, .packed = 4, .shipped = 4, .parcels = PARCELS_PROBLEM,
	     .held = true),
	  BADGE_EXCEPTION, STAGE_EXCEPTION },
	{ "a_closed_order_has_no_open_problem",
	  OF(.decision = ORDER_CLOSED, .packed = 4, .shipped = 4, .delivered = 4,
	     .parcels = PARCELS_PROBLEM),
	  BADGE_COMPLETED, STAGE_RECEIVED },
	{ "held_keeps_its_stage", OF(.decision = ORDER_CONFIRMED, .held = true), BADGE_HOLD,
	  STAGE_PREPARING },
	{ "held_in_review_keeps_its_stage", OF(.decision = ORDER_REVIEW, .held = true), BADGE_HOLD,
	  STAGE_IN_REVIEW },
	{ "to_be_paid_first", WITH(MONEY_UNPAID, .decision = ORDER_CONFIRMED, .pay_first = true),
	  BADGE_AWAITING_PAYMENT, STAGE_PLACED },
	{ "part_paid_is_not_paid",
	  WITH(MONEY_PART_PAID, .decision = ORDER_CONFIRMED, .pay_first = true),
	  BADGE_AWAITING_PAYMENT, STAGE_PLACED },
	{ "unpaid_wins_over_review",
	  WITH(MONEY_UNPAID, .decision = ORDER_REVIEW, .pay_first = true), BADGE_AWAITING_PAYMENT,
	  STAGE_PLACED },
	{ "cash_on_delivery_is_prepared_unpaid", WITH(MONEY_UNPAID, .decision = ORDER_CONFIRMED),
	  BADGE_PREPARING, STAGE_PREPARING },
	{ "packed_by_exception_is_not_awaiting",
	  WITH(MONEY_UNPAID, .decision = ORDER_CONFIRMED, .pay_first = true, .packed = 1),
	  BADGE_PACKING, STAGE_PREPARING },
	{ "in_review", OF(.decision = ORDER_REVIEW), BADGE_IN_REVIEW, STAGE_IN_REVIEW },
	{ "all_wait_for_release", OF(.decision = ORDER_CONFIRMED, .open_pre_order = 4),
	  BADGE_PRE_ORDER, STAGE_PREPARING },
	{ "cancelled_units_do_not_wait",
	  OF(.decision = ORDER_CONFIRMED, .cancelled = 1, .open_pre_order = 3), BADGE_PRE_ORDER,
	  STAGE_PREPARING },
	{ "all_wait_for_stock", OF(.decision = ORDER_CONFIRMED, .open_back_order = 4),
	  BADGE_BACKORDERED, STAGE_PREPARING },
	{ "some_for_release_some_for_stock",
	  OF(.decision = ORDER_CONFIRMED, .open_pre_order = 1, .open_back_order = 3),
	  BADGE_BACKORDERED, STAGE_PREPARING },
	{ "only_some_wait", OF(.decision = ORDER_CONFIRMED, .open_back_order = 3), BADGE_PREPARING,
	  STAGE_PREPARING },
	{ "in_production", OF(.decision = ORDER_CONFIRMED, .in_production = 1), BADGE_IN_PRODUCTION,
	  STAGE_IN_PRODUCTION },
	{ "nothing_packed", OF(.decision = ORDER_CONFIRMED), BADGE_PREPARING, STAGE_PREPARING },
	{ "packed_not_shipped", OF(.decision = ORDER_CONFIRMED, .packed = 4), BADGE_PACKING,
	  STAGE_PREPARING },
	{ "packed_wins_over_production",
	  OF(.decision = ORDER_CONFIRMED, .packed = 1, .in_production = 3), BADGE_PACKING,
	  STAGE_PREPARING },
	{ "some_left",
	  OF(.decision = ORDER_CONFIRMED, .packed = 4, .shipped = 3, .parcels = PARCELS_OUT),
	  BADGE_PARTLY_SHIPPED, STAGE_SHIPPED },
	{ "the_rest_was_cancelled",
	  OF(.decision = ORDER_CONFIRMED, .cancelled = 1, .packed = 3, .shipped = 3,
	     .parcels = PARCELS_MOVING),
	  BADGE_IN_TRANSIT, STAGE_IN_TRANSIT },
	{ "out_for_delivery",
	  OF(.decision = ORDER_CONFIRMED, .packed = 4, .shipped = 4, .parcels = PARCELS_OUT),
	  BADGE_OUT_FOR_DELIVERY, STAGE_OUT_FOR_DELIVERY },
	{ "moving",
	  OF(.decision = ORDER_CONFIRMED, .packed = 4, .shipped = 4, .parcels = PARCELS_MOVING),
	  BADGE_IN_TRANSIT, STAGE_IN_TRANSIT },
	{ "no_scan_yet",
	  OF(.decision = ORDER_CONFIRMED, .packed = 4, .shipped = 4,
	     .parcels = PARCELS_HANDED_OVER),
	  BADGE_SHIPPED, STAGE_SHIPPED },
	{ "all_arrived",
	  OF(.decision = ORDER_CONFIRMED, .packed = 4, .shipped = 4, .delivered = 4,
	     .parcels = PARCELS_DELIVERED),
	  BADGE_DELIVERED, STAGE_RECEIVED },
	{ "completed",
	  OF(.decision = ORDER_CLOSED, .packed = 4, .shipped = 4, .delivered = 4,
	     .parcels = PARCELS_DELIVERED),
	  BADGE_COMPLETED, STAGE_RECEIVED },
};

START_TEST(badge_is_the_first_row_that_applies)
{
	const struct badge_case *c = &badge_cases[_i];
	enum order_badge have = order_badge(&c->a);

	ck_assert_msg(have == c->badge, "%s: %s, wanted %s", c->name, order_badge_word[have],
		      order_badge_word[c->badge]);
}
END_TEST

START_TEST(stage_goes_with_the_badge)
{
	const struct badge_case *c = &badge_cases[_i];
	enum order_stage have = order_stage(&c->a);

	ck_assert_msg(have == c->stage, "%s: %s, wanted %s", c->name, order_stage_word[have],
		      order_stage_word[c->stage]);
}
END_TEST

/* Every combination of small axes has exactly one badge that fits its own condition, and none is
 * out of range. */
START_TEST(every_state_has_a_badge)
{
	bool seen[ORDER_BADGE__MAX] = { false };

	for (int bits = 0; bits < 5 * 2 * 6 * 3 * 3 * 3; bits++) {
		struct order_axes a = { .ordered = 2 };
		int b = bits;
		a.decision = (enum order_decision)(b % 5), b /= 5;
		a.held = b % 2, b /= 2;
		a.parcels = (enum order_parcels)(b % 6), b /= 6;
		a.packed = b % 3, b /= 3;
		a.shipped = b % 3, b /= 3;
		a.delivered = b % 3;
		a.money = MONEY_PAID;
		if (a.shipped > a.packed || a.delivered > a.shipped)
			continue;
		ck_assert_int_lt(order_badge(&a), ORDER_BADGE__MAX);
		ck_assert_int_lt(order_stage(&a), ORDER_STAGE__MAX);
		seen[order_badge(&a)] = true;
		if (a.decision == ORDER_CONFIRMED && !a.held && a.parcels != PARCELS_PROBLEM) {
			ck_assert_int_eq(order_badge(&a) == BADGE_DELIVERED, a.delivered == 2);
			ck_assert_int_eq(order_badge(&a) == BADGE_PARTLY_SHIPPED, a.shipped == 1);
		}
	}
	ck_assert(seen[BADGE_DRAFT] && seen[BADGE_HOLD] && seen[BADGE_EXCEPTION] &&
		  seen[BADGE_COMPLETED]);
}
END_TEST

/* ---- from lines to axes ---- */

static struct order_line line(int kind, int ordered)
{
	return (struct order_line){
		.kind = kind, .ordered = ordered, .unit_milli = 100000, .amount = 100 * ordered
	};
}

START_TEST(services_do_not_count_beside_goods)
{
	struct order_line lines[2] = { line(PRODUCT_GOODS, 2), line(PRODUCT_SERVICE, 1) };
	struct order o = { .decision = ORDER_CONFIRMED, .lines = lines, .n_lines = 2 };
	struct order_axes a;

	ck_assert_int_eq(order_fulfil_rule(&o), 1);
	ck_assert_int_eq(lines[1].delivered, 1);
	a = order_axes(&o);
	ck_assert_int_eq(a.ordered, 2);
	ck_assert_int_eq(a.delivered, 0);
	ck_assert_int_eq(order_badge(&a), BADGE_PREPARING);
}
END_TEST

START_TEST(an_order_of_downloads_is_delivered_when_paid)
{
	struct order_line lines[1] = { line(PRODUCT_DIGITAL, 3) };
	struct order o = { .decision = ORDER_CONFIRMED,
			   .pay_first = true,
			   .live_amount = 300,
			   .lines = lines,
			   .n_lines = 1 };
	struct order_axes a;

	ck_assert_int_eq(order_fulfil_rule(&o), 0);
	o.captured_amount = 300;
	ck_assert_int_eq(order_fulfil_rule(&o), 3);
	ck_assert_int_eq(order_fulfil_rule(&o), 0);
	a = order_axes(&o);
	ck_assert_int_eq(order_badge(&a), BADGE_DELIVERED);
}
END_TEST

START_TEST(what_is_cancelled_is_not_delivered)
{
	struct order_line lines[1] = { line(PRODUCT_SERVICE, 3) };
	struct order o = { .decision = ORDER_CONFIRMED, .lines = lines, .n_lines = 1 };

	lines[0].cancelled = 1;
	ck_assert_int_eq(order_fulfil_rule(&o), 2);
	ck_assert_int_eq(lines[0].delivered, 2);
	ck_assert(lines[0].changed);
	lines[0].changed = false;
	ck_assert_int_eq(order_fulfil_rule(&o), 0);
	ck_assert(!lines[0].changed);
}
END_TEST

START_TEST(nothing_is_delivered_by_rule_before_its_time)
{
	struct order_line lines[1] = { line(PRODUCT_SERVICE, 1) };
	struct order o = { .decision = ORDER_CONFIRMED,
			   .pay_first = true,
			   .live_amount = 1,
			   .lines = lines,
			   .n_lines = 1 };

	ck_assert_int_eq(order_fulfil_rule(&o), 0); /* the smallest sum is still due */
	o.captured_amount = 1;
	o.decision = ORDER_REVIEW;
	ck_assert_int_eq(order_fulfil_rule(&o), 0);
	o.decision = ORDER_CONFIRMED;
	o.hold_reason = "risk";
	ck_assert_int_eq(order_fulfil_rule(&o), 0);
	o.hold_reason = NULL;
	lines[0].wait = WAIT_PRE_ORDER;
	ck_assert_int_eq(order_fulfil_rule(&o), 0);
	lines[0].wait = WAIT_NONE;
	ck_assert_int_eq(order_fulfil_rule(&o), 1);
}
END_TEST

START_TEST(axes_are_the_sums_of_the_lines)
{
	struct order_line lines[2] = {
		{ .kind = PRODUCT_GOODS,
		  .ordered = 10,
		  .cancelled = 1,
		  .in_production = 2,
		  .packed = 6,
		  .shipped = 5,
		  .delivered = 4,
		  .returned = 3 },
		{ .kind = PRODUCT_PICKUP,
		  .ordered = 20,
		  .cancelled = 2,
		  .in_production = 3,
		  .packed = 9,
		  .shipped = 8,
		  .delivered = 7,
		  .returned = 6 },
	};
	struct order o = { .decision = ORDER_CONFIRMED, .lines = lines, .n_lines = 2 };
	struct order_axes a = order_axes(&o);

	ck_assert_int_eq(a.ordered, 30);
	ck_assert_int_eq(a.cancelled, 3);
	ck_assert_int_eq(a.in_production, 5);
	ck_assert_int_eq(a.packed, 15);
	ck_assert_int_eq(a.shipped, 13);
	ck_assert_int_eq(a.delivered, 11);
	ck_assert_int_eq(a.returned, 9);
}
END_TEST

/* Each way as a letter: ships, fetched, provided, awaited. */
static const struct {
	const char *name;
	struct order_line lines[3];
	size_t n;
	const char *wanted;
} ways[] = {
	{ "goods", { { .kind = PRODUCT_GOODS, .ordered = 1 } }, 1, "s" },
	{ "goods_that_have_left",
	  { { .kind = PRODUCT_GOODS, .ordered = 1, .packed = 1, .shipped = 1, .delivered = 1 } },
	  1,
	  "s" },
	{ "at_the_counter", { { .kind = PRODUCT_PICKUP, .ordered = 1 } }, 1, "f" },
	{ "a_service_to_come",
	  { { .kind = PRODUCT_SERVICE, .ordered = 2, .delivered = 1 } },
	  1,
	  "a" },
	{ "a_download_that_is_there",
	  { { .kind = PRODUCT_DIGITAL, .ordered = 2, .cancelled = 1, .delivered = 1 } },
	  1,
	  "p" },
	{ "one_there_and_one_to_come",
	  { { .kind = PRODUCT_DIGITAL, .ordered = 1, .delivered = 1 },
	    { .kind = PRODUCT_SERVICE, .ordered = 1 } },
	  2,
	  "a" },
	{ "all_ways",
	  { { .kind = PRODUCT_DIGITAL, .ordered = 1, .delivered = 1 },
	    { .kind = PRODUCT_PICKUP, .ordered = 1 },
	    { .kind = PRODUCT_GOODS, .ordered = 1 } },
	  3,
	  "sfp" },
	{ "what_is_cancelled_does_not_come",
	  { { .kind = PRODUCT_DIGITAL, .ordered = 1, .cancelled = 1 },
	    { .kind = PRODUCT_PICKUP, .ordered = 1, .cancelled = 1 },
	    { .kind = PRODUCT_GOODS, .ordered = 1, .cancelled = 1 } },
	  3,
	  "" },
};

START_TEST(an_order_comes_by_its_kinds)
{
	struct order_line lines[3];
	struct order o = { .decision = ORDER_CONFIRMED, .lines = lines, .n_lines = ways[_i].n };
	struct order_brings b;
	char have[8];

	memcpy(lines, ways[_i].lines, sizeof lines);
	b = order_brings(&o);
	snprintf(have, sizeof have, "%s%s%s%s", b.ships ? "s" : "", b.fetched ? "f" : "",
		 b.provided ? "p" : "", b.awaited ? "a" : "");
	ck_assert_msg(!strcmp(have, ways[_i].wanted), "%s: %s", ways[_i].name, have);
}
END_TEST

START_TEST(only_cash_on_delivery_cannot_come_first)
{
	ck_assert(!order_may_pay_first(PAY_COD));
	ck_assert(order_may_pay_first(PAY_BANK_TRANSFER));
	ck_assert(order_may_pay_first(PAY_ELSEWHERE));
}
END_TEST

/* Goods that are cancelled are as good as not there: what is left of the order are its services. */
START_TEST(services_count_when_the_goods_are_cancelled)
{
	struct order_line lines[2] = { line(PRODUCT_GOODS, 2), line(PRODUCT_SERVICE, 1) };
	struct order o = { .decision = ORDER_CONFIRMED, .lines = lines, .n_lines = 2 };
	struct order_axes a;

	lines[0].cancelled = 2;
	a = order_axes(&o);
	ck_assert_int_eq(a.ordered - a.cancelled, 1);
}
END_TEST

START_TEST(packed_units_wait_no_more)
{
	struct order_line lines[3] = { line(PRODUCT_GOODS, 4), line(PRODUCT_GOODS, 5),
				       line(PRODUCT_GOODS, 2) };
	struct order o = { .decision = ORDER_CONFIRMED, .lines = lines, .n_lines = 3 };
	struct order_axes a;

	lines[0].wait = WAIT_BACK_ORDER;
	lines[0].packed = 1;
	lines[1].wait = WAIT_PRE_ORDER;
	lines[1].packed = 3;
	lines[2].wait = WAIT_PRE_ORDER;
	a = order_axes(&o);
	ck_assert_int_eq(a.open_back_order, 3);
	ck_assert_int_eq(a.open_pre_order, 4);
	ck_assert_int_eq(a.in_production, 0);
}
END_TEST

START_TEST(a_waiting_line_is_counted_by_what_is_open)
{
	struct order_line lines[2] = { line(PRODUCT_GOODS, 4), line(PRODUCT_GOODS, 1) };
	struct order o = { .decision = ORDER_CONFIRMED, .lines = lines, .n_lines = 2 };
	struct order_axes a;

	lines[0].wait = WAIT_BACK_ORDER;
	lines[0].cancelled = 1;
	lines[1].wait = WAIT_PRODUCTION;
	a = order_axes(&o);
	ck_assert_int_eq(a.open_back_order, 3);
	ck_assert_int_eq(a.in_production, 1);
	ck_assert_int_eq(order_badge(&a), BADGE_IN_PRODUCTION);
}
END_TEST

/* ---- what may be done ---- */

struct act_case {
	const char *name;
	enum order_act act;
	bool by_customer;
	struct order o;
	struct order_line l;
	const char *refusal;
};
#define LINE(...)                                                                                  \
	{                                                                                          \
		.kind = PRODUCT_GOODS, .ordered = 2, .amount = 200, __VA_ARGS__                    \
	}
#define SERVICE(...)                                                                               \
	{                                                                                          \
		.kind = PRODUCT_SERVICE, .ordered = 2, .amount = 200, __VA_ARGS__                  \
	}
#define FETCHED(...)                                                                               \
	{                                                                                          \
		.kind = PRODUCT_PICKUP, .ordered = 2, .amount = 200, __VA_ARGS__                   \
	}
#define CONFIRMED .decision = ORDER_CONFIRMED, .live_amount = 200
static const struct act_case act_cases[] = {
	{ "review_can_be_confirmed",
	  ACT_CONFIRM,
	  false,
	  { .decision = ORDER_REVIEW },
	  LINE(),
	  NULL },
	{ "draft_can_be_confirmed", ACT_CONFIRM, false, { .decision = ORDER_DRAFT }, LINE(), NULL },
	{ "confirmed_is_not_confirmed_twice",
	  ACT_CONFIRM,
	  false,
	  { CONFIRMED },
	  LINE(),
	  "already_confirmed" },
	{ "cancelled_stays_cancelled",
	  ACT_CONFIRM,
	  false,
	  { .decision = ORDER_CANCELLED },
	  LINE(),
	  "cancelled" },
	{ "customer_cancels_before_packing", ACT_CANCEL, true, { CONFIRMED }, LINE(), NULL },
	{ "packed_is_too_late",
	  ACT_CANCEL,
	  true,
	  { CONFIRMED },
	  LINE(.packed = 1),
	  "already_packed" },
	{ "shipped_is_too_late",
	  ACT_CANCEL,
	  false,
	  { CONFIRMED },
	  LINE(.packed = 1, .shipped = 1),
	  "already_shipped" },
	{ "production_stops_the_customer",
	  ACT_CANCEL,
	  true,
	  { CONFIRMED },
	  LINE(.wait = WAIT_PRODUCTION),
	  "in_production" },
	{ "production_does_not_stop_staff",
	  ACT_CANCEL,
	  false,
	  { CONFIRMED },
	  LINE(.wait = WAIT_PRODUCTION),
	  NULL },
	{ "address_before_packing", ACT_CHANGE_CONTACT, true, { CONFIRMED }, LINE(), NULL },
	{ "no_address_after_packing",
	  ACT_CHANGE_CONTACT,
	  true,
	  { CONFIRMED },
	  LINE(.packed = 1),
	  "already_packed" },
	{ "no_receipt_before_shipping",
	  ACT_CONFIRM_RECEIPT,
	  true,
	  { CONFIRMED },
	  LINE(),
	  "not_shipped" },
	{ "receipt_of_what_is_on_its_way",
	  ACT_CONFIRM_RECEIPT,
	  true,
	  { CONFIRMED },
	  LINE(.packed = 2, .shipped = 2, .delivered = 1),
	  NULL },
	{ "no_receipt_twice",
	  ACT_CONFIRM_RECEIPT,
	  true,
	  { CONFIRMED },
	  LINE(.packed = 2, .shipped = 2, .delivered = 2),
	  "already_delivered" },
	{ "unpaid_is_not_packed",
	  ACT_PACK,
	  false,
	  { CONFIRMED, .pay_first = true },
	  LINE(),
	  "unpaid" },
	{ "paid_is_packed",
	  ACT_PACK,
	  false,
	  { CONFIRMED, .pay_first = true, .captured_amount = 200 },
	  LINE(),
	  NULL },
	{ "held_is_not_packed",
	  ACT_PACK,
	  false,
	  { CONFIRMED, .hold_reason = "risk" },
	  LINE(),
	  "held" },
	{ "review_is_not_packed",
	  ACT_PACK,
	  false,
	  { .decision = ORDER_REVIEW },
	  LINE(),
	  "in_review" },
	{ "a_draft_is_not_packed", ACT_PACK, false, { .decision = ORDER_DRAFT }, LINE(), "draft" },
	{ "closed_needs_delivery",
	  ACT_CLOSE,
	  false,
	  { CONFIRMED, .captured_amount = 200 },
	  LINE(.packed = 2, .shipped = 2),
	  "not_delivered" },
	{ "closed_needs_money",
	  ACT_CLOSE,
	  false,
	  { CONFIRMED },
	  LINE(.packed = 2, .shipped = 2, .delivered = 2),
	  "money_open" },
	{ "closed_when_all_is_done",
	  ACT_CLOSE,
	  false,
	  { CONFIRMED, .captured_amount = 200 },
	  LINE(.packed = 2, .shipped = 2, .delivered = 2),
	  NULL },
	{ "no_hold_when_all_left",
	  ACT_HOLD,
	  false,
	  { CONFIRMED },
	  LINE(.packed = 2, .shipped = 2),
	  "already_shipped" },
	{ "no_hold_twice", ACT_HOLD, false, { CONFIRMED, .hold_reason = "risk" }, LINE(), "held" },
	{ "release_needs_a_hold", ACT_RELEASE, false, { CONFIRMED }, LINE(), "not_held" },
	{ "pay_what_is_due", ACT_PAY, false, { CONFIRMED }, LINE(), NULL },
	{ "nothing_due",
	  ACT_PAY,
	  false,
	  { CONFIRMED, .captured_amount = 200 },
	  LINE(),
	  "nothing_due" },
	{ "the_smallest_sum_can_be_paid",
	  ACT_PAY,
	  false,
	  { CONFIRMED, .captured_amount = 199 },
	  LINE(),
	  NULL },
	{ "a_cancelled_order_is_not_paid",
	  ACT_PAY,
	  false,
	  { .decision = ORDER_CANCELLED },
	  LINE(),
	  "cancelled" },
	{ "what_was_done_before_it_was_cancelled_is_paid",
	  ACT_PAY,
	  false,
	  { .decision = ORDER_CANCELLED, .live_amount = 200 },
	  LINE(),
	  NULL },
	{ "a_draft_is_not_paid",
	  ACT_PAY,
	  false,
	  { .decision = ORDER_DRAFT, .live_amount = 200 },
	  LINE(),
	  "draft" },
	{ "credit_on_what_was_placed", ACT_CREDIT, false, { CONFIRMED }, LINE(), NULL },
	{ "what_is_cancelled_is_opened_again",
	  ACT_REOPEN,
	  false,
	  { .decision = ORDER_CANCELLED },
	  LINE(.cancelled = 2),
	  NULL },
	{ "what_is_closed_is_opened_again",
	  ACT_REOPEN,
	  false,
	  { .decision = ORDER_CLOSED },
	  LINE(),
	  NULL },
	{ "what_goes_on_is_open", ACT_REOPEN, false, { CONFIRMED }, LINE(), "not_over" },
	{ "an_open_order_is_changed", ACT_EDIT, false, { CONFIRMED }, LINE(), NULL },
	{ "a_draft_is_changed", ACT_EDIT, false, { .decision = ORDER_DRAFT }, LINE(), NULL },
	{ "a_cancelled_order_is_not_changed",
	  ACT_EDIT,
	  false,
	  { .decision = ORDER_CANCELLED },
	  LINE(),
	  "cancelled" },
	{ "no_credit_on_a_draft", ACT_CREDIT, false, { .decision = ORDER_DRAFT }, LINE(), "draft" },
	{ "no_credit_on_a_cancelled_order",
	  ACT_CREDIT,
	  false,
	  { .decision = ORDER_CANCELLED },
	  LINE(),
	  "cancelled" },
	{ "refund_needs_money", ACT_REFUND, false, { CONFIRMED }, LINE(), "nothing_paid" },
	{ "refund_of_what_is_left",
	  ACT_REFUND,
	  false,
	  { CONFIRMED, .captured_amount = 200, .refunded_amount = 199 },
	  LINE(),
	  NULL },
	{ "no_refund_twice",
	  ACT_REFUND,
	  false,
	  { CONFIRMED, .captured_amount = 200, .refunded_amount = 200 },
	  LINE(),
	  "nothing_paid" },
	{ "closed_stays_closed",
	  ACT_CANCEL,
	  false,
	  { .decision = ORDER_CLOSED },
	  LINE(.packed = 2, .shipped = 2, .delivered = 2),
	  "closed" },
	{ "one_unit_in_production_stops_the_customer",
	  ACT_CANCEL,
	  true,
	  { CONFIRMED },
	  LINE(.in_production = 1),
	  "in_production" },
	{ "no_address_after_shipping",
	  ACT_CHANGE_CONTACT,
	  true,
	  { CONFIRMED },
	  LINE(.packed = 1, .shipped = 1),
	  "already_shipped" },
	{ "no_receipt_of_what_is_cancelled",
	  ACT_CONFIRM_RECEIPT,
	  true,
	  { .decision = ORDER_CANCELLED },
	  LINE(),
	  "cancelled" },
	{ "receipt_of_the_one_that_was_shipped",
	  ACT_CONFIRM_RECEIPT,
	  true,
	  { CONFIRMED },
	  LINE(.packed = 1, .shipped = 1),
	  NULL },
	{ "closed_without_what_was_cancelled",
	  ACT_CLOSE,
	  false,
	  { CONFIRMED, .captured_amount = 200 },
	  LINE(.cancelled = 1, .packed = 1, .shipped = 1, .delivered = 1),
	  NULL },
	{ "closed_when_everything_was_refunded",
	  ACT_CLOSE,
	  false,
	  { .decision = ORDER_CONFIRMED, .captured_amount = 200, .refunded_amount = 200 },
	  LINE(.packed = 2, .shipped = 2, .delivered = 2),
	  NULL },
	{ "not_closed_while_money_is_owed_back",
	  ACT_CLOSE,
	  false,
	  { CONFIRMED, .captured_amount = 300 },
	  LINE(.packed = 2, .shipped = 2, .delivered = 2),
	  "money_open" },
	{ "packed_once",
	  ACT_PACK,
	  false,
	  { CONFIRMED },
	  LINE(.cancelled = 1, .packed = 1),
	  "already_packed" },
	{ "the_rest_is_packed", ACT_PACK, false, { CONFIRMED }, LINE(.packed = 1), NULL },
	{ "part_paid_is_not_packed",
	  ACT_PACK,
	  false,
	  { CONFIRMED, .pay_first = true, .captured_amount = 199 },
	  LINE(),
	  "unpaid" },
	{ "a_unit_is_cancelled_while_one_is_not_packed",
	  ACT_CANCEL_LINE,
	  false,
	  { CONFIRMED },
	  LINE(.packed = 1),
	  NULL },
	{ "no_unit_is_cancelled_when_all_that_is_left_is_packed",
	  ACT_CANCEL_LINE,
	  false,
	  { CONFIRMED },
	  LINE(.cancelled = 1, .packed = 1),
	  "already_packed" },
	{ "nothing_waits_when_all_is_packed",
	  ACT_SET_WAIT,
	  false,
	  { CONFIRMED },
	  LINE(.packed = 2),
	  "already_packed" },
	{ "hold_while_one_is_here",
	  ACT_HOLD,
	  false,
	  { CONFIRMED },
	  LINE(.packed = 2, .shipped = 1),
	  NULL },
	{ "no_hold_when_all_that_was_not_cancelled_left",
	  ACT_HOLD,
	  false,
	  { CONFIRMED },
	  LINE(.cancelled = 1, .packed = 1, .shipped = 1),
	  "already_shipped" },
	{ "release_of_a_hold",
	  ACT_RELEASE,
	  false,
	  { CONFIRMED, .hold_reason = "risk" },
	  LINE(),
	  NULL },
	{ "shipped_when_packed", ACT_SHIP, false, { CONFIRMED }, LINE(.packed = 1), NULL },
	{ "not_shipped_twice",
	  ACT_SHIP,
	  false,
	  { CONFIRMED },
	  LINE(.packed = 1, .shipped = 1),
	  "not_packed" },
	{ "held_is_not_shipped",
	  ACT_SHIP,
	  false,
	  { CONFIRMED, .hold_reason = "risk" },
	  LINE(.packed = 1),
	  "held" },
	{ "closed_is_not_shipped",
	  ACT_SHIP,
	  false,
	  { .decision = ORDER_CLOSED },
	  LINE(.packed = 1),
	  "closed" },
	{ "a_service_is_cancelled", ACT_CANCEL, true, { CONFIRMED }, SERVICE(), NULL },
	{ "a_service_that_is_provided_is_not",
	  ACT_CANCEL,
	  true,
	  { CONFIRMED },
	  SERVICE(.packed = 2, .shipped = 2, .delivered = 2),
	  "already_provided" },
	{ "nor_one_of_which_a_part_is",
	  ACT_CANCEL,
	  true,
	  { CONFIRMED },
	  SERVICE(.packed = 1, .shipped = 1, .delivered = 1),
	  "partly_provided" },
	{ "the_rest_of_it_was_cancelled",
	  ACT_CANCEL,
	  true,
	  { CONFIRMED },
	  SERVICE(.cancelled = 1, .packed = 1, .shipped = 1, .delivered = 1),
	  "already_provided" },
	{ "nobody_moves_what_is_provided",
	  ACT_CHANGE_CONTACT,
	  true,
	  { CONFIRMED },
	  SERVICE(.packed = 2, .shipped = 2, .delivered = 2),
	  "already_provided" },
	{ "nor_holds_it",
	  ACT_HOLD,
	  false,
	  { CONFIRMED },
	  SERVICE(.packed = 2, .shipped = 2, .delivered = 2),
	  "already_provided" },
	{ "nor_edits_it",
	  ACT_EDIT,
	  false,
	  { CONFIRMED },
	  SERVICE(.packed = 2, .shipped = 2, .delivered = 2),
	  "already_provided" },
	{ "nor_packs_it",
	  ACT_PACK,
	  false,
	  { CONFIRMED },
	  SERVICE(.packed = 2, .shipped = 2, .delivered = 2),
	  "already_provided" },
	{ "nothing_to_ship", ACT_SHIP, false, { CONFIRMED }, SERVICE(), "nothing_ships" },
	{ "nothing_to_receive",
	  ACT_CONFIRM_RECEIPT,
	  true,
	  { CONFIRMED },
	  SERVICE(),
	  "nothing_ships" },
	{ "nothing_to_receive_when_it_is_provided",
	  ACT_CONFIRM_RECEIPT,
	  true,
	  { CONFIRMED },
	  SERVICE(.packed = 2, .shipped = 2, .delivered = 2),
	  "nothing_ships" },
	{ "not_closed_before_it_is_provided",
	  ACT_CLOSE,
	  false,
	  { CONFIRMED, .captured_amount = 200 },
	  SERVICE(),
	  "not_provided" },
	{ "what_lies_at_the_counter_has_no_parcel",
	  ACT_CANCEL,
	  true,
	  { CONFIRMED },
	  FETCHED(.packed = 2, .shipped = 2),
	  "at_counter" },
	{ "nor_has_what_was_picked_up",
	  ACT_CANCEL,
	  true,
	  { CONFIRMED },
	  FETCHED(.packed = 2, .shipped = 2, .delivered = 2),
	  "picked_up" },
	{ "a_part_of_it_lies_there",
	  ACT_CHANGE_CONTACT,
	  true,
	  { CONFIRMED },
	  FETCHED(.packed = 2, .shipped = 2, .delivered = 1),
	  "at_counter" },
	{ "it_is_not_held_there",
	  ACT_HOLD,
	  false,
	  { CONFIRMED },
	  FETCHED(.packed = 2, .shipped = 2),
	  "at_counter" },
	{ "nothing_lies_there_yet",
	  ACT_CONFIRM_RECEIPT,
	  true,
	  { CONFIRMED },
	  FETCHED(),
	  "not_at_counter" },
	{ "it_is_picked_up_once",
	  ACT_CONFIRM_RECEIPT,
	  true,
	  { CONFIRMED },
	  FETCHED(.packed = 2, .shipped = 2, .delivered = 2),
	  "picked_up" },
	{ "it_is_not_closed_before",
	  ACT_CLOSE,
	  false,
	  { CONFIRMED, .captured_amount = 200 },
	  FETCHED(.packed = 2, .shipped = 2),
	  "not_picked_up" },
	{ "what_is_packed_for_the_counter_is_packed",
	  ACT_CANCEL,
	  true,
	  { CONFIRMED },
	  FETCHED(.packed = 2),
	  "already_packed" },
	{ "a_cancelled_service_is_cancelled",
	  ACT_CANCEL,
	  true,
	  { .decision = ORDER_CANCELLED },
	  SERVICE(.cancelled = 2),
	  "cancelled" },
};

START_TEST(acts_are_refused_for_a_reason)
{
	const struct act_case *c = &act_cases[_i];
	struct order_line l = c->l;
	struct order o = c->o;
	const char *why;

	o.lines = &l;
	o.n_lines = 1;
	why = order_refuses(&o, c->act, c->by_customer);
	ck_assert_msg((!why && !c->refusal) || (why && c->refusal && !strcmp(why, c->refusal)),
		      "%s: %s", c->name, why ? why : "allowed");
	/* what a colleague may complete completes by itself, but once */
	if (c->act == ACT_CLOSE && !c->by_customer) {
		ck_assert_msg(!order_completes_by_itself(&o), "%s: again", c->name);
		o.closed_at = INSTANT_NONE;
		ck_assert_msg(order_completes_by_itself(&o) == !c->refusal, "%s", c->name);
	}
	/* told alike beside a button and after one */
	if (why) {
		ck_assert_msg(label_find("refusal", why) != NULL, "%s has no words", why);
		ck_assert_str_eq(label_find("refusal", why)->msg, order_refusal_words(why));
	}
}
END_TEST

START_TEST(every_word_is_there)
{
	const struct {
		const char *const *words;
		int n;
	} lists[] = {
		{ order_decision_word, ORDER_DECISION__MAX },
		{ order_money_word, ORDER_MONEY__MAX },
		{ order_care_word, ORDER_CARE__MAX },
		{ order_wait_word, ORDER_WAIT__MAX },
		{ order_stage_word, ORDER_STAGE__MAX },
		{ order_badge_word, ORDER_BADGE__MAX },
		{ order_event_word, ORDER_EVENT_KIND__MAX },
		{ order_act_word, ORDER_ACT__MAX },
		{ order_payment_method_word, ORDER_PAYMENT_METHOD__MAX },
	};

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		for (int k = 0; k < lists[i].n; k++)
			ck_assert_ptr_nonnull(lists[i].words[k]);
	for (int k = 0; k < ORDER_BADGE__MAX; k++)
		ck_assert_ptr_nonnull(label_find("badge", order_badge_word[k]));
	for (int k = 0; k < ORDER_EVENT_KIND__MAX; k++)
		ck_assert_ptr_nonnull(label_find("event", order_event_word[k]));
}
END_TEST

#define LOOP(tc, test, cases) tcase_add_loop_test(tc, test, 0, (int)(sizeof cases / sizeof *cases))

Suite *order_rules_suite(void)
{
	Suite *s = suite_create("order_rules");
	TCase *tc = tcase_create("all");

	LOOP(tc, money_is_the_first_row_that_fits, money_cases);
	tcase_add_test(tc, due_is_what_is_owed_less_what_is_left_of_the_money);
	LOOP(tc, badge_is_the_first_row_that_applies, badge_cases);
	LOOP(tc, stage_goes_with_the_badge, badge_cases);
	tcase_add_test(tc, every_state_has_a_badge);
	tcase_add_test(tc, services_do_not_count_beside_goods);
	tcase_add_test(tc, an_order_of_downloads_is_delivered_when_paid);
	tcase_add_test(tc, what_is_cancelled_is_not_delivered);
	tcase_add_test(tc, nothing_is_delivered_by_rule_before_its_time);
	tcase_add_test(tc, axes_are_the_sums_of_the_lines);
	tcase_add_test(tc, services_count_when_the_goods_are_cancelled);
	tcase_add_test(tc, packed_units_wait_no_more);
	LOOP(tc, an_order_comes_by_its_kinds, ways);
	tcase_add_test(tc, only_cash_on_delivery_cannot_come_first);
	tcase_add_test(tc, a_waiting_line_is_counted_by_what_is_open);
	LOOP(tc, acts_are_refused_for_a_reason, act_cases);
	tcase_add_test(tc, every_word_is_there);
	suite_add_tcase(s, tc);
	return s;
}
