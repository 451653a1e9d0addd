/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a customer gets at an order of theirs, for the customers' web files of order/ alone. */
#ifndef REGULARS_ORDER_OWN_ENTRY_WEB_H
#define REGULARS_ORDER_OWN_ENTRY_WEB_H

#include "guard.h"
#include "order/order.h"
#include "web/web.h"

struct own {
	struct work work; /* its actor is the customer */
	struct order_document document;
	const char *number, *key; /* key NULL: by session */
};
/* Proves the way in: the signed link's k (query or form), or the session of the customer it belongs
 * to. False: *res says 404, or 410 for a link that ended. */
bool own_find(struct request *req, struct response *res, struct own *out);
/* By a link alone an act asks once for something only the customer knows; throttled. *errors says
 * what is wrong with it, beside what is wrong with other fields. */
void own_prove(struct request *req, const struct own *o, const char *proof,
	       struct field_errors *errors);
char *own_path(struct request *req, const struct own *o, const char *tail);

#endif
