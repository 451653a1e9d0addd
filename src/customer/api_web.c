/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GET /api/v1/customers and one of them: who they are, for programs. */
#include <stddef.h>
#include "base/json.h"
#include "base/text.h"
#include "customer/inside.h"
#include "customer/web.h"
#include "guard.h"
#include "respond.h"

struct customers_input {
	struct list_page page;
	const char *email, *phone;
};
#define AT(member) offsetof(struct customers_input, member)
static const struct field fields[] = {
	LIST_FIELDS(struct customers_input, page.after, page.limit),
	{ .name = "email", .kind = FIELD_EMAIL, .offset = AT(email) },
	{ .name = "phone", .kind = FIELD_PHONE, .offset = AT(phone) },
};

/* Whoever is known by this address or number. */
static size_t find(struct work *w, const struct customers_input *in, uint64_t ids[CUSTOMER_MANY])
{
	const char *key = in->email ? text_email_key(w->arena, in->email)
				    : text_phone_key(w->arena, in->phone, w->app->settings.country);

	if (!key)
		return 0;
	if (!in->email)
		return search_store_phone(w, key, ids, CUSTOMER_MANY);
	ids[0] = identity_store_find_email(w, key);
	return ids[0] != 0;
}

static void add_found(struct work *w, const struct customers_input *in, cJSON *list)
{
	uint64_t ids[CUSTOMER_MANY];
	size_t n = find(w, in, ids);
	const struct customer_row *rows = search_store_rows(w, ids, n, &n);

	for (size_t i = 0; i < n; i++)
		cJSON_AddItemToArray(list, customer_view(w, &rows[i].customer, false));
}

/* True: there are more behind these. */
static bool add_page(struct work *w, const struct list_page *page, cJSON *list)
{
	size_t limit = (size_t)page->limit, n;
	const struct customer *all = customer_store_list(w, paged_below(page), limit + 1, &n);

	for (size_t i = 0; i < n && i < limit; i++)
		cJSON_AddItemToArray(list, customer_view(w, &all[i], false));
	return n > limit;
}

/* Masked: a list shows nobody in full. */
void customer_web_api_list(struct request *req, struct response *res)
{
	struct customers_input in = { .page = { 0, LIST_LIMIT } };
	struct work w = work_of(req);
	cJSON *view = json_object(), *list = json_add_array(view, "customers");
	bool more = false;

	if (!paged_read(req, res, fields, sizeof fields / sizeof *fields, &in))
		return;
	if (in.email || in.phone)
		add_found(&w, &in, list);
	else
		more = add_page(&w, &in.page, list);
	paged_respond(req, res, view, more ? json_get_text(list->child->prev, "id") : NULL);
}

/* In full for who may see it, which is logged. */
void customer_web_api_show(struct request *req, struct response *res)
{
	char number[IDENT_NUMBER_SIZE];
	bool in_full = may(req, PERM_PERSONAL_DATA);
	struct work w = work_of(req);
	struct contact contact;
	struct customer c;
	cJSON *view;

	if (!ident_number_fold('C', req->path_param[0], number) ||
	    !customer_find_number(&w, number, &c)) {
		respond_not_found(req, res);
		return;
	}
	view = customer_view(&w, &c, in_full);
	json_add(view, "contact",
		 contact_store_newest(&w, c.id, &contact) ? contact_view(&w, &contact, in_full)
							  : cJSON_CreateNull());
	json_add(view, "addresses", in_full ? address_list_view(&w, c.id) : cJSON_CreateNull());
	respond_versioned(req, res, NULL, view, c.version);
}
