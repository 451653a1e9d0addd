/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents into the books: a batch of whole ones a transaction, together with how far that is. */
#include "exchange/retail_book.h"

#include <stdio.h>
#include <string.h>
#include "base/fail.h"
#include "base/json.h"

enum { BATCH_LINES = 5000 };

struct batch {
	struct retail_book *book;
	uint32_t from, to; /* of plan->order */
	uint64_t lines;
	struct retail_counts counts;
	struct retail_entry *entries;
	size_t n;
	struct order_past *past;
	struct retail_entry **sales; /* of past */
	size_t n_sales;
};

/* A credit with an order is booked with that. */
static bool stands_alone(const struct retail_document *d)
{
	return d->kind != RETAIL_CREDIT || d->sale == NAME_NONE;
}

static const struct retail_document *document_at(const struct retail_plan *p, uint32_t i)
{
	return &p->document[p->order[i]];
}

uint64_t retail_lines_with_credits(const struct retail_plan *p, const struct retail_document *d)
{
	uint64_t n = d->n_lines;

	if (!stands_alone(d))
		return 0;
	for (uint32_t i = d->n_credits ? d->credit : NAME_NONE; i != NAME_NONE;
	     i = p->document[i].credit)
		n += p->document[i].n_lines;
	return n;
}

static void cut(struct batch *t, unsigned lines)
{
	const struct retail_plan *p = t->book->plan;

	t->from = t->to = t->book->next;
	while (t->to < p->n_order && t->lines < lines)
		t->lines += retail_lines_with_credits(p, document_at(p, t->to++));
}

/* ---- entries ---- */

static void take_document(struct batch *t, const struct retail_document *d)
{
	struct retail_book *b = t->book;
	struct retail_entry *e = &t->entries[t->n++];

	*e = (struct retail_entry){ .d = d };
	if (d->party != NAME_NONE)
		e->contact = b->contact[d->party];
	e->credits = arena_array_of(b->work.arena, d->n_credits + 1, uint32_t);
	for (uint32_t i = d->n_credits ? d->credit : NAME_NONE; i != NAME_NONE;
	     i = b->plan->document[i].credit)
		e->credits[e->n_credits++] = i;
	if (!retail_is_order(b->plan, d))
		return;
	e->order = retail_order(b, d);
	e->past = &t->past[t->n_sales];
	e->past->order = e->order;
	t->sales[t->n_sales++] = e;
}

static void take_documents(struct batch *t)
{
	struct retail_book *b = t->book;
	size_t n = t->to - t->from;

	t->n = t->n_sales = 0;
	t->entries = arena_array_of(b->work.arena, n + 1, struct retail_entry);
	t->past = arena_array_of(b->work.arena, n + 1, struct order_past);
	t->sales = arena_array_of(b->work.arena, n + 1, struct retail_entry *);
	for (uint32_t i = t->from; i < t->to; i++) {
		if (stands_alone(document_at(b->plan, i)))
			take_document(t, document_at(b->plan, i));
	}
	order_past_open(&b->work, t->past, t->n_sales);
}

/* ---- what is known from another file ---- */

/* The file that a document is known from had other lines of it. */
static void note_changed(struct batch *t, const char *invoice)
{
	struct retail_counts *c = &t->counts;
	size_t used = strlen(c->changed_refs), room = sizeof c->changed_refs - used;

	c->changed++;
	if (strlen(invoice) + 3 < room)
		snprintf(c->changed_refs + used, room, "%s%s", used ? ", " : "", invoice);
}

/* A sale is compared where it is counted. */
static bool is_known(struct batch *t, const struct retail_document *d, const struct import_known *k)
{
	if (d->kind != RETAIL_SALE && k->lines > 0 &&
	    (k->lines != (int)d->n_lines || k->amount != d->booked))
		note_changed(t, d->invoice);
	return k->lines > 0;
}

/* Counts a credit among what it became; a known one is dropped from the entry. */
static void sort_credits(struct batch *t, struct retail_entry *e, const struct import_known *known)
{
	const struct retail_plan *p = t->book->plan;
	size_t kept = 0;

	for (size_t i = 0; i < e->n_credits; i++) {
		const struct retail_document *d = &p->document[e->credits[i]];
		bool there = is_known(t, d, &known[i]);
		struct import_sum *sum = &t->counts.part[there ? IMPORT_KNOWN : IMPORT_CREDITS];

		sum->documents++;
		for (uint32_t k = d->first; k != NAME_NONE; k = p->line[k].next)
			retail_count(p, sum, &p->line[k]);
		if (!there)
			e->credits[kept++] = e->credits[i];
	}
	e->n_credits = kept;
}

static void find_known(struct batch *t)
{
	struct retail_book *b = t->book;
	size_t n = t->n, at = 0;
	const char **refs;
	struct import_known *known;

	for (size_t i = 0; i < t->n; i++)
		n += t->entries[i].n_credits;
	refs = arena_array_of(b->work.arena, n + 1, const char *);
	known = arena_array_of(b->work.arena, n + 1, struct import_known);
	for (size_t i = 0; i < t->n; i++) {
		refs[at++] = t->entries[i].d->invoice;
		for (size_t k = 0; k < t->entries[i].n_credits; k++)
			refs[at++] = b->plan->document[t->entries[i].credits[k]].invoice;
	}
	import_store_find(&b->work, RETAIL_SOURCE, refs, n, known);
	at = 0;
	for (size_t i = 0; i < t->n; i++) {
		size_t n_credits = t->entries[i].n_credits;

		t->entries[i].known = is_known(t, t->entries[i].d, &known[at++]);
		sort_credits(t, &t->entries[i], known + at);
		at += n_credits;
	}
}

