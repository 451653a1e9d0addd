/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of links, for the files of order/ alone. */
#ifndef REGULARS_ORDER_LINK_STORE_H
#define REGULARS_ORDER_LINK_STORE_H

#include "order/store.h"

struct link_row {
	uint64_t id;
	enum link_kind kind;
	uint64_t order_id, other_id;
};
/* False: it is there already. */
bool link_store_insert(struct work *w, const struct link_row *l);
bool link_store_read(struct work *w, uint64_t id, struct link_row *l);
void link_store_delete(struct work *w, uint64_t id);
/* Whether "after" leads from one order to the other already, over however many. */
bool link_store_leads(struct work *w, uint64_t from, uint64_t to);
/* id, kind, order_id, number, badge of the other end; of an order's links both ways. */
struct rows *link_store_list(struct work *w, uint64_t order_id);
/* number, badge, placed_at of the customer's other orders that go to the same address, none of
 * them packed, and that are not linked with this one. */
struct rows *link_store_propose(struct work *w, const struct order *o);
/* The same of theirs that hold what goes with something of this one, or needs it, with the names of
 * that product: name_en, name_zh. */
struct rows *link_store_propose_related(struct work *w, const struct order *o);
/* kind, is_back, this order, the other one, its decision, its live, packed and shipped units; of up
 * to eight orders. */
#define LINK_ORDERS_MAX 8
struct rows *link_store_ends(struct work *w, const uint64_t ids[LINK_ORDERS_MAX]);
/* The same of more at once. */
#define LINK_MANY 64
struct rows *link_store_many_ends(struct work *w, const uint64_t ids[LINK_MANY]);

#endif
