/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of time: the calendar against the C library's, zones, clock changes. */
#include "base/instant.h"
#include <stdlib.h>
#include <time.h>
#include "base/rows.h"

static struct instant parse(const char *text)
{
	struct instant t = INSTANT_NONE;

	ck_assert_msg(instant_parse(text, &t), "%s is no instant", text);
	return t;
}

START_TEST(calendar_agrees_with_the_c_library)
{
	/* A prime step walks through all hours, days and leap years from 1900 to 9999. */
	for (int64_t s = INT64_C(-2208988800); s < INT64_C(253402300800); s += 30011777) {
		struct civil c = instant_to_utc((struct instant){ s * INSTANT_SECOND + 5 });
		time_t t = (time_t)s;
		struct tm tm;

		gmtime_r(&t, &tm);
		require(c.year == tm.tm_year + 1900);
		require(c.month == tm.tm_mon + 1);
		require(c.day == tm.tm_mday);
		require(c.hour == tm.tm_hour);
		require(c.minute == tm.tm_min);
		require(c.second == tm.tm_sec);
		require(c.weekday == tm.tm_wday);
		require(c.micro == 5);
		require(c.offset == 0);
		require(instant_from_utc(&c).us == s * INSTANT_SECOND + 5);
	}
}
END_TEST

START_TEST(edges_of_the_calendar_hold)
{
	static const struct {
		const char *name;
		int64_t seconds;
		int weekday;
	} rows[] = {
		{ "1970-01-01T00:00:00Z", 0, 4 },
		{ "1999-12-31T23:59:59Z", 946684799, 5 },
		{ "2000-02-29T00:00:00Z", 951782400, 2 },
		{ "2024-02-29T12:00:00Z", 1709208000, 4 },
		{ "2038-01-19T03:14:08Z", 2147483648, 2 },
		{ "2100-03-01T00:00:00Z", 4107542400, 1 },
		{ "9999-12-31T23:59:59Z", 253402300799, 5 },
	};
	char text[40];

	for (each_row(rows)) {
		struct instant t = parse(row->name);

		check_int(row->name, t.us, row->seconds * INSTANT_SECOND);
		check_int(row->name, instant_to_utc(t).weekday, row->weekday);
		instant_format_utc(t, text, sizeof text);
		check_text(row->name, text, row->name);
	}
}
END_TEST

START_TEST(days_and_months_run_over)
{
	struct civil c = { .year = 2025, .month = 14, .day = 31 };
	char text[40];

	instant_format_utc(instant_from_utc(&c), text, sizeof text);
	ck_assert_str_eq(text, "2026-03-03T00:00:00Z");
	c = (struct civil){ .year = 2026, .month = 0, .day = 0 };
	instant_format_utc(instant_from_utc(&c), text, sizeof text);
	ck_assert_str_eq(text, "2025-11-30T00:00:00Z");
	c = (struct civil){ .year = 2026, .month = -11, .day = 1, .hour = 25 };
	instant_format_utc(instant_from_utc(&c), text, sizeof text);
	ck_assert_str_eq(text, "2025-01-02T01:00:00Z");
}
END_TEST

START_TEST(none_stays_none)
{
	char text[40] = "x";

	ck_assert(instant_is_none(instant_add(INSTANT_NONE, INSTANT_DAY)));
	ck_assert_int_eq(instant_add((struct instant){ 5 }, -7).us, -2);
	ck_assert_int_eq(instant_add((struct instant){ INT64_MAX }, 1).us, INT64_MAX);
	ck_assert(!instant_is_none(instant_add((struct instant){ INT64_MIN + 1 }, -1)));
	instant_format_utc(INSTANT_NONE, text, sizeof text);
	ck_assert_str_eq(text, "");
	instant_format_local(INSTANT_NONE, text, sizeof text);
	ck_assert_str_eq(text, "");
	instant_format_utc((struct instant){ INT64_MAX }, text, sizeof text);
	ck_assert_str_eq(text, "");
	instant_format_utc((struct instant){ 0 }, text, 39);
	ck_assert_str_eq(text, "");
	ck_assert_int_eq(instant_to_utc(INSTANT_NONE).year, 0);
	ck_assert_int_eq(instant_to_local(INSTANT_NONE).year, 0);
}
END_TEST

