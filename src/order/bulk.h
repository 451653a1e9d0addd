/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One act on many orders: each in a transaction of its own, by a task in the background; what an
 * order refuses is said, and the others go on. */
#ifndef REGULARS_ORDER_BULK_H
#define REGULARS_ORDER_BULK_H

#include "order/order.h"
#include "task.h"

enum { BULK_MAX = 1000 };
enum bulk_act {
	BULK_CONFIRM,
	BULK_HOLD,
	BULK_RELEASE,
	BULK_PACK, /* all of each in a parcel of its own */
	BULK_SHIP, /* and to its carrier, whether it is packed or not */
	BULK_NOTE,
	BULK_TAG,
	BULK_UNTAG,
	BULK_ACT__MAX
};
extern const char *const bulk_act_word[BULK_ACT__MAX];

/* Why an order is left out of it; NULL: it is not. A draft is confirmed by itself: that places it.
 */
const char *bulk_refuses(const struct work *w, const struct order *o, enum bulk_act act);
/* The same for many as they stand, links between orders too: why[i] belongs to rows.v[i]. A
 * statement for each 64 where they are to be packed, else none. */
void bulk_refuses_each(struct work *w, struct order_rows rows, enum bulk_act act, const char **why);

/* What is done to all of them, and to which as they were looked at. */
struct bulk {
	enum bulk_act act;
	const char *reason, *note, *tag; /* of a hold; of a note; put on or taken off */
	struct instant until;            /* of a hold */
	const char *carrier;             /* that has them now */
	const char *const *tracking;     /* beside the orders; NULL: the carrier needs none */
	const struct order_ref *orders;
	size_t n;
};
/* The task that does it; its actor is the work's. */
uint64_t bulk_begin(struct work *w, const struct bulk *b, uint64_t permissions, enum lang lang);

/* ---- tracking numbers that were pasted (order/bulk_rules.c): pure ---- */
struct pasted {               /* a line */
	const char *order;    /* the number it names, canonical; NULL: none */
	const char *tracking; /* what else stands there, without spaces; NULL: nothing */
};
/* Lines of "order tracking", the other way round, or tracking numbers alone; empty ones and a head
 * of words are left out. */
struct pasted *bulk_read_pasted(struct arena *a, const char *text, size_t *n);
enum paste_fault {
	PASTE_OK,
	PASTE_EMPTY,      /* no line, and the carrier needs numbers */
	PASTE_UNKNOWN,    /* names an order that is not meant, or none while others do */
	PASTE_TWICE,      /* an order, or a number */
	PASTE_UNNUMBERED, /* an order stands there without */
	PASTE_COUNT,      /* numbers alone, and not as many as orders */
	PASTE_FAULT__MAX
};
/* What was pasted, for these orders: tracking[i] belongs to numbers[i]; NULL: it is left out; "":
 * it leaves without one. *which says where the fault is. */
struct paste_for {
	const char *const *numbers;
	size_t n;
	bool has_numbers; /* the carrier's parcels have */
	const char **tracking;
	const char *which;
};
enum paste_fault bulk_match(struct arena *a, const struct pasted *lines, size_t n_lines,
			    struct paste_for *f);
/* One more of a list as it is said, at most eight of them. */
void bulk_say(struct arena *a, const char **list, size_t nth, const char *one);

/* ---- of the kind of task "bulk" ---- */
bool bulk_step(struct work *w, struct task *t); /* one order */
void bulk_view(struct work *w, const struct task *t, cJSON *view);

#endif
