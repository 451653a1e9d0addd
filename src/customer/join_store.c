/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who became known by themselves. */
#include "customer/store.h"

DB_STATEMENT(join_insert, "INSERT INTO customer_join (customer_id, source, at) VALUES (?, ?, ?)");

void join_store_insert(struct work *w, uint64_t customer_id, enum join_source source)
{
	(void)!db_insert(w->db, &join_insert, customer_id, (int)source, w->now);
}

DB_STATEMENT(join_read, "SELECT source, at FROM customer_join WHERE customer_id = ?");

bool join_store_read(struct work *w, uint64_t customer_id, enum join_source *source,
		     struct instant *at)
{
	struct rows *r = db_query(w->db, &join_read, customer_id);

	/* a newer release may have written sources that this one has no word for */
	if (!rows_next(r) || rows_int(r, 0) >= JOIN_SOURCE__MAX)
		return false;
	*source = (enum join_source)rows_int(r, 0);
	*at = rows_time(r, 1);
	return true;
}
