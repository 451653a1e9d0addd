/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filters of the desk's list of customers, for its handlers. */
#ifndef REGULARS_CUSTOMER_LIST_WEB_H
#define REGULARS_CUSTOMER_LIST_WEB_H

#include "customer/list_input.h"
#include "listing/listing.h"

extern const struct listing customer_listing;
/* As they stand, for the form, the chips, the views and the links. */
void customer_list_add_filters(struct request *req, const struct customer_query *q,
			       const struct field_errors *errors, cJSON *view);
/* What tags there are, those chosen among them. */
void customer_list_add_tags(const struct request *req, struct work *w, cJSON *view);
/* The tiers there are, to choose among; one statement where there are some. */
void customer_list_add_tiers(const struct request *req, struct work *w, cJSON *view);
/* The page from there on, with what is asked for; NULL: there is none. */
const char *customer_list_link(const struct request *req, const char *bound,
			       struct customer_place place);

/* What is asked for, found from l's place on, among l's ids where it has some; its sort and filters
 * are the query's. *more: what was typed fits more people than are looked at. */
struct customers_found customer_list_seek(struct work *w, const struct customer_query *q,
					  struct customer_list l, bool *more);
/* `customers`: each masked, with tags. A statement for each 64. */
void customer_list_add_rows(struct work *w, cJSON *view, const struct customer_row *rows, size_t n);

#endif
