/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Promotions as candidates of orders, and their uses, as rows. */
#include <string.h>
#include "promotion/columns.h"
#include "promotion/store.h"

#define NO_CODE "NULL, NULL, 0, 0, NULL, NULL, NULL"
/* Whose a code is: who went over to somebody else is that one. */
#define CODE_OWNER                                                                                 \
	"(SELECT COALESCE(k.joined_into, k.id) FROM customer k WHERE k.id = c.customer_id)"
DB_STATEMENT(promotion_running,
	     "SELECT " PROMOTION_COLUMNS ", " NO_CODE ", EXISTS (SELECT 1 FROM promotion_scope s "
	     "WHERE s.promotion_id = p.id) FROM promotion p WHERE p.needs_code = 0 AND p.ended_at "
	     "IS NULL ORDER BY p.id LIMIT 200");
DB_STATEMENT(promotion_by_code,
	     "SELECT " PROMOTION_COLUMNS ", c.code, c.channel, c.limit_total, c.used, c.ended_at, "
	     "c.valid_until, " CODE_OWNER
	     ", EXISTS (SELECT 1 FROM promotion_scope s WHERE s.promotion_id = p.id) FROM "
	     "promotion_code c JOIN promotion p ON p.id = c.promotion_id WHERE c.code = ?");
DB_STATEMENT(promotion_running_and_code,
	     "SELECT " PROMOTION_COLUMNS ", " NO_CODE ", EXISTS (SELECT 1 FROM promotion_scope s "
	     "WHERE s.promotion_id = p.id) FROM promotion p WHERE p.needs_code = 0 AND p.ended_at "
	     "IS NULL UNION ALL "
	     "SELECT " PROMOTION_COLUMNS ", c.code, c.channel, c.limit_total, c.used, c.ended_at, "
	     "c.valid_until, " CODE_OWNER
	     ", EXISTS (SELECT 1 FROM promotion_scope s WHERE s.promotion_id = p.id) FROM "
	     "promotion_code c JOIN promotion p ON p.id = c.promotion_id WHERE c.code = ? "
	     "LIMIT 201");
DB_STATEMENT(promotion_scopes_running,
	     "SELECT s.promotion_id, s.product_id, s.category_id, s.is_out, s.sku_id, s.quantity "
	     "FROM promotion p JOIN "
	     "promotion_scope s ON s.promotion_id = p.id WHERE p.needs_code = 0 AND p.ended_at IS "
	     "NULL UNION ALL "
	     "SELECT s.promotion_id, s.product_id, s.category_id, s.is_out, s.sku_id, s.quantity "
	     "FROM promotion_code c "
	     "JOIN promotion_scope s ON s.promotion_id = c.promotion_id WHERE c.code = ? LIMIT "
	     "20000");
DB_STATEMENT(promotion_of_order,
	     "SELECT " PROMOTION_COLUMNS ", u.code, c.channel, 0, 0, NULL, NULL, NULL, "
	     "u.is_fixed, u.amount, u.shipping, EXISTS (SELECT 1 FROM promotion_scope s WHERE "
	     "s.promotion_id = p.id) FROM promotion_use u JOIN promotion p ON p.id = "
	     "u.promotion_id LEFT JOIN "
	     "promotion_code c ON c.code = u.code WHERE u.order_id = ? AND u.given_back_at IS NULL "
	     "ORDER BY u.id");
DB_STATEMENT(promotion_scopes_of_order,
	     "SELECT DISTINCT s.promotion_id, s.product_id, s.category_id, s.is_out, s.sku_id, "
	     "s.quantity FROM "
	     "promotion_use u JOIN promotion_scope s ON s.promotion_id = u.promotion_id WHERE "
	     "u.order_id = ?");

enum { CODE = PROMOTION_N_COLUMNS };

static void read_candidate(const struct rows *r, uint64_t customer_id, struct promotion *p)
{
	uint64_t owner = rows_id(r, CODE + 6);

	promotion_read_row(r, p);
	p->code = rows_text(r, CODE);
	p->channel = rows_text(r, CODE + 1);
	p->code_limit = rows_int(r, CODE + 2);
	p->code_used = rows_int(r, CODE + 3);
	p->code_ended_at = rows_time(r, CODE + 4);
	p->code_until = rows_time(r, CODE + 5);
	p->is_for_other = owner && owner != customer_id;
}

