/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture that lines show of what they sell, which is the product's of today. */
#include "order/store.h"

DB_STATEMENT(order_with_other_picture,
	     "SELECT DISTINCT order_id FROM order_line WHERE sku_code = ? AND order_id > ? AND NOT "
	     "(picture <=> ?) ORDER BY order_id LIMIT ?");
DB_STATEMENT(order_line_picture,
	     "UPDATE order_line SET picture = ? WHERE order_id = ? AND sku_code = ?");

static size_t find(struct work *w, const char *sku_code, const char *picture, uint64_t after,
		   uint64_t *ids, size_t max)
{
	struct rows *r = db_query(w->db, &order_with_other_picture, sku_code, after, picture, max);
	size_t n = 0;

	while (rows_next(r))
		ids[n++] = rows_id(r, 0);
	return n;
}

size_t order_show_picture(struct work *w, const char *sku_code, const char *picture,
			  uint64_t *after, size_t max)
{
	uint64_t *ids = arena_array_of(w->arena, max + 1, uint64_t);
	size_t n = find(w, sku_code, picture, *after, ids, max);

	for (size_t i = 0; i < n; i++) {
		struct order *o;

		db_exec(w->db, &order_line_picture, picture, ids[i], sku_code);
		o = order_open(w, ids[i]);
		if (o) {
			order_store_update_face(w, o);
			order_document_write(w, o);
		}
		*after = ids[i];
	}
	return n;
}

DB_STATEMENT(order_with_picture,
	     "SELECT 1 FROM order_line WHERE sku_code = ? AND picture = ? LIMIT 1");

bool order_shows_picture(struct work *w, const char *sku_code, const char *picture)
{
	return rows_next(db_query(w->db, &order_with_picture, sku_code, picture));
}
