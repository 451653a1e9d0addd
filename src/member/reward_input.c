/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms of rewards. */
#include "member/reward_input.h"

#include <stddef.h>
#include "base/money.h"
#include "catalog/catalog.h"

#define AT(member) offsetof(struct reward_input, member)
#define COUNT(a)   (sizeof(a) / sizeof *(a))
enum { NAME_MAX_CHARS = 80, MORE_MAX = 300, POINTS_MOST = 10000000, LIMIT_MOST = 1000000000 };

/* What it takes to have it: may be changed. */
#define TERMS                                                                                      \
	{ "name_en",                                                                               \
	  FIELD_TEXT,                                                                              \
	  AT(name_en),                                                                             \
	  true,                                                                                    \
	  .max = NAME_MAX_CHARS,                                                                   \
	  .missing = N_("Enter what customers read") },                                            \
		{ "name_zh",                                                                       \
		  FIELD_TEXT,                                                                      \
		  AT(name_zh),                                                                     \
		  true,                                                                            \
		  .max = NAME_MAX_CHARS,                                                           \
		  .missing = N_("Enter what customers read") },                                    \
		{ "more_en", FIELD_TEXT, AT(more_en), .max = MORE_MAX },                           \
		{ "more_zh", FIELD_TEXT, AT(more_zh), .max = MORE_MAX },                           \
		{ "points", FIELD_INT, AT(points), true, .min = 0, .max = POINTS_MOST },           \
		{ "tier", FIELD_ID, AT(tier) },                                                    \
		{ "stock", FIELD_INT, AT(stock), .min = 0, .max = LIMIT_MOST },                    \
		{ "limit_total", FIELD_INT, AT(limit_total), .min = 1, .max = LIMIT_MOST },        \
		{ "limit_customer", FIELD_INT, AT(limit_customer), .min = 1, .max = LIMIT_MOST },  \
		{ "limit_period", FIELD_INT, AT(limit_period), .min = 1, .max = LIMIT_MOST },      \
		{ "period",                                                                        \
		  FIELD_ENUM,                                                                      \
		  AT(period),                                                                      \
		  .words = reward_period_word,                                                     \
		  .n_words = REWARD_PERIOD__MAX,                                                   \
		  .label = "reward_period" },                                                      \
		{ "code_days", FIELD_INT, AT(code_days), .min = 1, .max = 3650 },                  \
		{ "from", FIELD_DATE, AT(from) }, { "until", FIELD_DATE, AT(until) },              \
	{                                                                                          \
		"is_on", FIELD_BOOL, AT(is_on)                                                     \
	}

const struct field reward_fields[] = {
	{ "kind", FIELD_ENUM, AT(kind), true, .words = reward_kind_word,
	  .n_words = REWARD_KIND__MAX, .label = "reward_kind", .missing = N_("Choose what it is") },
	{ "percent", FIELD_TEXT, AT(percent), .max = 10 },
	{ "amount", FIELD_MONEY, AT(amount), .min = 0, .max = MONEY_ORDER_MAX },
	{ "minimum", FIELD_MONEY, AT(minimum), .min = 0, .max = MONEY_ORDER_MAX },
	{ "most", FIELD_MONEY, AT(most), .min = 0, .max = MONEY_ORDER_MAX },
	{ "sku", FIELD_TEXT, AT(sku), .max = 40 },
	{ "is_birthday", FIELD_BOOL, AT(is_birthday) },
	TERMS,
};
const size_t reward_fields_n = COUNT(reward_fields);

const struct field reward_change_fields[] = {
	{ "version", FIELD_INT, AT(version), true, 1, INT32_MAX },
	TERMS,
};
const size_t reward_change_fields_n = COUNT(reward_change_fields);

#undef AT
const struct field claim_return_fields[] = {
	{ "claim", FIELD_ID, offsetof(struct claim_input, id), .required = true },
};
const size_t claim_return_fields_n = COUNT(claim_return_fields);

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

static void need(struct field_errors *e, const char *at, bool is)
{
	if (!is && !field_is_wrong(e, at))
		field_error(e, at, "required", N_("This kind of reward needs it"), NULL);
}

