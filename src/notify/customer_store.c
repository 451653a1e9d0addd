/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The messages of one customer, for the desk. */
#include "base/json.h"
#include "notify/store.h"

/* The index has them all; those of three months are few. */
DB_STATEMENT(outbox_of_customer, "SELECT m.id, m.template, m.state, m.created_at, m.sent_at, "
				 "o.number, m.channel FROM outbox m "
				 "FORCE INDEX (customer) LEFT JOIN orders o ON o.id = m.order_id "
				 "WHERE m.customer_id = ? ORDER BY m.id DESC LIMIT 50");

cJSON *notify_list_for_customer(struct work *w, uint64_t customer_id)
{
	struct rows *r = db_query(w->db, &outbox_of_customer, customer_id);
	cJSON *list = json_array();

	while (rows_next(r)) {
		cJSON *v = json_append_object(list);
		int state = rows_int(r, 2);

		json_add_id(v, "id", rows_id(r, 0));
		json_add_text(v, "template", rows_text(r, 1));
		json_add_text(v, "channel", message_channel_word[rows_int(r, 6)]);
		json_add_text(v, "state", outbox_state_word[state]);
		json_add_instant(v, "created_at", rows_time(r, 3));
		json_add_instant(v, "sent_at", rows_time(r, 4));
		json_add_text(v, "order", rows_text(r, 5));
	}
	return list;
}
