/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Feeds the reader of feedback: lists up to the first NUL, then a text. */
#include "feedback/words.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool truth)
{
	if (!truth)
		abort();
}

/* Known before the lists: some Chinese, some English, what turns and what doubts. */
static const char base[] =
	"word\t客服|手机壳|T恤\nmeasure\t天|公里\nquality\t手机壳|broke*\n"
	"hint service\t客服\nnegation\t不|not\ndoubt\tbut|但\n"
	"very negative\t太差\npositive\t好|good\nquestion\t吗\nsuggestion\t建议\n";

/* In order, within the text, none over another. */
static void check_words(struct arena *a, const char *text, size_t len, struct word_list l)
{
	size_t end = 0;

	for (size_t i = 0; i < l.n; i++) {
		char *key = words_key(a, text, l.v[i]);

		require(l.v[i].len > 0 && l.v[i].at >= end);
		end = (size_t)l.v[i].at + l.v[i].len;
		require(end <= len);
		require(text_is_utf8(text + l.v[i].at, l.v[i].len));
		require(text_is_utf8(key, strlen(key)));
	}
}

static void check_marks(const struct reading *r, size_t len)
{
	size_t end = 0;

	for (size_t i = 0; i < r->n_marks; i++) {
		const struct word_mark *m = &r->mark[i];

		require(m->where.len > 0 && m->where.at >= end);
		end = (size_t)m->where.at + m->where.len;
		require(end <= len && (m->feeling || m->topics));
		require(m->feeling >= -2 && m->feeling <= 2 && m->topics < 1U << TOPIC__MAX);
	}
	require(r->kind < KIND__MAX && r->feeling < FEELING__MAX);
	require((r->topic == TOPIC__MAX) == (r->topics == 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *nul = size ? memchr(data, '\0', size) : NULL;
	size_t lists = nul ? (size_t)(nul - (const char *)data) : 0;
	size_t from = nul ? lists + 1 : 0;
	struct arena *a = arena_new();
	struct words *w = words_new(a);
	char *text = malloc(size - from + 1);
	struct reading r;

	require(words_learn(w, base, sizeof base - 1) == 0);
	(void)!words_learn(w, (const char *)data, lists);
	if (size > from)
		memcpy(text, data + from, size - from);
	r = words_read(w, a, text, size - from);
	check_words(a, text, size - from, r.words);
	check_marks(&r, size - from);
	free(text);
	arena_free(a);
	return 0;
}
