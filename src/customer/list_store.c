/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's list of customers. It is driven by the index it is sorted by, or by the ids of the one
 * filter that leaves few: either way it looks at LIST_WINDOW customers at most, then says where it
 * stopped. No filter can make it read all there are. */
#include "customer/list_store.h"

#define BEHIND(column, than) column " " than "= ? AND (" column " " than " ? OR id " than " ?)"
#define SORTED(index, column, than, dir)                                                           \
	"SELECT id AS cid, " column " AS k FROM customer FORCE INDEX (" index ") WHERE "           \
	"joined_into IS NULL AND " column                                                          \
	" BETWEEN ? AND ? AND " BEHIND(column, than) " ORDER BY " column " " dir ", id " dir       \
						     " LIMIT ?"
#define PAGE_OF(driver, column, than, dir)                                                         \
	"SELECT " CUSTOMER_COLUMNS ", " CONTACT_COLUMNS " FROM (SELECT c.id AS pid FROM (" driver  \
	") d STRAIGHT_JOIN customer c ON c.id = "                                                  \
	"d.cid" LIST_FILTERS " AND c." column " " than "= ? AND (c." column " " than               \
	" ? OR c.id " than " ?) ORDER BY c." column " " dir ", c.id " dir                          \
	" LIMIT ?) p STRAIGHT_JOIN customer c ON c.id = p.pid LEFT JOIN customer_contact k ON "    \
	"k.id = (SELECT MAX(n.id) FROM customer_contact n WHERE n.customer_id = c.id) "            \
	"ORDER BY c." column " " dir ", c.id " dir
/* The last that was looked at, where the index filled its window. */
#define EDGE_OF(driver, dir)                                                                       \
	"SELECT cid, k FROM (" driver ") d ORDER BY k " dir ", cid " dir " LIMIT 1 OFFSET ?"
