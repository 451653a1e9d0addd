/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bringing a file, saying how it is read, and having it checked or taken over. */
#include "exchange/load.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/fail.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"

enum { LOOK_AT = 65536, OLD = 50 };
#define FILES_KEPT_US (2 * INSTANT_DAY)

const char *const load_kind_word[LOAD_KIND__MAX] = {
	[LOAD_PRODUCTS] = "products", [LOAD_CUSTOMERS] = "customers", [LOAD_ORDERS] = "orders",
	[LOAD_STOCK] = "stock",       [LOAD_REVIEWS] = "reviews",
};
const char *const load_state_word[LOAD_STATE__MAX] = {
	[LOAD_BROUGHT] = "brought", [LOAD_CHECKING] = "checking", [LOAD_CHECKED] = "checked",
	[LOAD_RUNNING] = "running", [LOAD_DONE] = "done",         [LOAD_UNDOING] = "undoing",
	[LOAD_UNDONE] = "undone",
};

const struct load_source *load_source_of(enum load_kind kind)
{
	static const struct load_source *const all[LOAD_KIND__MAX] = {
		[LOAD_PRODUCTS] = &load_products, [LOAD_CUSTOMERS] = &load_customers,
		[LOAD_ORDERS] = &load_orders,     [LOAD_STOCK] = &load_stock,
		[LOAD_REVIEWS] = &load_reviews,
	};

	return all[kind];
}

enum load_outcome load_bad(struct load_row *r, const char *problem, int field)
{
	r->problem = problem;
	r->field = field;
	return ROW_BAD;
}

bool load_no(struct load_row *r, const char *problem, int field)
{
	return load_bad(r, problem, field) != ROW_BAD;
}

static const char *const endings[] = { "raw", "csv", "failed", "head" };

char *load_path(const struct work *w, uint64_t id, const char *ending)
{
	return arena_printf(w->arena, "%s/spool/import-%llu.%s", w->app->config->var_dir,
			    (unsigned long long)id, ending);
}

void load_differs(struct load_row *r, const char *field, const char *was, const char *now)
{
	if (!r->was_cells) {
		r->was_cells = json_object();
		r->now_cells = json_object();
	}
	json_add_text(r->was_cells, field, was);
	json_add_text(r->now_cells, field, now);
}

/* ---- bringing ---- */

static void close_file(void *arg)
{
	close(*(int *)arg);
}

static void keep(struct work *w, uint64_t id, const char *p, size_t len)
{
	mkdir(arena_printf(w->arena, "%s/spool", w->app->config->var_dir), 0700);
	file_keep(w->arena, load_path(w, id, "raw"), p, len);
}

uint64_t load_bring(struct work *w, enum load_kind kind, const char *name, const char *p,
		    size_t len)
{
	size_t look = len < LOOK_AT ? len : LOOK_AT;
	struct load_file f = {
		.id = work_id(w),
		.kind = kind,
		.name = name,
		.who = w->actor,
		.n_bytes = (int64_t)len,
		.encoding = load_guess_encoding(p, look),
		.delimiter = load_guess_delimiter(p, look),
	};

	keep(w, f.id, p, len);
	load_store_insert(w, &f);
	return f.id;
}

/* ---- how it is read ---- */

/* As spreadsheets do, an apostrophe before what would be a formula is not part of the text. */
static const char *cell_of(struct arena *a, const struct record *r, size_t i)
{
	const char *text = text_clean(a, r->field[i], true);

	if (!text)
		return "";
	return text[0] == '\'' && text[1] && strchr("=+-@", text[1]) ? text + 1 : text;
}

size_t load_first_lines(struct work *w, const struct load_file *f, struct load_line *out,
			size_t max)
{
	const char *csv = load_path(w, f->id, "head");
	struct records *in;
	struct record r;
	int *fd = arena_new_of(w->arena, int);
	size_t n = 0;
	enum record_answer answer;

	if (!load_convert(w->arena, load_path(w, f->id, "raw"), f->encoding, true, csv))
		return 0;
	*fd = open(csv, O_RDONLY | O_CLOEXEC);
	if (*fd < 0)
		fail_as(FAIL_UNAVAILABLE, 0, "%s: %s", csv, strerror(errno));
	arena_defer(w->arena, close_file, fd);
	in = records_open_at(w->arena, *fd, load_delimiter_char[f->delimiter], 0, 1);
	while (n < max && (answer = records_next(in, &r)) != RECORD_END) {
		if (answer == RECORD_BAD || load_is_blank(&r, answer))
			continue;
		out[n].n = r.n;
		out[n].cell = arena_array_of(w->arena, r.n + 1, const char *);
		for (size_t i = 0; i < r.n; i++)
			out[n].cell[i] = cell_of(w->arena, &r, i);
		n++;
	}
	return n;
}

