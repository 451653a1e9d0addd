/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an order is divided, and which may be merged. Pure: no I/O, no clock. */
#include <string.h>
#include "base/money.h"
#include "order/order.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static bool fits(int64_t part, int64_t whole)
{
	return part >= 0 && part <= whole;
}

/* Discount and tax of the two parts, so near to their shares as what is owed allows: a part of the
 * units may be cancelled already, and that share is rounded by itself. */
static bool settle_line(const struct order_line *was, int64_t discount, bool on_top,
			struct order_line *r, struct order_line *p)
{
	static const int shifts[] = { 0, 1, -1, 2, -2 };
	int64_t part[2], tax[2], wanted = order_line_live(was, on_top);

	money_split(discount, (const int64_t[]){ r->amount, p->amount }, 2, part);
	for (size_t i = 0; i < COUNT(shifts); i++) {
		p->discount = part[1] + shifts[i];
		r->discount = discount - p->discount;
		if (!fits(p->discount, p->amount) || !fits(r->discount, r->amount))
			continue;
		money_split(was->tax,
			    (const int64_t[]){ r->amount - r->discount, p->amount - p->discount },
			    2, tax);
		for (size_t k = 0; k < COUNT(shifts); k++) {
			p->tax = tax[1] + shifts[k];
			r->tax = was->tax - p->tax;
			if (fits(p->tax, was->tax) &&
			    order_line_live(r, on_top) + order_line_live(p, on_top) == wanted)
				return true;
		}
	}
	return false;
}

/* Where the parts' amounts are rounded to more or less than the whole was, the discount takes it.
 */
static bool split_line(const struct order_line *was, bool on_top, struct order_line *r,
		       struct order_line *p)
{
	int64_t discount;

	if (!money_line(r->unit_milli, r->ordered, &r->amount) ||
	    !money_line(p->unit_milli, p->ordered, &p->amount))
		return false;
	discount = was->discount + r->amount + p->amount - was->amount;
	return discount >= 0 && settle_line(was, discount, on_top, r, p);
}

bool order_add_up(struct order *o)
{
	o->items_amount = o->discount_amount = 0;
	for (size_t i = 0; i < o->n_lines; i++) {
		o->items_amount += o->lines[i].amount;
		o->discount_amount += o->lines[i].discount;
	}
	if (!order_add_taxes(o))
		return false;
	o->total_amount = o->items_amount - o->discount_amount + o->shipping_amount + o->tax_amount;
	o->live_amount = order_live_amount(o);
	return o->total_amount <= MONEY_ORDER_MAX;
}

/* By what the items of each come to; of what is all cancelled nothing is sent. */
static void split_shipping(const struct order *was, struct order *rest, struct order *part)
{
	int64_t fee[2], tax[2], weight[2] = { 0, 0 };
	const struct order *two[2] = { rest, part };
	bool is_left = false;

	for (int i = 0; i < 2; i++)
		for (size_t k = 0; k < two[i]->n_lines; k++)
			weight[i] += order_line_live(&two[i]->lines[k], false);
	for (size_t k = 0; k < rest->n_lines; k++)
		is_left = is_left || rest->lines[k].ordered > rest->lines[k].cancelled;
	if (!is_left)
		weight[1]++;
	money_split(was->shipping_amount, weight, 2, fee);
	rest->shipping_amount = fee[0];
	part->shipping_amount = fee[1];
	money_split(was->shipping_tax, fee, 2, tax);
	rest->shipping_tax = tax[0];
	part->shipping_tax = tax[1];
}

/* What promotions took off goes with what comes off the lines, and with the fee. */
static void split_promoted(const struct order *was, struct order *rest, struct order *part)
{
	int64_t both[2];

	money_split(was->promoted_amount,
		    (const int64_t[]){ rest->discount_amount, part->discount_amount }, 2, both);
	rest->promoted_amount = both[0];
	part->promoted_amount = both[1];
	money_split(was->promoted_shipping,
		    (const int64_t[]){ rest->shipping_amount, part->shipping_amount }, 2, both);
	rest->promoted_shipping = both[0];
	part->promoted_shipping = both[1];
	order_bound_promoted(rest);
	order_bound_promoted(part);
}

