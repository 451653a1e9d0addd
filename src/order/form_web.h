/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk's forms of orders share; for the web files of order/ alone. */
#ifndef REGULARS_ORDER_FORM_WEB_H
#define REGULARS_ORDER_FORM_WEB_H

#include "order/order.h"
#include "web/web.h"

/* The order of the path, by its id alone; false: 404 is answered. */
bool order_id_of_path(struct request *req, struct response *res, struct work *w, uint64_t *id);
/* The same as it stands, without a lock; NULL: 404 is answered. */
struct order *order_of_path(struct request *req, struct response *res, struct work *w);
/* Empty rows to type into, without script: one or more beyond what is filled, never fewer than
 * `least`. */
void order_add_rows(cJSON *values, const char *name, int more, int least);

#endif
