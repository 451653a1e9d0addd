/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's list of customers: what a row must be, what drives it, what may be asked of it; for
 * the files of customer/ alone. */
#ifndef REGULARS_CUSTOMER_LIST_H
#define REGULARS_CUSTOMER_LIST_H

#include "customer/consent.h"
#include "customer/tag.h"

enum customer_sort { BY_LAST_ORDER, BY_NEWEST, BY_ORDERS, BY_SPENT, CUSTOMER_SORT__MAX };
extern const char *const customer_sort_word[CUSTOMER_SORT__MAX];

/* ---- what a row must be (list_store.c) ---- */
enum { LIST_TAGS = 4, LIST_CONSENTS = 7 };
enum customer_has { CUSTOMER_ANY, CUSTOMER_HAS, CUSTOMER_HAS_NOT };
/* A column's values, both ends among them; of times microseconds. */
struct list_range {
	int64_t from, to;
};
struct list_consent {
	enum consent_purpose purpose;
	enum consent_channel channel;
};
struct customer_filter {                             /* all of these together */
	const char *lang;                            /* NULL: any */
	struct list_range range[CUSTOMER_SORT__MAX]; /* of what the list may be sorted by */
	uint64_t tags[LIST_TAGS];                    /* all of these; the rarest first */
	struct list_consent consents[LIST_CONSENTS]; /* all of these */
	size_t n_tags, n_consents;
	enum customer_has open, guest;
	int wish_from, wish_to;              /* of these kinds; 0 and -1: any or none */
	const char *month, *gender, *income; /* what they told; NULL: any */
	bool frequent;
	int64_t orders, more_orders; /* so many since … */
	uint64_t since, more_since;  /* … this id, of a frequent one */
	uint64_t tier;               /* a member of this one; 0: of any or none */
};
struct customer_list {
	enum customer_sort sort;
	struct customer_place from;
	bool back; /* the page before: rows nearest to its end, answered in order */
	size_t limit;
	struct customer_filter filter;
	const uint64_t *ids; /* among these alone; NULL: among all. n <= CUSTOMER_MANY */
	size_t n_ids;
};
struct customers_found {
	struct customer_row *v;
	size_t n;
	/* Where the search stopped before a page was full; id 0: it came to the end. */
	struct customer_place edge;
};
/* Everything: no filter at all. */
struct customer_filter customer_filter_none(void);
/* At most three statements. */
struct customers_found customer_store_find(struct work *w, const struct customer_list *l);
struct customer_place customer_place_of(const struct customer *c, enum customer_sort sort);

#endif
