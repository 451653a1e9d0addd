/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists: which words stay whole, what words say. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "base/fail.h"
#include "base/file.h"
#include "feedback/words_inside.h"

const char *const text_kind_name[KIND__MAX] = {
	[KIND_NONE] = "none",           [KIND_QUESTION] = "question",
	[KIND_COMPLAINT] = "complaint", [KIND_SUGGESTION] = "suggestion",
	[KIND_PRAISE] = "praise",
};
const char *const text_topic_name[TOPIC__MAX] = {
	[TOPIC_PACKAGING] = "packaging", [TOPIC_DELIVERY] = "delivery",
	[TOPIC_QUALITY] = "quality",     [TOPIC_PRICE] = "price",
	[TOPIC_SERVICE] = "service",     [TOPIC_DESCRIPTION] = "description",
	[TOPIC_ORDERING] = "ordering",
};
const char *const text_feeling_name[FEELING__MAX] = {
	[FEELING_NEGATIVE] = "negative",
	[FEELING_NEUTRAL] = "neutral",
	[FEELING_POSITIVE] = "positive",
};

static const struct {
	const char *name;
	struct meaning meaning;
} classes[] = {
	{ "word", { .says = SAYS_WHOLE } },        { "measure", { .says = SAYS_MEASURE } },
	{ "negation", { .says = SAYS_NEGATION } }, { "doubt", { .says = SAYS_DOUBT } },
	{ "question", { .says = SAYS_QUESTION } }, { "suggestion", { .says = SAYS_SUGGESTION } },
	{ "request", { .says = SAYS_REQUEST } },   { "complaint", { .says = SAYS_COMPLAINT } },
	{ "small", { .says = SAYS_SMALL } },       { "positive", { .feeling = 1 } },
	{ "very positive", { .feeling = 2 } },     { "negative", { .feeling = -1 } },
	{ "very negative", { .feeling = -2 } },
};

static bool class_find(const char *name, size_t len, struct meaning *out)
{
	bool hint;

	for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
		*out = classes[i].meaning;
		if (strlen(classes[i].name) == len && !memcmp(classes[i].name, name, len))
			return true;
	}
	hint = len > 5 && !memcmp(name, "hint ", 5);
	name += hint ? 5 : 0;
	len -= hint ? 5 : 0;
	for (unsigned t = 0; t < TOPIC__MAX; t++) {
		*out = (struct meaning){ .topics = (uint16_t)(1U << t << (hint ? HINT_SHIFT : 0)) };
		if (strlen(text_topic_name[t]) == len && !memcmp(text_topic_name[t], name, len))
			return true;
	}
	return false;
}

struct reader {
	struct arena *arena;
	struct entry *v;
	size_t n, cap;
};

static void read_word(struct reader *r, const char *p, size_t len, struct meaning m)
{
	while (len && *p == ' ') {
		p++;
		len--;
	}
	while (len && p[len - 1] == ' ')
		len--;
	if (len && p[len - 1] == '*') {
		m.says |= SAYS_ONWARD;
		len--;
	}
	if (!len)
		return;
	if (r->n == r->cap) {
		size_t cap = r->cap ? 2 * r->cap : 256;

		r->v = arena_grow(r->arena, r->v, r->cap * sizeof *r->v, cap * sizeof *r->v);
		r->cap = cap;
	}
	r->v[r->n] = (struct entry){ arena_strndup(r->arena, p, len), len, r->n, m };
	r->n++;
}

/* "class<TAB>word|word", an empty line, or a remark. */
static bool read_line(struct reader *r, const char *p, const char *end)
{
	const char *tab, *bar;
	struct meaning m;

	if (end > p && end[-1] == '\r')
		end--;
	if (p == end || *p == '#')
		return true;
	tab = memchr(p, '\t', (size_t)(end - p));
	if (!tab || !class_find(p, (size_t)(tab - p), &m))
		return false;
	for (p = tab + 1; p <= end; p = bar + 1) {
		bar = memchr(p, '|', (size_t)(end - p));
		if (!bar)
			bar = end;
		read_word(r, p, (size_t)(bar - p), m);
	}
	return true;
}

