/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rewards claimed: points, place and code at once, and all of it given back by rule. Whoever claims
 * holds the reward first, then the account. */
#include "member/inside.h"
#include "member/reward_store.h"
#include "member/tier_store.h"
#include "notify/notify.h"
#include "promotion/promotion.h"

struct claiming {
	uint64_t reward_id, customer_id;
	bool is_gift; /* it is given, and not taken */
	struct claim *out;
};

/* The tier it is for, and which is theirs, among those that there are. */
static int look_at_tiers(struct work *w, const struct reward *r, uint64_t customer_id, int *theirs)
{
	struct tier_state state = { .tier = TIER_NONE };
	uint64_t id = 0;
	size_t n;
	const struct tier *all;

	*theirs = TIER_NONE;
	if (!r->tier_id)
		return TIER_NONE;
	all = tier_list(w, &n);
	if (tier_store_read(w, customer_id, &id, &state))
		*theirs = tier_index(all, n, id);
	for (size_t i = 0; i < n; i++)
		if (all[i].id == r->tier_id)
			return (int)i;
	return TIER_NONE;
}

static enum reward_why judge(struct work *w, const struct reward *r, uint64_t customer_id,
			     const struct member_book *b)
{
	struct reward_who who = { .usable = b->usable,
				  .had = claim_store_had_of(w, customer_id, r->id) };
	int needs = look_at_tiers(w, r, customer_id, &who.tier), in_period = 0;

	if (r->limit_period > 0)
		in_period = claim_store_since(w, r->id, reward_period_begin(r->period, w->now));
	return reward_judge(r, &who, needs, in_period, w->now);
}

/* The oldest points first; each entry says what for. */
static void pay(struct work *w, struct member_book *b, const struct claim *c)
{
	size_t from = b->n_entries;

	if (c->points == 0 || !book_take(b, POINTS_USED, c->points, NULL))
		return;
	for (size_t i = from; i < b->n_entries; i++)
		b->entries[i].claim_id = c->id;
	member_store_save(w, b);
}

static void tell(struct work *w, const struct reward *r, const struct claim *c)
{
	notify_reward(w, c->customer_id,
		      &(struct reward_news){ .name = { r->name[LANG_EN], r->name[LANG_ZH] },
					     .code = c->code,
					     .points = c->points,
					     .until = c->until });
}

static int claim(struct work *w, void *arg)
{
	const struct claiming *a = arg;
	struct claim *c = a->out;
	struct member_book b;
	struct customer who;
	enum reward_why why;
	struct reward r;

	if (!reward_store_get(w, a->reward_id, true, &r))
		return REWARD_NOT_FOUND;
	if (r.is_birthday != a->is_gift)
		return REWARD_OFF;
	if (!w->app->settings.member || !customer_get(w, a->customer_id, &who) || who.joined_into ||
	    who.provisional)
		return REWARD_NOT_MEMBER;
	member_store_open(w, a->customer_id, 0, &b);
	why = judge(w, &r, a->customer_id, &b);
	if (why != REWARD_FITS)
		return (int)why;
	*c = (struct claim){ .id = work_id(w),
			     .reward_id = r.id,
			     .customer_id = a->customer_id,
			     .points = r.points,
			     .until = reward_code_end(r.code_days, w->now),
			     .at = w->now,
			     .returned_at = INSTANT_NONE };
	c->code = promotion_issue(w, r.promotion_id, a->customer_id, c->until);
	pay(w, &b, c);
	claim_store_insert(w, c);
	reward_store_take(w, r.id, 1);
	if (!a->is_gift)
		tell(w, &r, c);
	return REWARD_FITS;
}

enum reward_why reward_claim(struct work *w, uint64_t reward_id, uint64_t customer_id,
			     struct claim *out)
{
	struct claiming a = { reward_id, customer_id, false, out };

	return (enum reward_why)work_transaction(w, claim, &a);
}

enum reward_why reward_give(struct work *w, uint64_t reward_id, uint64_t customer_id,
			    struct claim *out)
{
	struct claiming a = { reward_id, customer_id, true, out };

	return (enum reward_why)work_transaction(w, claim, &a);
}

/* ---- given back ---- */

/* The reward is held, and the claim; its code is of no use any more. */
static void give_back(struct work *w, const struct claim *c, enum claim_end end)
{
	struct member_book b;

	claim_store_return(w, c->id, end);
	reward_store_take(w, c->reward_id, -1);
	if (c->points == 0)
		return;
	member_store_open(w, c->customer_id, 0, &b);
	book_return(&b, book_add_lot(&b, work_id(w), 0), c->points, w->now,
		    member_expiry(w->now, w->app->settings.point_months));
	for (size_t i = 0; i < b.n_entries; i++)
		if (b.entries[i].kind == POINTS_RETURNED)
			b.entries[i].claim_id = c->id;
	member_store_save(w, &b);
}

struct returning {
	uint64_t reward_id, claim_id;
};

static int take_back(struct work *w, void *arg)
{
	const struct returning *a = arg;
	struct reward r;
	struct claim c;

	if (!reward_store_get(w, a->reward_id, true, &r) || !claim_store_hold(w, a->claim_id, &c) ||
	    c.reward_id != r.id)
		return CLAIM_NOT_FOUND;
	if (!instant_is_none(c.returned_at))
		return CLAIM_IS_BACK;
	if (!promotion_withdraw(w, c.code))
		return CLAIM_IS_USED;
	give_back(w, &c, CLAIM_BY_SHOP);
	return CLAIM_OK;
}

enum claim_refusal claim_return(struct work *w, uint64_t reward_id, uint64_t claim_id)
{
	struct returning a = { reward_id, claim_id };

	return (enum claim_refusal)work_transaction(w, take_back, &a);
}

static void follow(struct work *w, uint64_t reward_id, uint64_t claim_id, struct claim_order o,
		   bool is_ended)
{
	enum claim_end end;
	struct reward r;
	struct claim c;

	if (!reward_store_get(w, reward_id, true, &r) || !claim_store_hold(w, claim_id, &c) ||
	    !instant_is_none(c.returned_at))
		return;
	o.code_counts = !is_ended && (instant_is_none(c.until) || w->now.us < c.until.us);
	end = claim_after(&o);
	if (end == CLAIM_HOLDS)
		return;
	promotion_end_issued(w, c.code);
	give_back(w, &c, end);
}

void reward_hear(struct work *w, struct order *o, const struct order_event *e)
{
	struct claim_order of = { .is_cancelled = e->kind == EVENT_CANCELLED,
				  .is_whole = o->refunded_amount >= o->captured_amount };
	struct rows *r;

	if (o->promoted_amount == 0 && o->promoted_shipping == 0)
		return;
	r = claim_store_of_order(w, o->id);
	while (rows_next(r)) {
		of.is_first_of_splits = rows_bool(r, 2);
		/* what was given back with the order is not its own any more */
		if (of.is_cancelled || !rows_bool(r, 3))
			follow(w, rows_id(r, 1), rows_id(r, 0), of, rows_bool(r, 4));
	}
}
