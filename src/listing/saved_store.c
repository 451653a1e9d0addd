/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of saved views. */
#include "listing/saved_store.h"

#define COLUMNS "id, owner_id, shared, name, query, list"
DB_STATEMENT(saved_visible,
	     "SELECT " COLUMNS
	     " FROM order_view WHERE owner_id = ? AND list = ? UNION SELECT " COLUMNS
	     " FROM order_view WHERE list = ? AND shared = 1 ORDER BY name, id LIMIT ?");
DB_STATEMENT(saved_by_id, "SELECT " COLUMNS " FROM order_view WHERE id = ?");
DB_STATEMENT(saved_of, "SELECT id FROM order_view WHERE owner_id = ? AND list = ? FOR UPDATE");
DB_STATEMENT(saved_name,
	     "SELECT id FROM order_view WHERE owner_id = ? AND list = ? AND name = ? AND id <> ?");
DB_STATEMENT(saved_insert, "INSERT INTO order_view (" COLUMNS ", created_at) VALUES "
			   "(?, ?, ?, ?, ?, ?, ?)");
DB_STATEMENT(saved_update, "UPDATE order_view SET shared = ?, name = ?, query = ? WHERE id = ?");
DB_STATEMENT(saved_delete, "DELETE FROM order_view WHERE id = ?");

static void take(struct rows *r, struct saved_view *v)
{
	*v = (struct saved_view){ .id = rows_id(r, 0),
				  .owner_id = rows_id(r, 1),
				  .shared = rows_bool(r, 2),
				  .name = rows_text(r, 3),
				  .query = rows_text(r, 4),
				  .list = (enum listing_id)rows_int(r, 5) };
}

struct saved_view *saved_store_list(struct work *w, enum listing_id list, uint64_t owner_id,
				    size_t *n)
{
	struct rows *r =
		db_query(w->db, &saved_visible, owner_id, (int)list, (int)list, 2 * SAVED_MAX);
	struct saved_view *v = arena_array_of(w->arena, rows_count(r) + 1, struct saved_view);

	for (*n = 0; rows_next(r); (*n)++)
		take(r, &v[*n]);
	return v;
}

bool saved_store_read(struct work *w, uint64_t id, struct saved_view *out)
{
	struct rows *r = db_query(w->db, &saved_by_id, id);

	if (!rows_next(r))
		return false;
	take(r, out);
	return true;
}

size_t saved_store_count(struct work *w, enum listing_id list, uint64_t owner_id)
{
	return rows_count(db_query(w->db, &saved_of, owner_id, (int)list));
}

bool saved_store_name_taken(struct work *w, const struct saved_view *v)
{
	return rows_count(db_query(w->db, &saved_name, v->owner_id, (int)v->list, v->name, v->id)) >
	       0;
}

void saved_store_insert(struct work *w, const struct saved_view *v)
{
	db_exec(w->db, &saved_insert, v->id, v->owner_id, v->shared, v->name, v->query,
		(int)v->list, w->now);
}

void saved_store_update(struct work *w, const struct saved_view *v)
{
	db_exec(w->db, &saved_update, v->shared, v->name, v->query, v->id);
}

void saved_store_delete(struct work *w, uint64_t id)
{
	db_exec(w->db, &saved_delete, id);
}
