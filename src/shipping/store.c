/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of parcels and what is in them. */
#include "shipping/store.h"
#include <string.h>
#include "base/fail.h"

#define COLUMNS                                                                                    \
	"p.id, p.customer_id, p.contact_id, p.carrier, p.tracking_number, p.state, p.delayed,"     \
	" p.lost, p.problem, p.promised_from, p.promised_to, p.first_promised_to, p.packed_at,"    \
	" p.shipped_at, p.delivered_at, p.last_event_at, p.solved_at, p.version"

static enum parcel_problem problem_of(const char *word)
{
	for (int i = 0; word && i < PARCEL_PROBLEM__MAX; i++) {
		if (strcmp(parcel_problem_word[i], word) == 0)
			return (enum parcel_problem)i;
	}
	return PROBLEM_NONE;
}

static const char *problem_text(enum parcel_problem p)
{
	return p == PROBLEM_NONE ? NULL : parcel_problem_word[p];
}

static void read_row(const struct rows *r, struct parcel *p)
{
	unsigned c = 0;

	*p = (struct parcel){ 0 };
	p->id = rows_id(r, c++);
	p->customer_id = rows_id(r, c++);
	p->contact_id = rows_id(r, c++);
	p->carrier = rows_text(r, c++);
	p->tracking_number = rows_text(r, c++);
	p->state = (enum parcel_state)rows_int(r, c++);
	p->delayed = rows_bool(r, c++);
	p->lost = rows_bool(r, c++);
	p->problem = problem_of(rows_text(r, c++));
	p->promised_from = rows_time(r, c++);
	p->promised_to = rows_time(r, c++);
	p->first_promised_to = rows_time(r, c++);
	p->packed_at = rows_time(r, c++);
	p->shipped_at = rows_time(r, c++);
	p->delivered_at = rows_time(r, c++);
	p->last_event_at = rows_time(r, c++);
	p->solved_at = rows_time(r, c++);
	p->version = rows_int(r, c++);
}

/* Of one state by its index, else all of them; the newest first. */
#define WITH_ORDERS                                                                                \
	"SELECT " COLUMNS ", (SELECT GROUP_CONCAT(DISTINCT o.number ORDER BY o.number)"            \
	" FROM parcel_line l JOIN orders o ON o.id = l.order_id WHERE l.parcel_id = p.id)"         \
	" FROM parcel p WHERE p.id < ?"
DB_STATEMENT(parcels_all, WITH_ORDERS " ORDER BY p.id DESC LIMIT ?");
DB_STATEMENT(parcels_of_state, WITH_ORDERS " AND p.state = ? ORDER BY p.id DESC LIMIT ?");
struct parcel_of_orders *parcel_store_list(struct work *w, uint64_t below, int state, size_t limit,
					   size_t *n)
{
	struct rows *r = state < 0 ? db_query(w->db, &parcels_all, below, limit)
				   : db_query(w->db, &parcels_of_state, below, state, limit);
	struct parcel_of_orders *v =
		arena_array_of(w->arena, rows_count(r) + 1, struct parcel_of_orders);

	for (*n = 0; rows_next(r); ++*n) {
		read_row(r, &v[*n].parcel);
		v[*n].numbers = rows_text(r, 18);
	}
	return v;
}

DB_STATEMENT(parcel_by_id, "SELECT " COLUMNS " FROM parcel p WHERE p.id = ?");
DB_STATEMENT(parcel_locked, "SELECT " COLUMNS " FROM parcel p WHERE p.id = ? FOR UPDATE");
bool parcel_store_read(struct work *w, uint64_t id, bool lock, struct parcel *out)
{
	struct rows *r =
		lock ? db_query(w->db, &parcel_locked, id) : db_query(w->db, &parcel_by_id, id);

	if (!rows_next(r))
		return false;
	read_row(r, out);
	return true;
}

DB_STATEMENT(parcel_lines, "SELECT order_id, order_line_id, quantity FROM parcel_line"
			   " WHERE parcel_id = ? ORDER BY order_line_id");
