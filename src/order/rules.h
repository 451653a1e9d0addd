/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What orders mean and allow: pure, no I/O, no clock. The truth tables stand in order/rules.c and
 * order/act_rules.c. Part of order.h. */
#ifndef REGULARS_ORDER_RULES_H
#define REGULARS_ORDER_RULES_H

#include "order/types.h"

struct order_axes {
	enum order_decision decision;
	bool held, unpaid_expired /* cancelled because payment time ran out */, pay_first;
	enum order_money money;
	enum order_parcels parcels;
	/* units over the lines that ship (all lines, where none ships) */
	int64_t ordered, cancelled, in_production, packed, shipped, delivered, returned;
	int64_t open_pre_order, open_back_order; /* unpacked units that wait for that reason */
};
struct order_axes order_axes(const struct order *o);
/* owed = live - credited, net = captured - refunded; the first that fits (domain: rule 3). */
enum order_money order_money(int64_t live, int64_t credited, int64_t captured, int64_t refunded);
int64_t order_due(const struct order *o);     /* owed - net; negative: the shop owes it */
bool order_pays_first(const struct order *o); /* nothing is sent before money that is still due */
/* False: it is paid when it arrives. */
bool order_may_pay_first(enum order_payment_method m);
enum order_badge order_badge(const struct order_axes *a);
bool order_is_unpaid(const struct order_axes *a); /* not paid, or in part */
enum order_stage order_stage(const struct order_axes *a);
bool order_line_ships(const struct order_line *l);
/* One is left, not cancelled, that does. */
bool order_any_line_ships(const struct order *o);
const struct order_bundle *order_bundle_of(const struct order *o,
					   const struct order_line *l); /* NULL: none */
/* How what is not cancelled of it comes to the customer. */
struct order_brings {
	bool ships, fetched;    /* by parcel, from the counter */
	bool provided, awaited; /* services and downloads: all are provided, some are not yet */
};
struct order_brings order_brings(const struct order *o);
int order_line_open(const struct order_line *l); /* ordered - cancelled - packed */
/* What is packed or cancelled is not made any more. */
void order_line_stop_making(struct order_line *l);
/* False: a draft, or one that was given up. Its customer never heard of it: for them it is not
 * there. */
bool order_was_told(const struct order *o);

/* Promises (order/promise_rules.c): so many days from the day it leaves, on which nothing stands in
 * the way of sending it. */
struct order_dispatch {
	int64_t days;        /* on its way */
	int64_t cutoff_hour; /* of the local day: what comes after it leaves on the next */
};
/* The moment by which what leaves on that local day has come, and is with the carrier. */
struct instant order_cutoff(struct instant now, int64_t cutoff_hour);
struct order_waits order_waits(const struct order *o);
/* Notes waits and promise as they are, before anything changes. */
void order_promise_note(struct order *o, struct order_dispatch d);
/* The promise of an order that is placed at this moment. */
void order_promise(struct order *o, struct instant now, struct order_dispatch d);
/* The last day on which it can leave to be there when it is promised; none: nothing is promised, or
 * sent. */
struct instant order_leaves_by(const struct order *o, struct order_dispatch d);
/* True: its waits are others than when it was opened, and that moved the promise. */
bool order_promise_moves(struct order *o, struct instant now, struct order_dispatch d);

/* Amounts of the lines and their sum alone; false: one leaves 2^53. */
bool order_price_lines(struct order *o) __attribute__((warn_unused_result));
/* Amounts of lines, tax, shipping and total; false: an amount leaves 2^53. Fills
 * items/discount/tax/total/live and the lines, with what promotions take off lines (promoted) and
 * the fee (promoted_shipping). discount: besides those; shipping: before them. */
struct order_price_rules {
	bool prices_include_tax;
	int64_t shipping_fee, free_shipping_over;
};
/* From which amount of goods shipping is free (0: from none): as the shop has it, or as the
 * customer's tier does (-1: as the shop). */
int64_t order_free_over(int64_t shop, int64_t theirs);
bool order_price(struct order *o, const struct order_price_rules *r, int64_t discount,
		 int64_t shipping_or_minus_one) __attribute__((warn_unused_result));
/* The same for the taxes alone, after rates changed: of the lines and of shipping_tax_bp. */
bool order_tax_again(struct order *o) __attribute__((warn_unused_result));
/* tax_amount of what the lines and shipping carry; false: it leaves 2^53. */
bool order_add_taxes(struct order *o) __attribute__((warn_unused_result));
/* items, discount, tax, total and live of what its lines and shipping say; false: too much. */
bool order_add_up(struct order *o) __attribute__((warn_unused_result));
/* Members are who has an account, and who ordered so many times before this (0: they are not). */
bool order_is_member(bool has_account, int orders_before, int64_t member_orders);
int64_t order_shipping_by_rule(const struct order *o, const struct order_price_rules *r);
/* Marks services and downloads as delivered once the order is confirmed and paid for (or may be
 * paid later); returns the units. */
int order_fulfil_rule(struct order *o);
/* What is owed on (ordered - cancelled): line parts in proportion of units, shipping unless
 * everything is cancelled, each with its tax where that is on top. */
int64_t order_live_amount(const struct order *o);
/* The tax at this rate (basis points), of lines and shipping: where prices include it, what is
 * within the sum to pay, so less what was cancelled and credited; on top of them, what was added at
 * placing (what is cancelled is a sum of its own there, with its tax). */
int64_t order_tax_at(const struct order *o, int bp);
/* The same of one line, without shipping; on_top: with its tax. */
int64_t order_line_live(const struct order_line *l, bool on_top);

/* Which acts the state allows, and why not: NULL means allowed, else a reason word
 * ("already_shipped", "cancelled", …). */
enum order_act {
	ACT_CONFIRM,
	ACT_HOLD,
	ACT_RELEASE,
	ACT_CANCEL,
	ACT_CANCEL_LINE,
	ACT_CLOSE,
	ACT_CHANGE_CONTACT,
	ACT_CONFIRM_RECEIPT,
	ACT_SET_WAIT,
	ACT_PACK,
	ACT_SHIP,
	ACT_PAY,
	ACT_REFUND,
	ACT_CREDIT,
	ACT_EDIT,
	ACT_REOPEN,
	ACT_SPLIT,
	ACT_MERGE,
	ORDER_ACT__MAX
};
extern const char *const order_act_word[ORDER_ACT__MAX];
const char *order_refuses(const struct order *o, enum order_act act, bool by_customer);
/* All arrived and nothing is owed. Never what was opened again: that has been closed once, and a
 * person closes it. */
bool order_completes_by_itself(const struct order *o);

#endif
