/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking customers for what they think, once of all that arrived since they were asked last. */
#include "feedback/item.h"
#include "feedback/store.h"
#include "notify/notify.h"

enum { BATCH = 50, AT_ONCE = 10 };

static int64_t days_of(const struct work *w, const struct order *o)
{
	const struct settings *s = &w->app->settings;

	return feedback_days(s->ask_days_by_sku, s->ask_days, o);
}

void feedback_hear(struct work *w, struct order *o, const struct order_event *e)
{
	int64_t days = days_of(w, o);
	struct instant due = instant_add(w->now, days * INSTANT_DAY);
	bool left = e->kind == EVENT_SHIPPED;

	/* whoever is told nothing is asked nothing, and nobody about what was long ago */
	if (w->quiet || days == 0 || (w->past && due.us < instant_now().us))
		return;
	talk_store_due(w, o->id, o->customer_id, left ? w->now : INSTANT_NONE, due);
}

static struct ask_answer may_ask(struct work *w, const struct order *o)
{
	const struct settings *s = &w->app->settings;
	struct ask_facts f = { .now = w->now,
			       .delivered_at = o->delivered_at,
			       .last_asked_at = talk_store_last_asked(w, o->customer_id),
			       .days = days_of(w, o),
			       .fallback_days = s->ask_fallback_days,
			       .every_days = s->ask_every_days,
			       .has_something = order_is_ratable(o, true) };
	struct talk t;

	(void)talk_store_read(w, o->id, false, &t);
	f.is_open = item_store_has_open(w, o->id) || item_store_has_low(w, o->customer_id);
	f.shipped_at = t.shipped_at;
	f.is_done = !instant_is_none(t.answered_at) || !instant_is_none(t.asked_at);
	return feedback_may_ask(&f);
}

/* What else of theirs arrived: asked about in the same message. */
static size_t find_beside(struct work *w, const uint64_t *ids, size_t n, uint64_t besides,
			  uint64_t *also)
{
	size_t found = 0;

	for (size_t i = 0; i < n; i++) {
		struct order *o;

		if (ids[i] != besides && order_get(w, ids[i], &o) &&
		    !instant_is_none(o->delivered_at) && order_is_ratable(o, false) &&
		    !item_store_has_open(w, o->id))
			also[found++] = ids[i];
	}
	return found;
}

static void ask_about(struct work *w, const struct order *o, const uint64_t *ids, size_t n)
{
	uint64_t also[AT_ONCE];
	size_t n_also = find_beside(w, ids, n, o->id, also);

	/* nobody knows where to write to them */
	if (!notify_ask_review(w, o, also, n_also)) {
		talk_store_look_at(w, o->id, INSTANT_NONE);
		return;
	}
	talk_store_asked(w, o->id);
	for (size_t i = 0; i < n_also; i++)
		talk_store_asked(w, also[i]);
}

static bool is_among(const uint64_t *ids, size_t n, uint64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return true;
	return false;
}

static int ask_one(struct work *w, void *arg)
{
	uint64_t id = *(const uint64_t *)arg, ids[AT_ONCE];
	struct ask_answer a;
	struct order *o;
	size_t n;

	if (!order_get(w, id, &o)) {
		talk_store_look_at(w, id, INSTANT_NONE);
		return 0;
	}
	n = talk_store_unasked(w, o->customer_id, ids, AT_ONCE);
	/* asked about beside another one, a moment ago; or there are more, and those first */
	if (!is_among(ids, n, id) && n < AT_ONCE)
		return 0;
	a = may_ask(w, o);
	if (a.what == ASK_NOW)
		ask_about(w, o, ids, n);
	else
		talk_store_look_at(w, id, a.what == ASK_LATER ? a.at : INSTANT_NONE);
	return 0;
}

bool feedback_ask(struct work *w)
{
	struct work by_rule = *w;
	uint64_t ids[BATCH];
	size_t n = talk_store_to_ask(w, ids, BATCH);

	by_rule.actor = (struct actor){ ACTOR_RULE, 0 };
	for (size_t i = 0; i < n; i++)
		work_transaction(&by_rule, ask_one, &ids[i]);
	return n == BATCH;
}