struct promotion *promotion_store_find(struct work *w, bool running, const char *code,
				       uint64_t customer_id, size_t *n)
{
	struct rows *r = !*code    ? db_query(w->db, &promotion_running)
			 : running ? db_query(w->db, &promotion_running_and_code, code)
				   : db_query(w->db, &promotion_by_code, code);
	struct promotion *all = arena_array_of(w->arena, rows_count(r) + 1, struct promotion);
	bool any = false;

	for (*n = 0; rows_next(r); ++*n) {
		read_candidate(r, customer_id, &all[*n]);
		any = any || rows_bool(r, CODE + 7);
	}
	if (any)
		promotion_take_scopes(w->arena, db_query(w->db, &promotion_scopes_running, code),
				      all, *n);
	return all;
}

/* One that is fixed takes off what it did: no rule of it is asked. */
static void fix(struct promotion *p, int64_t amount, int64_t shipping)
{
	p->kind = shipping > 0 ? PROMOTION_SHIPPING : PROMOTION_AMOUNT;
	p->amount = shipping > 0 ? shipping : amount;
	p->minimum = p->most = 0;
	p->is_alone = false;
	p->is_fixed = true;
}

struct promotion *promotion_store_of_order(struct work *w, uint64_t order_id, size_t *n)
{
	struct rows *r = db_query(w->db, &promotion_of_order, order_id);
	struct promotion *all = arena_array_of(w->arena, rows_count(r) + 2, struct promotion);
	bool any = false;

	for (*n = 0; rows_next(r); ++*n) {
		struct promotion *p = &all[*n];

		read_candidate(r, 0, p);
		p->is_agreed = true;
		if (rows_bool(r, CODE + 7))
			fix(p, rows_i64(r, CODE + 8), rows_i64(r, CODE + 9));
		any = any || (!p->is_fixed && rows_bool(r, CODE + 10));
	}
	if (any)
		promotion_take_scopes(w->arena,
				      db_query(w->db, &promotion_scopes_of_order, order_id), all,
				      *n);
	return all;
}

/* ---- limits ---- */

DB_STATEMENT(promotion_hold, "SELECT id, used FROM promotion WHERE id IN (?, ?, ?, ?, ?, ?, ?, ?) "
			     "ORDER BY id FOR UPDATE");
DB_STATEMENT(promotion_code_hold, "SELECT used FROM promotion_code WHERE code = ? FOR UPDATE");
DB_STATEMENT(promotion_count_customer,
	     "SELECT u.promotion_id, COUNT(*) FROM orders o JOIN promotion_use u ON u.order_id = "
	     "o.id WHERE o.customer_id = ? AND u.counts = 1 AND u.given_back_at IS NULL GROUP BY "
	     "u.promotion_id");
enum { HELD = 8 };

void promotion_store_hold(struct work *w, struct promotion **p, size_t n)
{
	for (size_t from = 0; from < n; from += HELD) {
		struct db_arg a[HELD];
		struct rows *r;

		for (size_t i = 0; i < HELD; i++)
			a[i] = db_arg_uint(p[from + i < n ? from + i : n - 1]->id);
		r = db_query_args(w->db, &promotion_hold, a, HELD);
		while (rows_next(r))
			for (size_t i = from; i < n; i++)
				if (p[i]->id == rows_id(r, 0))
					p[i]->used = rows_int(r, 1);
	}
}

void promotion_store_hold_code(struct work *w, struct promotion *p)
{
	struct rows *r = db_query(w->db, &promotion_code_hold, p->code);

	if (rows_next(r))
		p->code_used = rows_int(r, 0);
}

DB_STATEMENT(promotion_code_issue,
	     "INSERT INTO promotion_code (code, promotion_id, channel, limit_total, used, "
	     "created_at, customer_id, valid_until) VALUES (?, ?, '', 1, 0, ?, ?, ?)");
DB_STATEMENT(promotion_issued_end,
	     "UPDATE promotion_code SET ended_at = COALESCE(ended_at, ?) WHERE code = ?");

bool promotion_store_issue(struct work *w, uint64_t id, const char *code, uint64_t customer_id,
			   struct instant until)
{
	return db_insert(w->db, &promotion_code_issue, code, id, w->now, customer_id, until) == 1;
}

int promotion_store_code_used(struct work *w, const char *code)
{
	struct rows *r = db_query(w->db, &promotion_code_hold, code);

	return rows_next(r) ? rows_int(r, 0) : -1;
}

void promotion_store_end_issued(struct work *w, const char *code)
{
	db_exec(w->db, &promotion_issued_end, w->now, code);
}

