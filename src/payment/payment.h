/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Money received and given back, and what the shop owes less: append-only ledgers whose sums stand
 * on the order row. Amounts are minor units of the order's currency. */
#ifndef REGULARS_PAYMENT_PAYMENT_H
#define REGULARS_PAYMENT_PAYMENT_H

#include <cjson/cJSON.h>
#include "app.h"
#include "order/order.h"

enum payment_kind {
	PAYMENT_CAPTURE = 1,
	PAYMENT_REFUND = 2,
	/* between two orders of a customer: a pair of entries that name each other */
	PAYMENT_MOVED_OUT = 3,
	PAYMENT_MOVED_IN = 4, /* as good as a capture: it can be refunded, and moved on */
	PAYMENT_KIND__MAX
};
extern const char *const payment_kind_word[PAYMENT_KIND__MAX]; /* [0] is NULL */
enum credit_kind {
	CREDIT_RETURN = 1, /* goods came back */
	CREDIT_GOODWILL = 2,
	CREDIT_DOCUMENT = 3,     /* an imported credit document */
	CREDIT_ADJUSTMENT = 4,   /* finance; may be negative */
	CREDIT_CANCELLATION = 5, /* takes back what was credited on what is cancelled now */
	CREDIT_KIND__MAX
};
extern const char *const credit_kind_word[CREDIT_KIND__MAX]; /* [0] is NULL */

enum payment_refusal {
	PAYMENT_OK,
	PAYMENT_NOT_FOUND,  /* no such order */
	PAYMENT_STALE,      /* somebody else changed the order */
	PAYMENT_NOT_NOW,    /* the order's state forbids it: answer.reason says why */
	PAYMENT_BAD_AMOUNT, /* not above zero, or the sums leave the range */
	PAYMENT_NO_AMOUNT,  /* nothing, where it may go either way */
	PAYMENT_NO_CAPTURE, /* the refund names no payment received on this order */
	PAYMENT_TOO_MUCH,   /* more than is left on that payment; answer.left says how much is */
	PAYMENT_OVER_OWED,  /* more than the order still owes; answer.left says how much that is */
	PAYMENT_OVER_WORTH, /* charged besides: more than the order is worth */
	PAYMENT_BAD_TIME,   /* in the future, or more than a year before the order */
	PAYMENT_REF_TAKEN,  /* this source already has that credit document */
	PAYMENT_REFUSAL__MAX
};
extern const char *const payment_refusal_code[PAYMENT_REFUSAL__MAX];
extern const char *const payment_refusal_text[PAYMENT_REFUSAL__MAX]; /* msgids */
struct payment_answer {
	struct order *order; /* as saved */
	uint64_t id;         /* the new entry */
	const char *reason;
	int64_t left;
};

/* ---- use cases: each in one transaction, with its event and the customer's document ---- */
struct payment_draft {
	enum order_payment_method method;
	int64_t amount;
	const char *reference; /* the bank's or till's; NULL: none */
	struct instant at;     /* none: now */
};
/* More than is due may be received: the order then says that the shop owes the rest. */
enum payment_refusal payment_capture(struct work *w, struct order_ref r,
				     const struct payment_draft *d, struct payment_answer *out)
	__attribute__((warn_unused_result));
/* Gives back part of one payment, by its method; also on a cancelled order. */
enum payment_refusal payment_refund(struct work *w, struct order_ref r, uint64_t payment_id,
				    int64_t amount, const char *why, struct payment_answer *out)
	__attribute__((warn_unused_result));
struct credit_draft {
	enum credit_kind kind;
	int64_t amount;
	const char *why;
	const char *source, *source_ref; /* NULL: none; unique together */
	struct instant at;               /* none: now */
};
enum payment_refusal payment_credit(struct work *w, struct order_ref r,
				    const struct credit_draft *d, struct payment_answer *out)
	__attribute__((warn_unused_result));
