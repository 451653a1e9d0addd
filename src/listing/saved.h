/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saved views of the desk's lists: a query under a name, for oneself or for the whole shop; for the
 * files of listing/ alone. */
#ifndef REGULARS_LISTING_SAVED_H
#define REGULARS_LISTING_SAVED_H

#include "listing/listing.h"

enum { SAVED_MAX = 50, SAVED_QUERY_MAX = 1500 };
struct saved_view {
	uint64_t id, owner_id;
	enum listing_id list;
	bool shared;
	const char *name, *query;
};
enum saved_refusal {
	SAVED_OK,
	SAVED_NOT_FOUND,  /* not there, or not theirs to see */
	SAVED_NOT_YOURS,  /* seen, and kept by somebody else */
	SAVED_NAME_TAKEN, /* by another of their own */
	SAVED_TOO_MANY    /* they keep SAVED_MAX already */
};

/* What this member of staff sees of a list: their own, and the shop's; by name, at most twice
 * SAVED_MAX. */
struct saved_view *saved_list(struct work *w, enum listing_id list, size_t *n);
/* Only what they see, of that list. */
bool saved_get(struct work *w, enum listing_id list, uint64_t id, struct saved_view *out);
/* keeps_all: they may change what others share. */
bool saved_is_theirs(const struct work *w, const struct saved_view *v, bool keeps_all);
enum saved_refusal saved_add(struct work *w, struct saved_view *v)
	__attribute__((warn_unused_result)); /* fills id and owner */
/* Name, for whom, and what is looked for, of the view of that id and list. */
enum saved_refusal saved_change(struct work *w, const struct saved_view *v, bool keeps_all)
	__attribute__((warn_unused_result));
enum saved_refusal saved_remove(struct work *w, const struct saved_view *v, bool keeps_all)
	__attribute__((warn_unused_result));

#endif
