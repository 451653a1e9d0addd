/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers for programs: one of them, adding and changing. */
#include <stddef.h>
#include <string.h>
#include "base/fail.h"
#include "base/json.h"
#include "base/text.h"
#include "customer/api_input.h"
#include "customer/consent.h"
#include "customer/desk.h"
#include "customer/draft.h"
#include "customer/web.h"
#include "customer/wish.h"
#include "guard.h"
#include "respond.h"

/* ---- one ---- */

static void add_consents(struct work *w, uint64_t id, bool in_full, cJSON *view)
{
	const char *value[TRAITS];
	size_t n;
	const struct consent *ledger = consent_store_ledger(w, id, &n);

	trait_store_read(w, id, value);
	json_add(view, "consents", consents_view(ledger, n, value, in_full));
}

cJSON *customer_api_view(struct work *w, const struct customer *c, bool in_full)
{
	cJSON *view = customer_view(w, c, in_full), *tags;
	struct contact contact;
	const struct wish *wishes;
	size_t n;

	json_add(view, "contact",
		 contact_store_newest(w, c->id, &contact) ? contact_view(w, &contact, in_full)
							  : cJSON_CreateNull());
	json_add(view, "addresses", address_list_view(w, c->id, in_full));
	customer_tags_view(w, &c->id, 1, &tags);
	json_add(view, "tags", tags);
	wishes = wish_store_list(w, c->id, &n);
	json_add(view, "wishes", wish_groups(w, wishes, n));
	add_consents(w, c->id, in_full, view);
	return view;
}

/* In full for who may see it, which is logged. */
void customer_web_api_show(struct request *req, struct response *res)
{
	bool in_full = may(req, PERM_PERSONAL_DATA);
	struct work w;
	struct customer c;

	w = work_of(req);
	if (desk_find_customer(req, res, &w, &c))
		respond_versioned(req, res, NULL, customer_api_view(&w, &c, in_full), c.version);
}

static void answer_now(struct request *req, struct response *res, struct work *w, uint64_t id,
		       int status, const char *msg)
{
	struct customer c;

	if (!customer_get(w, id, &c))
		fail("customer: gone in the moment it was written");
	respond_done(req, res, status, customer_api_view(w, &c, false), desk_customer_path(req, &c),
		     "success", msg);
}

void customer_answer(struct request *req, struct response *res, struct work *w,
		     const struct customer *c, const char *path, const char *msg)
{
	if (req->route->face == FACE_API)
		answer_now(req, res, w, c->id, 200, msg);
	else
		respond_done(req, res, 204, NULL, path, "success", msg);
}

/* ---- adding and changing ---- */

static void refuse(struct request *req, struct response *res, enum customer_refusal r)
{
	static const struct {
		const char *pointer, *code, *msg;
	} say[] = {
		[CUSTOMER_NO_WAY] = { "/contact/phone", "required",
				      N_("Enter a phone number or an email address") },
		[CUSTOMER_EMAIL_TAKEN] = { "/contact/email", "taken",
					   N_("Another customer has this email address") },
		[CUSTOMER_PHONE_TAKEN] = { "/contact/phone", "taken",
					   N_("Another customer has this phone number") },
		[CUSTOMER_ID_TAKEN] = { "/source_id", "taken", N_("Another customer has this id") },
		[CUSTOMER_HAS_ACCOUNT] = { "/contact/email", "has_account",
					   N_("Whoever has an account changes its email address "
					      "themselves") },
	};
	struct field_errors errors = { .arena = req->arena };

	field_error(&errors, say[r].pointer, say[r].code, say[r].msg, NULL);
	respond_errors(req, res, NULL, NULL, NULL, 0, &errors);
}

/* An id elsewhere needs to say where. */
static void check_source(const struct customer_new_input *in, struct field_errors *errors)
{
	if (in->source && !in->source_id)
		field_error(errors, "/source_id", "required", N_("Say the id, too"), NULL);
	if (in->source)
		customer_check_source(in->source, errors);
	if (in->source_id && !in->source)
		field_error(errors, "/source", "required", N_("Say whose id it is"), NULL);
}

static enum lang lang_of(const struct work *w, int chosen)
{
	enum lang lang = LANG_EN;

	if (chosen >= 0)
		return (enum lang)chosen;
	(void)!lang_from_tag(w->app->settings.lang, &lang);
	return lang;
}

void customer_web_api_add(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct customer_new_input in = { .lang = -1 };
	struct work w = work_of(req);
	struct customer_draft d;
	enum customer_refusal r;
	uint64_t id;

	if (fields_read(req, customer_new_fields, CUSTOMER_NEW_FIELDS, &in, NULL, &errors))
		check_source(&in, &errors);
	if (errors.n > 0) {
		respond_errors(req, res, NULL, NULL, NULL, 0, &errors);
		return;
	}
	d = (struct customer_draft){ .contact = in.contact,
				     .tags = in.tags.v,
				     .n_tags = in.tags.n };
	d.contact.lang = lang_of(&w, in.lang);
	d.contact.external_source = in.source;
	d.contact.external_id = in.source_id;
	r = customer_add(&w, &d, &id);
	if (r == CUSTOMER_OK)
		answer_now(req, res, &w, id, 201, N_("Customer added."));
	else
		refuse(req, res, r);
}

void customer_web_api_change(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct customer_change_input in = { .lang = -1 };
	struct work w = work_of(req);
	struct customer_draft d;
	enum customer_refusal r;
	struct customer c;

	if (!desk_find_customer(req, res, &w, &c))
		return;
	if (!fields_read(req, customer_change_fields, CUSTOMER_CHANGE_FIELDS, &in, NULL, &errors)) {
		respond_errors(req, res, NULL, NULL, NULL, 0, &errors);
		return;
	}
	d = (struct customer_draft){ .version = (int)in.version,
				     .name = in.name,
				     .lang = in.lang,
				     .has_contact = cJSON_IsObject(json_get(req->json, "contact")),
				     .contact = in.contact };
	r = customer_change(&w, c.id, &d);
	if (r == CUSTOMER_OK)
		answer_now(req, res, &w, c.id, 200, N_("Saved."));
	else if (r == CUSTOMER_STALE)
		respond_stale(req, res, NULL, NULL, NULL, 0,
			      &(struct stale){ N_("Somebody else has just changed this customer."),
					       c.version, NULL, NULL });
	else if (r == CUSTOMER_NOT_FOUND)
		respond_not_found(req, res);
	else
		refuse(req, res, r);
}
