/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The field tables of production: one reads the HTML form and the JSON body alike. */
#include "production/input.h"

#include <stddef.h>
#include "production/production.h"

#define COUNT(a)         (sizeof(a) / sizeof *(a))
#define AT(type, member) offsetof(struct type, member)

static const struct field plan_line_fields[] = {
	{ "line", FIELD_ID, AT(plan_line_input, line), true, .missing = N_("Choose an item") },
	{ "quantity", FIELD_INT, AT(plan_line_input, quantity), .max = PRODUCTION_UNITS_MAX },
};
const struct field plan_fields[] = {
	{ "sku", FIELD_TEXT, AT(plan_input, sku), true, 1, 40, .missing = N_("Enter the SKU") },
	{ "lines", FIELD_LIST, AT(plan_input, lines), false, 0, PRODUCTION_LINES_MAX,
	  .sub = plan_line_fields, .n_sub = COUNT(plan_line_fields),
	  .sub_size = sizeof(struct plan_line_input) },
	{ "planned", FIELD_INT, AT(plan_input, planned), .max = PRODUCTION_UNITS_MAX },
	{ "due", FIELD_DATE, AT(plan_input, due) },
	{ "note", FIELD_TEXT, AT(plan_input, note), .max = 300 },
	{ "start", FIELD_BOOL, AT(plan_input, start) },
};
const size_t plan_fields_n = COUNT(plan_fields);

const struct field start_fields[] = {
	{ "version", FIELD_INT, AT(start_input, version), .max = INT32_MAX },
};
const size_t start_fields_n = COUNT(start_fields);

const struct field finish_fields[] = {
	{ "version", FIELD_INT, AT(finish_input, version), .max = INT32_MAX },
	{ "made", FIELD_INT, AT(finish_input, made), true, 0, PRODUCTION_UNITS_MAX,
	  .missing = N_("Enter how many were made, 0 for none") },
	{ "scrapped", FIELD_INT, AT(finish_input, scrapped), .max = PRODUCTION_UNITS_MAX },
	{ "why", FIELD_TEXT, AT(finish_input, why), .max = 300 },
};
const size_t finish_fields_n = COUNT(finish_fields);
