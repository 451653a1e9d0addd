/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue's fields, in forms and JSON bodies alike. */
#include "catalog/input.h"

#include "app.h"
#include "base/money.h"

#define PRICE_MAX INT64_C(100000000000000) /* thousandths: a billion in a currency with cents */

struct sku_input {
	const char *code, *variant_en, *variant_zh, *tax_percent, *member_price, *parts,
		*less_percent, *price;
	int64_t weight_g, pack_size;
	bool withdrawn;
};

#define SKU(member) offsetof(struct sku_input, member)
static const struct field sku_fields[] = {
	{ .name = "code",
	  .kind = FIELD_TEXT,
	  .offset = SKU(code),
	  .required = true,
	  .max = 40,
	  .missing = N_("Enter the SKU") },
	{ .name = "variant_en", .kind = FIELD_TEXT, .offset = SKU(variant_en), .max = 80 },
	{ .name = "variant_zh", .kind = FIELD_TEXT, .offset = SKU(variant_zh), .max = 80 },
	{ .name = "price", .kind = FIELD_TEXT, .offset = SKU(price), .max = 40 },
	{ .name = "member_price", .kind = FIELD_TEXT, .offset = SKU(member_price), .max = 20 },
	{ .name = "tax_percent", .kind = FIELD_TEXT, .offset = SKU(tax_percent), .max = 10 },
	{ .name = "weight_g",
	  .kind = FIELD_INT,
	  .offset = SKU(weight_g),
	  .min = 0,
	  .max = 10000000 },
	{ .name = "pack_size",
	  .kind = FIELD_INT,
	  .offset = SKU(pack_size),
	  .min = 1,
	  .max = 100000 },
	{ .name = "parts", .kind = FIELD_TEXT, .offset = SKU(parts), .max = 500 },
	{ .name = "less_percent", .kind = FIELD_TEXT, .offset = SKU(less_percent), .max = 10 },
	{
		.name = "withdrawn",
		.kind = FIELD_BOOL,
		.offset = SKU(withdrawn),
	},
};

#define PRODUCT(member) offsetof(struct product_input, draft.member)
const struct field product_fields[PRODUCT_FIELDS] = {
	{ .name = "code",
	  .kind = FIELD_TEXT,
	  .offset = PRODUCT(code),
	  .required = true,
	  .max = 40,
	  .missing = N_("Enter the product code") },
	{ .name = "name_en",
	  .kind = FIELD_TEXT,
	  .offset = PRODUCT(name_en),
	  .required = true,
	  .max = 200,
	  .missing = N_("Enter the English name") },
	{ .name = "name_zh",
	  .kind = FIELD_TEXT,
	  .offset = PRODUCT(name_zh),
	  .required = true,
	  .max = 200,
	  .missing = N_("Enter the Chinese name") },
	{ .name = "description_en",
	  .kind = FIELD_NOTE,
	  .offset = PRODUCT(description_en),
	  .max = 2000 },
	{ .name = "description_zh",
	  .kind = FIELD_NOTE,
	  .offset = PRODUCT(description_zh),
	  .max = 2000 },
	{ .name = "category_id", .kind = FIELD_ID, .offset = PRODUCT(category_id) },
	{ .name = "tags", .kind = FIELD_TEXT, .offset = PRODUCT(tags), .max = 500 },
	{ .name = "needs",
	  .kind = FIELD_TEXT,
	  .offset = PRODUCT(related[RELATION_NEEDS]),
	  .max = 500 },
	{ .name = "goes_with",
	  .kind = FIELD_TEXT,
	  .offset = PRODUCT(related[RELATION_GOES_WITH]),
	  .max = 500 },
	{ .name = "replaces",
	  .kind = FIELD_TEXT,
	  .offset = PRODUCT(related[RELATION_REPLACES]),
	  .max = 500 },
	{ .name = "tax_class",
	  .kind = FIELD_ENUM,
	  .offset = PRODUCT(tax_class),
	  .words = tax_class_word,
	  .label = "tax_class",
	  .n_words = TAX_CLASS__MAX },
	{ .name = "kind",
	  .kind = FIELD_ENUM,
	  .offset = PRODUCT(kind),
	  .required = true,
	  .words = product_kind_word,
	  .label = "product_kind",
	  .n_words = PRODUCT_KIND__MAX },
	{
		.name = "made_to_order",
		.kind = FIELD_BOOL,
		.offset = PRODUCT(made_to_order),
	},
	{ .name = "state",
	  .kind = FIELD_ENUM,
	  .offset = PRODUCT(state),
	  .required = true,
	  .words = product_state_word,
	  .label = "product_state",
	  .n_words = PRODUCT_STATE__MAX },
	{ .name = "version",
	  .kind = FIELD_INT,
	  .offset = offsetof(struct product_input, version),
	  .min = 0,
	  .max = INT32_MAX },
	{ .name = "skus",
	  .kind = FIELD_LIST,
	  .offset = offsetof(struct product_input, rows),
	  .required = true,
	  .max = SKUS_MAX,
	  .sub = sku_fields,
	  .n_sub = sizeof sku_fields / sizeof *sku_fields,
	  .sub_size = sizeof(struct sku_input),
	  .missing = N_("Enter at least one variant") },
};

