/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of a tax zone. */
#include "tax/input.h"

#include <stddef.h>

#define AT(member) offsetof(struct tax_input, member)
enum { REGION_MAX = 80, POSTAL_MAX = 12, RATE_MAX = 10 };

const struct field tax_fields[] = {
	{ "country", FIELD_COUNTRY, AT(country) },
	{ "region", FIELD_TEXT, AT(region), .max = REGION_MAX },
	{ "postal", FIELD_TEXT, AT(postal), .max = POSTAL_MAX },
	{ "standard", FIELD_TEXT, AT(rate[TAX_STANDARD]), .max = RATE_MAX },
	{ "reduced", FIELD_TEXT, AT(rate[TAX_REDUCED]), .max = RATE_MAX },
	{ "own", FIELD_TEXT, AT(rate[TAX_OWN]), .max = RATE_MAX },
	{ "from", FIELD_DATE, AT(from) },
	{ "until", FIELD_DATE, AT(until) },
	{ "version", FIELD_INT, AT(version), .min = 0, .max = INT32_MAX },
};
const size_t tax_fields_n = sizeof tax_fields / sizeof *tax_fields;

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

struct tax_zone tax_zone_of(const struct tax_input *in, struct field_errors *errors)
{
	struct tax_zone z = { .country = or_empty(in->country),
			      .region = or_empty(in->region),
			      .postal = or_empty(in->postal),
			      .from = in->from,
			      .until = INSTANT_NONE,
			      .version = (int)in->version };

	if (!instant_is_none(in->until))
		instant_day_window(in->until, 1, &z.until, &(struct instant){ 0 });
	if (!*z.country && (*z.region || *z.postal))
		field_error(errors, "/country", "required",
			    N_("Say which country the province or postcode is of"), NULL);
	for (int c = 0; c < TAX_CLASS__MAX; c++) {
		int64_t bp = TAX_NO_RATE;

		if (in->rate[c] && !catalog_read_percent(in->rate[c], &bp))
			field_error(errors, arena_printf(errors->arena, "/%s", tax_class_word[c]),
				    "not_a_percentage", N_("Enter a percentage like 13 or 6.5"),
				    NULL);
		z.rate_bp[c] = (int)bp;
	}
	return z;
}
