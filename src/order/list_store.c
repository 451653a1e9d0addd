/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of a customer's orders, newest first, and what lists of orders share: references, lines,
 * counts, documents. */
#include <stdlib.h>
#include <string.h>
#include "base/fail.h"
#include "base/json.h"
#include "catalog/catalog.h"
#include "order/store.h"

enum { KEYS = 32, LINES_OF = 64 };

static int by_id_down(const void *a, const void *b)
{
	uint64_t x = ((const struct order *)a)->id, y = ((const struct order *)b)->id;

	return x > y ? -1 : x < y;
}

static struct order_rows take(struct work *w, struct rows *r)
{
	struct order_rows out = { arena_array_of(w->arena, rows_count(r) + 1, struct order), 0 };

	while (rows_next(r))
		order_store_row(r, &out.v[out.n++]);
	qsort(out.v, out.n, sizeof *out.v, by_id_down);
	return out;
}

static size_t take_ids(struct rows *r, uint64_t *ids)
{
	size_t n = 0;

	while (rows_next(r))
		ids[n++] = rows_id(r, 0);
	return n;
}

#define FROM "SELECT " ORDER_COLUMNS " FROM orders WHERE id > ? AND id < ?"

#define IN_32 " IN (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
DB_STATEMENT(order_held_of, "SELECT id FROM orders WHERE hold_reason IS NOT NULL AND id" IN_32);

void order_store_held(struct work *w, const uint64_t *ids, size_t n, bool *held)
{
	struct db_arg a[KEYS];
	struct rows *r;

	if (n > KEYS)
		fail("order: held of %zu orders", n);
	for (size_t i = 0; i < KEYS; i++)
		a[i] = db_arg_uint(ids[i < n ? i : n - 1]);
	r = db_query_args(w->db, &order_held_of, a, KEYS);
	while (rows_next(r))
		for (size_t i = 0; i < n; i++)
			held[i] = held[i] || ids[i] == rows_id(r, 0);
}

DB_STATEMENT(order_find_refs,
	     "SELECT id FROM orders WHERE source_ref = ? ORDER BY id DESC LIMIT ?");

size_t order_store_find_refs(struct work *w, const char *ref, uint64_t *ids, size_t max)
{
	return take_ids(db_query(w->db, &order_find_refs, ref, max), ids);
}

/* What statements below name by number. */
_Static_assert(BADGE_DRAFT == 0 && BADGE_CLOSED == 1 && BADGE_CANCELLED == 2 &&
		       BADGE_RETURNED == 3 && BADGE_AWAITING_PAYMENT == 6 &&
		       BADGE_COMPLETED == 17 && BADGE_DELIVERED == 18 && ORDER_REVIEW == 1 &&
		       ORDER_CONFIRMED == 2 && ORDER_CANCELLED == 4 && OWN_TO_PAY == 1 &&
		       OWN_TO_SHIP == 2 && OWN_TO_RECEIVE == 3 && PRODUCT_GOODS == 0 &&
		       PRODUCT_PICKUP == 3,
	       "badges, decisions, views and kinds are stored by number");
/* The views, each a question about the axes of an order that its customer was told of:
 *
 *	to pay		money is due and it is not cancelled: pay first, by transfer or on delivery
 *	to ship		confirmed or in review, with a unit that ships and has not left
 *	to receive	a unit has left and has not arrived
 *
 * What is delivered as a whole has delivered_at, and need not be asked for its lines. */
#define LINE_THAT                                                                                  \
	"EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = orders.id AND l.kind IN (0, 3) "    \
	"AND "
#define TO_PAY                                                                                     \
	"(decision <> 4 AND live_amount - credited_amount > captured_amount - refunded_amount)"
#define TO_SHIP                                                                                    \
	"(decision IN (1, 2) AND delivered_at IS NULL AND " LINE_THAT                              \
	"l.ordered > l.cancelled + l.shipped))"
#define TO_RECEIVE                                                                                 \
	"(delivered_at IS NULL AND n_parcels > 0 AND " LINE_THAT "l.shipped > l.delivered))"
/* The reader has shown that a way of the order's contact is theirs; of the desk's lists nobody
 * asks.
 */
#define SEEN                                                                                       \
	"EXISTS (SELECT 1 FROM customer_contact k WHERE k.id = orders.contact_id AND "             \
	"k.customer_id = orders.customer_id AND " CONTACT_IS_PROVED ")"
#define OWN                                                                                        \
	FROM " AND customer_id = ? AND link_version > 0 AND (? = 0 OR " SEEN                       \
	     ") AND CASE ? WHEN 1 THEN " TO_PAY " WHEN 2 THEN " TO_SHIP " WHEN 3 THEN " TO_RECEIVE \
	     " ELSE 1 END "
DB_STATEMENT(order_list_own, OWN "ORDER BY id DESC LIMIT ?");
DB_STATEMENT(order_list_own_up, OWN "ORDER BY id LIMIT ?");

