/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The texts of a workbook, which its cells point to: kept in a file, only where each begins in
 * memory. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/fail.h"
#include "exchange/book_xml.h"

enum { TEXTS_MAX = 2000000, ONE_MAX = 65536, ROOM = 65536, BYTES_MAX = 256 << 20 };

struct texts {
	int fd;
	uint64_t *begin; /* n + 1 of them */
	size_t n, cap, wanted;
	char buffer[ROOM];
	size_t used, one; /* one: bytes of the text in the making */
	bool in_text, in_phonetic, enough, wrong;
};

static void end_texts(void *arg)
{
	struct texts *t = arg;

	close(t->fd);
	free(t->begin);
}

static void flush(struct texts *t)
{
	for (size_t at = 0; at < t->used;) {
		ssize_t n = write(t->fd, t->buffer + at, t->used - at);

		if (n < 0 && errno != EINTR)
			fail_as(FAIL_UNAVAILABLE, 0, "book: %s", strerror(errno));
		at += n > 0 ? (size_t)n : 0;
	}
	t->used = 0;
}

static void open_text(void *arg, const char *name, const char **attributes)
{
	struct texts *t = arg;

	(void)attributes;
	t->in_phonetic = t->in_phonetic || !strcmp(name, "rPh");
	t->in_text = !t->in_phonetic && !strcmp(name, "t");
}

static void add_text(void *arg, const char *s, size_t len)
{
	struct texts *t = arg;

	if (!t->in_text)
		return;
	len = len < ONE_MAX - t->one ? len : ONE_MAX - t->one;
	t->one += len;
	while (len > 0) {
		size_t part = len < ROOM - t->used ? len : ROOM - t->used;

		memcpy(t->buffer + t->used, s, part);
		t->used += part;
		s += part;
		len -= part;
		if (t->used == ROOM)
			flush(t);
	}
}

static void close_text(void *arg, const char *name)
{
	struct texts *t = arg;

	if (!strcmp(name, "t"))
		t->in_text = false;
	if (!strcmp(name, "rPh"))
		t->in_phonetic = false;
	if (strcmp(name, "si") != 0)
		return;
	if (t->n == TEXTS_MAX) {
		t->wrong = true;
		return;
	}
	if (t->n + 1 >= t->cap) {
		size_t cap = t->cap * 2;
		uint64_t *more = reallocarray(t->begin, cap, sizeof *more);

		if (!more)
			fail_as(FAIL_UNAVAILABLE, 0, "out of memory");
		t->begin = more;
		t->cap = cap;
	}
	t->begin[t->n + 1] = t->begin[t->n] + t->one;
	t->one = 0;
	t->n++;
	t->enough = t->n == t->wanted;
}

struct texts *texts_read(struct arena *a, zip_t *z, const char *folder, size_t wanted)
{
	struct texts *t = arena_new_of(a, struct texts);
	struct part p = { .open = open_text,
			  .close = close_text,
			  .text = add_text,
			  .arg = t,
			  .enough = &t->enough,
			  .wrong = &t->wrong };

	t->cap = 1024;
	t->wanted = wanted;
	t->begin = calloc(t->cap, sizeof *t->begin);
	t->fd = open(folder, O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);
	if (t->fd < 0 || !t->begin)
		fail_as(FAIL_UNAVAILABLE, 0, "%s: %s", folder, strerror(errno));
	arena_defer(a, end_texts, t);
	if (wanted > 0 && part_read(z, "xl/sharedStrings.xml", BYTES_MAX, &p) == PART_BAD)
		return NULL;
	flush(t);
	return t;
}

bool texts_add(const struct texts *t, size_t i, struct buf *b)
{
	char text[ONE_MAX];
	size_t len, got = 0;

	if (i >= t->n)
		return false;
	len = (size_t)(t->begin[i + 1] - t->begin[i]);
	while (got < len) {
		ssize_t n = pread(t->fd, text + got, len - got, (off_t)(t->begin[i] + got));

		if (n <= 0 && errno != EINTR)
			fail_as(FAIL_UNAVAILABLE, 0, "book: %s", strerror(errno));
		got += n > 0 ? (size_t)n : 0;
	}
	buf_add(b, text, len);
	return true;
}
