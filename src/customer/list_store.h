/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the SQL of the desk's list of customers is put together from; for its stores alone. */
#ifndef REGULARS_CUSTOMER_LIST_STORE_H
#define REGULARS_CUSTOMER_LIST_STORE_H

#include "customer/list.h"

enum { LIST_WINDOW = 5000, LIST_ARGS = 222 };
#define LIST_OPEN "badge BETWEEN 3 AND 16" /* as order_sums_for_customer counts them */

/* ---- arguments and filters (list_filter_store.c) ---- */
struct list_args {
	struct db_arg v[LIST_ARGS];
	size_t n;
};
void list_push(struct list_args *a, struct db_arg arg);
void list_push_twice(struct list_args *a, struct db_arg arg);
struct db_arg list_value(enum customer_sort sort, int64_t v);
void list_push_range(struct list_args *a, const struct customer_filter *f, enum customer_sort sort);
void list_push_wish(struct list_args *a, const struct customer_filter *f);
void list_push_filters(struct list_args *a, const struct customer_filter *f);
bool list_is_ranged(const struct customer_filter *f, enum customer_sort sort);
/* Besides the range of what it is sorted by, where the index begins and ends. */
bool list_is_filtered(const struct customer_filter *f, enum customer_sort sort);
/* Scalars, which the server asks of each row that is looked at. */
#define LIST_OF_ROW(from) "COALESCE((SELECT 1 FROM " from " LIMIT 1), 0)"
#define LIST_OF_OPEN      LIST_OF_ROW("orders o WHERE o.customer_id = c.id AND o." LIST_OPEN)
#define LIST_OF_TAG                                                                                \
	" AND (? = 0 OR " LIST_OF_ROW(                                                             \
		"customer_tagged t WHERE t.customer_id = c.id AND t.tag_id = ?") " = 1)"
#define LIST_OF_CONSENT                                                                            \
	" AND (? < 0 OR " LIST_OF_ROW(                                                             \
		"customer_agreed a WHERE a.customer_id = c.id AND a.purpose = ? "                  \
		"AND a.channel = ?") " = 1)"
#define LIST_OF_WISH                                                                               \
	LIST_OF_ROW("customer_wish i WHERE i.customer_id = c.id AND i.kind BETWEEN ? AND ?")
/* Of those who did not refuse that what is proposed goes by what they told. */
#define LIST_OF_PERSONAL                                                                           \
	"COALESCE((SELECT g.given FROM customer_consent g WHERE g.customer_id = c.id AND "         \
	"g.purpose = 6 AND g.channel = 0 ORDER BY g.id DESC LIMIT 1), 1)"
#define LIST_OF_TRAIT(purpose, column)                                                             \
	LIST_OF_ROW("customer_trait t WHERE t.customer_id = c.id AND t.purpose = " purpose         \
		    " AND t." column " = ?")
#define LIST_OF_TIER                                                                               \
	" AND (? = 0 OR " LIST_OF_ROW(                                                             \
		"member_account m WHERE m.customer_id = c.id AND m.tier_id = ?") " = 1)"
/* The oldest of so many: who has it has as many. */
#define LIST_SO_MANY                                                                               \
	"COALESCE((SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.id > ? "                \
	"AND " ORDER_COUNTS " ORDER BY o.id DESC LIMIT 1 OFFSET ?), 0)"
#define LIST_FILTERS                                                                               \
	" WHERE c.joined_into IS NULL AND (? IS NULL OR c.lang = ?) AND c.last_at BETWEEN ? AND "  \
	"? AND c.created_at BETWEEN "                                                              \
	"? AND ? AND c.n_orders BETWEEN ? AND ? AND c.spent BETWEEN ? AND ?"                       \
	" AND (? = 0 OR c.provisional = ?) AND (? = 0 OR " LIST_OF_OPEN                            \
	" = ?)" LIST_OF_TAG LIST_OF_TAG LIST_OF_TAG LIST_OF_TAG LIST_OF_CONSENT LIST_OF_CONSENT    \
		LIST_OF_CONSENT LIST_OF_CONSENT LIST_OF_CONSENT LIST_OF_CONSENT LIST_OF_CONSENT    \
	" AND (? < 0 OR " LIST_OF_WISH " = 1) AND (? IS NULL OR " LIST_OF_TRAIT(                   \
		"0", "month") " = 1)"                                                              \
			      " AND (? IS NULL OR (" LIST_OF_PERSONAL " = 1 AND " LIST_OF_TRAIT(   \
				      "1",                                                         \
				      "value") " = 1))"                                            \
					       " AND (? IS NULL OR (" LIST_OF_PERSONAL             \
					       " = 1 AND " LIST_OF_TRAIT(                          \
						       "3",                                        \
						       "value") " = 1))"                           \
								" AND (? = 0 OR " LIST_SO_MANY     \
								" = 1 OR " LIST_SO_MANY            \
								" = 1)" LIST_OF_TIER

