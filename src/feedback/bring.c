/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reviews that were written elsewhere, with their past, and taking them back. */
#include <string.h>
#include "feedback/count.h"
#include "feedback/product.h"
#include "feedback/store.h"

static const struct order_line *line_of(const struct order *o, const char *sku)
{
	for (size_t i = 0; i < o->n_lines; i++)
		if (o->lines[i].sku_code && !strcmp(o->lines[i].sku_code, sku))
			return &o->lines[i];
	return NULL;
}

static bool same(const struct review *r, const struct review_bring *d)
{
	return r->stars == d->stars && !strcmp(r->body ? r->body : "", d->body ? d->body : "");
}

static const struct review *review_of(const struct review *all, size_t n, uint64_t line_id)
{
	for (size_t i = 0; i < n; i++)
		if (all[i].line_id == line_id)
			return &all[i];
	return NULL;
}

/* Answered then, and not asked for any more. */
static void answer(struct work *w, const struct order *o, const struct review_bring *d)
{
	struct talk t;

	if (!talk_store_read(w, o->id, true, &t)) {
		talk_store_begin(w, o->id, o->customer_id);
		(void)talk_store_read(w, o->id, true, &t);
	}
	if (!instant_is_none(t.answered_at))
		return;
	t.answered_at = d->at;
	t.channel = (int)FEEDBACK_ELSEWHERE;
	t.anonymous = d->anonymous;
	talk_store_answer(w, &t);
}

enum review_brought review_bring(struct work *w, const struct review_bring *d, uint64_t *id)
{
	struct work then = *w;
	const struct order_line *l;
	const struct review *was;
	struct review r, *all;
	struct order *o;
	size_t n;

	if (!order_get(w, d->order_id, &o) || !(l = line_of(o, d->sku)))
		return BROUGHT_NO_LINE;
	if (!line_is_ratable(l, true))
		return BROUGHT_NOT_THERE;
	if (d->at.us < o->placed_at.us)
		return BROUGHT_TOO_EARLY;
	all = review_store_of_order(w, o->id, &n);
	was = review_of(all, n, l->id);
	if (was)
		return same(was, d) ? BROUGHT_SAME : BROUGHT_ANOTHER;
	answer(w, o, d);
	then.now = d->at;
	r = (struct review){ .id = work_id_at(w, d->at),
			     .order_id = o->id,
			     .line_id = l->id,
			     .sku_id = l->sku_id,
			     .customer_id = o->customer_id,
			     .stars = d->stars,
			     .body = d->body,
			     .lang = o->lang,
			     .anonymous = d->anonymous,
			     .state = REVIEW_SHOWN };
	review_store_insert(&then, &r);
	review_store_count(w, r.sku_id, r.stars, true);
	*id = r.id;
	return BROUGHT_NEW;
}

bool review_take_back(struct work *w, uint64_t id)
{
	struct review r;

	if (!review_store_lock(w, id, &r) || !review_store_remove(w, id))
		return false;
	review_store_count(w, r.sku_id, r.stars, false);
	count_store_put(w, &(struct unread){ .review_id = id }, NULL, 0);
	reading_store_drop(w, id);
	talk_store_unanswer(w, r.order_id, (int)FEEDBACK_ELSEWHERE);
	return true;
}
