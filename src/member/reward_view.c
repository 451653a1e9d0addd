/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rewards and claims as trees of machine values. */
#include "base/json.h"
#include "member/reward_store.h"
#include "member/tier_store.h"
#include "promotion/promotion.h"

/* ---- what it is ---- */

static void add_terms(struct work *w, cJSON *v, const struct reward *r)
{
	const struct promotion_terms terms = { reward_kind_word, REWARD_KIND__MAX, (int)r->kind,
					       r->amount,        r->minimum,       r->most,
					       r->percent_bp,    r->currency };

	promotion_add_terms(w, v, &terms);
	json_add_text(v, "sku", r->sku);
	if (r->item[LANG_EN])
		promotion_add_name(v, "item", r->item[LANG_EN], r->item[LANG_ZH]);
	else
		json_add_null(v, "item");
}

/* What members read of it. */
static cJSON *shown(struct work *w, const struct reward *r, const struct tier *tiers, size_t n)
{
	cJSON *v = json_object();
	int left = reward_left(r);

	json_add_id(v, "id", r->id);
	promotion_add_name(v, "name", r->name[LANG_EN], r->name[LANG_ZH]);
	promotion_add_name(v, "more", r->more[LANG_EN], r->more[LANG_ZH]);
	json_add_bool(v, "has_more", *r->more[LANG_EN] || *r->more[LANG_ZH]);
	add_terms(w, v, r);
	json_add_int(v, "points", r->points);
	json_add_bool(v, "is_free", r->points == 0);
	promotion_add_tier(v, r->tier_id, tiers, n);
	if (left >= 0)
		json_add_int(v, "left", left);
	else
		json_add_null(v, "left");
	promotion_add_count(v, "code_days", r->code_days);
	promotion_add_times(v, r->from, r->until);
	return v;
}

static const char *state_of(const struct reward *r, struct instant now)
{
	if (r->is_ended)
		return "ended";
	if (!r->is_on)
		return "off";
	if (!instant_is_none(r->until) && now.us >= r->until.us)
		return "over";
	if (reward_left(r) == 0)
		return "none_left";
	return !instant_is_none(r->from) && now.us < r->from.us ? "planned" : "running";
}

cJSON *reward_view(struct work *w, const struct reward *r, const struct tier *tiers, size_t n)
{
	cJSON *v = shown(w, r, tiers, n);

	json_add_text(v, "name_en", r->name[LANG_EN]);
	json_add_text(v, "name_zh", r->name[LANG_ZH]);
	json_add_text(v, "more_en", r->more[LANG_EN]);
	json_add_text(v, "more_zh", r->more[LANG_ZH]);
	json_add_text(v, "state", state_of(r, w->now));
	json_add_id(v, "promotion", r->promotion_id);
	json_add_id(v, "tier_id", r->tier_id);
	if (r->stock == REWARD_NO_STOCK)
		json_add_null(v, "stock");
	else
		json_add_int(v, "stock", r->stock);
	promotion_add_count(v, "limit_total", r->limit_total);
	promotion_add_count(v, "limit_customer", r->limit_customer);
	promotion_add_count(v, "limit_period", r->limit_period);
	json_add_text(v, "period", reward_period_word[r->period]);
	promotion_add_days(w, v, r->from, r->until);
	json_add_bool(v, "is_birthday", r->is_birthday);
	json_add_bool(v, "is_on", r->is_on);
	json_add_int(v, "taken", r->taken);
	json_add_int(v, "version", r->version);
	return v;
}

cJSON *reward_list_view(struct work *w)
{
	size_t n, n_tiers;
	const struct reward *all = reward_store_list(w, false, &n);
	const struct tier *tiers = tier_list(w, &n_tiers);
	cJSON *v = json_object(), *list = json_add_array(v, "rewards");

	for (size_t i = 0; i < n; i++)
		cJSON_AddItemToArray(list, reward_view(w, &all[i], tiers, n_tiers));
	json_add_bool(v, "is_empty", n == 0);
	json_add_bool(v, "is_off", !w->app->settings.member);
	return v;
}

/* ---- claims ---- */

static const char *claim_state(const struct claim *c, bool is_used, struct instant now)
{
	if (!instant_is_none(c->returned_at))
		return "returned";
	if (is_used)
		return "used";
	return !instant_is_none(c->until) && now.us >= c->until.us ? "over" : "open";
}

static cJSON *one_claim(const struct claim *c, bool is_used, struct instant now)
{
	static const char *const end_word[CLAIM_END__MAX] = {
		[CLAIM_BY_SHOP] = "by_shop",
		[CLAIM_CANCELLED] = "cancelled",
		[CLAIM_REFUNDED] = "refunded",
	};
	const char *state = claim_state(c, is_used, now);
	cJSON *v = json_object();

	json_add_id(v, "id", c->id);
	json_add_text(v, "code", c->code);
	json_add_int(v, "points", c->points);
	json_add_text(v, "state", state);
	json_add_bool(v, "is_open", state[1] == 'p');
	json_add_text(v, "returned_why", end_word[c->end]);
	json_add_instant(v, "at", c->at);
	json_add_instant(v, "until_at",
			 instant_is_none(c->until) ? c->until : instant_add(c->until, -1));
	return v;
}

