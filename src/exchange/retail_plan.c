/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathering the lines of a file into documents. */
#include "exchange/retail_plan.h"

#include <stdlib.h>
#include <string.h>
#include "base/fail.h"
#include "base/money.h"
#include "base/text.h"

static void plan_free(void *arg)
{
	struct retail_plan *p = arg;

	free(p->line);
	free(p->document);
	free(p->clean);
}

struct retail_plan *retail_plan_new(struct arena *a)
{
	struct retail_plan *p = arena_new_of(a, struct retail_plan);
	struct names **tables[] = { &p->invoices, &p->raw_codes, &p->codes,     &p->raw_texts,
				    &p->texts,    &p->prices,    &p->customers, &p->countries,
				    &p->parties,  &p->days };

	p->arena = a;
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		*tables[i] = names_new(a);
	p->code_texts = tally_new(a);
	p->code_prices = tally_new(a);
	arena_defer(a, plan_free, p);
	return p;
}

/* Room for one more of `size` bytes; lists this large double outside of the arena, which keeps what
 * it gave. */
static void *room(void *v, uint32_t n, uint32_t *cap, size_t size)
{
	uint32_t more = *cap ? *cap * 2 : 1024;

	if (n < *cap)
		return v;
	if (more <= *cap || !(v = realloc(v, more * size)))
		fail_as(FAIL_UNAVAILABLE, 0, "out of memory");
	*cap = more;
	return v;
}

/* ---- names ---- */

/* The number of the folded code. */
static uint32_t take_code(struct retail_plan *p, const char *raw, const char *folded)
{
	names_add_text(p->raw_codes, raw);
	return names_add_text(p->codes, folded);
}

/* The number of a clean description; each raw one is cleaned once. */
static uint32_t take_text(struct retail_plan *p, const char *raw)
{
	uint32_t i, seen = names_count(p->raw_texts);
	const char *clean;

	if (!*raw)
		return NAME_NONE;
	i = names_add_text(p->raw_texts, raw);
	if (i < seen)
		return p->clean[i];
	p->clean = room(p->clean, i, &p->clean_room, sizeof *p->clean);
	clean = text_clean(p->arena, raw, true);
	p->clean[i] = clean && *clean ? names_add_text(p->texts, clean) : NAME_NONE;
	return p->clean[i];
}

static uint32_t take_party(struct retail_plan *p, const char *customer, uint32_t country)
{
	uint32_t pair[2] = { 0, country };

	if (!*customer)
		return NAME_NONE;
	pair[0] = names_add_text(p->customers, customer);
	return names_add(p->parties, pair, sizeof pair);
}

static struct retail_party party_of(const struct retail_plan *p, uint32_t party)
{
	struct retail_party out = { .since = INSTANT_NONE };
	uint32_t pair[2];

	memcpy(pair, names_text(p->parties, party), sizeof pair);
	out.customer = pair[0];
	out.country = pair[1];
	return out;
}

/* ---- documents ---- */

static struct retail_document *document_of(struct retail_plan *p, const char *invoice)
{
	uint32_t seen = names_count(p->invoices), i = names_add_text(p->invoices, invoice);

	if (i < seen)
		return &p->document[i];
	p->document = room(p->document, i, &p->document_room, sizeof *p->document);
	p->document[i] = (struct retail_document){ .invoice = names_text(p->invoices, i),
						   .kind = retail_document_kind(invoice),
						   .party = NAME_NONE,
						   .first = NAME_NONE,
						   .last = NAME_NONE,
						   .sale = NAME_NONE,
						   .credit = NAME_NONE };
	p->n_documents++;
	return &p->document[i];
}

static bool is_same_customer(const struct retail_plan *p, const struct retail_document *d,
			     const char *customer)
{
	if (d->party == NAME_NONE)
		return !*customer;
	return strcmp(names_text(p->customers, party_of(p, d->party).customer), customer) == 0;
}

