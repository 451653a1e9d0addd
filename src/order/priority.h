/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes first at the desk, and why: a few reasons, each worth some points by setting. Part of
 * order.h's area; rules are pure. */
#ifndef REGULARS_ORDER_PRIORITY_H
#define REGULARS_ORDER_PRIORITY_H

#include "order/order.h"

enum order_priority { /* bits of orders.priority_why: never renumbered */
		      PRIORITY_FREQUENT,
		      PRIORITY_VALUE,
		      PRIORITY_EARLY,
		      PRIORITY_AMOUNT,
		      PRIORITY_FIRST,
		      PRIORITY_TIER,
		      ORDER_PRIORITY__MAX
};
extern const char *const order_priority_word[ORDER_PRIORITY__MAX];
#define PRIORITY_BIT(p) (1U << (p))

struct priority_limits {                               /* of 0 none is a reason */
	int64_t frequent_orders, frequent_more_orders; /* in the short time, or in the long one */
	int64_t value_over;  /* minor units paid within a year, without this order */
	int64_t amount_over; /* minor units of this order */
	int64_t early_days;  /* promised within so many days of placing */
	int64_t points[ORDER_PRIORITY__MAX];
};
struct priority_past { /* of the customer, without this order; drafts and cancelled ones left out */
	int64_t n_orders, n_short, n_long, paid;
	bool tier; /* theirs comes first */
};

/* The reasons that lie in what the customer did before. */
unsigned priority_of_past(const struct priority_limits *m, const struct priority_past *p);
/* Those that lie in the order itself, beside what the past gave it; sets its points. */
void priority_reckon(const struct priority_limits *m, struct order *o);

/* As a new order is written: reads the past of its customer. */
void order_priority_begin(struct work *w, struct order *o, const struct order_standing *s);
/* As an order is saved: its amount or its promise may be another. */
void order_priority_renew(const struct work *w, struct order *o);

/* ---- order/priority_store.c ---- */
void priority_store_past(struct work *w, const struct order *o, struct priority_past *out);

#endif
