/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Birthdays: who told theirs is greeted once a year, with the rewards that are given on the day. */
#include "member/inside.h"
#include "member/reward_store.h"
#include "notify/notify.h"

enum { MEMBERS = 50, GIFTS = 8 };

struct greeting {
	uint64_t customer_id;
	int year;
	const uint64_t *rewards;
	size_t n;
};

/* What of it somebody may not have, or is not left, is not given. */
static int greet(struct work *w, void *arg)
{
	const struct greeting *g = arg;
	struct reward_news gifts[GIFTS];
	size_t n = 0;

	if (!birthday_store_note(w, g->customer_id, g->year))
		return 0;
	for (size_t i = 0; i < g->n && n < GIFTS; i++) {
		struct claim c;
		struct reward r;

		if (reward_give(w, g->rewards[i], g->customer_id, &c) != REWARD_FITS ||
		    !reward_get(w, c.reward_id, &r))
			continue;
		gifts[n++] = (struct reward_news){ .name = { r.name[LANG_EN], r.name[LANG_ZH] },
						   .code = c.code,
						   .until = c.until };
	}
	notify_birthday(w, g->customer_id, gifts, n);
	return 0;
}

/* All who were born on this day of some year. */
static void greet_all(struct work *w, const struct birthday *day, const uint64_t *rewards, size_t n)
{
	uint64_t ids[MEMBERS], after = 0;
	size_t found;

	do {
		found = customer_born_on(w, day->month, day->day, after, ids, MEMBERS);
		for (size_t i = 0; i < found; i++)
			if (!birthday_store_noted(w, ids[i], day->year))
				(void)work_transaction(w, greet,
						       &(struct greeting){ ids[i], day->year,
									   rewards, n });
		after = found > 0 ? ids[found - 1] : 0;
	} while (found == MEMBERS);
}

bool member_greet(struct work *w)
{
	struct birthday days[BIRTHDAYS];
	uint64_t rewards[GIFTS];
	size_t n, n_days;

	if (!w->app->settings.member)
		return false;
	n = reward_store_birthday(w, rewards, GIFTS);
	n_days = birthdays_of(w->now, days);
	for (size_t i = 0; i < n_days; i++)
		greet_all(w, &days[i], rewards, n);
	return false;
}
