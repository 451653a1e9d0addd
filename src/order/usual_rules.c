/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which items somebody buys again, and how often, from the lines of their orders. */
#include "order/usual.h"

#include <stdlib.h>
#include <string.h>

/* By item, each item's oldest order first. */
static int by_item(const void *a, const void *b)
{
	const struct usual_line *x = a, *y = b;
	int sku = strcmp(x->sku, y->sku);

	if (sku)
		return sku;
	if (x->at.us != y->at.us)
		return x->at.us < y->at.us ? -1 : 1;
	return (x->order_id > y->order_id) - (x->order_id < y->order_id);
}

/* False: a goes before b. */
static bool is_behind(const struct usual *a, const struct usual *b)
{
	if (a->orders != b->orders)
		return a->orders < b->orders;
	if (a->newest->at.us != b->newest->at.us)
		return a->newest->at.us < b->newest->at.us;
	return strcmp(a->newest->sku, b->newest->sku) > 0;
}

/* One item's lines: from the first of v to the last of n. */
static struct usual sum_up(const struct usual_line *v, size_t n)
{
	struct usual u = { .newest = &v[n - 1] };
	int64_t days[USUAL_ORDERS];

	for (size_t i = 0; i < n; i++) {
		u.units += v[i].units;
		if ((i > 0 && v[i].order_id == v[i - 1].order_id) || u.orders == USUAL_ORDERS)
			continue;
		days[u.orders++] = instant_local_day(v[i].at);
	}
	u.rhythm = rhythm_of(days, (size_t)u.orders);
	return u;
}

static size_t put(struct usual *out, size_t n, size_t max, const struct usual *u)
{
	size_t i = n;

	while (i > 0 && is_behind(&out[i - 1], u))
		i--;
	if (i == max)
		return n;
	if (n < max)
		n++;
	memmove(&out[i + 1], &out[i], (n - i - 1) * sizeof *out);
	out[i] = *u;
	return n;
}

size_t usual_of(struct usual_line *lines, size_t n, struct usual *out, size_t max)
{
	size_t found = 0;

	qsort(lines, n, sizeof *lines, by_item);
	for (size_t from = 0, to; from < n; from = to) {
		struct usual u;

		for (to = from + 1; to < n && !strcmp(lines[to].sku, lines[from].sku);)
			to++;
		u = sum_up(&lines[from], to - from);
		if (u.orders > 1)
			found = put(out, found, max, &u);
	}
	return found;
}
