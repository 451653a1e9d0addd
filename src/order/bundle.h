/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles in orders: sold as the lines of their parts, which share the price to the minor unit, so
 * that stock, parcels, refunds and returns go by lines as they do anyway. For the files of order/
 * alone. */
#ifndef REGULARS_ORDER_BUNDLE_H
#define REGULARS_ORDER_BUNDLE_H

#include "catalog/catalog.h"
#include "order/order.h"

/* ---- rules (order/bundle_rules.c): pure ---- */
/* The unit prices by which n lines of per[i] * quantity units come to what so many bundles at this
 * price do: shares by list price, remainders as money_split has them. False: no unit price comes to
 * its share (thousands of units), or an amount is out of range. */
bool bundle_share(int64_t unit_milli, int64_t quantity, const int64_t *list_milli, const int *per,
		  size_t n, int64_t *out) __attribute__((warn_unused_result));
/* Bundles of which a line is not as it was read any more fall apart: their lines are of none. Those
 * that stay stand in o->bundles; the ids of the others in `gone`, which has room for all. */
size_t bundle_settle(struct order *o, uint64_t *gone);

/* ---- order/bundle.c ---- */
/* What SKUs that were looked up are made of; NULL entries and others are passed over. */
struct bundle_parts {
	struct bundle_part *v;
	size_t n;
};
struct bundle_parts order_find_parts(struct work *w, struct sku *const *skus, size_t n);
/* Lines of one item behind o->n_lines, where there is room for PARTS_MAX of them: one, or those of
 * a bundle, which stands in o->bundles then. Ids and positions are the caller's. */
enum order_refusal order_take_item(struct work *w, const struct order_draft_line *d,
				   const struct sku *s, const struct bundle_parts *parts,
				   struct order *o) __attribute__((warn_unused_result));
/* Before the lines of an order that is changed are written. */
void order_settle_bundles(struct work *w, struct order *o);
/* {id, sku, name, quantity, amount, is_first} of the line's bundle, or null, as `bundle`. */
void order_view_bundle(const struct order *o, const struct order_line *l, cJSON *line);

/* ---- order/bundle_store.c ---- */
void bundle_store_read(struct work *w, struct order *o);
/* The same of at most ORDER_PAGE orders, in one statement; none for none. */
void bundle_store_read_of(struct work *w, struct order_rows rows);
/* Those that are not written yet; what they come to is what their lines do. */
void bundle_store_insert(struct work *w, struct order *o);

#endif
