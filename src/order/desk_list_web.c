/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order desk's list: views by badge, search by anything people have at hand, filters in the
 * URL. */
#include <string.h>
#include "base/json.h"
#include "base/text.h"
#include "guard.h"
#include "order/document.h"
#include "order/input.h"
#include "order/store.h"
#include "order/web.h"
#include "respond.h"

enum { KEYS_MAX = 32, THUMBS = 3 };

static const struct {
	enum order_badge badges[ORDER_BADGES_MAX];
	size_t n;
} views[LIST_VIEW__MAX] = {
	[VIEW_ALL] = { { 0 }, 0 },
	[VIEW_TO_SHIP] = { { BADGE_PREPARING, BADGE_PACKING, BADGE_IN_PRODUCTION,
			     BADGE_PARTLY_SHIPPED },
			   4 },
	[VIEW_BACKORDERED] = { { BADGE_BACKORDERED, BADGE_PRE_ORDER }, 2 },
	[VIEW_AWAITING_PAYMENT] = { { BADGE_AWAITING_PAYMENT }, 1 },
	[VIEW_IN_REVIEW] = { { BADGE_IN_REVIEW }, 1 },
	[VIEW_SHIPPED] = { { BADGE_PARTLY_SHIPPED, BADGE_SHIPPED, BADGE_IN_TRANSIT,
			     BADGE_OUT_FOR_DELIVERY },
			   4 },
	[VIEW_PROBLEM] = { { BADGE_EXCEPTION, BADGE_HOLD }, 2 },
	[VIEW_DRAFT] = { { BADGE_DRAFT }, 1 },
};

/* Ids end in that year. */
static uint64_t floor_of(struct instant day)
{
	static const struct instant last_day = { INT64_C(3755289600000000) }; /* 2089-01-01 */

	return day.us > last_day.us ? INT64_MAX : ident_floor(day);
}

/* Days, and the place in the list, as bounds of ids: ids rise with the time of placing. */
static struct order_page page_of(const struct list_input *in)
{
	struct order_page p = {
		.below = INT64_MAX,
		.upwards = in->before != 0,
		.limit = ORDER_PAGE + 1,
		.source = in->source,
		.badges = views[in->view].badges,
		.n_badges = views[in->view].n,
	};

	if (!instant_is_none(in->from))
		p.above = floor_of(in->from) - 1;
	if (!instant_is_none(in->to))
		p.below = floor_of(instant_add(in->to, INSTANT_DAY));
	if (in->after && in->after < p.below)
		p.below = in->after;
	if (in->before && in->before > p.above)
		p.above = in->before;
	return p;
}

static bool is_tail(const char *q)
{
	return strlen(q) == 4 && strspn(q, "0123456789") == 4;
}

/* As it is typed first, for codes in small letters are codes too; then in capitals. */
static struct order_rows list_sku(struct work *w, struct order_page p, const char *q)
{
	struct order_rows rows = order_store_list_sku(w, p, q);
	char *capitals = arena_strdup(w->arena, q);

	if (rows.n > 0)
		return rows;
	for (char *c = capitals; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	return strcmp(capitals, q) != 0 ? order_store_list_sku(w, p, capitals) : rows;
}

/* What was typed, as far as it names orders by itself. */
struct sought {
	uint64_t one; /* this one and no other; 0: no */
	uint64_t refs[KEYS_MAX];
	size_t n_refs; /* other systems call these so */
};

/* Two lists as one page of them: the nearest to where it begins. */
static struct order_rows both(struct work *w, struct order_rows a, struct order_rows b,
			      const struct order_page *p)
{
	struct order_rows all = { arena_array_of(w->arena, a.n + b.n + 1, struct order), 0 };

	for (size_t i = 0, k = 0; i < a.n || k < b.n;) {
		bool first = k == b.n || (i < a.n && a.v[i].id >= b.v[k].id);
		struct order o = first ? a.v[i] : b.v[k];

		i += first;
		k += !first;
		if (all.n == 0 || all.v[all.n - 1].id != o.id)
			all.v[all.n++] = o;
	}
	if (all.n > p->limit) {
		all.v += p->upwards ? all.n - p->limit : 0;
		all.n = p->limit;
	}
	return all;
}

/* What a person has at hand, most telling first: reference and phone tail, whole phone, SKU, name.
 */
static struct order_rows search(struct work *w, const char *q, struct order_page p,
				const struct sought *s)
{
	uint64_t ids[KEYS_MAX];
	const char *phone;
	struct order_rows rows = order_store_list_keys(w, p, ORDER_BY_ID, s->refs, s->n_refs);

	if (is_tail(q))
		rows = both(w, rows,
			    order_store_list_keys(w, p, ORDER_BY_CONTACT, ids,
						  customer_find_contacts_by_tail(w, q, ids,
										 KEYS_MAX)),
			    &p);
	if (rows.n > 0)
		return rows;
	phone = text_phone_key(w->arena, q, w->app->settings.country);
	if (phone)
		return order_store_list_keys(w, p, ORDER_BY_CUSTOMER, ids,
					     customer_find_by_phone(w, phone, ids, KEYS_MAX));
	rows = list_sku(w, p, q);
	if (rows.n > 0)
		return rows;
	return order_store_list_keys(w, p, ORDER_BY_CUSTOMER, ids,
				     customer_find_by_name(w, q, ids, KEYS_MAX));
}

/* An order number, a tracking number, or a reference that one order alone has; four digits may be a
 * phone's as well. */
static void seek(struct work *w, const char *q, struct sought *s)
{
	char number[IDENT_NUMBER_SIZE];

	*s = (struct sought){ 0 };
	if (ident_number_fold('R', q, number) && order_find_number(w, number, &s->one))
		return;
	if (w->app->wiring->find_by_parcel && w->app->wiring->find_by_parcel(w, q, &s->one))
		return;
	s->n_refs = order_store_find_refs(w, q, s->refs, KEYS_MAX);
	s->one = s->n_refs == 1 && !is_tail(q) ? s->refs[0] : 0;
}

static struct order_rows find(struct work *w, const struct list_input *in, const struct sought *s)
{
	struct order_page p = page_of(in);

