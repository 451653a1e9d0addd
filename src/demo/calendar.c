/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days and hours of the demo shop. */
#include "demo/calendar.h"

enum { OPENS = 9, CLOSES = 22 };

struct instant day_at(int64_t day, int hour, int minute)
{
	struct civil c = instant_to_utc((struct instant){ day * INSTANT_DAY });

	c.hour = hour;
	c.minute = minute;
	return instant_from_local(&c);
}

int hour_of(struct instant t)
{
	return instant_to_local(t).hour;
}

struct instant day_between(int64_t day, int from_hour, int to_hour, struct dice *d)
{
	struct instant from = day_at(day, from_hour, 0);

	return instant_add(from, dice_time(d, 0, (to_hour - from_hour) * INSTANT_HOUR));
}

struct instant day_order_time(int64_t day, struct dice *d)
{
	static const int weights[24] = { 8,  4,  2,  1,  1,  2,  6,  14, 26, 38, 46, 44,
					 52, 40, 34, 36, 38, 40, 42, 54, 70, 74, 56, 26 };
	int hour = (int)dice_weighted(d, weights, 24);

	return instant_add(day_at(day, hour, 0), dice_time(d, 0, INSTANT_HOUR - INSTANT_SECOND));
}

struct instant in_opening_hours(struct instant t, struct dice *d)
{
	int hour = hour_of(t);

	if (hour >= OPENS && hour < CLOSES)
		return t;
	return day_between(instant_local_day(t) + (hour >= CLOSES), OPENS, OPENS + 2, d);
}
