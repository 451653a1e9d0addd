/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's catalogue, and the same for programs. */
#include "catalog/web.h"

#include <string.h>
#include "base/buf.h"
#include "base/fail.h"
#include "base/json.h"
#include "catalog/input.h"
#include "guard.h"
#include "respond.h"

#define PAGE_ROWS  50
#define BLANK_ROWS 2

/* ---- the list ---- */

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
	if (q->state >= 0)
		buf_addf(&b, "&state=%s", product_state_word[q->state]);
	if (q->kind >= 0)
		buf_addf(&b, "&kind=%s", product_kind_word[q->kind]);
	if (q->q) {
		buf_addlit(&b, "&q=");
		url_encode(&b, q->q);
	}
	json_add_text(pager, name, b.p);
}

static void add_choice(cJSON *list, const char *value, bool chosen)
{
	cJSON *choice = json_append_object(list);

	json_add_text(choice, "value", value);
	json_add_bool(choice, "chosen", chosen);
}

static void add_filters(cJSON *view, const struct product_query *q)
{
	cJSON *states = json_add_array(view, "states"), *kinds = json_add_array(view, "kinds");

	for (int i = 0; i < PRODUCT_STATE__MAX; i++)
		add_choice(states, product_state_word[i], q->state == i);
	for (int i = 0; i < PRODUCT_KIND__MAX; i++)
		add_choice(kinds, product_kind_word[i], q->kind == i);
	json_add_text(view, "q", q->q);
	json_add_bool(view, "filtered", q->q || q->state >= 0 || q->kind >= 0);
}

