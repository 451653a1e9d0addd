/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose orders are, as rows. */
#include "order/owner_store.h"

#include "customer/move_store.h"

_Static_assert(MOVED_ORDER == 7, "kinds of rows are stored by number");
DB_STATEMENT(owner_note, CUSTOMER_NOTE("orders", "7"));
DB_STATEMENT(owner_give, CUSTOMER_GIVE("orders"));
DB_STATEMENT(owner_back, CUSTOMER_BACK("orders", "7"));

/* Their pages stand by whose they are. */
DB_STATEMENT(owner_pages, "UPDATE order_document d JOIN orders o ON o.id = d.order_id SET "
			  "d.customer_id = o.customer_id WHERE o.customer_id = ?");

void order_store_give(struct work *w, const struct customer_move *m)
{
	db_exec(w->db, &owner_note, m->merge_id, m->from);
	db_exec(w->db, &owner_give, m->to, m->from);
	db_exec(w->db, &owner_pages, m->to);
}

void order_store_back(struct work *w, const struct customer_move *m)
{
	db_exec(w->db, &owner_back, m->to, m->merge_id, m->from);
	db_exec(w->db, &owner_pages, m->to);
}

/* From those that went back, who are the fewer. */
DB_STATEMENT(
	owner_tied,
	"(SELECT 1 FROM orders a JOIN order_link l ON l.order_id = a.id JOIN orders b ON b.id = "
	"l.other_id WHERE a.customer_id = ? AND b.customer_id <> a.customer_id LIMIT 1) UNION ALL "
	"(SELECT 1 FROM orders a JOIN order_link l ON l.other_id = a.id JOIN orders b ON b.id = "
	"l.order_id WHERE a.customer_id = ? AND b.customer_id <> a.customer_id LIMIT 1) UNION ALL "
	"(SELECT 1 FROM orders a JOIN parcel_line l ON l.order_id = a.id JOIN parcel p ON p.id = "
	"l.parcel_id WHERE a.customer_id = ? AND p.customer_id <> a.customer_id LIMIT 1) UNION ALL "
	"(SELECT 1 FROM parcel p JOIN parcel_line l ON l.parcel_id = p.id JOIN orders a ON a.id = "
	"l.order_id WHERE p.customer_id = ? AND a.customer_id <> p.customer_id LIMIT 1) UNION ALL "
	"(SELECT 1 FROM orders a JOIN payment_entry e ON e.order_id = a.id JOIN payment_entry x ON "
	"x.id = e.peer_id JOIN orders b ON b.id = x.order_id WHERE a.customer_id = ? AND "
	"b.customer_id <> a.customer_id LIMIT 1)");

bool order_store_tied(struct work *w, const struct customer_move *m)
{
	return rows_next(db_query(w->db, &owner_tied, m->to, m->to, m->to, m->to, m->to));
}
