/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes after a review: what its customer adds, and whom it helped. */
#include "feedback/product.h"
#include "feedback/store.h"

struct following {
	uint64_t order_id, id;
	const char *body;
};

static int follow(struct work *w, void *arg)
{
	const struct following *f = arg;
	enum follow_refusal refusal;
	enum review_state was;
	struct review r;

	if (!review_store_lock(w, f->id, &r) || r.order_id != f->order_id)
		return FOLLOW_NOT_FOUND;
	refusal = review_may_follow(&r, w->now);
	if (refusal != FOLLOW_OK)
		return (int)refusal;
	was = r.state;
	r.after = f->body;
	r.state = review_state_after(was, w->app->settings.review_first);
	review_store_follow(w, &r);
	if (was == REVIEW_SHOWN && r.state != REVIEW_SHOWN)
		review_store_count(w, r.sku_id, r.stars, false);
	return FOLLOW_OK;
}

enum follow_refusal review_follow(struct work *w, uint64_t order_id, uint64_t id, const char *body)
{
	struct following f = { order_id, id, body };

	return (enum follow_refusal)work_transaction(w, follow, &f);
}

struct helping {
	uint64_t id, customer_id;
	const char **sku;
};

static int help(struct work *w, void *arg)
{
	const struct helping *h = arg;
	struct review r;

	if (!review_store_lock(w, h->id, &r) || r.state != REVIEW_SHOWN)
		return REVIEW_NOT_FOUND;
	*h->sku = review_store_sku(w, r.sku_id);
	if (!*h->sku)
		return REVIEW_NOT_FOUND;
	if (r.customer_id == h->customer_id)
		return REVIEW_NOT_OWN;
	review_store_helped(w, h->id, h->customer_id);
	return REVIEW_OK;
}

enum review_refusal review_helped(struct work *w, uint64_t id, uint64_t customer_id,
				  const char **sku)
{
	struct helping h = { id, customer_id, sku };

	*sku = NULL;
	return (enum review_refusal)work_transaction(w, help, &h);
}
