/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notices, choices and clocks as rows. */
#include "notice/store.h"

#include "permission.h"

DB_STATEMENT(notice_add, "INSERT INTO staff_notice (staff_id, id, kind, order_id, note_id, due_at, "
			 "at) VALUES (?,?,?,?,?,?,?)");

void notice_store_add(struct work *w, const struct notice *n)
{
	db_exec(w->db, &notice_add, n->staff_id, n->id, (int)n->kind, n->order_id,
		db_id_or_null(n->note_id), n->due_at, w->now);
}

DB_STATEMENT(notice_seen, "UPDATE staff_notice SET seen_at = ? WHERE staff_id = ? AND id <= ? AND "
			  "seen_at IS NULL");

void notice_store_seen(struct work *w, uint64_t staff_id, uint64_t up_to)
{
	db_exec(w->db, &notice_seen, w->now, staff_id, up_to);
}

DB_STATEMENT(
	notice_list,
	"SELECT m.id, m.kind, o.number, o.badge, n.body, s.name, m.at, m.due_at, m.seen_at IS "
	"NULL FROM staff_notice m JOIN orders o ON o.id = m.order_id LEFT JOIN order_note n ON "
	"n.id = m.note_id LEFT JOIN staff s ON s.id = n.staff_id WHERE m.staff_id = ? AND m.id "
	"< ? ORDER BY m.id DESC LIMIT ?");

struct notice_line *notice_store_list(struct work *w, uint64_t staff_id, uint64_t below, int limit,
				      size_t *n)
{
	struct rows *r = db_query(w->db, &notice_list, staff_id, below, limit);
	struct notice_line *all = arena_array_of(w->arena, rows_count(r) + 1, struct notice_line);

	for (*n = 0; rows_next(r); (*n)++)
		all[*n] = (struct notice_line){
			.id = rows_id(r, 0),
			.kind = (enum notice_kind)rows_int(r, 1),
			.number = rows_text(r, 2),
			.badge = rows_int(r, 3),
			.body = rows_text(r, 4),
			.by = rows_text(r, 5),
			.at = rows_time(r, 6),
			.due_at = rows_time(r, 7),
			.is_new = rows_bool(r, 8),
		};
	return all;
}

DB_STATEMENT(notice_forget, "DELETE FROM staff_notice WHERE at < ? ORDER BY at LIMIT ?");
DB_STATEMENT(notice_forget_clocks, "DELETE FROM order_clock WHERE due_at < ? ORDER BY due_at LIMIT "
				   "?");

int64_t notice_store_forget(struct work *w, struct instant before, int max)
{
	return db_exec(w->db, &notice_forget, before, max) +
	       db_exec(w->db, &notice_forget_clocks, before, max);
}

/* ---- choices ---- */

DB_STATEMENT(notice_choices, "SELECT kind, page, mail FROM staff_notice_choice WHERE staff_id = ?");
DB_STATEMENT(notice_all_choices, "SELECT kind, page, mail, staff_id FROM staff_notice_choice "
				 "ORDER BY staff_id LIMIT 5000");
DB_STATEMENT(notice_choose, "INSERT INTO staff_notice_choice (staff_id, kind, page, mail) VALUES "
			    "(?,?,?,?) ON DUPLICATE KEY UPDATE page = VALUES(page), mail = "
			    "VALUES(mail)");

static void read_choice(struct rows *r, struct notice_choice out[NOTICE_KIND__MAX])
{
	int kind = rows_int(r, 0), page = rows_int(r, 1), mail = rows_int(r, 2);

	if (kind < NOTICE_KIND__MAX && page < NOTICE_REACH__MAX && mail < NOTICE_REACH__MAX)
		out[kind] =
			(struct notice_choice){ (enum notice_reach)page, (enum notice_reach)mail };
}

static void standard(struct notice_choice out[NOTICE_KIND__MAX])
{
	for (int k = 0; k < NOTICE_KIND__MAX; k++)
		out[k] = notice_standard((enum notice_kind)k);
}

void notice_store_choices(struct work *w, uint64_t staff_id,
			  struct notice_choice out[NOTICE_KIND__MAX])
{
	struct rows *r = db_query(w->db, &notice_choices, staff_id);

	standard(out);
	while (rows_next(r))
		read_choice(r, out);
}

