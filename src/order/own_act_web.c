/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What customers may do to their order while the rules allow it: cancel, change the address,
 * confirm receipt. */
#include <string.h>
#include "base/json.h"
#include "order/document.h"
#include "order/input.h"
#include "order/own_entry_web.h"
#include "order/refusal_web.h"
#include "order/store.h"
#include "order/web.h"

/* What all three pages show: the order's document, the link's key and whether a proof is asked, and
 * whether a part of it is still to leave. */
static cJSON *act_view(const struct order_own *o)
{
	const cJSON *paid = json_get(json_get(o->document.tree, "payment"), "paid");
	const char *badge = json_get_text(o->document.tree, "badge");
	cJSON *view = json_object();

	json_add_bool(view, "is_part",
		      badge && !strcmp(badge, order_badge_word[BADGE_PARTLY_SHIPPED]));
	json_add_text(view, "key", o->key);
	json_add_bool(view, "asks_proof", o->key != NULL);
	json_add_bool(view, "has_paid", json_get_int(paid, "amount") > 0);
	json_add(view, "order", o->document.tree);
	return view;
}

/* Refused by the order's state: told before anything is typed. */
static bool refused(struct request *req, struct response *res, const struct order_own *o,
		    enum order_act act)
{
	const cJSON *one = json_get(json_get(o->document.tree, "acts"), order_act_word[act]);

	if (json_get_bool(one, "allowed"))
		return false;
	respond_refusal(req, res, 409, json_get_text(one, "why"),
			order_refusal_words(json_get_text(one, "why")));
	return true;
}

static void show_form(struct request *req, struct response *res, enum order_act act,
		      const char *page, const struct field *table, size_t n)
{
	struct order_own o;
	cJSON *view;

	if (!order_own_find(req, res, &o) || refused(req, res, &o, act))
		return;
	view = act_view(&o);
	json_add(view, "form", respond_form(req, table, n, NULL, NULL));
	respond_view(req, res, page, view);
}

void order_web_own_cancel_form(struct request *req, struct response *res)
{
	show_form(req, res, ACT_CANCEL, "order/own_cancel", own_fields, own_fields_n);
}

void order_web_own_receipt_form(struct request *req, struct response *res)
{
	show_form(req, res, ACT_CONFIRM_RECEIPT, "order/own_receipt", own_fields, own_fields_n);
}

static void answer(struct request *req, struct response *res, const struct order_own *o,
		   enum order_refusal r, const struct order_answer *a, const char *flash)
{
	struct order_document d;

	if (r != ORDER_OK) {
		order_answer_refusal(req, res, r, a);
		return;
	}
	if (req->wants_json && order_document_find((struct work *)&o->work, o->number, &d))
		respond_done(req, res, 200, d.tree, NULL, NULL, NULL);
	else
		respond_done(req, res, 200, NULL, order_own_path(req, o, ""), "success", flash);
}

/* Reads the form and asks for the proof; false: *res holds the page with its errors. */
static bool read_own(struct request *req, struct response *res, struct order_own *o,
		     struct own_input *in, const char *page)
{
	struct field_errors errors = { .arena = req->arena };

	/* Who gives no reason has another one. */
	*in = (struct own_input){ .reason = (int)own_cancel_reason_n - 1 };
	if (!order_own_find(req, res, o))
		return false;
	(void)!fields_read(req, own_fields, own_fields_n, in, req->app->settings.currency, &errors);
	own_prove(req, o, in->proof, &errors);
	if (errors.n == 0)
		return true;
	respond_errors(req, res, page, act_view(o), own_fields, own_fields_n, &errors);
	return false;
}

void order_web_own_cancel(struct request *req, struct response *res)
{
	struct own_input in;
	struct order_answer a;
	enum order_refusal r;
	struct order_own o;

	if (!read_own(req, res, &o, &in, "order/own_cancel"))
		return;
	r = order_cancel(&o.work, (struct order_ref){ o.document.order_id, 0 },
			 own_cancel_reason[in.reason], &a);
	answer(req, res, &o, r, &a,
	       N_("Your order is cancelled. Anything you paid goes back the way you paid."));
}

/* What has not left yet is not received with the rest. */
static const char *received_words(const struct order *o)
{
	struct order_axes a = { 0 };

	if (o)
		a = order_axes(o);
	return a.delivered < a.ordered - a.cancelled
		       ? N_("Thank you. What was sent is marked as received; the rest is still to "
			    "come.")
		       : N_("Thank you. The order is marked as received.");
}

