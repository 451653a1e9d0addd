/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handing a parcel to its carrier, and what is promised for it. */
#include <string.h>
#include "shipping/inside.h"

/* ---- what is written on it ---- */

static bool is_window(struct instant from, struct instant to, struct instant after)
{
	return !instant_is_none(to) && to.us >= after.us &&
	       (instant_is_none(from) || from.us <= to.us);
}

static enum shipping_refusal take_number(struct work *w, const struct carrier *c, const char *typed,
					 struct parcel *p)
{
	char number[TRACKING_NUMBER_SIZE];
	uint64_t other;

	p->tracking_number = NULL;
	if (!c->number)
		return typed && *typed ? SHIPPING_BAD_NUMBER : SHIPPING_OK;
	if (!typed || !tracking_number_fold(typed, number) || !carrier_number_fits(c, number))
		return SHIPPING_BAD_NUMBER;
	other = parcel_store_find_number(w, number, c->code);
	if (other && other != p->id)
		return SHIPPING_NUMBER_TAKEN;
	p->tracking_number = arena_strdup(w->arena, number);
	return SHIPPING_OK;
}

bool says_day(const struct ship_draft *d)
{
	return !instant_is_none(d->promised_to);
}

static enum shipping_refusal take_promise(struct work *w, const struct ship_draft *d,
					  struct parcel *p)
{
	if (instant_is_none(d->promised_from) && instant_is_none(d->promised_to)) {
		if (!parcel_has_left(p->state))
			parcel_promise_handed(p, w->app->settings.promise_days);
		return SHIPPING_OK;
	}
	if (!is_window(d->promised_from, d->promised_to, p->shipped_at))
		return SHIPPING_BAD_TIME;
	parcel_promise_anew(p, d->promised_from, d->promised_to);
	return SHIPPING_OK;
}

enum shipping_refusal parcel_take_ship(struct work *w, const struct ship_draft *d, struct parcel *p)
{
	const struct carrier *c = carrier_find(d->carrier);
	enum shipping_refusal r;

	if (!c)
		return SHIPPING_NO_CARRIER;
	p->carrier = c->code;
	r = take_number(w, c, d->tracking_number, p);
	if (r != SHIPPING_OK)
		return r;
	p->shipped_at = instant_is_none(d->at) ? w->now : d->at;
	if (is_future(w, p->shipped_at) || p->shipped_at.us < p->packed_at.us)
		return SHIPPING_BAD_TIME;
	return take_promise(w, d, p);
}

void parcel_hand_over(struct parcel *p)
{
	bool was_delayed = p->delayed;

	p->state = carrier_find(p->carrier)->handed;
	parcel_promise_anew(p, p->promised_from, p->promised_to);
	p->delayed = p->delayed || was_delayed;
}

/* ---- handing over ---- */

struct shipping_act {
	struct parcel_ref ref;
	struct shipping_answer *out;
	const struct ship_draft *ship;
	const struct promise_draft *promise;
	enum shipping_refusal (*change)(struct work *w, struct opened *x,
					const struct shipping_act *a);
};

static int run(struct work *w, void *arg)
{
	const struct shipping_act *a = arg;
	struct opened x;
	enum shipping_refusal r = parcel_open(w, a->ref, NULL, &x);

	*a->out = (struct shipping_answer){ .parcel = x.parcel };
	if (r != SHIPPING_OK)
		return (int)r;
	a->out->order_id = x.parcel->lines[0].order_id;
	r = a->change(w, &x, a);
	if (r == SHIPPING_OK)
		opened_save(w, &x);
	return (int)r;
}

static enum shipping_refusal do_act(struct work *w, struct shipping_act a)
{
	return (enum shipping_refusal)work_transaction(w, run, &a);
}

static bool any_is_held(const struct opened *x)
{
	for (size_t i = 0; i < x->n_orders; i++) {
		if (x->orders[i]->hold_reason)
			return true;
	}
	return false;
}

