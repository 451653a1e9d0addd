/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms of rewards; for the files of member/ alone. */
#ifndef REGULARS_MEMBER_REWARD_INPUT_H
#define REGULARS_MEMBER_REWARD_INPUT_H

#include "member/reward.h"
#include "web/web.h"

struct reward_input {
	const char *name_en, *name_zh, *more_en, *more_zh, *percent, *sku;
	int kind, period;
	int64_t amount, minimum, most, points, stock, limit_total, limit_customer, limit_period,
		code_days, version;
	uint64_t tier;
	bool is_on, is_birthday;
	struct instant from, until;
};
extern const struct field reward_fields[], reward_change_fields[], claim_return_fields[];
extern const size_t reward_fields_n, reward_change_fields_n, claim_return_fields_n;
struct claim_input {
	uint64_t id;
};

/* Reads a new one (was NULL), or what may change of one that is there; false: something is wrong,
 * and stands beside its field. */
bool reward_read(struct request *req, struct work *w, const struct reward *was, struct reward *out,
		 struct field_errors *errors) __attribute__((warn_unused_result));

#endif
