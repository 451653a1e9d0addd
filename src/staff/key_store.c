/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of programs' keys: only a hash of each is stored. */
#include "staff/store.h"

#define COLUMNS                                                                                    \
	"k.id, k.permissions, k.name, s.name, k.created_at, k.expires_at, k.last_used_at, "        \
	"k.revoked_at"
#define FROM "FROM api_key k LEFT JOIN staff s ON s.id = k.created_by "
DB_STATEMENT(staff_keys_all,
	     "SELECT " COLUMNS " " FROM "ORDER BY k.revoked_at IS NOT NULL, k.id DESC LIMIT 200");
DB_STATEMENT(staff_keys_one, "SELECT " COLUMNS " " FROM "WHERE k.id = ?");
DB_STATEMENT(staff_key_insert, "INSERT INTO api_key (id, name, token_hash, permissions, "
			       "created_by, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)");
DB_STATEMENT(staff_key_end,
	     "UPDATE api_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL");

static void read_key(struct work *w, struct rows *r, struct staff_key *k)
{
	*k = (struct staff_key){
		.id = rows_id(r, 0),
		.permissions = rows_id(r, 1),
		.name = rows_text(r, 2),
		.made_by = rows_text(r, 3),
		.created_at = rows_time(r, 4),
		.expires_at = rows_time(r, 5),
		.last_used_at = rows_time(r, 6),
		.revoked_at = rows_time(r, 7),
	};
	k->state = staff_key_state(w->now, k->expires_at, k->revoked_at);
}

struct staff_key *staff_store_keys(struct work *w, size_t *n)
{
	struct rows *r = db_query(w->db, &staff_keys_all);
	struct staff_key *all = arena_array_of(w->arena, rows_count(r) + 1, struct staff_key);

	*n = 0;
	while (rows_next(r))
		read_key(w, r, &all[(*n)++]);
	return all;
}

bool staff_store_key(struct work *w, uint64_t id, struct staff_key *out)
{
	struct rows *r = db_query(w->db, &staff_keys_one, id);

	if (!rows_next(r))
		return false;
	read_key(w, r, out);
	return true;
}

void staff_store_add_key(struct work *w, uint64_t id, const struct staff_key_wish *wish,
			 const uint8_t hash[SECRET_HASH_BYTES])
{
	db_exec(w->db, &staff_key_insert, id, wish->name, bytes_of(hash, SECRET_HASH_BYTES),
		wish->permissions, db_id_or_null(w->actor.kind == ACTOR_STAFF ? w->actor.id : 0),
		w->now, wish->expires_at);
}

bool staff_store_revoke_key(struct work *w, uint64_t id)
{
	return db_exec(w->db, &staff_key_end, w->now, id) == 1;
}
