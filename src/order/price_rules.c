/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An order's amounts: lines half-even, discount by largest remainder, tax per line, shipping by
 * rule and its tax apart. Pure. */
#include <string.h>
#include "base/money.h"
#include "order/order.h"

enum { BP = 10000, LINES_MAX = 1000 };

/* Tax of an amount: part of it where prices include tax, else on top. bp: basis points. */
static bool line_tax(int64_t amount, int bp, bool included, int64_t *out)
{
	return money_scale(amount, bp, included ? BP + bp : BP, out);
}

bool order_price_lines(struct order *o)
{
	o->items_amount = 0;
	for (size_t i = 0; i < o->n_lines; i++) {
		struct order_line *l = &o->lines[i];
		if (!money_line(l->unit_milli, l->ordered, &l->amount) ||
		    !money_add(o->items_amount, l->amount, &o->items_amount))
			return false;
	}
	return true;
}

static void split_discount(struct order *o)
{
	int64_t weight[LINES_MAX], part[LINES_MAX];

	for (size_t i = 0; i < o->n_lines; i++)
		weight[i] = o->lines[i].amount - o->lines[i].promoted;
	money_split(o->discount_amount - o->promoted_amount, weight, o->n_lines, part);
	for (size_t i = 0; i < o->n_lines; i++)
		o->lines[i].discount = o->lines[i].promoted + part[i];
}

/* What promotions take off each line was said by who looked for them. */
static bool add_promoted(struct order *o)
{
	o->promoted_amount = 0;
	for (size_t i = 0; i < o->n_lines; i++) {
		if (o->lines[i].promoted < 0 || o->lines[i].promoted > o->lines[i].amount)
			return false;
		o->promoted_amount += o->lines[i].promoted;
	}
	return true;
}

bool order_add_taxes(struct order *o)
{
	o->tax_amount = 0;
	if (o->prices_include_tax)
		return true;
	o->tax_amount = o->shipping_tax;
	for (size_t i = 0; i < o->n_lines; i++)
		if (!money_add(o->tax_amount, o->lines[i].tax, &o->tax_amount))
			return false;
	return true;
}

/* Of the lines and of shipping. */
static bool tax_all(struct order *o)
{
	if (!line_tax(o->shipping_amount, o->shipping_tax_bp, o->prices_include_tax,
		      &o->shipping_tax))
		return false;
	for (size_t i = 0; i < o->n_lines; i++) {
		struct order_line *l = &o->lines[i];
		if (!line_tax(l->amount - l->discount, l->tax_bp, o->prices_include_tax, &l->tax))
			return false;
	}
	return order_add_taxes(o);
}

int64_t order_free_over(int64_t shop, int64_t theirs)
{
	if (theirs < 0)
		return shop;
	if (theirs == 0)
		theirs = 1; /* whatever it costs */
	return shop <= 0 || theirs < shop ? theirs : shop;
}

int64_t order_shipping_by_rule(const struct order *o, const struct order_price_rules *r)
{
	int64_t goods = o->items_amount - o->discount_amount;
	bool ships = false;

	for (size_t i = 0; i < o->n_lines; i++)
		ships = ships || order_line_ships(&o->lines[i]);
	if (!ships || (r->free_shipping_over > 0 && goods >= r->free_shipping_over))
		return 0;
	return r->shipping_fee;
}

bool order_price(struct order *o, const struct order_price_rules *r, int64_t discount,
		 int64_t shipping_or_minus_one)
{
	int64_t fee;

	if (o->n_lines == 0 || o->n_lines > LINES_MAX)
		return false;
	o->prices_include_tax = r->prices_include_tax;
	if (!order_price_lines(o) || !add_promoted(o) || discount < 0 ||
	    discount > o->items_amount - o->promoted_amount)
		return false;
	o->discount_amount = discount + o->promoted_amount;
	split_discount(o);
	fee = shipping_or_minus_one >= 0 ? shipping_or_minus_one : order_shipping_by_rule(o, r);
	o->promoted_shipping = o->promoted_shipping < fee ? o->promoted_shipping : fee;
	o->shipping_amount = fee - o->promoted_shipping;
	return o->items_amount <= MONEY_ORDER_MAX && order_tax_again(o);
}

bool order_tax_again(struct order *o)
{
	if (!tax_all(o) ||
	    !money_add(o->items_amount - o->discount_amount, o->shipping_amount,
		       &o->total_amount) ||
	    !money_add(o->total_amount, o->tax_amount, &o->total_amount) ||
	    o->total_amount > MONEY_ORDER_MAX)
		return false;
	o->live_amount = order_live_amount(o);
	return true;
}

bool order_is_member(bool has_account, int orders_before, int64_t member_orders)
{
	return has_account || (member_orders > 0 && orders_before >= member_orders);
}

/* What is left of a line's amount, discount and tax when `gone` of its units are cancelled: the
 * cancelled part is the share of the whole rounded half-even, so that cancelling unit by unit or at
 * once ends at the same amount. */
static int64_t left_of(int64_t whole, int gone, int ordered)
{
	int64_t part;

	if (!money_scale(whole, gone, ordered, &part))
		return whole;
	return whole - part;
}

int64_t order_line_live(const struct order_line *l, bool on_top)
{
	if (l->cancelled >= l->ordered)
		return 0;
	return left_of(l->amount, l->cancelled, l->ordered) -
	       left_of(l->discount, l->cancelled, l->ordered) +
	       (on_top ? left_of(l->tax, l->cancelled, l->ordered) : 0);
}

/* Shipping is owed while something is left that ships. Where nothing ever did, it was agreed as a
 * fee, and is owed while anything is left. */
static bool owes_shipping(const struct order *o)
{
	bool any = false, ever_shipped = false;

	for (size_t i = 0; i < o->n_lines; i++) {
		any = any || o->lines[i].cancelled < o->lines[i].ordered;
		ever_shipped = ever_shipped || order_line_ships(&o->lines[i]);
	}
	return ever_shipped ? order_any_line_ships(o) : any;
}

int64_t order_live_amount(const struct order *o)
{
	int64_t live = owes_shipping(o)
			       ? o->shipping_amount + (o->prices_include_tax ? 0 : o->shipping_tax)
			       : 0;

	for (size_t i = 0; i < o->n_lines; i++)
		if (o->lines[i].cancelled < o->lines[i].ordered)
			live += order_line_live(&o->lines[i], !o->prices_include_tax);
	return live;
}

/* What was credited lowers each rate by its share; what was charged has no tax. */
static int64_t after_credit(const struct order *o, int64_t tax)
{
	int64_t credit = 0;

	if (o->credited_amount <= 0)
		return tax;
	if (o->credited_amount >= o->live_amount ||
	    !money_scale(tax, o->credited_amount, o->live_amount, &credit))
		return 0;
	return tax - credit;
}

int64_t order_tax_at(const struct order *o, int bp)
{
	bool within = o->prices_include_tax;
	int64_t tax = 0;

	if (bp == o->shipping_tax_bp && (!within || owes_shipping(o)))
		tax = o->shipping_tax;
	for (size_t i = 0; i < o->n_lines; i++) {
		const struct order_line *l = &o->lines[i];

		if (l->tax_bp == bp)
			tax += within ? left_of(l->tax, l->cancelled, l->ordered) : l->tax;
	}
	return within ? after_credit(o, tax) : tax;
}
