/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was changed about products: rows that are only added. */
#include "base/json.h"
#include "catalog/inside.h"

DB_STATEMENT(product_change_insert,
	     "INSERT INTO product_change (id, product_id, version, actor_kind, actor_id, changes, "
	     "at) VALUES (?, ?, ?, ?, ?, ?, ?)");

void change_store_insert(struct work *w, uint64_t product_id, int version, const cJSON *changes)
{
	db_exec(w->db, &product_change_insert, work_id(w), product_id, version, (int)w->actor.kind,
		w->actor.id, json_text(w->arena, changes), w->now);
}

/* What statements below name by number. */
_Static_assert(ACTOR_STAFF == 2 && ACTOR_API_KEY == 3, "actors are stored by number");

DB_STATEMENT(product_change_list,
	     "SELECT c.id, c.actor_kind, c.actor_id, COALESCE(s.name, k.name), c.changes, c.at "
	     "FROM product_change c "
	     "LEFT JOIN staff s ON c.actor_kind = 2 AND s.id = c.actor_id "
	     "LEFT JOIN api_key k ON c.actor_kind = 3 AND k.id = c.actor_id "
	     "WHERE c.product_id = ? AND c.id < ? ORDER BY c.id DESC LIMIT ?");

struct product_change *change_store_list(struct work *w, uint64_t product_id, uint64_t below,
					 size_t max, size_t *n)
{
	struct rows *r = db_query(w->db, &product_change_list, product_id,
				  below ? below : INT64_MAX, (int64_t)max);
	struct product_change *all =
		arena_array_of(w->arena, rows_count(r) + 1, struct product_change);

	for (*n = 0; rows_next(r); (*n)++)
		all[*n] = (struct product_change){
			.id = rows_id(r, 0),
			.who = { (enum actor_kind)rows_int(r, 1), rows_id(r, 2) },
			.who_name = rows_text(r, 3),
			.changes = json_read_own(arena_strdup(w->arena, rows_text(r, 4))),
			.at = rows_time(r, 5),
		};
	return all;
}
