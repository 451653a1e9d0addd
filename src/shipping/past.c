/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parcels of orders of the past, in few statements: all that ships went in one, and arrived. */
#include "shipping/inside.h"
#include "shipping/past_store.h"
#include "shipping/view.h"

static size_t count_lines(const struct order *o)
{
	size_t n = 0;

	for (size_t i = 0; i < o->n_lines; i++)
		n += order_line_ships(&o->lines[i]);
	return n;
}

/* Puts the order's goods into the parcel; returns the units. */
static int pack(struct order *o, struct parcel *p, struct parcel_of_line *lines)
{
	size_t n = 0;
	int units = 0;

	for (size_t i = 0; i < o->n_lines; i++) {
		struct order_line *l = &o->lines[i];

		if (!order_line_ships(l))
			continue;
		l->packed = l->shipped = l->delivered = l->ordered - l->cancelled;
		units += l->packed;
		lines[n++] = (struct parcel_of_line){
			.parcel_id = p->id,
			.line = { .order_id = o->id, .order_line_id = l->id, .quantity = l->packed }
		};
	}
	return units;
}

static struct parcel parcel_of(struct work *w, const struct parcel_past *v)
{
	return (struct parcel){ .id = work_id_at(w, v->shipped_at),
				.customer_id = v->of->order->customer_id,
				.contact_id = v->of->order->contact_id,
				.state = PARCEL_DELIVERED,
				.promised_from = INSTANT_NONE,
				.promised_to = INSTANT_NONE,
				.first_promised_to = INSTANT_NONE,
				.packed_at = v->shipped_at,
				.shipped_at = v->shipped_at,
				.delivered_at = v->delivered_at,
				.last_event_at = v->delivered_at,
				.solved_at = INSTANT_NONE,
				.version = 1 };
}

static void tell(struct work *w, const struct parcel_past *v, const struct parcel *p, int units)
{
	struct order_event e = { .kind = EVENT_SHIPPED,
				 .at = v->shipped_at,
				 .subject_id = p->id,
				 .quantity = units,
				 .to = parcel_badge_word(p) };

	order_past_tell(w, v->of, e);
	e.kind = EVENT_DELIVERED;
	e.at = v->delivered_at;
	order_past_tell(w, v->of, e);
}

/* What an order's document shows of its parcel; the rows of all of them go into the lists. */
static void send(struct work *w, const struct parcel_past *v, struct order_parcels_read *read,
		 struct parcel_event_row *event)
{
	struct order *o = v->of->order;
	int units;

	*read->parcels = parcel_of(w, v);
	*event = (struct parcel_event_row){ .state = PARCEL_DELIVERED, .at = v->delivered_at };
	parcel_name_event(w, read->parcels, event);
	read->events = event;
	read->n_parcels = read->n_events = 1;
	units = pack(o, read->parcels, read->lines);
	o->n_parcels = 1;
	o->parcels = PARCELS_DELIVERED;
	tell(w, v, read->parcels, units);
}

void parcel_add_past(struct work *w, const struct parcel_past *v, size_t n)
{
	struct order_parcels_read *read =
		arena_array_of(w->arena, n + 1, struct order_parcels_read);
	struct parcel *parcels = arena_array_of(w->arena, n + 1, struct parcel);
	struct parcel_event_row *events = arena_array_of(w->arena, n + 1, struct parcel_event_row);
	struct parcel_of_line *lines;
	size_t n_parcels = 0, n_lines = 0;

	for (size_t i = 0; i < n; i++)
		n_lines += count_lines(v[i].of->order);
	lines = arena_array_of(w->arena, n_lines + 1, struct parcel_of_line);
	n_lines = 0;
	for (size_t i = 0; i < n; i++) {
		struct order *o = v[i].of->order;

		read[i].parcels = &parcels[n_parcels];
		read[i].lines = &lines[n_lines];
		read[i].n_lines = count_lines(o);
		o->parcels_at_hand = &read[i];
		if (v[i].of->taken || read[i].n_lines == 0)
			continue;
		send(w, &v[i], &read[i], &events[n_parcels]);
		n_lines += read[i].n_lines;
		n_parcels++;
	}
	parcel_past_store_insert(w, parcels, n_parcels);
	parcel_past_store_insert_lines(w, lines, n_lines);
	parcel_past_store_insert_events(w, events, n_parcels);
}
