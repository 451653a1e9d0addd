/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much one promotion takes off which lines. Pure. */
#include "base/money.h"
#include "promotion/promotion.h"

enum { BP = 10000 };

/* ---- off what is left of the lines, in proportion ---- */

static int64_t sum_left(const struct promotion *p, const struct promotion_case *c,
			const struct promotion_state *s, int64_t *weight)
{
	int64_t sum = 0;

	for (size_t i = 0; i < c->n_lines; i++) {
		weight[i] = promotion_includes(p, &c->lines[i]) ? s->left[i] : 0;
		sum += weight[i];
	}
	return sum;
}

static int64_t at_most(int64_t amount, int64_t most)
{
	return amount < most ? amount : most;
}

/* Each line gives no more than is left of it; what nobody can give is not taken. */
static int64_t take_off(const struct promotion_case *c, struct promotion_state *s,
			const int64_t *part)
{
	int64_t sum = 0;

	for (size_t i = 0; i < c->n_lines; i++) {
		int64_t off = at_most(part[i], s->left[i]);

		s->left[i] -= off;
		s->off[i] += off;
		sum += off;
	}
	s->amount += sum;
	return sum;
}

static int64_t bounded(const struct promotion *p, int64_t off)
{
	return p->most > 0 ? at_most(off, p->most) : off;
}

static int64_t give_share(struct arena *a, const struct promotion *p,
			  const struct promotion_case *c, struct promotion_state *s)
{
	int64_t *weight = arena_array_of(a, c->n_lines + 1, int64_t);
	int64_t *part = arena_array_of(a, c->n_lines + 1, int64_t);
	int64_t sum = sum_left(p, c, s, weight), off = at_most(p->amount, sum);

	if (p->kind == PROMOTION_PERCENT && !money_scale(sum, p->percent_bp, BP, &off))
		return 0;
	if (sum == 0)
		return 0;
	money_split(bounded(p, off), weight, c->n_lines, part);
	return take_off(c, s, part);
}

/* ---- by units, the dearest first ---- */

struct run { /* units of one line */
	size_t line;
	int64_t unit_milli, n;
};

/* The dearest first, so that what is added never takes from what was given: of equal ones the
 * earlier line. */
static struct run *runs_of(struct arena *a, const struct promotion *p,
			   const struct promotion_case *c, const struct promotion_state *s,
			   size_t *n)
{
	struct run *all = arena_array_of(a, c->n_lines + 1, struct run);

	*n = 0;
	for (size_t i = 0; i < c->n_lines; i++) {
		const struct promotion_line *l = &c->lines[i];
		size_t at = *n;

		if (s->taken[i] || l->quantity <= 0 || !promotion_includes(p, l))
			continue;
		for (; at > 0 && all[at - 1].unit_milli < l->unit_milli; at--)
			all[at] = all[at - 1];
		all[at] = (struct run){ i, l->unit_milli, l->quantity };
		++*n;
	}
	return all;
}

/* Of the first n units, in groups of buy + get, those that come with it; where nothing has to be
 * bought, the first `get` in all. */
static int64_t gifts_among(int64_t n, int buy, int get)
{
	int64_t group = (int64_t)buy + get, over = n % group - buy;

	if (buy == 0)
		return at_most(n, get);
	return n / group * get + (over > 0 ? over : 0);
}

static int64_t give_with(struct arena *a, const struct promotion *p, const struct promotion_case *c,
			 struct promotion_state *s)
{
	int64_t *value = arena_array_of(a, c->n_lines + 1, int64_t);
	int64_t *part = arena_array_of(a, c->n_lines + 1, int64_t), at = 0, off = 0;
	size_t n;
	const struct run *runs = runs_of(a, p, c, s, &n);

	for (size_t i = 0; i < n; i++) {
		int64_t free = gifts_among(at + runs[i].n, p->buy, p->get) -
			       gifts_among(at, p->buy, p->get);
		int64_t amount;

		at += runs[i].n;
		if (!money_line(runs[i].unit_milli, free, &amount) ||
		    !money_scale(amount, p->percent_bp, BP, &value[runs[i].line]))
			value[runs[i].line] = 0;
		off += value[runs[i].line];
	}
	if (off == 0)
		return 0;
	for (size_t i = 0; i < n; i++)
		s->taken[runs[i].line] = true;
	money_split(bounded(p, off), value, c->n_lines, part);
	return take_off(c, s, part);
}

