/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of batches and their lines. */
#include "production/store.h"

#include "base/fail.h"
#include "base/ident.h"

#define COLUMNS                                                                                    \
	"p.id, p.number, p.sku_id, s.code, d.name_en, d.name_zh, s.variant_en, s.variant_zh, "     \
	"p.state, p.planned, p.made, p.scrapped, p.due_at, p.note, p.why, p.created_at, "          \
	"p.started_at, p.finished_at, p.version"
#define FROM                                                                                       \
	" FROM production_order p JOIN sku s ON s.id = p.sku_id JOIN product d ON d.id = "         \
	"s.product_id"

static const char *with_variant(struct arena *a, const char *name, const char *variant)
{
	return variant && *variant ? arena_printf(a, "%s · %s", name, variant) : name;
}

static void read_row(struct work *w, const struct rows *r, struct production *p)
{
	unsigned c = 0;
	const char *en, *zh;

	*p = (struct production){ .id = rows_id(r, c++) };
	p->number = rows_text(r, c++);
	p->sku_id = rows_id(r, c++);
	p->sku = rows_text(r, c++);
	en = rows_text(r, c++);
	zh = rows_text(r, c++);
	p->name_en = with_variant(w->arena, en, rows_text(r, c++));
	p->name_zh = with_variant(w->arena, zh, rows_text(r, c++));
	p->state = (enum production_state)rows_int(r, c++);
	p->planned = rows_int(r, c++);
	p->made = rows_int(r, c++);
	p->scrapped = rows_int(r, c++);
	p->due_at = rows_time(r, c++);
	p->note = rows_text(r, c++);
	p->why = rows_text(r, c++);
	p->created_at = rows_time(r, c++);
	p->started_at = rows_time(r, c++);
	p->finished_at = rows_time(r, c++);
	p->version = rows_int(r, c++);
}

DB_STATEMENT(production_by_id, "SELECT " COLUMNS FROM " WHERE p.id = ?");
DB_STATEMENT(production_lock, "SELECT id FROM production_order WHERE id = ? FOR UPDATE");

bool production_store_read(struct work *w, uint64_t id, bool lock, struct production *out)
{
	struct rows *r;

	if (lock)
		(void)rows_next(db_query(w->db, &production_lock, id));
	r = db_query(w->db, &production_by_id, id);
	if (!rows_next(r))
		return false;
	read_row(w, r, out);
	return true;
}

DB_STATEMENT(production_insert,
	     "INSERT INTO production_order (id, number, sku_id, state, planned, due_at, note, "
	     "created_at, started_at) VALUES (?,?,?,?,?,?,?,?,?)");
DB_STATEMENT(production_line_insert,
	     "INSERT INTO production_line (production_id, order_line_id, order_id, quantity) "
	     "VALUES (?,?,?,?)");
enum { LINE_ARGS = 4, NUMBER_TRIES = 8 };

static void insert_batch(struct work *w, struct production *p)
{
	for (int try = 0; try < NUMBER_TRIES; try++) {
		char number[IDENT_NUMBER_SIZE];

		work_number(w, 'P', number);
		p->number = arena_strdup(w->arena, number);
		if (db_insert(w->db, &production_insert, p->id, p->number, p->sku_id, (int)p->state,
			      p->planned, p->due_at, p->note, p->created_at, p->started_at) > 0)
			return;
	}
	fail("production: no free number in eight tries");
}

void production_store_insert(struct work *w, struct production *p,
			     const struct production_line *lines, size_t n)
{
	struct db_arg *args = arena_array_of(w->arena, n * LINE_ARGS + 1, struct db_arg), *a = args;

	insert_batch(w, p);
	for (size_t i = 0; i < n; i++) {
		*a++ = db_arg_uint(p->id);
		*a++ = db_arg_uint(lines[i].order_line_id);
		*a++ = db_arg_uint(lines[i].order_id);
		*a++ = db_arg_int(lines[i].quantity);
	}
	db_exec_rows(w->db, &production_line_insert, args, LINE_ARGS, n);
}

