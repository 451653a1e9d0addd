/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the audit log as people do: names beside the ids, newest first, bounds of ids for days.
 */
#include <string.h>
#include "audit.h"
#include "db/db.h"

/* What statements below name by number. */
_Static_assert(ACTOR_STAFF == 2 && ACTOR_API_KEY == 3, "actors are stored by number");

#define COLUMNS                                                                                    \
	"e.id, e.at, e.kind, e.actor_kind, e.actor_id, COALESCE(s.name, k.name), "                 \
	"c.number, e.about, e.about_id, COALESCE(o.number, t.name, q.name, l.name, v.name, "       \
	"p.code), "                                                                                \
	"e.was, "                                                                                  \
	"e.became, e.seq IS NOT NULL, x.name, y.name "
/* x and y: roles of the shop's own are written down by their words. */
#define NAMED                                                                                      \
	"FROM security_event e "                                                                   \
	"LEFT JOIN staff s ON e.actor_kind = 2 AND s.id = e.actor_id "                             \
	"LEFT JOIN api_key k ON e.actor_kind = 3 AND k.id = e.actor_id "                           \
	"LEFT JOIN customer c ON c.id = e.customer_id "                                            \
	"LEFT JOIN orders o ON e.about = 'order' AND o.id = e.about_id "                           \
	"LEFT JOIN staff t ON e.about = 'staff' AND t.id = e.about_id "                            \
	"LEFT JOIN api_key q ON e.about = 'api_key' AND q.id = e.about_id "                        \
	"LEFT JOIN staff_role l ON e.about = 'role' "                                              \
	"AND l.word = LOWER(LPAD(HEX(e.about_id), 16, '0')) "                                      \
	"LEFT JOIN staff_role x ON e.kind IN ('role_changed', 'staff_invited') "                   \
	"AND x.word = e.was "                                                                      \
	"LEFT JOIN staff_role y ON e.kind IN ('role_changed', 'staff_invited') "                   \
	"AND y.word = e.became "                                                                   \
	"LEFT JOIN hook v ON e.about = 'hook' AND v.id = e.about_id "                              \
	"LEFT JOIN product p ON e.about = 'product' AND p.id = e.about_id "
#define BETWEEN "e.id > ? AND e.id < ? ORDER BY e.id DESC LIMIT ?"

/* One a filter, each along its own index. */
DB_STATEMENT(audit_list_all, "SELECT " COLUMNS NAMED "WHERE " BETWEEN);
DB_STATEMENT(audit_list_kind, "SELECT " COLUMNS NAMED "WHERE e.kind = ? AND " BETWEEN);
DB_STATEMENT(audit_list_who, "SELECT " COLUMNS NAMED "WHERE e.actor_id = ? AND " BETWEEN);
DB_STATEMENT(audit_list_both,
	     "SELECT " COLUMNS NAMED "WHERE e.kind = ? AND e.actor_id = ? AND " BETWEEN);

static struct rows *ask(struct work *w, const struct audit_query *q)
{
	const char *kind = q->kind < 0 ? NULL : audit_kind_word[q->kind];

	if (kind && q->who)
		return db_query(w->db, &audit_list_both, kind, q->who, q->above, q->below,
				q->limit);
	if (kind)
		return db_query(w->db, &audit_list_kind, kind, q->above, q->below, q->limit);
	if (q->who)
		return db_query(w->db, &audit_list_who, q->who, q->above, q->below, q->limit);
	return db_query(w->db, &audit_list_all, q->above, q->below, q->limit);
}

/* A kind that this program does not know yet is not one to guess at. */
static enum audit_kind kind_of(const char *word)
{
	for (int i = 0; i < AUDIT_KIND__MAX; i++)
		if (!strcmp(audit_kind_word[i], word))
			return (enum audit_kind)i;
	return AUDIT_KIND__MAX;
}

struct audit_row *audit_list(struct work *w, const struct audit_query *q, size_t *n)
{
	struct rows *r = ask(w, q);
	struct audit_row *all = arena_array_of(w->arena, rows_count(r) + 1, struct audit_row);

	*n = 0;
	while (rows_next(r))
		all[(*n)++] = (struct audit_row){
			.id = rows_id(r, 0),
			.at = rows_time(r, 1),
			.kind = kind_of(rows_text(r, 2)),
			.who = { (enum actor_kind)rows_int(r, 3), rows_id(r, 4) },
			.who_name = rows_text(r, 5),
			.customer = rows_text(r, 6),
			.about = rows_text(r, 7),
			.about_id = rows_id(r, 8),
			.about_name = rows_text(r, 9),
			.was = rows_text(r, 10),
			.became = rows_text(r, 11),
			.is_chained = rows_bool(r, 12),
			.was_name = rows_text(r, 13),
			.became_name = rows_text(r, 14),
		};
	return all;
}

DB_STATEMENT(audit_actors, "SELECT id, name FROM (SELECT id, IF(name = '', email, name) AS name, "
			   "0 AS place FROM staff UNION ALL SELECT id, name, 1 FROM api_key) a "
			   "ORDER BY place, name, id LIMIT 500");

struct audit_person *audit_people(struct work *w, size_t *n)
{
	struct rows *r = db_query(w->db, &audit_actors);
	struct audit_person *all = arena_array_of(w->arena, rows_count(r) + 1, struct audit_person);

	*n = 0;
	while (rows_next(r))
		all[(*n)++] = (struct audit_person){ rows_id(r, 0), rows_text(r, 1) };
	return all;
}
