/* SPDX-License-Identifier: GPL-3.0-or-later */
/* regulars import products|customers|orders|stock|reviews, and regulars export: the desk's own
 * files by command. The work is the desk's task; the command works at what is due until it is
 * through. */
#include "cli/files.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "base/fail.h"
#include "base/json.h"
#include "exchange/export.h"
#include "exchange/progress.h"

enum { PIECE = 65536, WAIT_US = 200000 };
#define EVERYTHING ((UINT64_C(1) << PERMISSION__MAX) - 1)

static void free_arena(void *arena)
{
	arena_free(arena);
}

/* Until it is through, whoever works at it. */
static enum task_state wait_for(struct cli *c, uint64_t id, const char *what, const char *unit,
				struct task *t)
{
	struct progress progress = { .to = NULL };
	struct work w = cli_work(c);
	struct arena *look = arena_new();

	arena_defer(c->arena, free_arena, look);
	for (;;) {
		w.arena = look;
		db_use_arena(w.db, look);
		if (!task_find(&w, id, t))
			fail("the task is gone");
		if (!progress.to && t->total > 0)
			progress_start(&progress, stderr, what, unit, 0, (uint64_t)t->total,
				       app_clock());
		if (progress.to)
			progress_move(&progress, (uint64_t)t->done, app_clock());
		if (t->state != TASK_OPEN)
			break;
		if (!task_run_due(c->app))
			usleep(WAIT_US);
		arena_reset(look);
	}
	if (progress.to)
		progress_end(&progress, (uint64_t)t->done, app_clock());
	db_use_arena(w.db, c->arena);
	return t->state;
}

/* ---- import ---- */

static bool read_all(int fd, struct buf *b)
{
	ssize_t n;

	do {
		buf_reserve(b, PIECE);
		n = read(fd, b->p + b->len, PIECE);
		b->len += n > 0 ? (size_t)n : 0;
	} while ((n > 0 && b->len <= LOAD_BYTES_MAX) || (n < 0 && errno == EINTR));
	b->p[b->len] = '\0';
	return n == 0;
}

struct take_over {
	const char *file, *mapping;
	bool dry;
};

static bool read_options(int argc, char **argv, struct take_over *o)
{
	*o = (struct take_over){ .file = argv[0] };
	for (int i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--dry-run"))
			o->dry = true;
		else if (!strcmp(argv[i], "--mapping") && i + 1 < argc)
			o->mapping = argv[++i];
		else
			return false;
	}
	return true;
}

static const char *words(struct cli *c, const char *msgid)
{
	return i18n_text(c->app->words, LANG_EN, NULL, msgid);
}

/* What it says of a file is what the desk's page says. */
static void print_report(struct cli *c, const struct load_file *f)
{
	const cJSON *one, *line;

	printf("rows %lld, new %lld, changed %lld, unchanged %lld, with problems %lld\n",
	       (long long)json_get_int(f->report, "rows"),
	       (long long)json_get_int(f->report, "new"),
	       (long long)json_get_int(f->report, "changed"),
	       (long long)json_get_int(f->report, "same"),
	       (long long)json_get_int(f->report, "bad"));
	cJSON_ArrayForEach(one, json_get(f->report, "problems"))
	{
		const char *field = json_get_text(one, "field");

		printf("%s%s%s: %lld, lines",
		       field ? label_text(c->app->words, LANG_EN, "import_field", field) : "",
		       field ? " " : "",
		       label_text(c->app->words, LANG_EN, "import_problem",
				  json_get_text(one, "problem")),
		       (long long)json_get_int(one, "n"));
		cJSON_ArrayForEach(line, json_get(one, "lines"))
		{
			printf(" %.0f", line->valuedouble);
		}
		printf("%s\n", json_get_int(one, "n") > cJSON_GetArraySize(json_get(one, "lines"))
				       ? " …"
				       : "");
	}
}

/* False: it is said which column is missing. */
static bool map(struct cli *c, struct work *w, const struct load_file *f, const char *mapping,
		int *fields, size_t *n)
{
	struct load_line heads = { 0 };
	int missing, twice;

	if (load_first_lines(w, f, &heads, 1) == 0) {
		fprintf(stderr, "regulars: %s: there are no lines in it\n", f->name);
		return false;
	}
	*n = heads.n;
	if (!load_map(w, f->kind, mapping, &heads, fields)) {
		fprintf(stderr, "regulars: no mapping is saved as %s\n", mapping);
		return false;
	}
	missing = load_missing(f->kind, fields, heads.n, &twice);
	if (missing < 0)
		return true;
	fprintf(stderr, "regulars: %s: no column is “%s”\n", f->name,
		words(c, load_source_of(f->kind)->fields[missing].label));
	return false;
}

