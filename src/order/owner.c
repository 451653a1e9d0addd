/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders go over to somebody else: one whose way in was proved by another, or all of a customer who
 * is merged; and back. */
#include "order/owner_store.h"

/* Its page, its priority and what programs hear follow from that. */
static void tell(struct work *w, struct order *o, const char *from, const char *to)
{
	order_tell(w, o,
		   (struct order_event){ .kind = EVENT_OWNER_CHANGED, .from = from, .to = to });
	order_save(w, o);
}

void order_give(struct work *w, uint64_t id, uint64_t customer_id, const char *from, const char *to)
{
	struct order *o = order_open(w, id);

	if (!o || o->customer_id == customer_id)
		return;
	o->customer_id = customer_id;
	tell(w, o, from, to);
}

void order_give_customer(struct work *w, const struct customer_move *m)
{
	order_store_give(w, m);
}

void order_back_customer(struct work *w, const struct customer_move *m)
{
	order_store_back(w, m);
}

bool order_customers_tied(struct work *w, const struct customer_move *m)
{
	return order_store_tied(w, m);
}

/* Whose it is no more by now went on, and is told of that. */
void order_tell_customer(struct work *w, const struct customer_move *m, const uint64_t *orders,
			 size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct order *o = order_open(w, orders[i]);

		if (o && o->customer_id == m->to)
			tell(w, o, m->from_number, m->to_number);
	}
}
