/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Open, count, tell, save: the one way a parcel is changed, together with the orders it belongs to.
 */
#include <string.h>
#include "base/fail.h"
#include "base/secret.h"
#include "shipping/inside.h"

/* ---- opening ---- */

struct order *opened_order(const struct opened *x, uint64_t order_id)
{
	for (size_t i = 0; i < x->n_orders; i++) {
		if (x->orders[i]->id == order_id)
			return x->orders[i];
	}
	return NULL;
}

struct order_line *opened_line(const struct opened *x, const struct parcel_line *l,
			       struct order **order)
{
	struct order *o = opened_order(x, l->order_id);

	for (size_t i = 0; o && i < o->n_lines; i++) {
		if (o->lines[i].id == l->order_line_id) {
			*order = o;
			return &o->lines[i];
		}
	}
	fail("order line %llu: in a parcel, but not there", (unsigned long long)l->order_line_id);
}

int opened_units(const struct opened *x, uint64_t order_id)
{
	int units = 0;

	for (size_t i = 0; i < x->parcel->n_lines; i++) {
		if (x->parcel->lines[i].order_id == order_id)
			units += x->parcel->lines[i].quantity;
	}
	return units;
}

/* The parcel's orders, without the one that is open already. What is in a parcel never changes, so
 * its lines may be read before the lock. */
static void open_orders(struct work *w, struct opened *x)
{
	uint64_t ids[PARCEL_ORDERS_MAX];
	size_t n = 0;

	for (size_t i = 0; i < x->parcel->n_lines; i++) {
		uint64_t id = x->parcel->lines[i].order_id;
		size_t k = 0;

		while (k < n && ids[k] != id)
			k++;
		if (k < n || (x->theirs && x->theirs->id == id))
			continue;
		if (n == PARCEL_ORDERS_MAX)
			fail("parcel %llu: too many orders", (unsigned long long)x->parcel->id);
		ids[n++] = id;
	}
	x->n_orders = n ? order_open_many(w, ids, n, x->orders) : 0;
	if (x->theirs)
		x->orders[x->n_orders++] = x->theirs;
}

enum shipping_refusal parcel_open(struct work *w, struct parcel_ref r, struct order *theirs,
				  struct opened *out)
{
	struct parcel *p = arena_new_of(w->arena, struct parcel);
	struct parcel_line *lines;

	*out = (struct opened){ .parcel = p, .theirs = theirs };
	p->id = r.id;
	parcel_store_read_lines(w, p);
	if (p->n_lines == 0)
		return SHIPPING_NOT_FOUND;
	open_orders(w, out);
	lines = p->lines;
	out->before.n_lines = p->n_lines;
	if (!parcel_store_read(w, r.id, true, p))
		return SHIPPING_NOT_FOUND;
	p->lines = lines;
	p->n_lines = out->before.n_lines;
	out->before = *p;
	return r.version && r.version != p->version ? SHIPPING_STALE : SHIPPING_OK;
}

/* ---- counting ---- */

static int up_or_down(bool from, bool to, int q)
{
	return ((int)to - (int)from) * q;
}

static int not_below(int value, int floor)
{
	return value < floor ? floor : value;
}

/* Each counter stays between its neighbours: what was returned to the shop by other ways stays
 * counted. */
void opened_count(struct opened *x, struct parcel_counts from, struct parcel_counts to)
{
	if (from.packed == to.packed && from.shipped == to.shipped &&
	    from.delivered == to.delivered)
		return;
	for (size_t i = 0; i < x->parcel->n_lines; i++) {
		const struct parcel_line *in = &x->parcel->lines[i];
		struct order *o;
		struct order_line *l = opened_line(x, in, &o);
		int q = in->quantity;

		l->delivered = not_below(l->delivered + up_or_down(from.delivered, to.delivered, q),
					 l->returned);
		l->shipped = not_below(l->shipped + up_or_down(from.shipped, to.shipped, q),
				       l->delivered);
		l->packed =
			not_below(l->packed + up_or_down(from.packed, to.packed, q), l->shipped);
		order_line_stop_making(l);
		l->changed = true;
	}
}

/* ---- telling ---- */

