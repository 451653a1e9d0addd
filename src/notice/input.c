/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The field tables of notices. */
#include "notice/input.h"

#include <stddef.h>
#include "notice/rules.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

_Static_assert(COUNT(((struct notice_choice_input *)0)->page) == NOTICE_KIND__MAX,
	       "a choice for each kind");

const struct field notice_seen_fields[] = {
	{ "up_to", FIELD_ID, offsetof(struct notice_seen_input, up_to), true,
	  .missing = N_("Choose a notice") },
};
const size_t notice_seen_fields_n = COUNT(notice_seen_fields);

#define REACH(name, member)                                                                        \
	{                                                                                          \
		name, FIELD_ENUM, offsetof(struct notice_choice_input, member), true,              \
			.words = notice_reach_word, .n_words = NOTICE_REACH__MAX,                  \
			.label = "notice_reach", .missing = N_("Choose one of these")              \
	}

const struct field notice_choice_fields[] = {
	REACH("mention_page", page[NOTICE_MENTION]),
	REACH("mention_mail", mail[NOTICE_MENTION]),
	REACH("hold_ends_page", page[NOTICE_HOLD_ENDS]),
	REACH("hold_ends_mail", mail[NOTICE_HOLD_ENDS]),
	REACH("confirm_late_page", page[NOTICE_CONFIRM_LATE]),
	REACH("confirm_late_mail", mail[NOTICE_CONFIRM_LATE]),
	REACH("promise_near_page", page[NOTICE_PROMISE_NEAR]),
	REACH("promise_near_mail", mail[NOTICE_PROMISE_NEAR]),
};
const size_t notice_choice_fields_n = COUNT(notice_choice_fields);
