/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shelves: looked at each night, filled up in time, but for what is to be sold out when the
 * shop is shown. */
#include "base/fail.h"
#include "demo/shop.h"
#include "member/member.h"
#include "stock/stock.h"

enum { STREAM_NIGHT = 6, NIGHT_HOUR = 3, SOLD_OUT_DAYS = 9, LAST_DELIVERY_DAYS = 12 };

static void next_night(struct shop *s, int64_t day)
{
	queue_add(s, STEP_NIGHT, day_at(day, NIGHT_HOUR, 0), 0, 0);
}

void supply_begin(struct shop *s)
{
	next_night(s, instant_local_day(s->start) + 1);
	for (size_t i = 0; i < s->goods.n; i++) {
		const struct good *g = &s->goods.v[i];

		if (g->arrives_days > 0 && !g->pre_order)
			queue_add(s, STEP_SELL_OUT,
				  day_at(s->today - SOLD_OUT_DAYS, 4, (int)(i % 60)), i, 0);
	}
}

/* Ordered in time from whoever makes it, unless it is to run out. */
static void order_more(struct shop *s, size_t good, struct dice *d)
{
	struct good *g = &s->goods.v[good];
	int64_t today = instant_local_day(s->work.now);
	bool runs_out = g->arrives_days > 0 && today > s->today - LAST_DELIVERY_DAYS;

	if (g->coming || g->pre_order || runs_out || g->available > g->shelf / 2)
		return;
	g->coming = true;
	queue_add(s, STEP_DELIVERY, day_between(today + dice_between(d, 1, 3), 8, 12, d), good,
		  g->shelf - g->available);
}

static void count_shelves(struct shop *s)
{
	struct work *w = shop_as(s, ACTOR_RULE, 0);
	struct dice d = dice_of(s->seed, STREAM_NIGHT,
				(uint64_t)(s->today - instant_local_day(s->work.now)));

	for (size_t from = 0; from < s->goods.n; from += STOCK_GET_MAX) {
		size_t n = s->goods.n - from < STOCK_GET_MAX ? s->goods.n - from : STOCK_GET_MAX;
		uint64_t ids[STOCK_GET_MAX];
		struct stock now[STOCK_GET_MAX];

		for (size_t i = 0; i < n; i++)
			ids[i] = s->goods.v[from + i].id;
		stock_get_many(w, ids, n, now);
		for (size_t i = 0; i < n; i++) {
			if (!now[i].stocked || s->goods.v[from + i].made)
				continue;
			s->goods.v[from + i].available = now[i].on_hand - now[i].reserved;
			order_more(s, from + i, &d);
		}
	}
}

void step_night(struct shop *s, const struct step *step)
{
	(void)step;
	/* Only what is silent for days is found: once a week will do until it can be seen. */
	if (shop_memory(s) == MEMORY_FULL || instant_local_day(s->work.now) % 7 == 0)
		(void)shipping_watch(shop_as(s, ACTOR_RULE, 0));
	while (member_move_points(shop_as(s, ACTOR_RULE, 0)))
		;
	while (member_weigh_tiers(shop_as(s, ACTOR_RULE, 0)))
		;
	count_shelves(s);
	next_night(s, instant_local_day(s->work.now) + 1);
}

void step_delivery(struct shop *s, const struct step *step)
{
	struct good *g = &s->goods.v[step->subject];
	struct civil c = instant_to_local(s->work.now);
	struct stock_move m = { .sku_id = g->id,
				.quantity = (int)step->value,
				.kind = MOVE_RECEIPT,
				.source = "supplier",
				.source_ref = arena_printf(s->work.arena, "PO-%04d%02d%02d-%s",
							   c.year, c.month, c.day, g->code),
				.at = INSTANT_NONE };

	g->coming = false;
	if (stock_move(shop_as(s, ACTOR_STAFF, 0), &m) != STOCK_OK)
		fail("demo: a delivery of %s was refused", g->code);
}

/* What was left is spoilt, and the next delivery has a date. */
void step_sell_out(struct shop *s, const struct step *step)
{
	struct good *g = &s->goods.v[step->subject];
	struct stock now;
	struct stock_move m = {
		.sku_id = g->id, .kind = MOVE_WRITE_OFF, .why = "仓库渗水，报损", .at = INSTANT_NONE
	};

	stock_get_many(shop_as(s, ACTOR_STAFF, 0), &g->id, 1, &now);
	m.quantity = now.reserved - now.on_hand;
	if (m.quantity < 0 && stock_move(shop_as(s, ACTOR_STAFF, 0), &m) != STOCK_OK)
		fail("demo: a write-off of %s was refused", g->code);
	if (stock_set(shop_as(s, ACTOR_STAFF, 0), g->id, true,
		      day_at(s->today + g->arrives_days, 10, 0)) != STOCK_OK)
		fail("demo: the next delivery of %s was refused", g->code);
}
