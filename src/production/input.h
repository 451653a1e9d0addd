/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pages of production and programs send. */
#ifndef REGULARS_PRODUCTION_INPUT_H
#define REGULARS_PRODUCTION_INPUT_H

#include "web/web.h"

struct plan_line_input {
	uint64_t line;
	int64_t quantity;
};
struct plan_input {
	const char *sku, *note;
	struct field_rows lines;
	int64_t planned;
	struct instant due;
	bool start;
};
extern const struct field plan_fields[];
extern const size_t plan_fields_n;

struct start_input {
	int64_t version;
};
extern const struct field start_fields[];
extern const size_t start_fields_n;

struct finish_input {
	int64_t version, made, scrapped;
	const char *why;
};
extern const struct field finish_fields[];
extern const size_t finish_fields_n;

#endif
