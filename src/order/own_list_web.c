/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All of a customer's orders in one place: what is on its way, tabs, search, cards. */
#include <string.h>
#include "base/json.h"
#include "base/text.h"
#include "order/document.h"
#include "order/input.h"
#include "order/own_entry_web.h"
#include "order/store.h"
#include "order/web.h"
#include "respond.h"

enum { OWN_PAGE = 10, OPEN_MAX = 30, THUMBS = 4, SOON_DAYS = 3, NO_DAY = 1000, YEAR_DAYS = 365 };

static const char *const own_view_word[OWN_VIEW__MAX] = {
	[OWN_ALL] = "all",
	[OWN_TO_PAY] = "to_pay",
	[OWN_TO_SHIP] = "to_ship",
	[OWN_TO_RECEIVE] = "to_receive",
};

static void add_tabs(cJSON *view, const struct own_counts *counts, enum own_view current)
{
	cJSON *tabs = json_add_array(view, "tabs");

	for (int i = 0; i < OWN_VIEW__MAX; i++) {
		cJSON *one = json_append_object(tabs);
		json_add_text(one, "tab", own_view_word[i]);
		json_add_int(one, "count", counts->of[i]);
		json_add_bool(one, "current", i == (int)current);
	}
}

/* What a card shows of a document: the first pictures, and how many more. */
static void add_thumbs(cJSON *document)
{
	cJSON *thumbs = json_add_array(document, "thumbs");
	const cJSON *line;
	int n = 0;

	cJSON_ArrayForEach(line, json_get(document, "lines"))
	{
		cJSON *one;
		if (json_get_bool(line, "is_cancelled") && json_get_int(document, "n_units") > 0)
			continue;
		if (n++ >= THUMBS)
			continue;
		one = json_append_object(thumbs);
		json_add(one, "name", cJSON_Duplicate(json_get(line, "name"), true));
		json_add(one, "picture", cJSON_Duplicate(json_get(line, "picture"), true));
	}
	json_add_int(document, "n_more", n > THUMBS ? n - THUMBS : 0);
	json_add_bool(document, "has_more", n > THUMBS);
}

/* In how many days a window ends; NO_DAY: nothing is known, or it is over. */
static int64_t days_until(const cJSON *window, struct instant now)
{
	struct instant to;
	const char *text = json_get_text(window, "to");
	int64_t days;

	if (!text || !instant_parse(text, &to))
		return NO_DAY;
	days = instant_local_day(to) - instant_local_day(now);
	return days < 0 ? NO_DAY : days;
}

/* Between two places, customs among them. */
static bool is_moving(const char *state)
{
	static const char *const words[] = { "collected", "in_transit", "customs",
					     "out_for_delivery" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(state, words[i]))
			return true;
	return false;
}

struct tiles {
	int64_t today, moving, to_ship, needs_you;
};

static void count_parcels(const cJSON *document, struct instant now, struct tiles *t,
			  cJSON *arriving)
{
	const cJSON *p;

	cJSON_ArrayForEach(p, json_get(document, "parcels"))
	{
		const char *state = json_get_text(p, "state");
		int64_t days = days_until(json_get(p, "arrival"), now);
		if (!state || !strcmp(state, "delivered") || !strcmp(state, "returned"))
			continue;
		t->today += days == 0;
		t->moving += is_moving(state);
		t->needs_you += !strcmp(state, "ready_for_pickup");
		if (days <= SOON_DAYS || !strcmp(state, "ready_for_pickup")) {
			cJSON *one = json_append_object(arriving);
			json_add(one, "number",
				 cJSON_Duplicate(json_get(document, "number"), true));
			json_add(one, "state", cJSON_Duplicate(json_get(p, "state"), true));
			json_add(one, "arrival", cJSON_Duplicate(json_get(p, "arrival"), true));
			json_add(one, "lines", cJSON_Duplicate(json_get(p, "lines"), true));
		}
	}
}

/* At most 30 open orders are looked into. */
static struct order_rows find_moving(struct work *w, uint64_t customer_id)
{
	struct order_page p = {
		.below = INT64_MAX, .limit = OPEN_MAX, .view = OWN_TO_RECEIVE, .is_reader = true
	};

	return order_store_list_own(w, p, customer_id);
}

/* The summary above the list. */
static void add_summary(struct work *w, struct order_rows moving, const struct own_counts *counts,
			cJSON *view)
{
	uint64_t ids[OPEN_MAX];
	cJSON *documents[OPEN_MAX];
	struct tiles t = { .needs_you = counts->awaiting_payment,
			   .to_ship = counts->of[OWN_TO_SHIP] };
	cJSON *tiles, *arriving = json_array();

	for (size_t i = 0; i < moving.n; i++)
		ids[i] = moving.v[i].id;
	order_documents(w, ids, moving.n, documents);
	for (size_t i = 0; i < moving.n; i++)
		if (documents[i])
			count_parcels(documents[i], w->now, &t, arriving);
	tiles = json_add_object(view, "tiles");
	json_add_int(tiles, "today", t.today);
	json_add_int(tiles, "moving", t.moving);
	json_add_int(tiles, "to_ship", t.to_ship);
	json_add_int(tiles, "needs_you", t.needs_you);
	json_add_bool(view, "has_open", t.today + t.moving + t.to_ship + t.needs_you > 0);
	json_add_bool(view, "has_arriving", cJSON_GetArraySize(arriving) > 0);
	json_add(view, "arriving", arriving);
}

static const char *const period_word[] = { "30d", "90d", "year", "older" };

