/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree of categories: its page at the desk, a page each, and the same for programs. */
#include <stddef.h>
#include "base/ident.h"
#include "base/json.h"
#include "catalog/category.h"
#include "catalog/web.h"
#include "guard.h"
#include "respond.h"

struct category_input {
	struct category_draft draft;
	int64_t version;
};
#define AT(member) offsetof(struct category_input, member)
static const struct field fields[] = {
	{ .name = "name_zh",
	  .kind = FIELD_TEXT,
	  .offset = AT(draft.name_zh),
	  .required = true,
	  .max = CATEGORY_NAME_CHARS,
	  .missing = N_("Enter the Chinese name") },
	{ .name = "name_en",
	  .kind = FIELD_TEXT,
	  .offset = AT(draft.name_en),
	  .required = true,
	  .max = CATEGORY_NAME_CHARS,
	  .missing = N_("Enter the English name") },
	{ .name = "parent_id", .kind = FIELD_ID, .offset = AT(draft.parent_id) },
	{ .name = "version", .kind = FIELD_INT, .offset = AT(version), .min = 0, .max = INT32_MAX },
};
#define FIELDS (sizeof fields / sizeof *fields)

/* What was chosen in what was sent, or stands there. */
static uint64_t parent_of(const struct request *req, uint64_t now)
{
	const char *sent = params_get(&req->form, "parent_id");
	uint64_t id = 0;

	if (!sent)
		return now;
	return *sent && ident_parse(sent, &id) ? id : 0;
}

/* c NULL: the page of all, with the form of a new one. */
static cJSON *page_view(struct request *req, struct work *w, const struct category *c)
{
	cJSON *view = json_object();
	cJSON *all = category_choices(w, parent_of(req, c ? c->parent_id : 0));

	json_add_bool(view, "is_empty", cJSON_GetArraySize(all) == 0);
	json_add(view, "categories", all);
	json_add(view, "category", c ? category_view(c) : cJSON_CreateNull());
	json_add_bool(view, "may_remove",
		      c && c->n_products == 0 && category_store_below(w, c) == 0);
	json_add_bool(view, "may_change", may(req, PERM_CATALOG_CHANGE));
	if (!c)
		respond_add_export(req, view, "categories");
	return view;
}

static const char *template_of(const struct category *c)
{
	return c ? "catalog/category" : "catalog/categories";
}

static void show(struct request *req, struct response *res, struct work *w,
		 const struct category *c)
{
	cJSON *view = page_view(req, w, c), *values = c ? category_view(c) : json_object();

	if (!c)
		json_add_text(values, "version", "0");
	json_add(view, "form", respond_form(req, fields, FIELDS, values, NULL));
	respond_view(req, res, template_of(c), view);
}

void catalog_web_categories(struct request *req, struct response *res)
{
	struct work w = work_of(req);

	show(req, res, &w, NULL);
}

void catalog_web_api_categories(struct request *req, struct response *res)
{
	struct list_page page;
	struct work w = work_of(req);
	cJSON *view = json_object(), *list = json_add_array(view, "categories");
	const struct category *all;
	size_t n, limit;

	if (!paged_read_page(req, res, &page))
		return;
	limit = (size_t)page.limit;
	all = category_store_page(&w, paged_below(&page), (int)limit + 1, &n);
	for (size_t i = 0; i < n && i < limit; i++)
		cJSON_AddItemToArray(list, category_view(&all[i]));
	paged_respond_rows(req, res, view, list, n > limit);
}

static bool find(struct request *req, struct response *res, struct work *w, struct category *out)
{
	uint64_t id;

	if (ident_parse(req->path_param[0], &id) && category_store_find(w, id, out))
		return true;
	respond_not_found(req, res);
	return false;
}

void catalog_web_category(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct category c;

	if (find(req, res, &w, &c))
		show(req, res, &w, &c);
}

