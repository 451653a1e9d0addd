/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passwords of customers: hashes alone. */
#include "customer/store.h"

DB_STATEMENT(password_of_way,
	     "SELECT p.customer_id, p.hash FROM customer_identity i JOIN customer_password p "
	     "ON p.customer_id = i.customer_id WHERE i.kind = ? AND i.source = '' AND i.value = ? "
	     "AND i.verified_at IS NOT NULL");

bool password_store_find(struct work *w, enum identity_kind kind, const char *way,
			 uint64_t *customer_id, const char **hash)
{
	struct rows *r = db_query(w->db, &password_of_way, (int)kind, way);

	if (!rows_next(r))
		return false;
	*customer_id = rows_id(r, 0);
	*hash = rows_text(r, 1);
	return true;
}

DB_STATEMENT(password_of, "SELECT 1 FROM customer_password WHERE customer_id = ?");

bool password_store_has(struct work *w, uint64_t customer_id)
{
	return rows_next(db_query(w->db, &password_of, customer_id));
}

DB_STATEMENT(password_put,
	     "INSERT INTO customer_password (customer_id, hash, set_at) VALUES (?, ?, ?) "
	     "ON DUPLICATE KEY UPDATE hash = VALUES(hash), set_at = VALUES(set_at)");

void password_store_put(struct work *w, uint64_t customer_id, const char *hash)
{
	db_exec(w->db, &password_put, customer_id, hash, w->now);
}

DB_STATEMENT(password_remove, "DELETE FROM customer_password WHERE customer_id = ?");

bool password_store_remove(struct work *w, uint64_t customer_id)
{
	return db_exec(w->db, &password_remove, customer_id) == 1;
}
