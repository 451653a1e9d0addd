/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Change sets: proposed and priced as often as one likes, applied once. What is proposed goes the
 * whole way, stock included, and is rolled back. */
#include <stdint.h>
#include <string.h>
#include "order/bundle.h"
#include "order/inside.h"
#include "order/store.h"
#include "promotion/promotion.h"

#define NOBODY SIZE_MAX

struct editing {
	struct order_ref ref;
	const struct order_edit *edit;
	struct order_answer *out;
	bool apply;
	/* the lines, removed ones among them, and which change of the set each is from */
	struct order *o;
	size_t *from;
};

/* ---- the lines ---- */

static enum order_refusal change_line(struct editing *x, size_t change)
{
	const struct order_edit_line *e = &x->edit->lines[change];
	enum order_refusal r;

	for (size_t i = 0; i < x->o->n_lines; i++) {
		struct order_line *l = &x->o->lines[i];
		int64_t unit = l->unit_milli;

		if (l->id != e->line)
			continue;
		x->from[i] = change;
		r = order_edit_line(l, e, &x->out->reason);
		if (r == ORDER_OK && l->unit_milli != unit && !x->edit->may_price)
			r = ORDER_MAY_NOT_PRICE;
		return r;
	}
	return ORDER_NO_LINE;
}

static enum order_refusal add_line(struct work *w, struct editing *x, size_t change,
				   const struct sku *s, const struct bundle_parts *parts,
				   int *position)
{
	const struct order_edit_line *e = &x->edit->lines[change];
	struct order_draft_line d = { e->sku, e->quantity, e->unit_milli, e->row };
	size_t k = x->o->n_lines;
	enum order_refusal r = order_take_item(w, &d, s, parts, x->o);

	if (r != ORDER_OK)
		return r;
	if (e->unit_milli >= 0 && e->unit_milli != s->unit_milli && !x->edit->may_price)
		return ORDER_MAY_NOT_PRICE;
	for (; k < x->o->n_lines; k++) {
		x->o->lines[k].id = work_id(w);
		x->o->lines[k].position = ++*position;
		x->from[k] = change;
	}
	return ORDER_OK;
}

/* Room for what comes to them, none of which is of a line so far. */
static void make_room(struct work *w, struct editing *x, size_t more)
{
	size_t n = x->o->n_lines + more + 1;
	struct order_line *v = arena_array_of(w->arena, n, struct order_line);
	size_t *from = arena_array_of(w->arena, n, size_t);

	memcpy(v, x->o->lines, x->o->n_lines * sizeof *v);
	memcpy(from, x->from, x->o->n_lines * sizeof *from);
	x->o->lines = v;
	x->from = from;
}

/* What is new has its SKUs looked up together. */
static enum order_refusal add_lines(struct work *w, struct editing *x)
{
	const struct order_edit *e = x->edit;
	const char *codes[CATALOG_FIND_MAX];
	struct sku *skus[CATALOG_FIND_MAX];
	struct bundle_parts parts;
	size_t n = 0, k = 0;
	int last;

	for (size_t i = 0; i < e->n_lines; i++) {
		if (e->lines[i].line)
			continue;
		x->out->line = i;
		if (n == CATALOG_FIND_MAX)
			return ORDER_BAD_QUANTITY;
		codes[n++] = e->lines[i].sku;
	}
	if (n == 0)
		return ORDER_OK;
	catalog_find_skus(w, codes, n, skus);
	last = order_store_last_position(w, x->o->id);
	parts = order_find_parts(w, skus, n);
	make_room(w, x, n + parts.n);
	n = x->o->n_lines;
	for (size_t i = 0; i < e->n_lines; i++) {
		enum order_refusal r;

		if (e->lines[i].line)
			continue;
		x->out->line = i;
		r = add_line(w, x, i, skus[k], &parts, &last);
		k++;
		if (r != ORDER_OK)
			return r;
	}
	order_take_member_prices(w, x->o, n, x->o->decision != ORDER_DRAFT);
	return ORDER_OK;
}

static enum order_refusal change_lines(struct work *w, struct editing *x)
{
	const struct order_edit *e = x->edit;
	struct order *o = x->o;
	struct order_line *v =
		arena_array_of(w->arena, o->n_lines + e->n_lines + 1, struct order_line);

	memcpy(v, o->lines, o->n_lines * sizeof *v);
	o->lines = v;
	x->from = arena_array_of(w->arena, o->n_lines + e->n_lines + 1, size_t);
	for (size_t i = 0; i < o->n_lines; i++)
		x->from[i] = NOBODY;
	for (size_t i = 0; i < e->n_lines; i++) {
		enum order_refusal r;

		x->out->line = i;
		r = e->lines[i].line ? change_line(x, i) : ORDER_OK;
		if (r != ORDER_OK)
			return r;
	}
	return add_lines(w, x);
}

