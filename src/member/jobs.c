/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the clock does to points: those whose time to return is over are usable, those whose last
 * day is over are gone, and whoever loses some soon is told, once for all of them. */
#include "member/inside.h"
#include "notify/notify.h"

enum { MEMBERS = 50, ENDINGS = 8, MONTH_DAYS = 30, WEEK_DAYS = 7 };

struct turn {
	uint64_t customer_id;
	enum member_turn what;
};

static int take_turn(struct work *w, void *arg)
{
	const struct turn *t = arg;
	struct member_book b;

	member_store_open(w, t->customer_id, 0, &b);
	if (t->what == TURN_EXPIRE)
		book_expire(&b, w->now);
	for (size_t i = 0; t->what == TURN_RELEASE && i < b.n_lots; i++)
		if (!instant_is_none(b.lots[i].release_at) && b.lots[i].release_at.us <= w->now.us)
			member_release(w, &b, &b.lots[i]), b.weighs = true;
	member_store_save(w, &b);
	return 0;
}

static bool take_turns(struct work *w, enum member_turn what)
{
	uint64_t ids[MEMBERS];
	size_t n = member_store_due(w, what, ids, MEMBERS);

	for (size_t i = 0; i < n; i++)
		(void)work_transaction(w, take_turn, &(struct turn){ ids[i], what });
	return n == MEMBERS;
}

static int tell(struct work *w, void *arg)
{
	uint64_t customer_id = *(const uint64_t *)arg;
	struct instant month = instant_add(w->now, MONTH_DAYS * INSTANT_DAY);
	struct points_ending endings[ENDINGS];
	size_t n = member_store_ending(w, customer_id, month, endings, ENDINGS);

	member_store_told(w, customer_id, month, instant_add(w->now, WEEK_DAYS * INSTANT_DAY));
	if (n > 0)
		notify_points_end(w, customer_id, endings, n);
	return 0;
}

static bool tell_endings(struct work *w)
{
	uint64_t ids[MEMBERS];
	size_t n = member_store_untold(w, instant_add(w->now, MONTH_DAYS * INSTANT_DAY),
				       instant_add(w->now, WEEK_DAYS * INSTANT_DAY), ids, MEMBERS);

	for (size_t i = 0; i < n; i++)
		(void)work_transaction(w, tell, &ids[i]);
	return n == MEMBERS;
}

bool member_move_points(struct work *w)
{
	bool more = false;

	if (!w->app->settings.member)
		return false;
	for (int i = 0; i < MEMBER_TURN__MAX; i++)
		more = take_turns(w, (enum member_turn)i) || more;
	return tell_endings(w) || more;
}
