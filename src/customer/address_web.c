/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The address book: the signed-in customer's own pages, and the same acts for programs. */
#include "base/fail.h"
#include "base/json.h"
#include "customer/desk.h"
#include "customer/input.h"
#include "customer/web.h"
#include "guard.h"
#include "respond.h"

#define LIST "/me/addresses"
#define PAGE "customer/address"

/* Whose book, which entry, and who asks. */
struct book {
	struct request *req;
	struct response *res;
	struct work w;
	struct customer customer;
	uint64_t id; /* 0: none yet */
	bool by_program;
};

/* False: there is no such customer or entry, and that is answered. */
static bool open_book(struct book *b, struct request *req, struct response *res, bool has_entry)
{
	bool by_program = req->route->face == FACE_API;

	*b = (struct book){ req, res, work_of(req), .by_program = by_program };
	if (by_program && !desk_find_customer(req, res, &b->w, &b->customer))
		return false;
	if (!by_program && !customer_get(&b->w, req->session->actor.id, &b->customer))
		fail("customer: a session without its customer");
	if (!has_entry || ident_parse(req->path_param[by_program], &b->id))
		return true;
	respond_not_found(req, res);
	return false;
}

/* ---- pages ---- */

void customer_web_addresses(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	cJSON *view = json_object();

	json_add(view, "addresses", address_list_view(&w, req->session->actor.id, true));
	respond_view(req, res, "customer/addresses", view);
}

static cJSON *edit_view(const struct book *b)
{
	cJSON *view = json_object();

	json_add_id(view, "id", b->id);
	return view;
}

void customer_web_address_add_form(struct request *req, struct response *res)
{
	cJSON *view = json_object();

	json_add_null(view, "id");
	json_add(view, "form",
		 respond_form(req, customer_address_fields, ADDRESS_FIELDS, NULL, NULL));
	respond_view(req, res, PAGE, view);
}

void customer_web_address_form(struct request *req, struct response *res)
{
	struct address a;
	struct book b;
	cJSON *view;

	if (!open_book(&b, req, res, true))
		return;
	if (!address_store_read(&b.w, b.customer.id, b.id, &a)) {
		respond_not_found(req, res);
		return;
	}
	view = edit_view(&b);
	json_add(view, "form",
		 respond_form(req, customer_address_fields, ADDRESS_FIELDS,
			      address_view(&b.w, &a, true), NULL));
	respond_view(req, res, PAGE, view);
}

/* ---- answers: what is kept for repeated requests holds nobody in full ---- */

static cJSON *entry_view(struct book *b)
{
	struct address a;

	if (!address_store_read(&b->w, b->customer.id, b->id, &a))
		fail("customer: an address is gone in the moment it was written");
	return address_view(&b->w, &a, false);
}

static void answer_stale(struct book *b)
{
	struct address a;

	if (!address_store_read(&b->w, b->customer.id, b->id, &a)) {
		respond_not_found(b->req, b->res);
		return;
	}
	respond_stale(b->req, b->res, PAGE, edit_view(b), customer_address_fields, ADDRESS_FIELDS,
		      &(struct stale){ N_("This address was changed in another window. What you "
					  "typed is still here: look at what changed, then send "
					  "it again."),
				       a.version,
				       b->by_program ? NULL : address_view(&b->w, &a, true),
				       NULL });
}

static void answer(struct book *b, enum address_refusal r, int status, const char *msg)
{
	switch (r) {
	case ADDRESS_OK:
		if (b->by_program)
			respond_done(b->req, b->res, status, entry_view(b),
				     desk_customer_path(b->req, &b->customer), "success", msg);
		else
			respond_done(b->req, b->res, 204, NULL, LIST, "success", msg);
		break;
	case ADDRESS_NOT_FOUND:
		respond_not_found(b->req, b->res);
		break;
	case ADDRESS_TOO_MANY:
		respond_refusal(b->req, b->res, 409, "too_many",
				N_("The address book is full. Remove an address first."));
		break;
	case ADDRESS_STALE:
		answer_stale(b);
		break;
	}
}

/* ---- acts ---- */

/* The customer's own e-mail goes into the contact, so that an order sent there is theirs to see. */
static void put(struct book *b, int status, const char *msg)
{
	struct address_input in = { 0 };
	struct field_errors errors = { .arena = b->req->arena };
	struct address_draft d;

	if (!fields_read(b->req, customer_address_fields, ADDRESS_FIELDS, &in, NULL, &errors)) {
		respond_errors(b->req, b->res, PAGE, edit_view(b), customer_address_fields,
			       ADDRESS_FIELDS, &errors);
		return;
	}
	d = (struct address_draft){ b->customer.id, (int)in.version, in.label, in.is_default,
				    in.contact };
	d.contact.email = customer_email_for(&b->w, b->customer.id);
	answer(b, address_put(&b->w, &d, &b->id), status, msg);
}

void customer_web_address_add(struct request *req, struct response *res)
{
	struct book b;

	if (open_book(&b, req, res, false))
		put(&b, 201, N_("Address added."));
}

void customer_web_address_save(struct request *req, struct response *res)
{
	struct book b;

	if (open_book(&b, req, res, true))
		put(&b, 200, N_("Address saved. Orders already placed keep their address."));
}

/* Nothing is sent along but the version, by programs. */
static bool read_act(struct book *b)
{
	struct field_errors errors = { .arena = b->req->arena };

	if (!b->by_program || fields_read(b->req, NULL, 0, NULL, NULL, &errors))
		return true;
	respond_errors(b->req, b->res, NULL, NULL, NULL, 0, &errors);
	return false;
}

void customer_web_address_default(struct request *req, struct response *res)
{
	struct book b;

	if (open_book(&b, req, res, true) && read_act(&b))
		answer(&b, address_make_default(&b.w, b.customer.id, b.id), 200,
		       N_("This is your default address now."));
}

void customer_web_address_remove(struct request *req, struct response *res)
{
	enum address_refusal r;
	struct book b;

	if (!open_book(&b, req, res, true) || !read_act(&b))
		return;
	r = address_remove(&b.w, b.customer.id, b.id);
	if (r == ADDRESS_OK)
		customer_answer(req, res, &b.w, &b.customer, LIST, N_("Address removed."));
	else
		answer(&b, r, 200, NULL);
}