#define SORT(name, index, column)                                                                  \
	DB_STATEMENT(customers_##name,                                                             \
		     PAGE_OF(SORTED(index, column, "<", "DESC"), column, "<", "DESC"));            \
	DB_STATEMENT(customers_##name##_back,                                                      \
		     PAGE_OF(SORTED(index, column, ">", "ASC"), column, ">", "ASC"));              \
	DB_STATEMENT(customers_##name##_edge,                                                      \
		     EDGE_OF(SORTED(index, column, "<", "DESC"), "DESC"));                         \
	DB_STATEMENT(customers_##name##_edge_back,                                                 \
		     EDGE_OF(SORTED(index, column, ">", "ASC"), "ASC"));                           \
	DB_STATEMENT(customers_##name##_few, PAGE_OF(LIST_KEYED, column, "<", "DESC"));            \
	DB_STATEMENT(customers_##name##_few_back, PAGE_OF(LIST_KEYED, column, ">", "ASC"))
SORT(last, "last_at", "last_at");
SORT(newest, "created", "created_at");
SORT(orders, "n_orders", "n_orders");
SORT(spent, "spent", "spent");
#define STATEMENTS(name)                                                                           \
	{                                                                                          \
		{ &customers_##name, &customers_##name##_back },                                   \
			{ &customers_##name##_edge, &customers_##name##_edge_back },               \
			{ &customers_##name##_few, &customers_##name##_few_back },                 \
	}
static const struct {
	struct db_statement *page[2], *edge[2], *few[2]; /* [back] */
} statements[CUSTOMER_SORT__MAX] = {
	[BY_LAST_ORDER] = STATEMENTS(last),
	[BY_NEWEST] = STATEMENTS(newest),
	[BY_ORDERS] = STATEMENTS(orders),
	[BY_SPENT] = STATEMENTS(spent),
};

struct customer_place customer_place_of(const struct customer *c, enum customer_sort sort)
{
	switch (sort) {
	case BY_NEWEST:
		return (struct customer_place){ c->id, c->created_at.us };
	case BY_ORDERS:
		return (struct customer_place){ c->id, c->n_orders };
	case BY_SPENT:
		return (struct customer_place){ c->id, c->spent };
	case BY_LAST_ORDER:
	case CUSTOMER_SORT__MAX:
		break;
	}
	return (struct customer_place){ c->id,
					instant_is_none(c->last_order_at)
						? customer_filter_none().range[BY_LAST_ORDER].from
						: c->last_order_at.us };
}

static void push_place(struct list_args *a, const struct customer_list *l)
{
	const struct list_range *range = &l->filter.range[l->sort];
	struct customer_place from = l->from;

	if (!from.id)
		from = (struct customer_place){ l->back ? 0 : INT64_MAX,
						l->back ? range->from : range->to };
	list_push_twice(a, list_value(l->sort, from.at));
	list_push(a, db_arg_uint(from.id));
}

static void push_ids(struct list_args *a, const struct customer_list *l)
{
	bool any = l->ids && l->n_ids;

	for (size_t i = 0; i < CUSTOMER_MANY; i++)
		list_push(a, db_arg_uint(any ? l->ids[i < l->n_ids ? i : l->n_ids - 1] : 0));
	list_push(a, db_arg_int(any ? CUSTOMER_MANY : 0));
}

static void push_sorted(struct list_args *a, const struct customer_list *l, size_t window)
{
	list_push_range(a, &l->filter, l->sort);
	push_place(a, l);
	list_push(a, db_arg_uint(window));
}

static void push_few(struct list_args *a, const struct customer_list *l, enum list_key key)
{
	int64_t limit[KEY__MAX] = { 0 };

	limit[key] = LIST_WINDOW;
	list_push_keys(a, &l->filter, limit);
	push_ids(a, l);
}

/* As it is read: a page before has its nearest first. */
static void take(struct work *w, struct rows *r, bool back, struct customers_found *out)
{
	size_t n = rows_count(r);

	out->v = arena_array_of(w->arena, n + 1, struct customer_row);
	out->n = n;
	for (size_t i = 0; rows_next(r); i++) {
		struct customer_row *row = &out->v[back ? n - 1 - i : i];
		unsigned next = customer_store_columns(r, 0, &row->customer);

		contact_store_columns(r, next, &row->contact);
	}
}

static void find_edge(struct work *w, const struct customer_list *l, struct customers_found *out)
{
	struct list_args a = { .n = 0 };
	struct rows *r;

	push_sorted(&a, l, LIST_WINDOW);
	list_push(&a, db_arg_uint(LIST_WINDOW - 1));
	r = db_query_args(w->db, statements[l->sort].edge[l->back], a.v, a.n);
	if (!rows_next(r))
		return;
	out->edge.id = rows_id(r, 0);
	out->edge.at = l->sort == BY_LAST_ORDER || l->sort == BY_NEWEST ? rows_time(r, 1).us
									: rows_i64(r, 1);
}

struct customers_found customer_store_find(struct work *w, const struct customer_list *l)
{
	struct customers_found out = { .n = 0 };
	bool filtered = list_is_filtered(&l->filter, l->sort);
	enum list_key key = l->ids ? KEY_IDS : filtered ? list_rarest_key(w, &l->filter) : KEY__MAX;
	struct list_args a = { .n = 0 };

	if (l->ids && l->n_ids == 0)
		return out;
	if (key < KEY__MAX)
		push_few(&a, l, key);
	else
		push_sorted(&a, l, filtered ? LIST_WINDOW : l->limit);
	list_push_filters(&a, &l->filter);
	push_place(&a, l);
	list_push(&a, db_arg_uint(l->limit));
	take(w,
	     db_query_args(w->db,
			   key < KEY__MAX ? statements[l->sort].few[l->back]
					  : statements[l->sort].page[l->back],
			   a.v, a.n),
	     l->back, &out);
	if (key == KEY__MAX && filtered && out.n < l->limit)
		find_edge(w, l, &out);
	return out;
}
