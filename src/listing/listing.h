/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk's long lists have in common: a query written in one order, chips of what it asks
 * for, and views saved of it. */
#ifndef REGULARS_LISTING_LISTING_H
#define REGULARS_LISTING_LISTING_H

#include <cjson/cJSON.h>
#include "app.h"

struct request;
struct response;

enum listing_id { LISTING_ORDERS, LISTING_CUSTOMERS, LISTING__MAX };
/* One name that a query may have; pages are no part of it. */
struct listing_part {
	const char *name;
	const char *chip; /* what kind of value its chip shows; NULL: it has none */
};
struct listing_kind {
	const char *name;
	const char *const *words; /* NULL: any value is one */
	int n;
};
struct listing {
	enum listing_id id;
	const char *page, *views; /* below base_path: the list, and what is saved of it */
	/* Would the list take what this request asks of it? */
	bool (*takes)(const struct request *req);
	const struct listing_part *parts; /* in the order they are written */
	size_t n_parts;
	const struct listing_kind *kinds; /* each a member of a chip; "text" is among them */
	size_t n_kinds;
	const char *whole; /* the query of a list that is asked for nothing */
};

/* What the request asks of the list, in the order of its parts: without pages, without what is
 * empty, and without what goes by this name (NULL: with all). */
const char *listing_query(const struct request *req, const struct listing *l, const char *without);
/* [{name, <each kind>, without}]: the kind of its value has the value, the others are null; a word
 * that is none is text. `without` is the query that no longer asks for it. */
cJSON *listing_chips(const struct request *req, const struct listing *l);
bool listing_asks(const struct request *req, const char *name, const char *value);
/* {value, chosen}, for a list of what may be chosen. */
void listing_add_choice(const struct request *req, const char *name, const char *value,
			cJSON *list);
/* The same for each of n words. */
void listing_add_choices(const struct request *req, const char *name, const char *const *words,
			 int n, cJSON *list);

/* ---- saved views (saved_web.c): the five handlers of a list's views ---- */
void listing_web_saved_new(struct request *req, struct response *res, const struct listing *l);
void listing_web_saved_add(struct request *req, struct response *res, const struct listing *l);
void listing_web_saved_show(struct request *req, struct response *res, const struct listing *l);
void listing_web_saved_change(struct request *req, struct response *res, const struct listing *l);
void listing_web_saved_remove(struct request *req, struct response *res, const struct listing *l);
/* What else goes by a saved view: those of a list that this member of staff sees, and one by its
 * id, whoever keeps it. One statement each. */
struct listing_saved {
	uint64_t id;
	enum listing_id list;
	bool is_seen; /* by who acts here */
	const char *name, *query;
};
struct listing_saved *listing_saved_all(struct work *w, enum listing_id list, size_t *n);
bool listing_saved_get(struct work *w, uint64_t id, struct listing_saved *out)
	__attribute__((warn_unused_result));
/* For the list itself: `listing` (where it is), its saved_views that this reader sees, and that
 * which is looked at as saved_now. One statement. */
void listing_add_saved(const struct request *req, struct work *w, const struct listing *l,
		       uint64_t saved, cJSON *view);

#endif
