/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The enum words of orders, as programs see them (glossary: codes). */
#include "order/order.h"

const char *const order_decision_word[ORDER_DECISION__MAX] = {
	[ORDER_DRAFT] = "draft",   [ORDER_REVIEW] = "review",       [ORDER_CONFIRMED] = "confirmed",
	[ORDER_CLOSED] = "closed", [ORDER_CANCELLED] = "cancelled",
};

const char *const order_money_word[ORDER_MONEY__MAX] = {
	[MONEY_UNPAID] = "unpaid",           [MONEY_PART_PAID] = "part_paid", [MONEY_PAID] = "paid",
	[MONEY_CREDIT_OWED] = "credit_owed", [MONEY_REFUNDED] = "refunded",
};

const char *const order_care_word[ORDER_CARE__MAX] = {
	[CARE_NONE] = "none",
	[CARE_OPEN] = "open",
	[CARE_WAITING_CUSTOMER] = "waiting_customer",
	[CARE_RESOLVED] = "resolved",
};

const char *const order_wait_word[ORDER_WAIT__MAX] = {
	[WAIT_NONE] = "none",
	[WAIT_PRODUCTION] = "production",
	[WAIT_PRE_ORDER] = "pre_order",
	[WAIT_BACK_ORDER] = "back_order",
};

const char *const order_stage_word[ORDER_STAGE__MAX] = {
	[STAGE_PLACED] = "placed",
	[STAGE_IN_REVIEW] = "in_review",
	[STAGE_PREPARING] = "preparing",
	[STAGE_IN_PRODUCTION] = "in_production",
	[STAGE_SHIPPED] = "shipped",
	[STAGE_IN_TRANSIT] = "in_transit",
	[STAGE_OUT_FOR_DELIVERY] = "out_for_delivery",
	[STAGE_RECEIVED] = "received",
	[STAGE_CANCELLED] = "cancelled",
	[STAGE_RETURNED] = "returned",
	[STAGE_EXCEPTION] = "exception",
};

const char *const order_badge_word[ORDER_BADGE__MAX] = {
	[BADGE_DRAFT] = "draft",
	[BADGE_CLOSED] = "closed",
	[BADGE_CANCELLED] = "cancelled",
	[BADGE_RETURNED] = "returned",
	[BADGE_EXCEPTION] = "exception",
	[BADGE_HOLD] = "hold",
	[BADGE_AWAITING_PAYMENT] = "awaiting_payment",
	[BADGE_IN_REVIEW] = "in_review",
	[BADGE_PRE_ORDER] = "pre_order",
	[BADGE_BACKORDERED] = "backordered",
	[BADGE_IN_PRODUCTION] = "in_production",
	[BADGE_PREPARING] = "preparing",
	[BADGE_PACKING] = "packing",
	[BADGE_PARTLY_SHIPPED] = "partly_shipped",
	[BADGE_OUT_FOR_DELIVERY] = "out_for_delivery",
	[BADGE_IN_TRANSIT] = "in_transit",
	[BADGE_SHIPPED] = "shipped",
	[BADGE_COMPLETED] = "completed",
	[BADGE_DELIVERED] = "delivered",
};

const char *const order_payment_method_word[ORDER_PAYMENT_METHOD__MAX] = {
	[PAY_COD] = "cod",
	[PAY_BANK_TRANSFER] = "bank_transfer",
	[PAY_ELSEWHERE] = "elsewhere",
};

const char *const order_event_word[ORDER_EVENT_KIND__MAX] = {
	[EVENT_PLACED] = "placed",
	[EVENT_CONFIRMED] = "confirmed",
	[EVENT_HELD] = "held",
	[EVENT_RELEASED] = "released",
	[EVENT_CANCELLED] = "cancelled",
	[EVENT_LINE_CANCELLED] = "line_cancelled",
	[EVENT_CLOSED] = "closed",
	[EVENT_WAIT_CHANGED] = "wait_changed",
	[EVENT_PROMISE_CHANGED] = "promise_changed",
	[EVENT_CONTACT_CHANGED] = "contact_changed",
	[EVENT_PAID] = "paid",
	[EVENT_REFUNDED] = "refunded",
	[EVENT_CREDITED] = "credited",
	[EVENT_PACKED] = "packed",
	[EVENT_SHIPPED] = "shipped",
	[EVENT_PARCEL_CHANGED] = "parcel_changed",
	[EVENT_DELIVERED] = "delivered",
	[EVENT_RECEIPT_CONFIRMED] = "receipt_confirmed",
	[EVENT_CAME_BACK] = "came_back",
	[EVENT_FULFILLED] = "fulfilled",
	[EVENT_LINE_ADDED] = "line_added",
	[EVENT_LINE_REMOVED] = "line_removed",
	[EVENT_LINE_CHANGED] = "line_changed",
	[EVENT_EDITED] = "edited",
	[EVENT_CREDIT_TAKEN_BACK] = "credit_taken_back",
	[EVENT_REOPENED] = "reopened",
	[EVENT_CHECKED] = "checked",
	[EVENT_LINKED] = "linked",
	[EVENT_UNLINKED] = "unlinked",
	[EVENT_PRODUCTION] = "production",
	[EVENT_TAGGED] = "tagged",
	[EVENT_UNTAGGED] = "untagged",
	[EVENT_SPLIT_OFF] = "split_off",
	[EVENT_SPLIT_FROM] = "split_from",
	[EVENT_MERGED] = "merged",
	[EVENT_MERGED_IN] = "merged_in",
	[EVENT_CHARGED] = "charged",
	[EVENT_CHARGE_TAKEN_BACK] = "charge_taken_back",
	[EVENT_OWNER_CHANGED] = "owner_changed",
	[EVENT_TO_REVIEW] = "to_review",
};

const char *const order_act_word[ORDER_ACT__MAX] = {
	[ACT_CONFIRM] = "confirm",
	[ACT_HOLD] = "hold",
	[ACT_RELEASE] = "release",
	[ACT_CANCEL] = "cancel",
	[ACT_CANCEL_LINE] = "cancel_line",
	[ACT_CLOSE] = "close",
	[ACT_CHANGE_CONTACT] = "change_contact",
	[ACT_CONFIRM_RECEIPT] = "confirm_receipt",
	[ACT_SET_WAIT] = "set_wait",
	[ACT_PACK] = "pack",
	[ACT_SHIP] = "ship",
	[ACT_PAY] = "pay",
	[ACT_REFUND] = "refund",
	[ACT_CREDIT] = "credit",
	[ACT_EDIT] = "edit",
	[ACT_REOPEN] = "reopen",
	[ACT_SPLIT] = "split",
	[ACT_MERGE] = "merge",
};
