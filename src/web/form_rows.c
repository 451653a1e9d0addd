/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists and nested objects: JSON arrays, numbered form names ("lines.0.sku"), names given again and
 * again. */
#include <stdlib.h>
#include "base/json.h"
#include "base/text.h"
#include "web/form.h"

#define ROWS_MAX     200 /* of a list that does not say */
#define INDEX_DIGITS 4

static struct form_place place_below(struct form_reader *r, const struct form_place *at,
				     const char *name, const cJSON *object)
{
	struct arena *a = r->c.arena;

	return (struct form_place){
		.object = object,
		.pointer = form_pointer(a, at->pointer, name),
		.prefix = arena_printf(a, "%s%s.", at->prefix, name),
	};
}

/* True: some field below the prefix was filled in. An empty row of a form is no row, and no error.
 */
static bool form_has_below(struct form_reader *r, const char *prefix)
{
	bool any = false;

	for (size_t i = 0; i < r->params->n; i++)
		if (text_starts_with(r->params->v[i].name, prefix))
			any = any ||
			      r->params->v[i].value[strspn(r->params->v[i].value, " \t\r\n")];
	return any;
}

static void form_use_below(struct form_reader *r, const char *prefix)
{
	for (size_t i = 0; i < r->params->n; i++)
		if (text_starts_with(r->params->v[i].name, prefix))
			r->used[i] = true;
}

void form_object(struct form_reader *r, const struct form_place *at, const struct field *f,
		 void *member)
{
	const cJSON *item = r->params ? NULL : json_get(at->object, f->name);
	struct form_place below = place_below(r, at, f->name, item);
	bool absent = r->params ? !form_has_below(r, below.prefix) : !item || cJSON_IsNull(item);

	if (!r->params && !absent && !cJSON_IsObject(item))
		form_error_type(r, at, f);
	else if (!absent || (f->required && r->params))
		form_table(r, &below, f->sub, f->n_sub, member);
	else if (f->required)
		form_error_missing(r, at, f);
	else if (r->params)
		form_use_below(r, below.prefix);
}

static int compare_ints(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* "lines.12.sku" with the prefix "lines." -> 12; -1: not of that shape. */
static int row_index(const char *name, const char *prefix)
{
	size_t digits;

	if (!text_starts_with(name, prefix))
		return -1;
	name += strlen(prefix);
	digits = strspn(name, "0123456789");
	if (digits < 1 || digits > INDEX_DIGITS || name[digits] != '.')
		return -1;
	return atoi(name);
}

/* Gaps are where a row was removed in the browser. */
size_t form_row_indexes(const struct params *params, struct arena *a, const char *prefix, int **out)
{
	int *v = arena_array_of(a, params->n + 1, int);
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < params->n; i++) {
		int index = row_index(params->v[i].name, prefix);

		if (index >= 0)
			v[n++] = index;
	}
	qsort(v, n, sizeof(*v), compare_ints);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || v[i] != v[i - 1])
			v[kept++] = v[i];
	*out = v;
	return kept;
}

bool form_is_plain_list(const struct field *f)
{
	return f->n_sub == 1 && f->sub[0].name[0] == '\0';
}

/* is_given: the list is there, if with nothing in it. */
static bool check_rows(struct form_reader *r, const struct form_place *at, const struct field *f,
		       size_t n, bool is_given)
{
	int64_t max = f->max ? f->max : ROWS_MAX;

	if (n == 0 && f->required)
		form_error_missing(r, at, f);
	else if ((int64_t)n > max)
		form_error(r, at, f, "too_many", N_("At most {arg} rows"),
			   arena_printf(r->c.arena, "%lld", (long long)max));
	else if ((int64_t)n < f->min && is_given)
		form_error(r, at, f, "too_few", N_("At least {arg} rows"),
			   arena_printf(r->c.arena, "%lld", (long long)f->min));
	else
		return true;
	return false;
}

static void *new_rows(struct form_reader *r, const struct field *f, struct field_rows *rows,
		      size_t n)
{
	rows->n = n;
	rows->v = n ? arena_array(r->c.arena, n, f->sub_size) : NULL;
	rows->index = arena_array_of(r->c.arena, n + 1, size_t);
	for (size_t i = 0; i < n; i++)
		rows->index[i] = i;
	return rows->v;
}

