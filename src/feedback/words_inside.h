/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files about words share. */
#ifndef REGULARS_FEEDBACK_WORDS_INSIDE_H
#define REGULARS_FEEDBACK_WORDS_INSIDE_H

#include "feedback/words.h"
#include "feedback/words_trie.h"

/* What a listed word or phrase says. */
struct meaning {
	uint16_t topics; /* bits; those only hinted at stand HINT_SHIFT higher */
	uint16_t says;   /* bits of enum saying */
	int8_t feeling;
};
#define HINT_SHIFT 8
enum saying {
	SAYS_WHOLE = 1,
	SAYS_MEASURE = 2,
	SAYS_NEGATION = 4,
	SAYS_DOUBT = 8,
	SAYS_QUESTION = 16,
	SAYS_SUGGESTION = 32,
	SAYS_REQUEST = 64,
	SAYS_COMPLAINT = 128,
	SAYS_ONWARD = 256, /* it ended with * */
	SAYS_SMALL = 512
};

/* A line of a list, split. */
struct entry {
	const char *word;
	size_t len, order;
	struct meaning meaning;
};

struct words {
	struct arena *arena;
	/* Costs: 1 + 1000 ln(all ÷ count). */
	struct trie dictionary;
	uint16_t unknown; /* of a character that is in no word */
	/* Values: costs. */
	struct trie own;
	/* Values: 1 + index of what is meant. */
	struct trie listed;
	struct meaning *meaning;
	struct entry *entry;
	size_t n_entries;
	int64_t stamp;
};

struct trie words_map(struct arena *a, const char *path, uint16_t *unknown);

/* What one text is split into, as it grows. */
struct splitting {
	const struct words *w;
	struct arena *arena;
	const char *text;
	size_t len;
	struct word_list out;
};
void splitting_add(struct splitting *s, size_t at, size_t len);
/* The Han characters from `at` on, up to another kind; returns where they end. */
size_t split_han(struct splitting *s, size_t at);
bool is_han(uint32_t character);
/* The least cost of the word, in dictionary words. */
uint32_t words_cost(const struct words *w, const char *word, size_t len);

#endif
