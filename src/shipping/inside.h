/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How parcels are changed, for the files of shipping/ alone. Orders are locked before the parcel,
 * everywhere. */
#ifndef REGULARS_SHIPPING_INSIDE_H
#define REGULARS_SHIPPING_INSIDE_H

#include "shipping/store.h"

/* A parcel under its lock with all its orders. */
struct opened {
	struct parcel *parcel, before; /* before: as it was read */
	struct order *orders[PARCEL_ORDERS_MAX];
	size_t n_orders;
	struct order *theirs; /* one of the orders is saved by whoever opened it; or NULL */
	bool says_day;        /* whoever acts says for when; else it follows by rule */
};
/* `theirs`: an order that is open already; else NULL. */
enum shipping_refusal parcel_open(struct work *w, struct parcel_ref r, struct order *theirs,
				  struct opened *out) __attribute__((warn_unused_result));
struct order *opened_order(const struct opened *x, uint64_t order_id);
struct order_line *opened_line(const struct opened *x, const struct parcel_line *l,
			       struct order **o);
int opened_units(const struct opened *x, uint64_t order_id); /* of this order in the parcel */

/* Moves the counters of all lines from what `before` counted to what the parcel counts now. */
void opened_count(struct opened *x, struct parcel_counts from, struct parcel_counts to);
/* Sums up the orders' parcels and tells each order what became of its own, by the states before and
 * now. The parcel's row is written. `why`: a word, or NULL. */
void opened_tell(struct work *w, struct opened *x, const char *why);
/* The same with an event of the caller's; subject and quantity are filled here. Where a promise
 * moved with it, that is told, too: once. */
void opened_tell_as(struct work *w, struct opened *x, struct order_event e);
void opened_save(struct work *w, struct opened *x);
/* Their documents again, where nothing else of the orders changed. */
void opened_write_documents(struct work *w, struct opened *x);

/* An event on an open parcel: row, counters, telling, saving. *repeated: it was heard before,
 * nothing was done. */
void opened_hear(struct work *w, struct opened *x, struct parcel_event_row e,
		 enum parcel_problem problem, bool *repeated);
/* The clock set a flag on it. */
void opened_flag(struct work *w, struct opened *x, enum parcel_state flag);

/* Fills id, parcel_id and fingerprint. */
void parcel_name_event(struct work *w, const struct parcel *p, struct parcel_event_row *e);
/* One event row; false: there is the same already. */
bool parcel_write_event(struct work *w, const struct parcel *p, struct parcel_event_row e);
const char *parcel_badge_word(const struct parcel *p);

/* Checks a draft and writes it into the parcel: carrier, number, promise, time; not its state. */
enum shipping_refusal parcel_take_ship(struct work *w, const struct ship_draft *d, struct parcel *p)
	__attribute__((warn_unused_result));
bool says_day(const struct ship_draft *d);
void parcel_hand_over(struct parcel *p); /* the state its carrier gives it */
bool is_future(struct work *w, struct instant t);

#endif
