/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A shop that never was: eighteen months of orders, told again through the use cases, each act at
 * its own time. The same wish gives the same shop, but for ids and numbers; with another day, the
 * same moved by so many days. */
#ifndef REGULARS_DEMO_DEMO_H
#define REGULARS_DEMO_DEMO_H

#include "app.h"
#include "order/order.h"

enum {
	DEMO_ORDERS_MIN = 150,
	DEMO_ORDERS_MAX = 50000,
	DEMO_CUSTOMERS_MIN = 30,
	DEMO_CUSTOMERS_MAX = 9999
};

struct demo_wish {
	int orders, customers; /* within the bounds above, and customers <= orders */
	int64_t today;         /* a local day (instant_local_day) whose demo_end() has passed */
	/* Hears of each batch: orders placed so far; NULL: nobody listens. */
	void (*say)(void *arg, int placed);
	void *arg;
};
struct demo_report {
	int products, skus, customers, orders, parcels;
	int64_t badges[ORDER_BADGE__MAX];
	const char *emails[2]; /* of customers to sign in as: one reads Chinese, one English */
};
/* The moment that the shop is shown at, early on that day. */
struct instant demo_end(int64_t today);
/* On a database without orders; fail()s when a state that the shop should show is missing at the
 * end. */
void demo_load(struct work *w, const struct demo_wish *wish, struct demo_report *out);

#endif
