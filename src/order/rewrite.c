/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stored pages, and what lists show of lines, written anew where a fresh look gives another: after
 * an upgrade, or a repair. An
 * order at a time, under its lock, so that nobody who works waits for longer than that; what is
 * fresh is left alone, so that a second run goes on where the first one stopped. */
#include <string.h>
#include "base/fail.h"
#include "base/log.h"
#include "order/store.h"

enum { BATCH = 200, RENEWED = 50 };

struct rewriting {
	uint64_t id;
	bool written;
};

static int rewrite_one(struct work *w, void *arg)
{
	struct rewriting *r = arg;
	struct order *o = order_open(w, r->id);
	const char *stored, *fresh;
	int version = 0;

	r->written = false;
	if (!o)
		return 0;
	order_store_update_face(w, o);
	stored = order_store_document_text(w, r->id, &version);
	fresh = order_document_fresh(w, o);
	/* without a contact there is no page to write: that is for verify to say */
	if (!fresh) {
		order_store_document_formed(w, r->id);
		return 0;
	}
	r->written = !stored || version != o->version || strcmp(stored, fresh) != 0;
	if (r->written)
		order_document_write(w, o);
	else
		order_store_document_formed(w, r->id);
	return 0;
}

/* One batch in an arena of its own. */
static uint64_t rewrite_batch(struct work *w, uint64_t after, struct order_rewrite *out)
{
	struct work part = *w;
	uint64_t ids[BATCH];
	size_t n;

	part.arena = arena_new();
	db_use_arena(w->db, part.arena);
	arena_use_for_cjson(part.arena);
	n = order_store_ids(&part, after, ids, BATCH);
	for (size_t i = 0; i < n; i++) {
		struct rewriting r = { .id = ids[i] };

		(void)work_transaction(&part, rewrite_one, &r);
		out->written += r.written;
	}
	out->orders += (int64_t)n;
	db_use_arena(w->db, w->arena);
	arena_use_for_cjson(w->arena);
	arena_free(part.arena);
	return n ? ids[n - 1] : 0;
}

/* ---- after an upgrade, by itself ---- */

struct renewing {
	struct work *w;
	struct rewriting order;
};

static void renew_one(void *arg)
{
	struct renewing *r = arg;

	(void)work_transaction(r->w, rewrite_one, &r->order);
}

/* What cannot be written now will be later; what never can be stays as it is, for verify to say,
 * and keeps nothing else waiting. */
static void renew(struct work *w, uint64_t id)
{
	struct renewing r = { w, { .id = id } };
	struct failure f;

	if (fail_run(renew_one, &r, &f))
		return;
	if (f.kind != FAIL_INTERNAL)
		fail_again(&f);
	log_event(LOG_ERROR_LEVEL, "a customer's page stays old", LOG_INT("order", (int64_t)id),
		  LOG_TEXT("reason", f.message));
	order_store_document_formed(w, id);
}

bool order_documents_renew(struct work *w)
{
	uint64_t ids[RENEWED];
	size_t n = order_store_old_documents(w, ids, RENEWED);

	for (size_t i = 0; i < n; i++)
		renew(w, ids[i]);
	return n == RENEWED;
}

/* ---- all of them, by hand ---- */

struct order_rewrite order_documents_rewrite(struct work *w,
					     void (*progress)(void *arg, int64_t done, int64_t of),
					     void *arg)
{
	struct order_rewrite r = { 0 };
	int64_t of = order_count(w);
	uint64_t after = 0;

	while ((after = rewrite_batch(w, after, &r)))
		if (progress)
			progress(arg, r.orders, of);
	return r;
}
