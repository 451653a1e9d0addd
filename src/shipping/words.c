/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of shipping's enums, and what its refusals say. */
#include "shipping/shipping.h"

const char *const parcel_state_word[PARCEL_STATE__MAX] = {
	[PARCEL_NOT_STARTED] = "not_started",
	[PARCEL_PICKING] = "picking",
	[PARCEL_PACKED] = "packed",
	[PARCEL_AWAITING_COLLECTION] = "awaiting_collection",
	[PARCEL_COLLECTED] = "collected",
	[PARCEL_IN_TRANSIT] = "in_transit",
	[PARCEL_CUSTOMS] = "customs",
	[PARCEL_OUT_FOR_DELIVERY] = "out_for_delivery",
	[PARCEL_READY_FOR_PICKUP] = "ready_for_pickup",
	[PARCEL_DELIVERED] = "delivered",
	[PARCEL_ATTEMPT_FAILED] = "attempt_failed",
	[PARCEL_DELAYED] = "delayed",
	[PARCEL_EXCEPTION] = "exception",
	[PARCEL_RETURNING] = "returning",
	[PARCEL_RETURNED] = "returned",
	[PARCEL_LOST] = "lost",
};

const char *const parcel_problem_word[PARCEL_PROBLEM__MAX] = {
	[PROBLEM_NONE] = "none",
	[PROBLEM_WEATHER] = "weather",
	[PROBLEM_HUB_BACKLOG] = "hub_backlog",
	[PROBLEM_NO_SCAN] = "no_scan",
	[PROBLEM_ATTEMPT_FAILED] = "attempt_failed",
	[PROBLEM_ADDRESS] = "address_problem",
	[PROBLEM_REFUSED] = "refused",
	[PROBLEM_DAMAGED] = "damaged",
	[PROBLEM_LOST] = "lost",
	[PROBLEM_CUSTOMS] = "customs",
};

const char *const shipping_refusal_code[SHIPPING_REFUSAL__MAX] = {
	[SHIPPING_OK] = "ok",
	[SHIPPING_NOT_FOUND] = "not_found",
	[SHIPPING_STALE] = "stale",
	[SHIPPING_NOT_NOW] = "not_now",
	[SHIPPING_EMPTY] = "nothing_to_pack",
	[SHIPPING_TOO_MANY] = "too_many",
	[SHIPPING_OTHER_CUSTOMER] = "other_customer",
	[SHIPPING_OTHER_ADDRESS] = "other_address",
	[SHIPPING_TOGETHER] = "together",
	[SHIPPING_AFTER] = "after",
	[SHIPPING_HELD] = "held",
	[SHIPPING_NOT_CONFIRMED] = "not_confirmed",
	[SHIPPING_UNPAID] = "unpaid",
	[SHIPPING_WAITS] = "waits",
	[SHIPPING_NO_CARRIER] = "unknown_carrier",
	[SHIPPING_BAD_NUMBER] = "bad_tracking_number",
	[SHIPPING_NUMBER_TAKEN] = "tracking_number_taken",
	[SHIPPING_BAD_TIME] = "bad_time",
};

const char *const shipping_refusal_text[SHIPPING_REFUSAL__MAX] = {
	[SHIPPING_OK] = "",
	[SHIPPING_NOT_FOUND] = N_("There is no such parcel or order line."),
	[SHIPPING_STALE] =
		N_("Somebody else has just changed this. Look at what it is now, then send "
		   "yours again or go back."),
	[SHIPPING_NOT_NOW] = N_("The parcel’s status no longer allows this."),
	[SHIPPING_EMPTY] = N_("There is nothing to pack: enter at least one quantity."),
	[SHIPPING_TOO_MANY] = N_("That is more than is left to pack."),
	[SHIPPING_OTHER_CUSTOMER] = N_("Orders of different customers do not ship together."),
	[SHIPPING_OTHER_ADDRESS] = N_("Orders to different addresses do not ship together."),
	[SHIPPING_TOGETHER] = N_("This order goes into one parcel with the order it is linked "
				 "with."),
	[SHIPPING_AFTER] = N_("The order it is linked with leaves first."),
	[SHIPPING_HELD] = N_("The order is on hold. Release it first."),
	[SHIPPING_NOT_CONFIRMED] = N_("Only a confirmed order ships."),
	[SHIPPING_UNPAID] = N_("The order must be paid before it ships."),
	[SHIPPING_WAITS] = N_("This item waits for stock, production or its release."),
	[SHIPPING_NO_CARRIER] = N_("There is no such carrier."),
	[SHIPPING_BAD_NUMBER] = N_("This is not a tracking number of that carrier."),
	[SHIPPING_NUMBER_TAKEN] = N_("Another parcel has this tracking number."),
	[SHIPPING_BAD_TIME] = N_("The time is in the future, before the order, or ends before it "
				 "begins."),
};

const char *const parcel_act_word[PARCEL_ACT__MAX] = {
	[PARCEL_SHIP] = "ship",       [PARCEL_UNPACK] = "unpack",   [PARCEL_TELL] = "tell",
	[PARCEL_DELIVER] = "deliver", [PARCEL_PROMISE] = "promise", [PARCEL_SOLVE] = "solve",
};
