/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles in orders as rows. */
#include "order/bundle.h"
#include "order/store.h"

DB_STATEMENT(order_bundles, "SELECT id, sku_id, sku_code, name_en, name_zh, quantity, amount FROM "
			    "order_bundle WHERE order_id = ? ORDER BY id");

void bundle_store_read(struct work *w, struct order *o)
{
	struct rows *r = db_query(w->db, &order_bundles, o->id);

	o->n_bundles = 0;
	o->bundles = arena_array_of(w->arena, rows_count(r) + 1, struct order_bundle);
	while (rows_next(r))
		o->bundles[o->n_bundles++] = (struct order_bundle){
			.id = rows_id(r, 0),
			.sku_id = rows_id(r, 1),
			.sku_code = rows_text(r, 2),
			.name_en = rows_text(r, 3),
			.name_zh = rows_text(r, 4),
			.quantity = rows_int(r, 5),
			.amount = rows_i64(r, 6),
		};
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
