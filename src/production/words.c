/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of batches' states, as programs and the catalogue know them. */
#include "production/production.h"

const char *const production_state_word[PRODUCTION_STATE__MAX] = {
	[PRODUCTION_PLANNED] = "planned",
	[PRODUCTION_STARTED] = "in_production",
	[PRODUCTION_MADE] = "made",
	[PRODUCTION_SCRAPPED] = "scrapped",
};
