/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Write-offs of the past: units that were in another system's books and never in ours. */
#include "base/fail.h"
#include "stock/store.h"

/* Each write-off takes what the move before it took over, so that no balance changes: what is there
 * now was counted long after. */
void stock_write_off_past(struct work *w, const char *source, struct stock_past *v, size_t n)
{
	struct stock_move_row *rows = arena_array_of(w->arena, 2 * n + 1, struct stock_move_row);
	size_t n_rows = 0;

	if (!db_in_transaction(w->db))
		fail("stock: of the past outside of a transaction");
	stock_store_find_refs(w, source, v, n);
	for (size_t i = 0; i < n; i++) {
		struct stock_move_row *two = &rows[n_rows];

		if (v[i].taken)
			continue;
		two[0] = (struct stock_move_row){ .sku_id = v[i].sku_id,
						  .quantity = v[i].quantity,
						  .kind = MOVE_IMPORTED,
						  .source = source,
						  .at = v[i].at };
		two[1] = two[0];
		two[1].quantity = -v[i].quantity;
		two[1].kind = MOVE_WRITE_OFF;
		two[1].source_ref = v[i].source_ref;
		two[1].why = v[i].why;
		n_rows += 2;
	}
	stock_store_insert_moves(w, rows, n_rows);
}
