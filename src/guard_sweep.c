/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the guard wrote and no longer needs; and the security log, which stays. */
#include "guard.h"
#include "visit.h"

#define KEYS_KEPT (7 * INSTANT_DAY)

DB_STATEMENT(sweep_sessions,
	     "DELETE FROM session WHERE expires_at < ? ORDER BY expires_at LIMIT ?");
DB_STATEMENT(sweep_throttle, "DELETE FROM throttle WHERE until < ? ORDER BY until LIMIT ?");
DB_STATEMENT(sweep_keys,
	     "DELETE FROM idempotency WHERE created_at < ? ORDER BY created_at LIMIT ?");
DB_STATEMENT(
	security_insert,
	"INSERT INTO security_event (id, kind, actor_kind, actor_id, customer_id, remote_hash, "
	"at) VALUES (?, ?, ?, ?, ?, ?, ?)");

int64_t guard_sweep(struct work *w, int max)
{
	return db_exec(w->db, &sweep_sessions, w->now, max) +
	       db_exec(w->db, &sweep_throttle, w->now, max) +
	       db_exec(w->db, &sweep_keys, instant_add(w->now, -KEYS_KEPT), max);
}

static void note(struct request *req, const char *kind, struct actor who, uint64_t customer_id)
{
	const char *const part[] = { "remote", req->remote_addr };
	uint8_t mac[SECRET_HASH_BYTES];
	struct work w = work_of(req);

	secret_mac(req->app->keys.index, part, 2, mac);
	db_exec(w.db, &security_insert, work_id(&w), kind, (int)who.kind, db_id_or_null(who.id),
		db_id_or_null(customer_id), bytes_of(mac, 16), w.now);
}

void security_event(struct request *req, const char *kind, struct actor who)
{
	note(req, kind, who, 0);
}

/* Outside the handler's transaction: what a refused act showed was seen all the same. */
void visit_log_sight(struct request *req)
{
	if (req->visit->sight.customer_id)
		note(req, "personal_data_shown", req->session->actor,
		     req->visit->sight.customer_id);
}
