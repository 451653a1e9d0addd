/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cuts a template into texts (a line at most) and tags. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "base/fail.h"
#include "tmpl/inside.h"

#define DELIMITER_MAX 16

_Noreturn void source_fail(const struct source *s, size_t at, const char *fmt, ...)
{
	char what[400];
	size_t n = 0;
	int line = 1, column = 1;
	va_list ap;

	va_start(ap, fmt);
	if (s->origin)
		n = (size_t)snprintf(what, sizeof what, "translation \"%.150s\": ", s->text);
	vsnprintf(what + n, sizeof what - n, fmt, ap);
	va_end(ap);
	while (s->origin) {
		at = s->origin_at;
		s = s->origin;
	}
	for (size_t i = 0; i < at && i < s->len; i++) {
		if (s->text[i] == '\n') {
			line++;
			column = 1;
		} else if (((unsigned char)s->text[i] & 0xc0) != 0x80) {
			column++;
		}
	}
	fail("%s:%d:%d: %s", s->file, line, column, what);
}

struct scanner {
	struct arena *arena;
	const struct source *src;
	size_t at;
	char open[DELIMITER_MAX], close[DELIMITER_MAX];
	struct token *v;
	size_t n, cap;
};

static struct token *add(struct scanner *sc, enum token_kind kind, size_t at, size_t end)
{
	struct token *t;

	if (sc->n == sc->cap) {
		size_t cap = sc->cap ? sc->cap * 2 : 16;

		sc->v = arena_grow(sc->arena, sc->v, sc->cap * sizeof *sc->v, cap * sizeof *sc->v);
		sc->cap = cap;
	}
	t = &sc->v[sc->n++];
	*t = (struct token){ .kind = kind, .at = at, .end = end };
	return t;
}

static void add_text(struct scanner *sc, size_t end)
{
	while (sc->at < end) {
		const char *s = sc->src->text + sc->at;
		const char *lf = memchr(s, '\n', end - sc->at);
		size_t len = lf ? (size_t)(lf - s) + 1 : end - sc->at;
		struct token *t = add(sc, TOKEN_TEXT, sc->at, sc->at + len);

		t->s = s;
		t->len = len;
		t->ends_line = lf != NULL;
		sc->at += len;
	}
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void trim(struct token *t)
{
	while (t->len && is_space(t->s[0])) {
		t->s++;
		t->len--;
	}
	while (t->len && is_space(t->s[t->len - 1]))
		t->len--;
}

static const struct sigil {
	char c;
	enum token_kind kind;
} sigils[] = {
	{ '#', TOKEN_SECTION },    { '^', TOKEN_INVERTED }, { '/', TOKEN_CLOSE },
	{ '>', TOKEN_PARTIAL },    { '<', TOKEN_PARENT },   { '$', TOKEN_BLOCK },
	{ '!', TOKEN_COMMENT },    { '&', TOKEN_RAW },      { '{', TOKEN_RAW },
	{ '=', TOKEN_DELIMITERS },
};

static enum token_kind kind_of(char c)
{
	for (size_t i = 0; i < sizeof sigils / sizeof sigils[0]; i++) {
		if (sigils[i].c == c)
			return sigils[i].kind;
	}
	return TOKEN_VALUE;
}

/* "<% %>" */
static void set_delimiters(struct scanner *sc, const struct token *t)
{
	size_t open = 0, close = 0;

	while (open < t->len && !is_space(t->s[open]))
		open++;
	while (close < t->len - open && !is_space(t->s[t->len - 1 - close]))
		close++;
	if (!open || !close || open + close == t->len || open >= DELIMITER_MAX ||
	    close >= DELIMITER_MAX || memchr(t->s, '=', t->len))
		source_fail(sc->src, t->at, "delimiters are changed as {{=<%% %%>=}}");
	memcpy(sc->open, t->s, open);
	sc->open[open] = '\0';
	memcpy(sc->close, t->s + t->len - close, close);
	sc->close[close] = '\0';
}

static const char *find(const struct source *src, size_t from, const char *what)
{
	return memmem(src->text + from, src->len - from, what, strlen(what));
}

static void add_tag(struct scanner *sc)
{
	const struct source *src = sc->src;
	size_t start = sc->at, inner = start + strlen(sc->open);
	char c = inner < src->len ? src->text[inner] : '\0';
	char close[DELIMITER_MAX + 1] = { 0 };
	enum token_kind kind = kind_of(c);
	const char *end;
	struct token *t;

	if (c == '{' || c == '=')
		close[0] = c == '{' ? '}' : '=';
	memcpy(close + (close[0] != '\0'), sc->close, strlen(sc->close));
	if (kind != TOKEN_VALUE)
		inner++;
	end = inner <= src->len ? find(src, inner, close) : NULL;
	if (!end)
		source_fail(src, start, "tag %s is never closed", sc->open);
	sc->at = (size_t)(end - src->text) + strlen(close);
	t = add(sc, kind, start, sc->at);
	t->custom = strcmp(sc->open, "{{") != 0 || strcmp(sc->close, "}}") != 0;
	t->s = src->text + inner;
	t->len = (size_t)(end - t->s);
	trim(t);
	if (kind == TOKEN_DELIMITERS)
		set_delimiters(sc, t);
	else if (!t->len && kind != TOKEN_COMMENT)
		source_fail(src, start, "the tag is empty");
}

struct token *scan(struct arena *a, const struct source *src, size_t *n)
{
	struct scanner sc = { .arena = a, .src = src, .open = "{{", .close = "}}" };
	const char *tag;

	while ((tag = find(src, sc.at, sc.open)) != NULL) {
		add_text(&sc, (size_t)(tag - src->text));
		add_tag(&sc);
	}
	add_text(&sc, src->len);
	*n = sc.n;
	return sc.v;
}

bool token_is(const struct token *t, const char *name)
{
	return t->len == strlen(name) && memcmp(t->s, name, t->len) == 0;
}
