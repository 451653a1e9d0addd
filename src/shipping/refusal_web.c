/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What parcels refuse: beside the field it is about, or as a refusal of its own. */
#include "shipping/refusal_web.h"
#include "respond.h"

static const char *const field_of[SHIPPING_REFUSAL__MAX] = {
	[SHIPPING_EMPTY] = "/lines",
	[SHIPPING_TOO_MANY] = "/lines",
	[SHIPPING_NO_CARRIER] = "/carrier",
	[SHIPPING_BAD_NUMBER] = "/tracking_number",
	[SHIPPING_NUMBER_TAKEN] = "/tracking_number",
};

bool shipping_field_refusal(enum shipping_refusal r, struct field_errors *errors,
			    const char *time_field)
{
	const char *pointer = r == SHIPPING_BAD_TIME ? time_field : field_of[r];

	if (!pointer)
		return false;
	field_error(errors, pointer, shipping_refusal_code[r], shipping_refusal_text[r], NULL);
	return true;
}

void shipping_answer_refusal(struct request *req, struct response *res, enum shipping_refusal r)
{
	if (r == SHIPPING_NOT_FOUND)
		respond_not_found(req, res);
	else
		respond_refusal(req, res, 409, shipping_refusal_code[r], shipping_refusal_text[r]);
}
