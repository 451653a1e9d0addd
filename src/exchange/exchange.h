/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data of other systems, in and out. */
#ifndef REGULARS_EXCHANGE_EXCHANGE_H
#define REGULARS_EXCHANGE_EXCHANGE_H

#include <stdio.h>
#include "app.h"

/* What an import is checked by: the file as it was read, without the lines that were refused. */
struct import_facts {
	uint64_t lines, refused_lines, invoices, held_invoices;
	uint64_t codes, folded_codes /* by case */, descriptions, customers, countries, days;
	int64_t units;
	int64_t exact_milli; /* sum of quantity x price in thousandths of the minor unit */
};
/* What became of it. */
enum import_part {
	IMPORT_ORDERS,
	IMPORT_CREDITS,       /* credit documents of an order */
	IMPORT_LOOSE_CREDITS, /* of nobody knows which */
	IMPORT_ADJUSTMENTS,
	IMPORT_WRITE_OFFS,
	IMPORT_KNOWN, /* booked before, from another file */
	IMPORT_HELD,  /* not booked: a line of the document was refused */
	IMPORT_PART__MAX
};
struct import_sum {
	int64_t documents, lines, units;
	int64_t exact_milli; /* as in the file */
	int64_t booked;      /* each line rounded half-even to the minor unit */
};
struct import_report {
	const char *kind, *currency;
	struct import_facts facts;
	struct import_sum part[IMPORT_PART__MAX], total;
	int64_t guests;                /* made for documents without a customer */
	int64_t changed;               /* known from another file, which had other lines of them */
	const char *changed_refs;      /* the first of them */
	const char *unknown_countries; /* of the file, that are not in our table; NULL: none */
	uint64_t lines_before;         /* booked by a run that was broken off */
	bool was_done;                 /* the same file was imported before: nothing was done now */
};
enum import_phase { IMPORT_READING /* bytes */, IMPORT_BOOKING /* lines */ };
struct import_watch {
	/* How far it is, now and then; total 0: not known. Outside of any transaction. */
	void (*moved)(void *arg, enum import_phase phase, uint64_t done, uint64_t total);
	void (*refused)(void *arg, uint64_t line, const char *why);
	void *arg;
	unsigned batch_lines; /* of one transaction, about; 0: as many as are quick */
};
/* The file of a year's trade of an online retailer, as the README of that data set describes it:
 * sales become closed orders, C documents credits, write-offs stock moves, A documents and lines of
 * code B adjustments. The same file twice changes nothing; a run that was broken off goes on where
 * it stopped. Outside a transaction; the answer lives in the work's arena. False: nothing was done,
 * for what *why says of the file: it is empty, or its first line does not name the columns. */
bool import_online_retail(struct work *w, int fd, const struct import_watch *watch,
			  struct import_report *out, const char **why)
	__attribute__((warn_unused_result));
void import_report_print(const struct import_report *r, FILE *to);

#endif
