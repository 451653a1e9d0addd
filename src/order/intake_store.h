/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of the checks of new orders, for the files of order/ alone. */
#ifndef REGULARS_ORDER_INTAKE_STORE_H
#define REGULARS_ORDER_INTAKE_STORE_H

#include "order/store.h"

/* Lines of the customer's other orders, newest order first; at most INTAKE_ROWS_MAX. */
struct intake_row *intake_store_before(struct work *w, const struct order *o, size_t *n);
void intake_store_insert(struct work *w, uint64_t order_id, const struct finding *f, size_t n);
struct finding *intake_store_open(struct work *w, uint64_t order_id, size_t *n);
/* False: it was settled already. */
bool intake_store_settle(struct work *w, uint64_t finding_id, enum finding_state as);
/* Open ones that hold the order, or those that do not. */
void intake_store_settle_all(struct work *w, uint64_t order_id, bool holding,
			     enum finding_state as);
/* The code of a SKU and the names of its product; false: there is none. */
bool intake_store_needed(struct work *w, uint64_t sku_id, const char **code, const char **name_en,
			 const char **name_zh);
const char *intake_store_number(struct work *w, uint64_t order_id); /* NULL: none */
/* Those a person has to look at, oldest first: id, kind, at, number, badge, total, currency, name.
 */
struct rows *intake_store_list(struct work *w, uint64_t after);
void intake_store_share(struct work *w, uint64_t since, int64_t *all, int64_t *found);

#endif
