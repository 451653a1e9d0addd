/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tags: the words, and who bears them. */
#include <string.h>
#include "customer/tag.h"

#define TAG_COLUMNS "t.id, t.name, t.n_customers"

static void read_tag(const struct rows *r, unsigned c, struct tag *out)
{
	out->id = rows_id(r, c);
	out->name = rows_text(r, c + 1);
	out->n_customers = rows_int(r, c + 2);
}

DB_STATEMENT(tag_by_name, "SELECT " TAG_COLUMNS " FROM customer_tag t WHERE t.name = ?");
DB_STATEMENT(tag_by_name_now,
	     "SELECT " TAG_COLUMNS " FROM customer_tag t WHERE t.name = ? FOR UPDATE");

static bool find(struct work *w, struct db_statement *s, const char *name, struct tag *out)
{
	struct rows *r = db_query(w->db, s, name);

	if (!rows_next(r))
		return false;
	read_tag(r, 0, out);
	return true;
}

bool tag_store_find(struct work *w, const char *name, struct tag *out)
{
	return find(w, &tag_by_name, name, out);
}

DB_STATEMENT(tag_insert, "INSERT INTO customer_tag (id, name, created_at) VALUES (?, ?, ?)");

/* Somebody else may make the same word at this moment: then theirs is read, as it is now. */
void tag_store_make(struct work *w, const char *name, struct tag *out)
{
	*out = (struct tag){ .id = work_id(w), .name = name };
	if (db_insert(w->db, &tag_insert, out->id, name, w->now) < 0 &&
	    !find(w, &tag_by_name_now, name, out))
		fail("customer: a tag that is there and is not");
}

DB_STATEMENT(tag_bear, "INSERT INTO customer_tagged (customer_id, tag_id, at) VALUES (?, ?, ?)");
DB_STATEMENT(tag_drop, "DELETE FROM customer_tagged WHERE customer_id = ? AND tag_id = ?");
DB_STATEMENT(tag_count,
	     "UPDATE customer_tag SET n_customers = CAST(n_customers AS SIGNED) + ? WHERE id = ?");

void tag_store_bear(struct work *w, uint64_t customer_id, uint64_t tag_id)
{
	db_exec(w->db, &tag_bear, customer_id, tag_id, w->now);
	db_exec(w->db, &tag_count, 1, tag_id);
}

bool tag_store_drop(struct work *w, uint64_t customer_id, uint64_t tag_id)
{
	if (db_exec(w->db, &tag_drop, customer_id, tag_id) != 1)
		return false;
	db_exec(w->db, &tag_count, -1, tag_id);
	return true;
}

DB_STATEMENT(tag_used, "SELECT " TAG_COLUMNS " FROM customer_tag t WHERE t.n_customers > 0 "
		       "ORDER BY t.n_customers DESC, t.name LIMIT 100");

struct tag *tag_store_used(struct work *w, size_t *n)
{
	struct rows *r = db_query(w->db, &tag_used);
	struct tag *list = arena_array_of(w->arena, rows_count(r) + 1, struct tag);

	for (*n = 0; rows_next(r); (*n)++)
		read_tag(r, 0, &list[*n]);
	return list;
}

DB_STATEMENT(tags_of_customers,
	     "SELECT b.customer_id, " TAG_COLUMNS " FROM customer_tagged b "
	     "JOIN customer_tag t ON t.id = b.tag_id WHERE b.customer_id IN (" CUSTOMER_MANY_MARKS
	     ") ORDER BY b.customer_id, t.name");

struct tag_of_customer *tag_store_of(struct work *w, const uint64_t *ids, size_t n, size_t *found)
{
	struct db_arg args[CUSTOMER_MANY];
	struct rows *r;
	struct tag_of_customer *list;

	*found = 0;
	if (n == 0)
		return NULL;
	r = db_query_args(w->db, &tags_of_customers, args, customer_store_fill(ids, n, args));
	list = arena_array_of(w->arena, rows_count(r) + 1, struct tag_of_customer);
	for (; rows_next(r); (*found)++) {
		list[*found].customer_id = rows_id(r, 0);
		read_tag(r, 1, &list[*found].tag);
	}
	return list;
}
