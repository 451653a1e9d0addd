/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms of promotions. */
#include "promotion/input.h"

#include <stddef.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "catalog/catalog.h"
#include "member/member.h"

#define AT(member) offsetof(struct promotion_input, member)
#define COUNT(a)   (sizeof(a) / sizeof *(a))
enum {
	NAME_MAX = 80,
	UNITS_MAX = 1000,
	SCOPE_MAX = 4000,
	SCOPE_ROWS = 40,
	PARTS_TEXT = 600,
	LIMIT_MAX = 1000000000
};

const struct field promotion_fields[] = {
	{ "name_en", FIELD_TEXT, AT(name_en), true, .max = NAME_MAX,
	  .missing = N_("Enter what customers read") },
	{ "name_zh", FIELD_TEXT, AT(name_zh), true, .max = NAME_MAX,
	  .missing = N_("Enter what customers read") },
	{ "kind", FIELD_ENUM, AT(kind), true, .words = promotion_kind_word,
	  .n_words = PROMOTION_KIND__MAX, .label = "promotion_kind",
	  .missing = N_("Choose what it does") },
	{ "amount", FIELD_MONEY, AT(amount), .min = 0, .max = MONEY_ORDER_MAX },
	{ "percent", FIELD_TEXT, AT(percent), .max = 10 },
	{ "buy", FIELD_INT, AT(buy), .min = 1, .max = UNITS_MAX },
	{ "get", FIELD_INT, AT(get), .min = 1, .max = UNITS_MAX },
	{ "minimum", FIELD_MONEY, AT(minimum), .min = 0, .max = MONEY_ORDER_MAX },
	{ "most", FIELD_MONEY, AT(most), .min = 0, .max = MONEY_ORDER_MAX },
	{ "tier", FIELD_ID, AT(tier) },
	{ "parts", FIELD_NOTE, AT(parts), .max = PARTS_TEXT },
	{ "only", FIELD_NOTE, AT(only), .max = SCOPE_MAX },
	{ "except", FIELD_NOTE, AT(except), .max = SCOPE_MAX },
	{ "is_first", FIELD_BOOL, AT(is_first) },
	{ "is_alone", FIELD_BOOL, AT(is_alone) },
	{ "gives_back", FIELD_BOOL, AT(gives_back) },
	{ "needs_code", FIELD_BOOL, AT(needs_code) },
	{ "code", FIELD_TEXT, AT(code), .max = PROMOTION_CODE_MAX },
	{ "channel", FIELD_TEXT, AT(channel), .max = 32 },
	{ "from", FIELD_DATE, AT(from) },
	{ "until", FIELD_DATE, AT(until) },
	{ "limit_total", FIELD_INT, AT(limit_total), .min = 1, .max = LIMIT_MAX },
	{ "limit_customer", FIELD_INT, AT(limit_customer), .min = 1, .max = LIMIT_MAX },
};
const size_t promotion_fields_n = COUNT(promotion_fields);

const struct field promotion_change_fields[] = {
	{ "version", FIELD_INT, AT(version), true, 1, INT32_MAX },
	{ "name_en", FIELD_TEXT, AT(name_en), true, .max = NAME_MAX,
	  .missing = N_("Enter what customers read") },
	{ "name_zh", FIELD_TEXT, AT(name_zh), true, .max = NAME_MAX,
	  .missing = N_("Enter what customers read") },
	{ "from", FIELD_DATE, AT(from) },
	{ "until", FIELD_DATE, AT(until) },
	{ "limit_total", FIELD_INT, AT(limit_total), .min = 1, .max = LIMIT_MAX },
	{ "limit_customer", FIELD_INT, AT(limit_customer), .min = 1, .max = LIMIT_MAX },
};
const size_t promotion_change_fields_n = COUNT(promotion_change_fields);

const struct field promotion_code_fields[] = {
	{ "code", FIELD_TEXT, AT(code), true, .max = PROMOTION_CODE_MAX,
	  .missing = N_("Enter a code") },
	{ "channel", FIELD_TEXT, AT(channel), .max = 32 },
	{ "code_limit", FIELD_INT, AT(code_limit), .min = 1, .max = LIMIT_MAX },
};
const size_t promotion_code_fields_n = COUNT(promotion_code_fields);

const struct field promotion_code_end_fields[] = {
	{ "code", FIELD_TEXT, AT(code), true, .max = PROMOTION_CODE_MAX,
	  .missing = N_("Enter a code") },
};
const size_t promotion_code_end_fields_n = COUNT(promotion_code_end_fields);

