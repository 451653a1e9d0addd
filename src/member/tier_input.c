/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms of tiers and of how they are reached. */
#include "member/tier_input.h"

#include <stddef.h>
#include <string.h>
#include "base/money.h"

enum { NAME_MAX_CHARS = 40, MORE_MAX = 600, AMOUNT_MAX = 20, RATE_MOST = 1000 };
#define MOST INT64_C(100000000000)

#define AT(member) offsetof(struct tier_input, member)
const struct field tier_fields[] = {
	{ "name_en", FIELD_TEXT, AT(name[LANG_EN]), .required = true, .max = NAME_MAX_CHARS },
	{ "name_zh", FIELD_TEXT, AT(name[LANG_ZH]), .required = true, .max = NAME_MAX_CHARS },
	{ "entry", FIELD_TEXT, AT(entry), .required = true, .max = AMOUNT_MAX },
	{ "stay", FIELD_TEXT, AT(stay), .max = AMOUNT_MAX },
	{ "rate", FIELD_TEXT, AT(rate), .max = AMOUNT_MAX },
	{ "free_shipping_over", FIELD_MONEY, AT(free_shipping_over), .max = MOST },
	{ "comes_first", FIELD_BOOL, AT(comes_first) },
	{ "more_en", FIELD_NOTE, AT(more[LANG_EN]), .max = MORE_MAX },
	{ "more_zh", FIELD_NOTE, AT(more[LANG_ZH]), .max = MORE_MAX },
	{ "version", FIELD_INT, AT(version), .min = 0, .max = INT32_MAX },
};
const size_t tier_fields_n = sizeof tier_fields / sizeof *tier_fields;

#undef AT
#define AT(member) offsetof(struct scheme_input, member)
const struct field scheme_fields[] = {
	{ "by", FIELD_ENUM, AT(by), .required = true, .words = tier_by_word,
	  .n_words = TIER_BY__MAX, .label = "tier_by" },
	{ "months", FIELD_INT, AT(months), .required = true, .min = 1, .max = 60 },
	{ "grace_days", FIELD_INT, AT(grace_days), .required = true, .min = 0, .max = 365 },
};
const size_t scheme_fields_n = sizeof scheme_fields / sizeof *scheme_fields;

/* Money where tiers are reached by it, else a whole number. */
static int64_t amount_of(const char *text, const char *pointer, enum tier_by by,
			 const char *currency, struct field_errors *errors)
{
	int64_t n = 0;
	bool fits = text[strspn(text, "0123456789.")] == 0;

	if (by == TIER_BY_SPEND)
		fits = fits && money_parse(text, currency, &n);
	else
		fits = fits && !strchr(text, '.') && money_parse(text, "JPY", &n);
	if (!fits || n > MOST)
		field_error(errors, pointer, "not_an_amount",
			    N_("Enter a number of what tiers are reached by, such as 2000"), NULL);
	return n;
}

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

static int64_t rate_of(const char *text, struct field_errors *errors)
{
	int64_t rate = TIER_RATE_ONE;

	if (text &&
	    (!money_parse(text, "CNY", &rate) || rate < 0 || rate > RATE_MOST * TIER_RATE_ONE))
		field_error(errors, "/rate", "not_a_rate", N_("Enter a number like 1 or 1.5"),
			    NULL);
	return rate;
}

struct tier tier_of(const struct tier_input *in, enum tier_by by, const char *currency,
		    struct field_errors *errors)
{
	struct tier t = { .name = { or_empty(in->name[LANG_EN]), or_empty(in->name[LANG_ZH]) },
			  .more = { or_empty(in->more[LANG_EN]), or_empty(in->more[LANG_ZH]) },
			  .free_shipping_over = in->free_shipping_over,
			  .comes_first = in->comes_first,
			  .version = (int)in->version };

	if (in->entry)
		t.entry = amount_of(in->entry, "/entry", by, currency, errors);
	t.stay = in->stay ? amount_of(in->stay, "/stay", by, currency, errors) : t.entry;
	t.rate = rate_of(in->rate, errors);
	return t;
}