DB_STATEMENT(production_update,
	     "UPDATE production_order SET state = ?, made = ?, scrapped = ?, why = ?, "
	     "started_at = ?, finished_at = ?, version = version + 1 WHERE id = ?");

void production_store_update(struct work *w, struct production *p)
{
	db_exec(w->db, &production_update, (int)p->state, p->made, p->scrapped, p->why,
		p->started_at, p->finished_at, p->id);
	p->version++;
}

DB_STATEMENT(production_lines,
	     "SELECT order_line_id, order_id, quantity, made FROM production_line WHERE "
	     "production_id = ? ORDER BY order_line_id");

struct production_line *production_store_lines(struct work *w, uint64_t id, size_t *n)
{
	struct rows *r = db_query(w->db, &production_lines, id);
	struct production_line *v =
		arena_array_of(w->arena, rows_count(r) + 1, struct production_line);

	*n = 0;
	while (rows_next(r))
		v[(*n)++] = (struct production_line){ rows_id(r, 0), rows_id(r, 1), rows_int(r, 2),
						      rows_int(r, 3) };
	return v;
}

DB_STATEMENT(production_line_made,
	     "UPDATE production_line SET made = ? WHERE production_id = ? AND order_line_id = ?");

void production_store_made(struct work *w, uint64_t id, const struct production_line *l)
{
	db_exec(w->db, &production_line_made, l->made, id, l->order_line_id);
}

/* ---- of an order that changes ---- */

_Static_assert(PRODUCTION_PLANNED == 0 && PRODUCTION_STARTED == 1, "states are stored by number");
DB_STATEMENT(production_parts,
	     "SELECT l.production_id, l.order_line_id, l.quantity, p.state FROM production_line l "
	     "JOIN production_order p ON p.id = l.production_id AND p.state IN (0, 1) "
	     "WHERE l.order_id = ? AND l.quantity > 0 ORDER BY l.production_id DESC");

struct production_part *production_store_parts(struct work *w, uint64_t order_id, size_t *n)
{
	struct rows *r = db_query(w->db, &production_parts, order_id);
	struct production_part *v =
		arena_array_of(w->arena, rows_count(r) + 1, struct production_part);

	*n = 0;
	while (rows_next(r))
		v[(*n)++] = (struct production_part){ rows_id(r, 0), rows_id(r, 1), rows_int(r, 2),
						      (enum production_state)rows_int(r, 3) };
	return v;
}

DB_STATEMENT(production_line_lower,
	     "UPDATE production_line SET quantity = quantity - ? WHERE production_id = ? AND "
	     "order_line_id = ?");
DB_STATEMENT(production_lower,
	     "UPDATE production_order SET planned = planned - ?, version = version + 1, "
	     "state = IF(planned = 0, 3, state), finished_at = IF(state = 3, ?, NULL) "
	     "WHERE id = ?");

/* MySQL and MariaDB assign from left to right: state sees what planned has become. */
void production_store_lower(struct work *w, const struct production_part *p, int by)
{
	db_exec(w->db, &production_line_lower, by, p->id, p->order_line_id);
	if (p->state == PRODUCTION_PLANNED)
		db_exec(w->db, &production_lower, by, w->now, p->id);
}

DB_STATEMENT(production_line_pass,
	     "INSERT INTO production_line (production_id, order_line_id, order_id, quantity) "
	     "VALUES (?,?,?,?) ON DUPLICATE KEY UPDATE quantity = quantity + VALUES(quantity)");

void production_store_pass(struct work *w, const struct production_part *p, uint64_t order_id,
			   uint64_t order_line_id, int units)
{
	db_exec(w->db, &production_line_lower, units, p->id, p->order_line_id);
	db_exec(w->db, &production_line_pass, p->id, order_line_id, order_id, units);
}