static bool has_open_units(const struct order *o)
{
	for (size_t i = 0; i < o->n_lines; i++) {
		if (order_line_ships(&o->lines[i]) && order_line_open(&o->lines[i]) > 0)
			return true;
	}
	return false;
}

/* Once all is in parcels, the last of them says when the order comes, also when that one came
 * before the others. */
static void promise_order(struct order *o, const struct parcel *const *v, size_t n)
{
	const struct parcel *last = NULL;

	if (has_open_units(o))
		return;
	for (size_t i = 0; i < n; i++) {
		if (!parcel_counts(v[i]->state).packed || instant_is_none(v[i]->promised_to))
			continue;
		if (!last || v[i]->promised_to.us > last->promised_to.us)
			last = v[i];
	}
	if (!last)
		return;
	o->promised_from = last->promised_from;
	o->promised_to = last->promised_to;
}

static void tell_moved(struct work *w, struct order *o, struct actor by, struct instant from,
		       struct instant to, uint64_t parcel_id)
{
	struct order_event e = { .kind = EVENT_PROMISE_CHANGED,
				 .actor = by,
				 .from = order_time_word(w, from),
				 .to = order_time_word(w, to),
				 .subject_id = parcel_id };

	order_tell_all(w, o, &e, 1);
}

void shipping_hear_line_cancelled(struct work *w, struct order *o, const struct order_event *e)
{
	struct instant was = o->promised_to;
	const struct parcel **own;
	struct parcel *v;
	size_t n;

	(void)e;
	if (o->n_parcels == 0 || has_open_units(o))
		return;
	v = parcel_store_of_order(w, o->id, &n);
	own = arena_array_of(w->arena, n + 1, const struct parcel *);
	for (size_t i = 0; i < n; i++)
		own[i] = &v[i];
	promise_order(o, own, n);
	if (o->promised_to.us != was.us)
		tell_moved(w, o, (struct actor){ ACTOR_RULE, 0 }, was, o->promised_to, 0);
}

struct order_parcels_sum shipping_sum(struct work *w, uint64_t order_id)
{
	size_t n;
	struct parcel *v = parcel_store_of_order(w, order_id, &n);
	const struct parcel **own = arena_array_of(w->arena, n + 1, const struct parcel *);

	for (size_t i = 0; i < n; i++)
		own[i] = &v[i];
	return (struct order_parcels_sum){ (int)n, parcels_summary(own, n) };
}

/* was: what each order was promised for. */
static void sum_up(struct work *w, struct opened *x, struct instant was[PARCEL_ORDERS_MAX])
{
	uint64_t ids[PARCEL_ORDERS_MAX];
	const struct parcel **own;
	struct order_parcel *v;
	size_t n;

	for (size_t i = 0; i < x->n_orders; i++)
		ids[i] = x->orders[i]->id;
	v = parcel_store_of_orders(w, ids, x->n_orders, &n);
	own = arena_array_of(w->arena, n + 1, const struct parcel *);
	for (size_t i = 0; i < x->n_orders; i++) {
		struct order *o = x->orders[i];
		size_t n_own = 0;

		for (size_t k = 0; k < n; k++) {
			if (v[k].order_id == o->id)
				own[n_own++] = &v[k].parcel;
		}
		o->n_parcels = (int)n_own;
		o->parcels = parcels_summary(own, n_own);
		was[i] = o->promised_to;
		promise_order(o, own, n_own);
	}
}

/* The badge's word: flags come before the state they stand beside. */
const char *parcel_badge_word(const struct parcel *p)
{
	if (p->lost)
		return parcel_state_word[PARCEL_LOST];
	if (p->delayed && !parcel_is_problem(p))
		return parcel_state_word[PARCEL_DELAYED];
	return parcel_state_word[p->state];
}

static enum order_event_kind kind_of_change(const struct parcel *before, const struct parcel *now)
{
	struct parcel_counts from = parcel_counts(before->state), to = parcel_counts(now->state);

	if (!from.delivered && to.delivered)
		return EVENT_DELIVERED;
	if (from.packed && !to.packed)
		return EVENT_CAME_BACK;
	return from.shipped || !to.shipped ? EVENT_PARCEL_CHANGED : EVENT_SHIPPED;
}

