/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's lists of orders. What drives a list reads an index in the order it is shown in and
 * stops: after a page, or, where filters let some of it fall, after WINDOW orders. No filter can
 * make a list read all there are. */
#include <string.h>
#include "base/fail.h"
#include "order/desk_list_drive.h"

enum { WINDOW = 5000, ARGS_MAX = 320 };

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
	for (size_t i = 0; i < LIST_MANY; i++)
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

	/* With a range asked for, what nobody promised is not in it. */
	last.us += instant_is_none(f->promised_from);
	for (size_t i = 0; i < (l->n_badges > LIST_FEW ? LIST_MANY : LIST_FEW); i++) {
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
	for (size_t i = 0; i < LIST_KEYS; i++)
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
	if (l->n_badges > LIST_FEW)
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
	r = db_query_args(w->db, list_drivers[d].edge[l->upwards], a.v, a.n);
	if (!rows_next(r))
		return;
	out->edge = rows_id(r, 0);
	out->edge_due = rows_time(r, 1);
	out->edge_priority = ORDER_MOST_POINTS - rows_int(r, 2);
}

/* What the driver has not asked already. */
static struct order_filter left_to_ask(const struct order_list *l, enum driver d)
{
	struct order_filter f = l->filter;

	if (is_of_badges(d) && l->by_due)
		f.promised_from = f.promised_to = INSTANT_NONE;
	return f;
}

struct order_found order_store_list(struct work *w, const struct order_list *l,
				    const struct order_list_by *by)
{
	enum driver d = driver_of(l, by);
	bool driven_by_badge = is_of_badges(d);
	struct order_filter f = left_to_ask(l, d);
	bool filtered = filters_any(&f) || (l->n_badges && !driven_by_badge);
	struct args a = { .n = 0 };
	struct order_found out = { .edge = 0 };

	if (by && by->key != ORDER_BY_SKU && by->n == 0)
		return out;
	if (l->n_badges > ORDER_BADGES_MAX)
		fail("order list: %zu badges", l->n_badges);
	push_driver(&a, d, l, by, filtered ? WINDOW : l->limit);
	if (!filtered) {
		out.rows =
			take(w, db_query_args(w->db, list_drivers[d].plain[l->upwards], a.v, a.n),
			     l->upwards);
		return out;
	}
	push_badges(&a, l->badges, driven_by_badge ? 0 : l->n_badges);
	push_filters(w, &a, &f);
	push(&a, db_arg_uint(l->limit));
	out.rows = take(w, db_query_args(w->db, list_drivers[d].page[l->upwards], a.v, a.n),
			l->upwards);
	if (out.rows.n < l->limit)
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

	for (size_t i = 0; i < LIST_MANY; i++)
		push(&a, db_arg_int(i < n ? (int)badges[i] : NO_BADGE));
	push(&a, db_arg_time(before));
	r = db_query_args(w->db, &order_count_due, a.v, a.n);
	rows_next(r);
	return rows_i64(r, 0);
}
