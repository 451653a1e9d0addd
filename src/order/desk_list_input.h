/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be asked of the desk's list of orders, found and shown; for the web files of order/
 * alone. */
#ifndef REGULARS_ORDER_DESK_LIST_INPUT_H
#define REGULARS_ORDER_DESK_LIST_INPUT_H

/* before customer.h, which then gives its contact_fields */
#include "web/web.h"

#include "listing/listing.h"
#include "order/desk_list.h"

/* ---- what may be asked (order/desk_list_input.c) ---- */
struct list_input {
	int view, sort; /* sort -1: the view's */
	const char *q, *sku, *place, *tag;
	struct field_rows statuses, payments, priorities, sources; /* int, int, int, const char * */
	struct field_rows columns;                                 /* int: enum list_column */
	struct instant from, to, promised_from, promised_to;       /* days */
	int64_t amount_from, amount_to;                            /* minor units; -1: none */
	int note, hold, waiting; /* of list_has_word; -1: either */
	int group;               /* -1: each order by itself */
	uint64_t after, before, saved;
	size_t limit; /* rows wanted; 0: a page and one */
	int64_t rank; /* the points of what is paged from */
	int64_t at;   /* the due time of what is paged from, in microseconds */
};
enum { LIST_FIELDS = 26 };
/* What a page's rows show besides, where it is asked for. */
enum list_column { COLUMN_PLACE, COLUMN_NOTE, COLUMN_DISCOUNT, COLUMN_PARCELS, LIST_COLUMN__MAX };
extern const char *const list_column_word[LIST_COLUMN__MAX];
extern const struct field list_fields[LIST_FIELDS];
/* False: *errors says what of the query cannot be. */
bool list_read(const struct request *req, struct list_input *in, struct field_errors *errors);

enum list_sort list_sort_of(const struct list_input *in);
bool list_shows(const struct list_input *in, enum list_column column);
/* ---- what was asked, found (order/desk_find_web.c) ---- */
/* *one: what was typed names this order and no other; 0: it does not. */
struct order_found list_find(struct work *w, const struct list_input *in, uint64_t *one);

/* Its neighbours in that list, one before and one behind it: numbers, NULL where there is none,
 * as in a search for one alone. At most ten statements, two where nothing filters; of a search
 * fifteen for each. */
struct list_neighbours {
	const char *before, *behind;
};
struct list_neighbours list_neighbours_of(struct work *w, const struct list_input *in,
					  const struct order *o);

/* What the list has of these customers, at most 32, on whatever page: at most so many. Two
 * statements at most, without those of the filters. */
struct order_rows list_find_of_customers(struct work *w, const struct list_input *in,
					 const uint64_t *ids, size_t n, size_t limit);

/* ---- rows and groups of them (order/desk_row_web.c, order/desk_group_web.c) ---- */
/* At most ORDER_PAGE, with what further tables say of them. customers NULL: they are known; in:
 * whose columns are shown, NULL: for programs, which get the order. */
cJSON *list_rows_view(struct work *w, struct order_rows rows, struct customer *const *customers,
		      const struct list_input *in);
/* orders, has_orders, and which columns the page shows. */
void list_add_rows(struct work *w, struct order_rows rows, const struct list_input *in,
		   cJSON *view);
/* Into groups: {customer, n, has_more, to_pay, left, merge {from, into} or null, orders}, for each
 * customer the first of whose orders in the list is on this page. */
void list_add_groups(struct request *req, struct work *w, struct order_rows page,
		     const struct list_input *in, cJSON *view);

/* ---- the filters as a tree (order/desk_filter_web.c) ---- */
/* What the request asks, written in one order: without pages, and without a saved view's id. */
const char *list_query(const struct request *req);
extern const struct listing order_listing;
/* As they stand, for the form, the chips and the links. typed: fields_typed of the query. */
void list_add_filters(struct request *req, const struct list_input *in, const cJSON *typed,
		      const struct field_errors *errors, cJSON *view);
void list_add_views(struct work *w, const struct list_input *in, cJSON *view);

#endif