/* A credit that names no sale: imported documents, finance adjustments. One statement. */
enum payment_refusal payment_credit_loose(struct work *w, uint64_t customer_id,
					  const struct credit_draft *d, const char *currency,
					  uint64_t *id) __attribute__((warn_unused_result));

/* ---- inside work_transaction, on an order that is open: the caller saves it ---- */
enum payment_refusal payment_capture_open(struct work *w, struct order *o,
					  const struct payment_draft *d, uint64_t *id)
	__attribute__((warn_unused_result));
enum payment_refusal payment_credit_open(struct work *w, struct order *o,
					 const struct credit_draft *d, uint64_t *id)
	__attribute__((warn_unused_result));

/* ---- orders of the past, between order_past_open and order_past_close; on the taken ones nothing
 * happens ---- */
struct payment_past {
	struct order_past *of;
	struct payment_draft capture;       /* with its time; amount 0: nothing was received */
	const struct credit_draft *credits; /* with their times; a taken reference is a failure */
	size_t n_credits;
};
void payment_add_past(struct work *w, struct payment_past *v, size_t n);

/* ---- for wiring.c ---- */
/* EVENT_OWNER_CHANGED: its credits go over with the order. */
void payment_hear_owner(struct work *w, struct order *o, const struct order_event *e);
/* EVENT_CANCELLED, EVENT_LINE_CANCELLED: no credit is left on what is not bought any more. */
/* EVENT_REOPENED of a cancelled one: credits that ended with it are given again. */
void payment_hear_reopened(struct work *w, struct order *o, const struct order_event *e);
void payment_hear_cancelled(struct work *w, struct order *o, const struct order_event *e);

/* wiring.move_money: as much of what was received on one order is the other's, payment by payment,
 * the oldest first. Both are open; what it leaves of `from` is its captured_amount. */
void payment_move(struct work *w, struct order *from, struct order *to, int64_t amount);

/* ---- reading ---- */
/* {"entries": [{id, kind "capture"|"refund", is_refund, state, method, amount, at, reference,
 * payment_id, why, left, may_refund}], "credits": [{id, kind, is_<kind>, amount, source,
 * source_ref, why, at}], "has_any"}, oldest first; left (captures): what may still be refunded. */
cJSON *payment_view_list(struct work *w, const struct order *o);
/* Part of the staff's page of an order: "money_ledger", the list above. */
void payment_add_to_desk(struct work *w, const struct order *o, cJSON *view);
/* Part of the customer's document, "payments": [{kind, is_refund, state, method, amount, at}];
 * without money received it is empty and costs no statement. */
void payment_add_to_document(struct work *w, const struct order *o, cJSON *document);

/* ---- the worker's ---- */
/* Cancels unpaid orders whose payment time ran out ("payment_expired"), a batch of at most 50;
 * returns how many. */
size_t payment_expire_unpaid(struct work *w);

/* ---- rules (payment/rules.c): pure ---- */
enum payment_refusal payment_may_capture(int64_t captured_before, int64_t amount);
/* captured: by the payment; refunded: from it so far. */
enum payment_refusal payment_may_refund(int64_t captured, int64_t refunded, int64_t amount);
/* live: what the order's units come to without those cancelled; credited: of it so far. */
enum payment_refusal payment_may_credit(enum credit_kind kind, int64_t live,
					int64_t credited_before, int64_t amount);
/* How much of its credits an order keeps that was worth live_before and is worth live now. */
/* An amount below zero adds to what is owed. */
enum order_event_kind payment_credit_event(int64_t amount);
int64_t payment_credit_again(int64_t live, int64_t credited, int64_t ended);
int64_t payment_credit_kept(int64_t live_before, int64_t live, int64_t credited, bool cancelled);

/* Two customers become one (wiring): credits go along. */
void payment_give_customer(struct work *w, const struct customer_move *m);
void payment_back_customer(struct work *w, const struct customer_move *m);

#endif
