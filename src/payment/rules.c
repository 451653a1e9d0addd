/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be refunded and credited. Pure: no I/O, no clock. */
#include "base/money.h"
#include "payment/payment.h"

enum payment_refusal payment_may_capture(int64_t captured_before, int64_t amount)
{
	if (amount <= 0 || amount > MONEY_ORDER_MAX - captured_before)
		return PAYMENT_BAD_AMOUNT;
	return PAYMENT_OK;
}

enum payment_refusal payment_may_refund(int64_t captured, int64_t refunded, int64_t amount)
{
	if (amount <= 0)
		return PAYMENT_BAD_AMOUNT;
	return amount > captured - refunded ? PAYMENT_TOO_MUCH : PAYMENT_OK;
}

/* Only finance may book the other way, and at most as much again as the order is worth. Nobody may
 * credit more than the order is worth, paid or not yet paid; an imported document says what another
 * system did. */
enum payment_refusal payment_may_credit(enum credit_kind kind, int64_t live,
					int64_t credited_before, int64_t amount)
{
	int64_t sum;

	if (kind == CREDIT_ADJUSTMENT && amount == 0)
		return PAYMENT_NO_AMOUNT;
	if (kind != CREDIT_ADJUSTMENT && amount <= 0)
		return PAYMENT_BAD_AMOUNT;
	if (!money_add(credited_before, amount, &sum) || sum > MONEY_ORDER_MAX ||
	    sum < -MONEY_ORDER_MAX)
		return PAYMENT_BAD_AMOUNT;
	if (amount < 0 && sum < -live)
		return PAYMENT_OVER_WORTH;
	return kind != CREDIT_DOCUMENT && amount > 0 && sum > live ? PAYMENT_OVER_OWED : PAYMENT_OK;
}

enum order_event_kind payment_credit_event(int64_t amount)
{
	return amount < 0 ? EVENT_CHARGED : EVENT_CREDITED;
}

/* Nothing is owed back that never came in, and on a cancelled order nothing is left to pay:
 *
 *	credited so far			the order goes on	it is cancelled
 *
 *	below zero: finance		all of it		nothing
 *	up to what is left		all of it		all of it
 *	more than is left		what is left		what is left
 *	more than there ever was:	and what was over	and what was over
 *	imported documents
 */
int64_t payment_credit_kept(int64_t live_before, int64_t live, int64_t credited, bool cancelled)
{
	int64_t over = credited > live_before ? credited - live_before : 0, most = live + over;

	if (credited < 0)
		return cancelled ? 0 : credited;
	return credited > most ? most : credited;
}

/* What ended with the cancellation is given again with what it was given on, as far as the order is
 * worth that much. */
int64_t payment_credit_again(int64_t live, int64_t credited, int64_t ended)
{
	int64_t room = live > credited ? live - credited : 0;

	return -ended > room ? room : -ended;
}
