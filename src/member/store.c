/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody's account, lots and entries: opened under a lock, and written. */
#include "member/store.h"

#define LOT                                                                                        \
	"l.id, l.order_id, l.entry_id, l.rate, l.counts, l.earned, l.pending, l.usable, "          \
	"l.lapsed, "                                                                               \
	"l.release_at, l.usable_at, l.expires_at, l.told, l.created_at, l.paid"
enum { LOT_COLUMNS = 15 };

/* at: the first column of it. */
static void read_lot(const struct rows *r, unsigned at, struct member_lot *l)
{
	*l = (struct member_lot){ .id = rows_id(r, at),
				  .order_id = rows_id(r, at + 1),
				  .entry_id = rows_id(r, at + 2),
				  .rate = (int)rows_int(r, at + 3),
				  .counts = (unsigned)rows_int(r, at + 4),
				  .earned = rows_i64(r, at + 5),
				  .pending = rows_i64(r, at + 6),
				  .usable = rows_i64(r, at + 7),
				  .lapsed = rows_i64(r, at + 8),
				  .release_at = rows_time(r, at + 9),
				  .usable_at = rows_time(r, at + 10),
				  .expires_at = rows_time(r, at + 11),
				  .told = (int)rows_int(r, at + 12),
				  .created_at = rows_time(r, at + 13),
				  .paid = rows_i64(r, at + 14) };
}

DB_STATEMENT(member_lot_of_order,
	     "SELECT " LOT ", l.customer_id FROM member_lot l WHERE l.order_id = ?");
bool member_store_lot(struct work *w, uint64_t order_id, struct member_lot *out,
		      uint64_t *customer_id)
{
	struct rows *r = db_query(w->db, &member_lot_of_order, order_id);

	if (!rows_next(r))
		return false;
	read_lot(r, 0, out);
	*customer_id = rows_id(r, LOT_COLUMNS);
	return true;
}

DB_STATEMENT(member_account_make,
	     "INSERT INTO member_account (customer_id, pending, usable, debt) VALUES (?, 0, 0, 0) "
	     "ON DUPLICATE KEY UPDATE customer_id = VALUES(customer_id)");
DB_STATEMENT(member_account_open,
	     "SELECT a.pending, a.usable, a.debt, " LOT
	     " FROM member_account a LEFT JOIN member_lot l ON l.customer_id = a.customer_id AND "
	     "(l.pending <> 0 OR l.usable <> 0 OR l.release_at IS NOT NULL OR l.order_id = ?) "
	     "WHERE a.customer_id = ? ORDER BY l.id FOR UPDATE");
void member_store_open(struct work *w, uint64_t customer_id, uint64_t order_id,
		       struct member_book *out)
{
	struct rows *r =
		db_query(w->db, &member_account_open, db_id_or_null(order_id), customer_id);

	if (rows_count(r) == 0) {
		db_exec(w->db, &member_account_make, customer_id);
		r = db_query(w->db, &member_account_open, db_id_or_null(order_id), customer_id);
	}
	*out = (struct member_book){ .customer_id = customer_id };
	out->lots = arena_array_of(w->arena, rows_count(r) + 1, struct member_lot);
	while (rows_next(r)) {
		out->pending = rows_i64(r, 0);
		out->usable = rows_i64(r, 1);
		out->debt = rows_i64(r, 2);
		if (!rows_is_null(r, 3))
			read_lot(r, 3, &out->lots[out->n_lots++]);
	}
	out->entries = arena_array_of(w->arena, BOOK_ENTRIES(out->n_lots), struct member_entry);
}

DB_STATEMENT(member_lot_insert,
	     "INSERT INTO member_lot (id, customer_id, order_id, entry_id, rate, counts, paid, "
	     "earned, pending, usable, lapsed, release_at, usable_at, expires_at, told, is_open, "
	     "created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)");
DB_STATEMENT(member_lot_update, "UPDATE member_lot SET entry_id = ?, paid = ?, earned = ?, pending "
				"= ?, usable = ?, lapsed = ?, release_at = "
				"?, usable_at = ?, expires_at = ?, is_open = ? WHERE id = ?");
