/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rewards as rows, each with what its promotion takes off. */
#include "member/reward_store.h"

#define COLUMNS                                                                                    \
	"r.id, r.promotion_id, r.name_en, r.name_zh, r.more_en, r.more_zh, r.kind, p.amount, "     \
	"p.minimum, p.most, p.percent_bp, p.sku_id, s.code, d.name_en, d.name_zh, p.currency, "    \
	"r.points, r.tier_id, r.stock, r.limit_total, r.limit_customer, r.limit_period, "          \
	"r.period, r.code_days, r.valid_from, r.valid_until, r.is_on, p.ended_at, r.taken, "       \
	"r.version, r.is_birthday"
#define FROM                                                                                       \
	" FROM member_reward r JOIN promotion p ON p.id = r.promotion_id LEFT JOIN sku s ON "      \
	"s.id = p.sku_id LEFT JOIN product d ON d.id = s.product_id "

static void read_row(const struct rows *r, struct reward *o)
{
	*o = (struct reward){
		.id = rows_id(r, 0),
		.promotion_id = rows_id(r, 1),
		.name = { [LANG_EN] = rows_text(r, 2), [LANG_ZH] = rows_text(r, 3) },
		.more = { [LANG_EN] = rows_text(r, 4), [LANG_ZH] = rows_text(r, 5) },
		.kind = (enum reward_kind)rows_int(r, 6),
		.amount = rows_i64(r, 7),
		.minimum = rows_i64(r, 8),
		.most = rows_i64(r, 9),
		.percent_bp = rows_int(r, 10),
		.sku_id = rows_id(r, 11),
		.sku = rows_text(r, 12),
		.item = { [LANG_EN] = rows_text(r, 13), [LANG_ZH] = rows_text(r, 14) },
		.currency = rows_text(r, 15),
		.points = rows_i64(r, 16),
		.tier_id = rows_id(r, 17),
		.stock = rows_is_null(r, 18) ? REWARD_NO_STOCK : rows_int(r, 18),
		.limit_total = rows_int(r, 19),
		.limit_customer = rows_int(r, 20),
		.limit_period = rows_int(r, 21),
		.period = (enum reward_period)rows_int(r, 22),
		.code_days = rows_int(r, 23),
		.from = rows_time(r, 24),
		.until = rows_time(r, 25),
		.is_on = rows_bool(r, 26),
		.is_ended = !instant_is_none(rows_time(r, 27)),
		.taken = rows_int(r, 28),
		.version = rows_int(r, 29),
		.is_birthday = rows_bool(r, 30),
	};
}

DB_STATEMENT(member_reward_all,
	     "SELECT " COLUMNS FROM "ORDER BY r.is_on DESC, r.points, r.id LIMIT 200");
DB_STATEMENT(member_reward_shown,
	     "SELECT " COLUMNS FROM
	     "WHERE r.is_on = 1 AND r.is_birthday = 0 ORDER BY r.points, r.id LIMIT 200");
DB_STATEMENT(member_reward_page,
	     "SELECT " COLUMNS FROM "WHERE r.id < ? ORDER BY r.id DESC LIMIT ?");
DB_STATEMENT(member_reward_one, "SELECT " COLUMNS FROM "WHERE r.id = ?");
/* Who claims one waits for who does so at the same time. */
DB_STATEMENT(member_reward_hold, "SELECT id FROM member_reward WHERE id = ? FOR UPDATE");

static struct reward *read_all(struct work *w, struct rows *r, size_t *n)
{
	struct reward *all = arena_array_of(w->arena, rows_count(r) + 1, struct reward);

	for (*n = 0; rows_next(r); ++*n)
		read_row(r, &all[*n]);
	return all;
}

struct reward *reward_store_list(struct work *w, bool on_alone, size_t *n)
{
	return read_all(w, db_query(w->db, on_alone ? &member_reward_shown : &member_reward_all),
			n);
}

struct reward *reward_store_page(struct work *w, uint64_t below, int max, size_t *n)
{
	return read_all(w, db_query(w->db, &member_reward_page, below, max), n);
}

bool reward_store_get(struct work *w, uint64_t id, bool lock, struct reward *out)
{
	struct rows *r;

	if (lock)
		(void)db_query(w->db, &member_reward_hold, id);
	r = db_query(w->db, &member_reward_one, id);
	if (!rows_next(r))
		return false;
	read_row(r, out);
	return true;
}

static struct db_arg stock_of(const struct reward *r)
{
	return r->stock == REWARD_NO_STOCK ? db_arg_text(NULL) : db_arg_int(r->stock);
}

DB_STATEMENT(member_reward_insert,
	     "INSERT INTO member_reward (id, promotion_id, kind, name_en, name_zh, more_en, "
	     "more_zh, points, tier_id, stock, limit_total, limit_customer, limit_period, period, "
	     "code_days, valid_from, valid_until, is_on, taken, version, created_at, "
	     "is_birthday) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1, ?, "
	     "?)");
void reward_store_insert(struct work *w, const struct reward *r)
{
	db_exec(w->db, &member_reward_insert, r->id, r->promotion_id, (int)r->kind,
		r->name[LANG_EN], r->name[LANG_ZH], r->more[LANG_EN], r->more[LANG_ZH], r->points,
		db_id_or_null(r->tier_id), stock_of(r), r->limit_total, r->limit_customer,
		r->limit_period, (int)r->period, r->code_days, r->from, r->until, r->is_on, w->now,
		r->is_birthday);
}

DB_STATEMENT(member_reward_update,
	     "UPDATE member_reward SET name_en = ?, name_zh = ?, more_en = ?, more_zh = ?, points "
	     "= ?, tier_id = ?, stock = ?, limit_total = ?, limit_customer = ?, limit_period = ?, "
	     "period = ?, code_days = ?, valid_from = ?, valid_until = ?, is_on = ?, version = "
	     "version + 1 WHERE id = ?");
void reward_store_update(struct work *w, const struct reward *r)
{
	db_exec(w->db, &member_reward_update, r->name[LANG_EN], r->name[LANG_ZH], r->more[LANG_EN],
		r->more[LANG_ZH], r->points, db_id_or_null(r->tier_id), stock_of(r), r->limit_total,
		r->limit_customer, r->limit_period, (int)r->period, r->code_days, r->from, r->until,
		r->is_on, r->id);
}

DB_STATEMENT(member_reward_take, "UPDATE member_reward SET taken = taken + ? WHERE id = ?");
void reward_store_take(struct work *w, uint64_t id, int by)
{
	db_exec(w->db, &member_reward_take, by, id);
}
