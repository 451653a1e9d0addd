/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a change set may do to a line, and what the order comes to then. Pure: no I/O, no clock. */
#include "order/inside.h"

/* What is wanted of a line, without what was cancelled of it:
 *
 *	fewer than are shipped		refused: already_shipped; of what is fetched at_counter
 *	fewer than are packed		refused: already_packed
 *	more than a line may have	refused
 *	else				ordered = wanted + cancelled
 *
 * What is not made or waited for any more follows. */
enum order_refusal order_edit_line(struct order_line *l, const struct order_edit_line *e,
				   const char **why)
{
	if (e->unit_milli >= 0)
		l->unit_milli = e->unit_milli;
	if (e->quantity < 0)
		return ORDER_OK;
	*why = e->quantity >= l->shipped   ? "already_packed"
	       : l->kind == PRODUCT_PICKUP ? "at_counter"
					   : "already_shipped";
	if (e->quantity < l->packed)
		return ORDER_UNDER_PACKED;
	if (e->quantity > ORDER_QUANTITY_MAX - l->cancelled)
		return ORDER_BAD_QUANTITY;
	l->ordered = (int)e->quantity + l->cancelled;
	order_line_stop_making(l);
	if (order_line_open(l) == 0) {
		l->wait = WAIT_NONE;
		l->wait_until = INSTANT_NONE;
	}
	return ORDER_OK;
}

/* A fee that is what the shop's rule made it goes on by the rule; any other was said by somebody,
 * and stays until somebody says another. Whether prices include tax was agreed when it was placed.
 */
struct order_terms order_edit_terms(const struct order *was, const struct order_edit *e,
				    const struct order_price_rules *shop)
{
	int64_t fee = was->shipping_amount + was->promoted_shipping;
	int64_t shipping = fee == order_shipping_by_rule(was, shop) ? -1 : fee;
	struct order_terms t = { .rules = *shop, .tier_entry = -1 };

	t.rules.prices_include_tax = was->prices_include_tax;
	t.discount = e->discount >= 0 ? e->discount : was->discount_amount - was->promoted_amount;
	t.shipping = e->shipping >= 0 ? e->shipping : shipping;
	return t;
}

bool order_edit_price(struct order *o, const struct order *was, const struct order_edit *e,
		      const struct order_price_rules *shop)
{
	struct order_terms t = order_edit_terms(was, e, shop);

	return order_price(o, &t.rules, t.discount, t.shipping);
}
