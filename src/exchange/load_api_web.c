/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Programs bring files: taken in and checked by one request, looked at, and taken over by another.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "exchange/load_web.h"
#include "exchange/web.h"
#include "guard.h"
#include "respond.h"

enum { TEXT_MAX = 4 << 20, NAME_CHARS = 200 };

struct draft_input {
	int kind;
	const char *text, *name, *mapping;
};
#define AT(member) offsetof(struct draft_input, member)
static const struct field draft_fields[] = {
	{ .name = "kind",
	  .kind = FIELD_ENUM,
	  .offset = AT(kind),
	  .required = true,
	  .words = load_kind_word,
	  .label = "import_kind",
	  .n_words = LOAD_KIND__MAX },
	{ .name = "text",
	  .kind = FIELD_NOTE,
	  .offset = AT(text),
	  .required = true,
	  .max = TEXT_MAX },
	{ .name = "name", .kind = FIELD_TEXT, .offset = AT(name), .max = NAME_CHARS },
	{ .name = "mapping", .kind = FIELD_TEXT, .offset = AT(mapping), .max = LOAD_MAPPING_NAME },
};
enum { DRAFT_FIELDS = sizeof draft_fields / sizeof *draft_fields };

static void check_mapped(struct request *req, enum load_kind kind, const struct load_line *heads,
			 const int *fields, struct field_errors *errors)
{
	int twice, missing = load_missing(kind, fields, heads->n, &twice);

	if (missing >= 0)
		field_error(errors, "/text", "unmapped",
			    N_("No column is “{arg}”: name it so, or say by which mapping it is"),
			    respond_words(req, load_source_of(kind)->fields[missing].label));
}

void load_api_bring(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct draft_input in = { .name = "program" };
	struct field_errors errors = { .arena = req->arena };
	struct load_wish wish = { .dry = true, .lang = req->lang };
	int fields[RECORD_FIELDS_MAX] = { 0 };
	struct load_line heads = { 0 };
	struct load_file f;
	uint64_t id;
	cJSON *view = json_object();

	if (fields_read(req, draft_fields, DRAFT_FIELDS, &in, NULL, &errors) &&
	    !load_web_may(req, (enum load_kind)in.kind))
		field_error(&errors, "/kind", "not_permitted", N_("Your role doesn’t allow this"),
			    NULL);
	if (errors.n > 0) {
		respond_errors(req, res, NULL, NULL, draft_fields, DRAFT_FIELDS, &errors);
		return;
	}
	id = load_bring(&w, (enum load_kind)in.kind, in.name, in.text, strlen(in.text));
	if (!load_store_find(&w, id, &f) || load_first_lines(&w, &f, &heads, 1) == 0)
		field_error(&errors, "/text", "no_table", N_("There are no lines in it"), NULL);
	else if (!load_map(&w, f.kind, in.mapping, &heads, fields))
		field_error(&errors, "/mapping", "not_found",
			    N_("No mapping of this name is saved"), NULL);
	else
		check_mapped(req, f.kind, &heads, fields, &errors);
	if (errors.n > 0) {
		respond_errors(req, res, NULL, NULL, draft_fields, DRAFT_FIELDS, &errors);
		return;
	}
	wish.permissions = req->session->permissions;
	load_start(&w, &f, fields, heads.n, &wish);
	json_add_id(view, "id", id);
	respond_done(req, res, 201, view,
		     arena_printf(req->arena, "/api/v1/imports/%llu", (unsigned long long)id),
		     "success", NULL);
}

static cJSON *import_view(const struct load_file *f)
{
	static const char *const counts[] = { "rows", "new", "changed", "same", "bad" };
	cJSON *view = json_object(), *problems = json_add_array(view, "problems");
	const cJSON *one;

	json_add_id(view, "id", f->id);
	json_add_text(view, "kind", load_kind_word[f->kind]);
	json_add_text(view, "name", f->name);
	json_add_text(view, "state", load_state_word[f->state]);
	json_add_instant(view, "created_at", f->created_at);
	json_add_instant(view, "ended_at", f->ended_at);
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		json_add_int(view, counts[i], f->report ? json_get_int(f->report, counts[i]) : 0);
	cJSON_ArrayForEach(one, json_get(f->report, "problems"))
	{
		cJSON *v = json_append_object(problems);

		json_add_text(v, "problem", json_get_text(one, "problem"));
		json_add_text(v, "field", json_get_text(one, "field"));
		json_add_int(v, "n", json_get_int(one, "n"));
		json_add(v, "lines", cJSON_Duplicate(json_get(one, "lines"), true));
		load_web_add_ways(f, one, v);
	}
	json_add(view, "repairs", f->repairs ? cJSON_Duplicate(f->repairs, true) : json_array());
	return view;
}

/* Files that the key may not open stand there without their name. */
void load_api_list(struct request *req, struct response *res)
{
	struct list_page page;
	struct work w = work_of(req);
	cJSON *view = json_object(), *list = json_add_array(view, "imports");
	const struct load_file *all;
	size_t n, limit;

	if (!paged_read_page(req, res, &page))
		return;
	limit = (size_t)page.limit;
	all = load_store_list(&w, paged_below(&page), limit + 1, &n);
	for (size_t i = 0; i < n && i < limit; i++) {
		bool may_open = load_web_may_open(req, &all[i]);
		cJSON *one = json_append_object(list);

		json_add_id(one, "id", all[i].id);
		json_add_text(one, "kind", load_kind_word[all[i].kind]);
		json_add_text(one, "name", may_open ? all[i].name : NULL);
		json_add_text(one, "state", load_state_word[all[i].state]);
		json_add_instant(one, "created_at", all[i].created_at);
		json_add_bool(one, "may_open", may_open);
		load_web_add_counts(one, all[i].report);
	}
	paged_respond_rows(req, res, view, list, n > limit);
}

void load_api_show(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct load_file f;

	if (load_web_find(req, res, &w, &f))
		respond_view(req, res, NULL, import_view(&f));
}

const char load_not_checked[] = N_("It is not checked, or it was taken over already.");

static void take_over(struct request *req, struct response *res, struct work *w,
		      const struct load_file *f, bool tells)
{
	struct load_wish wish = { .tells = tells,
				  .lang = req->lang,
				  .permissions = req->session->permissions };
	size_t n = (size_t)cJSON_GetArraySize(f->mapping);
	int fields[RECORD_FIELDS_MAX] = { 0 };
	cJSON *view = json_object();

	load_mapping_read(f->kind, f->mapping, fields, n);
	if (!load_start(w, f, fields, n, &wish)) {
		respond_refusal(req, res, 409, "another_is_running", load_another_is_running);
		return;
	}
	json_add_id(view, "id", f->id);
	respond_done(req, res, 200, view, "", "success", NULL);
}

void load_api_run(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct load_run_input in = { 0 };
	struct field_errors errors = { .arena = req->arena };
	struct load_file f;

	if (!load_web_find(req, res, &w, &f))
		return;
	if (!fields_read(req, load_run_fields, LOAD_RUN_FIELDS, &in, NULL, &errors))
		respond_errors(req, res, NULL, NULL, load_run_fields, LOAD_RUN_FIELDS, &errors);
	else if (f.state != LOAD_CHECKED || !f.has_files)
		respond_refusal(req, res, 409, "not_checked", load_not_checked);
	else
		take_over(req, res, &w, &f, in.tells);
}
