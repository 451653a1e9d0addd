/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of programs: only a hash of each is stored. */
#include "cli/api_key_store.h"

DB_STATEMENT(api_key_insert,
	     "INSERT INTO api_key (id, name, token_hash, permissions, created_by, created_at) "
	     "VALUES (?, ?, ?, ?, NULL, ?)");
DB_STATEMENT(api_key_all, "SELECT id, permissions, name, created_at, revoked_at FROM api_key ORDER "
			  "BY id DESC LIMIT 200");
DB_STATEMENT(api_key_end, "UPDATE api_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL");

void api_key_add(struct work *w, const struct api_key *k, const uint8_t hash[SECRET_HASH_BYTES])
{
	db_exec(w->db, &api_key_insert, k->id, k->name, bytes_of(hash, SECRET_HASH_BYTES),
		k->permissions, k->created_at);
}

size_t api_key_list(struct work *w, struct api_key **keys)
{
	struct rows *r = db_query(w->db, &api_key_all);
	size_t n = 0;

	*keys = arena_array_of(w->arena, rows_count(r) + 1, struct api_key);
	while (rows_next(r))
		(*keys)[n++] = (struct api_key){
			.id = rows_id(r, 0),
			.permissions = rows_id(r, 1),
			.name = rows_text(r, 2),
			.created_at = rows_time(r, 3),
			.revoked_at = rows_time(r, 4),
		};
	return n;
}

bool api_key_revoke(struct work *w, uint64_t id)
{
	return db_exec(w->db, &api_key_end, w->now, id) == 1;
}