	if (s->one)
		return order_store_list_keys(w, p, ORDER_BY_ID, &s->one, 1);
	if (in->q)
		return search(w, in->q, p, s);
	return p.n_badges ? order_store_list_badges(w, p) : order_store_list_all(w, p);
}

static void add_thumbs(const struct order *o, cJSON *row)
{
	cJSON *thumbs = json_add_array(row, "thumbs");

	for (size_t i = 0; i < o->n_lines && i < THUMBS; i++) {
		cJSON *one = json_append_object(thumbs);
		order_view_name(one, "name", o->lines[i].name_en, o->lines[i].name_zh);
		json_add_text(one, "picture", o->lines[i].picture);
	}
}

static cJSON *row_view(struct work *w, const struct order *o, const struct customer *c)
{
	cJSON *row = json_object();

	json_add_id(row, "id", o->id);
	json_add_int(row, "version", o->version);
	order_view_head(o, row);
	json_add_text(row, "source", o->source);
	json_add_text(row, "source_ref", o->source_ref);
	json_add(row, "customer", c ? customer_view(w, c, false) : cJSON_CreateNull());
	json_add_bool(row, "is_overdue",
		      !instant_is_none(o->promised_to) && o->promised_to.us < w->now.us &&
			      instant_is_none(o->delivered_at) && instant_is_none(o->closed_at));
	add_thumbs(o, row);
	return row;
}

static void add_rows(struct work *w, struct order_rows rows, cJSON *view)
{
	uint64_t ids[ORDER_PAGE];
	struct customer *customers[ORDER_PAGE];
	cJSON *list = json_add_array(view, "orders");

	for (size_t i = 0; i < rows.n; i++)
		ids[i] = rows.v[i].customer_id;
	if (rows.n > 0)
		customer_get_many(w, ids, rows.n, customers);
	order_store_read_lines_of(w, rows);
	for (size_t i = 0; i < rows.n; i++)
		cJSON_AddItemToArray(list, row_view(w, &rows.v[i], customers[i]));
	json_add_bool(view, "has_orders", rows.n > 0);
}

/* Cuts the extra row off and says which neighbours there are. */
static struct order_rows add_pager(struct order_rows rows, const struct list_input *in, cJSON *view)
{
	cJSON *pager = json_add_object(view, "pager");
	bool more = rows.n > ORDER_PAGE;

	if (more && in->before)
		rows.v++;
	if (more)
		rows.n = ORDER_PAGE;
	json_add_id(pager, "next", rows.n && (more || in->before) ? rows.v[rows.n - 1].id : 0);
	json_add_id(pager, "prev",
		    rows.n && (in->before ? more : in->after != 0) ? rows.v[0].id : 0);
	json_add_int(pager, "n", (int64_t)rows.n);
	return rows;
}

static void add_views(struct work *w, enum list_view current, cJSON *view)
{
	int64_t counts[ORDER_BADGE__MAX];
	cJSON *list = json_add_array(view, "views");

	order_store_count_open(w, counts);
	for (int i = 0; i < LIST_VIEW__MAX; i++) {
		cJSON *one = json_append_object(list);
		int64_t n = 0;
		for (size_t k = 0; k < views[i].n; k++)
			n += counts[views[i].badges[k]];
		json_add_text(one, "view", list_view_word[i]);
		json_add_int(one, "count", n);
		json_add_bool(one, "has_count", i != VIEW_ALL);
		json_add_bool(one, "is_hot", i == VIEW_PROBLEM && n > 0);
		json_add_bool(one, "current", i == (int)current);
	}
}

static const char *day_text(struct work *w, struct instant day)
{
	struct civil c = instant_to_local(day);

	return instant_is_none(day)
		       ? NULL
		       : arena_printf(w->arena, "%04d-%02d-%02d", c.year, c.month, c.day);
}

/* What a source may be chosen from; one that only the address names stays to be seen. */
static void add_sources(const char *current, cJSON *filters)
{
	static const char *const known[] = { "desk",  "web", "wechat",
					     "tmall", "api", "online-retail" };
	cJSON *list = json_add_array(filters, "sources"), *one;
	bool seen = !current;

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		bool is_it = current && !strcmp(current, known[i]);
		one = json_append_object(list);
		json_add_text(one, "source", known[i]);
		json_add_bool(one, "current", is_it);
		seen = seen || is_it;
	}
	if (seen)
		return;
	one = json_append_object(list);
	json_add_text(one, "source", current);
	json_add_bool(one, "current", true);
}

