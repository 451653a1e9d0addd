/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What everybody reads of an item's reviews; for the files of feedback/ alone. */
#ifndef REGULARS_FEEDBACK_PRODUCT_H
#define REGULARS_FEEDBACK_PRODUCT_H

#include "feedback/inside.h"

struct review_counts {
	int64_t of[REVIEW_STARS + 1]; /* by stars, from 1 */
	int64_t all, sum;
};
/* One more, or one less; nothing of sku_id 0. In the transaction of its review. */
void review_store_count(struct work *w, uint64_t sku_id, int stars, bool more);
void review_store_counts(struct work *w, uint64_t sku_id, struct review_counts *out);
/* The newest below this id, of so many stars (0: of all). */
struct review *review_store_shown(struct work *w, uint64_t sku_id, int stars, uint64_t below,
				  int limit, size_t *n);

/* The code of an item; NULL: it has none. */
const char *review_store_sku(struct work *w, uint64_t sku_id);
/* One more whom it helped, unless it helped them already. */
void review_store_helped(struct work *w, uint64_t id, uint64_t customer_id);

/* ---- trees of it (product_view.c) ---- */
/* {n, any, mean, positive, low, high}: shares in thousandths, mean null of none. */
cJSON *score_view(struct arena *a, const struct review_counts *c);
/* As everybody reads one: with its id and its writer's name, masked, or null. */
cJSON *shown_view(struct arena *a, const struct review *r);

#endif
