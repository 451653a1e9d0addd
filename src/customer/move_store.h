/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How rows go over from one customer to another and back: for the stores of the areas that have
 * such rows (struct customer_mover). */
#ifndef REGULARS_CUSTOMER_MOVE_STORE_H
#define REGULARS_CUSTOMER_MOVE_STORE_H

#include "customer/customer.h"

/* What the statements of a table with `id` and `customer_id` say, in its store; kind is that of
 * enum customer_moved, as a number. Arguments: merge_id, from; to, from; to, merge_id, from. */
#define CUSTOMER_MOVED_BY(kind) "r.merge_id = ? AND r.kind = " kind
#define CUSTOMER_NOTE(table, kind)                                                                 \
	"INSERT INTO customer_merge_row (merge_id, kind, row_id) SELECT ?, " kind                  \
	", id FROM " table " WHERE customer_id = ?"
#define CUSTOMER_GIVE(table) "UPDATE " table " SET customer_id = ? WHERE customer_id = ?"
#define CUSTOMER_BACK(table, kind)                                                                 \
	"UPDATE " table " x JOIN customer_merge_row r ON r.row_id = x.id SET x.customer_id = ? "   \
	"WHERE " CUSTOMER_MOVED_BY(kind) " AND x.customer_id = ?"

#endif
