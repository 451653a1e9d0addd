/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Splitting: Latin words and numbers as they stand, Han characters by the way of least cost. */
#include <utf8proc.h>
#include "feedback/words_inside.h"

void splitting_add(struct splitting *s, size_t at, size_t len)
{
	struct word_list *o = &s->out;

	if (o->n == o->cap) {
		size_t cap = o->cap ? 2 * o->cap : 64;

		o->v = arena_grow(s->arena, o->v, o->cap * sizeof *o->v, cap * sizeof *o->v);
		o->cap = cap;
	}
	o->v[o->n++] = (struct word){ (uint32_t)at, (uint32_t)len };
}

bool is_han(uint32_t c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3005 ||
	       c == 0x3007 || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

enum shape { SHAPE_NONE, SHAPE_LETTER, SHAPE_DIGIT, SHAPE_MARK };

static enum shape shape_of(uint32_t c)
{
	c = c >= 0xFF00 ? trie_fold(c) : c;
	if (c < 0x80) {
		if (c >= '0' && c <= '9')
			return SHAPE_DIGIT;
		return (c | 32) >= 'a' && (c | 32) <= 'z' ? SHAPE_LETTER : SHAPE_NONE;
	}
	switch (utf8proc_category((utf8proc_int32_t)c)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
		return is_han(c) ? SHAPE_NONE : SHAPE_LETTER;
	case UTF8PROC_CATEGORY_ND:
		return SHAPE_DIGIT;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		return SHAPE_MARK;
	default:
		return SHAPE_NONE;
	}
}

/* Between two that it holds together: don't, Type-C, 3.5. */
static bool joins(uint32_t c, enum shape before, enum shape after)
{
	c = trie_fold(c);
	if (after == SHAPE_NONE || after == SHAPE_MARK)
		return false;
	if (c == '\'' || c == '-' || c == 0x2010 || c == 0x2011)
		return before == SHAPE_LETTER || c != '\'';
	return (c == '.' || c == ',') && before == SHAPE_DIGIT && after == SHAPE_DIGIT;
}

/* Letters, digits and their marks from `at` on; returns where they end. */
static size_t run_end(const struct splitting *s, size_t at)
{
	enum shape before = SHAPE_NONE;
	size_t bytes, next;

	for (; at < s->len; at += bytes) {
		uint32_t c = trie_character(s->text, s->len, at, &bytes);
		enum shape shape = shape_of(c);

		if (shape == SHAPE_MARK)
			continue;
		if (shape == SHAPE_NONE) {
			if (at + bytes >= s->len ||
			    !joins(c, before,
				   shape_of(trie_character(s->text, s->len, at + bytes, &next))))
				return at;
		}
		before = shape;
	}
	return at;
}

/* Where the longest listed or known word ends that starts here and goes on over the run's end: T恤,
 * U盘. */
static size_t mixed_end(const struct splitting *s, size_t at, size_t end)
{
	const struct trie *const known[] = { &s->w->own, &s->w->dictionary };
	size_t longest = end, bytes;

	for (size_t i = 0; i < 2; i++) {
		trie_place place = TRIE_ROOT;

		for (size_t to = at; to < s->len && place != TRIE_AWAY;) {
			place = trie_step(known[i], place,
					  trie_fold(trie_character(s->text, s->len, to, &bytes)));
			to += bytes;
			if (to > longest && trie_value(known[i], place))
				longest = to;
		}
	}
	return longest;
}

struct word_list words_split(const struct words *w, struct arena *a, const char *text, size_t len)
{
	struct splitting s = { .w = w, .arena = a, .text = text, .len = len };
	size_t bytes, end;

	for (size_t at = 0; at < len;) {
		uint32_t c = trie_character(text, len, at, &bytes);
		enum shape shape;

		if (is_han(c)) {
			at = split_han(&s, at);
			continue;
		}
		shape = shape_of(c);
		if (shape != SHAPE_LETTER && shape != SHAPE_DIGIT) {
			at += bytes;
			continue;
		}
		end = mixed_end(&s, at, run_end(&s, at));
		splitting_add(&s, at, end - at);
		at = end;
	}
	return s.out;
}

char *words_key(struct arena *a, const char *text, struct word word)
{
	/* A small letter may take a byte more than its capital. */
	char *key = arena_alloc(a, 2 * (size_t)word.len + 1);
	size_t n = 0, bytes, end = (size_t)word.at + word.len;

	for (size_t at = word.at; at < end; at += bytes) {
		uint32_t c = trie_fold(trie_character(text, end, at, &bytes));

		n += (size_t)utf8proc_encode_char((utf8proc_int32_t)c, (utf8proc_uint8_t *)key + n);
	}
	key[n] = '\0';
	return key;
}
