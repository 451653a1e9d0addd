/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options of a product: their form at the desk, and the same for programs. */
#include <stddef.h>
#include "base/buf.h"
#include "base/json.h"
#include "base/text.h"
#include "catalog/desk.h"
#include "catalog/option.h"
#include "catalog/web.h"
#include "guard.h"
#include "respond.h"

struct option_input {
	const char *name_en, *name_zh, *values_en, *values_zh;
};
#define ROW(member) offsetof(struct option_input, member)
static const struct field row_fields[] = {
	{ .name = "name_zh",
	  .kind = FIELD_TEXT,
	  .offset = ROW(name_zh),
	  .required = true,
	  .max = OPTION_CHARS,
	  .missing = N_("Enter the Chinese name") },
	{ .name = "name_en",
	  .kind = FIELD_TEXT,
	  .offset = ROW(name_en),
	  .required = true,
	  .max = OPTION_CHARS,
	  .missing = N_("Enter the English name") },
	{ .name = "values_zh",
	  .kind = FIELD_TEXT,
	  .offset = ROW(values_zh),
	  .required = true,
	  .max = 900,
	  .missing = N_("Enter at least one value") },
	{ .name = "values_en",
	  .kind = FIELD_TEXT,
	  .offset = ROW(values_en),
	  .required = true,
	  .max = 900,
	  .missing = N_("Enter at least one value") },
};
struct options_input {
	struct field_rows rows;
	int64_t version;
	bool make;
};
#define AT(member) offsetof(struct options_input, member)
static const struct field fields[] = {
	{ .name = "options",
	  .kind = FIELD_LIST,
	  .offset = AT(rows),
	  .max = OPTIONS_MAX,
	  .sub = row_fields,
	  .n_sub = sizeof row_fields / sizeof *row_fields,
	  .sub_size = sizeof(struct option_input) },
	{ .name = "make", .kind = FIELD_BOOL, .offset = AT(make) },
	{ .name = "version", .kind = FIELD_INT, .offset = AT(version), .min = 0, .max = INT32_MAX },
};
#define FIELDS (sizeof fields / sizeof *fields)

/* ---- the form ---- */

static void add_values(struct work *w, cJSON *row, const char *name, const struct product_option *p,
		       bool zh)
{
	struct buf b;

	buf_init(&b, w->arena);
	for (size_t i = 0; i < p->n; i++)
		buf_addf(&b, "%s%s", i ? ", " : "",
			 zh ? p->values[i].name_zh : p->values[i].name_en);
	json_add_text(row, name, b.p);
}

/* What its controls begin with: the options of now, and empty rows for others. */
static cJSON *form_values(struct work *w, const struct product *p)
{
	cJSON *v = json_object(), *list = json_add_array(v, "options");
	struct product_options now;

	option_store_read(w, p->id, &now);
	for (size_t i = 0; i < OPTIONS_MAX; i++) {
		cJSON *row = json_append_object(list);

		if (i >= now.n)
			continue;
		json_add_text(row, "name_zh", now.v[i].name_zh);
		json_add_text(row, "name_en", now.v[i].name_en);
		add_values(w, row, "values_zh", &now.v[i], true);
		add_values(w, row, "values_en", &now.v[i], false);
	}
	json_add_bool(v, "make", true);
	json_add_int(v, "version", p->version);
	return v;
}

void catalog_web_options_form(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct product p;
	cJSON *view;

	if (!catalog_find_of_path(req, res, &w, &p))
		return;
	view = catalog_desk_view(req, &w, &p, PRODUCT_TAB_OPTIONS);
	json_add(view, "form", respond_form(req, fields, FIELDS, form_values(&w, &p), NULL));
	respond_view(req, res, "catalog/options", view);
}

/* ---- saving ---- */

static bool is_long(const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (text_length(words[i]) > OPTION_CHARS)
			return true;
	return false;
}

static bool repeats(const char *const *words, size_t n)
{
	for (size_t i = 1; i < n; i++)
		for (size_t k = 0; k < i; k++)
			if (text_equal_ci(words[i], words[k]))
				return true;
	return false;
}

