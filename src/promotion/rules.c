/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which promotions apply to an order, and which of them go together. Pure: no I/O, no clock. */
#include <string.h>
#include "promotion/promotion.h"

const char *const promotion_kind_word[PROMOTION_KIND__MAX] = {
	[PROMOTION_SET] = "set",           [PROMOTION_GET] = "get",
	[PROMOTION_PERCENT] = "percent",   [PROMOTION_AMOUNT] = "amount",
	[PROMOTION_SHIPPING] = "shipping", [PROMOTION_BUNDLE] = "bundle",
};
const enum promotion_kind promotion_order[PROMOTION_KIND__MAX] = {
	PROMOTION_BUNDLE,  PROMOTION_SET,    PROMOTION_GET,
	PROMOTION_PERCENT, PROMOTION_AMOUNT, PROMOTION_SHIPPING,
};
const char *const promotion_why_word[PROMOTION_WHY__MAX] = {
	[PROMOTION_FITS] = "fits",
	[PROMOTION_NO_CODE] = "unknown_code",
	[PROMOTION_ENDED] = "ended",
	[PROMOTION_NOT_YET] = "not_yet",
	[PROMOTION_OVER] = "over",
	[PROMOTION_USED_UP] = "used_up",
	[PROMOTION_USED_BY_YOU] = "used_by_customer",
	[PROMOTION_NOT_FIRST] = "not_first",
	[PROMOTION_NO_ITEM] = "no_item",
	[PROMOTION_UNDER_MINIMUM] = "under_minimum",
	[PROMOTION_NOTHING] = "nothing_off",
	[PROMOTION_LESS] = "less_than_others",
	[PROMOTION_NOT_YOURS] = "not_yours",
	[PROMOTION_NOT_TIER] = "not_tier",
	[PROMOTION_TOO_FEW] = "too_few_items",
};

