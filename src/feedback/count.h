/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of reviews, counted, and the shop's own lists of words; for the files of feedback/. */
#ifndef REGULARS_FEEDBACK_COUNT_H
#define REGULARS_FEEDBACK_COUNT_H

#include "feedback/reading.h"

/* ---- rules (count_rules.c): pure ---- */
/* Weeks since Monday, 1969-12-29, in the shop's zone; and the first moment of one. */
int week_of(struct instant t);
struct instant week_begin(int week);
/* Each word of the text that counts, once, as keys; "" stands first, for the text. */
#define COUNTED_CHARS 40
const char **words_to_count(const struct words *w, struct arena *a, const char *const *texts,
			    size_t n_texts, size_t *n);

/* What is looked at of a word: in the weeks of now, and in those before. */
struct word_trend {
	const char *word, *sku, *name_en, *name_zh;
	uint64_t before, now;         /* reviews that hold it */
	uint64_t all_before, all_now; /* and all of them */
	double chance;                /* that nothing has changed */
};
#define WEEKS_NOW    4
#define WEEKS_BEFORE 24
#define RISE_LEAST   3
#define RISE_A_MONTH 1.0 /* false alarms, among all that is looked at */
/* Those that rose beyond chance, the least likely first; returns how many, which stand in front. */
size_t words_risen(struct word_trend *v, size_t n);

/* ---- classes of the shop's own lists (count_words.c) ---- */
#define OWN_CLASSES 11
extern const char *const own_class_word[OWN_CLASSES];
#define OWN_LIST_CHARS 4000
/* As words_learn reads them: a class and its words. */
char *own_lists_text(struct arena *a, const char *const lists[OWN_CLASSES]);

/* ---- the SQL (count_store.c) ---- */
/* What was counted of this review goes, and this is counted. */
void count_store_put(struct work *w, const struct unread *u, const char *const *words, size_t n);
struct counted_word {
	const char *word;
	int64_t n, low, high; /* reviews that hold it; of those of 1 and 2, and of 4 and 5 stars */
};
/* Since this week, of this SKU (0: of all), those in most reviews first; the text itself ("") is
 * among them, at the head. */
struct counted_word *count_store_top(struct work *w, uint64_t sku_id, int since, int limit,
				     size_t *n);
/* Of this SKU, or of all of them (0), those in three or more reviews of late. */
struct word_trend *count_store_trends(struct work *w, uint64_t sku_id, int now_week, size_t *n);

void lists_store_read(struct work *w, const char *lists[OWN_CLASSES]);
void lists_store_put(struct work *w, const char *class, const char *words);
struct instant lists_store_changed(struct work *w); /* none: never */

#endif
