/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes with an order's items and is not among them. For the files of order/ alone. */
#ifndef REGULARS_ORDER_RELATED_H
#define REGULARS_ORDER_RELATED_H

#include "catalog/catalog.h"
#include "order/order.h"

/* Of the items that are still wanted; one statement, n of them. */
struct related_sku *order_find_related(struct work *w, const struct order *o, size_t *n);
/* [{kind, code, name, of, several, sku, skus: [{sku, variant, unit_price}]}], what is needed first;
 * a product once. */
cJSON *order_related_view(struct work *w, const struct order *o);

#endif
