/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of promotions, for the files of promotion/ alone. */
#ifndef REGULARS_PROMOTION_STORE_H
#define REGULARS_PROMOTION_STORE_H

#include "promotion/promotion.h"

/* ---- use_store.c ---- */
/* Those that run by themselves, and that of the code ("": none), with their scopes; at most two
 * statements. */
struct promotion *promotion_store_find(struct work *w, bool running, const char *code,
				       uint64_t customer_id, size_t *n);
/* Those that an order has. Likewise. */
struct promotion *promotion_store_of_order(struct work *w, uint64_t order_id, size_t *n);
/* Locks these in rising id and reads how often they are used. */
void promotion_store_hold(struct work *w, struct promotion **p, size_t n);
void promotion_store_hold_code(struct work *w, struct promotion *p);
/* A code that is one customer's; false: it is there already. */
bool promotion_store_issue(struct work *w, uint64_t id, const char *code, uint64_t customer_id,
			   struct instant until);
/* Locks it; how often it is used, -1: there is none. */
int promotion_store_code_used(struct work *w, const char *code);
void promotion_store_end_issued(struct work *w, const char *code);
/* How often the customer used each. */
void promotion_store_count_customer(struct work *w, uint64_t customer_id, struct promotion *p,
				    size_t n);
void promotion_store_insert_uses(struct work *w, uint64_t order_id,
				 const struct promotion_use *uses, size_t n);
/* by: 1 or -1. */
void promotion_store_count(struct work *w, const struct promotion_use *uses, size_t n, int by);
struct promotion_row { /* of an order, as it stands */
	uint64_t id;
	struct promotion_use use;
	bool gives_back;
	struct instant back_at; /* none: it counts */
};
struct promotion_row *promotion_store_rows(struct work *w, uint64_t order_id, size_t *n);
void promotion_store_put(struct work *w, const struct promotion_row *r, struct instant back_at);

#endif
