/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of the inbox: its views by what is due, files of them, and how many each holds. */
#include "feedback/item_row.h"

/* What each must be; an index holds all but what its order has. */
#define FILTER                                                                                     \
	"AND (? < 0 OR source = ?) AND (? < 0 OR score = ?) AND (? < 0 OR kind = ?) AND (? < 0 "   \
	"OR feeling = ?) AND (? = 0 OR topics & ?) AND id >= ? AND id < ? AND (? IS NULL OR "      \
	"order_id IN (SELECT l.order_id FROM order_line l WHERE l.sku_code = ?) OR id IN (SELECT " \
	"a.item_id FROM feedback_alarm a JOIN sku k ON k.id = a.sku_id WHERE k.code = ?)) AND (? " \
	"= "                                                                                       \
	"0 OR customer_id IN (SELECT m.customer_id FROM member_account m WHERE m.tier_id = ?)) "
#define PAGE_OF(where_and_order)                                                                   \
	"SELECT " ITEM_COLUMNS "FROM (SELECT id FROM feedback_item WHERE " where_and_order         \
	" LIMIT ?) p JOIN feedback_item i ON i.id = p.id " ITEM_OF_ORDER
/* Behind a place, by what is due first. */
#define QUEUE                                                                                      \
	"later >= ? AND (later > ? OR due_at > ? OR (due_at = ? AND id > ?)) " FILTER              \
	"ORDER BY later, due_at, id"
#define IN_QUEUE " ORDER BY i.later, i.due_at, i.id"
DB_STATEMENT(items_on_shelf, PAGE_OF("shelf = ? AND (? = 0 OR " IS_LOW ") AND " QUEUE) IN_QUEUE);
DB_STATEMENT(items_of_owner, PAGE_OF("owner_id = ? AND shelf IN (0, 1) AND " QUEUE) IN_QUEUE);
DB_STATEMENT(items_newest,
	     PAGE_OF("shelf = ? AND id < ? " FILTER "ORDER BY id DESC") " ORDER BY i.id DESC");
DB_STATEMENT(items_for_file,
	     PAGE_OF("(? & (1 << shelf)) <> 0 AND (? = 0 OR " IS_LOW ") AND (? = 0 OR owner_id = "
		     "?) AND id < ? " FILTER "ORDER BY id DESC") " ORDER BY i.id DESC");
DB_STATEMENT(items_of_customer,
	     "SELECT " ITEM_COLUMNS "FROM feedback_item i " ITEM_OF_ORDER
	     "WHERE i.customer_id = ? AND i.id <> ? ORDER BY i.id DESC LIMIT 10");
DB_STATEMENT(item_place, "SELECT later, due_at FROM feedback_item WHERE id = ?");

struct place {
	int later;
	struct instant due_at;
	uint64_t id;
};

static struct place place_of(struct work *w, uint64_t id)
{
	struct place p = { 0, { 0 }, 0 };
	struct rows *r = id ? db_query(w->db, &item_place, id) : NULL;

	if (r && rows_next(r))
		p = (struct place){ rows_int(r, 0), rows_time(r, 1), id };
	return p;
}

#define PLACE_ARGS(p) (p).later, (p).later, (p).due_at, (p).due_at, (p).id
#define FILTER_ARGS(f)                                                                             \
	(f)->source, (f)->source, (f)->score, (f)->score, (f)->kind, (f)->kind, (f)->feeling,      \
		(f)->feeling, (f)->topic, (f)->topic,                                              \
		instant_is_none((f)->from) ? UINT64_C(0) : ident_floor_day((f)->from),             \
		instant_is_none((f)->until) ? (uint64_t)INT64_MAX : ident_floor_day((f)->until),   \
		(f)->sku, (f)->sku, (f)->sku, (f)->tier_id, (f)->tier_id

static struct item *read_all(struct work *w, struct rows *r, size_t *n)
{
	struct item *list = arena_array_of(w->arena, rows_count(r) + 1, struct item);

	for (*n = 0; rows_next(r); ++*n)
		item_of_row(w, r, &list[*n]);
	return list;
}

struct item *item_store_list(struct work *w, const struct item_list *l, size_t *n)
{
	const struct item_filter *f = &l->filter;
	uint64_t below = l->after ? l->after : (uint64_t)INT64_MAX;
	struct place p;

	if (l->view == ITEMS_RESOLVED || l->view == ITEMS_HIDDEN)
		return read_all(w,
				db_query(w->db, &items_newest,
					 l->view == ITEMS_HIDDEN ? (int)SHELF_HIDDEN
								 : (int)SHELF_RESOLVED,
					 below, FILTER_ARGS(f), l->limit),
				n);
	p = place_of(w, l->after);
	if (l->view == ITEMS_MINE)
		return read_all(w,
				db_query(w->db, &items_of_owner, l->staff_id, PLACE_ARGS(p),
					 FILTER_ARGS(f), l->limit),
				n);
	return read_all(w,
			db_query(w->db, &items_on_shelf,
				 l->view == ITEMS_WAITING ? (int)SHELF_WAITING : (int)SHELF_TO_DO,
				 (int)(l->view == ITEMS_LOW), PLACE_ARGS(p), FILTER_ARGS(f),
				 l->limit),
			n);
}

struct item *item_store_for_file(struct work *w, const struct item_list *l, size_t *n)
{
	static const int shelves[ITEM_VIEW__MAX] = {
		[ITEMS_TO_DO] = 1 << SHELF_TO_DO,
		[ITEMS_LOW] = 1 << SHELF_TO_DO,
		[ITEMS_MINE] = 1 << SHELF_TO_DO | 1 << SHELF_WAITING,
		[ITEMS_WAITING] = 1 << SHELF_WAITING,
		[ITEMS_RESOLVED] = 1 << SHELF_RESOLVED,
		[ITEMS_HIDDEN] = 1 << SHELF_HIDDEN,
	};
	const struct item_filter *f = &l->filter;
	uint64_t owner = l->view == ITEMS_MINE ? l->staff_id : 0;

	return read_all(w,
			db_query(w->db, &items_for_file, shelves[l->view],
				 (int)(l->view == ITEMS_LOW), owner, owner,
				 l->after ? l->after : (uint64_t)INT64_MAX, FILTER_ARGS(f),
				 l->limit),
			n);
}

struct item *item_store_of_customer(struct work *w, uint64_t customer_id, uint64_t besides,
				    size_t *n)
{
	return read_all(w, db_query(w->db, &items_of_customer, customer_id, besides), n);
}

/* Each up to a hundred: a tab says no more. */
#define UP_TO(where)                                                                               \
	"(SELECT COUNT(*) FROM (SELECT 1 FROM feedback_item WHERE " where " LIMIT 100) x)"
DB_STATEMENT(item_counts, "SELECT " UP_TO("shelf = 0") ", " UP_TO(
				  "shelf = 0 AND " IS_LOW) ", " UP_TO("owner_id = ? AND shelf "
								      "IN (0, "
								      "1)") ", " UP_TO("shelf = "
										       "1"));

void item_store_counts(struct work *w, uint64_t staff_id, int counts[ITEM_VIEW__MAX])
{
	struct rows *r = db_query(w->db, &item_counts, staff_id);

	for (int v = 0; v < ITEM_VIEW__MAX; v++)
		counts[v] = -1;
	if (!rows_next(r))
		return;
	counts[ITEMS_TO_DO] = rows_int(r, 0);
	counts[ITEMS_LOW] = rows_int(r, 1);
	counts[ITEMS_MINE] = rows_int(r, 2);
	counts[ITEMS_WAITING] = rows_int(r, 3);
}
