/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer's rhythm, read from their orders, as the desk shows it. */
#include <string.h>
#include "base/json.h"
#include "base/money.h"
#include "order/rhythm.h"

enum { READ_MAX = 200, WIDTH = 1000, HEIGHT = 140, LEDGE = 4 };

/* Drafts and what was cancelled say nothing. */
DB_STATEMENT(rhythm_orders,
	     "SELECT placed_at, live_amount - credited_amount, currency FROM orders o "
	     "WHERE customer_id = ? AND " ORDER_COUNTS " ORDER BY id DESC LIMIT 200");

struct bought {
	struct instant at;
	int64_t amount;
	const char *currency;
};

struct bought_list {
	struct bought v[READ_MAX];
	int64_t days[READ_MAX];
	size_t n;
	struct instant last;
	const char *currency; /* of the newest: what is drawn */
};

static void read_orders(struct work *w, uint64_t customer_id, struct bought_list *all)
{
	struct rows *r = db_query(w->db, &rhythm_orders, customer_id);

	all->n = 0;
	all->last = INSTANT_NONE;
	while (rows_next(r)) {
		struct bought *b = &all->v[all->n];

		*b = (struct bought){ rows_time(r, 0), rows_i64(r, 1), rows_text(r, 2) };
		all->days[all->n++] = instant_local_day(b->at);
		if (instant_is_none(all->last) || b->at.us > all->last.us) {
			all->last = b->at;
			all->currency = b->currency;
		}
	}
}

static struct instant days_on(struct instant t, int days)
{
	return instant_add(t, days * INSTANT_DAY);
}

static void add_next(const struct rhythm *r, struct instant last, cJSON *view)
{
	cJSON *next;

	if (!r->every) {
		json_add_null(view, "next");
		return;
	}
	next = json_add_object(view, "next");
	json_add_instant(next, "at", days_on(last, r->every));
	json_add_instant(next, "from", days_on(last, r->low));
	json_add_instant(next, "to", days_on(last, r->high));
}

/* ---- the chart ---- */

struct drawing {
	struct rhythm_scale scale;
	const struct bought_list *all;
	int64_t least, most, top;
	int n;
};

static bool is_drawn(const struct drawing *d, const struct bought *b)
{
	int x = rhythm_x(&d->scale, b->at, WIDTH);

	return x >= 0 && x <= WIDTH && b->amount > 0 && strcmp(b->currency, d->all->currency) == 0;
}

static void measure(struct drawing *d)
{
	for (size_t i = 0; i < d->all->n; i++) {
		const struct bought *b = &d->all->v[i];

		if (!is_drawn(d, b))
			continue;
		if (d->n++ == 0 || b->amount < d->least)
			d->least = b->amount;
		if (b->amount > d->most)
			d->most = b->amount;
	}
	if (d->n > 0)
		d->top = rhythm_top(d->most, money_exponent(d->all->currency));
}

/* Oldest first, as they are looked at. */
static void add_sticks(const struct drawing *d, cJSON *chart)
{
	cJSON *list = json_add_array(chart, "sticks");

	for (size_t i = d->all->n; i-- > 0;) {
		const struct bought *b = &d->all->v[i];
		cJSON *one;

		if (!is_drawn(d, b))
			continue;
		one = json_append_object(list);
		json_add_instant(one, "at", b->at);
		json_add_money(one, "amount", b->amount, b->currency);
		json_add_int(one, "x", rhythm_x(&d->scale, b->at, WIDTH));
		json_add_int(one, "y", HEIGHT - b->amount * (HEIGHT - LEDGE) / d->top);
	}
}

static int within(int x)
{
	return x < 0 ? 0 : x > WIDTH ? WIDTH : x;
}

/* The range as an area, its middle as a line: none where it lies outside of what is drawn. */
static void add_area(const struct drawing *d, const struct rhythm *r, cJSON *chart)
{
	int from = rhythm_x(&d->scale, days_on(d->all->last, r->low), WIDTH),
	    to = rhythm_x(&d->scale, days_on(d->all->last, r->high), WIDTH);
	cJSON *area;

	if (!r->every || from > WIDTH || to < 0) {
		json_add_null(chart, "area");
		return;
	}
	area = json_add_object(chart, "area");
	json_add_int(area, "x", within(from));
	json_add_int(area, "width", within(to) > within(from) ? within(to) - within(from) : 1);
	json_add_int(area, "middle",
		     within(rhythm_x(&d->scale, days_on(d->all->last, r->every), WIDTH)));
}

static void add_months(struct arena *a, const struct rhythm_scale *s, cJSON *chart)
{
	cJSON *list = json_add_array(chart, "months");

	for (int i = 0; i < s->months; i++)
		json_append_text(list, arena_printf(a, "%02d", (s->month - 1 + i) % 12 + 1));
}

/* NULL: nothing to draw. */
static cJSON *chart_view(struct work *w, const struct bought_list *all, const struct rhythm *r)
{
	struct drawing d = { .all = all };
	cJSON *chart;

	if (all->n == 0)
		return NULL;
	d.scale = rhythm_scale(w->now, r->every ? days_on(all->last, r->high) : INSTANT_NONE);
	measure(&d);
	if (d.n == 0)
		return NULL;
	chart = json_object();
	json_add_int(chart, "orders", d.n);
	json_add_money(chart, "least", d.least, all->currency);
	json_add_money(chart, "most", d.most, all->currency);
	json_add_money(chart, "top", d.top, all->currency);
	json_add_money(chart, "half", d.top / 2, all->currency);
	add_sticks(&d, chart);
	add_area(&d, r, chart);
	add_months(w->arena, &d.scale, chart);
	return chart;
}

cJSON *order_rhythm_for_customer(struct work *w, uint64_t customer_id)
{
	struct bought_list *all = arena_new_of(w->arena, struct bought_list);
	cJSON *view = json_object(), *chart;
	struct rhythm r;

	read_orders(w, customer_id, all);
	r = rhythm_of(all->days, all->n);
	chart = chart_view(w, all, &r);
	json_add_int(view, "days", r.n);
	json_add_bool(view, "has_rhythm", r.every > 0);
	json_add_int(view, "every_days", r.every);
	json_add_int(view, "low_days", r.low);
	json_add_int(view, "high_days", r.high);
	json_add_bool(view, "is_even", r.low == r.high);
	json_add_instant(view, "last_at", all->last);
	json_add_text(view, "standing",
		      rhythm_standing_word[rhythm_standing(
			      &r, instant_is_none(all->last) ? 0 : instant_local_day(all->last),
			      instant_local_day(w->now))]);
	add_next(&r, all->last, view);
	json_add(view, "chart", chart ? chart : cJSON_CreateNull());
	return view;
}
