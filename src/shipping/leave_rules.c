/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether all of an order can leave at once, in one parcel. Pure: no I/O, no clock. */
#include "shipping/shipping.h"

struct units {
	int open, waiting, here;
};

static struct units units_of(const struct order *o)
{
	struct units u = { 0 };

	for (size_t i = 0; i < o->n_lines; i++) {
		const struct order_line *l = &o->lines[i];

		if (!order_line_ships(l))
			continue;
		u.open += order_line_open(l);
		u.waiting += l->wait == WAIT_NONE ? 0 : order_line_open(l);
		u.here += l->packed - l->shipped;
	}
	return u;
}

/*	open	here	parcels		to be packed		to be handed over
 *
 *	no	no	any		as the order says	as the order says
 *	no	some	one		already_packed		yes
 *	no	some	several		already_packed		several_parcels
 *	some	some	any		several_parcels		several_parcels
 *	some	no	any		yes			yes
 *
 * and whatever waits, waits with the rest of its order. */
const char *leave_refuses(const struct order *o, bool handed_over)
{
	const char *why = order_refuses(o, ACT_PACK, false);
	struct units u = units_of(o);

	if (u.here > 0 && u.open == 0 && handed_over) {
		if (o->hold_reason)
			return "held";
		return o->n_parcels == 1 ? NULL : "several_parcels";
	}
	if (why)
		return why;
	if (u.waiting > 0)
		return "waits";
	if (u.open == 0)
		return "nothing_to_pack";
	return u.here > 0 ? "several_parcels" : NULL;
}
