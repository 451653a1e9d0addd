/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of payment's enums, and what its refusals say. */
#include "payment/payment.h"

const char *const payment_kind_word[PAYMENT_KIND__MAX] = {
	[PAYMENT_CAPTURE] = "capture",
	[PAYMENT_REFUND] = "refund",
	[PAYMENT_MOVED_OUT] = "moved_out",
	[PAYMENT_MOVED_IN] = "moved_in",
};

const char *const credit_kind_word[CREDIT_KIND__MAX] = {
	[CREDIT_RETURN] = "return",
	[CREDIT_GOODWILL] = "goodwill",
	[CREDIT_DOCUMENT] = "document",
	[CREDIT_ADJUSTMENT] = "adjustment",
	[CREDIT_CANCELLATION] = "cancellation",
};

const char *const payment_refusal_code[PAYMENT_REFUSAL__MAX] = {
	[PAYMENT_OK] = "ok",
	[PAYMENT_NOT_FOUND] = "not_found",
	[PAYMENT_STALE] = "stale",
	[PAYMENT_NOT_NOW] = "not_now",
	[PAYMENT_BAD_AMOUNT] = "bad_amount",
	[PAYMENT_NO_AMOUNT] = "no_amount",
	[PAYMENT_NO_CAPTURE] = "no_such_payment",
	[PAYMENT_TOO_MUCH] = "too_much",
	[PAYMENT_OVER_OWED] = "over_owed",
	[PAYMENT_OVER_WORTH] = "over_worth",
	[PAYMENT_BAD_TIME] = "bad_time",
	[PAYMENT_REF_TAKEN] = "reference_taken",
};

const char *const payment_refusal_text[PAYMENT_REFUSAL__MAX] = {
	[PAYMENT_OK] = "",
	[PAYMENT_NOT_FOUND] = N_("There is no such order."),
	[PAYMENT_STALE] = N_("Somebody else has just changed this order. What you typed is still "
			     "here: look at what changed, then send it again or go back."),
	[PAYMENT_NOT_NOW] = N_("The order’s status does not allow this."),
	[PAYMENT_BAD_AMOUNT] = N_("Enter an amount above zero."),
	[PAYMENT_NO_AMOUNT] = N_("Enter an amount other than zero."),
	[PAYMENT_NO_CAPTURE] = N_("There is no such payment on this order."),
	[PAYMENT_TOO_MUCH] = N_("That is more than is left on this payment."),
	[PAYMENT_OVER_OWED] = N_("That is more than can be credited on this order: at most {arg}."),
	[PAYMENT_OVER_WORTH] = N_("That is more than the order is worth."),
	[PAYMENT_BAD_TIME] = N_("The time is in the future, or more than a year before the order."),
	[PAYMENT_REF_TAKEN] = N_("This credit note is already booked."),
};
