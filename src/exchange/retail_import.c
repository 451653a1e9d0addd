/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An online-retail file from the first byte to the report. */
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include "base/buf.h"
#include "base/fail.h"
#include "exchange/country.h"
#include "exchange/retail_book.h"

struct import {
	struct work *work;
	int fd;
	const struct import_watch *watch;
	struct import_report *out;
	const char *why;             /* not NULL: what keeps the file from being imported at all */
	struct arena *arena, *batch; /* of the file; of a transaction */
	struct retail_plan *plan;
	uint8_t hash[SECRET_HASH_BYTES];
};

/* ---- reading ---- */

static void refuse(struct import *m, uint64_t line, const char *head, const char *why)
{
	retail_plan_refuse(m->plan, head, why);
	m->watch->refused(m->watch->arg, line, why);
}

static void take_record(struct import *m, struct records *r, struct retail_columns *c,
			const struct record *rec)
{
	struct retail_row row;
	const char *why = retail_row_read(c, rec, &row);

	if (why) {
		refuse(m, rec->line, rec->field[c->at[RETAIL_INVOICE]], why);
		records_refuse(r);
		return;
	}
	why = retail_plan_add(m->plan, &row);
	if (why)
		m->watch->refused(m->watch->arg, rec->line, why);
}

/* NULL: the first record names all columns; else what is wrong with it. */
static const char *take_columns(struct import *m, struct records *r, struct retail_columns *c)
{
	struct record rec;
	const char *missing;

	switch (records_next(r, &rec)) {
	case RECORD_END:
		return "it is empty";
	case RECORD_BAD:
		return arena_printf(m->work->arena, "line %" PRIu64 ": %s", rec.line, rec.why);
	case RECORD_READ:
		break;
	}
	if (retail_columns_find(&rec, c, &missing))
		return NULL;
	return arena_printf(m->work->arena, "line %" PRIu64 ": no column %s", rec.line, missing);
}

static uint64_t size_of(int fd)
{
	struct stat st;

	return fstat(fd, &st) == 0 && S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
}

static void read_lines(struct import *m, struct records *r, struct retail_columns *c)
{
	enum { LOOK_EVERY = 4096 };
	uint64_t total = size_of(m->fd);
	struct record rec;
	enum record_answer answer;

	while ((answer = records_next(r, &rec)) != RECORD_END) {
		if (answer == RECORD_BAD)
			refuse(m, rec.line, rec.head, rec.why);
		else
			take_record(m, r, c, &rec);
		if (rec.line % LOOK_EVERY == 0)
			m->watch->moved(m->watch->arg, IMPORT_READING, records_bytes(r), total);
	}
	m->watch->moved(m->watch->arg, IMPORT_READING, records_bytes(r), total);
}

static void read_file(struct import *m)
{
	struct records *r = records_open(m->arena, m->fd);
	struct retail_columns c;

	m->why = take_columns(m, r, &c);
	if (m->why)
		return;
	read_lines(m, r, &c);
	records_hash(r, m->hash);
	if (m->plan->facts.lines == 0 && m->plan->facts.refused_lines == 0)
		m->why = "there is no line below the first";
}

/* ---- the report ---- */

static void sum_held(const struct retail_plan *p, struct import_sum *sum)
{
	for (uint32_t i = 0; i < p->n_documents; i++) {
		const struct retail_document *d = &p->document[i];

		if (!d->held)
			continue;
		sum->documents++;
		for (uint32_t k = d->first; k != NAME_NONE; k = p->line[k].next)
			retail_count(p, sum, &p->line[k]);
	}
}

static const char *unknown_countries(const struct import *m)
{
	struct buf b;

	buf_init(&b, m->work->arena);
	for (uint32_t i = 0; i < names_count(m->plan->countries); i++) {
		const char *name = names_text(m->plan->countries, i);

		if (country_find(name))
			continue;
		if (b.len)
			buf_addlit(&b, ", ");
		buf_adds(&b, *name ? name : "(none)");
	}
	return b.len ? b.p : NULL;
}

