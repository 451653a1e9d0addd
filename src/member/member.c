/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points follow their orders: whatever is placed or saved is looked at, and the ledger says the
 * difference. */
#include <string.h>
#include "base/money.h"
#include "member/inside.h"
#include "member/reward_store.h"
#include "member/tier_store.h"

/* ---- what an order says ---- */

static struct member_paid paid_of(const struct work *w, const struct order *o)
{
	struct member_paid p = {
		.counts = (o->decision == ORDER_CONFIRMED || o->decision == ORDER_CLOSED) &&
			  !strcmp(o->currency, w->app->settings.currency),
		.live = order_live_amount(o),
		.net = o->captured_amount - o->refunded_amount,
	};

	for (size_t i = 0; i < o->n_lines; i++) {
		p.goods += order_line_live(&o->lines[i], !o->prices_include_tax);
		p.tax += order_line_live(&o->lines[i], true) - order_line_live(&o->lines[i], false);
	}
	p.owed = p.live - o->credited_amount;
	p.shipping = p.live - p.goods;
	p.shipping_tax = p.shipping > 0 ? o->shipping_tax : 0;
	return p;
}

static int64_t base_of(const struct work *w, const struct order *o, const struct member_lot *l)
{
	struct member_paid p = paid_of(w, o);

	p.expected = !o->pay_first && instant_is_none(l->usable_at);
	return member_base(&p, l->counts);
}

/* All of it arrived, and is paid for: from when its points are usable; none: not yet. */
static struct instant release_of(const struct work *w, const struct order *o)
{
	if (instant_is_none(o->delivered_at) || order_due(o) > 0)
		return INSTANT_NONE;
	return instant_add(o->delivered_at, w->app->settings.point_wait_days * INSTANT_DAY);
}

/* ---- the ledger follows ---- */

void member_release(const struct work *w, struct member_book *b, struct member_lot *l)
{
	book_release(b, l, w->now, member_expiry(w->now, w->app->settings.point_months));
}

static struct member_lot *lot_of(struct member_book *b, uint64_t order_id)
{
	for (size_t i = 0; i < b->n_lots; i++)
		if (b->lots[i].order_id == order_id)
			return &b->lots[i];
	return NULL;
}

/* As the shop's rules are now: what it earns keeps them. */
static struct member_lot new_lot(const struct work *w)
{
	const struct settings *s = &w->app->settings;

	return (struct member_lot){ .rate = (int)s->point_rate,
				    .counts = (s->point_shipping ? POINTS_ON_SHIPPING : 0u) |
					      (s->point_tax ? POINTS_ON_TAX : 0u),
				    .release_at = INSTANT_NONE,
				    .usable_at = INSTANT_NONE };
}

static void open_lot(struct work *w, const struct order *o, const struct member_lot *as,
		     struct member_book *b)
{
	struct member_lot *l = book_add_lot(b, work_id(w), o->id);

	l->counts = as->counts;
	l->rate = as->rate;
	if (w->app->settings.tiers > 0)
		l->rate = tier_point_rate(l->rate, tier_store_rate(w, o->customer_id));
}

static void write(struct work *w, const struct order *o, const struct member_lot *as, int64_t base,
		  struct instant release_at)
{
	struct member_book b;
	struct member_lot *l;
	int64_t due;

	member_store_open(w, o->customer_id, o->id, &b);
	if (!lot_of(&b, o->id))
		open_lot(w, o, as, &b);
	l = lot_of(&b, o->id);
	due = member_due(base, l->rate, money_exponent(o->currency));
	l->paid = base;
	l->changed = true;
	if (due != l->earned)
		book_set_due(&b, l, due);
	if (instant_is_none(l->usable_at)) {
		l->release_at = release_at;
		if (!instant_is_none(release_at) && release_at.us <= w->now.us)
			member_release(w, &b, l);
	}
	b.weighs = !instant_is_none(l->usable_at);
	member_store_save(w, &b);
}

void member_hear_owner(struct work *w, struct order *o, const struct order_event *e)
{
	struct member_lot l;
	uint64_t owner;

	(void)e;
	if (!member_store_lot(w, o->id, &l, &owner) || owner == o->customer_id)
		return;
	member_store_give_lot(w, l.id, o->customer_id);
	member_balance(w, owner);
	member_balance(w, o->customer_id);
}

void member_settle(struct work *w, struct order *o)
{
	struct member_lot l;
	struct instant release_at;
	uint64_t owner;
	bool has_lot;
	int64_t base;

	if (!w->app->settings.member)
		return;
	/* of a new order there is none */
	has_lot = o->version > 1 && member_store_lot(w, o->id, &l, &owner);
	if (!has_lot)
		l = new_lot(w);
	base = base_of(w, o, &l);
	if (!has_lot && base == 0)
		return;
	release_at = instant_is_none(l.usable_at) ? release_of(w, o) : l.release_at;
	if (!has_lot || base != l.paid || release_at.us != l.release_at.us)
		write(w, o, &l, base, release_at);
}

void member_balance(struct work *w, uint64_t customer_id)
{
	struct member_book b;
	struct instant expires = member_expiry(w->now, w->app->settings.point_months);

	member_store_sum(w, customer_id);
	member_store_open(w, customer_id, 0, &b);
	if (b.debt < 0)
		book_part(&b, book_add_lot(&b, work_id(w), 0), w->now, expires);
	book_settle(&b);
	b.weighs = true;
	member_store_save(w, &b);
}

void member_give_customer(struct work *w, const struct customer_move *m)
{
	claim_store_give(w, m);
	tier_store_join(w, m->from, m->to);
	if (!member_store_give(w, m))
		return;
	member_balance(w, m->to);
	tier_carry(w, m->to);
}

void member_back_customer(struct work *w, const struct customer_move *m)
{
	claim_store_back(w, m);
	if (!member_store_back(w, m))
		return;
	member_balance(w, m->from);
	member_balance(w, m->to);
	tier_carry(w, m->from);
	tier_carry(w, m->to);
}
