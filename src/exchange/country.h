/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Countries as other systems write them, and their ISO 3166 codes. */
#ifndef REGULARS_EXCHANGE_COUNTRY_H
#define REGULARS_EXCHANGE_COUNTRY_H

#include <stdbool.h>

#define COUNTRY_UNKNOWN "ZZ"

struct country {
	const char *name, *code;
	/* The code says less than the name, or something wider: the name is to be kept beside it.
	 */
	bool keep_name;
};
/* Letter case does not count. NULL: none of the table's. */
const struct country *country_find(const char *name);

#endif