struct order_rows order_store_list_own(struct work *w, struct order_page p, uint64_t customer_id)
{
	return take(w, db_query(w->db, p.upwards ? &order_list_own_up : &order_list_own, p.above,
				p.below, customer_id, p.is_reader, (int)p.view, p.limit));
}

DB_STATEMENT(order_count_own, "SELECT SUM(id > ?), SUM(" TO_PAY "), SUM(" TO_SHIP
			      "), SUM(" TO_RECEIVE "), SUM(badge = 6), SUM(id <= ?) FROM orders "
			      "WHERE customer_id = ? AND link_version > 0 AND " SEEN);

struct own_counts order_store_count_own(struct work *w, uint64_t customer_id, uint64_t year_ago)
{
	struct rows *r = db_query(w->db, &order_count_own, year_ago, year_ago, customer_id);
	struct own_counts c = { .of = { 0 } };

	rows_next(r);
	for (int i = 0; i < OWN_VIEW__MAX; i++)
		c.of[i] = rows_i64(r, (unsigned)i);
	c.awaiting_payment = rows_i64(r, OWN_VIEW__MAX);
	c.older = rows_i64(r, OWN_VIEW__MAX + 1);
	return c;
}

#define SEARCH_OWN                                                                                 \
	FROM " AND customer_id = ? AND link_version > 0 AND " SEEN                                 \
	     " AND (number = ? OR EXISTS (SELECT 1 FROM "                                          \
	     "order_line l WHERE l.order_id = orders.id AND l.ordered > 0 AND (l.name_en LIKE ? "  \
	     "OR l.name_zh LIKE "                                                                  \
	     "? "                                                                                  \
	     "OR l.sku_code LIKE ?))) "
DB_STATEMENT(order_search_own, SEARCH_OWN "ORDER BY id DESC LIMIT ?");
DB_STATEMENT(order_search_own_up, SEARCH_OWN "ORDER BY id LIMIT ?");

struct order_rows order_store_search_own(struct work *w, struct order_page p, uint64_t customer_id,
					 const char *number, const char *words)
{
	struct buf like;

	buf_init(&like, w->arena);
	buf_addch(&like, '%');
	for (const char *c = words; *c; c++) {
		if (*c == '%' || *c == '_' || *c == '\\')
			buf_addch(&like, '\\');
		buf_addch(&like, *c);
	}
	buf_addch(&like, '%');
	return take(w,
		    db_query(w->db, p.upwards ? &order_search_own_up : &order_search_own, p.above,
			     p.below, customer_id, number, like.p, like.p, like.p, p.limit));
}

#define IN_64      IN_32_LIST "," IN_32_LIST
#define IN_32_LIST "?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?"
DB_STATEMENT(order_lines_of,
	     "SELECT " LINE_COLUMNS ", order_id FROM order_line WHERE order_id IN (" IN_64
	     ") AND ordered > 0 ORDER BY order_id, position");
#define ORDER_ID_COLUMN 26

static void read_lines_of(struct work *w, struct order_rows rows)
{
	struct db_arg a[LINES_OF];
	struct rows *r;
	struct order_line *lines;
	size_t n = 0;

	for (size_t i = 0; i < LINES_OF; i++)
		a[i] = db_arg_uint(rows.v[i < rows.n ? i : rows.n - 1].id);
	r = db_query_args(w->db, &order_lines_of, a, LINES_OF);
	lines = arena_array_of(w->arena, rows_count(r) + 1, struct order_line);
	for (size_t i = 0; rows_next(r); n++) {
		uint64_t id = rows_id(r, ORDER_ID_COLUMN);
		if (i == rows.n || rows.v[i].id != id)
			for (i = 0; i < rows.n && rows.v[i].id != id;)
				i++;
		if (i == rows.n)
			fail("order list: a line of another order");
		if (rows.v[i].n_lines++ == 0)
			rows.v[i].lines = lines + n;
		order_store_line_row(r, lines + n);
	}
}

void order_store_read_lines_of(struct work *w, struct order_rows rows)
{
	for (size_t i = 0; i < rows.n; i += LINES_OF)
		read_lines_of(w,
			      (struct order_rows){ rows.v + i,
						   rows.n - i < LINES_OF ? rows.n - i : LINES_OF });
}

DB_STATEMENT(order_some, "SELECT " ORDER_COLUMNS " FROM orders WHERE id" IN_32);

struct order_rows order_store_read_some(struct work *w, const struct order_ref *refs, size_t n)
{
	struct order_rows out = { arena_array_of(w->arena, n + 1, struct order), 0 };

	for (size_t from = 0; from < n; from += KEYS) {
		struct db_arg a[KEYS];
		struct rows *r;
		for (size_t i = 0; i < KEYS; i++)
			a[i] = db_arg_uint(refs[from + i < n ? from + i : n - 1].id);
		r = db_query_args(w->db, &order_some, a, KEYS);
		while (out.n < n && rows_next(r))
			order_store_row(r, &out.v[out.n++]);
	}
	order_store_read_lines_of(w, out);
	return out;
}

