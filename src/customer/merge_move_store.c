/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of customers' tables that go over to somebody else as they are, and back. */
#include "customer/merge.h"
#include "customer/move_store.h"

_Static_assert(MOVED_IDENTITY == 0 && MOVED_CONTACT == 1 && MOVED_ADDRESS == 2 && MOVED_NOTE == 3 &&
		       MOVED_EVENT == 4 && MOVED_WISH == 5 && MOVED_CONSENT == 6 &&
		       MOVED_CUSTOMER == 11 && MOVED_DEFAULT == 13,
	       "kinds of rows are stored by number");
DB_STATEMENT(identities_note, CUSTOMER_NOTE("customer_identity", "0"));
DB_STATEMENT(identities_give, CUSTOMER_GIVE("customer_identity"));
DB_STATEMENT(identities_back, CUSTOMER_BACK("customer_identity", "0"));
DB_STATEMENT(contacts_note, CUSTOMER_NOTE("customer_contact", "1"));
DB_STATEMENT(contacts_give, CUSTOMER_GIVE("customer_contact"));
DB_STATEMENT(contacts_back, CUSTOMER_BACK("customer_contact", "1"));
DB_STATEMENT(addresses_note, CUSTOMER_NOTE("customer_address", "2"));
DB_STATEMENT(addresses_give, CUSTOMER_GIVE("customer_address"));
DB_STATEMENT(addresses_back, CUSTOMER_BACK("customer_address", "2"));
DB_STATEMENT(notes_note, CUSTOMER_NOTE("customer_note", "3"));
DB_STATEMENT(notes_give, CUSTOMER_GIVE("customer_note"));
DB_STATEMENT(notes_back, CUSTOMER_BACK("customer_note", "3"));
DB_STATEMENT(events_note, CUSTOMER_NOTE("customer_event", "4"));
DB_STATEMENT(events_give, CUSTOMER_GIVE("customer_event"));
DB_STATEMENT(events_back, CUSTOMER_BACK("customer_event", "4"));
DB_STATEMENT(wishes_note, CUSTOMER_NOTE("customer_wish", "5"));
DB_STATEMENT(wishes_give, CUSTOMER_GIVE("customer_wish"));
DB_STATEMENT(wishes_back, CUSTOMER_BACK("customer_wish", "5"));
DB_STATEMENT(consents_note, CUSTOMER_NOTE("customer_consent", "6"));
DB_STATEMENT(consents_give, CUSTOMER_GIVE("customer_consent"));
DB_STATEMENT(consents_back, CUSTOMER_BACK("customer_consent", "6"));
static const struct {
	struct db_statement *note, *give, *back;
} tables[] = {
	{ &identities_note, &identities_give, &identities_back },
	{ &contacts_note, &contacts_give, &contacts_back },
	{ &addresses_note, &addresses_give, &addresses_back },
	{ &notes_note, &notes_give, &notes_back },
	{ &events_note, &events_give, &events_back },
	{ &wishes_note, &wishes_give, &wishes_back },
	{ &consents_note, &consents_give, &consents_back },
};
#define TABLES (sizeof tables / sizeof *tables)

/* Who went over to them before leads on to where they go. */
DB_STATEMENT(earlier_note, "INSERT INTO customer_merge_row (merge_id, kind, row_id) "
			   "SELECT ?, 11, id FROM customer WHERE joined_into = ?");
DB_STATEMENT(earlier_give, "UPDATE customer SET joined_into = ? WHERE joined_into = ?");
DB_STATEMENT(earlier_back, "UPDATE customer x JOIN customer_merge_row r ON r.row_id = x.id SET "
			   "x.joined_into = ? WHERE " CUSTOMER_MOVED_BY("11") " AND "
									      "x.joined_into = ?");
/* One default address each: that of who stays. */
DB_STATEMENT(default_note,
	     "INSERT INTO customer_merge_row (merge_id, kind, row_id) SELECT ?, 13, id FROM "
	     "customer_address WHERE customer_id = ? AND is_default = 1 AND removed_at IS NULL");
DB_STATEMENT(default_has, "SELECT 1 FROM customer_address WHERE customer_id = ? AND is_default = 1 "
			  "AND removed_at IS NULL LIMIT 1");
