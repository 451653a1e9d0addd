/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and writing orders; their lines are in line_store.c. */
#include "order/store.h"
#include "order/bundle.h"

#include <string.h>
#include "base/fail.h"
#include "order/count.h"
#include "order/face.h"

static enum order_payment_method method_of(const char *word)
{
	for (int i = 0; i < ORDER_PAYMENT_METHOD__MAX; i++)
		if (!strcmp(order_payment_method_word[i], word))
			return (enum order_payment_method)i;
	fail("order: payment method %s is none of ours", word);
}

void order_store_row(const struct rows *r, struct order *o)
{
	unsigned c = 0;

	*o = (struct order){ 0 };
	o->id = rows_id(r, c++);
	o->number = rows_text(r, c++);
	o->customer_id = rows_id(r, c++);
	o->contact_id = rows_id(r, c++);
	o->source = rows_text(r, c++);
	o->source_ref = rows_text(r, c++);
	if (!lang_from_tag(rows_text(r, c++), &o->lang))
		o->lang = LANG_EN;
	o->customer_note = rows_text(r, c++);
	o->decision = (enum order_decision)rows_int(r, c++);
	o->hold_reason = rows_text(r, c++);
	o->hold_until = rows_time(r, c++);
	o->cancel_reason = rows_text(r, c++);
	o->payment_method = method_of(rows_text(r, c++));
	o->pay_first = rows_bool(r, c++);
	o->pay_until = rows_time(r, c++);
	o->currency = rows_text(r, c++);
	o->prices_include_tax = rows_bool(r, c++);
	o->items_amount = rows_i64(r, c++);
	o->discount_amount = rows_i64(r, c++);
	o->shipping_amount = rows_i64(r, c++);
	o->shipping_tax_bp = rows_int(r, c++);
	o->shipping_tax = rows_i64(r, c++);
	o->tax_amount = rows_i64(r, c++);
	o->total_amount = rows_i64(r, c++);
	o->live_amount = rows_i64(r, c++);
	o->captured_amount = rows_i64(r, c++);
	o->refunded_amount = rows_i64(r, c++);
	o->credited_amount = rows_i64(r, c++);
	o->n_parcels = rows_int(r, c++);
	o->parcels = (enum order_parcels)rows_int(r, c++);
	o->care = (enum order_care)rows_int(r, c++);
	o->badge = (enum order_badge)rows_int(r, c++);
	o->promised_from = rows_time(r, c++);
	o->promised_to = rows_time(r, c++);
	o->stored.is = true;
	o->stored.badge = o->badge;
	o->stored.promised_to = o->promised_to;
	o->placed_at = rows_time(r, c++);
	o->confirmed_at = rows_time(r, c++);
	o->delivered_at = rows_time(r, c++);
	o->closed_at = rows_time(r, c++);
	o->link_version = rows_int(r, c++);
	o->version = rows_int(r, c++);
	o->priority = ORDER_MOST_POINTS - rows_int(r, c++);
	o->priority_why = (unsigned)rows_int(r, c++);
	o->face.n_units = rows_int(r, c++);
	o->face.n_lines = rows_int(r, c++);
	o->face.is_open = rows_bool(r, c++);
	o->face.stage = (enum order_stage)rows_int(r, c++);
	o->face.thumbs = rows_text(r, c++);
	o->meant_from = rows_time(r, c++);
	o->meant_to = rows_time(r, c++);
	o->promoted_amount = rows_i64(r, c++);
	o->promoted_shipping = rows_i64(r, c++);
}

DB_STATEMENT(order_by_id, "SELECT " ORDER_COLUMNS " FROM orders WHERE id = ?");
DB_STATEMENT(order_by_id_locked, "SELECT " ORDER_COLUMNS " FROM orders WHERE id = ? FOR UPDATE");

bool order_store_read(struct work *w, uint64_t id, bool lock, struct order *o)
{
	struct rows *r =
		lock ? db_query(w->db, &order_by_id_locked, id) : db_query(w->db, &order_by_id, id);

	if (!rows_next(r))
		return false;
	order_store_row(r, o);
	return true;
}

#define MANY 16
DB_STATEMENT(order_many_locked,
	     "SELECT " ORDER_COLUMNS " FROM orders WHERE id IN (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
	     "ORDER BY id FOR UPDATE");

size_t order_store_lock_many(struct work *w, const uint64_t *ids, size_t n, struct order **out)
{
	struct db_arg args[MANY];
	struct rows *r;
	size_t found = 0;

	if (n == 0 || n > MANY)
		fail("order: %zu orders at once", n);
	for (size_t i = 0; i < MANY; i++)
		args[i] = db_arg_uint(ids[i < n ? i : n - 1]);
	r = db_query_args(w->db, &order_many_locked, args, MANY);
	while (rows_next(r)) {
		out[found] = arena_new_of(w->arena, struct order);
		order_store_row(r, out[found++]);
	}
	return found;
}

