/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For when a parcel is promised: it keeps what its orders were promised. Pure: no I/O, no clock. */
#include "shipping/shipping.h"

static bool is_before(struct instant a, struct instant b)
{
	return instant_is_none(b) || a.us < b.us;
}

/* Packed, by what was said of an order, of several the earliest. What waits comes later than what
 * is in the parcel, and the promise of an order is for the last of it:
 *
 *	the order's promise	rest of it waits	the parcel's
 *
 *	none			(either)		the shop's rule, from packing
 *	a day, whoever said it	no			the order's, also one that has passed
 *	a day, whoever said it	yes			the order's or by the rule, the earlier
 */
void parcel_promise_packed(struct parcel *p, const struct order *const *orders, size_t n,
			   int64_t days)
{
	struct instant rule_from, rule_to;

	instant_day_window(p->packed_at, days, &rule_from, &rule_to);
	p->promised_from = p->promised_to = INSTANT_NONE;
	for (size_t i = 0; i < n; i++) {
		const struct order *o = orders[i];
		bool by_rule = instant_is_none(o->promised_to) ||
			       (order_waits(o).waits && rule_to.us < o->promised_to.us);
		struct instant to = by_rule ? rule_to : o->promised_to;

		if (!is_before(to, p->promised_to))
			continue;
		p->promised_from = by_rule ? rule_from : o->promised_from;
		p->promised_to = to;
	}
	p->first_promised_to = p->promised_to;
}

/* What was promised first stays: that is what it is late against. */
void parcel_promise_anew(struct parcel *p, struct instant from, struct instant to)
{
	p->promised_from = from;
	p->promised_to = to;
	if (instant_is_none(p->first_promised_to))
		p->first_promised_to = to;
	p->delayed = parcel_has_left(p->state) && to.us > p->first_promised_to.us;
}

/* Handed over at shipped_at, where nobody says another day with it:
 *
 *	the parcel's promise	becomes
 *
 *	to come			stays
 *	none, or has passed	the shop's rule, from handing over
 */
void parcel_promise_handed(struct parcel *p, int64_t days)
{
	struct instant from, to;

	if (!instant_is_none(p->promised_to) && p->promised_to.us >= p->shipped_at.us)
		return;
	instant_day_window(p->shipped_at, days, &from, &to);
	parcel_promise_anew(p, from, to);
}
