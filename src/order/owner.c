/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders go over to somebody else, where two customers become one; and back. */
#include "order/owner_store.h"

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

/* Its page, its priority and what programs hear follow from that. Whose it is no more by now went
 * on, and is told of that. */
void order_tell_customer(struct work *w, const struct customer_move *m, const uint64_t *orders,
			 size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct order *o = order_open(w, orders[i]);

		if (!o || o->customer_id != m->to)
			continue;
		order_tell(w, o,
			   (struct order_event){ .kind = EVENT_OWNER_CHANGED,
						 .from = m->from_number,
						 .to = m->to_number });
		order_save(w, o);
	}
}
