/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way in to one's own order: a signed link, or the session of the customer it belongs to. */
#include "order/own_entry_web.h"

#include "base/json.h"
#include "order/document.h"
#include "order/store.h"
#include "respond.h"

/* The link, or the key of who has just shown the order's contact; *until: its end. */
static bool link_fits(const struct app *app, const struct order_document *d, const char *key,
		      struct instant *until)
{
	char tag[SECRET_TAG_SIZE];

	order_link_token(app, d->order_id, d->link_version, tag);
	*until = d->link_until;
	return secret_equal(tag, key) || order_visit_key_fits(app, d, key, until);
}

/* Their own, and given with a contact they have proved to be theirs. */
static bool session_fits(struct request *req, struct work *w, const struct order_document *d)
{
	struct order o;
	bool seen = false;

	if (!req->session || req->session->kind != SESSION_CUSTOMER ||
	    req->session->actor.id != d->customer_id)
		return false;
	if (!order_store_read(w, d->order_id, false, &o))
		return false;
	customer_may_see(w, d->customer_id, &o.contact_id, 1, &seen);
	return seen;
}

bool order_own_find(struct request *req, struct response *res, struct order_own *out)
{
	static const char gone[] = N_("This link has expired. Find your order by its number.");
	char number[IDENT_NUMBER_SIZE];
	const char *key = params_get(&req->query, "k");
	struct instant until;

	*out = (struct order_own){ .work = work_of(req) };
	if (!key)
		key = params_get(&req->form, "k");
	if (key && !*key)
		key = NULL;
	if (!ident_number_fold('R', req->path_param[0], number) ||
	    !order_document_find(&out->work, number, &out->document) ||
	    out->document.link_version == 0) {
		respond_not_found(req, res);
		return false;
	}
	out->number = arena_strdup(req->arena, number);
	/* Their own, whatever link led here and however old it is. */
	if (session_fits(req, &out->work, &out->document))
		return true;
	if (!key || !link_fits(req->app, &out->document, key, &until)) {
		respond_not_found(req, res);
		return false;
	}
	if (!instant_is_none(until) && until.us < req->now.us) {
		respond_refusal(req, res, 410, "link_expired", gone);
		return false;
	}
	out->key = key;
	out->work.actor = (struct actor){ ACTOR_CUSTOMER, 0 };
	return true;
}

void own_prove(struct request *req, const struct order_own *o, const char *proof,
	       struct field_errors *errors)
{
	struct work w = o->work;
	struct order row;
	struct contact c;

	if (!o->key)
		return;
	if (!proof) {
		field_error(errors, "/proof", "required",
			    N_("Enter the last four digits of the phone, or the email address"),
			    NULL);
		return;
	}
	if (!throttle_pass(req, "order_proof", o->number, 5, 15 * INSTANT_MINUTE)) {
		field_error(errors, "/proof", "too_many",
			    N_("Too many tries. Try again in 15 minutes, or contact us."), NULL);
		return;
	}
	if (order_store_read(&w, o->document.order_id, false, &row) &&
	    contact_get(&w, row.contact_id, &c) &&
	    contact_matches(w.arena, &c, proof, w.app->settings.country)) {
		throttle_forget(req, "order_proof", o->number);
		return;
	}
	field_error(errors, "/proof", "wrong", N_("This does not match the order’s phone or email"),
		    NULL);
}

char *order_own_path(struct request *req, const struct order_own *o, const char *tail)
{
	return arena_printf(req->arena, "/o/%s%s%s%s", o->number, tail, o->key ? "?k=" : "",
			    o->key ? o->key : "");
}
