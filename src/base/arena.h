/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory that lives as long as its owner: a request, a job, a batch of an import. */
#ifndef REGULARS_BASE_ARENA_H
#define REGULARS_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* A new arena; its first block is kept over resets. Running out of memory is fail(), never NULL. */
struct arena *arena_new(void);
/* Runs the deferred releases (last first), then gives all memory back. NULL is allowed. */
void arena_free(struct arena *a);
/* The same, but the arena stays usable and keeps one block (at most 1 MiB), so a busy worker does
 * not call malloc. */
void arena_reset(struct arena *a);

/* Uninitialised / zeroed memory, aligned for any type. */
void *arena_alloc(struct arena *a, size_t size) __attribute__((malloc, returns_nonnull));
void *arena_zalloc(struct arena *a, size_t size) __attribute__((malloc, returns_nonnull));
/* `count` zeroed elements of `size` bytes; fails on overflow. */
void *arena_array(struct arena *a, size_t count, size_t size)
	__attribute__((malloc, returns_nonnull));
/* Grows the newest allocation in place where it can, else copies. `p` may be NULL. */
void *arena_grow(struct arena *a, void *p, size_t old_size, size_t new_size);

char *arena_strdup(struct arena *a, const char *s); /* NULL gives NULL */
char *arena_strndup(struct arena *a, const char *s, size_t len);
void *arena_memdup(struct arena *a, const void *p, size_t len);
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *fmt, va_list ap)
	__attribute__((format(printf, 2, 0)));

/* Calls release(p) when the arena is reset or freed: for what is not memory (a file, an
 * encoder). */
void arena_defer(struct arena *a, void (*release)(void *), void *p);

/* Bytes handed out since the last reset. */
size_t arena_used(const struct arena *a);

/* cJSON allocates through process-wide hooks without a context, so the arena its nodes come from is
 * set here for the time of a request or job. NULL means malloc. arena_install_cjson() sets the
 * hooks once. */
void arena_install_cjson(void);
struct arena *arena_use_for_cjson(struct arena *a); /* returns the one before */

#define arena_new_of(a, type)      ((type *)arena_zalloc((a), sizeof(type)))
#define arena_array_of(a, n, type) ((type *)arena_array((a), (n), sizeof(type)))

#endif
