/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Promotions for programs: a page of them, and one in full. */
#include "base/ident.h"
#include "base/json.h"
#include "guard.h"
#include "promotion/manage.h"
#include "promotion/web.h"
#include "respond.h"

void promotion_web_api_list(struct request *req, struct response *res)
{
	struct list_page page;
	struct work w = work_of(req);
	cJSON *view = json_object(), *list = json_add_array(view, "promotions");
	const struct promotion *all;
	size_t n, limit;

	if (!paged_read_page(req, res, &page))
		return;
	limit = (size_t)page.limit;
	all = promotion_store_page(&w, paged_below(&page), (int)limit + 1, &n);
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
