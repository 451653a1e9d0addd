/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photos of reviews: their customer's page, one file at a time, and what the desk does about one.
 */
#include "base/ident.h"
#include "base/json.h"
#include "feedback/own_reviews_web.h"
#include "feedback/photo.h"
#include "feedback/store.h"
#include "feedback/web.h"
#include "guard.h"
#include "respond.h"

#define PAGE "feedback/photos"

struct photo_input {
	uint64_t review, photo;
	const char *file, *k;
};
#define AT(member) offsetof(struct photo_input, member)
static const struct field add_fields[] = {
	{ .name = "review", .kind = FIELD_ID, .offset = AT(review), .required = true },
	/* stands for the part with the file, so that its error has a place */
	{ .name = "file", .kind = FIELD_TEXT, .offset = AT(file), .max = 1 },
	{ .name = "k", .kind = FIELD_TEXT, .offset = AT(k), .max = 100 },
};
static const struct field remove_fields[] = {
	{ .name = "photo", .kind = FIELD_ID, .offset = AT(photo), .required = true },
	{ .name = "k", .kind = FIELD_TEXT, .offset = AT(k), .max = 100 },
};
enum { ADD_FIELDS = 3, REMOVE_FIELDS = 2 };

/* ---- the page ---- */

/* A form a review; what is wrong with a file stands in the one it was brought by. */
static cJSON *view_of(const struct own_reviews *p, uint64_t typed_id,
		      const struct field_errors *errors)
{
	cJSON *view = json_object(), *list = json_add_array(view, "reviews");

	json_add_text(view, "number", p->own.number);
	json_add_text(view, "key", p->own.key);
	for (size_t i = 0; i < p->n; i++) {
		const struct review *r = &p->reviews[i];
		cJSON *one = review_view(r);
		const cJSON *photos;

		photos_add(p->req->arena, r, PHOTO_FOR_OWNER, one);
		photos = json_get(one, "photos");
		json_add_id(one, "review_id", r->id);
		own_reviews_add_name(p->order, r->line_id, one);
		json_add_bool(one, "may_add",
			      photo_may_come(r, (size_t)cJSON_GetArraySize(photos), p->req->now) ==
				      PHOTO_OK);
		json_add_int(one, "left", PHOTOS_MAX - cJSON_GetArraySize(photos));
		json_add(one, "add",
			 respond_form(p->req, add_fields, ADD_FIELDS, NULL,
				      errors && r->id == typed_id ? errors : NULL));
		cJSON_AddItemToArray(list, one);
	}
	return view;
}

void feedback_web_photos(struct request *req, struct response *res)
{
	struct own_reviews p;

	if (own_reviews_open(&p, req, res))
		respond_view(req, res, PAGE, view_of(&p, 0, NULL));
}

/* ---- one more ---- */

static void say(struct field_errors *errors, enum photo_refusal refusal, enum picture_fault fault)
{
	switch (refusal) {
	case PHOTO_BAD:
		field_error(errors, "/file",
			    fault == PICTURE_EMPTY ? "required" : picture_fault_word[fault],
			    picture_fault_says(fault), NULL);
		break;
	case PHOTO_FULL:
		field_error(errors, "/file", "too_many",
			    N_("A review has at most 6 photos. Remove one first"), NULL);
		break;
	case PHOTO_OVER:
		field_error(errors, "/file", "over",
			    N_("Photos can be added to a review for 180 days"), NULL);
		break;
	case PHOTO_NOT_FOUND:
		field_error(errors, "/review", "not_found", N_("There is no such review"), NULL);
		break;
	case PHOTO_OK:
	case PHOTO_NOT_NOW:
		break;
	}
}

void feedback_web_photo_add(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	enum picture_fault fault = PICTURE_FINE;
	enum photo_refusal refusal;
	struct photo_input in = { 0 };
	struct own_reviews p;
	uint64_t id;

	if (!own_reviews_open(&p, req, res))
		return;
	if (fields_read(req, add_fields, ADD_FIELDS, &in, NULL, &errors)) {
		refusal = photo_add(&p.own.work,
				    &(struct photo_draft){ p.order->id, in.review, req->file.p,
							   req->file.p ? req->file.len : 0,
							   req->lang },
				    &id, &fault);
		say(&errors, refusal, fault);
	}
	if (errors.n > 0)
		respond_errors(req, res, PAGE, view_of(&p, in.review, &errors), add_fields,
			       ADD_FIELDS, &errors);
	else
		respond_done(req, res, 201, NULL, order_own_path(req, &p.own, "/photos"), "success",
			     N_("Thank you. The photo is shown as soon as it is prepared."));
}

void feedback_web_photo_remove(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct photo_input in = { 0 };
	struct own_reviews p;

	if (!own_reviews_open(&p, req, res))
		return;
	if (!fields_read(req, remove_fields, REMOVE_FIELDS, &in, NULL, &errors))
		respond_errors(req, res, PAGE, view_of(&p, 0, NULL), remove_fields, REMOVE_FIELDS,
			       &errors);
	else if (photo_remove(&p.own.work, p.order->id, in.photo) != PHOTO_OK)
		respond_not_found(req, res);
	else
		respond_done(req, res, 200, NULL, order_own_path(req, &p.own, "/photos"), "success",
			     N_("Photo removed."));
}

/* ---- the desk's ---- */

static void hide(struct request *req, struct response *res, bool hidden, const char *words)
{
	struct field_errors errors = { .arena = req->arena };
	struct work w = work_of(req);
	enum photo_refusal refusal = PHOTO_NOT_FOUND;
	uint64_t review, photo;

	if (!fields_read(req, NULL, 0, NULL, NULL, &errors)) {
		respond_errors(req, res, NULL, NULL, NULL, 0, &errors);
		return;
	}
	if (ident_parse(req->path_param[0], &review) && ident_parse(req->path_param[1], &photo))
		refusal = photo_hide(&w, review, photo, hidden);
	if (refusal == PHOTO_NOT_NOW)
		respond_refusal(req, res, 409, "not_now", N_("Somebody else has just done this."));
	else if (refusal != PHOTO_OK)
		respond_not_found(req, res);
	else
		respond_done(req, res, 204, NULL,
			     arena_printf(req->arena, "/desk/reviews/%llu",
					  (unsigned long long)review),
			     "success", words);
}

void feedback_web_photo_hide(struct request *req, struct response *res)
{
	hide(req, res, true, N_("Hidden. Its customer still sees it."));
}

void feedback_web_photo_show(struct request *req, struct response *res)
{
	hide(req, res, false, N_("Shown again."));
}
