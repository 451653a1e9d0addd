/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packing: order lines into a new parcel, and out of it again as long as it has not left. */
#include <string.h>
#include "base/fail.h"
#include "shipping/inside.h"

struct packing {
	const struct parcel_draft *draft;
	struct shipping_answer *out;
	struct opened x;
};

/* ---- what may go together ---- */

static enum shipping_refusal refusal_of(const char *reason)
{
	static const struct {
		const char *reason;
		enum shipping_refusal refusal;
	} of[] = {
		{ "held", SHIPPING_HELD },
		{ "unpaid", SHIPPING_UNPAID },
		{ "already_packed", SHIPPING_TOO_MANY },
	};

	for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
		if (strcmp(of[i].reason, reason) == 0)
			return of[i].refusal;
	}
	return SHIPPING_NOT_CONFIRMED;
}

/* A changed contact is another version of it; what counts is where the parcel goes and to whom. */
static bool same_address(struct work *w, uint64_t a, uint64_t b)
{
	struct contact x, y;

	if (a == b)
		return true;
	if (!contact_get(w, a, &x) || !contact_get(w, b, &y))
		fail("shipping: an order's contact is missing");
	return contact_same_place(&x, &y);
}

static enum shipping_refusal check_order(struct work *w, struct packing *p, const struct order *o)
{
	const struct order *first = p->x.orders[0];
	const char *reason = order_refuses(o, ACT_PACK, false);

	p->out->order_id = o->id;
	for (size_t i = 0; i < p->draft->n_orders; i++) {
		const struct order_ref *r = &p->draft->orders[i];
		if (r->id == o->id && r->version && r->version != o->version)
			return SHIPPING_STALE;
	}
	if (reason)
		return refusal_of(reason);
	if (o->customer_id != first->customer_id)
		return SHIPPING_OTHER_CUSTOMER;
	return same_address(w, o->contact_id, first->contact_id) ? SHIPPING_OK
								 : SHIPPING_OTHER_ADDRESS;
}

static enum shipping_refusal open_orders(struct work *w, struct packing *p)
{
	const struct parcel_draft *d = p->draft;
	uint64_t ids[PARCEL_ORDERS_MAX];
	size_t n = 0;

	if (d->n_orders == 0)
		return SHIPPING_EMPTY;
	if (d->n_orders > PARCEL_ORDERS_MAX || d->n_lines > PARCEL_LINES_MAX)
		return SHIPPING_TOO_MANY;
	for (size_t i = 0; i < d->n_orders; i++) {
		size_t k = 0;
		while (k < n && ids[k] != d->orders[i].id)
			k++;
		ids[k] = d->orders[i].id;
		n += k == n;
	}
	p->x.n_orders = order_open_many(w, ids, n, p->x.orders);
	if (p->x.n_orders < n)
		return SHIPPING_NOT_FOUND;
	for (size_t i = 0; i < n; i++) {
		enum shipping_refusal r = check_order(w, p, p->x.orders[i]);
		if (r != SHIPPING_OK)
			return r;
	}
	p->out->order_id = p->x.orders[0]->id;
	return SHIPPING_OK;
}

/* ---- what goes in ---- */

static enum shipping_refusal put_in(struct parcel *p, const struct order *o,
				    const struct order_line *l, int quantity)
{
	size_t i = 0;

	while (i < p->n_lines && p->lines[i].order_line_id != l->id)
		i++;
	if (i == p->n_lines) {
		if (p->n_lines == PARCEL_LINES_MAX)
			return SHIPPING_TOO_MANY;
		p->lines[p->n_lines++] =
			(struct parcel_line){ .order_id = o->id, .order_line_id = l->id };
	}
	if (quantity > order_line_open(l) - p->lines[i].quantity)
		return SHIPPING_TOO_MANY;
	p->lines[i].quantity += quantity;
	return SHIPPING_OK;
}

