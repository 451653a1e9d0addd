/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sign-in codes: hashes, tries and their end. */
#include <string.h>
#include "base/fail.h"
#include "customer/store.h"

static struct bytes hash_of(const uint8_t hash[SECRET_HASH_BYTES])
{
	return bytes_of(hash, SECRET_HASH_BYTES);
}

DB_STATEMENT(code_insert,
	     "INSERT INTO sign_in_code (request_hash, email_key, customer_id, joining, code_hash, "
	     "until) VALUES (?, ?, ?, ?, ?, ?)");

void code_store_insert(struct work *w, const uint8_t request_hash[SECRET_HASH_BYTES],
		       const struct code_row *row, struct instant until)
{
	db_exec(w->db, &code_insert, hash_of(request_hash), row->way,
		db_id_or_null(row->customer_id), row->joining, hash_of(row->hash), until);
}

DB_STATEMENT(code_touch, "UPDATE sign_in_code SET until = ? WHERE request_hash = ?");

void code_store_touch(struct work *w, const uint8_t request_hash[SECRET_HASH_BYTES],
		      struct instant until)
{
	db_exec(w->db, &code_touch, until, hash_of(request_hash));
}

/* The try is counted and judged in one statement: two at once cannot both be the last one. */
DB_STATEMENT(code_count, "UPDATE sign_in_code SET tries = tries + 1 WHERE request_hash = ? "
			 "AND used_at IS NULL AND until > ? AND tries < ? "
			 "AND COALESCE(customer_id, 0) = ? AND (joining IS NOT NULL) = ?");
DB_STATEMENT(code_read, "SELECT email_key, code_hash, tries, joining FROM sign_in_code "
			"WHERE request_hash = ?");

bool code_store_try(struct work *w, const uint8_t request_hash[SECRET_HASH_BYTES],
		    uint64_t customer_id, bool joins, int max_tries, struct code_row *out)
{
	struct rows *r;
	struct bytes hash;

	if (db_exec(w->db, &code_count, hash_of(request_hash), w->now, max_tries, customer_id,
		    joins) != 1)
		return false;
	r = db_query(w->db, &code_read, hash_of(request_hash));
	if (!rows_next(r))
		return false;
	out->way = rows_text(r, 0);
	out->customer_id = customer_id;
	hash = rows_bytes(r, 1);
	if (hash.len != SECRET_HASH_BYTES)
		fail("customer: a code's hash has %zu bytes", hash.len);
	memcpy(out->hash, hash.p, SECRET_HASH_BYTES);
	out->tries = rows_int(r, 2);
	out->joining = rows_text(r, 3);
	return true;
}

DB_STATEMENT(code_use, "UPDATE sign_in_code SET used_at = ? WHERE request_hash = ? "
		       "AND used_at IS NULL");

bool code_store_use(struct work *w, const uint8_t request_hash[SECRET_HASH_BYTES])
{
	return db_exec(w->db, &code_use, w->now, hash_of(request_hash)) == 1;
}

DB_STATEMENT(code_purge, "DELETE FROM sign_in_code WHERE until < ? ORDER BY until LIMIT ?");

int64_t code_store_purge(struct work *w, struct instant ended_before, int max)
{
	return db_exec(w->db, &code_purge, ended_before, max);
}
