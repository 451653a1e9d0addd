/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists what templates say, for the catalogue. */
#include "base/fail.h"
#include "tmpl/inside.h"

struct listing {
	struct arena *arena, *scratch;
	const char *dir;
	void (*found)(void *arg, const struct tmpl_message *m);
	void *arg;
};

static int line_of(const struct source *src, size_t at)
{
	int line = 1;

	for (size_t i = 0; i < at; i++)
		line += src->text[i] == '\n';
	return line;
}

static void list_nodes(const struct listing *l, const struct template *t, const struct node *first)
{
	for (const struct node *n = first; n; n = n->next) {
		if (n->kind == NODE_MESSAGE || n->kind == NODE_PLURAL) {
			struct tmpl_message m = { t->src.file, line_of(&t->src, n->at), n->context,
						  n->text, n->plural };

			l->found(l->arg, &m);
		}
		list_nodes(l, t, n->first);
	}
}

static void list(void *arg)
{
	struct listing *l = arg;
	struct template_list templates;

	templates_read(l->arena, l->scratch, l->dir, &templates);
	for (size_t i = 0; i < templates.n; i++)
		list_nodes(l, &templates.v[i], templates.v[i].first);
}

void tmpl_messages(const char *dir, void (*found)(void *arg, const struct tmpl_message *m),
		   void *arg)
{
	struct listing l = { arena_new(), arena_new(), dir, found, arg };
	struct failure f;
	bool good = fail_run(list, &l, &f);

	arena_free(l.arena);
	arena_free(l.scratch);
	if (!good)
		fail_again(&f);
}
