/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two customers become one: decided, then all that hangs on the one goes over, in one transaction.
 */
#include "customer/merge.h"
#include <string.h>
#include "audit.h"
#include "base/fail.h"
#include "base/json.h"
#include "base/text.h"
#include "customer/tag.h"
#include "guard.h"
#include "order/order.h"

static bool wishes_are_long(struct work *w, uint64_t kept, uint64_t joined)
{
	struct merge_wish a[WISH__MAX], b[WISH__MAX];
	size_t n = merge_store_wishes(w, kept, a), n_b = merge_store_wishes(w, joined, b);

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n_b; k++)
			if (a[i].kind == b[k].kind && !merge_wish(w->arena, a[i].body, b[k].body))
				return true;
	return false;
}

void merge_look(struct work *w, const struct customer *kept, const struct customer *joined,
		struct merge_facts *out)
{
	*out = (struct merge_facts){ .kept.id = kept->id, .joined.id = joined->id };
	merge_store_facts(w, &out->kept);
	merge_store_facts(w, &out->joined);
	out->n_tags = merge_store_tags(w, kept->id, joined->id);
	out->alike = merge_store_alike(w, kept->id, joined->id);
	out->same_name = *kept->name && strcmp(text_fold(w->arena, kept->name),
					       text_fold(w->arena, joined->name)) == 0;
	out->long_wish = wishes_are_long(w, kept->id, joined->id);
}

/* Both rows, locked in the order of their ids and read behind that. False: one is not there, or is
 * somebody else by now. */
static bool open_both(struct work *w, uint64_t a, uint64_t b, struct customer *one,
		      struct customer *other)
{
	customer_store_lock(w, a < b ? a : b);
	customer_store_lock(w, a < b ? b : a);
	return customer_store_read(w, a, one) && customer_store_read(w, b, other) &&
	       !one->joined_into && !other->joined_into;
}

static void write_down(struct work *w, const struct customer_move *m, enum audit_kind kind)
{
	bool undone = kind == AUDIT_CUSTOMERS_PARTED;
	enum customer_event_kind event = undone ? CUSTOMER_PARTED : CUSTOMER_MERGED;

	event_store_insert(w, m->to, event, m->from_number);
	if (undone)
		event_store_insert(w, m->from, event, m->to_number);
	audit_write(w, &(struct audit){ .kind = kind,
					.who = w->actor,
					.customer_id = undone ? m->from : m->to,
					.about = "customer",
					.about_id = undone ? m->to : m->from,
					.was = m->from_number,
					.became = m->to_number });
}

static void go_over(struct work *w, const struct merge_draft *d, const struct customer *kept,
		    const struct customer *joined, uint64_t merge_id)
{
	const struct wiring *wiring = w->app->wiring;
	struct customer_move m = { merge_id, joined->id, kept->id, joined->number, kept->number };
	cJSON *was = json_object();

	merge_store_insert(w, &(struct merge_row){ .id = merge_id,
						   .kept_id = kept->id,
						   .joined_id = joined->id,
						   .place = d->place });
	merge_consents_give(w, d, was);
	merge_both_give(w, d, &m, was);
	merge_store_give(w, &m);
	merge_consents_settle(w, &m, was);
	merge_store_words(w, m.from, m.to);
	name_store_forget(w, m.from);
	merge_store_join(w, joined->id, kept->id);
	for (size_t i = 0; i < wiring->n_movers; i++)
		wiring->movers[i].give(w, &m);
	customer_store_recount(w, kept->id);
	customer_store_recount(w, joined->id);
	session_end_all(w, SESSION_CUSTOMER, joined->id);
	merge_store_remember(w, merge_id, json_text(w->arena, was),
			     merge_store_count(w, merge_id, MOVED_ORDER));
	write_down(w, &m, AUDIT_CUSTOMERS_MERGED);
}

struct merging {
	const struct merge_draft *draft;
	struct merge_answer *out;
};

static bool is_stale(const struct merge_draft *d, const struct customer *kept,
		     const struct customer *joined)
{
	return (d->kept_version && d->kept_version != kept->version) ||
	       (d->joined_version && d->joined_version != joined->version);
}

static int merge(struct work *w, void *arg)
{
	struct merging *m = arg;
	const struct merge_draft *d = m->draft;
	struct customer kept, joined;
	struct merge_facts facts;

	*m->out = (struct merge_answer){ 0 };
	if (!open_both(w, d->kept_id, d->joined_id, &kept, &joined))
		return MERGE_NOT_FOUND;
	if (is_stale(d, &kept, &joined))
		return MERGE_STALE;
	merge_look(w, &kept, &joined, &facts);
	m->out->n_blockers = merge_blockers(&facts, m->out->blockers);
	if (m->out->n_blockers)
		return MERGE_BLOCKED;
	m->out->merge_id = work_id(w);
	go_over(w, d, &kept, &joined, m->out->merge_id);
	return MERGE_OK;
}

