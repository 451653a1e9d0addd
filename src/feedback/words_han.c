/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Han characters: of all ways to read them as words, the most likely; a word's cost is -ln of its
 * share of all words. */
#include <string.h>
#include "feedback/words_inside.h"

/* Longer runs go through a window; what is settled in its front leaves, the rest is weighed again
 * with what follows. */
#define WINDOW 512
#define TAIL   32

struct window {
	size_t n;
	uint32_t at[WINDOW + 1]; /* where each character stands, and the end */
	uint32_t unit[WINDOW];
	uint32_t cost[WINDOW + 1]; /* from here to the end */
	uint16_t word[WINDOW];     /* characters of the word that starts here on the cheapest way */
};

/* Costs of words are at most 65535, and there are at most 512: no sum runs over. */
static void weigh(const struct words *w, struct window *v, size_t from)
{
	const struct trie *const known[] = { &w->own, &w->dictionary };

	v->cost[from] = w->unknown + v->cost[from + 1];
	v->word[from] = 1;
	for (size_t i = 0; i < 2; i++) {
		trie_place place = TRIE_ROOT;

		for (size_t to = from; to < v->n; to++) {
			uint32_t cost;

			place = trie_step(known[i], place, v->unit[to]);
			if (place == TRIE_AWAY)
				break;
			cost = trie_value(known[i], place);
			if (!cost || cost + v->cost[to + 1] > v->cost[from] ||
			    (cost + v->cost[to + 1] == v->cost[from] &&
			     to + 1 - from <= v->word[from]))
				continue;
			v->cost[from] = cost + v->cost[to + 1];
			v->word[from] = (uint16_t)(to + 1 - from);
		}
	}
}

static void weigh_all(const struct words *w, struct window *v)
{
	v->cost[v->n] = 0;
	for (size_t i = v->n; i > 0; i--)
		weigh(w, v, i - 1);
}

/* Fills the window from `at`; the characters end before what is not Han. */
static void look(const struct splitting *s, struct window *v, size_t at)
{
	size_t bytes;

	for (v->n = 0; v->n < WINDOW && at < s->len; at += bytes) {
		uint32_t c = trie_character(s->text, s->len, at, &bytes);

		if (!is_han(c))
			break;
		v->at[v->n] = (uint32_t)at;
		v->unit[v->n++] = c;
	}
	v->at[v->n] = (uint32_t)at;
}

static bool is_number(uint32_t c)
{
	static const uint32_t numbers[] = { 0x4E00, 0x4E8C, 0x4E24, 0x4E09, 0x56DB, 0x4E94,
					    0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341, 0x767E,
					    0x5343, 0x4E07, 0x51E0, 0x96F6, 0x3007, 0x534A };

	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		if (numbers[i] == c)
			return true;
	}
	return false;
}

static bool all_numbers(const struct window *v, size_t from, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!is_number(v->unit[from + i]))
			return false;
	}
	return true;
}

static bool is_measure(const struct words *w, const struct window *v, size_t from, size_t n)
{
	trie_place place = TRIE_ROOT;
	uint16_t value;

	for (size_t i = 0; i < n; i++)
		place = trie_step(&w->listed, place, v->unit[from + i]);
	value = trie_value(&w->listed, place);
	return value && (w->meaning[value - 1].says & SAYS_MEASURE);
}

/* 十/五 and its measure are one word, and 第 before it: the dictionary knows some of them, and
 * numbers have no end. */
static size_t number_end(const struct words *w, const struct window *v, size_t from)
{
	size_t i = from, word = v->word[from];

	if (v->unit[from] == 0x7B2C && all_numbers(v, from + 1, word - 1))
		i += word;
	while (i < v->n && all_numbers(v, i, v->word[i]))
		i += v->word[i];
	if (i == from)
		return from + word;
	if (i < v->n && is_number(v->unit[i - 1]) && is_measure(w, v, i, v->word[i]))
		return i + v->word[i];
	return i;
}

size_t split_han(struct splitting *s, size_t at)
{
	struct window v;

	for (;;) {
		size_t i = 0, last;

		look(s, &v, at);
		weigh_all(s->w, &v);
		last = v.n < WINDOW ? v.n : WINDOW - TAIL;
		while (i < last) {
			size_t end = number_end(s->w, &v, i);

			splitting_add(s, v.at[i], v.at[end] - v.at[i]);
			i = end;
		}
		at = v.at[i];
		if (v.n < WINDOW)
			return at;
	}
}

uint32_t words_cost(const struct words *w, const char *word, size_t len)
{
	struct window v;
	struct splitting s = { .w = w, .text = word, .len = len };

	look(&s, &v, 0);
	weigh_all(w, &v);
	return v.cost[0];
}
