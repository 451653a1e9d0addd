/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's list of products, and the same list for files. */
#include <string.h>
#include "base/buf.h"
#include "base/fail.h"
#include "base/json.h"
#include "catalog/category.h"
#include "catalog/input.h"
#include "catalog/web.h"
#include "guard.h"
#include "respond.h"

#define PAGE_ROWS 50

/* "&state=…&q=…" */
static void add_query(struct buf *b, const struct product_query *q)
{
	if (q->state >= 0)
		buf_addf(b, "&state=%s", product_state_word[q->state]);
	if (q->kind >= 0)
		buf_addf(b, "&kind=%s", product_kind_word[q->kind]);
	if (q->category)
		buf_addf(b, "&category=%llu", (unsigned long long)q->category);
	if (q->tag) {
		buf_addlit(b, "&tag=");
		url_encode(b, q->tag);
	}
	if (q->q) {
		buf_addlit(b, "&q=");
		url_encode(b, q->q);
	}
}

/* The list's address with its filters, and where its page begins. */
static void add_link(const struct request *req, cJSON *pager, const char *name,
		     const struct product_query *q, const char *bound, uint64_t id)
{
	struct buf b;

	if (!id) {
		json_add_null(pager, name);
		return;
	}
	buf_init(&b, req->arena);
	buf_adds(&b, url_path(req->arena, req->app->config->base_path, "%s?", req->path));
	buf_addf(&b, "%s=%llu", bound, (unsigned long long)id);
	add_query(&b, q);
	json_add_text(pager, name, b.p);
}

/* Its filters alone: for what is done to all that they find. */
static const char *query_of(const struct request *req, const struct product_query *q)
{
	struct buf b;

	buf_init(&b, req->arena);
	add_query(&b, q);
	return b.len ? b.p + 1 : "";
}

static void add_choice(cJSON *list, const char *value, bool chosen)
{
	cJSON *choice = json_append_object(list);

	json_add_text(choice, "value", value);
	json_add_bool(choice, "chosen", chosen);
}

static void add_tags(struct work *w, cJSON *view, const char *chosen)
{
	cJSON *list = json_add_array(view, "tags");
	size_t n;
	const char **all = product_tag_store_used(w, &n);
	bool found = !chosen;

	for (size_t i = 0; i < n; i++) {
		bool is_it = chosen && !strcmp(all[i], chosen);

		add_choice(list, all[i], is_it);
		found = found || is_it;
	}
	if (!found)
		add_choice(list, chosen, true);
	json_add_bool(view, "has_tags", n > 0 || chosen);
}

static void add_filters(struct work *w, cJSON *view, const struct product_query *q)
{
	cJSON *categories = category_choices(w, q->category);
	cJSON *states = json_add_array(view, "states"), *kinds = json_add_array(view, "kinds");

	for (int i = 0; i < PRODUCT_STATE__MAX; i++)
		add_choice(states, product_state_word[i], q->state == i);
	for (int i = 0; i < PRODUCT_KIND__MAX; i++)
		add_choice(kinds, product_kind_word[i], q->kind == i);
	json_add_bool(view, "has_categories", cJSON_GetArraySize(categories) > 0);
	json_add(view, "categories", categories);
	add_tags(w, view, q->tag);
	json_add_text(view, "q", q->q);
	json_add_bool(view, "filtered",
		      q->q || q->state >= 0 || q->kind >= 0 || q->category || q->tag);
}

/* One row more than the page shows tells whether there is a next one. */
static cJSON *list_view(struct request *req, const struct product_query *q)
{
	struct work w = work_of(req);
	bool back = q->after != 0;
	struct product_filter f = product_query_filter(q, PAGE_ROWS + 1);
	size_t n;
	const struct product_row *rows = product_store_list(&w, &f, &n);
	bool more = n > PAGE_ROWS;
	cJSON *view = json_object(), *pager;

	if (more) {
		rows += back;
		n--;
	}
	json_add(view, "products", product_rows_view(rows, n));
	json_add_int(view, "count", (int64_t)n);
	add_filters(&w, view, q);
	pager = json_add_object(view, "pager");
	add_link(req, pager, "prev", q, "after",
		 n > 0 && (back ? more : q->before != 0) ? rows[0].product.id : 0);
	add_link(req, pager, "next", q, "before",
		 n > 0 && (back || more) ? rows[n - 1].product.id : 0);
	return view;
}

void catalog_web_list(struct request *req, struct response *res)
{
	struct product_query q = product_query_read(req);
	cJSON *view = list_view(req, &q);

	json_add_bool(view, "may_change", may(req, PERM_CATALOG_CHANGE));
	json_add_text(view, "query", query_of(req, &q));
	respond_add_export(req, view, "products");
	respond_view(req, res, "catalog/list", view);
}

/* Both fall by the product's id, so one pass over each is enough. */
static void share_out(struct product_for_file *all, size_t n, struct sku_row *skus, size_t n_skus)
{
	for (size_t i = 0, k = 0; i < n; i++) {
		all[i].skus = skus + k;
		while (k < n_skus && skus[k].sku.product_id == all[i].product.id)
			k++;
		all[i].n_skus = (size_t)(skus + k - all[i].skus);
	}
}

struct product_for_file *catalog_some_for_file(struct work *w, const uint64_t *ids, size_t n,
					       size_t *found)
{
	struct product *products = product_store_some(w, ids, n, found);
	struct product_for_file *all =
		arena_array_of(w->arena, *found + 1, struct product_for_file);
	struct sku_row *skus;
	size_t n_skus;

	for (size_t i = 0; i < *found; i++)
		all[i].product = products[i];
	skus = sku_store_of_products(w, ids, n, &n_skus);
	share_out(all, *found, skus, n_skus);
	return all;
}

struct product_for_file *catalog_list_for_file(struct work *w, const char *filters, uint64_t below,
					       size_t *n)
{
	struct request req = { .arena = w->arena, .app = w->app };
	struct product_for_file *all;
	struct product_query q;
	struct product_filter f;
	struct product_row *rows;
	struct sku_row *skus;
	uint64_t ids[CATALOG_MANY];
	size_t n_skus;

	if (params_parse(w->arena, filters, strlen(filters), &req.query) != WEB_OK)
		fail("product list: filters that nobody can read");
	q = product_query_read(&req);
	q.before = below;
	q.after = 0;
	f = product_query_filter(&q, CATALOG_MANY);
	rows = product_store_list(w, &f, n);
	if (*n == 0)
		return NULL;
	all = arena_array_of(w->arena, *n, struct product_for_file);
	for (size_t i = 0; i < *n; i++) {
		all[i].product = rows[i].product;
		ids[i] = rows[i].product.id;
	}
	skus = sku_store_of_products(w, ids, *n, &n_skus);
	share_out(all, *n, skus, n_skus);
	return all;
}
