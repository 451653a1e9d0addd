/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and writing categories. */
#include "base/fail.h"
#include "catalog/category.h"

#define CATEGORY_COLUMNS                                                                           \
	"c.id, c.parent_id, c.name_en, c.name_zh, c.path_en, c.path_zh, c.trail, c.version, "      \
	"(SELECT COUNT(*) FROM product p WHERE p.category_id = c.id)"

static void read_category(const struct rows *r, struct category *out)
{
	*out = (struct category){
		.id = rows_id(r, 0),
		.parent_id = rows_id(r, 1),
		.name_en = rows_text(r, 2),
		.name_zh = rows_text(r, 3),
		.path_en = rows_text(r, 4),
		.path_zh = rows_text(r, 5),
		.trail = rows_text(r, 6),
		.version = rows_int(r, 7),
		.n_products = rows_int(r, 8),
	};
	out->depth = category_depth(out->trail);
}

DB_STATEMENT(category_hold, "SELECT id FROM category ORDER BY id FOR UPDATE");

size_t category_store_hold(struct work *w)
{
	return rows_count(db_query(w->db, &category_hold));
}

DB_STATEMENT(category_all,
	     "SELECT " CATEGORY_COLUMNS " FROM category c ORDER BY c.name_en, c.id LIMIT ?");

DB_STATEMENT(category_page, "SELECT " CATEGORY_COLUMNS " FROM category c WHERE c.id < ? ORDER BY "
			    "c.id DESC LIMIT ?");

static struct category *read_categories(struct work *w, struct rows *r, size_t *n)
{
	struct category *all = arena_array_of(w->arena, rows_count(r) + 1, struct category);

	for (*n = 0; rows_next(r); (*n)++)
		read_category(r, &all[*n]);
	return all;
}

struct category *category_store_list(struct work *w, size_t *n)
{
	return read_categories(w, db_query(w->db, &category_all, CATEGORIES_MAX), n);
}

struct category *category_store_page(struct work *w, uint64_t below, int limit, size_t *n)
{
	return read_categories(w, db_query(w->db, &category_page, below, limit), n);
}

static bool read_one(struct rows *r, struct category *out)
{
	if (!rows_next(r))
		return false;
	read_category(r, out);
	return true;
}

DB_STATEMENT(category_by_id, "SELECT " CATEGORY_COLUMNS " FROM category c WHERE c.id = ?");
DB_STATEMENT(category_by_name_en,
	     "SELECT " CATEGORY_COLUMNS " FROM category c WHERE c.parent_id = ? AND c.name_en = ?");
DB_STATEMENT(category_by_name_zh,
	     "SELECT " CATEGORY_COLUMNS " FROM category c WHERE c.parent_id = ? AND c.name_zh = ? "
	     "ORDER BY c.id LIMIT 1");

bool category_store_find(struct work *w, uint64_t id, struct category *out)
{
	return read_one(db_query(w->db, &category_by_id, id), out);
}

bool category_store_find_name(struct work *w, uint64_t parent_id, const char *name_en,
			      const char *name_zh, struct category *out)
{
	return read_one(name_en ? db_query(w->db, &category_by_name_en, parent_id, name_en)
				: db_query(w->db, &category_by_name_zh, parent_id, name_zh),
			out);
}

DB_STATEMENT(category_lowest, "SELECT MAX(CHAR_LENGTH(trail) - CHAR_LENGTH(REPLACE(trail, '/', "
			      "''))) - 1 FROM category WHERE trail LIKE CONCAT(?, '%')");

int category_store_below(struct work *w, const struct category *c)
{
	struct rows *r = db_query(w->db, &category_lowest, c->trail);

	return rows_next(r) ? rows_int(r, 0) - c->depth : 0;
}

DB_STATEMENT(category_insert,
	     "INSERT INTO category (id, parent_id, name_en, name_zh, path_en, path_zh, trail, "
	     "created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");

bool category_store_insert(struct work *w, const struct category *c)
{
	return db_insert(w->db, &category_insert, c->id, c->parent_id, c->name_en, c->name_zh,
			 c->path_en, c->path_zh, c->trail, w->now) > 0;
}

DB_STATEMENT(category_update,
	     "UPDATE category SET parent_id = ?, name_en = ?, name_zh = ?, version = version + 1 "
	     "WHERE id = ?");
/* Its own row among them. */
DB_STATEMENT(category_lead,
	     "UPDATE category SET path_en = CONCAT(?, SUBSTRING(path_en, CHAR_LENGTH(?) + 1)), "
	     "path_zh = CONCAT(?, SUBSTRING(path_zh, CHAR_LENGTH(?) + 1)), "
	     "trail = CONCAT(?, SUBSTRING(trail, CHAR_LENGTH(?) + 1)) "
	     "WHERE trail LIKE CONCAT(?, '%')");
DB_STATEMENT(category_tell, "UPDATE product p JOIN category c ON c.id = p.category_id "
			    "SET p.category_en = c.path_en, p.category_zh = c.path_zh "
			    "WHERE c.trail LIKE CONCAT(?, '%')");

bool category_store_update(struct work *w, const struct category *was, const struct category *now)
{
	if (db_insert(w->db, &category_update, now->parent_id, now->name_en, now->name_zh,
		      was->id) < 0)
		return false;
	db_exec(w->db, &category_lead, now->path_en, was->path_en, now->path_zh, was->path_zh,
		now->trail, was->trail, was->trail);
	db_exec(w->db, &category_tell, now->trail);
	return true;
}

DB_STATEMENT(category_delete, "DELETE FROM category WHERE id = ?");

bool category_store_delete(struct work *w, uint64_t id)
{
	return db_exec(w->db, &category_delete, id) == 1;
}
