/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which words of a text are counted, by which weeks, and which of them rose. Pure. */
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "feedback/count.h"
#include "feedback/score.h"

enum { MONDAY = 3 }; /* the first day of all was a Thursday */

int week_of(struct instant t)
{
	return (int)((instant_local_day(t) + MONDAY) / 7);
}

struct instant week_begin(int week)
{
	struct civil c =
		instant_to_utc((struct instant){ ((int64_t)week * 7 - MONDAY) * INSTANT_DAY });

	return instant_from_local(&c);
}

static int by_key(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

const char **words_to_count(const struct words *w, struct arena *a, const char *const *texts,
			    size_t n_texts, size_t *n)
{
	struct word_list l[2] = { { 0 } };
	size_t max = 1, kept = 1;
	const char **out;

	for (size_t i = 0; i < n_texts && i < 2; i++) {
		if (texts[i])
			l[i] = words_split(w, a, texts[i], strlen(texts[i]));
		max += l[i].n;
	}
	out = arena_array_of(a, max, const char *);
	out[0] = "";
	*n = 1;
	for (size_t i = 0; i < n_texts && i < 2; i++) {
		for (size_t k = 0; k < l[i].n; k++) {
			const char *key = words_key(a, texts[i], l[i].v[k]);

			if (text_length(key) <= COUNTED_CHARS && words_counts(w, key))
				out[(*n)++] = key;
		}
	}
	qsort(out, *n, sizeof *out, by_key);
	for (size_t i = 1; i < *n; i++)
		if (strcmp(out[i], out[kept - 1]) != 0)
			out[kept++] = out[i];
	*n = kept;
	return out;
}

static int by_chance(const void *x, const void *y)
{
	const struct word_trend *a = x, *b = y;

	return a->chance < b->chance ? -1 : a->chance > b->chance;
}

/* Every word that is looked at is one look, so the more of them, the rarer each has to be. */
size_t words_risen(struct word_trend *v, size_t n)
{
	double limit = score_rise_limit(RISE_A_MONTH, (double)n);
	size_t risen = 0;

	for (size_t i = 0; i < n; i++) {
		struct rise r = { .before = v[i].before,
				  .now = v[i].now,
				  .among_before = (double)v[i].all_before,
				  .among_now = (double)v[i].all_now };

		v[i].chance = score_rise_chance(&r);
		if (score_is_rise(&r, limit, RISE_LEAST))
			v[risen++] = v[i];
	}
	qsort(v, risen, sizeof *v, by_chance);
	return risen;
}
