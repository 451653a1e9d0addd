/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What promotions and rewards take off, for whom and until when, as trees of machine values. */
#include <string.h>
#include "base/json.h"
#include "base/money.h"
#include "catalog/catalog.h"
#include "member/member.h"
#include "promotion/promotion.h"

static const char *day(struct arena *a, struct instant t)
{
	struct civil c;

	if (instant_is_none(t))
		return NULL;
	c = instant_to_local(t);
	return arena_printf(a, "%04d-%02d-%02d", c.year, c.month, c.day);
}

static struct instant last_of(struct instant until)
{
	return instant_is_none(until) ? until : instant_add(until, -1);
}

static void add_money(cJSON *v, const char *name, int64_t amount, const char *currency)
{
	if (amount > 0)
		json_add_money(v, name, amount, currency);
	else
		json_add_null(v, name);
}

void promotion_add_count(cJSON *v, const char *name, int n)
{
	if (n > 0)
		json_add_int(v, name, n);
	else
		json_add_null(v, name);
}

void promotion_add_terms(struct work *w, cJSON *v, const struct promotion_terms *t)
{
	cJSON *is = json_add_object(v, "is");

	for (int i = 0; i < t->n_kinds; i++)
		json_add_bool(is, t->kinds[i], t->kind == i);
	json_add_text(v, "kind", t->kinds[t->kind]);
	add_money(v, "amount", t->amount, t->currency);
	json_add_text(v, "percent",
		      t->percent_bp > 0 ? catalog_percent(w->arena, t->percent_bp) : NULL);
	add_money(v, "minimum", t->minimum, t->currency);
	add_money(v, "most", t->most, t->currency);
}

void promotion_add_times(cJSON *v, struct instant from, struct instant until)
{
	json_add_instant(v, "from_at", from);
	json_add_instant(v, "until_at", last_of(until));
}

void promotion_add_days(struct work *w, cJSON *v, struct instant from, struct instant until)
{
	json_add_text(v, "from", day(w->arena, from));
	json_add_text(v, "until", day(w->arena, last_of(until)));
}

void promotion_add_name(cJSON *v, const char *name, const char *en, const char *zh)
{
	cJSON *both = json_add_object(v, name);

	json_add_text(both, lang_tag[LANG_EN], en);
	json_add_text(both, lang_tag[LANG_ZH], zh);
}

void promotion_add_tier(cJSON *v, uint64_t id, const struct tier *tiers, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (id && tiers[i].id == id) {
			promotion_add_name(v, "tier", tiers[i].name[LANG_EN],
					   tiers[i].name[LANG_ZH]);
			return;
		}
	json_add_null(v, "tier");
}

void promotion_add_tiers(struct work *w, cJSON *view, const char *chosen)
{
	cJSON *list = json_add_array(view, "tiers");
	size_t n;
	const struct tier *all = tier_list(w, &n);

	for (size_t i = 0; i < n; i++) {
		cJSON *one = json_append_object(list);

		json_add_id(one, "id", all[i].id);
		promotion_add_name(one, "name", all[i].name[LANG_EN], all[i].name[LANG_ZH]);
		json_add_bool(one, "is_chosen",
			      chosen && !strcmp(json_get_text(one, "id"), chosen));
	}
	json_add_bool(view, "has_tiers", n > 0);
}
