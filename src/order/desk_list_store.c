/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's lists of orders. What drives a list reads an index in the order it is shown in and
 * stops: after a page, or, where filters let some of it fall, after WINDOW orders. No filter can
 * make a list read all there are. */
#include <string.h>
#include "base/fail.h"
#include "order/desk_list.h"

enum { WINDOW = 5000, KEYS = 32, FEW = 8, MANY = 20 };
#define NO_BADGE 255

/* ---- filters: what a row must be besides ---- */

/* The money axis, as order_money decides it. */
_Static_assert((int)ORDER_BADGES_MAX <= (int)MANY, "each has a branch of its own");
_Static_assert(MONEY_UNPAID == 0 && MONEY_PART_PAID == 1 && MONEY_PAID == 2 &&
		       MONEY_CREDIT_OWED == 3 && MONEY_REFUNDED == 4 && WAIT_NONE == 0,
	       "filters name them by number");
#define OWED "(o.live_amount - o.credited_amount)"
#define NET  "(o.captured_amount - o.refunded_amount)"
#define MONEY                                                                                      \
	"CASE WHEN " NET " > " OWED " THEN 3 "                                                     \
	"WHEN o.captured_amount > 0 AND " NET " = 0 AND " OWED " = 0 THEN 4 "                      \
	"WHEN " NET " = " OWED " THEN 2 WHEN " NET " > 0 THEN 1 ELSE 0 END"
#define IN_8  " IN (?,?,?,?,?,?,?,?)"
#define IN_20 " IN (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
/* Scalars, which the server asks of each row that is looked at: of an EXISTS it may make a table of
 * all rows first. */
#define OF_ROW(from) "(SELECT 1 FROM " from " LIMIT 1)"
#define OF_SKU       OF_ROW("order_line l WHERE l.order_id = o.id AND l.sku_code = ? AND l.ordered > 0")
#define OF_PLACE                                                                                   \
	OF_ROW("customer_contact c WHERE c.id = o.contact_id AND (c.city LIKE ? OR c.province "    \
	       "LIKE ?)")
#define OF_TAG OF_ROW("order_tagged t WHERE t.order_id = o.id AND t.tag_id = ?")
#define OF_WAITING                                                                                 \
	OF_ROW("order_line l WHERE l.order_id = o.id AND l.wait <> 0 AND l.ordered > l.cancelled " \
	       "+ l.packed")
#define FILTERS                                                                                    \
	" WHERE (? = 255 OR o.badge" IN_20 ") AND (? IS NULL OR o.source" IN_8 ")"                 \
	" AND (? = 0 OR ((1 << " MONEY ") & ?) <> 0)"                                              \
	" AND (? = 0 OR (o.priority_why & ?) <> 0)"                                                \
	" AND (? IS NULL OR o.promised_to >= ?) AND (? IS NULL OR o.promised_to < ?)"              \
	" AND (? IS NULL OR o.currency = ?)"                                                       \
	" AND (? IS NULL OR " OWED " >= ?) AND (? IS NULL OR " OWED " <= ?)"                       \
	" AND (? = 0 OR (o.customer_note IS NOT NULL) = ?)"                                        \
	" AND (? = 0 OR (o.hold_reason IS NOT NULL) = ?)"                                          \
	" AND (? IS NULL OR " OF_SKU " = 1) AND (? IS NULL OR " OF_PLACE " = 1)"                   \
	" AND (? = 0 OR " OF_TAG " = 1) AND (? = 0 OR COALESCE(" OF_WAITING ", 0) = ?)"
enum { ARGS_MAX = 320 };

struct args {
	struct db_arg v[ARGS_MAX];
	size_t n;
};

static void push(struct args *a, struct db_arg arg)
{
	if (a->n == ARGS_MAX)
		fail("order list: more than %d arguments", ARGS_MAX);
	a->v[a->n++] = arg;
}

static void push_twice(struct args *a, struct db_arg arg)
{
	push(a, arg);
	push(a, arg);
}

static void push_badges(struct args *a, const enum order_badge *badges, size_t n)
{
	push(a, db_arg_int(n ? 0 : NO_BADGE));
	for (size_t i = 0; i < MANY; i++)
		push(a, db_arg_int(i < n ? (int)badges[i] : NO_BADGE));
}

