/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of payments, for the files of payment/ alone. */
#ifndef REGULARS_PAYMENT_STORE_H
#define REGULARS_PAYMENT_STORE_H

#include "payment/payment.h"

struct payment_entry {
	uint64_t id, order_id, payment_id;
	uint64_t peer_id; /* of one that moved: the other of the pair */
	enum payment_kind kind;
	const char *method, *currency, *reference, *why;
	int64_t amount;
	struct instant at;
};
void payment_store_insert(struct work *w, const struct payment_entry *e);
void payment_store_insert_many(struct work *w, const struct payment_entry *v, size_t n);
/* The capture and what was refunded from it; false: no such capture on this order. */
bool payment_store_capture(struct work *w, uint64_t order_id, uint64_t payment_id,
			   struct payment_entry *out, int64_t *refunded);
/* All of an order, oldest first. */
#define PAYMENT_LIST_MAX 200
struct payment_entry *payment_store_list(struct work *w, uint64_t order_id, size_t *n);

/* Of all orders, the newest first: for programs. */
struct payment_of_order {
	struct payment_entry entry;
	const char *number;
};
struct payment_of_order *payment_store_all(struct work *w, uint64_t below, size_t limit, size_t *n);

/* All of an order, oldest first: what its document shows. */
struct payments_read {
	const struct payment_entry *v;
	size_t n;
};

struct credit_entry {
	uint64_t id, order_id, customer_id;
	enum credit_kind kind;
	int64_t amount;
	const char *currency, *source, *source_ref, *why;
	struct instant at;
};
bool payment_store_insert_credit(struct work *w,
				 const struct credit_entry *e); /* false: the reference is taken */
void payment_store_insert_many_credits(struct work *w, const struct credit_entry *v, size_t n);
struct credit_entry *payment_store_credits(struct work *w, uint64_t order_id, size_t *n);

#endif
