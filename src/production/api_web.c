/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Production for programs: batches page by page, and what waits to be made. Its acts are those of
 * the desk. */
#include <stddef.h>
#include "base/json.h"
#include "guard.h"
#include "production/view.h"
#include "production/web.h"
#include "respond.h"

struct batches_input {
	struct list_page page;
	int state; /* -1: any */
};
static const struct field fields[] = {
	LIST_FIELDS(struct batches_input, page.after, page.limit),
	{ .name = "state",
	  .kind = FIELD_ENUM,
	  .offset = offsetof(struct batches_input, state),
	  .words = production_state_word,
	  .n_words = PRODUCTION_STATE__MAX,
	  .label = "production" },
};

void production_api_list(struct request *req, struct response *res)
{
	struct batches_input in = { .page = { .limit = LIST_LIMIT }, .state = -1 };
	struct work w = work_of(req);
	cJSON *view = json_object(), *list = json_add_array(view, "batches");
	const struct production *all;
	size_t n, limit;

	if (!paged_read(req, res, fields, sizeof fields / sizeof *fields, &in, &in.page))
		return;
	limit = (size_t)in.page.limit;
	all = production_store_page(&w, in.state, paged_below(&in.page), (int)limit + 1, &n);
	for (size_t i = 0; i < n && i < limit; i++)
		cJSON_AddItemToArray(list, production_batch_view(&all[i]));
	paged_respond_rows(req, res, view, list, n > limit);
}

void production_api_to_make(struct request *req, struct response *res)
{
	struct work w = work_of(req);

	respond_view(req, res, NULL, production_to_make_view(&w, NULL));
}
