/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filters of the desk's list as they stand: for the form, the chips, the links and saved views.
 */
#include <string.h>
#include "base/json.h"
#include "listing/listing.h"
#include "order/count.h"
#include "order/desk_list_input.h"
#include "order/priority.h"
#include "order/web.h"
#include "respond.h"

static const struct listing_part parts[] = {
	{ "view", NULL },           { "q", NULL },
	{ "from", "day" },          { "to", "day" },
	{ "source", "source" },     { "status", "badge" },
	{ "payment", "money" },     { "priority", "priority" },
	{ "promised_from", "day" }, { "promised_to", "day" },
	{ "amount_from", "text" },  { "amount_to", "text" },
	{ "sku", "text" },          { "place", "text" },
	{ "tag", "text" },          { "note", "has" },
	{ "hold", "has" },          { "waiting", "has" },
	{ "column", NULL },         { "sort", NULL },
	{ "group", NULL },
};
static const struct listing_kind kinds[] = {
	{ "day", NULL, 0 },
	{ "source", NULL, 0 },
	{ "text", NULL, 0 },
	{ "badge", order_badge_word, ORDER_BADGE__MAX },
	{ "money", order_money_word, ORDER_MONEY__MAX },
	{ "priority", order_priority_word, ORDER_PRIORITY__MAX },
	{ "has", list_has_word, 2 },
};
static bool takes(const struct request *req)
{
	struct field_errors errors = { .arena = req->arena };
	struct list_input in;

	return list_read(req, &in, &errors);
}

const struct listing order_listing = { .id = LISTING_ORDERS,
				       .page = "/desk/orders",
				       .views = "/desk/order-views",
				       .takes = takes,
				       .parts = parts,
				       .n_parts = sizeof parts / sizeof *parts,
				       .kinds = kinds,
				       .n_kinds = sizeof kinds / sizeof *kinds,
				       .whole = "view=all" };

const char *list_query(const struct request *req)
{
	return listing_query(req, &order_listing, NULL);
}

/* What a source may be chosen from; those that only the address names stay to be seen. */
static void add_sources(const struct request *req, cJSON *list)
{
	static const char *const known[] = { "desk",  "web", "wechat",
					     "tmall", "api", "online-retail" };
	enum { KNOWN = sizeof known / sizeof *known };

	listing_add_choices(req, "source", known, KNOWN, list);
	for (size_t i = 0; i < req->query.n; i++) {
		const struct param *p = &req->query.v[i];
		bool seen = strcmp(p->name, "source") != 0 || !p->value[strspn(p->value, " ")];
		for (size_t k = 0; k < KNOWN; k++)
			seen = seen || !strcmp(p->value, known[k]);
		if (!seen)
			listing_add_choice(req, "source", p->value, list);
	}
}

static void add_choices(const struct request *req, cJSON *filters)
{
	listing_add_choices(req, "status", order_badge_word, ORDER_BADGE__MAX,
			    json_add_array(filters, "statuses"));
	listing_add_choices(req, "payment", order_money_word, ORDER_MONEY__MAX,
			    json_add_array(filters, "payments"));
	listing_add_choices(req, "priority", order_priority_word, ORDER_PRIORITY__MAX,
			    json_add_array(filters, "priorities"));
	add_sources(req, json_add_array(filters, "sources"));
	listing_add_choices(req, "column", list_column_word, LIST_COLUMN__MAX,
			    json_add_array(filters, "columns"));
}

/* A link for each sort there is; a search, and all orders, have one. */
static void add_sorts(struct request *req, const struct list_input *in, cJSON *filters)
{
	enum list_sort now = list_sort_of(in);
	bool may_choose = !in->q && (in->view != VIEW_ALL || in->statuses.n > 0);
	cJSON *sorts = json_add_object(filters, "sorts");

	json_add_text(filters, "sort", list_sort_word[now]);
	for (int i = 0; i < LIST_SORT__MAX; i++) {
		cJSON *one = json_add_object(sorts, list_sort_word[i]);
		json_add_bool(one, "is_now", i == (int)now);
		json_add_text(one, "query",
			      may_choose && i != (int)now
				      ? arena_printf(req->arena, "%s&sort=%s",
						     listing_query(req, &order_listing, "sort"),
						     list_sort_word[i])
				      : NULL);
	}
}

