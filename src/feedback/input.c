/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of the conversation after an order. */
#include "feedback/input.h"

const char *const stars_word[REVIEW_STARS + 1] = { "none", "1", "2", "3", "4", "5" };

#define ITEM(member) offsetof(struct item_input, member)
#define TALK(member) offsetof(struct talk_input, member)
#define STARS(field, at)                                                                           \
	{                                                                                          \
		.name = field, .kind = FIELD_ENUM, .offset = at, .words = stars_word,              \
		.n_words = REVIEW_STARS + 1                                                        \
	}
#define TAG(which, word)                                                                           \
	[3 + which] = { .name = "tag_" word, .kind = FIELD_BOOL, .offset = ITEM(tag[which]) }

const struct field item_fields[ITEM_FIELDS] = {
	{ .name = "line", .kind = FIELD_ID, .offset = ITEM(line), .required = true },
	STARS("stars", ITEM(stars)),
	{ .name = "body", .kind = FIELD_NOTE, .offset = ITEM(body), .max = REVIEW_CHARS },
	TAG(TAG_FRESH, "fresh"),
	TAG(TAG_GOOD_QUALITY, "good_quality"),
	TAG(TAG_WELL_PACKED, "well_packed"),
	TAG(TAG_AS_DESCRIBED, "as_described"),
	TAG(TAG_GOOD_VALUE, "good_value"),
	TAG(TAG_DAMAGED, "damaged"),
	TAG(TAG_WRONG_ITEM, "wrong_item"),
	TAG(TAG_NEAR_EXPIRY, "near_expiry"),
	TAG(TAG_NOT_AS_DESCRIBED, "not_as_described"),
	TAG(TAG_POOR_QUALITY, "poor_quality"),
};

const struct field talk_fields[TALK_FIELDS] = {
	{ .name = "items",
	  .kind = FIELD_LIST,
	  .offset = TALK(items),
	  .max = TALK_LINES,
	  .sub = item_fields,
	  .n_sub = ITEM_FIELDS,
	  .sub_size = sizeof(struct item_input) },
	STARS("delivery", TALK(delivery)),
	STARS("service", TALK(service)),
	{ .name = "heard",
	  .kind = FIELD_ENUM,
	  .offset = TALK(heard),
	  .words = heard_of_word,
	  .n_words = HEARD_OF__MAX },
	{ .name = "anonymous", .kind = FIELD_BOOL, .offset = TALK(anonymous) },
	{ .name = "version",
	  .kind = FIELD_INT,
	  .offset = TALK(version),
	  .min = 0,
	  .max = INT32_MAX },
	{ .name = "k", .kind = FIELD_TEXT, .offset = TALK(k), .max = 100 },
};

const struct field reply_fields[REPLY_FIELDS] = {
	{ .name = "body",
	  .kind = FIELD_NOTE,
	  .offset = offsetof(struct reply_input, body),
	  .required = true,
	  .max = REVIEW_CHARS,
	  .missing = N_("Write the reply") },
};

const struct field hide_fields[HIDE_FIELDS] = {
	{ .name = "reason",
	  .kind = FIELD_ENUM,
	  .offset = offsetof(struct hide_input, reason),
	  .required = true,
	  .words = hide_reason_word,
	  .n_words = HIDE_REASON__MAX,
	  .missing = N_("Choose the reason") },
	{ .name = "why",
	  .kind = FIELD_NOTE,
	  .offset = offsetof(struct hide_input, why),
	  .required = true,
	  .max = REVIEW_CHARS,
	  .missing = N_("Write what of it is so") },
};

const struct field follow_fields[FOLLOW_FIELDS] = {
	{ .name = "review",
	  .kind = FIELD_ID,
	  .offset = offsetof(struct follow_input, review),
	  .required = true },
	{ .name = "body",
	  .kind = FIELD_NOTE,
	  .offset = offsetof(struct follow_input, body),
	  .required = true,
	  .max = REVIEW_CHARS,
	  .missing = N_("Write what you want to add") },
	{ .name = "k", .kind = FIELD_TEXT, .offset = offsetof(struct follow_input, k), .max = 100 },
};

const struct field helpful_fields[HELPFUL_FIELDS] = {
	{ .name = "review",
	  .kind = FIELD_ID,
	  .offset = offsetof(struct helpful_input, review),
	  .required = true },
	{ .name = "k",
	  .kind = FIELD_TEXT,
	  .offset = offsetof(struct helpful_input, k),
	  .max = 100 },
};
