/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's list by customer: each once, where the first of their orders stands, with all that the
 * list has of them. */
#include <string.h>
#include "base/json.h"
#include "guard.h"
#include "order/desk_list_input.h"
#include "order/inside.h"

/* Orders of one customer that are shown, and of a page's customers that are read. */
enum { GROUP_ROWS = 20, SHOWN_MAX = 150, KEYS_MAX = 32, READ_MAX = 400 };

struct grouping {
	struct work *w;
	const struct list_input *in;
	enum list_sort sort;
	struct order_rows page; /* as it is listed */
	struct order_rows all;  /* what the list has of their customers */
};

/* As the list stands. */
static bool stands_before(enum list_sort sort, const struct order *a, const struct order *b)
{
	struct instant due = order_due_at(a), other = order_due_at(b);

	if (sort == SORT_NEWEST)
		return a->id > b->id;
	if (sort == SORT_PRIORITY && a->priority != b->priority)
		return a->priority > b->priority;
	return due.us != other.us ? due.us < other.us : a->id < b->id;
}

static void sort_rows(enum list_sort sort, struct order_rows rows)
{
	for (size_t i = 1; i < rows.n; i++) {
		struct order o = rows.v[i];
		size_t k = i;

		for (; k > 0 && stands_before(sort, &o, &rows.v[k - 1]); k--)
			rows.v[k] = rows.v[k - 1];
		rows.v[k] = o;
	}
}

static bool has_customer(const uint64_t *ids, size_t n, uint64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return true;
	return false;
}

static size_t customers_of(struct order_rows page, uint64_t ids[ORDER_PAGE])
{
	size_t n = 0;

	for (size_t i = 0; i < page.n; i++)
		if (!has_customer(ids, n, page.v[i].customer_id))
			ids[n++] = page.v[i].customer_id;
	return n;
}

/* All that the list has of these customers, on whatever page; a search has what it found. */
static void read_all(struct grouping *g, const uint64_t *ids, size_t n)
{
	struct order_rows *all = &g->all;

	all->v = arena_array_of(g->w->arena, READ_MAX * 2 + ORDER_PAGE, struct order);
	all->n = 0;
	for (size_t i = 0; i < n && !g->in->q; i += KEYS_MAX) {
		struct order_rows some =
			list_find_of_customers(g->w, g->in, ids + i,
					       n - i < KEYS_MAX ? n - i : KEYS_MAX, READ_MAX);

		for (size_t k = 0; k < some.n; k++)
			all->v[all->n++] = some.v[k];
	}
	for (size_t i = 0; i < g->page.n; i++) {
		bool known = false;

		for (size_t k = 0; k < all->n; k++)
			known = known || all->v[k].id == g->page.v[i].id;
		if (!known)
			all->v[all->n++] = g->page.v[i];
	}
	sort_rows(g->sort, *all);
}

static bool is_on_page(const struct grouping *g, uint64_t id)
{
	for (size_t i = 0; i < g->page.n; i++)
		if (g->page.v[i].id == id)
			return true;
	return false;
}

static struct order_rows of_customer(const struct grouping *g, uint64_t id)
{
	struct order_rows out = { arena_array_of(g->w->arena, g->all.n + 1, struct order), 0 };

	for (size_t i = 0; i < g->all.n; i++)
		if (g->all.v[i].customer_id == id)
			out.v[out.n++] = g->all.v[i];
	return out;
}

/* What all of them come to, where they are of one currency. */
static void add_sum(struct order_rows rows, cJSON *group)
{
	int64_t sum = 0;

	for (size_t i = 0; i < rows.n; i++) {
		if (strcmp(rows.v[i].currency, rows.v[0].currency) != 0) {
			json_add_null(group, "to_pay");
			return;
		}
		sum += order_owed(&rows.v[i]);
	}
	json_add_money(group, "to_pay", sum, rows.v[0].currency);
}

/* The one with the least time left says how much it is. */
static void add_left(const cJSON *orders, struct order_rows rows, cJSON *group)
{
	struct instant least = ORDER_NEVER_DUE;
	const cJSON *left = NULL, *row = orders->child;

	for (size_t i = 0; row; i++, row = row->next) {
		if (cJSON_IsNull(json_get(row, "left")) || order_due_at(&rows.v[i]).us >= least.us)
			continue;
		least = order_due_at(&rows.v[i]);
		left = json_get(row, "left");
	}
	json_add(group, "left", left ? cJSON_Duplicate(left, true) : cJSON_CreateNull());
}

/* Two that may be one: the newer goes over into the older, which goes to the same address. */
struct pair {
	struct order *o, *into;
};

static bool may_be_merged(const struct order *o)
{
	return o->decision == ORDER_REVIEW || o->decision == ORDER_CONFIRMED;
}