static const char code_message[] =
	N_("Use letters, digits, spaces, dots, hyphens and underscores, beginning with a letter or "
	   "digit");

/* None said is none. */
static bool read_tax(const char *text, int64_t *basis_points)
{
	*basis_points = 0;
	return !text || catalog_read_percent(text, basis_points);
}

/* A bundle that costs so much less than its parts needs none. */
static void take_price(const struct request *req, const struct sku_input *in, size_t row,
		       struct sku_draft *out, struct field_errors *errors)
{
	static const struct field price = {
		.name = "price", .kind = FIELD_UNIT_PRICE, .min = 0, .max = PRICE_MAX
	};
	const char *currency = req->app->settings.currency, *code;
	const char *at = arena_printf(req->arena, "/skus/%zu/price", row);

	if (!in->price) {
		if ((!in->less_percent || !in->parts) && !field_is_wrong(errors, at))
			field_error(errors, at, "required", N_("Enter the price"), NULL);
		return;
	}
	code = field_read_text(req->arena, &price, in->price, currency, NULL, &out->unit_milli);
	if (code)
		field_error(errors, at, code, N_("Enter an amount like {arg}"),
			    money_exponent(currency) == 0 ? "1250" : "12.50");
}

static void take_member_price(const struct request *req, const struct sku_input *in, size_t row,
			      struct sku_draft *out, struct field_errors *errors)
{
	const char *at = arena_printf(req->arena, "/skus/%zu/member_price", row);

	if (!in->member_price)
		return;
	if (!money_parse_unit(in->member_price, req->app->settings.currency, &out->member_milli) ||
	    out->member_milli <= 0)
		field_error(errors, at, "not_an_amount",
			    N_("Enter an amount above 0, or leave it empty"), NULL);
	else if (in->price && out->member_milli > out->unit_milli &&
		 !field_is_wrong(errors, arena_printf(req->arena, "/skus/%zu/price", row)))
		field_error(errors, at, "above_price", N_("Members do not pay more than the price"),
			    NULL);
}

static void take_sku(const struct request *req, const struct sku_input *in, size_t row,
		     struct sku_draft *out, struct field_errors *errors)
{
	*out = (struct sku_draft){
		.code = in->code,
		.variant_en = in->variant_en,
		.variant_zh = in->variant_zh,
		.weight_g = in->weight_g,
		.pack_size = in->pack_size,
		.withdrawn = in->withdrawn,
		.parts = in->parts,
		.less_bp = -1,
	};
	take_price(req, in, row, out, errors);
	take_member_price(req, in, row, out, errors);
	if (!read_tax(in->tax_percent, &out->tax_bp))
		field_error(errors, arena_printf(req->arena, "/skus/%zu/tax_percent", row),
			    "not_a_percentage", N_("Enter a percentage like 13 or 6.5"), NULL);
	if (in->less_percent && !read_tax(in->less_percent, &out->less_bp))
		field_error(errors, arena_printf(req->arena, "/skus/%zu/less_percent", row),
			    "not_a_percentage", N_("Enter a percentage like 13 or 6.5"), NULL);
	if (in->code && !catalog_is_code(in->code))
		field_error(errors, arena_printf(req->arena, "/skus/%zu/code", row), "malformed",
			    code_message, NULL);
}