START_TEST(now_is_now)
{
	int64_t difference = instant_now().us - (int64_t)time(NULL) * INSTANT_SECOND;

	ck_assert_int_ge(difference, 0);
	ck_assert_int_lt(difference, 2 * INSTANT_SECOND);
}
END_TEST

START_TEST(unknown_zones_change_nothing)
{
	static const char *const bad[] = {
		"",           "Mars/Olympus", "../../etc/passwd", "/etc/localtime",
		"EST5EDT,M3", "Asia",         "Asia//Shanghai",   "zone.tab"
	};

	ck_assert(instant_set_zone("Asia/Shanghai"));
	for (size_t i = 0; i < count_of(bad); i++) {
		ck_assert_msg(!instant_set_zone(bad[i]), "%s is a zone", bad[i]);
		ck_assert_int_eq(instant_to_local((struct instant){ 0 }).offset, 480);
	}
	ck_assert(instant_set_zone("UTC"));
	ck_assert_int_eq(instant_to_local((struct instant){ 0 }).offset, 0);
}
END_TEST

/* A wall clock's time, the instant it means, and what a clock shows then. */
struct wall {
	const char *name, *zone;
	struct civil given;
	const char *utc, *local;
};

static const struct wall walls[] = {
	{ "plain",
	  "Asia/Shanghai",
	  { 2026, 11, 21, 9, 12, 0, 0, 0, 0 },
	  "2026-11-21T01:12:00Z",
	  "2026-11-21T09:12:00+08:00" },
	{ "microseconds",
	  "Asia/Shanghai",
	  { 2026, 11, 21, 9, 12, 0, 7, 0, 0 },
	  "2026-11-21T01:12:00.000007Z",
	  "2026-11-21T09:12:00.000007+08:00" },
	{ "before the gap",
	  "America/New_York",
	  { 2026, 3, 8, 1, 59, 59, 0, 0, 0 },
	  "2026-03-08T06:59:59Z",
	  "2026-03-08T01:59:59-05:00" },
	{ "start of the gap",
	  "America/New_York",
	  { 2026, 3, 8, 2, 0, 0, 0, 0, 0 },
	  "2026-03-08T07:00:00Z",
	  "2026-03-08T03:00:00-04:00" },
	{ "in the gap",
	  "America/New_York",
	  { 2026, 3, 8, 2, 30, 0, 5, 0, 0 },
	  "2026-03-08T07:00:00Z",
	  "2026-03-08T03:00:00-04:00" },
	{ "after the gap",
	  "America/New_York",
	  { 2026, 3, 8, 3, 0, 0, 0, 0, 0 },
	  "2026-03-08T07:00:00Z",
	  "2026-03-08T03:00:00-04:00" },
	{ "twice: the first",
	  "America/New_York",
	  { 2026, 11, 1, 1, 30, 0, 0, 0, 0 },
	  "2026-11-01T05:30:00Z",
	  "2026-11-01T01:30:00-04:00" },
	{ "after it was twice",
	  "America/New_York",
	  { 2026, 11, 1, 2, 0, 0, 0, 0, 0 },
	  "2026-11-01T07:00:00Z",
	  "2026-11-01T02:00:00-05:00" },
	{ "gap of London",
	  "Europe/London",
	  { 2026, 3, 29, 1, 15, 0, 0, 0, 0 },
	  "2026-03-29T01:00:00Z",
	  "2026-03-29T02:00:00+01:00" },
	{ "gap of half an hour",
	  "Australia/Lord_Howe",
	  { 2026, 10, 4, 2, 10, 0, 0, 0, 0 },
	  "2026-10-03T15:30:00Z",
	  "2026-10-04T02:30:00+11:00" },
	{ "midnight that is skipped",
	  "America/Santiago",
	  { 2026, 9, 6, 0, 0, 0, 0, 0, 0 },
	  "2026-09-06T04:00:00Z",
	  "2026-09-06T01:00:00-03:00" },
	{ "a day that never was",
	  "Pacific/Apia",
	  { 2011, 12, 30, 12, 0, 0, 0, 0, 0 },
	  "2011-12-30T10:00:00Z",
	  "2011-12-31T00:00:00+14:00" },
	{ "quarter of an hour",
	  "Asia/Kathmandu",
	  { 2026, 1, 1, 0, 0, 0, 0, 0, 0 },
	  "2025-12-31T18:15:00Z",
	  "2026-01-01T00:00:00+05:45" },
	{ "leap day",
	  "Asia/Shanghai",
	  { 2028, 2, 29, 0, 0, 0, 0, 0, 0 },
	  "2028-02-28T16:00:00Z",
	  "2028-02-29T00:00:00+08:00" },
	{ "tomorrow by the calendar",
	  "America/New_York",
	  { 2026, 3, 7 + 1, 12, 0, 0, 0, 0, 0 },
	  "2026-03-08T16:00:00Z",
	  "2026-03-08T12:00:00-04:00" },
};

