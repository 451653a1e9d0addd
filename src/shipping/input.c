/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The field tables of parcels: one reads the HTML form and the JSON body alike. */
#include "shipping/input.h"
#include <stddef.h>
#include <string.h>

#define COUNT(a)         (sizeof(a) / sizeof *(a))
#define AT(type, member) offsetof(struct type, member)

/* ---- packing and handing over ---- */

#define SHIP_FIELDS(at)                                                                            \
	{ .name = "version",                                                                       \
	  .kind = FIELD_INT,                                                                       \
	  .offset = (at) + AT(ship_input, version),                                                \
	  .max = INT32_MAX },                                                                      \
		{ .name = "carrier",                                                               \
		  .kind = FIELD_TEXT,                                                              \
		  .offset = (at) + AT(ship_input, carrier),                                        \
		  .max = 16 },                                                                     \
		{ .name = "tracking_number",                                                       \
		  .kind = FIELD_TEXT,                                                              \
		  .offset = (at) + AT(ship_input, tracking_number),                                \
		  .max = 60 },                                                                     \
		{ .name = "promised_day",                                                          \
		  .kind = FIELD_DATE,                                                              \
		  .offset = (at) + AT(ship_input, promised_day) },                                 \
		{ .name = "promised_from",                                                         \
		  .kind = FIELD_TIME,                                                              \
		  .offset = (at) + AT(ship_input, promised_from) },                                \
	{                                                                                          \
		.name = "promised_to", .kind = FIELD_TIME,                                         \
		.offset = (at) + AT(ship_input, promised_to)                                       \
	}

const struct field ship_fields[] = { SHIP_FIELDS(0) };
const size_t ship_fields_n = COUNT(ship_fields);

static const struct field line_fields[] = {
	{ .name = "order_line",
	  .kind = FIELD_ID,
	  .offset = AT(pack_line_input, order_line),
	  .required = true },
	{ .name = "quantity",
	  .kind = FIELD_INT,
	  .offset = AT(pack_line_input, quantity),
	  .min = 0,
	  .max = 1000000 },
};
static const struct field also_fields[] = {
	{ .name = "number",
	  .kind = FIELD_NUMBER_ORDER,
	  .offset = AT(pack_order_input, number),
	  .required = true },
};

const struct field pack_fields[] = {
	SHIP_FIELDS(AT(pack_input, ship)),
	{ .name = "lines",
	  .kind = FIELD_LIST,
	  .offset = AT(pack_input, lines),
	  .min = 1,
	  .max = PARCEL_LINES_MAX,
	  .sub = line_fields,
	  .n_sub = COUNT(line_fields),
	  .sub_size = sizeof(struct pack_line_input) },
	{ .name = "also",
	  .kind = FIELD_LIST,
	  .offset = AT(pack_input, also),
	  .max = PARCEL_ORDERS_MAX - 1,
	  .sub = also_fields,
	  .n_sub = COUNT(also_fields),
	  .sub_size = sizeof(struct pack_order_input) },
};
const size_t pack_fields_n = COUNT(pack_fields);

static struct instant last_second(struct instant day)
{
	return instant_add(instant_next_day(day), -INSTANT_SECOND);
}

struct ship_draft ship_draft_of(const struct ship_input *in)
{
	bool day = !instant_is_none(in->promised_day);

	return (struct ship_draft){
		.carrier = in->carrier,
		.tracking_number = in->tracking_number,
		.promised_from = day ? in->promised_day : in->promised_from,
		.promised_to = day ? last_second(in->promised_day) : in->promised_to,
		.at = INSTANT_NONE,
	};
}

/* ---- news ---- */

