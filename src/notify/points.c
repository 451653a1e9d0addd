/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What members are told of their points. */
#include "base/json.h"
#include "notify/way.h"

static cJSON *data_of(struct work *w, const struct points_ending *v, size_t n)
{
	const struct config *c = w->app->config;
	cJSON *data = json_object(), *list;

	json_add_int(data, "points", v[0].points);
	json_add_instant(data, "at", instant_add(v[0].at, -INSTANT_SECOND));
	list = json_add_array(data, "more");
	for (size_t i = 1; i < n; i++) {
		cJSON *one = json_append_object(list);

		json_add_int(one, "points", v[i].points);
		json_add_instant(one, "at", instant_add(v[i].at, -INSTANT_SECOND));
	}
	json_add_text(data, "link",
		      arena_printf(w->arena, "%s%s/me/points", c->base_url, c->base_path));
	return data;
}

void notify_points_end(struct work *w, uint64_t customer_id, const struct points_ending *v,
		       size_t n)
{
	struct message m = { .id = work_id(w),
			     .template = "points_end",
			     .customer_id = customer_id,
			     .state = w->past ? OUTBOX_SENT : OUTBOX_WAITING,
			     .run_at = w->now };
	struct customer c;
	struct way way;

	if (w->quiet || message_is_forgotten(w) || !customer_get(w, customer_id, &c) ||
	    c.provisional || !message_way_of_customer(w, customer_id, &way))
		return;
	m.event_id = m.id;
	m.channel = way.channel;
	m.recipient = way.to;
	m.lang = c.lang;
	m.data = json_text(w->arena, data_of(w, v, n));
	(void)!outbox_insert(w, &m);
}
