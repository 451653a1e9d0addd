/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a customer says of an order, and says otherwise later. */
#include <string.h>
#include "feedback/item.h"
#include "feedback/product.h"
#include "feedback/store.h"

struct saying {
	const struct talk_draft *d;
	size_t item;
	struct talk talk;
	struct order *order;
	struct review *reviews;
	size_t n_reviews;
	bool said, changed; /* something; something that was said before */
};

static const struct order_line *line_of(const struct order *o, uint64_t id)
{
	for (size_t i = 0; i < o->n_lines; i++)
		if (o->lines[i].id == id)
			return &o->lines[i];
	return NULL;
}

static struct review *review_of(const struct saying *s, uint64_t line_id)
{
	for (size_t i = 0; i < s->n_reviews; i++)
		if (s->reviews[i].line_id == line_id)
			return &s->reviews[i];
	return NULL;
}

static bool same_text(const char *a, const char *b)
{
	return !strcmp(a ? a : "", b ? b : "");
}

static enum talk_refusal check_items(struct saying *s)
{
	const struct talk_draft *d = s->d;
	bool was_asked = !instant_is_none(s->talk.asked_at);

	for (s->item = 0; s->item < d->n_items; s->item++) {
		const struct review_draft *one = &d->items[s->item];
		const struct order_line *l = line_of(s->order, one->line_id);
		enum talk_refusal r = review_refuses(one, review_of(s, one->line_id) != NULL);

		if (!l || !line_is_ratable(l, was_asked))
			return TALK_NO_LINE;
		if (r != TALK_OK)
			return r;
		s->said = s->said || one->stars;
	}
	return TALK_OK;
}

static enum talk_refusal check(struct work *w, struct saying *s)
{
	const struct talk_draft *d = s->d;
	enum talk_refusal r;

	if (!order_is_ratable(s->order, !instant_is_none(s->talk.asked_at)))
		return TALK_NOT_YET;
	if (!talk_is_open(&s->talk, w->now))
		return TALK_OVER;
	if (d->version >= 0 && d->version != s->talk.version)
		return TALK_STALE;
	s->said = d->delivery || d->service || d->heard >= 0;
	r = check_items(s);
	if (r == TALK_OK && !s->said)
		return TALK_EMPTY;
	return r;
}

static void say_item(struct work *w, struct saying *s, const struct review_draft *d)
{
	const struct order_line *l = line_of(s->order, d->line_id);
	struct review *was = review_of(s, d->line_id);
	struct review r = { .order_id = s->order->id,
			    .line_id = d->line_id,
			    .sku_id = l->sku_id,
			    .customer_id = s->order->customer_id,
			    .stars = d->stars,
			    .tags = d->tags,
			    .body = d->body,
			    .lang = s->d->lang,
			    .anonymous = s->d->anonymous,
			    .edited_at = w->now,
			    .state = review_state_after(was ? was->state : REVIEW_STATE__MAX,
							w->app->settings.review_first) };
	bool same_words = was && was->stars == d->stars && was->tags == d->tags &&
			  same_text(was->body, d->body);

	if (!was) {
		r.id = work_id(w);
		review_store_insert(w, &r);
		if (r.state == REVIEW_SHOWN)
			review_store_count(w, r.sku_id, r.stars, true);
		return;
	}
	if (same_words && was->anonymous == r.anonymous)
		return;
	s->changed = true;
	r.id = was->id;
	/* how the name stands beside it changes nothing that was said */
	if (same_words) {
		r.edited_at = was->edited_at;
		r.lang = was->lang;
		r.state = was->state;
	}
	review_store_change(w, &r);
	if (was->state == REVIEW_SHOWN)
		review_store_count(w, r.sku_id, was->stars, false);
	if (r.state == REVIEW_SHOWN)
		review_store_count(w, r.sku_id, r.stars, true);
}

/* Stars that were given stay, where they are not given anew. */
static void say_whole(struct work *w, struct saying *s)
{
	const struct talk_draft *d = s->d;
	struct talk *t = &s->talk;
	bool first = instant_is_none(t->answered_at);

	s->changed = s->changed || (d->delivery && t->delivery && d->delivery != t->delivery) ||
		     (d->service && t->service && d->service != t->service);
	t->delivery = d->delivery ? d->delivery : t->delivery;
	t->service = d->service ? d->service : t->service;
	t->anonymous = d->anonymous;
	if (first) {
		t->answered_at = w->now;
		t->channel = (int)d->channel;
	} else if (s->changed) {
		t->edited_at = w->now;
	}
	talk_store_answer(w, t);
	if (d->heard >= 0 && !heard_store_is_known(w, s->order->customer_id, s->order->id))
		heard_store_put(w, s->order->id, s->order->customer_id, d->heard);
}

static int say(struct work *w, void *arg)
{
	struct saying *s = arg;
	enum talk_refusal r;

	*s = (struct saying){ .d = s->d };
	if (!order_get(w, s->d->order_id, &s->order))
		return TALK_NOT_YET;
	if (!talk_store_read(w, s->order->id, true, &s->talk)) {
		talk_store_begin(w, s->order->id, s->order->customer_id);
		(void)talk_store_read(w, s->order->id, true, &s->talk);
	}
	s->reviews = review_store_of_order(w, s->order->id, &s->n_reviews);
	r = check(w, s);
	if (r != TALK_OK)
		return (int)r;
	for (size_t i = 0; i < s->d->n_items; i++)
		if (s->d->items[i].stars)
			say_item(w, s, &s->d->items[i]);
	say_whole(w, s);
	item_hear_talk(w, s->order, s->d);
	return TALK_OK;
}

enum talk_refusal talk_say(struct work *w, const struct talk_draft *d, size_t *item)
{
	struct saying s = { .d = d };
	enum talk_refusal r = (enum talk_refusal)work_transaction(w, say, &s);

	*item = s.item;
	return r;
}
