/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the guard wrote and no longer needs; and whose data was shown, which stays. */
#include "audit.h"
#include "guard.h"
#include "visit.h"

#define KEYS_KEPT (7 * INSTANT_DAY)

DB_STATEMENT(sweep_sessions,
	     "DELETE FROM session WHERE expires_at < ? ORDER BY expires_at LIMIT ?");
DB_STATEMENT(sweep_throttle, "DELETE FROM throttle WHERE until < ? ORDER BY until LIMIT ?");
DB_STATEMENT(sweep_keys,
	     "DELETE FROM idempotency WHERE created_at < ? ORDER BY created_at LIMIT ?");
DB_STATEMENT(sweep_kept, "DELETE FROM kept_form WHERE expires_at < ? ORDER BY expires_at LIMIT ?");

int64_t guard_sweep(struct work *w, int max)
{
	return db_exec(w->db, &sweep_sessions, w->now, max) +
	       db_exec(w->db, &sweep_throttle, w->now, max) +
	       db_exec(w->db, &sweep_kept, w->now, max) +
	       db_exec(w->db, &sweep_keys, instant_add(w->now, -KEYS_KEPT), max);
}

/* Outside the handler's transaction: what a refused act showed was seen all the same. */
void visit_log_sight(struct request *req)
{
	struct work w = work_of(req);

	if (req->visit->sight.customer_id)
		audit_write(&w, &(struct audit){ .kind = AUDIT_PERSONAL_DATA_SHOWN,
						 .who = w.actor,
						 .customer_id = req->visit->sight.customer_id });
}
