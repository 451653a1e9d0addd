/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The signed-in customer's own pages: profile and address book. */
#include <string.h>
#include "base/fail.h"
#include "base/json.h"
#include "customer/input.h"
#include "customer/web.h"
#include "guard.h"
#include "respond.h"

#define ACCOUNT "/me/account"

/* ---- account ---- */

static struct customer self(const struct request *req, struct work *w)
{
	struct customer c;

	if (!customer_get(w, req->session->actor.id, &c))
		fail("customer: a session without its customer");
	return c;
}

static cJSON *account_view(struct request *req, struct work *w, const struct customer *c)
{
	cJSON *view = json_object();
	const char *email = customer_email_for(w, c->id);

	json_add(view, "customer", customer_view(w, c, true));
	json_add_text(view, "email", email);
	json_add(view, "addresses", address_list_view(w, c->id));
	json_add_bool(view, "follows_system", !*req->theme);
	json_add_bool(view, "is_light", !strcmp(req->theme, "light"));
	json_add_bool(view, "is_dark", !strcmp(req->theme, "dark"));
	return view;
}

void customer_web_account(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct customer c = self(req, &w);
	cJSON *view = account_view(req, &w, &c);

	json_add(view, "form",
		 respond_form(req, customer_profile_fields, PROFILE_FIELDS,
			      json_get(view, "customer"), NULL));
	respond_view(req, res, "customer/account", view);
}

void customer_web_account_save(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct customer c = self(req, &w);
	struct profile_input in = { 0 };
	struct field_errors errors = { .arena = req->arena };

	if (!fields_read(req, customer_profile_fields, PROFILE_FIELDS, &in, NULL, &errors)) {
		respond_errors(req, res, "customer/account", account_view(req, &w, &c),
			       customer_profile_fields, PROFILE_FIELDS, &errors);
		return;
	}
	c.name = in.name;
	c.lang = (enum lang)in.lang;
	c.version = (int)in.version;
	if (!customer_store_update(&w, &c)) {
		c = self(req, &w);
		respond_stale(req, res, "customer/account", account_view(req, &w, &c),
			      customer_profile_fields, PROFILE_FIELDS,
			      &(struct stale){
				      N_("Your account was changed in another window. What "
					 "you typed is still here: look at what changed, "
					 "then send it again."),
				      c.version, customer_view(&w, &c, true), NULL });
		return;
	}
	req->lang = c.lang;
	respond_done(req, res, 204, NULL, ACCOUNT, "success", N_("Saved."));
}

/* ---- address book ---- */

void customer_web_addresses(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	cJSON *view = json_object();

	json_add(view, "addresses", address_list_view(&w, req->session->actor.id));
	respond_view(req, res, "customer/addresses", view);
}

static cJSON *edit_view(const char *id)
{
	cJSON *view = json_object();

	json_add_text(view, "id", id);
	return view;
}

void customer_web_address_add_form(struct request *req, struct response *res)
{
	cJSON *view = edit_view(NULL);

	json_add(view, "form",
		 respond_form(req, customer_address_fields, ADDRESS_FIELDS, NULL, NULL));
	respond_view(req, res, "customer/address", view);
}

static bool address_of_path(const struct request *req, uint64_t *id)
{
	return ident_parse(req->path_param[0], id);
}

void customer_web_address_form(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct address a;
	uint64_t id;
	cJSON *view;

	if (!address_of_path(req, &id) || !address_store_read(&w, req->session->actor.id, id, &a)) {
		respond_not_found(req, res);
		return;
	}
	view = edit_view(req->path_param[0]);
	json_add(view, "form",
		 respond_form(req, customer_address_fields, ADDRESS_FIELDS, address_view(&w, &a),
			      NULL));
	respond_view(req, res, "customer/address", view);
}

/* The answer holds no value of a person: it is kept for repeated requests. */
static void answer(struct request *req, struct response *res, enum address_refusal r,
		   const char *msg)
{
	switch (r) {
	case ADDRESS_OK:
		respond_done(req, res, 204, NULL, "/me/addresses", "success", msg);
		break;
	case ADDRESS_NOT_FOUND:
		respond_not_found(req, res);
		break;
	case ADDRESS_TOO_MANY:
		respond_refusal(req, res, 409, "too_many",
				N_("The address book is full. Remove an address first."));
		break;
	}
}

/* The customer's own e-mail goes into the contact, so that an order sent there is theirs to see. */
static void put(struct request *req, struct response *res, uint64_t id, const char *msg)
{
	struct work w = work_of(req);
	struct address_input in = { 0 };
	struct field_errors errors = { .arena = req->arena };

	if (!fields_read(req, customer_address_fields, ADDRESS_FIELDS, &in, NULL, &errors)) {
		respond_errors(req, res, "customer/address", edit_view(req->path_param[0]),
			       customer_address_fields, ADDRESS_FIELDS, &errors);
		return;
	}
	in.contact.email = customer_email_for(&w, req->session->actor.id);
	answer(req, res,
	       address_put(&w, req->session->actor.id, id, &in.contact, in.label, in.is_default),
	       msg);
}

void customer_web_address_add(struct request *req, struct response *res)
{
	put(req, res, 0, N_("Address added."));
}

void customer_web_address_save(struct request *req, struct response *res)
{
	uint64_t id;

	if (address_of_path(req, &id))
		put(req, res, id, N_("Address saved. Orders already placed keep their address."));
	else
		respond_not_found(req, res);
}

void customer_web_address_default(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	uint64_t id;
	bool good = address_of_path(req, &id);

	answer(req, res,
	       good ? address_make_default(&w, req->session->actor.id, id) : ADDRESS_NOT_FOUND,
	       N_("This is your default address now."));
}

void customer_web_address_remove(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	uint64_t id;
	bool good = address_of_path(req, &id);

	answer(req, res, good ? address_remove(&w, req->session->actor.id, id) : ADDRESS_NOT_FOUND,
	       N_("Address removed."));
}
