/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds and reads the templates below a folder. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "base/fail.h"
#include "base/file.h"
#include "tmpl/inside.h"

#define FOLDERS_MAX 8 /* within each other */

struct walk {
	struct arena *arena;
	const char *dir;
	struct template_list *list;
	bool read;
};

static bool ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n > m && strcmp(s + n - m, end) == 0;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The folder's entries, sorted, NULL at the end. The folder is closed before anything can fail. */
static char **entries(struct arena *a, const char *path)
{
	DIR *d = opendir(path);
	size_t n = 0, cap = 64;
	char **v = arena_array_of(a, cap, char *);
	struct dirent *e;

	if (!d)
		fail("%s: %s", path, strerror(errno));
	while ((e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		if (n + 1 == cap) {
			v = arena_grow(a, v, cap * sizeof *v, cap * 2 * sizeof *v);
			cap *= 2;
		}
		v[n++] = arena_strdup(a, e->d_name);
	}
	closedir(d);
	v[n] = NULL;
	qsort(v, n, sizeof *v, by_text);
	return v;
}

static uint64_t mixed(uint64_t print, uint64_t v)
{
	return (print ^ v) * UINT64_C(0x9e3779b97f4a7c15) + (print >> 29);
}

static void add_print(struct walk *w, const char *path, const struct stat *st)
{
	uint64_t *print = &w->list->print;

	for (const char *s = path; *s; s++)
		*print = mixed(*print, (unsigned char)*s);
	*print = mixed(*print, (uint64_t)st->st_size);
	*print = mixed(*print, (uint64_t)st->st_ino);
	*print = mixed(*print, (uint64_t)st->st_mtim.tv_sec);
	*print = mixed(*print, (uint64_t)st->st_mtim.tv_nsec);
}

static void add_template(struct walk *w, const char *path)
{
	struct template_list *l = w->list;
	const char *name = path + strlen(w->dir) + 1;
	bool html = ends_with(path, ".html");
	struct template *t;
	size_t len;

	if (l->n == l->cap) {
		size_t cap = l->cap ? l->cap * 2 : 64;

		l->v = arena_grow(w->arena, l->v, l->cap * sizeof *l->v, cap * sizeof *l->v);
		l->cap = cap;
	}
	t = &l->v[l->n++];
	*t = (struct template){ .name = html ? arena_strndup(w->arena, name, strlen(name) - 5)
					     : name };
	t->src = (struct source){ .file = path, .html = html };
	t->src.text = file_read(w->arena, path, &len);
	if (!t->src.text)
		fail("%s: %s", path, strerror(errno));
	t->src.len = len;
}

static void walk(struct walk *w, const char *folder, int depth)
{
	for (char **e = entries(w->arena, folder); *e; e++) {
		const char *path = arena_printf(w->arena, "%s/%s", folder, *e);
		struct stat st;

		if (stat(path, &st) < 0)
			fail("%s: %s", path, strerror(errno));
		if (S_ISDIR(st.st_mode)) {
			if (depth == FOLDERS_MAX)
				fail("%s: folders within each other too deep", path);
			walk(w, path, depth + 1);
		} else if (ends_with(path, ".html") || ends_with(path, ".txt")) {
			add_print(w, path, &st);
			if (w->read)
				add_template(w, path);
		}
	}
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct template *)a)->name, ((const struct template *)b)->name);
}

void templates_read(struct arena *a, struct arena *scratch, const char *dir,
		    struct template_list *out)
{
	struct walk w = { a, arena_strdup(a, dir), out, true };

	*out = (struct template_list){ 0 };
	walk(&w, w.dir, 0);
	/* Only now: a value keeps the address of its template's source. */
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, by_name);
	for (size_t i = 0; i < out->n; i++) {
		template_parse(a, scratch, &out->v[i]);
		arena_reset(scratch);
	}
}

uint64_t templates_print(struct arena *a, const char *dir)
{
	struct template_list l = { 0 };
	struct walk w = { a, dir, &l, false };

	walk(&w, dir, 0);
	return l.print;
}

const struct template *template_find(const struct template_list *l, const char *name, size_t len)
{
	size_t low = 0, high = l->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const char *at = l->v[middle].name;
		int c = strncmp(name, at, len);

		if (c == 0 && at[len])
			c = -1;
		if (c == 0)
			return &l->v[middle];
		if (c < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}
