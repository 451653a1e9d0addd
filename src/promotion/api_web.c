/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Promotions for programs: a page of them, and one in full. */
#include "base/ident.h"
#include "base/json.h"
#include "guard.h"
#include "promotion/input.h"
#include "promotion/manage.h"
#include "promotion/web.h"
#include "respond.h"

struct api_input {
	struct list_page page;
	int of;
};
static const struct field api_fields[] = {
	LIST_FIELDS(struct api_input, page.after, page.limit),
	{ .name = "of",
	  .kind = FIELD_ENUM,
	  .offset = offsetof(struct api_input, of),
	  .words = promotion_of_word,
	  .n_words = PROMOTION_OF__MAX },
};

void promotion_web_api_list(struct request *req, struct response *res)
{
	struct api_input in = { .page = { .limit = LIST_LIMIT }, .of = PROMOTION_OF_SHOP };
	struct work w = work_of(req);
	cJSON *view = json_object(), *list = json_add_array(view, "promotions");
	const struct promotion *all;
	size_t n, limit;

	if (!paged_read(req, res, api_fields, sizeof api_fields / sizeof *api_fields, &in,
			&in.page))
		return;
	limit = (size_t)in.page.limit;
	all = promotion_store_page(&w, in.of == PROMOTION_OF_REWARDS, paged_below(&in.page),
				   (int)limit + 1, &n);
	promotion_add_rows(&w, list, all, n < limit ? n : limit);
	paged_respond_rows(req, res, view, list, n > limit);
}

void promotion_web_api_show(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct promotion p;
	uint64_t id;

	if (ident_parse(req->path_param[0], &id) && promotion_store_get(&w, id, false, &p))
		respond_versioned(req, res, NULL, promotion_full_view(&w, &p), p.version);
	else
		respond_not_found(req, res);
}
