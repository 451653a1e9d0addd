/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands under an e-mail address or a phone, as rows: orders and contacts that go over with
 * it.
 */
#include "customer/inside.h"
#include "order/order.h"

_Static_assert(ORDER_DRAFT == 0 && ORDER_CANCELLED == 4, "decisions are stored by number");
/* Of a contact k: it is under the way, and nobody has shown another way of it to be theirs. */
#define UNDER_WAY "(k.email_key = ? OR k.phone = ?) AND NOT " CONTACT_IS_PROVED

DB_STATEMENT(way_orders,
	     "SELECT o.id FROM orders o JOIN customer_contact k ON k.id = o.contact_id WHERE "
	     "o.customer_id = ? AND " UNDER_WAY " ORDER BY o.id");

uint64_t *way_store_orders(struct work *w, uint64_t from, const char *way, size_t *n)
{
	struct rows *r = db_query(w->db, &way_orders, from, way, way);
	uint64_t *ids = arena_array_of(w->arena, rows_count(r) + 1, uint64_t);

	for (*n = 0; rows_next(r); (*n)++)
		ids[*n] = rows_id(r, 0);
	return ids;
}

#define ORDERS_UNDER_WAY                                                                           \
	"FROM orders o JOIN customer_contact k ON k.id = o.contact_id AND " UNDER_WAY " JOIN "
#define OF_FROM " WHERE o.customer_id = ?"
DB_STATEMENT(
	way_ties,
	"SELECT o.id, b.order_id " ORDERS_UNDER_WAY
	"parcel_line a ON a.order_id = o.id JOIN parcel_line b ON b.parcel_id = a.parcel_id "
	"AND b.order_id <> a.order_id" OF_FROM " UNION SELECT o.id, l.other_id " ORDERS_UNDER_WAY
	"order_link l ON l.order_id = o.id" OF_FROM
	" UNION SELECT o.id, l.order_id " ORDERS_UNDER_WAY
	"order_link l ON l.other_id = o.id" OF_FROM
	" UNION SELECT o.id, x.order_id " ORDERS_UNDER_WAY
	"payment_entry e ON e.order_id = o.id JOIN payment_entry x ON x.id = e.peer_id" OF_FROM);

struct way_tie *way_store_ties(struct work *w, uint64_t from, const char *way, size_t *n)
{
	struct rows *r = db_query(w->db, &way_ties, way, way, from, way, way, from, way, way, from,
				  way, way, from);
	struct way_tie *ties = arena_array_of(w->arena, rows_count(r) + 1, struct way_tie);

	for (*n = 0; rows_next(r); (*n)++)
		ties[*n] = (struct way_tie){ rows_id(r, 0), rows_id(r, 1) };
	return ties;
}

#define NEEDS(table)                                                                               \
	" AND NOT EXISTS (SELECT 1 FROM " table " x WHERE x.customer_id = ? AND x.contact_id = "   \
	"k.id)"
DB_STATEMENT(
	way_contacts_go,
	"UPDATE customer_contact k SET k.customer_id = ? WHERE k.customer_id = ? AND " UNDER_WAY
		NEEDS("orders") NEEDS("parcel") NEEDS("customer_address"));
/* What went over, to a contact that stayed. */
#define STAYED(table)                                                                              \
	"SELECT " CONTACT_COLUMNS " FROM " table " x JOIN customer_contact k ON k.id = "           \
	"x.contact_id WHERE x.customer_id = ? AND k.customer_id = ?"
DB_STATEMENT(way_contacts_stayed, STAYED("orders") " UNION " STAYED("parcel"));
DB_STATEMENT(way_orders_follow,
	     "UPDATE orders SET contact_id = ? WHERE customer_id = ? AND contact_id = ?");
DB_STATEMENT(way_parcels_follow,
	     "UPDATE parcel SET contact_id = ? WHERE customer_id = ? AND contact_id = ?");
/* Words of the names that came along. */
DB_STATEMENT(way_words_copy,
	     "INSERT INTO customer_name_word (word, customer_id) SELECT x.word, ? FROM "
	     "customer_name_word x WHERE x.customer_id = ? AND EXISTS (SELECT 1 FROM "
	     "customer_contact k WHERE k.customer_id = ? AND LOCATE(x.word, k.name) > 0) ON "
	     "DUPLICATE KEY UPDATE customer_id = customer_name_word.customer_id");

static void copy_stayed(struct work *w, uint64_t from, uint64_t to)
{
	struct rows *r = db_query(w->db, &way_contacts_stayed, to, from, to, from);
	size_t n = rows_count(r);
	struct contact *all = arena_array_of(w->arena, n + 1, struct contact);

	for (size_t i = 0; i < n && rows_next(r); i++)
		contact_store_columns(r, 0, &all[i]);
	for (size_t i = 0; i < n; i++) {
		uint64_t was = all[i].id, id;

		all[i].customer_id = to;
		id = contact_store_insert(w, &all[i], NULL);
		db_exec(w->db, &way_orders_follow, id, to, was);
		db_exec(w->db, &way_parcels_follow, id, to, was);
	}
}

void way_store_give_contacts(struct work *w, uint64_t from, uint64_t to, const char *way)
{
	db_exec(w->db, &way_contacts_go, to, from, way, way, from, from, from);
	copy_stayed(w, from, to);
	db_exec(w->db, &way_words_copy, to, from, to);
	name_store_renamed(w, from, NULL);
}
