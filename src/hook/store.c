/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hooks and the events they are told of. */
#include "hook/store.h"

#define COLUMNS                                                                                    \
	"h.id, h.name, h.url, h.kinds, h.state, h.secret, h.old_secret, h.old_until, "             \
	"h.failing_since, h.paused_until, h.created_at, h.made_by, s.name, h.version"
#define FROM "FROM hook h LEFT JOIN staff s ON s.id = h.made_by "
DB_STATEMENT(hook_all,
	     "SELECT " COLUMNS " " FROM "WHERE h.state < 4 ORDER BY h.state, h.id LIMIT 100");
DB_STATEMENT(hook_page, "SELECT " COLUMNS " " FROM "WHERE h.state < 4 AND h.id < ? ORDER BY h.id "
			"DESC LIMIT ?");
DB_STATEMENT(hook_one, "SELECT " COLUMNS " " FROM "WHERE h.id = ? AND h.state < 4");
DB_STATEMENT(hook_lock, "SELECT state FROM hook WHERE id = ? FOR UPDATE");

static void read_hook(struct rows *r, struct hook *h)
{
	*h = (struct hook){
		.id = rows_id(r, 0),
		.name = rows_text(r, 1),
		.url = rows_text(r, 2),
		.kinds = rows_id(r, 3),
		.state = (enum hook_state)rows_int(r, 4),
		.secret = rows_bytes(r, 5),
		.old_secret = rows_bytes(r, 6),
		.old_until = rows_time(r, 7),
		.failing_since = rows_time(r, 8),
		.paused_until = rows_time(r, 9),
		.created_at = rows_time(r, 10),
		.made_by = rows_id(r, 11),
		.made_by_name = rows_text(r, 12),
		.version = rows_int(r, 13),
	};
}

static struct hook *read_hooks(struct work *w, struct rows *r, size_t *n)
{
	struct hook *all = arena_array_of(w->arena, rows_count(r) + 1, struct hook);

	*n = 0;
	while (rows_next(r))
		read_hook(r, &all[(*n)++]);
	return all;
}

struct hook *hook_store_list(struct work *w, size_t *n)
{
	return read_hooks(w, db_query(w->db, &hook_all), n);
}

struct hook *hook_store_page(struct work *w, uint64_t below, int limit, size_t *n)
{
	return read_hooks(w, db_query(w->db, &hook_page, below, limit), n);
}

bool hook_store_get(struct work *w, uint64_t id, bool lock, struct hook *out)
{
	struct rows *r;

	if (lock && !rows_next(db_query(w->db, &hook_lock, id)))
		return false;
	r = db_query(w->db, &hook_one, id);
	if (!rows_next(r))
		return false;
	read_hook(r, out);
	return true;
}

DB_STATEMENT(hook_insert, "INSERT INTO hook (id, name, url, kinds, state, secret, made_by, "
			  "created_at) VALUES (?, ?, ?, ?, 0, ?, ?, ?)");
DB_STATEMENT(hook_update, "UPDATE hook SET name = ?, url = ?, kinds = ?, failing_since = NULL, "
			  "paused_until = NULL, version = version + 1 WHERE id = ?");
DB_STATEMENT(hook_new_secret, "UPDATE hook SET secret = ?, old_secret = ?, old_until = ?, "
			      "version = version + 1 WHERE id = ?");
DB_STATEMENT(hook_new_state, "UPDATE hook SET state = ?, failing_since = NULL, "
			     "paused_until = NULL, version = version + 1 WHERE id = ?");
DB_STATEMENT(hook_is_good, "UPDATE hook SET failing_since = NULL, paused_until = NULL WHERE id = ? "
			   "AND (failing_since IS NOT NULL OR paused_until IS NOT NULL)");
DB_STATEMENT(hook_is_bad, "UPDATE hook SET failing_since = COALESCE(failing_since, ?), "
			  "paused_until = COALESCE(?, paused_until) WHERE id = ?");
