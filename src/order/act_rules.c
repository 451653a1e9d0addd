/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which acts an order's state allows. Pure: no I/O, no clock. */
#include "order/order.h"

#include <string.h>

/* Why an act is not allowed now; NULL: it is. The words are looked up under the label kind
 * "refusal". */
static const char *refuses_end(const struct order *o)
{
	if (o->decision == ORDER_CANCELLED)
		return "cancelled";
	return o->decision == ORDER_CLOSED ? "closed" : NULL;
}

static const char *refuses_cancel(const struct order *o, const struct order_axes *a,
				  bool by_customer)
{
	const char *end = refuses_end(o);

	if (end)
		return end;
	if (a->shipped > 0)
		return "already_shipped";
	if (a->packed > 0)
		return "already_packed";
	if (by_customer && a->in_production > 0)
		return "in_production";
	return NULL;
}

static const char *refuses_receipt(const struct order *o, const struct order_axes *a)
{
	if (o->decision == ORDER_CANCELLED)
		return "cancelled";
	if (a->shipped == 0)
		return "not_shipped";
	return a->delivered >= a->shipped ? "already_delivered" : NULL;
}

static const char *refuses_close(const struct order *o, const struct order_axes *a)
{
	const char *end = refuses_end(o);

	if (end)
		return end;
	if (a->delivered < a->ordered - a->cancelled)
		return "not_delivered";
	return a->money == MONEY_PAID || a->money == MONEY_REFUNDED ? NULL : "money_open";
}

static const char *refuses_pack(const struct order *o, const struct order_axes *a)
{
	const char *end = refuses_end(o);

	if (end)
		return end;
	if (a->held)
		return "held";
	if (o->decision != ORDER_CONFIRMED)
		return o->decision == ORDER_DRAFT ? "draft" : "in_review";
	if (a->pay_first && order_is_unpaid(a))
		return "unpaid";
	return a->packed >= a->ordered - a->cancelled ? "already_packed" : NULL;
}

/* Before it is placed nothing is owed; what was cancelled can only be given back. */
static const char *refuses_money(const struct order *o)
{
	if (o->decision == ORDER_CANCELLED)
		return "cancelled";
	return o->decision == ORDER_DRAFT ? "draft" : NULL;
}

/* A cancelled order may still owe what was done of it before: that can be received. */
static const char *refuses_pay(const struct order *o)
{
	const char *why = refuses_money(o);

	if (order_due(o) > 0)
		return o->decision == ORDER_DRAFT ? why : NULL;
	return why ? why : "nothing_due";
}

static bool is_merged(const struct order *o)
{
	return o->cancel_reason && strcmp(o->cancel_reason, "merged") == 0;
}

/* One piece alone cannot be two orders. */
static const char *refuses_split(const struct order *o, const struct order_axes *a)
{
	const char *end = refuses_end(o);

	if (end)
		return end;
	if (o->decision == ORDER_DRAFT)
		return "draft";
	if (a->packed >= a->ordered - a->cancelled)
		return "already_packed";
	return a->ordered - a->cancelled < 2 ? "one_piece" : NULL;
}

static const char *refuses_merge(const struct order *o, const struct order_axes *a)
{
	const char *end = refuses_end(o);

	if (end)
		return end;
	if (o->decision == ORDER_DRAFT)
		return "draft";
	if (a->shipped > 0)
		return "already_shipped";
	return a->packed > 0 ? "already_packed" : NULL;
}

/* What is provided is not sent: of an order that has nothing to send the same is said in other
 * words. Of what is said of all of it, `part` is said where some is still open:
 *
 *	already shipped, packed				already provided, partly provided
 *	not shipped, not packed, already delivered	nothing ships
 *	not delivered					not provided
 */