/* Beside which field a refusal stands. */
static void refuse(struct request *req, struct response *res, struct work *w,
		   const struct category *c, enum category_refusal why)
{
	static const struct {
		enum category_refusal why;
		const char *at, *code, *words;
	} all[] = {
		{ CATEGORY_NAME_TAKEN, "/name_en", "taken",
		  N_("There is a category of this name in the same place") },
		{ CATEGORY_NO_PARENT, "/parent_id", "unknown",
		  N_("There is no such category any more") },
		{ CATEGORY_TOO_DEEP, "/parent_id", "too_deep",
		  N_("Categories stand at most four levels deep") },
		{ CATEGORY_INTO_ITSELF, "/parent_id", "into_itself",
		  N_("A category cannot stand within itself") },
		{ CATEGORY_TOO_MANY, "/name_en", "too_many",
		  N_("There are 500 categories, which is the most") },
	};
	struct field_errors errors = { .arena = req->arena };

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i].why == why)
			field_error(&errors, all[i].at, all[i].code, all[i].words, NULL);
	respond_errors(req, res, template_of(c), page_view(req, w, c), fields, FIELDS, &errors);
}

static bool read(struct request *req, struct response *res, struct work *w,
		 const struct category *c, struct category_input *in)
{
	struct field_errors errors = { .arena = req->arena };

	*in = (struct category_input){ 0 };
	if (fields_read(req, fields, FIELDS, in, NULL, &errors))
		return true;
	respond_errors(req, res, template_of(c), page_view(req, w, c), fields, FIELDS, &errors);
	return false;
}

static void answer(struct request *req, struct response *res, struct work *w, uint64_t id,
		   int status, const char *msg)
{
	struct category c;

	if (category_store_find(w, id, &c))
		respond_done(req, res, status, category_view(&c), "/desk/categories", "success",
			     msg);
	else
		respond_not_found(req, res);
}

void catalog_web_category_add(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct category_input in;
	enum category_refusal r;
	uint64_t id;

	if (!read(req, res, &w, NULL, &in))
		return;
	r = category_add(&w, &in.draft, &id);
	if (r == CATEGORY_OK)
		answer(req, res, &w, id, 201, N_("Category added."));
	else
		refuse(req, res, &w, NULL, r);
}

static void answer_stale(struct request *req, struct response *res, struct work *w, uint64_t id)
{
	struct category c;

	if (!category_store_find(w, id, &c)) {
		respond_not_found(req, res);
		return;
	}
	respond_stale(req, res, "catalog/category", page_view(req, w, &c), fields, FIELDS,
		      &(struct stale){ N_("Somebody else has just changed this category. What you "
					  "typed is still here: look at what changed, then send it "
					  "again or go back."),
				       c.version, category_view(&c), NULL });
}

void catalog_web_category_change(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct category_input in;
	struct category c;
	enum category_refusal r;

	if (!find(req, res, &w, &c) || !read(req, res, &w, &c, &in))
		return;
	r = category_change(&w, c.id, (int)in.version, &in.draft);
	if (r == CATEGORY_OK)
		answer(req, res, &w, c.id, 200, N_("Category saved."));
	else if (r == CATEGORY_STALE)
		answer_stale(req, res, &w, c.id);
	else if (r == CATEGORY_NOT_FOUND)
		respond_not_found(req, res);
	else
		refuse(req, res, &w, &c, r);
}

void catalog_web_category_remove(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct category c;
	enum category_refusal r;

	if (!find(req, res, &w, &c))
		return;
	r = category_remove(&w, c.id);
	if (r == CATEGORY_NOT_EMPTY)
		respond_refusal(req, res, 409, "not_empty",
				N_("Products or other categories are still in this category."));
	else if (r == CATEGORY_NOT_FOUND)
		respond_not_found(req, res);
	else
		respond_done(req, res, 204, NULL, "/desk/categories", "success",
			     N_("Category removed."));
}
