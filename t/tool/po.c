/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads and writes .po files. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "base/buf.h"
#include "base/fail.h"
#include "base/file.h"
#include "tool/catalogue.h"

struct entry *entries_add(struct entries *e, const struct entry *new)
{
	if (e->n == e->cap) {
		size_t cap = e->cap ? e->cap * 2 : 256;

		e->v = arena_grow(e->arena, e->v, e->cap * sizeof *e->v, cap * sizeof *e->v);
		e->cap = cap;
	}
	e->v[e->n] = *new;
	return &e->v[e->n++];
}

struct entry *entries_find(const struct entries *e, const char *context, const char *msg)
{
	for (size_t i = 0; i < e->n; i++) {
		if (strcmp(e->v[i].msg, msg) == 0 &&
		    strcmp(e->v[i].context ? e->v[i].context : "", context ? context : "") == 0)
			return &e->v[i];
	}
	return NULL;
}

/* ---- reading ---- */

struct reader {
	struct entries *out;
	const char *path;
	int line;
	struct entry now;  /* being read; msg NULL: none yet */
	const char **last; /* the text that quoted lines go on with */
	struct buf comments;
};

static _Noreturn void refuse(const struct reader *r, const char *what)
{
	fail("%s:%d: %s", r->path, r->line, what);
}

static void finish_entry(struct reader *r)
{
	if (r->now.msg)
		entries_add(r->out, &r->now);
	else if (r->comments.len && r->last)
		refuse(r, "an entry without msgid");
	r->now = (struct entry){ 0 };
	r->last = NULL;
	buf_init(&r->comments, r->out->arena);
}

/* "text" with escapes, to the end of the line. */
static const char *unquoted(const struct reader *r, const char *s)
{
	static const char plain[] = "nt\"\\r", meant[] = "\n\t\"\\\r";
	struct buf b;

	buf_init(&b, r->out->arena);
	if (*s++ != '"')
		refuse(r, "a quoted text is expected");
	for (; *s && *s != '"'; s++) {
		const char *escape;

		if (*s != '\\') {
			buf_addch(&b, *s);
			continue;
		}
		escape = *++s ? strchr(plain, *s) : NULL;
		if (!escape)
			refuse(r, "unknown escape");
		buf_addch(&b, meant[escape - plain]);
	}
	if (*s != '"' || s[1 + strspn(s + 1, " \t\r")])
		refuse(r, "the quoted text has no end");
	return b.p;
}

static void read_comment(struct reader *r, const char *line)
{
	if (r->now.to[0])
		finish_entry(r);
	if (line[1] == ',') {
		r->now.fuzzy |= strstr(line, "fuzzy") != NULL;
	} else if (line[1] == ' ' || line[1] == '.' || !line[1]) {
		buf_addf(&r->comments, "%s\n", line);
		r->now.comments = r->comments.p;
	}
}

static bool starts_with(const char **s, const char *word)
{
	size_t len = strlen(word);

	if (strncmp(*s, word, len) != 0 || ((*s)[len] != ' ' && (*s)[len] != '\t'))
		return false;
	*s += len + strspn(*s + len, " \t");
	return true;
}

/* The text a keyword begins, or NULL. */
static const char **keyword(struct reader *r, const char **line)
{
	struct entry *e = &r->now;

	if (starts_with(line, "msgctxt"))
		return &e->context;
	if (starts_with(line, "msgid"))
		return &e->msg;
	if (starts_with(line, "msgid_plural"))
		return &e->plural;
	if (starts_with(line, "msgstr"))
		return &e->to[0];
	if (strncmp(*line, "msgstr[", 7) == 0 && (*line)[7] >= '0' && (*line)[7] <= '3' &&
	    (*line)[8] == ']') {
		const char **to = &e->to[(*line)[7] - '0'];

		*line += 9 + strspn(*line + 9, " \t");
		return to;
	}
	return NULL;
}

static void read_line(struct reader *r, const char *line)
{
	const char **text;
	bool obsolete = strncmp(line, "#~", 2) == 0;

	line += obsolete ? 2 : 0;
	line += strspn(line, " \t\r");
	if (!*line) {
		if (r->now.to[0])
			finish_entry(r);
		return;
	}
	if (*line == '#' && !obsolete) {
		read_comment(r, line);
		return;
	}
	if (*line == '"') {
		if (!r->last)
			refuse(r, "a text without a keyword");
		*r->last = arena_printf(r->out->arena, "%s%s", *r->last, unquoted(r, line));
		return;
	}
	if (r->now.to[0] && strncmp(line, "msgstr", 6) != 0)
		finish_entry(r);
	text = keyword(r, &line);
	if (!text || *text)
		refuse(r, "not a line of a catalogue");
	*text = unquoted(r, line);
	r->last = text;
	r->now.obsolete |= obsolete;
}

void po_parse(struct entries *e, const char *path, const char *text)
{
	struct reader r = { .out = e, .path = path };

	buf_init(&r.comments, e->arena);
	while (*text) {
		size_t len = strcspn(text, "\n");

		r.line++;
		read_line(&r, arena_strndup(e->arena, text, len));
		text += len + (text[len] != '\0');
	}
	finish_entry(&r);
}

void po_read(struct entries *e, const char *path)
{
	const char *text = file_read(e->arena, path, NULL);

	if (!text)
		fail("%s: %s", path, strerror(errno));
	po_parse(e, path, text);
}

/* ---- writing ---- */

static void write_quoted(FILE *f, const char *s)
{
	fputc('"', f);
	for (; *s; s++) {
		if (*s == '\n')
			fputs(s[1] ? "\\n\"\n\"" : "\\n", f);
		else if (*s == '\t')
			fputs("\\t", f);
		else if (*s == '"' || *s == '\\')
			fprintf(f, "\\%c", *s);
		else
			fputc(*s, f);
	}
	fputs("\"\n", f);
}

static void write_text(FILE *f, const struct entry *e, const char *keyword, const char *s)
{
	const char *lf = strchr(s, '\n');

	fprintf(f, "%s%s ", e->obsolete ? "#~ " : "", keyword);
	if (lf && lf[1])
		fputs("\"\"\n", f);
	write_quoted(f, s);
}

static void write_entry(FILE *f, const struct entry *e)
{
	static const char *const form[] = { "msgstr[0]", "msgstr[1]", "msgstr[2]", "msgstr[3]" };

	if (e->comments)
		fputs(e->comments, f);
	if (e->places && !e->obsolete)
		fprintf(f, "#: %s\n", e->places);
	if (e->fuzzy)
		fputs("#, fuzzy\n", f);
	if (e->context)
		write_text(f, e, "msgctxt", e->context);
	write_text(f, e, "msgid", e->msg);
	if (!e->plural) {
		write_text(f, e, "msgstr", e->to[0] ? e->to[0] : "");
		return;
	}
	write_text(f, e, "msgid_plural", e->plural);
	for (size_t i = 0; i < 4; i++) {
		if (!i || e->to[i])
			write_text(f, e, form[i], e->to[i] ? e->to[i] : "");
	}
}

void po_write(FILE *f, const struct entries *e)
{
	for (size_t i = 0; i < e->n; i++) {
		if (i)
			fputc('\n', f);
		write_entry(f, &e->v[i]);
	}
}
