/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loaded catalogues: words of the source language to words of each other one. */
#include <errno.h>
#include <string.h>
#include "base/fail.h"
#include "base/file.h"
#include "i18n/inside.h"

struct catalogues {
	struct arena *arena;
	struct mo zh;
	/* label_all()'s words, looked up once: every page shows some */
	const char **label[LANG__MAX];
};

static void load_labels(struct catalogues *c)
{
	size_t n;
	const struct label *all = label_all(&n);

	for (int l = 0; l < LANG__MAX; l++) {
		c->label[l] = arena_array_of(c->arena, n, const char *);
		for (size_t i = 0; i < n; i++)
			c->label[l][i] = i18n_text(c, (enum lang)l, all[i].kind, all[i].msg);
	}
}

struct loading {
	struct catalogues *c;
	const char *path;
};

static void load(void *arg)
{
	struct loading *loading = arg;
	struct catalogues *c = loading->c;
	const char *why, *head;
	size_t len;
	void *p = file_read(c->arena, loading->path, &len);

	if (!p)
		fail("%s: %s", loading->path, strerror(errno));
	why = mo_open(&c->zh, p, len);
	if (why)
		fail("%s: not a good catalogue: %s", loading->path, why);
	head = mo_find(&c->zh, NULL, "", &len);
	if (!head || !strstr(head, "nplurals=1;"))
		fail("%s: its header does not say nplurals=1", loading->path);
	load_labels(c);
}

struct catalogues *catalogues_load(const char *dir)
{
	struct arena *a = arena_new();
	struct catalogues *c = arena_new_of(a, struct catalogues);
	struct loading loading = { c, arena_printf(a, "%s/zh_CN.mo", dir) };
	struct failure f;

	c->arena = a;
	if (!fail_run(load, &loading, &f)) {
		arena_free(a);
		fail_again(&f);
	}
	return c;
}

void catalogues_free(struct catalogues *c)
{
	if (c)
		arena_free(c->arena);
}

const char *i18n_text(const struct catalogues *c, enum lang l, const char *context, const char *msg)
{
	size_t len;
	const char *to;

	/* The empty message would find the catalogue's header. */
	if (!c || l != LANG_ZH || !*msg)
		return msg;
	to = mo_find(&c->zh, context, msg, &len);
	return to && *to ? to : msg;
}

unsigned i18n_plural_forms(const struct catalogues *c, enum lang l, const char *msg,
			   const char *msg_plural, const char *forms[4])
{
	if (l == LANG_ZH) {
		const char *to = i18n_text(c, l, NULL, msg);

		forms[0] = to == msg ? msg_plural : to;
		return 1;
	}
	forms[0] = msg;
	forms[1] = msg_plural;
	return 2;
}

unsigned i18n_plural_index(enum lang l, int64_t n)
{
	return l == LANG_EN && n != 1;
}

const char *label_row_text(const struct catalogues *c, enum lang l, const struct label *row)
{
	size_t n;

	return c ? c->label[l][row - label_all(&n)] : row->msg;
}

const char *label_text(const struct catalogues *c, enum lang l, const char *kind, const char *value)
{
	const struct label *row = label_find(kind, value);

	return row ? label_row_text(c, l, row) : NULL;
}
