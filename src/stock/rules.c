/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a line needs from the shelf, and who gets what arrives. Pure: no I/O, no clock. */
#include "stock/stock.h"

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
