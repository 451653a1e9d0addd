/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is meant by what a colleague typed; for the files of feedback/ alone. */
#ifndef REGULARS_FEEDBACK_PERSON_WEB_H
#define REGULARS_FEEDBACK_PERSON_WEB_H

#include "web/web.h"

#include "app.h"

struct person {
	uint64_t customer_id, order_id; /* 0: nobody; about no order */
};
/* By a number of an order or customer, a phone or an e-mail; what is wrong stands at /who. */
struct person person_find(struct work *w, const char *who, struct field_errors *errors);

#endif
