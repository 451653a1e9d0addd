/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report of an import, in words for a terminal. */
#include <inttypes.h>
#include <string.h>
#include "base/money.h"
#include "exchange/exchange.h"
#include "exchange/progress.h"

/* Digits before the point in groups of three. */
static void group(char *out, size_t size, const char *decimal)
{
	size_t len = strcspn(decimal, "."), sign = *decimal == '-', at = 0;

	for (size_t i = 0; i < strlen(decimal) && at + 2 < size; i++) {
		if (i > sign && i < len && (len - i) % 3 == 0)
			out[at++] = ',';
		out[at++] = decimal[i];
	}
	out[at] = '\0';
}

static void print_count(FILE *to, uint64_t n, const char *words)
{
	char text[32];

	progress_number((int64_t)n, text, sizeof text);
	fprintf(to, "%12s %s\n", text, words);
}

static void print_facts(const struct import_report *r, FILE *to)
{
	const struct import_facts *f = &r->facts;

	print_count(to, f->lines, "lines");
	print_count(to, f->invoices, "invoices");
	print_count(to, f->codes, "stock codes");
	print_count(to, f->folded_codes, "stock codes, case ignored");
	print_count(to, f->descriptions, "descriptions");
	print_count(to, f->customers, "customers");
	print_count(to, (uint64_t)r->guests, "guests, one for each document without a customer");
	print_count(to, f->countries, "countries");
	print_count(to, f->days, "trading days");
}

static void print_sum(const struct import_report *r, const struct import_sum *s, const char *words,
		      FILE *to)
{
	char documents[32], lines[32], units[32], exact[40], booked[40], decimal[40];

	progress_number(s->documents, documents, sizeof documents);
	progress_number(s->lines, lines, sizeof lines);
	progress_number(s->units, units, sizeof units);
	money_decimal_unit(s->exact_milli, r->currency, decimal, sizeof decimal);
	group(exact, sizeof exact, decimal);
	money_decimal(s->booked, r->currency, decimal, sizeof decimal);
	group(booked, sizeof booked, decimal);
	fprintf(to, "%-24s %10s %10s %12s %18s %16s\n", words, documents, lines, units, exact,
		booked);
}

static void print_difference(const struct import_report *r, FILE *to)
{
	char decimal[40];

	money_decimal_unit(r->total.booked * MONEY_MILLI - r->total.exact_milli, r->currency,
			   decimal, sizeof decimal);
	fprintf(to, "booked less exact: %s %s, for each line is rounded to the minor unit\n",
		decimal, r->currency);
}

static void print_notes(const struct import_report *r, FILE *to)
{
	char text[32];

	if (r->unknown_countries)
		fprintf(to, "countries without a code: %s\n", r->unknown_countries);
	progress_number((int64_t)r->facts.refused_lines, text, sizeof text);
	if (r->facts.refused_lines)
		fprintf(to,
			"%s line%s refused: the documents are held back, until a file has them "
			"right\n",
			text, r->facts.refused_lines == 1 ? " was" : "s were");
	progress_number(r->changed, text, sizeof text);
	if (r->changed)
		fprintf(to,
			"%s known documents have other lines in this file, and stay as they were "
			"booked: %s\n",
			text, r->changed_refs);
	progress_number((int64_t)r->lines_before, text, sizeof text);
	if (r->was_done)
		fputs("this file was imported before: nothing was changed\n", to);
	else if (r->lines_before)
		fprintf(to, "%s lines had been booked before, by a run that was broken off\n",
			text);
}

void import_report_print(const struct import_report *r, FILE *to)
{
	static const char *const words[IMPORT_PART__MAX] = {
		[IMPORT_ORDERS] = "orders",
		[IMPORT_CREDITS] = "credits of an order",
		[IMPORT_LOOSE_CREDITS] = "credits, order unknown",
		[IMPORT_ADJUSTMENTS] = "adjustments",
		[IMPORT_WRITE_OFFS] = "write-offs",
		[IMPORT_KNOWN] = "known from another file",
		[IMPORT_HELD] = "held back",
	};
	char head[40];

	fprintf(to, "%s\n", r->kind);
	print_facts(r, to);
	snprintf(head, sizeof head, "exact, %s", r->currency);
	fprintf(to, "\n%-24s %10s %10s %12s %18s %16s\n", "", "documents", "lines", "units", head,
		"booked");
	for (int i = 0; i < IMPORT_PART__MAX; i++) {
		if (i < IMPORT_KNOWN || r->part[i].documents || r->part[i].lines)
			print_sum(r, &r->part[i], words[i], to);
	}
	print_sum(r, &r->total, "sum", to);
	print_difference(r, to);
	print_notes(r, to);
}
