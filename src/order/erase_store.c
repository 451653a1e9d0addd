/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders of a customer who is erased: items, amounts, events and payments stay. */
#include "order/store.h"

_Static_assert(ORDER_CLOSED == 3 && ORDER_CANCELLED == 4, "decisions are stored by number");
DB_STATEMENT(orders_open, "SELECT number FROM orders WHERE customer_id = ? AND decision < 3 ORDER "
			  "BY id DESC LIMIT 50");

const char **order_open_of_customer(struct work *w, uint64_t customer_id, size_t *n)
{
	struct rows *r = db_query(w->db, &orders_open, customer_id);
	const char **list = arena_array_of(w->arena, rows_count(r) + 1, const char *);

	for (*n = 0; rows_next(r); ++*n)
		list[*n] = rows_text(r, 0);
	return list;
}

DB_STATEMENT(erase_notes, "UPDATE order_note n JOIN orders o ON o.id = n.order_id SET n.body = "
			  "'\xe2\x80\x93' WHERE o.customer_id = ?");
/* Written anew as it is read, and by the worker (document_form.c). */
DB_STATEMENT(erase_pages, "UPDATE order_document d JOIN orders o ON o.id = d.order_id SET "
			  "d.document = ?, d.form = 0, d.link_version = d.link_version + 1 WHERE "
			  "o.customer_id = ? AND o.link_version > 0");
DB_STATEMENT(erase_drafts,
	     "UPDATE order_document d JOIN orders o ON o.id = d.order_id SET "
	     "d.document = ?, d.form = 0 WHERE o.customer_id = ? AND o.link_version = "
	     "0");
DB_STATEMENT(erase_orders, "UPDATE orders SET customer_note = NULL, link_version = link_version + "
			   "(link_version > 0) WHERE customer_id = ?");

void order_erase_customer(struct work *w, uint64_t customer_id)
{
	struct bytes empty = order_store_pack(w, "{}");

	db_exec(w->db, &erase_notes, customer_id);
	db_exec(w->db, &erase_pages, empty, customer_id);
	db_exec(w->db, &erase_drafts, empty, customer_id);
	db_exec(w->db, &erase_orders, customer_id);
}
