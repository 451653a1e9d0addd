/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes of a customer who is erased: the SQL. */
#include "customer/erase.h"

#define NOBODY "'\xe2\x80\x93'" /* a name has to stand somewhere */

DB_STATEMENT(erase_lock, "SELECT 1 FROM customer WHERE id = ? AND erased_at IS NULL AND "
			 "joined_into IS NULL FOR UPDATE");

bool erase_store_lock(struct work *w, uint64_t customer_id)
{
	return rows_next(db_query(w->db, &erase_lock, customer_id));
}

/* Country and province stay: by them the order was taxed. */
DB_STATEMENT(erase_contacts,
	     "UPDATE customer_contact SET name = " NOBODY
	     ", phone = NULL, phone_tail = NULL, email "
	     "= NULL, email_key = NULL, city = '', district = '', street = '', postcode = '' WHERE "
	     "customer_id = ?");
DB_STATEMENT(erase_addresses, "DELETE FROM customer_address WHERE customer_id = ?");
DB_STATEMENT(erase_wishes, "DELETE FROM customer_wish WHERE customer_id = ?");
DB_STATEMENT(erase_traits, "DELETE FROM customer_trait WHERE customer_id = ?");
DB_STATEMENT(erase_own_notes, "DELETE FROM customer_note WHERE customer_id = ?");
DB_STATEMENT(erase_words, "DELETE FROM customer_name_word WHERE customer_id = ?");
DB_STATEMENT(erase_password, "DELETE FROM customer_password WHERE customer_id = ?");
DB_STATEMENT(erase_join, "DELETE FROM customer_join WHERE customer_id = ?");
DB_STATEMENT(erase_tag_counts,
	     "UPDATE customer_tag t JOIN customer_tagged b ON b.tag_id = t.id SET "
	     "t.n_customers = t.n_customers - 1 WHERE b.customer_id = ?");
DB_STATEMENT(erase_tags, "DELETE FROM customer_tagged WHERE customer_id = ?");
DB_STATEMENT(erase_sign_ins, "DELETE s FROM customer_sign_in s JOIN customer c ON c.id = "
			     "s.customer_id WHERE c.id = ? OR c.joined_into = ?");
DB_STATEMENT(erase_merges, "UPDATE customer_merge SET was = NULL WHERE kept_id = ? OR joined_id = "
			   "?");
DB_STATEMENT(erase_codes, "DELETE s FROM sign_in_code s JOIN customer_identity i ON i.value = "
			  "s.email_key WHERE i.customer_id = ?");
DB_STATEMENT(erase_own_codes, "DELETE FROM sign_in_code WHERE customer_id = ?");
DB_STATEMENT(erase_forms, "DELETE FROM kept_form WHERE kind = 1 AND subject_id = ?");
DB_STATEMENT(erase_answers, "DELETE FROM idempotency WHERE actor = CONCAT('1:', ?)");
DB_STATEMENT(erase_identities, "DELETE FROM customer_identity WHERE customer_id = ?");
DB_STATEMENT(erase_customers,
	     "UPDATE customer SET name = " NOBODY ", provisional = 1, erased_at = ?, version = "
	     "version + 1 WHERE id = ? OR joined_into = ?");

void erase_store_all(struct work *w, uint64_t customer_id)
{
	struct db_statement *const by_id[] = {
		&erase_contacts,   &erase_addresses, &erase_wishes,     &erase_traits,
		&erase_own_notes,  &erase_words,     &erase_password,   &erase_join,
		&erase_tag_counts, &erase_tags,      &erase_codes,      &erase_own_codes,
		&erase_forms,      &erase_answers,   &erase_identities,
	};

	for (size_t i = 0; i < sizeof by_id / sizeof *by_id; i++)
		db_exec(w->db, by_id[i], customer_id);
	db_exec(w->db, &erase_sign_ins, customer_id, customer_id);
	db_exec(w->db, &erase_merges, customer_id, customer_id);
	db_exec(w->db, &erase_customers, w->now, customer_id, customer_id);
}
