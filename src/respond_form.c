/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms as trees: each control with its name, what it shows and what is wrong with it. */
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "respond.h"
#include "visit.h"

struct making {
	struct request *req;
	const struct field_errors *errors;
	const cJSON *now; /* NULL: there is nothing to compare with */
};

static const char *error_of(const struct making *m, const char *name)
{
	for (size_t i = 0; m->errors && i < m->errors->n; i++) {
		const struct field_error *e = &m->errors->v[i];
		if (!strcmp(e->name, name))
			return respond_error_text(m->req, e);
	}
	return NULL;
}

const char *respond_id(struct arena *a, const char *name)
{
	char *id = arena_strdup(a, name);

	for (char *p = id; *p; p++)
		*p = *p == '.' ? '-' : *p;
	return id;
}

/* The member of that dotted name. */
static const cJSON *at(struct arena *a, const cJSON *tree, const char *name)
{
	char *rest = arena_strdup(a, name), *part;

	while (tree && (part = strsep(&rest, ".")))
		tree = cJSON_IsArray(tree) ? cJSON_GetArrayItem(tree, atoi(part))
					   : json_get(tree, part);
	return tree;
}

/* What stands there now, where that is something else than what the control shows. NULL: the same,
 * or nothing to say in a line. */
static const char *differing(const struct making *m, const struct field *f, const cJSON *value,
			     const char *name)
{
	const cJSON *now = m->now ? at(m->req->arena, m->now, name) : NULL;
	const char *shown = cJSON_IsString(value) ? value->valuestring : "";

	if (!m->now || f->kind == FIELD_ENUM || f->kind == FIELD_BOOL || f->kind == FIELD_SECRET)
		return NULL;
	if (!now || cJSON_IsNull(now) || (cJSON_IsString(now) && !*now->valuestring))
		return *shown ? "—" : NULL;
	if (!cJSON_IsString(now))
		return NULL;
	return strcmp(shown, now->valuestring) ? now->valuestring : NULL;
}

static void add_fields(const struct making *m, cJSON *form, const struct field *table, size_t n,
		       const cJSON *values, const char *prefix);

static void add_leaf(const struct making *m, cJSON *form, const struct field *f,
		     const cJSON *values, const char *name)
{
	cJSON *one = json_add_object(form, f->name);
	const cJSON *value = json_get(values, f->name);

	json_add_text(one, "name", name);
	json_add_text(one, "id", respond_id(m->req->arena, name));
	if (value && !cJSON_IsNull(value))
		json_add(one, "value", cJSON_Duplicate(value, true));
	else
		json_add_text(one, "value", "");
	json_add_text(one, "error", error_of(m, name));
	json_add_text(one, "now", differing(m, f, value, name));
	for (size_t i = 0; f->kind == FIELD_ENUM && i < f->n_words; i++)
		json_add_bool(one, arena_printf(m->req->arena, "is_%s", f->words[i]),
			      cJSON_IsString(value) && !strcmp(value->valuestring, f->words[i]));
}

/* What was typed keeps its number, for errors name it; other rows are counted. */
static int number_of(const cJSON *row, int i)
{
	const char *index = json_get_text(row, "index");

	return index ? atoi(index) : i;
}

static void add_rows(const struct making *m, cJSON *form, const struct field *f,
		     const cJSON *values, const char *name)
{
	cJSON *rows = json_add_array(form, f->name);
	const cJSON *row;
	int i = 0;

	cJSON_ArrayForEach(row, json_get(values, f->name))
	{
		cJSON *one = json_append_object(rows);
		int number = number_of(row, i++);

		json_add_int(one, "row", number);
		add_fields(m, one, f->sub, f->n_sub, row,
			   arena_printf(m->req->arena, "%s.%d.", name, number));
	}
	json_add_text(form, arena_printf(m->req->arena, "%s_error", f->name), error_of(m, name));
}

static void add_fields(const struct making *m, cJSON *form, const struct field *table, size_t n,
		       const cJSON *values, const char *prefix)
{
	for (size_t i = 0; i < n; i++) {
		const struct field *f = &table[i];
		const char *name = arena_printf(m->req->arena, "%s%s", prefix, f->name);
		if (f->kind == FIELD_OBJECT)
			add_fields(m, json_add_object(form, f->name), f->sub, f->n_sub,
				   json_get(values, f->name),
				   arena_printf(m->req->arena, "%s.", name));
		else if (f->kind == FIELD_LIST)
			add_rows(m, form, f, values, name);
		else
			add_leaf(m, form, f, values, name);
	}
}

static cJSON *make(const struct making *m, const struct field *table, size_t n, const cJSON *values)
{
	cJSON *form = json_object();

	add_fields(m, form, table, n, values, "");
	return form;
}

cJSON *respond_form(struct request *req, const struct field *table, size_t n, const cJSON *values,
		    const struct field_errors *errors)
{
	return make(&(struct making){ .req = req, .errors = errors }, table, n, values);
}

cJSON *respond_form_beside(struct request *req, const struct field *table, size_t n,
			   const cJSON *values, const cJSON *now)
{
	return make(&(struct making){ .req = req, .now = now }, table, n, values);
}
