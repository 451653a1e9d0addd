/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles in orders as rows. */
#include "order/bundle.h"
#include "order/store.h"

#define COLUMNS "id, sku_id, sku_code, name_en, name_zh, quantity, amount"
DB_STATEMENT(order_bundles, "SELECT " COLUMNS " FROM order_bundle WHERE order_id = ? ORDER BY id");

static struct order_bundle read_row(struct rows *r)
{
	return (struct order_bundle){
		.id = rows_id(r, 0),
		.sku_id = rows_id(r, 1),
		.sku_code = rows_text(r, 2),
		.name_en = rows_text(r, 3),
		.name_zh = rows_text(r, 4),
		.quantity = rows_int(r, 5),
		.amount = rows_i64(r, 6),
	};
}

void bundle_store_read(struct work *w, struct order *o)
{
	struct rows *r = db_query(w->db, &order_bundles, o->id);

	o->n_bundles = 0;
	o->bundles = arena_array_of(w->arena, rows_count(r) + 1, struct order_bundle);
	while (rows_next(r))
		o->bundles[o->n_bundles++] = read_row(r);
}

/* Fifty: ORDER_PAGE. */
#define TEN "?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
DB_STATEMENT(order_bundles_of_list,
	     "SELECT " COLUMNS ", order_id FROM order_bundle WHERE order_id IN (" TEN ", " TEN
	     ", " TEN ", " TEN ", " TEN ") ORDER BY order_id, id");
_Static_assert(ORDER_PAGE == 50, "it has fifty marks");

void bundle_store_read_of(struct work *w, struct order_rows rows)
{
	struct db_arg args[ORDER_PAGE];
	struct order_bundle *v;
	struct rows *r;

	if (rows.n == 0)
		return;
	for (size_t i = 0; i < ORDER_PAGE; i++)
		args[i] = db_arg_uint(rows.v[i < rows.n ? i : 0].id);
	r = db_query_args(w->db, &order_bundles_of_list, args, ORDER_PAGE);
	v = arena_array_of(w->arena, rows_count(r) + 1, struct order_bundle);
	for (size_t i = 0; i < rows.n; i++)
		rows.v[i].n_bundles = 0;
	for (; rows_next(r); v++) {
		struct order *o = rows.v;

		while (o->id != rows_id(r, 7))
			o++;
		if (o->n_bundles == 0)
			o->bundles = v;
		*v = read_row(r);
		o->n_bundles++;
	}
}

static int64_t amount_of(const struct order *o, uint64_t bundle_id)
{
	int64_t sum = 0;

	for (size_t i = 0; i < o->n_lines; i++)
		if (o->lines[i].bundle_id == bundle_id)
			sum += o->lines[i].amount;
	return sum;
}

DB_STATEMENT(
	order_bundle_insert,
	"INSERT INTO order_bundle (id, order_id, sku_id, sku_code, name_en, name_zh, quantity, "
	"amount) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");

void bundle_store_insert(struct work *w, struct order *o)
{
	for (size_t i = 0; i < o->n_bundles; i++) {
		struct order_bundle *b = &o->bundles[i];

		if (!b->is_new)
			continue;
		b->amount = amount_of(o, b->id);
		b->is_new = false;
		db_exec(w->db, &order_bundle_insert, b->id, o->id, b->sku_id, b->sku_code,
			b->name_en, b->name_zh, b->quantity, b->amount);
	}
}

DB_STATEMENT(order_bundle_forget, "DELETE FROM order_bundle WHERE id = ?");

void order_settle_bundles(struct work *w, struct order *o)
{
	uint64_t *gone = arena_array_of(w->arena, o->n_bundles + 1, uint64_t);
	size_t n = bundle_settle(o, gone);

	for (size_t i = 0; i < n; i++)
		db_exec(w->db, &order_bundle_forget, gone[i]);
	bundle_store_insert(w, o);
}
