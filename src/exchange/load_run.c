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
#include "exchange/load_pass.h"

enum { BATCH = 100 };
#define STEP_US (INSTANT_SECOND / 4)

static const char *const outcome_word[ROW__MAX] = {
	[ROW_NEW] = "new",
	[ROW_CHANGED] = "changed",
	[ROW_SAME] = "same",
	[ROW_BAD] = "bad",
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

/* ---- what becomes of them ---- */

static bool is_complete(const struct pass *p, struct load_row *row)
{
	for (size_t at = 0; at < row->n_lines; at++)
		for (size_t i = 0; i < p->source->n_fields; i++) {
			/* what is said of the whole stands in its first line */
			bool wanted = p->source->fields[i].required &&
				      (at == 0 || p->source->fields[i].each);

			if (!wanted || row->lines[at].cell[i])
				continue;
			row->at = at;
			return load_no(row, "missing", (int)i);
		}
	return true;
}

struct trying {
	const struct pass *pass;
	struct load_row *row;
	enum load_outcome outcome;
};

static int try_row(struct work *w, void *arg)
{
	struct trying *t = arg;

	(void)w;
	t->outcome = t->pass->source->row(t->row);
	return t->outcome == ROW_BAD || t->pass->dry ? 1 : 0;
}

static bool is_damaged(const struct line *l, size_t n, struct load_row *row)
{
	for (size_t i = 0; i < n; i++)
		if (!l[i].is_read) {
			row->at = i;
			return !load_no(row, "unreadable", -1);
		}
	return false;
}

static enum load_outcome look_at(struct pass *p, const struct line *l, size_t n,
				 struct load_row *row)
{
	struct trying t = { p, row, ROW_BAD };
	bool skip = load_same_key(p->skip, l[0].key);

	p->skip = skip || n > LOAD_LINES_MAX ? l[0].key : NULL;
	if (p->skip)
		return load_bad(row, "too_many_lines", -1);
	if (is_damaged(l, n, row))
		return ROW_BAD;
	if (load_lines_twice(p, l[0].line))
		return load_bad(row, p->source->many ? "apart" : "twice", p->source->key);
	if (!is_complete(p, row))
		return ROW_BAD;
	work_part(p->w, try_row, &t);
	return t.outcome;
}

/* With the cell that it is known by. */
static void note_made(struct pass *p, const struct load_row *row)
{
	const char *key = p->source->fields[p->source->key].word;
	struct load_made *m = &p->made[p->n_made++];

	*m = (struct load_made){ .line = row->line, .made_id = row->made_id };
	if (!row->was_cells)
		return;
	json_add_text(row->was_cells, key, row->cell[p->source->key]);
	json_add_text(row->now_cells, key, row->cell[p->source->key]);
	m->was = json_text(p->w->arena, row->was_cells);
	m->became = json_text(p->w->arena, row->now_cells);
}

/* False: there are no more. */
static bool handle(struct pass *p)
{
	struct line l[LOAD_LINES_MAX + 1];
	struct load_cells cells[LOAD_LINES_MAX + 1];
	size_t n = load_lines_take(p, l);
	struct load_row row = { .w = p->w,
				.file_id = p->file.id,
				.line = l[0].line,
				.cell = l[0].cell,
				.lines = cells,
				.n_lines = n,
				.field = -1 };
	enum load_outcome o;

	if (n == 0)
		return false;
	load_lines_fill(p, l, n);
	for (size_t i = 0; i < n; i++)
		cells[i] = (struct load_cells){ l[i].line, l[i].cell };
	o = look_at(p, l, n, &row);
	p->count[o]++;
	p->t->done += (int64_t)n;
	if (!p->dry && (o == ROW_NEW || o == ROW_CHANGED))
		note_made(p, &row);
	if (o == ROW_BAD)
		load_say_bad(p, l, n, &row);
	else if (o == ROW_CHANGED)
		load_say_changed(p, &row);
	return true;
}

/* True: there is more. */
static bool handle_batch(struct pass *p)
{
	int64_t until = app_clock() + STEP_US;

	for (int i = 0; i < BATCH && app_clock() < until; i++)
		if (!handle(p))
			return false;
	return true;
}

/* ---- the step ---- */

static cJSON *part_of(const cJSON *from, const char *name)
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
	p->n_columns = (size_t)cJSON_GetArraySize(p->file.mapping);
	if (p->n_columns > RECORD_FIELDS_MAX)
		fail("import: more columns than a record has");
	load_mapping_read(p->file.kind, p->file.mapping, p->fields, p->n_columns);
	p->n_repairs = load_repairs_read(p->file.kind, p->file.repairs, p->repairs);
	w->quiet = !json_get_bool(t->request, "tells");
	p->skip = json_get_text(t->place, "skip");
	for (int o = 0; o < ROW__MAX; o++)
		p->count[o] = json_get(t->result, outcome_word[o])
				      ? json_get_int(t->result, outcome_word[o])
				      : 0;
	p->problems = part_of(t->result, "problems");
	p->samples = part_of(t->result, "samples");
	p->twice = part_of(t->place, "twice");
	p->made = arena_array_of(w->arena, BATCH, struct load_made);
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

/* Nothing of it can be said but that it cannot be read. */
static void refuse_file(struct pass *p)
{
	struct load_cells none = { 0, NULL };
	struct load_row row = { .w = p->w, .lines = &none, .n_lines = 1, .field = -1 };

	load_bad(&row, "unreadable_file", -1);
	load_say_bad(p, NULL, 0, &row);
	p->t->place = json_object();
	open_failed(p, 0);
}

/* False: it cannot be read. */
static bool first_step(struct pass *p)
{
	struct record r;
	cJSON *place = json_object();

	if (!load_convert(p->w->arena, load_path(p->w, p->file.id, "raw"), p->file.encoding, false,
			  load_path(p->w, p->file.id, "csv")))
		return false;
	open_records(p, 0, 1);
	load_lines_count(p);
	open_records(p, 0, 1);
	if (!load_lines_heads(p, &r))
		return false;
	open_failed(p, 0);
	load_say_heads(p, &r);
	json_add_int(place, "at", (int64_t)records_at(p->in));
	json_add_int(place, "line", (int64_t)records_line(p->in));
	p->t->place = place;
	return true;
}

static void next_step(struct pass *p, bool *more)
{
	cJSON *place = json_object();

	open_records(p, number_in(p->t->place, "at"), number_in(p->t->place, "line"));
	open_failed(p, number_in(p->t->place, "failed"));
	*more = handle_batch(p);
	json_add_int(place, "at", (int64_t)(p->has_ahead ? p->ahead.from : records_at(p->in)));
	json_add_int(place, "line",
		     (int64_t)(p->has_ahead ? p->ahead.from_line : records_line(p->in)));
	json_add_text(place, "skip", p->skip);
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
	struct pass *p;
	bool more = true;

	if (json_get_bool(t->request, "undo"))
		return load_undo_step(w, t);
	p = open_pass(w, t);

	if (json_get(t->place, "at"))
		next_step(p, &more);
	else if (!first_step(p)) {
		refuse_file(p);
		more = false;
	}
	write_failed(p);
	if (p->n_made > 0)
		load_store_put_made(w, p->file.id, p->made, p->n_made);
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
	json_add_bool(view, "is_undo", json_get_bool(t->request, "undo"));
	json_add_int(view, "taken_back",
		     json_get(t->result, "taken_back") ? json_get_int(t->result, "taken_back") : 0);
	for (int o = 0; o < ROW__MAX; o++)
		json_add_int(view, outcome_word[o],
			     json_get(t->result, outcome_word[o])
				     ? json_get_int(t->result, outcome_word[o])
				     : 0);
}
