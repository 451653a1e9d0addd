/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps the counts of badges: changes are added without a lock anybody waits for, and folded by one
 * at a time. */
#include "order/count.h"

#include <string.h>
#include "base/fail.h"

#define IN_32 " IN (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"

DB_STATEMENT(order_count_change, "INSERT INTO order_count_change (id, badge, n) VALUES (?, ?, ?)");

enum { ARGS = 3 };

static void put(struct work *w, struct db_arg *a, enum order_badge badge, int n)
{
	a[0] = db_arg_uint(work_id(w));
	a[1] = db_arg_int((int)badge);
	a[2] = db_arg_int(n);
}

void order_count_stored(struct work *w, struct order *o)
{
	struct db_arg a[2 * ARGS];
	bool moved = !o->stored.is || o->stored.badge != o->badge;

	if (!moved && o->stored.promised_to.us == o->promised_to.us)
		return;
	put(w, a, o->badge, moved);
	if (moved && o->stored.is)
		put(w, a + ARGS, o->stored.badge, -1);
	db_exec_rows(w->db, &order_count_change, a, ARGS, moved && o->stored.is ? 2 : 1);
	o->stored.is = true;
	o->stored.badge = o->badge;
	o->stored.promised_to = o->promised_to;
}

void order_count_new(struct work *w, const struct order *const *o, size_t n)
{
	struct db_arg a[ORDER_BADGE__MAX * ARGS];
	int of[ORDER_BADGE__MAX] = { 0 };
	size_t rows = 0;

	for (size_t i = 0; i < n; i++)
		of[o[i]->badge]++;
	for (int badge = 0; badge < ORDER_BADGE__MAX; badge++)
		if (of[badge])
			put(w, a + ARGS * rows++, (enum order_badge)badge, of[badge]);
	if (rows)
		db_exec_rows(w->db, &order_count_change, a, ARGS, rows);
}

DB_STATEMENT(order_counts_now,
	     "SELECT badge, n, changes FROM order_count UNION ALL SELECT badge, CAST(SUM(n) AS "
	     "SIGNED), COUNT(*) FROM order_count_change GROUP BY badge");

struct order_counts order_counts(struct work *w)
{
	struct order_counts c = { .changes = 0 };
	struct rows *r = db_query(w->db, &order_counts_now);

	while (rows_next(r)) {
		if (rows_i64(r, 0) < ORDER_BADGE__MAX)
			c.of[rows_i64(r, 0)] += rows_i64(r, 1);
		c.changes += rows_id(r, 2);
	}
	return c;
}

void order_count_badges(struct work *w, int64_t counts[ORDER_BADGE__MAX])
{
	struct order_counts c = order_counts(w);

	memcpy(counts, c.of, sizeof c.of);
}

/* ---- folding ---- */

DB_STATEMENT(order_count_waiting, "SELECT 1 FROM order_count_change LIMIT 1");
/* Rows of somebody else's fold are gone when it is over: only what is still there is folded. */
DB_STATEMENT(order_count_locked,
	     "SELECT id, badge, n FROM order_count_change ORDER BY id LIMIT ? FOR UPDATE");
DB_STATEMENT(order_count_gone, "DELETE FROM order_count_change WHERE id" IN_32);
DB_STATEMENT(order_count_add,
	     "INSERT INTO order_count (badge, n, changes) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE "
	     "n = n + VALUES(n), changes = changes + VALUES(changes)");

static int fold(struct work *w, void *arg)
{
	struct rows *r = db_query(w->db, &order_count_locked, COUNT_BATCH);
	struct db_arg ids[COUNT_BATCH], add[ORDER_BADGE__MAX * ARGS];
	int64_t n[ORDER_BADGE__MAX] = { 0 }, changes[ORDER_BADGE__MAX] = { 0 };
	size_t *done = arg, rows = 0;

	for (*done = 0; rows_next(r); (*done)++) {
		int64_t badge = rows_i64(r, 1);
		if (badge >= ORDER_BADGE__MAX)
			fail("order: badge %lld is none of ours", (long long)badge);
		ids[*done] = db_arg_uint(rows_id(r, 0));
		n[badge] += rows_i64(r, 2);
		changes[badge]++;
	}
	if (*done == 0)
		return 0;
	for (size_t i = *done; i < COUNT_BATCH; i++)
		ids[i] = ids[0];
	for (int badge = 0; badge < ORDER_BADGE__MAX; badge++) {
		if (!changes[badge])
			continue;
		add[rows * ARGS] = db_arg_int(badge);
		add[rows * ARGS + 1] = db_arg_int(n[badge]);
		add[rows * ARGS + 2] = db_arg_int(changes[badge]);
		rows++;
	}
	db_exec_rows(w->db, &order_count_add, add, ARGS, rows);
	if (db_exec_args(w->db, &order_count_gone, ids, COUNT_BATCH) != (int64_t)*done)
		fail("order: a change was counted twice");
	return 0;
}

size_t order_count_fold(struct work *w)
{
	size_t n = 0;

	/* mostly there is nothing, and nobody is to be held up for it */
	if (rows_next(db_query(w->db, &order_count_waiting)))
		(void)work_transaction(w, fold, &n);
	return n;
}
