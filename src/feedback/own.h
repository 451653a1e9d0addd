/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a signed-in customer said, and what they have not yet; for the files of feedback/ alone. */
#ifndef REGULARS_FEEDBACK_OWN_H
#define REGULARS_FEEDBACK_OWN_H

#include "feedback/inside.h"

/* Of an order whose contact they have proved to be theirs. */
struct own_review {
	struct review r;
	const char *picture;
	int hidden_for; /* enum hide_reason; -1: it is shown */
};
/* The newest below this id. */
struct own_review *own_store_said(struct work *w, uint64_t customer_id, uint64_t below, int limit,
				  size_t *n);

/* Arrived, and nothing is said of it, though it may be. */
struct own_unsaid {
	const char *number, *sku, *name_en, *name_zh, *picture;
	struct instant placed_at;
};
struct own_unsaid *own_store_unsaid(struct work *w, uint64_t customer_id, int limit, size_t *n);

#endif
