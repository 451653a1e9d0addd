/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a customer wants to be written to about: signed in, by the link in a message, and by the
 * button of a mail program (RFC 8058). */
#include <stddef.h>
#include "base/json.h"
#include "base/text.h"
#include "customer/customer.h"
#include "guard.h"
#include "notify/choice.h"
#include "notify/web.h"
#include "respond.h"

#define OWN "/me/messages"

struct choice_input {
	bool delivery;
};
static const struct field choice_fields[] = {
	{ "delivery", FIELD_BOOL, offsetof(struct choice_input, delivery) },
};
#define CHOICE_FIELDS (sizeof choice_fields / sizeof *choice_fields)

/* Whose choice it is, and the page it is made on. */
struct chooser {
	const char *email; /* NULL: somebody signed in who gave none */
	const char *path;
	enum choice_place place;
};

/* ---- who asks ---- */

static bool find_by_link(struct request *req, struct response *res, struct chooser *out)
{
	const char *key = params_get(&req->query, "k");
	struct work w = work_of(req);
	struct message m;
	uint64_t id;

	if (!ident_parse(req->path_param[0], &id) || !choice_key_fits(req->app, id, key) ||
	    !outbox_get(&w, id, &m) || !choice_path(&w, &m)) {
		respond_not_found(req, res);
		return false;
	}
	*out = (struct chooser){ m.recipient, choice_path(&w, &m), CHOICE_BY_LINK };
	return true;
}

static struct chooser signed_in(struct request *req)
{
	struct work w = work_of(req);

	return (struct chooser){ customer_email_for(&w, req->session->actor.id), OWN,
				 CHOICE_SIGNED_IN };
}

/* ---- the page ---- */

static cJSON *view_of(struct request *req, const struct chooser *who)
{
	cJSON *view = json_object();

	json_add_text(view, "email", who->email ? text_mask_email(req->arena, who->email) : NULL);
	json_add_text(view, "path", who->path);
	json_add_bool(view, "is_signed_in", who->place == CHOICE_SIGNED_IN);
	return view;
}

static void show(struct request *req, struct response *res, const struct chooser *who)
{
	struct work w = work_of(req);
	cJSON *view = view_of(req, who);

	json_add_bool(view, "delivery", who->email && choice_wants(&w, who->email, TOPIC_DELIVERY));
	json_add(view, "form", respond_form(req, choice_fields, CHOICE_FIELDS, view, NULL));
	respond_view(req, res, "notify/choices", view);
}

static void choose(struct request *req, struct response *res, const struct chooser *who)
{
	struct field_errors errors = { .arena = req->arena };
	struct choice_input in = { 0 };
	struct work w = work_of(req);

	if (!fields_read(req, choice_fields, CHOICE_FIELDS, &in, NULL, &errors)) {
		respond_errors(req, res, "notify/choices", view_of(req, who), choice_fields,
			       CHOICE_FIELDS, &errors);
		return;
	}
	if (!who->email) {
		respond_refusal(req, res, 409, "no_email",
				N_("We have no email address of yours, so there is nothing to "
				   "choose."));
		return;
	}
	choice_set(&w, who->email, TOPIC_DELIVERY, in.delivery, who->place);
	respond_done(
		req, res, 204, NULL, who->path, "success",
		in.delivery
			? N_("Saved. We’ll write when a parcel leaves, is late or in trouble, and "
			     "arrives.")
			: N_("Saved. We’ll write no more about parcels, only about your order "
			     "and its payment."));
}

void notify_web_choices(struct request *req, struct response *res)
{
	struct chooser who = signed_in(req);

	show(req, res, &who);
}

void notify_web_choose(struct request *req, struct response *res)
{
	struct chooser who = signed_in(req);

	choose(req, res, &who);
}

void notify_web_choices_by_link(struct request *req, struct response *res)
{
	struct chooser who;

	if (find_by_link(req, res, &who))
		show(req, res, &who);
}

void notify_web_choose_by_link(struct request *req, struct response *res)
{
	struct chooser who;

	if (find_by_link(req, res, &who))
		choose(req, res, &who);
}

/* A mail program follows no redirect and shows no page. */
void notify_web_unsubscribe(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct chooser who;

	if (!find_by_link(req, res, &who))
		return;
	choice_set(&w, who.email, TOPIC_DELIVERY, false, CHOICE_ONE_CLICK);
	respond_done(req, res, 204, NULL, who.path, "success", N_("Saved."));
}
