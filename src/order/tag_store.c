/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tags on orders: the words, and which order bears them. */
#include "order/tag_store.h"

#include "base/fail.h"

#define TAG_COLUMNS "id, name, n_orders"
DB_STATEMENT(order_tag_by_name, "SELECT " TAG_COLUMNS " FROM order_tag WHERE name = ?");
DB_STATEMENT(order_tag_by_name_now,
	     "SELECT " TAG_COLUMNS " FROM order_tag WHERE name = ? FOR UPDATE");

static void read_tag(const struct rows *r, struct order_tag *out)
{
	*out = (struct order_tag){ rows_id(r, 0), rows_text(r, 1), rows_i64(r, 2) };
}

static bool find(struct work *w, struct db_statement *s, const char *name, struct order_tag *out)
{
	struct rows *r = db_query(w->db, s, name);

	if (!rows_next(r))
		return false;
	read_tag(r, out);
	return true;
}

bool order_tag_store_find(struct work *w, const char *name, struct order_tag *out)
{
	return find(w, &order_tag_by_name, name, out);
}

DB_STATEMENT(order_tag_insert, "INSERT INTO order_tag (id, name, created_at) VALUES (?, ?, ?)");

/* Somebody else may make the same word at this moment: then theirs is read, as it is now. */
void order_tag_store_make(struct work *w, const char *name, struct order_tag *out)
{
	*out = (struct order_tag){ .id = work_id(w), .name = name };
	if (db_insert(w->db, &order_tag_insert, out->id, name, w->now) < 0 &&
	    !find(w, &order_tag_by_name_now, name, out))
		fail("order: a tag that is there and is not");
}

DB_STATEMENT(order_tag_bear, "INSERT INTO order_tagged (order_id, tag_id, at) VALUES (?, ?, ?)");
DB_STATEMENT(order_tag_drop, "DELETE FROM order_tagged WHERE order_id = ? AND tag_id = ?");
DB_STATEMENT(order_tag_count,
	     "UPDATE order_tag SET n_orders = CAST(n_orders AS SIGNED) + ? WHERE id = ?");

void order_tag_store_bear(struct work *w, uint64_t order_id, uint64_t tag_id)
{
	db_exec(w->db, &order_tag_bear, order_id, tag_id, w->now);
	db_exec(w->db, &order_tag_count, 1, tag_id);
}

bool order_tag_store_drop(struct work *w, uint64_t order_id, uint64_t tag_id)
{
	if (db_exec(w->db, &order_tag_drop, order_id, tag_id) != 1)
		return false;
	db_exec(w->db, &order_tag_count, -1, tag_id);
	return true;
}

DB_STATEMENT(order_tags_borne,
	     "SELECT COUNT(*), COALESCE(SUM(tag_id = ?), 0) FROM order_tagged WHERE order_id = ?");

size_t order_tag_store_count(struct work *w, uint64_t order_id, uint64_t tag_id, bool *has)
{
	struct rows *r = db_query(w->db, &order_tags_borne, tag_id, order_id);

	rows_next(r);
	*has = rows_i64(r, 1) > 0;
	return (size_t)rows_i64(r, 0);
}

DB_STATEMENT(order_tag_used, "SELECT " TAG_COLUMNS " FROM order_tag WHERE n_orders > 0 "
			     "ORDER BY n_orders DESC, name LIMIT 100");

struct order_tag *order_tag_store_used(struct work *w, size_t *n)
{
	struct rows *r = db_query(w->db, &order_tag_used);
	struct order_tag *list = arena_array_of(w->arena, rows_count(r) + 1, struct order_tag);

	for (*n = 0; rows_next(r); (*n)++)
		read_tag(r, &list[*n]);
	return list;
}

#define EIGHT "?,?,?,?,?,?,?,?"
DB_STATEMENT(order_tags_of_orders,
	     "SELECT b.order_id, t.name FROM order_tagged b JOIN order_tag t ON t.id = b.tag_id "
	     "WHERE b.order_id IN (" EIGHT "," EIGHT "," EIGHT "," EIGHT "," EIGHT "," EIGHT
	     "," EIGHT "," EIGHT ") ORDER BY b.order_id, t.name");

struct tag_of_order *order_tag_store_of(struct work *w, const uint64_t *ids, size_t n,
					size_t *found)
{
	struct db_arg args[ORDER_TAGS_AT_ONCE];
	struct tag_of_order *list;
	struct rows *r;

	for (size_t i = 0; i < ORDER_TAGS_AT_ONCE; i++)
		args[i] = db_arg_uint(ids[i < n ? i : n - 1]);
	r = db_query_args(w->db, &order_tags_of_orders, args, ORDER_TAGS_AT_ONCE);
	list = arena_array_of(w->arena, rows_count(r) + 1, struct tag_of_order);
	for (*found = 0; rows_next(r); (*found)++)
		list[*found] = (struct tag_of_order){ rows_id(r, 0), rows_text(r, 1) };
	return list;
}
