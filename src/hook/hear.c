/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing events down as they are told, in their own transaction. */
#include "base/json.h"
#include "hook/rules.h"
#include "hook/store.h"

/* Ids, words of enums and amounts; reasons are typed by people and stay here. */
static const char *body_of(struct work *w, const struct order *o, const struct order_event *e)
{
	cJSON *body = json_object(), *data, *actor;

	json_add_text(body, "type", hook_type(w->arena, e->kind));
	json_add_instant(body, "timestamp", e->at);
	data = json_add_object(body, "data");
	json_add_id(data, "order_id", o->id);
	json_add_text(data, "order_number", o->number);
	json_add_id(data, "customer_id", o->customer_id);
	json_add_int(data, "order_version", e->version);
	json_add_text(data, "from", e->from);
	json_add_text(data, "to", e->to);
	json_add_id(data, "subject_id", e->subject_id);
	json_add_int(data, "quantity", e->quantity);
	if (e->has_amount)
		json_add_money(data, "amount", e->kind == EVENT_CHARGED ? -e->amount : e->amount,
			       o->currency);
	else
		json_add_null(data, "amount");
	actor = json_add_object(data, "actor");
	json_add_text(actor, "kind", actor_kind_word[e->actor.kind]);
	json_add_id(actor, "id", e->actor.id);
	return json_text(w->arena, body);
}

void hook_hear(struct work *w, const struct order *o, const struct order_event *e, size_t n)
{
	struct hook_event *rows;

	if (!w->app->settings.webhooks || w->past || n == 0)
		return;
	rows = arena_array_of(w->arena, n, struct hook_event);
	for (size_t i = 0; i < n; i++)
		rows[i] = (struct hook_event){ .id = e[i].id,
					       .order_id = o->id,
					       .kind = (int)e[i].kind,
					       .at = e[i].at,
					       .body = body_of(w, o, &e[i]) };
	hook_store_add_events(w, rows, n);
}
