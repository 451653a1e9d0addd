/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a customer ordered before, and what was found in new orders, as rows. */
#include "order/intake_store.h"

DB_STATEMENT(order_customer_lines,
	     "SELECT o.id, o.placed_at, o.contact_id, l.sku_code, l.ordered - l.cancelled "
	     "FROM orders o JOIN order_line l ON l.order_id = o.id AND l.ordered > l.cancelled "
	     "WHERE o.customer_id = ? AND o.id <> ? AND " ORDER_COUNTS " "
	     "ORDER BY o.id DESC LIMIT 400");

struct intake_row *intake_store_before(struct work *w, const struct order *o, size_t *n)
{
	struct rows *r = db_query(w->db, &order_customer_lines, o->customer_id, o->id);
	struct intake_row *v = arena_array_of(w->arena, rows_count(r) + 1, struct intake_row);

	*n = 0;
	while (rows_next(r))
		v[(*n)++] = (struct intake_row){ .order_id = rows_id(r, 0),
						 .placed_at = rows_time(r, 1),
						 .contact_id = rows_id(r, 2),
						 .sku_code = rows_text(r, 3),
						 .quantity = rows_int(r, 4) };
	return v;
}

enum { FINDING_ARGS = 9 };
DB_STATEMENT(order_finding_insert,
	     "INSERT INTO order_finding (id, order_id, kind, severity, state, subject_id, found, "
	     "proposed, at) VALUES (?,?,?,?,?,?,?,?,?)");

void intake_store_insert(struct work *w, uint64_t order_id, const struct finding *f, size_t n)
{
	struct db_arg *a = arena_array_of(w->arena, n * FINDING_ARGS + 1, struct db_arg), *to = a;

	if (n == 0)
		return;
	for (size_t i = 0; i < n; i++) {
		*to++ = db_arg_uint(f[i].id);
		*to++ = db_arg_uint(order_id);
		*to++ = db_arg_int(f[i].kind);
		*to++ = db_arg_int(f[i].severity);
		*to++ = db_arg_int(FINDING_OPEN);
		*to++ = db_id_or_null(f[i].subject_id);
		*to++ = db_arg_int(f[i].found);
		*to++ = db_id_or_null((uint64_t)f[i].proposed);
		*to++ = db_arg_time(f[i].at);
	}
	db_exec_rows(w->db, &order_finding_insert, a, FINDING_ARGS, n);
}

DB_STATEMENT(order_findings_open,
	     "SELECT id, kind, severity, subject_id, found, proposed, at FROM order_finding "
	     "WHERE order_id = ? AND state = 0 ORDER BY id LIMIT 300");

struct finding *intake_store_open(struct work *w, uint64_t order_id, size_t *n)
{
	struct rows *r = db_query(w->db, &order_findings_open, order_id);
	struct finding *v = arena_array_of(w->arena, rows_count(r) + 1, struct finding);

	*n = 0;
	while (rows_next(r))
		v[(*n)++] = (struct finding){ .id = rows_id(r, 0),
					      .kind = (enum finding_kind)rows_int(r, 1),
					      .severity = (enum finding_severity)rows_int(r, 2),
					      .subject_id = rows_id(r, 3),
					      .found = rows_i64(r, 4),
					      .proposed = rows_i64(r, 5),
					      .at = rows_time(r, 6) };
	return v;
}

DB_STATEMENT(order_finding_settle,
	     "UPDATE order_finding SET state = ?, settled_at = ? WHERE id = ? AND state = 0");

bool intake_store_settle(struct work *w, uint64_t finding_id, enum finding_state as)
{
	return db_exec(w->db, &order_finding_settle, (int)as, w->now, finding_id) == 1;
}

/* Those that hold an order are kinds 4 to 7: finding_holds. */
_Static_assert(FINDING_ADDRESS == 4 && FINDING_DUPLICATE == 7, "findings are stored by number");
DB_STATEMENT(order_findings_settle,
	     "UPDATE order_finding SET state = ?, settled_at = ? WHERE order_id = ? AND state = 0 "
	     "AND (kind BETWEEN 4 AND 7) = ?");

void intake_store_settle_all(struct work *w, uint64_t order_id, bool holding, enum finding_state as)
{
	db_exec(w->db, &order_findings_settle, (int)as, w->now, order_id, holding);
}

DB_STATEMENT(order_finding_needed,
	     "SELECT s.code, p.name_en, p.name_zh FROM sku s JOIN product p ON p.id = s.product_id "
	     "WHERE s.id = ?");

bool intake_store_needed(struct work *w, uint64_t sku_id, const char **code, const char **name_en,
			 const char **name_zh)
{
	struct rows *r = db_query(w->db, &order_finding_needed, sku_id);

	if (!rows_next(r))
		return false;
	*code = rows_text(r, 0);
	*name_en = rows_text(r, 1);
	*name_zh = rows_text(r, 2);
	return true;
}

DB_STATEMENT(order_numbers_of, "SELECT number FROM orders WHERE id = ?");

const char *intake_store_number(struct work *w, uint64_t order_id)
{
	struct rows *r = db_query(w->db, &order_numbers_of, order_id);

	return rows_next(r) ? rows_text(r, 0) : NULL;
}

/* ---- the list of what a person has to look at ---- */

DB_STATEMENT(order_findings_list,
	     "SELECT f.id, f.kind, f.at, o.number, o.badge, o.total_amount, o.currency, "
	     "c.name, l.sku_code FROM order_finding f JOIN orders o ON o.id = f.order_id "
	     "JOIN customer c ON c.id = o.customer_id "
	     "LEFT JOIN order_line l ON l.id = f.subject_id "
	     "WHERE f.state = 0 AND f.severity = 1 AND f.id > ? ORDER BY f.id LIMIT 51");

struct rows *intake_store_list(struct work *w, uint64_t after)
{
	return db_query(w->db, &order_findings_list, after);
}

/* Of those placed since then: all, and those in which nothing was found. Ids sort by time. */
DB_STATEMENT(order_intake_share,
	     "SELECT COUNT(*), COUNT(f.order_id) FROM orders o LEFT JOIN (SELECT DISTINCT "
	     "order_id FROM order_finding WHERE order_id > ?) f ON f.order_id = o.id "
	     "WHERE o.id > ? AND o.decision <> 0");

void intake_store_share(struct work *w, uint64_t since, int64_t *all, int64_t *found)
{
	struct rows *r = db_query(w->db, &order_intake_share, since, since);

	*all = *found = 0;
	if (!rows_next(r))
		return;
	*all = rows_i64(r, 0);
	*found = rows_i64(r, 1);
}
