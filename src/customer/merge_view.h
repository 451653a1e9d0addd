/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mergings as trees, and what forms send of them; for the files of customer/ alone. */
#ifndef REGULARS_CUSTOMER_MERGE_VIEW_H
#define REGULARS_CUSTOMER_MERGE_VIEW_H

#include "customer/merge.h"
#ifdef REGULARS_WEB_WEB_H
/* Whose it is to be; enum: 0 of who stays, 1 of who goes. */
struct merge_input {
	int name, lang, contact, trait[TRAITS];
	int64_t kept_version, joined_version;
};
#define CUSTOMER_MERGE_FIELDS (TRAITS + 5)
extern const struct field customer_merge_fields[CUSTOMER_MERGE_FIELDS];
#endif

/* About eighteen statements. */
cJSON *merge_preview(struct work *w, const struct customer *kept, const struct customer *joined);
cJSON *merge_row_view(struct work *w, const struct merge_row *m, const char *author);
/* Where somebody was kept, newest first. One statement. */
cJSON *merges_view(struct work *w, uint64_t kept_id);

#endif
