/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The manifest of static files, read once; a URL function for pages. */
#include "assets.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include "base/fail.h"
#include "base/file.h"

struct asset {
	const char *name, *url;
};

struct assets {
	struct arena *arena;
	const char *base_path;
	bool listed;
	struct asset *v;
	size_t n;
};

static void take_line(struct assets *s, char *line, const char *path)
{
	char *tab = strchr(line, '\t');

	if (!tab)
		fail("%s: a line without a tab", path);
	*tab = '\0';
	s->v[s->n++] = (struct asset){
		.name = line,
		.url = arena_printf(s->arena, "%s/static/%s", s->base_path, tab + 1),
	};
}

struct assets *assets_load(struct arena *a, const char *data_dir, const char *base_path)
{
	struct assets *s = arena_new_of(a, struct assets);
	const char *path = arena_printf(a, "%s/static.manifest", data_dir);
	char *text = file_read(a, path, NULL), *line;
	size_t lines = 1;

	s->arena = a;
	s->base_path = base_path;
	if (!text && errno == ENOENT)
		return s;
	if (!text)
		fail("%s: %s", path, strerror(errno));
	for (const char *p = text; *p; p++)
		lines += *p == '\n';
	s->v = arena_array_of(a, lines, struct asset);
	s->listed = true;
	while ((line = strsep(&text, "\n")))
		if (*line)
			take_line(s, line, path);
	return s;
}

const char *assets_url(const struct assets *s, const char *name)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->v[i].name, name) == 0)
			return s->v[i].url;
	if (s->listed)
		fail("static file %s is not in the manifest", name);
	return arena_printf(s->arena, "%s/static/%s", s->base_path, name);
}
