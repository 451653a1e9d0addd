/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of both ledgers. */
#include "payment/store.h"

#define COLUMNS "id, kind, method, amount, currency, reference, payment_id, why, at, peer_id"

static void read_entry(const struct rows *r, uint64_t order_id, struct payment_entry *e)
{
	*e = (struct payment_entry){ .id = rows_id(r, 0),
				     .order_id = order_id,
				     .kind = (enum payment_kind)rows_int(r, 1),
				     .method = rows_text(r, 2),
				     .amount = rows_i64(r, 3),
				     .currency = rows_text(r, 4),
				     .reference = rows_text(r, 5),
				     .payment_id = rows_id(r, 6),
				     .why = rows_text(r, 7),
				     .at = rows_time(r, 8),
				     .peer_id = rows_id(r, 9) };
}

DB_STATEMENT(payment_insert,
	     "INSERT INTO payment_entry (id, order_id, kind, method, amount, currency, reference,"
	     " payment_id, why, actor_kind, actor_id, at, peer_id)"
	     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
void payment_store_insert(struct work *w, const struct payment_entry *e)
{
	db_exec(w->db, &payment_insert, e->id, e->order_id, (int)e->kind, e->method, e->amount,
		e->currency, e->reference, db_id_or_null(e->payment_id), e->why, (int)w->actor.kind,
		db_id_or_null(w->actor.id), e->at, db_id_or_null(e->peer_id));
}

#define ROW_ARGS   12
#define ENTRY_ARGS 13
void payment_store_insert_many(struct work *w, const struct payment_entry *v, size_t n)
{
	struct db_arg *args = arena_array_of(w->arena, n * ENTRY_ARGS + 1, struct db_arg),
		      *a = args;

	for (size_t i = 0; i < n; i++) {
		*a++ = db_arg_uint(v[i].id);
		*a++ = db_arg_uint(v[i].order_id);
		*a++ = db_arg_int(v[i].kind);
		*a++ = db_arg_text(v[i].method);
		*a++ = db_arg_int(v[i].amount);
		*a++ = db_arg_text(v[i].currency);
		*a++ = db_arg_text(v[i].reference);
		*a++ = db_id_or_null(v[i].payment_id);
		*a++ = db_arg_text(v[i].why);
		*a++ = db_arg_int(w->actor.kind);
		*a++ = db_id_or_null(w->actor.id);
		*a++ = db_arg_time(v[i].at);
		*a++ = db_id_or_null(v[i].peer_id);
	}
	db_exec_rows(w->db, &payment_insert, args, ENTRY_ARGS, n);
}

DB_STATEMENT(payment_capture_row,
	     "SELECT " COLUMNS
	     " FROM payment_entry WHERE id = ? AND order_id = ? AND kind IN (1, 4)");
DB_STATEMENT(payment_refunded, "SELECT SUM(amount) FROM payment_entry WHERE payment_id = ?");
bool payment_store_capture(struct work *w, uint64_t order_id, uint64_t payment_id,
			   struct payment_entry *out, int64_t *refunded)
{
	struct rows *r = db_query(w->db, &payment_capture_row, payment_id, order_id);

	if (!rows_next(r))
		return false;
	read_entry(r, order_id, out);
	r = db_query(w->db, &payment_refunded, payment_id);
	*refunded = rows_next(r) ? rows_i64(r, 0) : 0;
	return true;
}

DB_STATEMENT(payment_of_order,
	     "SELECT " COLUMNS " FROM payment_entry WHERE order_id = ? ORDER BY id LIMIT ?");
struct payment_entry *payment_store_list(struct work *w, uint64_t order_id, size_t *n)
{
	struct rows *r = db_query(w->db, &payment_of_order, order_id, PAYMENT_LIST_MAX);
	struct payment_entry *v = arena_array_of(w->arena, rows_count(r) + 1, struct payment_entry);

	for (*n = 0; rows_next(r); ++*n)
		read_entry(r, order_id, &v[*n]);
	return v;
}

DB_STATEMENT(
	payments_all,
	"SELECT e.id, e.kind, e.method, e.amount, e.currency, e.reference, e.payment_id, e.why,"
	" e.at, e.peer_id, e.order_id, o.number FROM payment_entry e JOIN orders o ON o.id = "
	"e.order_id"
	" WHERE e.id < ? ORDER BY e.id DESC LIMIT ?");
struct payment_of_order *payment_store_all(struct work *w, uint64_t below, size_t limit, size_t *n)
{
	struct rows *r = db_query(w->db, &payments_all, below, limit);
	struct payment_of_order *v =
		arena_array_of(w->arena, rows_count(r) + 1, struct payment_of_order);

	for (*n = 0; rows_next(r); ++*n) {
		read_entry(r, rows_id(r, 10), &v[*n].entry);
		v[*n].number = rows_text(r, 11);
	}
	return v;
}

DB_STATEMENT(credit_insert,
	     "INSERT INTO credit_entry (id, order_id, customer_id, kind, amount, currency, source,"
	     " source_ref, why, actor_kind, actor_id, at)"
	     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
bool payment_store_insert_credit(struct work *w, const struct credit_entry *e)
{
	return db_insert(w->db, &credit_insert, e->id, db_id_or_null(e->order_id), e->customer_id,
			 (int)e->kind, e->amount, e->currency, e->source, e->source_ref, e->why,
			 (int)w->actor.kind, db_id_or_null(w->actor.id), e->at) >= 0;
}

void payment_store_insert_many_credits(struct work *w, const struct credit_entry *v, size_t n)
{
	struct db_arg *args = arena_array_of(w->arena, n * ROW_ARGS + 1, struct db_arg), *a = args;

	for (size_t i = 0; i < n; i++) {
		*a++ = db_arg_uint(v[i].id);
		*a++ = db_id_or_null(v[i].order_id);
		*a++ = db_arg_uint(v[i].customer_id);
		*a++ = db_arg_int(v[i].kind);
		*a++ = db_arg_int(v[i].amount);
		*a++ = db_arg_text(v[i].currency);
		*a++ = db_arg_text(v[i].source);
		*a++ = db_arg_text(v[i].source_ref);
		*a++ = db_arg_text(v[i].why);
		*a++ = db_arg_int(w->actor.kind);
		*a++ = db_id_or_null(w->actor.id);
		*a++ = db_arg_time(v[i].at);
	}
	db_exec_rows(w->db, &credit_insert, args, ROW_ARGS, n);
}

DB_STATEMENT(credits_of_order,
	     "SELECT id, customer_id, kind, amount, currency, source, source_ref, why, at"
	     " FROM credit_entry WHERE order_id = ? ORDER BY id LIMIT ?");
struct credit_entry *payment_store_credits(struct work *w, uint64_t order_id, size_t *n)
{
	struct rows *r = db_query(w->db, &credits_of_order, order_id, PAYMENT_LIST_MAX);
	struct credit_entry *v = arena_array_of(w->arena, rows_count(r) + 1, struct credit_entry);

	for (*n = 0; rows_next(r); ++*n)
		v[*n] = (struct credit_entry){ .id = rows_id(r, 0),
					       .order_id = order_id,
					       .customer_id = rows_id(r, 1),
					       .kind = (enum credit_kind)rows_int(r, 2),
					       .amount = rows_i64(r, 3),
					       .currency = rows_text(r, 4),
					       .source = rows_text(r, 5),
					       .source_ref = rows_text(r, 6),
					       .why = rows_text(r, 7),
					       .at = rows_time(r, 8) };
	return v;
}

DB_STATEMENT(credit_owner, "UPDATE credit_entry SET customer_id = ? WHERE order_id = ?");

/* Whose the order is, they are. */
void payment_hear_owner(struct work *w, struct order *o, const struct order_event *e)
{
	(void)e;
	db_exec(w->db, &credit_owner, o->customer_id, o->id);
}
