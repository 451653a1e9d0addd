/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way of a parcel: carrier, number, promise, and the journey it makes. */
#include "demo/scan.h"

/* ---- who carries it ---- */

static const struct {
	const char *code, *prefix;
	int digits, weight;
} couriers[] = {
	{ "sf", "SF", 13, 30 },       { "zto", "78", 12, 22 }, { "yto", "YT", 13, 14 },
	{ "yunda", "43", 13, 12 },    { "sto", "77", 13, 8 },  { "jd", "JDVA", 11, 8 },
	{ "jtexpress", "JT", 13, 6 },
};
#define COURIERS (sizeof couriers / sizeof *couriers)

/* The shop's own bicycle goes nowhere a halt is to be shown that only carriers know. */
static bool goes_by_bicycle(struct box *b)
{
	return b->home->distance == SAME_CITY && b->halt == HALT_NONE &&
	       (b->journey == JOURNEY_PLAIN || b->journey == JOURNEY_CONFIRMED) &&
	       dice_says(&b->dice, 350);
}

void way_choose_carrier(struct shop *s, struct box *b)
{
	int weights[COURIERS], digits;
	size_t i;
	uint64_t number;

	b->number = NULL;
	b->carrier = s->errands[b->errands[0]].at_counter ? "pickup" : "own";
	if (b->carrier[0] == 'p' || goes_by_bicycle(b))
		return;
	for (i = 0; i < COURIERS; i++)
		weights[i] = couriers[i].weight;
	i = dice_weighted(&b->dice, weights, COURIERS);
	digits = couriers[i].digits - 7;
	/* the parcel's own count makes it nobody else's */
	number = dice_next(&b->dice);
	b->carrier = couriers[i].code;
	b->number = arena_printf(s->arena, "%s%0*llu%07zu", couriers[i].prefix, digits,
				 (unsigned long long)(number % (digits > 5   ? 1000000
								: digits > 4 ? 100000
									     : 10000)),
				 s->n_boxes);
}

static void add_departure(struct shop *s, struct box *b)
{
	const struct carrier *c = carrier_find(b->carrier);

	if (shop_memory(s) == MEMORY_FAINT)
		return;
	if (shop_memory(s) == MEMORY_FULL)
		scan_add(b,
			 instant_add(s->work.now, dice_time(&b->dice, 50 * INSTANT_MINUTE,
							    140 * INSTANT_MINUTE)),
			 PARCEL_COLLECTED, PROBLEM_NONE, HERE "市",
			 SAY("【" HERE "市】%s已收取快件，揽收员%s师傅", c->name_zh,
			     scan_surname(s, b)));
	scan_add(b, day_between(b->left, 22, 24, &b->dice), PARCEL_IN_TRANSIT, PROBLEM_NONE,
		 HERE "市",
		 b->home->distance == SAME_CITY
			 ? SAY("快件已到达【" HERE "转运中心】")
			 : SAY("快件已从【" HERE "转运中心】发出，下一站【%s转运中心】",
			       scan_city(s, b)));
}

static void add_between(struct shop *s, struct box *b, int64_t days)
{
	static const char *const hubs[] = { "武汉", "郑州", "西安", "广州", "南昌", "长沙" };
	const char *hub = hubs[dice_below(&b->dice, 6)];

	if (shop_memory(s) < MEMORY_FULL)
		return;
	if (days >= 3)
		scan_add(b, scan_on(b, 1, 10, 21), PARCEL_IN_TRANSIT, PROBLEM_NONE,
			 SAY("%s市", hub), SAY("快件已到达【%s转运中心】", hub));
	if (b->home->distance != SAME_CITY)
		scan_add(b, days == 1 ? scan_on(b, 1, 2, 6) : scan_on(b, days - 1, 15, 23),
			 PARCEL_IN_TRANSIT, PROBLEM_NONE, b->home->city,
			 SAY("快件已到达【%s转运中心】", scan_city(s, b)));
}

/* ---- journeys ---- */

static void way_home(struct shop *s, struct box *b, int64_t day)
{
	if (shop_memory(s) == MEMORY_FULL)
		scan_out(s, b, scan_on(b, day, 7, 9));
	scan_delivered(b, scan_on(b, day, 14, 18));
}

static void way_locker(struct shop *s, struct box *b, int64_t day)
{
	if (shop_memory(s) == MEMORY_FULL)
		scan_out(s, b, scan_on(b, day, 7, 9));
	scan_locker(s, b, scan_on(b, day, 10, 17));
	scan_add(b, dice_says(&b->dice, 700) ? scan_on(b, day, 18, 22) : scan_on(b, day + 1, 8, 21),
		 PARCEL_DELIVERED, PROBLEM_NONE, b->home->city, "快件已凭取件码取出");
}

static void way_late(struct shop *s, struct box *b, int64_t day)
{
	bool weather = dice_says(&b->dice, 500);
	int64_t later = dice_between(&b->dice, 1, 2);

	scan_add(b, scan_on(b, day, 7, 9), PARCEL_DELAYED,
		 weather ? PROBLEM_WEATHER : PROBLEM_HUB_BACKLOG, b->home->city,
		 weather ? SAY("受强降雨影响，快件在【%s转运中心】延误", scan_city(s, b))
			 : SAY("【%s转运中心】件量较大，快件中转延误", scan_city(s, b)));
	way_home(s, b, day + later);
}

