/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What orders get of promotions: found, counted, given back, divided. Inside the transactions of
 * their orders; those with limits are held from when they are found. */
#include <string.h>
#include "base/json.h"
#include "base/money.h"
#include "promotion/store.h"

/* ---- finding them ---- */

static bool has_limit(const struct promotion *p)
{
	return !p->is_agreed && (p->limit_total > 0 || p->limit_customer > 0);
}

static void hold(struct work *w, struct promotion *all, size_t n, uint64_t customer_id)
{
	struct promotion **held = arena_array_of(w->arena, n + 1, struct promotion *);
	size_t n_held = 0;
	bool by_customer = false;

	for (size_t i = 0; i < n; i++) {
		size_t at = n_held;

		if (!has_limit(&all[i]))
			continue;
		by_customer = by_customer || all[i].limit_customer > 0;
		for (; at > 0 && held[at - 1]->id > all[i].id; at--)
			held[at] = held[at - 1];
		held[at] = &all[i];
		n_held++;
	}
	promotion_store_hold(w, held, n_held);
	for (size_t i = 0; i < n; i++)
		if (!all[i].is_agreed && all[i].code && all[i].code_limit > 0)
			promotion_store_hold_code(w, &all[i]);
	if (by_customer)
		promotion_store_count_customer(w, customer_id, all, n);
}

/* Amounts of another currency mean nothing to the order. */
static size_t drop_foreign(struct promotion *all, size_t n, const char *currency)
{
	size_t k = 0;

	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].currency, currency) == 0)
			all[k++] = all[i];
	return k;
}

static bool has_code(const struct promotion *all, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (all[i].code && !all[i].is_agreed)
			return true;
	return false;
}

struct promotion *promotion_find(struct work *w, bool running, const char *code,
				 uint64_t customer_id, const char *currency, size_t *n,
				 enum promotion_why *why)
{
	const char *wanted = promotion_clean_code(w->arena, code);
	struct promotion *all;

	*n = 0;
	*why = PROMOTION_FITS;
	running = running && w->app->settings.promotions > 0;
	if (!running && !code)
		return NULL;
	if (code && !wanted) {
		*why = PROMOTION_NO_CODE;
		return NULL;
	}
	all = promotion_store_find(w, running, wanted ? wanted : "", customer_id, n);
	*n = drop_foreign(all, *n, currency);
	if (code && !has_code(all, *n))
		*why = PROMOTION_NO_CODE;
	hold(w, all, *n, customer_id);
	return all;
}

static bool is_among(const struct promotion *all, size_t n, uint64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (all[i].id == id)
			return true;
	return false;
}

struct promotion *promotion_find_again(struct work *w, uint64_t order_id, const char *code,
				       uint64_t customer_id, const char *currency, size_t *n,
				       enum promotion_why *why)
{
	struct promotion *had = order_id ? promotion_store_of_order(w, order_id, n) : NULL, *all;
	size_t more, k = order_id ? *n : 0;
	struct promotion *added = promotion_find(w, false, code, customer_id, currency, &more, why);

	all = arena_array_of(w->arena, k + more + 1, struct promotion);
	for (size_t i = 0; i < k; i++)
		all[i] = had[i];
	*n = k;
	for (size_t i = 0; i < more; i++)
		if (!is_among(had, k, added[i].id))
			all[(*n)++] = added[i];
	return all;
}

struct promotion *promotion_look(struct work *w, uint64_t order_id, uint64_t customer_id,
				 const char *currency, size_t *n)
{
	size_t n_had, n_run = 0;
	struct promotion *had = promotion_store_of_order(w, order_id, &n_had), *run = NULL, *all;
	bool by_customer = false;

	if (w->app->settings.promotions > 0) {
		run = promotion_store_find(w, true, "", customer_id, &n_run);
		n_run = drop_foreign(run, n_run, currency);
	}
	all = arena_array_of(w->arena, n_had + n_run + 1, struct promotion);
	for (*n = 0; *n < n_had; ++*n)
		all[*n] = had[*n];
	for (size_t i = 0; i < n_run; i++) {
		by_customer = by_customer || run[i].limit_customer > 0;
		if (!is_among(had, n_had, run[i].id))
			all[(*n)++] = run[i];
	}
	if (by_customer)
		promotion_store_count_customer(w, customer_id, all, *n);
	return all;
}