static enum shipping_refusal put_wanted(struct packing *p, const struct parcel_want *want)
{
	p->out->order_line_id = want->order_line_id;
	if (want->quantity < 0)
		return SHIPPING_TOO_MANY;
	for (size_t i = 0; i < p->x.n_orders; i++) {
		const struct order *o = p->x.orders[i];

		for (size_t k = 0; k < o->n_lines; k++) {
			const struct order_line *l = &o->lines[k];

			if (l->id != want->order_line_id)
				continue;
			p->out->order_id = o->id;
			if (want->quantity == 0)
				return SHIPPING_OK;
			if (!order_line_ships(l))
				return SHIPPING_TOO_MANY;
			return l->wait != WAIT_NONE ? SHIPPING_WAITS
						    : put_in(p->x.parcel, o, l, want->quantity);
		}
	}
	return SHIPPING_NOT_FOUND;
}

static enum shipping_refusal put_all_open(struct packing *p)
{
	for (size_t i = 0; i < p->x.n_orders; i++) {
		const struct order *o = p->x.orders[i];

		for (size_t k = 0; k < o->n_lines; k++) {
			const struct order_line *l = &o->lines[k];
			enum shipping_refusal r;

			if (!order_line_ships(l) || l->wait != WAIT_NONE || order_line_open(l) <= 0)
				continue;
			r = put_in(p->x.parcel, o, l, order_line_open(l));
			if (r != SHIPPING_OK)
				return r;
		}
	}
	return SHIPPING_OK;
}

static enum shipping_refusal fill(struct packing *p)
{
	const struct parcel_draft *d = p->draft;
	enum shipping_refusal r = SHIPPING_OK;

	for (size_t i = 0; i < d->n_lines && r == SHIPPING_OK; i++)
		r = put_wanted(p, &d->lines[i]);
	if (d->n_lines == 0)
		r = put_all_open(p);
	if (r != SHIPPING_OK)
		return r;
	p->out->order_line_id = 0;
	return p->x.parcel->n_lines == 0 ? SHIPPING_EMPTY : SHIPPING_OK;
}

static enum shipping_refusal check_links(struct work *w, struct packing *p)
{
	enum link_kind kind;

	if (w->past || !order_links_forbid(w, p->x.orders, p->x.n_orders, &kind, &p->out->order_id))
		return SHIPPING_OK;
	return kind == LINK_AFTER ? SHIPPING_AFTER : SHIPPING_TOGETHER;
}

/* An order none of whose lines went in is no order of this parcel. */
static void leave_out_empty(struct opened *x)
{
	size_t kept = 0;

	for (size_t i = 0; i < x->n_orders; i++) {
		if (opened_units(x, x->orders[i]->id) > 0)
			x->orders[kept++] = x->orders[i];
	}
	x->n_orders = kept;
}

/* ---- packing ---- */

static struct parcel *new_parcel(struct work *w, const struct parcel_draft *d)
{
	struct parcel *p = arena_new_of(w->arena, struct parcel);

	*p = (struct parcel){ .state = PARCEL_PACKED,
			      .promised_from = INSTANT_NONE,
			      .promised_to = INSTANT_NONE,
			      .first_promised_to = INSTANT_NONE,
			      .packed_at = instant_is_none(d->at) ? w->now : d->at,
			      .shipped_at = INSTANT_NONE,
			      .delivered_at = INSTANT_NONE,
			      .last_event_at = INSTANT_NONE,
			      .solved_at = INSTANT_NONE,
			      .version = 1,
			      .lines = arena_array_of(w->arena, PARCEL_LINES_MAX,
						      struct parcel_line) };
	return p;
}

static enum shipping_refusal check(struct work *w, struct packing *p)
{
	struct parcel *parcel = p->x.parcel;
	enum shipping_refusal r = open_orders(w, p);

