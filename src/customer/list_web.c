/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's list of customers: page by page, by filters, and by whatever is at hand. */
#include "customer/list_web.h"
#include <string.h>
#include "base/fail.h"
#include "base/json.h"
#include "customer/web.h"
#include "guard.h"
#include "respond.h"

#define PAGE_ROWS 50

/* ---- searching ---- */

static bool is_number_of(const char *q, const struct customer *c)
{
	char number[IDENT_NUMBER_SIZE];

	return ident_number_fold('C', q, number) && strcmp(number, c->number) == 0;
}

/* ---- the list ---- */

struct customers_found customer_list_seek(struct work *w, const struct customer_query *q,
					  struct customer_list l, bool *more)
{
	uint64_t ids[CUSTOMER_MANY];
	struct customer exact;

	*more = false;
	l.sort = customer_query_sort(q);
	if (!customer_query_filter(w, q, &l.filter))
		return (struct customers_found){ .n = 0 };
	/* a customer's own number leads straight to them */
	if (!l.ids && q->q && customer_find_number(w, q->q, &exact)) {
		ids[l.n_ids++] = exact.id;
		l.ids = ids;
	} else if (!l.ids && q->q) {
		l.n_ids = customer_search(w, q->q, ids);
		l.ids = ids;
		*more = l.n_ids == CUSTOMER_MANY;
	}
	return customer_store_find(w, &l);
}

static void add_pager(struct request *req, cJSON *view, const struct customer_query *q,
		      struct customers_found *f)
{
	cJSON *pager = json_add_object(view, "pager");
	enum customer_sort sort = customer_query_sort(q);
	bool more = f->n > PAGE_ROWS, back = q->before != 0;
	struct customer_place next = { 0 }, prev = { 0 };

	if (more) {
		f->v += back;
		f->n = PAGE_ROWS;
	}
	if (f->n && (more || back))
		next = customer_place_of(&f->v[f->n - 1].customer, sort);
	if (f->n && (back ? more : q->after != 0))
		prev = customer_place_of(&f->v[0].customer, sort);
	if (f->edge.id && back)
		prev = f->edge;
	else if (f->edge.id)
		next = f->edge;
	json_add_text(pager, "next", customer_list_link(req, "after", next));
	json_add_text(pager, "prev", customer_list_link(req, "before", prev));
	json_add_bool(pager, "stopped", f->edge.id != 0);
	json_add_int(pager, "n", (int64_t)f->n);
}

void customer_list_add_rows(struct work *w, cJSON *view, const struct customer_row *rows, size_t n)
{
	cJSON *list = customer_rows_view(w, rows, n), *one = list->child;
	uint64_t ids[CUSTOMER_MANY];
	cJSON *tags[CUSTOMER_MANY];

	for (size_t at = 0; at < n; at += CUSTOMER_MANY) {
		size_t some = n - at < CUSTOMER_MANY ? n - at : CUSTOMER_MANY;

		for (size_t i = 0; i < some; i++)
			ids[i] = rows[at + i].customer.id;
		customer_tags_view(w, ids, some, tags);
		for (size_t i = 0; i < some; i++, one = one->next)
			json_add(one, "tags", tags[i]);
	}
	json_add(view, "customers", list);
}

static void add_frame(struct request *req, struct work *w, const struct customer_query *q,
		      const struct field_errors *errors, cJSON *view)
{
	customer_list_add_filters(req, q, errors, view);
	customer_list_add_tags(req, w, view);
	customer_list_add_tiers(req, w, view);
	listing_add_saved(req, w, &customer_listing, q->saved, view);
	json_add_bool(view, "is_refused", errors != NULL);
	respond_add_export(req, view, "customers");
	json_add_bool(view, "may_change", may(req, PERM_CUSTOMERS_CHANGE));
	json_add_bool(view, "may_merge", may(req, PERM_CUSTOMERS_MERGE));
	json_add_bool(view, "has_members", w->app->settings.member);
	json_add_bool(view, "may_points", w->app->settings.member && may(req, PERM_POINTS));
}

/* What cannot be is said beside its field; nothing is listed, for it would not be what was asked.
 */
static void answer_errors(struct request *req, struct response *res, struct work *w,
			  const struct customer_query *q, const struct field_errors *errors)
{
	struct customers_found none = { .n = 0 };
	cJSON *view = json_object();

	add_frame(req, w, q, errors, view);
	add_pager(req, view, q, &none);
	json_add_array(view, "customers");
	json_add_bool(view, "has_more", false);
	json_add_bool(view, "is_empty", true);
	respond_query_errors(req, res, "customer/list", view, errors);
}

void customer_web_list(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct work w = work_of(req);
	struct customers_found found;
	struct customer_query q;
	cJSON *view;
	bool more;

	if (!customer_query_read(req, may(req, PERM_PERSONAL_DATA), &q, &errors)) {
		answer_errors(req, res, &w, &q, &errors);
		return;
	}
	found = customer_list_seek(&w, &q,
				   (struct customer_list){
					   .from = { q.before ? q.before : q.after, q.at },
					   .back = q.before != 0,
					   .limit = PAGE_ROWS + 1 },
				   &more);
	/* one that the filters leave out is not there */
	if (q.q && found.n == 1 && is_number_of(q.q, &found.v[0].customer) && !req->wants_json) {
		respond_redirect(req, res,
				 arena_printf(req->arena, "/desk/customers/%s",
					      found.v[0].customer.number));
		return;
	}
	view = json_object();
	add_frame(req, &w, &q, NULL, view);
	add_pager(req, view, &q, &found);
	customer_list_add_rows(&w, view, found.v, found.n);
	json_add_bool(view, "has_more", more);
	json_add_bool(view, "is_empty", found.n == 0);
	respond_view(req, res, "customer/list", view);
}

/* ---- the list as a file ---- */

bool customer_list_takes(const struct request *req, const char *filters)
{
	struct field_errors errors = { .arena = req->arena };
	struct request asked = *req;
	struct customer_query q;

	return params_parse(req->arena, filters, strlen(filters), &asked.query) == WEB_OK &&
	       customer_query_read(&asked, may(req, PERM_PERSONAL_DATA), &q, &errors);
}

struct customer_row *customer_list_for_file(struct work *w, const char *filters,
					    struct customer_place *from, size_t *n)
{
	struct request req = { .arena = w->arena, .app = w->app };
	struct field_errors errors = { .arena = w->arena };
	struct customers_found found;
	struct customer_query q;
	bool more;

	if (params_parse(w->arena, filters, strlen(filters), &req.query) != WEB_OK ||
	    !customer_query_read(&req, true, &q, &errors))
		fail("customer list: filters that nobody can read");
	found = customer_list_seek(w, &q,
				   (struct customer_list){ .from = *from, .limit = CUSTOMER_MANY },
				   &more);
	*n = found.n;
	*from = found.n == CUSTOMER_MANY
			? customer_place_of(&found.v[found.n - 1].customer, customer_query_sort(&q))
			: found.edge;
	return found.v;
}