static void push_has(struct args *a, enum order_has has)
{
	push(a, db_arg_int(has));
	push(a, db_arg_int(has == HAS_IT));
}

static const char *starts_with(struct work *w, const char *typed)
{
	struct buf like;

	if (!typed)
		return NULL;
	buf_init(&like, w->arena);
	for (const char *c = typed; *c; c++) {
		if (*c == '%' || *c == '_' || *c == '\\')
			buf_addch(&like, '\\');
		buf_addch(&like, *c);
	}
	buf_addch(&like, '%');
	return like.p;
}

static void push_filters(struct work *w, struct args *a, const struct order_filter *f)
{
	const char *place = starts_with(w, f->place);
	bool by_amount = f->least || f->most;

	push(a, db_arg_text(f->n_sources ? f->sources[0] : NULL));
	for (size_t i = 0; i < ORDER_SOURCES_MAX; i++)
		push(a, db_arg_text(f->n_sources ? f->sources[i < f->n_sources ? i : 0] : NULL));
	push_twice(a, db_arg_int(f->money));
	push_twice(a, db_arg_int(f->priority));
	push_twice(a, db_arg_time(f->promised_from));
	push_twice(a, db_arg_time(f->promised_to));
	push_twice(a, db_arg_text(by_amount ? w->app->settings.currency : NULL));
	push_twice(a, f->least ? db_arg_int(*f->least) : (struct db_arg){ .kind = DB_NULL });
	push_twice(a, f->most ? db_arg_int(*f->most) : (struct db_arg){ .kind = DB_NULL });
	push_has(a, f->note);
	push_has(a, f->held);
	push_twice(a, db_arg_text(f->sku));
	push(a, db_arg_text(place));
	push_twice(a, db_arg_text(place));
	push_twice(a, db_arg_uint(f->tag));
	push_has(a, f->waiting);
}

static bool filters_any(const struct order_filter *f)
{
	return f->n_sources || f->money || f->priority || !instant_is_none(f->promised_from) ||
	       !instant_is_none(f->promised_to) || f->least || f->most || f->sku || f->place ||
	       f->tag || f->note || f->held || f->waiting;
}

/* ---- what drives a list: ids in the order shown, each from an index, each with a limit ---- */

#define BETWEEN(id) id " > ? AND " id " < ?"
#define ALL(dir)    "SELECT id AS oid FROM orders WHERE " BETWEEN("id") " ORDER BY id " dir " LIMIT ?"

/* A branch a badge: each reads its own index and stops. */
#define OF_BADGE(dir)                                                                              \
	"(SELECT id AS oid FROM orders FORCE INDEX (badge) WHERE badge = ? AND " BETWEEN(          \
		"id") " ORDER BY id " dir " LIMIT ?)"
#define EIGHT(one)                                                                                 \
	one " UNION ALL " one " UNION ALL " one " UNION ALL " one " UNION ALL " one                \
	    " UNION ALL " one " UNION ALL " one " UNION ALL " one
#define TWENTY(one)                                                                                \
	EIGHT(one)                                                                                 \
	" UNION ALL " EIGHT(one) " UNION ALL " one " UNION ALL " one " UNION ALL " one             \
				 " UNION ALL " one
#define BADGES(dir)      EIGHT(OF_BADGE(dir)) " ORDER BY oid " dir " LIMIT ?"
#define MANY_BADGES(dir) TWENTY(OF_BADGE(dir)) " ORDER BY oid " dir " LIMIT ?"

#define DUE_OF_BADGE(than, dir)                                                                    \
	"(SELECT id AS oid, due_at AS due FROM orders FORCE INDEX (due) WHERE badge = ? AND "      \
	"due_at >= ? AND due_at "                                                                  \
	"< ? AND (due_at " than " ? OR (due_at = ? AND id " than                                   \
	" ?)) AND " BETWEEN("id") " ORDER BY due_at " dir ", id " dir " LIMIT ?)"
#define DUE(of, than, dir) of(DUE_OF_BADGE(than, dir)) " ORDER BY due " dir ", oid " dir " LIMIT ?"

