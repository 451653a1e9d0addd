/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Telling colleagues: of notes that name them, and of clocks. */
#include "notice/notice.h"

#include "notice/store.h"
#include "notify/notify.h"

enum { CLOCKS = 50, FORGET = 500, KEEP_DAYS = 180, OF_A_FILE = 200 };

void notice_mentioned(struct work *w, const struct order *o, uint64_t note_id,
		      const struct staff_member *who)
{
	struct notice_choice c[NOTICE_KIND__MAX];

	notice_store_choices(w, who->id, c);
	if (c[NOTICE_MENTION].page != REACH_NONE)
		notice_store_add(w, &(struct notice){ .staff_id = who->id,
						      .id = note_id,
						      .kind = NOTICE_MENTION,
						      .order_id = o->id,
						      .note_id = note_id,
						      .due_at = INSTANT_NONE });
	if (c[NOTICE_MENTION].mail != REACH_NONE)
		notify_mentioned(w, o->number, note_id, who);
}

/* ---- clocks ---- */

struct telling {
	enum notice_kind kind;
	const struct notice_clock *clock;
	const struct notice_reader *readers;
	size_t n_readers;
};

static void tell_one(struct work *w, const struct telling *t, const struct notice_reader *r,
		     uint64_t last)
{
	uint64_t id = work_id(w);

	if (notice_reaches(r->choice[t->kind].page, last, r->who.id))
		notice_store_add(w, &(struct notice){ .staff_id = r->who.id,
						      .id = id,
						      .kind = t->kind,
						      .order_id = t->clock->order_id,
						      .due_at = t->clock->due_at });
	if (notice_reaches(r->choice[t->kind].mail, last, r->who.id))
		notify_clock(w, t->clock->number, notice_kind_word[t->kind], t->clock->due_at,
			     &r->who, id);
}

static int tell(struct work *w, void *arg)
{
	const struct telling *t = arg;
	uint64_t last;

	if (!notice_store_told(w, t->kind, t->clock))
		return 0;
	last = notice_store_last_actor(w, t->clock->order_id);
	for (size_t i = 0; i < t->n_readers; i++)
		tell_one(w, t, &t->readers[i], last);
	return 0;
}

bool notice_watch(struct work *w)
{
	const struct settings *s = &w->app->settings;
	struct telling t = { 0 };
	bool more = false;

	t.readers = notice_store_readers(w, &t.n_readers);
	for (int k = NOTICE_HOLD_ENDS; k < NOTICE_KIND__MAX; k++) {
		struct notice_window in = notice_window(s, (enum notice_kind)k, w->now);
		struct notice_clock *clocks;
		size_t n;

		if (in.from.us > in.to.us)
			continue;
		t.kind = (enum notice_kind)k;
		clocks = notice_store_clocks(w, t.kind, &in, s->confirm_hours, CLOCKS, &n);
		for (size_t i = 0; i < n; i++) {
			t.clock = &clocks[i];
			(void)work_transaction(w, tell, &t);
		}
		more = more || n == CLOCKS;
	}
	return more;
}

void notice_sweep(struct work *w)
{
	notice_store_forget(w, instant_add(w->now, -KEEP_DAYS * INSTANT_DAY), FORGET);
}

struct notice_line *notice_list_for_file(struct work *w, uint64_t below, size_t *n)
{
	return notice_store_list(w, w->actor.id, below ? below : INT64_MAX, OF_A_FILE, n);
}
