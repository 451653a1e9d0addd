/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The messages of one customer: for the desk, and what of them is news in their own account. */
#include <string.h>
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

/* What is not needed any more is no news. */
DB_STATEMENT(notices_of_customer,
	     "SELECT m.event_id, m.template, m.created_at, o.number, o.contact_id FROM outbox m "
	     "FORCE INDEX (customer) JOIN orders o ON o.id = m.order_id AND o.customer_id = "
	     "m.customer_id WHERE m.customer_id = ? AND m.state <> 5 ORDER BY m.id DESC LIMIT 50");

enum { NOTICES_READ = 50 };
struct notice_row {
	uint64_t event_id, contact_id;
	const char *template, *order;
	struct instant at;
};

/* The same by another way. */
static bool is_said(const struct notice_row *v, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (v[k].event_id == v[i].event_id && !strcmp(v[k].template, v[i].template))
			return true;
	return false;
}

static size_t read_notices(struct work *w, uint64_t customer_id, struct notice_row *v,
			   uint64_t *contacts)
{
	struct rows *r = db_query(w->db, &notices_of_customer, customer_id);
	size_t n = 0;

	for (; n < NOTICES_READ && rows_next(r); n++) {
		v[n] = (struct notice_row){ .event_id = rows_id(r, 0),
					    .template = rows_text(r, 1),
					    .at = rows_time(r, 2),
					    .order = rows_text(r, 3),
					    .contact_id = rows_id(r, 4) };
		contacts[n] = v[n].contact_id;
	}
	return n;
}

cJSON *notify_notices_for(struct work *w, uint64_t customer_id, int max)
{
	struct notice_row v[NOTICES_READ];
	uint64_t contacts[NOTICES_READ];
	bool seen[NOTICES_READ];
	size_t n = read_notices(w, customer_id, v, contacts);
	cJSON *list = json_array();

	customer_may_see(w, customer_id, contacts, n, seen);
	for (size_t i = 0; i < n && cJSON_GetArraySize(list) < max; i++) {
		cJSON *one;

		if (!seen[i] || is_said(v, i))
			continue;
		one = json_append_object(list);
		json_add_text(one, "template", v[i].template);
		json_add_text(one, "order", v[i].order);
		json_add_instant(one, "at", v[i].at);
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
