/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Roles of the shop's own, and how many have each role. */
#include <string.h>
#include "staff/store.h"

_Static_assert(STAFF_LEFT == 2, "statements below name it by number");

/* A dozen rows, and at most fifty that count: read whole. */
DB_STATEMENT(staff_roles_own,
	     "SELECT r.word, r.name, r.permissions, r.version, r.gone_at, "
	     "(SELECT COUNT(*) FROM staff s WHERE s.role = r.word AND s.state <> 2) "
	     "FROM staff_role r ORDER BY r.gone_at IS NOT NULL, r.name, r.word LIMIT 500");
DB_STATEMENT(staff_roles_shipped,
	     "SELECT role, COUNT(*) FROM staff WHERE state <> 2 GROUP BY role LIMIT 500");
DB_STATEMENT(staff_roles_lock, "SELECT word FROM staff_role ORDER BY word FOR UPDATE");
DB_STATEMENT(staff_role_insert, "INSERT INTO staff_role (word, name, permissions, version, "
				"created_at) VALUES (?, ?, ?, 1, ?)");
DB_STATEMENT(staff_role_update,
	     "UPDATE staff_role SET name = ?, permissions = ?, version = version + 1 "
	     "WHERE word = ?");
DB_STATEMENT(staff_role_end, "UPDATE staff_role SET gone_at = ? WHERE word = ?");

struct staff_role *staff_store_roles(struct work *w, size_t *n)
{
	struct rows *r = db_query(w->db, &staff_roles_own);
	struct staff_role *all = arena_array_of(w->arena, rows_count(r) + 1, struct staff_role);

	*n = 0;
	while (rows_next(r))
		all[(*n)++] = (struct staff_role){
			.word = rows_text(r, 0),
			.name = rows_text(r, 1),
			.permissions = rows_id(r, 2),
			.version = rows_int(r, 3),
			.is_gone = !instant_is_none(rows_time(r, 4)),
			.is_own = true,
			.n_people = rows_int(r, 5),
		};
	return all;
}

void staff_store_count_people(struct work *w, struct staff_role *all, size_t n)
{
	struct rows *r = db_query(w->db, &staff_roles_shipped);

	while (rows_next(r))
		for (size_t i = 0; i < n; i++)
			if (!all[i].is_own && !strcmp(all[i].word, rows_text(r, 0)))
				all[i].n_people = rows_int(r, 1);
}

void staff_store_lock_roles(struct work *w)
{
	(void)db_query(w->db, &staff_roles_lock);
}

void staff_store_add_role(struct work *w, const struct staff_role_wish *wish)
{
	db_exec(w->db, &staff_role_insert, wish->word, wish->name, wish->permissions, w->now);
}

void staff_store_put_role_set(struct work *w, const struct staff_role_wish *wish)
{
	db_exec(w->db, &staff_role_update, wish->name, wish->permissions, wish->word);
}

void staff_store_end_role(struct work *w, const char *word)
{
	db_exec(w->db, &staff_role_end, w->now, word);
}
