/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An order goes over to another customer: its row, its page, and what hears of it. */
#include "order/order.h"

void order_give(struct work *w, uint64_t id, uint64_t customer_id, const char *from, const char *to)
{
	struct order *o = order_open(w, id);

	if (!o || o->customer_id == customer_id)
		return;
	o->customer_id = customer_id;
	order_tell(w, o,
		   (struct order_event){ .kind = EVENT_OWNER_CHANGED, .from = from, .to = to });
	order_save(w, o);
}
