/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of parcels, for the files of shipping/ alone. */
#ifndef REGULARS_SHIPPING_STORE_H
#define REGULARS_SHIPPING_STORE_H

#include "shipping/shipping.h"

/* ---- one parcel ---- */
bool parcel_store_read(struct work *w, uint64_t id, bool lock,
		       struct parcel *out); /* without its lines */
void parcel_store_read_lines(struct work *w, struct parcel *p);
/* The newest with this number; carrier NULL: any. 0: none. */
uint64_t parcel_store_find_number(struct work *w, const char *number, const char *carrier);
bool parcel_store_insert(struct work *w,
			 const struct parcel *p); /* with its lines; false: the number is taken */
/* Raises p->version. False: the number is taken. The row must be locked. */
bool parcel_store_update(struct work *w, struct parcel *p);
void parcel_store_delete(struct work *w, uint64_t id);

/* ---- its events ---- */
struct parcel_event_row {
	uint64_t id, parcel_id;
	enum parcel_state state;
	struct instant at;
	const char *place, *words, *lang;
	uint8_t fingerprint[16];
};
bool parcel_store_insert_event(struct work *w,
			       const struct parcel_event_row *e); /* false: heard before */
bool parcel_store_was_in(struct work *w, uint64_t parcel_id, enum parcel_state s);
struct parcel_event_row *parcel_store_events(struct work *w, uint64_t parcel_id,
					     size_t *n); /* newest first */

/* ---- of orders ---- */
struct order_parcel {
	uint64_t order_id;
	struct parcel parcel; /* state, flags, problem, promise; no lines */
};
/* Parcels of up to PARCEL_ORDERS_MAX orders, by order and parcel. */
struct order_parcel *parcel_store_of_orders(struct work *w, const uint64_t *order_ids, size_t n,
					    size_t *found);
struct parcel *parcel_store_of_order(struct work *w, uint64_t order_id,
				     size_t *n); /* whole rows, by id */
/* The same for the orders of a list, at most ORDER_PAGE. */
struct order_parcel *parcel_store_of_list(struct work *w, const uint64_t *order_ids, size_t n,
					  size_t *found);
/* All lines of these parcels, also those of other orders; all their events, newest first. */
struct parcel_of_line {
	uint64_t parcel_id;
	struct parcel_line line;
};
struct parcel_of_line *parcel_store_lines_beside(struct work *w, uint64_t order_id, size_t *n);
struct parcel_event_row *parcel_store_events_of_order(struct work *w, uint64_t order_id, size_t *n);
/* What came back of this order alone is dealt with; a parcel that others share is left to a person.
 */
void parcel_store_solve_returned(struct work *w, uint64_t order_id);

/* ---- searches ---- */
uint64_t parcel_store_find_order(struct work *w,
				 const char *number); /* an order of the newest parcel; 0: none */
/* Parcels behind `after` that may be late or lost by now. */
size_t parcel_store_to_watch(struct work *w, uint64_t after, uint64_t *ids, size_t max);

/* ---- for programs ---- */
struct parcel_of_orders {
	struct parcel parcel; /* without its lines */
	const char *numbers;  /* of its orders, a comma between */
};
/* state -1: any */
struct parcel_of_orders *parcel_store_list(struct work *w, uint64_t below, int state, size_t limit,
					   size_t *n);

#endif