#define NEWS_FIELDS(at_required)                                                                   \
	{ .name = "state",                                                                         \
	  .kind = FIELD_ENUM,                                                                      \
	  .offset = AT(news_input, state),                                                         \
	  .required = true,                                                                        \
	  .words = parcel_state_word,                                                              \
	  .n_words = PARCEL_STATE__MAX,                                                            \
	  .label = "parcel",                                                                       \
	  .missing = N_("Choose what happened") },                                                 \
		{ .name = "at",                                                                    \
		  .kind = FIELD_TIME,                                                              \
		  .offset = AT(news_input, at),                                                    \
		  .required = (at_required) },                                                     \
		{ .name = "place",                                                                 \
		  .kind = FIELD_TEXT,                                                              \
		  .offset = AT(news_input, place),                                                 \
		  .max = 120 },                                                                    \
		{ .name = "words",                                                                 \
		  .kind = FIELD_NOTE,                                                              \
		  .offset = AT(news_input, words),                                                 \
		  .max = 500 },                                                                    \
		{ .name = "lang", .kind = FIELD_TEXT, .offset = AT(news_input, lang), .max = 5 },  \
	{                                                                                          \
		.name = "problem", .kind = FIELD_ENUM, .offset = AT(news_input, problem),          \
		.words = parcel_problem_word, .n_words = PARCEL_PROBLEM__MAX, .label = "problem"   \
	}

const struct field news_fields[] = { NEWS_FIELDS(false) };
const size_t news_fields_n = COUNT(news_fields);

/* A program that sends it again must send the same: the time is its own, not ours. */
const struct field numbered_news_fields[] = {
	{ .name = "tracking_number",
	  .kind = FIELD_TEXT,
	  .offset = AT(news_input, tracking_number),
	  .required = true,
	  .max = 60 },
	{ .name = "carrier", .kind = FIELD_TEXT, .offset = AT(news_input, carrier), .max = 16 },
	NEWS_FIELDS(true),
};
const size_t numbered_news_fields_n = COUNT(numbered_news_fields);

static bool is_language(const char *s)
{
	return strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-") == strlen(s);
}

bool news_of(const struct news_input *in, enum lang reader, struct parcel_news *out,
	     struct field_errors *errors)
{
	*out = (struct parcel_news){ .tracking_number = in->tracking_number,
				     .carrier = in->carrier,
				     .state = (enum parcel_state)in->state,
				     .at = in->at,
				     .place = in->place,
				     .words = in->words,
				     .lang = in->lang ? in->lang : lang_tag[reader],
				     .problem = (enum parcel_problem)in->problem };
	if (is_language(out->lang))
		return true;
	field_error(errors, "/lang", "not_a_language", N_("Enter a language like en or zh-CN"),
		    NULL);
	return false;
}

/* ---- the rest ---- */

const struct field promise_fields_of_parcel[] = {
	{ .name = "version",
	  .kind = FIELD_INT,
	  .offset = AT(promise_input, version),
	  .max = INT32_MAX },
	{ .name = "from_day", .kind = FIELD_DATE, .offset = AT(promise_input, from_day) },
	{ .name = "to_day", .kind = FIELD_DATE, .offset = AT(promise_input, to_day) },
	{ .name = "from", .kind = FIELD_TIME, .offset = AT(promise_input, from) },
	{ .name = "to", .kind = FIELD_TIME, .offset = AT(promise_input, to) },
	{ .name = "reason",
	  .kind = FIELD_ENUM,
	  .offset = AT(promise_input, reason),
	  .words = parcel_problem_word,
	  .n_words = PARCEL_PROBLEM__MAX,
	  .label = "problem" },
};
const size_t promise_fields_of_parcel_n = COUNT(promise_fields_of_parcel);

struct promise_draft promise_draft_of(const struct promise_input *in)
{
	struct promise_draft d = { .from = in->from,
				   .to = in->to,
				   .problem = (enum parcel_problem)in->reason };
	bool span = !instant_is_none(in->to_day);

	if (!instant_is_none(in->from_day)) {
		d.from = in->from_day;
		d.to = last_second(span ? in->to_day : in->from_day);
	}
	return d;
}

const struct field parcel_act_fields[] = {
	{ .name = "version",
	  .kind = FIELD_INT,
	  .offset = AT(parcel_act_input, version),
	  .max = INT32_MAX },
	{ .name = "at", .kind = FIELD_TIME, .offset = AT(parcel_act_input, at) },
};
const size_t parcel_act_fields_n = COUNT(parcel_act_fields);

const struct field movement_fields[] = {
	{ .name = "n", .kind = FIELD_TEXT, .offset = AT(movement_input, n), .max = 60 },
};
const size_t movement_fields_n = COUNT(movement_fields);
