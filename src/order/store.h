/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of orders, for the files of order/ alone. */
#ifndef REGULARS_ORDER_STORE_H
#define REGULARS_ORDER_STORE_H

#include "order/order.h"

bool order_store_read(struct work *w, uint64_t id, bool lock, struct order *o);
/* Locks and reads in rising id; returns how many were there. ids must rise. n <= 16 */
size_t order_store_lock_many(struct work *w, const uint64_t *ids, size_t n, struct order **out);
void order_store_read_lines(struct work *w, struct order *o);
uint64_t order_store_find_number(struct work *w, const char *number);	/* 0: none */

/* False: (source, source_ref) is taken. A taken number tries another by itself. */
bool order_store_insert(struct work *w, struct order *o);
/* False: the row's version is not o->version any more. Raises o->version. */
bool order_store_update(struct work *w, struct order *o);
void order_store_update_line(struct work *w, const struct order_line *l);
void order_store_insert_event(struct work *w, const struct order_event *e);
void order_store_insert_events(struct work *w, const struct order_event *e, size_t n);
struct order_event *order_store_events(struct work *w, uint64_t order_id, size_t *n);
void order_store_insert_note(struct work *w, uint64_t order_id, uint64_t staff_id, const char *body);

void order_store_put_document(struct work *w, const struct order *o, struct instant link_until, const char *json, bool is_new);
bool order_store_find_document(struct work *w, const char *number, struct order_document *out, const char **json);

#endif