cJSON *claim_view(struct work *w, const struct claim *c, const struct reward *r)
{
	cJSON *v = one_claim(c, false, w->now);

	promotion_add_name(v, "name", r->name[LANG_EN], r->name[LANG_ZH]);
	return v;
}

static cJSON *claims(struct work *w, struct rows *r, bool for_staff)
{
	cJSON *list = json_array();

	while (rows_next(r)) {
		struct claim c;
		cJSON *v;

		claim_store_read(r, &c);
		v = one_claim(&c, rows_int(r, CLAIM_USED) > 0, w->now);
		promotion_add_name(v, "name", rows_text(r, CLAIM_NAME_EN),
				   rows_text(r, CLAIM_NAME_ZH));
		if (for_staff) {
			json_add_text(v, "customer", rows_text(r, CLAIM_WHO));
			json_add_text(v, "order", rows_text(r, CLAIM_ORDER));
		}
		cJSON_AddItemToArray(list, v);
	}
	return list;
}

cJSON *reward_full_view(struct work *w, const struct reward *r)
{
	size_t n;
	const struct tier *tiers = tier_list(w, &n);
	cJSON *v = reward_view(w, r, tiers, n),
	      *list = claims(w, claim_store_newest(w, r->id), true);

	json_add_bool(v, "has_claims", list->child != NULL);
	json_add(v, "claims", list);
	return v;
}

/* ---- of one member ---- */

struct counts {
	int had, in_period;
};

static void count(struct counts *c, const struct reward *all, size_t n, struct rows *r,
		  bool periods)
{
	while (rows_next(r))
		for (size_t i = 0; i < n; i++)
			if (all[i].id == rows_id(r, 0))
				*(periods ? &c[i].in_period : &c[i].had) = rows_int(r, 1);
}

static struct counts *count_all(struct work *w, uint64_t customer_id, const struct reward *all,
				size_t n)
{
	struct counts *c = arena_array_of(w->arena, n + 1, struct counts);
	bool periods = false;

	for (size_t i = 0; i < n; i++)
		periods = periods || all[i].limit_period > 0;
	if (n > 0)
		count(c, all, n, claim_store_had(w, customer_id), false);
	if (periods)
		count(c, all, n, claim_store_periods(w), true);
	return c;
}

static int index_of(const struct tier *tiers, size_t n, uint64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (id && tiers[i].id == id)
			return (int)i;
	return TIER_NONE;
}

/* What they have now, and what they will when they have more, or wait. */
static void sort_out(cJSON *v, cJSON *one, enum reward_why why, int64_t missing)
{
	if (why == REWARD_FITS)
		cJSON_AddItemToArray(cJSON_GetObjectItemCaseSensitive(v, "now"), one);
	if (why < REWARD_NOT_YET)
		return;
	json_add_text(one, "why", reward_why_word[why]);
	json_add_bool(one, "for_tier", why == REWARD_TIER);
	json_add_bool(one, "is_planned", why == REWARD_NOT_YET);
	json_add_bool(one, "next_time", why == REWARD_NEXT_TIME);
	promotion_add_count(one, "missing", why == REWARD_POINTS ? (int)missing : 0);
	cJSON_AddItemToArray(cJSON_GetObjectItemCaseSensitive(v, "soon"), one);
}

static void add_rewards(struct work *w, cJSON *v, uint64_t customer_id, int64_t usable)
{
	struct tier_state state = { .tier = TIER_NONE };
	uint64_t tier_id = 0;
	size_t n, n_tiers;
	const struct reward *all = reward_store_list(w, true, &n);
	const struct tier *tiers = tier_list(w, &n_tiers);
	const struct counts *c = count_all(w, customer_id, all, n);
	int theirs = TIER_NONE;

	if (n_tiers > 0 && tier_store_read(w, customer_id, &tier_id, &state))
		theirs = tier_index(tiers, n_tiers, tier_id);
	for (size_t i = 0; i < n; i++) {
		struct reward_who who = { usable, theirs, c[i].had };
		enum reward_why why =
			reward_judge(&all[i], &who, index_of(tiers, n_tiers, all[i].tier_id),
				     c[i].in_period, w->now);

		sort_out(v, shown(w, &all[i], tiers, n_tiers), why, all[i].points - usable);
	}
}

cJSON *reward_own_view(struct work *w, uint64_t customer_id)
{
	cJSON *v = json_object(), *points = member_points_view(w, customer_id), *mine;
	const cJSON *now = json_add_array(v, "now"), *soon = json_add_array(v, "soon");

	add_rewards(w, v, customer_id, json_get_int(points, "usable"));
	mine = claims(w, claim_store_mine(w, customer_id), false);
	json_add_bool(v, "has_now", now->child != NULL);
	json_add_bool(v, "has_soon", soon->child != NULL);
	json_add_bool(v, "has_claims", mine->child != NULL);
	json_add(v, "points", points);
	json_add(v, "claims", mine);
	return v;
}
