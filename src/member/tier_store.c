/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiers as rows. */
#include "member/tier_store.h"

#define COLUMNS                                                                                    \
	"id, name_en, name_zh, more_en, more_zh, entry, stay, rate, free_shipping_over, "          \
	"comes_first, version"

static void read_row(const struct rows *r, struct tier *t)
{
	*t = (struct tier){ .id = rows_id(r, 0),
			    .name = { [LANG_EN] = rows_text(r, 1), [LANG_ZH] = rows_text(r, 2) },
			    .more = { [LANG_EN] = rows_text(r, 3), [LANG_ZH] = rows_text(r, 4) },
			    .entry = rows_i64(r, 5),
			    .stay = rows_i64(r, 6),
			    .rate = rows_i64(r, 7),
			    .free_shipping_over = rows_is_null(r, 8) ? -1 : rows_i64(r, 8),
			    .comes_first = rows_bool(r, 9),
			    .version = rows_int(r, 10) };
}

DB_STATEMENT(member_tier_hold, "INSERT INTO setting (name, value, updated_at) VALUES ('tiers', "
			       "'0', ?) ON DUPLICATE KEY UPDATE name = VALUES(name)");
void tier_store_hold(struct work *w)
{
	db_exec(w->db, &member_tier_hold, w->now);
}

DB_STATEMENT(member_tier_all, "SELECT " COLUMNS " FROM member_tier ORDER BY entry LIMIT 100");
struct tier *tier_store_list(struct work *w, size_t *n)
{
	struct rows *r = db_query(w->db, &member_tier_all);
	struct tier *all = arena_array_of(w->arena, rows_count(r) + 1, struct tier);

	for (*n = 0; rows_next(r); ++*n)
		read_row(r, &all[*n]);
	return all;
}

DB_STATEMENT(member_tier_one, "SELECT " COLUMNS " FROM member_tier WHERE id = ?");
bool tier_store_get(struct work *w, uint64_t id, struct tier *out)
{
	struct rows *r = db_query(w->db, &member_tier_one, id);

	if (!rows_next(r))
		return false;
	read_row(r, out);
	return true;
}

DB_STATEMENT(member_tier_by_name,
	     "SELECT id FROM member_tier WHERE name_en = ? OR name_zh = ? ORDER BY entry LIMIT 1");
uint64_t tier_store_named(struct work *w, const char *name)
{
	struct rows *r = db_query(w->db, &member_tier_by_name, name, name);

	return rows_next(r) ? rows_id(r, 0) : 0;
}

static struct db_arg over_arg(const struct tier *t)
{
	return t->free_shipping_over < 0 ? db_arg_text(NULL) : db_arg_int(t->free_shipping_over);
}

DB_STATEMENT(member_tier_insert,
	     "INSERT INTO member_tier (name_en, name_zh, more_en, more_zh, entry, stay, rate, "
	     "free_shipping_over, comes_first, version, id, created_at) VALUES (?, ?, ?, ?, ?, ?, "
	     "?, ?, ?, ?, ?, ?)");
DB_STATEMENT(member_tier_update,
	     "UPDATE member_tier SET name_en = ?, name_zh = ?, more_en = ?, more_zh = ?, entry = "
	     "?, stay = ?, rate = ?, free_shipping_over = ?, comes_first = ?, version = ? WHERE id "
	     "= ?");
void tier_store_insert(struct work *w, const struct tier *t)
{
	db_exec(w->db, &member_tier_insert, t->name[LANG_EN], t->name[LANG_ZH], t->more[LANG_EN],
		t->more[LANG_ZH], t->entry, t->stay, t->rate, over_arg(t), t->comes_first,
		t->version, t->id, w->now);
}

void tier_store_update(struct work *w, const struct tier *t)
{
	db_exec(w->db, &member_tier_update, t->name[LANG_EN], t->name[LANG_ZH], t->more[LANG_EN],
		t->more[LANG_ZH], t->entry, t->stay, t->rate, over_arg(t), t->comes_first,
		t->version, t->id);
}

DB_STATEMENT(member_tier_delete, "DELETE FROM member_tier WHERE id = ?");
void tier_store_delete(struct work *w, uint64_t id)
{
	db_exec(w->db, &member_tier_delete, id);
}

DB_STATEMENT(member_tier_count, "SELECT tier_id, COUNT(*) FROM member_account WHERE tier_id IS NOT "
				"NULL GROUP BY tier_id LIMIT 100");
struct rows *tier_store_count(struct work *w)
{
	return db_query(w->db, &member_tier_count);
}