/* Of a word in several classes all count; of feelings the one told last. */
static struct meaning join(struct meaning a, struct meaning b)
{
	return (struct meaning){ .topics = a.topics | b.topics,
				 .says = a.says | b.says,
				 .feeling = b.feeling ? b.feeling : a.feeling };
}

/* Cheaper by a quarter than any way through it: 开/发票 before 开发/票, and still 顾客/服务. */
static uint16_t whole_cost(const struct words *w, const struct entry *e)
{
	uint32_t cost = words_cost(w, e->word, e->len) / 4 * 3;

	return cost < 1 ? 1 : cost > UINT16_MAX ? UINT16_MAX : (uint16_t)cost;
}

static void build(struct words *w)
{
	struct trie_words own, listed;

	trie_words_init(&own, w->arena);
	trie_words_init(&listed, w->arena);
	w->own = (struct trie){ 0 };
	w->meaning = arena_array_of(w->arena, w->n_entries + 1, struct meaning);
	for (size_t i = 0; i < w->n_entries && i + 1 < UINT16_MAX; i++) {
		const struct entry *e = &w->entry[i];

		w->meaning[i] = e->meaning;
		trie_words_add(&listed, e->word, e->len, (uint16_t)(i + 1));
		if (e->meaning.says & SAYS_WHOLE)
			trie_words_add(&own, e->word, e->len, whole_cost(w, e));
	}
	w->own = trie_build(&own);
	w->listed = trie_build(&listed);
}

static int by_word(const void *x, const void *y)
{
	const struct entry *a = x, *b = y;
	int order = strcmp(a->word, b->word);

	return order ? order : a->order < b->order ? -1 : a->order > b->order;
}

/* Words told twice, in one list or in two, become one entry. */
static size_t join_entries(struct entry *v, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		if (kept && !strcmp(v[kept - 1].word, v[i].word))
			v[kept - 1].meaning = join(v[kept - 1].meaning, v[i].meaning);
		else
			v[kept++] = v[i];
	}
	return kept;
}

unsigned words_learn(struct words *w, const char *lists, size_t len)
{
	struct reader r = { .arena = w->arena };
	const char *end = lists + len, *line_end;
	unsigned line = 1;

	for (size_t i = 0; i < w->n_entries; i++)
		read_word(&r, w->entry[i].word, w->entry[i].len, w->entry[i].meaning);
	for (const char *p = lists; p < end; p = line_end + 1, line++) {
		line_end = memchr(p, '\n', (size_t)(end - p));
		if (!line_end)
			line_end = end;
		if (!read_line(&r, p, line_end))
			return line;
	}
	if (r.n)
		qsort(r.v, r.n, sizeof *r.v, by_word);
	w->entry = r.v;
	w->n_entries = join_entries(r.v, r.n);
	build(w);
	return 0;
}

struct words *words_new(struct arena *a)
{
	struct words *w = arena_new_of(a, struct words);

	w->arena = a;
	w->unknown = UINT16_MAX / 4;
	return w;
}

void words_close(struct words *w)
{
	arena_free(w->arena);
}

int64_t *words_stamp(struct words *w)
{
	return &w->stamp;
}

struct words *words_open(struct arena *a, const char *data_dir)
{
	struct words *w = words_new(a);
	const char *path = arena_printf(a, "%s/share/words/lists.tsv", data_dir);
	size_t len;
	const char *lists = file_read(a, path, &len);
	unsigned line;

	w->dictionary = words_map(a, arena_printf(a, "%s/words.bin", data_dir), &w->unknown);
	if (!lists)
		fail("the lists of words %s: %s", path, strerror(errno));
	line = words_learn(w, lists, len);
	if (line)
		fail("the lists of words %s: line %u is not understood", path, line);
	return w;
}
