/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's list of customers: page by page, by tag, and by whatever is at hand. */
#include <string.h>
#include "base/buf.h"
#include "base/fail.h"
#include "base/json.h"
#include "customer/input.h"
#include "customer/tag.h"
#include "customer/web.h"
#include "guard.h"
#include "respond.h"

#define PAGE_ROWS 50

/* ---- pages ---- */

/* What is asked for stays while pages are turned. */
static const char *page_link(const struct request *req, const struct customer_query *q,
			     const char *bound, const struct customer *from)
{
	struct buf b;

	buf_init(&b, req->arena);
	buf_addf(&b, "%s?%s=%llu",
		 url_path(req->arena, req->app->config->base_path, "%s", req->path), bound,
		 (unsigned long long)from->id);
	if (q->tag) {
		buf_adds(&b, "&tag=");
		url_encode(&b, q->tag);
	} else if (!instant_is_none(from->last_order_at)) {
		buf_addf(&b, "&at=%lld", (long long)from->last_order_at.us);
	}
	return b.p;
}

static void add_pager(const struct request *req, cJSON *view, const struct customer_query *q,
		      const char *prev, const char *next, const struct customer_row *rows, size_t n)
{
	cJSON *pager = json_add_object(view, "pager");

	json_add_text(pager, "prev", prev && n ? page_link(req, q, prev, &rows[0].customer) : NULL);
	json_add_text(pager, "next",
		      next && n ? page_link(req, q, next, &rows[n - 1].customer) : NULL);
}

static void add_rows(struct work *w, cJSON *view, const struct customer_row *rows, size_t n)
{
	cJSON *list = customer_rows_view(w, rows, n), *one = list->child;
	uint64_t ids[CUSTOMER_MANY];
	cJSON *tags[CUSTOMER_MANY];

	for (size_t i = 0; i < n; i++)
		ids[i] = rows[i].customer.id;
	customer_tags_view(w, ids, n, tags);
	for (size_t i = 0; i < n; i++, one = one->next)
		json_add(one, "tags", tags[i]);
	json_add(view, "customers", list);
}

/* One row more than the page shows tells whether there is a next one. */
static void add_page(struct request *req, struct work *w, const struct customer_query *q,
		     cJSON *view)
{
	bool back = q->after != 0;
	struct customer_mark from = { back ? q->after : q->before,
				      q->has_at ? (struct instant){ q->at } : INSTANT_NONE };
	size_t n;
	const struct customer_row *rows = search_store_page(w, from, back, PAGE_ROWS + 1, &n);
	bool more = n > PAGE_ROWS;

	if (more) {
		rows += back;
		n--;
	}
	add_rows(w, view, rows, n);
	json_add_bool(view, "has_more", false);
	add_pager(req, view, q, (back ? more : q->before != 0) ? "after" : NULL,
		  back || more ? "before" : NULL, rows, n);
}

static void add_bearers(struct request *req, struct work *w, const struct customer_query *q,
			const struct tag *tag, cJSON *view)
{
	bool back = q->after != 0;
	uint64_t ids[PAGE_ROWS + 1];
	size_t n = tag_store_bearers(w, tag->id, back ? q->after : q->before, back, ids,
				     PAGE_ROWS + 1);
	bool more = n > PAGE_ROWS;
	const struct customer_row *rows = customer_newest_first(w, ids, more ? PAGE_ROWS : n, &n);

	add_rows(w, view, rows, n);
	json_add_bool(view, "has_more", false);
	add_pager(req, view, q, (back ? more : q->before != 0) ? "after" : NULL,
		  back || more ? "before" : NULL, rows, n);
}

/* ---- searching ---- */

static void add_found(struct request *req, struct work *w, const struct customer_query *q,
		      const struct tag *tag, cJSON *view)
{
	uint64_t ids[CUSTOMER_MANY];
	size_t n = customer_search(w, q->q, ids);
	bool more = n > PAGE_ROWS;
	const struct customer_row *rows;

	if (tag)
		n = customer_keep_bearers(w, tag, ids, n);
	rows = search_store_rows(w, ids, n > PAGE_ROWS ? PAGE_ROWS : n, &n);
	add_rows(w, view, rows, n);
	json_add_bool(view, "has_more", more);
	add_pager(req, view, q, NULL, NULL, rows, n);
}