/* The ids between which a period lies: ids rise with the time of placing. The whole list goes a
 * year back: what is older is asked for, or looked for, or is open still and in the tab of that. */
static void apply_period(const char *period, bool is_whole, struct instant now,
			 struct order_page *p)
{
	struct instant year_ago = instant_add(now, -YEAR_DAYS * INSTANT_DAY);
	struct civil c = instant_to_local(now);

	if (!period)
		p->above = is_whole ? ident_floor(year_ago) : 0;
	else if (!strcmp(period, "30d"))
		p->above = ident_floor(instant_add(now, -30 * INSTANT_DAY));
	else if (!strcmp(period, "90d"))
		p->above = ident_floor(instant_add(now, -90 * INSTANT_DAY));
	else if (!strcmp(period, "older") && p->below > ident_floor(year_ago))
		p->below = ident_floor(year_ago);
	else if (!strcmp(period, "year")) {
		c.month = c.day = 1;
		c.hour = c.minute = c.second = c.micro = 0;
		p->above = ident_floor(instant_from_local(&c));
	}
}

struct own_list {
	const char *q, *period;
	struct order_page page;
};

static uint64_t id_of(const struct request *req, const char *name)
{
	const char *text = params_get(&req->query, name);
	uint64_t id = 0;

	return text && ident_parse(text, &id) ? id : 0;
}

static void read_list(const struct request *req, struct own_list *l)
{
	const char *tab = params_get(&req->query, "tab"),
		   *period = params_get(&req->query, "period");
	uint64_t after = id_of(req, "after"), before = id_of(req, "before");

	*l = (struct own_list){
		.page = { .below = INT64_MAX, .limit = OWN_PAGE + 1, .is_reader = true }
	};
	for (int i = 0; tab && i < OWN_VIEW__MAX; i++)
		if (!strcmp(tab, own_view_word[i]))
			l->page.view = (enum own_view)i;
	l->q = params_get(&req->query, "q");
	l->q = l->q ? text_clean(req->arena, l->q, true) : NULL;
	if (l->q && !*l->q)
		l->q = NULL;
	for (size_t i = 0; period && i < sizeof period_word / sizeof *period_word; i++)
		if (!strcmp(period, period_word[i]))
			l->period = period_word[i];
	if (after)
		l->page.below = after;
	apply_period(l->period, !l->q && l->page.view == OWN_ALL, req->now, &l->page);
	if (before) {
		l->page.upwards = true;
		l->page.above = before > l->page.above ? before : l->page.above;
	}
}

/* The orders of a page, and where its neighbours are. */
static struct order_rows find_page(struct work *w, const struct request *req,
				   const struct own_list *l, cJSON *view)
{
	uint64_t customer_id = req->session->actor.id;
	char number[IDENT_NUMBER_SIZE] = "";
	cJSON *pager = json_add_object(view, "pager");
	struct order_rows rows;
	bool more;

	if (l->q && !ident_number_fold('R', l->q, number))
		number[0] = 0;
	rows = l->q ? order_store_search_own(w, l->page, customer_id, number, l->q)
		    : order_store_list_own(w, l->page, customer_id);
	more = rows.n > OWN_PAGE;
	if (more && l->page.upwards)
		rows.v++;
	rows.n = more ? OWN_PAGE : rows.n;
	json_add_id(pager, "next", rows.n && (more || l->page.upwards) ? rows.v[rows.n - 1].id : 0);
	json_add_id(pager, "prev",
		    rows.n && (l->page.upwards ? more : id_of(req, "after") != 0) ? rows.v[0].id
										  : 0);
	return rows;
}

static void add_list(struct work *w, struct order_rows rows, cJSON *view)
{
	uint64_t ids[OWN_PAGE];
	cJSON *documents[OWN_PAGE], *orders = json_add_array(view, "orders");

	for (size_t i = 0; i < rows.n; i++)
		ids[i] = rows.v[i].id;
	order_documents(w, ids, rows.n, documents);
	for (size_t i = 0; i < rows.n; i++) {
		if (!documents[i])
			continue;
		add_thumbs(documents[i]);
		cJSON_AddItemToArray(orders, documents[i]);
	}
	json_add_bool(view, "has_orders", cJSON_GetArraySize(orders) > 0);
}

static void add_periods(cJSON *view, const char *current)
{
	cJSON *list = json_add_array(view, "periods");

	for (size_t i = 0; i < sizeof period_word / sizeof *period_word; i++) {
		cJSON *one = json_append_object(list);
		json_add_text(one, "period", period_word[i]);
		json_add_bool(one, "current", current == period_word[i]);
	}
}

void order_web_own_list(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	cJSON *view = json_object();
	struct own_list l;
	struct order_rows moving, rows;
	struct own_counts counts;

	read_list(req, &l);
	counts =
		order_store_count_own(&w, req->session->actor.id,
				      ident_floor(instant_add(req->now, -YEAR_DAYS * INSTANT_DAY)));
	add_tabs(view, &counts, l.page.view);
	json_add_text(view, "tab", own_view_word[l.page.view]);
	json_add_text(view, "q", l.q);
	json_add_text(view, "period", l.period);
	json_add_bool(view, "is_filtered", l.q || l.period || l.page.view != OWN_ALL);
	json_add_bool(view, "has_older",
		      counts.older > 0 && !l.period && !l.q && l.page.view == OWN_ALL);
	add_periods(view, l.period);
	moving = find_moving(&w, req->session->actor.id);
	rows = find_page(&w, req, &l, view);
	add_summary(&w, moving, &counts, view);
	add_list(&w, rows, view);
	respond_view(req, res, "order/own_list", view);
}
