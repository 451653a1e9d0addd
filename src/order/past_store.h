/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of orders of the past, for the files of order/ alone. */
#ifndef REGULARS_ORDER_PAST_STORE_H
#define REGULARS_ORDER_PAST_STORE_H

#include "order/store.h"

/* Says which references are taken. All are of one source. */
void order_past_store_find(struct work *w, struct order_past *v, size_t n);
/* Numbers that no order has. */
void order_past_store_number(struct work *w, struct order_past *v, size_t n);
/* Rows, lines and events of those that are not taken, and their customers' counts. */
void order_past_store_insert(struct work *w, const struct order_past *v, size_t n);

struct order_document_row {
	const struct order *order;
	struct instant link_until;
	const char *json;
};
void order_past_store_documents(struct work *w, const struct order_document_row *v, size_t n);

#endif
