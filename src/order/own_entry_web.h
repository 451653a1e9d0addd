/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a customer proves before an act on an order of theirs, for the web files of order/ alone. */
#ifndef REGULARS_ORDER_OWN_ENTRY_WEB_H
#define REGULARS_ORDER_OWN_ENTRY_WEB_H

#include "guard.h"
#include "order/order.h"
#include "web/web.h"

/* By a link alone an act asks once for something only the customer knows; throttled. *errors says
 * what is wrong with it, beside what is wrong with other fields. */
void own_prove(struct request *req, const struct order_own *o, const char *proof,
	       struct field_errors *errors);

#endif
