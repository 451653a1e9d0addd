/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder of templates for one test. */
#include "tmpl/folder.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "support/folder.h"
#include "support/skip.h"

struct folder folder_new(void)
{
	struct folder f = { .arena = arena_new() };

	f.path = support_folder(f.arena);
	return f;
}

static void write_bytes(const struct folder *f, const char *name, const void *p, size_t len)
{
	const char *slash = strchr(name, '/');
	FILE *file;

	if (slash)
		mkdir(arena_printf(f->arena, "%s/%.*s", f->path, (int)(slash - name), name), 0700);
	file = fopen(arena_printf(f->arena, "%s/%s", f->path, name), "wb");
	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(p, 1, len, file), len);
	ck_assert_int_eq(fclose(file), 0);
}

void folder_write(const struct folder *f, const char *name, const char *text)
{
	write_bytes(f, name, text, strlen(text));
}

void folder_free(struct folder *f)
{
	arena_free(f->arena);
}

static void put(struct buf *b, uint32_t v)
{
	buf_add(b, &v, sizeof v);
}

/* pairs are sorted by their messages, the header first. */
struct catalogues *folder_catalogue(const struct folder *f, const struct pair *pairs, size_t n)
{
	static const char header[] = "Content-Type: text/plain; charset=UTF-8\n"
				     "Plural-Forms: nplurals=1; plural=0;\n";
	uint32_t count = (uint32_t)n + 1, at = 28 + 16 * count;
	struct buf head, texts;

	buf_init(&head, f->arena);
	buf_init(&texts, f->arena);
	put(&head, 0x950412de);
	put(&head, 0);
	put(&head, count);
	put(&head, 28);
	put(&head, 28 + 8 * count);
	put(&head, 0);
	put(&head, 0);
	for (int side = 0; side < 2; side++) {
		for (size_t i = 0; i <= n; i++) {
			const char *s = side ? header : "";
			size_t len = side ? sizeof header - 1 : 0;

			if (i) {
				s = side ? pairs[i - 1].to : pairs[i - 1].from;
				len = side ? strlen(s) : pairs[i - 1].from_len;
			}
			put(&head, (uint32_t)len);
			put(&head, at + (uint32_t)texts.len);
			buf_add(&texts, s, len);
			buf_addch(&texts, '\0');
		}
	}
	buf_add(&head, texts.p, texts.len);
	write_bytes(f, "po/zh_CN.mo", head.p, head.len);
	return catalogues_load(arena_printf(f->arena, "%s/po", f->path));
}

struct job {
	const struct folder *folder;
	const struct catalogues *catalogues;
	const struct page *page;
	struct tmpl_library *lib;
	struct buf out;
};

static void load(void *arg)
{
	struct job *j = arg;

	j->lib = tmpl_load(j->folder->path, j->catalogues, !j->page || j->page->strict);
}

static const char *asset(void *arg, const char *name)
{
	(void)arg;
	return strcmp(name, "app.css") == 0 ? "/static/app.1a2b.css" : NULL;
}

static void render(void *arg)
{
	struct job *j = arg;
	struct tmpl_context ctx = { .lang = j->page->lang, .asset = asset };

	ck_assert(instant_set_zone("Asia/Shanghai"));
	ck_assert(instant_parse("2026-11-21T01:20:00Z", &ctx.now));
	ctx.view = cJSON_Parse(j->page->view ? j->page->view : "{}");
	ctx.frame = j->page->frame ? cJSON_Parse(j->page->frame) : NULL;
	ck_assert_ptr_nonnull(ctx.view);
	buf_init(&j->out, j->folder->arena);
	tmpl_render(j->lib, j->page->name, &ctx, &j->out);
}

static const char *without_path(const struct folder *f, const char *message)
{
	size_t len = strlen(f->path);

	if (strncmp(message, f->path, len) == 0)
		message += len + 1;
	return arena_strdup(f->arena, message);
}

const char *folder_render(const struct folder *f, const struct catalogues *c, const struct page *p,
			  const char **why)
{
	struct job j = { .folder = f, .catalogues = c, .page = p };
	struct arena *before = arena_use_for_cjson(f->arena);
	struct failure failure;
	const char *out = NULL;

	arena_install_cjson();
	*why = "";
	if (fail_run(load, &j, &failure) && fail_run(render, &j, &failure))
		out = j.out.p;
	else
		*why = without_path(f, failure.message);
	tmpl_free(j.lib);
	arena_use_for_cjson(before);
	return out;
}

const char *folder_refusal(const struct folder *f, const struct catalogues *c)
{
	struct job j = { .folder = f, .catalogues = c };
	struct failure failure;

	if (!fail_run(load, &j, &failure))
		return without_path(f, failure.message);
	tmpl_free(j.lib);
	return "";
}
