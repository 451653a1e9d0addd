/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and writing customers. */
#include "customer/store.h"

#include <string.h>
#include "base/fail.h"

#define NUMBER_TRIES 8

DB_STATEMENT(customer_insert,
	     "INSERT INTO customer (id, number, name, lang, provisional, "
	     "n_orders, last_order_at, created_at) VALUES (?, ?, ?, ?, 1, ?, ?, ?)");

void customer_store_insert(struct work *w, uint64_t id, const char *name, enum lang lang,
			   struct instant ordered_at)
{
	for (int try = 0; try < NUMBER_TRIES; try++) {
		char number[IDENT_NUMBER_SIZE];

		work_number(w, 'C', number);
		if (db_insert(w->db, &customer_insert, id, (const char *)number, name,
			      lang_tag[lang], !instant_is_none(ordered_at), ordered_at, w->now) > 0)
			return;
	}
	fail("customer: no free number in %d tries", NUMBER_TRIES);
}

DB_STATEMENT(customer_by_id, "SELECT " CUSTOMER_COLUMNS " FROM customer c WHERE c.id = ?");

unsigned customer_store_columns(const struct rows *r, unsigned c, struct customer *out)
{
	out->id = rows_id(r, c++);
	out->number = rows_text(r, c++);
	out->name = rows_text(r, c++);
	if (!lang_from_tag(rows_text(r, c++), &out->lang))
		out->lang = LANG_EN;
	out->provisional = rows_bool(r, c++);
	out->n_orders = rows_int(r, c++);
	out->last_order_at = rows_time(r, c++);
	out->created_at = rows_time(r, c++);
	out->version = rows_int(r, c++);
	out->spent = rows_i64(r, c++);
	out->joined_into = rows_id(r, c++);
	return c;
}

bool customer_store_read(struct work *w, uint64_t id, struct customer *out)
{
	struct rows *r = db_query(w->db, &customer_by_id, id);

	if (!rows_next(r))
		return false;
	customer_store_columns(r, 0, out);
	return true;
}

DB_STATEMENT(customer_lock, "SELECT id FROM customer WHERE id = ? FOR UPDATE");

void customer_store_lock(struct work *w, uint64_t id)
{
	db_query(w->db, &customer_lock, id);
}

DB_STATEMENT(customer_by_number, "SELECT " CUSTOMER_COLUMNS " FROM customer o JOIN customer c ON "
				 "c.id = COALESCE(o.joined_into, o.id) WHERE o.number = ?");

bool customer_store_find_number(struct work *w, const char *number, struct customer *out)
{
	struct rows *r = db_query(w->db, &customer_by_number, number);

	if (!rows_next(r))
		return false;
	customer_store_columns(r, 0, out);
	return true;
}

DB_STATEMENT(customer_by_ids,
	     "SELECT " CUSTOMER_COLUMNS " FROM customer c WHERE c.id IN (" CUSTOMER_MANY_MARKS ")");

size_t customer_store_fill(const uint64_t *ids, size_t n, struct db_arg args[CUSTOMER_MANY])
{
	if (n < 1 || n > CUSTOMER_MANY)
		fail("customer: %zu at once", n);
	for (size_t i = 0; i < CUSTOMER_MANY; i++)
		args[i] = db_arg_uint(ids[i < n ? i : n - 1]);
	return CUSTOMER_MANY;
}

void customer_store_read_many(struct work *w, const uint64_t *ids, size_t n, struct customer **out)
{
	struct db_arg args[CUSTOMER_MANY];
	struct rows *r;

	for (size_t i = 0; i < n; i++)
		out[i] = NULL;
	if (n == 0)
		return;
	r = db_query_args(w->db, &customer_by_ids, args, customer_store_fill(ids, n, args));
	while (rows_next(r)) {
		struct customer *c = arena_new_of(w->arena, struct customer);

		customer_store_columns(r, 0, c);
		for (size_t i = 0; i < n; i++)
			if (ids[i] == c->id)
				out[i] = c;
	}
}

DB_STATEMENT(customer_count,
	     "UPDATE customer SET n_orders = n_orders + 1, last_order_at = IF(last_order_at > ?, "
	     "last_order_at, ?) WHERE id = ? AND joined_into IS NULL");

/* Who went over to somebody else while their order was made is looked for again. */
void customer_store_count(struct work *w, uint64_t id, struct instant placed_at)
{
	if (db_exec(w->db, &customer_count, placed_at, placed_at, id) == 0)
		fail_as(FAIL_BUSY, 1, "customer: became one with another while they ordered");
}

#define OF_THEIRS "FROM orders o WHERE o.customer_id = customer.id AND "
/* The newest is looked for where this was it, and is still written down as one that counts. */
DB_STATEMENT(
	customer_uncount,
	"UPDATE customer SET n_orders = GREATEST(CAST(n_orders AS SIGNED) - 1, 0), "
	"last_order_at = IF(last_order_at > ?, last_order_at, (SELECT MAX(o.placed_at) " OF_THEIRS
		ORDER_COUNTS " AND o.id <> ?)) WHERE id = ?");

void customer_store_uncount(struct work *w, uint64_t id, uint64_t order_id,
			    struct instant placed_at)
{
	db_exec(w->db, &customer_uncount, placed_at, order_id, id);
}

DB_STATEMENT(customer_recount,
	     "UPDATE customer SET n_orders = (SELECT COUNT(*) " OF_THEIRS ORDER_COUNTS
	     "), last_order_at = (SELECT MAX(o.placed_at) " OF_THEIRS ORDER_COUNTS
	     "), spent = COALESCE((SELECT SUM(o.captured_amount - o.refunded_amount) " OF_THEIRS
	     "o.currency = ?), 0) WHERE id = ?");

