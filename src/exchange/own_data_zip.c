/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of a customer's data as one ZIP. */
#include "exchange/own_data.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>
#include "base/fail.h"
#include "exchange/spool.h"
#include "held.h"

enum { FILES = 200 };

struct archive {
	zip_t *zip; /* NULL: closed */
};

static void drop(void *arg)
{
	struct archive *z = arg;

	if (z->zip)
		zip_discard(z->zip);
}

static void add(struct archive *z, const char *name, zip_source_t *from)
{
	if (!from || zip_file_add(z->zip, name, from, ZIP_FL_ENC_UTF_8) < 0) {
		zip_source_free(from);
		fail_as(FAIL_UNAVAILABLE, 0, "zip: %s: %s", name, zip_strerror(z->zip));
	}
}

/* A table without rows has no file. */
static void add_part(struct work *w, const struct task *t, struct archive *z, const char *part,
		     const char *name)
{
	const char *path = spool_path(w, own_data_part(w->arena, t, part));

	if (access(path, R_OK) == 0)
		add(z, name, zip_source_file(z->zip, path, 0, -1));
}

/* What the rows of a table name: media/….webp, under that name. */
static void add_files(struct work *w, const struct task *t, struct archive *z,
		      const struct held_table *h)
{
	uint64_t after = 0, before;

	do {
		struct rows *r = db_query(w->db, h->rows, t->who.id, after, (int)FILES);

		before = after;
		while (rows_next(r)) {
			const char *name = rows_text(r, (unsigned)h->files), *path;

			after = rows_id(r, 0);
			if (!name)
				continue;
			path = arena_printf(w->arena, "%s/%s", w->app->config->media_dir,
					    strrchr(name, '/') + 1);
			if (access(path, R_OK) == 0)
				add(z, name, zip_source_file(z->zip, path, 0, -1));
		}
	} while (after != before);
}

static void close_whole(struct archive *z, const char *part, const char *path)
{
	if (zip_close(z->zip) != 0)
		fail_as(FAIL_UNAVAILABLE, 0, "%s: %s", part, zip_strerror(z->zip));
	z->zip = NULL;
	if (chmod(part, 0600) != 0 || rename(part, path) != 0)
		fail_as(FAIL_UNAVAILABLE, 0, "%s: %s", path, strerror(errno));
}

void own_data_zip(struct work *w, const struct task *t)
{
	char *path = spool_path(w, own_data_file(w->arena, t));
	char *part = arena_printf(w->arena, "%s.part", path);
	const char *note = own_data_note(w, t->lang);
	struct archive *z = arena_new_of(w->arena, struct archive);
	const struct held_table *h;
	int code = 0;

	z->zip = zip_open(part, ZIP_CREATE | ZIP_TRUNCATE, &code);
	arena_defer(w->arena, drop, z);
	if (!z->zip)
		fail_as(FAIL_UNAVAILABLE, 0, "%s: zip %d", part, code);
	add(z, "README.txt", zip_source_buffer(z->zip, note, strlen(note), 0));
	add_part(w, t, z, "data.json", "data.json");
	for (int64_t i = 0; (h = own_data_table(w, i)) != NULL; i++) {
		add_part(w, t, z, h->name, arena_printf(w->arena, "csv/%s.csv", h->name));
		if (h->files)
			add_files(w, t, z, h);
	}
	close_whole(z, part, path);
}
