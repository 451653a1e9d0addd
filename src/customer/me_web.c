/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The signed-in customer's own page: who they are, and their look of the shop. */
#include <string.h>
#include "base/fail.h"
#include "base/json.h"
#include "customer/input.h"
#include "customer/web.h"
#include "guard.h"
#include "notify/notify.h"
#include "respond.h"

#define ACCOUNT "/me/account"
enum { NOTICES = 10 };

static struct customer self(const struct request *req, struct work *w)
{
	struct customer c;

	if (!customer_get(w, req->session->actor.id, &c))
		fail("customer: a session without its customer");
	return c;
}

/* How many orders the desk counts is not for whoever has not proved all of them to be theirs. */
static cJSON *own_view(struct work *w, const struct customer *c)
{
	cJSON *view = customer_view(w, c, true);

	cJSON_DeleteItemFromObjectCaseSensitive(view, "n_orders");
	cJSON_DeleteItemFromObjectCaseSensitive(view, "last_order_at");
	return view;
}

static cJSON *account_view(struct request *req, struct work *w, const struct customer *c)
{
	cJSON *view = json_object();
	const char *email = customer_email_for(w, c->id);
	cJSON *notices = notify_notices_for(w, c->id, NOTICES);

	json_add(view, "customer", own_view(w, c));
	json_add_text(view, "email", email);
	json_add(view, "addresses", address_list_view(w, c->id, true));
	json_add(view, "notices", notices);
	json_add_bool(view, "has_notices", notices->child != NULL);
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
				      c.version, own_view(&w, &c), NULL });
		return;
	}
	req->lang = c.lang;
	respond_done(req, res, 204, NULL, ACCOUNT, "success", N_("Saved."));
}
