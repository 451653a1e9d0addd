/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of batches' states, as programs and the catalogue know them. */
#include "production/production.h"

const char *const production_state_word[PRODUCTION_STATE__MAX] = {
	[PRODUCTION_PLANNED] = "planned",
	[PRODUCTION_STARTED] = "in_production",
	[PRODUCTION_MADE] = "made",
	[PRODUCTION_SCRAPPED] = "scrapped",
};
const char *const production_refusal_word[PRODUCTION_REFUSAL__MAX] = {
	[PRODUCTION_OK] = "ok",
	[PRODUCTION_NOT_FOUND] = "not_found",
	[PRODUCTION_STALE] = "stale",
	[PRODUCTION_NOT_NOW] = "not_now",
	[PRODUCTION_NO_SKU] = "unknown_sku",
	[PRODUCTION_NOTHING] = "nothing_to_make",
	[PRODUCTION_TOO_MANY] = "too_much",
	[PRODUCTION_TOO_FEW] = "too_few",
	[PRODUCTION_LINE] = "not_now",
	[PRODUCTION_BEYOND] = "beyond",
	[PRODUCTION_NEEDS_REASON] = "needs_reason",
};
