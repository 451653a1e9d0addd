/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often somebody buys the same thing again, from the orders there are. */
#include "order/usual.h"

#define DAY INSTANT_DAY

/*
 *	orders	span		every
 *	< 4	any		0: too few to say
 *	>= 4	less than half	0: all at once is no rhythm
 *		a day each
 *	>= 4	more		the mean gap, in whole days
 */
int usual_every(int orders, struct instant first, struct instant last)
{
	int64_t gap;

	if (orders < USUAL_LEAST)
		return 0;
	gap = (last.us - first.us) / (orders - 1);
	return (int)((gap + DAY / 2) / DAY);
}

enum usual_standing usual_standing(int every, struct instant last, struct instant now)
{
	if (every == 0)
		return USUAL_UNKNOWN;
	return now.us > last.us + every * DAY ? USUAL_OVERDUE : USUAL_ON_TRACK;
}

const char *const usual_standing_word[USUAL__MAX] = {
	[USUAL_UNKNOWN] = "unknown",
	[USUAL_ON_TRACK] = "on_track",
	[USUAL_OVERDUE] = "overdue",
};