void order_bound_promoted(struct order *o)
{
	if (o->promoted_amount > o->discount_amount)
		o->promoted_amount = o->discount_amount;
}

bool order_split_amounts(const struct order *was, const int *q, struct order *rest,
			 struct order *part)
{
	size_t n = 0;

	for (size_t i = 0; i < was->n_lines; i++) {
		struct order_line *r = &rest->lines[i], *p = &part->lines[n];

		*r = was->lines[i];
		if (q[i] == 0)
			continue;
		r->ordered -= q[i];
		*p = (struct order_line){ .position = (int)++n };
		p->sku_id = r->sku_id;
		p->sku_code = r->sku_code;
		p->name_en = r->name_en;
		p->name_zh = r->name_zh;
		p->picture = r->picture;
		p->kind = r->kind;
		p->unit_milli = r->unit_milli;
		p->list_milli = r->list_milli;
		p->tax_bp = r->tax_bp;
		p->wait = r->wait;
		p->wait_until = r->wait_until;
		p->ordered = q[i];
		if (!split_line(&was->lines[i], !was->prices_include_tax, r, p))
			return false;
	}
	rest->n_lines = was->n_lines;
	part->n_lines = n;
	split_shipping(was, rest, part);
	if (!order_add_up(rest) || !order_add_up(part))
		return false;
	split_promoted(was, rest, part);
	return rest->live_amount + part->live_amount == was->live_amount;
}

/* What was paid, and what is owed of the whole:
 *
 *	nothing is due		all that the part comes to
 *	some is due		the part's share of what was paid
 *	nothing was paid	nothing
 */
int64_t order_split_money(const struct order *was, int64_t part_live)
{
	int64_t net = was->captured_amount - was->refunded_amount, share[2];

	if (net <= 0)
		return 0;
	if (order_due(was) <= 0)
		return part_live < net ? part_live : net;
	money_split(net, (const int64_t[]){ was->live_amount - part_live, part_live }, 2, share);
	return share[1];
}

static bool is_same_item(const struct order_line *a, const struct order_line *b)
{
	return a->sku_id != 0 && a->sku_id == b->sku_id && strcmp(a->sku_code, b->sku_code) == 0 &&
	       a->kind == b->kind && a->unit_milli == b->unit_milli && a->tax_bp == b->tax_bp &&
	       a->wait == b->wait && a->cancelled == 0 && a->packed == 0;
}

bool order_join_line(struct order_line *l, const struct order_line *more)
{
	int64_t amount, discount;

	if (!is_same_item(l, more) ||
	    !money_line(l->unit_milli, l->ordered + more->ordered, &amount))
		return false;
	discount = l->discount + more->discount + amount - l->amount - more->amount;
	if (!fits(discount, amount))
		return false;
	l->amount = amount;
	l->discount = discount;
	l->tax += more->tax;
	return true;
}

/* The first that applies:
 *
 *	the same order				same_order
 *	another customer's			other_customer
 *	over, a draft, packed or shipped	its reason
 *	the other is over or a draft		other_over
 *	something of the other was sent		other_shipped
 *	other money, or tax said otherwise	other_terms
 *	credits were given			has_credits
 */
const char *order_merge_refuses(const struct order *o, const struct order *into)
{
	struct order_axes a = order_axes(into);
	const char *why = order_refuses(o, ACT_MERGE, false);

	if (o->id == into->id)
		return "same_order";
	if (o->customer_id != into->customer_id)
		return "other_customer";
	if (why)
		return why;
	if (into->decision != ORDER_REVIEW && into->decision != ORDER_CONFIRMED)
		return "other_over";
	if (a.shipped > 0)
		return "other_shipped";
	if (strcmp(o->currency, into->currency) != 0 ||
	    o->prices_include_tax != into->prices_include_tax)
		return "other_terms";
	return o->credited_amount != 0 ? "has_credits" : NULL;
}
