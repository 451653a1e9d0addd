/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be sent to orders: field tables and the structs they fill, for the web files of order/
 * alone. */
#ifndef REGULARS_ORDER_INPUT_H
#define REGULARS_ORDER_INPUT_H

/* before customer.h, which then gives its contact_fields */
#include "web/web.h"

#include "order/order.h"

struct line_input {
	const char *sku;
	int64_t quantity;
	const char *unit_price; /* decimal text; NULL: the list price */
};
enum { LINE_FIELDS = 3 };
extern const struct field line_fields[LINE_FIELDS];
/* Decimal text of an amount; NULL: *out = absent. */
void read_amount(const char *text, const char *name, const char *currency, int64_t absent,
		 int64_t *out, struct field_errors *e);
/* The lines of the rows that are not empty, n of them; errors under /<name>/<row>. */
size_t take_rows(const struct request *req, const struct field_rows *rows, const char *name,
		 const char *currency, struct order_draft_line *out, struct field_errors *e);
struct place_input {
	const char *source, *source_ref, *customer_ref, *note;
	int lang; /* -1: not said */
	int payment_method;
	bool pay_first, as_draft, no_promotions;
	const char *code; /* of a promotion */
	struct contact_draft contact;
	struct field_rows lines;
	const char *discount, *shipping; /* decimal text; NULL: none, or the shop's rule */
	struct instant promised_to;
};
extern const struct field place_fields[];
extern const size_t place_fields_n;
/* The draft of a checked input; false: *errors has more (amounts, lines nobody typed). */
bool place_draft(const struct request *req, struct place_input *in, struct order_draft *d,
		 struct field_errors *errors);

/* One table for all acts of staff on an order; each act reads what it needs. */
struct act_input {
	int64_t version;
	const char *note, *why;
	int reason; /* of hold_reason_word or cancel_reason_word */
	struct instant until, from;
	uint64_t line;
	int64_t quantity;
	int wait;
};
extern const struct field act_fields[], hold_fields[], cancel_fields[], cancel_line_fields[],
	wait_fields[], promise_fields[], note_fields[], reopen_fields[];
extern const size_t act_fields_n, hold_fields_n, cancel_fields_n, cancel_line_fields_n,
	wait_fields_n, promise_fields_n, note_fields_n, reopen_fields_n;

enum { HOLD_REASONS = 6 };
extern const char *const hold_reason_word[HOLD_REASONS], *const cancel_reason_word[];

struct edit_line_input { /* of a line that is there */
	uint64_t line;
	int64_t quantity;
	const char *unit_price;
};
struct edit_input {
	int64_t version;
	struct field_rows lines, add; /* edit_line_input, line_input */
	const char *discount, *shipping, *code, *why, *agreed;
	bool no_promotions;
};
extern const struct field edit_fields[];
extern const size_t edit_fields_n;
/* The change set of a checked input; false: *errors has more. */
bool edit_of(const struct request *req, const struct edit_input *in, const char *currency,
	     struct order_edit *e, struct field_errors *errors);

struct split_line_input {
	uint64_t line;
	int64_t quantity;
};
struct split_input {
	int64_t version;
	struct field_rows lines;
	const char *why;
};
extern const struct field split_fields[];
extern const size_t split_fields_n;

struct merge_input {
	int64_t version;
	const char *into, *why; /* into: a number */
};
extern const struct field merge_fields[];
extern const size_t merge_fields_n;

struct link_input {
	int64_t version;
	const char *other; /* a number */
	int kind;          /* enum link_kind */
};
extern const struct field link_fields[];
extern const size_t link_fields_n;

struct finding_input {
	int64_t version;
	int answer; /* enum finding_answer */
};
extern const struct field finding_fields[];
extern const size_t finding_fields_n;

struct address_input {
	int64_t version;
	const char *key,
		*proof; /* the link's token, and what shows that it is really the customer */
	struct contact_draft contact;
	int64_t agreed; /* what the order comes to there */
};
extern const struct field address_fields[];
extern const size_t address_fields_n;

struct own_input { /* a customer's own cancel and receipt */
	const char *key, *proof;
	int reason;
};
extern const struct field own_fields[];
extern const size_t own_fields_n;
extern const char *const own_cancel_reason[];
extern const size_t own_cancel_reason_n;

struct find_input {
	const char *order, *contact;
};
extern const struct field find_fields[];
extern const size_t find_fields_n;

#endif
