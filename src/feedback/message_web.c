/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer's pages to write to the shop, about an order or from their account, and what was
 * written so far. */
#include "base/json.h"
#include "feedback/item_input.h"
#include "feedback/web.h"
#include "guard.h"
#include "respond.h"

#define PAGE "feedback/messages"
enum { AN_HOUR = 20 };

/* The link's pages are no referrer: it opens them. */
static bool open_page(struct request *req, struct response *res, struct order_own *own)
{
	if (!order_own_find(req, res, own))
		return false;
	if (own->key)
		response_header(res, "Referrer-Policy", "no-referrer");
	return true;
}

static cJSON *view_of(struct order_own *own)
{
	size_t n;
	const struct message_line *all = message_store_thread(&own->work, own->document.customer_id,
							      own->document.order_id, &n);
	cJSON *view = json_object();

	json_add_text(view, "number", own->number);
	json_add_text(view, "key", own->key);
	json_add(view, "messages", message_thread_view(&own->work, all, n, false));
	json_add_bool(view, "has_messages", n > 0);
	return view;
}

void feedback_web_messages(struct request *req, struct response *res)
{
	struct order_own own;
	cJSON *view;

	if (!open_page(req, res, &own))
		return;
	view = view_of(&own);
	json_add(view, "form", respond_form(req, message_fields, MESSAGE_FIELDS, NULL, NULL));
	respond_view(req, res, PAGE, view);
}

void feedback_web_write(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct message_input in = { 0 };
	struct item_draft d;
	struct order_own own;

	if (!open_page(req, res, &own))
		return;
	(void)!fields_read(req, message_fields, MESSAGE_FIELDS, &in, NULL, &errors);
	if (errors.n == 0 && !throttle_pass(req, "message", own.number, AN_HOUR, INSTANT_HOUR))
		field_error(&errors, "/body", "too_many",
			    N_("You wrote very often. Try again in an hour, or call us."), NULL);
	if (errors.n > 0) {
		respond_errors(req, res, PAGE, view_of(&own), message_fields, MESSAGE_FIELDS,
			       &errors);
		return;
	}
	d = (struct item_draft){ .customer_id = own.document.customer_id,
				 .order_id = own.document.order_id,
				 .source = ITEM_MESSAGE,
				 .body = in.body,
				 .lang = req->lang };
	(void)message_from_customer(&own.work, &d, MESSAGE_BY_PAGE);
	respond_done(req, res, 200, NULL, order_own_path(req, &own, "/messages"), "success",
		     N_("Thank you. We have your message and answer it."));
}

/* ---- in the account ---- */

#define CONTACT "feedback/contact"

static cJSON *own_view(struct work *w, uint64_t customer_id)
{
	size_t n;
	const struct message_line *all = message_store_own_thread(w, customer_id, &n);
	cJSON *view = json_object();

	json_add(view, "messages", message_thread_view(w, all, n, false));
	json_add_bool(view, "has_messages", n > 0);
	return view;
}

void feedback_web_contact(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	cJSON *view = own_view(&w, req->session->actor.id);

	json_add(view, "form", respond_form(req, message_fields, MESSAGE_FIELDS, NULL, NULL));
	respond_view(req, res, CONTACT, view);
}

void feedback_web_contact_write(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct message_input in = { 0 };
	uint64_t customer_id = req->session->actor.id;
	struct work w = work_of(req);
	struct item_draft d;

	(void)!fields_read(req, message_fields, MESSAGE_FIELDS, &in, NULL, &errors);
	if (errors.n == 0 &&
	    !throttle_pass(req, "message",
			   arena_printf(req->arena, "%llu", (unsigned long long)customer_id),
			   AN_HOUR, INSTANT_HOUR))
		field_error(&errors, "/body", "too_many",
			    N_("You wrote very often. Try again in an hour, or call us."), NULL);
	if (errors.n > 0) {
		respond_errors(req, res, CONTACT, own_view(&w, customer_id), message_fields,
			       MESSAGE_FIELDS, &errors);
		return;
	}
	d = (struct item_draft){ .customer_id = customer_id,
				 .source = ITEM_MESSAGE,
				 .body = in.body,
				 .lang = req->lang };
	(void)message_from_customer(&w, &d, MESSAGE_BY_PAGE);
	respond_done(req, res, 200, NULL, "/me/contact", "success",
		     N_("Thank you. We have your message and answer it."));
}
