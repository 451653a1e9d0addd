/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of stock, for the files of stock/ alone. */
#ifndef REGULARS_STOCK_STORE_H
#define REGULARS_STOCK_STORE_H

#include "stock/stock.h"

/* ---- balances ---- */
struct stock_taking {
	uint64_t sku_id;
	int quantity;
};
bool stock_store_lock(struct work *w, uint64_t sku_id, struct stock *out); /* false: not stocked */
/* Guarded: true only when q units are free. */
bool stock_store_take(struct work *w, uint64_t sku_id, int q);
/* The same for up to STOCK_TAKE_MAX different SKUs, in two statements at most; says of each whether
 * it was taken. taking_id: of this taking alone, for an order may come again for more. */
enum { STOCK_TAKE_MAX = 8 };
void stock_store_take_some(struct work *w, uint64_t taking_id, const struct stock_taking *v,
			   size_t n, bool *taken);
/* Only where the SKU may be back-ordered. */
bool stock_store_take_short(struct work *w, uint64_t sku_id, int q);
void stock_store_change(struct work *w, uint64_t sku_id, int on_hand,
			int reserved);                    /* both are added */
bool stock_store_forget(struct work *w, uint64_t sku_id); /* false: it has more than one move */
bool stock_store_insert(struct work *w, const struct stock *s); /* false: there is one */
bool stock_store_set(struct work *w,
		     const struct stock *s); /* how it may be sold; false: too few for that */

/* ---- moves ---- */
struct stock_move_row {
	uint64_t sku_id, order_line_id;
	int quantity;
	enum stock_move_kind kind;
	const char *why, *source, *source_ref;
	struct instant at;
};
bool stock_store_insert_move(struct work *w,
			     const struct stock_move_row *m); /* false: the reference is taken */
/* With ids of their time; a taken reference is a failure. */
void stock_store_insert_moves(struct work *w, const struct stock_move_row *v, size_t n);
/* Says which references are taken. */
void stock_store_find_refs(struct work *w, const char *source, struct stock_past *v, size_t n);
/* Units taken for each line so far, net; lines without moves get 0. One statement for eight lines.
 */
void stock_store_taken(struct work *w, const uint64_t *line_ids, size_t n, int *taken);

/* ---- reservations ---- */
struct reservation {
	uint64_t order_line_id, order_id, sku_id;
	int quantity;
	bool waits;
};
void stock_store_reserve(struct work *w, const struct reservation *v,
			 size_t n); /* added to what there is */
void stock_store_unreserve(struct work *w, uint64_t order_line_id,
			   int left); /* left 0: the row goes */
void stock_store_stop_waiting(struct work *w, const uint64_t *line_ids, size_t n);
/* Waiting ones of a SKU behind line `after`, oldest first; returns how many. */
size_t stock_store_waiting(struct work *w, uint64_t sku_id, uint64_t after, struct reservation *v,
			   size_t max);
int64_t stock_store_waiting_units(struct work *w, uint64_t sku_id);
/* SKUs with somebody waiting and something there. */
size_t stock_store_skus_to_fill(struct work *w, uint64_t *sku_ids, size_t max);

/* ---- who waits (stock/waiting.c); inside a transaction, before the balance is locked ---- */
struct waiting {
	struct reservation *lines; /* oldest first, all of orders that are open here */
	size_t n_lines;
	struct order **orders;
	size_t n_orders;
	bool more; /* there are others behind these */
};
void waiting_open(struct work *w, uint64_t sku_id, uint64_t after, struct waiting *out);
/* Frees those the balance covers and saves their orders; returns how many lines. s: as it is in the
 * row now. */
size_t waiting_free(struct work *w, struct waiting *v, const struct stock *s);
/* Tells back-ordered lines when more is expected now. */
void waiting_move_day(struct work *w, uint64_t sku_id, struct instant day);

#endif