static void take_sku(struct work *w, const char *code, struct reward *r, struct field_errors *e)
{
	struct sku *sku = NULL;

	need(e, "/sku", code != NULL);
	if (!code)
		return;
	catalog_find_skus(w, &code, 1, &sku);
	if (!sku || sku->is_bundle)
		field_error(e, "/sku", "unknown_sku",
			    sku ? N_("A bundle is sold as its parts: choose one of them")
				: N_("There is no such SKU."),
			    NULL);
	else
		r->sku_id = sku->id;
}

static void take_percent(const char *text, struct reward *r, struct field_errors *e)
{
	int64_t bp = 0;

	need(e, "/percent", text != NULL);
	if (text && (!catalog_read_percent(text, &bp) || bp < 1 || bp > 10000))
		field_error(e, "/percent", "not_a_percentage",
			    N_("Enter a percentage of 100 at most"), NULL);
	r->percent_bp = (int)bp;
}

/* What a kind does not use is left out. */
static void take_kind(struct work *w, const struct reward_input *in, struct reward *r,
		      struct field_errors *e)
{
	r->kind = (enum reward_kind)in->kind;
	r->currency = w->app->settings.currency;
	switch (r->kind) {
	case REWARD_PERCENT:
		take_percent(in->percent, r, e);
		r->minimum = in->minimum;
		r->most = in->most;
		break;
	case REWARD_AMOUNT:
		need(e, "/amount", in->amount > 0);
		r->amount = in->amount;
		r->minimum = in->minimum;
		break;
	case REWARD_SHIPPING:
		r->minimum = in->minimum;
		break;
	default:
		take_sku(w, in->sku, r, e);
	}
}

static void take_days(const struct reward_input *in, struct reward *r, struct field_errors *e)
{
	r->from = in->from;
	r->until = INSTANT_NONE;
	if (!instant_is_none(in->until))
		r->until = instant_next_day(in->until);
	if (!instant_is_none(r->from) && !instant_is_none(r->until) && r->until.us <= r->from.us)
		field_error(e, "/until", "before_from", N_("It would end before it begins"), NULL);
}

static void take_tier(struct work *w, const struct reward_input *in, struct reward *r,
		      struct field_errors *e)
{
	struct tier t;

	r->tier_id = in->tier;
	if (in->tier && !tier_get(w, in->tier, &t))
		field_error(e, "/tier", "unknown", N_("There is no such tier"), NULL);
}

static struct reward terms_of(const struct reward_input *in)
{
	return (struct reward){
		.name = { [LANG_EN] = or_empty(in->name_en), [LANG_ZH] = or_empty(in->name_zh) },
		.more = { [LANG_EN] = or_empty(in->more_en), [LANG_ZH] = or_empty(in->more_zh) },
		.points = in->points,
		.stock = (int)in->stock,
		.limit_total = (int)in->limit_total,
		.limit_customer = (int)in->limit_customer,
		.limit_period = (int)in->limit_period,
		.period = (enum reward_period)in->period,
		.code_days = (int)in->code_days,
		.is_on = in->is_on,
		.version = (int)in->version,
	};
}

bool reward_read(struct request *req, struct work *w, const struct reward *was, struct reward *out,
		 struct field_errors *errors)
{
	struct reward_input in = { .from = INSTANT_NONE,
				   .until = INSTANT_NONE,
				   .stock = REWARD_NO_STOCK,
				   .period = PERIOD_MONTH };
	bool change = was != NULL;

	(void)!fields_read(req, change ? reward_change_fields : reward_fields,
			   change ? reward_change_fields_n : reward_fields_n, &in,
			   req->app->settings.currency, errors);
	*out = terms_of(&in);
	if (!change && !field_is_wrong(errors, "/kind"))
		take_kind(w, &in, out, errors);
	out->is_birthday = change ? was->is_birthday : in.is_birthday;
	if (out->is_birthday && out->points > 0)
		field_error(errors, "/points", "gift", N_("A birthday gift costs no points: 0"),
			    NULL);
	take_days(&in, out, errors);
	take_tier(w, &in, out, errors);
	return errors->n == 0;
}
