/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pages of the ways messages go take. */
#ifndef REGULARS_NOTIFY_CHANNEL_INPUT_H
#define REGULARS_NOTIFY_CHANNEL_INPUT_H

#include "web/web.h"

struct channel_input {
	const char *url, *headers, *body, *good_member, *good_value, *secret;
	int format;
	bool is_on, forget_secret;
};
extern const struct field channel_fields[];
extern const size_t channel_fields_n;

struct channel_try_input {
	const char *to;
};
extern const struct field channel_try_fields[];
extern const size_t channel_try_fields_n;

#endif