/* Units that stand in groups which cost less together, each group of `buy`. */
struct sets {
	int64_t off_milli, in_group, group_milli;
	int64_t *group; /* of each line, what it has in the group that is being filled */
	int64_t *weight;
};

static void close_group(struct sets *x, const struct run *runs, size_t n, int64_t price_milli,
			int64_t times)
{
	bool gains = x->group_milli > price_milli;

	if (gains)
		x->off_milli += (x->group_milli - price_milli) * times;
	for (size_t i = 0; i < n; i++) {
		if (gains)
			x->weight[runs[i].line] += x->group[runs[i].line] * times;
		x->group[runs[i].line] = 0;
	}
	x->in_group = x->group_milli = 0;
}

static void fill_groups(struct sets *x, const struct promotion *p, const struct run *runs, size_t n,
			int64_t price_milli)
{
	for (size_t i = 0; i < n; i++) {
		int64_t rest = runs[i].n;

		while (rest > 0) {
			bool whole = x->in_group == 0 && rest >= p->buy;
			int64_t take = at_most(rest, p->buy - x->in_group);

			x->in_group += take;
			x->group_milli += take * runs[i].unit_milli;
			x->group[runs[i].line] += take * runs[i].unit_milli;
			if (x->in_group < p->buy)
				break;
			close_group(x, runs, n, price_milli, whole ? rest / p->buy : 1);
			rest -= whole ? rest / p->buy * p->buy : take;
		}
	}
}

static int64_t give_sets(struct arena *a, const struct promotion *p, const struct promotion_case *c,
			 struct promotion_state *s)
{
	struct sets x = { .group = arena_array_of(a, c->n_lines + 1, int64_t),
			  .weight = arena_array_of(a, c->n_lines + 1, int64_t) };
	int64_t *part = arena_array_of(a, c->n_lines + 1, int64_t), off;
	size_t n;
	const struct run *runs = runs_of(a, p, c, s, &n);

	fill_groups(&x, p, runs, n, p->amount * MONEY_MILLI);
	if (!money_scale(x.off_milli, 1, MONEY_MILLI, &off) || off == 0)
		return 0;
	for (size_t i = 0; i < n; i++)
		s->taken[runs[i].line] = true;
	money_split(bounded(p, off), x.weight, c->n_lines, part);
	return take_off(c, s, part);
}

static int64_t give_bundles(struct arena *a, const struct promotion *p,
			    const struct promotion_case *c, struct promotion_state *s)
{
	int64_t *weight = arena_array_of(a, c->n_lines + 1, int64_t);
	int64_t *part = arena_array_of(a, c->n_lines + 1, int64_t), off;

	if (!money_scale(promotion_bundle_off(a, p, c, s->taken, weight), 1, MONEY_MILLI, &off) ||
	    off == 0)
		return 0;
	for (size_t i = 0; i < c->n_lines; i++)
		s->taken[i] = s->taken[i] || promotion_includes(p, &c->lines[i]);
	money_split(bounded(p, off), weight, c->n_lines, part);
	return take_off(c, s, part);
}

/* ---- off the shipping fee ---- */

static int64_t give_shipping(const struct promotion *p, const struct promotion_case *c,
			     struct promotion_state *s)
{
	int64_t left = promotion_fee(c, s->amount + c->own) - s->shipping;
	int64_t off = p->amount > 0 ? at_most(p->amount, left) : left;

	s->shipping += off;
	return off;
}

struct promotion_gift promotion_give(struct arena *a, const struct promotion *p,
				     const struct promotion_case *c, struct promotion_state *s)
{
	struct promotion_gift g = { 0 };

	switch (p->kind) {
	case PROMOTION_SET:
		g.amount = give_sets(a, p, c, s);
		break;
	case PROMOTION_GET:
		g.amount = give_with(a, p, c, s);
		break;
	case PROMOTION_BUNDLE:
		g.amount = give_bundles(a, p, c, s);
		break;
	case PROMOTION_SHIPPING:
		g.shipping = give_shipping(p, c, s);
		break;
	default:
		g.amount = give_share(a, p, c, s);
	}
	return g;
}
