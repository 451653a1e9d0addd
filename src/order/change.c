/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Open, tell, save: the one way an order is changed, used by this area and by those further out. */
#include <stdlib.h>
#include "base/fail.h"
#include "order/document.h"
#include "order/inside.h"
#include "order/priority.h"
#include "order/store.h"

struct order_dispatch order_dispatch_of(const struct work *w)
{
	return (struct order_dispatch){ w->app->settings.promise_days,
					w->app->settings.cutoff_hour };
}

struct order *order_open(struct work *w, uint64_t id)
{
	struct order *o = arena_new_of(w->arena, struct order);

	if (!order_store_read(w, id, true, o))
		return NULL;
	order_store_read_lines(w, o);
	order_promise_note(o, order_dispatch_of(w));
	return o;
}

static int by_id(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

size_t order_open_many(struct work *w, uint64_t *ids, size_t n, struct order **out)
{
	size_t found;

	qsort(ids, n, sizeof *ids, by_id);
	found = order_store_lock_many(w, ids, n, out);
	for (size_t i = 0; i < found; i++) {
		order_store_read_lines(w, out[i]);
		order_promise_note(out[i], order_dispatch_of(w));
	}
	return found;
}

bool order_get(struct work *w, uint64_t id, struct order **out)
{
	*out = arena_new_of(w->arena, struct order);
	if (!order_store_read(w, id, false, *out))
		return false;
	order_store_read_lines(w, *out);
	return true;
}

void order_held(struct work *w, const uint64_t *ids, size_t n, bool *held)
{
	for (size_t i = 0; i < n; i++)
		held[i] = false;
	if (n > 0)
		order_store_held(w, ids, n, held);
}

bool order_find_number(struct work *w, const char *typed, uint64_t *id)
{
	char number[IDENT_NUMBER_SIZE];

	*id = ident_number_fold('R', typed, number) ? order_store_find_number(w, number) : 0;
	return *id != 0;
}

bool order_has_sku(struct work *w, const char *sku_code)
{
	return order_store_has_sku(w, sku_code);
}

bool order_has_customer(struct work *w, uint64_t customer_id)
{
	return order_store_has_customer(w, customer_id);
}

void order_free_reference(struct work *w, struct order *o, uint64_t file_id)
{
	enum { REF_BYTES = 150 };
	size_t len = o->source_ref ? strlen(o->source_ref) : 0;

	if (len == 0)
		return;
	len = len < REF_BYTES ? len : REF_BYTES;
	while (len > 0 && (o->source_ref[len] & 0xc0) == 0x80)
		len--;
	o->source_ref = arena_printf(w->arena, "%.*s (%llu)", (int)len, o->source_ref,
				     (unsigned long long)file_id);
	order_store_set_reference(w, o->id, o->source_ref);
}

bool order_find_reference(struct work *w, const char *source, const char *ref, uint64_t *id)
{
	*id = order_store_find_reference(w, source, ref);
	return *id != 0;
}

void order_tell_all(struct work *w, struct order *o, struct order_event *e, size_t n)
{
	const struct wiring *wiring = w->app->wiring;

	for (size_t i = 0; i < n; i++) {
		e[i].id = work_id(w);
		e[i].order_id = o->id;
		e[i].at = w->now;
		if (!e[i].version)
			e[i].version = o->version + 1;
	}
	order_store_insert_events(w, e, n);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < wiring->n_listeners; k++)
			if (wiring->listeners[k].kind == e[i].kind)
				wiring->listeners[k].hear(w, o, &e[i]);
	if (wiring->heard)
		wiring->heard(w, o, e, n);
}

void order_tell(struct work *w, struct order *o, struct order_event e)
{
	e.actor = w->actor;
	order_tell_all(w, o, &e, 1);
}

const char *order_time_word(struct work *w, struct instant t)
{
	char text[40];

	if (instant_is_none(t))
		return NULL;
	instant_format_utc(t, text, sizeof text);
	return arena_strdup(w->arena, text);
}

struct order_standing order_standing_of(struct work *w, const struct order *o)
{
	struct order_standing s = { false, -1, -1 };

	if (w->app->wiring->standing)
		w->app->wiring->standing(w, o->customer_id, &s);
	return s;
}

void order_settled(struct work *w, struct order *o)
{
	if (w->app->wiring->settled)
		w->app->wiring->settled(w, o);
}

static void note_delivery(struct work *w, struct order *o)
{
	struct order_axes a = order_axes(o);
	bool all = a.ordered > a.cancelled && a.delivered == a.ordered - a.cancelled;

	if (all && instant_is_none(o->delivered_at))
		o->delivered_at = w->now;
	if (!all)
		o->delivered_at = INSTANT_NONE;
}

/* What its lines wait for decides when it can come. Nobody was promised anything of a draft. */
static void move_promise(struct work *w, struct order *o)
{
	const char *was = order_time_word(w, o->promised_to);
	struct order_event e = { .kind = EVENT_PROMISE_CHANGED,
				 .actor = { ACTOR_RULE, 0 },
				 .from = was };

	if (!order_promise_moves(o, w->now, order_dispatch_of(w)) || !order_was_told(o))
		return;
	e.to = order_time_word(w, o->promised_to);
	order_tell_all(w, o, &e, 1);
}

void order_save(struct work *w, struct order *o)
{
	struct order_axes a;

	move_promise(w, o);
	o->live_amount = order_live_amount(o);
	note_delivery(w, o);
	order_priority_renew(w, o);
	a = order_axes(o);
	o->badge = order_badge(&a);
	for (size_t i = 0; i < o->n_lines; i++) {
		if (o->lines[i].changed)
			order_store_update_line(w, &o->lines[i]);
		o->lines[i].changed = false;
	}
	if (!order_store_update(w, o))
		fail("order %s: changed under its own lock", o->number);
	order_settled(w, o);
	order_document_write(w, o);
}

void order_fulfil_intangibles(struct work *w, struct order *o)
{
	int units = order_fulfil_rule(o);

	if (units > 0)
		order_tell(w, o,
			   (struct order_event){ .kind = EVENT_FULFILLED, .quantity = units });
}
