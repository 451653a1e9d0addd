/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The texts marked by hand (marked.tsv, which says how they are marked), and how well they are
 * read. */
#ifndef REGULARS_T_FEEDBACK_MARKED_H
#define REGULARS_T_FEEDBACK_MARKED_H

#include <stdio.h>
#include "feedback/words.h"

struct marked {
	const char *text; /* without slashes */
	size_t len;
	bool learn;    /* of the part that lists may be made by */
	uint8_t *edge; /* per byte of text, and one: a slash stands before it */
	enum text_kind kind;
	enum text_feeling feeling;
	uint16_t topics;
	enum text_topic topic;
};

/* Ends the program where the file is not as it says. */
struct marked *marked_read(struct arena *a, const char *path, size_t *n);

struct figures {
	size_t texts;
	size_t both, found, marked; /* words of two characters or more */
	double f1, topics;          /* as marked.tsv defines them */
	double topics_same, topic, kind,
		feeling; /* shares: all topics, the main one, … as marked */
};
/* Over the texts of one part. `tell`: where to show what is read otherwise; may be NULL. */
struct figures marked_measure(const struct words *w, const struct marked *v, size_t n, bool learn,
			      FILE *tell);

#endif
