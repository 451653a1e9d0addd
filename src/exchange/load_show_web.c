/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a brought file: how it is read, what its columns are, what it would do and what it
 * did.
 */
#include "base/json.h"
#include "exchange/load_web.h"

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

cJSON *load_web_view(struct request *req, struct work *w, const struct load_file *f,
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
