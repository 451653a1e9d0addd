/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order desk's list: views, search by anything people have at hand, filters in the URL. */
#include <stdlib.h>
#include <string.h>
#include "base/fail.h"
#include "base/json.h"
#include "guard.h"
#include "listing/listing.h"
#include "order/bundle.h"
#include "order/desk_list_input.h"
#include "order/document.h"
#include "order/face.h"
#include "order/web.h"
#include "respond.h"

enum { KEYS_MAX = 32, WAY_IN_DAYS = 1 };

struct place {
	uint64_t id; /* 0: there is no such page */
	struct instant due;
	int priority;
};

/* What the link goes on from: an id, and what the list is sorted by. */
static void add_place(struct arena *a, cJSON *pager, const char *name, const char *on,
		      struct place p, enum list_sort sort)
{
	const char *id = arena_printf(a, "%llu", (unsigned long long)p.id);

	json_add_id(pager, name, p.id);
	if (!p.id)
		json_add_null(pager, on);
	else if (sort == SORT_NEWEST)
		json_add_text(pager, on, id);
	else if (sort == SORT_DUE)
		json_add_text(pager, on, arena_printf(a, "%s&at=%lld", id, (long long)p.due.us));
	else
		json_add_text(pager, on,
			      arena_printf(a, "%s&at=%lld&rank=%d", id, (long long)p.due.us,
					   p.priority));
}

static struct place place_of(const struct order *o)
{
	return (struct place){ o->id, order_due_at(o), o->priority };
}

/* Cuts the extra row off and says which neighbours there are, id 0: none; where the search stopped
 * before the page was full, it goes on from there. */
static struct order_rows cut_page(struct order_found f, const struct list_input *in,
				  struct place *next, struct place *prev)
{
	bool more = f.rows.n > ORDER_PAGE;
	struct place stopped = { f.edge, f.edge_due, f.edge_priority };

	*next = *prev = (struct place){ 0 };

	if (more && in->before)
		f.rows.v++;
	if (more)
		f.rows.n = ORDER_PAGE;
	if (f.rows.n && (more || in->before))
		*next = place_of(&f.rows.v[f.rows.n - 1]);
	if (f.rows.n && (in->before ? more : in->after != 0))
		*prev = place_of(&f.rows.v[0]);
	if (f.edge && in->before)
		*prev = stopped;
	else if (f.edge)
		*next = stopped;
	return f.rows;
}

static struct order_rows add_pager(struct work *w, struct order_found f,
				   const struct list_input *in, cJSON *view)
{
	cJSON *pager = json_add_object(view, "pager");
	enum list_sort sort = list_sort_of(in);
	struct place next, prev;
	struct order_rows rows = cut_page(f, in, &next, &prev);

	add_place(w->arena, pager, "next", "go_next", next, sort);
	add_place(w->arena, pager, "prev", "go_prev", prev, sort);
	json_add_bool(pager, "stopped", f.edge != 0);
	json_add_int(pager, "n", (int64_t)rows.n);
	return rows;
}

static void add_frame(struct request *req, struct work *w, const struct list_input *in,
		      const struct field_errors *errors, cJSON *view)
{
	struct request asked = *req;

	asked.form = req->query;
	list_add_views(w, in, view);
	listing_add_saved(req, w, &order_listing, in->saved, view);
	list_add_filters(req, in, fields_typed(&asked, list_fields, LIST_FIELDS), errors, view);
	json_add(view, "known_tags", order_tags_used(w, in->tag));
	json_add_bool(view, "may_place", may(req, PERM_ORDERS_PLACE));
	json_add_bool(view, "may_change", may(req, PERM_ORDERS_CHANGE));
	json_add_bool(view, "may_ship", may(req, PERM_PARCELS));
	json_add_bool(view, "may_choose", may(req, PERM_ORDERS_CHANGE) || may(req, PERM_PARCELS));
	json_add_bool(view, "may_see_customers", may(req, PERM_CUSTOMERS_READ));
	respond_add_export(req, view, "orders");
}

/* What cannot be is said beside its field; nothing is listed, for it would not be what was asked.
 */
