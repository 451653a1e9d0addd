/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pages of notices take. */
#ifndef REGULARS_NOTICE_INPUT_H
#define REGULARS_NOTICE_INPUT_H

#include "web/web.h"

struct notice_seen_input {
	uint64_t up_to; /* a notice */
};
extern const struct field notice_seen_fields[];
extern const size_t notice_seen_fields_n;

struct notice_choice_input { /* enum notice_reach each, by enum notice_kind */
	int page[4], mail[4];
};
extern const struct field notice_choice_fields[];
extern const size_t notice_choice_fields_n;

#endif