enum merge_refusal customer_merge(struct work *w, const struct merge_draft *d,
				  struct merge_answer *out)
{
	struct merging m = { d, out };

	return (enum merge_refusal)work_transaction(w, merge, &m);
}

/* ---- and back ---- */

static bool is_tied(struct work *w, const struct customer_move *m)
{
	const struct wiring *wiring = w->app->wiring;

	for (size_t i = 0; i < wiring->n_movers; i++)
		if (wiring->movers[i].tied && wiring->movers[i].tied(w, m))
			return true;
	return merge_store_contacts_tied(w, m);
}

/* A part of its own: what is found to be tied is taken back as a whole. */
static int go_back(struct work *w, void *arg)
{
	const struct wiring *wiring = w->app->wiring;
	const struct merge_row *row = arg;
	struct customer_move m = { row->id, row->kept_id, row->joined_id, row->kept_number,
				   row->joined_number };
	const cJSON *was = json_read_own(arena_strdup(w->arena, row->was));

	if (!was)
		fail("customer: what two were cannot be read");
	merge_store_join(w, m.to, 0);
	merge_store_back(w, &m);
	for (size_t i = 0; i < wiring->n_movers; i++)
		wiring->movers[i].back(w, &m);
	merge_store_contacts_follow(w, &m);
	if (is_tied(w, &m))
		return UNDO_TIED;
	merge_both_back(w, &m, was);
	merge_consents_back(w, &m, was);
	merge_store_words(w, m.from, m.to);
	customer_store_recount(w, m.from);
	customer_store_recount(w, m.to);
	merge_store_undone(w, m.merge_id);
	write_down(w, &m, AUDIT_CUSTOMERS_PARTED);
	return UNDO_OK;
}

struct undoing {
	uint64_t kept_id, merge_id;
};

static int undo(struct work *w, void *arg)
{
	const struct undoing *u = arg;
	struct merge_row row;

	if (!merge_store_read(w, u->merge_id, &row) || row.kept_id != u->kept_id)
		return UNDO_NOT_FOUND;
	if (!instant_is_none(row.undone_at))
		return UNDO_DONE;
	if (!merge_may_undo(row.at, w->now) || !row.was)
		return UNDO_LATE;
	customer_store_lock(w, row.kept_id < row.joined_id ? row.kept_id : row.joined_id);
	customer_store_lock(w, row.kept_id < row.joined_id ? row.joined_id : row.kept_id);
	if (customer_store_joined_into(w, row.joined_id) != row.kept_id)
		return UNDO_NOT_LAST;
	if (merge_store_proved_since(w, &row))
		return UNDO_PROVED;
	return work_part(w, go_back, &row);
}

enum merge_undo_refusal customer_merge_undo(struct work *w, uint64_t kept_id, uint64_t merge_id)
{
	struct undoing u = { kept_id, merge_id };

	return (enum merge_undo_refusal)work_transaction(w, undo, &u);
}

/* ---- behind that ---- */

enum { TELL_MANY = 20, FORGET_MANY = 50 };

/* By whoever merged them, or undid it. */
static int tell(struct work *w, void *arg)
{
	const struct wiring *wiring = w->app->wiring;
	struct customer_move m;
	uint64_t ids[TELL_MANY], after;
	struct merge_row row;
	bool *more = arg, undone;
	size_t n;

	*more = false;
	if (!merge_store_untold(w, &row, &after))
		return 0;
	undone = !instant_is_none(row.undone_at);
	m = undone ? (struct customer_move){ row.id, row.kept_id, row.joined_id, row.kept_number,
					     row.joined_number }
		   : (struct customer_move){ row.id, row.joined_id, row.kept_id, row.joined_number,
					     row.kept_number };
	w->actor = undone ? row.undone_by : row.who;
	n = merge_store_rows(w, row.id, MOVED_ORDER, after, ids, TELL_MANY);
	for (size_t i = 0; i < wiring->n_movers; i++)
		if (wiring->movers[i].tell)
			wiring->movers[i].tell(w, &m, ids, n);
	merge_store_told_until(w, row.id, n == TELL_MANY ? ids[n - 1] : 0);
	if (undone && n < TELL_MANY)
		merge_store_forget_rows(w, row.id);
	*more = true;
	return 0;
}

bool customer_tell_merges(struct work *w)
{
	struct actor was = w->actor;
	bool more;

	(void)work_transaction(w, tell, &more);
	w->actor = was;
	return more;
}

bool customer_purge_merges(struct work *w)
{
	struct instant before = instant_add(w->now, -(MERGE_UNDO_DAYS * INSTANT_DAY));

	return merge_store_forget(w, before, FORGET_MANY) == FORGET_MANY;
}
