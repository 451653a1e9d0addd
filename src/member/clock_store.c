/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose points the clock moves, and what ends soon. */
#include "member/store.h"
#include "notify/notify.h"

DB_STATEMENT(member_due_release,
	     "SELECT DISTINCT customer_id FROM member_lot WHERE release_at <= ? LIMIT ?");
DB_STATEMENT(member_due_expire, "SELECT DISTINCT customer_id FROM member_lot WHERE is_open = 1 AND "
				"expires_at <= ? LIMIT ?");
size_t member_store_due(struct work *w, enum member_turn what, uint64_t *ids, size_t max)
{
	struct rows *r =
		db_query(w->db, what == TURN_RELEASE ? &member_due_release : &member_due_expire,
			 w->now, max);
	size_t n = 0;

	while (n < max && rows_next(r))
		ids[n++] = rows_id(r, 0);
	return n;
}

DB_STATEMENT(member_untold,
	     "SELECT DISTINCT customer_id FROM member_lot WHERE is_open = 1 AND ((expires_at <= ? "
	     "AND told = 0) OR (expires_at <= ? AND told = 1)) LIMIT ?");
size_t member_store_untold(struct work *w, struct instant month, struct instant week, uint64_t *ids,
			   size_t max)
{
	struct rows *r = db_query(w->db, &member_untold, month, week, max);
	size_t n = 0;

	while (n < max && rows_next(r))
		ids[n++] = rows_id(r, 0);
	return n;
}

DB_STATEMENT(member_ending, "SELECT SUM(usable), expires_at FROM member_lot WHERE customer_id = ? "
			    "AND is_open = 1 AND expires_at <= ? GROUP BY expires_at ORDER BY "
			    "expires_at LIMIT ?");
size_t member_store_ending(struct work *w, uint64_t customer_id, struct instant until,
			   struct points_ending *out, size_t max)
{
	struct rows *r = db_query(w->db, &member_ending, customer_id, until, max);
	size_t n = 0;

	while (n < max && rows_next(r))
		out[n++] = (struct points_ending){ rows_i64(r, 0), rows_time(r, 1) };
	return n;
}

DB_STATEMENT(member_told,
	     "UPDATE member_lot SET told = IF(expires_at <= ?, 2, 1) WHERE customer_id = ? AND "
	     "is_open = 1 AND expires_at <= ?");
void member_store_told(struct work *w, uint64_t customer_id, struct instant month,
		       struct instant week)
{
	db_exec(w->db, &member_told, week, customer_id, month);
}
