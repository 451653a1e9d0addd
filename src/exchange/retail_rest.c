/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents and lines that are no orders: credits nobody can place, adjustments, write-offs. */
#include "base/fail.h"
#include "exchange/retail_book.h"
#include "payment/payment.h"
#include "stock/stock.h"

void retail_count(const struct retail_plan *p, struct import_sum *sum, const struct retail_line *l)
{
	sum->lines++;
	sum->units += l->quantity;
	sum->exact_milli += l->quantity * retail_price(p, l);
	sum->booked += retail_amount(p, l);
}

/* Lists of a batch, filled document by document and written at its end. */
struct rest {
	struct retail_book *book;
	struct retail_counts *counts;
	struct import_line *lines;
	size_t n_lines;
	struct stock_past *offs;
	const struct retail_line **off_lines;
	bool *off_is_document;
	size_t n_offs;
};

static const char *line_ref(struct rest *r, const struct retail_document *d, int position)
{
	return arena_printf(r->book->work.arena, "%s#%d", d->invoice, position);
}

static void keep_line(struct rest *r, const struct retail_document *d, const struct retail_line *l,
		      int position)
{
	const struct retail_plan *p = r->book->plan;

	r->lines[r->n_lines++] = (struct import_line){ .source_ref = d->invoice,
						       .position = position,
						       .sku_code = names_text(p->codes, l->code),
						       .name = retail_line_name(p, l),
						       .quantity = l->quantity,
						       .unit_milli = retail_price(p, l),
						       .amount = retail_amount(p, l) };
}

/* A document of nothing moves no money: its lines are kept, that is all. */
static void book_loose(struct rest *r, const struct retail_entry *e, struct credit_draft d)
{
	uint64_t id;

	d.source = RETAIL_SOURCE;
	d.at = e->d->at;
	if (d.amount != 0 && payment_credit_loose(&r->book->work, e->contact.customer_id, &d,
						  RETAIL_CURRENCY, &id) != PAYMENT_OK)
		fail("exchange: %s cannot be booked", d.source_ref);
}

/* A line that stands for its document, where that is no order and no credit: the first one does. */
static bool is_document(const struct retail_entry *e, int position)
{
	return e->d->kind == RETAIL_SALE && !e->order && position == 1;
}

/* ---- credits and adjustments ---- */

/* What lowers what is owed is above 0 in the ledger and below 0 in the file. */
static void book_sum(struct rest *r, const struct retail_entry *e, enum retail_line_kind but,
		     enum credit_kind kind, enum import_part part)
{
	const struct retail_plan *p = r->book->plan;
	struct credit_draft d = { .kind = kind, .source_ref = e->d->invoice };

	for (uint32_t i = e->d->first; i != NAME_NONE; i = p->line[i].next) {
		const struct retail_line *l = &p->line[i];

		if (l->kind == but)
			continue;
		if (!d.why && kind == CREDIT_ADJUSTMENT)
			d.why = retail_line_name(p, l);
		d.amount -= retail_amount(p, l);
		retail_count(p, &r->counts->part[e->known ? IMPORT_KNOWN : part], l);
	}
	if (!e->known)
		book_loose(r, e, d);
}

static void book_finance_line(struct rest *r, const struct retail_entry *e,
			      const struct retail_line *l, int position)
{
	const struct retail_plan *p = r->book->plan;

	struct import_sum *sum = &r->counts->part[e->known ? IMPORT_KNOWN : IMPORT_ADJUSTMENTS];

	sum->documents += is_document(e, position);
	retail_count(p, sum, l);
	if (e->known)
		return;
	book_loose(r, e,
		   (struct credit_draft){ .kind = CREDIT_ADJUSTMENT,
					  .amount = -retail_amount(p, l),
					  .source_ref = line_ref(r, e->d, position),
					  .why = retail_line_name(p, l) });
}

/* ---- write-offs ---- */

