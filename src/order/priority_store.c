/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a customer ordered before, in sums. */
#include "order/priority.h"

#define YEAR (365 * INSTANT_DAY)

/* Ids rise with the time of placing. Who orders more than this is frequent and no first one. */
DB_STATEMENT(priority_past_of,
	     "SELECT COUNT(*), SUM(CASE WHEN id > ? THEN 1 ELSE 0 END), "
	     "SUM(CASE WHEN id > ? THEN 1 ELSE 0 END), "
	     "SUM(CASE WHEN id > ? AND currency = ? THEN captured_amount - refunded_amount ELSE 0 "
	     "END) FROM (SELECT id, currency, captured_amount, refunded_amount FROM orders o "
	     "WHERE customer_id = ? AND id < ? AND " ORDER_COUNTS " ORDER BY id DESC LIMIT 200) "
	     "p");

static uint64_t since(const struct order *o, int64_t us)
{
	return ident_floor(instant_add(o->placed_at, -us));
}

void priority_store_past(struct work *w, const struct order *o, struct priority_past *out)
{
	const struct settings *s = &w->app->settings;
	struct rows *r =
		db_query(w->db, &priority_past_of, since(o, s->frequent_days * INSTANT_DAY),
			 since(o, s->frequent_more_days * INSTANT_DAY), since(o, YEAR), s->currency,
			 o->customer_id, o->id);

	rows_next(r);
	*out = (struct priority_past){ rows_i64(r, 0), rows_i64(r, 1), rows_i64(r, 2),
				       rows_i64(r, 3), false };
}
