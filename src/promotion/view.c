/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Promotions as trees of machine values. */
#include "base/json.h"
#include "base/money.h"
#include "catalog/catalog.h"
#include "member/member.h"
#include "order/order.h"
#include "promotion/manage.h"

static const char *state_of(const struct promotion *p, struct instant now)
{
	if (!instant_is_none(p->ended_at))
		return "ended";
	if (!instant_is_none(p->until) && p->until.us <= now.us)
		return "over";
	return !instant_is_none(p->from) && now.us < p->from.us ? "planned" : "running";
}

static struct promotion_terms terms_of(const struct promotion *p)
{
	return (struct promotion_terms){ promotion_kind_word, PROMOTION_KIND__MAX, (int)p->kind,
					 p->amount,           p->minimum,          p->most,
					 p->percent_bp,       p->currency };
}

static cJSON *view_of(struct work *w, const struct promotion *p, const struct tier *tiers, size_t n)
{
	const struct promotion_terms terms = terms_of(p);
	cJSON *t = json_object();

	json_add_id(t, "id", p->id);
	promotion_add_name(t, "name", p->name_en, p->name_zh);
	json_add_text(t, "name_en", p->name_en);
	json_add_text(t, "name_zh", p->name_zh);
	json_add_text(t, "state", state_of(p, w->now));
	json_add_bool(t, "is_ended", !instant_is_none(p->ended_at));
	promotion_add_terms(w, t, &terms);
	promotion_add_count(t, "buy", p->buy);
	promotion_add_count(t, "get", p->get);
	json_add_id(t, "tier_id", p->tier_id);
	promotion_add_tier(t, p->tier_id, tiers, n);
	json_add_bool(t, "needs_code", p->needs_code);
	json_add_bool(t, "is_first", p->is_first);
	json_add_bool(t, "is_alone", p->is_alone);
	json_add_bool(t, "gives_back", p->gives_back);
	promotion_add_days(w, t, p->from, p->until);
	promotion_add_times(t, p->from, p->until);
	promotion_add_count(t, "limit_total", p->limit_total);
	promotion_add_count(t, "limit_customer", p->limit_customer);
	json_add_int(t, "used", p->used);
	json_add_int(t, "version", p->version);
	return t;
}

cJSON *promotion_view(struct work *w, const struct promotion *p)
{
	size_t n = 0;
	const struct tier *tiers = p->tier_id ? tier_list(w, &n) : NULL;

	return view_of(w, p, tiers, n);
}

void promotion_add_rows(struct work *w, cJSON *list, const struct promotion *all, size_t n)
{
	size_t n_tiers;
	const struct tier *tiers = tier_list(w, &n_tiers);

	for (size_t i = 0; i < n; i++)
		cJSON_AddItemToArray(list, view_of(w, &all[i], tiers, n_tiers));
}

cJSON *promotion_list_view(struct work *w, bool of_house)
{
	size_t n;
	const struct promotion *all = promotion_store_list(w, of_house, &n);
	cJSON *view = json_object(), *list = json_add_array(view, "promotions");

	promotion_add_rows(w, list, all, n);
	json_add_bool(view, "is_empty", n == 0);
	return view;
}

/* ---- one, in full ---- */

static void add_text(struct work *w, const struct promotion *p, cJSON *t)
{
	bool is_bundle = p->kind == PROMOTION_BUNDLE;
	const char *parts = is_bundle ? promotion_store_parts(w, p->id) : NULL;
	const char *only = is_bundle   ? ""
			   : p->sku_id ? promotion_store_sku(w, p->sku_id)
				       : promotion_store_scope_text(w, p->id, false);
	const char *except = is_bundle ? "" : promotion_store_scope_text(w, p->id, true);

	json_add_text(t, "parts", parts);
	json_add_text(t, "only", *only ? only : NULL);
	json_add_text(t, "except", *except ? except : NULL);
}

static void add_codes(struct work *w, const struct promotion *p, cJSON *t)
{
	size_t n;
	const struct promotion_code *all = promotion_store_codes(w, p->id, &n);
	cJSON *list = json_add_array(t, "codes");

	for (size_t i = 0; i < n; i++) {
		cJSON *one = json_append_object(list);

		json_add_text(one, "code", all[i].code);
		json_add_text(one, "channel", *all[i].channel ? all[i].channel : NULL);
		promotion_add_count(one, "limit", all[i].limit_total);
		json_add_int(one, "used", all[i].used);
		json_add_bool(one, "is_ended", !instant_is_none(all[i].ended_at));
	}
	json_add_bool(t, "has_codes", n > 0);
}

static void add_sum(const struct promotion_code_sum *s, const char *currency, cJSON *one)
{
	json_add_int(one, "orders", s->orders);
	promotion_add_count(one, "cancelled", s->cancelled);
	json_add_money(one, "taken_off", s->amount + s->shipping, currency);
	json_add_money(one, "worth", s->worth, currency);
}

static void add_report(struct work *w, const struct promotion *p, cJSON *t)
{
	size_t n;
	const struct promotion_code_sum *all = promotion_store_sums(w, p->id, &n);
	struct promotion_code_sum sum = { 0 };
	cJSON *report = json_add_object(t, "report"), *list = json_add_array(report, "by_code");

	for (size_t i = 0; i < n; i++) {
		cJSON *one = json_append_object(list);

		json_add_text(one, "code", all[i].code);
		json_add_text(one, "channel",
			      all[i].channel && *all[i].channel ? all[i].channel : NULL);
		add_sum(&all[i], p->currency, one);
		sum.orders += all[i].orders;
		sum.cancelled += all[i].cancelled;
		sum.amount += all[i].amount;
		sum.shipping += all[i].shipping;
		sum.worth += all[i].worth;
	}
	add_sum(&sum, p->currency, report);
	json_add_bool(report, "is_empty", n == 0);
}

static void add_orders(struct work *w, const struct promotion *p, cJSON *t)
{
	size_t n;
	const struct promotion_order *all = promotion_store_orders(w, p->id, &n);
	cJSON *list = json_add_array(t, "orders");

	for (size_t i = 0; i < n; i++) {
		cJSON *one = json_append_object(list);

		json_add_text(one, "number", all[i].number);
		json_add_text(one, "badge", order_badge_word[all[i].badge]);
		json_add_text(one, "code", all[i].code);
		json_add_instant(one, "placed_at", all[i].placed_at);
		json_add_money(one, "taken_off", all[i].amount + all[i].shipping, p->currency);
		json_add_money(one, "worth", all[i].worth, p->currency);
	}
	json_add_bool(t, "has_orders", n > 0);
}

cJSON *promotion_full_view(struct work *w, const struct promotion *p)
{
	cJSON *t = promotion_view(w, p);

	add_text(w, p, t);
	add_codes(w, p, t);
	add_report(w, p, t);
	add_orders(w, p, t);
	return t;
}