/* ---- some of the lines, as an order of their own ---- */

static bool is_kept(const struct editing *x, size_t i)
{
	return x->o->lines[i].ordered > 0;
}

static bool has_grown(const struct editing *x, size_t i)
{
	const struct order_line *l = &x->o->lines[i], *was = order_find_line(x->out->was, l->id);

	return l->ordered > (was ? was->ordered : 0);
}

struct part {
	struct order order;
	size_t *at; /* where each of its lines stands in the whole */
};

static struct part take_part(struct work *w, const struct editing *x,
			     bool (*wanted)(const struct editing *x, size_t i))
{
	struct part p = { .order = *x->o,
			  .at = arena_array_of(w->arena, x->o->n_lines + 1, size_t) };

	p.order.lines = arena_array_of(w->arena, x->o->n_lines + 1, struct order_line);
	p.order.n_lines = 0;
	for (size_t i = 0; i < x->o->n_lines; i++) {
		if (!wanted(x, i))
			continue;
		p.at[p.order.n_lines] = i;
		p.order.lines[p.order.n_lines++] = x->o->lines[i];
	}
	return p;
}

/* The whole has its lines as the part left them; nothing else of the part is taken. */
static void put_back(struct editing *x, const struct part *p)
{
	for (size_t i = 0; i < p->order.n_lines; i++)
		x->o->lines[p->at[i]] = p->order.lines[i];
}

/* ---- what it comes to, and whether it can be had ---- */

static void drop_removed(struct order *o)
{
	for (size_t i = 0; i < o->n_lines; i++) {
		struct order_line *l = &o->lines[i];
		if (l->ordered == 0)
			l->amount = l->discount = l->tax = 0;
	}
}

static int64_t own_discount(const struct order *o)
{
	return o->discount_amount - o->promoted_amount;
}

static int64_t fee_asked(const struct order *o)
{
	return o->shipping_amount + o->promoted_shipping;
}

static enum order_refusal price(struct work *w, struct editing *x)
{
	const struct settings *s = &w->app->settings;
	const struct order_standing theirs = order_standing_of(w, x->o);
	const struct order_price_rules shop = { s->prices_include_tax, s->shipping_fee,
						order_free_over(s->free_shipping_over,
								theirs.free_shipping_over) };
	const struct order *was = x->out->was;
	struct order_terms terms = order_edit_terms(was, x->edit, &shop);
	struct order *o = x->o;
	enum order_refusal r;
	struct part p;

	terms.tier_entry = theirs.tier_entry;
	order_take_tax(w, o, NULL);
	p = take_part(w, x, is_kept);
	r = order_promote(w, &p.order, was, x->edit->code, !x->edit->unpromoted, &terms, x->out);
	if (r != ORDER_OK)
		return r;
	if (!order_price(&p.order, &terms.rules, terms.discount, terms.shipping))
		return ORDER_TOO_LARGE;
	put_back(x, &p);
	drop_removed(o);
	o->items_amount = p.order.items_amount;
	o->discount_amount = p.order.discount_amount;
	o->promoted_amount = p.order.promoted_amount;
	o->promoted_shipping = p.order.promoted_shipping;
	o->promotions = p.order.promotions;
	o->n_promotions = p.order.n_promotions;
	o->shipping_amount = p.order.shipping_amount;
	o->shipping_tax = p.order.shipping_tax;
	o->tax_amount = p.order.tax_amount;
	o->total_amount = p.order.total_amount;
	o->live_amount = p.order.live_amount;
	if (!x->edit->may_price && (own_discount(o) != own_discount(was) ||
				    (x->edit->shipping >= 0 && fee_asked(o) != fee_asked(was))))
		return ORDER_MAY_NOT_PRICE;
	return o->live_amount < o->credited_amount ? ORDER_UNDER_CREDIT : ORDER_OK;
}

static enum order_refusal look_at_rest(struct work *w, struct editing *x)
{
	(void)w;
	for (size_t i = 0; i < x->o->n_lines; i++)
		if (x->o->lines[i].ordered > x->o->lines[i].cancelled)
			return ORDER_OK;
	return ORDER_NOTHING_LEFT;
}

/* The parcel that came back still names what was in it. */
static enum order_refusal look_at_removed(struct work *w, struct editing *x)
{
	for (size_t i = 0; i < x->o->n_lines; i++) {
		const struct order_line *l = &x->o->lines[i];

		if (l->ordered > 0)
			continue;
		x->out->line = x->from[i];
		x->out->reason = "came_back";
		return order_store_came_back(w, x->o->id) ? ORDER_UNDER_PACKED : ORDER_OK;
	}
	return ORDER_OK;
}

