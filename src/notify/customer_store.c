/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The messages of one customer: for the desk, and what of them is news in their own account. */
#include "base/json.h"
#include "customer/customer.h"
#include "notify/notify.h"
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

/* What is not needed any more is no news, nor is what was said by another way too, nor of an order
 * whose contact they have not shown to be theirs. */
DB_STATEMENT(notices_of_customer,
	     "SELECT m.template, o.number, m.created_at FROM outbox m FORCE INDEX (customer) "
	     "JOIN orders o ON o.id = m.order_id AND o.customer_id = m.customer_id JOIN "
	     "customer_contact k ON k.id = o.contact_id AND k.customer_id = m.customer_id WHERE "
	     "m.customer_id = ? AND m.state <> 5 AND " CONTACT_IS_PROVED
	     " AND NOT EXISTS (SELECT 1 FROM outbox n WHERE n.event_id = m.event_id AND "
	     "n.template = m.template AND n.customer_id = m.customer_id AND n.state <> 5 AND "
	     "n.id > m.id) ORDER BY m.id DESC LIMIT ?");

cJSON *notify_notices_for(struct work *w, uint64_t customer_id, int max)
{
	struct rows *r = db_query(w->db, &notices_of_customer, customer_id, max);
	cJSON *list = json_array();

	while (rows_next(r)) {
		cJSON *one = json_append_object(list);

		json_add_text(one, "template", rows_text(r, 0));
		json_add_text(one, "order", rows_text(r, 1));
		json_add_instant(one, "at", rows_time(r, 2));
	}
	return list;
}

/* What was said in one message with others goes where that one goes. */
DB_STATEMENT(message_owner,
	     "UPDATE outbox m LEFT JOIN outbox j ON j.id = m.joined_id SET m.customer_id = "
	     "COALESCE(j.customer_id, ?) WHERE m.order_id = ?");
DB_STATEMENT(message_owner_joined,
	     "UPDATE outbox m JOIN outbox j ON j.id = m.joined_id SET m.customer_id = "
	     "j.customer_id WHERE j.order_id = ?");

/* Whose the order is, they are. */
void notify_hear_owner(struct work *w, struct order *o, const struct order_event *e)
{
	(void)e;
	db_exec(w->db, &message_owner, o->customer_id, o->id);
	db_exec(w->db, &message_owner_joined, o->id);
}