START_TEST(wall_clocks_follow_the_zone)
{
	char text[40];

	for (each_row(walls)) {
		struct instant t;

		check_row(row, instant_set_zone(row->zone));
		t = instant_from_local(&row->given);
		instant_format_utc(t, text, sizeof text);
		check_text(row->name, text, row->utc);
		instant_format_local(t, text, sizeof text);
		check_text(row->name, text, row->local);
		check_int(row->name, parse(text).us, t.us);
	}
}
END_TEST

/* What a clock shows is always shown first at that instant, or also an hour before. */
START_TEST(every_hour_of_two_years_comes_back)
{
	static const char *const zones[] = { "America/New_York", "Asia/Shanghai", "Europe/London",
					     "Australia/Lord_Howe", "UTC" };

	for (size_t z = 0; z < count_of(zones); z++) {
		struct instant t = parse("2025-06-01T00:00:00Z");

		ck_assert(instant_set_zone(zones[z]));
		for (int hour = 0; hour < 2 * 365 * 24; hour++, t.us += INSTANT_HOUR) {
			struct civil c = instant_to_local(t);
			struct instant back = instant_from_local(&c);
			struct civil again = instant_to_local(back);

			require(back.us <= t.us);
			require(back.us >= t.us - INSTANT_HOUR);
			require(again.hour * 60 + again.minute == c.hour * 60 + c.minute);
			require(again.day == c.day);
		}
	}
}
END_TEST

START_TEST(days_begin_at_local_midnight)
{
	ck_assert(instant_set_zone("Asia/Shanghai"));
	ck_assert_int_eq(instant_local_day(parse("1970-01-01T00:00:00Z")), 0);
	ck_assert_int_eq(instant_local_day(parse("2026-11-20T15:59:59Z")), 20777);
	ck_assert_int_eq(instant_local_day(parse("2026-11-20T16:00:00Z")), 20778);
	ck_assert(instant_set_zone("America/New_York"));
	ck_assert_int_eq(instant_local_day(parse("1970-01-01T00:00:00Z")), -1);
}
END_TEST

/* Days on which clocks change have 23 or 25 hours. */
START_TEST(a_day_ends_where_the_next_begins)
{
	static const struct {
		const char *name, *at;
		int64_t days;
		const char *from, *to, *next;
	} rows[] = {
		{ "spring", "2027-03-27T23:00:00Z", 0, "2027-03-27T23:00:00Z",
		  "2027-03-28T21:59:59Z", "2027-03-28T22:00:00Z" },
		{ "autumn", "2027-10-30T22:00:00Z", 0, "2027-10-30T22:00:00Z",
		  "2027-10-31T22:59:59Z", "2027-10-31T23:00:00Z" },
		{ "the day after spring", "2027-03-27T23:00:00Z", 1, "2027-03-28T22:00:00Z",
		  "2027-03-29T21:59:59Z", "2027-03-28T22:00:00Z" },
		{ "the day after autumn", "2027-10-30T22:00:00Z", 1, "2027-10-31T23:00:00Z",
		  "2027-11-01T22:59:59Z", "2027-10-31T23:00:00Z" },
		{ "over the end of a year", "2026-12-31T12:00:00Z", 2, "2027-01-01T23:00:00Z",
		  "2027-01-02T22:59:59Z", "2026-12-31T23:00:00Z" },
	};

	ck_assert(instant_set_zone("Europe/Berlin"));
	for (each_row(rows)) {
		struct instant from, to;

		instant_day_window(parse(row->at), row->days, &from, &to);
		check_int(row->name, from.us, parse(row->from).us);
		check_int(row->name, to.us, parse(row->to).us);
		check_int(row->name, instant_next_day(parse(row->at)).us, parse(row->next).us);
	}
}
END_TEST