/* Nobody is told that it left a second time. */
static enum shipping_refusal correct(struct work *w, struct opened *x, const struct shipping_act *a)
{
	struct instant left = x->parcel->shipped_at;
	enum shipping_refusal r = parcel_take_ship(w, a->ship, x->parcel);

	if (r != SHIPPING_OK)
		return r;
	x->parcel->shipped_at = left;
	x->says_day = says_day(a->ship);
	parcel_hand_over(x->parcel);
	if (!parcel_store_update(w, x->parcel))
		return SHIPPING_NUMBER_TAKEN;
	opened_tell(w, x, "corrected");
	return SHIPPING_OK;
}

static enum shipping_refusal ship(struct work *w, struct opened *x, const struct shipping_act *a)
{
	struct parcel *p = x->parcel;
	enum shipping_refusal r;

	r = parcel_refuses(p, PARCEL_SHIP, any_is_held(x));
	if (r != SHIPPING_OK)
		return r;
	if (parcel_has_left(p->state))
		return correct(w, x, a);
	r = parcel_take_ship(w, a->ship, p);
	if (r != SHIPPING_OK)
		return r;
	x->says_day = says_day(a->ship);
	parcel_hand_over(p);
	if (!parcel_store_update(w, p))
		return SHIPPING_NUMBER_TAKEN;
	/* the same row can only be of the same moment: it says the same */
	(void)parcel_write_event(w, p,
				 (struct parcel_event_row){ .state = p->state,
							    .at = p->shipped_at });
	opened_count(x, parcel_counts(x->before.state), parcel_counts(p->state));
	opened_tell(w, x, NULL);
	return SHIPPING_OK;
}

enum shipping_refusal parcel_ship(struct work *w, struct parcel_ref r, const struct ship_draft *d,
				  struct shipping_answer *out)
{
	return do_act(w, (struct shipping_act){ .ref = r, .out = out, .ship = d, .change = ship });
}

/* ---- a new promise ---- */

static enum shipping_refusal promise(struct work *w, struct opened *x, const struct shipping_act *a)
{
	const struct promise_draft *d = a->promise;
	struct parcel *p = x->parcel;

	if (parcel_is_over(p->state))
		return SHIPPING_NOT_NOW;
	if (!is_window(d->from, d->to, w->now))
		return SHIPPING_BAD_TIME;
	parcel_promise_anew(p, d->from, d->to);
	if (d->problem != PROBLEM_NONE)
		p->problem = d->problem;
	if (!parcel_store_update(w, p))
		return SHIPPING_NUMBER_TAKEN;
	opened_tell_as(w, x,
		       (struct order_event){ .kind = EVENT_PROMISE_CHANGED,
					     .from = order_time_word(w, x->before.promised_to),
					     .to = order_time_word(w, d->to),
					     .why = d->problem == PROBLEM_NONE
							    ? NULL
							    : parcel_problem_word[d->problem] });
	return SHIPPING_OK;
}

enum shipping_refusal parcel_set_promise(struct work *w, struct parcel_ref r,
					 const struct promise_draft *d, struct shipping_answer *out)
{
	return do_act(w, (struct shipping_act){
				 .ref = r, .out = out, .promise = d, .change = promise });
}

/* ---- a problem that was dealt with ---- */

static enum shipping_refusal solve(struct work *w, struct opened *x, const struct shipping_act *a)
{
	enum shipping_refusal r = parcel_refuses(x->parcel, PARCEL_SOLVE, false);

	(void)a;
	if (r != SHIPPING_OK)
		return r;
	x->parcel->solved_at = w->now;
	if (!parcel_store_update(w, x->parcel))
		return SHIPPING_NUMBER_TAKEN;
	opened_tell(w, x, "solved");
	return SHIPPING_OK;
}

enum shipping_refusal parcel_solve(struct work *w, struct parcel_ref r, struct shipping_answer *out)
{
	return do_act(w, (struct shipping_act){ .ref = r, .out = out, .change = solve });
}
