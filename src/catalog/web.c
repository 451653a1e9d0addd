/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One product: its form at the desk, and the same for programs. */
#include "catalog/web.h"

#include <string.h>
#include "base/buf.h"
#include "base/fail.h"
#include "base/ident.h"
#include "base/json.h"
#include "catalog/category.h"
#include "catalog/desk.h"
#include "catalog/input.h"
#include "catalog/part.h"
#include "catalog/relation.h"
#include "guard.h"
#include "respond.h"

#define BLANK_ROWS 2

static bool is_api(const struct request *req)
{
	return req->route->face == FACE_API;
}

/* What the form's controls show of a product; empty rows below for more variants. */
static cJSON *form_values(struct work *w, const struct product *p)
{
	cJSON *v = p ? product_full_view(w, p) : json_object(), *skus, *row;
	const cJSON *price;

	if (!p) {
		json_add_text(v, "kind", product_kind_word[PRODUCT_GOODS]);
		json_add_text(v, "state", product_state_word[PRODUCT_DRAFT]);
		json_add_text(v, "tax_class", tax_class_word[TAX_OWN]);
		json_add_text(v, "version", "0");
		json_add_array(v, "skus");
	}
	skus = cJSON_GetObjectItemCaseSensitive(v, "skus");
	cJSON_ArrayForEach(row, skus)
	{
		json_add_text(row, "price", json_get_text(json_get(row, "unit_price"), "decimal"));
		price = json_get(row, "member_unit_price");
		json_add_text(row, "member_price",
			      cJSON_IsObject(price) ? json_get_text(price, "decimal") : NULL);
	}
	for (int i = 0; i < BLANK_ROWS && !json_get_bool(v, "has_options"); i++)
		json_append_object(skus);
	return v;
}

/* The category that was chosen in what was sent, or the product's. */
static uint64_t category_of(const struct request *req, const struct product *p)
{
	const char *sent =
		req->method == METHOD_POST ? params_get(&req->form, "category_id") : NULL;
	uint64_t id = 0;

	if (sent && *sent)
		return ident_parse(sent, &id) ? id : 0;
	return p && !sent ? p->category_id : 0;
}

/* The page around the form, which the caller adds. */
static cJSON *edit_view(struct request *req, struct work *w, const struct product *p)
{
	cJSON *view = catalog_desk_view(req, w, p, PRODUCT_TAB_PRODUCT);
	const cJSON *sku = cJSON_GetArrayItem(json_get(json_get(view, "product"), "skus"), 0);
	const char *currency = json_get_text(json_get(sku, "unit_price"), "currency");

	json_add(view, "categories", category_choices(w, category_of(req, p)));
	json_add_bool(view, "of_options", json_get_bool(json_get(view, "product"), "has_options"));
	json_add_text(view, "currency", currency ? currency : req->app->settings.currency);
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

/* Which of the lists, and what of it. */
static void name_relation(struct work *w, const struct product *p, const struct product_draft *d,
			  struct field_errors *errors)
{
	static const struct {
		const char *code, *words;
	} says[] = {
		[RELATION_TOO_MANY] = { "too_many", N_("At most 10 products") },
		[RELATION_ITSELF] = { "itself", N_("{arg} is this product itself") },
		[RELATION_TWICE] = { "given_twice", N_("{arg} stands here twice") },
		[RELATION_UNKNOWN] = { "unknown", N_("There is no product {arg}") },
	};
	struct relation_answer why;
	struct relations all;
	enum relation_refusal r = relation_look(w, p ? p->id : 0, d, &all, &why);

	/* somebody was quicker: it is as it was said by now */
	if (r == RELATION_OK)
		r = RELATION_TOO_MANY;
	field_error(errors, arena_printf(w->arena, "/%s", relation_word[why.kind]), says[r].code,
		    says[r].words, why.code);
}

/* Which SKU, and what of it. */
static void name_parts(struct work *w, const struct product_input *in, struct field_errors *errors)
{
	static const struct {
		const char *code, *words;
	} says[] = {
		[PARTS_TOO_MANY] = { "too_many", N_("At most 10 SKUs") },
		[PARTS_MALFORMED] = { "malformed",
				      N_("{arg}: a SKU, or a SKU*2 for two units of it") },
		[PARTS_TWICE] = { "given_twice", N_("{arg} stands here twice") },
		[PARTS_ITSELF] = { "itself", N_("A bundle is not in itself") },
		[PARTS_TOO_FEW] = { "too_few", N_("A bundle is two units at least") },
		[PARTS_UNKNOWN] = { "unknown", N_("There is no SKU {arg}") },
		[PARTS_BUNDLE] = { "bundle", N_("{arg} is a bundle itself") },
		[PARTS_OF_OTHER] = { "part", N_("This SKU is a part of a bundle") },
		[PARTS_STOCKED] = { "stocked",
				    N_("Some of this SKU are in stock or promised. Count it to 0 "
				       "first, or make the bundle under a code of its own.") },
		[PARTS_CURRENCY] = { "currency", N_("{arg} is priced in another currency") },
	};
	struct product_draft d = in->draft;
	const char *which;

	for (size_t i = 0; i < d.n_skus; i++) {
		enum parts_refusal r = part_look(w, &d, i, &which);

		if (r != PARTS_OK)
			field_error(errors,
				    arena_printf(w->arena, "/skus/%zu/parts", in->rows.index[i]),
				    says[r].code, says[r].words, which);
	}
}

static void refuse_code(struct request *req, struct response *res, struct work *w,
			const struct product *p, const struct product_input *in,
			enum catalog_refusal why)
{
	struct field_errors errors = { .arena = req->arena };

	if (why == CATALOG_CODE_TAKEN)
		field_error(&errors, "/code", "taken", N_("Another product has this code"), NULL);
	else if (why == CATALOG_NO_CATEGORY)
		field_error(&errors, "/category_id", "unknown",
			    N_("There is no such category any more"), NULL);
	else if (why == CATALOG_NO_RELATED)
		name_relation(w, p, &in->draft, &errors);
	else if (why == CATALOG_BAD_PARTS)
		name_parts(w, in, &errors);
	else
		field_error(&errors, "/skus", "taken",
			    N_("One of these SKUs belongs to another product"), NULL);
	refuse_fields(req, res, w, p, &errors);
}

static void answer_product(struct request *req, struct response *res, struct work *w, uint64_t id,
			   int status, const char *msg)
{
	struct product p;

	if (!catalog_get(w, id, &p))
		fail("catalogue: product %llu is gone in the moment it was written",
		     (unsigned long long)id);
	respond_done(req, res, status, product_full_view(w, &p), catalog_desk_path(req, p.code, ""),
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
		refuse_code(req, res, &w, NULL, &in, r);
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
	case CATALOG_NO_CATEGORY:
	case CATALOG_NO_RELATED:
	case CATALOG_BAD_PARTS:
	case CATALOG_SKU_TAKEN:
		refuse_code(req, res, &w, &p, &in, r);
		break;
	case CATALOG_STALE:
		answer_stale(req, res, &w, p.id);
		break;
	case CATALOG_NOT_FOUND:
		respond_not_found(req, res);
		break;
	}
}
