/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a line needs from the shelf, and who gets what arrives. Pure: no I/O, no clock. */
#include "stock/stock.h"

enum { LOW_UNITS = 5 };

int stock_line_needs(const struct order_line *l)
{
	return l->ordered - l->cancelled - l->shipped;
}

bool stock_line_is_kept(const struct order_line *l)
{
	return l->sku_id != 0 && order_line_ships(l) && l->wait != WAIT_PRODUCTION &&
	       stock_line_needs(l) > 0;
}

size_t stock_covered(int64_t free_units, const int *quantities, size_t n)
{
	size_t i = 0;

	while (i < n && quantities[i] <= free_units)
		free_units -= quantities[i++];
	return i;
}

/* The first that fits:
 *
 *	in_stock	more than a few are free
 *	low		a few are free
 *	incoming	none is free, more is expected
 *	out		else
 */
const char *stock_state_word(const struct stock *s)
{
	int64_t available = (int64_t)s->on_hand - s->reserved;

	if (available > LOW_UNITS)
		return "in_stock";
	if (available > 0)
		return "low";
	return instant_is_none(s->incoming_at) ? "out" : "incoming";
}
