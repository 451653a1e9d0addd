/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form that makes two customers one: of which of them each thing is to be. */
#include <stddef.h>
#include "web/web.h"

#include "customer/merge_view.h"

static const char *const side_word[] = { "kept", "joined" };
#define OF(member) offsetof(struct merge_input, member)
#define SIDE(what, m)                                                                              \
	{                                                                                          \
		.name = what, .kind = FIELD_ENUM, .offset = OF(m), .words = side_word,             \
		.n_words = 2                                                                       \
	}
#define SEEN(what, m)                                                                              \
	{                                                                                          \
		.name = what, .kind = FIELD_INT, .offset = OF(m), .min = 0, .max = INT32_MAX       \
	}

const struct field customer_merge_fields[CUSTOMER_MERGE_FIELDS] = {
	SIDE("name", name),
	SIDE("lang", lang),
	SIDE("contact", contact),
	SIDE("birthday", trait[CONSENT_BIRTHDAY]),
	SIDE("gender", trait[CONSENT_GENDER]),
	SIDE("occupation", trait[CONSENT_OCCUPATION]),
	SIDE("income", trait[CONSENT_INCOME]),
	SEEN("kept_version", kept_version),
	SEEN("joined_version", joined_version),
};