static void answer_errors(struct request *req, struct response *res, struct work *w,
			  const struct list_input *in, const struct field_errors *errors)
{
	cJSON *view = json_object();
	struct list_input shown = *in;

	shown.statuses.n = 0;
	add_frame(req, w, &shown, errors, view);
	list_add_rows(w, add_pager(w, (struct order_found){ 0 }, &shown, view), NULL, view);
	json_add_array(view, "groups");
	json_add_bool(view, "has_groups", false);
	json_add_bool(view, "is_refused", true);
	respond_query_errors(req, res, "order/desk_list", view, errors);
}

void order_web_list(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct work w = work_of(req);
	cJSON *view = json_object();
	struct list_input in;
	struct order_found found;
	bool is_grouped;
	uint64_t one;

	if (!list_read(req, &in, &errors)) {
		answer_errors(req, res, &w, &in, &errors);
		return;
	}
	found = list_find(&w, &in, &one);
	/* one that the filters leave out is not there: no face goes past them */
	if (one && !req->wants_json && found.rows.n > 0) {
		respond_redirect(req, res,
				 arena_printf(req->arena, "/desk/orders/%s",
					      found.rows.v[0].number));
		return;
	}
	add_frame(req, &w, &in, NULL, view);
	json_add_bool(view, "is_refused", false);
	found.rows = add_pager(&w, found, &in, view);
	is_grouped = in.group >= 0 && !req->wants_json;
	if (is_grouped)
		list_add_groups(req, &w, found.rows, &in, view);
	else
		json_add_array(view, "groups");
	json_add_bool(view, "has_groups", is_grouped && found.rows.n > 0);
	list_add_rows(&w, is_grouped ? (struct order_rows){ 0 } : found.rows,
		      req->wants_json ? NULL : &in, view);
	respond_view(req, res, "order/desk_list", view);
}

/* ---- for programs ---- */

/* Whose page a view was saved from, and what its page shows, is nothing to ask for here. */
static bool is_for_programs(const char *name)
{
	static const char *const of_pages[] = {
		"saved", "column", "group", "before", "at", "rank"
	};

	for (size_t i = 0; i < sizeof of_pages / sizeof *of_pages; i++)
		if (strcmp(of_pages[i], name) == 0)
			return false;
	for (size_t i = 0; i < LIST_FIELDS; i++)
		if (strcmp(list_fields[i].name, name) == 0)
			return true;
	return false;
}

/* The cursor out of the query, which the desk's fields would not read. */
static const char *take_cursor(struct request *req)
{
	const char *cursor = NULL;

	for (size_t i = 0; i < req->query.n; i++) {
		if (strcmp(req->query.v[i].name, "after") != 0)
			continue;
		cursor = *req->query.v[i].value ? req->query.v[i].value : NULL;
		req->query.v[i].value = "";
	}
	return cursor;
}

/* "id due rank", whatever the list is sorted by. */
static void read_place(const char *place, struct list_input *in)
{
	char *rest;

	in->after = strtoull(place, &rest, 10);
	in->at = strtoll(rest, &rest, 10);
	in->rank = strtoll(rest, NULL, 10);
}

static const char *print_place(struct arena *a, struct place p)
{
	return arena_printf(a, "%llu %lld %d", (unsigned long long)p.id, (long long)p.due.us,
			    p.priority);
}

static void refuse_unknown(const struct request *req, struct field_errors *errors)
{
	for (size_t i = 0; i < req->query.n; i++)
		if (!is_for_programs(req->query.v[i].name))
			field_error(errors, arena_printf(req->arena, "/%s", req->query.v[i].name),
				    "unknown", N_("This is not a field we know"), NULL);
}

void order_web_api_list(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	const char *cursor = take_cursor(req), *place = NULL, *sort;
	struct work w = work_of(req);
	cJSON *view = json_object();
	struct order_found found;
	struct order_rows rows;
	struct place next, prev;
	struct list_input in;
	uint64_t one;

	(void)!list_read(req, &in, &errors);
	refuse_unknown(req, &errors);
	sort = list_sort_word[list_sort_of(&in)];
	if (cursor)
		place = paged_place(req, sort, cursor, &errors);
	if (errors.n > 0) {
		paged_refuse(req, res, &errors);
		return;
	}
	if (place)
		read_place(place, &in);
	found = list_find(&w, &in, &one);
	rows = cut_page(found, &in, &next, &prev);
	json_add_bool(view, "stopped", found.edge != 0);
	list_add_rows(&w, rows, NULL, view);
	cJSON_DeleteItemFromObjectCaseSensitive(view, "has_orders");
	paged_respond_at(req, res, view,
			 next.id ? paged_cursor(req, sort, print_place(req->arena, next)) : NULL);
}

