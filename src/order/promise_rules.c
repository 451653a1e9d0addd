/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For when an order is promised: by the shop's rule, from what its lines wait for, or by a person.
 * Pure: no I/O, no clock. */
#include "order/order.h"

static void wait_for(struct order_waits *v, struct instant until)
{
	v->waits = true;
	v->undated = v->undated || instant_is_none(until);
	if (until.us > v->until.us)
		v->until = until;
}

/* A line's wait stands in the way of its open units; a hold, and money that is to come first, in
 * that of all of them. Nobody knows when somebody pays. */
struct order_waits order_waits(const struct order *o)
{
	struct order_waits v = { .until = INSTANT_NONE };

	for (size_t i = 0; i < o->n_lines; i++) {
		const struct order_line *l = &o->lines[i];

		if (order_line_open(l) <= 0)
			continue;
		v.open = true;
		if (l->wait == WAIT_NONE)
			continue;
		wait_for(&v, l->wait_until);
	}
	if (v.open && o->hold_reason)
		wait_for(&v, o->hold_until);
	if (v.open && order_pays_first(o))
		wait_for(&v, INSTANT_NONE);
	return v;
}

/* What is provided comes with nobody's days. */
static bool is_sent(const struct order *o)
{
	for (size_t i = 0; i < o->n_lines; i++)
		if (order_line_ships(&o->lines[i]))
			return true;
	return false;
}

struct instant order_cutoff(struct instant now, int64_t cutoff_hour)
{
	struct instant from, to;

	instant_day_window(now, 0, &from, &to);
	return instant_add(from, cutoff_hour * INSTANT_HOUR);
}

/* What is asked for before the cut-off leaves the same day, what comes after it on the next. */
static struct instant leaves(struct instant from, int64_t cutoff_hour)
{
	struct instant first, last;

	if (from.us < order_cutoff(from, cutoff_hour).us)
		return from;
	instant_day_window(from, 0, &first, &last);
	return instant_add(last, INSTANT_SECOND);
}

/* The shop's rule, from the day it leaves if nothing waits; what arrives or is ready on a day
 *leaves on it:
 *
 *	nothing of it is ever sent	none
 *	nothing waits			the day `days` after that day
 *	something waits, all days known	the day `days` after the later of that day and the last of
 *					them
 *	something waits without a day	none: nobody knows
 */
static void by_rule(const struct order *o, const struct order_waits *v, struct instant from,
		    struct order_dispatch d, struct instant *first, struct instant *last)
{
	struct instant leaving = leaves(from, d.cutoff_hour);

	*first = *last = INSTANT_NONE;
	if (!v->undated && is_sent(o))
		instant_day_window(v->until.us > leaving.us ? v->until : leaving, d.days, first,
				   last);
}

void order_promise_note(struct order *o, struct order_dispatch d)
{
	struct instant first, last;

	o->waits_opened = order_waits(o);
	by_rule(o, &o->waits_opened, o->placed_at, d, &first, &last);
	o->promised_by_rule = o->promised_from.us == first.us && o->promised_to.us == last.us;
}

struct instant order_leaves_by(const struct order *o, struct order_dispatch d)
{
	struct instant first, last;

	if (instant_is_none(o->promised_to) || !is_sent(o))
		return INSTANT_NONE;
	instant_day_window(o->promised_to, -d.days, &first, &last);
	return last;
}

/* Whose promise it was, and what stands in its way now:
 *
 *	the shop's rule				the rule's window
 *	a person's, not before the last day	stays
 *	a person's, before the last day		the rule's window: what they said cannot be kept,
 *						and is what they meant
 *	the shop's rule, and a person meant	what they meant
 *	a day ahead, not before the last
 */
static bool stands(const struct order_waits *v, struct instant to)
{
	return !v->waits || to.us >= v->until.us;
}

void order_promise(struct order *o, struct instant now, struct order_dispatch d)
{
	struct order_waits v = order_waits(o);

	if (!o->promised_by_rule && stands(&v, o->promised_to))
		return;
	if (!o->promised_by_rule) {
		o->meant_from = o->promised_from;
		o->meant_to = o->promised_to;
	} else if (o->meant_to.us >= now.us && stands(&v, o->meant_to)) {
		o->promised_from = o->meant_from;
		o->promised_to = o->meant_to;
		o->meant_from = o->meant_to = INSTANT_NONE;
		return;
	}
	by_rule(o, &v, now, d, &o->promised_from, &o->promised_to);
}

/* An order all of which is in parcels is promised for the day of the last of them: shipping says
 * so. */
bool order_promise_moves(struct order *o, struct instant now, struct order_dispatch d)
{
	const struct order_waits was = o->waits_opened, v = order_waits(o);
	struct instant from = o->promised_from, to = o->promised_to;

	if (!v.open ||
	    (v.waits == was.waits && v.undated == was.undated && v.until.us == was.until.us))
		return false;
	order_promise(o, now, d);
	return o->promised_from.us != from.us || o->promised_to.us != to.us;
}
