/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the shop makes and ends promotions; for the files of promotion/ alone. What one takes off and
 * asks for stays from its first day: to change that, it is ended and another made. */
#ifndef REGULARS_PROMOTION_MANAGE_H
#define REGULARS_PROMOTION_MANAGE_H

#include "promotion/promotion.h"

enum promotion_refusal {
	PROMOTION_OK,
	PROMOTION_NOT_FOUND,
	PROMOTION_STALE, /* somebody else changed it */
	PROMOTION_IS_ENDED,
	PROMOTION_TOO_MANY,   /* run by themselves already */
	PROMOTION_CODE_TAKEN, /* that code is there, of this promotion or another */
	PROMOTION_TAKES_NONE  /* it runs by itself, without codes */
};
struct promotion_code {
	const char *code, *channel; /* channel "": not said */
	int limit_total, used;
	struct instant ended_at, created_at;
};
struct promotion_code_sum {         /* of the orders that used it and are not cancelled */
	const char *code, *channel; /* NULL: by none */
	int orders, cancelled;      /* cancelled: besides */
	int64_t amount, shipping;   /* off, as ordered */
	int64_t worth;              /* what those orders come to */
};
struct promotion_order {
	const char *number, *code;
	int badge;
	struct instant placed_at;
	int64_t amount, shipping, worth;
};
enum { PROMOTION_LIST = 200, PROMOTION_CODES_MAX = 1000, PROMOTION_ORDERS = 50 };

/* code NULL: none yet. p is filled up. */
enum promotion_refusal promotion_add(struct work *w, struct promotion *p,
				     const struct promotion_code *code)
	__attribute__((warn_unused_result));
/* Names, time and limits alone; version: what the editor saw. */
enum promotion_refusal promotion_change(struct work *w, const struct promotion *p)
	__attribute__((warn_unused_result));
enum promotion_refusal promotion_end(struct work *w, uint64_t id)
	__attribute__((warn_unused_result));
enum promotion_refusal promotion_add_code(struct work *w, uint64_t id,
					  const struct promotion_code *code)
	__attribute__((warn_unused_result));
enum promotion_refusal promotion_end_code(struct work *w, uint64_t id, const char *code)
	__attribute__((warn_unused_result));

/* ---- store.c ---- */
/* The shop's own, or those behind rewards. Newest first, those that are not ended before those that
 * are. */
struct promotion *promotion_store_list(struct work *w, bool of_house, size_t *n);
/* Those below this id, the newest first. */
struct promotion *promotion_store_page(struct work *w, bool of_house, uint64_t below, int max,
				       size_t *n);
bool promotion_store_get(struct work *w, uint64_t id, bool lock, struct promotion *out);
/* "KETL\nCoffee › Beans": a product's code or a category's path a line. */
const char *promotion_store_scope_text(struct work *w, uint64_t id, bool is_out);
/* Of a bundle: "KETL 1\nDRIP-10 2". */
const char *promotion_store_parts(struct work *w, uint64_t id);
/* Its code; "": it is gone. */
const char *promotion_store_sku(struct work *w, uint64_t sku_id);
int64_t promotion_store_running(struct work *w);
void promotion_store_insert(struct work *w, const struct promotion *p);
void promotion_store_update(struct work *w, const struct promotion *p);
void promotion_store_end(struct work *w, uint64_t id);
bool promotion_store_insert_code(struct work *w, uint64_t id, const struct promotion_code *c);
bool promotion_store_end_code(struct work *w, uint64_t id, const char *code);
struct promotion_code *promotion_store_codes(struct work *w, uint64_t id, size_t *n);
struct promotion_code_sum *promotion_store_sums(struct work *w, uint64_t id, size_t *n);
struct promotion_order *promotion_store_orders(struct work *w, uint64_t id, size_t *n);

/* ---- view.c ---- */
cJSON *promotion_list_view(struct work *w, bool of_house);
void promotion_add_rows(struct work *w, cJSON *list, const struct promotion *all, size_t n);
cJSON *promotion_view(struct work *w, const struct promotion *p);
/* The same with its codes, what they brought, and its newest orders. */
cJSON *promotion_full_view(struct work *w, const struct promotion *p);

#endif
