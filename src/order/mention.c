/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colleagues who were named in notes are told. */
#include "base/fail.h"
#include "base/text.h"
#include "order/store.h"

enum { NAMED_MAX = 10 };

static bool may_be_named(const struct staff_member *m, const struct actor *by)
{
	return m->state == STAFF_ACTIVE && !(by->kind == ACTOR_STAFF && by->id == m->id);
}

static bool calls_somebody(const char *body)
{
	for (const char *p = body; *p; p++)
		if (*p == '@' || text_starts_with(p, "＠"))
			return true;
	return false;
}

void order_mention(struct work *w, uint64_t order_id, uint64_t note_id, const char *body)
{
	struct staff_member *all;
	struct order o;
	bool *named;
	size_t n;

	if (w->past || !calls_somebody(body))
		return;
	all = staff_list(w, &n);
	named = arena_array_of(w->arena, n + 1, bool);
	if (mention_find(body, all, n, named) == 0)
		return;
	if (!order_store_read(w, order_id, false, &o))
		fail("order: a note on an order that is not there");
	for (size_t i = 0, told = 0; i < n && told < NAMED_MAX; i++) {
		if (!named[i] || !may_be_named(&all[i], &w->actor))
			continue;
		told++;
		if (w->app->wiring->mentioned)
			w->app->wiring->mentioned(w, &o, note_id, &all[i]);
	}
}
