/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who comes into which tier, and what is told of it: whoever's points moved, and whose time is
 * over.
 */
#include "member/tier_store.h"
#include "notify/notify.h"

enum { WEIGHED = 50 };

static uint64_t id_of(const struct tier *tiers, int at)
{
	return at == TIER_NONE ? 0 : tiers[at].id;
}

struct tier_verdict tier_look(struct work *w, const struct tier *tiers, size_t n,
			      uint64_t customer_id)
{
	struct tier_scheme s = tier_scheme_of(&w->app->settings);
	struct tier_state was = { TIER_NONE, INSTANT_NONE, INSTANT_NONE };
	struct tier_gain *gains;
	uint64_t id = 0;
	size_t n_gains;

	(void)!tier_store_read(w, customer_id, &id, &was);
	was.tier = tier_index(tiers, n, id);
	gains = tier_store_gains(w, customer_id, &s, &n_gains);
	return tier_weigh(tiers, n, &s, gains, n_gains, &was, w->now);
}

/* ---- the ledger of steps ---- */

static int64_t needed_of(const struct tier *tiers, const struct tier_verdict *v, int was)
{
	if (v->step == TIER_RAISED)
		return tiers[v->now.tier].entry;
	return was == TIER_NONE ? 0 : tiers[was].stay;
}

static void write_step(struct work *w, uint64_t customer_id, const struct tier *tiers,
		       const struct tier_scheme *s, const struct tier_verdict *v, uint64_t from,
		       int was)
{
	tier_store_step(w, customer_id,
			&(struct tier_step_row){ .kind = v->step,
						 .from_id = from,
						 .to_id = id_of(tiers, v->now.tier),
						 .by = s->by,
						 .value = v->value,
						 .needed = needed_of(tiers, v, was),
						 .lowers_at = v->now.lowers_at });
}

/* Into the tier that begins at 0 everybody comes: of that nobody is told. */
static void tell(struct work *w, uint64_t customer_id, const struct tier *tiers,
		 const struct tier_scheme *s, const struct tier_verdict *v, int was)
{
	struct tier_news news = { .step = tier_step_word[v->step],
				  .lowers_at = v->now.lowers_at,
				  .by = tier_by_word[s->by] };

	if (v->step == TIER_SAFE || (v->step == TIER_RAISED && tiers[v->now.tier].entry == 0))
		return;
	for (int l = 0; l < LANG__MAX; l++) {
		news.was[l] = was == TIER_NONE ? NULL : tiers[was].name[l];
		news.is[l] = v->now.tier == TIER_NONE ? NULL : tiers[v->now.tier].name[l];
	}
	if (v->step == TIER_AT_RISK)
		news.missing = tiers[was].stay - v->value;
	notify_tier(w, customer_id, &news);
}

/* ---- weighing ---- */

static int weigh(struct work *w, void *arg)
{
	uint64_t customer_id = *(const uint64_t *)arg, id;
	struct tier_scheme s = tier_scheme_of(&w->app->settings);
	struct tier_state was;
	struct tier_verdict v;
	struct tier_gain *gains;
	size_t n, n_gains;
	const struct tier *tiers = tier_store_list(w, &n);

	if (!tier_store_lock(w, customer_id, &id, &was))
		return 0;
	was.tier = tier_index(tiers, n, id);
	/* one that is no more: its grace is over, too */
	if (was.tier == TIER_NONE || tiers[was.tier].id != id)
		was.lowers_at = INSTANT_NONE;
	gains = tier_store_gains(w, customer_id, &s, &n_gains);
	v = tier_weigh(tiers, n, &s, gains, n_gains, &was, w->now);
	if (v.step == TIER_SAME && id_of(tiers, v.now.tier) != id) {
		v.step = id ? TIER_CARRIED : TIER_RAISED;
		v.now.since = w->now;
	}
	tier_store_set(w, customer_id, id_of(tiers, v.now.tier), &v);
	if (v.step == TIER_SAME)
		return 0;
	write_step(w, customer_id, tiers, &s, &v, id, was.tier);
	if (v.step != TIER_CARRIED)
		tell(w, customer_id, tiers, &s, &v, was.tier);
	return 0;
}

bool member_weigh_tiers(struct work *w)
{
	uint64_t ids[WEIGHED];
	size_t n;

	if (!w->app->settings.member)
		return false;
	n = tier_store_due(w, ids, WEIGHED);
	for (size_t i = 0; i < n; i++)
		(void)work_transaction(w, weigh, &ids[i]);
	return n == WEIGHED;
}

void tier_carry(struct work *w, uint64_t customer_id)
{
	struct rows *r = tier_store_steps(w, customer_id, 1);
	uint64_t last = rows_next(r) ? rows_id(r, 2) : 0, id = 0;
	struct tier_state now = { TIER_NONE, INSTANT_NONE, INSTANT_NONE };

	(void)!tier_store_read(w, customer_id, &id, &now);
	if (id != last)
		tier_store_step(w, customer_id,
				&(struct tier_step_row){ .kind = TIER_CARRIED,
							 .from_id = last,
							 .to_id = id,
							 .lowers_at = now.lowers_at });
}

void member_standing(struct work *w, uint64_t customer_id, struct order_standing *out)
{
	*out = (struct order_standing){ .free_shipping_over = -1, .tier_entry = -1 };
	if (w->app->settings.member && w->app->settings.tiers > 0)
		(void)!tier_store_standing(w, customer_id, out);
}
