/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of what customers tell about themselves, each with its own consent. */
#include "customer/consent.h"
#include "customer/input.h"

#define ABOUT(member) offsetof(struct about_input, member)
#define AGREE(word, which)                                                                         \
	{                                                                                          \
		.name = word "_ok", .kind = FIELD_BOOL, .offset = ABOUT(agrees[which])             \
	}
const struct field about_fields[ABOUT_FIELDS] = {
	{ .name = "birthday", .kind = FIELD_DATE, .offset = ABOUT(birthday) },
	AGREE("birthday", CONSENT_BIRTHDAY),
	{ .name = "gender",
	  .kind = FIELD_ENUM,
	  .offset = ABOUT(gender),
	  .words = gender_word,
	  .n_words = GENDERS,
	  .label = "gender" },
	AGREE("gender", CONSENT_GENDER),
	{ .name = "occupation", .kind = FIELD_TEXT, .offset = ABOUT(occupation), .max = 80 },
	AGREE("occupation", CONSENT_OCCUPATION),
	{ .name = "income",
	  .kind = FIELD_ENUM,
	  .offset = ABOUT(income),
	  .words = income_word,
	  .n_words = INCOMES,
	  .label = "income" },
	AGREE("income", CONSENT_INCOME),
	{ .name = "version",
	  .kind = FIELD_INT,
	  .offset = ABOUT(version),
	  .required = true,
	  .min = 0,
	  .max = INT32_MAX },
};
