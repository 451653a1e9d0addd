/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a brought file: how it is read, what its columns are, what it would do, and doing it.
 */
#include "exchange/load_web.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "exchange/web.h"
#include "guard.h"
#include "respond.h"

enum { LINES = 6, SAMPLES = 3 };

static bool load_is_at_work(const struct load_file *f)
{
	return f->state == LOAD_CHECKING || f->state == LOAD_RUNNING || f->state == LOAD_UNDOING;
}

static void add_file(struct work *w, const struct load_file *f, cJSON *v)
{
	struct task t;
	bool lost = load_is_at_work(f) && (!task_find(w, f->task_id, &t) || t.state != TASK_OPEN);

	json_add_id(v, "id", f->id);
	json_add_text(v, "kind", load_kind_word[f->kind]);
	json_add_text(v, "name", f->name);
	json_add_text(v, "who", f->who_name);
	json_add_text(v, "state", load_state_word[f->state]);
	json_add_bool(v, "is_broken_off", lost);
	json_add_instant(v, "created_at", f->created_at);
	json_add_id(v, "task", f->task_id);
	json_add_bool(v, "has_files", f->has_files);
	load_web_add_counts(v, f->report);
}

bool load_web_find(struct request *req, struct response *res, struct work *w, struct load_file *out)
{
	char *end;
	uint64_t id = strtoull(req->path_param[0], &end, 10);

	if (!*end && load_store_find(w, id, out) && load_web_may_open(req, out))
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

/* What the columns were said to be; else what was saved for such columns, or is asked for by name;
 * else what their names suggest. */
static void columns_of(struct work *w, const struct load_file *f, const struct load_line *heads,
		       const char *named, int *fields, cJSON *view)
{
	size_t n;
	const struct load_mapping *all = load_mappings(w, f->kind, &n);
	const struct load_mapping *use =
		named ? load_mapping_named(all, n, named) : load_mapping_for(all, n, heads);
	cJSON *list = json_add_array(view, "mappings");

	for (size_t i = 0; i < n; i++)
		json_add_text(json_append_object(list), "name", all[i].name);
	json_add_bool(view, "has_mappings", n > 0);
	load_suggest(w, f->kind, heads, fields);
	if (!named && (size_t)cJSON_GetArraySize(f->mapping) == heads->n) {
		load_mapping_read(f->kind, f->mapping, fields, heads->n);
		return;
	}
	json_add_text(view, "mapped_as", use ? use->name : NULL);
	if (use)
		load_mapping_use(f->kind, use, heads, fields);
}

static void add_reading(struct request *req, struct work *w, const struct load_file *f,
			const int *said, cJSON *view)
{
	struct load_line lines[LINES];
	size_t n = load_first_lines(w, f, lines, LINES), mapped = 0;
	int fields[RECORD_FIELDS_MAX];
	cJSON *columns = json_add_array(view, "columns");

	add_choices(view, "encodings", load_encoding_word, ENCODINGS_OF_TEXT, (int)f->encoding);
	add_choices(view, "delimiters", load_delimiter_word, DELIMITER__MAX, (int)f->delimiter);
	json_add_bool(view, "is_readable", n > 1);
	json_add_bool(view, "is_book", f->encoding == ENCODING_BOOK);
	if (n > 0)
		columns_of(w, f, &lines[0], params_get(&req->query, "mapping"), fields, view);
	for (size_t c = 0; n > 0 && c < lines[0].n; c++) {
		int field = said ? said[c] : fields[c];

		mapped += field >= 0;
		add_column(load_source_of(f->kind), lines, n, c, field, columns);
	}
	json_add_int(view, "n_mapped", (int64_t)mapped);
	json_add_int(view, "n_columns", n > 0 ? (int64_t)lines[0].n : 0);
}

static const char *lines_of(struct arena *a, const cJSON *lines)
{
	const cJSON *line;
	struct buf where;

	buf_init(&where, a);
	cJSON_ArrayForEach(line, lines)
	{
		buf_addf(&where, "%s%lld", where.len ? ", " : "", (long long)line->valuedouble);
	}
	return where.p;
}

static void add_problems(struct work *w, const struct load_file *f, cJSON *view)
{
	cJSON *list = json_add_array(view, "problems"), *samples = json_add_array(view, "samples");
	const cJSON *one;

	cJSON_ArrayForEach(one, json_get(f->report, "problems"))
	{
		cJSON *v = json_append_object(list);
		const cJSON *lines = json_get(one, "lines");

		json_add_text(v, "problem", json_get_text(one, "problem"));
		json_add_text(v, "field", json_get_text(one, "field"));
		json_add_int(v, "n", json_get_int(one, "n"));
		json_add_text(v, "example", json_get_text(one, "example"));
		json_add_text(v, "where", lines_of(w->arena, lines));
		json_add_bool(v, "has_more", json_get_int(one, "n") > cJSON_GetArraySize(lines));
		json_add_bool(v, "has_lines", cJSON_GetArraySize(lines) > 0);
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

/* What could not be taken back. */
static void add_kept(struct work *w, const struct load_file *f, cJSON *view)
{
	cJSON *list = json_add_array(view, "kept");
	const cJSON *one;

	json_add_int(view, "taken_back",
		     f->state == LOAD_UNDONE ? json_get_int(f->report, "taken_back") : 0);
	cJSON_ArrayForEach(one, json_get(f->report, "kept"))
	{
		cJSON *v = json_append_object(list);
		const cJSON *lines = json_get(one, "lines");

		json_add_text(v, "why", json_get_text(one, "why"));
		json_add_int(v, "n", json_get_int(one, "n"));
		json_add_text(v, "where", lines_of(w->arena, lines));
		json_add_bool(v, "has_more", json_get_int(one, "n") > cJSON_GetArraySize(lines));
	}
	json_add_bool(view, "has_kept", cJSON_GetArraySize(list) > 0);
}

static cJSON *file_view(struct request *req, struct work *w, const struct load_file *f,
			const int *said)
{
	cJSON *view = json_object();

	add_file(w, f, view);
	json_add_bool(view, "is_brought", f->state == LOAD_BROUGHT && f->has_files);
	json_add_bool(view, "is_at_work",
		      load_is_at_work(f) && !json_get_bool(view, "is_broken_off"));
	json_add_bool(view, "is_checked", f->state == LOAD_CHECKED);
	json_add_bool(view, "is_done", f->state >= LOAD_DONE);
	json_add_bool(view, "may_undo", load_may_undo(w, f));
	json_add_bool(view, "is_undone", f->state == LOAD_UNDONE);
	add_kept(w, f, view);
	json_add_bool(view, "may_run",
		      f->state == LOAD_CHECKED && f->has_files && f->report &&
			      json_get_int(f->report, "new") + json_get_int(f->report, "changed") >
				      0);
	json_add_bool(view, "has_failed",
		      f->report && json_get_int(f->report, "bad") > 0 && f->has_files);
	json_add_bool(view, "is_mapping", json_get_bool(view, "is_brought"));
	json_add_bool(view, "of_orders", f->kind == LOAD_ORDERS);
	if (json_get_bool(view, "is_mapping"))
		add_reading(req, w, f, said, view);
	add_problems(w, f, view);
	load_web_add_repairs(req, f, cJSON_GetObjectItemCaseSensitive(view, "problems"), view);
	return view;
}

cJSON *load_web_view(struct request *req, struct work *w, const struct load_file *f)
{
	return file_view(req, w, f, NULL);
}

struct check_input {
	struct field_rows map; /* const char *: our field of each column, or "-" */
	const char *save_as;
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
	{ .name = "save_as",
	  .kind = FIELD_TEXT,
	  .offset = offsetof(struct check_input, save_as),
	  .max = LOAD_MAPPING_NAME },
};
enum { CHECK_FIELDS = sizeof check_fields / sizeof *check_fields };

void load_web_show(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct load_file f;

	if (load_web_find(req, res, &w, &f)) {
		cJSON *view = file_view(req, &w, &f, NULL);

		json_add(view, "form", respond_form(req, check_fields, CHECK_FIELDS, NULL, NULL));
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
	  .n_words = ENCODINGS_OF_TEXT },
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

	if (!load_web_find(req, res, &w, &f))
		return;
	if (!fields_read(req, read_fields, 2, &in, NULL, &errors)) {
		respond_errors(req, res, "exchange/import", file_view(req, &w, &f, NULL),
			       read_fields, 2, &errors);
		return;
	}
	load_read_as(&w, f.id,
		     f.encoding == ENCODING_BOOK ? ENCODING_BOOK : (enum load_encoding)in.encoding,
		     (enum load_delimiter)in.delimiter);
	respond_done(req, res, 204, NULL, load_web_path(req, f.id, ""), "success", NULL);
}

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

void load_web_answer_begun(struct request *req, struct response *res, const struct load_file *f,
			   uint64_t task)
{
	bool is_api = req->route->face == FACE_API;
	cJSON *view = is_api ? json_object() : NULL;

	if (is_api)
		json_add_id(view, "id", f->id);
	respond_done(req, res, is_api ? 200 : 204, view,
		     arena_printf(req->arena, "/desk/tasks/%llu", (unsigned long long)task),
		     "success", NULL);
}

static void keep_mapping(struct work *w, const struct load_file *f, const struct check_input *in,
			 const int *fields)
{
	struct load_line heads;

	if (in->save_as && load_first_lines(w, f, &heads, 1) == 1 && heads.n == in->map.n)
		load_mapping_save(w, f->kind, in->save_as, &heads, fields);
}

void load_web_check(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct check_input in = { 0 };
	struct field_errors errors = { .arena = req->arena };
	int fields[RECORD_FIELDS_MAX] = { 0 };
	struct load_wish wish = { .dry = true, .lang = req->lang };
	struct load_file f;

	if (!load_web_find(req, res, &w, &f))
		return;
	if (f.state != LOAD_BROUGHT || !f.has_files) {
		respond_redirect(req, res, load_web_path(req, f.id, ""));
		return;
	}
	if (fields_read(req, check_fields, CHECK_FIELDS, &in, NULL, &errors))
		read_map(req, &f, &in.map, fields, &errors);
	if (errors.n > 0) {
		respond_errors(req, res, "exchange/import",
			       file_view(req, &w, &f, in.map.n ? fields : NULL), check_fields,
			       CHECK_FIELDS, &errors);
		return;
	}
	wish.permissions = req->session->permissions;
	keep_mapping(&w, &f, &in, fields);
	load_web_answer_begun(req, res, &f, load_start(&w, &f, fields, in.map.n, &wish));
}

const struct field load_run_fields[LOAD_RUN_FIELDS] = {
	{ .name = "tells", .kind = FIELD_BOOL, .offset = offsetof(struct load_run_input, tells) },
};
const char load_another_is_running[] =
	N_("Another file of this kind is being taken over. Wait until it is through.");

void load_web_run(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct load_run_input in = { 0 };
	struct field_errors errors = { .arena = req->arena };
	struct load_wish wish = { .lang = req->lang, .permissions = req->session->permissions };
	int fields[RECORD_FIELDS_MAX] = { 0 };
	struct load_file f;
	uint64_t task;
	size_t n;

	if (!load_web_find(req, res, &w, &f))
		return;
	if (!fields_read(req, load_run_fields, LOAD_RUN_FIELDS, &in, NULL, &errors)) {
		respond_errors(req, res, "exchange/import", file_view(req, &w, &f, NULL),
			       load_run_fields, LOAD_RUN_FIELDS, &errors);
		return;
	}
	if (f.state != LOAD_CHECKED || !f.has_files) {
		respond_redirect(req, res, load_web_path(req, f.id, ""));
		return;
	}
	n = (size_t)cJSON_GetArraySize(f.mapping);
	load_mapping_read(f.kind, f.mapping, fields, n);
	wish.tells = in.tells;
	task = load_start(&w, &f, fields, n, &wish);
	if (!task)
		respond_refusal(req, res, 409, "another_is_running", load_another_is_running);
	else
		load_web_answer_begun(req, res, &f, task);
}

void load_web_failed(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct load_file f;

	if (!load_web_find(req, res, &w, &f))
		return;
	if (f.state < LOAD_CHECKED || f.state == LOAD_RUNNING ||
	    !respond_file(req, res, load_path(&w, f.id, "failed"),
			  arena_printf(req->arena, "%s-failed-lines.csv", load_kind_word[f.kind]),
			  "text/csv; charset=utf-8"))
		respond_not_found(req, res);
}

void load_web_undo(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct work w = work_of(req);
	struct load_file f;
	uint64_t task;

	if (!load_web_find(req, res, &w, &f))
		return;
	if (req->route->face == FACE_API && !fields_read(req, NULL, 0, NULL, NULL, &errors)) {
		respond_errors(req, res, NULL, NULL, NULL, 0, &errors);
		return;
	}
	task = load_start_undo(&w, &f, req->session->permissions, req->lang);
	if (!task)
		respond_refusal(req, res, 409, "not_undone",
				N_("It cannot be taken back: a day has passed, it was taken back "
				   "already, or another file of this kind is at work."));
	else
		load_web_answer_begun(req, res, &f, task);
}
