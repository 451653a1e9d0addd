/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a text by its words: kind, topics, feeling, and which words said so. */
#include <string.h>
#include "feedback/words_inside.h"

struct reader {
	const struct words *w;
	struct arena *arena;
	const char *text;
	size_t len;
	struct reading r;
	size_t cap;
	uint16_t says; /* what was said anywhere */
	int score;
	unsigned negated_until;   /* words up to this one stand behind a negation */
	size_t count[TOPIC__MAX]; /* how often each was named */
	size_t first[TOPIC__MAX]; /* and at which mark first */
};

/* The longest listed word that starts at word i and ends with a word (or goes on from there): how
 * many words, 0: none. */
static size_t find_meaning(const struct reader *x, size_t i, struct meaning *out)
{
	const struct trie *t = &x->w->listed;
	const struct word *v = x->r.words.v;
	trie_place place = TRIE_ROOT;
	size_t found = 0, last = i, bytes;

	for (size_t at = v[i].at; at < x->len;) {
		uint16_t value;

		place = trie_step(t, place, trie_fold(trie_character(x->text, x->len, at, &bytes)));
		if (place == TRIE_AWAY)
			break;
		at += bytes;
		while (last + 1 < x->r.words.n && at > v[last].at + v[last].len &&
		       at > v[last + 1].at)
			last++;
		value = trie_value(t, place);
		if (!value || (at != v[last].at + v[last].len &&
			       (!(x->w->meaning[value - 1].says & SAYS_ONWARD) ||
				at > v[last].at + v[last].len)))
			continue;
		*out = x->w->meaning[value - 1];
		found = last - i + 1;
	}
	return found;
}

bool words_counts(const struct words *w, const char *key)
{
	const struct trie *t = &w->listed;
	trie_place place = TRIE_ROOT;
	size_t len = strlen(key), bytes, characters = 0;
	bool is_number = true;
	uint16_t value;

	for (size_t at = 0; at < len; at += bytes, characters++) {
		uint32_t c = trie_character(key, len, at, &bytes);

		is_number = is_number && c < 0x80 && strchr("0123456789.,-/%", (int)c);
		place = place == TRIE_AWAY ? place : trie_step(t, place, trie_fold(c));
	}
	if (characters < 2 || is_number)
		return false;
	value = place == TRIE_AWAY ? 0 : trie_value(t, place);
	return !value || !(w->meaning[value - 1].says & SAYS_SMALL);
}

/* Between two words of one clause stands no punctuation; blanks, and what joins, do not part. */
static bool parts_clause(const struct reader *x, size_t from, size_t to)
{
	size_t bytes;

	for (size_t at = from; at < to; at += bytes) {
		uint32_t c = trie_fold(trie_character(x->text, x->len, at, &bytes));

		if ((c < 0x80 && strchr(",.;:!?~\n", (int)c)) || c == 0x3002 || c == 0x3001 ||
		    c == 0x2026)
			return true;
	}
	return false;
}

static void add_mark(struct reader *x, size_t i, size_t n, int feeling, uint16_t topics)
{
	const struct word *v = x->r.words.v;
	struct word_mark m = { .where = { v[i].at, v[i + n - 1].at + v[i + n - 1].len - v[i].at },
			       .feeling = (int8_t)feeling,
			       .topics = topics };

	if (x->r.n_marks == x->cap) {
		size_t cap = x->cap ? 2 * x->cap : 16;

		x->r.mark = arena_grow(x->arena, x->r.mark, x->cap * sizeof m, cap * sizeof m);
		x->cap = cap;
	}
	x->r.mark[x->r.n_marks++] = m;
}

/* 不 and 没 reach three words far: 不怎么好, 没有很失望. */
#define REACH 3

static void take(struct reader *x, size_t i, size_t n, struct meaning m)
{
	int feeling = m.feeling;

	x->says |= m.says;
	if (m.says & SAYS_DOUBT)
		x->score /= 2;
	if (feeling && x->negated_until > i) {
		feeling = -feeling;
		x->negated_until = 0;
	}
	if (m.says & SAYS_NEGATION)
		x->negated_until = (unsigned)(i + n + REACH);
	x->score += feeling;
	if (feeling || m.topics)
		add_mark(x, i, n, feeling, m.topics);
}

