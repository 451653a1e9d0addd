/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The task that goes through a file: a batch of rows a step, written in one transaction with the
 * place behind it. The first step looks for rows that stand there twice. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "audit.h"
#include "base/fail.h"
#include "base/json.h"
#include "base/text.h"
#include "exchange/load.h"
#include "exchange/names.h"
#include "exchange/sheet.h"

enum { BATCH = 100, LINES_SAID = 20, SAMPLES = 20, TWICE_MAX = 1000 };
#define STEP_US (INSTANT_SECOND / 4)

static const char *const outcome_word[ROW__MAX] = {
	[ROW_NEW] = "new",
	[ROW_CHANGED] = "changed",
	[ROW_SAME] = "same",
	[ROW_BAD] = "bad",
};

struct pass {
	struct work *w;
	struct task *t;
	struct load_file file;
	const struct load_source *source;
	bool dry;
	struct records *in;
	int fields[RECORD_FIELDS_MAX]; /* of each column */
	size_t n_columns;
	const cJSON *heads; /* the file's own, for the failed lines */
	int64_t count[ROW__MAX];
	cJSON *problems, *samples, *twice;
	int failed; /* the file of failed lines; -1: none is written */
	struct buf failed_text;
};

static void close_file(void *arg)
{
	close(*(int *)arg);
}

static int open_spool(struct work *w, uint64_t id, const char *ending, int flags)
{
	const char *path = load_path(w, id, ending);
	int *fd = arena_new_of(w->arena, int);

	*fd = open(path, flags | O_CLOEXEC, 0600);
	if (*fd < 0)
		fail_as(FAIL_UNAVAILABLE, 0, "%s: %s", path, strerror(errno));
	arena_defer(w->arena, close_file, fd);
	return *fd;
}

static void read_mapping(struct pass *p)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, p->file.mapping)
	{
		int field = LOAD_IGNORED;

		for (size_t i = 0; cJSON_IsString(one) && i < p->source->n_fields; i++)
			if (!strcmp(p->source->fields[i].word, one->valuestring))
				field = (int)i;
		if (p->n_columns == RECORD_FIELDS_MAX)
			fail("import: more columns than a record has");
		p->fields[p->n_columns++] = field;
	}
}

/* ---- cells ---- */

static const char *cell_of(struct arena *a, const char *field)
{
	char *text = text_clean(a, field, true);

	if (!text || !*text)
		return NULL;
	return text[0] == '\'' && text[1] && strchr("=+-@", text[1]) ? text + 1 : text;
}

static void take_cells(const struct pass *p, const struct record *r, const char **cell)
{
	for (size_t i = 0; i < p->source->n_fields; i++)
		cell[i] = NULL;
	for (size_t c = 0; c < p->n_columns && c < r->n; c++)
		if (p->fields[c] >= 0)
			cell[p->fields[c]] = cell_of(p->w->arena, r->field[c]);
}

/* ---- the first pass: what stands there twice, and how many rows there are ---- */

static void count_rows(struct pass *p)
{
	struct names *seen = names_new(p->w->arena);
	const char *cell[LOAD_FIELDS_MAX];
	enum record_answer answer;
	struct record r;
	int64_t rows = 0;
	int n_twice = 0;
	uint32_t before;

	(void)!records_next(p->in, &r);
	while ((answer = records_next(p->in, &r)) != RECORD_END) {
		rows++;
		if (answer == RECORD_BAD)
			continue;
		take_cells(p, &r, cell);
		before = names_count(seen);
		if (!cell[p->source->key])
			continue;
		names_add_text(seen, cell[p->source->key]);
		if (names_count(seen) == before && n_twice++ < TWICE_MAX)
			cJSON_AddItemToArray(p->twice, cJSON_CreateNumber((double)r.line));
	}
	p->t->total = rows;
}

static bool is_twice(const struct pass *p, uint64_t line)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, p->twice)
	{
		if ((uint64_t)one->valuedouble == line)
			return true;
	}
	return false;
}

/* ---- what is said of it ---- */

static cJSON *group_of(struct pass *p, const char *problem, const char *field)
{
	cJSON *one;

	cJSON_ArrayForEach(one, p->problems)
	{
		const char *of = json_get_text(one, "field");

		if (!strcmp(json_get_text(one, "problem"), problem) &&
		    !strcmp(of ? of : "", field ? field : ""))
			return one;
	}
	one = json_append_object(p->problems);
	json_add_text(one, "problem", problem);
	json_add_text(one, "field", field);
	json_add_int(one, "n", 0);
	json_add_array(one, "lines");
	return one;
}

/* Grouped by what repairs them; the first lines of each, and what stands in the first. */
static void note_problem(struct pass *p, const struct load_row *row)
{
	const char *field = row->field >= 0 ? p->source->fields[row->field].word : NULL;
	cJSON *group = group_of(p, row->problem, field);
	cJSON *lines = cJSON_GetObjectItemCaseSensitive(group, "lines");
	cJSON *n = cJSON_GetObjectItemCaseSensitive(group, "n");

	cJSON_SetNumberValue(n, n->valuedouble + 1);
	if (cJSON_GetArraySize(lines) < LINES_SAID)
		cJSON_AddItemToArray(lines, cJSON_CreateNumber((double)row->line));
	if (!cJSON_HasObjectItem(group, "example"))
		json_add_text(group, "example",
			      row->field >= 0 && row->cell[row->field] ? row->cell[row->field]
								       : "");
}