DB_STATEMENT(order_id_by_number, "SELECT id FROM orders WHERE number = ?");

uint64_t order_store_find_number(struct work *w, const char *number)
{
	struct rows *r = db_query(w->db, &order_id_by_number, number);

	return rows_next(r) ? rows_id(r, 0) : 0;
}

DB_STATEMENT(order_of_sku, "SELECT 1 FROM order_line WHERE sku_code = ? LIMIT 1");

bool order_store_has_sku(struct work *w, const char *sku_code)
{
	return rows_next(db_query(w->db, &order_of_sku, sku_code));
}

DB_STATEMENT(order_of_customer, "SELECT 1 FROM orders WHERE customer_id = ? LIMIT 1");

bool order_store_has_customer(struct work *w, uint64_t customer_id)
{
	return rows_next(db_query(w->db, &order_of_customer, customer_id));
}

DB_STATEMENT(order_reference_set, "UPDATE orders SET source_ref = ? WHERE id = ?");

void order_store_set_reference(struct work *w, uint64_t id, const char *ref)
{
	db_exec(w->db, &order_reference_set, ref, id);
}

DB_STATEMENT(order_id_by_reference, "SELECT id FROM orders WHERE source = ? AND source_ref = ?");

uint64_t order_store_find_reference(struct work *w, const char *source, const char *ref)
{
	struct rows *r = db_query(w->db, &order_id_by_reference, source, ref);

	return rows_next(r) ? rows_id(r, 0) : 0;
}

DB_STATEMENT(order_insert, "INSERT INTO orders (" ORDER_COLUMNS ") VALUES "
			   "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"
			   "?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");

enum { ORDER_ARGS = 51 };

/* The arguments of ORDER_COLUMNS, in their order. */
static size_t order_args(struct arena *mem, const struct order *o, struct db_arg a[ORDER_ARGS])
{
	struct order_face f = order_face(o);
	size_t n = 0;

	a[n++] = db_arg_uint(o->id);
	a[n++] = db_arg_text(o->number);
	a[n++] = db_arg_uint(o->customer_id);
	a[n++] = db_arg_uint(o->contact_id);
	a[n++] = db_arg_text(o->source);
	a[n++] = db_arg_text(o->source_ref);
	a[n++] = db_arg_text(lang_tag[o->lang]);
	a[n++] = db_arg_text(o->customer_note);
	a[n++] = db_arg_int(o->decision);
	a[n++] = db_arg_text(o->hold_reason);
	a[n++] = db_arg_time(o->hold_until);
	a[n++] = db_arg_text(o->cancel_reason);
	a[n++] = db_arg_text(order_payment_method_word[o->payment_method]);
	a[n++] = db_arg_bool(o->pay_first);
	a[n++] = db_arg_time(o->pay_until);
	a[n++] = db_arg_text(o->currency);
	a[n++] = db_arg_bool(o->prices_include_tax);
	a[n++] = db_arg_int(o->items_amount);
	a[n++] = db_arg_int(o->discount_amount);
	a[n++] = db_arg_int(o->shipping_amount);
	a[n++] = db_arg_int(o->shipping_tax_bp);
	a[n++] = db_arg_int(o->shipping_tax);
	a[n++] = db_arg_int(o->tax_amount);
	a[n++] = db_arg_int(o->total_amount);
	a[n++] = db_arg_int(o->live_amount);
	a[n++] = db_arg_int(o->captured_amount);
	a[n++] = db_arg_int(o->refunded_amount);
	a[n++] = db_arg_int(o->credited_amount);
	a[n++] = db_arg_int(o->n_parcels);
	a[n++] = db_arg_int(o->parcels);
	a[n++] = db_arg_int(o->care);
	a[n++] = db_arg_int(o->badge);
	a[n++] = db_arg_time(o->promised_from);
	a[n++] = db_arg_time(o->promised_to);
	a[n++] = db_arg_time(o->placed_at);
	a[n++] = db_arg_time(o->confirmed_at);
	a[n++] = db_arg_time(o->delivered_at);
	a[n++] = db_arg_time(o->closed_at);
	a[n++] = db_arg_int(o->link_version);
	a[n++] = db_arg_int(o->version);
	a[n++] = db_arg_int(ORDER_MOST_POINTS - o->priority);
	a[n++] = db_arg_int(o->priority_why);
	a[n++] = db_arg_int(f.n_units);
	a[n++] = db_arg_int(f.n_lines);
	a[n++] = db_arg_bool(f.is_open);
	a[n++] = db_arg_int((int)f.stage);
	a[n++] = db_arg_text(order_face_write(mem, o));
	a[n++] = db_arg_time(o->meant_from);
	a[n++] = db_arg_time(o->meant_to);
	a[n++] = db_arg_int(o->promoted_amount);
	a[n++] = db_arg_int(o->promoted_shipping);
	return n;
}

