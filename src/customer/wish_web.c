/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages where wishes are written down: the customer's own, and the desk's. */
#include <string.h>
#include "base/json.h"
#include "customer/desk.h"
#include "customer/input.h"
#include "customer/web.h"
#include "customer/wish.h"
#include "guard.h"
#include "respond.h"

#define OWN_PAGE  "customer/own_wishes"
#define DESK_PAGE "customer/desk_wishes"

/* Whose wishes, from which side, and where they hold. */
struct wish_page {
	struct request *req;
	struct response *res;
	struct work w;
	struct customer customer;
	uint64_t address_id; /* 0: all orders */
	bool is_own;
};

static bool of_path(struct wish_page *p)
{
	return customer_find_number(&p->w, p->req->path_param[0], &p->customer);
}

static bool open_page(struct wish_page *p, struct request *req, struct response *res, bool is_own)
{
	*p = (struct wish_page){ .req = req, .res = res, .w = work_of(req), .is_own = is_own };
	if (is_own ? customer_get(&p->w, req->session->actor.id, &p->customer) : of_path(p))
		return true;
	respond_not_found(req, res);
	return false;
}

static const char *page_of(const struct wish_page *p)
{
	return p->is_own ? OWN_PAGE : DESK_PAGE;
}

/* The address book, for choosing where a wish holds. False: the chosen one is not in it. */
static bool add_places(struct wish_page *p, cJSON *view)
{
	cJSON *list = json_add_array(view, "places");
	bool found = p->address_id == 0;
	size_t n;
	const struct address *all = address_store_list(&p->w, p->customer.id, &n);

	json_add_bool(view, "has_places", n > 0);
	json_add_bool(view, "is_general", p->address_id == 0);
	for (size_t i = 0; i < n; i++) {
		cJSON *one = contact_view(&p->w, &all[i].contact, p->is_own);
		bool current = all[i].id == p->address_id;

		json_add_id(one, "id", all[i].id);
		json_add_text(one, "label", *all[i].label ? all[i].label : NULL);
		json_add_bool(one, "current", current);
		cJSON_AddItemToArray(list, one);
		found |= current;
	}
	return found;
}

/* NULL: there is no such address; that is answered. */
static cJSON *view_of(struct wish_page *p)
{
	cJSON *view = json_object();

	json_add(view, "customer", customer_view(&p->w, &p->customer, false));
	if (add_places(p, view))
		return view;
	respond_not_found(p->req, p->res);
	return NULL;
}

static cJSON *values_of(struct wish_page *p)
{
	size_t n;
	const struct wish *all = wish_store_list(&p->w, p->customer.id, &n);

	return wish_values(all, n, p->address_id, p->customer.version);
}

static void show(struct request *req, struct response *res, bool is_own)
{
	const char *address = params_get(&req->query, "address");
	struct wish_page p;
	cJSON *view;

	if (!open_page(&p, req, res, is_own))
		return;
	if (address && *address && !ident_parse(address, &p.address_id)) {
		respond_not_found(req, res);
		return;
	}
	view = view_of(&p);
	if (!view)
		return;
	json_add(view, "form", respond_form(req, wish_fields, WISH_FIELDS, values_of(&p), NULL));
	respond_view(req, res, page_of(&p), view);
}

static void answer_stale(struct wish_page *p)
{
	cJSON *view;

	if (!customer_get(&p->w, p->customer.id, &p->customer) || !(view = view_of(p)))
		return;
	respond_stale(p->req, p->res, page_of(p), view, wish_fields, WISH_FIELDS,
		      &(struct stale){ N_("Something about this customer was changed in another "
					  "window. What you typed is still here: look at what "
					  "changed, then send it again."),
				       p->customer.version, values_of(p), NULL });
}

static void answer(struct wish_page *p, enum wish_refusal r)
{
	switch (r) {
	case WISH_OK:
		customer_answer(p->req, p->res, &p->w, &p->customer,
				p->is_own ? "/me/wishes" : desk_customer_path(p->req, &p->customer),
				p->is_own ? N_("Saved. We mind it with your next orders.")
					  : N_("Saved."));
		break;
	case WISH_STALE:
		answer_stale(p);
		break;
	case WISH_NOT_FOUND:
		respond_not_found(p->req, p->res);
		break;
	}
}

/* The pages always say which version they showed; programs need not. */
static bool read_input(const struct wish_page *p, struct wish_input *in,
		       struct field_errors *errors)
{
	struct field table[WISH_FIELDS];

	memcpy(table, wish_fields, sizeof table);
	table[WISH_FIELDS - 1].required = p->req->route->face != FACE_API;
	return fields_read(p->req, table, WISH_FIELDS, in, NULL, errors);
}

static void save(struct request *req, struct response *res, bool is_own)
{
	struct field_errors errors = { .arena = req->arena };
	struct wish_input in = { .address = 0 };
	struct wish_draft d;
	struct wish_page p;
	bool good;

	if (!open_page(&p, req, res, is_own))
		return;
	good = read_input(&p, &in, &errors);
	p.address_id = in.address;
	if (!good) {
		cJSON *view = view_of(&p);

		if (view)
			respond_errors(req, res, page_of(&p), view, wish_fields, WISH_FIELDS,
				       &errors);
		return;
	}
	d = (struct wish_draft){ .customer_id = p.customer.id,
				 .address_id = in.address,
				 .version = in.version ? (int)in.version : p.customer.version };
	for (int kind = 0; kind < WISH__MAX; kind++)
		d.body[kind] = in.body[kind];
	answer(&p, wishes_put(&p.w, &d));
}

void customer_web_own_wishes(struct request *req, struct response *res)
{
	show(req, res, true);
}

void customer_web_own_wishes_save(struct request *req, struct response *res)
{
	save(req, res, true);
}

void customer_web_wishes(struct request *req, struct response *res)
{
	show(req, res, false);
}

void customer_web_wishes_save(struct request *req, struct response *res)
{
	save(req, res, false);
}
