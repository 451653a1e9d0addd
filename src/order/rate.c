/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By which rates the lines of an order are taxed: goods and shipping where they go, what is not
 * delivered where the shop is. Stored with the line: zones of later days change nothing of it. */
#include <string.h>
#include "order/inside.h"
#include "tax/tax.h"

struct rates {
	const struct tax_zone *zones;
	size_t n;
	struct tax_place there, here;
	const char *home;
	struct instant at;
};

/* False: there is nothing but the settings' rates. */
static bool find_rates(struct work *w, const struct order *o, const struct contact *c,
		       struct rates *r)
{
	const struct settings *s = &w->app->settings;

	*r = (struct rates){
		.there = { c->country, c->province, c->postcode },
		.here = { s->country, s->tax_region, s->tax_postal },
		.home = s->country,
		.at = o->placed_at,
	};
	r->zones = tax_zones(w, &r->n);
	return r->n > 0;
}

static int rate_of(const struct rates *r, const struct order_line *l, enum tax_class c, int home_bp)
{
	return tax_rate(r->zones, r->n, l->kind == PRODUCT_GOODS ? &r->there : &r->here, r->home,
			r->at, c, home_bp);
}

static enum tax_class class_of_shipping(const struct settings *s)
{
	int c = TAX_ZERO;

	while (c > TAX_OWN && strcmp(tax_class_word[c], s->tax_shipping) != 0)
		c--;
	return (enum tax_class)c;
}

int order_shipping_tax_at_home(const struct settings *s)
{
	return catalog_tax(class_of_shipping(s), 0, (int)s->tax_standard, (int)s->tax_reduced);
}

/* r NULL: there are no other rates than at home. */
static int rate_of_shipping(const struct settings *s, const struct order *o, const struct rates *r)
{
	int home_bp = order_shipping_tax_at_home(s);
	bool goes = false;

	for (size_t i = 0; i < o->n_lines; i++)
		goes = goes || o->lines[i].kind == PRODUCT_GOODS;
	return r ? tax_rate(r->zones, r->n, goes ? &r->there : &r->here, r->home, r->at,
			    class_of_shipping(s), home_bp)
		 : home_bp;
}

static bool is_new(const struct order_line *l)
{
	return l->stored.ordered == 0 && l->ordered > 0;
}

void order_take_tax(struct work *w, struct order *o, const struct contact *c)
{
	struct contact stored;
	const struct settings *s = &w->app->settings;
	struct rates r;
	bool any = false;

	if (!o->stored.is)
		o->shipping_tax_bp = rate_of_shipping(s, o, NULL);
	for (size_t i = 0; i < o->n_lines; i++)
		any = any || is_new(&o->lines[i]);
	if (!any || s->tax_zones == 0)
		return;
	if (!c && !contact_get(w, o->contact_id, &stored))
		return;
	if (!find_rates(w, o, c ? c : &stored, &r))
		return;
	if (!o->stored.is)
		o->shipping_tax_bp = rate_of_shipping(s, o, &r);
	for (size_t i = 0; i < o->n_lines; i++) {
		struct order_line *l = &o->lines[i];

		if (is_new(l))
			l->tax_bp = rate_of(&r, l, (enum tax_class)l->tax_class, l->tax_bp);
	}
}

/* What the catalogue does not have any more keeps its rate. */
static bool move_some(struct work *w, struct order *o, size_t from, size_t n, const struct rates *r)
{
	const char *codes[CATALOG_FIND_MAX];
	struct sku *skus[CATALOG_FIND_MAX];
	bool moved = false;

	for (size_t i = 0; i < n; i++)
		codes[i] = o->lines[from + i].sku_code;
	catalog_find_skus(w, codes, n, skus);
	for (size_t i = 0; i < n; i++) {
		struct order_line *l = &o->lines[from + i];
		int bp = skus[i] ? rate_of(r, l, skus[i]->tax_class, skus[i]->tax_bp) : l->tax_bp;

		moved = moved || bp != l->tax_bp;
		l->tax_bp = bp;
	}
	return moved;
}

static bool move_shipping(struct work *w, struct order *o, const struct rates *r)
{
	int bp = rate_of_shipping(&w->app->settings, o, r);

	if (bp == o->shipping_tax_bp)
		return false;
	o->shipping_tax_bp = bp;
	return o->shipping_amount > 0;
}

bool order_move_tax(struct work *w, struct order *o, const struct contact_draft *d)
{
	const struct contact c = { .country = d->country,
				   .province = d->province,
				   .postcode = d->postcode };
	struct rates r;
	bool moved;

	if (!find_rates(w, o, &c, &r))
		return false;
	moved = move_shipping(w, o, &r);
	for (size_t i = 0; i < o->n_lines; i += CATALOG_FIND_MAX) {
		size_t n = o->n_lines - i;

		moved = move_some(w, o, i, n < CATALOG_FIND_MAX ? n : CATALOG_FIND_MAX, &r) ||
			moved;
	}
	return moved;
}