static void take_all(struct reader *x)
{
	const struct word_list *l = &x->r.words;
	struct meaning m;
	size_t n;

	for (size_t i = 0; i < l->n; i += n) {
		if (i && parts_clause(x, l->v[i - 1].at + l->v[i - 1].len, l->v[i].at))
			x->negated_until = 0;
		n = find_meaning(x, i, &m);
		if (n)
			take(x, i, n, m);
		else
			n = 1;
	}
}

static bool is_asked(const struct reader *x)
{
	return memchr(x->text, '?', x->len) || memmem(x->text, x->len, "\xEF\xBC\x9F", 3);
}

static enum text_kind kind_of(const struct reader *x)
{
	bool asked = is_asked(x);

	if (x->says & SAYS_SUGGESTION)
		return KIND_SUGGESTION;
	if (asked && !(x->says & SAYS_COMPLAINT))
		return KIND_QUESTION;
	if (x->says & SAYS_REQUEST)
		return KIND_SUGGESTION;
	if ((x->says & SAYS_COMPLAINT) || x->score < 0)
		return KIND_COMPLAINT;
	if (x->says & SAYS_QUESTION)
		return KIND_QUESTION;
	return x->score > 0 ? KIND_PRAISE : KIND_NONE;
}

/* Who asks or suggests has to say it twice to be taken for pleased or angry. */
static enum text_feeling feeling_of(const struct reader *x)
{
	int least = x->r.kind == KIND_QUESTION || x->r.kind == KIND_SUGGESTION ? 3 : 1;

	if (x->r.kind == KIND_COMPLAINT || x->score <= -least)
		return FEELING_NEGATIVE;
	return x->score >= least ? FEELING_POSITIVE : FEELING_NEUTRAL;
}

/* The topics of the marks, those named or those hinted at; returns how many there are. */
static size_t count_topics(struct reader *x, unsigned shift)
{
	size_t n = 0;

	for (size_t i = 0; i < x->r.n_marks; i++) {
		for (unsigned t = 0; t < TOPIC__MAX; t++) {
			if (!((unsigned)x->r.mark[i].topics >> (shift + t) & 1))
				continue;
			n++;
			if (!x->count[t]++)
				x->first[t] = i;
		}
	}
	return n;
}

/* What decided nothing is no mark. */
static void keep_marks(struct reader *x, unsigned shift)
{
	size_t kept = 0;

	for (size_t i = 0; i < x->r.n_marks; i++) {
		struct word_mark m = x->r.mark[i];

		m.topics = (uint16_t)((unsigned)m.topics >> shift & ((1U << TOPIC__MAX) - 1));
		if (m.topics || m.feeling)
			x->r.mark[kept++] = m;
	}
	x->r.n_marks = kept;
}

static void name_topics(struct reader *x)
{
	unsigned shift = count_topics(x, 0) ? 0 : HINT_SHIFT;

	if (shift)
		count_topics(x, shift);
	x->r.topic = TOPIC__MAX;
	for (unsigned t = 0; t < TOPIC__MAX; t++) {
		enum text_topic best = x->r.topic;

		if (!x->count[t])
			continue;
		x->r.topics |= (uint16_t)(1U << t);
		if (best == TOPIC__MAX || x->count[t] > x->count[best] ||
		    (x->count[t] == x->count[best] && x->first[t] < x->first[best]))
			x->r.topic = t;
	}
	keep_marks(x, shift);
}

struct reading words_read(const struct words *w, struct arena *a, const char *text, size_t len)
{
	struct reader x = { .w = w, .arena = a, .text = text, .len = len };

	x.r.words = words_split(w, a, text, len);
	take_all(&x);
	x.r.kind = kind_of(&x);
	x.r.feeling = feeling_of(&x);
	name_topics(&x);
	return x.r;
}