static void take_skus(const struct request *req, struct product_input *in,
		      struct field_errors *errors)
{
	const struct sku_input *rows = in->rows.v;
	struct product_draft *d = &in->draft;
	size_t repeated;

	d->n_skus = in->rows.n;
	d->skus = arena_array_of(req->arena, in->rows.n + 1, struct sku_draft);
	for (size_t i = 0; i < in->rows.n; i++)
		take_sku(req, &rows[i], in->rows.index[i], &d->skus[i], errors);
	if (field_is_wrong(errors, "/skus"))
		return;
	repeated = catalog_repeated_code(d->skus, d->n_skus);
	if (repeated < d->n_skus)
		field_error(errors,
			    arena_printf(req->arena, "/skus/%zu/code", in->rows.index[repeated]),
			    "given_twice", N_("This code is already used above"), NULL);
}

bool product_input_read(const struct request *req, struct product_input *in,
			struct field_errors *errors)
{
	*in = (struct product_input){ 0 };
	(void)!fields_read(req, product_fields, PRODUCT_FIELDS, in, req->app->settings.currency,
			   errors);
	if (in->draft.code && !catalog_is_code(in->draft.code))
		field_error(errors, "/code", "malformed", code_message, NULL);
	if (!field_is_wrong(errors, "/tags") && !catalog_clean_tags(req->arena, in->draft.tags))
		field_error(errors, "/tags", "too_many",
			    N_("At most 10 tags of 30 characters each, with commas between them"),
			    NULL);
	take_skus(req, in, errors);
	return errors->n == 0;
}

#define QUERY(member) offsetof(struct product_query, member)
const struct field product_filter_fields[PRODUCT_FILTER_FIELDS] = {
	{ .name = "q", .kind = FIELD_TEXT, .offset = QUERY(q), .max = 100 },
	{ .name = "tag", .kind = FIELD_TEXT, .offset = QUERY(tag), .max = PRODUCT_TAG_CHARS },
	{ .name = "category", .kind = FIELD_ID, .offset = QUERY(category) },
	{ .name = "state",
	  .kind = FIELD_ENUM,
	  .offset = QUERY(state),
	  .words = product_state_word,
	  .label = "product_state",
	  .n_words = PRODUCT_STATE__MAX },
	{ .name = "kind",
	  .kind = FIELD_ENUM,
	  .offset = QUERY(kind),
	  .words = product_kind_word,
	  .label = "product_kind",
	  .n_words = PRODUCT_KIND__MAX },
	{
		.name = "before",
		.kind = FIELD_ID,
		.offset = QUERY(before),
	},
	{
		.name = "after",
		.kind = FIELD_ID,
		.offset = QUERY(after),
	},
};

/* A filter that cannot be read is no filter: a list is never refused. */
struct product_query product_query_read(const struct request *req)
{
	struct product_query query = { .state = -1, .kind = -1 };
	struct field_errors errors = { .arena = req->arena };

	(void)!fields_read_query(req, product_filter_fields, PRODUCT_FILTER_FIELDS, &query, NULL,
				 &errors);
	return query;
}

struct product_filter product_query_filter(const struct product_query *q, size_t limit)
{
	return (struct product_filter){ .q = q->q,
					.state = q->state,
					.kind = q->kind,
					.category = q->category,
					.tag = q->tag,
					.before = q->before,
					.after = q->after,
					.limit = limit };
}
