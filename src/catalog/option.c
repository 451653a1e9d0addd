/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Giving a product options, and SKUs for what may be chosen. */
#include "catalog/option.h"

#include <string.h>
#include "base/fail.h"
#include "base/json.h"
#include "picture/picture.h"

enum { CODES_TRIED = 9 };

struct setting_options {
	uint64_t id;
	int version;
	struct product_options *wanted;
	bool make;
	struct options_answer *out;
	struct product product;
	struct product_options now;
	struct sku_row *skus;
	size_t n_skus;
	cJSON *changes;
};

static const struct option_value *find_value(const struct product_option *p, uint64_t id)
{
	for (size_t i = 0; i < p->n; i++)
		if (id && p->values[i].id == id)
			return &p->values[i];
	return NULL;
}

/* All its values among the wanted ones, in out; false: it is no combination of them. */
static bool values_of(const struct product_options *o, const struct sku_row *row,
		      const struct option_value *out[OPTIONS_MAX])
{
	for (size_t i = 0; i < o->n; i++) {
		out[i] = find_value(&o->v[i], row->value[i]);
		if (!out[i])
			return false;
	}
	return o->n > 0;
}

static bool has_values(const struct sku_row *row)
{
	return row->value[0] != 0;
}

/* A SKU of values that are left out; NULL: none. Without options they keep their words alone. An
 * option that is new has no SKUs yet. */
static const char *left_out(const struct setting_options *s)
{
	for (size_t i = 0; s->wanted->n > 0 && i < s->n_skus; i++) {
		const struct sku_row *row = &s->skus[i];

		for (size_t k = 0; k < OPTIONS_MAX; k++)
			if (row->value[k] &&
			    (k >= s->wanted->n || !find_value(&s->wanted->v[k], row->value[k])))
				return row->sku.code;
	}
	return NULL;
}

static bool is_of(const struct sku_row *row, const struct product_options *o,
		  const struct option_value *const values[OPTIONS_MAX])
{
	for (size_t i = 0; i < o->n; i++)
		if (row->value[i] != values[i]->id)
			return false;
	return true;
}

static struct sku_row *find_sku(const struct setting_options *s,
				const struct option_value *const values[OPTIONS_MAX])
{
	for (size_t i = 0; i < s->n_skus; i++)
		if (is_of(&s->skus[i], s->wanted, values))
			return &s->skus[i];
	return NULL;
}

/* Gives it the values, and says so where its words change. */
static void give(struct work *w, struct setting_options *s, struct sku_row *row,
		 const struct option_value *const values[OPTIONS_MAX])
{
	const char *en = option_words(w->arena, s->wanted, values, false);
	const char *zh = option_words(w->arena, s->wanted, values, true);

	for (size_t i = 0; i < s->wanted->n; i++)
		row->value[i] = values[i]->id;
	catalog_note(s->changes, row->sku.code, "variant_en", row->sku.variant_en, en);
	catalog_note(s->changes, row->sku.code, "variant_zh", row->sku.variant_zh, zh);
	option_store_give(w, row->sku.id, row->value, en, zh);
}

/* SKUs that were of values keep to them; of the others, those whose words are a combination's. */
static void keep_skus(struct work *w, struct setting_options *s)
{
	const struct option_value *values[OPTIONS_MAX];
	static const uint64_t none[OPTIONS_MAX];

	for (size_t i = 0; i < s->n_skus; i++) {
		struct sku_row *row = &s->skus[i];

		if (s->wanted->n == 0 && has_values(row))
			option_store_give(w, row->sku.id, none, row->sku.variant_en,
					  row->sku.variant_zh);
		else if (values_of(s->wanted, row, values))
			give(w, s, row, values);
	}
	for (size_t k = 0; k < option_combinations(s->wanted); k++) {
		option_combination(s->wanted, k, values);
		for (size_t i = 0; i < s->n_skus && !find_sku(s, values); i++) {
			struct sku_row *row = &s->skus[i];

			if (!has_values(row) && *row->sku.variant_en &&
			    !strcmp(row->sku.variant_en,
				    option_words(w->arena, s->wanted, values, false)))
				give(w, s, row, values);
		}
	}
}