/* ---- what each kind asks for ---- */

static void need(struct field_errors *e, const char *at, bool is)
{
	if (!is && !field_is_wrong(e, at))
		field_error(e, at, "required", N_("This kind of promotion needs it"), NULL);
}

static int percent_of(const struct promotion_input *in, struct field_errors *e)
{
	int64_t bp = 0;

	if (in->percent && (!catalog_read_percent(in->percent, &bp) || bp < 1 || bp > 10000)) {
		field_error(e, "/percent", "not_a_percentage",
			    N_("Enter a percentage of 100 at most"), NULL);
		return 0;
	}
	return (int)bp;
}

static void take_kind(const struct promotion_input *in, struct promotion *p, struct field_errors *e)
{
	int bp = percent_of(in, e);

	switch (p->kind) {
	case PROMOTION_SET:
		need(e, "/amount", in->amount > 0);
		need(e, "/buy", in->buy > 0);
		p->amount = in->amount;
		p->buy = (int)in->buy;
		return;
	case PROMOTION_GET:
		need(e, "/buy", in->buy > 0);
		need(e, "/get", in->get > 0);
		p->buy = (int)in->buy;
		p->get = (int)in->get;
		p->percent_bp = in->percent ? bp : 10000;
		return;
	case PROMOTION_PERCENT:
		need(e, "/percent", bp > 0);
		p->percent_bp = bp;
		return;
	case PROMOTION_BUNDLE:
		need(e, "/parts", in->parts != NULL);
		/* fall through */
	case PROMOTION_AMOUNT:
		need(e, "/amount", in->amount > 0);
		/* fall through */
	default:
		p->amount = in->amount;
	}
}

/* ---- what it is for ---- */

static bool find_scope(struct work *w, const char *row, struct promotion_scope *s)
{
	struct product p;

	if (catalog_find_product(w, row, &p)) {
		s->product_id = p.id;
		return true;
	}
	return (catalog_find_category(w, row, NULL, false, &s->category_id) && s->category_id) ||
	       (catalog_find_category(w, NULL, row, false, &s->category_id) && s->category_id);
}

static bool is_there(const struct promotion *p, const struct promotion_scope *s)
{
	for (size_t i = 0; i < p->n_scopes; i++)
		if (p->scopes[i].product_id == s->product_id &&
		    p->scopes[i].category_id == s->category_id)
			return true;
	return false;
}

/* A product's code or a category's path a row. */
static void take_scopes(struct work *w, const char *text, bool is_out, struct promotion *p,
			struct field_errors *e)
{
	const char *at = is_out ? "/except" : "/only";
	size_t rows = 0;

	while (text && *text) {
		size_t len = strcspn(text, "\r\n");
		const char *row = arena_strndup(w->arena, text, len);
		struct promotion_scope s = { .is_out = is_out };

		text += len;
		text += strspn(text, "\r\n");
		row += strspn(row, " ");
		if (!*row)
			continue;
		if (++rows > SCOPE_ROWS) {
			field_error(e, at, "too_many", N_("At most 40 rows"), NULL);
			return;
		}
		if (!find_scope(w, row, &s)) {
			field_error(e, at, "unknown",
				    N_("There is no product and no category called {arg}"), row);
			return;
		}
		if (!is_there(p, &s))
			p->scopes[p->n_scopes++] = s;
	}
}

/* ---- what a bundle is made of ---- */

struct parts {
	const char *code[PROMOTION_PARTS_MAX];
	int quantity[PROMOTION_PARTS_MAX];
	size_t n;
};

/* "KETL" or "KETL 2" a row; the same SKU again counts with the first. */
static bool read_part(struct arena *a, const char *row, struct parts *out)
{
	size_t len = strcspn(row, " ");
	const char *code = arena_strndup(a, row, len), *more = row + len + strspn(row + len, " ");
	int64_t quantity = 1;

	if (*more && !text_to_i64(more, 1, UNITS_MAX, &quantity))
		return false;
	for (size_t i = 0; i < out->n; i++)
		if (strcmp(out->code[i], code) == 0) {
			out->quantity[i] += (int)quantity;
			return true;
		}
	if (out->n == PROMOTION_PARTS_MAX)
		return false;
	out->code[out->n] = code;
	out->quantity[out->n++] = (int)quantity;
	return true;
}

