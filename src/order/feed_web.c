/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GET /api/v1/events: what was done to orders, in an order that loses nothing. */
#include <stddef.h>
#include "base/json.h"
#include "guard.h"
#include "order/document.h"
#include "order/feed.h"
#include "order/web.h"
#include "respond.h"

static cJSON *row_view(struct work *w, const struct feed_row *row)
{
	const struct order_event *e = &row->event;
	cJSON *t = order_view_event(e, row->currency);

	json_add_text(t, "type", arena_printf(w->arena, "order.%s", order_event_word[e->kind]));
	json_add_text(t, "position",
		      arena_printf(w->arena, "%llu", (unsigned long long)row->position));
	json_add_id(t, "id", e->id);
	json_add_text(t, "order", row->number);
	json_add_id(t, "order_id", e->order_id);
	json_add_int(t, "version", e->version);
	json_add_text(t, "from", e->from);
	json_add_text(t, "to", e->to);
	json_add_id(t, "actor_id", e->actor.id);
	json_add_id(t, "subject_id", e->subject_id);
	return t;
}

/* `next` is where to read on, also at the end: more comes there. */
void order_web_feed(struct request *req, struct response *res)
{
	struct list_page page;
	struct work w = work_of(req);
	cJSON *view = json_object(), *list = json_add_array(view, "events");
	struct feed_row *rows;
	uint64_t last;
	size_t n;
	bool more;

	if (!paged_read_page(req, res, &page))
		return;
	rows = feed_store_read(&w, page.place, (size_t)page.limit + 1, &n);
	more = n > (size_t)page.limit;
	n -= more;
	for (size_t i = 0; i < n; i++)
		cJSON_AddItemToArray(list, row_view(&w, &rows[i]));
	last = n ? rows[n - 1].position : page.place;
	json_add_bool(view, "has_more", more);
	paged_respond(req, res, view, arena_printf(req->arena, "%llu", (unsigned long long)last));
}
