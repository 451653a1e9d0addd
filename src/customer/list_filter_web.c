/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filters of the desk's list of customers as they stand: for the form, the chips and the links.
 */
#include "customer/list_web.h"

#include "base/json.h"
#include "customer/web.h"
#include "guard.h"
#include "listing/listing.h"
#include "member/member.h"
#include "respond.h"

static const struct listing_part parts[] = {
	{ "view", NULL },           { "q", NULL },
	{ "language", "language" }, { "consent", "consent" },
	{ "tag", "text" },          { "orders_from", "text" },
	{ "orders_to", "text" },    { "spent_from", "text" },
	{ "spent_to", "text" },     { "last_from", "day" },
	{ "last_to", "day" },       { "since_from", "day" },
	{ "since_to", "day" },      { "open", "has" },
	{ "guest", "has" },         { "wish", "wish" },
	{ "birth_month", "month" }, { "gender", "gender" },
	{ "income", "income" },     { "tier", "text" },
	{ "sort", NULL },
};
static const struct listing_kind kinds[] = {
	{ "day", NULL, 0 },
	{ "text", NULL, 0 },
	{ "language", lang_tag, LANG__MAX },
	{ "consent", customer_consent_word, LIST_CONSENTS },
	{ "has", customer_has_word, 2 },
	{ "wish", customer_wish_word, WISH_WORDS },
	{ "month", customer_month_word, MONTH_WORDS },
	{ "gender", gender_word, GENDERS },
	{ "income", income_word, INCOMES },
};
static bool takes(const struct request *req)
{
	struct field_errors errors = { .arena = req->arena };
	struct customer_query q;

	return customer_query_read(req, may(req, PERM_PERSONAL_DATA), &q, &errors);
}

const struct listing customer_listing = { .id = LISTING_CUSTOMERS,
					  .page = "/desk/customers",
					  .views = "/desk/customer-views",
					  .takes = takes,
					  .parts = parts,
					  .n_parts = sizeof parts / sizeof *parts,
					  .kinds = kinds,
					  .n_kinds = sizeof kinds / sizeof *kinds,
					  .whole = "view=all" };

const char *customer_list_link(const struct request *req, const char *bound,
			       struct customer_place place)
{
	if (!place.id)
		return NULL;
	return arena_printf(req->arena, "%s?%s&%s=%llu&at=%lld",
			    url_path(req->arena, req->app->config->base_path, "%s", req->path),
			    listing_query(req, &customer_listing, NULL), bound,
			    (unsigned long long)place.id, (long long)place.at);
}

static void add_views(const struct request *req, const struct customer_query *q, cJSON *view)
{
	cJSON *list = json_add_array(view, "views");
	const struct settings *s = &req->app->settings;

	for (int i = 0; i < CUSTOMER_VIEW__MAX; i++) {
		cJSON *one;

		if ((i == VIEW_VALUED && s->value_over <= 0) ||
		    (i == VIEW_FREQUENT && s->frequent_orders <= 0 && s->frequent_more_orders <= 0))
			continue;
		one = json_append_object(list);
		json_add_text(one, "view", customer_view_word[i]);
		json_add_bool(one, "current", i == q->view && !q->saved);
	}
}

/* A link for each sort there is. */
static void add_sorts(const struct request *req, const struct customer_query *q, cJSON *filters)
{
	enum customer_sort now = customer_query_sort(q);
	cJSON *sorts = json_add_object(filters, "sorts");

	json_add_text(filters, "sort", customer_sort_word[now]);
	for (int i = 0; i < CUSTOMER_SORT__MAX; i++) {
		cJSON *one = json_add_object(sorts, customer_sort_word[i]);

		json_add_bool(one, "is_now", i == (int)now);
		json_add_text(one, "query",
			      i == (int)now
				      ? NULL
				      : arena_printf(req->arena, "%s&sort=%s",
						     listing_query(req, &customer_listing, "sort"),
						     customer_sort_word[i]));
	}
}