/* The filters as they stand, for the form, the chips and the links of the pager. */
static void add_filters(struct work *w, const struct list_input *in, cJSON *view)
{
	cJSON *f = json_add_object(view, "filters");
	const struct param set[] = { { "q", in->q },
				     { "from", day_text(w, in->from) },
				     { "to", day_text(w, in->to) },
				     { "source", in->source } };
	bool any = false;
	struct buf query;

	buf_init(&query, w->arena);
	buf_addf(&query, "view=%s", list_view_word[in->view]);
	for (size_t i = 0; i < sizeof set / sizeof *set; i++) {
		json_add_text(f, set[i].name, set[i].value);
		if (!set[i].value)
			continue;
		any = true;
		buf_addf(&query, "&%s=", set[i].name);
		url_encode(&query, set[i].value);
	}
	json_add_text(f, "view", list_view_word[in->view]);
	json_add_text(f, "query", query.p);
	json_add_bool(f, "any", any);
	add_sources(in->source, f);
}

void order_web_list(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct list_input in = { .from = INSTANT_NONE, .to = INSTANT_NONE };
	struct work w = work_of(req);
	cJSON *view = json_object();
	struct order_rows rows;
	struct sought s = { 0 };

	if (!fields_read_query(req, list_fields, list_fields_n, &in, req->app->settings.currency,
			       &errors)) {
		respond_refusal(req, res, 400, errors.v[0].code,
				respond_error_text(req, &errors.v[0]));
		return;
	}
	if (in.q)
		seek(&w, in.q, &s);
	rows = find(&w, &in, &s);
	/* one that the filters leave out is not there: no face goes past them */
	if (s.one && !req->wants_json && rows.n > 0) {
		respond_redirect(req, res,
				 arena_printf(req->arena, "/desk/orders/%s", rows.v[0].number));
		return;
	}
	add_views(&w, (enum list_view)in.view, view);
	add_filters(&w, &in, view);
	rows = add_pager(rows, &in, view);
	add_rows(&w, rows, view);
	json_add_bool(view, "may_place", may(req, PERM_ORDERS_PLACE));
	json_add_bool(view, "may_see_customers", may(req, PERM_CUSTOMERS_READ));
	respond_view(req, res, "order/desk_list", view);
}

cJSON *order_links_for_contacts(struct work *w, const uint64_t *contact_ids, size_t n)
{
	struct order_page p = { .below = INT64_MAX, .limit = 10 };
	struct order_rows rows = order_store_list_keys(w, p, ORDER_BY_CONTACT, contact_ids,
						       n > KEYS_MAX ? KEYS_MAX : n);
	cJSON *list = json_array();

	for (size_t i = 0; i < rows.n; i++) {
		cJSON *one;

		if (!order_was_told(&rows.v[i]))
			continue;
		one = json_append_object(list);
		json_add_text(one, "number", rows.v[i].number);
		json_add_text(one, "badge", order_badge_word[rows.v[i].badge]);
		json_add_instant(one, "placed_at", rows.v[i].placed_at);
		json_add_money(one, "to_pay", rows.v[i].live_amount - rows.v[i].credited_amount,
			       rows.v[i].currency);
		json_add_text(one, "link", order_link_url(w, &rows.v[i]));
	}
	return list;
}

cJSON *order_list_for_customer(struct work *w, uint64_t customer_id, bool open_only, int limit)
{
	struct order_page p = { .below = INT64_MAX,
				.limit = (size_t)(limit > ORDER_PAGE ? ORDER_PAGE : limit) };
	struct order_rows rows = order_store_list_own(w, p, customer_id);
	cJSON *list = json_array();

	order_store_read_lines_of(w, rows);
	for (size_t i = 0; i < rows.n; i++)
		if (!open_only || (instant_is_none(rows.v[i].delivered_at) &&
				   instant_is_none(rows.v[i].closed_at)))
			cJSON_AddItemToArray(list, row_view(w, &rows.v[i], NULL));
	return list;
}
