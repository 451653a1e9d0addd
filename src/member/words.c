/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words that rows and programs use for members' points. */
#include "member/book.h"
#include "member/member.h"

const char *const member_entry_word[MEMBER_ENTRY_KIND__MAX] = {
	[POINTS_EARNED] = "earned",     [POINTS_RELEASED] = "released",
	[POINTS_REVERSED] = "reversed", [POINTS_USED] = "used",
	[POINTS_EXPIRED] = "expired",   [POINTS_SETTLED] = "settled",
	[POINTS_GIVEN] = "given",       [POINTS_TAKEN] = "taken",
	[POINTS_PARTED] = "parted",     [POINTS_RETURNED] = "returned",
	[POINTS_INVITED] = "invited",
};

const char *const member_filter_word[MEMBER_FILTER__MAX] = {
	[POINTS_OF_ALL] = "all",
	[POINTS_THAT_CAME] = "earned",
	[POINTS_THAT_WENT] = "used",
	[POINTS_THAT_ENDED] = "expired",
};