#define QUEUE_OF_BADGE(than, dir)                                                                  \
	"(SELECT id AS oid, queue AS q, due_at AS due FROM orders FORCE INDEX (queue) WHERE "      \
	"badge = ? "                                                                               \
	"AND (queue " than " ? OR (queue = ? AND (due_at " than " ? OR (due_at = ? AND id " than   \
	" ?)))) AND " BETWEEN("id") " ORDER BY queue " dir ", due_at " dir ", id " dir " LIMIT ?)"
#define QUEUE(of, than, dir)                                                                       \
	of(QUEUE_OF_BADGE(than, dir)) " ORDER BY q " dir ", due " dir ", oid " dir " LIMIT ?"

#define SKU(dir)                                                                                   \
	"SELECT order_id AS oid FROM order_line WHERE sku_code = ? AND " BETWEEN(                  \
		"order_id") " AND ordered > 0 GROUP BY order_id ORDER BY order_id " dir " LIMIT ?"
#define TAG(dir)                                                                                   \
	"SELECT order_id AS oid FROM order_tagged WHERE tag_id = ? AND " BETWEEN(                  \
		"order_id") " ORDER BY order_id " dir " LIMIT ?"
#define IN_32 " IN (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
#define CUSTOMERS(dir)                                                                             \
	"SELECT id AS oid FROM orders WHERE customer_id" IN_32                                     \
	" AND " BETWEEN("id") " ORDER BY id " dir " LIMIT ?"
/* A contact is one of its order's customer. */
#define CONTACTS(dir)                                                                              \
	"SELECT p.id AS oid FROM customer_contact k STRAIGHT_JOIN orders p ON p.customer_id = "    \
	"k.customer_id AND p.contact_id = k.id WHERE k.id" IN_32                                   \
	" AND " BETWEEN("p.id") " ORDER BY p.id " dir " LIMIT ?"
#define IDS(dir)                                                                                   \
	"SELECT id AS oid FROM orders WHERE id" IN_32 " AND " BETWEEN("id") " ORDER BY id " dir    \
									    " LIMIT ?"

#define JOINED(driver) " FROM (" driver ") d STRAIGHT_JOIN orders o ON o.id = d.oid"
#define PAGE_OF(driver, order)                                                                     \
	"SELECT " ORDER_COLUMNS JOINED(driver) FILTERS " ORDER BY " order " LIMIT ?"
/* The last that was looked at, where the driver filled its window. */
#define EDGE_OF(driver, order)                                                                     \
	"SELECT d.oid, o.due_at, o.queue" JOINED(driver) " ORDER BY " order " LIMIT 1 OFFSET ?"
