/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of an item of the inbox, and by when it is answered. Pure: no I/O, no clock. */
#include "feedback/item.h"

const char *const item_source_word[ITEM_SOURCE__MAX] = {
	[ITEM_MESSAGE] = "message", [ITEM_REVIEW] = "review", [ITEM_RATING] = "rating",
	[ITEM_SURVEY] = "survey",   [ITEM_ALARM] = "alarm",   [ITEM_CALL] = "call",
};
const char *const item_state_word[ITEM_STATE__MAX] = {
	[ITEM_NEW] = "new",           [ITEM_TAKEN] = "taken",   [ITEM_WAITING] = "waiting",
	[ITEM_RESOLVED] = "resolved", [ITEM_HIDDEN] = "hidden",
};
const char *const item_outcome_word[ITEM_OUTCOME__MAX] = {
	[OUTCOME_ANSWERED] = "answered",   [OUTCOME_COMPENSATED] = "compensated",
	[OUTCOME_REPLACED] = "replaced",   [OUTCOME_REFUNDED] = "refunded",
	[OUTCOME_PASSED_ON] = "passed_on", [OUTCOME_NOTHING] = "nothing",
};
const char *const item_act_word[ITEM_ACT__MAX] = {
	[ITEM_WAS_OPENED] = "opened",
	[ITEM_HEARD] = "heard",
	[ITEM_ANSWERED] = "answered",
	[ITEM_ANSWERED_ASKING] = "asked",
	[ITEM_GIVEN] = "given",
	[ITEM_WAS_RESOLVED] = "resolved",
	[ITEM_WAS_HIDDEN] = "hidden",
	[ITEM_WAS_REOPENED] = "reopened",
	[ITEM_COMPENSATED] = "compensated",
	[ITEM_SORTED] = "sorted",
	[ITEM_LINKED] = "linked",
	[ITEM_UNLINKED] = "unlinked",
};
const char *const message_by_word[MESSAGE_BY__MAX] = {
	[MESSAGE_BY_PAGE] = "page",   [MESSAGE_BY_MAIL] = "mail",
	[MESSAGE_BY_CALL] = "call",   [MESSAGE_BY_WECHAT] = "wechat",
	[MESSAGE_BY_WEIBO] = "weibo", [MESSAGE_BY_WIDGET] = "widget",
	[MESSAGE_BY_CHAT] = "chat",
};
const char *const item_view_word[ITEM_VIEW__MAX] = {
	[ITEMS_TO_DO] = "todo",      [ITEMS_LOW] = "low",           [ITEMS_MINE] = "mine",
	[ITEMS_WAITING] = "waiting", [ITEMS_RESOLVED] = "resolved", [ITEMS_HIDDEN] = "hidden",
};

#define NO -1
#define SAME                                                                                       \
	{                                                                                          \
		ITEM_NEW, ITEM_TAKEN, ITEM_WAITING, ITEM_RESOLVED, ITEM_HIDDEN                     \
	}

bool item_step(enum item_state now, enum item_act act, enum item_state *then)
{
	static const int to[ITEM_ACT__MAX][ITEM_STATE__MAX] = {
		/*			   new, taken, waiting, resolved, hidden */
		[ITEM_WAS_OPENED] = { NO, NO, NO, NO, NO },
		[ITEM_HEARD] = { ITEM_NEW, ITEM_TAKEN, ITEM_TAKEN, ITEM_TAKEN, ITEM_HIDDEN },
		[ITEM_ANSWERED] = { ITEM_TAKEN, ITEM_TAKEN, ITEM_TAKEN, NO, NO },
		[ITEM_ANSWERED_ASKING] = { ITEM_WAITING, ITEM_WAITING, ITEM_WAITING, NO, NO },
		[ITEM_GIVEN] = { ITEM_TAKEN, ITEM_TAKEN, ITEM_WAITING, NO, NO },
		[ITEM_WAS_RESOLVED] = { ITEM_RESOLVED, ITEM_RESOLVED, ITEM_RESOLVED, NO, NO },
		[ITEM_WAS_HIDDEN] = { ITEM_HIDDEN, ITEM_HIDDEN, ITEM_HIDDEN, ITEM_HIDDEN, NO },
		[ITEM_WAS_REOPENED] = { NO, NO, NO, ITEM_TAKEN, ITEM_TAKEN },
		[ITEM_COMPENSATED] = { ITEM_TAKEN, ITEM_TAKEN, ITEM_WAITING, NO, NO },
		[ITEM_SORTED] = { ITEM_NEW, ITEM_TAKEN, ITEM_WAITING, NO, NO },
		[ITEM_LINKED] = SAME,
		[ITEM_UNLINKED] = SAME,
	};

	if (to[act][now] == NO)
		return false;
	*then = (enum item_state)to[act][now];
	return true;
}

enum item_shelf item_shelf(enum item_state s)
{
	static const enum item_shelf at[ITEM_STATE__MAX] = {
		[ITEM_NEW] = SHELF_TO_DO,       [ITEM_TAKEN] = SHELF_TO_DO,
		[ITEM_WAITING] = SHELF_WAITING, [ITEM_RESOLVED] = SHELF_RESOLVED,
		[ITEM_HIDDEN] = SHELF_HIDDEN,
	};

	return at[s];
}

/* The hour of t's day; 24: where the day ends. */
static struct instant hour_of_day(struct instant t, int64_t hour)
{
	struct civil c = instant_to_local(t);

	if (hour >= 24)
		return instant_next_day(t);
	c.hour = (int)hour;
	c.minute = c.second = c.micro = 0;
	return instant_from_local(&c);
}

struct instant item_due(struct instant from, int64_t hours, int64_t open, int64_t close)
{
	bool all_day = open >= close;
	int64_t left = hours * INSTANT_HOUR;
	struct instant t = from;

	if (hours <= 0)
		return INSTANT_NONE;
	for (;;) {
		struct instant begin = hour_of_day(t, all_day ? 0 : open),
			       end = hour_of_day(t, all_day ? 24 : close);

		if (t.us < begin.us)
			t = begin;
		if (t.us < end.us && left <= end.us - t.us)
			return instant_add(t, left);
		left -= t.us < end.us ? end.us - t.us : 0;
		t = instant_next_day(t);
	}
}

/* A review's words are the call's; stars of the whole order have none. */
int item_low(const struct talk_draft *d, enum item_source *source, const char **words)
{
	const int whole[] = { d->delivery, d->service };
	int low = 0;

	*words = NULL;
	*source = ITEM_REVIEW;
	for (size_t i = 0; i < d->n_items; i++) {
		const struct review_draft *r = &d->items[i];

		if (r->stars == 0 || r->stars > ITEM_LOW || (low && r->stars >= low))
			continue;
		low = r->stars;
		*words = r->body;
	}
	for (size_t i = 0; i < 2; i++) {
		if (whole[i] == 0 || whole[i] > ITEM_LOW || (low && whole[i] >= low))
			continue;
		low = whole[i];
		*source = *words ? ITEM_REVIEW : ITEM_RATING;
	}
	return low;
}
