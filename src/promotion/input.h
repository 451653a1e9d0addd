/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forms of promotions; for the files of promotion/ alone. */
#ifndef REGULARS_PROMOTION_INPUT_H
#define REGULARS_PROMOTION_INPUT_H

#include "promotion/manage.h"
#include "web/web.h"

/* Whose promotions a list is of. */
enum promotion_of { PROMOTION_OF_SHOP, PROMOTION_OF_REWARDS, PROMOTION_OF__MAX };
extern const char *const promotion_of_word[PROMOTION_OF__MAX];
struct promotion_list_input {
	int of;
};
struct promotion_input {
	const char *name_en, *name_zh, *percent, *only, *except, *parts, *code, *channel;
	int kind;
	int64_t amount, buy, get, minimum, most, limit_total, limit_customer, code_limit, version;
	uint64_t tier;
	bool needs_code, is_first, is_alone, gives_back;
	struct instant from, until;
};
extern const struct field promotion_fields[], promotion_change_fields[], promotion_code_fields[],
	promotion_code_end_fields[];
extern const size_t promotion_fields_n, promotion_change_fields_n, promotion_code_fields_n,
	promotion_code_end_fields_n;

/* What is wrong stands beside its field. */
struct promotion promotion_of(struct work *w, const struct promotion_input *in,
			      struct field_errors *errors);
/* Of what may be changed. */
struct promotion promotion_change_of(const struct promotion_input *in, struct field_errors *errors);
/* needed: there has to be one. */
struct promotion_code promotion_code_of(const struct promotion_input *in, bool needed,
					struct field_errors *errors);

#endif
