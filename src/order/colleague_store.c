/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who has an order open. */
#include "order/colleague.h"

#define KEPT INSTANT_HOUR

DB_STATEMENT(presence_read, "SELECT staff_id, at, changing FROM order_presence WHERE order_id = ? "
			    "AND at >= ? ORDER BY at DESC LIMIT ?");
size_t colleague_store_read(struct work *w, uint64_t order_id, struct instant since,
			    struct colleague v[COLLEAGUES_MAX])
{
	struct rows *r = db_query(w->db, &presence_read, order_id, since, (int)COLLEAGUES_MAX);
	size_t n = 0;

	while (rows_next(r))
		v[n++] = (struct colleague){ rows_id(r, 0), rows_time(r, 1), rows_bool(r, 2) };
	return n;
}

DB_STATEMENT(presence_note,
	     "INSERT INTO order_presence (order_id, staff_id, at, changing) VALUES (?, ?, ?, ?) "
	     "ON DUPLICATE KEY UPDATE at = VALUES(at), changing = VALUES(changing)");
void colleague_store_note(struct work *w, uint64_t order_id, bool changing)
{
	db_exec(w->db, &presence_note, order_id, w->actor.id, w->now, changing);
}

DB_STATEMENT(presence_sweep, "DELETE FROM order_presence WHERE at < ? ORDER BY at LIMIT ?");
bool order_sweep(struct work *w, int max)
{
	return db_exec(w->db, &presence_sweep, instant_add(w->now, -KEPT), max) >= max;
}
