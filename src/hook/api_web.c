/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Webhooks for programs: which there are, what was sent to one, and what was answered. Its acts are
 * those of the desk. */
#include <stddef.h>
#include "base/json.h"
#include "guard.h"
#include "hook/web.h"
#include "respond.h"

void hook_api_list(struct request *req, struct response *res)
{
	struct list_page page;
	struct work w = work_of(req);
	cJSON *view = json_object(), *list = json_add_array(view, "webhooks");
	const struct hook *all;
	size_t n, limit;

	if (!paged_read_page(req, res, &page))
		return;
	limit = (size_t)page.limit;
	all = hook_list_page(&w, paged_below(&page), (int)limit + 1, &n);
	for (size_t i = 0; i < n && i < limit; i++)
		cJSON_AddItemToArray(list, hook_web_view(&all[i]));
	paged_respond_rows(req, res, view, list, n > limit);
}

void hook_api_show(struct request *req, struct response *res)
{
	struct hook h;
	struct work w;

	if (hook_web_find(req, res, &w, &h))
		respond_versioned(req, res, NULL, hook_web_view(&h), h.version);
}

struct deliveries_input {
	struct list_page page;
	int state; /* -1: any */
};
static const struct field fields[] = {
	LIST_FIELDS(struct deliveries_input, page.after, page.limit),
	{ .name = "state",
	  .kind = FIELD_ENUM,
	  .offset = offsetof(struct deliveries_input, state),
	  .words = hook_delivery_word,
	  .n_words = HOOK_DELIVERY_STATE__MAX,
	  .label = "hook_delivery" },
};

void hook_api_deliveries(struct request *req, struct response *res)
{
	struct deliveries_input in = { .page = { .limit = LIST_LIMIT }, .state = -1 };
	cJSON *view = json_object(), *list = json_add_array(view, "deliveries");
	const struct hook_delivery *all;
	struct hook h;
	struct work w;
	size_t n, limit;

	if (!hook_web_find(req, res, &w, &h) ||
	    !paged_read(req, res, fields, sizeof fields / sizeof *fields, &in, &in.page))
		return;
	limit = (size_t)in.page.limit;
	all = hook_deliveries(&w, h.id, in.state, paged_below(&in.page), (int)limit + 1, &n);
	for (size_t i = 0; i < n && i < limit; i++)
		cJSON_AddItemToArray(list, hook_delivery_view(req, &all[i]));
	paged_respond_rows(req, res, view, list, n > limit);
}

void hook_api_delivery(struct request *req, struct response *res)
{
	struct hook_delivery d;
	struct hook h;
	struct work w;
	cJSON *view;

	if (!hook_delivery_find(req, res, &w, &h, &d))
		return;
	view = hook_delivery_view(req, &d);
	json_add_text(view, "body", d.body);
	hook_add_attempts(&w, &d, view);
	respond_view(req, res, NULL, view);
}
