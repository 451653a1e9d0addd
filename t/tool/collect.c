/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathers every message: enum words, N_() and C_() in C, {{#t}} and {{#plural}} in templates. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "base/buf.h"
#include "base/fail.h"
#include "base/file.h"
#include "i18n/inside.h"
#include "tmpl/tmpl.h"
#include "tool/catalogue.h"

static bool names_place(const char *places, const char *place)
{
	size_t len = strlen(place);

	for (const char *s = places; (s = strstr(s, place)) != NULL; s += len) {
		if ((s == places || s[-1] == ' ') && (!s[len] || s[len] == ' '))
			return true;
	}
	return false;
}

static void add(struct entries *e, const char *place, const struct entry *found)
{
	struct entry *known = entries_find(e, found->context, found->msg);
	struct entry own;

	if (!*found->msg)
		return;
	if (!known) {
		own = (struct entry){
			.context = arena_strdup(e->arena, found->context),
			.msg = arena_strdup(e->arena, found->msg),
			.plural = arena_strdup(e->arena, found->plural),
			.places = arena_strdup(e->arena, place),
		};
		entries_add(e, &own);
		return;
	}
	if (found->plural && known->plural && strcmp(found->plural, known->plural) != 0)
		fail("%s: \"%s\" has two plurals: \"%s\" and \"%s\"", place, found->msg,
		     known->plural, found->plural);
	if (found->plural && !known->plural)
		known->plural = arena_strdup(e->arena, found->plural);
	if (!names_place(known->places, place))
		known->places = arena_printf(e->arena, "%s %s", known->places, place);
}

/* ---- C ---- */

struct cursor {
	struct entries *out;
	const char *path, *text, *s;
};

static _Noreturn void refuse(const struct cursor *c, const char *what)
{
	int line = 1;

	for (const char *s = c->text; s < c->s; s++)
		line += *s == '\n';
	fail("%s:%d: %s", c->path, line, what);
}

static void skip_space(struct cursor *c)
{
	for (;;) {
		const char *end;

		c->s += strspn(c->s, " \t\r\n");
		if (strncmp(c->s, "/*", 2) == 0) {
			end = strstr(c->s + 2, "*/");
			c->s = end ? end + 2 : c->s + strlen(c->s);
		} else if (strncmp(c->s, "//", 2) == 0) {
			c->s += strcspn(c->s, "\n");
		} else {
			return;
		}
	}
}

static char escaped(struct cursor *c)
{
	static const char plain[] = "nt\"\\'", meant[] = "\n\t\"\\'";
	const char *at = *c->s ? strchr(plain, *c->s) : NULL;

	if (!at)
		refuse(c, "a message holds an escape the catalogue cannot");
	return meant[at - plain];
}

/* Adjacent literals as one text; NULL: none stands here. */
static const char *literal(struct cursor *c)
{
	struct buf b;

	skip_space(c);
	if (*c->s != '"')
		return NULL;
	buf_init(&b, c->out->arena);
	while (*c->s == '"') {
		for (c->s++; *c->s && *c->s != '"'; c->s++) {
			if (*c->s == '\\') {
				c->s++;
				buf_addch(&b, escaped(c));
			} else {
				buf_addch(&b, *c->s);
			}
		}
		if (!*c->s)
			refuse(c, "a literal has no end");
		c->s++;
		skip_space(c);
	}
	return b.p;
}

/* Behind "N_" or "C_". What holds no literal is the macro's own definition. */
static void call(struct cursor *c, bool with_context)
{
	struct entry e = { 0 };
	const char *first;

	skip_space(c);
	if (*c->s != '(')
		return;
	c->s++;
	first = literal(c);
	if (!first)
		return;
	e.msg = first;
	if (with_context) {
		if (*c->s != ',')
			refuse(c, "C_() takes a context and a message");
		c->s++;
		e.context = first;
		e.msg = literal(c);
	}
	if (!e.msg || *c->s != ')')
		refuse(c, "N_() and C_() take literals alone");
	add(c->out, c->path, &e);
}

static void skip_quoted(struct cursor *c)
{
	char quote = *c->s++;

	for (; *c->s && *c->s != quote && *c->s != '\n'; c->s++) {
		if (*c->s == '\\' && c->s[1])
			c->s++;
	}
	c->s += *c->s != '\0';
}

static bool is_word(char ch)
{
	return ch == '_' || (ch >= '0' && ch <= '9') || (ch >= 'A' && ch <= 'Z') ||
	       (ch >= 'a' && ch <= 'z');
}

void collect_c(struct entries *e, const char *path, const char *text)
{
	struct cursor c = { e, path, text, text };

	while (*c.s) {
		const char *word;

		skip_space(&c);
		if (*c.s == '"' || *c.s == '\'') {
			skip_quoted(&c);
			continue;
		}
		for (word = c.s; is_word(*c.s); c.s++)
			;
		if (c.s - word == 2 && word[1] == '_' && (*word == 'N' || *word == 'C'))
			call(&c, *word == 'C');
		else if (c.s == word && *c.s)
			c.s++;
	}
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void collect_folder(struct entries *e, const char *folder)
{
	struct dirent **list;
	int n = scandir(folder, &list, NULL, by_name);

	if (n < 0)
		fail("%s: %s", folder, strerror(errno));
	for (int i = 0; i < n; i++) {
		const char *path = arena_printf(e->arena, "%s/%s", folder, list[i]->d_name), *text;
		size_t len = strlen(path);
		struct stat st;

		if (list[i]->d_name[0] != '.' && stat(path, &st) == 0) {
			if (S_ISDIR(st.st_mode)) {
				collect_folder(e, path);
			} else if (strcmp(path + len - 2, ".c") == 0) {
				text = file_read(e->arena, path, NULL);
				if (!text)
					fail("%s: %s", path, strerror(errno));
				collect_c(e, path, text);
			}
		}
		free(list[i]);
	}
	free(list);
}

static void found_in_template(void *arg, const struct tmpl_message *m)
{
	struct entry e = { .context = m->context, .msg = m->msg, .plural = m->plural };

	add(arg, m->file, &e);
}

void collect(struct entries *e, const char *src, const char *templates)
{
	const char *labels = arena_printf(e->arena, "%s/i18n/labels.c", src);
	size_t n;
	const struct label *row = label_all(&n);

	for (; n > 0; row++, n--) {
		struct entry word = { .context = row->kind, .msg = row->msg };

		add(e, labels, &word);
	}
	collect_folder(e, src);
	tmpl_messages(templates, found_in_template, e);
}
