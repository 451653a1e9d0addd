/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a change to many makes of one product. */
#include <string.h>
#include "base/money.h"
#include "catalog/bulk.h"

#define WHOLE     10000
#define MILLI_MAX INT64_C(100000000000000)

const char *const product_act_word[PRODUCT_ACT__MAX] = {
	[PRODUCT_ACT_PRICE] = "price", [PRODUCT_ACT_CATEGORY] = "category",
	[PRODUCT_ACT_TAG] = "tag",     [PRODUCT_ACT_UNTAG] = "untag",
	[PRODUCT_ACT_STATE] = "state", [PRODUCT_ACT_TAX] = "tax",
};

bool product_bulk_price(const struct product_bulk *b, int64_t milli, int64_t *out)
{
	int64_t minor;

	if (!b->by_percent) {
		*out = milli + b->add_milli;
	} else if (milli % MONEY_MILLI) {
		if (!money_scale(milli, WHOLE + b->add_bp, WHOLE, out))
			return false;
	} else {
		if (!money_scale(milli / MONEY_MILLI, WHOLE + b->add_bp, WHOLE, &minor))
			return false;
		*out = minor * MONEY_MILLI;
	}
	return *out > 0 && *out <= MILLI_MAX;
}

static struct sku_draft as_it_is(const struct sku_row *row)
{
	return (struct sku_draft){ .code = row->sku.code,
				   .variant_en = row->sku.variant_en,
				   .variant_zh = row->sku.variant_zh,
				   .unit_milli = row->sku.unit_milli,
				   .member_milli = row->sku.member_milli,
				   .tax_bp = row->own_tax_bp,
				   .weight_g = row->sku.weight_g,
				   .pack_size = row->sku.pack_size,
				   .currency = row->sku.currency,
				   .withdrawn = row->withdrawn,
				   .parts = row->parts,
				   .less_bp = row->less_bp };
}

/* By an amount, what members pay stays; by a part of it, it follows. */
static const char *price(const struct product_bulk *b, struct product_draft *d)
{
	if (d->n_skus == 0)
		return "no_sku";
	for (size_t i = 0; i < d->n_skus; i++) {
		struct sku_draft *s = &d->skus[i];

		if (!product_bulk_price(b, s->unit_milli, &s->unit_milli))
			return "no_price";
		if (s->member_milli && b->by_percent &&
		    !product_bulk_price(b, s->member_milli, &s->member_milli))
			return "no_price";
		if (s->member_milli > s->unit_milli)
			return "under_member";
	}
	return NULL;
}

static bool bears(const char *tags, const char *tag)
{
	size_t len = strlen(tag);

	for (const char *p = tags; *p;) {
		size_t n = strcspn(p, ",");

		if (n == len && !strncmp(p, tag, len))
			return true;
		p += n;
		p += strspn(p, ", ");
	}
	return false;
}

/* Those of `tags` that `others` has not. */
static const char *without(struct arena *a, const char *tags, const char *others)
{
	const char *left = "";

	while (*tags) {
		size_t n = strcspn(tags, ",");
		const char *one = arena_strndup(a, tags, n);

		if (!bears(others, one))
			left = arena_printf(a, "%s%s%s", left, *left ? "," : "", one);
		tags += n;
		tags += strspn(tags, ", ");
	}
	return left;
}

static const char *tag(struct arena *a, const struct product_bulk *b, struct product_draft *d)
{
	if (b->act == PRODUCT_ACT_TAG)
		d->tags = catalog_clean_tags(a, arena_printf(a, "%s,%s", d->tags, b->tags));
	else
		d->tags = catalog_clean_tags(a, without(a, d->tags, b->tags));
	return d->tags ? NULL : "tags_full";
}

static bool is_same(const struct product_for_file *p, const struct product_draft *d)
{
	const struct product *now = &p->product;

	for (size_t i = 0; i < d->n_skus; i++)
		if (d->skus[i].unit_milli != p->skus[i].sku.unit_milli)
			return false;
	return d->category_id == now->category_id && !strcmp(d->tags, now->tags) &&
	       d->state == now->state && d->tax_class == now->tax_class;
}

const char *product_bulk_apply(struct arena *a, const struct product_bulk *b,
			       const struct product_for_file *p, struct product_draft *d,
			       struct sku_draft *skus)
{
	const struct product *now = &p->product;
	const char *why = NULL;

	*d = (struct product_draft){ .code = now->code,
				     .name_en = now->name_en,
				     .name_zh = now->name_zh,
				     .description_en = now->description_en,
				     .description_zh = now->description_zh,
				     .category_id = now->category_id,
				     .tags = now->tags,
				     .related = { now->related[RELATION_NEEDS],
						  now->related[RELATION_GOES_WITH],
						  now->related[RELATION_REPLACES] },
				     .kind = now->kind,
				     .tax_class = now->tax_class,
				     .made_to_order = now->made_to_order,
				     .state = now->state,
				     .skus = skus,
				     .n_skus = p->n_skus,
				     .is_one_of_many = true };
	for (size_t i = 0; i < p->n_skus; i++)
		skus[i] = as_it_is(&p->skus[i]);
	switch (b->act) {
	case PRODUCT_ACT_PRICE:
		why = price(b, d);
		break;
	case PRODUCT_ACT_CATEGORY:
		d->category_id = b->category_id;
		break;
	case PRODUCT_ACT_TAG:
	case PRODUCT_ACT_UNTAG:
		why = tag(a, b, d);
		break;
	case PRODUCT_ACT_STATE:
		d->state = b->state;
		break;
	case PRODUCT_ACT_TAX:
		d->tax_class = b->tax_class;
		break;
	case PRODUCT_ACT__MAX:
		break;
	}
	if (why)
		return why;
	return is_same(p, d) ? "same" : NULL;
}
