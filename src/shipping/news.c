/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is heard of parcels: from carriers, from the desk, from the customer who has it in hand. */
#include <string.h>
#include "shipping/inside.h"

struct hearing {
	struct parcel_ref ref;
	const struct parcel_news *news;
	struct shipping_answer *out;
};

/* The times that follow from where it is now. */
static void keep_times(struct parcel *p, const struct parcel *before, struct instant at)
{
	struct parcel_counts from = parcel_counts(before->state), to = parcel_counts(p->state);

	if (to.shipped && instant_is_none(p->shipped_at))
		p->shipped_at = at;
	if (to.delivered && !from.delivered)
		p->delivered_at = at;
	if (!to.delivered)
		p->delivered_at = INSTANT_NONE;
}

static bool looks_different(const struct parcel *a, const struct parcel *b)
{
	return a->state != b->state || a->delayed != b->delayed || a->lost != b->lost ||
	       a->problem != b->problem || a->solved_at.us != b->solved_at.us;
}

/* The customer is told of a state on its first entry only: "again" says that it was there before.
 */
static const char *first_or_again(struct work *w, const struct opened *x)
{
	enum parcel_state s = x->parcel->state;

	if (x->parcel->lost && !x->before.lost)
		s = PARCEL_LOST;
	else if (x->parcel->delayed && !x->before.delayed)
		s = PARCEL_DELAYED;
	return parcel_store_was_in(w, x->parcel->id, s) ? "again" : NULL;
}

/* The last to arrive says when the order did. */
static void keep_delivery(struct opened *x)
{
	for (size_t i = 0; i < x->n_orders; i++) {
		if (x->parcel->state == PARCEL_DELIVERED)
			x->orders[i]->delivered_at = x->parcel->delivered_at;
	}
}

void opened_hear(struct work *w, struct opened *x, struct parcel_event_row e,
		 enum parcel_problem problem, bool *repeated)
{
	struct parcel *p = x->parcel;
	bool heard = parcel_hear(p, (struct parcel_heard){ e.state, e.at, problem });
	bool different = heard && looks_different(p, &x->before);
	const char *why = different ? first_or_again(w, x) : NULL;

	*repeated = !parcel_write_event(w, p, e);
	if (*repeated) {
		*p = x->before;
		return;
	}
	keep_times(p, &x->before, e.at);
	/* its own number stays as it is: nothing to clash with */
	if (heard)
		(void)parcel_store_update(w, p);
	if (!different) {
		opened_write_documents(w, x);
		return;
	}
	opened_count(x, parcel_counts(x->before.state), parcel_counts(p->state));
	keep_delivery(x);
	opened_tell(w, x, why);
	opened_save(w, x);
}

void opened_flag(struct work *w, struct opened *x, enum parcel_state flag)
{
	const char *why = first_or_again(w, x);

	/* said once a moment: the row may only be missing */
	(void)parcel_write_event(w, x->parcel,
				 (struct parcel_event_row){ .state = flag, .at = w->now });
	(void)parcel_store_update(w, x->parcel);
	opened_tell(w, x, why);
	opened_save(w, x);
}

static uint64_t parcel_of_number(struct work *w, const struct parcel_news *n)
{
	char number[TRACKING_NUMBER_SIZE];

	if (!n->tracking_number || !tracking_number_fold(n->tracking_number, number))
		return 0;
	if (n->carrier && !carrier_find(n->carrier))
		return 0;
	return parcel_store_find_number(w, number, n->carrier);
}

/* Nothing was sent before it was ordered; carriers' clocks may be of another zone. */
static bool is_before_orders(const struct opened *x, struct instant at)
{
	for (size_t i = 0; i < x->n_orders; i++)
		if (at.us >= x->orders[i]->placed_at.us - INSTANT_DAY)
			return false;
	return true;
}

static int hear(struct work *w, void *arg)
{
	const struct hearing *h = arg;
	const struct parcel_news *n = h->news;
	struct parcel_event_row e = { .state = n->state,
				      .at = instant_is_none(n->at) ? w->now : n->at,
				      .place = n->place,
				      .words = n->words,
				      .lang = n->words ? n->lang : NULL };
	struct parcel_ref ref = { n->parcel_id ? n->parcel_id : parcel_of_number(w, n),
				  h->ref.version };
	struct opened x;
	enum shipping_refusal r;

	*h->out = (struct shipping_answer){ 0 };
	if (is_future(w, e.at))
		return SHIPPING_BAD_TIME;
	r = parcel_open(w, ref, NULL, &x);
	if (r != SHIPPING_OK)
		return (int)r;
	h->out->parcel = x.parcel;
	h->out->order_id = x.parcel->lines[0].order_id;
	if (is_before_orders(&x, e.at))
		return SHIPPING_BAD_TIME;
	opened_hear(w, &x, e, n->problem, &h->out->repeated);
	return SHIPPING_OK;
}

enum shipping_refusal parcel_event(struct work *w, const struct parcel_news *n,
				   struct shipping_answer *out)
{
	struct hearing h = { .news = n, .out = out };

	return (enum shipping_refusal)work_transaction(w, hear, &h);
}

/* ---- it arrived ---- */

struct delivering {
	struct parcel_ref ref;
	struct instant at;
	struct shipping_answer *out;
};

static int deliver(struct work *w, void *arg)
{
	const struct delivering *d = arg;
	struct opened x;
	enum shipping_refusal r = parcel_open(w, d->ref, NULL, &x);
	struct instant at = instant_is_none(d->at) ? w->now : d->at;

	*d->out = (struct shipping_answer){ .parcel = x.parcel };
	if (r != SHIPPING_OK)
		return (int)r;
	d->out->order_id = x.parcel->lines[0].order_id;
	r = parcel_refuses(x.parcel, PARCEL_DELIVER, false);
	if (r != SHIPPING_OK)
		return (int)r;
	if (is_future(w, at) || at.us < x.parcel->shipped_at.us ||
	    (!instant_is_none(x.parcel->last_event_at) && at.us < x.parcel->last_event_at.us))
		return SHIPPING_BAD_TIME;
	opened_hear(w, &x, (struct parcel_event_row){ .state = PARCEL_DELIVERED, .at = at },
		    PROBLEM_NONE, &d->out->repeated);
	return SHIPPING_OK;
}

enum shipping_refusal parcel_deliver(struct work *w, struct parcel_ref r, struct instant at,
				     struct shipping_answer *out)
{
	struct delivering d = { r, at, out };

	return (enum shipping_refusal)work_transaction(w, deliver, &d);
}

/* The later of now and the carrier's last word: who holds it in hands knows better. */
static struct instant after_all(struct work *w, const struct parcel *p)
{
	return !instant_is_none(p->last_event_at) && p->last_event_at.us > w->now.us
		       ? p->last_event_at
		       : w->now;
}

void shipping_hear_receipt(struct work *w, struct order *o, const struct order_event *e)
{
	struct parcel *v;
	size_t n;

	(void)e;
	if (o->n_parcels == 0)
		return;
	v = parcel_store_of_order(w, o->id, &n);
	for (size_t i = 0; i < n; i++) {
		struct opened x;
		bool repeated;

		if (!parcel_has_left(v[i].state) || parcel_is_over(v[i].state) ||
		    parcel_open(w, (struct parcel_ref){ v[i].id, 0 }, o, &x) != SHIPPING_OK)
			continue;
		opened_hear(w, &x,
			    (struct parcel_event_row){ .state = PARCEL_DELIVERED,
						       .at = after_all(w, &v[i]) },
			    PROBLEM_NONE, &repeated);
	}
}
