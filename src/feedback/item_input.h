/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the forms of the inbox and of customers' messages send. */
#ifndef REGULARS_FEEDBACK_ITEM_INPUT_H
#define REGULARS_FEEDBACK_ITEM_INPUT_H

#include "web/web.h"

#include "feedback/item.h"

struct message_input {
	const char *body, *k;
};
struct answer_input {
	const char *body;
	bool waits;
	int64_t version;
};
struct give_input {
	uint64_t to;
	int64_t version;
};
struct resolve_input {
	int outcome;
	const char *told; /* to the customer; NULL: nothing */
	int64_t version;
};
struct cover_input { /* hiding */
	int reason;
	const char *why;
	int64_t version;
};
struct topic_input {
	int topic; /* enum text_topic; TOPIC__MAX: none of these */
	int64_t version;
};
struct again_input {
	int64_t version;
};
struct inbox_input {
	int view, source, stars, kind, feeling, topic;
	struct instant from, until;
	const char *sku;
	uint64_t tier;
	uint64_t after;
};
struct link_input {
	const char *who;
	int64_t version;
};
enum {
	PERSON_FIELDS = 2,
	MESSAGE_FIELDS = 2,
	ANSWER_FIELDS = 3,
	GIVE_FIELDS = 2,
	RESOLVE_FIELDS = 3,
	COVER_FIELDS = 3,
	AGAIN_FIELDS = 1,
	TOPIC_FIELDS = 2,
	INBOX_FIELDS = 11
};
extern const char *const topic_or_none[];
extern const struct field message_fields[MESSAGE_FIELDS], answer_fields[ANSWER_FIELDS],
	give_fields[GIVE_FIELDS], resolve_fields[RESOLVE_FIELDS], cover_fields[COVER_FIELDS],
	again_fields[AGAIN_FIELDS], topic_fields[TOPIC_FIELDS], person_fields[PERSON_FIELDS],
	inbox_fields[INBOX_FIELDS];

#endif