DB_STATEMENT(order_documents,
	     "SELECT order_id, document, form FROM order_document WHERE order_id" IN_32);

void order_store_documents(struct work *w, const uint64_t *ids, size_t n, cJSON **out, int *forms)
{
	struct db_arg a[KEYS];
	struct rows *r;

	for (size_t i = 0; i < n; i++)
		out[i] = NULL;
	if (n == 0)
		return;
	if (n > KEYS)
		fail("order list: %zu documents", n);
	for (size_t i = 0; i < KEYS; i++)
		a[i] = db_arg_uint(ids[i < n ? i : n - 1]);
	r = db_query_args(w->db, &order_documents, a, KEYS);
	while (rows_next(r))
		for (size_t i = 0; i < n; i++)
			if (ids[i] == rows_id(r, 0)) {
				out[i] = order_store_unpack(w, rows_bytes(r, 1));
				forms[i] = rows_int(r, 2);
			}
}

DB_STATEMENT(order_unpaid_expired, "SELECT id FROM orders WHERE pay_until < ? AND decision IN (1, "
				   "2) AND badge = 6 ORDER BY pay_until LIMIT ?");
/* Money that is open keeps an order open, and must not keep others from being looked at. What was
 * opened again has been closed once: a person closes it. */
DB_STATEMENT(order_delivered_before,
	     "SELECT id FROM orders WHERE decision = 2 AND delivered_at < ? AND badge = 18 AND "
	     "live_amount - credited_amount = captured_amount - refunded_amount AND "
	     "closed_at IS NULL ORDER BY delivered_at LIMIT ?");

size_t order_find_unpaid_expired(struct work *w, uint64_t *ids, size_t max)
{
	return take_ids(db_query(w->db, &order_unpaid_expired, w->now, max), ids);
}

DB_STATEMENT(order_unpaid_until,
	     "SELECT id, pay_until FROM orders WHERE pay_until >= ? AND pay_until <= ? AND "
	     "(pay_until > ? OR id > ?) AND decision IN (1, 2) AND captured_amount = 0 "
	     "ORDER BY pay_until, id LIMIT ?");

size_t order_find_unpaid_until(struct work *w, struct order_due_place *after, struct instant until,
			       uint64_t *ids, size_t max)
{
	struct rows *r =
		db_query(w->db, &order_unpaid_until, after->at, until, after->at, after->id, max);
	size_t n = 0;

	while (rows_next(r)) {
		*after = (struct order_due_place){ rows_time(r, 1), rows_id(r, 0) };
		ids[n++] = after->id;
	}
	return n;
}

size_t order_find_to_close(struct work *w, struct instant delivered_before, uint64_t *ids,
			   size_t max)
{
	return take_ids(db_query(w->db, &order_delivered_before, delivered_before, max), ids);
}

DB_STATEMENT(order_hold_over,
	     "SELECT id FROM orders WHERE hold_until < ? ORDER BY hold_until LIMIT ?");

size_t order_find_hold_over(struct work *w, uint64_t *ids, size_t max)
{
	return take_ids(db_query(w->db, &order_hold_over, w->now, max), ids);
}

DB_STATEMENT(
	order_sums_own,
	"SELECT COALESCE(SUM(CASE WHEN " ORDER_COUNTS " THEN 1 END), 0), "
	"SUM(captured_amount - refunded_amount), "
	"SUM(CASE WHEN " ORDER_COUNTS " AND badge NOT IN (1, 17, 18) THEN 1 ELSE 0 END), "
	"MIN(CASE WHEN " ORDER_COUNTS " THEN placed_at END), MIN(currency), MAX(currency), "
	"COALESCE(SUM(CASE WHEN " ORDER_COUNTS " AND currency = ? THEN 1 END), 0), "
	"SUM(CASE WHEN currency = ? THEN captured_amount - refunded_amount ELSE 0 END), COUNT(*) "
	"FROM orders o WHERE customer_id = ? AND (" ORDER_COUNTS " OR captured_amount > 0)");

cJSON *order_sums_for_customer(struct work *w, uint64_t customer_id)
{
	const char *shops = w->app->settings.currency;
	struct rows *r = db_query(w->db, &order_sums_own, shops, shops, customer_id);
	cJSON *t = json_object();
	bool all_alike;
	const char *currency;
	int64_t n, spent;

	rows_next(r);
	all_alike = rows_i64(r, 8) > 0 && strcmp(rows_text(r, 4), rows_text(r, 5)) == 0;
	currency = all_alike ? rows_text(r, 4) : shops;
	n = rows_i64(r, all_alike ? 0 : 6);
	spent = rows_i64(r, all_alike ? 1 : 7);
	json_add_int(t, "orders", rows_i64(r, 0));
	json_add_money(t, "spent", spent, currency);
	if (n > 0)
		json_add_money(t, "average", spent / n, currency);
	else
		json_add_null(t, "average");
	json_add_int(t, "open", rows_i64(r, 2));
	json_add_instant(t, "since", rows_time(r, 3));
	return t;
}
