/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be sent to parcels: field tables and the structs they fill, for the web files of
 * shipping/ alone. */
#ifndef REGULARS_SHIPPING_INPUT_H
#define REGULARS_SHIPPING_INPUT_H

#include "shipping/shipping.h"
#include "web/web.h"

/* Carrier, number and promise: of packing and of handing over. */
struct ship_input {
	int64_t version;
	const char *carrier, *tracking_number;
	struct instant promised_day;               /* desk: a whole day */
	struct instant promised_from, promised_to; /* programs: to the minute */
};
struct pack_line_input {
	uint64_t order_line;
	int64_t quantity;
};
struct pack_order_input {
	const char *number;
};
struct pack_input {
	struct ship_input ship;
	struct field_rows lines; /* struct pack_line_input */
	struct field_rows also;  /* struct pack_order_input: orders that go along */
};
struct news_input {
	const char *carrier, *tracking_number; /* where the path names no parcel */
	int state, problem;
	struct instant at;
	const char *place, *words, *lang;
};
struct promise_input {
	int64_t version;
	struct instant from_day, to_day, from, to;
	int reason;
};
struct parcel_act_input {
	int64_t version;
	struct instant at;
};
extern const struct field ship_fields[], pack_fields[], news_fields[], numbered_news_fields[],
	promise_fields_of_parcel[], parcel_act_fields[], movement_fields[];
extern const size_t ship_fields_n, pack_fields_n, news_fields_n, numbered_news_fields_n,
	promise_fields_of_parcel_n, parcel_act_fields_n, movement_fields_n;
struct movement_input {
	const char *n;
};

/* A day is meant from its first to its last second. */
struct ship_draft ship_draft_of(const struct ship_input *in);
struct promise_draft promise_draft_of(const struct promise_input *in);
/* False: the language is none; *errors says so. */
bool news_of(const struct news_input *in, enum lang reader, struct parcel_news *out,
	     struct field_errors *errors);

#endif
