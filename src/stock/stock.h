/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stock: one balance a SKU, proved by moves and reservations. A SKU without a balance is not
 * stocked: it is always there.
 *
 * A stocked order line keeps reserved = ordered - cancelled - shipped; the listeners bring it back
 * to that after each act, so they need the counters as they are after the act. Lines that wait for
 * production, services and downloads reserve nothing. */
#ifndef REGULARS_STOCK_STOCK_H
#define REGULARS_STOCK_STOCK_H

#include "app.h"
#include "order/order.h"

enum stock_move_kind {
	MOVE_OPENING, /* the first count of a SKU */
	MOVE_RECEIPT,
	MOVE_COUNT, /* a stock count found more or less */
	MOVE_WRITE_OFF,
	MOVE_SHIPPED,
	MOVE_CAME_BACK,
	MOVE_IMPORTED, /* from another system's books */
	MOVE_MADE,     /* by the shop itself */
};

/* ---- for wiring.c ---- */
/* wiring.reserve: what is not reserved yet. o->id and every line's id, sku_id and kind stand; the
 * order may be still unwritten. Sets line.reserved, and wait and wait_until where a line is
 * back-ordered. False: o->lines[*line] cannot be had; the caller rolls back. A statement a line and
 * one or two more; more only for lines that are short. */
bool stock_reserve(struct work *w, struct order *o, size_t *line);
/* wiring.lacks: as it is now; a statement for 64 SKUs. */
void stock_lacks(struct work *w, struct order *o, bool *lacks);
/* EVENT_CANCELLED, EVENT_LINE_CANCELLED, EVENT_EDITED: gives back what is no longer needed. */
void stock_hear_cancelled(struct work *w, struct order *o, const struct order_event *e);
/* EVENT_SHIPPED: what left is neither reserved nor there any more. */
void stock_hear_shipped(struct work *w, struct order *o, const struct order_event *e);
/* EVENT_CAME_BACK: back on the shelf, and kept for the line that waits for it again. */
void stock_hear_came_back(struct work *w, struct order *o, const struct order_event *e);

/* EVENT_WAIT_CHANGED: a line that is to be made now gives back what was kept for it. */
void stock_hear_wait(struct work *w, struct order *o, const struct order_event *e);

/* What the shop made, in a batch of this reference: on the shelf, which begins with it where there
 * was none, and kept for these lines of orders that are open. Inside work_transaction. */
struct stock_made_line {
	uint64_t order_id;
	struct order_line *line;
	int quantity;
};
struct stock_made {
	uint64_t sku_id;
	int quantity; /* > 0, and not less than the lines get */
	const char *ref;
	struct stock_made_line *lines;
	size_t n_lines;
};
void stock_take_made(struct work *w, const struct stock_made *m);

/* Units of a line go over to one of another order, uncounted on either yet: what is kept for them
 * goes along. Two statements at most. */
void stock_move_units(struct work *w, const struct order *to, struct order_line *l,
		      struct order_line *n, int q);

/* ---- use cases ---- */
enum stock_refusal {
	STOCK_OK,
	STOCK_NOT_STOCKED,  /* the SKU has no balance */
	STOCK_TOO_FEW,      /* the rest would not cover what is reserved */
	STOCK_REPEATED,     /* this source already has that reference: nothing was done again */
	STOCK_BAD_QUANTITY, /* zero, or out of range */
	STOCK_KNOWN         /* stock_add: the SKU has a balance already */
};
struct stock_move {
	uint64_t sku_id;
	int quantity; /* what is added; negative: taken */
	enum stock_move_kind kind;
	const char *why;
	const char *source, *source_ref; /* NULL: none; unique together */
	struct instant at;               /* none: now */
};
/* One move. What arrives frees back-ordered lines, oldest first (at most 16 orders;
 * stock_fill_waiting does the rest). */
enum stock_refusal stock_move(struct work *w, const struct stock_move *m)
	__attribute__((warn_unused_result));
/* Begins to keep stock of a SKU. */
struct stock_draft {
	uint64_t sku_id;
	int on_hand; /* counted now, >= 0 */
	bool may_backorder;
	struct instant incoming_at; /* none: nothing is expected */
};
/* Ends keeping stock of a SKU that nothing was moved or kept of since stock_add. False: something
 * was. Inside work_transaction. */
bool stock_forget(struct work *w, uint64_t sku_id) __attribute__((warn_unused_result));
enum stock_refusal stock_add(struct work *w, const struct stock_draft *d)
	__attribute__((warn_unused_result));
/* Changes how a SKU may be sold and when more is expected. */
enum stock_refusal stock_set(struct work *w, uint64_t sku_id, bool may_backorder,
			     struct instant incoming_at) __attribute__((warn_unused_result));

/* Units another system wrote off, which our books never had: taken over (MOVE_IMPORTED) and written
 * off at once, so that no balance changes, whether the SKU is stocked or not. Inside
 * work_transaction; two statements, and one for 32 references. */
struct stock_past {
	uint64_t sku_id;
	int quantity; /* > 0 */
	const char *why, *source_ref;
	struct instant at;
	bool taken; /* the answer: the source has that reference already, nothing was done */
};
void stock_write_off_past(struct work *w, const char *source, struct stock_past *v, size_t n);

/* ---- reading ---- */
struct stock {
	uint64_t sku_id;
	bool stocked;
	int on_hand, reserved;
	bool may_backorder;
	struct instant incoming_at;
};
#define STOCK_GET_MAX 64
/* out[i] belongs to sku_ids[i]; n <= STOCK_GET_MAX; one statement. */
void stock_get_many(struct work *w, const uint64_t *sku_ids, size_t n, struct stock *out);

/* ---- the worker's ---- */
/* Frees back-ordered lines that can be had by now, a batch at a time; returns how many lines. */
size_t stock_fill_waiting(struct work *w);

/* ---- rules (stock/rules.c): pure ---- */
int stock_line_needs(const struct order_line *l);    /* units still to be taken from the shelf */
bool stock_line_is_kept(const struct order_line *l); /* reserves at all */
/* How many of the waiting quantities, oldest first, `free` units cover; stops at the first that
 * does not fit. */
size_t stock_covered(int64_t free_units, const int *quantities, size_t n);

#endif
