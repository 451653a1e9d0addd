/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One act on many orders: each in a transaction of its own, by a task in the background; what an
 * order refuses is said, and the others go on. */
#ifndef REGULARS_ORDER_BULK_H
#define REGULARS_ORDER_BULK_H

#include "order/order.h"
#include "task.h"

enum { BULK_MAX = 1000 };
enum bulk_act { BULK_CONFIRM, BULK_HOLD, BULK_RELEASE, BULK_NOTE, BULK_ACT__MAX };
extern const char *const bulk_act_word[BULK_ACT__MAX];

/* Why an order is left out of it; NULL: it is not. A draft is confirmed by itself: that places it.
 */
const char *bulk_refuses(const struct order *o, enum bulk_act act);

/* What is done to all of them, and to which as they were looked at. */
struct bulk {
	enum bulk_act act;
	const char *reason, *note; /* of a hold; of a note */
	struct instant until;      /* of a hold */
	const struct order_ref *orders;
	size_t n;
};
/* The task that does it; its actor is the work's. */
uint64_t bulk_begin(struct work *w, const struct bulk *b, uint64_t permissions, enum lang lang);

/* ---- of the kind of task "bulk" ---- */
bool bulk_step(struct work *w, struct task *t); /* one order */
void bulk_view(struct work *w, const struct task *t, cJSON *view);

#endif
