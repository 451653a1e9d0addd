/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's list of orders: its views, what a row must be, what drives it; for the files of order/
 * alone. */
#ifndef REGULARS_ORDER_DESK_LIST_H
#define REGULARS_ORDER_DESK_LIST_H

#include "order/store.h"

enum list_view { /* in the order of the tabs */
		 VIEW_TODAY,
		 VIEW_TO_SHIP,
		 VIEW_BACKORDERED,
		 VIEW_AWAITING_PAYMENT,
		 VIEW_SHIPPED,
		 VIEW_PROBLEM,
		 VIEW_IN_REVIEW,
		 VIEW_DRAFT,
		 VIEW_ALL,
		 LIST_VIEW__MAX
};
extern const char *const list_view_word[LIST_VIEW__MAX];
enum list_sort { SORT_PRIORITY, SORT_DUE, SORT_NEWEST, LIST_SORT__MAX };
extern const char *const list_sort_word[LIST_SORT__MAX];
extern const char *const list_has_word[]; /* yes, no */

/* ---- what a row must be, and what drives the list (order/desk_list_store.c) ---- */
enum { ORDER_SOURCES_MAX = 8 };
enum order_has { HAS_ANY, HAS_IT, HAS_NOT };
struct order_filter { /* all of these together; zero is any, but for the times: INSTANT_NONE */
	const char *sources[ORDER_SOURCES_MAX];
	size_t n_sources;
	unsigned money;                            /* a bit per enum order_money */
	unsigned priority;                         /* a bit per enum order_priority */
	struct instant promised_from, promised_to; /* from, and before */
	const int64_t *least, *most;               /* owed, in the shop's currency; NULL: any */
	const char *sku;
	const char *place; /* how the city or the province begins */
	uint64_t tag;
	enum order_has note, held, waiting;
};
#define ORDER_NEVER_DUE ((struct instant){ INT64_C(253402214400000000) }) /* as orders.due_at */
struct order_list {
	uint64_t above, below; /* ids between these, both exclusive */
	bool upwards;          /* the page before: rows nearest to its end, answered in order */
	size_t limit;          /* rows wanted */
	const enum order_badge *badges; /* at most ORDER_BADGES_MAX; none: any */
	size_t n_badges;
	/* What is due first comes first, from (due, due_id) on; by_priority: what has more points,
	 * and then what is due first, from (queue, due, due_id) on. With badges only. */
	bool by_due, by_priority;
	int queue; /* 255 - points */
	struct instant due;
	uint64_t due_id;
	struct order_filter filter;
};
enum order_key {
	ORDER_BY_CUSTOMER,
	ORDER_BY_CONTACT,
	ORDER_BY_ID,
	ORDER_BY_TAG, /* one of them */
	ORDER_BY_SKU
};
/* Orders of up to 32 customers or contacts, of these ids, or with this SKU: newest first. */
struct order_list_by {
	enum order_key key;
	const uint64_t *ids;
	size_t n;
	const char *sku;
};
struct order_found {
	struct order_rows rows;
	/* Where the search stopped before a page was full; 0: it came to the end. */
	uint64_t edge;
	struct instant edge_due;
	int edge_priority;
};
/* by NULL: of all orders, newest first or what is due first. */
struct order_found order_store_list(struct work *w, const struct order_list *l,
				    const struct order_list_by *by);
int64_t order_store_count_due(struct work *w, const enum order_badge *badges, size_t n,
			      struct instant before);
struct instant order_due_at(const struct order *o);

/* ---- views (order/desk_find_web.c) ---- */
struct list_badges {
	enum order_badge v[ORDER_BADGES_MAX];
	size_t n;
};
extern const struct list_badges list_view_badges[LIST_VIEW__MAX];
/* The local day's end. */
struct instant list_day_ends(struct instant now);
/* What must leave today is promised for before this: on its way it takes the days that the shop
 * reckons from dispatch to delivery. */
struct instant list_leaves_today(const struct work *w);
/* And by this moment it is with the carrier. */
struct instant list_cutoff(const struct work *w);

#endif