void promotion_store_count_customer(struct work *w, uint64_t customer_id, struct promotion *p,
				    size_t n)
{
	struct rows *r = db_query(w->db, &promotion_count_customer, customer_id);

	while (rows_next(r))
		for (size_t i = 0; i < n; i++)
			if (p[i].id == rows_id(r, 0))
				p[i].used_by_customer = rows_int(r, 1);
}

/* ---- uses ---- */

DB_STATEMENT(promotion_use_insert,
	     "INSERT INTO promotion_use (id, promotion_id, order_id, code, amount, shipping, "
	     "counts, is_fixed, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
DB_STATEMENT(promotion_used, "UPDATE promotion SET used = used + ? WHERE id = ?");
DB_STATEMENT(promotion_code_used, "UPDATE promotion_code SET used = used + ? WHERE code = ?");
enum { USE_COLUMNS = 9 };

void promotion_store_insert_uses(struct work *w, uint64_t order_id,
				 const struct promotion_use *uses, size_t n)
{
	struct db_arg *a = arena_array_of(w->arena, n * USE_COLUMNS + 1, struct db_arg);

	for (size_t i = 0; i < n; i++) {
		const struct db_arg row[USE_COLUMNS] = {
			db_arg_uint(work_id(w)),     db_arg_uint(uses[i].promotion_id),
			db_arg_uint(order_id),       db_arg_text(uses[i].code),
			db_arg_int(uses[i].amount),  db_arg_int(uses[i].shipping),
			db_arg_bool(uses[i].counts), db_arg_bool(uses[i].is_fixed),
			db_arg_time(w->now),
		};

		memcpy(a + i * USE_COLUMNS, row, sizeof row);
	}
	if (n > 0)
		db_exec_rows(w->db, &promotion_use_insert, a, USE_COLUMNS, n);
}

/* In rising id, as they are held. */
void promotion_store_count(struct work *w, const struct promotion_use *uses, size_t n, int by)
{
	struct db_arg *a = arena_array_of(w->arena, 2 * n + 1, struct db_arg);
	size_t k = 0;

	for (uint64_t last = 0;;) {
		uint64_t next = UINT64_MAX;

		for (size_t i = 0; i < n; i++)
			if (uses[i].counts && uses[i].promotion_id > last &&
			    uses[i].promotion_id < next)
				next = uses[i].promotion_id;
		if (next == UINT64_MAX)
			break;
		a[k++] = db_arg_int(by);
		a[k++] = db_arg_uint(last = next);
	}
	if (k > 0)
		db_exec_rows(w->db, &promotion_used, a, 2, k / 2);
	for (size_t i = 0; i < n; i++)
		if (uses[i].counts && uses[i].code)
			db_exec(w->db, &promotion_code_used, by, uses[i].code);
}

DB_STATEMENT(promotion_rows,
	     "SELECT u.id, u.promotion_id, p.name_en, p.name_zh, u.code, c.channel, u.amount, "
	     "u.shipping, u.counts, u.is_fixed, p.gives_back, u.given_back_at FROM "
	     "promotion_use u JOIN promotion p ON p.id = u.promotion_id LEFT JOIN promotion_code c "
	     "ON c.code = u.code WHERE u.order_id = ? ORDER BY u.id");

struct promotion_row *promotion_store_rows(struct work *w, uint64_t order_id, size_t *n)
{
	struct rows *r = db_query(w->db, &promotion_rows, order_id);
	struct promotion_row *all =
		arena_array_of(w->arena, rows_count(r) + 1, struct promotion_row);

	for (*n = 0; rows_next(r); ++*n)
		all[*n] = (struct promotion_row){
			.id = rows_id(r, 0),
			.use = { .promotion_id = rows_id(r, 1),
				 .name_en = rows_text(r, 2),
				 .name_zh = rows_text(r, 3),
				 .code = rows_text(r, 4),
				 .channel = rows_text(r, 5),
				 .amount = rows_i64(r, 6),
				 .shipping = rows_i64(r, 7),
				 .counts = rows_bool(r, 8),
				 .is_fixed = rows_bool(r, 9) },
			.gives_back = rows_bool(r, 10),
			.back_at = rows_time(r, 11),
		};
	return all;
}

DB_STATEMENT(promotion_use_update, "UPDATE promotion_use SET amount = ?, shipping = ?, is_fixed = "
				   "?, given_back_at = ? WHERE id = ?");

void promotion_store_put(struct work *w, const struct promotion_row *r, struct instant back_at)
{
	db_exec(w->db, &promotion_use_update, r->use.amount, r->use.shipping, r->use.is_fixed,
		back_at, r->id);
}
