/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of what hears of an order: rows run in the order they stand in, inside the order's
 * transaction. */
#include "wiring.h"

#include "customer/customer.h"
#include "feedback/feedback.h"
#include "held.h"
#include "hook/hook.h"
#include "member/member.h"
#include "notice/notice.h"
#include "notify/notify.h"
#include "order/order.h"
#include "payment/payment.h"
#include "production/production.h"
#include "shipping/shipping.h"
#include "stock/stock.h"

static void move_units(struct work *w, const struct order *from, struct order_line *l,
		       const struct order *to, struct order_line *n, int q)
{
	stock_move_units(w, to, l, n, q);
	production_move_units(w, from, l, to, n, q);
}

static const struct order_listener listeners[] = {
	{ EVENT_CANCELLED, stock_hear_cancelled },
	{ EVENT_LINE_CANCELLED, stock_hear_cancelled },
	{ EVENT_LINE_CANCELLED, shipping_hear_line_cancelled },
	{ EVENT_EDITED, stock_hear_cancelled },
	{ EVENT_EDITED, shipping_hear_line_cancelled },
	{ EVENT_WAIT_CHANGED, stock_hear_wait },
	/* behind stock, which gives back what is not needed */
	{ EVENT_CANCELLED, production_hear },
	{ EVENT_LINE_CANCELLED, production_hear },
	{ EVENT_EDITED, production_hear },
	{ EVENT_WAIT_CHANGED, production_hear },
	{ EVENT_CANCELLED, payment_hear_cancelled },
	{ EVENT_CANCELLED, reward_hear },
	{ EVENT_REFUNDED, reward_hear },
	{ EVENT_LINE_CANCELLED, payment_hear_cancelled },
	{ EVENT_REOPENED, payment_hear_reopened },
	{ EVENT_SHIPPED, stock_hear_shipped },
	{ EVENT_CAME_BACK, stock_hear_came_back },
	{ EVENT_RECEIPT_CONFIRMED, shipping_hear_receipt },
	{ EVENT_OWNER_CHANGED, shipping_hear_owner },
	{ EVENT_OWNER_CHANGED, payment_hear_owner },
	{ EVENT_OWNER_CHANGED, member_hear_owner },
	{ EVENT_OWNER_CHANGED, notify_hear_owner },
	{ EVENT_OWNER_CHANGED, feedback_hear_owner },
	{ EVENT_SHIPPED, feedback_hear },
	{ EVENT_DELIVERED, feedback_hear },
	{ EVENT_RECEIPT_CONFIRMED, feedback_hear },
	{ EVENT_FULFILLED, feedback_hear },
	{ EVENT_PLACED, notify_hear },
	{ EVENT_SHIPPED, notify_hear },
	{ EVENT_DELIVERED, notify_hear },
	{ EVENT_CANCELLED, notify_hear },
	{ EVENT_REFUNDED, notify_hear },
	{ EVENT_PARCEL_CHANGED, notify_hear },
	{ EVENT_CAME_BACK, notify_hear },
	{ EVENT_PROMISE_CHANGED, notify_hear },
};

/* What the customer's document holds besides the order itself. */
static const struct order_document_part parts[] = {
	{ shipping_add_to_document },
	{ payment_add_to_document },
};

static const struct order_desk_part desk_parts[] = {
	{ customer_add_to_desk },
	{ shipping_add_to_desk },
	{ payment_add_to_desk },
	{ feedback_add_to_desk },
};

/* What many orders do at once. */
static const struct order_leaving leaving = {
	.refuses = leave_refuses,
	.add_carriers = view_add_carriers,
	.is_carrier = leave_is_carrier,
	.number_fits = leave_number_fits,
	.leave = leave_all,
};

/* What hangs on a customer; orders last, whose pages show all of it. */
static const struct customer_mover movers[] = {
	{ shipping_give_customer, shipping_back_customer, NULL, NULL },
	{ payment_give_customer, payment_back_customer, NULL, NULL },
	{ notify_give_customer, notify_back_customer, NULL, NULL },
	{ feedback_give_customer, feedback_back_customer, NULL, NULL },
	{ member_give_customer, member_back_customer, NULL, NULL },
	{ order_give_customer, order_back_customer, order_customers_tied, order_tell_customer },
};

/* Orders last: messages are found by whose the orders are. */
static void (*const erasers[])(struct work *w, uint64_t customer_id) = {
	notify_erase_customer,
	feedback_erase_customer,
	member_erase_customer,
	order_erase_customer,
};

/* In the order of the files that a customer gets. */
static const struct held_area *const held[] = {
	&held_in_customer, &held_in_house,    &held_in_order,  &held_in_payment, &held_in_promotion,
	&held_in_shipping, &held_in_feedback, &held_in_member, &held_in_notify,
};

#define COUNT(a) (sizeof(a) / sizeof *(a))

const struct wiring wiring = {
	.listeners = listeners,
	.n_listeners = COUNT(listeners),
	.parts = parts,
	.n_parts = COUNT(parts),
	.desk_parts = desk_parts,
	.n_desk_parts = COUNT(desk_parts),
	.find_by_parcel = shipping_find_order,
	.list_parcels = shipping_list_parcels,
	.mentioned = notice_mentioned,
	.leaving = &leaving,
	.movers = movers,
	.n_movers = COUNT(movers),
	.erasers = erasers,
	.n_erasers = COUNT(erasers),
	.held = held,
	.n_held = COUNT(held),
	.reserve = stock_reserve,
	.lacks = stock_lacks,
	.move_units = move_units,
	.move_money = payment_move,
	.standing = member_standing,
	.settled = member_settle,
	.heard = hook_hear,
};
