/* SPDX-License-Identifier: GPL-3.0-or-later */
/* messages: prints a template catalogue of all messages, run from the top of the source tree.
 * messages --check PO: lists what is missing, fuzzy, obsolete or has other tags than its message; 1
 * if there is any. messages --merge PO [MORE…]: puts new messages into PO in their order, with the
 * translations of MORE where they have some. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/fail.h"
#include "tool/catalogue.h"

#define SRC       "src"
#define TEMPLATES "templates"

struct work {
	struct arena *arena;
	char **args; /* behind the option */
	int result;
};

static struct entries messages(struct work *w)
{
	struct entries all = { .arena = w->arena };

	collect(&all, SRC, TEMPLATES);
	return all;
}

static void print_template(void *arg)
{
	static const struct entry header = {
		.msg = "",
		.to = { "Content-Type: text/plain; charset=UTF-8\n"
			"Content-Transfer-Encoding: 8bit\n"
			"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\n" },
	};
	struct work *w = arg;
	struct entries all = { .arena = w->arena };

	entries_add(&all, &header);
	collect(&all, SRC, TEMPLATES);
	po_write(stdout, &all);
}

/* ---- --check ---- */

/* What is wrong with one message's translation, or NULL. */
static const char *wrong(struct arena *a, const struct entry *msg, const struct entry *known)
{
	if (!known || known->obsolete || !known->to[0] || !*known->to[0])
		return "missing";
	if (known->fuzzy)
		return "fuzzy";
	if (!known->plural != !msg->plural ||
	    (msg->plural && strcmp(known->plural, msg->plural) != 0))
		return "other plural";
	return marks_differ(a, msg->plural ? msg->plural : msg->msg, known->to[0]);
}

static void say(struct work *w, const char *what, const struct entry *e)
{
	printf("%s: %s: \"%s\"", w->args[0], what, e->msg);
	if (e->context)
		printf(" (%s)", e->context);
	if (e->places)
		printf(" in %s", e->places);
	putchar('\n');
	w->result = 1;
}

static void check(void *arg)
{
	struct work *w = arg;
	struct entries all = messages(w), po = { .arena = w->arena };

	po_read(&po, w->args[0]);
	for (size_t i = 0; i < all.n; i++) {
		const struct entry *e = &all.v[i];
		const char *what = wrong(w->arena, e, entries_find(&po, e->context, e->msg));

		if (what)
			say(w, what, e);
	}
	for (size_t i = 0; i < po.n; i++) {
		if (*po.v[i].msg && !entries_find(&all, po.v[i].context, po.v[i].msg))
			say(w, "obsolete", &po.v[i]);
	}
}

/* ---- --merge ---- */

struct counts {
	size_t added, unused, without;
};

static void take_translation(struct entry *e, const struct entry *known)
{
	if (!known || !known->to[0] || !*known->to[0])
		return;
	memcpy(e->to, known->to, sizeof e->to);
	e->fuzzy = known->fuzzy;
	/* What was said of one thing may not do for several. */
	if (!known->plural != !e->plural || (e->plural && strcmp(known->plural, e->plural) != 0))
		e->fuzzy = true;
}

static struct entries merged(struct work *w, const struct entries *po, const struct entries *more,
			     struct counts *n)
{
	struct entries all = messages(w), out = { .arena = w->arena };
	const struct entry *header = entries_find(po, NULL, "");

	if (!header)
		fail("%s: no header", w->args[0]);
	entries_add(&out, header);
	for (size_t i = 0; i < all.n; i++) {
		struct entry *e = entries_add(&out, &all.v[i]);
		const struct entry *known = entries_find(po, e->context, e->msg);

		n->added += !known;
		e->comments = known ? known->comments : NULL;
		take_translation(e, entries_find(more, e->context, e->msg));
		take_translation(e, known);
		n->without += !e->to[0];
	}
	for (size_t i = 0; i < po->n; i++) {
		if (!*po->v[i].msg || entries_find(&all, po->v[i].context, po->v[i].msg))
			continue;
		/* A translation may be wanted again; its lack may not. */
		if (!po->v[i].to[0] || !*po->v[i].to[0])
			continue;
		entries_add(&out, &po->v[i])->obsolete = true;
		n->unused++;
	}
	return out;
}

static void merge(void *arg)
{
	struct work *w = arg;
	const char *path = w->args[0], *fresh = arena_printf(w->arena, "%s.new", path);
	struct entries po = { .arena = w->arena }, more = { .arena = w->arena }, out;
	struct counts n = { 0 };
	FILE *f;

	po_read(&po, path);
	for (char **name = w->args + 1; *name; name++)
		po_read(&more, *name);
	out = merged(w, &po, &more, &n);
	f = fopen(fresh, "w");
	if (!f)
		fail("%s: %s", fresh, strerror(errno));
	po_write(f, &out);
	if (ferror(f) | fclose(f) || rename(fresh, path) < 0)
		fail("%s: %s", path, strerror(errno));
	printf("%s: %zu added, %zu without translation, %zu no longer used\n", path, n.added,
	       n.without, n.unused);
}

int main(int argc, char **argv)
{
	static const struct mode {
		const char *option;
		int least, most;
		void (*run)(void *);
	} modes[] = {
		{ NULL, 1, 1, print_template },
		{ "--check", 3, 3, check },
		{ "--merge", 3, 100, merge },
	};
	struct work w = { .arena = arena_new(), .args = argv + 2 };
	struct failure f;

	for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
		const struct mode *m = &modes[i];

		if (m->option ? argc < 2 || strcmp(argv[1], m->option) != 0 : argc > 1)
			continue;
		if (argc < m->least || argc > m->most)
			break;
		if (!fail_run(m->run, &w, &f)) {
			fprintf(stderr, "messages: %s\n", f.message);
			w.result = 2;
		}
		arena_free(w.arena);
		return w.result;
	}
	fputs("usage: messages [--check PO | --merge PO [MORE...]]\n", stderr);
	arena_free(w.arena);
	return 2;
}
