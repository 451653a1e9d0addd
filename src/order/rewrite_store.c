/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders by id from end to end, and their pages as they lie there. */
#include "base/pack.h"
#include "order/store.h"

DB_STATEMENT(order_ids_after, "SELECT id FROM orders WHERE id > ? ORDER BY id LIMIT ?");

size_t order_store_ids(struct work *w, uint64_t after, uint64_t *ids, size_t max)
{
	struct rows *r = db_query(w->db, &order_ids_after, after, max);
	size_t n = 0;

	while (rows_next(r))
		ids[n++] = rows_id(r, 0);
	return n;
}

DB_STATEMENT(order_count_them, "SELECT COUNT(*) FROM orders");

int64_t order_count(struct work *w)
{
	struct rows *r = db_query(w->db, &order_count_them);

	return rows_next(r) ? rows_i64(r, 0) : 0;
}

DB_STATEMENT(order_document_text,
	     "SELECT document, version FROM order_document WHERE order_id = ?");

const char *order_store_document_text(struct work *w, uint64_t order_id, int *version)
{
	struct rows *r = db_query(w->db, &order_document_text, order_id);
	struct bytes packed;
	size_t n;

	if (!rows_next(r))
		return NULL;
	*version = rows_int(r, 1);
	packed = rows_bytes(r, 0);
	return unpack_text(w->arena, packed.p, packed.len, &n);
}
