/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was read in a review: kept by the worker, shown at the desk. For the files of feedback/. */
#ifndef REGULARS_FEEDBACK_READING_H
#define REGULARS_FEEDBACK_READING_H

#include <cjson/cJSON.h>
#include "app.h"
#include "feedback/words.h"

struct unread {
	uint64_t review_id;
	const char *body, *after;           /* NULL: none */
	struct instant edited_at, after_at; /* as they were read */
	struct instant created_at;
	uint64_t sku_id; /* 0: none */
	int stars;
	struct instant lists; /* what was read before these changed is read again; none: never */
};

/* As it stands in review_reading. */
struct kept_reading {
	int kind, feeling; /* enum text_kind, text_feeling */
	unsigned topics;   /* bits of enum text_topic */
	const char *marks;
};
/* Marks as text: "at,bytes,feeling,topics" of each, parted by blanks. As many as MARKS_BYTES hold.
 */
#define MARKS_BYTES 4000
char *marks_text(struct arena *a, const struct reading *r);
/* The way back, for a text of so many bytes; what does not fit it ends the list. */
struct word_mark *marks_parse(struct arena *a, const char *marks, size_t body_len, size_t *n);

/* As "reading"; null where k is NULL: {kind, feeling, topics: [word], parts: [{text, decides}]};
 * the parts make the body. */
void reading_add(struct arena *a, const struct kept_reading *k, const char *body, cJSON *t);

/* The worker's reader, with the shop's own lists as they are now; where there is something to read,
 * for it maps the dictionary. One statement, and one more where they were changed. */
void reading_open(struct work *w);

/* ---- the SQL (reading_store.c) ---- */
/* What stands in four columns from `col` on: kind, feeling, topics, marks. NULL: nothing. Joined
 * where review.read_at is set, for the reading of a text that was changed since is of other words.
 */
const struct kept_reading *reading_of_row(struct work *w, const struct rows *r, unsigned col);
size_t reading_store_unread(struct work *w, struct instant lists, struct unread *out, size_t max);
/* False: it was changed since, and stays unread. */
bool reading_store_done(struct work *w, const struct unread *u);
void reading_store_put(struct work *w, uint64_t review_id, const struct reading *r,
		       const char *marks);
void reading_store_drop(struct work *w, uint64_t review_id);

#endif