static void way_second_try(struct shop *s, struct box *b, int64_t day)
{
	scan_out(s, b, scan_on(b, day, 7, 9));
	scan_add(b, scan_on(b, day, 14, 18), PARCEL_ATTEMPT_FAILED, PROBLEM_NONE, b->home->city,
		 "派送未成功：收件人电话无人接听，将再次派送");
	way_home(s, b, day + 1);
}

static void way_address(struct shop *s, struct box *b, int64_t day)
{
	scan_add(b, scan_on(b, day, 9, 12), PARCEL_EXCEPTION, PROBLEM_ADDRESS, b->home->city,
		 "收件地址不详，缺少门牌号，等待补充");
	way_home(s, b, day + 1);
}

static void way_back(struct shop *s, struct box *b, int64_t day, bool refused)
{
	scan_out(s, b, scan_on(b, day, 7, 9));
	scan_add(b, scan_on(b, day, 13, 17), PARCEL_EXCEPTION,
		 refused ? PROBLEM_REFUSED : PROBLEM_ADDRESS, b->home->city,
		 refused ? "收件人拒收，原因：外包装破损" : "地址有误，联系不上收件人");
	scan_add(b, scan_on(b, day + 1, 9, 18), PARCEL_RETURNING, PROBLEM_NONE, b->home->city,
		 "快件退回中，下一站【" HERE "转运中心】");
	scan_add(b, scan_on(b, day + 3, 9, 17), PARCEL_RETURNED, PROBLEM_NONE, HERE "市",
		 "退件已由寄件方签收");
}

static void add_end(struct shop *s, struct box *b, int64_t day)
{
	switch (b->journey) {
	case JOURNEY_PLAIN:
	case JOURNEY_CONFIRMED:
		way_home(s, b, day);
		break;
	case JOURNEY_LOCKER:
		way_locker(s, b, day);
		break;
	case JOURNEY_LATE:
		way_late(s, b, day);
		break;
	case JOURNEY_SECOND_TRY:
		way_second_try(s, b, day);
		break;
	case JOURNEY_ADDRESS:
		way_address(s, b, day);
		break;
	case JOURNEY_REFUSED:
	case JOURNEY_CAME_BACK:
		way_back(s, b, day, b->journey == JOURNEY_REFUSED);
		break;
	case JOURNEY_LOST:
		b->n_scans = b->n_scans > 2 ? 2 : b->n_scans;
		break;
	}
}

/* ---- all of it ---- */

static int64_t days_on_the_way(struct box *b)
{
	static const struct {
		int from, to;
	} days[DISTANCE__MAX] = { { 1, 1 }, { 1, 2 }, { 2, 3 }, { 3, 5 } };

	return dice_between(&b->dice, days[b->home->distance].from, days[b->home->distance].to);
}

/* As a rule what was promised with the order stays. What is shown on its last day, or is to be
 * late, is promised for its day: near by to the hours, further off to the day. */
static void promise(struct shop *s, const struct box *b, struct ship_draft *d)
{
	bool hours = b->home->distance <= NEAR && b->due > instant_local_day(s->work.now);

	d->promised_from = d->promised_to = INSTANT_NONE;
	if (b->halt != HALT_OUT && b->halt != HALT_MOVING && b->journey != JOURNEY_LATE)
		return;
	d->promised_from = day_at(b->due, hours ? 14 : 0, 0);
	d->promised_to = hours ? day_at(b->due, 18, 0)
			       : instant_add(day_at(b->due, 23, 59), 59 * INSTANT_SECOND);
}

/* Fetched at the counter: a day or two later somebody comes. */
static void way_counter(struct box *b)
{
	if (b->halt == HALT_NONE)
		scan_add(b,
			 dice_says(&b->dice, 650) ? scan_on(b, 0, 15, 21) : scan_on(b, 1, 10, 20),
			 PARCEL_DELIVERED, PROBLEM_NONE, HERE "市", NULL);
}

static void way_bicycle(struct box *b)
{
	scan_add(b, scan_on(b, 1, 9, 11), PARCEL_OUT_FOR_DELIVERY, PROBLEM_NONE, HERE "市", NULL);
	scan_add(b, scan_on(b, 1, 14, 18), PARCEL_DELIVERED, PROBLEM_NONE, HERE "市", NULL);
}

struct ship_draft way_plan(struct shop *s, struct box *b)
{
	struct ship_draft d = { .carrier = b->carrier,
				.tracking_number = b->number,
				.at = INSTANT_NONE };
	int64_t days = days_on_the_way(b);

	b->left = instant_local_day(s->work.now);
	b->due = b->left + days;
	b->n_scans = b->next = 0;
	if (b->carrier[0] == 'p') {
		b->due = b->left + 2;
		way_counter(b);
	} else if (!b->number) {
		way_bicycle(b);
	} else {
		/* what is to be late has been promised for the day it is late on */
		if (b->halt == HALT_OUT || b->halt == HALT_MOVING)
			b->due = s->today + (b->halt == HALT_MOVING);
		add_departure(s, b);
		add_between(s, b, days);
		add_end(s, b, days);
		way_halt(s, b);
	}
	promise(s, b, &d);
	return d;
}
