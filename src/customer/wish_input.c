/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of wishes. */
#include "customer/input.h"
#include "customer/wish.h"

#define WISH(member) offsetof(struct wish_input, member)
#define WISH_FIELD(which, word)                                                                    \
	[which] = {                                                                                \
		.name = word, .kind = FIELD_NOTE, .offset = WISH(body[which]), .max = WISH_CHARS   \
	}
const struct field wish_fields[WISH_FIELDS] = {
	WISH_FIELD(WISH_ALLERGY, "allergy"),
	WISH_FIELD(WISH_PACKING, "packing"),
	WISH_FIELD(WISH_DELIVERY_TIME, "delivery_time"),
	WISH_FIELD(WISH_TASTE, "taste"),
	WISH_FIELD(WISH_OTHER, "other"),
	[WISH__MAX] = { .name = "address", .kind = FIELD_ID, .offset = WISH(address) },
	[WISH__MAX + 1] = { .name = "version",
			    .kind = FIELD_INT,
			    .offset = WISH(version),
			    .required = true,
			    .min = 0,
			    .max = INT32_MAX },
};
