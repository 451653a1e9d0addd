/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers for programs: the list, one of them, adding and changing. */
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

/* ---- the list ---- */

struct customers_input {
	struct list_page page;
	const char *q, *tag, *email, *phone, *source, *source_id;
};
#define AT(member) offsetof(struct customers_input, member)
static const struct field fields[] = {
	LIST_FIELDS(struct customers_input, page.after, page.limit),
	{ .name = "q", .kind = FIELD_TEXT, .offset = AT(q), .max = 200 },
	{ .name = "tag", .kind = FIELD_TEXT, .offset = AT(tag), .max = TAG_CHARS },
	{ .name = "email", .kind = FIELD_EMAIL, .offset = AT(email) },
	{ .name = "phone", .kind = FIELD_PHONE, .offset = AT(phone) },
	{ .name = "source", .kind = FIELD_TEXT, .offset = AT(source), .max = 32 },
	{ .name = "source_id", .kind = FIELD_TEXT, .offset = AT(source_id), .max = 120 },
};

/* What they are found by; NULL: all are asked for. */
static const char *search_of(const struct customers_input *in)
{
	return in->email ? in->email : in->phone ? in->phone : in->q;
}

static size_t find(struct work *w, const struct customers_input *in, uint64_t ids[CUSTOMER_MANY])
{
	char number[IDENT_NUMBER_SIZE];
	struct customer exact;

	if (in->source_id) {
		identity_store_find_external(w, in->source ? in->source : "", &in->source_id, 1,
					     ids);
		return ids[0] != 0;
	}
	if (in->q && ident_number_fold('C', in->q, number) &&
	    customer_find_number(w, number, &exact)) {
		ids[0] = exact.id;
		return 1;
	}
	return customer_search(w, search_of(in), ids);
}

/* At most CUSTOMER_MANY, in the order of their ids, each with its tags. */
static void add_rows(struct work *w, const uint64_t *ids, size_t n, cJSON *list)
{
	struct customer_row *rows = customer_newest_first(w, ids, n, &n);
	uint64_t order[CUSTOMER_MANY];
	cJSON *tags[CUSTOMER_MANY];

	for (size_t i = 0; i < n; i++)
		order[i] = rows[i].customer.id;
	customer_tags_view(w, order, n, tags);
	for (size_t i = 0; i < n; i++) {
		cJSON *one = customer_view(w, &rows[i].customer, false);

		json_add(one, "tags", tags[i]);
		cJSON_AddItemToArray(list, one);
	}
}

/* What was found is one page. */
static void add_found(struct work *w, const struct customers_input *in, const struct tag *tag,
		      cJSON *list)
{
	uint64_t ids[CUSTOMER_MANY];
	size_t n = find(w, in, ids);

	if (in->tag)
		n = customer_keep_bearers(w, tag, ids, n);
	add_rows(w, ids, n, list);
}

/* True: there are more behind these. */
static bool add_page(struct work *w, const struct customers_input *in, const struct tag *tag,
		     cJSON *list)
{
	size_t limit = (size_t)in->page.limit, n = 0;
	uint64_t below = paged_below(&in->page), ids[LIST_LIMIT_MAX + 1];

	if (in->tag)
		n = tag_store_bearers(w, tag->id, below, ids, limit + 1);
	else
		n = customer_store_ids(w, below, limit + 1, ids);
	for (size_t i = 0; i < n && i < limit; i += CUSTOMER_MANY) {
		size_t rest = (n < limit ? n : limit) - i;

		add_rows(w, ids + i, rest < CUSTOMER_MANY ? rest : CUSTOMER_MANY, list);
	}
	return n > limit;
}

/* Masked: a list shows nobody in full. */
void customer_web_api_list(struct request *req, struct response *res)
{
	struct customers_input in = { .page = { .limit = LIST_LIMIT } };
	struct work w = work_of(req);
	cJSON *view = json_object(), *list = json_add_array(view, "customers");
	struct tag tag = { .id = 0 };
	bool more = false;

	if (!paged_read(req, res, fields, sizeof fields / sizeof *fields, &in, &in.page))
		return;
	if (in.tag && !tag_store_find(&w, in.tag, &tag))
		tag.id = 0;
	else if (in.source_id || search_of(&in))
		add_found(&w, &in, &tag, list);
	else
		more = add_page(&w, &in, &tag, list);
	paged_respond(req, res, view, more ? json_get_text(list->child->prev, "id") : NULL);
}

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
