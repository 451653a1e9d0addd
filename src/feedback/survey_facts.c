/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of somebody and their order when they begin to answer: gathered once, and kept with
 * their answers, so that what they are asked does not change under their hands. */
#include "base/json.h"
#include "base/money.h"
#include "feedback/survey.h"
#include "member/member.h"
#include "shipping/shipping.h"

static void add_order(struct work *w, const struct order *o, struct survey_facts *f)
{
	struct parcel_for_file *parcels;
	struct contact c;
	size_t n;

	f->has_order = true;
	f->channel = o->source;
	f->amount = o->total_amount;
	for (int i = money_exponent(o->currency); i > 0; i--)
		f->amount /= 10;
	for (size_t i = 0; i < o->n_lines && f->n_skus < FACT_MANY; i++)
		if (o->lines[i].sku_code && o->lines[i].ordered > o->lines[i].cancelled)
			f->sku[f->n_skus++] = o->lines[i].sku_code;
	if (contact_get(w, o->contact_id, &c) && c.province && *c.province)
		f->region = c.province;
	parcels = shipping_list_for_file(w, &o->id, 1, &n);
	/* of several, whose came first */
	if (n > 0)
		f->carrier = parcels[0].parcel->carrier;
}

static void add_customer(struct work *w, uint64_t id, struct survey_facts *f)
{
	struct customer c;
	const cJSON *one;
	cJSON *tags;

	if (!customer_get(w, id, &c))
		return;
	f->has_customer = true;
	f->customer_id = id;
	f->orders = c.n_orders;
	if (w->app->settings.tiers > 0)
		f->tier =
			arena_printf(w->arena, "%llu", (unsigned long long)member_tier_now(w, id));
	customer_tags_view(w, &id, 1, &tags);
	cJSON_ArrayForEach(one, tags)
	{
		if (cJSON_IsString(one) && f->n_tags < FACT_MANY)
			f->tag[f->n_tags++] = one->valuestring;
	}
}

void survey_facts_gather(struct work *w, uint64_t customer_id, uint64_t order_id, enum lang lang,
			 struct survey_facts *out)
{
	struct order *o;

	*out = (struct survey_facts){ .lang = lang };
	if (order_id && order_get(w, order_id, &o)) {
		add_order(w, o, out);
		customer_id = o->customer_id;
	}
	if (customer_id)
		add_customer(w, customer_id, out);
}

static void add_list(cJSON *t, const char *name, const char *const *words, size_t n)
{
	cJSON *list = json_add_array(t, name);

	for (size_t i = 0; i < n; i++)
		json_append_text(list, words[i]);
}

char *survey_facts_text(struct arena *a, const struct survey_facts *f)
{
	cJSON *t = json_object();

	add_list(t, "sku", f->sku, f->n_skus);
	add_list(t, "tag", f->tag, f->n_tags);
	json_add_text(t, "carrier", f->carrier);
	json_add_text(t, "channel", f->channel);
	json_add_text(t, "region", f->region);
	json_add_text(t, "tier", f->tier);
	json_add_text(t, "lang", lang_tag[f->lang]);
	if (f->has_order)
		json_add_int(t, "amount", f->amount);
	if (f->has_customer)
		json_add_int(t, "orders", f->orders);
	return json_text(a, t);
}

static size_t read_list(const cJSON *t, const char *name, const char **words)
{
	const cJSON *one;
	size_t n = 0;

	cJSON_ArrayForEach(one, json_get(t, name))
	{
		if (cJSON_IsString(one) && n < FACT_MANY)
			words[n++] = one->valuestring;
	}
	return n;
}

void survey_facts_read(struct arena *a, const char *text, struct survey_facts *out)
{
	const cJSON *t = json_read_own(arena_strdup(a, text));
	const char *lang;

	*out = (struct survey_facts){ .lang = LANG_EN };
	if (!t)
		return;
	out->n_skus = read_list(t, "sku", out->sku);
	out->n_tags = read_list(t, "tag", out->tag);
	out->carrier = json_get_text(t, "carrier");
	out->channel = json_get_text(t, "channel");
	out->region = json_get_text(t, "region");
	out->tier = json_get_text(t, "tier");
	out->has_order = json_get(t, "amount") != NULL;
	out->amount = json_get_int(t, "amount");
	out->has_customer = json_get(t, "orders") != NULL;
	out->orders = json_get_int(t, "orders");
	lang = json_get_text(t, "lang");
	if (lang)
		(void)!lang_from_tag(lang, &out->lang);
}
