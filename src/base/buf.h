/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A growing byte buffer in an arena; always NUL-terminated after the last byte, which `len` does
 * not count. */
#ifndef REGULARS_BASE_BUF_H
#define REGULARS_BASE_BUF_H

#include <stdint.h>
#include <string.h>
#include "base/arena.h"

struct buf {
	struct arena *arena;
	char *p; /* never NULL after buf_init */
	size_t len, cap;
};

void buf_init(struct buf *b, struct arena *a);
void buf_grow(struct buf *b, size_t more); /* for the functions below */
/* Room for `more` bytes and the NUL. */
static inline void buf_reserve(struct buf *b, size_t more)
{
	if (__builtin_expect(b->cap - b->len <= more, 0))
		buf_grow(b, more);
}
static inline void buf_add(struct buf *b, const void *p, size_t len)
{
	buf_reserve(b, len);
	if (len)
		memcpy(b->p + b->len, p, len);
	b->len += len;
	b->p[b->len] = '\0';
}
static inline void buf_addch(struct buf *b, char c)
{
	buf_reserve(b, 1);
	b->p[b->len++] = c;
	b->p[b->len] = '\0';
}
void buf_addi(struct buf *b, int64_t v);
void buf_addf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static inline void buf_adds(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}
#define buf_addlit(b, lit) buf_add((b), "" lit, sizeof(lit) - 1)

#endif
