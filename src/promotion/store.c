/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Promotions and their codes as rows. */
#include <string.h>
#include "promotion/columns.h"
#include "promotion/manage.h"

void promotion_read_row(const struct rows *r, struct promotion *p)
{
	*p = (struct promotion){
		.id = rows_id(r, 0),
		.name_en = rows_text(r, 1),
		.name_zh = rows_text(r, 2),
		.currency = rows_text(r, 3),
		.kind = (enum promotion_kind)rows_int(r, 4),
		.amount = rows_i64(r, 5),
		.percent_bp = rows_int(r, 6),
		.buy = rows_int(r, 7),
		.get = rows_int(r, 8),
		.minimum = rows_i64(r, 9),
		.most = rows_i64(r, 10),
		.needs_code = rows_bool(r, 11),
		.is_first = rows_bool(r, 12),
		.is_alone = rows_bool(r, 13),
		.gives_back = rows_bool(r, 14),
		.from = rows_time(r, 15),
		.until = rows_time(r, 16),
		.limit_total = rows_int(r, 17),
		.limit_customer = rows_int(r, 18),
		.used = rows_int(r, 19),
		.ended_at = rows_time(r, 20),
		.version = rows_int(r, 21),
		.created_at = rows_time(r, 22),
		.sku_id = rows_id(r, 23),
		.tier_id = rows_id(r, 24),
		.tier_entry = rows_is_null(r, 25) ? -1 : rows_i64(r, 25),
		.code_ended_at = INSTANT_NONE,
		.code_until = INSTANT_NONE,
	};
}

void promotion_take_scopes(struct arena *a, struct rows *r, struct promotion *all, size_t n)
{
	size_t most = rows_count(r);

	while (rows_next(r))
		for (size_t i = 0; i < n; i++) {
			struct promotion *p = &all[i];

			if (p->id != rows_id(r, 0))
				continue;
			if (!p->scopes)
				p->scopes = arena_array_of(a, most, struct promotion_scope);
			p->scopes[p->n_scopes++] =
				(struct promotion_scope){ rows_id(r, 1), rows_id(r, 2),
							  rows_bool(r, 3), rows_id(r, 4),
							  rows_int(r, 5) };
		}
}

DB_STATEMENT(promotion_all, "SELECT " PROMOTION_COLUMNS " FROM promotion p WHERE p.of_house = ? "
			    "ORDER BY p.ended_at IS NOT NULL, p.id DESC LIMIT 200");
DB_STATEMENT(promotion_page, "SELECT " PROMOTION_COLUMNS
			     " FROM promotion p WHERE p.of_house = ? AND p.id < ? ORDER BY "
			     "p.id DESC LIMIT ?");
DB_STATEMENT(promotion_one, "SELECT " PROMOTION_COLUMNS " FROM promotion p WHERE p.id = ?");
DB_STATEMENT(promotion_one_held,
	     "SELECT " PROMOTION_COLUMNS " FROM promotion p WHERE p.id = ? FOR UPDATE");

static struct promotion *read_all(struct work *w, struct rows *r, size_t *n)
{
	struct promotion *all = arena_array_of(w->arena, rows_count(r) + 1, struct promotion);

	for (*n = 0; rows_next(r); ++*n)
		promotion_read_row(r, &all[*n]);
	return all;
}

struct promotion *promotion_store_list(struct work *w, bool of_house, size_t *n)
{
	return read_all(w, db_query(w->db, &promotion_all, of_house), n);
}

struct promotion *promotion_store_page(struct work *w, bool of_house, uint64_t below, int max,
				       size_t *n)
{
	return read_all(w, db_query(w->db, &promotion_page, of_house, below, max), n);
}

bool promotion_store_get(struct work *w, uint64_t id, bool lock, struct promotion *out)
{
	struct rows *r = lock ? db_query(w->db, &promotion_one_held, id)
			      : db_query(w->db, &promotion_one, id);

	if (!rows_next(r))
		return false;
	promotion_read_row(r, out);
	return true;
}

DB_STATEMENT(
	promotion_scope_text,
	"SELECT COALESCE(p.code, c.path_en) FROM promotion_scope s LEFT JOIN product p ON p.id "
	"= s.product_id LEFT JOIN category c ON c.id = s.category_id WHERE s.promotion_id = ? "
	"AND s.is_out = ? ORDER BY s.category_id, p.code");