static void take_option(const struct request *req, const struct option_input *in, size_t row,
			struct product_option *out, struct field_errors *errors)
{
	const char *en[OPTION_VALUES_MAX + 1], *zh[OPTION_VALUES_MAX + 1];
	size_t n_en = catalog_cut(req->arena, in->values_en, en, OPTION_VALUES_MAX);
	size_t n_zh = catalog_cut(req->arena, in->values_zh, zh, OPTION_VALUES_MAX);
	const char *at = arena_printf(req->arena, "/options/%zu/values_en", row);

	*out = (struct product_option){ .name_en = in->name_en, .name_zh = in->name_zh };
	if (n_en > OPTION_VALUES_MAX || n_zh > OPTION_VALUES_MAX)
		field_error(errors, at, "too_many", N_("At most 20 values"), NULL);
	else if (is_long(en, n_en) || is_long(zh, n_zh))
		field_error(errors, at, "too_long", N_("At most 40 characters a value"), NULL);
	else if (n_en != n_zh)
		field_error(errors, at, "differs",
			    N_("Enter as many values in English as in Chinese"), NULL);
	else if (repeats(en, n_en) || repeats(zh, n_zh))
		field_error(errors, at, "given_twice", N_("A value stands here twice"), NULL);
	else {
		out->values = arena_array_of(req->arena, n_en + 1, struct option_value);
		for (out->n = 0; out->n < n_en; out->n++)
			out->values[out->n] = (struct option_value){ 0, en[out->n], zh[out->n] };
	}
}

static bool read(const struct request *req, struct options_input *in, struct product_options *o,
		 struct field_errors *errors)
{
	const struct option_input *rows;

	*in = (struct options_input){ 0 };
	*o = (struct product_options){ .n = 0 };
	if (!fields_read(req, fields, FIELDS, in, NULL, errors))
		return false;
	rows = in->rows.v;
	for (; o->n < in->rows.n; o->n++)
		take_option(req, &rows[o->n], in->rows.index[o->n], &o->v[o->n], errors);
	return errors->n == 0;
}

static void refuse(struct request *req, struct response *res, struct work *w,
		   const struct product *p, const struct field_errors *errors)
{
	respond_errors(req, res, "catalog/options",
		       catalog_desk_view(req, w, p, PRODUCT_TAB_OPTIONS), fields, FIELDS, errors);
}

static void answer_stale(struct request *req, struct response *res, struct work *w, uint64_t id)
{
	struct product p;

	if (!catalog_get(w, id, &p)) {
		respond_not_found(req, res);
		return;
	}
	respond_stale(req, res, "catalog/options",
		      catalog_desk_view(req, w, &p, PRODUCT_TAB_OPTIONS), fields, FIELDS,
		      &(struct stale){ N_("Somebody else has just changed this product. What you "
					  "typed is still here: look at what changed, then send it "
					  "again or go back."),
				       p.version, form_values(w, &p), NULL });
}

static void answer(struct request *req, struct response *res, struct work *w, uint64_t id)
{
	struct product p;

	if (!catalog_get(w, id, &p)) {
		respond_not_found(req, res);
		return;
	}
	respond_done(req, res, 200, product_full_view(w, &p), catalog_desk_path(req, p.code, ""),
		     "success", N_("Options saved. Look at codes and prices of the variants."));
}

void catalog_web_options(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct work w = work_of(req);
	struct options_input in;
	struct product_options wanted;
	struct options_answer a;
	struct product p;

	if (!catalog_find_of_path(req, res, &w, &p))
		return;
	if (!read(req, &in, &wanted, &errors)) {
		refuse(req, res, &w, &p, &errors);
		return;
	}
	switch (catalog_set_options(&w, p.id, (int)in.version, &wanted, in.make, &a)) {
	case OPTIONS_OK:
		answer(req, res, &w, p.id);
		break;
	case OPTIONS_USED:
		field_error(&errors, "/options", "in_use",
			    N_("The SKU {arg} is of a value that is left out here"), a.sku);
		refuse(req, res, &w, &p, &errors);
		break;
	case OPTIONS_TOO_MANY:
		field_error(&errors, "/options", "too_many",
			    N_("A product has at most 40 SKUs; these are more combinations"), NULL);
		refuse(req, res, &w, &p, &errors);
		break;
	case OPTIONS_STALE:
		answer_stale(req, res, &w, p.id);
		break;
	case OPTIONS_NOT_FOUND:
		respond_not_found(req, res);
		break;
	}
}