static void read_json_row(struct form_reader *r, const struct form_place *at, const struct field *f,
			  const cJSON *item, size_t i, void *row)
{
	struct form_place below = place_below(r, at, arena_printf(r->c.arena, "%zu", i), item);
	const struct field *sub = &f->sub[0];
	const char *text;

	if (!form_is_plain_list(f)) {
		if (cJSON_IsObject(item))
			form_table(r, &below, f->sub, f->n_sub, row);
		else
			field_error(r->errors, below.pointer, "wrong_type",
				    N_("This value has the wrong type"), NULL);
	} else if (form_json_text(r->c.arena, sub, item, &text)) {
		form_set(r, &below, sub, text, (char *)row + sub->offset);
	} else {
		form_error_type(r, &below, sub);
	}
}

static void read_json_list(struct form_reader *r, const struct form_place *at,
			   const struct field *f, struct field_rows *rows)
{
	const cJSON *array = json_get(at->object, f->name), *item;
	struct form_place below = place_below(r, at, f->name, array);
	size_t n = 0;
	char *row;

	if (array && !cJSON_IsNull(array) && !cJSON_IsArray(array)) {
		form_error_type(r, at, f);
		return;
	}
	cJSON_ArrayForEach(item, array) n++;
	if (!check_rows(r, at, f, n, cJSON_IsArray(array)) || !(row = new_rows(r, f, rows, n)))
		return;
	n = 0;
	cJSON_ArrayForEach(item, array)
	{
		read_json_row(r, &below, f, item, n++, row);
		row += f->sub_size;
	}
}

static void read_form_list(struct form_reader *r, const struct form_place *at,
			   const struct field *f, struct field_rows *rows)
{
	struct form_place below = place_below(r, at, f->name, NULL), *filled;
	int *index;
	size_t n = form_row_indexes(r->params, r->c.arena, below.prefix, &index), kept = 0;
	char *row;

	filled = arena_array_of(r->c.arena, n + 1, struct form_place);
	for (size_t i = 0; i < n; i++) {
		filled[kept] =
			place_below(r, &below, arena_printf(r->c.arena, "%d", index[i]), NULL);
		if (form_has_below(r, filled[kept].prefix))
			index[kept++] = index[i];
		else
			form_use_below(r, filled[kept].prefix);
	}
	if (!check_rows(r, at, f, kept, kept > 0)) {
		form_use_below(r, below.prefix);
		return;
	}
	row = new_rows(r, f, rows, kept);
	for (size_t i = 0; i < kept; i++) {
		rows->index[i] = (size_t)index[i];
		form_table(r, &filled[i], f->sub, f->n_sub, row + i * f->sub_size);
	}
}

static bool is_element(const struct param *p, const char *name)
{
	return strcmp(p->name, name) == 0 && p->value[strspn(p->value, " \t\r\n")];
}

/* One name given again and again: the boxes ticked in a list. An empty one is none. */
static void read_form_plain_list(struct form_reader *r, const struct form_place *at,
				 const struct field *f, struct field_rows *rows)
{
	const char *name = arena_printf(r->c.arena, "%s%s", at->prefix, f->name);
	struct form_place below = place_below(r, at, f->name, NULL);
	const struct field *sub = &f->sub[0];
	size_t n = 0;
	char *row;

	for (size_t i = 0; i < r->params->n; i++)
		if (strcmp(r->params->v[i].name, name) == 0) {
			r->used[i] = true;
			n += is_element(&r->params->v[i], name);
		}
	if (!check_rows(r, at, f, n, n > 0) || !(row = new_rows(r, f, rows, n)))
		return;
	n = 0;
	for (size_t i = 0; i < r->params->n; i++)
		if (is_element(&r->params->v[i], name)) {
			struct form_place element =
				place_below(r, &below, arena_printf(r->c.arena, "%zu", n), NULL);

			form_set(r, &element, sub, r->params->v[i].value,
				 row + n++ * f->sub_size + sub->offset);
		}
}

void form_list(struct form_reader *r, const struct form_place *at, const struct field *f,
	       void *member)
{
	if (!r->params)
		read_json_list(r, at, f, member);
	else if (form_is_plain_list(f))
		read_form_plain_list(r, at, f, member);
	else
		read_form_list(r, at, f, member);
}
