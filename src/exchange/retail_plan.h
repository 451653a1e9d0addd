/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole online-retail file in memory: its documents in the order of their time, what is known of
 * codes and customers, and which credit belongs to which sale. The same file gives the same plan,
 * so that a run that was broken off goes on where it stopped. No I/O. */
#ifndef REGULARS_EXCHANGE_RETAIL_PLAN_H
#define REGULARS_EXCHANGE_RETAIL_PLAN_H

#include "exchange/exchange.h"
#include "exchange/names.h"
#include "exchange/retail_row.h"
#include "exchange/retail_rules.h"

#define RETAIL_LINES_MAX 10000 /* of one document */

struct retail_line {
	uint32_t code;  /* folded */
	uint32_t text;  /* description, clean; NAME_NONE: none */
	uint32_t price; /* index of retail_price() */
	uint32_t next;  /* of the same document; NAME_NONE: the last */
	int quantity;
	enum retail_line_kind kind;
};
struct retail_document {
	const char *invoice;
	enum retail_document_kind kind;
	struct instant at; /* of two stamps the earlier */
	uint32_t party;    /* customer and country; NAME_NONE: nobody's */
	uint32_t country;
	uint32_t first, last, n_lines;
	int64_t booked;     /* sum of its lines, each rounded */
	const char *held;   /* not NULL: why it is not booked */
	uint32_t sale;      /* credit: the document it belongs to; NAME_NONE: not known */
	uint32_t credit;    /* sale: its first credit; credit: the next of the same sale */
	uint32_t n_credits; /* sale */
};
struct retail_code {
	bool is_product;
	bool is_sold;                /* or credited */
	uint32_t name;               /* the most frequent description; NAME_NONE: none */
	int64_t unit_milli;          /* the most frequent price above 0; 0: none */
	int64_t written_off;         /* units */
	struct instant write_off_at; /* the first */
};
struct retail_party {
	uint32_t customer, country;
	struct instant since; /* of the first document */
};

struct retail_plan {
	struct arena *arena;
	struct names *invoices, *raw_codes, *codes, *raw_texts, *texts, *prices;
	struct names *customers, *countries, *parties, *days;
	struct tally *code_texts, *code_prices;
	uint32_t *clean; /* raw description -> description */
	uint32_t clean_room;
	struct retail_line *line;
	uint32_t n_lines, line_room;
	struct retail_document *document;
	uint32_t n_documents, document_room;
	struct import_facts facts;
	/* after retail_plan_finish() */
	struct retail_code *code;
	struct retail_party
		*party;  /* customer NAME_NONE: the party has no document that is booked */
	uint32_t *order; /* documents by time, then by place in the file */
	uint32_t n_order;
	uint64_t lines_to_book;
};

struct retail_plan *retail_plan_new(struct arena *a);
/* NULL: taken; else why the line is refused. Its document is held back then: half an invoice must
 * not be booked. */
const char *retail_plan_add(struct retail_plan *p, const struct retail_row *row)
	__attribute__((warn_unused_result));
/* A line that could not be read begins with this: an invoice's number perhaps, which is held back
 * then. */
void retail_plan_refuse(struct retail_plan *p, const char *head, const char *why);
void retail_plan_finish(struct retail_plan *p);

int64_t retail_price(const struct retail_plan *p, const struct retail_line *l);
/* The line's amount with its sign, rounded half-even. */
int64_t retail_amount(const struct retail_plan *p, const struct retail_line *l);
const char *retail_text(const struct retail_plan *p, uint32_t text); /* NAME_NONE: NULL */

#endif