/* ---- guests ---- */

static bool has_only_write_offs(const struct retail_plan *p, const struct retail_document *d)
{
	for (uint32_t i = d->first; i != NAME_NONE; i = p->line[i].next) {
		if (p->line[i].kind != RETAIL_LINE_WRITE_OFF)
			return false;
	}
	return true;
}

/* Somebody must stand behind an order, a credit and an adjustment that are to be booked. */
static bool needs_guest(const struct batch *t, const struct retail_entry *e)
{
	if (e->contact.id)
		return false;
	if (e->order && !e->past->taken)
		return true;
	return !e->order && !e->known && !has_only_write_offs(t->book->plan, e->d);
}

static void make_guests(struct batch *t, struct retail_entry **e, size_t n)
{
	struct customer_past v[CUSTOMER_PAST_MAX];
	struct retail_book *b = t->book;

	for (size_t i = 0; i < n; i++)
		v[i] = (struct customer_past){ .contact = retail_contact(b->plan, NULL,
									 e[i]->d->country),
					       .since = e[i]->d->at };
	customer_add_past(&b->work, RETAIL_SOURCE, v, n);
	for (size_t i = 0; i < n; i++)
		e[i]->contact = (struct contact){ .id = v[i].contact_id,
						  .customer_id = v[i].customer_id,
						  .name = v[i].contact.name,
						  .country = v[i].contact.country,
						  .province = v[i].contact.province };
	t->counts.guests += (int64_t)n;
}

static void find_guests(struct batch *t)
{
	struct retail_entry *guest[CUSTOMER_PAST_MAX];
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++) {
		if (needs_guest(t, &t->entries[i]))
			guest[n++] = &t->entries[i];
		if (n == CUSTOMER_PAST_MAX) {
			make_guests(t, guest, n);
			n = 0;
		}
	}
	if (n)
		make_guests(t, guest, n);
}

/* ---- counting ---- */

static void count_order(struct batch *t, const struct retail_entry *e)
{
	const struct retail_plan *p = t->book->plan;
	struct import_sum *sum = &t->counts.part[e->past->taken ? IMPORT_KNOWN : IMPORT_ORDERS];

	if (e->past->taken && (e->past->taken_total != e->order->total_amount ||
			       e->past->taken_lines != (int)e->order->n_lines))
		note_changed(t, e->d->invoice);
	sum->documents++;
	for (uint32_t i = e->d->first; i != NAME_NONE; i = p->line[i].next) {
		const struct retail_line *l = &p->line[i];

		if (l->kind == RETAIL_LINE_GOODS || l->kind == RETAIL_LINE_SERVICE)
			retail_count(p, sum, l);
	}
}

static cJSON *sum_view(const struct import_sum *s)
{
	cJSON *t = json_object();

	json_add_int(t, "documents", s->documents);
	json_add_int(t, "lines", s->lines);
	json_add_int(t, "units", s->units);
	json_add_int(t, "exact_milli", s->exact_milli);
	json_add_int(t, "booked", s->booked);
	return t;
}

const char *retail_counts_text(struct arena *a, const struct retail_counts *c)
{
	cJSON *t = json_object(), *parts = json_add_array(t, "parts");

	for (int i = 0; i < IMPORT_PART__MAX; i++)
		cJSON_AddItemToArray(parts, sum_view(&c->part[i]));
	json_add_int(t, "guests", c->guests);
	json_add_int(t, "changed", c->changed);
	json_add_text(t, "changed_refs", c->changed_refs);
	return json_text(a, t);
}

void retail_counts_read(struct arena *a, const char *json, struct retail_counts *c)
{
	cJSON *t = json ? json_read_own(arena_strdup(a, json)) : NULL;
	const cJSON *one = t ? json_get(t, "parts") : NULL;

	*c = (struct retail_counts){ 0 };
	if (!t)
		return;
	c->guests = json_get_int(t, "guests");
	c->changed = json_get_int(t, "changed");
	snprintf(c->changed_refs, sizeof c->changed_refs, "%s", json_get_text(t, "changed_refs"));
	one = one ? one->child : NULL;
	for (int i = 0; one && i < IMPORT_PART__MAX; i++, one = one->next)
		c->part[i] =
			(struct import_sum){ json_get_int(one, "documents"),
					     json_get_int(one, "lines"), json_get_int(one, "units"),
					     json_get_int(one, "exact_milli"),
					     json_get_int(one, "booked") };
}

/* ---- the transaction ---- */

static int book(struct work *w, void *arg)
{
	struct batch *t = arg;
	struct retail_book *b = t->book;
	struct import_run run = b->run;

	if (import_store_lock(w, run.id) != run.lines_done)
		fail("another import of this file is at work");
	t->counts = b->counts;
	take_documents(t);
	find_known(t);
	find_guests(t);
	retail_book_orders(b, t->past, t->sales, t->n_sales);
	for (size_t i = 0; i < t->n_sales; i++)
		count_order(t, t->sales[i]);
	retail_book_rest(b, t->entries, t->n, &t->counts);
	run.lines_done += t->lines;
	run.done = t->to == b->plan->n_order;
	run.report = retail_counts_text(w->arena, &t->counts);
	import_store_move(w, &run);
	return 0;
}

bool retail_book_batch(struct retail_book *b, unsigned lines)
{
	struct batch t = { .book = b };

	cut(&t, lines ? lines : BATCH_LINES);
	if (b->run.done)
		return false;
	work_transaction(&b->work, book, &t);
	b->run.lines_done += t.lines;
	b->run.done = t.to == b->plan->n_order;
	b->counts = t.counts;
	b->next = t.to;
	arena_reset(b->work.arena);
	return !b->run.done;
}
