/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reviews of an item for elsewhere: for programs, and as a piece of HTML that other sites put
 * into their pages. Nobody is asked who they are; browsers hand them to the pages of those sites
 * that the settings name. */
#include "base/json.h"
#include "base/text.h"
#include "catalog/catalog.h"
#include "feedback/product.h"
#include "feedback/web.h"
#include "guard.h"
#include "respond.h"

enum { FRAGMENT = 10 };

/* What is said of the item to pages of other origins. Whether one may read it depends on who asks,
 * so whatever keeps the answer keeps it for that one. */
static void share(const struct request *req, struct response *res)
{
	response_header(res, "Vary", "Accept, Accept-Language, Cookie, Origin");
	if (!site_may_show(req->app->settings.review_sites, req->origin))
		return;
	response_header(res, "Access-Control-Allow-Origin", req->origin);
	response_header(res, "Cross-Origin-Resource-Policy", "cross-origin");
}

/* False: *res says that there is none. */
static bool find(struct request *req, struct response *res, struct work *w, struct sku **sku)
{
	*w = work_of(req);
	catalog_find_skus(w, &req->path_param[0], 1, sku);
	if (*sku && (*sku)->state != PRODUCT_DRAFT)
		return true;
	respond_not_found(req, res);
	return false;
}

static cJSON *item_view(struct work *w, const struct sku *k)
{
	cJSON *view = json_object(), *name, *score, *by_stars;
	struct review_counts counts;

	json_add_text(view, "sku", k->code);
	name = json_add_object(view, "name");
	json_add_text(name, lang_tag[LANG_EN], k->name_en);
	json_add_text(name, lang_tag[LANG_ZH], k->name_zh);
	review_store_counts(w, k->id, &counts);
	score = score_view(w->arena, &counts);
	json_add(view, "score", score);
	by_stars = json_add_array(score, "by_stars");
	for (int i = REVIEW_STARS; i > 0; i--) {
		cJSON *one = json_append_object(by_stars);

		json_add_int(one, "stars", i);
		json_add_int(one, "n", counts.of[i]);
	}
	return view;
}

static void add_list(struct work *w, const struct review *all, size_t n, cJSON *view)
{
	cJSON *list = json_add_array(view, "reviews");

	for (size_t i = 0; i < n; i++) {
		cJSON *one = shown_view(w->arena, &all[i]);

		/* what is hidden is not here */
		cJSON_DeleteItemFromObjectCaseSensitive(one, "state");
		cJSON_DeleteItemFromObjectCaseSensitive(one, "is_hidden");
		cJSON_DeleteItemFromObjectCaseSensitive(one, "is_waiting");
		cJSON_DeleteItemFromObjectCaseSensitive(one, "anonymous");
		cJSON_DeleteItemFromObjectCaseSensitive(one, "has_helped");
		cJSON_DeleteItemFromObjectCaseSensitive(one, "has_photos");
		cJSON_AddItemToArray(list, one);
	}
}

struct shared_input {
	struct list_page page;
	int64_t stars; /* 0: of all */
};
static const struct field fields[] = {
	LIST_FIELDS(struct shared_input, page.after, page.limit),
	{ .name = "stars",
	  .kind = FIELD_INT,
	  .offset = offsetof(struct shared_input, stars),
	  .min = 1,
	  .max = REVIEW_STARS },
};

void feedback_web_api_reviews(struct request *req, struct response *res)
{
	struct shared_input in = { .page = { .limit = LIST_LIMIT } };
	const struct review *all;
	size_t n, limit;
	struct sku *sku;
	struct work w;
	cJSON *view;

	share(req, res);
	if (!find(req, res, &w, &sku) ||
	    !paged_read(req, res, fields, sizeof fields / sizeof *fields, &in, &in.page))
		return;
	limit = (size_t)in.page.limit;
	view = item_view(&w, sku);
	all = review_store_shown(&w, sku->id, (int)in.stars, paged_below(&in.page), (int)limit + 1,
				 &n);
	add_list(&w, all, n < limit ? n : limit, view);
	paged_respond(req, res, view,
		      n > limit ? arena_printf(req->arena, "%llu",
					       (unsigned long long)all[limit - 1].id)
				: NULL);
}

void feedback_web_fragment(struct request *req, struct response *res)
{
	const struct config *c = req->app->config;
	const struct review *all;
	struct sku *sku;
	struct work w;
	struct buf url;
	cJSON *view;
	size_t n;

	share(req, res);
	if (!find(req, res, &w, &sku))
		return;
	view = item_view(&w, sku);
	all = review_store_shown(&w, sku->id, 0, INT64_MAX, FRAGMENT, &n);
	add_list(&w, all, n, view);
	buf_init(&url, req->arena);
	buf_addf(&url, "%s%s/p/", c->base_url, c->base_path);
	url_encode(&url, sku->code);
	json_add_text(view, "url", url.p);
	respond_view(req, res, "feedback/fragment", view);
}
