/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public page of an item: what it is, what it costs, and what those who bought it say. */
#include <stdio.h>
#include <string.h>
#include "base/ident.h"
#include "base/json.h"
#include "base/money.h"
#include "base/text.h"
#include "catalog/catalog.h"
#include "feedback/product.h"
#include "feedback/web.h"
#include "guard.h"
#include "respond.h"
#include "stock/stock.h"

enum { PAGE = 20 };

static void add_both(cJSON *t, const char *member, const char *en, const char *zh)
{
	cJSON *name = json_add_object(t, member);

	json_add_text(name, lang_tag[LANG_EN], en);
	json_add_text(name, lang_tag[LANG_ZH], zh);
}

/* "in_stock", "low", "later" or "out": never how many. */
static const char *stock_word(const struct sku *k, const struct stock *s)
{
	int free_units = s->on_hand - s->reserved;

	if (k->made_to_order)
		return "made";
	if (!s->stocked || free_units > 5)
		return "in_stock";
	if (free_units > 0)
		return "low";
	return s->may_backorder ? "later" : "out";
}

static void add_item(struct work *w, const struct sku *k, cJSON *view)
{
	cJSON *t = json_add_object(view, "item");
	struct stock s;
	struct product p;
	char price[40];

	stock_get_many(w, &k->id, 1, &s);
	money_decimal_unit(k->unit_milli, k->currency, price, sizeof price);
	json_add_text(t, "sku", k->code);
	add_both(t, "name", k->name_en, k->name_zh);
	json_add_text(t, "picture", k->picture);
	json_add_text(t, "price", price);
	json_add_text(t, "currency", k->currency);
	/* a unit price may be of less than a minor unit */
	if (k->unit_milli % 1000 == 0)
		json_add_money(t, "amount", k->unit_milli / 1000, k->currency);
	else
		json_add_null(t, "amount");
	json_add_bool(t, "is_sold", k->state == PRODUCT_ON_SALE);
	json_add_text(t, "stock", k->state == PRODUCT_ON_SALE ? stock_word(k, &s) : NULL);
	if (catalog_get(w, k->product_id, &p) && p.description_en && *p.description_en)
		add_both(t, "description", p.description_en, p.description_zh);
	else
		json_add_null(t, "description");
}

static void add_score(struct arena *a, const struct review_counts *c, int chosen, cJSON *view)
{
	cJSON *t = score_view(a, c), *bars = json_add_array(t, "bars");

	json_add(view, "score", t);
	for (int i = REVIEW_STARS; i > 0; i--) {
		cJSON *one = json_append_object(bars);

		json_add_int(one, "stars", i);
		json_add_int(one, "n", c->of[i]);
		json_add_int(one, "width", c->all ? c->of[i] * 100 / c->all : 0);
		json_add_bool(one, "current", i == chosen);
	}
}

static bool is_customer(const struct request *req)
{
	return req->session && req->session->kind == SESSION_CUSTOMER;
}

/* Who may say that a review helped: who is signed in, and who came by the link of an order. */
static void add_voter(struct request *req, cJSON *view)
{
	const char *order = params_get(&req->query, "order"), *k = params_get(&req->query, "k");
	char number[IDENT_NUMBER_SIZE];
	bool by_link = order && k && ident_number_fold('R', order, number);

	json_add_text(view, "vote_at",
		      is_customer(req) ? "/me/helpful"
		      : by_link        ? arena_printf(req->arena, "/o/%s/helpful", number)
				       : NULL);
	json_add_text(view, "order", by_link ? arena_strdup(req->arena, number) : NULL);
	json_add_text(view, "key", by_link ? k : NULL);
}

static void add_reviews(struct request *req, struct work *w, uint64_t sku_id, int stars,
			uint64_t below, cJSON *view)
{
	cJSON *list = json_add_array(view, "reviews");
	size_t n;
	const struct review *all = review_store_shown(w, sku_id, stars, below, PAGE + 1, &n);

	for (size_t i = 0; i < n && i < PAGE; i++) {
		cJSON *one = shown_view(w->arena, &all[i]);

		json_add_bool(one, "is_own",
			      is_customer(req) && req->session->actor.id == all[i].customer_id);
		cJSON_AddItemToArray(list, one);
	}
	json_add_bool(view, "has_reviews", n > 0);
	json_add_id(view, "next", n > PAGE ? all[PAGE - 1].id : 0);
}

void feedback_web_product(struct request *req, struct response *res)
{
	const char *after = params_get(&req->query, "after"),
		   *typed = params_get(&req->query, "stars"), *code = req->path_param[0];
	struct work w = work_of(req);
	struct review_counts counts;
	uint64_t below = INT64_MAX;
	struct sku *found[1];
	int64_t stars = 0;
	cJSON *view;

	catalog_find_skus(&w, &code, 1, found);
	if (!found[0] || found[0]->state == PRODUCT_DRAFT) {
		respond_not_found(req, res);
		return;
	}
	if (after && !ident_parse(after, &below))
		below = INT64_MAX;
	if (typed && !text_to_i64(typed, 1, REVIEW_STARS, &stars))
		stars = 0;
	view = json_object();
	add_item(&w, found[0], view);
	review_store_counts(&w, found[0]->id, &counts);
	add_score(req->arena, &counts, (int)stars, view);
	add_reviews(req, &w, found[0]->id, (int)stars, below, view);
	add_voter(req, view);
	json_add_bool(view, "is_filtered", stars > 0);
	json_add_int(view, "stars", stars);
	respond_view(req, res, "feedback/product", view);
}

void feedback_web_handling(struct request *req, struct response *res)
{
	cJSON *view = json_object();

	json_add_bool(view, "looks_first", req->app->settings.review_first);
	respond_view(req, res, "feedback/handling", view);
}