static void report(struct import *m, const struct retail_counts *c)
{
	struct import_report *r = m->out;

	r->kind = RETAIL_SOURCE;
	r->currency = RETAIL_CURRENCY;
	r->facts = m->plan->facts;
	r->guests = c->guests;
	r->changed = c->changed;
	r->changed_refs = arena_strdup(m->work->arena, c->changed_refs);
	r->unknown_countries = unknown_countries(m);
	memcpy(r->part, c->part, sizeof r->part);
	r->part[IMPORT_HELD] = (struct import_sum){ 0 };
	sum_held(m->plan, &r->part[IMPORT_HELD]);
	for (int i = 0; i < IMPORT_PART__MAX; i++) {
		r->total.documents += r->part[i].documents;
		r->total.lines += r->part[i].lines;
		r->total.units += r->part[i].units;
		r->total.exact_milli += r->part[i].exact_milli;
		r->total.booked += r->part[i].booked;
	}
}

/* ---- booking ---- */

/* Where a run that was broken off stopped: behind so many lines. */
static uint32_t place_of(const struct retail_plan *p, uint64_t lines)
{
	uint32_t i = 0;

	for (; lines > 0 && i < p->n_order; i++) {
		uint64_t n = retail_lines_with_credits(p, &p->document[p->order[i]]);

		if (n > lines)
			fail("import: %llu lines done are no whole documents",
			     (unsigned long long)lines);
		lines -= n;
	}
	return i;
}

static struct work work_of(struct import *m, uint64_t run_id)
{
	struct work w = *m->work;

	w.arena = m->batch;
	w.actor = (struct actor){ ACTOR_IMPORT, run_id };
	return w;
}

static void book_all(struct import *m)
{
	struct retail_book b = { .plan = m->plan,
				 .work = work_of(m, 0),
				 .run = import_store_run(m->work, RETAIL_SOURCE, m->hash) };

	b.work.actor.id = b.run.id;
	retail_counts_read(m->work->arena, b.run.report, &b.counts);
	m->out->lines_before = b.run.lines_done;
	m->out->was_done = b.run.done;
	b.next = place_of(m->plan, b.run.lines_done);
	if (!b.run.done) {
		db_use_arena(m->work->db, m->batch);
		arena_use_for_cjson(m->batch);
		retail_prepare(&b);
		do {
			m->watch->moved(m->watch->arg, IMPORT_BOOKING, b.run.lines_done,
					m->plan->lines_to_book);
		} while (retail_book_batch(&b, m->watch->batch_lines));
		m->watch->moved(m->watch->arg, IMPORT_BOOKING, b.run.lines_done,
				m->plan->lines_to_book);
	}
	report(m, &b.counts);
}

static void use_zone(const char *zone)
{
	if (!instant_set_zone(zone))
		fail("the time zone %s is not known here", zone);
}

static void run(void *arg)
{
	struct import *m = arg;

	m->plan = retail_plan_new(m->arena);
	use_zone(RETAIL_ZONE);
	read_file(m);
	use_zone(m->work->app->settings.zone);
	if (m->why)
		return;
	retail_plan_finish(m->plan);
	book_all(m);
}

bool import_online_retail(struct work *w, int fd, const struct import_watch *watch,
			  struct import_report *out, const char **why)
{
	struct import m = { .work = w, .fd = fd, .watch = watch, .out = out };
	struct arena *rows = db_arena(w->db), *trees = arena_use_for_cjson(w->arena);
	struct failure f;
	bool well;

	*out = (struct import_report){ 0 };
	m.arena = arena_new();
	m.batch = arena_new();
	db_use_arena(w->db, w->arena);
	well = fail_run(run, &m, &f);
	instant_set_zone(w->app->settings.zone);
	db_use_arena(w->db, rows);
	arena_use_for_cjson(trees);
	arena_free(m.batch);
	arena_free(m.arena);
	if (!well)
		fail_again(&f);
	*why = m.why;
	return !m.why;
}