void customer_store_recount(struct work *w, uint64_t id)
{
	db_exec(w->db, &customer_recount, w->app->settings.currency, id);
}

/* What is not counted leaves number and time as they are. */
DB_STATEMENT(customer_count_past,
	     "UPDATE customer SET n_orders = n_orders + ?, last_order_at = IF(? > 0 AND "
	     "(last_order_at IS NULL OR last_order_at < ?), ?, last_order_at), spent = spent + ? "
	     "WHERE id = ?");

void customer_store_count_many(struct work *w, const struct customer_past_order *v, size_t n)
{
	const char *shops = w->app->settings.currency;
	struct db_arg *args = arena_array_of(w->arena, n * 6 + 1, struct db_arg), *a = args;

	for (size_t i = 0; i < n; i++) {
		*a++ = db_arg_int(v[i].is_counted);
		*a++ = db_arg_int(v[i].is_counted);
		*a++ = db_arg_time(v[i].placed_at);
		*a++ = db_arg_time(v[i].placed_at);
		*a++ = db_arg_int(strcmp(v[i].currency, shops) == 0 ? v[i].received : 0);
		*a++ = db_arg_uint(v[i].customer_id);
	}
	db_exec_rows(w->db, &customer_count_past, args, 6, n);
}

DB_STATEMENT(customer_spend, "UPDATE customer SET spent = spent + ? WHERE id = ?");

void customer_store_spend(struct work *w, uint64_t id, int64_t amount)
{
	db_exec(w->db, &customer_spend, amount, id);
}

/* The name becomes the one that was given with the address now proved: a guest's may be somebody
 * else's who shares a phone with them. */
DB_STATEMENT(customer_make_full,
	     "UPDATE customer SET name = COALESCE((SELECT k.name FROM customer_contact k "
	     "WHERE k.customer_id = customer.id AND (k.email_key = ? OR k.phone = ?) ORDER BY k.id "
	     "DESC LIMIT 1), "
	     "name), provisional = 0, version = version + 1 WHERE id = ? AND provisional = 1");

void customer_store_make_full(struct work *w, uint64_t id, const char *way)
{
	if (db_exec(w->db, &customer_make_full, way, way, id) == 1)
		name_store_renamed(w, id, NULL);
}

DB_STATEMENT(customer_joined_into, "SELECT joined_into FROM customer WHERE id = ? FOR UPDATE");

uint64_t customer_store_joined_into(struct work *w, uint64_t id)
{
	struct rows *r = db_query(w->db, &customer_joined_into, id);

	return rows_next(r) ? rows_id(r, 0) : 0;
}

DB_STATEMENT(customer_update, "UPDATE customer SET name = ?, lang = ?, version = version + 1 "
			      "WHERE id = ? AND version = ?");

bool customer_store_update(struct work *w, const struct customer *c)
{
	if (db_exec(w->db, &customer_update, c->name, lang_tag[c->lang], c->id, c->version) != 1)
		return false;
	name_store_renamed(w, c->id, c->name);
	return true;
}

DB_STATEMENT(customer_touch, "UPDATE customer SET version = version + 1 "
			     "WHERE id = ? AND version = ?");

bool customer_store_touch(struct work *w, uint64_t id, int version)
{
	return db_exec(w->db, &customer_touch, id, version) == 1;
}

DB_STATEMENT(customer_set_lang, "UPDATE customer SET lang = ?, version = version + 1 "
				"WHERE id = ? AND lang <> ?");

void customer_store_set_lang(struct work *w, uint64_t id, enum lang lang)
{
	db_exec(w->db, &customer_set_lang, lang_tag[lang], id, lang_tag[lang]);
}

DB_STATEMENT(customer_untouched,
	     "SELECT 1 FROM customer c WHERE c.id = ? AND c.provisional = 1 AND c.version = 1 AND "
	     "c.n_orders = 0 AND (SELECT COUNT(*) FROM customer_contact k WHERE k.customer_id = "
	     "c.id) <= 1 AND NOT EXISTS (SELECT 1 FROM customer_note n WHERE n.customer_id = c.id) "
	     "AND NOT EXISTS (SELECT 1 FROM customer_address a WHERE a.customer_id = c.id) FOR "
	     "UPDATE");
DB_STATEMENT(forget_identities, "DELETE FROM customer_identity WHERE customer_id = ?");
DB_STATEMENT(forget_contacts, "DELETE FROM customer_contact WHERE customer_id = ?");
DB_STATEMENT(uncount_tags, "UPDATE customer_tag t JOIN customer_tagged g ON g.tag_id = t.id "
			   "SET t.n_customers = t.n_customers - 1 WHERE g.customer_id = ?");
DB_STATEMENT(forget_tags, "DELETE FROM customer_tagged WHERE customer_id = ?");
DB_STATEMENT(forget_events, "DELETE FROM customer_event WHERE customer_id = ?");
DB_STATEMENT(forget_customer, "DELETE FROM customer WHERE id = ?");

bool customer_store_forget_new(struct work *w, uint64_t id)
{
	if (!rows_next(db_query(w->db, &customer_untouched, id)))
		return false;
	db_exec(w->db, &forget_identities, id);
	name_store_forget(w, id);
	db_exec(w->db, &forget_contacts, id);
	db_exec(w->db, &uncount_tags, id);
	db_exec(w->db, &forget_tags, id);
	db_exec(w->db, &forget_events, id);
	return db_exec(w->db, &forget_customer, id) == 1;
}
