/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was typed, as a tree for the template that shows the form again. */
#include "base/json.h"
#include "base/text.h"
#include "web/form.h"

#define ROWS_SHOWN 500

static void typed_table(const struct request *req, cJSON *out, const struct field *table, size_t n,
			const char *prefix);

static void typed_plain_list(const struct request *req, cJSON *array, const char *name)
{
	for (size_t i = 0; i < req->form.n; i++)
		if (strcmp(req->form.v[i].name, name) == 0)
			json_append_text(array, req->form.v[i].value);
}

/* Rows keep their numbers, so that an error's control name still fits. */
static void typed_rows(const struct request *req, cJSON *array, const struct field *f,
		       const char *name)
{
	const char *prefix = arena_printf(req->arena, "%s.", name);
	int *index;
	size_t n = form_row_indexes(&req->form, req->arena, prefix, &index);

	for (size_t i = 0; i < n && i < ROWS_SHOWN; i++) {
		cJSON *row = json_append_object(array);
		const char *number = arena_printf(req->arena, "%d", index[i]);

		json_add_text(row, "index", number);
		typed_table(req, row, f->sub, f->n_sub,
			    arena_printf(req->arena, "%s%s.", prefix, number));
	}
}

static bool is_ticked(const char *value)
{
	return value && *value && strcmp(value, "0") != 0 && strcmp(value, "false") != 0 &&
	       strcmp(value, "off") != 0 && strcmp(value, "no") != 0;
}

static void typed_field(const struct request *req, cJSON *out, const struct field *f,
			const char *name)
{
	const char *value = params_get(&req->form, name);

	switch (f->kind) {
	case FIELD_SECRET:
		break;
	case FIELD_BOOL:
		json_add_bool(out, f->name, is_ticked(value));
		break;
	case FIELD_OBJECT:
		typed_table(req, json_add_object(out, f->name), f->sub, f->n_sub,
			    arena_printf(req->arena, "%s.", name));
		break;
	case FIELD_LIST:
		if (form_is_plain_list(f))
			typed_plain_list(req, json_add_array(out, f->name), name);
		else
			typed_rows(req, json_add_array(out, f->name), f, name);
		break;
	default:
		json_add_text(out, f->name, value);
	}
}

static void typed_table(const struct request *req, cJSON *out, const struct field *table, size_t n,
			const char *prefix)
{
	for (size_t i = 0; i < n; i++)
		typed_field(req, out, &table[i],
			    arena_printf(req->arena, "%s%s", prefix, table[i].name));
}

cJSON *fields_typed(const struct request *req, const struct field *table, size_t n)
{
	cJSON *out = json_object();

	typed_table(req, out, table, n, "");
	return out;
}
