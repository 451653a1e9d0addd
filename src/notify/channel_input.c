/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The field tables of the ways messages go. */
#include "notify/channel_input.h"

#include <stddef.h>
#include "notify/channel.h"

#define COUNT(a)   (sizeof(a) / sizeof *(a))
#define AT(member) offsetof(struct channel_input, member)

const struct field channel_fields[] = {
	{ "is_on", FIELD_BOOL, AT(is_on) },
	{ "url", FIELD_TEXT, AT(url), true, 1, CALL_URL,
	  .missing = N_("Enter the address, beginning with https://") },
	{ "format", FIELD_ENUM, AT(format), true, .words = channel_format_word,
	  .n_words = FORMAT__MAX, .label = "channel_format", .missing = N_("Choose one of these") },
	{ "headers", FIELD_NOTE, AT(headers), .max = CHANNEL_HEADERS },
	{ "body", FIELD_NOTE, AT(body), true, 1, CHANNEL_BODY,
	  .missing = N_("Enter what is sent, with a placeholder where the message goes") },
	{ "good_member", FIELD_TEXT, AT(good_member), .max = CHANNEL_WORD },
	{ "good_value", FIELD_TEXT, AT(good_value), .max = CHANNEL_WORD },
	{ "secret", FIELD_SECRET, AT(secret), .max = CHANNEL_SECRET },
	{ "forget_secret", FIELD_BOOL, AT(forget_secret) },
};
const size_t channel_fields_n = COUNT(channel_fields);

const struct field channel_try_fields[] = {
	{ "to", FIELD_TEXT, offsetof(struct channel_try_input, to), true, 1, CHANNEL_TO,
	  .missing = N_("Enter who gets the test") },
};
const size_t channel_try_fields_n = COUNT(channel_try_fields);