static const struct {
	const char *name, *list;
	const char *const *words;
	int n;
} choices[] = {
	{ "consent", "consents", customer_consent_word, LIST_CONSENTS },
	{ "wish", "wishes", customer_wish_word, WISH_WORDS },
	{ "birth_month", "months", customer_month_word, MONTH_WORDS },
	{ "gender", "genders", gender_word, GENDERS },
	{ "income", "incomes", income_word, INCOMES },
	{ "language", "languages", lang_tag, LANG__MAX },
};

void customer_list_add_filters(struct request *req, const struct customer_query *q,
			       const struct field_errors *errors, cJSON *view)
{
	cJSON *f = json_add_object(view, "filters"), *chips = listing_chips(req, &customer_listing);
	const char *sort = customer_sort_word[customer_query_sort(q)];
	struct request asked = *req;

	asked.form = req->query;
	json_add(f, "chips", chips);
	json_add_text(f, "view", customer_view_word[q->view]);
	json_add_text(f, "q", q->q);
	json_add_text(f, "to_save", listing_query(req, &customer_listing, NULL));
	json_add_bool(f, "any", cJSON_GetArraySize(chips) > 0 || q->q);
	json_add_text(f, "chosen_sort", listing_asks(req, "sort", sort) ? sort : NULL);
	json_add_bool(f, "may_ask_told", may(req, PERM_PERSONAL_DATA));
	for (size_t i = 0; i < sizeof choices / sizeof *choices; i++)
		listing_add_choices(req, choices[i].name, choices[i].words, choices[i].n,
				    json_add_array(f, choices[i].list));
	add_sorts(req, q, f);
	json_add_bool(view, "is_all", q->view == VIEW_ALL);
	add_views(req, q, view);
	json_add(view, "form",
		 respond_form(req, customer_query_fields, CUSTOMER_QUERY_FIELDS,
			      fields_typed(&asked, customer_query_fields, CUSTOMER_QUERY_FIELDS),
			      errors));
}

void customer_list_add_tags(const struct request *req, struct work *w, cJSON *view)
{
	cJSON *list = json_add_array(view, "tags");
	size_t n;
	const struct tag *tags = tag_store_used(w, &n);

	for (size_t i = 0; i < n; i++) {
		cJSON *one = json_append_object(list);

		json_add_text(one, "name", tags[i].name);
		json_add_int(one, "n_customers", tags[i].n_customers);
		json_add_bool(one, "chosen", listing_asks(req, "tag", tags[i].name));
	}
	json_add_bool(view, "has_tags", n > 0);
}

void customer_list_add_tiers(const struct request *req, struct work *w, cJSON *view)
{
	cJSON *list = json_add_array(view, "tiers");
	size_t n;
	const struct tier *tiers = tier_list(w, &n);

	for (size_t i = 0; i < n; i++) {
		cJSON *one = json_append_object(list), *name = json_add_object(one, "name");

		for (int l = 0; l < LANG__MAX; l++)
			json_add_text(name, lang_tag[l], tiers[i].name[l]);
		json_add_text(one, "value", tiers[i].name[LANG_EN]);
		json_add_bool(one, "chosen",
			      listing_asks(req, "tier", tiers[i].name[LANG_EN]) ||
				      listing_asks(req, "tier", tiers[i].name[LANG_ZH]));
	}
	json_add_bool(view, "has_tiers", n > 0);
}

/* ---- saved views ---- */

void customer_web_saved_new(struct request *req, struct response *res)
{
	listing_web_saved_new(req, res, &customer_listing);
}

void customer_web_saved_add(struct request *req, struct response *res)
{
	listing_web_saved_add(req, res, &customer_listing);
}

void customer_web_saved_show(struct request *req, struct response *res)
{
	listing_web_saved_show(req, res, &customer_listing);
}

void customer_web_saved_change(struct request *req, struct response *res)
{
	listing_web_saved_change(req, res, &customer_listing);
}

void customer_web_saved_remove(struct request *req, struct response *res)
{
	listing_web_saved_remove(req, res, &customer_listing);
}
