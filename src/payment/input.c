/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The field tables of payments: one reads the HTML form and the JSON body alike. */
#include "payment/input.h"
#include <stddef.h>
#include "base/money.h"

#define COUNT(a)   (sizeof(a) / sizeof *(a))
#define AT(member) offsetof(struct money_input, member)

/* Imported credit documents come by the command line alone. */
static const char *const credit_word[] = { "goodwill", "return", "adjustment" };
const enum credit_kind credit_choice[] = { CREDIT_GOODWILL, CREDIT_RETURN, CREDIT_ADJUSTMENT };

#define VERSION                                                                                    \
	{                                                                                          \
		.name = "version", .kind = FIELD_INT, .offset = AT(version), .min = 0,             \
		.max = INT32_MAX                                                                   \
	}
#define AMOUNT(least)                                                                              \
	{                                                                                          \
		.name = "amount", .kind = FIELD_MONEY, .offset = AT(amount), .required = true,     \
		.min = (least), .max = MONEY_ORDER_MAX, .missing = N_("Enter an amount")           \
	}
#define WHY                                                                                        \
	{                                                                                          \
		.name = "why", .kind = FIELD_TEXT, .offset = AT(why), .required = true,            \
		.max = 300, .missing = N_("Enter a reason")                                        \
	}

const struct field capture_fields[] = {
	VERSION,
	{ .name = "method",
	  .kind = FIELD_ENUM,
	  .offset = AT(method),
	  .required = true,
	  .words = order_payment_method_word,
	  .n_words = ORDER_PAYMENT_METHOD__MAX,
	  .label = "payment_method" },
	AMOUNT(1),
	{ .name = "reference", .kind = FIELD_TEXT, .offset = AT(reference), .max = 120 },
	{ .name = "at", .kind = FIELD_TIME, .offset = AT(at) },
};
const size_t capture_fields_n = COUNT(capture_fields);

const struct field refund_fields[] = {
	VERSION,
	{ .name = "payment",
	  .kind = FIELD_ID,
	  .offset = AT(payment),
	  .required = true,
	  .missing = N_("Choose the payment to refund") },
	AMOUNT(1),
	WHY,
};
const size_t refund_fields_n = COUNT(refund_fields);

const struct field credit_fields[] = {
	VERSION,
	{ .name = "kind",
	  .kind = FIELD_ENUM,
	  .offset = AT(kind),
	  .required = true,
	  .words = credit_word,
	  .n_words = COUNT(credit_word) },
	AMOUNT(-MONEY_ORDER_MAX),
	WHY,
};
const size_t credit_fields_n = COUNT(credit_fields);
