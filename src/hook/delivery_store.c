/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deliveries and their tries. */
#include "hook/rules.h"
#include "hook/store.h"

enum { DELIVERY_ARGS = 6 };
DB_STATEMENT(hook_delivery_insert, "INSERT INTO hook_delivery (id, hook_id, event_id, order_id, "
				   "state, run_at, created_at) VALUES (?, ?, ?, ?, 0, ?, ?)");

void hook_store_add_deliveries(struct work *w, const struct hook_delivery *d, size_t n)
{
	struct db_arg *args = arena_array_of(w->arena, n * DELIVERY_ARGS + 1, struct db_arg),
		      *a = args;

	for (size_t i = 0; i < n; i++) {
		*a++ = db_arg_uint(d[i].id);
		*a++ = db_arg_uint(d[i].hook_id);
		*a++ = db_arg_uint(d[i].event_id);
		*a++ = db_id_or_null(d[i].order_id);
		*a++ = db_arg_time(w->now);
		*a++ = db_arg_time(w->now);
	}
	if (n > 0)
		db_exec_rows(w->db, &hook_delivery_insert, args, DELIVERY_ARGS, n);
}

DB_STATEMENT(hook_delivery_due,
	     "SELECT d.id FROM hook_delivery d WHERE d.hook_id = ? AND d.state = 0 AND "
	     "d.run_at <= UTC_TIMESTAMP(6) AND NOT EXISTS (SELECT 1 FROM hook_delivery e WHERE "
	     "e.hook_id = d.hook_id AND e.order_id = d.order_id AND e.event_id < d.event_id AND "
	     "e.state IN (0, 1)) ORDER BY d.run_at, d.id LIMIT ?");

size_t hook_store_due(struct work *w, uint64_t hook_id, uint64_t *ids, size_t max)
{
	struct rows *r = db_query(w->db, &hook_delivery_due, hook_id, max);
	size_t n = 0;

	while (rows_next(r))
		ids[n++] = rows_id(r, 0);
	return n;
}

DB_STATEMENT(hook_delivery_take,
	     "UPDATE hook_delivery SET state = 1, owner = ?, tries = tries + 1, "
	     "lease_until = UTC_TIMESTAMP(6) + INTERVAL 60 SECOND WHERE id = ? AND state = 0");

bool hook_store_claim(struct work *w, uint64_t id, const uint8_t token[16])
{
	return db_exec(w->db, &hook_delivery_take, bytes_of(token, 16), id) == 1;
}

#define COLUMNS                                                                                    \
	"d.id, d.hook_id, d.event_id, d.order_id, d.state, d.tries, d.run_at, d.created_at, "      \
	"d.done_at, e.at, e.body, e.kind"
#define FROM "FROM hook_delivery d JOIN hook_event e ON e.id = d.event_id "
DB_STATEMENT(hook_delivery_one, "SELECT " COLUMNS " " FROM "WHERE d.id = ? AND d.hook_id = ?");
DB_STATEMENT(hook_delivery_newest,
	     "SELECT " COLUMNS " " FROM "WHERE d.hook_id = ? AND d.id < ? AND (? < 0 OR d.state = "
	     "?) ORDER BY d.id DESC LIMIT ?");

static void read_delivery(struct work *w, struct rows *r, struct hook_delivery *d)
{
	*d = (struct hook_delivery){
		.id = rows_id(r, 0),
		.hook_id = rows_id(r, 1),
		.event_id = rows_id(r, 2),
		.order_id = rows_id(r, 3),
		.state = (enum hook_delivery_state)rows_int(r, 4),
		.tries = rows_int(r, 5),
		.run_at = rows_time(r, 6),
		.created_at = rows_time(r, 7),
		.done_at = rows_time(r, 8),
		.event_at = rows_time(r, 9),
		.body = rows_text(r, 10),
		.type = HOOK_TRIAL,
	};
	if (!rows_is_null(r, 11))
		d->type = hook_type(w->arena, (enum order_event_kind)rows_int(r, 11));
}

bool hook_store_delivery(struct work *w, uint64_t hook_id, uint64_t id, struct hook_delivery *out)
{
	struct rows *r = db_query(w->db, &hook_delivery_one, id, hook_id);

	if (!rows_next(r))
		return false;
	read_delivery(w, r, out);
	return true;
}

