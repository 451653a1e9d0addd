/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an order earns: points on what was really paid for it. Pure.
 *
 * Paid is what was received less what was given back, and never more than is owed: live units less
 * credits. Of an order that is paid later, what is owed counts as long as its points are pending.
 * Of that the share counts that goods are of the whole, with shipping and tax where the shop's
 * rules say so; and for each unit of the currency the rate, rounded down. So whatever lowers what
 * was paid (a refund, a credit, units cancelled) lowers the points in proportion. */
#include "base/money.h"
#include "member/book.h"

static int64_t hundred_units(int exponent)
{
	int64_t n = 100;

	for (; exponent > 0; exponent--)
		n *= 10;
	return n;
}

int64_t member_base(const struct member_paid *p, unsigned counts)
{
	int64_t paid = p->expected || p->net > p->owed ? p->owed : p->net;
	int64_t share = p->goods, base;

	if (!p->counts || paid <= 0 || p->live <= 0)
		return 0;
	if (counts & POINTS_ON_SHIPPING)
		share += p->shipping;
	if (!(counts & POINTS_ON_TAX))
		share -= p->tax + (counts & POINTS_ON_SHIPPING ? p->shipping_tax : 0);
	if (share <= 0 || !money_scale(paid, share, p->live, &base))
		return 0;
	return base;
}

int64_t member_due(int64_t base, int64_t rate, int exponent)
{
	return base * rate / hundred_units(exponent);
}
