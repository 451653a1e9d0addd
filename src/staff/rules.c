/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far somebody has come here. */
#include "staff/staff.h"

const char *const staff_state_word[STAFF_STATE__MAX] = {
	[STAFF_INVITED] = "invited",
	[STAFF_ACTIVE] = "active",
	[STAFF_LEFT] = "left",
};
