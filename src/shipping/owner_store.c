/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parcels go over to somebody else, where two customers become one; and back. */
#include "shipping/shipping.h"

#include "customer/move_store.h"

_Static_assert(MOVED_ORDER == 7 && MOVED_PARCEL == 8, "kinds of rows are stored by number");
DB_STATEMENT(parcel_owner_note, CUSTOMER_NOTE("parcel", "8"));
DB_STATEMENT(parcel_owner_give, CUSTOMER_GIVE("parcel"));
DB_STATEMENT(parcel_owner_back, CUSTOMER_BACK("parcel", "8"));
/* Those of orders that go back were perhaps packed since. */
DB_STATEMENT(parcel_owner_of_orders,
	     "UPDATE parcel x JOIN parcel_line l ON l.parcel_id = x.id JOIN customer_merge_row r "
	     "ON r.row_id = l.order_id SET x.customer_id = ? WHERE " CUSTOMER_MOVED_BY(
		     "7") " AND x.customer_id = ?");

void shipping_give_customer(struct work *w, const struct customer_move *m)
{
	db_exec(w->db, &parcel_owner_note, m->merge_id, m->from);
	db_exec(w->db, &parcel_owner_give, m->to, m->from);
}

void shipping_back_customer(struct work *w, const struct customer_move *m)
{
	db_exec(w->db, &parcel_owner_back, m->to, m->merge_id, m->from);
	db_exec(w->db, &parcel_owner_of_orders, m->to, m->merge_id, m->from);
}
