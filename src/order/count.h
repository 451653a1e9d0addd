/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many orders show which badge, for the files of order/ and the worker. Nothing is counted when
 * a page is shown: the table holds the counts, and beside it the changes since (sql/044). */
#ifndef REGULARS_ORDER_COUNT_H
#define REGULARS_ORDER_COUNT_H

#include "order/order.h"

enum { COUNT_BATCH = 32 };

struct order_counts {
	int64_t of[ORDER_BADGE__MAX];
	uint64_t changes; /* rises with each change of a badge or of a promised day */
};

/* What is stored of `o` from now on, beside what was: `o` as it was read, or new. In the
 * transaction that stores it. */
void order_count_stored(struct work *w, struct order *o);
/* New ones, many at once. */
void order_count_new(struct work *w, const struct order *const *o, size_t n);
struct order_counts order_counts(struct work *w);
/* Folds at most COUNT_BATCH changes into the counts; returns how many. Any number may run. */
size_t order_count_fold(struct work *w);

#endif
