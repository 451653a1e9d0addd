/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The field tables of webhooks. */
#include "hook/input.h"

#include <stddef.h>
#include "call/call.h"
#include "hook/hook.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const struct field word_field[] = {
	{ "", FIELD_TEXT, .required = true, .max = 40, .missing = N_("Choose an event") },
};

const struct field hook_fields[] = {
	{ "name", FIELD_TEXT, offsetof(struct hook_input, name), true, 1, HOOK_NAME,
	  .missing = N_("Enter a name, for example what listens there") },
	{ "url", FIELD_TEXT, offsetof(struct hook_input, url), true, 1, CALL_URL,
	  .missing = N_("Enter the address, beginning with https://") },
	{ "all_events", FIELD_BOOL, offsetof(struct hook_input, all_events) },
	{ "events", FIELD_LIST, offsetof(struct hook_input, events), .max = ORDER_EVENT_KIND__MAX,
	  .sub = word_field, .n_sub = COUNT(word_field), .sub_size = sizeof(const char *) },
	{ "version", FIELD_INT, offsetof(struct hook_input, version), .max = INT32_MAX },
};
const size_t hook_fields_n = COUNT(hook_fields);

const struct field hook_range_fields[] = {
	{ "from", FIELD_DATE, offsetof(struct hook_range_input, from), true,
	  .missing = N_("Choose the first day") },
	{ "to", FIELD_DATE, offsetof(struct hook_range_input, to), true,
	  .missing = N_("Choose the last day") },
	{ "only_failed", FIELD_BOOL, offsetof(struct hook_range_input, only_failed) },
};
const size_t hook_range_fields_n = COUNT(hook_range_fields);