/* ---- taking them ---- */

struct promotion_use promotion_use_of(const struct promotion *p, const struct promotion_gift *g)
{
	return (struct promotion_use){ .promotion_id = p->id,
				       .name_en = p->name_en,
				       .name_zh = p->name_zh,
				       .code = p->code,
				       .channel = p->channel,
				       .amount = g->amount,
				       .shipping = g->shipping,
				       .counts = true,
				       .is_fixed = p->is_fixed };
}

void promotion_take(struct work *w, uint64_t order_id, const struct promotion_use *uses, size_t n)
{
	promotion_store_count(w, uses, n, 1);
	promotion_store_insert_uses(w, order_id, uses, n);
}

static const struct promotion_use *find(const struct promotion_use *uses, size_t n, uint64_t id,
					bool *seen)
{
	for (size_t i = 0; i < n; i++)
		if (!seen[i] && uses[i].promotion_id == id) {
			seen[i] = true;
			return &uses[i];
		}
	return NULL;
}

/* What it has no more is given back, whatever the promotion says of cancelled orders. */
void promotion_take_anew(struct work *w, uint64_t order_id, const struct promotion_use *uses,
			 size_t n)
{
	size_t had, n_new = 0;
	struct promotion_row *rows = promotion_store_rows(w, order_id, &had);
	struct promotion_use *added = arena_array_of(w->arena, n + 1, struct promotion_use);
	bool *seen = arena_array_of(w->arena, n + 1, bool);

	for (size_t i = 0; i < had; i++) {
		const struct promotion_use *now =
			!instant_is_none(rows[i].back_at)
				? NULL
				: find(uses, n, rows[i].use.promotion_id, seen);

		if (!instant_is_none(rows[i].back_at))
			continue;
		rows[i].use.amount = now ? now->amount : 0;
		rows[i].use.shipping = now ? now->shipping : 0;
		promotion_store_put(w, &rows[i], now ? INSTANT_NONE : w->now);
		if (!now)
			promotion_store_count(w, &rows[i].use, 1, -1);
	}
	for (size_t i = 0; i < n; i++)
		if (!seen[i])
			added[n_new++] = uses[i];
	if (n_new > 0)
		promotion_take(w, order_id, added, n_new);
}

struct promotion_use *promotion_uses(struct work *w, uint64_t order_id, size_t *n)
{
	size_t all;
	const struct promotion_row *rows = promotion_store_rows(w, order_id, &all);
	struct promotion_use *uses = arena_array_of(w->arena, all + 1, struct promotion_use);

	*n = 0;
	for (size_t i = 0; i < all; i++)
		if (rows[i].use.amount > 0 || rows[i].use.shipping > 0)
			uses[(*n)++] = rows[i].use;
	return uses;
}

/* ---- with the order ---- */

static void set_back(struct work *w, uint64_t order_id, bool back)
{
	size_t n;
	struct promotion_row *rows = promotion_store_rows(w, order_id, &n);

	for (size_t i = 0; i < n; i++) {
		if (!instant_is_none(rows[i].back_at) == back || (back && !rows[i].gives_back) ||
		    (!back && rows[i].use.amount == 0 && rows[i].use.shipping == 0))
			continue;
		promotion_store_count(w, &rows[i].use, 1, back ? -1 : 1);
		promotion_store_put(w, &rows[i], back ? w->now : INSTANT_NONE);
	}
}

void promotion_give_back(struct work *w, uint64_t order_id)
{
	set_back(w, order_id, true);
}

void promotion_hold_again(struct work *w, uint64_t order_id)
{
	set_back(w, order_id, false);
}

/* The share of each use that goes, so that they sum to what does. */
static void share(int64_t going, struct promotion_row *rows, size_t n, bool shipping,
		  struct promotion_use *gone)
{
	int64_t left = 0;

	for (size_t i = 0; i < n; i++)
		left += shipping ? rows[i].use.shipping : rows[i].use.amount;
	for (size_t i = 0; i < n; i++) {
		int64_t *whole = shipping ? &rows[i].use.shipping : &rows[i].use.amount;
		int64_t *to = shipping ? &gone[i].shipping : &gone[i].amount, part[2];

		money_split(*whole, (const int64_t[]){ left - going, going }, 2, part);
		left -= *whole;
		going -= part[1];
		*whole = part[0];
		*to = part[1];
	}
}

