/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The address book: entries that point to their newest contact version. */
#include "customer/store.h"

#define SELECT_ENTRY                                                                               \
	"SELECT a.id, a.label, a.is_default, a.version, " CONTACT_COLUMNS                          \
	" FROM customer_address a "                                                                \
	"JOIN customer_contact k ON k.id = a.contact_id WHERE a.customer_id = ? "                  \
	"AND a.removed_at IS NULL "

static void read_address(const struct rows *r, struct address *out)
{
	out->id = rows_id(r, 0);
	out->label = rows_text(r, 1);
	out->is_default = rows_bool(r, 2);
	out->version = rows_int(r, 3);
	contact_store_columns(r, 4, &out->contact);
}

DB_STATEMENT(address_list, SELECT_ENTRY "ORDER BY a.is_default DESC, a.id DESC LIMIT 100");

struct address *address_store_list(struct work *w, uint64_t customer_id, size_t *n)
{
	struct rows *r = db_query(w->db, &address_list, customer_id);
	struct address *list = arena_array_of(w->arena, rows_count(r) + 1, struct address);

	*n = 0;
	while (rows_next(r))
		read_address(r, &list[(*n)++]);
	return list;
}

DB_STATEMENT(address_by_id, SELECT_ENTRY "AND a.id = ?");

bool address_store_read(struct work *w, uint64_t customer_id, uint64_t id, struct address *out)
{
	struct rows *r = db_query(w->db, &address_by_id, customer_id, id);

	if (!rows_next(r))
		return false;
	read_address(r, out);
	return true;
}

DB_STATEMENT(address_insert, "INSERT INTO customer_address (id, customer_id, contact_id, label, "
			     "is_default, created_at) VALUES (?, ?, ?, ?, ?, ?)");

void address_store_insert(struct work *w, uint64_t customer_id, const struct address *a)
{
	db_exec(w->db, &address_insert, a->id, customer_id, a->contact.id, a->label, a->is_default,
		w->now);
}

DB_STATEMENT(address_update, "UPDATE customer_address SET contact_id = ?, label = ?, "
			     "version = version + 1 "
			     "WHERE id = ? AND customer_id = ? AND removed_at IS NULL");

void address_store_update(struct work *w, uint64_t customer_id, const struct address *a)
{
	db_exec(w->db, &address_update, a->contact.id, a->label, a->id, customer_id);
}

DB_STATEMENT(address_set_default, "UPDATE customer_address SET is_default = (id = ?) "
				  "WHERE customer_id = ? AND removed_at IS NULL");

void address_store_set_default(struct work *w, uint64_t customer_id, uint64_t id)
{
	db_exec(w->db, &address_set_default, id, customer_id);
}

DB_STATEMENT(address_remove, "UPDATE customer_address SET removed_at = ?, is_default = 0 "
			     "WHERE id = ? AND customer_id = ? AND removed_at IS NULL");

void address_store_remove(struct work *w, uint64_t customer_id, uint64_t id)
{
	db_exec(w->db, &address_remove, w->now, id, customer_id);
}
