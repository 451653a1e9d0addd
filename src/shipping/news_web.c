/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parcels by their tracking number: what carriers send, and where anybody may look. */
#include "base/json.h"
#include "guard.h"
#include "respond.h"
#include "shipping/input.h"
#include "shipping/refusal_web.h"
#include "shipping/web.h"

/* ---- from carriers ---- */

static void answer_news(struct request *req, struct response *res, const struct shipping_answer *a)
{
	cJSON *view = json_object();

	json_add_id(view, "parcel", a->parcel->id);
	json_add_text(view, "state", parcel_state_word[a->parcel->state]);
	json_add_bool(view, "repeated", a->repeated);
	respond_done(req, res, 200, view, NULL, NULL, NULL);
}

void shipping_web_numbered_news(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct news_input in = { 0 };
	struct work w = work_of(req);
	struct shipping_answer a;
	struct parcel_news n;
	enum shipping_refusal r;

	if (!fields_read(req, numbered_news_fields, numbered_news_fields_n, &in,
			 w.app->settings.currency, &errors) ||
	    !news_of(&in, req->lang, &n, &errors)) {
		respond_errors(req, res, NULL, NULL, numbered_news_fields, numbered_news_fields_n,
			       &errors);
		return;
	}
	r = parcel_event(&w, &n, &a);
	if (r == SHIPPING_OK)
		answer_news(req, res, &a);
	else if (shipping_field_refusal(r, &errors, "/at"))
		respond_errors(req, res, NULL, NULL, numbered_news_fields, numbered_news_fields_n,
			       &errors);
	else
		shipping_answer_refusal(req, res, r);
}

/* ---- for anybody ---- */

enum { LOOKS = 30, LOOKS_MINUTES = 15 };

void shipping_web_movement(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct movement_input in = { 0 };
	struct work w = work_of(req);
	cJSON *view = json_object(), *values = json_object(), *parcel = NULL;

	if (fields_read_query(req, movement_fields, movement_fields_n, &in,
			      w.app->settings.currency, &errors) &&
	    in.n) {
		if (!throttle_pass_network(req, "parcel_look", LOOKS,
					   LOOKS_MINUTES * INSTANT_MINUTE)) {
			respond_refusal(
				req, res, 429, "too_many",
				N_("Too many tries. Try again in 15 minutes, or contact us."));
			return;
		}
		parcel = shipping_view_movement(&w, in.n);
		if (!parcel)
			field_error(&errors, "/n", "no_match",
				    N_("We can’t find a parcel with that tracking number"), NULL);
	}
	json_add(view, "parcel", parcel ? parcel : cJSON_CreateNull());
	if (errors.n) {
		respond_errors(req, res, "shipping/track", view, movement_fields, movement_fields_n,
			       &errors);
		return;
	}
	json_add_text(values, "n", in.n);
	json_add(view, "form", respond_form(req, movement_fields, movement_fields_n, values, NULL));
	respond_view(req, res, "shipping/track", view);
}
