/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pieces of shipping's trees, for its views alone. */
#ifndef REGULARS_SHIPPING_VIEW_H
#define REGULARS_SHIPPING_VIEW_H

#include "shipping/store.h"

/* All that is known of an order's parcels, by id; read in three statements, in none without
 * parcels. */
struct order_parcels_read {
	struct parcel *parcels;
	struct parcel_of_line *lines;
	struct parcel_event_row *events; /* newest first */
	size_t n_parcels, n_lines, n_events;
};
void parcels_read(struct work *w, const struct order *o, struct order_parcels_read *out);
size_t *parcels_sorted(struct work *w,
		       const struct order_parcels_read *v); /* indices, as a reader needs them */
cJSON *parcels_card(struct work *w, const struct order *o, const struct order_parcels_read *v,
		    size_t i);

/* State, carrier, arrival, problem, steps, events; without the carrier's words, which may name
 * people, where they are not for all. */
cJSON *parcel_view_movement(struct work *w, const struct parcel *p, struct instant placed_at,
			    const struct parcel_event_row *e, size_t n, bool with_words);

/* For staff and programs: with its lines and what may be done. */
cJSON *parcel_view_alone(struct work *w, const struct parcel *p);

void view_add_name(cJSON *t, const char *member, const char *en, const char *zh);
/* What of an order may be packed, with the form for it: {"lines", "may", "why", "carriers",
 * "form"}. */
cJSON *pack_view(struct work *w, const struct order *o);

#endif
