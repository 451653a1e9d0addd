/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What programs send of customers. */
#ifndef REGULARS_CUSTOMER_API_INPUT_H
#define REGULARS_CUSTOMER_API_INPUT_H

/* before customer.h, which then gives its contact_fields */
#include "web/web.h"

#include "customer/tag.h"

struct customer_new_input {
	struct contact_draft contact;
	int lang;
	const char *source, *source_id;
	struct field_rows tags; /* const char * each */
};
#define CUSTOMER_NEW_FIELDS 5
extern const struct field customer_new_fields[CUSTOMER_NEW_FIELDS];
struct customer_change_input {
	const char *name;
	int lang;
	struct contact_draft contact;
	int64_t version;
};
#define CUSTOMER_CHANGE_FIELDS 4
extern const struct field customer_change_fields[CUSTOMER_CHANGE_FIELDS];

#endif
