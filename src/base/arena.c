/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bump allocation in blocks that grow; a reset keeps the largest ordinary block. */
#include "base/arena.h"

#include <assert.h>
#include <cjson/cJSON.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/fail.h"

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define ARENA_POISONS
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define ARENA_POISONS
#endif

#ifdef ARENA_POISONS
#include <sanitizer/asan_interface.h>
#define POISON(p, n)   ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#else
#define POISON(p, n)   ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#endif

#define ALIGN       16
#define BLOCK_FIRST ((size_t)32 << 10)
#define BLOCK_MAX   ((size_t)1 << 20)

/* The free hook of cJSON tells our nodes from malloc's by their address (see cjson_free). */
static_assert(alignof(max_align_t) == ALIGN, "malloc aligns to 16 bytes");

struct block {
	struct block *next;
	size_t size; /* of data */
	alignas(ALIGN) char data[];
};

struct deferred {
	struct deferred *next;
	void (*release)(void *);
	void *p;
};

struct arena {
	char *cur, *end; /* free space of the newest ordinary block */
	struct block *blocks;
	struct deferred *deferred;
	size_t next_size, used;
};

/* cJSON's hooks carry no context, so the arena of the work in hand stands here. */
static struct arena *cjson_arena;

static struct block *block_new(size_t size)
{
	struct block *b = malloc(sizeof *b + size);

	if (!b)
		fail_as(FAIL_UNAVAILABLE, 0, "out of memory: %zu bytes", size);
	b->size = size;
	b->next = NULL;
	POISON(b->data, size);
	return b;
}

static void block_free(struct block *b)
{
	UNPOISON(b->data, b->size);
	free(b);
}

static void block_use(struct arena *a, struct block *b)
{
	a->cur = b->data;
	a->end = b->data + b->size;
	a->next_size = b->size < BLOCK_MAX / 2 ? b->size * 2 : BLOCK_MAX;
}

struct arena *arena_new(void)
{
	struct block *b = block_new(BLOCK_FIRST);
	struct arena *a = calloc(1, sizeof *a);

	if (!a) {
		block_free(b);
		fail_as(FAIL_UNAVAILABLE, 0, "out of memory: arena");
	}
	a->blocks = b;
	block_use(a, b);
	return a;
}

/* Each entry leaves the list before it runs, so a release that fails is not run again. */
static void release_deferred(struct arena *a)
{
	while (a->deferred) {
		struct deferred *d = a->deferred;

		a->deferred = d->next;
		d->release(d->p);
	}
}

void arena_free(struct arena *a)
{
	if (!a)
		return;
	release_deferred(a);
	if (cjson_arena == a)
		cjson_arena = NULL;
	for (struct block *b = a->blocks, *next; b; b = next) {
		next = b->next;
		block_free(b);
	}
	free(a);
}

/* An arena always has an ordinary block: its first. */
__attribute__((returns_nonnull, noinline)) static struct block *largest_to_keep(struct block *list)
{
	struct block *keep = list;

	for (struct block *b = list; b; b = b->next)
		if (b->size <= BLOCK_MAX && (keep->size > BLOCK_MAX || b->size > keep->size))
			keep = b;
	return keep;
}

void arena_reset(struct arena *a)
{
	struct block *keep;

	release_deferred(a);
	keep = largest_to_keep(a->blocks);
	for (struct block *b = a->blocks, *next; b; b = next) {
		next = b->next;
		if (b != keep)
			block_free(b);
	}
	POISON(keep->data, keep->size);
	keep->next = NULL;
	a->blocks = keep;
	block_use(a, keep);
	a->used = 0;
}

/* No room in the newest block. What is large gets a block of its own, behind the newest, which
 * stays in use. */
__attribute__((noinline)) static char *alloc_slow(struct arena *a, size_t size, size_t skew)
{
	bool large = size > BLOCK_MAX / 4;
	struct block *b;

	if (size > PTRDIFF_MAX / 2)
		fail("arena: %zu bytes asked for", size);
	b = block_new(large || size + ALIGN > a->next_size ? size + ALIGN : a->next_size);
	if (large) {
		b->next = a->blocks->next;
		a->blocks->next = b;
		return b->data + skew;
	}
	b->next = a->blocks;
	a->blocks = b;
	block_use(a, b);
	a->cur = b->data + skew + size;
	return b->data + skew;
}

