/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What promotions take off an order: when it is placed those that run and that of its code, when it
 * is changed those that it has. */
#include <string.h>
#include "base/json.h"
#include "base/money.h"
#include "order/inside.h"
#include "promotion/promotion.h"

/* Products and categories of lines that were read from rows, which do not say them. */
static void find_products(struct work *w, struct order *o)
{
	const char *codes[CATALOG_FIND_MAX];
	struct sku *skus[CATALOG_FIND_MAX];

	for (size_t from = 0; from < o->n_lines; from += CATALOG_FIND_MAX) {
		size_t n = o->n_lines - from;

		n = n < CATALOG_FIND_MAX ? n : CATALOG_FIND_MAX;
		for (size_t i = 0; i < n; i++)
			codes[i] = o->lines[from + i].sku_code;
		catalog_find_skus(w, codes, n, skus);
		for (size_t i = 0; i < n; i++) {
			struct order_line *l = &o->lines[from + i];

			l->product_id = skus[i] ? skus[i]->product_id : 0;
			l->trail = skus[i] ? skus[i]->trail : NULL;
		}
	}
}

static const struct promotion_line *lines_of(struct arena *a, const struct order *o)
{
	struct promotion_line *v = arena_array_of(a, o->n_lines + 1, struct promotion_line);

	for (size_t i = 0; i < o->n_lines; i++)
		v[i] = (struct promotion_line){ .product_id = o->lines[i].product_id,
						.sku_id = o->lines[i].sku_id,
						.trail = o->lines[i].trail,
						.unit_milli = o->lines[i].unit_milli,
						.quantity = o->lines[i].ordered,
						.amount = o->lines[i].amount };
	return v;
}

static bool is_their_first(struct work *w, const struct order *o, const struct promotion *all,
			   size_t n, bool counted)
{
	struct customer c;
	bool asked = false;

	for (size_t i = 0; i < n; i++)
		asked = asked || (all[i].is_first && !all[i].is_agreed);
	return asked && customer_get(w, o->customer_id, &c) && c.n_orders - counted <= 0;
}

static struct promotion_case case_of(struct work *w, const struct order *o,
				     const struct order_terms *t)
{
	bool ships = false;

	for (size_t i = 0; i < o->n_lines; i++)
		ships = ships || order_line_ships(&o->lines[i]);
	return (struct promotion_case){
		.lines = lines_of(w->arena, o),
		.n_lines = o->n_lines,
		.at = w->now,
		.own = t->discount,
		.fee = t->shipping >= 0 ? t->shipping
		       : ships          ? t->rules.shipping_fee
					: 0,
		.free_over = t->shipping >= 0 ? 0 : t->rules.free_shipping_over,
		.tier_entry = t->tier_entry,
	};
}

static void take(struct work *w, struct order *o, const struct promotion *all,
		 const struct promotion_answer *a)
{
	struct promotion_use *uses = arena_array_of(w->arena, a->n_gifts + 1, struct promotion_use);

	for (size_t i = 0; i < a->n_gifts; i++)
		uses[i] = promotion_use_of(&all[a->gifts[i].of], &a->gifts[i]);
	for (size_t i = 0; i < o->n_lines; i++)
		o->lines[i].promoted = a->off[i];
	o->promoted_shipping = a->shipping;
	o->promotions = uses;
	o->n_promotions = a->n_gifts;
}

/* Why the code that was given takes nothing off. */
static int refused(const struct promotion *all, size_t n, const struct promotion_answer *a)
{
	for (size_t i = 0; i < n; i++)
		if (all[i].code && !all[i].is_agreed)
			return (int)a->why[i];
	return PROMOTION_FITS;
}

enum order_refusal order_promote(struct work *w, struct order *o, const struct order *was,
				 const char *code, bool running, const struct order_terms *t,
				 struct order_answer *out)
{
	enum promotion_why why = PROMOTION_FITS;
	struct promotion *all;
	struct promotion_answer a;
	struct promotion_case c;
	size_t n = 0;
	bool has = was && order_is_promoted(was),
	     counted = was ? was->decision != ORDER_DRAFT : o->link_version > 0;

	o->promoted_shipping = 0;
	if (was && !has && !code)
		return ORDER_OK;
	all = was ? promotion_find_again(w, has && running ? o->id : 0, code, o->customer_id,
					 o->currency, &n, &why)
		  : promotion_find(w, running, code, o->customer_id, o->currency, &n, &why);
	out->promotion = (int)why;
	if (why != PROMOTION_FITS)
		return ORDER_NO_PROMOTION;
	if (!was && n == 0)
		return ORDER_OK;
	if (!order_price_lines(o) || o->items_amount > MONEY_ORDER_MAX)
		return ORDER_TOO_LARGE;
	if (was && n > 0)
		find_products(w, o);
	c = case_of(w, o, t);
	c.is_first = is_their_first(w, o, all, n, counted);
	a = promotion_choose(w->arena, all, n, &c);
	out->promotion = refused(all, n, &a);
	take(w, o, all, &a);
	return out->promotion == PROMOTION_FITS ? ORDER_OK : ORDER_NO_PROMOTION;
}

/* As it stands, for who looks: what it came to besides promotions is what they are off. */
cJSON *order_promotions_looked_view(struct work *w, struct order *o)
{
	const struct order_terms t = { .discount = o->discount_amount - o->promoted_amount,
				       .shipping = o->shipping_amount + o->promoted_shipping,
				       .tier_entry = order_standing_of(w, o).tier_entry };
	struct promotion_answer a;
	struct promotion_case c;
	size_t n;
	const struct promotion *all = promotion_look(w, o->id, o->customer_id, o->currency, &n);

	if (n > 0)
		find_products(w, o);
	c = case_of(w, o, &t);
	c.is_first = is_their_first(w, o, all, n, o->decision != ORDER_DRAFT);
	a = promotion_choose(w->arena, all, n, &c);
	return promotion_looked_view(all, n, a.why);
}

bool order_is_promoted(const struct order *o)
{
	return o->promoted_amount > 0 || o->promoted_shipping > 0;
}

const struct promotion_use *order_promotions(struct work *w, const struct order *o, size_t *n)
{
	*n = 0;
	if (!order_is_promoted(o))
		return NULL;
	if (!o->promotions)
		return promotion_uses(w, o->id, n);
	*n = o->n_promotions;
	return o->promotions;
}

void order_view_promotions(struct work *w, const struct order *o, bool for_customer, cJSON *tree)
{
	size_t n;
	const struct promotion_use *uses = order_promotions(w, o, &n);

	json_add(tree, "promotions", promotion_uses_view(uses, n, o->currency, for_customer));
}
