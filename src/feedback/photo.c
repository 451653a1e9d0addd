/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photos of reviews: bringing, making, hiding and removing them. */
#include "feedback/photo.h"
#include "base/json.h"
#include "feedback/product.h"
#include "feedback/store.h"
#include "task.h"

enum { FORGET = 50 };

/* What the shop looks at first is shown again when it has looked at the photo, too. */
static void wait_for_look(struct work *w, const struct review *r)
{
	enum review_state now = review_state_after(r->state, w->app->settings.review_first);

	if (now == r->state)
		return;
	review_store_state(w, r->id, now);
	if (r->state == REVIEW_SHOWN)
		review_store_count(w, r->sku_id, r->stars, false);
	if (now == REVIEW_SHOWN)
		review_store_count(w, r->sku_id, r->stars, true);
}

/* Asked for by nobody in particular: it is in no list of somebody's tasks. */
static void ask_worker(struct work *w, uint64_t id, enum lang lang)
{
	struct work rule = *w;
	cJSON *request = json_object();

	rule.actor = (struct actor){ ACTOR_RULE, 0 };
	json_add_id(request, "photo", id);
	(void)task_add(&rule, "photo", 0, lang, request, 0);
}

/* ---- bringing ---- */

struct adding {
	const struct photo_draft *d;
	uint64_t id;
};

static int add(struct work *w, void *arg)
{
	struct adding *a = arg;
	struct photo p = { .state = PICTURE_WAITING, .name = picture_new_name(w->arena) };
	enum photo_refusal refusal;
	struct review r;

	if (!review_store_lock(w, a->d->review_id, &r) || r.order_id != a->d->order_id)
		return PHOTO_NOT_FOUND;
	refusal = photo_may_come(&r, photo_store_count(w, r.id), w->now);
	if (refusal != PHOTO_OK)
		return refusal;
	p.id = work_id(w);
	p.review_id = r.id;
	picture_take(w, p.id, a->d->p, a->d->len);
	photo_store_insert(w, &p);
	wait_for_look(w, &r);
	ask_worker(w, p.id, a->d->lang);
	a->id = p.id;
	return PHOTO_OK;
}

enum photo_refusal photo_add(struct work *w, const struct photo_draft *d, uint64_t *id,
			     enum picture_fault *fault)
{
	struct adding a = { d, 0 };
	enum photo_refusal refusal;

	*id = 0;
	*fault = picture_look_at(d->p, d->len);
	if (*fault != PICTURE_FINE)
		return PHOTO_BAD;
	refusal = (enum photo_refusal)work_transaction(w, add, &a);
	*id = refusal == PHOTO_OK ? a.id : 0;
	return refusal;
}

/* ---- making: first its sizes, then, when that is written down, the file as it came goes ---- */

bool feedback_photo_step(struct work *w, struct task *t)
{
	uint64_t id = json_get_id(t->request, "photo");
	struct photo p;

	if (json_get_bool(t->place, "made")) {
		picture_drop_original(w, id);
		return false;
	}
	if (photo_store_lock(w, id, &p) && p.state == PICTURE_WAITING) {
		p.fault = picture_make_loose(w, p.id, p.name, &p.width, &p.height);
		p.state = p.fault == PICTURE_FINE ? PICTURE_READY : PICTURE_REFUSED;
		photo_store_made(w, &p);
	}
	t->place = json_object();
	json_add_bool(t->place, "made", true);
	return true;
}

/* ---- removing, hiding ---- */

struct acting {
	uint64_t order_id, review_id, id; /* order_id, review_id: one of the two */
	bool hide;
};

static int take_away(struct work *w, void *arg)
{
	const struct acting *a = arg;
	struct photo p;
	struct review r;

	if (!photo_store_lock(w, a->id, &p) || !review_store_lock(w, p.review_id, &r) ||
	    r.order_id != a->order_id)
		return PHOTO_NOT_FOUND;
	photo_store_remove(w, p.id);
	return PHOTO_OK;
}

enum photo_refusal photo_remove(struct work *w, uint64_t order_id, uint64_t id)
{
	struct acting a = { .order_id = order_id, .id = id };

	return (enum photo_refusal)work_transaction(w, take_away, &a);
}

static int set_hidden(struct work *w, void *arg)
{
	const struct acting *a = arg;
	struct photo p;

	if (!photo_store_lock(w, a->id, &p) || p.review_id != a->review_id)
		return PHOTO_NOT_FOUND;
	if (p.is_hidden == a->hide)
		return PHOTO_NOT_NOW;
	photo_store_hide(w, p.id, a->hide);
	review_store_tell(w, p.review_id,
			  &(struct review_event){ .kind = a->hide ? REVIEW_PHOTO_HIDDEN
								  : REVIEW_PHOTO_SHOWN,
						  .reason = -1 });
	return PHOTO_OK;
}

enum photo_refusal photo_hide(struct work *w, uint64_t review_id, uint64_t id, bool hide)
{
	struct acting a = { .review_id = review_id, .id = id, .hide = hide };

	return (enum photo_refusal)work_transaction(w, set_hidden, &a);
}

/* ---- what is forgotten ---- */

bool feedback_sweep_photos(struct work *w)
{
	size_t n;
	const struct photo *all = photo_store_removed(w, FORGET, &n);

	for (size_t i = 0; i < n; i++) {
		picture_drop(w, all[i].id, all[i].name);
		photo_store_forget(w, all[i].id);
	}
	return n == FORGET;
}
