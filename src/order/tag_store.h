/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of tags on orders, for the files of order/ alone. */
#ifndef REGULARS_ORDER_TAG_STORE_H
#define REGULARS_ORDER_TAG_STORE_H

#include "order/order.h"

struct order_tag {
	uint64_t id;
	const char *name;
	int64_t n_orders;
};
bool order_tag_store_find(struct work *w, const char *name, struct order_tag *out);
void order_tag_store_make(struct work *w, const char *name, struct order_tag *out);
/* An order that does not bear it yet. */
void order_tag_store_bear(struct work *w, uint64_t order_id, uint64_t tag_id);
/* False: it does not bear it. */
bool order_tag_store_drop(struct work *w, uint64_t order_id, uint64_t tag_id);
/* How many tags it bears; *has: this one among them. */
size_t order_tag_store_count(struct work *w, uint64_t order_id, uint64_t tag_id, bool *has);
struct order_tag *order_tag_store_used(struct work *w, size_t *n);
struct tag_of_order {
	uint64_t order_id;
	const char *name;
};
/* By order and name; n: 1 to ORDER_TAGS_AT_ONCE. */
struct tag_of_order *order_tag_store_of(struct work *w, const uint64_t *ids, size_t n,
					size_t *found);

#endif