void parcel_store_read_lines(struct work *w, struct parcel *p)
{
	struct rows *r = db_query(w->db, &parcel_lines, p->id);

	p->lines = arena_array_of(w->arena, rows_count(r) + 1, struct parcel_line);
	for (p->n_lines = 0; rows_next(r); p->n_lines++)
		p->lines[p->n_lines] = (struct parcel_line){ .order_id = rows_id(r, 0),
							     .order_line_id = rows_id(r, 1),
							     .quantity = rows_int(r, 2) };
}

DB_STATEMENT(parcel_find_number,
	     "SELECT id FROM parcel WHERE tracking_number = ? ORDER BY id DESC LIMIT 1");
DB_STATEMENT(parcel_find_number_of,
	     "SELECT id FROM parcel WHERE tracking_number = ? AND carrier = ? LIMIT 1");
uint64_t parcel_store_find_number(struct work *w, const char *number, const char *carrier)
{
	struct rows *r = carrier ? db_query(w->db, &parcel_find_number_of, number, carrier)
				 : db_query(w->db, &parcel_find_number, number);

	return rows_next(r) ? rows_id(r, 0) : 0;
}

#define LINE_INTO "INSERT INTO parcel_line (parcel_id, order_line_id, order_id, quantity) VALUES "
#define LINE_ROW  "(?, ?, ?, ?)"
DB_STATEMENT(parcel_line_1, LINE_INTO LINE_ROW);
DB_STATEMENT(parcel_line_2, LINE_INTO LINE_ROW ", " LINE_ROW);
DB_STATEMENT(parcel_line_4, LINE_INTO LINE_ROW ", " LINE_ROW ", " LINE_ROW ", " LINE_ROW);

static void insert_lines(struct work *w, const struct parcel *p)
{
	struct db_arg args[4 * 4];

	for (size_t from = 0, rows; from < p->n_lines; from += rows) {
		size_t left = p->n_lines - from;

		rows = left >= 4 ? 4 : left >= 2 ? 2 : 1;
		for (size_t i = 0; i < rows; i++) {
			const struct parcel_line *l = &p->lines[from + i];
			args[i * 4] = db_arg_uint(p->id);
			args[i * 4 + 1] = db_arg_uint(l->order_line_id);
			args[i * 4 + 2] = db_arg_uint(l->order_id);
			args[i * 4 + 3] = db_arg_int(l->quantity);
		}
		db_exec_args(w->db,
			     rows == 4   ? &parcel_line_4
			     : rows == 2 ? &parcel_line_2
					 : &parcel_line_1,
			     args, rows * 4);
	}
}

