/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes a message: order events that a customer is told of, and sign-in codes. */
#include <string.h>
#include "base/json.h"
#include "notify/store.h"

const char *const outbox_state_word[OUTBOX_STATE__MAX] = {
	[OUTBOX_WAITING] = "waiting", [OUTBOX_TAKEN] = "taken",       [OUTBOX_SENT] = "sent",
	[OUTBOX_FAILED] = "failed",   [OUTBOX_UNWANTED] = "unwanted",
};

const enum order_event_kind notify_events[] = { EVENT_PLACED, EVENT_SHIPPED, EVENT_DELIVERED,
						EVENT_CANCELLED };
const size_t notify_events_n = sizeof notify_events / sizeof *notify_events;

static const char *const template_of[ORDER_EVENT_KIND__MAX] = {
	[EVENT_PLACED] = "placed",
	[EVENT_SHIPPED] = "shipped",
	[EVENT_DELIVERED] = "delivered",
	[EVENT_CANCELLED] = "cancelled",
};

/* The order's own contact first, else wherever the customer is known to read. NULL: nowhere. */
static const char *recipient_of(struct work *w, const struct order *o)
{
	struct contact c;

	if (o->contact)
		return o->contact->email ? o->contact->email
					 : customer_email_for(w, o->customer_id);
	if (contact_get(w, o->contact_id, &c) && c.email)
		return c.email;
	return customer_email_for(w, o->customer_id);
}

/* A parcel is told of once, however many orders are in it: its id stands for the event. */
static bool is_about_parcel(const struct order_event *e)
{
	return (e->kind == EVENT_SHIPPED || e->kind == EVENT_DELIVERED) && e->subject_id != 0;
}

/* Sent long ago, it would be deleted by now. */
static bool is_forgotten(const struct work *w)
{
	return w->past && instant_now().us - w->now.us > OUTBOX_KEEP_DAYS * INSTANT_DAY;
}

/* Nobody was told of a draft, so nobody is told of its end. */
static bool is_of_draft(const struct order_event *e)
{
	return e->from && !strcmp(e->from, order_decision_word[ORDER_DRAFT]) &&
	       e->kind == EVENT_CANCELLED;
}

void notify_hear(struct work *w, struct order *o, const struct order_event *e)
{
	const char *recipient = is_forgotten(w) ? NULL : recipient_of(w, o);
	struct message m = {
		.id = work_id(w),
		.event_id = is_about_parcel(e) ? e->subject_id : e->id,
		.template = template_of[e->kind],
		.recipient = recipient,
		.lang = o->lang,
		.order_id = o->id,
		.parcel_id = is_about_parcel(e) ? e->subject_id : 0,
		.customer_id = o->customer_id,
		.state = w->past ? OUTBOX_SENT : OUTBOX_WAITING,
		.run_at = w->now,
	};

	if (recipient && m.template && !is_of_draft(e))
		(void)!outbox_insert(w, &m);
}

bool message_is_private(const struct message *m)
{
	return message_is_code(m) || message_is_order_list(m) ||
	       !strcmp(m->template, "staff_invitation");
}

bool message_is_code(const struct message *m)
{
	return !strcmp(m->template, "sign_in_code");
}

bool message_is_order_list(const struct message *m)
{
	return !strcmp(m->template, "order_list");
}

void notify_sign_in_code(struct work *w, uint64_t request_id, const char *email, enum lang lang,
			 const char *code)
{
	cJSON *data = json_object();
	struct message m = {
		.id = work_id(w),
		.event_id = request_id,
		.template = "sign_in_code",
		.recipient = email,
		.lang = lang,
		.run_at = w->now,
	};

	json_add_text(data, "code", code);
	m.data = json_text(w->arena, data);
	(void)!outbox_insert(w, &m);
}

void notify_staff_invitation(struct work *w, const char *email, enum lang lang, const char *role,
			     const char *link)
{
	cJSON *data = json_object();
	uint64_t id = work_id(w);
	struct message m = {
		.id = id,
		.event_id = id,
		.template = "staff_invitation",
		.recipient = email,
		.lang = lang,
		.run_at = w->now,
	};

	json_add_text(data, "role", role);
	json_add_text(data, "link", link);
	m.data = json_text(w->arena, data);
	(void)!outbox_insert(w, &m);
}

void notify_order_list(struct work *w, const char *email, enum lang lang)
{
	uint64_t id = work_id(w);
	struct message m = {
		.id = id,
		.event_id = id,
		.template = "order_list",
		.recipient = email,
		.lang = lang,
		.run_at = w->now,
	};

	(void)!outbox_insert(w, &m);
}

bool notify_fill_order_list(struct work *w, struct message *m)
{
	uint64_t contacts[32];
	size_t n = customer_find_contacts_by_email(w, m->recipient, contacts,
						   sizeof contacts / sizeof *contacts);
	cJSON *data = json_object(), *orders = order_links_for_contacts(w, contacts, n);

	if (cJSON_GetArraySize(orders) == 0)
		return false;
	json_add(data, "orders", orders);
	m->data = json_text(w->arena, data);
	return true;
}