DB_STATEMENT(hook_failing,
	     "SELECT id FROM hook WHERE state = 0 AND failing_since <= ? ORDER BY id LIMIT ?");

void hook_store_add(struct work *w, const struct hook *h)
{
	db_exec(w->db, &hook_insert, h->id, h->name, h->url, h->kinds, h->secret,
		db_id_or_null(h->made_by), w->now);
}

void hook_store_change(struct work *w, const struct hook *h)
{
	db_exec(w->db, &hook_update, h->name, h->url, h->kinds, h->id);
}

void hook_store_secret(struct work *w, const struct hook *h)
{
	db_exec(w->db, &hook_new_secret, h->secret, h->old_secret, h->old_until, h->id);
}

void hook_store_state(struct work *w, uint64_t id, enum hook_state state)
{
	db_exec(w->db, &hook_new_state, (int)state, id);
}

void hook_store_good(struct work *w, uint64_t id)
{
	db_exec(w->db, &hook_is_good, id);
}

void hook_store_bad(struct work *w, uint64_t id, struct instant paused_until)
{
	db_exec(w->db, &hook_is_bad, w->now, paused_until, id);
}

size_t hook_store_failing(struct work *w, struct instant since, uint64_t *ids, size_t max)
{
	struct rows *r = db_query(w->db, &hook_failing, since, max);
	size_t n = 0;

	while (rows_next(r))
		ids[n++] = rows_id(r, 0);
	return n;
}

/* ---- events ---- */

enum { EVENT_ARGS = 6 };
DB_STATEMENT(hook_event_insert, "INSERT INTO hook_event (id, order_id, hook_id, kind, at, body) "
				"VALUES (?, ?, ?, ?, ?, ?)");
DB_STATEMENT(hook_event_fresh, "SELECT id, order_id, hook_id, kind, at FROM hook_event WHERE "
			       "spread = 0 ORDER BY id LIMIT ? FOR UPDATE");
DB_STATEMENT(hook_event_spread, "UPDATE hook_event SET spread = 1 WHERE id = ?");

void hook_store_add_events(struct work *w, const struct hook_event *e, size_t n)
{
	const struct db_arg none = { .kind = DB_NULL };
	struct db_arg *args = arena_array_of(w->arena, n * EVENT_ARGS + 1, struct db_arg),
		      *a = args;

	for (size_t i = 0; i < n; i++) {
		*a++ = db_arg_uint(e[i].id);
		*a++ = db_id_or_null(e[i].order_id);
		*a++ = db_id_or_null(e[i].hook_id);
		*a++ = e[i].kind < 0 ? none : db_arg_int(e[i].kind);
		*a++ = db_arg_time(e[i].at);
		*a++ = db_arg_text(e[i].body);
	}
	db_exec_rows(w->db, &hook_event_insert, args, EVENT_ARGS, n);
}

struct hook_event *hook_store_fresh(struct work *w, int max, size_t *n)
{
	struct rows *r = db_query(w->db, &hook_event_fresh, max);
	struct hook_event *all = arena_array_of(w->arena, rows_count(r) + 1, struct hook_event);

	*n = 0;
	while (rows_next(r))
		all[(*n)++] = (struct hook_event){
			.id = rows_id(r, 0),
			.order_id = rows_id(r, 1),
			.hook_id = rows_id(r, 2),
			.kind = rows_is_null(r, 3) ? -1 : rows_int(r, 3),
			.at = rows_time(r, 4),
		};
	return all;
}

void hook_store_spread(struct work *w, const struct hook_event *e, size_t n)
{
	struct db_arg *args = arena_array_of(w->arena, n + 1, struct db_arg);

	for (size_t i = 0; i < n; i++)
		args[i] = db_arg_uint(e[i].id);
	db_exec_rows(w->db, &hook_event_spread, args, 1, n);
}
