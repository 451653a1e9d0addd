/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The places of events in the feed. */
#include "order/feed.h"

#include "base/fail.h"
#include "order/store.h"

#define SLOTS "?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?"

DB_STATEMENT(feed_waiting,
	     "SELECT id FROM order_event WHERE position IS NULL ORDER BY position, id LIMIT ?");
DB_STATEMENT(feed_lock, "SELECT last FROM feed_head WHERE id = 1 FOR UPDATE");
/* By their ids alone: by the places, it would wait for all that is not committed yet. */
DB_STATEMENT(feed_give,
	     "UPDATE order_event FORCE INDEX (PRIMARY) SET position = ? + FIELD(id, " SLOTS ") "
	     "WHERE id IN (" SLOTS ") AND position IS NULL");
DB_STATEMENT(feed_move, "UPDATE feed_head SET last = ? WHERE id = 1");

size_t feed_store_waiting(struct work *w, uint64_t ids[FEED_BATCH])
{
	struct rows *r = db_query(w->db, &feed_waiting, FEED_BATCH);
	size_t n = 0;

	while (rows_next(r))
		ids[n++] = rows_id(r, 0);
	return n;
}

uint64_t feed_store_lock(struct work *w)
{
	struct rows *r = db_query(w->db, &feed_lock);

	if (!rows_next(r))
		fail("feed: its head is missing");
	return rows_id(r, 0);
}

void feed_store_give(struct work *w, uint64_t last, const uint64_t *ids, size_t n)
{
	struct db_arg a[1 + 2 * FEED_BATCH] = { db_arg_uint(last) };

	for (size_t i = 0; i < FEED_BATCH; i++)
		a[1 + i] = a[1 + FEED_BATCH + i] = db_arg_uint(ids[i < n ? i : n - 1]);
	if (db_exec_args(w->db, &feed_give, a, 1 + 2 * FEED_BATCH) != (int64_t)n)
		fail("feed: an event has a place already");
	db_exec(w->db, &feed_move, last + n);
}

DB_STATEMENT(
	feed_read,
	"SELECT e.id, e.kind, e.actor_kind, e.actor_id, e.at, e.from_value, e.to_value, e.why, "
	"e.subject_id, e.quantity, e.amount, e.version, e.position, e.order_id, o.number, "
	"o.currency FROM order_event e JOIN orders o ON o.id = e.order_id "
	"WHERE e.position > ? ORDER BY e.position LIMIT ?");

struct feed_row *feed_store_read(struct work *w, uint64_t after, size_t limit, size_t *n)
{
	struct rows *r = db_query(w->db, &feed_read, after, limit);
	struct feed_row *all = arena_array_of(w->arena, rows_count(r) + 1, struct feed_row);

	*n = 0;
	while (rows_next(r)) {
		struct feed_row *row = &all[(*n)++];

		order_store_event_row(r, &row->event);
		row->position = rows_id(r, 12);
		row->event.order_id = rows_id(r, 13);
		row->number = rows_text(r, 14);
		row->currency = rows_text(r, 15);
	}
	return all;
}
