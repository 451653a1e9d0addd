/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Booking a plan: catalogue and customers first, then documents, a batch a transaction. */
#ifndef REGULARS_EXCHANGE_RETAIL_BOOK_H
#define REGULARS_EXCHANGE_RETAIL_BOOK_H

#include "customer/customer.h"
#include "exchange/retail_plan.h"
#include "exchange/store.h"
#include "order/order.h"

/* What was booked so far; it is written with each batch, so that it survives one that is broken
 * off. */
struct retail_counts {
	struct import_sum part[IMPORT_PART__MAX];
	int64_t guests, changed;
	char changed_refs[200]; /* the first of them */
};

struct retail_book {
	struct work work; /* its arena is emptied after each batch */
	const struct retail_plan *plan;
	uint64_t *sku_id;        /* by code; 0: the catalogue has none of that code */
	struct contact *contact; /* by party */
	struct import_run run;
	struct retail_counts counts;
	uint32_t next; /* of plan->order */
};

/* A document on its way into the books. */
struct retail_entry {
	const struct retail_document *d;
	bool known; /* its lines that are no sale were booked before, from another file */
	struct contact contact;  /* id 0: nobody's so far */
	struct order *order;     /* NULL: it has no line that is sold */
	struct order_past *past; /* with order */
	uint32_t *credits;       /* documents of its credits that are not known */
	size_t n_credits;
};

/* retail_prepare.c: products for all codes, customers for all parties; what is there stays. */
void retail_prepare(struct retail_book *b);
const char *retail_line_name(const struct retail_plan *p, const struct retail_line *l);
struct contact_draft retail_contact(const struct retail_plan *p, const char *customer,
				    uint32_t country);

/* retail_sale.c: orders with their parcels, payments and credits. */
bool retail_is_order(const struct retail_plan *p, const struct retail_document *d);
struct order *retail_order(struct retail_book *b, const struct retail_document *d);
void retail_book_orders(struct retail_book *b, struct order_past *past, struct retail_entry **e,
			size_t n);

/* retail_rest.c: credits without an order, adjustments, write-offs. All count what they book. */
void retail_book_rest(struct retail_book *b, struct retail_entry *e, size_t n,
		      struct retail_counts *counts);
void retail_count(const struct retail_plan *p, struct import_sum *sum, const struct retail_line *l);

/* What is booked with a document: its lines and those of its credits; a credit of a sale goes with
 * that. */
uint64_t retail_lines_with_credits(const struct retail_plan *p, const struct retail_document *d);
/* One batch of about so many lines (0: as many as are quick), in whole documents; false: there is
 * nothing left. */
bool retail_book_batch(struct retail_book *b, unsigned lines);
const char *retail_counts_text(struct arena *a, const struct retail_counts *c);
void retail_counts_read(struct arena *a, const char *json, struct retail_counts *c);

#endif
