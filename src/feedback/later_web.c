/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a customer adds to their reviews, and the button that says that one helped. */
#include "base/ident.h"
#include "base/json.h"
#include "base/text.h"
#include "feedback/input.h"
#include "feedback/own_reviews_web.h"
#include "feedback/store.h"
#include "feedback/web.h"
#include "guard.h"
#include "respond.h"

#define PAGE "feedback/follow"

/* ---- adding to a review ---- */

/* One form a review; what was typed and is wrong stands in the one it was typed into. */
static cJSON *view_of(const struct own_reviews *p, uint64_t typed_id,
		      const struct field_errors *errors)
{
	cJSON *view = json_object(), *list = json_add_array(view, "reviews");

	json_add_text(view, "number", p->own.number);
	json_add_text(view, "key", p->own.key);
	for (size_t i = 0; i < p->n; i++) {
		const struct review *r = &p->reviews[i];
		cJSON *one = review_view(r), *values = NULL;
		bool is_typed = errors && r->id == typed_id;

		json_add_id(one, "id", r->id);
		own_reviews_add_name(p->order, r->line_id, one);
		json_add_bool(one, "may_follow", review_may_follow(r, p->req->now) == FOLLOW_OK);
		json_add_instant(one, "until",
				 instant_add(r->created_at, FOLLOW_DAYS * INSTANT_DAY));
		if (is_typed)
			values = fields_typed(p->req, follow_fields, FOLLOW_FIELDS);
		json_add(one, "follow",
			 respond_form(p->req, follow_fields, FOLLOW_FIELDS, values,
				      is_typed ? errors : NULL));
		cJSON_AddItemToArray(list, one);
	}
	return view;
}

void feedback_web_follow(struct request *req, struct response *res)
{
	struct own_reviews p;

	if (own_reviews_open(&p, req, res))
		respond_view(req, res, PAGE, view_of(&p, 0, NULL));
}

static void answer(struct own_reviews *p, enum follow_refusal r)
{
	switch (r) {
	case FOLLOW_OK:
		respond_done(p->req, p->res, 200, NULL,
			     order_own_path(p->req, &p->own, "/follow-up"), "success",
			     N_("Thank you. It stands below your review."));
		break;
	case FOLLOW_NOT_FOUND:
		respond_not_found(p->req, p->res);
		break;
	case FOLLOW_DONE:
		respond_refusal(p->req, p->res, 409, "added_already",
				N_("You have added to this review already: once is all."));
		break;
	case FOLLOW_OVER:
		respond_refusal(p->req, p->res, 409, "over",
				N_("A review can be added to for 180 days."));
		break;
	}
}

void feedback_web_follow_add(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct follow_input in = { 0 };
	struct own_reviews p;

	if (!own_reviews_open(&p, req, res))
		return;
	(void)!fields_read(req, follow_fields, FOLLOW_FIELDS, &in, NULL, &errors);
	if (in.body && text_length(in.body) < REVIEW_CHARS_MIN)
		field_error(&errors, "/body", "too_short", N_("Write 10 characters at least"),
			    NULL);
	if (errors.n)
		respond_errors(req, res, PAGE, view_of(&p, in.review, &errors), follow_fields,
			       FOLLOW_FIELDS, &errors);
	else
		answer(&p, review_follow(&p.own.work, p.order->id, in.review, in.body));
}

/* ---- whom one helped ---- */

static const char *item_path(struct request *req, const char *sku, const struct order_own *own)
{
	struct buf b;

	buf_init(&b, req->arena);
	buf_addf(&b, "/p/");
	url_encode(&b, sku);
	if (own && own->key)
		buf_addf(&b, "?order=%s&k=%s", own->number, own->key);
	return b.p;
}

static void help(struct request *req, struct response *res, struct work *w, uint64_t customer_id,
		 const struct order_own *own)
{
	struct field_errors errors = { .arena = req->arena };
	struct helpful_input in = { 0 };
	const char *sku;

	if (!fields_read(req, helpful_fields, HELPFUL_FIELDS, &in, NULL, &errors)) {
		respond_errors(req, res, NULL, NULL, helpful_fields, HELPFUL_FIELDS, &errors);
		return;
	}
	switch (review_helped(w, in.review, customer_id, &sku)) {
	case REVIEW_OK:
		respond_done(req, res, 200, NULL, item_path(req, sku, own), "success",
			     N_("Thank you. It counts once."));
		break;
	case REVIEW_NOT_OWN:
		respond_refusal(req, res, 409, "own_review",
				N_("This is your own review: others say whether it helped."));
		break;
	case REVIEW_NOT_FOUND:
	case REVIEW_NOT_NOW:
		respond_not_found(req, res);
		break;
	}
}

void feedback_web_helpful(struct request *req, struct response *res)
{
	struct work w = work_of(req);

	help(req, res, &w, req->session->actor.id, NULL);
}

void feedback_web_helpful_by_link(struct request *req, struct response *res)
{
	struct order_own own;

	if (order_own_find(req, res, &own))
		help(req, res, &own.work, own.document.customer_id, &own);
}