static const char *said_of_services(const char *why, const struct order_axes *a)
{
	static const struct {
		const char *of_goods, *all, *part;
	} words[] = {
		{ "already_shipped", "already_provided", "partly_provided" },
		{ "already_packed", "already_provided", "partly_provided" },
		{ "not_shipped", "nothing_ships", "nothing_ships" },
		{ "not_packed", "nothing_ships", "nothing_ships" },
		{ "already_delivered", "nothing_ships", "nothing_ships" },
		{ "not_delivered", "not_provided", "not_provided" },
	};

	for (size_t i = 0; why && i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].of_goods, why) == 0)
			return a->delivered < a->ordered - a->cancelled ? words[i].part
									: words[i].all;
	return why;
}

/* What is fetched lies at the counter and does not leave in a parcel:
 *
 *	already shipped			picked up, or what is not yet: at the counter
 *	already delivered		picked up
 *	not shipped, not delivered	not at the counter, not picked up
 */
static const char *said_of_pickup(const char *why, const struct order_axes *a)
{
	static const struct {
		const char *of_goods, *all, *part;
	} words[] = {
		{ "already_shipped", "picked_up", "at_counter" },
		{ "already_delivered", "picked_up", "picked_up" },
		{ "not_shipped", "not_at_counter", "not_at_counter" },
		{ "not_delivered", "not_picked_up", "not_picked_up" },
	};

	for (size_t i = 0; why && i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].of_goods, why) == 0)
			return a->delivered < a->shipped ? words[i].part : words[i].all;
	return why;
}

static const char *refuses(const struct order *o, const struct order_axes *axes, enum order_act act,
			   bool by_customer)
{
	const struct order_axes a = *axes;
	const char *end = refuses_end(o);

	switch (act) {
	case ACT_CONFIRM:
		return end ? end : o->decision == ORDER_CONFIRMED ? "already_confirmed" : NULL;
	case ACT_HOLD:
		return end                                    ? end
		       : a.held                               ? "held"
		       : a.shipped >= a.ordered - a.cancelled ? "already_shipped"
							      : NULL;
	case ACT_RELEASE:
		return a.held ? NULL : "not_held";
	case ACT_CANCEL:
		return refuses_cancel(o, &a, by_customer);
	case ACT_CANCEL_LINE:
	case ACT_EDIT:
	case ACT_SET_WAIT:
		return end ? end : a.packed >= a.ordered - a.cancelled ? "already_packed" : NULL;
	case ACT_CLOSE:
		return refuses_close(o, &a);
	case ACT_CHANGE_CONTACT:
		return end             ? end
		       : a.shipped > 0 ? "already_shipped"
		       : a.packed > 0  ? "already_packed"
				       : NULL;
	case ACT_REOPEN:
		return !end ? "not_over" : is_merged(o) ? "merged" : NULL;
	case ACT_SPLIT:
		return refuses_split(o, &a);
	case ACT_MERGE:
		return refuses_merge(o, &a);
	case ACT_CONFIRM_RECEIPT:
		return refuses_receipt(o, &a);
	case ACT_PACK:
		return refuses_pack(o, &a);
	case ACT_SHIP:
		return end ? end : a.held ? "held" : a.packed <= a.shipped ? "not_packed" : NULL;
	case ACT_PAY:
		return refuses_pay(o);
	case ACT_CREDIT:
		return refuses_money(o);
	case ACT_REFUND:
		return o->captured_amount > o->refunded_amount ? NULL : "nothing_paid";
	case ORDER_ACT__MAX:
		break;
	}
	return "unknown";
}

const char *order_refuses(const struct order *o, enum order_act act, bool by_customer)
{
	struct order_axes a = order_axes(o);
	const char *why = refuses(o, &a, act, by_customer);
	struct order_brings b = order_brings(o);

	if (b.ships)
		return why;
	return b.fetched ? said_of_pickup(why, &a) : said_of_services(why, &a);
}

bool order_completes_by_itself(const struct order *o)
{
	return instant_is_none(o->closed_at) && !order_refuses(o, ACT_CLOSE, false);
}
