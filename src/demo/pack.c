/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The warehouse: packs what can go, together what goes to one address, and hands it over in the
 * evening. */
#include <string.h>
#include "demo/shop.h"

enum { STREAM_BOX = 5, PACKING_TRIES = 45 };

/* ---- who waits ---- */

static void stop_waiting(struct shop *s, size_t errand)
{
	struct person *p = &s->people.v[s->errands[errand].person];
	size_t kept = 0;

	for (size_t i = 0; i < p->n_waiting; i++) {
		if (p->waiting[i] != errand)
			p->waiting[kept++] = p->waiting[i];
	}
	p->n_waiting = kept;
}

static void try_tomorrow(struct shop *s, size_t errand)
{
	struct errand *e = &s->errands[errand];

	if (++e->tries <= PACKING_TRIES)
		queue_add(s, STEP_PACK,
			  day_between(instant_local_day(s->work.now) + 1, 9, 11, &e->dice), errand,
			  0);
}

static int left_to_pack(const struct errand *e)
{
	int n = 0;

	for (int i = 0; i < e->n_lines; i++)
		n += e->quantity[i];
	return n;
}

/* Some customers would rather have everything at once. */
static bool waits_for_all(struct shop *s, const struct errand *e)
{
	struct order *o;

	if (!e->waits || !e->patient || !order_get(shop_as(s, ACTOR_STAFF, 0), e->id, &o))
		return false;
	for (size_t i = 0; i < o->n_lines; i++) {
		if (o->lines[i].wait != WAIT_NONE)
			return true;
	}
	return false;
}

/* ---- what goes together ---- */

static bool goes_with_others(const struct errand *e)
{
	const struct life *l = e->life;

	return l->turn == TURN_NONE &&
	       (l->journey == JOURNEY_PLAIN || l->journey == JOURNEY_LOCKER) && !e->waits &&
	       !e->sent_again && !e->held && !e->over;
}

static bool may_join(const struct shop *s, const struct errand *a, const struct errand *b)
{
	const struct person *p = &s->people.v[a->person];

	return goes_with_others(a) && goes_with_others(b) && a->life->halt == b->life->halt &&
	       a->at_counter == b->at_counter && person_home(p, a->at) == person_home(p, b->at) &&
	       left_to_pack(b) > 0;
}

static void gather(struct shop *s, size_t errand, struct box *b)
{
	const struct person *p = &s->people.v[s->errands[errand].person];

	b->errands[b->n_errands++] = errand;
	for (size_t i = 0; i < p->n_waiting && b->n_errands < TOGETHER_MAX; i++) {
		if (p->waiting[i] != errand &&
		    may_join(s, &s->errands[errand], &s->errands[p->waiting[i]]))
			b->errands[b->n_errands++] = p->waiting[i];
	}
}

static struct box *new_box(struct shop *s, size_t errand)
{
	const struct errand *e = &s->errands[errand];
	struct box *b;

	if (s->n_boxes == s->boxes_room) {
		size_t room = s->boxes_room ? 2 * s->boxes_room : 1024;

		s->boxes = arena_grow(s->arena, s->boxes, s->boxes_room * sizeof *s->boxes,
				      room * sizeof *s->boxes);
		s->boxes_room = room;
	}
	b = &s->boxes[s->n_boxes];
	*b = (struct box){ .journey = e->sent_again ? JOURNEY_PLAIN : e->life->journey,
			   .halt = e->sent_again ? HALT_NONE : e->life->halt,
			   .home = person_home(&s->people.v[e->person], e->at),
			   .dice = dice_of(s->seed, STREAM_BOX, s->n_boxes) };
	gather(s, errand, b);
	return b;
}

/* ---- packing ---- */

/* Of two parcels the first takes half of a line, or one of several. */
static size_t choose_half(const struct errand *e, struct parcel_want *want)
{
	int ships = 0, first = -1;

	for (int i = 0; i < e->n_lines; i++) {
		ships += e->quantity[i] > 0;
		first = first < 0 && e->quantity[i] > 0 ? i : first;
	}
	if (ships == 0 || (ships == 1 && e->quantity[first] < 2))
		return 0;
	*want = (struct parcel_want){ e->line_id[first],
				      ships > 1 ? e->quantity[first] : e->quantity[first] / 2 };
	return 1;
}

static void take_line(struct shop *s, struct box *b, const struct parcel_line *l)
{
	for (size_t k = 0; k < b->n_errands; k++) {
		struct errand *e = &s->errands[b->errands[k]];

		for (int i = 0; i < e->n_lines; i++) {
			if (e->line_id[i] != l->order_line_id)
				continue;
			e->quantity[i] -= l->quantity;
			b->lines[b->n_lines++] = (struct box_line){ b->errands[k], i, l->quantity };
		}
	}
}

