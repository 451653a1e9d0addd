/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For who lost the order number: the list goes to the address on file, and the page never says
 * whether there was one. */
#include <stddef.h>
#include "base/json.h"
#include "base/text.h"
#include "guard.h"
#include "notify/notify.h"
#include "notify/web.h"
#include "respond.h"

struct lost_input {
	const char *email;
};
static const struct field lost_fields[] = {
	{ "email", FIELD_EMAIL, offsetof(struct lost_input, email), true,
	  .missing = N_("Enter your email address") },
};
#define LOST_FIELDS (sizeof lost_fields / sizeof *lost_fields)
#define WINDOW      (15 * INSTANT_MINUTE)

void notify_web_lost_form(struct request *req, struct response *res)
{
	cJSON *view = json_object();

	json_add(view, "form", respond_form(req, lost_fields, LOST_FIELDS, NULL, NULL));
	respond_view(req, res, "track/lost", view);
}

void notify_web_lost(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct work w = work_of(req);
	struct lost_input in = { 0 };

	if (fields_read(req, lost_fields, LOST_FIELDS, &in, req->app->settings.currency, &errors)) {
		bool by_address = throttle_pass(req, "order_lost",
						text_email_key(req->arena, in.email), 3, WINDOW);
		bool by_place = throttle_pass_network(req, "order_lost_address", 20, WINDOW);
		if (!by_address || !by_place)
			field_error(&errors, "/email", "too_many",
				    N_("Too many tries. Try again in 15 minutes, or contact us."),
				    NULL);
	}
	if (errors.n > 0) {
		respond_errors(req, res, "track/lost", json_object(), lost_fields, LOST_FIELDS,
			       &errors);
		return;
	}
	notify_order_list(&w, in.email, req->lang);
	respond_done(req, res, 200, json_object(), "/track", "info",
		     N_("If somebody has ordered with that address, an email with the order "
			"numbers is on its way."));
}