/* A unit that was lost where parts were rounded is lost to one of them. */
static void cut(struct promotion_row *rows, size_t n, bool shipping, int64_t wanted)
{
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += shipping ? rows[i].use.shipping : rows[i].use.amount;
	for (size_t i = 0; i < n && sum > wanted; i++) {
		int64_t *value = shipping ? &rows[i].use.shipping : &rows[i].use.amount;
		int64_t less = *value < sum - wanted ? *value : sum - wanted;

		*value -= less;
		sum -= less;
	}
}

void promotion_fix(struct work *w, uint64_t order_id, int64_t amount, int64_t shipping)
{
	size_t n;
	struct promotion_row *rows = promotion_store_rows(w, order_id, &n);

	cut(rows, n, false, amount);
	cut(rows, n, true, shipping);
	for (size_t i = 0; i < n; i++) {
		rows[i].use.is_fixed = true;
		promotion_store_put(w, &rows[i], rows[i].back_at);
	}
}

void promotion_split(struct work *w, uint64_t from, uint64_t to, const struct promotion_parts *p)
{
	size_t n, n_gone = 0;
	struct promotion_row *rows = promotion_store_rows(w, from, &n);
	struct promotion_use *gone = arena_array_of(w->arena, n + 1, struct promotion_use);

	for (size_t i = 0; i < n; i++)
		gone[i] = rows[i].use;
	cut(rows, n, false, p->stays + p->goes);
	cut(rows, n, true, p->stays_shipping + p->goes_shipping);
	share(p->goes, rows, n, false, gone);
	share(p->goes_shipping, rows, n, true, gone);
	for (size_t i = 0; i < n; i++) {
		rows[i].use.is_fixed = gone[i].is_fixed = true;
		gone[i].counts = false;
		promotion_store_put(w, &rows[i], rows[i].back_at);
		if (gone[i].amount > 0 || gone[i].shipping > 0)
			gone[n_gone++] = gone[i];
	}
	promotion_store_insert_uses(w, to, gone, n_gone);
}

/* ---- for people ---- */

static void add_money(cJSON *t, const char *name, int64_t amount, const char *currency)
{
	if (amount > 0)
		json_add_money(t, name, -amount, currency);
	else
		json_add_null(t, name);
}

static void add_channel(cJSON *t, const char *channel)
{
	json_add_text(t, "channel", channel && *channel ? channel : NULL);
}

cJSON *promotion_looked_view(const struct promotion *all, size_t n, const enum promotion_why *why)
{
	cJSON *list = json_array();

	for (size_t i = 0; i < n; i++) {
		cJSON *one = json_append_object(list), *name = json_add_object(one, "name");
		bool fits = why[i] == PROMOTION_FITS;

		json_add_id(one, "id", all[i].id);
		json_add_text(name, lang_tag[LANG_EN], all[i].name_en);
		json_add_text(name, lang_tag[LANG_ZH], all[i].name_zh);
		json_add_text(one, "code", all[i].code);
		json_add_bool(one, "has", all[i].is_agreed);
		json_add_bool(one, "applies", fits && !all[i].is_agreed);
		json_add_text(one, "why",
			      fits || all[i].is_agreed ? NULL : promotion_why_word[why[i]]);
	}
	return list;
}

cJSON *promotion_uses_view(const struct promotion_use *uses, size_t n, const char *currency,
			   bool for_customer)
{
	cJSON *list = json_array();

	for (size_t i = 0; i < n; i++) {
		cJSON *one = json_append_object(list), *name = json_add_object(one, "name");

		json_add_text(name, lang_tag[LANG_EN], uses[i].name_en);
		json_add_text(name, lang_tag[LANG_ZH], uses[i].name_zh);
		json_add_text(one, "code", uses[i].code);
		if (!for_customer)
			add_channel(one, uses[i].channel);
		add_money(one, "amount", uses[i].amount, currency);
		add_money(one, "shipping", uses[i].shipping, currency);
	}
	return list;
}
