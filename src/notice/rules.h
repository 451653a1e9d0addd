/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is told of what, and when; for the files of notice/ alone. Pure: no I/O, no clock. */
#ifndef REGULARS_NOTICE_RULES_H
#define REGULARS_NOTICE_RULES_H

#include "notice/notice.h"

enum notice_reach {
	REACH_NONE,
	REACH_OWN, /* where one acted last, and where nobody did */
	REACH_ALL,
	NOTICE_REACH__MAX
};
extern const char *const notice_reach_word[NOTICE_REACH__MAX];
struct notice_choice {
	enum notice_reach page, mail;
};
/* Of who never chose. */
struct notice_choice notice_standard(enum notice_kind k);
/* last: who acted last on the order; 0: none of us. */
bool notice_reaches(enum notice_reach reach, uint64_t last, uint64_t staff_id);
/* The clocks that are told of at `now`: those that end in here. From later than to: none are. */
struct notice_window {
	struct instant from, to;
};
struct notice_window notice_window(const struct settings *s, enum notice_kind k,
				   struct instant now);

#endif