const char *promotion_store_scope_text(struct work *w, uint64_t id, bool is_out)
{
	struct rows *r = db_query(w->db, &promotion_scope_text, id, is_out);
	const char *text = "";

	while (rows_next(r))
		if (!rows_is_null(r, 0))
			text = arena_printf(w->arena, "%s%s%s", text, *text ? "\n" : "",
					    rows_text(r, 0));
	return text;
}

DB_STATEMENT(promotion_parts,
	     "SELECT k.code, s.quantity FROM promotion_scope s JOIN sku k ON k.id = "
	     "s.sku_id WHERE s.promotion_id = ? ORDER BY k.code");
const char *promotion_store_parts(struct work *w, uint64_t id)
{
	struct rows *r = db_query(w->db, &promotion_parts, id);
	const char *text = "";

	while (rows_next(r))
		text = arena_printf(w->arena, "%s%s%s %d", text, *text ? "\n" : "", rows_text(r, 0),
				    rows_int(r, 1));
	return text;
}

DB_STATEMENT(promotion_sku, "SELECT code FROM sku WHERE id = ?");
const char *promotion_store_sku(struct work *w, uint64_t sku_id)
{
	struct rows *r = db_query(w->db, &promotion_sku, sku_id);

	return rows_next(r) ? rows_text(r, 0) : "";
}

/* Who decides how many run waits for who does so at the same time. */
DB_STATEMENT(promotion_running_hold,
	     "INSERT INTO setting (name, value, updated_at) VALUES ('promotions', '0', ?) ON "
	     "DUPLICATE KEY UPDATE name = VALUES(name)");
DB_STATEMENT(promotion_running_count,
	     "SELECT COUNT(*) FROM promotion WHERE needs_code = 0 AND ended_at IS NULL");

int64_t promotion_store_running(struct work *w)
{
	struct rows *r;

	db_exec(w->db, &promotion_running_hold, w->now);
	r = db_query(w->db, &promotion_running_count);
	return rows_next(r) ? rows_i64(r, 0) : 0;
}

DB_STATEMENT(
	promotion_insert,
	"INSERT INTO promotion (id, name_en, name_zh, currency, kind, amount, percent_bp, buy, "
	"get_more, minimum, most, needs_code, is_first, is_alone, gives_back, valid_from, "
	"valid_until, limit_total, limit_customer, used, ended_at, version, created_at, sku_id, "
	"tier_id, of_house) "
	"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, NULL, 1, ?, ?, ?, "
	"?)");
DB_STATEMENT(promotion_scope_insert,
	     "INSERT INTO promotion_scope (promotion_id, product_id, "
	     "category_id, is_out, sku_id, quantity) VALUES (?, ?, ?, ?, ?, ?)");

void promotion_store_insert(struct work *w, const struct promotion *p)
{
	db_exec(w->db, &promotion_insert, p->id, p->name_en, p->name_zh, p->currency, (int)p->kind,
		p->amount, p->percent_bp, p->buy, p->get, p->minimum, p->most, p->needs_code,
		p->is_first, p->is_alone, p->gives_back, p->from, p->until, p->limit_total,
		p->limit_customer, w->now, db_id_or_null(p->sku_id), db_id_or_null(p->tier_id),
		p->of_house);
	for (size_t i = 0; i < p->n_scopes; i++)
		db_exec(w->db, &promotion_scope_insert, p->id, p->scopes[i].product_id,
			p->scopes[i].category_id, p->scopes[i].is_out, p->scopes[i].sku_id,
			p->scopes[i].quantity);
}

DB_STATEMENT(promotion_update, "UPDATE promotion SET name_en = ?, name_zh = ?, valid_from = ?, "
			       "valid_until = ?, limit_total = ?, limit_customer = ?, version = "
			       "version + 1 WHERE id = ?");

void promotion_store_update(struct work *w, const struct promotion *p)
{
	db_exec(w->db, &promotion_update, p->name_en, p->name_zh, p->from, p->until, p->limit_total,
		p->limit_customer, p->id);
}

DB_STATEMENT(promotion_end_it,
	     "UPDATE promotion SET ended_at = ?, version = version + 1 WHERE id = ?");

void promotion_store_end(struct work *w, uint64_t id)
{
	db_exec(w->db, &promotion_end_it, w->now, id);
}

