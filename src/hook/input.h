/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pages of webhooks take. */
#ifndef REGULARS_HOOK_INPUT_H
#define REGULARS_HOOK_INPUT_H

#include "web/web.h"

struct hook_input {
	const char *name, *url;
	bool all_events;          /* then the list says nothing */
	struct field_rows events; /* const char * each: a word of order_event_word */
	int64_t version;
};
extern const struct field hook_fields[];
extern const size_t hook_fields_n;

struct hook_range_input {
	struct instant from, to; /* days; to is inside */
	bool only_failed;
};
extern const struct field hook_range_fields[];
extern const size_t hook_range_fields_n;

#endif
