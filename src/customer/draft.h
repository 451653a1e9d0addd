/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers added and changed by programs; for the files of customer/ alone. */
#ifndef REGULARS_CUSTOMER_DRAFT_H
#define REGULARS_CUSTOMER_DRAFT_H

#include "customer/tag.h"

struct customer_draft {
	int version;      /* as it was seen; 0: any. Of changes */
	const char *name; /* NULL: as it is; new ones are called as their contact */
	int lang;         /* -1: as it is, or the shop's */
	bool has_contact;
	struct contact_draft contact; /* of changes: what is NULL stays as it is */
	const char *const *tags;      /* of new ones */
	size_t n_tags;
};
enum customer_refusal {
	CUSTOMER_OK,
	CUSTOMER_STALE,
	CUSTOMER_NOT_FOUND,
	CUSTOMER_NO_WAY,      /* no phone, no e-mail, no id elsewhere */
	CUSTOMER_EMAIL_TAKEN, /* somebody else's */
	CUSTOMER_PHONE_TAKEN,
	CUSTOMER_ID_TAKEN,
	CUSTOMER_HAS_ACCOUNT, /* whoever has one signs in by their own e-mail address */
};
/* Provisional, until they prove their contact. */
enum customer_refusal customer_add(struct work *w, const struct customer_draft *d, uint64_t *id)
	__attribute__((warn_unused_result));
enum customer_refusal customer_change(struct work *w, uint64_t id, const struct customer_draft *d)
	__attribute__((warn_unused_result));

#endif