void load_read_as(struct work *w, uint64_t id, enum load_encoding e, enum load_delimiter d)
{
	load_store_read_as(w, &(struct load_file){ .id = id, .encoding = e, .delimiter = d });
}

static bool is_named(const struct work *w, const struct load_field *f, const char *head)
{
	if (text_equal_ci(head, f->word))
		return true;
	for (int l = 0; l < LANG__MAX; l++)
		if (text_equal_ci(head, i18n_text(w->app->words, (enum lang)l, NULL, f->label)))
			return true;
	for (size_t i = 0; i < sizeof f->also / sizeof *f->also && f->also[i]; i++)
		if (text_equal_ci(head, f->also[i]))
			return true;
	return false;
}

void load_suggest(struct work *w, enum load_kind kind, const struct load_line *heads, int *fields)
{
	const struct load_source *s = load_source_of(kind);
	bool taken[LOAD_FIELDS_MAX] = { false };

	for (size_t c = 0; c < heads->n; c++) {
		fields[c] = LOAD_IGNORED;
		for (size_t i = 0; i < s->n_fields; i++) {
			if (taken[i] || !is_named(w, &s->fields[i], heads->cell[c]))
				continue;
			fields[c] = (int)i;
			taken[i] = true;
			break;
		}
	}
}

int load_missing(enum load_kind kind, const int *fields, size_t n, int *twice)
{
	const struct load_source *s = load_source_of(kind);
	int columns[LOAD_FIELDS_MAX] = { 0 }, missing = -1;

	*twice = -1;
	for (size_t c = 0; c < n; c++)
		if (fields[c] >= 0 && columns[fields[c]]++ > 0)
			*twice = fields[c];
	for (size_t i = s->n_fields; i-- > 0;)
		if (s->fields[i].required && columns[i] == 0)
			missing = (int)i;
	return missing;
}

/* ---- checking and taking over ---- */

uint64_t load_start(struct work *w, const struct load_file *f, const int *fields, size_t n,
		    const struct load_wish *wish)
{
	cJSON *request = json_object(), *mapping = load_mapping_words(f->kind, fields, n);
	uint64_t task;

	if (!wish->dry && load_store_is_running(w, f->kind))
		return 0;
	json_add_id(request, "file", f->id);
	json_add_bool(request, "dry", wish->dry);
	json_add_bool(request, "tells", wish->tells);
	json_add_text(request, "kind", load_kind_word[f->kind]);
	json_add_text(request, "name", f->name);
	task = task_add(w, "import", wish->permissions, wish->lang, request, 0);
	load_store_start(w, f->id, wish->dry ? LOAD_CHECKING : LOAD_RUNNING, mapping, task);
	return task;
}

bool load_may_undo(const struct work *w, const struct load_file *f)
{
	return f->state == LOAD_DONE && f->has_files && f->report &&
	       w->now.us < f->ended_at.us + LOAD_UNDO_US &&
	       json_get_int(f->report, "new") + json_get_int(f->report, "changed") > 0;
}

uint64_t load_start_undo(struct work *w, const struct load_file *f, uint64_t permissions,
			 enum lang lang)
{
	cJSON *request = json_object();
	uint64_t task;

	if (!load_may_undo(w, f) || load_store_is_running(w, f->kind))
		return 0;
	json_add_id(request, "file", f->id);
	json_add_bool(request, "undo", true);
	json_add_text(request, "kind", load_kind_word[f->kind]);
	json_add_text(request, "name", f->name);
	task = task_add(w, "import", permissions, lang, request,
			json_get_int(f->report, "new") + json_get_int(f->report, "changed"));
	load_store_start(w, f->id, LOAD_UNDOING, f->mapping, task);
	return task;
}

void load_sweep(struct work *w)
{
	uint64_t ids[OLD];
	size_t n = load_store_old(w, instant_add(w->now, -FILES_KEPT_US), ids, OLD);

	for (size_t i = 0; i < n; i++) {
		for (size_t e = 0; e < sizeof endings / sizeof *endings; e++)
			unlink(load_path(w, ids[i], endings[e]));
		load_store_forget_files(w, ids[i]);
	}
}
