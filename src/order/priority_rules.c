/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which orders come first, and why. Pure: no I/O, no clock.
 *
 *	frequent	with this one, so many orders in the short time, or so many in the long one
 *	value		so much paid within a year
 *	first		no order before
 *	tier		of a member whose tier comes first
 *	early		promised within so many days of placing
 *	amount		so much owed of it
 *
 * What the customer did is looked at once, when the order is placed; the rest whenever it is saved.
 * The points of all reasons together sort the desk, up to 255. */
#include "order/priority.h"

#define OF_THE_PAST                                                                                \
	(PRIORITY_BIT(PRIORITY_FREQUENT) | PRIORITY_BIT(PRIORITY_VALUE) |                          \
	 PRIORITY_BIT(PRIORITY_FIRST) | PRIORITY_BIT(PRIORITY_TIER))

static bool reaches(int64_t n, int64_t limit)
{
	return limit > 0 && n >= limit;
}

unsigned priority_of_past(const struct priority_limits *m, const struct priority_past *p)
{
	unsigned why = 0;

	if (reaches(p->n_short + 1, m->frequent_orders) ||
	    reaches(p->n_long + 1, m->frequent_more_orders))
		why |= PRIORITY_BIT(PRIORITY_FREQUENT);
	if (reaches(p->paid, m->value_over))
		why |= PRIORITY_BIT(PRIORITY_VALUE);
	if (p->n_orders == 0)
		why |= PRIORITY_BIT(PRIORITY_FIRST);
	if (p->tier)
		why |= PRIORITY_BIT(PRIORITY_TIER);
	return why;
}

static bool is_early(const struct priority_limits *m, const struct order *o)
{
	struct instant from, to;

	if (m->early_days <= 0 || instant_is_none(o->promised_to))
		return false;
	instant_day_window(o->placed_at, m->early_days, &from, &to);
	return o->promised_to.us <= to.us;
}

void priority_reckon(const struct priority_limits *m, struct order *o)
{
	int64_t points = 0;

	o->priority_why &= OF_THE_PAST;
	if (is_early(m, o))
		o->priority_why |= PRIORITY_BIT(PRIORITY_EARLY);
	if (reaches(order_owed(o), m->amount_over))
		o->priority_why |= PRIORITY_BIT(PRIORITY_AMOUNT);
	for (int i = 0; i < ORDER_PRIORITY__MAX; i++)
		if (o->priority_why & PRIORITY_BIT(i))
			points += m->points[i];
	o->priority = points > ORDER_MOST_POINTS ? ORDER_MOST_POINTS : (int)points;
}
