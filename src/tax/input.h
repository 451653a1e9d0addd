/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of a tax zone; for the files of tax/ alone. */
#ifndef REGULARS_TAX_INPUT_H
#define REGULARS_TAX_INPUT_H

#include "tax/tax.h"
#include "web/web.h"

struct tax_input {
	const char *country, *region, *postal, *rate[TAX_CLASS__MAX];
	struct instant from, until;
	int64_t version;
};
extern const struct field tax_fields[];
extern const size_t tax_fields_n;

/* What is wrong with a rate stands beside it. */
struct tax_zone tax_zone_of(const struct tax_input *in, struct field_errors *errors);

#endif
