/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes into an order: what is used up at home, something that looked nice, and what the order
 * is to show. */
#include <string.h>
#include "demo/shop.h"

enum { PRE_ORDERS_DAYS = 32, PIECES_KEPT = 3, LARGE_FROM = 60, LARGE_TO = 90 };
enum {
	EXTRA_PER_MILLE = 420,
	SERVICE_PER_MILLE = 90,
	DIGITAL_PER_MILLE = 45,
	COUNTER_PER_MILLE = 170,
	MADE_PER_MILLE = 40
};

struct filling {
	struct shop *s;
	struct person *person;
	struct dice dice;
	struct basket_line *lines;
	int n;
};

static bool has(const struct filling *f, size_t good)
{
	for (int i = 0; i < f->n; i++) {
		if (f->lines[i].good == good)
			return true;
	}
	return false;
}

static bool can_be_had(const struct good *g, int quantity)
{
	return !good_is_stocked(g) || g->backorder || g->available >= quantity + PIECES_KEPT;
}

static void put(struct filling *f, size_t good, int quantity)
{
	const struct good *g = &f->s->goods.v[good];
	int64_t price = g->unit_milli * f->person->price_per_mille / 1000;

	if (f->n == BASKET_MAX || has(f, good) || !can_be_had(g, quantity))
		return;
	f->lines[f->n++] = (struct basket_line){
		good, quantity, f->person->price_per_mille < 1000 && g->wholesale ? price : -1
	};
}

typedef bool fits(const struct shop *s, const struct good *g);

/* Plain goods that lie on the shelf. */
static bool is_there(const struct shop *s, const struct good *g)
{
	(void)s;
	return g->kind == PRODUCT_GOODS && !g->made && !g->wholesale && !g->backorder &&
	       g->available > 2 * PIECES_KEPT;
}

static bool is_cheap(const struct shop *s, const struct good *g)
{
	return is_there(s, g) && g->unit_milli < 4000 * 1000;
}

static bool is_sold_out(const struct shop *s, const struct good *g)
{
	(void)s;
	return g->arrives_days > 0 && !g->pre_order;
}

static bool is_pre_order(const struct shop *s, const struct good *g)
{
	return g->pre_order && s->work.now.us > s->end.us - PRE_ORDERS_DAYS * INSTANT_DAY;
}

static bool is_made(const struct shop *s, const struct good *g)
{
	(void)s;
	return g->made && g->kind == PRODUCT_GOODS;
}

static bool is_fetched(const struct shop *s, const struct good *g)
{
	(void)s;
	return g->kind == PRODUCT_PICKUP && (g->made || g->available > PIECES_KEPT);
}

static bool is_service(const struct shop *s, const struct good *g)
{
	(void)s;
	return g->kind == PRODUCT_SERVICE && g->reorder_days == 0;
}

static bool is_digital(const struct shop *s, const struct good *g)
{
	(void)s;
	return g->kind == PRODUCT_DIGITAL;
}

static bool is_wholesale(const struct shop *s, const struct good *g)
{
	(void)s;
	return g->wholesale;
}

static bool is_anything(const struct shop *s, const struct good *g)
{
	return g->kind == PRODUCT_GOODS && !g->wholesale && !g->made &&
	       (!g->pre_order || is_pre_order(s, g));
}

/* One by popularity among those that fit; the number of goods: none does. */
static size_t choose(struct filling *f, fits *fit)
{
	const struct goods *g = &f->s->goods;
	int *weights = arena_array_of(f->s->work.arena, g->n, int);

	for (size_t i = 0; i < g->n; i++)
		weights[i] = fit(f->s, &g->v[i]) && !has(f, i) ? g->v[i].popularity : 0;
	return dice_weighted(&f->dice, weights, g->n);
}

/* Of what is sold by the hundred, hundreds. */
static int quantity_of(struct filling *f, const struct good *g)
{
	static const int hundreds[] = { 2, 3, 5, 5, 10, 10, 20 };

	if (g->wholesale)
		return 100 * hundreds[dice_below(&f->dice, 7)];
	if (g->reorder_days > 0 && g->unit_milli < 6000 * 1000)
		return dice_between(&f->dice, 1, 3);
	return dice_says(&f->dice, 120) ? 2 : 1;
}

