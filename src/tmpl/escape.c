/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one HTML escaper, right for text and for attributes in quotes. */
#include <string.h>
#include "tmpl/inside.h"

struct entity {
	const char *s;
	unsigned char len;
};

static const struct entity entity[256] = {
	['&'] = { "&amp;", 5 },	  ['<'] = { "&lt;", 4 },  ['>'] = { "&gt;", 4 },
	['"'] = { "&quot;", 6 },  ['\''] = { "&#39;", 5 },
};

static size_t plain_run(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && !entity[(unsigned char)s[n]].len)
		n++;
	return n;
}

void html_escape(struct buf *b, const char *s, size_t len)
{
	while (len) {
		size_t n = plain_run(s, len);
		const struct entity *e;

		buf_add(b, s, n);
		if (n == len)
			return;
		e = &entity[(unsigned char)s[n]];
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