static void note_sample(struct pass *p, const struct load_row *row)
{
	cJSON *one;

	if (cJSON_GetArraySize(p->samples) >= SAMPLES)
		return;
	one = json_append_object(p->samples);
	json_add_int(one, "line", (int64_t)row->line);
	json_add_text(one, "key", row->cell[p->source->key]);
	json_add_text(one, "field", row->field >= 0 ? p->source->fields[row->field].word : NULL);
	json_add_text(one, "was", row->was);
	json_add_text(one, "now", row->now);
}

/* The line as it was, with the reason behind it: to be put right and brought again. */
static void keep_failed(struct pass *p, const struct record *r, bool is_read, const char *reason)
{
	static const struct sheet_column text[RECORD_FIELDS_MAX + 1] = { 0 };
	const char *cell[RECORD_FIELDS_MAX + 1];
	size_t n = is_read ? r->n : 1;

	if (p->failed < 0)
		return;
	for (size_t i = 0; i < n; i++)
		cell[i] = is_read ? r->field[i] : r->head;
	for (; n < p->n_columns; n++)
		cell[n] = NULL;
	cell[n++] = reason;
	sheet_row(&p->failed_text, text, cell, n);
}

static const char *reason_of(const struct pass *p, const struct load_row *row)
{
	const struct catalogues *words = p->w->app->words;
	const char *what = label_text(words, p->t->lang, "import_problem", row->problem);

	if (row->field < 0)
		return what;
	return arena_printf(p->w->arena, "%s: %s",
			    i18n_text(words, p->t->lang, NULL, p->source->fields[row->field].label),
			    what);
}

/* ---- rows ---- */

static enum load_outcome look_at(struct pass *p, const struct record *r, enum record_answer answer,
				 struct load_row *row)
{
	enum load_outcome o = ROW_BAD;

	if (answer == RECORD_BAD) {
		row->problem = "unreadable";
		return ROW_BAD;
	}
	take_cells(p, r, row->cell);
	if (is_twice(p, r->line)) {
		row->problem = "twice";
		row->field = p->source->key;
		return ROW_BAD;
	}
	for (size_t i = 0; i < p->source->n_fields; i++)
		if (p->source->fields[i].required && !row->cell[i]) {
			row->problem = "missing";
			row->field = (int)i;
			return ROW_BAD;
		}
	o = p->source->row(row);
	return o;
}

static void handle(struct pass *p, const struct record *r, enum record_answer answer)
{
	const char *cell[LOAD_FIELDS_MAX] = { NULL };
	struct load_row row = { .w = p->w,
				.dry = p->dry,
				.file_id = p->file.id,
				.line = r->line,
				.cell = cell,
				.field = -1 };
	enum load_outcome o = look_at(p, r, answer, &row);

	p->count[o]++;
	p->t->done++;
	if (o == ROW_BAD) {
		note_problem(p, &row);
		keep_failed(p, r, answer == RECORD_READ, reason_of(p, &row));
	} else if (o == ROW_CHANGED) {
		note_sample(p, &row);
	}
}

/* True: there is more. */
static bool handle_batch(struct pass *p)
{
	int64_t until = app_clock() + STEP_US;

	for (int i = 0; i < BATCH && app_clock() < until; i++) {
		struct record r;
		enum record_answer answer = records_next(p->in, &r);

		if (answer == RECORD_END)
			return false;
		handle(p, &r, answer);
	}
	return true;
}

/* ---- the step ---- */

static cJSON *part(const cJSON *from, const char *name)
{
	const cJSON *there = from ? json_get(from, name) : NULL;

	return there ? cJSON_Duplicate(there, true) : json_array();
}

static struct pass *open_pass(struct work *w, struct task *t)
{
	struct pass *p = arena_new_of(w->arena, struct pass);
	const char *id = json_get_text(t->request, "file");

	*p = (struct pass){ .w = w, .t = t, .failed = -1 };
	if (!load_store_find(w, strtoull(id, NULL, 10), &p->file))
		fail("import: there is no such file");
	p->source = load_source_of(p->file.kind);
	p->dry = json_get_bool(t->request, "dry");
	read_mapping(p);
	for (int o = 0; o < ROW__MAX; o++)
		p->count[o] = json_get(t->result, outcome_word[o])
				      ? json_get_int(t->result, outcome_word[o])
				      : 0;
	p->problems = part(t->result, "problems");
	p->samples = part(t->result, "samples");
	p->twice = part(t->place, "twice");
	buf_init(&p->failed_text, w->arena);
	return p;
}

