/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that is wrong with the items of an order that nobody placed, at once; for the files of order/
 * alone. */
#ifndef REGULARS_ORDER_FLAW_H
#define REGULARS_ORDER_FLAW_H

#include "catalog/catalog.h"
#include "order/order.h"

struct order_flaw {
	enum order_refusal why; /* ORDER_OK: none */
	uint64_t sku_id;        /* 0: there is none of that code */
};
struct order_flaws {
	struct order_flaw *of; /* by line of the draft */
	size_t n;
	/* What replaces those that are not on sale; of_sku_id says which. */
	const struct related_sku *instead;
	size_t n_instead;
};
/* Looks at each line by itself, so far as it was read: lines without a SKU have no flaw here. With
 * `reserves`, whether there is enough in stock, too. Nothing is written; at most five statements.
 */
struct order_flaws order_find_flaws(struct work *w, const struct order_draft_line *lines, size_t n,
				    const char *currency, bool reserves);
/* "A-2, A-3": the SKUs that replace the one of this line, on sale; NULL: none does. */
const char *order_flaw_instead(struct arena *a, const struct order_flaws *f, size_t line);

#endif
