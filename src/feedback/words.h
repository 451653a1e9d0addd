/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What customers write, read by the program: its words (Chinese and English mixed), what kind of
 * text it is, what it is about, how the writer feels, and by which words that was decided. For the
 * background worker; pages show what was kept. */
#ifndef REGULARS_FEEDBACK_WORDS_H
#define REGULARS_FEEDBACK_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"

enum text_kind {
	KIND_NONE,
	KIND_QUESTION,
	KIND_COMPLAINT,
	KIND_SUGGESTION,
	KIND_PRAISE,
	KIND__MAX
};
enum text_topic {
	TOPIC_PACKAGING,
	TOPIC_DELIVERY,
	TOPIC_QUALITY,
	TOPIC_PRICE,
	TOPIC_SERVICE,
	TOPIC_DESCRIPTION, /* not as described */
	TOPIC_ORDERING,    /* ordering and the site */
	TOPIC__MAX
};
enum text_feeling { FEELING_NEGATIVE, FEELING_NEUTRAL, FEELING_POSITIVE, FEELING__MAX };
/* As they are kept, and named in lists: "question", "packaging", "negative". */
extern const char *const text_kind_name[KIND__MAX];
extern const char *const text_topic_name[TOPIC__MAX];
extern const char *const text_feeling_name[FEELING__MAX];

/* The dictionary and the lists. A process opens it once; the dictionary is mapped, so all share one
 * copy of it. */
struct words;

/* <data_dir>/words.bin, and the house's lists, <data_dir>/share/words/lists.tsv; fails with the
 * path and the reason. */
struct words *words_open(struct arena *a, const char *data_dir);
/* Without a dictionary: characters and Latin words, and what is learned from lists. */
struct words *words_new(struct arena *a);

/* With the arena it was opened in. */
void words_close(struct words *w);
/* Which of the lists it knows, for whoever opened it; 0 until that is said. */
int64_t *words_stamp(struct words *w);

/* Lists of words, one a line: a class, a tab, words and phrases parted by "|"; lines that start
 * with # are remarks. The classes:
 * - word: stay whole (退货, 手机壳)
 * - measure: after a number in characters, one word with it (三天)
 * - packaging … ordering: the topics
 * - hint packaging … hint ordering: topics that count where the text names none
 * - positive, negative; very positive and very negative count double
 * - negation: turns the feeling of what follows in its clause
 * - doubt: what was felt before it in the text counts half (but, 但是)
 * - question, suggestion, complaint; request: a suggestion, unless it is asked
 * - small: words that only hold others together, and are not counted (of, 我们)
 *
 * A word may stand in several classes. One that ends with * stands for all that go on from there
 * (break*). What is learned adds to what is known. Returns 0, or the number of the first line that
 * is not understood; then nothing is learned. */
unsigned words_learn(struct words *w, const char *lists, size_t len)
	__attribute__((warn_unused_result));

/* A stretch of the text: bytes. */
struct word {
	uint32_t at, len;
};
struct word_list {
	struct word *v;
	size_t n, cap;
};
/* The words of any bytes, in order; what is no UTF-8, blanks and punctuation part words and are
 * none. At most 2 GiB. */
struct word_list words_split(const struct words *w, struct arena *a, const char *text, size_t len);
/* The word as it is counted: small letters, half width; NUL-terminated UTF-8. */
char *words_key(struct arena *a, const char *text, struct word word);

/* A key that is counted: of two characters or more, not a number, and no small word. */
bool words_counts(const struct words *w, const char *key);

/* Words that decided, and what they said. */
struct word_mark {
	struct word where;
	int8_t feeling;  /* -2..2, turned already where it stands behind a negation */
	uint16_t topics; /* bits, 1 << enum text_topic */
};
struct reading {
	struct word_list words;
	struct word_mark *mark; /* in order, none over another */
	size_t n_marks;
	enum text_kind kind;
	enum text_feeling feeling;
	uint16_t topics;       /* bits; 0: none */
	enum text_topic topic; /* the one most is said about; TOPIC__MAX: none */
};
struct reading words_read(const struct words *w, struct arena *a, const char *text, size_t len);

/* Makes words.bin of a dictionary of lines "word count kind", for words_open. Returns how many
 * words. */
size_t words_compile(struct arena *a, const char *from, const char *to);

#endif
