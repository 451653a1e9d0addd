/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An order's priority, by the shop's settings and what its customer did before. */
#include "order/priority.h"

const char *const order_priority_word[ORDER_PRIORITY__MAX] = {
	[PRIORITY_FREQUENT] = "frequent", [PRIORITY_VALUE] = "value", [PRIORITY_EARLY] = "early",
	[PRIORITY_AMOUNT] = "amount",     [PRIORITY_FIRST] = "first", [PRIORITY_TIER] = "tier",
};

static struct priority_limits limits_of(const struct work *w)
{
	const struct settings *s = &w->app->settings;

	return (struct priority_limits){
		.frequent_orders = s->frequent_orders,
		.frequent_more_orders = s->frequent_more_orders,
		.value_over = s->value_over,
		.amount_over = s->amount_over,
		.early_days = s->early_days,
		.points = { s->points_frequent, s->points_value, s->points_early, s->points_amount,
			    s->points_first, s->points_tier },
	};
}

void order_priority_begin(struct work *w, struct order *o, const struct order_standing *s)
{
	struct priority_limits m = limits_of(w);
	struct priority_past past;

	priority_store_past(w, o, &past);
	past.tier = s->comes_first;
	o->priority_why = priority_of_past(&m, &past);
	priority_reckon(&m, o);
}

void order_priority_renew(const struct work *w, struct order *o)
{
	struct priority_limits m = limits_of(w);

	priority_reckon(&m, o);
}