	if (r == SHIPPING_OK)
		r = fill(p);
	if (r != SHIPPING_OK)
		return r;
	leave_out_empty(&p->x);
	r = check_links(w, p);
	if (r != SHIPPING_OK)
		return r;
	if (is_future(w, parcel->packed_at))
		return SHIPPING_BAD_TIME;
	parcel->id = instant_is_none(p->draft->at) ? work_id(w) : work_id_at(w, p->draft->at);
	parcel->customer_id = p->x.orders[0]->customer_id;
	parcel->contact_id = p->x.orders[0]->contact_id;
	p->out->order_id = p->x.orders[0]->id;
	parcel_promise_packed(parcel, (const struct order *const *)p->x.orders, p->x.n_orders,
			      w->app->settings.promise_days);
	p->x.before = *parcel;
	if (!p->draft->ship)
		return SHIPPING_OK;
	p->x.says_day = says_day(p->draft->ship);
	return parcel_take_ship(w, p->draft->ship, parcel);
}

static void write_events(struct work *w, const struct parcel *p)
{
	/* a new parcel has no event that could be the same */
	(void)parcel_write_event(w, p,
				 (struct parcel_event_row){ .state = PARCEL_PACKED,
							    .at = p->packed_at });
	if (parcel_has_left(p->state))
		(void)parcel_write_event(w, p,
					 (struct parcel_event_row){ .state = p->state,
								    .at = p->shipped_at });
}

static int pack(struct work *w, void *arg)
{
	struct packing *p = arg;
	struct opened *x = &p->x;
	enum shipping_refusal r;

	*p->out = (struct shipping_answer){ 0 };
	*x = (struct opened){ .parcel = new_parcel(w, p->draft) };
	r = check(w, p);
	if (r != SHIPPING_OK)
		return (int)r;
	if (p->draft->ship)
		parcel_hand_over(x->parcel);
	if (!parcel_store_insert(w, x->parcel))
		return SHIPPING_NUMBER_TAKEN;
	write_events(w, x->parcel);
	for (size_t i = 0; i < x->n_orders; i++) {
		if (x->orders[i]->parcels == PARCELS_PROBLEM)
			parcel_store_solve_returned(w, x->orders[i]->id);
	}
	opened_count(x, (struct parcel_counts){ 0 }, parcel_counts(PARCEL_PACKED));
	opened_tell_as(w, x, (struct order_event){ .kind = EVENT_PACKED });
	if (p->draft->ship) {
		opened_count(x, parcel_counts(PARCEL_PACKED), parcel_counts(x->parcel->state));
		opened_tell(w, x, NULL);
	}
	opened_save(w, x);
	p->out->parcel = x->parcel;
	return SHIPPING_OK;
}

enum shipping_refusal parcel_pack(struct work *w, const struct parcel_draft *d,
				  struct shipping_answer *out)
{
	struct packing p = { .draft = d, .out = out };

	return (enum shipping_refusal)work_transaction(w, pack, &p);
}

/* ---- unpacking ---- */

struct unpacking {
	struct parcel_ref ref;
	struct shipping_answer *out;
};

static int unpack(struct work *w, void *arg)
{
	const struct unpacking *u = arg;
	struct opened x;
	enum shipping_refusal r = parcel_open(w, u->ref, NULL, &x);

	*u->out = (struct shipping_answer){ .parcel = x.parcel };
	if (r != SHIPPING_OK)
		return (int)r;
	u->out->order_id = x.parcel->lines[0].order_id;
	r = parcel_refuses(x.parcel, PARCEL_UNPACK, false);
	if (r != SHIPPING_OK)
		return (int)r;
	parcel_store_delete(w, x.parcel->id);
	opened_count(&x, parcel_counts(x.parcel->state), (struct parcel_counts){ 0 });
	opened_tell_as(w, &x,
		       (struct order_event){ .kind = EVENT_PARCEL_CHANGED,
					     .from = parcel_state_word[x.parcel->state],
					     .to = parcel_state_word[PARCEL_NOT_STARTED],
					     .why = "unpacked" });
	opened_save(w, &x);
	return SHIPPING_OK;
}

enum shipping_refusal parcel_unpack(struct work *w, struct parcel_ref r,
				    struct shipping_answer *out)
{
	struct unpacking u = { r, out };

	return (enum shipping_refusal)work_transaction(w, unpack, &u);
}
