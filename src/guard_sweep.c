/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the guard wrote and no longer needs; and the security log, which stays. */
#include "guard.h"

#define KEYS_KEPT (7 * INSTANT_DAY)

DB_STATEMENT(sweep_sessions,
	     "DELETE FROM session WHERE expires_at < ? ORDER BY expires_at LIMIT ?");
DB_STATEMENT(sweep_throttle, "DELETE FROM throttle WHERE until < ? ORDER BY until LIMIT ?");
DB_STATEMENT(sweep_keys,
	     "DELETE FROM idempotency WHERE created_at < ? ORDER BY created_at LIMIT ?");
DB_STATEMENT(security_insert,
	     "INSERT INTO security_event (id, kind, actor_kind, actor_id, remote_hash, at) "
	     "VALUES (?, ?, ?, ?, ?, ?)");

int64_t guard_sweep(struct work *w, int max)
{
	return db_exec(w->db, &sweep_sessions, w->now, max) +
	       db_exec(w->db, &sweep_throttle, w->now, max) +
	       db_exec(w->db, &sweep_keys, instant_add(w->now, -KEYS_KEPT), max);
}

void security_event(struct request *req, const char *kind, struct actor who)
{
	const char *const part[] = { "remote", req->remote_addr };
	uint8_t mac[SECRET_HASH_BYTES];
	struct work w = work_of(req);

	secret_mac(req->app->keys.index, part, 2, mac);
	db_exec(w.db, &security_insert, work_id(&w), kind, (int)who.kind, db_id_or_null(who.id),
		bytes_of(mac, 16), w.now);
}
