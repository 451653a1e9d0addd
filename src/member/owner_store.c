/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points go over to somebody else: with an order, or where two customers become one; and back.
 * Whose a lot is, theirs are its entries. */
#include "customer/move_store.h"
#include "member/store.h"

_Static_assert(MOVED_ORDER == 7 && MOVED_POINTS == 14, "kinds of rows are stored by number");
DB_STATEMENT(member_lots_note, CUSTOMER_NOTE("member_lot", "14"));
DB_STATEMENT(member_lots_give, CUSTOMER_GIVE("member_lot"));
DB_STATEMENT(member_entries_give, CUSTOMER_GIVE("member_entry"));
DB_STATEMENT(member_account_drop, "DELETE FROM member_account WHERE customer_id = ?");
DB_STATEMENT(member_lots_back, CUSTOMER_BACK("member_lot", "14"));
/* Those of orders that go back were perhaps earned since. */
DB_STATEMENT(member_lots_of_orders,
	     "UPDATE member_lot x JOIN customer_merge_row r ON r.row_id = x.order_id SET "
	     "x.customer_id = ? WHERE " CUSTOMER_MOVED_BY("7") " AND x.customer_id = ?");
DB_STATEMENT(member_entries_back,
	     "UPDATE member_entry e JOIN member_lot l ON l.id = e.lot_id SET e.customer_id = "
	     "l.customer_id WHERE e.customer_id = ? AND l.customer_id = ?");
DB_STATEMENT(member_entries_sum, "SELECT SUM(pending), SUM(usable), SUM(debt) FROM member_entry "
				 "WHERE customer_id = ?");
DB_STATEMENT(member_account_put,
	     "INSERT INTO member_account (customer_id, pending, usable, debt) VALUES (?, ?, ?, ?) "
	     "ON DUPLICATE KEY UPDATE pending = VALUES(pending), usable = VALUES(usable), debt = "
	     "VALUES(debt)");
DB_STATEMENT(member_lot_give, "UPDATE member_lot SET customer_id = ? WHERE id = ?");
DB_STATEMENT(member_lot_entries_give, "UPDATE member_entry SET customer_id = ? WHERE lot_id = ?");

void member_store_sum(struct work *w, uint64_t customer_id)
{
	struct rows *r = db_query(w->db, &member_entries_sum, customer_id);

	if (rows_next(r))
		db_exec(w->db, &member_account_put, customer_id, rows_i64(r, 0), rows_i64(r, 1),
			rows_i64(r, 2));
}

void member_store_give_lot(struct work *w, uint64_t lot_id, uint64_t customer_id)
{
	db_exec(w->db, &member_lot_give, customer_id, lot_id);
	db_exec(w->db, &member_lot_entries_give, customer_id, lot_id);
}

bool member_store_give(struct work *w, const struct customer_move *m)
{
	db_exec(w->db, &member_account_drop, m->from);
	if (db_exec(w->db, &member_lots_note, m->merge_id, m->from) == 0)
		return false;
	db_exec(w->db, &member_lots_give, m->to, m->from);
	db_exec(w->db, &member_entries_give, m->to, m->from);
	return true;
}

bool member_store_back(struct work *w, const struct customer_move *m)
{
	int64_t n = db_exec(w->db, &member_lots_back, m->to, m->merge_id, m->from);

	n += db_exec(w->db, &member_lots_of_orders, m->to, m->merge_id, m->from);
	if (n == 0)
		return false;
	db_exec(w->db, &member_entries_back, m->from, m->to);
	return true;
}
