/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks a table of fields over a JSON body or a form's names, and gathers every error. */
#include "web/form.h"
#include <math.h>
#include "base/json.h"
#include "base/text.h"

#define VERSION_NEVER INT32_MAX /* nothing is changed so often */

static const struct field *find_field(const struct field *table, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(table[i].name, name) == 0)
			return &table[i];
	return NULL;
}

/* ---- one value ---- */

/* The one parameter of that name, marked as used; *twice: there is another. */
static const char *take_param(struct form_reader *r, const char *name, bool *twice)
{
	const char *value = NULL;

	*twice = false;
	for (size_t i = 0; i < r->params->n; i++) {
		if (strcmp(r->params->v[i].name, name) != 0)
			continue;
		*twice = value != NULL;
		value = r->params->v[i].value;
		r->used[i] = true;
	}
	return value;
}

bool form_json_text(struct arena *a, const struct field *f, const cJSON *item, const char **text)
{
	if (!item || cJSON_IsNull(item))
		*text = NULL;
	else if (cJSON_IsNumber(item) && f->kind == FIELD_INT)
		/* Beyond 2^53 the strict gate lets only fractions and exponents through; printed
		 * so, they are refused as such. */
		*text = fabs(item->valuedouble) < 0x1p53 &&
					trunc(item->valuedouble) == item->valuedouble
				? arena_printf(a, "%.0f", item->valuedouble)
				: arena_printf(a, "%.15g", item->valuedouble);
	else if (cJSON_IsBool(item) && f->kind == FIELD_BOOL)
		*text = cJSON_IsTrue(item) ? "true" : "false";
	else if (cJSON_IsString(item) && f->kind != FIELD_BOOL && f->kind != FIELD_INT)
		*text = item->valuestring;
	else
		return false;
	return true;
}

void form_set(struct form_reader *r, const struct form_place *at, const struct field *f,
	      const char *text, void *member)
{
	bool is_instant = f->kind == FIELD_DATE || f->kind == FIELD_TIME;
	struct form_problem p = { NULL, NULL, NULL };
	enum form_outcome o = text ? form_value(&r->c, f, text, member, &p) : FORM_EMPTY;

	if (o == FORM_BAD)
		form_error(r, at, f, p.code, p.message, p.arg);
	else if (o == FORM_EMPTY && f->required)
		form_error_missing(r, at, f);
	if (o != FORM_SET && is_instant && ((struct instant *)member)->us == 0)
		*(struct instant *)member = INSTANT_NONE;
}

static void read_value(struct form_reader *r, const struct form_place *at, const struct field *f,
		       void *member)
{
	const char *text;
	bool twice = false;

	if (r->params) {
		text = take_param(r, arena_printf(r->c.arena, "%s%s", at->prefix, f->name), &twice);
	} else if (!form_json_text(r->c.arena, f, json_get(at->object, f->name), &text)) {
		form_error_type(r, at, f);
		return;
	}
	if (twice)
		form_error(r, at, f, "given_twice", N_("This was given twice"), NULL);
	else
		form_set(r, at, f, text, member);
}

/* ---- a table ---- */

static void refuse_unknown_members(struct form_reader *r, const struct form_place *at,
				   const struct field *table, size_t n)
{
	const cJSON *item;

	cJSON_ArrayForEach(item, at->object) if (!find_field(table, n, item->string))
		field_error(r->errors, form_pointer(r->c.arena, at->pointer, item->string),
			    "unknown", N_("This is not a field we know"), NULL);
}

void form_table(struct form_reader *r, const struct form_place *at, const struct field *table,
		size_t n, void *target)
{
	if (!r->params)
		refuse_unknown_members(r, at, table, n);
	for (size_t i = 0; i < n; i++) {
		void *member = (char *)target + table[i].offset;

		if (table[i].kind == FIELD_LIST)
			form_list(r, at, &table[i], member);
		else if (table[i].kind == FIELD_OBJECT)
			form_object(r, at, &table[i], member);
		else
			read_value(r, at, &table[i], member);
	}
}

/* The program's own: every form may carry them. */
static bool is_ours(const char *name)
{
	return strcmp(name, "csrf") == 0 || strcmp(name, "form_key") == 0 ||
	       strcmp(name, "in") == 0 || text_starts_with(name, "do");
}

static void refuse_unknown_names(struct form_reader *r)
{
	for (size_t i = 0; i < r->params->n; i++) {
		const char *name = r->params->v[i].name;
		char *pointer;

		if (r->used[i] || is_ours(name))
			continue;
		pointer = form_pointer(r->c.arena, "", name);
		for (char *p = pointer; *p; p++)
			if (*p == '.')
				*p = '/';
		field_error(r->errors, pointer, "unknown", N_("This is not a field we know"), NULL);
	}
}

static struct form_reader new_reader(const struct request *req, const struct params *params,
				     const char *currency, struct field_errors *errors)
{
	if (!errors->arena)
		errors->arena = req->arena;
	return (struct form_reader){
		.c = { req->arena, currency, req->country ? req->country : "CN" },
		.params = params,
		.used = params ? arena_array_of(req->arena, params->n + 1, bool) : NULL,
		.errors = errors,
	};
}

/* If-Match (RFC 9110, 13.1.1): the version as an entity tag, "12"; W/"12" too, for who packs an
 * answer on its way weakens its tag, and the version is the same. What is no such tag matches none;
 * with a version in the body, both must be the same. */
static void take_if_match(const char *if_match, int64_t *version)
{
	int64_t wanted = VERSION_NEVER;
	size_t len;
	char digits[12];

	if (strcmp(if_match, "*") == 0)
		return;
	if (text_starts_with(if_match, "W/"))
		if_match += 2;
	len = strlen(if_match);
	if (len > 2 && len < sizeof digits && if_match[0] == '"' && if_match[len - 1] == '"') {
		memcpy(digits, if_match + 1, len - 2);
		digits[len - 2] = '\0';
		if (!text_to_i64(digits, 1, INT32_MAX - 1, &wanted))
			wanted = VERSION_NEVER;
	}
	*version = *version == 0 || *version == wanted ? wanted : VERSION_NEVER;
}

static void take_conditions(const struct request *req, const struct field *table, size_t n,
			    void *target)
{
	for (size_t i = 0; req->if_match && i < n; i++)
		if (table[i].kind == FIELD_INT && strcmp(table[i].name, "version") == 0)
			take_if_match(req->if_match,
				      (int64_t *)(void *)((char *)target + table[i].offset));
}

bool fields_read(const struct request *req, const struct field *table, size_t n, void *target,
		 const char *currency, struct field_errors *errors)
{
	struct form_reader r = new_reader(req, req->json ? NULL : &req->form, currency, errors);
	struct form_place top = { req->json, "", "" };
	size_t before = errors->n;

	form_table(&r, &top, table, n, target);
	take_conditions(req, table, n, target);
	if (r.params)
		refuse_unknown_names(&r);
	return errors->n == before;
}

bool fields_read_query(const struct request *req, const struct field *table, size_t n, void *target,
		       const char *currency, struct field_errors *errors)
{
	struct form_reader r = new_reader(req, &req->query, currency, errors);
	struct form_place top = { NULL, "", "" };
	size_t before = errors->n;

	form_table(&r, &top, table, n, target);
	return errors->n == before;
}

const char *field_read_text(struct arena *a, const struct field *f, const char *text,
			    const char *currency, const char *country, void *member)
{
	struct form_context c = { .arena = a, .currency = currency, .country = country };
	struct form_problem p = { NULL, NULL, NULL };

	return text && form_value(&c, f, text, member, &p) == FORM_BAD ? p.code : NULL;
}
