/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one HTML escaper, right for text and for attributes in quotes. */
#include <string.h>
#include "tmpl/inside.h"

/* Sixteen bytes at once: most text has nothing to escape. */
typedef unsigned char bytes __attribute__((vector_size(16)));

static bool has_special(const char *s)
{
	bytes v;
	uint64_t any[2];

	memcpy(&v, s, sizeof v);
	v = (bytes)((v == '&') | (v == '<') | (v == '>') | (v == '"') | (v == '\''));
	memcpy(any, &v, sizeof any);
	return any[0] | any[1];
}

static const struct entity {
	const char *s;
	size_t len;
} entities[] = {
	{ NULL, 0 }, { "&amp;", 5 }, { "&lt;", 4 }, { "&gt;", 4 }, { "&quot;", 6 }, { "&#39;", 5 },
};
/* by byte: its row above */
static const unsigned char special[256] = {
	['&'] = 1, ['<'] = 2, ['>'] = 3, ['"'] = 4, ['\''] = 5,
};

static size_t plain_run(const char *s, size_t len)
{
	const char *p = s, *end = s + len;

	while ((size_t)(end - p) >= sizeof(bytes) && !has_special(p))
		p += sizeof(bytes);
	while (p < end && !special[(unsigned char)*p])
		p++;
	return (size_t)(p - s);
}

void html_escape(struct buf *b, const char *s, size_t len)
{
	while (len) {
		size_t n = plain_run(s, len);
		const struct entity *e;

		buf_add(b, s, n);
		if (n == len)
			return;
		e = &entities[special[(unsigned char)s[n]]];
		buf_add(b, e->s, e->len);
		s += n + 1;
		len -= n + 1;
	}
}

void html_escape_tail(struct buf *b, size_t from)
{
	size_t len = b->len - from, plain = plain_run(b->p + from, len);
	char *rest;

	if (plain == len)
		return;
	rest = arena_memdup(b->arena, b->p + from + plain, len - plain);
	b->len = from + plain;
	html_escape(b, rest, len - plain);
}