START_TEST(texts_are_parsed_strictly)
{
	static const struct {
		const char *name;
		int64_t wanted; /* microseconds; -1: refused */
	} rows[] = {
		{ "1970-01-01T00:00:00Z", 0 },
		{ "1970-01-01T00:00:01.5Z", 1500000 },
		{ "1970-01-01T00:00:01.123456Z", 1123456 },
		{ "1970-01-01T00:00:01.123456789Z", 1123456 },
		{ "1970-01-01T08:00:00+08:00", 0 },
		{ "1969-12-31T19:00:00-05:00", -1 },
		{ "1970-01-01T00:00:00-05:00", 5 * INSTANT_HOUR },
		{ "1970-01-01T00:00:00+00:00", 0 },
		{ "1970-01-01T00:00:00-23:59", 23 * INSTANT_HOUR + 59 * INSTANT_MINUTE },
		{ "9999-12-31T23:59:59.999999Z", INT64_C(253402300799999999) },
		{ "9999-12-31T23:59:59-00:01", -1 },
		{ "1970-01-01T00:00:00+00:01", -1 },
		{ "10000-01-01T00:00:00Z", -1 },
		{ "2026-02-29T00:00:00Z", -1 },
		{ "2100-02-29T00:00:00Z", -1 },
		{ "2026-04-31T00:00:00Z", -1 },
		{ "2026-00-01T00:00:00Z", -1 },
		{ "2026-13-01T00:00:00Z", -1 },
		{ "2026-01-00T00:00:00Z", -1 },
		{ "2026-01-01T24:00:00Z", -1 },
		{ "2026-01-01T00:60:00Z", -1 },
		{ "2026-01-01T00:00:60Z", -1 },
		{ "2026-01-01T00:00:00", -1 },
		{ "2026-01-01T00:00:00z", -1 },
		{ "2026-01-01t00:00:00Z", -1 },
		{ "2026-01-01 00:00:00Z", -1 },
		{ "2026-01-01T00:00:00.Z", -1 },
		{ "2026-01-01T00:00:00.1234567890Z", -1 },
		{ "2026-01-01T00:00:00,5Z", -1 },
		{ "2026-01-01T00:00:00+0800", -1 },
		{ "2026-01-01T00:00:00+24:00", -1 },
		{ "2026-01-01T00:00:00+08:60", -1 },
		{ "2026-01-01T00:00:00Z ", -1 },
		{ " 2026-01-01T00:00:00Z", -1 },
		{ "2026-1-1T00:00:00Z", -1 },
		{ "2026-01-01T00:00Z", -1 },
		{ "2026-01-01", -1 },
		{ "+026-01-01T00:00:00Z", -1 },
		{ "", -1 },
	};

	for (each_row(rows)) {
		struct instant t = { -1 };

		check_row(row, instant_parse(row->name, &t) == (row->wanted >= 0));
		check_int(row->name, t.us, row->wanted);
	}
}
END_TEST

Suite *base_instant_suite(void)
{
	Suite *s = suite_create("base_instant");
	TCase *t = tcase_create("instant");

	tcase_add_test(t, calendar_agrees_with_the_c_library);
	tcase_add_test(t, edges_of_the_calendar_hold);
	tcase_add_test(t, days_and_months_run_over);
	tcase_add_test(t, none_stays_none);
	tcase_add_test(t, now_is_now);
	tcase_add_test(t, unknown_zones_change_nothing);
	tcase_add_test(t, wall_clocks_follow_the_zone);
	tcase_add_test(t, every_hour_of_two_years_comes_back);
	tcase_add_test(t, days_begin_at_local_midnight);
	tcase_add_test(t, a_day_ends_where_the_next_begins);
	tcase_add_test(t, texts_are_parsed_strictly);
	suite_add_tcase(s, t);
	return s;
}
