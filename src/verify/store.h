/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules that one statement can ask, for the files of verify/ alone. */
#ifndef REGULARS_VERIFY_STORE_H
#define REGULARS_VERIFY_STORE_H

#include "verify/verify.h"

struct verify_rule {
	const char *name, *what;
	struct db_statement *ask; /* rows: id or name as text, what is there, what should be */
};
extern const struct verify_rule verify_rules[];
extern const size_t verify_rules_n;
extern const struct verify_rule verify_ties[]; /* verify/tie_store.c */
extern const size_t verify_ties_n;
extern const struct verify_rule verify_catalog[]; /* verify/catalog_store.c */
extern const size_t verify_catalog_n;
extern const struct verify_rule verify_orphans[]; /* verify/orphan_store.c */
extern const size_t verify_orphans_n;
extern const struct verify_rule verify_customers[]; /* verify/customer_store.c */
extern const size_t verify_customers_n;
extern const struct verify_rule verify_feedback[]; /* verify/feedback_store.c */
extern const size_t verify_feedback_n;
extern const struct verify_rule verify_members[]; /* verify/member_store.c */
extern const size_t verify_members_n;
extern const struct verify_rule verify_promoted[]; /* verify/promotion_store.c */
extern const size_t verify_promoted_n;

/* Ids above `after`, rising; at most max. */
size_t verify_order_ids(struct work *w, uint64_t after, uint64_t *ids, size_t max);
/* The stored document and its version; NULL: none. */
const char *verify_document(struct work *w, uint64_t order_id, int *version);

#endif
