/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be sent to payments: field tables and the structs they fill, for the web files of
 * payment/ alone. */
#ifndef REGULARS_PAYMENT_INPUT_H
#define REGULARS_PAYMENT_INPUT_H

#include "payment/payment.h"
#include "web/web.h"

/* One struct for all three; each act reads what it needs. */
struct money_input {
	int64_t version, amount;
	int method; /* enum order_payment_method */
	int kind;   /* of credit_choice */
	uint64_t payment;
	const char *reference, *why;
	struct instant at;
};
extern const struct field capture_fields[], refund_fields[], credit_fields[];
extern const size_t capture_fields_n, refund_fields_n, credit_fields_n;
extern const enum credit_kind credit_choice[];

#endif
