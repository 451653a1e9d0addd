/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What orders refuse, in words. */
#include "order/refusal_web.h"

#include <string.h>
#include "base/money.h"
#include "promotion/promotion.h"

static const struct {
	const char *reason, *words;
} reasons[] = {
	{ "cancelled", N_("This order is cancelled.") },
	{ "closed", N_("This order is completed.") },
	{ "already_shipped", N_("The parcel has already left.") },
	{ "at_counter", N_("It lies ready at the counter already.") },
	{ "picked_up", N_("It has been picked up already.") },
	{ "not_at_counter", N_("Nothing lies ready at the counter yet.") },
	{ "not_picked_up", N_("Not everything has been picked up yet.") },
	{ "already_provided", N_("It has already been provided.") },
	{ "partly_provided", N_("A part of it has already been provided.") },
	{ "nothing_ships", N_("Nothing of this order is sent.") },
	{ "not_provided", N_("Not everything has been provided yet.") },
	{ "already_packed", N_("The order is already packed.") },
	{ "in_production", N_("Production has already started.") },
	{ "already_confirmed", N_("This order is already confirmed.") },
	{ "already_delivered", N_("Everything sent so far has already arrived.") },
	{ "not_shipped", N_("Nothing has been sent yet.") },
	{ "not_delivered", N_("Not everything has arrived yet.") },
	{ "money_open", N_("The payment is not settled yet.") },
	{ "held", N_("This order is on hold.") },
	{ "not_held", N_("This order is not on hold.") },
	{ "draft", N_("This order is still a draft.") },
	{ "in_review", N_("This order is still in review.") },
	{ "unpaid", N_("This order is not paid yet.") },
	{ "not_packed", N_("Nothing is packed yet.") },
	{ "nothing_due", N_("Nothing is left to pay.") },
	{ "not_over", N_("This order is neither cancelled nor completed.") },
	{ "all_cancelled",
	  N_("Each item of this order was cancelled by itself: none comes back.") },
	{ "came_back", N_("A parcel of this order came back: cancel the item instead.") },
	{ "same_order", N_("An order is not linked with itself.") },
	{ "other_customer", N_("That is an order of somebody else.") },
	{ "in_a_circle", N_("Each would wait for the other.") },
	{ "settled", N_("Somebody has settled this already.") },
	{ "nothing_proposed", N_("Nothing is proposed here that could be accepted.") },
	{ "too_many_tags", N_("This order has 20 tags. Remove one first.") },
	{ "no_such_tag", N_("This order doesn’t have that tag.") },
	{ "one_piece", N_("One piece alone cannot become two orders.") },
	{ "merged", N_("This order was merged into another one.") },
	{ "other_over", N_("The other order is not open any more.") },
	{ "other_shipped", N_("Something of the other order was sent already.") },
	{ "other_terms", N_("The other order has another currency or tax.") },
	{ "other_address", N_("The other order goes to another address.") },
	{ "has_credits", N_("Credits were given on this order: settle them first.") },
	{ "nothing_paid", N_("Nothing has been paid that could be refunded.") },
};

const char *order_refusal_words(const char *reason)
{
	for (size_t i = 0; reason && i < sizeof reasons / sizeof *reasons; i++)
		if (!strcmp(reasons[i].reason, reason))
			return reasons[i].words;
	return N_("This is not possible now.");
}

const char order_stale_words[] =
	N_("Somebody else has just changed this order. What you typed is still here: look at what "
	   "changed, then send it again or go back.");

static const struct {
	const char *code, *words;
	int status;
} refusals[] = {
	[ORDER_STALE] = { "stale",
			  N_("Somebody else has just changed this order. Look at it again."), 409 },
	[ORDER_NO_SKU] = { "unknown_sku", N_("There is no such SKU."), 422 },
	[ORDER_NOT_ON_SALE] = { "not_on_sale", N_("This item is not on sale."), 422 },
	[ORDER_NO_STOCK] = { "no_stock", N_("There is not enough in stock."), 409 },
	[ORDER_REF_TAKEN] = { "reference_taken",
			      N_("This source already has an order with that reference."), 409 },
	[ORDER_TOO_LARGE] = { "too_large",
			      N_("The amount is out of range, or the discount is larger than the "
				 "items."),
			      422 },
	[ORDER_TOO_EARLY] = { "too_early", N_("An item waits for longer than that."), 422 },
	[ORDER_PAYS_LATER] = { "not_with_method",
			       N_("Cash on delivery is paid on arrival. Choose another payment "
				  "method, or don’t ask for payment first."),
			       422 },
	[ORDER_BAD_QUANTITY] = { "bad_quantity", N_("This quantity is not possible."), 422 },
	[ORDER_NOTHING_LEFT] = { "nothing_left",
				 N_("Nothing would be left of the order. Cancel it instead."),
				 422 },
	[ORDER_NO_CHANGE] = { "no_change", N_("Nothing would change."), 422 },
	[ORDER_UNDER_CREDIT] = { "under_credit",
				 N_("More was credited already than the order would come to."),
				 409 },
	[ORDER_NO_LINE] = { "unknown_line", N_("There is no such item in this order."), 422 },
	[ORDER_MAY_NOT_PRICE] = { "not_yours",
				  N_("Your role may not set prices, discounts or fees."), 403 },
	[ORDER_NOT_DIVISIBLE] = { "not_divisible", N_("These prices cannot be divided to the cent"),
				  409 },
	[ORDER_NOT_AGREED] = { "not_agreed",
			       N_("The order comes to something else by now. Look at it again."),
			       409 },
};