static bool run(struct cli *c, struct work *w, struct load_file *f, const int *fields, size_t n,
		bool dry)
{
	struct load_wish wish = { .dry = dry, .permissions = EVERYTHING, .lang = LANG_EN };
	struct task t;
	uint64_t task = load_start(w, f, fields, n, &wish);

	if (!task) {
		fprintf(stderr, "regulars: another file of this kind is being taken over\n");
		return false;
	}
	if (wait_for(c, task, dry ? "checking" : "importing", "rows", &t) != TASK_DONE) {
		fprintf(stderr, "regulars: it did not work; the log says why\n");
		return false;
	}
	return load_store_find(w, f->id, f);
}

int cli_take_over(struct cli *c, enum load_kind kind, int argc, char **argv)
{
	int fields[RECORD_FIELDS_MAX] = { 0 }, fd;
	struct take_over o;
	struct load_file f;
	struct work w;
	struct buf content;
	const char *name;
	size_t n;

	if (!read_options(argc, argv, &o))
		return CLI_USAGE;
	cli_app(c);
	fd = cli_open_file(o.file);
	if (fd < 0)
		return CLI_FAILED;
	w = cli_work(c);
	buf_init(&content, c->arena);
	if (!read_all(fd, &content)) {
		fprintf(stderr, "regulars: %s: it cannot be read, or is larger than 50 MB\n",
			o.file);
		close(fd);
		return CLI_FAILED;
	}
	close(fd);
	name = strrchr(o.file, '/') ? strrchr(o.file, '/') + 1 : o.file;
	if (!load_store_find(&w, load_bring(&w, kind, name, content.p, content.len), &f) ||
	    !map(c, &w, &f, o.mapping, fields, &n) || !run(c, &w, &f, fields, n, true) ||
	    (!o.dry && !run(c, &w, &f, fields, n, false)))
		return CLI_FAILED;
	print_report(c, &f);
	if (json_get_int(f.report, "bad") == 0)
		return CLI_DONE;
	printf("lines with problems, each with its reason: %s\n", load_path(&w, f.id, "failed"));
	return CLI_FAILED;
}

/* ---- export ---- */

static int word_of(const char *const *all, int n, const char *word)
{
	for (int i = 0; i < n; i++)
		if (!strcmp(all[i], word))
			return i;
	return -1;
}

static bool read_export(int argc, char **argv, struct export_draft *d)
{
	int list = argc >= 3 ? word_of(export_list_word, EXPORT_LIST__MAX, argv[1]) : -1;
	int format = EXPORT_CSV;

	*d = (struct export_draft){ .filters = "", .lang = LANG_EN };
	for (int i = 3; i < argc; i++) {
		if (!strcmp(argv[i], "--in-full"))
			d->in_full = true;
		else if (!strcmp(argv[i], "--format") && i + 1 < argc)
			format = word_of(export_format_word, EXPORT_FORMAT__MAX, argv[++i]);
		else if (!strcmp(argv[i], "--filters") && i + 1 < argc)
			d->filters = argv[++i];
		else
			return false;
	}
	d->list = (enum export_list)list;
	d->format = (enum export_format)format;
	return list >= 0 && format >= 0;
}

static bool copy(int from, int to)
{
	char piece[PIECE];
	ssize_t n;

	while ((n = read(from, piece, sizeof piece)) > 0)
		for (ssize_t at = 0, put; at < n; at += put) {
			put = write(to, piece + at, (size_t)(n - at));
			if (put < 0)
				return false;
		}
	return n == 0;
}

static int hand_out(struct cli *c, const struct task *t, const char *name)
{
	const char *path =
		arena_printf(c->arena, "%s/%s", c->config->var_dir, export_file(c->arena, t));
	int from = open(path, O_RDONLY | O_CLOEXEC);
	int to = !strcmp(name, "-") ? dup(STDOUT_FILENO)
				    : open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool done = from >= 0 && to >= 0 && copy(from, to);

	if (!done)
		fprintf(stderr, "regulars: %s: %s\n", from < 0 ? path : name, strerror(errno));
	if (from >= 0)
		close(from);
	if (to >= 0 && close(to) != 0)
		done = false;
	return done ? CLI_DONE : CLI_FAILED;
}

int cli_export(struct cli *c, int argc, char **argv)
{
	struct export_draft d;
	struct work w;
	struct task t;

	if (!read_export(argc, argv, &d))
		return CLI_USAGE;
	cli_app(c);
	w = cli_work(c);
	if (wait_for(c, export_ask(&w, &d, EVERYTHING), "writing", "rows", &t) != TASK_DONE) {
		fprintf(stderr, "regulars: it did not work; the log says why\n");
		return CLI_FAILED;
	}
	return hand_out(c, &t, argv[2]);
}
