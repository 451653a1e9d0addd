/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which message an event makes. Pure: no I/O, no clock. */
#include "notify/tell.h"

#include <string.h>

/* event		becomes			message			leaves
 *
 * placed		(any)			placed			at once
 * cancelled		(any)			cancelled		at once
 * refunded		(any)			refunded		at once
 * shipped		(any)			shipped			joined
 * delivered		(any)			delivered		joined
 * parcel changed	out for delivery	out_for_delivery	joined
 * parcel changed	ready for pickup	ready_for_pickup	joined
 * parcel changed	delayed			late			at once
 * parcel changed	stuck, lost, returning	problem			at once
 * came back		returned		problem			at once
 * promise changed	a later day		late			at once
 *
 * A state that a parcel was in before is not told again. Of promises that follow a parcel by rule
 * its own message speaks.
 */
static const struct {
	enum order_event_kind kind;
	const char *to; /* NULL: whatever it is */
	const char *template;
} told[] = {
	{ EVENT_PLACED, NULL, "placed" },
	{ EVENT_CANCELLED, NULL, "cancelled" },
	{ EVENT_REFUNDED, NULL, "refunded" },
	{ EVENT_SHIPPED, NULL, "shipped" },
	{ EVENT_DELIVERED, NULL, "delivered" },
	{ EVENT_PARCEL_CHANGED, "out_for_delivery", "out_for_delivery" },
	{ EVENT_PARCEL_CHANGED, "ready_for_pickup", "ready_for_pickup" },
	{ EVENT_PARCEL_CHANGED, "delayed", "late" },
	{ EVENT_PARCEL_CHANGED, "attempt_failed", "problem" },
	{ EVENT_PARCEL_CHANGED, "exception", "problem" },
	{ EVENT_PARCEL_CHANGED, "lost", "problem" },
	{ EVENT_PARCEL_CHANGED, "returning", "problem" },
	{ EVENT_CAME_BACK, "returned", "problem" },
	{ EVENT_PROMISE_CHANGED, NULL, "late" },
};

static bool is_word(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

bool message_needs_state(const struct order_event *e)
{
	return e->kind == EVENT_PARCEL_CHANGED && is_word(e->to, parcel_state_word[PARCEL_DELAYED]);
}

/* Late and on the last mile: that it comes is the news. */
static const char *becomes(const struct order_event *e, enum parcel_state state)
{
	bool comes = state == PARCEL_OUT_FOR_DELIVERY || state == PARCEL_READY_FOR_PICKUP;

	if (!message_needs_state(e))
		return e->to;
	return comes || is_word(e->from, e->to) ? parcel_state_word[state] : e->to;
}

const char *message_of_event(const struct order_event *e, enum parcel_state state)
{
	const char *to = becomes(e, state);
	struct instant day;

	if (e->kind == EVENT_PARCEL_CHANGED && is_word(e->why, "again"))
		return NULL;
	if (e->kind == EVENT_PROMISE_CHANGED &&
	    ((e->actor.kind == ACTOR_RULE && e->subject_id) || message_days_late(e, &day) == 0))
		return NULL;
	/* the customer placed it with the one that it is a part of */
	if (e->kind == EVENT_PLACED && is_word(e->from, "split"))
		return NULL;
	for (size_t i = 0; i < sizeof told / sizeof *told; i++)
		if (told[i].kind == e->kind && (!told[i].to || is_word(told[i].to, to)))
			return told[i].template;
	return NULL;
}

bool message_is_once_a_parcel(const char *template)
{
	return is_word(template, "shipped") || is_word(template, "delivered") ||
	       is_word(template, "out_for_delivery") || is_word(template, "ready_for_pickup");
}

bool message_joins(const char *template)
{
	return message_is_once_a_parcel(template);
}

int64_t message_days_late(const struct order_event *e, struct instant *to)
{
	struct instant from;
	int64_t days;

	*to = INSTANT_NONE;
	if (!e->from || !e->to || !instant_parse(e->from, &from) || !instant_parse(e->to, to))
		return 0;
	days = instant_local_day(*to) - instant_local_day(from);
	return days > 0 ? days : 0;
}

bool message_is_to_pay(const struct order *o, struct instant now)
{
	return !instant_is_none(o->pay_until) && o->captured_amount == 0 && order_due(o) > 0 &&
	       o->pay_until.us > now.us && o->pay_until.us <= now.us + MESSAGE_PAY_SOON &&
	       now.us >= o->placed_at.us + MESSAGE_PAY_PAUSE &&
	       (o->decision == ORDER_REVIEW || o->decision == ORDER_CONFIRMED);
}

static void sort_by_id(struct message **all, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct message *m = all[i];
		size_t k = i;

		for (; k > 0 && all[k - 1]->id > m->id; k--)
			all[k] = all[k - 1];
		all[k] = m;
	}
}

static bool is_said_later(struct message *const *all, size_t i, size_t n)
{
	for (size_t k = i + 1; k < n; k++)
		if (all[k]->parcel_id == all[i]->parcel_id)
			return true;
	return false;
}

size_t message_newest_of_parcels(struct message **all, size_t n)
{
	size_t kept = 0;

	sort_by_id(all, n);
	for (size_t i = 0; i < n; i++) {
		struct message *m = all[i];

		if (m->parcel_id && is_said_later(all, i, n))
			continue;
		/* those that are said no more keep their order behind */
		for (size_t k = i; k > kept; k--)
			all[k] = all[k - 1];
		all[kept++] = m;
	}
	return kept;
}