static void open_records(struct pass *p, uint64_t at, uint64_t line)
{
	int fd = open_spool(p->w, p->file.id, "csv", O_RDONLY);

	if (lseek(fd, (off_t)at, SEEK_SET) != (off_t)at)
		fail("import: %s", strerror(errno));
	p->in = records_open_at(p->w->arena, fd, load_delimiter_char[p->file.delimiter], at, line);
}

static uint64_t number_in(const cJSON *place, const char *name)
{
	return json_get(place, name) ? (uint64_t)json_get_int(place, name) : 0;
}

/* Cut to where the last good step left it. */
static void open_failed(struct pass *p, uint64_t bytes)
{
	p->failed = open_spool(p->w, p->file.id, "failed", O_RDWR | O_CREAT);
	if (ftruncate(p->failed, (off_t)bytes) != 0 ||
	    lseek(p->failed, 0, SEEK_END) != (off_t)bytes)
		fail_as(FAIL_UNAVAILABLE, 0, "import: %s", strerror(errno));
}

static void write_failed(struct pass *p)
{
	const struct buf *b = &p->failed_text;

	if (b->len > 0 && write(p->failed, b->p, b->len) != (ssize_t)b->len)
		fail_as(FAIL_UNAVAILABLE, 0, "import: %s", strerror(errno));
}

static void save_result(struct pass *p)
{
	cJSON *result = json_object();

	for (int o = 0; o < ROW__MAX; o++)
		json_add_int(result, outcome_word[o], p->count[o]);
	json_add_int(result, "rows", p->t->total);
	json_add(result, "problems", p->problems);
	json_add(result, "samples", p->samples);
	p->t->result = result;
}

static void first_step(struct pass *p)
{
	static const struct sheet_column text[RECORD_FIELDS_MAX + 1] = { 0 };
	const char *cell[RECORD_FIELDS_MAX + 1];
	struct record r;
	cJSON *place = json_object();

	if (!load_convert(p->w->arena, load_path(p->w, p->file.id, "raw"), p->file.encoding,
			  load_path(p->w, p->file.id, "csv")))
		fail("import: the file is not of its encoding");
	open_records(p, 0, 1);
	count_rows(p);
	open_records(p, 0, 1);
	if (records_next(p->in, &r) != RECORD_READ)
		fail("import: the file has no first line");
	open_failed(p, 0);
	for (size_t i = 0; i < r.n; i++)
		cell[i] = r.field[i];
	for (size_t i = r.n; i < p->n_columns; i++)
		cell[i] = NULL;
	cell[p->n_columns] = i18n_text(p->w->app->words, p->t->lang, NULL, N_("Reason"));
	buf_addlit(&p->failed_text, "\xef\xbb\xbf");
	sheet_row(&p->failed_text, text, cell, p->n_columns + 1);
	json_add_int(place, "at", (int64_t)records_at(p->in));
	json_add_int(place, "line", (int64_t)records_line(p->in));
	p->t->place = place;
}

static void next_step(struct pass *p, bool *more)
{
	cJSON *place = json_object();

	open_records(p, number_in(p->t->place, "at"), number_in(p->t->place, "line"));
	open_failed(p, number_in(p->t->place, "failed"));
	*more = handle_batch(p);
	json_add_int(place, "at", (int64_t)records_at(p->in));
	json_add_int(place, "line", (int64_t)records_line(p->in));
	p->t->place = place;
}

static void finish(struct pass *p)
{
	struct work *w = p->w;

	p->t->total = p->t->done;
	load_store_end(w, p->file.id, p->dry ? LOAD_CHECKED : LOAD_DONE, p->t->result);
	if (!p->dry)
		audit_write(w, &(struct audit){
				       .kind = AUDIT_IMPORTED,
				       .who = p->t->who,
				       .about = "import",
				       .about_id = p->file.id,
				       .became = arena_printf(w->arena, "%s: +%lld ~%lld !%lld",
							      load_kind_word[p->file.kind],
							      (long long)p->count[ROW_NEW],
							      (long long)p->count[ROW_CHANGED],
							      (long long)p->count[ROW_BAD]) });
}

bool load_step(struct work *w, struct task *t)
{
	struct pass *p = open_pass(w, t);
	bool more = true;

	if (!json_get(t->place, "at"))
		first_step(p);
	else
		next_step(p, &more);
	write_failed(p);
	json_add_int(t->place, "failed", (int64_t)lseek(p->failed, 0, SEEK_CUR));
	json_add(t->place, "twice", p->twice);
	save_result(p);
	if (!more)
		finish(p);
	return more;
}

void load_task_view(struct work *w, const struct task *t, cJSON *view)
{
	(void)w;
	json_add_text(view, "import_kind", json_get_text(t->request, "kind"));
	json_add_text(view, "name", json_get_text(t->request, "name"));
	json_add_text(view, "file", json_get_text(t->request, "file"));
	json_add_bool(view, "is_dry", json_get_bool(t->request, "dry"));
	for (int o = 0; o < ROW__MAX; o++)
		json_add_int(view, outcome_word[o],
			     json_get(t->result, outcome_word[o])
				     ? json_get_int(t->result, outcome_word[o])
				     : 0);
}
