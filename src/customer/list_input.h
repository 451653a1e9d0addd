/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be asked of the desk's list of customers; for the web files of customer/ alone. */
#ifndef REGULARS_CUSTOMER_LIST_INPUT_H
#define REGULARS_CUSTOMER_LIST_INPUT_H

/* before customer.h, which then gives its contact_fields */
#include "web/web.h"

#include "customer/list.h"

enum customer_view { /* in the order of the tabs */
		     VIEW_ALL,
		     VIEW_NEW,      /* one order so far */
		     VIEW_FREQUENT, /* as the settings say */
		     VIEW_VALUED,   /* spent as much as the settings say, or more */
		     VIEW_OPEN,
		     CUSTOMER_VIEW__MAX
};
extern const char *const customer_view_word[CUSTOMER_VIEW__MAX];
extern const char *const customer_consent_word[LIST_CONSENTS];
#define WISH_WORDS  (WISH__MAX + 1) /* any, then the kinds */
#define MONTH_WORDS 12
extern const char *const customer_wish_word[WISH_WORDS];
extern const char *const customer_month_word[MONTH_WORDS];
extern const char *const customer_has_word[2]; /* yes, no */

struct customer_query {
	int view, sort; /* sort -1: the view's */
	const char *q;
	int language;                                            /* -1: any, as all words below */
	struct field_rows consents, tags;                        /* int, const char * */
	int64_t orders_from, orders_to, spent_from, spent_to;    /* -1: none */
	struct instant last_from, last_to, since_from, since_to; /* days */
	int open, guest, wish, month, gender, income;
	const char *tier; /* its name in either language */
	uint64_t after, before, saved;
	int64_t at; /* what is paged from, by what the list is sorted by */
};
enum {
	CUSTOMER_ASKED_FIELDS = 21, /* before those that say where its page is */
	CUSTOMER_QUERY_FIELDS = 25
};
extern const struct field customer_query_fields[CUSTOMER_QUERY_FIELDS];
/* Asked for nothing. */
struct customer_query customer_query_none(void);
/* What of the query cannot be together, or is not for who asks, into *errors. */
void customer_query_check(const struct customer_query *q, bool in_full,
			  struct field_errors *errors);
/* False: *errors says what of the query cannot be. in_full: who asks may know what customers told
 * of themselves. */
bool customer_query_read(const struct request *req, bool in_full, struct customer_query *q,
			 struct field_errors *errors);
enum customer_sort customer_query_sort(const struct customer_query *q);
/* False: nobody can be what is asked for: it names a tag or tier that there is
 * not. */
bool customer_query_filter(struct work *w, const struct customer_query *q,
			   struct customer_filter *out);

#endif