/* Memory at an address that is `skew` beyond a multiple of 16. */
static inline void *alloc_at(struct arena *a, size_t size, size_t skew)
{
	size_t pad = (skew - (uintptr_t)a->cur) & (ALIGN - 1);
	size_t room = (size_t)(a->end - a->cur);
	char *p;

	a->used += size;
	if (__builtin_expect(room < pad || room - pad < size, 0)) {
		p = alloc_slow(a, size, skew);
	} else {
		p = a->cur + pad;
		a->cur = p + size;
	}
	UNPOISON(p, size);
	return p;
}

void *arena_alloc(struct arena *a, size_t size)
{
	return alloc_at(a, size, 0);
}

void *arena_zalloc(struct arena *a, size_t size)
{
	return memset(alloc_at(a, size, 0), 0, size);
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		fail("arena: %zu elements of %zu bytes", count, size);
	return arena_zalloc(a, bytes);
}

void *arena_grow(struct arena *a, void *p, size_t old_size, size_t new_size)
{
	char *at = p;
	void *copy;

	if (p && new_size <= old_size)
		return p;
	if (p && at + old_size == a->cur && new_size <= (size_t)(a->end - at)) {
		a->used += new_size - old_size;
		a->cur = at + new_size;
		UNPOISON(at, new_size);
		return p;
	}
	copy = arena_alloc(a, new_size);
	if (p)
		memcpy(copy, p, old_size);
	return copy;
}

char *arena_strdup(struct arena *a, const char *s)
{
	return s ? arena_strndup(a, s, strlen(s)) : NULL;
}

char *arena_strndup(struct arena *a, const char *s, size_t len)
{
	char *p = arena_alloc(a, len + 1);

	memcpy(p, s, len);
	p[len] = '\0';
	return p;
}

void *arena_memdup(struct arena *a, const void *p, size_t len)
{
	void *copy = arena_alloc(a, len);

	if (len)
		memcpy(copy, p, len);
	return copy;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *s;

	va_start(ap, fmt);
	s = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return s;
}

char *arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	char small[256];
	va_list again;
	char *s;
	int n;

	va_copy(again, ap);
	n = vsnprintf(small, sizeof small, fmt, ap);
	if (n < 0) {
		va_end(again);
		fail("arena_printf: cannot format \"%s\"", fmt);
	}
	s = arena_alloc(a, (size_t)n + 1);
	if ((size_t)n < sizeof small)
		memcpy(s, small, (size_t)n + 1);
	else
		vsnprintf(s, (size_t)n + 1, fmt, again);
	va_end(again);
	return s;
}

void arena_defer(struct arena *a, void (*release)(void *), void *p)
{
	struct deferred *d = arena_alloc(a, sizeof *d);

	*d = (struct deferred){ .next = a->deferred, .release = release, .p = p };
	a->deferred = d;
}

size_t arena_used(const struct arena *a)
{
	return a->used;
}

/* malloc's addresses are multiples of 16, the arena's for cJSON lie 8 beyond one (enough for its
 * node). So any node may be given to cJSON_Delete at any time, whatever arena is set: the arena's
 * are left alone, malloc's are freed. */
#define CJSON_SKEW 8

static void *cjson_malloc(size_t size)
{
	void *p;

	if (cjson_arena)
		return alloc_at(cjson_arena, size, CJSON_SKEW);
	p = malloc(size);
	if (!p)
		fail_as(FAIL_UNAVAILABLE, 0, "out of memory: json node");
	return p;
}

static void cjson_free(void *p)
{
	if (((uintptr_t)p & (ALIGN - 1)) != CJSON_SKEW)
		free(p);
}

void arena_install_cjson(void)
{
	cJSON_InitHooks(&(cJSON_Hooks){ .malloc_fn = cjson_malloc, .free_fn = cjson_free });
}

struct arena *arena_use_for_cjson(struct arena *a)
{
	struct arena *before = cjson_arena;

	cjson_arena = a;
	return before;
}
