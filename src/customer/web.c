/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's customers: the list with its search, and everything about one of them. */
#include "customer/web.h"

#include <string.h>
#include "base/buf.h"
#include "base/json.h"
#include "base/text.h"
#include "customer/input.h"
#include "guard.h"
#include "order/order.h"
#include "respond.h"
#include "staff/staff.h"

#define PAGE_ROWS   50
#define ORDERS_OPEN 20
#define ORDERS_ALL  50

/* ---- the list ---- */

static const char *page_link(const struct request *req, const char *bound,
			     const struct customer *from)
{
	const char *path = url_path(req->arena, req->app->config->base_path, "%s", req->path);
	unsigned long long id = from->id;

	if (instant_is_none(from->last_order_at))
		return arena_printf(req->arena, "%s?%s=%llu", path, bound, id);
	return arena_printf(req->arena, "%s?%s=%llu&at=%lld", path, bound, id,
			    (long long)from->last_order_at.us);
}

static void add_pager(const struct request *req, cJSON *view, const char *prev, const char *next,
		      const struct customer_row *rows, size_t n)
{
	cJSON *pager = json_add_object(view, "pager");

	json_add_text(pager, "prev", prev && n ? page_link(req, prev, &rows[0].customer) : NULL);
	json_add_text(pager, "next",
		      next && n ? page_link(req, next, &rows[n - 1].customer) : NULL);
}

/* One row more than the page shows tells whether there is a next one. */
static void add_page(struct request *req, struct work *w, const struct customer_query *q,
		     cJSON *view)
{
	bool back = q->after != 0;
	struct customer_mark from = { back ? q->after : q->before,
				      q->has_at ? (struct instant){ q->at } : INSTANT_NONE };
	size_t n;
	const struct customer_row *rows = search_store_page(w, from, back, PAGE_ROWS + 1, &n);
	bool more = n > PAGE_ROWS;

	if (more) {
		rows += back;
		n--;
	}
	json_add(view, "customers", customer_rows_view(w, rows, n));
	json_add_bool(view, "has_more", false);
	add_pager(req, view, (back ? more : q->before != 0) ? "after" : NULL,
		  back || more ? "before" : NULL, rows, n);
}

static size_t find_email(struct work *w, const char *q, uint64_t *ids)
{
	const char *key = text_email_key(w->arena, q);

	ids[0] = key ? identity_store_find_email(w, key) : 0;
	return ids[0] != 0;
}

static size_t find_phone(struct work *w, const char *q, uint64_t *ids)
{
	const char *key = text_phone_key(w->arena, q, w->app->settings.country);

	return key ? search_store_phone(w, key, ids, CUSTOMER_MANY) : 0;
}

static size_t find(struct work *w, const char *q, uint64_t ids[CUSTOMER_MANY])
{
	switch (customer_search_kind(q)) {
	case SEARCH_EMAIL:
		return find_email(w, q, ids);
	case SEARCH_TAIL:
		return search_store_customers_by_tail(w, q, ids, CUSTOMER_MANY);
	case SEARCH_PHONE:
		return find_phone(w, q, ids);
	case SEARCH_NAME:
		return search_store_name(w, q, ids, CUSTOMER_MANY);
	case SEARCH_ALL:
		break;
	}
	return 0;
}

static void add_found(struct request *req, struct work *w, const char *q, cJSON *view)
{
	uint64_t ids[CUSTOMER_MANY];
	size_t n = find(w, q, ids);
	bool more = n > PAGE_ROWS;
	const struct customer_row *rows = search_store_rows(w, ids, more ? PAGE_ROWS : n, &n);

	json_add(view, "customers", customer_rows_view(w, rows, n));
	json_add_bool(view, "has_more", more);
	add_pager(req, view, NULL, NULL, rows, n);
}

/* A customer's own number leads straight to them. */
static bool is_number(struct work *w, const char *q, struct customer *out)
{
	char number[IDENT_NUMBER_SIZE];

	return q && ident_number_fold('C', q, number) && customer_find_number(w, number, out);
}

void customer_web_list(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct customer_query q = customer_query_read(req);
	struct customer exact;
	cJSON *view;

	if (is_number(&w, q.q, &exact)) {
		respond_redirect(req, res,
				 arena_printf(req->arena, "/desk/customers/%s", exact.number));
		return;
	}
	view = json_object();
	json_add_text(view, "q", q.q);
	if (q.q)
		add_found(req, &w, q.q, view);
	else
		add_page(req, &w, &q, view);
	json_add_bool(view, "is_empty", cJSON_GetArraySize(json_get(view, "customers")) == 0);
	respond_view(req, res, "customer/list", view);
}

