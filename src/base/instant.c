/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar arithmetic of our own; only the zone's offset is asked of the C library. */
#include "base/instant.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DAY_SECONDS INT64_C(86400)
#define TABLE_END   INT64_C(4102444800) /* 2100-01-01 */

struct instant instant_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (struct instant){ now.tv_sec * INSTANT_SECOND + now.tv_nsec / 1000 };
}

struct instant instant_add(struct instant t, int64_t us)
{
	if (instant_is_none(t))
		return t;
	if (__builtin_add_overflow(t.us, us, &t.us) || instant_is_none(t))
		t.us = us < 0 ? INT64_MIN + 1 : INT64_MAX;
	return t;
}

/* Division that rounds down, for moments before 1970. */
static int64_t floor_div(int64_t value, int64_t by)
{
	return value / by - (value % by < 0);
}

/* Days since 1970-01-01. Years are counted from March, so that the leap day is their last. */
static int64_t days_from_date(int64_t year, int64_t month, int64_t day)
{
	int64_t y, m, era, of_era;

	year += floor_div(month - 1, 12);
	month -= floor_div(month - 1, 12) * 12;
	y = month > 2 ? year : year - 1;
	m = month > 2 ? month - 3 : month + 9;
	era = floor_div(y, 400);
	of_era = y - era * 400;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + (153 * m + 2) / 5 + day -
	       1 - 719468;
}

static void date_from_days(int64_t days, struct civil *c)
{
	int64_t era = floor_div(days + 719468, 146097);
	int64_t day = days + 719468 - era * 146097;
	int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	int64_t of_year = day - (year * 365 + year / 4 - year / 100);
	int64_t month = (5 * of_year + 2) / 153;

	c->day = (int)(of_year - (153 * month + 2) / 5 + 1);
	c->month = (int)(month < 10 ? month + 3 : month - 9);
	c->year = (int)(year + era * 400 + (c->month <= 2));
	c->weekday = (int)(days + 4 - floor_div(days + 4, 7) * 7);
}

static struct civil to_civil(struct instant t, int offset_minutes)
{
	int64_t us = instant_add(t, offset_minutes * INSTANT_MINUTE).us;
	int64_t days = floor_div(us, INSTANT_DAY);
	int64_t of_day = us - days * INSTANT_DAY;
	int seconds = (int)(of_day / INSTANT_SECOND);
	struct civil c = {
		.hour = seconds / 3600,
		.minute = seconds / 60 % 60,
		.second = seconds % 60,
		.micro = (int)(of_day % INSTANT_SECOND),
		.offset = offset_minutes,
	};

	date_from_days(days, &c);
	return c;
}

struct civil instant_to_utc(struct instant t)
{
	return instant_is_none(t) ? (struct civil){ 0 } : to_civil(t, 0);
}

struct instant instant_from_utc(const struct civil *c)
{
	int64_t days = days_from_date(c->year, c->month, c->day);
	int64_t seconds =
		days * DAY_SECONDS + c->hour * INT64_C(3600) + c->minute * INT64_C(60) + c->second;

	return (struct instant){ seconds * INSTANT_SECOND + c->micro };
}

/* A zone name is a path below the zone folder: no way out of it. */
static bool is_zone_name(const char *name)
{
	size_t len =
		strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-/");

	return len > 0 && len < 64 && !name[len] && name[0] != '/' && !strstr(name, "//");
}

static bool zone_exists(const char *name)
{
	const char *folder = getenv("TZDIR");
	char path[256], magic[4] = "";
	FILE *f;

	if (snprintf(path, sizeof path, "%s/%s", folder ? folder : "/usr/share/zoneinfo", name) >=
	    (int)sizeof path)
		return false;
	f = fopen(path, "rbe");
	if (!f)
		return false;
	if (fread(magic, 1, sizeof magic, f) != sizeof magic)
		magic[0] = '\0';
	fclose(f);
	return !memcmp(magic, "TZif", sizeof magic);
}

/* Minutes east of UTC. Whole ones, so that a local time printed is the same moment when read again.
 */
