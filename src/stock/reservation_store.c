/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of what is kept for order lines. */
#include "stock/store.h"

enum { RESERVATION_COLUMNS = 6 };

DB_STATEMENT(reserve,
	     "INSERT INTO stock_reservation (order_line_id, order_id, sku_id, quantity, waits, at) "
	     "VALUES (?, ?, ?, ?, ?, ?) "
	     "ON DUPLICATE KEY UPDATE quantity = quantity + VALUES(quantity), "
	     "waits = GREATEST(waits, VALUES(waits))");

void stock_store_reserve(struct work *w, const struct reservation *v, size_t n)
{
	struct db_arg *args = arena_array_of(w->arena, n * RESERVATION_COLUMNS + 1, struct db_arg),
		      *a = args;

	for (size_t i = 0; i < n; i++) {
		*a++ = db_arg_uint(v[i].order_line_id);
		*a++ = db_arg_uint(v[i].order_id);
		*a++ = db_arg_uint(v[i].sku_id);
		*a++ = db_arg_int(v[i].quantity);
		*a++ = db_arg_bool(v[i].waits);
		*a++ = db_arg_time(w->now);
	}
	db_exec_rows(w->db, &reserve, args, RESERVATION_COLUMNS, n);
}

DB_STATEMENT(reservation_lower,
	     "UPDATE stock_reservation SET quantity = ? WHERE order_line_id = ?");
DB_STATEMENT(reservation_delete, "DELETE FROM stock_reservation WHERE order_line_id = ?");
void stock_store_unreserve(struct work *w, uint64_t order_line_id, int left)
{
	if (left > 0)
		db_exec(w->db, &reservation_lower, left, order_line_id);
	else
		db_exec(w->db, &reservation_delete, order_line_id);
}

DB_STATEMENT(
	reservation_free,
	"UPDATE stock_reservation SET waits = 0 WHERE order_line_id IN (?, ?, ?, ?, ?, ?, ?, ?)");
void stock_store_stop_waiting(struct work *w, const uint64_t *line_ids, size_t n)
{
	for (size_t from = 0; from < n; from += 8) {
		struct db_arg args[8];

		for (size_t i = 0; i < 8; i++)
			args[i] = db_arg_uint(line_ids[from + i < n ? from + i : from]);
		db_exec_args(w->db, &reservation_free, args, 8);
	}
}

DB_STATEMENT(reservations_waiting, "SELECT order_line_id, order_id, quantity FROM stock_reservation"
				   " WHERE sku_id = ? AND waits = 1 AND order_line_id > ?"
				   " ORDER BY order_line_id LIMIT ?");
size_t stock_store_waiting(struct work *w, uint64_t sku_id, uint64_t after, struct reservation *v,
			   size_t max)
{
	struct rows *r = db_query(w->db, &reservations_waiting, sku_id, after, max);
	size_t n = 0;

	while (rows_next(r))
		v[n++] = (struct reservation){ .order_line_id = rows_id(r, 0),
					       .order_id = rows_id(r, 1),
					       .sku_id = sku_id,
					       .quantity = rows_int(r, 2),
					       .waits = true };
	return n;
}

DB_STATEMENT(reservations_waiting_sum,
	     "SELECT SUM(quantity) FROM stock_reservation WHERE sku_id = ? AND waits = 1");
int64_t stock_store_waiting_units(struct work *w, uint64_t sku_id)
{
	struct rows *r = db_query(w->db, &reservations_waiting_sum, sku_id);

	return rows_next(r) ? rows_i64(r, 0) : 0;
}

DB_STATEMENT(skus_to_fill,
	     "SELECT DISTINCT r.sku_id FROM stock_reservation r JOIN stock s ON s.sku_id = r.sku_id"
	     " WHERE r.waits = 1 AND s.on_hand > 0 ORDER BY r.sku_id LIMIT ?");
size_t stock_store_skus_to_fill(struct work *w, uint64_t *sku_ids, size_t max)
{
	struct rows *r = db_query(w->db, &skus_to_fill, max);
	size_t n = 0;

	while (rows_next(r))
		sku_ids[n++] = rows_id(r, 0);
	return n;
}
