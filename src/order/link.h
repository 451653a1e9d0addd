/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Links between orders of one customer: what must go together, what may not go before. Part of
 * order.h. */
#ifndef REGULARS_ORDER_LINK_H
#define REGULARS_ORDER_LINK_H

#include "order/types.h"

enum link_kind {
	LINK_TOGETHER,     /* in one parcel */
	LINK_AFTER,        /* not before the other */
	LINK_COMPLEMENT,   /* goods that need each other */
	LINK_REPLACES,     /* sent in place of the other */
	LINK_SPLIT_FROM,   /* was a part of the other */
	LINK_DUPLICATE_OF, /* the same again */
	LINK_MERGED_INTO,  /* what it was went over to the other */
	LINK_KIND__MAX
};
extern const char *const link_kind_word[LINK_KIND__MAX];

/* ---- rules (order/link_rules.c): pure ---- */
/* Why two orders cannot be linked so; NULL: they can. */
const char *link_refuses(const struct order *o, const struct order *other, enum link_kind k);
/* Both ends say the same. */
bool link_is_mutual(enum link_kind k);
struct link_end { /* a link of an order that is being packed, as it looks from there */
	enum link_kind kind;
	bool is_back;                 /* the link is the other's: "after" forbids nothing then */
	bool in_parcel;               /* the other order goes into the same parcel */
	enum order_decision decision; /* the other order's, and its units */
	int64_t live, packed, shipped;
};
bool link_forbids_packing(const struct link_end *e);

/* ---- use cases ---- */
/* ORDER_NOT_NOW: link_refuses says why; a link that is there already is no news, and no refusal. */
enum order_refusal order_link(struct work *w, struct order_ref r, uint64_t other_id,
			      enum link_kind k, struct order_answer *out)
	__attribute__((warn_unused_result));
enum order_refusal order_unlink(struct work *w, struct order_ref r, uint64_t link_id,
				struct order_answer *out) __attribute__((warn_unused_result));
/* Whether a link forbids that these orders go into one parcel, without others: true, *kind which.
 * One statement; n <= 8. */
bool order_links_forbid(struct work *w, struct order *const *orders, size_t n, enum link_kind *kind,
			uint64_t *order_id);
/* The same for each order by itself that has something left to pack: fills why[i] with "together"
 * or "after" where it is NULL and one forbids it. A statement for each 64. */
void order_links_forbid_each(struct work *w, struct order_rows rows, const char **why);
/* {"links": […], "proposed": […]} of an order; three statements. */
void order_links_view(struct work *w, const struct order *o, cJSON *view);

#endif
