/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of many customers at once. */
#include <string.h>
#include "base/fail.h"
#include "customer/store.h"

#define NUMBER_TRIES 8

static size_t fill_texts(const char *const *texts, size_t n, struct db_arg args[CUSTOMER_MANY])
{
	for (size_t i = 0; i < CUSTOMER_MANY; i++)
		args[i] = db_arg_text(texts[i < n ? i : n - 1]);
	return CUSTOMER_MANY;
}

#define FEW       32
#define FEW_MARKS CUSTOMER_8 ", " CUSTOMER_8 ", " CUSTOMER_8 ", " CUSTOMER_8
DB_STATEMENT(identities_external, "SELECT value, customer_id FROM customer_identity WHERE kind = 3 "
				  "AND source = ? AND value IN (" FEW_MARKS ")");

static void find_few(struct work *w, const char *source, const char *const *ids, size_t n,
		     uint64_t *customer_ids)
{
	struct db_arg args[1 + FEW] = { db_arg_text(source) };
	struct rows *r;

	for (size_t i = 0; i < FEW; i++)
		args[1 + i] = db_arg_text(ids[i < n ? i : n - 1]);
	for (size_t i = 0; i < n; i++)
		customer_ids[i] = 0;
	r = db_query_args(w->db, &identities_external, args, 1 + FEW);
	while (rows_next(r)) {
		for (size_t i = 0; i < n; i++) {
			if (strcmp(ids[i], rows_text(r, 0)) == 0)
				customer_ids[i] = rows_id(r, 1);
		}
	}
}

void identity_store_find_external(struct work *w, const char *source, const char *const *ids,
				  size_t n, uint64_t *customer_ids)
{
	for (size_t i = 0; i < n; i += FEW)
		find_few(w, source, ids + i, n - i < FEW ? n - i : FEW, customer_ids + i);
}

DB_STATEMENT(contacts_of_customers, "SELECT " CONTACT_COLUMNS " FROM customer_contact k "
				    "WHERE k.customer_id IN (" CUSTOMER_MANY_MARKS ")");

const struct contact *contact_store_of_customers(struct work *w, const uint64_t *ids, size_t n,
						 size_t *found)
{
	struct db_arg args[CUSTOMER_MANY];
	struct rows *r = db_query_args(w->db, &contacts_of_customers, args,
				       customer_store_fill(ids, n, args));
	struct contact *v = arena_array_of(w->arena, rows_count(r) + 1, struct contact);

	for (*found = 0; rows_next(r); ++*found)
		contact_store_columns(r, 0, &v[*found]);
	return v;
}

DB_STATEMENT(contact_insert_row,
	     "INSERT INTO customer_contact (id, customer_id, name, phone, phone_tail, email, "
	     "email_key, country, province, city, district, street, postcode, created_at) "
	     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

#define CONTACT_ARGS 14
void contact_store_insert_many(struct work *w, const struct contact *v, size_t n)
{
	struct db_arg *args = arena_array_of(w->arena, n * CONTACT_ARGS + 1, struct db_arg),
		      *a = args;
	struct name_of_customer *names = arena_array_of(w->arena, n + 1, struct name_of_customer);

	for (size_t i = 0; i < n; i++) {
		const struct contact *c = &v[i];

		names[i] = (struct name_of_customer){ c->customer_id, c->name };

		*a++ = db_arg_uint(c->id);
		*a++ = db_arg_uint(c->customer_id);
		*a++ = db_arg_text(c->name);
		*a++ = db_arg_text(c->phone);
		*a++ = db_arg_text(c->phone_tail);
		*a++ = db_arg_text(c->email);
		*a++ = db_arg_text(c->email_key);
		*a++ = db_arg_text(c->country);
		*a++ = db_arg_text(c->province);
		*a++ = db_arg_text(c->city);
		*a++ = db_arg_text(c->district);
		*a++ = db_arg_text(c->street);
		*a++ = db_arg_text(c->postcode);
		*a++ = db_arg_time(w->now);
	}
	db_exec_rows(w->db, &contact_insert_row, args, CONTACT_ARGS, n);
	name_store_add_many(w, names, n);
}

DB_STATEMENT(customer_numbers,
	     "SELECT number FROM customer WHERE number IN (" CUSTOMER_MANY_MARKS ")");

/* Numbers that nobody has. Two that chance makes equal within the list are left to the table. */
static void make_numbers(struct work *w, const char **numbers, size_t n)
{
	struct db_arg args[CUSTOMER_MANY];

	for (int try = 0; try < NUMBER_TRIES; try++) {
		for (size_t i = 0; i < n; i++) {
			char number[IDENT_NUMBER_SIZE];

			work_number(w, 'C', number);
			numbers[i] = arena_strdup(w->arena, number);
		}
		if (!rows_next(db_query_args(w->db, &customer_numbers, args,
					     fill_texts(numbers, n, args))))
			return;
	}
	fail("customer: no free numbers in %d tries", NUMBER_TRIES);
}

DB_STATEMENT(customer_insert_row, "INSERT INTO customer (id, number, name, lang, provisional, "
				  "created_at) VALUES (?, ?, ?, ?, 1, ?)");
DB_STATEMENT(identity_insert_row,
	     "INSERT INTO customer_identity (id, customer_id, kind, source, value, created_at) "
	     "VALUES (?, ?, 3, ?, ?, ?)");

#define ROW_ARGS 5
static void insert_identities(struct work *w, const char *source, const struct customer_past_row *v,
			      size_t n)
{
	struct db_arg *args = arena_array_of(w->arena, n * ROW_ARGS + 1, struct db_arg), *a = args;
	size_t rows = 0;

	for (size_t i = 0; i < n; i++) {
		if (!v[i].external_id)
			continue;
		rows++;
		*a++ = db_arg_uint(work_id(w));
		*a++ = db_arg_uint(v[i].id);
		*a++ = db_arg_text(source);
		*a++ = db_arg_text(v[i].external_id);
		*a++ = db_arg_time(v[i].since);
	}
	db_exec_rows(w->db, &identity_insert_row, args, ROW_ARGS, rows);
}

void customer_store_insert_past(struct work *w, const char *source,
				const struct customer_past_row *v, size_t n)
{
	struct db_arg *args = arena_array_of(w->arena, n * ROW_ARGS + 1, struct db_arg), *a = args;
	const char *numbers[CUSTOMER_MANY];
	struct name_of_customer names[CUSTOMER_MANY];

	if (n == 0)
		return;
	make_numbers(w, numbers, n);
	for (size_t i = 0; i < n; i++) {
		*a++ = db_arg_uint(v[i].id);
		*a++ = db_arg_text(numbers[i]);
		names[i] = (struct name_of_customer){ v[i].id, v[i].name ? v[i].name : "" };
		*a++ = db_arg_text(names[i].name);
		*a++ = db_arg_text(lang_tag[v[i].lang]);
		*a++ = db_arg_time(v[i].since);
	}
	db_exec_rows(w->db, &customer_insert_row, args, ROW_ARGS, n);
	name_store_add_many(w, names, n);
	insert_identities(w, source, v, n);
}