static enum order_refusal look_for_change(struct work *w, struct editing *x)
{
	const struct order *was = x->out->was, *o = x->o;

	(void)w;
	for (size_t i = 0; i < o->n_lines; i++)
		if (order_line_is_changed(&o->lines[i], order_find_line(was, o->lines[i].id)))
			return ORDER_OK;
	return o->discount_amount == was->discount_amount &&
			       o->shipping_amount == was->shipping_amount
		       ? ORDER_NO_CHANGE
		       : ORDER_OK;
}

/* More of what was made is to be made first. */
static enum order_refusal wait_for_more(struct work *w, struct editing *x)
{
	bool *made = arena_array_of(w->arena, x->o->n_lines + 1, bool), any = false;

	for (size_t i = 0; i < x->o->n_lines; i++)
		any = any || (has_grown(x, i) && x->o->lines[i].wait == WAIT_NONE);
	if (!any)
		return ORDER_OK;
	order_find_made(w, x->o, made);
	for (size_t i = 0; i < x->o->n_lines; i++)
		if (made[i] && has_grown(x, i) && x->o->lines[i].wait == WAIT_NONE)
			x->o->lines[i].wait = WAIT_PRODUCTION;
	return ORDER_OK;
}

/* A draft has nothing kept for it. */
static enum order_refusal reserve(struct work *w, struct editing *x)
{
	struct part p = take_part(w, x, has_grown);
	size_t line = 0;

	if (x->o->decision == ORDER_DRAFT || !w->app->wiring->reserve || p.order.n_lines == 0)
		return ORDER_OK;
	if (!w->app->wiring->reserve(w, &p.order, &line)) {
		x->out->line = x->from[p.at[line]];
		return ORDER_NO_STOCK;
	}
	put_back(x, &p);
	return ORDER_OK;
}

/* ---- done ---- */

static void write_all(struct work *w, struct editing *x)
{
	struct order *o = x->o;
	struct contact c;

	order_edit_tell(w, o, x->out->was, x->edit->why);
	order_store_put_lines(w, o);
	order_store_update_amounts(w, o);
	if (o->promotions)
		promotion_take_anew(w, o->id, o->promotions, o->n_promotions);
	order_forget_removed(o);
	order_look_again(w, o,
			 contact_get(w, o->contact_id, &c)
				 ? &(struct order_before){ x->out->was, &c }
				 : NULL);
	order_fulfil_intangibles(w, o);
	order_save(w, o);
}

typedef enum order_refusal step(struct work *w, struct editing *x);

static enum order_refusal try_all(struct work *w, struct editing *x)
{
	static step *const steps[] = { change_lines,    look_at_rest,  look_at_removed, price,
				       look_for_change, wait_for_more, reserve };

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		enum order_refusal r = steps[i](w, x);
		if (r != ORDER_OK)
			return r;
	}
	return ORDER_OK;
}

static int run(struct work *w, void *arg)
{
	struct editing *x = arg;
	enum order_refusal r;

	*x->out = (struct order_answer){ 0 };
	x->o = x->out->order = order_open(w, x->ref.id);
	if (!x->o)
		return ORDER_NOT_FOUND;
	if (x->ref.version != x->o->version)
		return ORDER_STALE;
	x->out->reason = order_refuses(x->o, ACT_EDIT, w->actor.kind == ACTOR_CUSTOMER);
	if (x->out->reason)
		return ORDER_NOT_NOW;
	x->out->was = order_copy(w, x->o);
	r = try_all(w, x);
	if (r != ORDER_OK)
		return (int)r;
	if (!x->apply)
		return ORDER_PROPOSED;
	if (x->edit->agreed != ORDER_EDIT_ANY && x->o->live_amount != x->edit->agreed)
		return ORDER_NOT_AGREED;
	write_all(w, x);
	return ORDER_OK;
}

static enum order_refusal do_edit(struct work *w, struct order_ref r, const struct order_edit *e,
				  struct order_answer *out, bool apply)
{
	struct editing x = { .ref = r, .edit = e, .out = out, .apply = apply };

	return (enum order_refusal)work_transaction(w, run, &x);
}

enum order_refusal order_propose(struct work *w, struct order_ref r, const struct order_edit *e,
				 struct order_answer *out)
{
	return do_edit(w, r, e, out, false);
}

enum order_refusal order_edit(struct work *w, struct order_ref r, const struct order_edit *e,
			      struct order_answer *out)
{
	return do_edit(w, r, e, out, true);
}
