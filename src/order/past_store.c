/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many orders, lines, events and documents at once. */
#include "order/past_store.h"

#include <string.h>
#include "base/fail.h"

#define MANY       64
#define EIGHT      "?,?,?,?,?,?,?,?"
#define FEW        32
#define FEW_MARKS  EIGHT "," EIGHT "," EIGHT "," EIGHT
#define MANY_MARKS FEW_MARKS "," FEW_MARKS

enum { NUMBER_TRIES = 8 };

/* ---- references ---- */

DB_STATEMENT(order_past_refs,
	     "SELECT o.source_ref, o.id, o.total_amount, "
	     "(SELECT COUNT(*) FROM order_line l WHERE l.order_id = o.id AND l.ordered > 0) "
	     "FROM orders o WHERE o.source = ? AND o.source_ref IN (" FEW_MARKS ")");

static void find_some(struct work *w, struct order_past *v, size_t n)
{
	struct db_arg args[1 + FEW] = { db_arg_text(v[0].order->source) };
	struct rows *r;

	for (size_t i = 0; i < FEW; i++)
		args[1 + i] = db_arg_text(v[i < n ? i : n - 1].order->source_ref);
	r = db_query_args(w->db, &order_past_refs, args, 1 + FEW);
	while (rows_next(r)) {
		for (size_t i = 0; i < n; i++) {
			const char *ref = v[i].order->source_ref;

			if (!ref || strcmp(ref, rows_text(r, 0)) != 0)
				continue;
			v[i].taken = true;
			v[i].order->id = rows_id(r, 1);
			v[i].taken_total = rows_i64(r, 2);
			v[i].taken_lines = rows_int(r, 3);
		}
	}
}

void order_past_store_find(struct work *w, struct order_past *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		v[i].taken = false;
		if (strcmp(v[i].order->source, v[0].order->source) != 0)
			fail("order: of the past from two sources at once");
	}
	for (size_t i = 0; i < n; i += FEW)
		find_some(w, v + i, n - i < FEW ? n - i : FEW);
}

/* ---- numbers ---- */

DB_STATEMENT(order_past_numbers, "SELECT number FROM orders WHERE number IN (" MANY_MARKS ")");

/* Two that chance makes equal within the list are left to the table, which refuses them. */
static void number_some(struct work *w, const struct order_past *v, size_t n)
{
	struct db_arg args[MANY];

	for (int try = 0; try < NUMBER_TRIES; try++) {
		for (size_t i = 0; i < n; i++) {
			char number[IDENT_NUMBER_SIZE];

			work_number(w, 'R', number);
			v[i].order->number = arena_strdup(w->arena, number);
		}
		for (size_t i = 0; i < MANY; i++)
			args[i] = db_arg_text(v[i < n ? i : n - 1].order->number);
		if (!rows_next(db_query_args(w->db, &order_past_numbers, args, MANY)))
			return;
	}
	fail("order: no free numbers in %d tries", NUMBER_TRIES);
}

void order_past_store_number(struct work *w, struct order_past *v, size_t n)
{
	for (size_t i = 0; i < n; i += MANY)
		number_some(w, v + i, n - i < MANY ? n - i : MANY);
}

/* ---- rows ---- */

static void count_orders(struct work *w, const struct order_past *v, size_t n)
{
	struct customer_past_order *of =
		arena_array_of(w->arena, n + 1, struct customer_past_order);
	size_t counted = 0;

	for (size_t i = 0; i < n; i++) {
		const struct order *o = v[i].order;
		bool is_counted = o->decision != ORDER_DRAFT && o->decision != ORDER_CANCELLED;
		int64_t received = o->captured_amount - o->refunded_amount;

		if (v[i].taken || (!is_counted && received == 0))
			continue;
		of[counted++] = (struct customer_past_order){ o->customer_id, is_counted,
							      o->placed_at, received, o->currency };
	}
	customer_count_orders(w, of, counted);
}

void order_past_store_insert(struct work *w, const struct order_past *v, size_t n)
{
	const struct order **o = arena_array_of(w->arena, n + 1, const struct order *);
	struct order_event *e;
	size_t n_orders = 0, n_events = 0, at = 0;

	for (size_t i = 0; i < n; i++) {
		if (v[i].taken)
			continue;
		o[n_orders++] = v[i].order;
		n_events += v[i].n_events;
	}
	order_store_insert_many(w, o, n_orders);
	e = arena_array_of(w->arena, n_events + 1, struct order_event);
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; !v[i].taken && k < v[i].n_events; k++)
			e[at++] = v[i].events[k];
	}
	order_store_insert_events(w, e, n_events);
	count_orders(w, v, n);
}

#define DOCUMENT_ARGS 8
DB_STATEMENT(order_past_document, "INSERT INTO order_document (order_id, number, customer_id, "
				  "link_version, link_until, version, document, form) "
				  "VALUES (?,?,?,?,?,?,?,?)");

void order_past_store_documents(struct work *w, const struct order_document_row *v, size_t n)
{
	struct db_arg *args = arena_array_of(w->arena, n * DOCUMENT_ARGS + 1, struct db_arg),
		      *a = args;

	for (size_t i = 0; i < n; i++) {
		const struct order *o = v[i].order;

		*a++ = db_arg_uint(o->id);
		*a++ = db_arg_text(o->number);
		*a++ = db_arg_uint(o->customer_id);
		*a++ = db_arg_int(o->link_version);
		*a++ = db_arg_time(v[i].link_until);
		*a++ = db_arg_int(o->version);
		*a++ = db_arg_bytes(order_store_pack(w, v[i].json));
		*a++ = db_arg_int(ORDER_DOCUMENT_FORM);
	}
	db_exec_rows(w->db, &order_past_document, args, DOCUMENT_ARGS, n);
}