/* ---- the list ---- */

/* A customer's own number leads straight to them. */
static bool is_number(struct work *w, const char *q, struct customer *out)
{
	char number[IDENT_NUMBER_SIZE];

	return q && ident_number_fold('C', q, number) && customer_find_number(w, number, out);
}

static void add_filters(struct work *w, const struct customer_query *q, cJSON *view)
{
	cJSON *filters = json_add_object(view, "filters"), *list;
	size_t n;
	const struct tag *tags = tag_store_used(w, &n);

	json_add_text(filters, "q", q->q);
	json_add_text(filters, "tag", q->tag);
	json_add_bool(filters, "any", q->q || q->tag);
	json_add_bool(filters, "has_tags", n > 0);
	list = json_add_array(filters, "tags");
	for (size_t i = 0; i < n; i++) {
		cJSON *one = json_append_object(list);

		json_add_text(one, "name", tags[i].name);
		json_add_int(one, "n_customers", tags[i].n_customers);
		json_add_bool(one, "current", q->tag && !strcmp(q->tag, tags[i].name));
	}
}

void customer_web_list(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct customer_query q = customer_query_read(req);
	struct tag tag = { .id = 0 };
	struct customer exact;
	cJSON *view;

	if (is_number(&w, q.q, &exact)) {
		respond_redirect(req, res,
				 arena_printf(req->arena, "/desk/customers/%s", exact.number));
		return;
	}
	view = json_object();
	if (q.tag && tag_store_find(&w, q.tag, &tag))
		q.tag = tag.name;
	add_filters(&w, &q, view);
	if (q.q)
		add_found(req, &w, &q, q.tag ? &tag : NULL, view);
	else if (q.tag)
		add_bearers(req, &w, &q, &tag, view);
	else
		add_page(req, &w, &q, view);
	json_add_bool(view, "is_empty", cJSON_GetArraySize(json_get(view, "customers")) == 0);
	respond_add_export(req, view, "customers");
	respond_view(req, res, "customer/list", view);
}

/* ---- the list as a file ---- */

/* What is found by a search is one batch, behind which there is nothing. */
static struct customer_row *found_for_file(struct work *w, const struct customer_query *q,
					   const struct tag *tag, size_t *n)
{
	uint64_t ids[CUSTOMER_MANY];
	struct customer exact;

	if (is_number(w, q->q, &exact))
		return search_store_rows(w, &exact.id, 1, n);
	*n = customer_search(w, q->q, ids);
	if (tag)
		*n = customer_keep_bearers(w, tag, ids, *n);
	return search_store_rows(w, ids, *n, n);
}

struct customer_row *customer_list_for_file(struct work *w, const char *filters,
					    const struct customer *after, size_t *n)
{
	struct request req = { .arena = w->arena, .app = w->app };
	struct tag tag = { .id = 0 };
	struct customer_mark from = { 0 };
	struct customer_query q;
	uint64_t ids[CUSTOMER_MANY];

	if (params_parse(w->arena, filters, strlen(filters), &req.query) != WEB_OK)
		fail("customer list: filters that nobody can read");
	q = customer_query_read(&req);
	if (after)
		from = (struct customer_mark){ after->id, after->last_order_at };
	*n = 0;
	if (q.tag && !tag_store_find(w, q.tag, &tag))
		return NULL;
	if (q.q)
		return after ? NULL : found_for_file(w, &q, q.tag ? &tag : NULL, n);
	if (!q.tag)
		return search_store_page(w, from, false, CUSTOMER_MANY, n);
	*n = tag_store_bearers(w, tag.id, from.id, false, ids, CUSTOMER_MANY);
	return customer_newest_first(w, ids, *n, n);
}
