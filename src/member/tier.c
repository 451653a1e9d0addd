/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiers: added, changed, removed, counted in another way, each written down. How many there are
 * stands in the setting `tiers`: a shop without any asks for none. */
#include <string.h>
#include "audit.h"
#include "member/tier_store.h"
#include "setting.h"

const char *const tier_by_word[] = { "spend", "points", "orders", NULL };
const char *const tier_step_word[TIER_STEP__MAX] = {
	[TIER_SAME] = "same", [TIER_RAISED] = "raised",   [TIER_AT_RISK] = "at_risk",
	[TIER_SAFE] = "safe", [TIER_LOWERED] = "lowered", [TIER_CARRIED] = "carried",
};

struct tier_scheme tier_scheme_of(const struct settings *s)
{
	struct tier_scheme scheme = { TIER_BY_SPEND, s->tier_months, s->tier_grace_days };

	for (int i = 0; i < TIER_BY__MAX; i++)
		if (!strcmp(s->tier_by, tier_by_word[i]))
			scheme.by = (enum tier_by)i;
	return scheme;
}

struct tier *tier_list(struct work *w, size_t *n)
{
	*n = 0;
	return w->app->settings.tiers > 0 ? tier_store_list(w, n) : NULL;
}

struct tier *tier_all(struct work *w, size_t *n)
{
	return tier_store_list(w, n);
}

bool tier_get(struct work *w, uint64_t id, struct tier *out)
{
	return tier_store_get(w, id, out);
}

uint64_t member_tier_named(struct work *w, const char *name)
{
	return tier_store_named(w, name);
}

uint64_t member_tier_now(struct work *w, uint64_t customer_id)
{
	struct tier_state state;
	uint64_t id = 0;
	size_t n;
	const struct tier *tiers = tier_list(w, &n);
	int at;

	if (n == 0)
		return 0;
	(void)!tier_store_read(w, customer_id, &id, &state);
	at = tier_index(tiers, n, id);
	return at == TIER_NONE ? 0 : tiers[at].id;
}

/* ---- written down ---- */

static const char *words_of(struct work *w, const struct tier *t)
{
	if (!t)
		return NULL;
	return arena_printf(w->arena, "%s ≥ %lld / %lld, %lld %%%s%s", t->name[LANG_EN],
			    (long long)t->entry, (long long)t->stay, (long long)t->rate,
			    t->comes_first ? ", first" : "",
			    t->free_shipping_over >= 0
				    ? arena_printf(w->arena, ", free shipping from %lld",
						   (long long)t->free_shipping_over)
				    : "");
}

static void write_down(struct work *w, const struct tier *was, const struct tier *is)
{
	size_t n;

	(void)tier_store_list(w, &n);
	(void)!setting_put(w->db, w->arena, "tiers", arena_printf(w->arena, "%zu", n), w->now);
	w->app->settings_due = 0;
	tier_store_weigh_all(w);
	audit_write(w, &(struct audit){ .kind = AUDIT_SETTING_CHANGED,
					.who = w->actor,
					.about = "setting",
					.was = words_of(w, was),
					.became = words_of(w, is) });
}

static enum tier_refusal judge(struct work *w, const struct tier *t)
{
	size_t n;
	const struct tier *all = tier_store_list(w, &n);

	if (t->stay > t->entry)
		return TIER_OVER;
	for (size_t i = 0; i < n; i++)
		if (all[i].id != t->id && all[i].entry == t->entry)
			return TIER_CLASH;
	return t->version == 0 && n >= TIERS_MAX ? TIER_MANY : TIER_OK;
}

/* ---- acts ---- */

static int add(struct work *w, void *arg)
{
	struct tier *t = arg;
	enum tier_refusal r;

	tier_store_hold(w);
	t->id = work_id(w);
	t->version = 0;
	r = judge(w, t);
	if (r != TIER_OK)
		return (int)r;
	t->version = 1;
	tier_store_insert(w, t);
	write_down(w, NULL, t);
	return TIER_OK;
}

enum tier_refusal tier_add(struct work *w, const struct tier *t, uint64_t *id)
{
	struct tier new = *t;
	enum tier_refusal r = (enum tier_refusal)work_transaction(w, add, &new);

	*id = new.id;
	return r;
}

static int change(struct work *w, void *arg)
{
	struct tier t = *(const struct tier *)arg, was;
	enum tier_refusal r;

	tier_store_hold(w);
	if (!tier_store_get(w, t.id, &was))
		return TIER_NOT_FOUND;
	if (t.version != was.version)
		return TIER_STALE;
	r = judge(w, &t);
	if (r != TIER_OK)
		return (int)r;
	t.version++;
	tier_store_update(w, &t);
	write_down(w, &was, &t);
	return TIER_OK;
}

enum tier_refusal tier_change(struct work *w, const struct tier *t)
{
	struct tier copy = *t;

	return (enum tier_refusal)work_transaction(w, change, &copy);
}

static int take_away(struct work *w, void *arg)
{
	const uint64_t *id = arg;
	struct tier was;

	tier_store_hold(w);
	if (!tier_store_get(w, *id, &was))
		return TIER_NOT_FOUND;
	tier_store_delete(w, *id);
	write_down(w, &was, NULL);
	return TIER_OK;
}

enum tier_refusal tier_remove(struct work *w, uint64_t id)
{
	return (enum tier_refusal)work_transaction(w, take_away, &id);
}

/* ---- how they are counted ---- */

static const char *number(struct work *w, int64_t n)
{
	return arena_printf(w->arena, "%lld", (long long)n);
}

static int rescheme(struct work *w, void *arg)
{
	const struct tier_scheme *s = arg, was = tier_scheme_of(&w->app->settings);

	tier_store_hold(w);
	if (!setting_put(w->db, w->arena, "tier_by", tier_by_word[s->by], w->now) ||
	    !setting_put(w->db, w->arena, "tier_months", number(w, s->months), w->now) ||
	    !setting_put(w->db, w->arena, "tier_grace_days", number(w, s->grace_days), w->now))
		return 1;
	tier_store_weigh_all(w);
	audit_write(w,
		    &(struct audit){
			    .kind = AUDIT_SETTING_CHANGED,
			    .who = w->actor,
			    .about = "setting",
			    .was = arena_printf(w->arena, "tiers by %s, %lld months, %lld days",
						tier_by_word[was.by], (long long)was.months,
						(long long)was.grace_days),
			    .became = arena_printf(w->arena, "tiers by %s, %lld months, %lld days",
						   tier_by_word[s->by], (long long)s->months,
						   (long long)s->grace_days) });
	w->app->settings_due = 0;
	return 0;
}

bool tier_rescheme(struct work *w, const struct tier_scheme *s)
{
	struct tier_scheme copy = *s;

	return work_transaction(w, rescheme, &copy) == 0;
}
