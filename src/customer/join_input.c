/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody says who wants to be known. */
#include <stddef.h>
#include "customer/input.h"

#define JOIN(member) offsetof(struct join_input, member)
#define OFFERS(word, channel)                                                                      \
	{                                                                                          \
		.name = "offers_" word, .kind = FIELD_BOOL,                                        \
		.offset = JOIN(offers) + (channel) * sizeof(bool)                                  \
	}
const struct field join_fields[JOIN_FIELDS] = {
	{ .name = "name",
	  .kind = FIELD_TEXT,
	  .offset = JOIN(name),
	  .required = true,
	  .max = 120,
	  .missing = N_("Enter your name") },
	{ .name = "email",
	  .kind = FIELD_TEXT,
	  .offset = JOIN(email),
	  .required = true,
	  .max = 254,
	  .missing = N_("Enter your email address") },
	OFFERS("email", CONSENT_BY_EMAIL),
	OFFERS("sms", CONSENT_BY_SMS),
	OFFERS("phone", CONSENT_BY_PHONE),
	{ .name = "from",
	  .kind = FIELD_ENUM,
	  .offset = JOIN(source),
	  .words = join_source_word,
	  .n_words = JOIN_SOURCE__MAX,
	  .label = "join_source" },
};