static void take_write_off(struct rest *r, const struct retail_entry *e,
			   const struct retail_line *l, int position)
{
	const struct retail_plan *p = r->book->plan;

	r->off_lines[r->n_offs] = l;
	r->off_is_document[r->n_offs] = is_document(e, position);
	r->offs[r->n_offs++] = (struct stock_past){ .sku_id = r->book->sku_id[l->code],
						    .quantity = -l->quantity,
						    .why = retail_text(p, l->text),
						    .source_ref = line_ref(r, e->d, position),
						    .at = e->d->at };
}

static void book_write_offs(struct rest *r)
{
	stock_write_off_past(&r->book->work, RETAIL_SOURCE, r->offs, r->n_offs);
	for (size_t i = 0; i < r->n_offs; i++) {
		struct import_sum *sum =
			&r->counts->part[r->offs[i].taken ? IMPORT_KNOWN : IMPORT_WRITE_OFFS];

		sum->documents += r->off_is_document[i];
		retail_count(r->book->plan, sum, r->off_lines[i]);
	}
}

/* ---- documents ---- */

/* Lines that stand apart from the sum of their document. */
static void book_single_lines(struct rest *r, const struct retail_entry *e)
{
	const struct retail_plan *p = r->book->plan;
	int position = 0;

	for (uint32_t i = e->d->first; i != NAME_NONE; i = p->line[i].next) {
		const struct retail_line *l = &p->line[i];

		position++;
		if (l->kind == RETAIL_LINE_WRITE_OFF)
			take_write_off(r, e, l, position);
		else if (l->kind == RETAIL_LINE_FINANCE && e->d->kind != RETAIL_ADJUSTMENT)
			book_finance_line(r, e, l, position);
		if (!e->known && (e->d->kind != RETAIL_SALE || l->kind == RETAIL_LINE_FINANCE))
			keep_line(r, e->d, l, position);
	}
}

static void book_document(struct rest *r, const struct retail_entry *e)
{
	switch (e->d->kind) {
	case RETAIL_CREDIT:
		r->counts->part[e->known ? IMPORT_KNOWN : IMPORT_LOOSE_CREDITS].documents++;
		book_sum(r, e, RETAIL_LINE_FINANCE, CREDIT_DOCUMENT, IMPORT_LOOSE_CREDITS);
		break;
	case RETAIL_ADJUSTMENT:
		r->counts->part[e->known ? IMPORT_KNOWN : IMPORT_ADJUSTMENTS].documents++;
		book_sum(r, e, RETAIL_LINE_WRITE_OFF, CREDIT_ADJUSTMENT, IMPORT_ADJUSTMENTS);
		break;
	case RETAIL_SALE:
		break;
	}
	book_single_lines(r, e);
}

/* The lines of a credit that was booked with its order. */
static void keep_credits(struct rest *r, const struct retail_entry *e)
{
	const struct retail_plan *p = r->book->plan;

	for (size_t i = 0; i < e->n_credits; i++) {
		const struct retail_document *d = &p->document[e->credits[i]];
		int position = 0;

		for (uint32_t k = d->first; k != NAME_NONE; k = p->line[k].next)
			keep_line(r, d, &p->line[k], ++position);
	}
}

void retail_book_rest(struct retail_book *b, struct retail_entry *e, size_t n,
		      struct retail_counts *counts)
{
	struct rest r = { .book = b, .counts = counts };
	size_t room = 1;

	for (size_t i = 0; i < n; i++) {
		room += e[i].d->n_lines;
		for (size_t k = 0; k < e[i].n_credits; k++)
			room += b->plan->document[e[i].credits[k]].n_lines;
	}
	r.lines = arena_array_of(b->work.arena, room, struct import_line);
	r.offs = arena_array_of(b->work.arena, room, struct stock_past);
	r.off_lines = arena_array_of(b->work.arena, room, const struct retail_line *);
	r.off_is_document = arena_array_of(b->work.arena, room, bool);
	for (size_t i = 0; i < n; i++) {
		book_document(&r, &e[i]);
		keep_credits(&r, &e[i]);
	}
	import_store_lines(&b->work, RETAIL_SOURCE, r.lines, r.n_lines);
	book_write_offs(&r);
}
