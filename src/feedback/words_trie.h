/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words in a tree of their characters, laid out flat so that it is mapped from a file as it is. */
#ifndef REGULARS_FEEDBACK_WORDS_TRIE_H
#define REGULARS_FEEDBACK_WORDS_TRIE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"

/* Nodes stand in breadth-first order: the children of node i, sorted by unit, are those from its
 * `child` to its next node's. The last node only ends the one before it. */
struct trie_node {
	uint16_t unit;  /* UTF-16, folded by trie_fold */
	uint16_t value; /* 0: no word ends here */
	uint32_t child;
};

struct trie {
	const struct trie_node *node;
	uint32_t n; /* with the last; 0: empty */
};

/* Where a walk stands; TRIE_AWAY: no word goes on like this. */
typedef uint32_t trie_place;
#define TRIE_ROOT ((trie_place)0)
#define TRIE_AWAY UINT32_MAX

trie_place trie_step(const struct trie *t, trie_place at, uint32_t character);
/* The value of the word that ends here, or 0. */
uint16_t trie_value(const struct trie *t, trie_place at);

/* A character as words are compared: small letters, half width, one kind of apostrophe and blank.
 */
uint32_t trie_fold(uint32_t character);

/* The character at s[at], at < len, and in *bytes how long it is; what is no UTF-8 is TRIE_NOTHING
 * of one byte, which is in no word. */
#define TRIE_NOTHING 0x110000U
uint32_t trie_character(const char *s, size_t len, size_t at, size_t *bytes);

/* Gathers words for a tree. */
struct trie_words {
	struct arena *arena;
	struct trie_word *v;
	size_t n, cap;
};

void trie_words_init(struct trie_words *w, struct arena *a);
/* The value is not 0; of one word told twice, the later counts. What is no UTF-8, what is longer
 * than 255 units, and what is empty, is left out. */
void trie_words_add(struct trie_words *w, const char *word, size_t len, uint16_t value);
/* The tree, in the words' arena. */
struct trie trie_build(struct trie_words *w);

#endif