/* ---- one customer ---- */

static bool find_customer(struct request *req, struct response *res, struct work *w,
			  struct customer *out)
{
	char number[IDENT_NUMBER_SIZE];

	if (ident_number_fold('C', req->path_param[0], number) &&
	    customer_find_number(w, number, out))
		return true;
	respond_not_found(req, res);
	return false;
}

/* NULL: somebody who left, or a program. */
static const char *author_of(const struct staff_member *staff, size_t n, uint64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (staff[i].id == id)
			return staff[i].name;
	return NULL;
}

static void add_notes(struct work *w, uint64_t customer_id, cJSON *view)
{
	cJSON *list = json_add_array(view, "notes");
	size_t n, n_staff = 0;
	const struct note *notes = note_store_list(w, customer_id, &n);
	const struct staff_member *staff = n ? staff_list(w, &n_staff) : NULL;

	json_add_bool(view, "has_notes", n > 0);
	for (size_t i = 0; i < n; i++) {
		cJSON *v = json_append_object(list);

		json_add_id(v, "id", notes[i].id);
		json_add_id(v, "staff_id", notes[i].staff_id);
		json_add_text(v, "author", author_of(staff, n_staff, notes[i].staff_id));
		json_add_text(v, "body", notes[i].body);
		json_add_instant(v, "at", notes[i].at);
	}
}

static void add_orders(struct work *w, uint64_t customer_id, cJSON *view, const char *name,
		       const char *has, bool open_only)
{
	cJSON *list = order_list_for_customer(w, customer_id, open_only,
					      open_only ? ORDERS_OPEN : ORDERS_ALL);

	json_add_bool(view, has, cJSON_GetArraySize(list) > 0);
	json_add(view, name, list);
}

static cJSON *show_view(struct request *req, struct work *w, const struct customer *c, bool in_full)
{
	cJSON *view = json_object();
	struct contact contact;

	json_add(view, "customer", customer_view(w, c, in_full));
	if (contact_store_newest(w, c->id, &contact))
		json_add(view, "contact", contact_view(w, &contact, in_full));
	else
		json_add_null(view, "contact");
	json_add(view, "sums", order_sums_for_customer(w, c->id));
	add_orders(w, c->id, view, "open_orders", "has_open_orders", true);
	add_orders(w, c->id, view, "orders", "has_orders", false);
	add_notes(w, c->id, view);
	json_add_bool(view, "in_full", in_full);
	json_add_bool(view, "may_see_in_full", may(req, PERM_PERSONAL_DATA));
	json_add_bool(view, "may_place", may(req, PERM_ORDERS_PLACE));
	json_add_bool(view, "may_note", may(req, PERM_CUSTOMERS_CHANGE));
	return view;
}

static void show(struct request *req, struct response *res, bool in_full)
{
	struct work w = work_of(req);
	struct customer c;
	cJSON *view;

	if (!find_customer(req, res, &w, &c))
		return;
	view = show_view(req, &w, &c, in_full);
	json_add(view, "form", respond_form(req, customer_note_fields, NOTE_FIELDS, NULL, NULL));
	respond_view(req, res, "customer/show", view);
}

/* Masked until somebody asks for more, which is logged. */
void customer_web_show(struct request *req, struct response *res)
{
	show(req, res, false);
}

void customer_web_show_full(struct request *req, struct response *res)
{
	show(req, res, true);
}

void customer_web_note(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct note_input in = { 0 };
	struct field_errors errors = { .arena = req->arena };
	struct customer c;

	if (!find_customer(req, res, &w, &c))
		return;
	if (!fields_read(req, customer_note_fields, NOTE_FIELDS, &in, NULL, &errors)) {
		respond_errors(req, res, "customer/show", show_view(req, &w, &c, false),
			       customer_note_fields, NOTE_FIELDS, &errors);
		return;
	}
	note_store_insert(&w, c.id, req->session->actor.id, in.body);
	respond_done(req, res, 204, NULL, arena_printf(req->arena, "/desk/customers/%s", c.number),
		     "success", N_("Note added."));
}
