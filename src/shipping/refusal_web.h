/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How shipping's refusals leave, for the web files of shipping/ alone. */
#ifndef REGULARS_SHIPPING_REFUSAL_WEB_H
#define REGULARS_SHIPPING_REFUSAL_WEB_H

#include "shipping/shipping.h"
#include "web/web.h"

/* True: it is about a field, and stands among the errors now. time_field: the pointer of the field
 * a wrong time is in. */
bool shipping_field_refusal(enum shipping_refusal r, struct field_errors *errors,
			    const char *time_field);
/* 404, or 409 with its words. */
void shipping_answer_refusal(struct request *req, struct response *res, enum shipping_refusal r);

#endif
