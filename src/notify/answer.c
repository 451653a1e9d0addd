/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the shop writes to one customer, in its own words. */
#include <string.h>
#include "base/json.h"
#include "notify/way.h"

/* Line by line: a mail program knows no other way to keep them. */
static void add_lines(struct work *w, cJSON *data, const char *body)
{
	cJSON *list = json_add_array(data, "lines");

	for (const char *p = body; *p; p += strcspn(p, "\n"), p += *p == '\n')
		if (*p != '\n')
			json_append_text(list, arena_strndup(w->arena, p, strcspn(p, "\n")));
}

static bool find_way(struct work *w, uint64_t customer_id, uint64_t order_id, struct way *way)
{
	struct order *o;

	if (order_id && order_get(w, order_id, &o))
		return message_way(w, o, way);
	return message_way_of_customer(w, customer_id, way);
}

bool notify_reaches(struct work *w, uint64_t customer_id, uint64_t order_id)
{
	struct way way;

	return customer_id && find_way(w, customer_id, order_id, &way);
}

/* Their account has the thread, too, where it is about no order. */
static const char *own_link(struct work *w, const struct answer_mail *a)
{
	const struct config *c = w->app->config;
	struct customer who;

	if (a->order_id || !customer_get(w, a->customer_id, &who) || who.provisional)
		return NULL;
	return arena_printf(w->arena, "%s%s/me/contact", c->base_url, c->base_path);
}

bool notify_answer(struct work *w, const struct answer_mail *a)
{
	cJSON *data = json_object();
	struct message m = { .id = work_id(w),
			     .event_id = a->message_id,
			     .template = "answer",
			     .customer_id = a->customer_id,
			     .order_id = a->order_id,
			     .lang = a->lang,
			     .state = w->past ? OUTBOX_SENT : OUTBOX_WAITING,
			     .run_at = w->now };
	struct way way;

	if (a->chat)
		way = (struct way){ a->by, a->chat };
	else if (!find_way(w, a->customer_id, a->order_id, &way))
		return false;
	m.channel = way.channel;
	m.recipient = way.to;
	json_add_text(data, "body", a->body);
	add_lines(w, data, a->body);
	json_add_bool(data, "is_solved", a->is_solved);
	json_add_text(data, "reply_to", a->reply_to);
	json_add_text(data, "own_link", own_link(w, a));
	m.data = json_text(w->arena, data);
	(void)!outbox_insert(w, &m);
	return true;
}