static void put_parts(struct work *w, const struct parts *parts, struct promotion *p,
		      struct field_errors *e)
{
	struct sku *skus[PROMOTION_PARTS_MAX];

	catalog_find_skus(w, parts->code, parts->n, skus);
	for (size_t i = 0; i < parts->n; i++) {
		if (!skus[i] || skus[i]->is_bundle) {
			field_error(e, "/parts", "unknown_sku",
				    N_("There is no SKU {arg} that is sold by itself"),
				    parts->code[i]);
			return;
		}
		p->scopes[p->n_scopes++] =
			(struct promotion_scope){ .sku_id = skus[i]->id,
						  .quantity = parts->quantity[i] };
	}
	if (parts->n == 1 && parts->quantity[0] == 1)
		field_error(e, "/parts", "too_few", N_("A bundle is of two items at least"), NULL);
}

static void take_parts(struct work *w, const char *text, struct promotion *p,
		       struct field_errors *e)
{
	struct parts parts = { .n = 0 };

	while (text && *text) {
		size_t len = strcspn(text, "\r\n");
		const char *row = arena_strndup(w->arena, text, len);

		text += len;
		text += strspn(text, "\r\n");
		row += strspn(row, " ");
		if (*row && !read_part(w->arena, row, &parts)) {
			field_error(e, "/parts", "not_a_part",
				    N_("{arg}: a SKU and how many a row, at most 10 rows"), row);
			return;
		}
	}
	put_parts(w, &parts, p, e);
}

/* ---- altogether ---- */

static void take_tier(struct work *w, const struct promotion_input *in, struct promotion *p,
		      struct field_errors *e)
{
	size_t n;
	const struct tier *all = in->tier ? tier_all(w, &n) : NULL;

	p->tier_id = in->tier;
	p->tier_entry = -1;
	for (size_t i = 0; all && i < n; i++)
		if (all[i].id == in->tier)
			p->tier_entry = all[i].entry;
	if (in->tier && p->tier_entry < 0)
		field_error(e, "/tier", "unknown", N_("There is no such tier"), NULL);
}

static void take_days(const struct promotion_input *in, struct promotion *p, struct field_errors *e)
{
	p->from = in->from;
	p->until = INSTANT_NONE;
	if (!instant_is_none(in->until))
		instant_day_window(in->until, 1, &p->until, &(struct instant){ 0 });
	if (!instant_is_none(p->from) && !instant_is_none(p->until) && p->until.us <= p->from.us)
		field_error(e, "/until", "before_from", N_("It would end before it begins"), NULL);
	p->limit_total = (int)in->limit_total;
	p->limit_customer = (int)in->limit_customer;
}

struct promotion promotion_change_of(const struct promotion_input *in, struct field_errors *errors)
{
	struct promotion p = { .name_en = in->name_en,
			       .name_zh = in->name_zh,
			       .version = (int)in->version };

	take_days(in, &p, errors);
	return p;
}

struct promotion promotion_of(struct work *w, const struct promotion_input *in,
			      struct field_errors *errors)
{
	struct promotion p = promotion_change_of(in, errors);

	p.currency = w->app->settings.currency;
	p.kind = (enum promotion_kind)in->kind;
	p.minimum = in->minimum;
	p.most = in->most;
	p.needs_code = in->needs_code || in->code;
	p.is_first = in->is_first;
	p.is_alone = in->is_alone;
	p.gives_back = in->gives_back;
	if (!field_is_wrong(errors, "/kind"))
		take_kind(in, &p, errors);
	p.scopes = arena_array_of(w->arena, 2 * SCOPE_ROWS + 1, struct promotion_scope);
	if (p.kind == PROMOTION_BUNDLE) {
		take_parts(w, in->parts, &p, errors);
	} else {
		take_scopes(w, in->only, false, &p, errors);
		take_scopes(w, in->except, true, &p, errors);
	}
	take_tier(w, in, &p, errors);
	return p;
}

struct promotion_code promotion_code_of(const struct promotion_input *in, bool needed,
					struct field_errors *errors)
{
	struct promotion_code c = { .code = promotion_clean_code(errors->arena, in->code),
				    .channel = in->channel ? in->channel : "",
				    .limit_total = (int)in->code_limit };

	if (!c.code && (needed || in->code) && !field_is_wrong(errors, "/code"))
		field_error(errors, "/code", "not_a_code", N_("3 to 32 letters, digits, hyphens"),
			    NULL);
	return c;
}
