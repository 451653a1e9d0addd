/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an order's axes mean: money, badge, stage, and what is done by rule. Pure: no I/O, no clock.
 */
#include "order/order.h"

#include <string.h>
#include "catalog/catalog.h"

bool order_line_ships(const struct order_line *l)
{
	return l->kind == PRODUCT_GOODS || l->kind == PRODUCT_PICKUP;
}

int order_line_open(const struct order_line *l)
{
	return l->ordered - l->cancelled - l->packed;
}

void order_line_stop_making(struct order_line *l)
{
	int open = order_line_open(l);

	if (l->in_production > open)
		l->in_production = open;
}

bool order_was_told(const struct order *o)
{
	return o->link_version > 0;
}

bool order_any_line_ships(const struct order *o)
{
	for (size_t i = 0; i < o->n_lines; i++)
		if (order_line_ships(&o->lines[i]) && o->lines[i].cancelled < o->lines[i].ordered)
			return true;
	return false;
}

struct order_brings order_brings(const struct order *o)
{
	struct order_brings b = { false };

	for (size_t i = 0; i < o->n_lines; i++) {
		const struct order_line *l = &o->lines[i];

		if (l->cancelled == l->ordered)
			continue;
		b.ships |= l->kind == PRODUCT_GOODS;
		b.fetched |= l->kind == PRODUCT_PICKUP;
		b.provided |= !order_line_ships(l);
		b.awaited |= !order_line_ships(l) && l->delivered < l->ordered - l->cancelled;
	}
	b.provided = b.provided && !b.awaited;
	return b;
}

struct order_axes order_axes(const struct order *o)
{
	struct order_axes a = {
		.decision = o->decision,
		.held = o->hold_reason != NULL,
		.unpaid_expired = o->cancel_reason && !strcmp(o->cancel_reason, "payment_expired"),
		.pay_first = o->pay_first,
		.money = order_money(o->live_amount, o->credited_amount, o->captured_amount,
				     o->refunded_amount),
		.parcels = o->parcels,
	};
	bool goods_only = order_any_line_ships(o);

	for (size_t i = 0; i < o->n_lines; i++) {
		const struct order_line *l = &o->lines[i];
		if (goods_only && !order_line_ships(l))
			continue;
		a.ordered += l->ordered;
		a.cancelled += l->cancelled;
		a.in_production += l->in_production;
		a.packed += l->packed;
		a.shipped += l->shipped;
		a.delivered += l->delivered;
		a.returned += l->returned;
		if (l->wait == WAIT_PRE_ORDER)
			a.open_pre_order += order_line_open(l);
		if (l->wait == WAIT_BACK_ORDER)
			a.open_back_order += order_line_open(l);
		if (l->wait == WAIT_PRODUCTION && l->in_production == 0)
			a.in_production += order_line_open(l);
	}
	return a;
}

/* owed = live - credited, net = captured - refunded; the first that fits:
 *
 *	net > owed				credit_owed
 *	captured > 0, net = 0, owed = 0		refunded
 *	net = owed				paid
 *	0 < net < owed				part_paid
 *	else					unpaid
 */
enum order_money order_money(int64_t live, int64_t credited, int64_t captured, int64_t refunded)
{
	int64_t owed = live - credited, net = captured - refunded;

	if (net > owed)
		return MONEY_CREDIT_OWED;
	if (captured > 0 && net == 0 && owed == 0)
		return MONEY_REFUNDED;
	if (net == owed)
		return MONEY_PAID;
	if (net > 0)
		return MONEY_PART_PAID;
	return MONEY_UNPAID;
}

int64_t order_owed(const struct order *o)
{
	return o->live_amount - o->credited_amount;
}

int64_t order_due(const struct order *o)
{
	return order_owed(o) - (o->captured_amount - o->refunded_amount);
}

bool order_may_pay_first(enum order_payment_method m)
{
	return m != PAY_COD;
}

bool order_pays_first(const struct order *o)
{
	return o->pay_first && order_due(o) > 0;
}

/* The badge: the first row that applies.
 *
 *	draft			decision draft
 *	closed			cancelled because payment time ran out, or everything refunded
 *	cancelled		decision cancelled, or every unit cancelled
 *	returned		all delivered units returned, nothing else open
 *	exception		a parcel has an unsolved problem
 *	hold			held
 *	awaiting payment	to be paid first and not paid, nothing packed
 *	in review		decision review
 *	pre-order		nothing packed, every open unit waits for its release
 *	backordered		nothing packed, every open unit waits for stock (or its release)
 *	in production		nothing packed, units in production
 *	preparing		nothing packed
 *	packing			packed, nothing shipped
 *	partly shipped		0 < shipped < ordered - cancelled
 *	out for delivery	all shipped: a parcel is out for delivery or ready for pickup
 *	in transit		all shipped: a parcel is moving, or some have arrived
 *	shipped			all shipped: no scan yet
 *	completed		all delivered, decision closed
 *	delivered		all delivered
 */
