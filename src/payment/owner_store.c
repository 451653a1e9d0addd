/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Credits go over to somebody else, where two customers become one; and back. Payments are an
 * order's. */
#include "payment/payment.h"

#include "customer/move_store.h"

_Static_assert(MOVED_ORDER == 7 && MOVED_CREDIT == 9, "kinds of rows are stored by number");
DB_STATEMENT(credit_owner_note, CUSTOMER_NOTE("credit_entry", "9"));
DB_STATEMENT(credit_owner_give, CUSTOMER_GIVE("credit_entry"));
DB_STATEMENT(credit_owner_back, CUSTOMER_BACK("credit_entry", "9"));
/* Those on orders that go back were perhaps given since. */
DB_STATEMENT(credit_owner_of_orders,
	     "UPDATE credit_entry x JOIN customer_merge_row r ON r.row_id = x.order_id SET "
	     "x.customer_id = ? WHERE " CUSTOMER_MOVED_BY("7") " AND x.customer_id = ?");

void payment_give_customer(struct work *w, const struct customer_move *m)
{
	db_exec(w->db, &credit_owner_note, m->merge_id, m->from);
	db_exec(w->db, &credit_owner_give, m->to, m->from);
}

void payment_back_customer(struct work *w, const struct customer_move *m)
{
	db_exec(w->db, &credit_owner_back, m->to, m->merge_id, m->from);
	db_exec(w->db, &credit_owner_of_orders, m->to, m->merge_id, m->from);
}
