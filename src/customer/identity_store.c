/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Identities: by what a customer is known. */
#include <string.h>
#include "base/fail.h"
#include "customer/store.h"

/* Three points of one unique key; an absent value is NULL and fits nothing. */
DB_STATEMENT(identity_owners,
	     "SELECT i.kind, i.customer_id, c.provisional, EXISTS (SELECT 1 FROM customer_identity "
	     "e WHERE e.customer_id = i.customer_id AND e.kind = 1), " CONTACT_COLUMNS " "
	     "FROM customer_identity i JOIN customer c ON c.id = i.customer_id "
	     "LEFT JOIN customer_contact k ON k.id = (SELECT MAX(n.id) FROM customer_contact n "
	     "WHERE n.customer_id = i.customer_id) "
	     "WHERE (i.kind = 1 AND i.source = '' AND i.value = ?) "
	     "OR (i.kind = 2 AND i.source = '' AND i.value = ?) "
	     "OR (i.kind = 3 AND i.source = ? AND i.value = ?)");

void identity_store_find(struct work *w, const struct identity given[IDENTITY__MAX],
			 struct identity_owner out[IDENTITY__MAX])
{
	struct rows *r = db_query(w->db, &identity_owners, given[IDENTITY_EMAIL].value,
				  given[IDENTITY_PHONE].value, given[IDENTITY_EXTERNAL].source,
				  given[IDENTITY_EXTERNAL].value);

	memset(out, 0, IDENTITY__MAX * sizeof *out);
	while (rows_next(r)) {
		int kind = rows_int(r, 0);

		if (kind < IDENTITY_EMAIL || kind >= IDENTITY__MAX)
			fail("customer: an identity of kind %d", kind);
		out[kind].customer_id = rows_id(r, 1);
		out[kind].provisional = rows_bool(r, 2);
		out[kind].has_email = rows_bool(r, 3);
		contact_store_columns(r, 4, &out[kind].newest);
	}
}

#define ROW "(?, ?, ?, ?, ?, ?, ?)"
#define INSERT                                                                                     \
	"INSERT INTO customer_identity (id, customer_id, kind, source, value, phone_tail, "        \
	"created_at) VALUES "
DB_STATEMENT(identity_insert_1, INSERT ROW);
DB_STATEMENT(identity_insert_2, INSERT ROW ", " ROW);
DB_STATEMENT(identity_insert_3, INSERT ROW ", " ROW ", " ROW);

#define ROW_ARGS 7
bool identity_store_insert(struct work *w, uint64_t customer_id,
			   const struct identity *const *given, size_t n)
{
	static struct db_statement *const statements[] = { &identity_insert_1, &identity_insert_2,
							   &identity_insert_3 };
	struct db_arg args[3 * ROW_ARGS], *a = args;

	if (n < 1 || n > sizeof statements / sizeof *statements)
		fail("customer: %zu identities at once", n);
	for (size_t i = 0; i < n; i++) {
		const struct identity *id = given[i];
		size_t len = strlen(id->value);

		*a++ = db_arg_uint(work_id(w));
		*a++ = db_arg_uint(customer_id);
		*a++ = db_arg_int(id->kind);
		*a++ = db_arg_text(id->source);
		*a++ = db_arg_text(id->value);
		*a++ = db_arg_text(id->kind == IDENTITY_PHONE && len > 4 ? id->value + len - 4
									 : NULL);
		*a++ = db_arg_time(w->now);
	}
	return db_insert_args(w->db, statements[n - 1], args, n * ROW_ARGS) > 0;
}

DB_STATEMENT(identity_of_way,
	     "SELECT i.customer_id, i.verified_at, c.provisional FROM customer_identity i JOIN "
	     "customer c ON c.id = i.customer_id WHERE i.kind = ? AND i.source = '' AND i.value = "
	     "?");

bool identity_store_find_way(struct work *w, enum identity_kind kind, const char *value,
			     struct way_in *out)
{
	struct rows *r = db_query(w->db, &identity_of_way, (int)kind, value);

	*out = (struct way_in){ 0 };
	if (!rows_next(r))
		return false;
	out->customer_id = rows_id(r, 0);
	out->is_proved = !instant_is_none(rows_time(r, 1));
	out->is_provisional = rows_bool(r, 2);
	return true;
}

uint64_t identity_store_find_email(struct work *w, const char *email_key)
{
	struct way_in in;

	(void)!identity_store_find_way(w, IDENTITY_EMAIL, email_key, &in);
	return in.customer_id;
}

DB_STATEMENT(identity_drop_external, "DELETE FROM customer_identity WHERE customer_id = ? AND kind "
				     "= 3 AND source = ? AND value = ?");

void identity_store_drop_external(struct work *w, uint64_t customer_id, const char *source,
				  const char *id)
{
	db_exec(w->db, &identity_drop_external, customer_id, source, id);
}

