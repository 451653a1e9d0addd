/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the forms of feedback send. */
#ifndef REGULARS_FEEDBACK_INPUT_H
#define REGULARS_FEEDBACK_INPUT_H

#include "web/web.h"

#include "feedback/inside.h"

/* "none", "1" … "5" */
extern const char *const stars_word[REVIEW_STARS + 1];

struct item_input {
	uint64_t line;
	int stars;
	bool tag[REVIEW_TAG__MAX];
	const char *body;
};
#define ITEM_FIELDS (3 + REVIEW_TAG__MAX)
extern const struct field item_fields[ITEM_FIELDS];

struct talk_input {
	struct field_rows items;
	int delivery, service;
	int heard; /* HEARD_OF__MAX: not said */
	bool anonymous;
	int64_t version;
	const char *k;
};
enum { TALK_FIELDS = 7 };
extern const struct field talk_fields[TALK_FIELDS];

struct reply_input {
	const char *body;
};
struct hide_input {
	int reason;
	const char *why;
};
enum { REPLY_FIELDS = 1, HIDE_FIELDS = 2 };
extern const struct field reply_fields[REPLY_FIELDS], hide_fields[HIDE_FIELDS];

struct follow_input {
	uint64_t review;
	const char *body, *k;
};
struct helpful_input {
	uint64_t review;
	const char *k;
};
enum { FOLLOW_FIELDS = 3, HELPFUL_FIELDS = 2 };
extern const struct field follow_fields[FOLLOW_FIELDS], helpful_fields[HELPFUL_FIELDS];

#endif