static struct pair pair_of(struct order_rows rows)
{
	for (size_t i = 0; i < rows.n; i++)
		for (size_t k = i + 1; k < rows.n; k++) {
			struct order *a = &rows.v[i], *b = &rows.v[k];

			if (a->contact_id == b->contact_id && may_be_merged(a) && may_be_merged(b))
				return a->id > b->id ? (struct pair){ a, b }
						     : (struct pair){ b, a };
		}
	return (struct pair){ NULL, NULL };
}

/* The rule asks for their items: those of all pairs at once. */
static void add_merges(struct work *w, const struct order_rows *of, cJSON *const *groups, size_t n,
		       bool may_merge)
{
	struct order_rows rows = { arena_array_of(w->arena, n * 2 + 1, struct order), 0 };
	size_t at[ORDER_PAGE];

	for (size_t i = 0; i < n; i++) {
		struct pair p = pair_of(of[i]);

		at[i] = rows.n;
		if (may_merge && p.o) {
			rows.v[rows.n++] = *p.o;
			rows.v[rows.n++] = *p.into;
		}
	}
	order_store_read_lines_of(w, rows);
	for (size_t i = 0; i < n; i++) {
		size_t end = i + 1 < n ? at[i + 1] : rows.n;
		const struct order *o = &rows.v[at[i]];
		cJSON *merge;

		if (at[i] == end || order_merge_refuses(o, o + 1)) {
			json_add_null(groups[i], "merge");
			continue;
		}
		merge = json_add_object(groups[i], "merge");
		json_add_text(merge, "from", o->number);
		json_add_text(merge, "into", (o + 1)->number);
	}
}

static cJSON *add_group(struct grouping *g, struct order_rows rows, const struct customer *c,
			cJSON *list)
{
	cJSON *group = json_append_object(list);

	json_add(group, "customer", c ? customer_view(g->w, c, false) : cJSON_CreateNull());
	json_add_int(group, "n", (int64_t)rows.n);
	add_sum(rows, group);
	return group;
}

/* The rows of all groups, in a few statements for each page of them. */
static void add_orders(const struct grouping *g, const struct order_rows *rows,
		       cJSON *const *groups, size_t n)
{
	struct order_rows flat = { arena_array_of(g->w->arena, SHOWN_MAX + 1, struct order), 0 };
	size_t *of = arena_array_of(g->w->arena, SHOWN_MAX + 1, size_t);
	cJSON *orders[ORDER_PAGE];

	for (size_t i = 0; i < n; i++) {
		orders[i] = json_add_array(groups[i], "orders");
		for (size_t k = 0; k < rows[i].n && k < GROUP_ROWS && flat.n < SHOWN_MAX; k++) {
			of[flat.n] = i;
			flat.v[flat.n++] = rows[i].v[k];
		}
	}
	for (size_t from = 0; from < flat.n; from += ORDER_PAGE) {
		struct order_rows some = { flat.v + from, flat.n - from < ORDER_PAGE ? flat.n - from
										     : ORDER_PAGE };
		cJSON *views = list_rows_view(g->w, some, NULL, g->in);

		for (size_t i = from; views->child; i++)
			cJSON_AddItemToArray(orders[of[i]],
					     cJSON_DetachItemViaPointer(views, views->child));
	}
	for (size_t i = 0; i < n; i++) {
		json_add_bool(groups[i], "has_more",
			      (size_t)cJSON_GetArraySize(orders[i]) < rows[i].n);
		add_left(orders[i], rows[i], groups[i]);
	}
}

void list_add_groups(struct request *req, struct work *w, struct order_rows page,
		     const struct list_input *in, cJSON *view)
{
	struct grouping g = { w, in, list_sort_of(in), page, { NULL, 0 } };
	cJSON *list = json_add_array(view, "groups"), *groups[ORDER_PAGE];
	struct order_rows rows[ORDER_PAGE];
	struct customer *customers[ORDER_PAGE];
	uint64_t ids[ORDER_PAGE];
	size_t n = customers_of(page, ids), n_groups = 0;

	if (n == 0)
		return;
	customer_get_many(w, ids, n, customers);
	read_all(&g, ids, n);
	for (size_t i = 0; i < n; i++) {
		rows[n_groups] = of_customer(&g, ids[i]);
		/* on the page where the first of them stands */
		if (is_on_page(&g, rows[n_groups].v[0].id)) {
			groups[n_groups] = add_group(&g, rows[n_groups], customers[i], list);
			n_groups++;
		}
	}
	add_orders(&g, rows, groups, n_groups);
	add_merges(w, rows, groups, n_groups, may(req, PERM_ORDERS_CANCEL));
}
