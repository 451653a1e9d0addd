/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of a change set: what the order's lines are to be, what comes to them, and what it
 * costs. */
#include <stddef.h>
#include "base/money.h"
#include "guard.h"
#include "order/input.h"

#define COUNT(a)         (sizeof(a) / sizeof *(a))
#define AT(type, member) offsetof(struct type, member)

enum { ROWS_MAX = 200, AS_IT_IS = -1 };

static const struct field edit_line_fields[] = {
	{ "line", FIELD_ID, AT(edit_line_input, line), true, .missing = N_("Choose an item") },
	{ "quantity", FIELD_INT, AT(edit_line_input, quantity), true, 0, 1000000,
	  .missing = N_("Enter a quantity") },
	{ "unit_price", FIELD_TEXT, AT(edit_line_input, unit_price), .max = 24 },
};

const struct field edit_fields[] = {
	{ "version", FIELD_INT, AT(edit_input, version), true, 1, INT32_MAX },
	{ "lines", FIELD_LIST, AT(edit_input, lines), false, 0, ROWS_MAX, .sub = edit_line_fields,
	  .n_sub = COUNT(edit_line_fields), .sub_size = sizeof(struct edit_line_input) },
	{ "add", FIELD_LIST, AT(edit_input, add), false, 0, 64, .sub = line_fields,
	  .n_sub = LINE_FIELDS, .sub_size = sizeof(struct line_input) },
	{ "discount", FIELD_TEXT, AT(edit_input, discount), .max = 24 },
	{ "shipping", FIELD_TEXT, AT(edit_input, shipping), .max = 24 },
	{ "code", FIELD_TEXT, AT(edit_input, code), .max = 40 },
	{ "no_promotions", FIELD_BOOL, AT(edit_input, no_promotions) },
	{ "why", FIELD_TEXT, AT(edit_input, why), .max = 200 },
	{ "agreed", FIELD_TEXT, AT(edit_input, agreed), .max = 24 },
};
const size_t edit_fields_n = COUNT(edit_fields);

static void take_there(const struct request *req, const struct edit_input *in, const char *currency,
		       struct order_edit *e, struct field_errors *errors)
{
	const struct edit_line_input *rows = in->lines.v;

	for (size_t i = 0; i < in->lines.n; i++) {
		struct order_edit_line *l = &e->lines[e->n_lines++];
		size_t row = in->lines.index[i];

		*l = (struct order_edit_line){ .line = rows[i].line,
					       .quantity = rows[i].quantity,
					       .unit_milli = AS_IT_IS,
					       .row = row };
		if (rows[i].unit_price &&
		    (!money_parse_unit(rows[i].unit_price, currency, &l->unit_milli) ||
		     l->unit_milli < 0))
			field_error(errors, arena_printf(req->arena, "/lines/%zu/unit_price", row),
				    "not_an_amount", N_("Enter an amount like 12.50"), NULL);
	}
}

static void take_new(const struct request *req, const struct edit_input *in, const char *currency,
		     struct order_edit *e, struct field_errors *errors)
{
	struct order_draft_line *v =
		arena_array_of(req->arena, in->add.n + 1, struct order_draft_line);
	size_t n = take_rows(req, &in->add, "add", currency, v, errors);

	for (size_t i = 0; i < n; i++)
		e->lines[e->n_lines++] = (struct order_edit_line){ .sku = v[i].sku,
								   .quantity = v[i].quantity,
								   .unit_milli = v[i].unit_milli,
								   .row = v[i].row };
}

bool edit_of(const struct request *req, const struct edit_input *in, const char *currency,
	     struct order_edit *e, struct field_errors *errors)
{
	*e = (struct order_edit){ .lines = arena_array_of(req->arena, in->lines.n + in->add.n + 1,
							  struct order_edit_line),
				  .code = in->code,
				  .unpromoted = in->no_promotions,
				  .why = in->why,
				  .may_price = may(req, PERM_PRICES) };
	take_there(req, in, currency, e, errors);
	take_new(req, in, currency, e, errors);
	read_amount(in->discount, "discount", currency, AS_IT_IS, &e->discount, errors);
	read_amount(in->shipping, "shipping", currency, AS_IT_IS, &e->shipping, errors);
	read_amount(in->agreed, "agreed", currency, AS_IT_IS, &e->agreed, errors);
	return errors->n == 0;
}

/* ---- splitting and merging ---- */

static const struct field split_line_fields[] = {
	{ "line", FIELD_ID, AT(split_line_input, line), true, .missing = N_("Choose an item") },
	{ "quantity", FIELD_INT, AT(split_line_input, quantity), false, 0, 1000000 },
};
const struct field split_fields[] = {
	{ "version", FIELD_INT, AT(split_input, version), true, 1, INT32_MAX },
	{ "lines", FIELD_LIST, AT(split_input, lines), true, 0, ROWS_MAX, .sub = split_line_fields,
	  .n_sub = COUNT(split_line_fields), .sub_size = sizeof(struct split_line_input),
	  .missing = N_("Choose what goes to the new order") },
	{ "why", FIELD_TEXT, AT(split_input, why), .max = 200 },
};
const size_t split_fields_n = COUNT(split_fields);

const struct field merge_fields[] = {
	{ "version", FIELD_INT, AT(merge_input, version), .max = INT32_MAX },
	{ "into", FIELD_TEXT, AT(merge_input, into), true, 1, 20,
	  .missing = N_("Enter the other order’s number") },
	{ "why", FIELD_TEXT, AT(merge_input, why), .max = 200 },
};
const size_t merge_fields_n = COUNT(merge_fields);