bool order_store_insert(struct work *w, struct order *o)
{
	for (int try = 0; try < 8; try++) {
		char number[IDENT_NUMBER_SIZE];
		struct db_arg a[ORDER_ARGS];
		work_number(w, 'R', number);
		o->number = arena_strdup(w->arena, number);
		if (db_insert_args(w->db, &order_insert, a, order_args(w->arena, o, a)) > 0) {
			order_store_insert_lines(w, (const struct order *const[]){ o }, 1);
			bundle_store_insert(w, o);
			order_count_stored(w, o);
			return true;
		}
		if (!order_store_find_number(w, number))
			return false; /* it was the reference that is taken, not the number */
	}
	fail("order: no free number in eight tries");
}

void order_store_insert_many(struct work *w, const struct order *const *o, size_t n)
{
	struct db_arg *rows = arena_array_of(w->arena, n * ORDER_ARGS + 1, struct db_arg);

	for (size_t i = 0; i < n; i++)
		order_args(w->arena, o[i], rows + i * ORDER_ARGS);
	db_exec_rows(w->db, &order_insert, rows, ORDER_ARGS, n);
	order_store_insert_lines(w, o, n);
	order_count_new(w, o, n);
}

DB_STATEMENT(order_update,
	     "UPDATE orders SET customer_id = ?, contact_id = ?, decision = ?, hold_reason = ?, "
	     "hold_until = ?, cancel_reason = ?, "
	     "pay_until = ?, live_amount = ?, captured_amount = ?, refunded_amount = ?, "
	     "credited_amount = ?, n_parcels = ?, "
	     "parcel_state = ?, care = ?, badge = ?, promised_from = ?, promised_to = ?, "
	     "confirmed_at = ?, delivered_at = ?, "
	     "closed_at = ?, link_version = ?, queue = ?, priority_why = ?, n_units = ?, n_lines = "
	     "?, is_open = ?, stage = ?, thumbs = ?, meant_from = ?, meant_to = ?, version = "
	     "version + 1 WHERE id = ? AND version = ?");

bool order_store_update(struct work *w, struct order *o)
{
	struct order_face f = order_face(o);

	if (db_exec(w->db, &order_update, o->customer_id, o->contact_id, (int)o->decision,
		    o->hold_reason, o->hold_until, o->cancel_reason, o->pay_until, o->live_amount,
		    o->captured_amount, o->refunded_amount, o->credited_amount, o->n_parcels,
		    (int)o->parcels, (int)o->care, (int)o->badge, o->promised_from, o->promised_to,
		    o->confirmed_at, o->delivered_at, o->closed_at, o->link_version,
		    ORDER_MOST_POINTS - o->priority, o->priority_why, f.n_units, f.n_lines,
		    f.is_open, (int)f.stage, order_face_write(w->arena, o), o->meant_from,
		    o->meant_to, o->id, o->version) != 1)
		return false;
	o->version++;
	order_count_stored(w, o);
	return true;
}

DB_STATEMENT(
	order_amounts_update,
	"UPDATE orders SET items_amount = ?, discount_amount = ?, shipping_amount = ?, "
	"shipping_tax_bp = ?, shipping_tax = ?, tax_amount = ?, total_amount = ?, promoted_amount "
	"= ?, promoted_shipping = ? WHERE id = ?");

void order_store_update_amounts(struct work *w, const struct order *o)
{
	db_exec(w->db, &order_amounts_update, o->items_amount, o->discount_amount,
		o->shipping_amount, o->shipping_tax_bp, o->shipping_tax, o->tax_amount,
		o->total_amount, o->promoted_amount, o->promoted_shipping, o->id);
}

DB_STATEMENT(order_face_update, "UPDATE orders SET n_units = ?, n_lines = ?, is_open = ?, stage = "
				"?, thumbs = ? WHERE id = ?");

void order_store_update_face(struct work *w, const struct order *o)
{
	struct order_face f = order_face(o);

	db_exec(w->db, &order_face_update, f.n_units, f.n_lines, f.is_open, (int)f.stage,
		order_face_write(w->arena, o), o->id);
}
