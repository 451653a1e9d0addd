/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk's pages of one customer share; for the handlers of customer/ alone. */
#ifndef REGULARS_CUSTOMER_DESK_H
#define REGULARS_CUSTOMER_DESK_H

#include "customer/inside.h"

struct request;
struct response;

enum desk_tab {
	DESK_OVERVIEW,
	DESK_ORDERS,
	DESK_CONTACTS,
	DESK_MESSAGES,
	DESK_POINTS,
	DESK_TAB__MAX
};

/* The customer of the path; false: there is none, and that is answered. */
bool desk_find_customer(struct request *req, struct response *res, struct work *w,
			struct customer *out) __attribute__((warn_unused_result));
/* The page's head: who it is, tags, sums, tabs, and what the reader may do. Four statements. */
cJSON *desk_customer_view(struct request *req, struct work *w, const struct customer *c,
			  enum desk_tab tab, bool in_full);
const char *desk_customer_path(const struct request *req, const struct customer *c);
/* What programs read of a customer: with contact, addresses, tags, wishes and consents. Six
 * statements. */
cJSON *customer_api_view(struct work *w, const struct customer *c, bool in_full);
/* It is done: programs get the customer as they are now, masked; a browser goes to `path`. */
void customer_answer(struct request *req, struct response *res, struct work *w,
		     const struct customer *c, const char *path, const char *msg);
/* The forms of the page, empty: where none was sent that is shown again. */
void desk_add_form(struct request *req, cJSON *view);

#endif
