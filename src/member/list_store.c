/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody's ledger as pages and programs read it. */
#include "member/store.h"

#define SEEN "k.id IS NOT NULL AND " CONTACT_IS_PROVED

/* which: a bit for each kind of entry. */
DB_STATEMENT(member_ledger,
	     "SELECT e.id, e.kind, e.pending, e.usable, e.lapsed, e.debt, e.why, e.at, o.number, "
	     "(" SEEN "), q.name_en, q.name_zh FROM member_entry e JOIN member_lot l ON l.id = "
	     "e.lot_id LEFT JOIN orders o ON o.id = l.order_id AND e.claim_id IS NULL LEFT JOIN "
	     "customer_contact k ON k.id = o.contact_id LEFT JOIN member_claim c ON c.id = "
	     "e.claim_id LEFT JOIN member_reward q ON q.id = c.reward_id WHERE "
	     "e.customer_id = ? AND e.id < ? AND (? & (1 << e.kind)) <> 0 ORDER BY e.id DESC "
	     "LIMIT ?");
struct rows *member_store_list(struct work *w, uint64_t customer_id, unsigned kinds, uint64_t below,
			       int limit)
{
	return db_query(w->db, &member_ledger, customer_id, below, kinds, limit);
}

DB_STATEMENT(member_ledger_of_all,
	     "SELECT e.id, e.at, c.number, e.kind, e.pending, e.usable, e.lapsed, e.debt, "
	     "o.number, e.why, e.actor_kind, e.actor_id FROM member_entry e JOIN customer c ON "
	     "c.id = e.customer_id JOIN member_lot l ON l.id = e.lot_id LEFT JOIN orders o ON o.id "
	     "= l.order_id WHERE e.id < ? ORDER BY e.id DESC LIMIT ?");
struct points_for_file *member_list_for_file(struct work *w, uint64_t below, int limit, size_t *n)
{
	struct rows *r =
		db_query(w->db, &member_ledger_of_all, below ? below : (uint64_t)INT64_MAX, limit);
	struct points_for_file *all =
		arena_array_of(w->arena, rows_count(r) + 1, struct points_for_file);

	for (*n = 0; rows_next(r); ++*n)
		all[*n] = (struct points_for_file){ .id = rows_id(r, 0),
						    .at = rows_time(r, 1),
						    .customer = rows_text(r, 2),
						    .kind = member_entry_word[rows_int(r, 3)],
						    .pending = rows_i64(r, 4),
						    .usable = rows_i64(r, 5),
						    .lapsed = rows_i64(r, 6),
						    .debt = rows_i64(r, 7),
						    .order = rows_text(r, 8),
						    .why = rows_text(r, 9),
						    .by = { (enum actor_kind)rows_int(r, 10),
							    rows_id(r, 11) } };
	return all;
}

/* The newest pages, which are looked at most, add up least. */
DB_STATEMENT(member_balance_below,
	     "SELECT a.usable - COALESCE((SELECT SUM(e.usable) FROM member_entry e WHERE "
	     "e.customer_id = a.customer_id AND e.id >= ?), 0) FROM member_account a WHERE "
	     "a.customer_id = ?");
int64_t member_store_balance(struct work *w, uint64_t customer_id, uint64_t below)
{
	struct rows *r = db_query(w->db, &member_balance_below, below, customer_id);

	return rows_next(r) ? rows_i64(r, 0) : 0;
}

DB_STATEMENT(member_pending,
	     "SELECT l.pending, o.number, l.release_at, (" SEEN ") FROM member_lot l LEFT JOIN "
	     "orders o ON o.id = l.order_id LEFT JOIN customer_contact k ON k.id = o.contact_id "
	     "WHERE l.customer_id = ? AND l.pending > 0 ORDER BY l.id DESC LIMIT ?");
struct rows *member_store_pending(struct work *w, uint64_t customer_id, int limit)
{
	return db_query(w->db, &member_pending, customer_id, limit);
}