void notice_store_choose(struct work *w, uint64_t staff_id, enum notice_kind k,
			 const struct notice_choice *c)
{
	db_exec(w->db, &notice_choose, staff_id, (int)k, (int)c->page, (int)c->mail);
}

struct notice_reader *notice_store_readers(struct work *w, size_t *n)
{
	size_t n_all;
	struct staff_member *all = staff_list(w, &n_all);
	struct notice_reader *out = arena_array_of(w->arena, n_all + 1, struct notice_reader);
	struct rows *r;

	*n = 0;
	for (size_t i = 0; i < n_all; i++) {
		if (all[i].state != STAFF_ACTIVE ||
		    !(all[i].permissions & PERM_BIT(PERM_ORDERS_READ)))
			continue;
		out[*n].who = all[i];
		standard(out[(*n)++].choice);
	}
	r = db_query(w->db, &notice_all_choices);
	while (rows_next(r))
		for (size_t i = 0; i < *n; i++)
			if (out[i].who.id == rows_id(r, 3))
				read_choice(r, out[i].choice);
	return out;
}

/* ---- clocks ---- */

#define NOT_TOLD(kind, due)                                                                        \
	"LEFT JOIN order_clock c ON c.order_id = o.id AND c.kind = " kind " AND c.due_at = " due   \
	" WHERE c.order_id IS NULL AND "
DB_STATEMENT(notice_holds, "SELECT o.id, o.number, o.hold_until FROM orders o " NOT_TOLD(
				   "1", "o.hold_until") "o.hold_until > ? AND o.hold_until <= ? "
							"ORDER BY o.hold_until LIMIT ?");
/* In review and not on hold: that has a clock of its own. */
#define REVIEWED "o.placed_at + INTERVAL ? HOUR"
DB_STATEMENT(notice_reviews,
	     "SELECT o.id, o.number, " REVIEWED " FROM orders o " NOT_TOLD(
		     "2", REVIEWED) "o.decision = 1 AND o.hold_reason IS NULL AND " REVIEWED
				    " > ? AND " REVIEWED " <= ? ORDER BY o.placed_at LIMIT ?");
/* To be sent, or part of it. */
DB_STATEMENT(notice_promises, "SELECT o.id, o.number, o.due_at FROM orders o " NOT_TOLD(
				      "3", "o.due_at") "o.badge IN (?, ?, ?) AND o.due_at > ? AND "
						       "o.due_at <= ? ORDER BY o.due_at LIMIT ?");

static struct rows *ask(struct work *w, enum notice_kind k, const struct notice_window *in,
			int64_t confirm_hours, int max)
{
	if (k == NOTICE_HOLD_ENDS)
		return db_query(w->db, &notice_holds, in->from, in->to, max);
	if (k == NOTICE_CONFIRM_LATE)
		return db_query(w->db, &notice_reviews, confirm_hours, confirm_hours, confirm_hours,
				in->from, confirm_hours, in->to, max);
	return db_query(w->db, &notice_promises, (int)BADGE_PREPARING, (int)BADGE_PACKING,
			(int)BADGE_PARTLY_SHIPPED, in->from, in->to, max);
}

struct notice_clock *notice_store_clocks(struct work *w, enum notice_kind k,
					 const struct notice_window *in, int64_t confirm_hours,
					 int max, size_t *n)
{
	struct rows *r = ask(w, k, in, confirm_hours, max);
	struct notice_clock *all = arena_array_of(w->arena, rows_count(r) + 1, struct notice_clock);

	for (*n = 0; rows_next(r); (*n)++)
		all[*n] = (struct notice_clock){ rows_id(r, 0), rows_text(r, 1), rows_time(r, 2) };
	return all;
}

DB_STATEMENT(notice_told, "INSERT INTO order_clock (order_id, kind, due_at) VALUES (?,?,?)");

bool notice_store_told(struct work *w, enum notice_kind k, const struct notice_clock *c)
{
	return db_insert(w->db, &notice_told, c->order_id, (int)k, c->due_at) > 0;
}

DB_STATEMENT(notice_last_actor, "SELECT actor_id FROM order_event WHERE order_id = ? AND "
				"actor_kind = ? ORDER BY id DESC LIMIT 1");

uint64_t notice_store_last_actor(struct work *w, uint64_t order_id)
{
	struct rows *r = db_query(w->db, &notice_last_actor, order_id, (int)ACTOR_STAFF);

	return rows_next(r) ? rows_id(r, 0) : 0;
}
