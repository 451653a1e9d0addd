/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Noise as a template, and behind a NUL as its view. */
#include "tmpl/tmpl.h"
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "base/fail.h"

struct job {
	struct arena *arena;
	const char *text;
	cJSON *view;
};

static const char *partial(void *arg, const char *name)
{
	(void)arg;
	if (strcmp(name, "p") == 0)
		return " a\n  {{$x}}\n b\n  {{/x}}{{c}}\n";
	return strcmp(name, "q") == 0 ? "{{<p}}{{$x}}{{$y}}d{{/y}}{{/x}}{{/p}}" : NULL;
}

static void render(void *arg)
{
	struct job *j = arg;
	struct tmpl_context ctx = { .lang = LANG_ZH, .view = j->view };
	struct tmpl_partials partials = { .partial = partial };
	struct buf out;

	buf_init(&out, j->arena);
	tmpl_render_text(j->arena, j->text, &partials, &ctx, &out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct job j = { .arena = arena_new() };
	const uint8_t *nul = memchr(data, 0, size);
	size_t len = nul ? (size_t)(nul - data) : size;
	struct failure f;

	if (nul)
		j.view = cJSON_ParseWithLength((const char *)nul + 1, size - len - 1);
	j.text = arena_strndup(j.arena, (const char *)data, len);
	(void)!fail_run(render, &j, &f);
	cJSON_Delete(j.view);
	arena_free(j.arena);
	return 0;
}