void order_web_own_receipt(struct request *req, struct response *res)
{
	struct own_input in;
	struct order_answer a;
	enum order_refusal r;
	struct order_own o;

	if (!read_own(req, res, &o, &in, "order/own_receipt"))
		return;
	r = order_confirm_receipt(&o.work, (struct order_ref){ o.document.order_id, 0 }, &a);
	answer(req, res, &o, r, &a, received_words(a.order));
}

/* ---- the address ---- */

/* By session the form shows the address as it is; by a link alone it starts empty, for a link shows
 * nothing in full. */
static cJSON *address_values(struct order_own *o, int *version)
{
	cJSON *values = json_object(), *contact = json_add_object(values, "contact");
	struct order row;
	struct contact c;

	if (!order_store_read(&o->work, o->document.order_id, false, &row) ||
	    !contact_get(&o->work, row.contact_id, &c))
		return values;
	*version = row.version;
	json_add_text(contact, "province", c.province);
	json_add_text(contact, "city", c.city);
	json_add_text(contact, "district", c.district);
	if (o->key)
		return values;
	json_add_text(contact, "name", c.name);
	json_add_text(contact, "phone", c.phone);
	json_add_text(contact, "street", c.street);
	json_add_text(contact, "postcode", c.postcode);
	return values;
}

static cJSON *address_view(struct order_own *o, int version)
{
	cJSON *view = act_view(o);

	json_add_int(view, "version", version);
	return view;
}

void order_web_own_address_form(struct request *req, struct response *res)
{
	struct order_own o;
	cJSON *view, *values;
	int version = 0;

	if (!order_own_find(req, res, &o) || refused(req, res, &o, ACT_CHANGE_CONTACT))
		return;
	values = address_values(&o, &version);
	view = address_view(&o, version);
	json_add(view, "form", respond_form(req, address_fields, address_fields_n, values, NULL));
	respond_view(req, res, "order/own_address", view);
}

static void require_address(const struct contact_draft *d, struct field_errors *errors)
{
	if (!d->phone)
		field_error(errors, "/contact/phone", "required",
			    N_("Enter a phone number for the courier"), NULL);
	if (!d->city)
		field_error(errors, "/contact/city", "required", N_("Enter the city"), NULL);
	if (!d->street)
		field_error(errors, "/contact/street", "required",
			    N_("Enter the street and house number"), NULL);
}

/* The shop changed the order meanwhile; what it did is on the order's page. */
static void answer_stale(struct request *req, struct response *res, struct order_own *o)
{
	struct order row;

	if (!order_store_read(&o->work, o->document.order_id, false, &row)) {
		respond_not_found(req, res);
		return;
	}
	respond_stale(req, res, "order/own_address", address_view(o, row.version), address_fields,
		      address_fields_n,
		      &(struct stale){ .msg = order_stale_words, .version = row.version });
}

void order_web_own_address(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct address_input in = { .agreed = ORDER_NOT_ASKED };
	struct order_answer a;
	struct contact before;
	enum order_refusal r;
	struct order row;
	struct order_own o;

	if (!order_own_find(req, res, &o))
		return;
	(void)!fields_read(req, address_fields, address_fields_n, &in, req->app->settings.currency,
			   &errors);
	require_address(&in.contact, &errors);
	own_prove(req, &o, in.proof, &errors);
	if (errors.n > 0) {
		respond_errors(req, res, "order/own_address", address_view(&o, (int)in.version),
			       address_fields, address_fields_n, &errors);
		return;
	}
	in.contact.lang = req->lang;
	/* where messages go stays as it was: the address form does not ask for it */
	if (order_store_read(&o.work, o.document.order_id, false, &row) &&
	    contact_get(&o.work, row.contact_id, &before))
		in.contact.email = before.email;
	r = order_change_contact(&o.work,
				 (struct order_ref){ o.document.order_id, (int)in.version },
				 &in.contact, in.agreed, &a);
	if (r == ORDER_NOT_AGREED) {
		order_refuse_total(req, &a, &errors);
		respond_errors(req, res, "order/own_address", address_view(&o, (int)in.version),
			       address_fields, address_fields_n, &errors);
	} else if (r == ORDER_STALE)
		answer_stale(req, res, &o);
	else
		answer(req, res, &o, r, &a, N_("The delivery address is changed."));
}
