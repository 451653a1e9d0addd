/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiers as trees: what there is, and how somebody stands. */
#include "member/tier_view.h"
#include <string.h>
#include "base/json.h"
#include "member/inside.h"
#include "member/tier_store.h"
#include "promotion/promotion.h"

enum { LINES_MAX = 20, STEPS_SHOWN = 20 };

/* So much of what tiers are reached by, in words of its own for each way. */
static void add_measure(const struct work *w, cJSON *v, const char *name, enum tier_by by,
			int64_t n)
{
	cJSON *m = json_add_object(v, name);

	json_add_bool(m, "by_spend", by == TIER_BY_SPEND);
	json_add_bool(m, "by_points", by == TIER_BY_POINTS);
	json_add_bool(m, "by_orders", by == TIER_BY_ORDERS);
	json_add_int(m, "n", n);
	if (by == TIER_BY_SPEND)
		json_add_money(m, "money", n, w->app->settings.currency);
	else
		json_add_null(m, "money");
}

/* ---- one tier ---- */

/* The line that begins at *at, and goes behind it; NULL: there is none. */
static const char *next_line(struct arena *a, const char **at)
{
	size_t n = strcspn(*at, "\n");
	const char *line = *at;

	if (!*line)
		return NULL;
	*at += n + ((*at)[n] == '\n');
	return arena_printf(a, "%.*s", (int)n, line);
}

/* What people see to: the lines of both languages side by side; the other's where one is short. */
static void add_more(struct arena *a, cJSON *v, const struct tier *t)
{
	cJSON *list = json_add_array(v, "more");
	const char *at[LANG__MAX] = { t->more[LANG_EN], t->more[LANG_ZH] };

	for (int i = 0; i < LINES_MAX && (*at[LANG_EN] || *at[LANG_ZH]); i++) {
		const char *en = next_line(a, &at[LANG_EN]), *zh = next_line(a, &at[LANG_ZH]);
		cJSON *one = json_append_object(list);

		promotion_add_name(one, "text", en ? en : zh, zh ? zh : en);
	}
}

cJSON *tier_view(const struct work *w, const struct tier *t, enum tier_by by)
{
	cJSON *v = json_object();

	json_add_id(v, "id", t->id);
	promotion_add_name(v, "name", t->name[LANG_EN], t->name[LANG_ZH]);
	json_add_text(v, "name_en", t->name[LANG_EN]);
	add_measure(w, v, "entry", by, t->entry);
	add_measure(w, v, "stay", by, t->stay);
	json_add_bool(v, "is_base", t->entry == 0);
	json_add_text(v, "rate", member_rate_text(w->arena, t->rate));
	json_add_bool(v, "has_more_points", t->rate != TIER_RATE_ONE);
	if (t->free_shipping_over >= 0)
		json_add_money(v, "free_shipping_over", t->free_shipping_over,
			       w->app->settings.currency);
	else
		json_add_null(v, "free_shipping_over");
	json_add_bool(v, "ships_free", t->free_shipping_over == 0);
	json_add_bool(v, "comes_first", t->comes_first);
	add_more(w->arena, v, t);
	json_add_int(v, "version", t->version);
	return v;
}

/* ---- how somebody stands ---- */

static struct instant last_moment(struct instant t)
{
	return instant_is_none(t) ? t : instant_add(t, -INSTANT_SECOND);
}

static void add_next(const struct work *w, cJSON *v, const struct tier *tiers, size_t n,
		     const struct tier_scheme *s, const struct tier_verdict *now)
{
	size_t at = (size_t)(now->now.tier + 1);
	cJSON *next;

	if (at >= n) {
		json_add_null(v, "next");
		return;
	}
	next = json_add_object(v, "next");
	promotion_add_name(next, "name", tiers[at].name[LANG_EN], tiers[at].name[LANG_ZH]);
	add_measure(w, next, "entry", s->by, tiers[at].entry);
	add_measure(w, next, "missing", s->by, tiers[at].entry - now->value);
	json_add_int(next, "percent", now->value * 100 / tiers[at].entry);
}

static void add_own(const struct work *w, cJSON *v, const struct tier *t,
		    const struct tier_scheme *s, const struct tier_verdict *now)
{
	cJSON *own = json_add_object(v, "own");
	bool at_risk = !instant_is_none(now->now.lowers_at);

	promotion_add_name(own, "name", t->name[LANG_EN], t->name[LANG_ZH]);
	json_add_instant(own, "since", now->now.since);
	add_measure(w, own, "stay", s->by, t->stay);
	json_add_bool(own, "at_risk", at_risk);
	json_add_instant(own, "until", last_moment(now->now.lowers_at));
	if (at_risk && now->value < t->stay)
		add_measure(w, own, "missing", s->by, t->stay - now->value);
	else
		json_add_null(own, "missing");
	/* nothing coming, the last day with enough of it */
	json_add_instant(own, "enough_until", last_moment(at_risk ? INSTANT_NONE : now->falls_at));
}

cJSON *member_tier_view(struct work *w, uint64_t customer_id)
{
	struct tier_scheme s = tier_scheme_of(&w->app->settings);
	struct tier_verdict now;
	cJSON *v, *list;
	size_t n;
	const struct tier *tiers = tier_list(w, &n);

	if (n == 0)
		return NULL;
	v = json_object();
	/* what is reached and not written down yet is theirs already */
	now = tier_look(w, tiers, n, customer_id);
	add_measure(w, v, "value", s.by, now.value);
	json_add_int(v, "months", s.months);
	if (now.now.tier == TIER_NONE)
		json_add_null(v, "own");
	else
		add_own(w, v, &tiers[now.now.tier], &s, &now);
	add_next(w, v, tiers, n, &s, &now);
	list = json_add_array(v, "tiers");
	for (size_t i = 0; i < n; i++) {
		cJSON *one = tier_view(w, &tiers[i], s.by);

		json_add_bool(one, "is_own", (int)i == now.now.tier);
		cJSON_AddItemToArray(list, one);
	}
	return v;
}

/* ---- the ledger of steps ---- */

static void add_tier_name(cJSON *v, const char *name, const struct tier *tiers, size_t n,
			  uint64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (tiers[i].id == id) {
			promotion_add_name(v, name, tiers[i].name[LANG_EN], tiers[i].name[LANG_ZH]);
			return;
		}
	json_add_null(v, name);
}

cJSON *member_steps_view(struct work *w, uint64_t customer_id)
{
	cJSON *list = json_array();
	size_t n;
	const struct tier *tiers = tier_list(w, &n);
	struct rows *r = n > 0 ? tier_store_steps(w, customer_id, STEPS_SHOWN) : NULL;

	while (r && rows_next(r)) {
		cJSON *v = json_append_object(list);
		enum tier_by by = (enum tier_by)rows_int(r, 3);

		json_add_text(v, "kind", tier_step_word[rows_int(r, 0)]);
		add_tier_name(v, "from", tiers, n, rows_id(r, 1));
		add_tier_name(v, "to", tiers, n, rows_id(r, 2));
		add_measure(w, v, "value", by, rows_i64(r, 4));
		add_measure(w, v, "needed", by, rows_i64(r, 5));
		json_add_bool(v, "is_weighed", rows_int(r, 0) != TIER_CARRIED);
		json_add_instant(v, "until", last_moment(rows_time(r, 6)));
		json_add_instant(v, "at", rows_time(r, 7));
	}
	return list;
}
