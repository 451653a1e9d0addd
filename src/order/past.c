/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders of the past, many at once: opened, told by the areas that know more of them, and written
 * in few statements. */
#include "order/past_store.h"

#include <string.h>
#include "base/fail.h"
#include "order/document.h"

static void tell(struct work *w, struct order_past *p, struct order_event e)
{
	if (p->n_events == p->room) {
		size_t more = p->room ? p->room * 2 : 8;

		p->events = arena_grow(w->arena, p->events, p->room * sizeof e, more * sizeof e);
		p->room = more;
	}
	e.order_id = p->order->id;
	e.actor = w->actor;
	p->events[p->n_events++] = e;
}

void order_past_tell(struct work *w, struct order_past *p, struct order_event e)
{
	if (!p->taken)
		tell(w, p, e);
}

static void give_ids(struct work *w, struct order *o)
{
	o->id = work_id_at(w, o->placed_at);
	for (size_t i = 0; i < o->n_lines; i++)
		o->lines[i].id = work_id_at(w, o->placed_at);
}

static void open_one(struct work *w, struct order_past *p)
{
	struct order *o = p->order;

	p->events = NULL;
	p->n_events = p->room = 0;
	give_ids(w, o);
	o->version = 1;
	if (o->link_version == 0)
		o->link_version = 1;
	o->live_amount = order_live_amount(o);
	tell(w, p,
	     (struct order_event){ .kind = EVENT_PLACED,
				   .at = o->placed_at,
				   .to = order_decision_word[o->decision],
				   .has_amount = true,
				   .amount = o->total_amount });
}

void order_past_open(struct work *w, struct order_past *v, size_t n)
{
	if (!db_in_transaction(w->db))
		fail("order: of the past outside of a transaction");
	order_past_store_find(w, v, n);
	for (size_t i = 0; i < n; i++) {
		if (!v[i].taken)
			open_one(w, &v[i]);
	}
	order_past_store_number(w, v, n);
}

/* By time, in the order told where that is equal; then ids, which tell the same order. */
static void number_events(struct work *w, struct order_past *p)
{
	struct order_event *e = p->events;

	for (size_t i = 1; i < p->n_events; i++) {
		for (size_t k = i; k > 0 && e[k].at.us < e[k - 1].at.us; k--) {
			struct order_event later = e[k - 1];

			e[k - 1] = e[k];
			e[k] = later;
		}
	}
	for (size_t i = 0; i < p->n_events; i++)
		e[i].id = work_id_at(w, e[i].at);
}

static void close_one(struct work *w, struct order_past *p)
{
	struct order *o = p->order;
	struct order_axes a;

	if (o->decision == ORDER_CLOSED)
		tell(w, p, (struct order_event){ .kind = EVENT_CLOSED, .at = o->closed_at });
	number_events(w, p);
	a = order_axes(o);
	o->badge = order_badge(&a);
}

void order_past_close(struct work *w, struct order_past *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!v[i].taken)
			close_one(w, &v[i]);
	}
	order_past_store_insert(w, v, n);
	order_document_write_past(w, v, n);
	for (size_t i = 0; i < n; i++) {
		v[i].order->parcels_at_hand = NULL;
		v[i].order->payments_at_hand = NULL;
	}
}
