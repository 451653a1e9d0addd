/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the shop does about a review: a reply, hiding it, showing it again. */
#include "feedback/product.h"
#include "feedback/store.h"

struct acting {
	uint64_t id;
	struct review_event event;
};

static int act(struct work *w, void *arg)
{
	const struct acting *a = arg;
	struct review r;

	if (!review_store_lock(w, a->id, &r))
		return REVIEW_NOT_FOUND;
	switch (a->event.kind) {
	case REVIEW_REPLIED:
		review_store_reply(w, a->id, a->event.why);
		break;
	case REVIEW_WAS_HIDDEN:
		if (r.state == REVIEW_HIDDEN)
			return REVIEW_NOT_NOW;
		review_store_state(w, a->id, REVIEW_HIDDEN);
		if (r.state == REVIEW_SHOWN)
			review_store_count(w, r.sku_id, r.stars, false);
		break;
	case REVIEW_SHOWN_AGAIN:
	case REVIEW_PUBLISHED:
		if (r.state != (a->event.kind == REVIEW_PUBLISHED ? REVIEW_WAITING : REVIEW_HIDDEN))
			return REVIEW_NOT_NOW;
		review_store_state(w, a->id, REVIEW_SHOWN);
		review_store_count(w, r.sku_id, r.stars, true);
		break;
	case REVIEW_PHOTO_HIDDEN: /* photo.c */
	case REVIEW_PHOTO_SHOWN:
	case REVIEW_ACT__MAX:
		break;
	}
	review_store_tell(w, a->id, &a->event);
	return REVIEW_OK;
}

static enum review_refusal do_act(struct work *w, uint64_t id, struct review_event e)
{
	struct acting a = { id, e };

	return (enum review_refusal)work_transaction(w, act, &a);
}

enum review_refusal review_reply(struct work *w, uint64_t id, const char *body)
{
	return do_act(w, id,
		      (struct review_event){ .kind = REVIEW_REPLIED, .reason = -1, .why = body });
}

enum review_refusal review_hide(struct work *w, uint64_t id, enum hide_reason reason,
				const char *why)
{
	return do_act(w, id,
		      (struct review_event){
			      .kind = REVIEW_WAS_HIDDEN, .reason = (int)reason, .why = why });
}

enum review_refusal review_show(struct work *w, uint64_t id)
{
	return do_act(w, id, (struct review_event){ .kind = REVIEW_SHOWN_AGAIN, .reason = -1 });
}

enum review_refusal review_publish(struct work *w, uint64_t id)
{
	return do_act(w, id, (struct review_event){ .kind = REVIEW_PUBLISHED, .reason = -1 });
}
