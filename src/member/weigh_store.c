/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is in which tier, what brought them there, and the ledger of it. */
#include "member/book.h"
#include "member/tier_store.h"

DB_STATEMENT(member_weigh_all, "UPDATE member_account SET weigh_at = ?");
void tier_store_weigh_all(struct work *w)
{
	db_exec(w->db, &member_weigh_all, w->now);
}

DB_STATEMENT(member_weigh_due,
	     "SELECT customer_id FROM member_account WHERE weigh_at <= ? ORDER BY weigh_at LIMIT "
	     "?");
size_t tier_store_due(struct work *w, uint64_t *ids, size_t max)
{
	struct rows *r = db_query(w->db, &member_weigh_due, w->now, max);
	size_t n = 0;

	while (n < max && rows_next(r))
		ids[n++] = rows_id(r, 0);
	return n;
}

static bool read_state(struct rows *r, uint64_t *tier_id, struct tier_state *out)
{
	if (!rows_next(r))
		return false;
	*tier_id = rows_id(r, 0);
	*out = (struct tier_state){ TIER_NONE, rows_time(r, 1), rows_time(r, 2) };
	return true;
}

DB_STATEMENT(member_tier_lock, "SELECT tier_id, tier_since, lowers_at FROM member_account WHERE "
			       "customer_id = ? FOR UPDATE");
bool tier_store_lock(struct work *w, uint64_t customer_id, uint64_t *tier_id,
		     struct tier_state *out)
{
	return read_state(db_query(w->db, &member_tier_lock, customer_id), tier_id, out);
}

DB_STATEMENT(member_tier_of,
	     "SELECT tier_id, tier_since, lowers_at FROM member_account WHERE customer_id = ?");
bool tier_store_read(struct work *w, uint64_t customer_id, uint64_t *tier_id,
		     struct tier_state *out)
{
	return read_state(db_query(w->db, &member_tier_of, customer_id), tier_id, out);
}

DB_STATEMENT(member_gains,
	     "SELECT paid, earned, usable_at FROM member_lot WHERE customer_id = ? AND usable_at > "
	     "? AND order_id IS NOT NULL AND (paid > 0 OR earned > 0) ORDER BY usable_at");
struct tier_gain *tier_store_gains(struct work *w, uint64_t customer_id,
				   const struct tier_scheme *s, size_t *n)
{
	/* the longest that months last */
	struct instant since = instant_add(w->now, -(s->months + 1) * 31 * INSTANT_DAY);
	struct rows *r = db_query(w->db, &member_gains, customer_id, since);
	struct tier_gain *all = arena_array_of(w->arena, rows_count(r) + 1, struct tier_gain);

	for (*n = 0; rows_next(r); ++*n) {
		const int64_t amount[TIER_BY__MAX] = { [TIER_BY_SPEND] = rows_i64(r, 0),
						       [TIER_BY_POINTS] = rows_i64(r, 1),
						       [TIER_BY_ORDERS] = 1 };

		all[*n] = (struct tier_gain){ amount[s->by],
					      member_expiry(rows_time(r, 2), s->months) };
	}
	return all;
}

DB_STATEMENT(member_tier_set, "UPDATE member_account SET tier_id = ?, tier_since = ?, lowers_at = "
			      "?, weigh_at = ? WHERE customer_id = ?");
void tier_store_set(struct work *w, uint64_t customer_id, uint64_t tier_id,
		    const struct tier_verdict *v)
{
	db_exec(w->db, &member_tier_set, db_id_or_null(tier_id), v->now.since, v->now.lowers_at,
		v->weigh_at, customer_id);
}

DB_STATEMENT(member_step_insert,
	     "INSERT INTO member_step (id, customer_id, kind, from_id, to_id, counted, value, "
	     "needed, lowers_at, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
void tier_store_step(struct work *w, uint64_t customer_id, const struct tier_step_row *s)
{
	db_exec(w->db, &member_step_insert, work_id(w), customer_id, (int)s->kind,
		db_id_or_null(s->from_id), db_id_or_null(s->to_id), (int)s->by, s->value, s->needed,
		s->lowers_at, w->now);
}

DB_STATEMENT(member_steps, "SELECT kind, from_id, to_id, counted, value, needed, lowers_at, at "
			   "FROM member_step WHERE customer_id = ? ORDER BY id DESC LIMIT ?");
struct rows *tier_store_steps(struct work *w, uint64_t customer_id, int limit)
{
	return db_query(w->db, &member_steps, customer_id, limit);
}

DB_STATEMENT(member_tier_join,
	     "UPDATE member_account a JOIN member_account f ON f.customer_id = ? JOIN member_tier "
	     "x ON x.id = f.tier_id LEFT JOIN member_tier t ON t.id = a.tier_id SET a.tier_id = "
	     "f.tier_id, a.tier_since = f.tier_since, a.lowers_at = f.lowers_at WHERE "
	     "a.customer_id = ? AND COALESCE(t.entry, -1) < x.entry");
void tier_store_join(struct work *w, uint64_t from, uint64_t to)
{
	db_exec(w->db, &member_tier_join, from, to);
}

/* Whoever was not weighed yet is in the tier that begins at 0. */
#define THEIRS                                                                                     \
	"FROM member_tier t WHERE t.id = COALESCE((SELECT a.tier_id FROM member_account a WHERE "  \
	"a.customer_id = ?), (SELECT z.id FROM member_tier z WHERE z.entry = 0))"

DB_STATEMENT(member_tier_rate, "SELECT t.rate " THEIRS);
int64_t tier_store_rate(struct work *w, uint64_t customer_id)
{
	struct rows *r = db_query(w->db, &member_tier_rate, customer_id);

	return rows_next(r) ? rows_i64(r, 0) : TIER_RATE_ONE;
}

DB_STATEMENT(member_standing_of, "SELECT t.comes_first, t.free_shipping_over, t.entry " THEIRS);
bool tier_store_standing(struct work *w, uint64_t customer_id, struct order_standing *out)
{
	struct rows *r = db_query(w->db, &member_standing_of, customer_id);

	if (!rows_next(r))
		return false;
	*out = (struct order_standing){ rows_bool(r, 0), rows_is_null(r, 1) ? -1 : rows_i64(r, 1),
					rows_i64(r, 2) };
	return true;
}