/* One row more than the page shows tells whether there is a next one. */
static cJSON *list_view(struct request *req, const struct product_query *q)
{
	struct work w = work_of(req);
	bool back = q->after != 0;
	struct product_filter f = { q->q, q->state, q->kind, q->before, q->after, PAGE_ROWS + 1 };
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
	add_filters(view, q);
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

struct product_for_file *catalog_list_for_file(struct work *w, const char *filters, uint64_t below,
					       size_t *n)
{
	struct request req = { .arena = w->arena, .app = w->app };
	struct product_for_file *all;
	struct product_query q;
	struct product_row *rows;
	struct sku_row *skus;
	uint64_t ids[CATALOG_MANY];
	size_t n_skus;

	if (params_parse(w->arena, filters, strlen(filters), &req.query) != WEB_OK)
		fail("product list: filters that nobody can read");
	q = product_query_read(&req);
	rows = product_store_list(
		w, &(struct product_filter){ q.q, q.state, q.kind, below, 0, CATALOG_MANY }, n);
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

/* ---- one product ---- */

static bool is_api(const struct request *req)
{
	return req->route->face == FACE_API;
}

/* What the form's controls show of a product; empty rows below for more variants. */
static cJSON *form_values(struct work *w, const struct product *p)
{
	cJSON *v = p ? product_full_view(w, p) : json_object(), *skus, *row;

	if (!p) {
		json_add_text(v, "kind", product_kind_word[PRODUCT_GOODS]);
		json_add_text(v, "state", product_state_word[PRODUCT_DRAFT]);
		json_add_text(v, "version", "0");
		json_add_array(v, "skus");
	}
	skus = cJSON_GetObjectItemCaseSensitive(v, "skus");
	cJSON_ArrayForEach(row, skus)
		json_add_text(row, "price", json_get_text(json_get(row, "unit_price"), "decimal"));
	for (int i = 0; i < BLANK_ROWS; i++)
		json_append_object(skus);
	return v;
}

/* The page around the form, which the caller adds. */
static cJSON *edit_view(struct request *req, struct work *w, const struct product *p)
{
	cJSON *view = json_object(), *product = p ? product_full_view(w, p) : NULL;
	const cJSON *sku = cJSON_GetArrayItem(json_get(product, "skus"), 0);
	const char *currency = json_get_text(json_get(sku, "unit_price"), "currency");

	json_add(view, "product", product ? product : cJSON_CreateNull());
	json_add_text(view, "currency", currency ? currency : req->app->settings.currency);
	json_add_bool(view, "may_change", may(req, PERM_CATALOG_CHANGE));
	return view;
}

static void show(struct request *req, struct response *res, struct work *w, const struct product *p)
{
	cJSON *view = edit_view(req, w, p);

	json_add(view, "form",
		 respond_form(req, product_fields, PRODUCT_FIELDS, form_values(w, p), NULL));
	respond_view(req, res, "catalog/edit", view);
}

void catalog_web_add_form(struct request *req, struct response *res)
{
	struct work w = work_of(req);

	show(req, res, &w, NULL);
}

static void refuse_fields(struct request *req, struct response *res, struct work *w,
			  const struct product *p, const struct field_errors *errors)
{
	respond_errors(req, res, "catalog/edit", edit_view(req, w, p), product_fields,
		       PRODUCT_FIELDS, errors);
}

static void refuse_code(struct request *req, struct response *res, struct work *w,
			const struct product *p, enum catalog_refusal why)
{
	struct field_errors errors = { .arena = req->arena };

	if (why == CATALOG_CODE_TAKEN)
		field_error(&errors, "/code", "taken", N_("Another product has this code"), NULL);
	else
		field_error(&errors, "/skus", "taken",
			    N_("One of these SKUs belongs to another product"), NULL);
	refuse_fields(req, res, w, p, &errors);
}

static const char *product_path(const struct request *req, const char *code)
{
	struct buf b;

	buf_init(&b, req->arena);
	buf_adds(&b, "/desk/products/");
	url_encode(&b, code);
	return b.p;
}

static void answer_product(struct request *req, struct response *res, struct work *w, uint64_t id,
			   int status, const char *msg)
{
	struct product p;

	if (!catalog_get(w, id, &p))
		fail("catalogue: product %llu is gone in the moment it was written",
		     (unsigned long long)id);
	respond_done(req, res, status, product_full_view(w, &p), product_path(req, p.code),
		     "success", msg);
}

void catalog_web_add(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct product_input in;
	struct field_errors errors = { .arena = req->arena };
	enum catalog_refusal r;
	uint64_t id;

	if (!product_input_read(req, &in, &errors)) {
		refuse_fields(req, res, &w, NULL, &errors);
		return;
	}
	r = catalog_add(&w, &in.draft, &id);
	if (r == CATALOG_OK)
		answer_product(req, res, &w, id, 201, N_("Product added."));
	else
		refuse_code(req, res, &w, NULL, r);
}

void catalog_web_show(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct product p;

	if (!catalog_find_product(&w, req->path_param[0], &p))
		respond_not_found(req, res);
	else if (is_api(req))
		respond_versioned(req, res, NULL, product_full_view(&w, &p), p.version);
	else
		show(req, res, &w, &p);
}

/* By its id: the code may be what changed. */
static void answer_stale(struct request *req, struct response *res, struct work *w, uint64_t id)
{
	struct product p;

	if (!catalog_get(w, id, &p)) {
		respond_not_found(req, res);
		return;
	}
	respond_stale(req, res, "catalog/edit", edit_view(req, w, &p), product_fields,
		      PRODUCT_FIELDS,
		      &(struct stale){ N_("Somebody else has just changed this product. What you "
					  "typed is still here: look at what changed, then send it "
					  "again or go back."),
				       p.version, form_values(w, &p), NULL });
}

void catalog_web_change(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct product_input in;
	struct field_errors errors = { .arena = req->arena };
	enum catalog_refusal r;
	struct product p;

	if (!catalog_find_product(&w, req->path_param[0], &p)) {
		respond_not_found(req, res);
		return;
	}
	if (!product_input_read(req, &in, &errors)) {
		refuse_fields(req, res, &w, &p, &errors);
		return;
	}
	r = catalog_change(&w, p.id, (int)in.version, &in.draft);
	switch (r) {
	case CATALOG_OK:
		answer_product(req, res, &w, p.id, 200, N_("Product saved."));
		break;
	case CATALOG_CODE_TAKEN:
	case CATALOG_SKU_TAKEN:
		refuse_code(req, res, &w, &p, r);
		break;
	case CATALOG_STALE:
		answer_stale(req, res, &w, p.id);
		break;
	case CATALOG_NOT_FOUND:
		respond_not_found(req, res);
		break;
	}
}
