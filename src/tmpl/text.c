/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A template that is no file of ours: compiled and rendered at once. */
#include <string.h>
#include "tmpl/inside.h"

struct text_partials {
	struct arena *arena;
	const struct tmpl_partials *given;
	struct known {
		struct known *next;
		struct template t;
	} * known;
};

static void set_text(struct template *t, const char *name, const char *text)
{
	t->name = name;
	t->src.file = name;
	t->src.text = text;
	t->src.len = strlen(text);
	t->src.html = true;
	t->src.plain = true;
}

static const struct template *find(void *arg, const char *name, size_t len)
{
	struct text_partials *p = arg;
	struct known *k;
	const char *text;
	char *own;

	for (k = p->known; k; k = k->next) {
		if (strlen(k->t.name) == len && memcmp(k->t.name, name, len) == 0)
			return &k->t;
	}
	own = arena_strndup(p->arena, name, len);
	text = p->given && p->given->partial ? p->given->partial(p->given->arg, own) : NULL;
	if (!text)
		return NULL;
	k = arena_new_of(p->arena, struct known);
	set_text(&k->t, own, text);
	k->next = p->known;
	p->known = k;
	template_parse(p->arena, p->arena, &k->t);
	return &k->t;
}

void tmpl_render_text(struct arena *a, const char *text, const struct tmpl_partials *p,
		      const struct tmpl_context *ctx, struct buf *out)
{
	struct text_partials partials = { .arena = a, .given = p };
	struct compile_input in = {
		.arena = a,
		.scratch = a,
		.lang = ctx->lang,
		.find = find,
		.arg = &partials,
	};
	struct template *t = arena_new_of(a, struct template);
	struct program program;
	struct render r = { .program = &program, .ctx = ctx, .out = out };

	set_text(t, "text", text);
	template_parse(a, a, t);
	compile(&in, t, &program);
	render(&r);
}
