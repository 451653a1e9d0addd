/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colleagues at an order: who has it open now, and who did what, by name; for
 * order/ alone. */
#ifndef REGULARS_ORDER_COLLEAGUE_H
#define REGULARS_ORDER_COLLEAGUE_H

#include "order/order.h"

/* ---- for web files (order/colleague.c), beside order_opens_form ---- */
/* The signed-in colleague opened its page. Into view "here": [{name, changing, minutes}], the
 * others who opened a form of it within the last ten minutes or the page within two, latest
 * first; and to each of its "notes" and "events" that somebody of the staff made "who". Three
 * statements at most. */
void colleague_opens_page(struct work *w, uint64_t order_id, cJSON *view);
/* Only the names, to rows with "actor" and "actor_id", or with "staff_id". One statement. */
void colleague_name_rows(struct work *w, cJSON *rows);

/* ---- statements (order/colleague_store.c) ---- */
enum { COLLEAGUES_MAX = 20 };
struct colleague {
	uint64_t staff_id;
	struct instant at;
	bool changing;
};
size_t colleague_store_read(struct work *w, uint64_t order_id, struct instant since,
			    struct colleague v[COLLEAGUES_MAX]); /* latest first */
void colleague_store_note(struct work *w, uint64_t order_id, bool changing);

#endif
