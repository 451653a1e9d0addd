/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk's long lists have in common: a query written in one order, and chips of what it
 * asks for. */
#ifndef REGULARS_LISTING_LISTING_H
#define REGULARS_LISTING_LISTING_H

#include <cjson/cJSON.h>
#include "app.h"

struct request;

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

#endif