struct hook_delivery *hook_store_deliveries(struct work *w, uint64_t hook_id, int state,
					    uint64_t below, int limit, size_t *n)
{
	struct rows *r =
		db_query(w->db, &hook_delivery_newest, hook_id, below, state, state, limit);
	struct hook_delivery *all =
		arena_array_of(w->arena, rows_count(r) + 1, struct hook_delivery);

	*n = 0;
	while (rows_next(r))
		read_delivery(w, r, &all[(*n)++]);
	return all;
}

DB_STATEMENT(hook_delivery_settle,
	     "UPDATE hook_delivery SET state = ?, run_at = ?, done_at = ?, owner = NULL, "
	     "lease_until = NULL WHERE id = ? AND owner = ?");

bool hook_store_settle(struct work *w, const struct hook_delivery *d, const uint8_t token[16])
{
	return db_exec(w->db, &hook_delivery_settle, (int)d->state, d->run_at, d->done_at, d->id,
		       bytes_of(token, 16)) == 1;
}

#define AGAIN "UPDATE hook_delivery SET state = 0, tries = 0, run_at = ?, done_at = NULL WHERE "
DB_STATEMENT(hook_delivery_again, AGAIN "id = ? AND hook_id = ? AND state IN (2, 3)");
DB_STATEMENT(hook_delivery_again_range,
	     AGAIN "hook_id = ? AND state IN (3, ?) AND event_id IN (SELECT id FROM hook_event "
		   "WHERE at >= ? AND at < ?) ORDER BY id LIMIT ?");

bool hook_store_again(struct work *w, uint64_t hook_id, uint64_t id)
{
	return db_exec(w->db, &hook_delivery_again, w->now, id, hook_id) == 1;
}

int64_t hook_store_again_range(struct work *w, uint64_t hook_id, const struct hook_range *r)
{
	return db_exec(w->db, &hook_delivery_again_range, w->now, hook_id, r->only_failed ? 3 : 2,
		       r->from, r->until, (int)HOOK_REPLAY_MAX);
}

DB_STATEMENT(hook_delivery_reap, "UPDATE hook_delivery SET state = 0, owner = NULL, lease_until = "
				 "NULL WHERE owner IS NOT NULL AND lease_until < UTC_TIMESTAMP(6)");

int64_t hook_store_reap(struct work *w)
{
	return db_exec(w->db, &hook_delivery_reap);
}

DB_STATEMENT(hook_attempt_insert, "INSERT INTO hook_attempt (id, delivery_id, at, ms, status, "
				  "error, answer) VALUES (?, ?, ?, ?, ?, ?, ?)");
DB_STATEMENT(hook_attempt_all, "SELECT at, ms, status, error, answer FROM hook_attempt WHERE "
			       "delivery_id = ? ORDER BY id DESC LIMIT 50");

void hook_store_add_attempt(struct work *w, uint64_t delivery_id, const struct hook_attempt *a)
{
	db_exec(w->db, &hook_attempt_insert, work_id(w), delivery_id, a->at, a->ms, a->status,
		a->error, a->answer);
}

struct hook_attempt *hook_store_attempts(struct work *w, uint64_t delivery_id, size_t *n)
{
	struct rows *r = db_query(w->db, &hook_attempt_all, delivery_id);
	struct hook_attempt *all = arena_array_of(w->arena, rows_count(r) + 1, struct hook_attempt);

	*n = 0;
	while (rows_next(r))
		all[(*n)++] = (struct hook_attempt){
			.at = rows_time(r, 0),
			.ms = rows_int(r, 1),
			.status = rows_int(r, 2),
			.error = rows_text(r, 3),
			.answer = rows_text(r, 4),
		};
	return all;
}

DB_STATEMENT(hook_forget_attempts, "DELETE FROM hook_attempt WHERE id < ? ORDER BY id LIMIT ?");
DB_STATEMENT(hook_forget_deliveries,
	     "DELETE FROM hook_delivery WHERE id < ? AND state <> 1 AND NOT EXISTS (SELECT 1 FROM "
	     "hook_attempt a WHERE a.delivery_id = hook_delivery.id) ORDER BY id LIMIT ?");
DB_STATEMENT(hook_forget_events,
	     "DELETE FROM hook_event WHERE id < ? AND spread = 1 AND NOT EXISTS (SELECT 1 FROM "
	     "hook_delivery d WHERE d.event_id = hook_event.id) ORDER BY id LIMIT ?");

int64_t hook_store_forget(struct work *w, uint64_t below, int max)
{
	return db_exec(w->db, &hook_forget_attempts, below, max) +
	       db_exec(w->db, &hook_forget_deliveries, below, max) +
	       db_exec(w->db, &hook_forget_events, below, max);
}