void list_add_filters(struct request *req, const struct list_input *in, const cJSON *typed,
		      const struct field_errors *errors, cJSON *view)
{
	cJSON *f = json_add_object(view, "filters"), *chips = listing_chips(req, &order_listing);
	const char *sort = list_sort_word[list_sort_of(in)];

	json_add(f, "chips", chips);
	json_add_text(f, "view", list_view_word[in->view]);
	json_add_text(f, "q", in->q);
	json_add_text(f, "query", list_query(req));
	json_add_text(f, "to_save", list_query(req));
	json_add_bool(f, "has_chips", cJSON_GetArraySize(chips) > 0);
	json_add_bool(f, "any", cJSON_GetArraySize(chips) > 0 || in->q);
	json_add_text(f, "chosen_sort", listing_asks(req, "sort", sort) ? sort : NULL);
	json_add_text(f, "ungrouped",
		      in->group >= 0 ? listing_query(req, &order_listing, "group") : NULL);
	json_add_text(f, "grouped",
		      in->group < 0 ? arena_printf(req->arena, "%s&group=customer", list_query(req))
				    : NULL);
	add_choices(req, f);
	add_sorts(req, in, f);
	json_add(view, "form", respond_form(req, list_fields, LIST_FIELDS, typed, errors));
}

/* Counted again when an order came, left or was promised another day, and when the day is another.
 */
static int64_t count_today(struct work *w, const struct list_badges *b, uint64_t changes)
{
	struct instant before = list_leaves_today(w);
	struct app_today *known = &w->app->today;

	if (!known->is || known->changes != changes || known->before.us != before.us)
		*known = (struct app_today){ .is = true,
					     .changes = changes,
					     .before = before,
					     .n = order_store_count_due(w, b->v, b->n, before) };
	return known->n;
}

/* By when what leaves today is with the carrier, and what comes next when all of it has left. */
static void add_today(struct work *w, const struct list_input *in, int64_t n, cJSON *view)
{
	const struct list_badges *b = &list_view_badges[VIEW_TODAY];
	struct instant by = list_cutoff(w);
	bool is_over = w->now.us >= by.us;
	struct instant next = is_over || n == 0 ? instant_add(by, INSTANT_DAY) : by;
	bool asks_next = in->view == VIEW_TODAY && n == 0;

	json_add_int(view, "n_today", n);
	json_add_bool(view, "has_today", n > 0);
	json_add_instant(view, "cutoff_at", by);
	json_add_bool(view, "is_past_cutoff", is_over);
	json_add_instant(view, "next_cutoff_at", next);
	json_add_bool(view, "says_next", asks_next && !in->q && in->statuses.n == 0);
	json_add_int(view, "n_next",
		     asks_next
			     ? order_store_count_due(w, b->v, b->n,
						     instant_add(list_leaves_today(w), INSTANT_DAY))
			     : 0);
}

void list_add_views(struct work *w, const struct list_input *in, cJSON *view)
{
	struct order_counts counts = order_counts(w);
	cJSON *list = json_add_array(view, "views");

	for (int i = 0; i < LIST_VIEW__MAX; i++) {
		const struct list_badges *b = &list_view_badges[i];
		cJSON *one = json_append_object(list);
		int64_t n = 0;

		for (size_t k = 0; k < b->n; k++)
			n += counts.of[b->v[k]];
		if (i == VIEW_TODAY) {
			n = count_today(w, b, counts.changes);
			add_today(w, in, n, view);
		}
		json_add_text(one, "view", list_view_word[i]);
		json_add_int(one, "count", n);
		json_add_bool(one, "has_count", i != VIEW_ALL);
		json_add_bool(one, "is_hot", i == VIEW_PROBLEM && n > 0);
		json_add_bool(one, "current", i == in->view && !in->saved);
	}
}

/* ---- saved views ---- */

void order_web_saved_new(struct request *req, struct response *res)
{
	listing_web_saved_new(req, res, &order_listing);
}

void order_web_saved_add(struct request *req, struct response *res)
{
	listing_web_saved_add(req, res, &order_listing);
}

void order_web_saved_show(struct request *req, struct response *res)
{
	listing_web_saved_show(req, res, &order_listing);
}

void order_web_saved_change(struct request *req, struct response *res)
{
	listing_web_saved_change(req, res, &order_listing);
}

void order_web_saved_remove(struct request *req, struct response *res)
{
	listing_web_saved_remove(req, res, &order_listing);
}
