/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The further pages of one customer at the desk: all orders, contacts and addresses, messages. */
#include "base/buf.h"
#include "base/json.h"
#include "customer/alike.h"
#include "customer/desk.h"
#include "customer/input.h"
#include "customer/web.h"
#include "guard.h"
#include "notify/notify.h"
#include "order/order.h"
#include "respond.h"

static void add_list(cJSON *view, const char *name, const char *has, cJSON *list)
{
	json_add_bool(view, has, cJSON_GetArraySize(list) > 0);
	json_add(view, name, list);
}

/* ---- orders ---- */

static const char *link_to(const struct request *req, const char *bound, uint64_t id)
{
	if (!id)
		return NULL;
	return arena_printf(req->arena, "%s?%s=%llu",
			    url_path(req->arena, req->app->config->base_path, "%s", req->path),
			    bound, (unsigned long long)id);
}

static uint64_t bound_of(const struct request *req, const char *name)
{
	const char *text = params_get(&req->query, name);
	uint64_t id;

	return text && ident_parse(text, &id) ? id : 0;
}

void customer_web_orders(struct request *req, struct response *res)
{
	struct order_own_page page = { bound_of(req, "before"), bound_of(req, "after"), 0, 0 };
	struct work w = work_of(req);
	struct customer c;
	cJSON *view, *pager;

	if (!desk_find_customer(req, res, &w, &c))
		return;
	view = desk_customer_view(req, &w, &c, DESK_ORDERS, false);
	add_list(view, "orders", "has_orders", order_page_for_customer(&w, c.id, &page));
	pager = json_add_object(view, "pager");
	json_add_text(pager, "prev", link_to(req, "after", page.prev));
	json_add_text(pager, "next", link_to(req, "before", page.next));
	desk_add_form(req, view);
	respond_view(req, res, "customer/desk_orders", view);
}

/* ---- contacts ---- */

static cJSON *addresses_view(struct work *w, uint64_t customer_id)
{
	cJSON *list = json_array();
	size_t n;
	const struct address *all = address_store_list(w, customer_id, &n);

	for (size_t i = 0; i < n; i++) {
		cJSON *v = contact_view(w, &all[i].contact, false);

		json_add_text(v, "label", *all[i].label ? all[i].label : NULL);
		json_add_bool(v, "is_default", all[i].is_default);
		cJSON_AddItemToArray(list, v);
	}
	return list;
}

static cJSON *versions_view(struct work *w, uint64_t customer_id)
{
	cJSON *list = json_array();
	size_t n;
	const struct contact_version *all = contact_store_versions(w, customer_id, &n);

	for (size_t i = 0; i < n; i++) {
		cJSON *v = contact_view(w, &all[i].contact, false);

		json_add_instant(v, "at", all[i].at);
		json_add_bool(v, "is_newest", i == 0);
		cJSON_AddItemToArray(list, v);
	}
	return list;
}

enum { EMAILS_LOOKED_AT = 8 }; /* for mail that came back */

static cJSON *identities_view(struct work *w, uint64_t customer_id)
{
	cJSON *list = json_array();
	size_t n;
	const struct known_by *all = identity_store_list(w, customer_id, &n);
	int n_emails = 0;

	for (size_t i = 0; i < n; i++) {
		cJSON *v = json_append_object(list);

		json_add_text(v, "kind", identity_kind_word[all[i].kind]);
		json_add_text(v, "source", *all[i].source ? all[i].source : NULL);
		json_add_text(v, "value", identity_masked(w->arena, all[i].kind, all[i].value));
		json_add_instant(v, "verified_at", all[i].verified_at);
		json_add_instant(v, "bounced_at",
				 all[i].kind == IDENTITY_EMAIL && n_emails++ < EMAILS_LOOKED_AT
					 ? notify_bounced(w, all[i].value)
					 : INSTANT_NONE);
	}
	return list;
}

enum { ALIKE_SHOWN = 8 };

/* Who gave the same phone, e-mail or address, under another number here, and which it was. */
static cJSON *alike_view(struct work *w, uint64_t customer_id)
{
	struct alike_pair pairs[ALIKE_SHOWN];
	uint64_t ids[ALIKE_SHOWN];
	size_t n = alike_store_of(w, customer_id, pairs, ALIKE_SHOWN), found;
	const struct customer_row *rows;
	cJSON *list, *one;

	for (size_t i = 0; i < n; i++)
		ids[i] = pairs[i].older;
	rows = search_store_rows(w, ids, n, &found);
	list = customer_rows_view(w, rows, found);
	one = list->child;
	for (size_t i = 0; i < found; i++, one = one->next)
		for (size_t k = 0; k < n; k++)
			if (ids[k] == rows[i].customer.id)
				json_add(one, "reasons", alike_reasons_view(pairs[k].reasons));
	return list;
}

void customer_web_contacts(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct customer c;
	cJSON *view;

	if (!desk_find_customer(req, res, &w, &c))
		return;
	view = desk_customer_view(req, &w, &c, DESK_CONTACTS, false);
	add_list(view, "identities", "has_identities", identities_view(&w, c.id));
	add_list(view, "addresses", "has_addresses", addresses_view(&w, c.id));
	add_list(view, "versions", "has_versions", versions_view(&w, c.id));
	add_list(view, "alike", "has_alike", alike_view(&w, c.id));
	desk_add_form(req, view);
	respond_view(req, res, "customer/desk_contacts", view);
}

/* ---- messages ---- */

void customer_web_messages(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct customer c;
	cJSON *view;

	if (!desk_find_customer(req, res, &w, &c))
		return;
	view = desk_customer_view(req, &w, &c, DESK_MESSAGES, false);
	add_list(view, "messages", "has_messages", notify_list_for_customer(&w, c.id));
	desk_add_form(req, view);
	respond_view(req, res, "customer/desk_messages", view);
}