static int ask_offset(int64_t seconds)
{
	time_t at = (time_t)seconds;
	struct tm tm;

	return localtime_r(&at, &tm) ? (int)(tm.tm_gmtoff / 60) : 0;
}

/* The zone's offsets from 1970 to 2100. The C library works one out anew at each question, which
 * costs more than the rest of a date; process-wide, as the zone itself is. */
static struct change {
	int64_t from;
	int offset;
} changes[1024];
static size_t n_changes;

static int offset_at(int64_t seconds)
{
	size_t low = 0, high = n_changes;

	if (!n_changes || seconds < 0 || seconds >= TABLE_END)
		return ask_offset(seconds);
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (changes[middle].from <= seconds)
			low = middle;
		else
			high = middle;
	}
	return changes[low].offset;
}

/* The second at which the offset changes, between two seconds with different offsets. */
static int64_t change_between(int64_t low, int64_t high)
{
	int before = ask_offset(low);

	while (high - low > 1) {
		int64_t middle = low + (high - low) / 2;

		if (ask_offset(middle) == before)
			low = middle;
		else
			high = middle;
	}
	return high;
}

static void fill_table(void)
{
	const size_t most = sizeof changes / sizeof changes[0];

	changes[0] = (struct change){ 0, ask_offset(0) };
	n_changes = 1;
	for (int64_t week = 7 * DAY_SECONDS, at = week; at < TABLE_END; at += week) {
		int offset = ask_offset(at);

		if (offset == changes[n_changes - 1].offset)
			continue;
		if (n_changes == most) {
			n_changes = 0; /* ask each time */
			return;
		}
		changes[n_changes++] = (struct change){ change_between(at - week, at), offset };
	}
}

bool instant_set_zone(const char *name)
{
	char value[72];

	if (!is_zone_name(name))
		return false;
	if (strcmp(name, "UTC") != 0 && !zone_exists(name))
		return false;
	/* The colon makes it a file's name, never a rule like "EST5EDT". */
	snprintf(value, sizeof value, "%s%s", strcmp(name, "UTC") ? ":" : "", name);
	if (n_changes && getenv("TZ") && !strcmp(getenv("TZ"), value))
		return true;
	if (setenv("TZ", value, 1))
		return false;
	tzset();
	fill_table();
	return true;
}

struct civil instant_to_local(struct instant t)
{
	if (instant_is_none(t))
		return (struct civil){ 0 };
	return to_civil(t, offset_at(floor_div(t.us, INSTANT_SECOND)));
}

struct instant instant_from_local(const struct civil *c)
{
	int64_t wall = instant_from_utc(c).us;
	int64_t seconds = floor_div(wall, INSTANT_SECOND);
	int before = offset_at(seconds - DAY_SECONDS), after = offset_at(seconds + DAY_SECONDS);
	int larger = before > after ? before : after, smaller = before > after ? after : before;

	/* The larger offset gives the earlier instant: the first of two. */
	if (offset_at(seconds - larger * 60) == larger)
		return (struct instant){ wall - larger * INSTANT_MINUTE };
	if (offset_at(seconds - smaller * 60) == smaller)
		return (struct instant){ wall - smaller * INSTANT_MINUTE };
	return (struct instant){ change_between(seconds - DAY_SECONDS, seconds + DAY_SECONDS) *
				 INSTANT_SECOND };
}

int64_t instant_local_day(struct instant t)
{
	int64_t seconds = floor_div(t.us, INSTANT_SECOND);

	return floor_div(seconds + offset_at(seconds) * INT64_C(60), DAY_SECONDS);
}

/* Counted by the calendar: days on which clocks change are not 24 hours long. */
static struct instant day_begins(struct instant t, int64_t days)
{
	struct civil c = instant_to_local(t);

	c.day += (int)days;
	c.hour = c.minute = c.second = c.micro = 0;
	return instant_from_local(&c);
}

void instant_day_window(struct instant t, int64_t days, struct instant *from, struct instant *to)
{
	*from = day_begins(t, days);
	*to = instant_add(day_begins(t, days + 1), -INSTANT_SECOND);
}

struct instant instant_next_day(struct instant t)
{
	return day_begins(t, 1);
}
