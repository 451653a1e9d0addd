/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a row of a file of products says, laid over what is there. */
#include "base/money.h"
#include "exchange/load_product.h"

enum {
	CODE_MAX = 40,
	NAME_MAX_CHARS = 200,
	SHORT_MAX = 80,
	PATH_MAX_CHARS = 330,
	TEXT_MAX_CHARS = 2000,
	GRAMS_MAX = 10000000,
	PACK_MAX = 100000
};
static bool read_texts(struct load_row *r, struct product_said *s, enum column *wrong)
{
	static const size_t max[COL__MAX] = {
		[COL_SKU] = CODE_MAX,
		[COL_PRODUCT] = CODE_MAX,
		[COL_NAME_EN] = NAME_MAX_CHARS,
		[COL_NAME_ZH] = NAME_MAX_CHARS,
		[COL_CATEGORY_EN] = PATH_MAX_CHARS,
		[COL_CATEGORY_ZH] = PATH_MAX_CHARS,
		[COL_DESCRIPTION_EN] = TEXT_MAX_CHARS,
		[COL_DESCRIPTION_ZH] = TEXT_MAX_CHARS,
		[COL_VARIANT_EN] = SHORT_MAX,
		[COL_VARIANT_ZH] = SHORT_MAX,
	};
	const char **c = r->cell;
	const struct {
		const char **to;
		enum column from;
	} take[] = {
		{ &s->product.code, COL_PRODUCT },
		{ &s->product.name_en, COL_NAME_EN },
		{ &s->product.name_zh, COL_NAME_ZH },
		{ &s->product.description_en, COL_DESCRIPTION_EN },
		{ &s->product.description_zh, COL_DESCRIPTION_ZH },
		{ &s->product.category_en, COL_CATEGORY_EN },
		{ &s->product.category_zh, COL_CATEGORY_ZH },
		{ &s->product.tags, COL_TAGS },
		{ &s->product.related[RELATION_NEEDS], COL_NEEDS },
		{ &s->product.related[RELATION_GOES_WITH], COL_GOES_WITH },
		{ &s->product.related[RELATION_REPLACES], COL_REPLACES },
		{ &s->sku.code, COL_SKU },
		{ &s->sku.variant_en, COL_VARIANT_EN },
		{ &s->sku.variant_zh, COL_VARIANT_ZH },
		{ &s->sku.parts, COL_PARTS },
	};

	for (*wrong = 0; *wrong < COL__MAX; (*wrong)++)
		if (max[*wrong] && !cell_fits(c[*wrong], max[*wrong]))
			return false;
	for (size_t i = 0; i < sizeof take / sizeof *take; i++)
		if (c[take[i].from])
			*take[i].to = c[take[i].from];
	return true;
}

/* "13", and "13%" as spreadsheets show it; in hundredths. */
static bool read_percent(struct load_row *r, const char *text, int64_t *bp)
{
	const char *number = arena_strndup(r->w->arena, text, strcspn(text, "%"));
	int64_t n;

	if (!money_parse(number, "CNY", &n) || n < 0 || n > 10000)
		return false;
	*bp = n;
	return true;
}

static bool read_numbers(struct load_row *r, struct product_said *s, enum column *wrong)
{
	const char **c = r->cell, *currency = r->w->app->settings.currency;

	*wrong = COL_PRICE;
	if (c[COL_PRICE] && !cell_price(c[COL_PRICE], currency, &s->sku.unit_milli))
		return false;
	*wrong = COL_TAX;
	if (c[COL_TAX] && !read_percent(r, c[COL_TAX], &s->sku.tax_bp))
		return false;
	*wrong = COL_LESS;
	if (c[COL_LESS] && !read_percent(r, c[COL_LESS], &s->sku.less_bp))
		return false;
	*wrong = COL_MEMBER_PRICE;
	if (c[COL_MEMBER_PRICE] &&
	    (!cell_price(c[COL_MEMBER_PRICE], currency, &s->sku.member_milli) ||
	     s->sku.member_milli > s->sku.unit_milli))
		return false;
	*wrong = COL_PACK;
	if (c[COL_PACK] &&
	    (!cell_count(c[COL_PACK], PACK_MAX, &s->sku.pack_size) || s->sku.pack_size < 1))
		return false;
	*wrong = COL_WEIGHT;
	return !c[COL_WEIGHT] || cell_count(c[COL_WEIGHT], GRAMS_MAX, &s->sku.weight_g);
}

static bool read_words(struct load_row *r, struct product_said *s, enum column *wrong)
{
	const struct app *app = r->w->app;
	const char **c = r->cell;
	int word;

	*wrong = COL_KIND;
	if (c[COL_KIND]) {
		word = cell_word(app, c[COL_KIND], product_kind_word, PRODUCT_KIND__MAX,
				 "product_kind");
		if (word < 0)
			return false;
		s->product.kind = (enum product_kind)word;
	}
	*wrong = COL_STATE;
	if (c[COL_STATE]) {
		word = cell_word(app, c[COL_STATE], product_state_word, PRODUCT_STATE__MAX,
				 "product_state");
		if (word < 0)
			return false;
		s->product.state = (enum product_state)word;
	}
	*wrong = COL_TAX_CLASS;
	if (c[COL_TAX_CLASS]) {
		word = cell_word(app, c[COL_TAX_CLASS], tax_class_word, TAX_CLASS__MAX,
				 "tax_class");
		if (word < 0)
			return false;
		s->product.tax_class = (enum tax_class)word;
	}
	*wrong = COL_MADE_TO_ORDER;
	if (c[COL_MADE_TO_ORDER] && !cell_yes(app, c[COL_MADE_TO_ORDER], &s->product.made_to_order))
		return false;
	*wrong = COL_WITHDRAWN;
	return !c[COL_WITHDRAWN] || cell_yes(app, c[COL_WITHDRAWN], &s->sku.withdrawn);
}

const char *load_product_read(struct load_row *r, struct product_said *s, enum column *wrong)
{
	if (!read_texts(r, s, wrong))
		return "too_long";
	*wrong = COL_SKU;
	if (!catalog_is_code(s->sku.code))
		return "bad_code";
	*wrong = COL_PRODUCT;
	if (!catalog_is_code(s->product.code))
		return "bad_code";
	if (!read_numbers(r, s, wrong))
		return "bad_number";
	return read_words(r, s, wrong) ? NULL : "unknown_word";
}