/* ---- keys: filters that may leave few, each with an index of its own (list_key_store.c) ---- */
enum list_key {
	KEY_TAG,
	KEY_CONSENT,
	KEY_MONTH,
	KEY_TOLD,
	KEY_WISH,
	KEY_LAST,
	KEY_SINCE,
	KEY_ORDERS,
	KEY_SPENT,
	KEY_OPEN,
	KEY_IDS, /* what a search found; not counted */
	KEY__MAX
};
#define LIST_OF_TAGGED "SELECT customer_id AS cid FROM customer_tagged WHERE tag_id = ? LIMIT ?"
#define LIST_OF_AGREED                                                                             \
	"SELECT customer_id AS cid FROM customer_agreed WHERE purpose = ? AND channel = ? LIMIT ?"
#define LIST_OF_MONTH                                                                              \
	"SELECT customer_id AS cid FROM customer_trait FORCE INDEX (month) WHERE month = ? LIMIT " \
	"?"
#define LIST_OF_TOLD                                                                               \
	"SELECT customer_id AS cid FROM customer_trait FORCE INDEX (value) WHERE purpose = ? AND " \
	"value = ? LIMIT ?"
#define LIST_OF_WISHED                                                                             \
	"SELECT customer_id AS cid FROM customer_wish FORCE INDEX (kind) WHERE kind BETWEEN ? "    \
	"AND ? LIMIT ?"
#define LIST_OF_RANGE(index, column)                                                               \
	"SELECT id AS cid FROM customer FORCE INDEX (" index ") WHERE " column                     \
	" BETWEEN ? AND ? LIMIT ?"
#define LIST_WITH_OPEN                                                                             \
	"SELECT customer_id AS cid FROM orders FORCE INDEX (badge) WHERE " LIST_OPEN " LIMIT ?"
/* One of these is given a limit, the others none. */
#define LIST_KEYED                                                                                               \
	"(" LIST_OF_TAGGED ") UNION ALL (" LIST_OF_AGREED ") UNION ALL (" LIST_OF_MONTH                          \
	") UNION ALL (" LIST_OF_TOLD ") UNION ALL (SELECT DISTINCT cid FROM (" LIST_OF_WISHED                    \
	") x) UNION ALL (" LIST_OF_RANGE("last_at", "last_at") ") UNION ALL (" LIST_OF_RANGE(                    \
		"created",                                                                                       \
		"created_at") ") UNION ALL (" LIST_OF_RANGE("n_orders",                                          \
							    "n_orders") ") UNION ALL "                           \
									"(" LIST_OF_RANGE(                       \
										"spent",                         \
										"spent") ") "                    \
											 "UNION "                \
											 "ALL "                  \
											 "(SELECT"               \
											 " DISTIN"               \
											 "CT cid "               \
											 "FROM "                 \
											 "(" LIST_WITH_OPEN      \
											 ") x) "                 \
											 "UNION "                \
											 "ALL "                  \
											 "(SELECT"               \
											 " id "                  \
											 "FROM "                 \
											 "custome"               \
											 "r "                    \
											 "WHERE "                \
											 "id IN "                \
											 "(" CUSTOMER_MANY_MARKS \
											 ") "                    \
											 "LIMIT "                \
											 "?)"

void list_push_keys(struct list_args *a, const struct customer_filter *f,
		    const int64_t limit[KEY__MAX]);
/* The filter that leaves fewest, if that is few enough to sort; KEY__MAX: none. */
enum list_key list_rarest_key(struct work *w, const struct customer_filter *f);

#endif
