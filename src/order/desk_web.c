/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order's page for staff and programs: everything known about it, and what may be done. */
#include <string.h>
#include "base/json.h"
#include "guard.h"
#include "order/colleague.h"
#include "order/desk_list_input.h"
#include "order/input.h"
#include "order/refusal_web.h"
#include "order/related.h"
#include "order/store.h"
#include "order/web.h"

/* The customer, and what else of theirs is open. */
static void add_customer(struct work *w, const struct order *o, bool in_full, cJSON *view)
{
	cJSON *others, *one, *next;
	struct customer c;

	if (!customer_get(w, o->customer_id, &c)) {
		json_add_null(view, "customer");
		return;
	}
	json_add(view, "customer", customer_view(w, &c, in_full));
	others = order_list_for_customer(w, o->customer_id, true, 20);
	for (one = others->child; one; one = next) {
		next = one->next;
		if (strcmp(json_get_text(one, "number"), o->number) == 0)
			cJSON_Delete(cJSON_DetachItemViaPointer(others, one));
	}
	json_add(json_add_object(view, "others"), "orders", others);
}

/* The acts that this reader's role has; the state's own say stands in acts. */
static void add_rights(const struct request *req, cJSON *view)
{
	static const struct {
		const char *name;
		enum permission permission;
	} rights[] = {
		{ "may_change", PERM_ORDERS_CHANGE },
		{ "may_cancel", PERM_ORDERS_CANCEL },
		{ "may_take_money", PERM_PAYMENTS },
		{ "may_give_money", PERM_REFUNDS },
		{ "may_handle_parcels", PERM_PARCELS },
		{ "may_see_customers", PERM_CUSTOMERS_READ },
		{ "may_answer", PERM_FEEDBACK },
		{ "may_see_in_full", PERM_PERSONAL_DATA },
	};

	for (size_t i = 0; i < sizeof rights / sizeof *rights; i++)
		json_add_bool(view, rights[i].name, may(req, rights[i].permission));
}

/* What belongs with its items, for who may change it while it can be. */
static void add_proposed(const struct request *req, struct work *w, const struct order *o,
			 cJSON *view)
{
	bool can = may(req, PERM_ORDERS_CHANGE) && !order_refuses(o, ACT_EDIT, false);
	cJSON *t = json_add_object(view, "belongs"), *list;

	list = can ? order_related_view(w, o) : json_array();
	json_add_bool(t, "any", cJSON_GetArraySize(list) > 0);
	json_add(t, "products", list);
}

/* The list that somebody came from, as its page wrote it into the link; what it no longer takes is
 * no list. */
static void add_way_here(const struct request *req, struct work *w, const struct order *o,
			 cJSON *view)
{
	const char *query = respond_way_here(req);
	struct request list = { .arena = req->arena, .app = req->app };
	struct field_errors errors = { .arena = req->arena };
	struct list_neighbours beside = { NULL, NULL };
	struct list_input in;
	bool is_list = query && *query &&
		       params_parse(req->arena, query, strlen(query), &list.query) == WEB_OK &&
		       list_read(&list, &in, &errors);
	cJSON *t = json_add_object(view, "way_here");

	if (is_list)
		beside = list_neighbours_of(w, &in, o);
	json_add_text(t, "query", is_list ? list_query(&list) : NULL);
	json_add_bool(t, "is_list", is_list);
	json_add_text(t, "before", beside.before);
	json_add_text(t, "behind", beside.behind);
}

static void show(struct request *req, struct response *res, bool in_full)
{
	struct work w = work_of(req);
	struct contact c;
	struct order *o;
	uint64_t id;
	cJSON *view, *tags;

	if (!order_find_number(&w, req->path_param[0], &id) || !order_get(&w, id, &o) ||
	    !contact_get(&w, o->contact_id, &c)) {
		respond_not_found(req, res);
		return;
	}
	view = order_view(&w, o, &c, in_full);
	add_rights(req, view);
	add_customer(&w, o, in_full, view);
	order_links_view(&w, o, view);
	order_tags_of(&w, &o->id, 1, &tags);
	json_add(view, "tags", tags);
	json_add(view, "findings", order_findings_view(&w, o, &c));
	if (req->route->face != FACE_API)
		add_proposed(req, &w, o, view);
	json_add(view, "events", order_events_view(&w, o));
	json_add(view, "notes", order_store_notes(&w, id));
	for (size_t i = 0; i < req->app->wiring->n_desk_parts; i++)
		req->app->wiring->desk_parts[i].add(&w, o, view);
	json_add_text(view, "tracking_url", order_link_url(&w, o));
	/* what the page's forms are made of is nothing for programs */
	if (req->route->face == FACE_API) {
		cJSON_DeleteItemFromObjectCaseSensitive(view, "pack");
	} else {
		colleague_opens_page(&w, id, view);
		add_way_here(req, &w, o, view);
		json_add(view, "form", respond_form(req, note_fields, note_fields_n, NULL, NULL));
	}
	respond_versioned(req, res, "order/desk_order", view, o->version);
}

/* Names and addresses are masked until somebody asks for them; a program that may see them asks by
 * being one. */
void order_web_show(struct request *req, struct response *res)
{
	show(req, res, req->route->face == FACE_API && may(req, PERM_PERSONAL_DATA));
}

void order_web_show_full(struct request *req, struct response *res)
{
	show(req, res, true);
}
