/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contact versions: written once, never changed. */
#include <string.h>
#include "customer/store.h"

unsigned contact_store_columns(const struct rows *r, unsigned c, struct contact *out)
{
	out->id = rows_id(r, c++);
	out->customer_id = rows_id(r, c++);
	out->name = rows_text(r, c++);
	out->phone = rows_text(r, c++);
	out->phone_tail = rows_text(r, c++);
	out->email = rows_text(r, c++);
	out->email_key = rows_text(r, c++);
	out->country = rows_text(r, c++);
	out->province = rows_text(r, c++);
	out->city = rows_text(r, c++);
	out->district = rows_text(r, c++);
	out->street = rows_text(r, c++);
	out->postcode = rows_text(r, c++);
	return c;
}

DB_STATEMENT(contact_insert,
	     "INSERT INTO customer_contact (id, customer_id, name, phone, phone_tail, email, "
	     "email_key, country, province, city, district, street, postcode, created_at) "
	     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

uint64_t contact_store_insert(struct work *w, const struct contact *c, const struct contact *newest)
{
	uint64_t id = work_id(w);

	db_exec(w->db, &contact_insert, id, c->customer_id, c->name, c->phone, c->phone_tail,
		c->email, c->email_key, c->country, c->province, c->city, c->district, c->street,
		c->postcode, w->now);
	if (!newest || !newest->id || strcmp(newest->name, c->name) != 0)
		name_store_add(w, c->customer_id, c->name);
	return id;
}

DB_STATEMENT(contact_by_id, "SELECT " CONTACT_COLUMNS " FROM customer_contact k WHERE k.id = ?");

bool contact_store_read(struct work *w, uint64_t id, struct contact *out)
{
	struct rows *r = db_query(w->db, &contact_by_id, id);

	if (!rows_next(r))
		return false;
	contact_store_columns(r, 0, out);
	return true;
}

DB_STATEMENT(contacts_by_ids, "SELECT " CONTACT_COLUMNS
			      " FROM customer_contact k WHERE k.id IN (" CUSTOMER_MANY_MARKS ")");

void contact_get_many(struct work *w, const uint64_t *ids, size_t n, struct contact **out)
{
	struct db_arg args[CUSTOMER_MANY];
	struct rows *r;

	memset(out, 0, n * sizeof *out);
	if (n == 0)
		return;
	r = db_query_args(w->db, &contacts_by_ids, args, customer_store_fill(ids, n, args));
	while (rows_next(r)) {
		struct contact *c = arena_new_of(w->arena, struct contact);

		contact_store_columns(r, 0, c);
		for (size_t i = 0; i < n; i++)
			if (ids[i] == c->id)
				out[i] = c;
	}
}

DB_STATEMENT(contact_newest, "SELECT " CONTACT_COLUMNS " FROM customer_contact k "
			     "WHERE k.customer_id = ? ORDER BY k.id DESC LIMIT 1");

bool contact_store_newest(struct work *w, uint64_t customer_id, struct contact *out)
{
	struct rows *r = db_query(w->db, &contact_newest, customer_id);

	if (!rows_next(r))
		return false;
	contact_store_columns(r, 0, out);
	return true;
}

DB_STATEMENT(contact_proved, "SELECT k.id, k.customer_id FROM customer_contact k "
			     "WHERE k.id IN (" CUSTOMER_MANY_MARKS ") AND " CONTACT_IS_PROVED);

void contact_store_seen(struct work *w, uint64_t customer_id, const uint64_t *ids, size_t n,
			bool *seen)
{
	struct db_arg args[CUSTOMER_MANY];
	struct rows *r;

	for (size_t i = 0; i < n; i++)
		seen[i] = false;
	if (n == 0)
		return;
	r = db_query_args(w->db, &contact_proved, args, customer_store_fill(ids, n, args));
	while (rows_next(r)) {
		for (size_t i = 0; i < n; i++)
			seen[i] |= ids[i] == rows_id(r, 0) && rows_id(r, 1) == customer_id;
	}
}

DB_STATEMENT(contact_versions, "SELECT k.created_at, " CONTACT_COLUMNS " FROM customer_contact k "
			       "WHERE k.customer_id = ? ORDER BY k.id DESC LIMIT 50");

struct contact_version *contact_store_versions(struct work *w, uint64_t customer_id, size_t *n)
{
	struct rows *r = db_query(w->db, &contact_versions, customer_id);
	struct contact_version *list =
		arena_array_of(w->arena, rows_count(r) + 1, struct contact_version);

	for (*n = 0; rows_next(r); (*n)++) {
		list[*n].at = rows_time(r, 0);
		contact_store_columns(r, 1, &list[*n].contact);
	}
	return list;
}