/* ---- of lines ---- */

#define MARKS_10  "?,?,?,?,?,?,?,?,?,?"
#define MARKS_50  MARKS_10 "," MARKS_10 "," MARKS_10 "," MARKS_10 "," MARKS_10
#define MARKS_ALL MARKS_50 "," MARKS_50
_Static_assert(PRODUCTION_LINES_MAX == 100, "a mark for each line");

static void line_args(const uint64_t *ids, size_t n, struct db_arg a[PRODUCTION_LINES_MAX])
{
	if (n == 0 || n > PRODUCTION_LINES_MAX)
		fail("production: %zu lines at once", n);
	for (size_t i = 0; i < PRODUCTION_LINES_MAX; i++)
		a[i] = db_arg_uint(ids[i < n ? i : 0]);
}

DB_STATEMENT(
	production_in_batches,
	"SELECT l.order_line_id, SUM(l.quantity) FROM production_line l JOIN production_order "
	"p ON p.id = l.production_id AND p.state IN (0, 1) WHERE l.order_line_id IN (" MARKS_ALL
	") GROUP BY l.order_line_id");

void production_store_in_batches(struct work *w, const uint64_t *line_ids, size_t n, int *units)
{
	struct db_arg a[PRODUCTION_LINES_MAX];
	struct rows *r;

	line_args(line_ids, n, a);
	for (size_t i = 0; i < n; i++)
		units[i] = 0;
	r = db_query_args(w->db, &production_in_batches, a, PRODUCTION_LINES_MAX);
	while (rows_next(r))
		for (size_t i = 0; i < n; i++)
			if (line_ids[i] == rows_id(r, 0))
				units[i] = rows_int(r, 1);
}

DB_STATEMENT(production_orders_of,
	     "SELECT id, order_id FROM order_line WHERE id IN (" MARKS_ALL ")");

void production_store_orders(struct work *w, const uint64_t *line_ids, size_t n,
			     uint64_t *order_ids)
{
	struct db_arg a[PRODUCTION_LINES_MAX];
	struct rows *r;

	line_args(line_ids, n, a);
	for (size_t i = 0; i < n; i++)
		order_ids[i] = 0;
	r = db_query_args(w->db, &production_orders_of, a, PRODUCTION_LINES_MAX);
	while (rows_next(r))
		for (size_t i = 0; i < n; i++)
			if (line_ids[i] == rows_id(r, 0))
				order_ids[i] = rows_id(r, 1);
}

/* Lines that wait are in orders of these badges: the index of open orders leads to them. */
_Static_assert(BADGE_EXCEPTION == 4 && BADGE_IN_PRODUCTION == 10 && BADGE_PACKING == 12 &&
		       BADGE_PARTLY_SHIPPED == 13 && WAIT_PRODUCTION == 1,
	       "badges and waits are stored by number");
#define WAITS                                                                                      \
	" FROM orders o JOIN order_line l ON l.order_id = o.id AND l.wait = 1 AND l.kind IN "      \
	"(0, 3) AND l.sku_id IS NOT NULL AND l.ordered > l.cancelled + l.packed"
#define OPEN_BADGES " o.badge IN (4, 5, 6, 7, 8, 9, 10, 12, 13)"
DB_STATEMENT(production_waiting,
	     "SELECT l.id, l.order_id" WAITS " WHERE" OPEN_BADGES
	     " AND l.sku_id = ? ORDER BY o.promised_to IS NULL, o.promised_to, l.id LIMIT ?");

size_t production_store_waiting(struct work *w, uint64_t sku_id, struct production_line *out,
				size_t max)
{
	struct rows *r = db_query(w->db, &production_waiting, sku_id, max);
	size_t n = 0;

	while (rows_next(r))
		out[n++] = (struct production_line){ .order_line_id = rows_id(r, 0),
						     .order_id = rows_id(r, 1) };
	return n;
}
