/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All pages in all languages, compiled at start and again when they change. */
#include <string.h>
#include "base/fail.h"
#include "tmpl/inside.h"

/* What one load made; replaced as a whole. */
struct content {
	struct arena *arena;
	struct template_list templates;
	struct program (*programs)[LANG__MAX]; /* as the templates */
};

struct tmpl_library {
	struct arena *arena;
	const char *dir;
	const struct catalogues *catalogues;
	bool strict;
	struct content *content;
};

struct loading {
	const struct tmpl_library *lib;
	struct content *content;
	struct arena *scratch;
};

static const struct template *find(void *arg, const char *name, size_t len)
{
	return template_find(arg, name, len);
}

static void load(void *arg)
{
	struct loading *l = arg;
	struct content *c = l->content;
	struct compile_input in = {
		.arena = c->arena,
		.catalogues = l->lib->catalogues,
		.find = find,
		.arg = &c->templates,
	};

	templates_read(c->arena, l->scratch, l->lib->dir, &c->templates);
	c->programs = arena_array(c->arena, c->templates.n, sizeof *c->programs);
	in.scratch = l->scratch;
	for (size_t i = 0; i < c->templates.n; i++) {
		for (int lang = 0; lang < LANG__MAX; lang++) {
			in.lang = (enum lang)lang;
			compile(&in, &c->templates.v[i], &c->programs[i][lang]);
			arena_reset(l->scratch);
		}
	}
}

static struct content *load_content(const struct tmpl_library *lib)
{
	struct arena *a = arena_new();
	struct loading l = { lib, arena_new_of(a, struct content), arena_new() };
	struct failure f;
	bool good;

	l.content->arena = a;
	good = fail_run(load, &l, &f);
	arena_free(l.scratch);
	if (!good) {
		arena_free(a);
		fail_again(&f);
	}
	return l.content;
}

static void load_first(void *arg)
{
	struct tmpl_library *lib = arg;

	lib->content = load_content(lib);
}

struct tmpl_library *tmpl_load(const char *dir, const struct catalogues *c, bool strict)
{
	struct arena *a = arena_new();
	struct tmpl_library *lib = arena_new_of(a, struct tmpl_library);
	struct failure f;

	lib->arena = a;
	lib->dir = arena_strdup(a, dir);
	lib->catalogues = c;
	lib->strict = strict;
	if (!fail_run(load_first, lib, &f)) {
		arena_free(a);
		fail_again(&f);
	}
	return lib;
}

void tmpl_free(struct tmpl_library *lib)
{
	if (!lib)
		return;
	arena_free(lib->content->arena);
	arena_free(lib->arena);
}

struct looking {
	const struct tmpl_library *lib;
	struct arena *scratch;
	uint64_t print;
};

static void look(void *arg)
{
	struct looking *l = arg;

	l->print = templates_print(l->scratch, l->lib->dir);
}

void tmpl_refresh(struct tmpl_library *lib)
{
	struct looking l = { lib, arena_new(), 0 };
	struct content *fresh;
	struct failure f;
	bool good = fail_run(look, &l, &f);

	arena_free(l.scratch);
	if (!good)
		fail_again(&f);
	if (l.print == lib->content->templates.print)
		return;
	fresh = load_content(lib);
	arena_free(lib->content->arena);
	lib->content = fresh;
}

bool tmpl_exists(const struct tmpl_library *lib, const char *name)
{
	return template_find(&lib->content->templates, name, strlen(name)) != NULL;
}

void tmpl_render(const struct tmpl_library *lib, const char *name, const struct tmpl_context *ctx,
		 struct buf *out)
{
	const struct content *c = lib->content;
	const struct template *t = template_find(&c->templates, name, strlen(name));
	struct render r;

	if (!t)
		fail("no template %s below %s", name, lib->dir);
	r.program = &c->programs[t - c->templates.v][ctx->lang];
	r.ctx = ctx;
	r.catalogues = lib->catalogues;
	r.strict = lib->strict;
	r.out = out;
	r.depth = r.calls = 0;
	render(&r);
}
