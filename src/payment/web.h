/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of payments, for routes.c. A page and its API twin are the same handler. */
#ifndef REGULARS_PAYMENT_WEB_H
#define REGULARS_PAYMENT_WEB_H

#include "web/web.h"

void payment_web_capture_form(struct request *req, struct response *res);
void payment_web_capture(struct request *req, struct response *res);
void payment_web_refund_form(struct request *req, struct response *res);
void payment_web_refund(struct request *req, struct response *res);
void payment_web_credit_form(struct request *req, struct response *res);
void payment_web_credit(struct request *req, struct response *res);
void payment_web_list(struct request *req,
		      struct response *res); /* programs: both ledgers of an order */
void payment_web_all(struct request *req, struct response *res);

#endif