static enum shipping_refusal pack(struct shop *s, struct box *b, const struct ship_draft *ship)
{
	struct errand *first = &s->errands[b->errands[0]];
	struct order_ref refs[TOGETHER_MAX];
	struct parcel_want want;
	struct parcel_draft d = { .orders = refs,
				  .n_orders = b->n_errands,
				  .lines = &want,
				  .at = INSTANT_NONE,
				  .ship = ship };
	struct shipping_answer a;
	enum shipping_refusal r;

	for (size_t k = 0; k < b->n_errands; k++)
		refs[k] = errand_ref(&s->errands[b->errands[k]]);
	if (first->life->turn == TURN_TWO_PARCELS && first->tries == 0)
		d.n_lines = choose_half(first, &want);
	r = parcel_pack(shop_as(s, ACTOR_STAFF, 0), &d, &a);
	if (r != SHIPPING_OK)
		return r;
	b->id = a.parcel->id;
	for (size_t i = 0; i < a.parcel->n_lines; i++)
		take_line(s, b, &a.parcel->lines[i]);
	return r;
}

static void after_packing(struct shop *s, const struct box *b)
{
	for (size_t k = 0; k < b->n_errands; k++) {
		if (left_to_pack(&s->errands[b->errands[k]]) == 0)
			stop_waiting(s, b->errands[k]);
		else if (k == 0)
			try_tomorrow(s, b->errands[k]);
	}
}

static struct instant evening(struct shop *s, struct box *b)
{
	return instant_add(day_at(instant_local_day(s->work.now), 18, 0),
			   dice_time(&b->dice, 0, 90 * INSTANT_MINUTE));
}

static void begin_way(struct shop *s, size_t box)
{
	struct box *b = &s->boxes[box];

	if (b->n_scans > 0)
		queue_add(s, STEP_SCAN, b->scans[0].at, box, 0);
	if (b->journey == JOURNEY_LOST && b->halt == HALT_NONE)
		queue_add(s, STEP_WRITE_OFF, day_between(b->left + 10, 10, 17, &b->dice), box, 0);
}

void step_pack(struct shop *s, const struct step *step)
{
	struct errand *e = &s->errands[step->subject];
	struct box *b;
	struct ship_draft ship;
	bool at_once;
	enum shipping_refusal r;

	if (e->over || e->held || left_to_pack(e) == 0) {
		e->queued = false;
		stop_waiting(s, step->subject);
		return;
	}
	if (waits_for_all(s, e)) {
		try_tomorrow(s, step->subject);
		return;
	}
	b = new_box(s, step->subject);
	way_choose_carrier(s, b);
	at_once = e->at_counter || (shop_memory(s) < MEMORY_FULL && b->halt == HALT_NONE);
	if (at_once)
		ship = way_plan(s, b);
	r = pack(s, b, at_once ? &ship : NULL);
	if (r == SHIPPING_EMPTY || r == SHIPPING_WAITS) {
		try_tomorrow(s, step->subject);
		return;
	}
	if (r != SHIPPING_OK)
		shop_refused(s, "packing", e, (int)r, NULL);
	s->n_boxes++;
	after_packing(s, b);
	if (at_once)
		begin_way(s, s->n_boxes - 1);
	else if (b->halt != HALT_PACKED)
		queue_add(s, STEP_SHIP, evening(s, b), s->n_boxes - 1, 0);
}

void step_ship(struct shop *s, const struct step *step)
{
	struct box *b = &s->boxes[step->subject];
	struct ship_draft d = way_plan(s, b);
	struct shipping_answer a;
	enum shipping_refusal r =
		parcel_ship(shop_as(s, ACTOR_STAFF, 0), (struct parcel_ref){ b->id, 0 }, &d, &a);

	if (r == SHIPPING_HELD) {
		b->n_scans = 0;
		queue_add(s, STEP_SHIP, instant_add(s->work.now, INSTANT_DAY), step->subject, 0);
		return;
	}
	if (r != SHIPPING_OK)
		shop_refused(s, "handing over", &s->errands[b->errands[0]], (int)r, NULL);
	begin_way(s, step->subject);
}

void pack_again(struct shop *s, struct box *b)
{
	for (int i = 0; i < b->n_lines; i++) {
		struct errand *e = &s->errands[b->lines[i].errand];

		e->quantity[b->lines[i].line] += b->lines[i].quantity;
		e->sent_again = true;
		e->tries = 1;
	}
	for (size_t k = 0; k < b->n_errands; k++)
		try_tomorrow(s, b->errands[k]);
}