static void join(struct retail_plan *p, struct retail_document *d, const struct retail_row *row)
{
	if (d->n_lines == 0) {
		d->at = row->at;
		d->country = names_add_text(p->countries, row->country);
		d->party = take_party(p, row->customer, d->country);
	}
	if (row->at.us < d->at.us)
		d->at = row->at;
	names_add_text(p->countries, row->country);
	names_add(p->days, &row->day, sizeof row->day);
}

/* Adds the line to the sums, where they can hold it. */
static const char *count(struct retail_plan *p, struct retail_document *d,
			 const struct retail_row *row)
{
	struct import_facts *f = &p->facts;
	int64_t amount, exact, booked;

	if (d->n_lines == RETAIL_LINES_MAX)
		return "more lines than one document may have";
	if (d->n_lines > 0 && !is_same_customer(p, d, row->customer))
		return "another customer than on the document's first line";
	if (!money_line(row->unit_milli, row->quantity, &amount) ||
	    !money_add(d->booked, amount, &booked) ||
	    __builtin_add_overflow(f->exact_milli, row->quantity * row->unit_milli, &exact))
		return "the amount is out of range";
	d->booked = booked;
	f->exact_milli = exact;
	f->units += row->quantity;
	f->lines++;
	return NULL;
}

static void append(struct retail_plan *p, struct retail_document *d, struct retail_line l)
{
	uint32_t i = p->n_lines;

	p->line = room(p->line, i, &p->line_room, sizeof *p->line);
	p->line[i] = l;
	p->n_lines++;
	if (d->last == NAME_NONE)
		d->first = i;
	else
		p->line[d->last].next = i;
	d->last = i;
	d->n_lines++;
}

static const char *add(struct retail_plan *p, struct retail_document *d,
		       const struct retail_row *row)
{
	struct retail_line l = { .next = NAME_NONE, .quantity = row->quantity };
	char code[RETAIL_CODE_SIZE];
	struct retail_line_facts facts = { .code = code,
					   .quantity = row->quantity,
					   .unit_milli = row->unit_milli,
					   .has_customer = *row->customer != '\0' };
	const char *why;

	retail_code_fold(row->code, code);
	why = retail_line_kind(d->kind, &facts, &l.kind);
	if (!why)
		why = count(p, d, row);
	if (why)
		return why;
	join(p, d, row);
	l.code = take_code(p, row->code, code);
	l.text = take_text(p, row->description);
	l.price = names_add(p->prices, &row->unit_milli, sizeof row->unit_milli);
	if (l.text != NAME_NONE)
		tally_add(p->code_texts, l.code, l.text);
	if (row->unit_milli > 0 && d->kind == RETAIL_SALE)
		tally_add(p->code_prices, l.code, l.price);
	append(p, d, l);
	return NULL;
}

const char *retail_plan_add(struct retail_plan *p, const struct retail_row *row)
{
	struct retail_document *d = document_of(p, row->invoice);
	const char *why = add(p, d, row);

	if (!why)
		return NULL;
	p->facts.refused_lines++;
	d->held = why;
	return why;
}

void retail_plan_refuse(struct retail_plan *p, const char *head, const char *why)
{
	p->facts.refused_lines++;
	if (retail_is_invoice(head))
		document_of(p, head)->held = why;
}

int64_t retail_price(const struct retail_plan *p, const struct retail_line *l)
{
	int64_t price;

	memcpy(&price, names_text(p->prices, l->price), sizeof price);
	return price;
}

int64_t retail_amount(const struct retail_plan *p, const struct retail_line *l)
{
	int64_t amount;

	if (!money_line(retail_price(p, l), l->quantity, &amount))
		fail("exchange: an amount is out of range");
	return amount;
}

const char *retail_text(const struct retail_plan *p, uint32_t text)
{
	return text == NAME_NONE ? NULL : names_text(p->texts, text);
}