/* A parcel first heard of when it had arrived has also left: that is told first. */
static void tell_order(struct work *w, const struct opened *x, struct order *o, const char *why)
{
	struct parcel_counts from = parcel_counts(x->before.state);
	enum order_event_kind kind = kind_of_change(&x->before, x->parcel);
	struct order_event e = { .kind = kind,
				 .from = parcel_badge_word(&x->before),
				 .to = parcel_badge_word(x->parcel),
				 .why = why,
				 .subject_id = x->parcel->id,
				 .quantity = opened_units(x, o->id) };

	if (kind == EVENT_DELIVERED && !from.shipped) {
		struct order_event left = e;
		left.kind = EVENT_SHIPPED;
		order_tell(w, o, left);
	}
	order_tell(w, o, e);
}

/* The parcel's promise moved, and with it what its orders are promised for; or an order's alone,
 * because all of it is in parcels now. */
static void tell_promise(struct work *w, struct opened *x,
			 const struct instant was[PARCEL_ORDERS_MAX])
{
	struct instant from = x->before.promised_to, to = x->parcel->promised_to;
	struct actor by = x->says_day ? w->actor : (struct actor){ ACTOR_RULE, 0 };
	bool moved = !instant_is_none(from) && from.us != to.us;

	for (size_t i = 0; i < x->n_orders; i++) {
		struct order *o = x->orders[i];

		if (moved)
			tell_moved(w, o, by, from, to, x->parcel->id);
		else if (o->promised_to.us != was[i].us)
			tell_moved(w, o, by, was[i], o->promised_to, x->parcel->id);
	}
	/* told once, however many events this act has */
	x->before.promised_from = x->parcel->promised_from;
	x->before.promised_to = to;
}

void opened_tell(struct work *w, struct opened *x, const char *why)
{
	struct instant was[PARCEL_ORDERS_MAX];

	sum_up(w, x, was);
	for (size_t i = 0; i < x->n_orders; i++)
		tell_order(w, x, x->orders[i], why);
	tell_promise(w, x, was);
}

void opened_tell_as(struct work *w, struct opened *x, struct order_event e)
{
	struct instant was[PARCEL_ORDERS_MAX];

	sum_up(w, x, was);
	e.subject_id = x->parcel->id;
	for (size_t i = 0; i < x->n_orders; i++) {
		e.quantity = opened_units(x, x->orders[i]->id);
		order_tell(w, x->orders[i], e);
	}
	if (e.kind != EVENT_PROMISE_CHANGED)
		tell_promise(w, x, was);
}

void opened_save(struct work *w, struct opened *x)
{
	for (size_t i = 0; i < x->n_orders; i++) {
		if (x->orders[i] != x->theirs)
			order_save(w, x->orders[i]);
	}
}

void opened_write_documents(struct work *w, struct opened *x)
{
	for (size_t i = 0; i < x->n_orders; i++) {
		if (x->orders[i] != x->theirs)
			order_document_write(w, x->orders[i]);
	}
}

/* ---- event rows ---- */

/* Of all that makes it another event; the parcel stands beside it in the key. */
static void fingerprint(struct work *w, struct parcel_event_row *e)
{
	uint8_t hash[SECRET_HASH_BYTES];
	char *text = arena_printf(w->arena, "%d\n%lld\n%s\n%s", (int)e->state, (long long)e->at.us,
				  e->place ? e->place : "", e->words ? e->words : "");

	secret_hash(text, strlen(text), hash);
	memcpy(e->fingerprint, hash, sizeof e->fingerprint);
}

void parcel_name_event(struct work *w, const struct parcel *p, struct parcel_event_row *e)
{
	e->id = work_id(w);
	e->parcel_id = p->id;
	fingerprint(w, e);
}

bool parcel_write_event(struct work *w, const struct parcel *p, struct parcel_event_row e)
{
	parcel_name_event(w, p, &e);
	return parcel_store_insert_event(w, &e);
}

bool is_future(struct work *w, struct instant t)
{
	enum { CLOCKS_DIFFER_MINUTES = 15 };

	return t.us > w->now.us + CLOCKS_DIFFER_MINUTES * INSTANT_MINUTE;
}
