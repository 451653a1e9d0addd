/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a bundle's price is shared by its parts, and when it is none any more. Pure. */
#include "base/money.h"
#include "order/bundle.h"

/* By what the parts cost on their own; those that cost nothing share by their units. */
static bool weigh(const int64_t *list_milli, const int *per, size_t n, int64_t quantity,
		  int64_t *weight)
{
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++) {
		if (!money_line(list_milli[i], per[i] * quantity, &weight[i]))
			return false;
		sum += weight[i];
	}
	for (size_t i = 0; sum == 0 && i < n; i++)
		weight[i] = per[i];
	return true;
}

/* The unit price that comes to this amount. */
static bool unit_for(int64_t amount, int64_t units, int64_t *unit_milli)
{
	int64_t again;

	return amount <= INT64_MAX / MONEY_MILLI / 2 &&
	       money_scale(amount * MONEY_MILLI, 1, units, unit_milli) &&
	       money_line(*unit_milli, units, &again) && again == amount;
}

bool bundle_share(int64_t unit_milli, int64_t quantity, const int64_t *list_milli, const int *per,
		  size_t n, int64_t *out)
{
	int64_t weight[PARTS_MAX], share[PARTS_MAX], total;

	if (n == 0 || n > PARTS_MAX || !money_line(unit_milli, quantity, &total) ||
	    !weigh(list_milli, per, n, quantity, weight))
		return false;
	money_split(total, weight, n, share);
	for (size_t i = 0; i < n; i++)
		if (!unit_for(share[i], per[i] * quantity, &out[i]))
			return false;
	return true;
}

const struct order_bundle *order_bundle_of(const struct order *o, const struct order_line *l)
{
	for (size_t i = 0; l->bundle_id && i < o->n_bundles; i++)
		if (o->bundles[i].id == l->bundle_id)
			return &o->bundles[i];
	return NULL;
}

static bool is_as_sold(const struct order_line *l)
{
	return l->stored.ordered == 0 ||
	       (l->ordered == l->stored.ordered && l->unit_milli == l->stored.unit_milli);
}

static bool is_whole(const struct order *o, uint64_t bundle_id)
{
	bool any = false;

	for (size_t i = 0; i < o->n_lines; i++) {
		if (o->lines[i].bundle_id != bundle_id)
			continue;
		any = true;
		if (!is_as_sold(&o->lines[i]))
			return false;
	}
	return any;
}

size_t bundle_settle(struct order *o, uint64_t *gone)
{
	size_t n_gone = 0, n = 0;

	for (size_t b = 0; b < o->n_bundles; b++) {
		uint64_t id = o->bundles[b].id;

		if (is_whole(o, id)) {
			o->bundles[n++] = o->bundles[b];
			continue;
		}
		gone[n_gone++] = id;
		for (size_t i = 0; i < o->n_lines; i++)
			if (o->lines[i].bundle_id == id)
				o->lines[i].bundle_id = 0;
	}
	o->n_bundles = n;
	return n_gone;
}
