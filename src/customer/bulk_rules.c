/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who can be given a tag, or lose it, together with others. */
#include "customer/bulk.h"

const char *const customer_act_word[CUSTOMER_ACT__MAX] = {
	[CUSTOMER_ACT_TAG] = "tag",
	[CUSTOMER_ACT_UNTAG] = "untag",
};

const char *customer_bulk_refuses(enum customer_act act, bool bears, size_t n_tags)
{
	if (act == CUSTOMER_ACT_UNTAG)
		return bears ? NULL : "not_tagged";
	if (bears)
		return "tagged";
	return n_tags >= TAGS_MAX ? "tags_full" : NULL;
}