static void make_sku(struct work *w, struct setting_options *s,
		     const struct option_value *const values[OPTIONS_MAX])
{
	const struct sku_row *like = s->n_skus > 0 ? &s->skus[0] : NULL;
	struct sku_draft d = {
		.variant_en = option_words(w->arena, s->wanted, values, false),
		.variant_zh = option_words(w->arena, s->wanted, values, true),
		.unit_milli = like ? like->sku.unit_milli : 0,
		.member_milli = like ? like->sku.member_milli : 0,
		.tax_bp = like ? like->own_tax_bp : 0,
		.weight_g = like ? like->sku.weight_g : 0,
		.pack_size = like ? like->sku.pack_size : 1,
		.currency = like ? like->sku.currency : NULL,
		.withdrawn = s->product.state == PRODUCT_ON_SALE,
	};
	for (size_t i = 0; i < s->wanted->n; i++)
		d.value[i] = values[i]->id;
	for (int again = 1; again <= CODES_TRIED; again++) {
		d.code = option_code(w->arena, s->product.code, s->wanted, values, again);
		if (!sku_store_insert(w, s->id, &d))
			continue;
		catalog_note_sku(s->changes, NULL, &d, w->app->settings.currency);
		s->out->n_made++;
		return;
	}
}

static size_t missing(const struct setting_options *s)
{
	const struct option_value *values[OPTIONS_MAX];
	size_t n = 0;

	for (size_t k = 0; k < option_combinations(s->wanted); k++) {
		option_combination(s->wanted, k, values);
		n += find_sku(s, values) == NULL;
	}
	return n;
}

static void make_missing(struct work *w, struct setting_options *s)
{
	const struct option_value *values[OPTIONS_MAX];

	for (size_t k = 0; k < option_combinations(s->wanted); k++) {
		option_combination(s->wanted, k, values);
		if (!find_sku(s, values))
			make_sku(w, s, values);
	}
}

static int set(struct work *w, void *arg)
{
	struct setting_options *s = arg;
	struct product_options *wanted = s->wanted;

	*s->out = (struct options_answer){ 0 };
	s->changes = json_array();
	if (!product_store_lock(w, s->id, &s->product))
		return OPTIONS_NOT_FOUND;
	if (s->product.version != s->version)
		return OPTIONS_STALE;
	option_store_read(w, s->id, &s->now);
	s->skus = sku_store_of_product(w, s->id, &s->n_skus);
	for (size_t i = 0; i < wanted->n; i++) {
		for (size_t k = 0; k < wanted->v[i].n; k++)
			wanted->v[i].values[k].id = 0;
		if (i < s->now.n)
			option_match(&s->now.v[i], &wanted->v[i]);
	}
	s->out->sku = left_out(s);
	if (s->out->sku)
		return OPTIONS_USED;
	catalog_note(s->changes, NULL, "options_en", option_text(w->arena, &s->now, false),
		     option_text(w->arena, wanted, false));
	catalog_note(s->changes, NULL, "options_zh", option_text(w->arena, &s->now, true),
		     option_text(w->arena, wanted, true));
	option_store_put(w, s->id, wanted);
	keep_skus(w, s);
	if (s->make && s->n_skus + missing(s) > VARIANTS_MAX)
		return OPTIONS_TOO_MANY;
	if (s->make)
		make_missing(w, s);
	if (cJSON_GetArraySize(s->changes) == 0)
		return OPTIONS_OK;
	option_store_rise(w, s->id);
	picture_follow_variants(w, s->id);
	catalog_write_down(w, s->id, false, s->product.version + 1, s->changes);
	return OPTIONS_OK;
}

enum options_refusal catalog_set_options(struct work *w, uint64_t id, int version,
					 struct product_options *wanted, bool make,
					 struct options_answer *out)
{
	struct setting_options s = {
		.id = id, .version = version, .wanted = wanted, .make = make, .out = out
	};

	return (enum options_refusal)work_transaction(w, set, &s);
}

void catalog_variants(struct work *w, uint64_t product_id, struct product_variants *out)
{
	option_store_read(w, product_id, &out->options);
	out->skus = sku_store_of_product(w, product_id, &out->n_skus);
}

cJSON *option_view(const struct product_options *o)
{
	cJSON *list = json_array();

	for (size_t i = 0; i < o->n; i++) {
		const struct product_option *p = &o->v[i];
		cJSON *v = json_append_object(list), *values;

		catalog_add_both(v, "name", p->name_en, p->name_zh);
		values = json_add_array(v, "values");
		for (size_t k = 0; k < p->n; k++) {
			cJSON *one = json_append_object(values);

			json_add_id(one, "id", p->values[k].id);
			catalog_add_both(one, "name", p->values[k].name_en, p->values[k].name_zh);
		}
	}
	return list;
}