struct order *order_list_for_file(struct work *w, const char *filters, uint64_t *below, size_t *n)
{
	struct request req = { .arena = w->arena, .app = w->app };
	struct field_errors errors = { .arena = w->arena };
	struct order_found found;
	struct list_input in;
	uint64_t one;

	if (params_parse(w->arena, filters, strlen(filters), &req.query) != WEB_OK ||
	    !list_read(&req, &in, &errors))
		fail("order list: filters that nobody can read");
	in.sort = SORT_NEWEST;
	in.before = 0;
	in.after = *below;
	found = list_find(w, &in, &one);
	*n = found.rows.n > ORDER_PAGE ? ORDER_PAGE : found.rows.n;
	*below = found.rows.n > ORDER_PAGE ? found.rows.v[ORDER_PAGE - 1].id : found.edge;
	found.rows.n = *n;
	order_store_read_lines_of(w, found.rows);
	bundle_store_read_of(w, found.rows);
	return found.rows.v;
}

cJSON *order_links_for_contacts(struct work *w, const uint64_t *contact_ids, size_t n,
				const struct order **newest)
{
	struct order_list l = { .below = INT64_MAX,
				.limit = 10,
				.filter = { .promised_from = INSTANT_NONE,
					    .promised_to = INSTANT_NONE } };
	struct order_list_by by = { ORDER_BY_CONTACT, contact_ids, n > KEYS_MAX ? KEYS_MAX : n,
				    NULL };
	struct order_rows rows = order_store_list(w, &l, &by).rows;
	cJSON *list = json_array();

	*newest = NULL;
	for (size_t i = 0; i < rows.n; i++) {
		struct instant until;
		cJSON *one;

		if (!order_was_told(&rows.v[i]))
			continue;
		if (!*newest)
			*newest = &rows.v[i];
		one = json_append_object(list);
		json_add_text(one, "number", rows.v[i].number);
		json_add_text(one, "badge", order_badge_word[rows.v[i].badge]);
		json_add_instant(one, "placed_at", rows.v[i].placed_at);
		json_add_money(one, "to_pay", rows.v[i].live_amount - rows.v[i].credited_amount,
			       rows.v[i].currency);
		json_add_text(one, "link", order_way_in(w, &rows.v[i], WAY_IN_DAYS, &until));
		json_add_instant(one, "until", until);
	}
	return list;
}

#define OWN_ROWS 25

cJSON *order_list_for_customer(struct work *w, uint64_t customer_id, bool open_only, int limit)
{
	struct order_page p = { .below = INT64_MAX,
				.limit = (size_t)(limit > ORDER_PAGE ? ORDER_PAGE : limit) };
	struct order_rows rows = order_store_list_own(w, p, customer_id);
	size_t kept = 0;

	for (size_t i = 0; i < rows.n; i++)
		if (!open_only || (instant_is_none(rows.v[i].delivered_at) &&
				   instant_is_none(rows.v[i].closed_at)))
			rows.v[kept++] = rows.v[i];
	rows.n = kept;
	return list_rows_view(w, rows, NULL, NULL);
}

cJSON *order_page_for_customer(struct work *w, uint64_t customer_id, struct order_own_page *page)
{
	struct order_page p = { .above = page->after,
				.below = page->before ? page->before : INT64_MAX,
				.upwards = page->after != 0,
				.limit = OWN_ROWS + 1 };
	struct order_rows rows = order_store_list_own(w, p, customer_id);
	bool more = rows.n > OWN_ROWS;

	if (more) {
		rows.v += p.upwards;
		rows.n--;
	}
	page->prev = rows.n && (p.upwards ? more : page->before != 0) ? rows.v[0].id : 0;
	page->next = rows.n && (p.upwards || more) ? rows.v[rows.n - 1].id : 0;
	return list_rows_view(w, rows, NULL, NULL);
}
