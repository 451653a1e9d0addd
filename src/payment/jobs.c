/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the worker does for payments. */
#include "payment/payment.h"

enum { ORDERS_AT_ONCE = 50 };

struct expiry {
	uint64_t order_id;
	bool done;
};

/* Looks again under the lock: money may have come in since the list was made. */
static int expire(struct work *w, void *arg)
{
	struct expiry *e = arg;
	struct order *o = order_open(w, e->order_id);
	struct order_answer answer;

	e->done = false;
	if (!o || o->captured_amount > 0 || instant_is_none(o->pay_until) ||
	    o->pay_until.us >= w->now.us)
		return 0;
	e->done = order_cancel(w, (struct order_ref){ o->id, o->version }, "payment_expired",
			       &answer) == ORDER_OK;
	return 0;
}

size_t payment_expire_unpaid(struct work *w)
{
	struct work by_rule = *w;
	uint64_t ids[ORDERS_AT_ONCE];
	size_t n = order_find_unpaid_expired(w, ids, ORDERS_AT_ONCE), done = 0;

	by_rule.actor = (struct actor){ ACTOR_RULE, 0 };
	for (size_t i = 0; i < n; i++) {
		struct expiry e = { .order_id = ids[i] };
		(void)work_transaction(&by_rule, expire, &e);
		done += e.done;
	}
	return done;
}
