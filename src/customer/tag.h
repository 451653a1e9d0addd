/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tags on customers, and the events of a customer; for the files of customer/ alone. */
#ifndef REGULARS_CUSTOMER_TAG_H
#define REGULARS_CUSTOMER_TAG_H

#include "base/fail.h"
#include "customer/inside.h"

struct tag {
	uint64_t id;
	const char *name;
	int n_customers;
};
struct tag_of_customer {
	uint64_t customer_id;
	struct tag tag;
};
#define TAG_CHARS 40
#define TAGS_MAX  20 /* a customer */

/* ---- finding (search.c) ---- */
/* Who is known by it: an address, a number, its last four digits, or the beginning of a name; at
 * most CUSTOMER_MANY. At most two statements. */
size_t customer_search(struct work *w, const char *q, uint64_t ids[CUSTOMER_MANY]);
/* Rows in the order of their ids, the newest customer first. n <= CUSTOMER_MANY */
struct customer_row *customer_newest_first(struct work *w, const uint64_t *ids, size_t n,
					   size_t *found);

/* ---- rows (tag_store.c) ---- */
bool tag_store_find(struct work *w, const char *name, struct tag *out);
void tag_store_make(struct work *w, const char *name, struct tag *out);
/* Who does not bear it yet. */
void tag_store_bear(struct work *w, uint64_t customer_id, uint64_t tag_id);
/* False: they do not bear it. */
bool tag_store_drop(struct work *w, uint64_t customer_id, uint64_t tag_id);
/* Those in use, the most used first. */
struct tag *tag_store_used(struct work *w, size_t *n);
struct tag_of_customer *tag_store_of(struct work *w, const uint64_t *ids, size_t n, size_t *found);

/* ---- events (event_store.c) ---- */
enum customer_event_kind {
	CUSTOMER_TAG_ADDED,
	CUSTOMER_TAG_REMOVED,
	CUSTOMER_WISH_SAID, /* what: the kind's word */
	CUSTOMER_WISH_REMOVED,
	CUSTOMER_CHANGED,  /* name, language or contact */
	CUSTOMER_WAY_GONE, /* an e-mail or a phone, and orders under it; what: to whom, a number */
	CUSTOMER_WAY_CAME, /* the same, told of that one: from whom */
	CUSTOMER_MERGED,   /* what: the number of who went over */
	CUSTOMER_PARTED,   /* what: the other one's number */
	CUSTOMER_TIED,     /* orders under their way stay with another one; what: whose number */
	CUSTOMER_EVENT__MAX
};
extern const char *const customer_event_word[CUSTOMER_EVENT__MAX];
struct customer_event {
	enum customer_event_kind kind;
	struct actor who;
	const char *what; /* NULL: nothing more to say */
	struct instant at;
};
/* By who acts; in the transaction of what it tells. */
void event_store_insert(struct work *w, uint64_t customer_id, enum customer_event_kind kind,
			const char *what);
/* Newest first, at most 20. */
struct customer_event *event_store_list(struct work *w, uint64_t customer_id, size_t *n);

#endif