/* ---- codes ---- */

DB_STATEMENT(promotion_code_insert,
	     "INSERT INTO promotion_code (code, promotion_id, channel, limit_total, used, "
	     "created_at) VALUES (?, ?, ?, ?, 0, ?)");
DB_STATEMENT(promotion_code_end, "UPDATE promotion_code SET ended_at = COALESCE(ended_at, ?) WHERE "
				 "code = ? AND promotion_id = ?");
/* Those of one customer stand where they were given. */
DB_STATEMENT(promotion_codes,
	     "SELECT code, channel, limit_total, used, ended_at, created_at FROM promotion_code "
	     "WHERE promotion_id = ? AND customer_id IS NULL ORDER BY created_at, code LIMIT "
	     "1000");

bool promotion_store_insert_code(struct work *w, uint64_t id, const struct promotion_code *c)
{
	return db_insert(w->db, &promotion_code_insert, c->code, id, c->channel, c->limit_total,
			 w->now) == 1;
}

bool promotion_store_end_code(struct work *w, uint64_t id, const char *code)
{
	return db_exec(w->db, &promotion_code_end, w->now, code, id) == 1;
}

struct promotion_code *promotion_store_codes(struct work *w, uint64_t id, size_t *n)
{
	struct rows *r = db_query(w->db, &promotion_codes, id);
	struct promotion_code *all =
		arena_array_of(w->arena, rows_count(r) + 1, struct promotion_code);

	for (*n = 0; rows_next(r); ++*n)
		all[*n] = (struct promotion_code){
			rows_text(r, 0), rows_text(r, 1), rows_int(r, 2),
			rows_int(r, 3),  rows_time(r, 4), rows_time(r, 5)
		};
	return all;
}

/* ---- what came of it ---- */

DB_STATEMENT(
	promotion_sums,
	"SELECT u.code, c.channel, CAST(SUM(o.decision <> 4) AS SIGNED), CAST(SUM(o.decision = "
	"4) AS SIGNED), CAST(SUM(IF(o.decision <> 4, u.amount, 0)) AS SIGNED), "
	"CAST(SUM(IF(o.decision <> 4, u.shipping, 0)) AS SIGNED), CAST(SUM(IF(o.decision <> 4, "
	"o.live_amount, 0)) AS SIGNED) FROM promotion_use u JOIN orders o ON o.id = u.order_id "
	"LEFT JOIN promotion_code c ON c.code = u.code WHERE u.promotion_id = ? AND (u.amount > "
	"0 OR u.shipping > 0) GROUP BY u.code, c.channel ORDER BY u.code LIMIT 1001");
DB_STATEMENT(promotion_orders,
	     "SELECT o.number, u.code, o.badge, o.placed_at, u.amount, u.shipping, o.live_amount "
	     "FROM promotion_use u JOIN orders o ON o.id = u.order_id WHERE u.promotion_id = ? AND "
	     "(u.amount > 0 OR u.shipping > 0) ORDER BY u.id DESC LIMIT 50");

struct promotion_code_sum *promotion_store_sums(struct work *w, uint64_t id, size_t *n)
{
	struct rows *r = db_query(w->db, &promotion_sums, id);
	struct promotion_code_sum *all =
		arena_array_of(w->arena, rows_count(r) + 1, struct promotion_code_sum);

	for (*n = 0; rows_next(r); ++*n)
		all[*n] = (struct promotion_code_sum){ rows_text(r, 0), rows_text(r, 1),
						       rows_int(r, 2),  rows_int(r, 3),
						       rows_i64(r, 4),  rows_i64(r, 5),
						       rows_i64(r, 6) };
	return all;
}

struct promotion_order *promotion_store_orders(struct work *w, uint64_t id, size_t *n)
{
	struct rows *r = db_query(w->db, &promotion_orders, id);
	struct promotion_order *all =
		arena_array_of(w->arena, rows_count(r) + 1, struct promotion_order);

	for (*n = 0; rows_next(r); ++*n)
		all[*n] =
			(struct promotion_order){ rows_text(r, 0), rows_text(r, 1), rows_int(r, 2),
						  rows_time(r, 3), rows_i64(r, 4),  rows_i64(r, 5),
						  rows_i64(r, 6) };
	return all;
}
