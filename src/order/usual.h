/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a customer buys again and again; for the files of order/ alone. */
#ifndef REGULARS_ORDER_USUAL_H
#define REGULARS_ORDER_USUAL_H

#include "order/rhythm.h"

enum { USUAL_ORDERS = 200 }; /* the newest ones, so that a page costs the same whoever's it is */

/* An item of one of a customer's orders. */
struct usual_line {
	const char *sku, *name_en, *name_zh, *picture;
	uint64_t order_id;
	struct instant at;
	int units;
};

/* One that was in more than one order. */
struct usual {
	const struct usual_line *newest; /* what it was called then */
	int orders;
	int64_t units;
	struct rhythm rhythm;
};
/* Those in most orders, of as many the last bought, first; returns how many of max there are. Sorts
 * the lines. They are of USUAL_ORDERS orders at most. */
size_t usual_of(struct usual_line *lines, size_t n, struct usual *out, size_t max);

#endif
