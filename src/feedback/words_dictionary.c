/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dictionary: made of text when the house is built, mapped when it is read. */
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/fail.h"
#include "base/file.h"
#include "feedback/words_inside.h"

/* In the byte order of the machine that made it, which is the one that reads it. */
struct head {
	char mark[8];
	uint32_t order, n, unknown, reserved;
};
#define MARK       "rgwords1"
#define ORDER_MARK 0x01020304U

static uint16_t cost_of(double count, double all)
{
	double cost = 1 + round(1000 * log(all / count));

	return cost < 1 ? 1 : cost > UINT16_MAX ? UINT16_MAX : (uint16_t)cost;
}

/* "word count kind", or false. */
static bool read_line(const char *line, const char *end, size_t *len, double *count)
{
	const char *space = memchr(line, ' ', (size_t)(end - line));
	char *after;

	if (!space || space == line)
		return false;
	*len = (size_t)(space - line);
	*count = strtod(space + 1, &after);
	return after > space + 1 && after <= end && *count >= 0;
}

struct lines {
	const char *text, *end;
	double all;
	size_t n;
};

/* Counts, or with words adds. A word never seen is as rare as one seen once. */
static void each_line(struct lines *l, struct trie_words *words)
{
	double all = 0, count;
	size_t n = 0, len;

	for (const char *p = l->text, *end; p < l->end; p = end + 1) {
		end = memchr(p, '\n', (size_t)(l->end - p));
		if (!end)
			end = l->end;
		if (!read_line(p, end, &len, &count))
			continue;
		n++;
		all += count;
		if (words)
			trie_words_add(words, p, len, cost_of(count < 1 ? 1 : count, l->all));
	}
	l->all = all < 1 ? 1 : all;
	l->n = n;
}

static void keep(const char *to, const struct head *head, const struct trie *t)
{
	FILE *f = fopen(to, "wb");

	if (!f || fwrite(head, sizeof *head, 1, f) != 1 ||
	    fwrite(t->node, sizeof *t->node, t->n, f) != t->n || fclose(f))
		fail("%s: %s", to, strerror(errno));
}

size_t words_compile(struct arena *a, const char *from, const char *to)
{
	size_t len;
	char *text = file_read(a, from, &len);
	struct lines l = { .text = text, .end = text + len };
	struct trie_words words;
	struct trie t;
	struct head head = { .mark = MARK, .order = ORDER_MARK };

	if (!text)
		fail("%s: %s", from, strerror(errno));
	each_line(&l, NULL);
	if (!l.n)
		fail("%s: no line \"word count kind\"", from);
	trie_words_init(&words, a);
	each_line(&l, &words);
	t = trie_build(&words);
	head.n = t.n;
	head.unknown = cost_of(1, l.all);
	keep(to, &head, &t);
	return l.n;
}

struct mapping {
	void *p;
	size_t len;
};

static void unmap(void *p)
{
	struct mapping *m = p;

	munmap(m->p, m->len);
}

struct trie words_map(struct arena *a, const char *path, uint16_t *unknown)
{
	struct mapping *m = arena_new_of(a, struct mapping);
	const struct head *head;
	struct stat st = { 0 };
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool found = fd >= 0 && !fstat(fd, &st) && st.st_size >= (off_t)sizeof *head;

	m->len = (size_t)st.st_size;
	m->p = found ? mmap(NULL, m->len, PROT_READ, MAP_SHARED, fd, 0) : MAP_FAILED;
	if (fd >= 0)
		close(fd);
	if (m->p == MAP_FAILED)
		fail("the dictionary %s: %s", path,
		     found || fd < 0 ? strerror(errno) : "too short");
	arena_defer(a, unmap, m);
	head = m->p;
	if (memcmp(head->mark, MARK, sizeof head->mark) != 0 || head->order != ORDER_MARK ||
	    m->len != sizeof *head + head->n * sizeof(struct trie_node))
		fail("the dictionary %s: made by another program, or torn", path);
	*unknown = (uint16_t)head->unknown;
	return (struct trie){ (const struct trie_node *)(const void *)(head + 1), head->n };
}
