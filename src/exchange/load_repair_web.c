/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Repairs on a checked file's page: each group of problems offers what would help all its lines;
 * the file is checked again with it. */
#include <stddef.h>
#include <string.h>
#include "base/json.h"
#include "exchange/load_web.h"
#include "exchange/web.h"
#include "guard.h"
#include "respond.h"

struct repair_input {
	const char *field, *from, *to;
	int how;
	bool remove;
};
#define AT(member) offsetof(struct repair_input, member)
static const struct field fields[] = {
	{ .name = "field", .kind = FIELD_TEXT, .offset = AT(field), .required = true, .max = 40 },
	{ .name = "how",
	  .kind = FIELD_ENUM,
	  .offset = AT(how),
	  .required = true,
	  .words = repair_word,
	  .label = "import_repair",
	  .n_words = REPAIR__MAX },
	{ .name = "from", .kind = FIELD_TEXT, .offset = AT(from), .max = REPAIR_CHARS },
	{ .name = "to", .kind = FIELD_TEXT, .offset = AT(to), .max = REPAIR_CHARS },
	{ .name = "remove", .kind = FIELD_BOOL, .offset = AT(remove) },
};
enum { FIELDS = sizeof fields / sizeof *fields };

/* ---- what a page offers ---- */

static bool is_typed(const struct request *req, const char *name, const char *value)
{
	const char *typed = params_get(&req->form, name);

	return typed && !strcmp(typed, value);
}

/* Of people no cell is in a report: who repairs says the word. */
static void add_words(const struct request *req, const cJSON *problem, bool personal, cJSON *repair)
{
	cJSON *list = json_add_array(repair, "words"), *v;
	bool wrong = json_get_bool(repair, "is_wrong");
	const cJSON *one;

	if (!json_get_bool(repair, "is_word"))
		return;
	cJSON_ArrayForEach(one, json_get(problem, "words"))
	{
		v = json_append_object(list);
		json_add_text(v, "word", one->valuestring);
		json_add_bool(v, "is_wrong", wrong && is_typed(req, "from", one->valuestring));
	}
	if (!personal)
		return;
	v = json_append_object(list);
	json_add_null(v, "word");
	json_add_bool(v, "is_wrong", wrong);
}

static void add_offer(const struct request *req, const struct load_source *s, const cJSON *problem,
		      cJSON *to)
{
	const char *field = json_get_text(problem, "field");
	enum repair_how or_else, how = repair_of(json_get_text(problem, "problem"), &or_else);
	cJSON *v;

	if (how == REPAIR__MAX || !field) {
		json_add_null(to, "repair");
		return;
	}
	v = json_add_object(to, "repair");
	json_add_text(v, "field", field);
	json_add_bool(v, "is_empty", how == REPAIR_EMPTY);
	json_add_bool(v, "is_comma", how == REPAIR_COMMA);
	json_add_bool(v, "is_day", how == REPAIR_DAY_FIRST);
	json_add_bool(v, "is_word", how == REPAIR_WORD);
	json_add_bool(v, "is_wrong",
		      is_typed(req, "field", field) && is_typed(req, "how", repair_word[how]));
	add_words(req, problem, s->personal, v);
}

void load_web_add_repairs(const struct request *req, const struct load_file *f, cJSON *problems,
			  cJSON *view)
{
	const struct load_source *s = load_source_of(f->kind);
	bool may = f->state == LOAD_CHECKED && f->has_files;
	const cJSON *said = json_get(f->report, "problems"), *one = said ? said->child : NULL;
	cJSON *list = json_add_array(view, "repairs"), *to;

	cJSON_ArrayForEach(to, problems)
	{
		if (may)
			add_offer(req, s, one, to);
		else
			json_add_null(to, "repair");
		one = one->next;
	}
	cJSON_ArrayForEach(one, f->repairs)
	{
		cJSON *v = cJSON_Duplicate(one, true);

		json_add_bool(v, "may_remove", may);
		cJSON_AddItemToArray(list, v);
	}
	json_add_bool(view, "has_repairs", cJSON_GetArraySize(list) > 0);
}

void load_web_add_ways(const struct load_file *f, const cJSON *problem, cJSON *view)
{
	enum repair_how or_else, how = repair_of(json_get_text(problem, "problem"), &or_else);
	cJSON *ways = json_add_array(view, "repairs"), *words = json_add_array(view, "words");
	const cJSON *one;

	if (f->state != LOAD_CHECKED || !f->has_files || how == REPAIR__MAX ||
	    !json_get_text(problem, "field"))
		return;
	json_append_text(ways, repair_word[how]);
	if (or_else != REPAIR__MAX)
		json_append_text(ways, repair_word[or_else]);
	if (how != REPAIR_WORD)
		return;
	cJSON_ArrayForEach(one, json_get(problem, "words"))
	{
		json_append_text(words, one->valuestring);
	}
}

/* ---- repairing ---- */

static void check(const struct load_file *f, const struct repair_input *in, struct repair *out,
		  struct field_errors *errors)
{
	*out = (struct repair){ load_field_of(load_source_of(f->kind), in->field),
				(enum repair_how)in->how, in->from, in->to };
	if (out->field < 0)
		field_error(errors, "/field", "unknown", N_("This is not a field we know"), NULL);
	if (out->how == REPAIR_WORD && !in->from)
		field_error(errors, "/from", "required", N_("Say which word stands in the file"),
			    NULL);
	if (!in->remove && repair_says_to(out->how) && !in->to)
		field_error(errors, "/to", "required", N_("Say what is meant"), NULL);
}

void load_web_repair(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct repair_input in = { 0 };
	struct field_errors errors = { .arena = req->arena };
	struct load_wish wish = { .dry = true,
				  .lang = req->lang,
				  .permissions = req->session->permissions };
	int mapped[RECORD_FIELDS_MAX] = { 0 };
	struct load_file f;
	struct repair r;
	size_t n;

	if (!load_web_find(req, res, &w, &f))
		return;
	if (f.state != LOAD_CHECKED || !f.has_files) {
		if (req->route->face == FACE_API)
			respond_refusal(req, res, 409, "not_checked", load_not_checked);
		else
			respond_redirect(req, res, load_web_path(req, f.id, ""));
		return;
	}
	if (fields_read(req, fields, FIELDS, &in, NULL, &errors))
		check(&f, &in, &r, &errors);
	if (errors.n == 0 && !load_repair(&w, &f, &r, in.remove))
		field_error(&errors, "/how", "too_many",
			    N_("There are 60 repairs, which is the most"), NULL);
	if (errors.n > 0) {
		respond_errors(req, res, "exchange/import",
			       req->wants_json ? NULL : load_web_view(req, &w, &f, NULL), fields,
			       FIELDS, &errors);
		return;
	}
	n = (size_t)cJSON_GetArraySize(f.mapping);
	load_mapping_read(f.kind, f.mapping, mapped, n);
	load_web_answer_begun(req, res, &f, load_start(&w, &f, mapped, n, &wish));
}