static void save_lot(struct work *w, const struct member_book *b, const struct member_lot *l)
{
	if (l->is_new)
		db_exec(w->db, &member_lot_insert, l->id, b->customer_id,
			db_id_or_null(l->order_id), l->entry_id, l->rate, (int)l->counts, l->paid,
			l->earned, l->pending, l->usable, l->lapsed, l->release_at, l->usable_at,
			l->expires_at, l->usable > 0, w->now);
	else
		db_exec(w->db, &member_lot_update, l->entry_id, l->paid, l->earned, l->pending,
			l->usable, l->lapsed, l->release_at, l->usable_at, l->expires_at,
			l->usable > 0, l->id);
}

#define ENTRY_ARGS 15
DB_STATEMENT(member_entry_insert,
	     "INSERT INTO member_entry (id, customer_id, lot_id, cause_id, kind, pending, usable, "
	     "lapsed, debt, why, actor_kind, actor_id, at, claim_id, referral_id) VALUES (?, ?, ?, "
	     "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
static void save_entries(struct work *w, const struct member_book *b)
{
	struct db_arg *args = arena_array_of(w->arena, b->n_entries * ENTRY_ARGS + 1,
					     struct db_arg),
		      *a = args;

	for (size_t i = 0; i < b->n_entries; i++) {
		const struct member_entry *e = &b->entries[i];

		*a++ = db_arg_uint(e->id);
		*a++ = db_arg_uint(b->customer_id);
		*a++ = db_arg_uint(e->lot_id);
		*a++ = db_id_or_null(e->cause_id);
		*a++ = db_arg_int(e->kind);
		*a++ = db_arg_int(e->pending);
		*a++ = db_arg_int(e->usable);
		*a++ = db_arg_int(e->lapsed);
		*a++ = db_arg_int(e->debt);
		*a++ = db_arg_text(e->why);
		*a++ = db_arg_int(w->actor.kind);
		*a++ = db_id_or_null(w->actor.id);
		*a++ = db_arg_time(w->now);
		*a++ = db_id_or_null(e->claim_id);
		*a++ = db_id_or_null(e->referral_id);
	}
	if (b->n_entries > 0)
		db_exec_rows(w->db, &member_entry_insert, args, ENTRY_ARGS, b->n_entries);
}

static void name_entries(struct work *w, struct member_book *b)
{
	for (size_t i = 0; i < b->n_entries; i++) {
		struct member_entry *e = &b->entries[i];

		e->id = work_id(w);
		for (size_t k = 0; k < b->n_lots; k++)
			if (b->lots[k].id == e->lot_id && !b->lots[k].entry_id)
				b->lots[k].entry_id = e->id;
	}
}

DB_STATEMENT(member_account_write,
	     "UPDATE member_account SET pending = ?, usable = ?, debt = ?, weigh_at = "
	     "COALESCE(?, weigh_at) WHERE customer_id = ?");
void member_store_save(struct work *w, struct member_book *b)
{
	name_entries(w, b);
	for (size_t i = 0; i < b->n_lots; i++)
		if (b->lots[i].changed)
			save_lot(w, b, &b->lots[i]);
	save_entries(w, b);
	if (b->n_entries > 0 || b->weighs)
		db_exec(w->db, &member_account_write, b->pending, b->usable, b->debt,
			b->weighs ? w->now : INSTANT_NONE, b->customer_id);
}

DB_STATEMENT(member_account_now,
	     "SELECT a.pending, a.usable, a.debt, l.points, l.at FROM member_account a LEFT JOIN "
	     "(SELECT SUM(usable) AS points, expires_at AS at FROM member_lot WHERE customer_id = "
	     "? AND is_open = 1 AND expires_at IS NOT NULL GROUP BY expires_at ORDER BY expires_at "
	     "LIMIT 1) l ON 1 = 1 WHERE a.customer_id = ?");
void member_store_account(struct work *w, uint64_t customer_id, struct member_account *out)
{
	struct rows *r = db_query(w->db, &member_account_now, customer_id, customer_id);

	*out = (struct member_account){ .next_at = INSTANT_NONE };
	if (!rows_next(r))
		return;
	out->pending = rows_i64(r, 0);
	out->usable = rows_i64(r, 1);
	out->debt = rows_i64(r, 2);
	out->next_points = rows_i64(r, 3);
	out->next_at = rows_time(r, 4);
}
