/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words in a tree of their characters. */
#include "feedback/words_trie.h"
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include "base/fail.h"

#define UNITS_MAX 255

struct trie_word {
	uint16_t *unit;
	uint32_t len, order;
	uint16_t value;
};

uint32_t trie_fold(uint32_t c)
{
	if (c >= TRIE_NOTHING)
		return c;
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c + 32 : c == '\t' || c == '\n' ? ' ' : c;
	if (c >= 0xFF01 && c <= 0xFF5E)
		return trie_fold(c - 0xFEE0);
	if (c == 0x3000 || c == 0xA0)
		return ' ';
	if (c == 0x2019 || c == 0x02BC)
		return '\'';
	if (c >= 0x2E80 && c <= 0xA4CF)
		return c;
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

uint32_t trie_character(const char *s, size_t len, size_t at, size_t *bytes)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t n;
	unsigned char first = (unsigned char)s[at];

	*bytes = 1;
	if (first < 0x80)
		return first;
	n = utf8proc_iterate((const utf8proc_uint8_t *)s + at, (utf8proc_ssize_t)(len - at), &c);
	if (n <= 0)
		return TRIE_NOTHING;
	*bytes = (size_t)n;
	return (uint32_t)c;
}

static trie_place step_unit(const struct trie *t, trie_place at, uint16_t unit)
{
	uint32_t low, high, end;

	if (at >= t->n || at + 1 >= t->n)
		return TRIE_AWAY;
	low = t->node[at].child;
	end = high = t->node[at + 1].child;
	/* A file that lies about its children leads nowhere, and not out of it. */
	if (high >= t->n || low > high)
		return TRIE_AWAY;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (t->node[middle].unit < unit)
			low = middle + 1;
		else
			high = middle;
	}
	return low < end && t->node[low].unit == unit ? low : TRIE_AWAY;
}

trie_place trie_step(const struct trie *t, trie_place at, uint32_t c)
{
	if (at == TRIE_AWAY || c >= TRIE_NOTHING)
		return TRIE_AWAY;
	if (c < 0x10000)
		return step_unit(t, at, (uint16_t)c);
	c -= 0x10000;
	at = step_unit(t, at, (uint16_t)(0xD800 + (c >> 10)));
	return at == TRIE_AWAY ? at : step_unit(t, at, (uint16_t)(0xDC00 + (c & 0x3FF)));
}

uint16_t trie_value(const struct trie *t, trie_place at)
{
	return at < t->n ? t->node[at].value : 0;
}

void trie_words_init(struct trie_words *w, struct arena *a)
{
	*w = (struct trie_words){ .arena = a };
}

void trie_words_add(struct trie_words *w, const char *word, size_t len, uint16_t value)
{
	uint16_t unit[UNITS_MAX + 1];
	uint32_t n = 0;
	size_t bytes;

	for (size_t at = 0; at < len; at += bytes) {
		uint32_t c = trie_fold(trie_character(word, len, at, &bytes));

		if (c >= TRIE_NOTHING || n + 2 > UNITS_MAX)
			return;
		if (c >= 0x10000) {
			unit[n++] = (uint16_t)(0xD800 + ((c - 0x10000) >> 10));
			c = 0xDC00 + ((c - 0x10000) & 0x3FF);
		}
		unit[n++] = (uint16_t)c;
	}
	if (!n)
		return;
	if (w->n == w->cap) {
		size_t cap = w->cap ? 2 * w->cap : 256;

		w->v = arena_grow(w->arena, w->v, w->cap * sizeof *w->v, cap * sizeof *w->v);
		w->cap = cap;
	}
	w->v[w->n] = (struct trie_word){ .unit = arena_memdup(w->arena, unit, n * sizeof *unit),
					 .len = n,
					 .order = (uint32_t)w->n,
					 .value = value };
	w->n++;
}

static int by_units(const void *x, const void *y)
{
	const struct trie_word *a = x, *b = y;
	uint32_t n = a->len < b->len ? a->len : b->len;

	for (uint32_t i = 0; i < n; i++) {
		if (a->unit[i] != b->unit[i])
			return a->unit[i] < b->unit[i] ? -1 : 1;
	}
	if (a->len != b->len)
		return a->len < b->len ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

/* What a node stands for while the tree grows: the sorted words from..to share its path. */
struct span {
	uint32_t from, to, depth;
};

struct growth {
	struct trie_node *node;
	struct span *span;
	size_t n;
};

static void grow_children(struct growth *g, const struct trie_words *w, size_t i)
{
	struct span s = g->span[i];
	uint32_t k = s.from;

	g->node[i].child = (uint32_t)g->n;
	/* The word itself sorts before those that go on; told twice, the later stands last. */
	for (; k < s.to && w->v[k].len == s.depth; k++)
		g->node[i].value = w->v[k].value;
	while (k < s.to) {
		uint16_t unit = w->v[k].unit[s.depth];
		uint32_t from = k;

		while (k < s.to && w->v[k].unit[s.depth] == unit)
			k++;
		g->node[g->n] = (struct trie_node){ .unit = unit };
		g->span[g->n++] = (struct span){ from, k, s.depth + 1 };
	}
}

struct trie trie_build(struct trie_words *w)
{
	size_t most = 2;
	struct growth g = { .n = 1 };

	for (size_t i = 0; i < w->n; i++)
		most += w->v[i].len;
	if (most >= TRIE_AWAY)
		fail("too many words: %zu", w->n);
	if (w->n)
		qsort(w->v, w->n, sizeof *w->v, by_units);
	g.node = arena_array_of(w->arena, most, struct trie_node);
	g.span = arena_array_of(w->arena, most, struct span);
	g.span[0] = (struct span){ 0, (uint32_t)w->n, 0 };
	for (size_t i = 0; i < g.n; i++)
		grow_children(&g, w, i);
	g.node[g.n].child = (uint32_t)g.n;
	return (struct trie){ g.node, (uint32_t)g.n + 1 };
}
