/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tags on orders: words of the shop's own, put on and taken off by people and programs. Part of
 * order.h. */
#ifndef REGULARS_ORDER_TAG_H
#define REGULARS_ORDER_TAG_H

#include "order/types.h"

enum {
	ORDER_TAG_CHARS = 40,
	ORDER_TAGS_MAX = 20, /* an order */
	ORDER_TAGS_AT_ONCE = 64
};

/* The rule says no by its reason: "too_many_tags", "no_such_tag". A tag that is there already, in
 * whatever case, is no news, and no refusal. */
enum order_refusal order_tag_add(struct work *w, struct order_ref r, const char *name,
				 struct order_answer *out) __attribute__((warn_unused_result));
enum order_refusal order_tag_remove(struct work *w, struct order_ref r, const char *name,
				    struct order_answer *out) __attribute__((warn_unused_result));

/* ---- reading: one statement each ---- */
/* The names of these orders' tags, in the order of `ids`: out[i] is an array. n: at most
 * ORDER_TAGS_AT_ONCE; none without orders. */
void order_tags_of(struct work *w, const uint64_t *ids, size_t n, cJSON **out);
/* Those in use, the most used first: [{name, n_orders, chosen}]; at most 100. */
cJSON *order_tags_used(struct work *w, const char *chosen);
/* 0: no order bears a tag of that name. */
uint64_t order_tag_find(struct work *w, const char *name);

#endif
