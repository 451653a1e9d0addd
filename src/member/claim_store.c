/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims of rewards as rows. */
#include "customer/move_store.h"
#include "member/reward_store.h"

#define HOLDS "returned_at IS NULL"

DB_STATEMENT(member_claim_had, "SELECT reward_id, COUNT(*) FROM member_claim WHERE customer_id = ? "
			       "AND " HOLDS " GROUP BY reward_id");
struct rows *claim_store_had(struct work *w, uint64_t customer_id)
{
	return db_query(w->db, &member_claim_had, customer_id);
}

static int one_count(struct rows *r)
{
	return rows_next(r) ? rows_int(r, 0) : 0;
}

DB_STATEMENT(member_claim_had_of, "SELECT COUNT(*) FROM member_claim WHERE customer_id = ? AND "
				  "reward_id = ? AND " HOLDS);
int claim_store_had_of(struct work *w, uint64_t customer_id, uint64_t reward_id)
{
	return one_count(db_query(w->db, &member_claim_had_of, customer_id, reward_id));
}

_Static_assert(PERIOD_DAY == 0 && PERIOD_YEAR == 3, "periods are stored by number");
DB_STATEMENT(member_claim_periods,
	     "SELECT c.reward_id, COUNT(*) FROM member_reward r JOIN member_claim c ON c.reward_id "
	     "= r.id AND c.created_at >= CASE r.period WHEN 0 THEN ? WHEN 1 THEN ? WHEN 2 THEN ? "
	     "ELSE ? END AND c." HOLDS " WHERE r.is_on = 1 AND r.limit_period > 0 GROUP BY "
	     "c.reward_id");
struct rows *claim_store_periods(struct work *w)
{
	struct instant begin[REWARD_PERIOD__MAX];

	for (int i = 0; i < REWARD_PERIOD__MAX; i++)
		begin[i] = reward_period_begin((enum reward_period)i, w->now);
	return db_query(w->db, &member_claim_periods, begin[0], begin[1], begin[2], begin[3]);
}

DB_STATEMENT(member_claim_since, "SELECT COUNT(*) FROM member_claim WHERE reward_id = ? AND "
				 "created_at >= ? AND " HOLDS);
int claim_store_since(struct work *w, uint64_t reward_id, struct instant begin)
{
	return one_count(db_query(w->db, &member_claim_since, reward_id, begin));
}

DB_STATEMENT(member_claim_insert,
	     "INSERT INTO member_claim (id, reward_id, customer_id, code, points, valid_until, "
	     "returned_why, created_at) VALUES (?, ?, ?, ?, ?, ?, 0, ?)");
void claim_store_insert(struct work *w, const struct claim *c)
{
	db_exec(w->db, &member_claim_insert, c->id, c->reward_id, c->customer_id, c->code,
		c->points, c->until, w->now);
}

#define COLUMNS                                                                                    \
	"c.id, c.reward_id, c.customer_id, c.code, c.points, c.valid_until, c.returned_at, "       \
	"c.returned_why, c.created_at"
void claim_store_read(const struct rows *r, struct claim *out)
{
	*out = (struct claim){ .id = rows_id(r, 0),
			       .reward_id = rows_id(r, 1),
			       .customer_id = rows_id(r, 2),
			       .code = rows_text(r, 3),
			       .points = rows_i64(r, 4),
			       .until = rows_time(r, 5),
			       .returned_at = rows_time(r, 6),
			       .end = (enum claim_end)rows_int(r, 7),
			       .at = rows_time(r, 8) };
}

DB_STATEMENT(member_claim_hold, "SELECT " COLUMNS " FROM member_claim c WHERE c.id = ? FOR UPDATE");
bool claim_store_hold(struct work *w, uint64_t id, struct claim *out)
{
	struct rows *r = db_query(w->db, &member_claim_hold, id);

	if (!rows_next(r))
		return false;
	claim_store_read(r, out);
	return true;
}

DB_STATEMENT(member_claim_return,
	     "UPDATE member_claim SET returned_at = ?, returned_why = ? WHERE id = ?");
void claim_store_return(struct work *w, uint64_t id, enum claim_end end)
{
	db_exec(w->db, &member_claim_return, w->now, (int)end, id);
}

DB_STATEMENT(member_claim_of_order,
	     "SELECT c.id, c.reward_id, u.counts, u.given_back_at IS NOT NULL, p.ended_at IS NOT "
	     "NULL FROM promotion_use u JOIN member_claim c ON c.code = u.code JOIN promotion p ON "
	     "p.id = u.promotion_id WHERE u.order_id = ? AND c." HOLDS " ORDER BY c.id");
struct rows *claim_store_of_order(struct work *w, uint64_t order_id)
{
	return db_query(w->db, &member_claim_of_order, order_id);
}

#define SHOWN                                                                                      \
	"SELECT " COLUMNS ", k.used, (SELECT o.number FROM promotion_use u JOIN orders o ON o.id " \
	"= u.order_id WHERE u.code = c.code AND "                                                  \
	"u.given_back_at IS NULL AND u.counts = 1 ORDER BY u.id DESC LIMIT 1), q.number, "         \
	"r.name_en, r.name_zh FROM member_claim c JOIN promotion_code k ON k.code = c.code JOIN "  \
	"customer q ON q.id = c.customer_id JOIN member_reward r ON r.id = c.reward_id "
DB_STATEMENT(member_claim_mine, SHOWN "WHERE c.customer_id = ? ORDER BY c.id DESC LIMIT 50");
DB_STATEMENT(member_claim_newest, SHOWN "WHERE c.reward_id = ? ORDER BY c.id DESC LIMIT 50");
struct rows *claim_store_mine(struct work *w, uint64_t customer_id)
{
	return db_query(w->db, &member_claim_mine, customer_id);
}

struct rows *claim_store_newest(struct work *w, uint64_t reward_id)
{
	return db_query(w->db, &member_claim_newest, reward_id);
}

_Static_assert(MOVED_CLAIM == 18, "kinds of rows are stored by number");
DB_STATEMENT(member_claims_note, CUSTOMER_NOTE("member_claim", "18"));
DB_STATEMENT(member_claims_give, CUSTOMER_GIVE("member_claim"));
DB_STATEMENT(member_claims_back, CUSTOMER_BACK("member_claim", "18"));
void claim_store_give(struct work *w, const struct customer_move *m)
{
	if (db_exec(w->db, &member_claims_note, m->merge_id, m->from) > 0)
		db_exec(w->db, &member_claims_give, m->to, m->from);
}

void claim_store_back(struct work *w, const struct customer_move *m)
{
	db_exec(w->db, &member_claims_back, m->to, m->merge_id, m->from);
}
