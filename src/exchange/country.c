/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of country names. */
#include "exchange/country.h"

#include <stddef.h>
#include "base/text.h"

static const struct country countries[] = {
	{ "Australia", "AU", false },
	{ "Austria", "AT", false },
	{ "Bahrain", "BH", false },
	{ "Belgium", "BE", false },
	{ "Brazil", "BR", false },
	{ "Canada", "CA", false },
	/* Two with a code each, Guernsey (GG) and Jersey (JE); together they have none. */
	{ "Channel Islands", COUNTRY_UNKNOWN, true },
	{ "China", "CN", false },
	{ "Cyprus", "CY", false },
	{ "Czech Republic", "CZ", false },
	{ "Denmark", "DK", false },
	{ "EIRE", "IE", false },
	{ "Estonia", "EE", false },
	/* EU is kept free for it in ISO 3166. */
	{ "European Community", "EU", true },
	{ "Finland", "FI", false },
	{ "France", "FR", false },
	{ "Germany", "DE", false },
	{ "Greece", "GR", false },
	{ "Hong Kong", "HK", false },
	{ "Hungary", "HU", false },
	{ "Iceland", "IS", false },
	{ "India", "IN", false },
	{ "Ireland", "IE", false },
	{ "Israel", "IL", false },
	{ "Italy", "IT", false },
	{ "Japan", "JP", false },
	{ "Korea", "KR", false },
	{ "Latvia", "LV", false },
	{ "Lebanon", "LB", false },
	{ "Lithuania", "LT", false },
	{ "Luxembourg", "LU", false },
	{ "Malta", "MT", false },
	{ "Mexico", "MX", false },
	{ "Netherlands", "NL", false },
	{ "New Zealand", "NZ", false },
	{ "Norway", "NO", false },
	{ "Poland", "PL", false },
	{ "Portugal", "PT", false },
	{ "RSA", "ZA", false },
	{ "Saudi Arabia", "SA", false },
	{ "Singapore", "SG", false },
	{ "Slovakia", "SK", false },
	{ "Slovenia", "SI", false },
	{ "South Africa", "ZA", false },
	{ "Spain", "ES", false },
	{ "Sweden", "SE", false },
	{ "Switzerland", "CH", false },
	{ "Thailand", "TH", false },
	{ "United Arab Emirates", "AE", false },
	{ "United Kingdom", "GB", false },
	{ "United States", "US", false },
	{ "Unspecified", COUNTRY_UNKNOWN, false },
	{ "USA", "US", false },
};

const struct country *country_find(const char *name)
{
	for (size_t i = 0; i < sizeof countries / sizeof *countries; i++) {
		if (text_equal_ci(countries[i].name, name))
			return &countries[i];
	}
	return NULL;
}