DB_STATEMENT(default_clear, "UPDATE customer_address SET is_default = 0 WHERE customer_id = ?");
DB_STATEMENT(default_back,
	     "UPDATE customer_address x JOIN customer_merge_row r ON r.row_id = x.id SET "
	     "x.is_default = 1 WHERE " CUSTOMER_MOVED_BY("13") " AND x.customer_id = ? AND "
							       "x.removed_at IS NULL");

static void settle_default(struct work *w, const struct customer_move *m)
{
	db_exec(w->db, &default_note, m->merge_id, m->from);
	if (rows_next(db_query(w->db, &default_has, m->to)))
		db_exec(w->db, &default_clear, m->from);
}

void merge_store_give(struct work *w, const struct customer_move *m)
{
	settle_default(w, m);
	for (size_t i = 0; i < TABLES; i++) {
		db_exec(w->db, tables[i].note, m->merge_id, m->from);
		db_exec(w->db, tables[i].give, m->to, m->from);
	}
	db_exec(w->db, &earlier_note, m->merge_id, m->from);
	db_exec(w->db, &earlier_give, m->to, m->from);
}

void merge_store_back(struct work *w, const struct customer_move *m)
{
	for (size_t i = 0; i < TABLES; i++)
		db_exec(w->db, tables[i].back, m->to, m->merge_id, m->from);
	db_exec(w->db, &earlier_back, m->to, m->merge_id, m->from);
	db_exec(w->db, &default_clear, m->to);
	db_exec(w->db, &default_back, m->merge_id, m->to);
}

/* Since then an order of theirs may have got another contact, an entry of the book another version.
 */
DB_STATEMENT(contacts_follow_orders,
	     "UPDATE customer_contact k JOIN orders x ON x.contact_id = k.id SET k.customer_id = ? "
	     "WHERE x.customer_id = ? AND k.customer_id = ?");
DB_STATEMENT(contacts_follow_parcels,
	     "UPDATE customer_contact k JOIN parcel x ON x.contact_id = k.id SET k.customer_id = ? "
	     "WHERE x.customer_id = ? AND k.customer_id = ?");
DB_STATEMENT(contacts_follow_book, "UPDATE customer_contact k JOIN customer_address x ON "
				   "x.contact_id = k.id SET k.customer_id = ? "
				   "WHERE x.customer_id = ? AND k.customer_id = ?");

void merge_store_contacts_follow(struct work *w, const struct customer_move *m)
{
	db_exec(w->db, &contacts_follow_orders, m->to, m->to, m->from);
	db_exec(w->db, &contacts_follow_parcels, m->to, m->to, m->from);
	db_exec(w->db, &contacts_follow_book, m->to, m->to, m->from);
}

#define OF_ANOTHER(table)                                                                          \
	"(SELECT 1 FROM " table " x JOIN customer_contact k ON k.id = x.contact_id WHERE "         \
	"x.customer_id IN (?, ?) AND k.customer_id <> x.customer_id LIMIT 1)"
DB_STATEMENT(contacts_tied, OF_ANOTHER("orders") " UNION ALL " OF_ANOTHER(
				    "parcel") " UNION ALL " OF_ANOTHER("customer_address"));

bool merge_store_contacts_tied(struct work *w, const struct customer_move *m)
{
	return rows_next(
		db_query(w->db, &contacts_tied, m->from, m->to, m->from, m->to, m->from, m->to));
}

DB_STATEMENT(moved_rows, "SELECT row_id FROM customer_merge_row WHERE merge_id = ? AND kind = ? "
			 "AND row_id > ? ORDER BY row_id LIMIT ?");
DB_STATEMENT(moved_count, "SELECT COUNT(*) FROM customer_merge_row WHERE merge_id = ? AND kind = "
			  "?");

size_t merge_store_rows(struct work *w, uint64_t merge_id, enum customer_moved kind, uint64_t after,
			uint64_t *ids, size_t max)
{
	struct rows *r = db_query(w->db, &moved_rows, merge_id, (int)kind, after, max);
	size_t n = 0;

	while (n < max && rows_next(r))
		ids[n++] = rows_id(r, 0);
	return n;
}

size_t merge_store_count(struct work *w, uint64_t merge_id, enum customer_moved kind)
{
	struct rows *r = db_query(w->db, &moved_count, merge_id, (int)kind);

	return rows_next(r) ? (size_t)rows_i64(r, 0) : 0;
}
