/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a translation has to carry over unchanged. */
#include <string.h>
#include "base/buf.h"
#include "tool/catalogue.h"

struct mark {
	const char *s;
	size_t len;
};

static size_t until(const char *s, const char *end)
{
	const char *at = strstr(s, end);

	return at ? (size_t)(at - s) + strlen(end) : 0;
}

/* "<a href=…>"; a "<" in plain text is none. */
static size_t markup(const char *s)
{
	if (s[1] != '/' && s[1] != '!' && !(s[1] >= 'a' && s[1] <= 'z'))
		return 0;
	return until(s, ">");
}

static size_t field(const char *s)
{
	size_t n = strspn(s + 1, "abcdefghijklmnopqrstuvwxyz0123456789_");

	return n && s[1 + n] == '}' ? n + 2 : 0;
}

static size_t conversion(const char *s)
{
	size_t n = 1;

	n += strspn(s + n, "-+#0123456789.*");
	n += strspn(s + n, "hljztL");
	return s[n] && strchr("diouxXeEfFgGcsp%", s[n]) ? n + 1 : 0;
}

static size_t mark_at(const char *s)
{
	switch (*s) {
	case '{':
		return s[1] == '{' ? until(s, "}}") : field(s);
	case '<':
		return markup(s);
	case '%':
		return conversion(s);
	case '"': /* it may stand in an attribute */
		return 1;
	default:
		return 0;
	}
}

/* The next mark at or behind *s, which moves behind it. */
static bool next_mark(const char **s, struct mark *m)
{
	for (; **s; ++*s) {
		size_t len = mark_at(*s);

		if (len) {
			*m = (struct mark){ *s, len };
			*s += len;
			return true;
		}
	}
	return false;
}

static size_t count(const char *s, const struct mark *like)
{
	struct mark m;
	size_t n = 0;

	while (next_mark(&s, &m))
		n += m.len == like->len && memcmp(m.s, like->s, m.len) == 0;
	return n;
}

static const char *lost(struct arena *a, const char *from, const char *to, const char *what)
{
	struct mark m;

	for (const char *s = from; next_mark(&s, &m);) {
		if (count(from, &m) > count(to, &m))
			return arena_printf(a, "%s %.*s", what, (int)m.len, m.s);
	}
	return NULL;
}

const char *marks_differ(struct arena *a, const char *msg, const char *translation)
{
	const char *why = lost(a, msg, translation, "lacks");

	return why ? why : lost(a, translation, msg, "has");
}
