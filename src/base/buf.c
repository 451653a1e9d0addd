/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The growing buffer: doubles, in place when it is the arena's newest allocation. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include "base/fail.h"

#define BUF_FIRST 256

void buf_init(struct buf *b, struct arena *a)
{
	*b = (struct buf){ .arena = a, .p = arena_alloc(a, BUF_FIRST), .cap = BUF_FIRST };
	b->p[0] = '\0';
}

void buf_grow(struct buf *b, size_t more)
{
	size_t cap = b->cap * 2;

	if (more > SIZE_MAX / 4)
		fail("buf: %zu bytes asked for", more);
	if (cap < b->len + more + 1)
		cap = b->len + more + 1;
	b->p = arena_grow(b->arena, b->p, b->cap, cap);
	b->cap = cap;
}

void buf_addi(struct buf *b, int64_t v)
{
	char digits[20];
	size_t at = sizeof digits;
	uint64_t rest = v < 0 ? -(uint64_t)v : (uint64_t)v;

	do {
		digits[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (v < 0)
		digits[--at] = '-';
	buf_add(b, digits + at, sizeof digits - at);
}

void buf_addf(struct buf *b, const char *fmt, ...)
{
	size_t room = b->cap - b->len;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(b->p + b->len, room, fmt, ap);
	va_end(ap);
	if (n < 0)
		fail("buf_addf: cannot format \"%s\"", fmt);
	if ((size_t)n >= room) {
		buf_grow(b, (size_t)n);
		va_start(ap, fmt);
		vsnprintf(b->p + b->len, (size_t)n + 1, fmt, ap);
		va_end(ap);
	}
	b->len += (size_t)n;
}