#define DRIVER(name, driver)                                                                       \
	DB_STATEMENT(list_##name##_down, PAGE_OF(driver("DESC"), "d.oid DESC"));                   \
	DB_STATEMENT(list_##name##_up, PAGE_OF(driver("ASC"), "d.oid"));                           \
	DB_STATEMENT(edge_##name##_down, EDGE_OF(driver("DESC"), "d.oid DESC"));                   \
	DB_STATEMENT(edge_##name##_up, EDGE_OF(driver("ASC"), "d.oid"))
DRIVER(all, ALL);
DRIVER(badges, BADGES);
DRIVER(sku, SKU);
DRIVER(tag, TAG);
DRIVER(customers, CUSTOMERS);
DRIVER(contacts, CONTACTS);
DRIVER(ids, IDS);
DRIVER(many_badges, MANY_BADGES);
#define DUE_DRIVER(name, of)                                                                       \
	DB_STATEMENT(list_##name##_down, PAGE_OF(DUE(of, ">", "ASC"), "d.due, d.oid"));            \
	DB_STATEMENT(list_##name##_up, PAGE_OF(DUE(of, "<", "DESC"), "d.due DESC, d.oid DESC"));   \
	DB_STATEMENT(edge_##name##_down, EDGE_OF(DUE(of, ">", "ASC"), "d.due, d.oid"));            \
	DB_STATEMENT(edge_##name##_up, EDGE_OF(DUE(of, "<", "DESC"), "d.due DESC, d.oid DESC"))
DUE_DRIVER(due, EIGHT);
DUE_DRIVER(many_due, TWENTY);
#define FIRST "d.q, d.due, d.oid"
#define LAST  "d.q DESC, d.due DESC, d.oid DESC"
#define QUEUE_DRIVER(name, of)                                                                     \
	DB_STATEMENT(list_##name##_down, PAGE_OF(QUEUE(of, ">", "ASC"), FIRST));                   \
	DB_STATEMENT(list_##name##_up, PAGE_OF(QUEUE(of, "<", "DESC"), LAST));                     \
	DB_STATEMENT(edge_##name##_down, EDGE_OF(QUEUE(of, ">", "ASC"), FIRST));                   \
	DB_STATEMENT(edge_##name##_up, EDGE_OF(QUEUE(of, "<", "DESC"), LAST))
QUEUE_DRIVER(queue, EIGHT);
QUEUE_DRIVER(many_queue, TWENTY);

enum driver {
	DRIVE_ALL,
	DRIVE_BADGES,
	DRIVE_DUE,
	DRIVE_QUEUE,
	DRIVE_MANY_BADGES, /* more than FEW */
	DRIVE_MANY_DUE,
	DRIVE_MANY_QUEUE,
	DRIVE_SKU,
	DRIVE_TAG,
	DRIVE_CUSTOMERS,
	DRIVE_CONTACTS,
	DRIVE_IDS,
	DRIVER__MAX
};
#define STATEMENTS(name)                                                                           \
	{                                                                                          \
		{ &list_##name##_down, &list_##name##_up },                                        \
		{                                                                                  \
			&edge_##name##_down, &edge_##name##_up                                     \
		}                                                                                  \
	}
static const struct {
	struct db_statement *page[2], *edge[2]; /* [upwards] */
} drivers[DRIVER__MAX] = {
	[DRIVE_ALL] = STATEMENTS(all),
	[DRIVE_BADGES] = STATEMENTS(badges),
	[DRIVE_DUE] = STATEMENTS(due),
	[DRIVE_QUEUE] = STATEMENTS(queue),
	[DRIVE_MANY_BADGES] = STATEMENTS(many_badges),
	[DRIVE_MANY_DUE] = STATEMENTS(many_due),
	[DRIVE_MANY_QUEUE] = STATEMENTS(many_queue),
	[DRIVE_TAG] = STATEMENTS(tag),
	[DRIVE_SKU] = STATEMENTS(sku),
	[DRIVE_CUSTOMERS] = STATEMENTS(customers),
	[DRIVE_CONTACTS] = STATEMENTS(contacts),
	[DRIVE_IDS] = STATEMENTS(ids),
};

static void push_between(struct args *a, const struct order_list *l, size_t window)
{
	push(a, db_arg_uint(l->above));
	push(a, db_arg_uint(l->below));
	push(a, db_arg_uint(window));
}

static void push_each_badge(struct args *a, const struct order_list *l, size_t window)
{
	const struct order_filter *f = &l->filter;
	struct instant first = { 0 }, last = ORDER_NEVER_DUE;

	last.us++;
	for (size_t i = 0; i < (l->n_badges > FEW ? MANY : FEW); i++) {
		push(a, db_arg_int(i < l->n_badges ? (int)l->badges[i] : NO_BADGE));
		if (l->by_priority) {
			push_twice(a, db_arg_int(l->queue));
			push_twice(a, db_arg_time(l->due));
			push(a, db_arg_uint(l->due_id));
		}
		if (l->by_due) {
			push(a, db_arg_time(instant_is_none(f->promised_from) ? first
									      : f->promised_from));
			push(a,
			     db_arg_time(instant_is_none(f->promised_to) ? last : f->promised_to));
			push_twice(a, db_arg_time(l->due));
			push(a, db_arg_uint(l->due_id));
		}
		push_between(a, l, window);
	}
	push(a, db_arg_uint(window));
}

static void push_keys(struct args *a, const struct order_list_by *by)
{
	for (size_t i = 0; i < KEYS; i++)
		push(a, db_arg_uint(by->ids[i < by->n ? i : by->n - 1]));
}

static enum driver driver_of(const struct order_list *l, const struct order_list_by *by)
{
	static const enum driver of[] = { [ORDER_BY_CUSTOMER] = DRIVE_CUSTOMERS,
					  [ORDER_BY_CONTACT] = DRIVE_CONTACTS,
					  [ORDER_BY_ID] = DRIVE_IDS,
					  [ORDER_BY_TAG] = DRIVE_TAG,
					  [ORDER_BY_SKU] = DRIVE_SKU };

	if (by)
		return of[by->key];
	if (!l->n_badges)
		return DRIVE_ALL;
	if (l->n_badges > FEW)
		return l->by_priority ? DRIVE_MANY_QUEUE
		       : l->by_due    ? DRIVE_MANY_DUE
				      : DRIVE_MANY_BADGES;
	return l->by_priority ? DRIVE_QUEUE : l->by_due ? DRIVE_DUE : DRIVE_BADGES;
}

static bool is_of_badges(enum driver d)
{
	return d >= DRIVE_BADGES && d <= DRIVE_MANY_QUEUE;
}

static void push_driver(struct args *a, enum driver d, const struct order_list *l,
			const struct order_list_by *by, size_t window)
{
	if (is_of_badges(d)) {
		push_each_badge(a, l, window);
		return;
	}
	if (d == DRIVE_SKU)
		push(a, db_arg_text(by->sku));
	else if (d == DRIVE_TAG)
		push(a, db_arg_uint(by->ids[0]));
	else if (d != DRIVE_ALL)
		push_keys(a, by);
	push_between(a, l, window);
}

/* ---- the list ---- */

struct instant order_due_at(const struct order *o)
{
	return instant_is_none(o->promised_to) ? ORDER_NEVER_DUE : o->promised_to;
}

/* As it is read: a page before has its nearest first. */
static struct order_rows take(struct work *w, struct rows *r, bool upwards)
{
	size_t n = rows_count(r);
	struct order_rows out = { .v = arena_array_of(w->arena, n + 1, struct order), .n = n };

	for (size_t i = 0; rows_next(r); i++)
		order_store_row(r, &out.v[upwards ? n - 1 - i : i]);
	return out;
}

static void find_edge(struct work *w, enum driver d, const struct order_list *l,
		      const struct order_list_by *by, struct order_found *out)
{
	struct args a = { .n = 0 };
	struct rows *r;

	push_driver(&a, d, l, by, WINDOW);
	push(&a, db_arg_uint(WINDOW - 1));
	r = db_query_args(w->db, drivers[d].edge[l->upwards], a.v, a.n);
	if (!rows_next(r))
		return;
	out->edge = rows_id(r, 0);
	out->edge_due = rows_time(r, 1);
	out->edge_priority = ORDER_MOST_POINTS - rows_int(r, 2);
}

struct order_found order_store_list(struct work *w, const struct order_list *l,
				    const struct order_list_by *by)
{
	enum driver d = driver_of(l, by);
	bool driven_by_badge = is_of_badges(d);
	bool filtered = filters_any(&l->filter) || (l->n_badges && !driven_by_badge);
	struct args a = { .n = 0 };
	struct order_found out = { .edge = 0 };

	if (by && by->key != ORDER_BY_SKU && by->n == 0)
		return out;
	if (l->n_badges > ORDER_BADGES_MAX)
		fail("order list: %zu badges", l->n_badges);
	push_driver(&a, d, l, by, filtered ? WINDOW : l->limit);
	push_badges(&a, l->badges, driven_by_badge ? 0 : l->n_badges);
	push_filters(w, &a, &l->filter);
	push(&a, db_arg_uint(l->limit));
	out.rows = take(w, db_query_args(w->db, drivers[d].page[l->upwards], a.v, a.n), l->upwards);
	if (filtered && out.rows.n < l->limit)
		find_edge(w, d, l, by, &out);
	return out;
}

/* ---- counts of the views ---- */

DB_STATEMENT(order_count_due, "SELECT COUNT(*) FROM orders WHERE badge" IN_20 " AND due_at < ?");

int64_t order_store_count_due(struct work *w, const enum order_badge *badges, size_t n,
			      struct instant before)
{
	struct args a = { .n = 0 };
	struct rows *r;

	for (size_t i = 0; i < MANY; i++)
		push(&a, db_arg_int(i < n ? (int)badges[i] : NO_BADGE));
	push(&a, db_arg_time(before));
	r = db_query_args(w->db, &order_count_due, a.v, a.n);
	rows_next(r);
	return rows_i64(r, 0);
}
