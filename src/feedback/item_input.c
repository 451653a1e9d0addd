/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms of the inbox, and of customers' messages. */
#include "feedback/item_input.h"
#include "feedback/input.h"

#define VERSION(type)                                                                              \
	{                                                                                          \
		.name = "version", .kind = FIELD_INT, .offset = offsetof(struct type, version),    \
		.min = 0, .max = INT32_MAX                                                         \
	}
#define WORDS(type, member, field, list, count)                                                    \
	{                                                                                          \
		.name = field, .kind = FIELD_ENUM, .offset = offsetof(struct type, member),        \
		.words = list, .n_words = count                                                    \
	}

const struct field message_fields[MESSAGE_FIELDS] = {
	{ .name = "body",
	  .kind = FIELD_NOTE,
	  .offset = offsetof(struct message_input, body),
	  .required = true,
	  .max = MESSAGE_CHARS,
	  .missing = N_("Write your message") },
	{ .name = "k",
	  .kind = FIELD_TEXT,
	  .offset = offsetof(struct message_input, k),
	  .max = 100 },
};

const struct field answer_fields[ANSWER_FIELDS] = {
	{ .name = "body",
	  .kind = FIELD_NOTE,
	  .offset = offsetof(struct answer_input, body),
	  .required = true,
	  .max = MESSAGE_CHARS,
	  .missing = N_("Write the answer") },
	{ .name = "waits", .kind = FIELD_BOOL, .offset = offsetof(struct answer_input, waits) },
	VERSION(answer_input),
};

const struct field give_fields[GIVE_FIELDS] = {
	{ .name = "to",
	  .kind = FIELD_ID,
	  .offset = offsetof(struct give_input, to),
	  .required = true,
	  .missing = N_("Choose a colleague") },
	VERSION(give_input),
};

const struct field resolve_fields[RESOLVE_FIELDS] = {
	{ .name = "outcome",
	  .kind = FIELD_ENUM,
	  .offset = offsetof(struct resolve_input, outcome),
	  .required = true,
	  .words = item_outcome_word,
	  .n_words = ITEM_OUTCOME__MAX,
	  .missing = N_("Choose what came of it") },
	{ .name = "told",
	  .kind = FIELD_NOTE,
	  .offset = offsetof(struct resolve_input, told),
	  .max = MESSAGE_CHARS },
	VERSION(resolve_input),
};

const struct field cover_fields[COVER_FIELDS] = {
	{ .name = "reason",
	  .kind = FIELD_ENUM,
	  .offset = offsetof(struct cover_input, reason),
	  .required = true,
	  .words = hide_reason_word,
	  .n_words = HIDE_REASON__MAX,
	  .missing = N_("Choose the reason") },
	{ .name = "why",
	  .kind = FIELD_NOTE,
	  .offset = offsetof(struct cover_input, why),
	  .required = true,
	  .max = REVIEW_CHARS,
	  .missing = N_("Write what of it is so") },
	VERSION(cover_input),
};

const struct field person_fields[PERSON_FIELDS] = {
	{ .name = "who",
	  .kind = FIELD_TEXT,
	  .offset = offsetof(struct link_input, who),
	  .required = true,
	  .max = 100,
	  .missing = N_("Enter a phone, an email, or a number of an order or customer") },
	VERSION(link_input),
};

const struct field again_fields[AGAIN_FIELDS] = { VERSION(again_input) };

const char *const topic_or_none[] = { "packaging", "delivery",    "quality",  "price",
				      "service",   "description", "ordering", "none" };
_Static_assert(sizeof topic_or_none / sizeof *topic_or_none == TOPIC__MAX + 1,
	       "each topic, or none");

const struct field topic_fields[TOPIC_FIELDS] = {
	{ .name = "topic",
	  .kind = FIELD_ENUM,
	  .offset = offsetof(struct topic_input, topic),
	  .required = true,
	  .words = topic_or_none,
	  .n_words = TOPIC__MAX + 1,
	  .missing = N_("Choose what it is about") },
	VERSION(topic_input),
};

const struct field inbox_fields[INBOX_FIELDS] = {
	WORDS(inbox_input, view, "view", item_view_word, ITEM_VIEW__MAX),
	WORDS(inbox_input, source, "source", item_source_word, ITEM_SOURCE__MAX),
	WORDS(inbox_input, stars, "stars", stars_word, REVIEW_STARS + 1),
	/* the first, "none", has no name */
	WORDS(inbox_input, kind, "kind", text_kind_name + 1, KIND__MAX - 1),
	WORDS(inbox_input, feeling, "feeling", text_feeling_name, FEELING__MAX),
	WORDS(inbox_input, topic, "topic", text_topic_name, TOPIC__MAX),
	{ .name = "from", .kind = FIELD_DATE, .offset = offsetof(struct inbox_input, from) },
	{ .name = "until", .kind = FIELD_DATE, .offset = offsetof(struct inbox_input, until) },
	{ .name = "sku",
	  .kind = FIELD_TEXT,
	  .offset = offsetof(struct inbox_input, sku),
	  .max = 64 },
	{ .name = "tier", .kind = FIELD_ID, .offset = offsetof(struct inbox_input, tier) },
	{ .name = "after", .kind = FIELD_ID, .offset = offsetof(struct inbox_input, after) },
};