bool order_is_unpaid(const struct order_axes *a)
{
	return a->money == MONEY_UNPAID || a->money == MONEY_PART_PAID;
}

static enum order_badge badge_before_packing(const struct order_axes *a, int64_t live)
{
	if (a->open_pre_order == live)
		return BADGE_PRE_ORDER;
	if (a->open_pre_order + a->open_back_order == live)
		return BADGE_BACKORDERED;
	return a->in_production > 0 ? BADGE_IN_PRODUCTION : BADGE_PREPARING;
}

static enum order_badge badge_on_the_way(const struct order_axes *a)
{
	if (a->parcels == PARCELS_OUT)
		return BADGE_OUT_FOR_DELIVERY;
	return a->parcels == PARCELS_MOVING || a->parcels == PARCELS_DELIVERED ? BADGE_IN_TRANSIT
									       : BADGE_SHIPPED;
}

enum order_badge order_badge(const struct order_axes *a)
{
	int64_t live = a->ordered - a->cancelled;

	if (a->decision == ORDER_DRAFT)
		return BADGE_DRAFT;
	if ((a->decision == ORDER_CANCELLED && a->unpaid_expired) || a->money == MONEY_REFUNDED)
		return BADGE_CLOSED;
	if (a->decision == ORDER_CANCELLED || live == 0)
		return BADGE_CANCELLED;
	if (a->returned == live && a->delivered == live)
		return BADGE_RETURNED;
	if (a->parcels == PARCELS_PROBLEM && a->decision != ORDER_CLOSED)
		return BADGE_EXCEPTION;
	if (a->held)
		return BADGE_HOLD;
	if (a->pay_first && order_is_unpaid(a) && a->shipped == 0 && a->packed == 0)
		return BADGE_AWAITING_PAYMENT;
	if (a->decision == ORDER_REVIEW)
		return BADGE_IN_REVIEW;
	if (a->packed == 0)
		return badge_before_packing(a, live);
	if (a->shipped == 0)
		return BADGE_PACKING;
	if (a->shipped < live)
		return BADGE_PARTLY_SHIPPED;
	if (a->delivered < live)
		return badge_on_the_way(a);
	return a->decision == ORDER_CLOSED ? BADGE_COMPLETED : BADGE_DELIVERED;
}

/* The stage follows the badge; a hold leaves the stage where it was, so it is taken from the axes
 * without the hold. An order that was refunded in full after it arrived is returned, not cancelled.
 */
enum order_stage order_stage(const struct order_axes *a)
{
	static const enum order_stage of[ORDER_BADGE__MAX] = {
		[BADGE_DRAFT] = STAGE_PLACED,
		[BADGE_CLOSED] = STAGE_CANCELLED,
		[BADGE_CANCELLED] = STAGE_CANCELLED,
		[BADGE_RETURNED] = STAGE_RETURNED,
		[BADGE_EXCEPTION] = STAGE_EXCEPTION,
		[BADGE_AWAITING_PAYMENT] = STAGE_PLACED,
		[BADGE_IN_REVIEW] = STAGE_IN_REVIEW,
		[BADGE_PRE_ORDER] = STAGE_PREPARING,
		[BADGE_BACKORDERED] = STAGE_PREPARING,
		[BADGE_IN_PRODUCTION] = STAGE_IN_PRODUCTION,
		[BADGE_PREPARING] = STAGE_PREPARING,
		[BADGE_PACKING] = STAGE_PREPARING,
		[BADGE_PARTLY_SHIPPED] = STAGE_SHIPPED,
		[BADGE_OUT_FOR_DELIVERY] = STAGE_OUT_FOR_DELIVERY,
		[BADGE_IN_TRANSIT] = STAGE_IN_TRANSIT,
		[BADGE_SHIPPED] = STAGE_SHIPPED,
		[BADGE_COMPLETED] = STAGE_RECEIVED,
		[BADGE_DELIVERED] = STAGE_RECEIVED,
	};
	struct order_axes without = *a;

	without.held = false;
	if (order_badge(&without) == BADGE_CLOSED && a->decision != ORDER_CANCELLED &&
	    a->delivered > 0)
		return STAGE_RETURNED;
	return of[order_badge(&without)];
}

int order_fulfil_rule(struct order *o)
{
	bool may = o->decision == ORDER_CONFIRMED && !o->hold_reason &&
		   (!o->pay_first || order_due(o) <= 0);
	int units = 0;

	for (size_t i = 0; may && i < o->n_lines; i++) {
		struct order_line *l = &o->lines[i];
		int open = l->ordered - l->cancelled - l->delivered;
		if (order_line_ships(l) || open <= 0 || l->wait != WAIT_NONE)
			continue;
		l->packed = l->shipped = l->delivered = l->ordered - l->cancelled;
		l->changed = true;
		units += open;
	}
	return units;
}