const char *promotion_clean_code(struct arena *a, const char *typed)
{
	char code[PROMOTION_CODE_MAX + 1];
	size_t n = 0, end = typed ? strlen(typed) : 0;

	while (end > 0 && typed[end - 1] == ' ')
		end--;
	for (size_t i = 0; i < end; i++) {
		char c = typed[i];

		if (c == ' ' && n == 0)
			continue;
		c = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
		if (n == PROMOTION_CODE_MAX || !c ||
		    !strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_", c))
			return NULL;
		code[n++] = c;
	}
	code[n] = 0;
	return n < PROMOTION_CODE_MIN ? NULL : arena_strdup(a, code);
}

/* ---- its items ---- */

static bool is_below(const char *trail, uint64_t category_id)
{
	char step[24];
	size_t n = sizeof step - 1;

	step[n] = 0;
	step[--n] = '/';
	for (; category_id > 0; category_id /= 10)
		step[--n] = (char)('0' + category_id % 10);
	step[--n] = '/';
	return trail && strstr(trail, step + n) != NULL;
}

/*	it is for one SKU		whether it is that one
 *	a bundle			whether it is one of its SKUs
 *	an item that is named as out	no
 *	no item is named as in		yes
 *	one that is			yes
 *	any other			no */
bool promotion_includes(const struct promotion *p, const struct promotion_line *l)
{
	bool any_in = false, in = false;

	if (p->sku_id)
		return l->sku_id == p->sku_id;
	for (size_t i = 0; i < p->n_scopes; i++) {
		const struct promotion_scope *s = &p->scopes[i];
		bool it = s->sku_id       ? s->sku_id == l->sku_id
			  : s->product_id ? s->product_id == l->product_id
					  : is_below(l->trail, s->category_id);

		if (it && s->is_out)
			return false;
		any_in = any_in || !s->is_out;
		in = in || it;
	}
	return in || !any_in;
}

/* ---- whether it applies at all ---- */

static bool is_reached(int limit, int used)
{
	return limit > 0 && used >= limit;
}

/*	for everybody			yes
 *	its tier is no more		no
 *	somebody in no tier		no
 *	their tier begins there or above	yes */
static bool is_for_their_tier(const struct promotion *p, const struct promotion_case *c)
{
	return !p->tier_id || (p->tier_entry >= 0 && c->tier_entry >= p->tier_entry);
}

/* The first that is so; of uses that hold none of this is asked again. */
static enum promotion_why judge_time(const struct promotion *p, const struct promotion_case *c)
{
	if (p->is_for_other)
		return PROMOTION_NOT_YOURS;
	if (!instant_is_none(p->ended_at) || !instant_is_none(p->code_ended_at))
		return PROMOTION_ENDED;
	if (!instant_is_none(p->from) && c->at.us < p->from.us)
		return PROMOTION_NOT_YET;
	if ((!instant_is_none(p->until) && c->at.us >= p->until.us) ||
	    (!instant_is_none(p->code_until) && c->at.us >= p->code_until.us))
		return PROMOTION_OVER;
	if (is_reached(p->limit_total, p->used) || is_reached(p->code_limit, p->code_used))
		return PROMOTION_USED_UP;
	if (is_reached(p->limit_customer, p->used_by_customer))
		return PROMOTION_USED_BY_YOU;
	if (!is_for_their_tier(p, c))
		return PROMOTION_NOT_TIER;
	return p->is_first && !c->is_first ? PROMOTION_NOT_FIRST : PROMOTION_FITS;
}

enum promotion_why promotion_judge(const struct promotion *p, const struct promotion_case *c)
{
	enum promotion_why why = p->is_agreed ? PROMOTION_FITS : judge_time(p, c);
	int64_t sum = 0;
	bool any = false;

	if (why != PROMOTION_FITS)
		return why;
	for (size_t i = 0; i < c->n_lines; i++) {
		if (c->lines[i].quantity <= 0 || !promotion_includes(p, &c->lines[i]))
			continue;
		any = true;
		sum += c->lines[i].amount;
	}
	if (!any)
		return PROMOTION_NO_ITEM;
	if (!promotion_has_enough(p, c))
		return PROMOTION_TOO_FEW;
	return sum < p->minimum ? PROMOTION_UNDER_MINIMUM : PROMOTION_FITS;
}

int64_t promotion_fee(const struct promotion_case *c, int64_t off)
{
	int64_t items = 0;

	for (size_t i = 0; i < c->n_lines; i++)
		items += c->lines[i].amount;
	return c->free_over > 0 && items - off >= c->free_over ? 0 : c->fee;
}

/* ---- which of them ---- */

static struct promotion_state fresh(struct arena *a, const struct promotion_case *c)
{
	struct promotion_state s = { .left = arena_array_of(a, c->n_lines + 1, int64_t),
				     .off = arena_array_of(a, c->n_lines + 1, int64_t),
				     .taken = arena_array_of(a, c->n_lines + 1, bool) };

	for (size_t i = 0; i < c->n_lines; i++)
		s.left[i] = c->lines[i].amount;
	return s;
}

struct choosing {
	struct arena *arena;
	const struct promotion *all;
	size_t n;
	const struct promotion_case *c;
	const enum promotion_why *fits;
};

/* Of these, the alone-th alone, or (SIZE_MAX) all that go together: by kind, then as they stand. */
static struct promotion_answer reckon(const struct choosing *x, size_t alone)
{
	struct promotion_state s = fresh(x->arena, x->c);
	struct promotion_answer out = { .gifts = arena_array_of(x->arena, x->n + 1,
								struct promotion_gift) };

	for (int k = 0; k < PROMOTION_KIND__MAX; k++)
		for (size_t i = 0; i < x->n; i++) {
			const struct promotion *p = &x->all[i];
			struct promotion_gift g;

			if (p->kind != promotion_order[k] || x->fits[i] != PROMOTION_FITS ||
			    (alone == SIZE_MAX ? p->is_alone : i != alone))
				continue;
			g = promotion_give(x->arena, p, x->c, &s);
			g.of = i;
			if (g.amount + g.shipping > 0)
				out.gifts[out.n_gifts++] = g;
		}
	out.off = s.off;
	out.amount = s.amount;
	out.shipping = s.shipping;
	return out;
}

static int64_t worth(const struct promotion_answer *a)
{
	return a->amount + a->shipping;
}

static void mark(enum promotion_why *why, const struct promotion_answer *with,
		 enum promotion_why what)
{
	for (size_t i = 0; i < with->n_gifts; i++)
		why[with->gifts[i].of] = what;
}

struct promotion_answer promotion_choose(struct arena *a, const struct promotion *all, size_t n,
					 const struct promotion_case *c)
{
	enum promotion_why *fits = arena_array_of(a, n + 1, enum promotion_why);
	enum promotion_why *why = arena_array_of(a, n + 1, enum promotion_why);
	struct choosing x = { a, all, n, c, fits };
	struct promotion_answer best;

	for (size_t i = 0; i < n; i++) {
		fits[i] = promotion_judge(&all[i], c);
		why[i] = fits[i] == PROMOTION_FITS ? PROMOTION_NOTHING : fits[i];
	}
	best = reckon(&x, SIZE_MAX);
	mark(why, &best, PROMOTION_LESS);
	for (size_t i = 0; i < n; i++) {
		struct promotion_answer one;

		if (!all[i].is_alone || fits[i] != PROMOTION_FITS)
			continue;
		one = reckon(&x, i);
		mark(why, &one, PROMOTION_LESS);
		if (worth(&one) > worth(&best))
			best = one;
	}
	mark(why, &best, PROMOTION_FITS);
	best.why = why;
	return best;
}
