/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms of tiers; for the files of member/ alone. */
#ifndef REGULARS_MEMBER_TIER_INPUT_H
#define REGULARS_MEMBER_TIER_INPUT_H

#include "member/tier.h"
#include "web/web.h"

struct tier_input {
	const char *name[LANG__MAX], *more[LANG__MAX], *entry, *stay, *rate;
	int64_t free_shipping_over; /* -1: not said */
	bool comes_first;
	int64_t version;
};
extern const struct field tier_fields[];
extern const size_t tier_fields_n;

struct scheme_input {
	int by;
	int64_t months, grace_days;
};
extern const struct field scheme_fields[];
extern const size_t scheme_fields_n;

/* What is wrong with an amount stands beside it. */
struct tier tier_of(const struct tier_input *in, enum tier_by by, const char *currency,
		    struct field_errors *errors);

#endif
