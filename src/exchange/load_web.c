/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bringing a file at the desk: the file, what its columns are, what it would do, and doing it. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "base/text.h"
#include "exchange/load.h"
#include "exchange/sheet.h"
#include "exchange/web.h"
#include "guard.h"
#include "respond.h"

enum { LIST = 50, LINES = 6, SAMPLES = 3 };

static const char *path_of(struct request *req, uint64_t id, const char *tail)
{
	return arena_printf(req->arena, "/desk/imports/%llu%s", (unsigned long long)id, tail);
}

static bool may_bring(const struct request *req, enum load_kind kind)
{
	return may(req, load_source_of(kind)->permission);
}

/* ---- the list ---- */

static void add_counts(cJSON *v, const cJSON *report)
{
	static const char *const names[] = { "new", "changed", "same", "bad", "rows" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		json_add_int(v, names[i], report ? json_get_int(report, names[i]) : 0);
	json_add_bool(v, "has_report", report != NULL);
}

static void add_file(struct work *w, const struct load_file *f, cJSON *v)
{
	struct task t;
	bool lost = (f->state == LOAD_CHECKING || f->state == LOAD_RUNNING) &&
		    (!task_find(w, f->task_id, &t) || t.state != TASK_OPEN);

	json_add_id(v, "id", f->id);
	json_add_text(v, "kind", load_kind_word[f->kind]);
	json_add_text(v, "name", f->name);
	json_add_text(v, "who", f->who_name);
	json_add_text(v, "state", load_state_word[f->state]);
	json_add_bool(v, "is_broken_off", lost);
	json_add_instant(v, "created_at", f->created_at);
	json_add_id(v, "task", f->task_id);
	json_add_bool(v, "has_files", f->has_files);
	add_counts(v, f->report);
}

void load_web_list(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	cJSON *view = json_object(), *list = json_add_array(view, "files"),
	      *kinds = json_add_array(view, "kinds");
	size_t n;
	const struct load_file *all = load_store_list(&w, LIST, &n);

	for (size_t i = 0; i < n; i++) {
		cJSON *v = json_append_object(list);

		json_add_id(v, "id", all[i].id);
		json_add_text(v, "kind", load_kind_word[all[i].kind]);
		json_add_text(v, "name", all[i].name);
		json_add_text(v, "who", all[i].who_name);
		json_add_text(v, "state", load_state_word[all[i].state]);
		json_add_instant(v, "created_at", all[i].created_at);
		json_add_bool(v, "may_open", may_bring(req, all[i].kind));
		add_counts(v, all[i].report);
	}
	for (int k = 0; k < LOAD_KIND__MAX; k++)
		if (may_bring(req, (enum load_kind)k))
			json_add_text(json_append_object(kinds), "kind", load_kind_word[k]);
	json_add_bool(view, "is_empty", n == 0);
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
	if (!may_bring(req, (enum load_kind)in.kind)) {
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

	if (!may_bring(req, (enum load_kind)in->kind))
		field_error(errors, "/kind", "not_permitted", N_("Your role doesn’t allow this"),
			    NULL);
	else if (!f->p && !in->text)
		field_error(errors, "/text", "required", N_("Choose a file, or paste its lines"),
			    NULL);
	else if (f->p && f->len == 0)
		field_error(errors, "/text", "empty", N_("The file is empty"), NULL);
	else if (f->p && f->len > LOAD_BYTES_MAX)
		field_error(errors, "/text", "too_large", N_("At most 50 MB at once"), NULL);
	else if (f->p && f->len >= 4 && !memcmp(f->p, "PK\3\4", 4))
		field_error(errors, "/text", "no_text",
			    N_("This is a workbook. Save it as CSV (UTF-8) and choose that file"),
			    NULL);
	else if (f->p && memchr(f->p, '\0', f->len < 65536 ? f->len : 65536))
		field_error(errors, "/text", "no_text", N_("This is no text file (CSV or TSV)"),
			    NULL);
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
	respond_done(req, res, 201, NULL, path_of(req, id, ""), "success", NULL);
}

/* ---- one of them ---- */

static bool find_file(struct request *req, struct response *res, struct work *w,
		      struct load_file *out)
{
	char *end;
	uint64_t id = strtoull(req->path_param[0], &end, 10);

	if (!*end && load_store_find(w, id, out) && may_bring(req, out->kind))
		return true;
	respond_not_found(req, res);
	return false;
}

static void add_choices(cJSON *view, const char *name, const char *const *words, int n, int chosen)
{
	cJSON *list = json_add_array(view, name);

	for (int i = 0; i < n; i++) {
		cJSON *one = json_append_object(list);

		json_add_text(one, "value", words[i]);
		json_add_bool(one, "chosen", i == chosen);
	}
}

static void add_column(const struct load_source *s, const struct load_line *lines, size_t n,
		       size_t c, int chosen, cJSON *columns)
{
	cJSON *one = json_append_object(columns), *samples = json_add_array(one, "samples"),
	      *fields = json_add_array(one, "fields");

	json_add_int(one, "at", (int64_t)c);
	json_add_text(one, "head", lines[0].cell[c]);
	json_add_bool(one, "is_ignored", chosen < 0);
	for (size_t i = 1; i < n && i <= SAMPLES; i++)
		json_append_text(samples, c < lines[i].n ? lines[i].cell[c] : "");
	for (size_t i = 0; i < s->n_fields; i++) {
		cJSON *f = json_append_object(fields);

		json_add_text(f, "field", s->fields[i].word);
		json_add_bool(f, "required", s->fields[i].required);
		json_add_bool(f, "chosen", chosen == (int)i);
	}
}

/* What the columns were said to be, or are suggested to be. */
static void columns_of(struct work *w, const struct load_file *f, const struct load_line *heads,
		       int *fields)
{
	const struct load_source *s = load_source_of(f->kind);
	const cJSON *one;
	size_t c = 0;

	load_suggest(w, f->kind, heads, fields);
	if ((size_t)cJSON_GetArraySize(f->mapping) != heads->n)
		return;
	cJSON_ArrayForEach(one, f->mapping)
	{
		fields[c] = LOAD_IGNORED;
		for (size_t i = 0; cJSON_IsString(one) && i < s->n_fields; i++)
			if (!strcmp(s->fields[i].word, one->valuestring))
				fields[c] = (int)i;
		c++;
	}
}

static void add_reading(struct work *w, const struct load_file *f, const int *said, cJSON *view)
{
	struct load_line lines[LINES];
	size_t n = load_first_lines(w, f, lines, LINES), mapped = 0;
	int fields[RECORD_FIELDS_MAX];
	cJSON *columns = json_add_array(view, "columns");

	add_choices(view, "encodings", load_encoding_word, ENCODING__MAX, (int)f->encoding);
	add_choices(view, "delimiters", load_delimiter_word, DELIMITER__MAX, (int)f->delimiter);
	json_add_bool(view, "is_readable", n > 1);
	if (n > 0)
		columns_of(w, f, &lines[0], fields);
	for (size_t c = 0; n > 0 && c < lines[0].n; c++) {
		int field = said ? said[c] : fields[c];

		mapped += field >= 0;
		add_column(load_source_of(f->kind), lines, n, c, field, columns);
	}
	json_add_int(view, "n_mapped", (int64_t)mapped);
	json_add_int(view, "n_columns", n > 0 ? (int64_t)lines[0].n : 0);
}

static void add_problems(struct work *w, const struct load_file *f, cJSON *view)
{
	cJSON *list = json_add_array(view, "problems"), *samples = json_add_array(view, "samples");
	const cJSON *one, *line;

	cJSON_ArrayForEach(one, json_get(f->report, "problems"))
	{
		cJSON *v = json_append_object(list);
		const cJSON *lines = json_get(one, "lines");
		struct buf where;

		json_add_text(v, "problem", json_get_text(one, "problem"));
		json_add_text(v, "field", json_get_text(one, "field"));
		json_add_int(v, "n", json_get_int(one, "n"));
		json_add_text(v, "example", json_get_text(one, "example"));
		buf_init(&where, w->arena);
		cJSON_ArrayForEach(line, lines)
		{
			buf_addf(&where, "%s%lld", where.len ? ", " : "",
				 (long long)line->valuedouble);
		}
		json_add_text(v, "where", where.p);
		json_add_bool(v, "has_more", json_get_int(one, "n") > cJSON_GetArraySize(lines));
	}
	cJSON_ArrayForEach(one, json_get(f->report, "samples"))
	{
		cJSON *v = json_append_object(samples);

		json_add_int(v, "line", json_get_int(one, "line"));
		json_add_text(v, "key", json_get_text(one, "key"));
		json_add_text(v, "field", json_get_text(one, "field"));
		json_add_text(v, "was", json_get_text(one, "was"));
		json_add_text(v, "now", json_get_text(one, "now"));
	}
	json_add_bool(view, "has_problems", cJSON_GetArraySize(list) > 0);
	json_add_bool(view, "has_samples", cJSON_GetArraySize(samples) > 0);
}

static cJSON *file_view(struct work *w, const struct load_file *f, const int *said)
{
	cJSON *view = json_object();

	add_file(w, f, view);
	json_add_bool(view, "is_brought", f->state == LOAD_BROUGHT && f->has_files);
	json_add_bool(view, "is_at_work",
		      (f->state == LOAD_CHECKING || f->state == LOAD_RUNNING) &&
			      !json_get_bool(view, "is_broken_off"));
	json_add_bool(view, "is_checked", f->state == LOAD_CHECKED);
	json_add_bool(view, "is_done", f->state == LOAD_DONE);
	json_add_bool(view, "may_run",
		      f->state == LOAD_CHECKED && f->has_files && f->report &&
			      json_get_int(f->report, "new") + json_get_int(f->report, "changed") >
				      0);
	json_add_bool(view, "has_failed",
		      f->report && json_get_int(f->report, "bad") > 0 && f->has_files);
	json_add_bool(view, "is_mapping", json_get_bool(view, "is_brought"));
	if (json_get_bool(view, "is_mapping"))
		add_reading(w, f, said, view);
	add_problems(w, f, view);
	return view;
}

void load_web_show(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct load_file f;

	if (find_file(req, res, &w, &f)) {
		cJSON *view = file_view(&w, &f, NULL);

		json_add(view, "form", json_object());
		respond_view(req, res, "exchange/import", view);
	}
}

struct read_input {
	int encoding, delimiter;
};
static const struct field read_fields[] = {
	{ .name = "encoding",
	  .kind = FIELD_ENUM,
	  .offset = offsetof(struct read_input, encoding),
	  .required = true,
	  .words = load_encoding_word,
	  .label = "encoding",
	  .n_words = ENCODING__MAX },
	{ .name = "delimiter",
	  .kind = FIELD_ENUM,
	  .offset = offsetof(struct read_input, delimiter),
	  .required = true,
	  .words = load_delimiter_word,
	  .label = "delimiter",
	  .n_words = DELIMITER__MAX },
};

/* Also the way back from what was checked. */
void load_web_read_as(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct read_input in = { 0 };
	struct field_errors errors = { .arena = req->arena };
	struct load_file f;

	if (!find_file(req, res, &w, &f))
		return;
	if (!fields_read(req, read_fields, 2, &in, NULL, &errors)) {
		respond_errors(req, res, "exchange/import", file_view(&w, &f, NULL), read_fields, 2,
			       &errors);
		return;
	}
	load_read_as(&w, f.id, (enum load_encoding)in.encoding, (enum load_delimiter)in.delimiter);
	respond_done(req, res, 204, NULL, path_of(req, f.id, ""), "success", NULL);
}

struct check_input {
	struct field_rows map; /* const char *: our field of each column, or "-" */
};
static const struct field one_column[] = { { "", FIELD_TEXT, 0, .max = 40 } };
static const struct field check_fields[] = {
	{ .name = "map",
	  .kind = FIELD_LIST,
	  .offset = offsetof(struct check_input, map),
	  .required = true,
	  .max = RECORD_FIELDS_MAX,
	  .sub = one_column,
	  .n_sub = 1,
	  .sub_size = sizeof(const char *) },
};

static void read_map(struct request *req, const struct load_file *f, const struct field_rows *map,
		     int *fields, struct field_errors *errors)
{
	const struct load_source *s = load_source_of(f->kind);
	const char *const *words = map->v;
	int missing, twice;

	for (size_t c = 0; c < map->n; c++) {
		fields[c] = LOAD_IGNORED;
		for (size_t i = 0; words[c] && i < s->n_fields; i++)
			if (!strcmp(s->fields[i].word, words[c]))
				fields[c] = (int)i;
	}
	missing = load_missing(f->kind, fields, map->n, &twice);
	if (missing >= 0)
		field_error(errors, "/map", "required",
			    N_("Say which column is “{arg}”: no row can be taken over without it"),
			    respond_words(req, s->fields[missing].label));
	else if (twice >= 0)
		field_error(errors, "/map", "given_twice",
			    N_("Two columns are said to be “{arg}”: choose one"),
			    respond_words(req, s->fields[twice].label));
}

void load_web_check(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct check_input in = { 0 };
	struct field_errors errors = { .arena = req->arena };
	int fields[RECORD_FIELDS_MAX] = { 0 };
	struct load_file f;
	uint64_t task;

	if (!find_file(req, res, &w, &f))
		return;
	if (f.state != LOAD_BROUGHT || !f.has_files) {
		respond_redirect(req, res, path_of(req, f.id, ""));
		return;
	}
	if (fields_read(req, check_fields, 1, &in, NULL, &errors))
		read_map(req, &f, &in.map, fields, &errors);
	if (errors.n > 0) {
		respond_errors(req, res, "exchange/import",
			       file_view(&w, &f, in.map.n ? fields : NULL), check_fields, 1,
			       &errors);
		return;
	}
	task = load_start(&w, &f, fields, in.map.n, true, req->session->permissions, req->lang);
	respond_done(req, res, 204, NULL,
		     arena_printf(req->arena, "/desk/tasks/%llu", (unsigned long long)task),
		     "success", NULL);
}

void load_web_run(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	int fields[RECORD_FIELDS_MAX] = { 0 };
	struct load_line none = { 0 };
	struct load_file f;
	uint64_t task;

	if (!find_file(req, res, &w, &f))
		return;
	none.n = (size_t)cJSON_GetArraySize(f.mapping);
	none.cell = arena_array_of(req->arena, none.n + 1, const char *);
	for (size_t i = 0; i < none.n; i++)
		none.cell[i] = "";
	if (f.state != LOAD_CHECKED || !f.has_files) {
		respond_redirect(req, res, path_of(req, f.id, ""));
		return;
	}
	columns_of(&w, &f, &none, fields);
	task = load_start(&w, &f, fields, none.n, false, req->session->permissions, req->lang);
	if (!task)
		respond_refusal(req, res, 409, "another_is_running",
				N_("Another file of this kind is being taken over. Wait until it "
				   "is through."));
	else
		respond_done(req, res, 204, NULL,
			     arena_printf(req->arena, "/desk/tasks/%llu", (unsigned long long)task),
			     "success", NULL);
}

void load_web_failed(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct load_file f;

	if (!find_file(req, res, &w, &f))
		return;
	if ((f.state != LOAD_CHECKED && f.state != LOAD_DONE) ||
	    !respond_file(req, res, load_path(&w, f.id, "failed"),
			  arena_printf(req->arena, "%s-failed-lines.csv", load_kind_word[f.kind]),
			  "text/csv; charset=utf-8"))
		respond_not_found(req, res);
}
