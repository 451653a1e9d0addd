/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is told of what, and when. Pure: no I/O, no clock. */
#include "notice/rules.h"

const char *const notice_kind_word[NOTICE_KIND__MAX] = {
	[NOTICE_MENTION] = "mention",
	[NOTICE_HOLD_ENDS] = "hold_ends",
	[NOTICE_CONFIRM_LATE] = "confirm_late",
	[NOTICE_PROMISE_NEAR] = "promise_near",
};
const char *const notice_reach_word[NOTICE_REACH__MAX] = {
	[REACH_NONE] = "none",
	[REACH_OWN] = "own",
	[REACH_ALL] = "all",
};

struct notice_choice notice_standard(enum notice_kind k)
{
	return (struct notice_choice){ .page = REACH_OWN,
				       .mail = k == NOTICE_MENTION ? REACH_OWN : REACH_NONE };
}

bool notice_reaches(enum notice_reach reach, uint64_t last, uint64_t staff_id)
{
	if (reach == REACH_OWN)
		return last == 0 || last == staff_id;
	return reach == REACH_ALL;
}

/* What ended longer ago is no news: of a shop that was closed for a week nobody reads all of it. */
#define PAST INSTANT_DAY

struct notice_window notice_window(const struct settings *s, enum notice_kind k, struct instant now)
{
	const int64_t ahead[NOTICE_KIND__MAX] = {
		[NOTICE_HOLD_ENDS] = s->hold_notice_hours * INSTANT_HOUR,
		[NOTICE_PROMISE_NEAR] = s->promise_notice_hours * INSTANT_HOUR,
	};

	if (k == NOTICE_CONFIRM_LATE && s->confirm_hours > 0)
		return (struct notice_window){ instant_add(now, -PAST), now };
	if (ahead[k] > 0)
		return (struct notice_window){ now, instant_add(now, ahead[k]) };
	return (struct notice_window){ now, instant_add(now, -1) };
}
