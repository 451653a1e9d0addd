/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be said of a file only when all of it was read: the order of its documents, names and
 * prices of codes, and the sales of credits. */
#include <stdlib.h>
#include <string.h>
#include "base/fail.h"
#include "exchange/retail_plan.h"

/* ---- order ---- */

static int by_time(const void *a, const void *b, void *arg)
{
	const struct retail_plan *p = arg;
	uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
	int64_t x = p->document[i].at.us, y = p->document[k].at.us;

	if (x != y)
		return x < y ? -1 : 1;
	return (i > k) - (i < k);
}

static void put_in_order(struct retail_plan *p)
{
	p->order = arena_array_of(p->arena, p->n_documents + 1, uint32_t);
	for (uint32_t i = 0; i < p->n_documents; i++) {
		const struct retail_document *d = &p->document[i];

		p->facts.invoices += d->n_lines > 0;
		p->facts.held_invoices += d->held != NULL;
		if (d->held)
			continue;
		p->order[p->n_order++] = i;
		p->lines_to_book += d->n_lines;
	}
	qsort_r(p->order, p->n_order, sizeof *p->order, by_time, p);
}

/* ---- codes and parties ---- */

static void look_at_line(struct retail_plan *p, const struct retail_document *d,
			 const struct retail_line *l)
{
	struct retail_code *c = &p->code[l->code];

	if (l->kind != RETAIL_LINE_WRITE_OFF) {
		c->is_sold = true;
		return;
	}
	if (c->written_off == 0)
		c->write_off_at = d->at;
	c->written_off -= l->quantity;
}

static void name_codes(struct retail_plan *p)
{
	uint32_t n = names_count(p->codes);
	uint32_t *name = arena_array_of(p->arena, n + 1, uint32_t);
	uint32_t *price = arena_array_of(p->arena, n + 1, uint32_t);

	tally_best(p->code_texts, name, n);
	tally_best(p->code_prices, price, n);
	p->code = arena_array_of(p->arena, n + 1, struct retail_code);
	for (uint32_t i = 0; i < n; i++) {
		p->code[i].is_product = retail_code_is_product(names_text(p->codes, i));
		p->code[i].name = name[i];
		if (price[i] != NAME_NONE)
			memcpy(&p->code[i].unit_milli, names_text(p->prices, price[i]),
			       sizeof p->code[i].unit_milli);
	}
}

static void find_parties(struct retail_plan *p)
{
	uint32_t n = names_count(p->parties);

	p->party = arena_array_of(p->arena, n + 1, struct retail_party);
	for (uint32_t i = 0; i < n; i++)
		p->party[i].customer = NAME_NONE;
	for (uint32_t i = 0; i < p->n_order; i++) {
		const struct retail_document *d = &p->document[p->order[i]];
		uint32_t pair[2];

		if (d->party == NAME_NONE || p->party[d->party].customer != NAME_NONE)
			continue;
		memcpy(pair, names_text(p->parties, d->party), sizeof pair);
		p->party[d->party] = (struct retail_party){ pair[0], pair[1], d->at };
	}
}

static void look_at_lines(struct retail_plan *p)
{
	for (uint32_t i = 0; i < p->n_order; i++) {
		const struct retail_document *d = &p->document[p->order[i]];

		for (uint32_t k = d->first; k != NAME_NONE; k = p->line[k].next)
			look_at_line(p, d, &p->line[k]);
	}
}

/* ---- credits ---- */

/* A customer's sales so far. */
struct sales {
	struct retail_holding *v;
	uint32_t *document;
	uint32_t n, room;
};

static struct retail_holding gather(struct retail_plan *p, const struct retail_document *d,
				    int sign)
{
	struct retail_holding h = { .v = arena_array_of(p->arena, d->n_lines + 1,
							struct retail_units) };

	for (uint32_t k = d->first; k != NAME_NONE; k = p->line[k].next) {
		const struct retail_line *l = &p->line[k];

		if (l->kind == RETAIL_LINE_GOODS || l->kind == RETAIL_LINE_SERVICE)
			h.v[h.n++] = (struct retail_units){ l->code, (int64_t)sign * l->quantity };
	}
	h.n = retail_units_gather(h.v, h.n);
	return h;
}

static void remember(struct retail_plan *p, struct sales *s, uint32_t document)
{
	if (s->n == s->room) {
		uint32_t more = s->room ? s->room * 2 : 4;

		s->v = arena_grow(p->arena, s->v, s->room * sizeof *s->v, more * sizeof *s->v);
		s->document = arena_grow(p->arena, s->document, s->room * sizeof *s->document,
					 more * sizeof *s->document);
		s->room = more;
	}
	s->document[s->n] = document;
	s->v[s->n++] = gather(p, &p->document[document], 1);
}

/* Behind the credits the sale has already. */
static void link_credit(struct retail_plan *p, uint32_t sale, uint32_t credit)
{
	uint32_t *to = &p->document[sale].credit;

	while (*to != NAME_NONE)
		to = &p->document[*to].credit;
	*to = credit;
	p->document[sale].n_credits++;
	p->document[credit].sale = sale;
}

static void match(struct retail_plan *p, struct sales *s, uint32_t credit)
{
	struct retail_holding h = gather(p, &p->document[credit], -1);
	size_t i = retail_match(s->v, s->n, &h);

	/* A document of nothing moves no money: there is nothing to link. */
	if (i == s->n || p->document[credit].booked == 0)
		return;
	retail_take(&s->v[i], &h);
	link_credit(p, s->document[i], credit);
}

/* A line for finance on a credit document would be booked apart: such a document stays loose. */
static bool has_finance(const struct retail_plan *p, const struct retail_document *d)
{
	for (uint32_t k = d->first; k != NAME_NONE; k = p->line[k].next) {
		if (p->line[k].kind == RETAIL_LINE_FINANCE)
			return true;
	}
	return false;
}

static void match_credits(struct retail_plan *p)
{
	struct sales *all = arena_array_of(p->arena, names_count(p->customers) + 1, struct sales);

	for (uint32_t i = 0; i < p->n_order; i++) {
		const struct retail_document *d = &p->document[p->order[i]];
		struct sales *s;

		if (d->party == NAME_NONE)
			continue;
		s = &all[p->party[d->party].customer];
		if (d->kind == RETAIL_SALE)
			remember(p, s, p->order[i]);
		else if (d->kind == RETAIL_CREDIT && !has_finance(p, d))
			match(p, s, p->order[i]);
	}
}

void retail_plan_finish(struct retail_plan *p)
{
	struct import_facts *f = &p->facts;

	f->codes = names_count(p->raw_codes);
	f->folded_codes = names_count(p->codes);
	f->descriptions = names_count(p->raw_texts);
	f->customers = names_count(p->customers);
	f->countries = names_count(p->countries);
	f->days = names_count(p->days);
	put_in_order(p);
	name_codes(p);
	look_at_lines(p);
	find_parties(p);
	match_credits(p);
}
