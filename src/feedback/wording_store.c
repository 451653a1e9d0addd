/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reply templates: the SQL. */
#include "feedback/wording.h"

#define COLUMNS "SELECT id, name, body_en, body_zh, version FROM reply_template "
DB_STATEMENT(wording_list, COLUMNS "ORDER BY name, id LIMIT 200");
DB_STATEMENT(wording_get, COLUMNS "WHERE id = ?");
DB_STATEMENT(wording_lock, COLUMNS "WHERE id = ? FOR UPDATE");

static struct wording read_row(const struct rows *r)
{
	return (struct wording){
		.id = rows_id(r, 0),
		.name = rows_text(r, 1),
		.body = { [LANG_EN] = rows_text(r, 2), [LANG_ZH] = rows_text(r, 3) },
		.version = rows_int(r, 4)
	};
}

struct wording *wording_store_list(struct work *w, size_t *n)
{
	struct rows *r = db_query(w->db, &wording_list);
	struct wording *v = arena_array_of(w->arena, rows_count(r) + 1, struct wording);

	for (*n = 0; rows_next(r); ++*n)
		v[*n] = read_row(r);
	return v;
}

bool wording_store_get(struct work *w, uint64_t id, bool lock, struct wording *out)
{
	struct rows *r = db_query(w->db, lock ? &wording_lock : &wording_get, id);

	if (!rows_next(r))
		return false;
	*out = read_row(r);
	return true;
}

DB_STATEMENT(
	wording_put,
	"INSERT INTO reply_template (id, name, body_en, body_zh, changed_at) VALUES (?, ?, ?, "
	"?, ?) ON DUPLICATE KEY UPDATE name = VALUES(name), body_en = VALUES(body_en), body_zh "
	"= VALUES(body_zh), changed_at = VALUES(changed_at), version = version + 1");

void wording_store_put(struct work *w, const struct wording *x)
{
	db_exec(w->db, &wording_put, x->id, x->name, x->body[LANG_EN], x->body[LANG_ZH], w->now);
}

DB_STATEMENT(wording_drop, "DELETE FROM reply_template WHERE id = ?");

bool wording_store_drop(struct work *w, uint64_t id)
{
	return db_exec(w->db, &wording_drop, id) > 0;
}
