/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which variants of a product a picture may show: the values of its options, and its SKUs. */
#include <string.h>
#include "base/json.h"
#include "catalog/catalog.h"
#include "picture/inside.h"

static bool has_value(const struct product_options *o, uint64_t id)
{
	for (size_t i = 0; i < o->n; i++)
		for (size_t k = 0; k < o->v[i].n; k++)
			if (o->v[i].values[k].id == id)
				return true;
	return false;
}

static uint64_t sku_of(const struct product_variants *all, const char *code)
{
	for (size_t i = 0; i < all->n_skus; i++)
		if (!strcmp(all->skus[i].sku.code, code))
			return all->skus[i].sku.id;
	return 0;
}

bool picture_read_of(struct work *w, uint64_t product_id, const char *text, struct picture_of *out)
{
	struct product_variants all;

	*out = (struct picture_of){ 0 };
	if (!text || !*text)
		return true;
	if (!picture_split_of(text, &out->value_id, &out->sku_code))
		return false;
	catalog_variants(w, product_id, &all);
	if (!out->sku_code)
		return has_value(&all.options, out->value_id);
	out->sku_id = sku_of(&all, out->sku_code);
	return out->sku_id != 0;
}

static void add(struct work *w, cJSON *list, const struct picture_of *of, const char *chosen)
{
	cJSON *one = json_append_object(list), *name;
	const char *word = picture_of_word(w->arena, of);

	json_add_text(one, "word", word);
	name = json_add_object(one, "name");
	json_add_text(name, lang_tag[LANG_EN], of->name_en);
	json_add_text(name, lang_tag[LANG_ZH], of->name_zh);
	json_add_bool(one, "is_chosen", chosen && !strcmp(chosen, word));
}

static const char *sku_name(struct work *w, const char *code, const char *variant)
{
	return *variant ? arena_printf(w->arena, "%s · %s", code, variant) : code;
}

void picture_add_variants(struct work *w, uint64_t product_id, const char *chosen, cJSON *view)
{
	cJSON *list = json_add_array(view, "variants");
	struct product_variants all;

	catalog_variants(w, product_id, &all);
	for (size_t i = 0; i < all.options.n; i++) {
		const struct product_option *o = &all.options.v[i];

		for (size_t k = 0; k < o->n; k++)
			add(w, list,
			    &(struct picture_of){
				    .value_id = o->values[k].id,
				    .name_en = arena_printf(w->arena, "%s: %s", o->name_en,
							    o->values[k].name_en),
				    .name_zh = arena_printf(w->arena, "%s：%s", o->name_zh,
							    o->values[k].name_zh) },
			    chosen);
	}
	for (size_t i = 0; all.n_skus > 1 && i < all.n_skus; i++) {
		const struct sku *s = &all.skus[i].sku;

		add(w, list,
		    &(struct picture_of){ .sku_id = s->id,
					  .sku_code = s->code,
					  .name_en = sku_name(w, s->code, s->variant_en),
					  .name_zh = sku_name(w, s->code, s->variant_zh) },
		    chosen);
	}
	json_add_bool(view, "has_variants", list->child != NULL);
}
