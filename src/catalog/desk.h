/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk's pages of one product share; for the handlers of catalog/ alone. */
#ifndef REGULARS_CATALOG_DESK_H
#define REGULARS_CATALOG_DESK_H

#include "catalog/inside.h"

struct request;
struct response;

/* The product of the path; false: there is none, and that is answered. */
bool catalog_find_of_path(struct request *req, struct response *res, struct work *w,
			  struct product *out) __attribute__((warn_unused_result));
/* What each of its pages begins with (templates/catalog/head.html): the product with its SKUs, or
 * null where p is; which page it is, and what the reader may do. One statement. */
cJSON *catalog_desk_view(struct request *req, struct work *w, const struct product *p,
			 enum product_tab tab);
/* Its page below base_path; `tail` is "", or "/…" for another of its pages. */
const char *catalog_desk_path(const struct request *req, const char *code, const char *tail);

#endif