DB_STATEMENT(parcel_insert,
	     "INSERT INTO parcel (id, customer_id, contact_id, carrier, tracking_number, state,"
	     " `delayed`, lost, problem, promised_from, promised_to, first_promised_to, packed_at,"
	     " shipped_at, delivered_at, last_event_at, solved_at, version, created_at)"
	     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
bool parcel_store_insert(struct work *w, const struct parcel *p)
{
	if (db_insert(w->db, &parcel_insert, p->id, p->customer_id, p->contact_id, p->carrier,
		      p->tracking_number, (int)p->state, p->delayed, p->lost,
		      problem_text(p->problem), p->promised_from, p->promised_to,
		      p->first_promised_to, p->packed_at, p->shipped_at, p->delivered_at,
		      p->last_event_at, p->solved_at, p->version, w->now) < 0)
		return false;
	insert_lines(w, p);
	return true;
}

DB_STATEMENT(
	parcel_update,
	"UPDATE parcel SET carrier = ?, tracking_number = ?, state = ?, `delayed` = ?, lost = ?,"
	" problem = ?, promised_from = ?, promised_to = ?, first_promised_to = ?,"
	" shipped_at = ?, delivered_at = ?, last_event_at = ?, solved_at = ?,"
	" version = version + 1 WHERE id = ? AND version = ?");
bool parcel_store_update(struct work *w, struct parcel *p)
{
	int64_t n = db_insert(w->db, &parcel_update, p->carrier, p->tracking_number, (int)p->state,
			      p->delayed, p->lost, problem_text(p->problem), p->promised_from,
			      p->promised_to, p->first_promised_to, p->shipped_at, p->delivered_at,
			      p->last_event_at, p->solved_at, p->id, p->version);

	if (n == 0)
		fail("parcel %llu: changed under its own lock", (unsigned long long)p->id);
	p->version += n > 0;
	return n > 0;
}

DB_STATEMENT(parcel_delete_events, "DELETE FROM parcel_event WHERE parcel_id = ?");
DB_STATEMENT(parcel_delete_lines, "DELETE FROM parcel_line WHERE parcel_id = ?");
DB_STATEMENT(parcel_delete, "DELETE FROM parcel WHERE id = ?");
void parcel_store_delete(struct work *w, uint64_t id)
{
	db_exec(w->db, &parcel_delete_events, id);
	db_exec(w->db, &parcel_delete_lines, id);
	db_exec(w->db, &parcel_delete, id);
}

/* Eight marks: PARCEL_ORDERS_MAX. In the index's own order, and a parcel comes once a line: a
 * DISTINCT would cost a table of its own at every scan. */
DB_STATEMENT(parcels_of_orders,
	     "SELECT " COLUMNS ", l.order_id FROM parcel_line l"
	     " JOIN parcel p ON p.id = l.parcel_id WHERE l.order_id IN (?, ?, ?, ?, ?, ?, ?, ?)"
	     " ORDER BY l.order_id, l.parcel_id");
/* Fifty: ORDER_PAGE. */
#define TEN " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
DB_STATEMENT(parcels_of_list, "SELECT " COLUMNS ", l.order_id FROM parcel_line l"
			      " JOIN parcel p ON p.id = l.parcel_id WHERE l.order_id IN (" TEN
			      "," TEN "," TEN "," TEN "," TEN ") ORDER BY l.order_id, l.parcel_id");
_Static_assert(ORDER_PAGE == 50, "it has fifty marks");

static struct order_parcel *of_orders(struct work *w, struct db_statement *s, size_t marks,
				      const uint64_t *order_ids, size_t n, size_t *found)
{
	struct db_arg *args = arena_array_of(w->arena, marks, struct db_arg);
	struct order_parcel *v;
	struct rows *r;

	for (size_t i = 0; i < marks; i++)
		args[i] = db_arg_uint(order_ids[i < n ? i : 0]);
	r = db_query_args(w->db, s, args, marks);
	v = arena_array_of(w->arena, rows_count(r) + 1, struct order_parcel);
	*found = 0;
	while (rows_next(r)) {
		const struct order_parcel *last = *found ? &v[*found - 1] : NULL;

		if (last && last->parcel.id == rows_id(r, 0) && last->order_id == rows_id(r, 18))
			continue;
		read_row(r, &v[*found].parcel);
		v[(*found)++].order_id = rows_id(r, 18);
	}
	return v;
}

struct order_parcel *parcel_store_of_orders(struct work *w, const uint64_t *order_ids, size_t n,
					    size_t *found)
{
	return of_orders(w, &parcels_of_orders, PARCEL_ORDERS_MAX, order_ids, n, found);
}

struct order_parcel *parcel_store_of_list(struct work *w, const uint64_t *order_ids, size_t n,
					  size_t *found)
{
	return of_orders(w, &parcels_of_list, ORDER_PAGE, order_ids, n, found);
}

DB_STATEMENT(parcels_of_order, "SELECT " COLUMNS " FROM parcel_line l"
			       " JOIN parcel p ON p.id = l.parcel_id WHERE l.order_id = ?"
			       " ORDER BY l.parcel_id");
struct parcel *parcel_store_of_order(struct work *w, uint64_t order_id, size_t *n)
{
	struct rows *r = db_query(w->db, &parcels_of_order, order_id);
	struct parcel *v = arena_array_of(w->arena, rows_count(r) + 1, struct parcel);

	*n = 0;
	while (rows_next(r)) {
		if (*n == 0 || v[*n - 1].id != rows_id(r, 0))
			read_row(r, &v[(*n)++]);
	}
	return v;
}
