/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the catalogue's forms and JSON bodies hold. */
#ifndef REGULARS_CATALOG_INPUT_H
#define REGULARS_CATALOG_INPUT_H

#include "catalog/inside.h"
#include "web/web.h"

#define SKUS_MAX       40
#define PRODUCT_FIELDS 16
extern const struct field product_fields[PRODUCT_FIELDS];

struct product_input {
	struct product_draft draft; /* its SKUs are read from the rows */
	struct field_rows rows;
	int64_t version; /* what the editor saw; 0: nothing, it is new */
};
/* Reads and checks the body. True: in->draft is complete. */
bool product_input_read(const struct request *req, struct product_input *in,
			struct field_errors *errors) __attribute__((warn_unused_result));

#define PRODUCT_FILTER_FIELDS 7
extern const struct field product_filter_fields[PRODUCT_FILTER_FIELDS];
struct product_query {
	const char *q, *tag;
	int state, kind;
	uint64_t category, before, after;
};
/* What a store is asked by it. */
struct product_filter product_query_filter(const struct product_query *q, size_t limit);

struct product_query product_query_read(const struct request *req);

#endif