DB_STATEMENT(identity_verify, "UPDATE customer_identity SET verified_at = ? WHERE kind = ? "
			      "AND source = '' AND value = ? AND verified_at IS NULL");

void identity_store_verify(struct work *w, enum identity_kind kind, const char *value)
{
	db_exec(w->db, &identity_verify, w->now, (int)kind, value);
}

DB_STATEMENT(identity_take, "UPDATE customer_identity SET customer_id = ?, verified_at = ? "
			    "WHERE kind = ? AND source = '' AND value = ? AND verified_at IS NULL");

bool identity_store_take(struct work *w, uint64_t customer_id, enum identity_kind kind,
			 const char *value)
{
	return db_exec(w->db, &identity_take, customer_id, w->now, (int)kind, value) == 1;
}

/* Proved ones first; the address as the newest contact has it only where none is proved. Once
 * somebody has an account, that is one of their own: what others gave with the same phone is not.
 */
#define OWN_CONTACT "(c.provisional = 1 OR " CONTACT_IS_PROVED ")"
#define BEST(kind, column)                                                                         \
	"COALESCE("                                                                                \
	"(SELECT MIN(value) FROM customer_identity WHERE customer_id = c.id AND kind = " kind " "  \
	"AND verified_at IS NOT NULL), "                                                           \
	"(SELECT k." column " FROM customer_contact k WHERE k.customer_id = c.id AND k." column    \
	" IS NOT NULL AND " OWN_CONTACT " ORDER BY k.id DESC LIMIT 1), "                           \
	"(SELECT MIN(value) FROM customer_identity WHERE customer_id = c.id AND kind = " kind      \
	" AND c.provisional = 1))"
DB_STATEMENT(identity_best_email, "SELECT " BEST("1", "email") " FROM customer c WHERE c.id = ?");

const char *identity_store_best_email(struct work *w, uint64_t customer_id)
{
	struct rows *r = db_query(w->db, &identity_best_email, customer_id);

	return rows_next(r) ? rows_text(r, 0) : NULL;
}

/* Phones are given, and proved, as e-mail addresses are. */
DB_STATEMENT(identity_ways,
	     "SELECT " BEST("1", "email") ", " BEST(
		     "2",
		     "phone") ", "
			      "(SELECT MIN(value) FROM customer_identity WHERE customer_id = c.id "
			      "AND kind = 3 AND source = 'wechat') FROM customer c WHERE c.id = ?");

void identity_store_ways(struct work *w, uint64_t customer_id, struct customer_ways *out)
{
	struct rows *r = db_query(w->db, &identity_ways, customer_id);

	*out = (struct customer_ways){ 0 };
	if (!rows_next(r))
		return;
	out->email = rows_text(r, 0);
	out->phone = rows_text(r, 1);
	out->wechat = rows_text(r, 2);
}

DB_STATEMENT(identity_emails, "SELECT value FROM customer_identity WHERE customer_id = ? "
			      "AND kind = 1 ORDER BY id LIMIT ?");

size_t customer_emails(struct work *w, uint64_t customer_id, const char **out, size_t max)
{
	struct rows *r = db_query(w->db, &identity_emails, customer_id, (int64_t)max);
	size_t n = 0;

	while (n < max && rows_next(r))
		out[n++] = rows_text(r, 0);
	return n;
}

const char *const identity_kind_word[IDENTITY__MAX] = {
	[IDENTITY_EMAIL] = "email",
	[IDENTITY_PHONE] = "phone",
	[IDENTITY_EXTERNAL] = "external",
};

/* Their own is what they have proved, or gave beside that: an address of somebody who gave the same
 * phone is not. */
DB_STATEMENT(identity_list,
	     "SELECT n.kind, n.source, n.value, n.verified_at, n.verified_at IS NOT NULL OR EXISTS "
	     "(SELECT 1 FROM customer_contact k WHERE k.customer_id = n.customer_id AND ((n.kind = "
	     "1 AND k.email_key = n.value) OR (n.kind = 2 AND k.phone = n.value)) "
	     "AND " CONTACT_IS_PROVED ") FROM customer_identity n WHERE n.customer_id = ? ORDER BY "
	     "n.id LIMIT 50");

struct known_by *identity_store_list(struct work *w, uint64_t customer_id, size_t *n)
{
	struct rows *r = db_query(w->db, &identity_list, customer_id);
	struct known_by *list = arena_array_of(w->arena, rows_count(r) + 1, struct known_by);

	for (*n = 0; rows_next(r); (*n)++) {
		int kind = rows_int(r, 0);

		if (kind < IDENTITY_EMAIL || kind >= IDENTITY__MAX)
			fail("customer: an identity of kind %d", kind);
		list[*n] = (struct known_by){ (enum identity_kind)kind, rows_text(r, 1),
					      rows_text(r, 2), rows_time(r, 3), rows_bool(r, 4) };
	}
	return list;
}