const struct order_line_refusal *order_line_refusal(enum order_refusal r)
{
	static const struct order_line_refusal of_line[ORDER_REFUSAL__MAX] = {
		[ORDER_NO_SKU] = { "sku", "unknown_sku", N_("There is no such SKU") },
		[ORDER_NOT_ON_SALE] = { "sku", "not_on_sale", N_("This item is not on sale") },
		[ORDER_NO_STOCK] = { "quantity", "no_stock", N_("There is not enough in stock") },
		[ORDER_BAD_QUANTITY] = { "quantity", "bad_quantity",
					 N_("This quantity is not possible") },
		[ORDER_UNDER_PACKED] = { "quantity", NULL, NULL },
		[ORDER_NO_LINE] = { "line", "unknown_line",
				    N_("There is no such item in this order") },
	};

	return of_line[r].tail ? &of_line[r] : NULL;
}

/* The page sends it on: who saves again has seen it. */
static void put_sent(struct request *req, const char *name, const char *value)
{
	for (size_t i = 0; i < req->form.n; i++)
		if (!strcmp(req->form.v[i].name, name))
			req->form.v[i].value = value;
}

void order_refuse_total(struct request *req, const struct order_answer *a,
			struct field_errors *errors)
{
	const struct order *o = a->order;
	char amount[40];

	money_decimal(o->live_amount, o->currency, amount, sizeof amount);
	put_sent(req, "agreed", arena_strdup(req->arena, amount));
	field_error(errors, "/agreed", "other_total",
		    N_("At this address the order is taxed otherwise and comes to {arg}. Save "
		       "again to agree."),
		    arena_printf(req->arena, "%s %s", o->currency, amount));
}

void order_say_promotion(int why, struct field_errors *errors)
{
	static const char *const words[PROMOTION_WHY__MAX] = {
		[PROMOTION_NO_CODE] = N_("There is no such code"),
		[PROMOTION_ENDED] = N_("This code is not taken any more"),
		[PROMOTION_NOT_YET] = N_("This code does not count yet"),
		[PROMOTION_OVER] = N_("The time of this code is over"),
		[PROMOTION_USED_UP] = N_("This code has been used as often as it may be"),
		[PROMOTION_USED_BY_YOU] = N_("This customer has used it as often as one may"),
		[PROMOTION_NOT_FIRST] = N_("This code is for a customer’s first order"),
		[PROMOTION_NO_ITEM] = N_("This code is for other items"),
		[PROMOTION_UNDER_MINIMUM] = N_("The items come to less than this code asks for"),
		[PROMOTION_NOTHING] = N_("This code would take nothing off this order"),
		[PROMOTION_LESS] = N_("Without this code, as much or more comes off"),
		[PROMOTION_NOT_YOURS] = N_("This code was given to another customer"),
		[PROMOTION_NOT_TIER] = N_("This code is for members of a higher tier"),
		[PROMOTION_TOO_FEW] = N_("There are too few of its items for this code"),
	};

	field_error(errors, "/code", promotion_why_word[why], words[why], NULL);
}

void order_answer_refusal(struct request *req, struct response *res, enum order_refusal r,
			  const struct order_answer *a)
{
	if (r == ORDER_NOT_FOUND)
		respond_not_found(req, res);
	else if (r == ORDER_NOT_NOW || r == ORDER_UNDER_PACKED)
		respond_refusal(req, res, 409, a->reason, order_refusal_words(a->reason));
	else
		respond_refusal(req, res, refusals[r].status, refusals[r].code, refusals[r].words);
}
