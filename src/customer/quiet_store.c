/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hours when nothing may ring at a customer's. */
#include "customer/store.h"

DB_STATEMENT(quiet_read, "SELECT quiet_from, quiet_to FROM customer WHERE id = ? AND quiet_from IS "
			 "NOT NULL AND quiet_to IS NOT NULL");

struct quiet_hours customer_quiet(struct work *w, uint64_t customer_id)
{
	struct rows *r = db_query(w->db, &quiet_read, customer_id);

	return rows_next(r) ? (struct quiet_hours){ rows_int(r, 0), rows_int(r, 1) } : QUIET_NIGHT;
}

DB_STATEMENT(quiet_write, "UPDATE customer SET quiet_from = ?, quiet_to = ? WHERE id = ?");

void customer_set_quiet(struct work *w, uint64_t customer_id, struct quiet_hours q)
{
	db_exec(w->db, &quiet_write, q.from, q.to, customer_id);
}
