/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bringing a file at the desk: the file, what its columns are, what it would do, and doing it. */
#include "exchange/load_web.h"
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "base/text.h"
#include "exchange/book.h"
#include "exchange/sheet.h"
#include "exchange/web.h"
#include "guard.h"
#include "respond.h"

enum { LIST = 50 };

const char *load_web_path(struct request *req, uint64_t id, const char *tail)
{
	return arena_printf(req->arena, "/desk/imports/%llu%s", (unsigned long long)id, tail);
}

bool load_web_may(const struct request *req, enum load_kind kind)
{
	return may(req, load_source_of(kind)->permission);
}

bool load_web_may_open(const struct request *req, const struct load_file *f)
{
	const struct actor *who = &req->session->actor;

	return load_web_may(req, f->kind) &&
	       (!load_source_of(f->kind)->personal || may(req, PERM_PERSONAL_DATA) ||
		(f->who.kind == who->kind && f->who.id == who->id));
}

/* ---- the list ---- */

void load_web_add_counts(cJSON *v, const cJSON *report)
{
	static const char *const names[] = { "new", "changed", "same", "bad", "rows" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		json_add_int(v, names[i], report ? json_get_int(report, names[i]) : 0);
	json_add_bool(v, "has_report", report != NULL);
}

void load_web_list(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	cJSON *view = json_object(), *list = json_add_array(view, "files"),
	      *kinds = json_add_array(view, "kinds");
	size_t n;
	const struct load_file *all = load_store_list(&w, INT64_MAX, LIST, &n);

	for (size_t i = 0; i < n; i++) {
		cJSON *v = json_append_object(list);

		json_add_id(v, "id", all[i].id);
		json_add_text(v, "kind", load_kind_word[all[i].kind]);
		json_add_text(v, "name", all[i].name);
		json_add_text(v, "who", all[i].who_name);
		json_add_text(v, "state", load_state_word[all[i].state]);
		json_add_instant(v, "created_at", all[i].created_at);
		json_add_bool(v, "may_open", load_web_may_open(req, &all[i]));
		load_web_add_counts(v, all[i].report);
	}
	for (int k = 0; k < LOAD_KIND__MAX; k++)
		if (load_web_may(req, (enum load_kind)k))
			json_add_text(json_append_object(kinds), "kind", load_kind_word[k]);
	json_add_bool(view, "is_empty", n == 0);
	respond_add_export(req, view, "imports");
	respond_view(req, res, "exchange/imports", view);
}

/* ---- bringing ---- */

struct bring_input {
	int kind;
	const char *text;
};
static const struct field bring_fields[] = {
	{ .name = "kind",
	  .kind = FIELD_ENUM,
	  .offset = offsetof(struct bring_input, kind),
	  .required = true,
	  .words = load_kind_word,
	  .label = "import_kind",
	  .n_words = LOAD_KIND__MAX },
	{ .name = "text",
	  .kind = FIELD_NOTE,
	  .offset = offsetof(struct bring_input, text),
	  .max = 60000 },
};
enum { BRING_FIELDS = 2 };

static cJSON *bring_view(enum load_kind kind)
{
	const struct load_source *s = load_source_of(kind);
	cJSON *view = json_object(), *list = json_add_array(view, "fields");

	json_add_text(view, "kind", load_kind_word[kind]);
	for (size_t i = 0; i < s->n_fields; i++) {
		cJSON *one = json_append_object(list);

		json_add_text(one, "field", s->fields[i].word);
		json_add_bool(one, "required", s->fields[i].required);
	}
	return view;
}

void load_web_form(struct request *req, struct response *res)
{
	struct bring_input in = { 0 };
	struct field_errors errors = { .arena = req->arena };
	cJSON *view, *values = json_object();

	(void)!fields_read_query(req, bring_fields, 1, &in, NULL, &errors);
	if (!load_web_may(req, (enum load_kind)in.kind)) {
		respond_not_found(req, res);
		return;
	}
	view = bring_view((enum load_kind)in.kind);
	json_add_text(values, "kind", load_kind_word[in.kind]);
	json_add(view, "form", respond_form(req, bring_fields, BRING_FIELDS, values, NULL));
	respond_view(req, res, "exchange/import_new", view);
}

/* Two lines to begin with, in the reader's language. */
void load_web_template(struct request *req, struct response *res)
{
	static const struct sheet_column text[LOAD_FIELDS_MAX] = { 0 };
	struct bring_input in = { 0 };
	struct field_errors errors = { .arena = req->arena };
	const struct load_source *s;
	const char *cell[LOAD_FIELDS_MAX];

	(void)!fields_read_query(req, bring_fields, 1, &in, NULL, &errors);
	s = load_source_of((enum load_kind)in.kind);
	buf_addlit(&res->body, "\xef\xbb\xbf");
	for (size_t i = 0; i < s->n_fields; i++)
		cell[i] = respond_words(req, s->fields[i].label);
	sheet_row(&res->body, text, cell, s->n_fields);
	for (int line = 0; line < 2; line++) {
		for (size_t i = 0; i < s->n_fields; i++)
			cell[i] = s->fields[i].example[line];
		sheet_row(&res->body, text, cell, s->n_fields);
	}
	res->status = 200;
	res->content_type = "text/csv; charset=utf-8";
	response_header(res, "Content-Disposition",
			arena_printf(req->arena, "attachment; filename=\"%s-template.csv\"",
				     load_kind_word[in.kind]));
}

/* As whoever brought it calls it, without a path, in one line. */
static const char *name_of(struct request *req)
{
	const char *name = req->file.p ? req->file.name : respond_words(req, N_("pasted text"));
	const char *slash = strrchr(name, '/');
	char *clean = text_clean(req->arena, slash ? slash + 1 : name, true);

	if (!clean || !*clean)
		return "file";
	return text_length(clean) > 200 ? "file" : clean;
}

static void check_file(struct request *req, const struct bring_input *in,
		       struct field_errors *errors)
{
	const struct upload *f = &req->file;

	if (!load_web_may(req, (enum load_kind)in->kind))
		field_error(errors, "/kind", "not_permitted", N_("Your role doesn’t allow this"),
			    NULL);
	else if (!f->p && !in->text)
		field_error(errors, "/text", "required", N_("Choose a file, or paste its lines"),
			    NULL);
	else if (f->p && f->len == 0)
		field_error(errors, "/text", "empty", N_("The file is empty"), NULL);
	else if (f->p && f->len > LOAD_BYTES_MAX)
		field_error(errors, "/text", "too_large", N_("At most 50 MB at once"), NULL);
	else if (f->p && book_is_closed(f->p, f->len))
		field_error(errors, "/text", "closed_book",
			    N_("This workbook is protected by a password, or of an old kind "
			       "(.xls). Save it as .xlsx without a password"),
			    NULL);
	else if (f->p && !book_is_one(f->p, f->len) &&
		 memchr(f->p, '\0', f->len < 65536 ? f->len : 65536))
		field_error(errors, "/text", "no_table",
			    N_("This is no table: bring CSV, TSV or XLSX"), NULL);
}

void load_web_bring(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct bring_input in = { 0 };
	struct field_errors errors = { .arena = req->arena };
	uint64_t id;

	if (fields_read(req, bring_fields, BRING_FIELDS, &in, NULL, &errors))
		check_file(req, &in, &errors);
	if (errors.n > 0) {
		respond_errors(req, res, "exchange/import_new", bring_view((enum load_kind)in.kind),
			       bring_fields, BRING_FIELDS, &errors);
		return;
	}
	id = load_bring(&w, (enum load_kind)in.kind, name_of(req),
			req->file.p ? req->file.p : in.text,
			req->file.p ? req->file.len : strlen(in.text));
	respond_done(req, res, 201, NULL, load_web_path(req, id, ""), "success", NULL);
}
