/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Refusals of orders as answers, for the web files of order/ alone. */
#ifndef REGULARS_ORDER_REFUSAL_WEB_H
#define REGULARS_ORDER_REFUSAL_WEB_H

#include "order/order.h"
#include "respond.h"
#include "web/web.h"

/* Above a form that came too late, for respond_stale(). */
extern const char order_stale_words[];
/* Why an act is not allowed, as a sentence (msgid). */
const char *order_refusal_words(const char *reason);
/* Answers what is not ORDER_OK: 404, 409 or 422. */
void order_answer_refusal(struct request *req, struct response *res, enum order_refusal r,
			  const struct order_answer *a);

/* ORDER_NOT_AGREED of an address: what the order would come to stands beside `agreed`, and is what
 * the form sends next. */
void order_refuse_total(struct request *req, const struct order_answer *a,
			struct field_errors *errors);

/* ORDER_NO_PROMOTION: why the code does not apply, beside it. */
void order_say_promotion(int why, struct field_errors *errors);

/* A refusal about one line: the field it is said beside; code and words NULL: those of the answer's
 * reason. NULL: it is about no line. */
struct order_line_refusal {
	const char *tail, *code, *words;
};
const struct order_line_refusal *order_line_refusal(enum order_refusal r);

#endif