static void put_some(struct filling *f, fits *fit, int n)
{
	for (; n > 0; n--) {
		size_t good = choose(f, fit);

		if (good < f->s->goods.n)
			put(f, good, quantity_of(f, &f->s->goods.v[good]));
	}
}

/* Due again, a little early or late; never bought counts as due. */
static bool is_due(struct filling *f, size_t i)
{
	struct person *p = f->person;
	int days = f->s->goods.v[p->favourites[i]].reorder_days;

	if (instant_is_none(p->bought[i]))
		return i < 2 || dice_says(&f->dice, 300);
	return f->s->work.now.us - p->bought[i].us >
	       dice_time(&f->dice, days * INSTANT_DAY * 8 / 10, days * INSTANT_DAY * 11 / 10);
}

static void put_favourites(struct filling *f)
{
	struct person *p = f->person;

	for (size_t i = 0; i < p->n_favourites; i++) {
		const struct good *g = &f->s->goods.v[p->favourites[i]];
		int before = f->n;

		if (!is_due(f, i))
			continue;
		put(f, p->favourites[i], quantity_of(f, g));
		if (f->n > before)
			p->bought[i] = f->s->work.now;
	}
}

static void put_usual(struct filling *f)
{
	bool lives_here = person_home(f->person, f->s->work.now)->distance == SAME_CITY &&
			  !f->person->company;

	/* Bread and flowers are fetched; they do not travel with other things. */
	if (lives_here && dice_says(&f->dice, COUNTER_PER_MILLE)) {
		put_some(f, is_fetched, dice_between(&f->dice, 1, 2));
		return;
	}
	if (dice_says(&f->dice, DIGITAL_PER_MILLE)) {
		put_some(f, is_digital, 1);
		return;
	}
	put_favourites(f);
	if (f->person->company && f->n == 0)
		put_some(f, is_wholesale, dice_between(&f->dice, 1, 3));
	if (f->n == 0 || dice_says(&f->dice, EXTRA_PER_MILLE))
		put_some(f, is_anything, 1);
	if (dice_says(&f->dice, MADE_PER_MILLE))
		put_some(f, is_made, 1);
	if (dice_says(&f->dice, SERVICE_PER_MILLE))
		put_some(f, is_service, 1);
}

static void put_large(struct filling *f)
{
	if (f->person->company) {
		put_some(f, is_wholesale, 3);
		return;
	}
	for (size_t i = 0; i < f->s->goods.n && f->n == 0; i++) {
		if (is_wholesale(f->s, &f->s->goods.v[i]))
			put(f, i, dice_between(&f->dice, LARGE_FROM, LARGE_TO));
	}
}

int basket_fill(struct shop *s, const struct errand *e, struct basket_line out[BASKET_MAX])
{
	struct filling f = {
		.s = s, .person = &s->people.v[e->person], .dice = e->dice, .lines = out
	};

	switch (e->life->basket) {
	case BASKET_USUAL:
		put_usual(&f);
		break;
	case BASKET_GOODS:
		put_some(&f, is_there, dice_between(&f.dice, 2, 4));
		break;
	case BASKET_SOLD_OUT:
		put_some(&f, is_sold_out, 1);
		break;
	case BASKET_BOTH:
		put_some(&f, is_there, dice_between(&f.dice, 1, 2));
		put_some(&f, is_sold_out, 1);
		break;
	case BASKET_PRE_ORDER:
		put_some(&f, is_pre_order, 1);
		break;
	case BASKET_MADE:
		put_some(&f, is_made, dice_between(&f.dice, 1, 2));
		break;
	case BASKET_COUNTER:
		put_some(&f, is_fetched, dice_between(&f.dice, 1, 2));
		break;
	case BASKET_SMALL:
		put_some(&f, is_cheap, 1);
		break;
	case BASKET_LARGE:
		put_large(&f);
		break;
	}
	if (f.n == 0)
		put_some(&f, is_there, 1);
	return f.n;
}
