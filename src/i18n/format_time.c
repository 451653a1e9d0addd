/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates and times as a reader of each language writes them, in the shop's zone. */
#include "base/instant.h"
#include "i18n/i18n.h"

#define DASH         "–"
#define AGO_DAYS_MAX 6

static const char *const month_en[12] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
static const char *const weekday_word[LANG__MAX][7] = {
	[LANG_EN] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" },
	[LANG_ZH] = { "周日", "周一", "周二", "周三", "周四", "周五", "周六" },
};
static const char *const today_word[LANG__MAX] = { [LANG_EN] = "today", [LANG_ZH] = "今天" };
static const char *const yesterday_word[LANG__MAX] = {
	[LANG_EN] = "yesterday", [LANG_ZH] = "昨天"
};
static const char *const days_ago_word[LANG__MAX] = {
	[LANG_EN] = " days ago", [LANG_ZH] = " 天前"
};

static void add_two_digits(struct buf *b, int n)
{
	buf_addch(b, (char)('0' + n / 10));
	buf_addch(b, (char)('0' + n % 10));
}

static void add_clock(struct buf *b, const struct civil *c)
{
	add_two_digits(b, c->hour);
	buf_addch(b, ':');
	add_two_digits(b, c->minute);
}

/* "11月21", as it stands in front of a dash or of 日. */
static void add_day_zh(struct buf *b, const struct civil *c, bool with_year)
{
	if (with_year) {
		buf_addi(b, c->year);
		buf_addlit(b, "年");
	}
	buf_addi(b, c->month);
	buf_addlit(b, "月");
	buf_addi(b, c->day);
}

/* "11月21日" / "21 Nov", with the year where asked. */
static void add_day(struct buf *b, enum lang l, const struct civil *c, bool with_year)
{
	if (l == LANG_ZH) {
		add_day_zh(b, c, with_year);
		buf_addlit(b, "日");
		return;
	}
	buf_addi(b, c->day);
	buf_addch(b, ' ');
	buf_adds(b, month_en[c->month - 1]);
	if (with_year) {
		buf_addch(b, ' ');
		buf_addi(b, c->year);
	}
}

static void add_date(struct buf *b, enum lang l, const struct civil *c, bool with_year)
{
	if (l == LANG_ZH) {
		add_day(b, l, c, with_year);
		buf_addlit(b, "（");
		buf_adds(b, weekday_word[l][c->weekday]);
		buf_addlit(b, "）");
		return;
	}
	buf_adds(b, weekday_word[l][c->weekday]);
	buf_addch(b, ' ');
	add_day(b, l, c, with_year);
}

static bool other_year(const struct civil *c, struct instant now)
{
	return c->year != instant_to_local(now).year;
}

void format_date(struct buf *b, enum lang l, struct instant t, struct instant now)
{
	struct civil c = instant_to_local(t);

	add_date(b, l, &c, other_year(&c, now));
}

void format_date_short(struct buf *b, enum lang l, struct instant t)
{
	struct civil c = instant_to_local(t);

	if (l != LANG_ZH) {
		add_day(b, l, &c, false);
		return;
	}
	buf_addi(b, c.month);
	buf_addch(b, '/');
	buf_addi(b, c.day);
}

void format_day(struct buf *b, enum lang l, struct instant t, struct instant now)
{
	int64_t ago = instant_local_day(now) - instant_local_day(t);

	if (ago == 0)
		buf_adds(b, today_word[l]);
	else if (ago == 1)
		buf_adds(b, yesterday_word[l]);
	else
		format_date(b, l, t, now);
}

void format_time(struct buf *b, enum lang l, struct instant t)
{
	struct civil c = instant_to_local(t);

	(void)l;
	add_clock(b, &c);
}

void format_datetime(struct buf *b, enum lang l, struct instant t, struct instant now)
{
	struct civil c = instant_to_local(t);

	add_day(b, l, &c, other_year(&c, now));
	buf_adds(b, l == LANG_ZH ? " " : ", ");
	add_clock(b, &c);
}

void format_ago(struct buf *b, enum lang l, struct instant t, struct instant now)
{
	int64_t ago = instant_local_day(now) - instant_local_day(t);

	if (ago < 2 || ago > AGO_DAYS_MAX) {
		format_day(b, l, t, now);
		return;
	}
	buf_addi(b, ago);
	buf_adds(b, days_ago_word[l]);
}

/* Both ends on one day, and not simply all of it. */
static bool is_within_a_day(const struct civil *from, const struct civil *to)
{
	bool whole = !from->hour && !from->minute && to->hour == 23 && to->minute == 59;

	return !whole && (from->hour != to->hour || from->minute != to->minute);
}

/* "11月25–27日", "25–27 Nov": what both ends share is said once. */
static void add_days(struct buf *b, enum lang l, const struct civil *from, const struct civil *to,
		     bool with_year)
{
	bool same_year = from->year == to->year;
	bool same_month = same_year && from->month == to->month;

	if (l == LANG_ZH) {
		add_day_zh(b, from, with_year || !same_year);
		buf_adds(b, same_month ? DASH : "日" DASH);
		if (same_month)
			buf_addi(b, to->day);
		else
			add_day_zh(b, to, !same_year);
		buf_addlit(b, "日");
		return;
	}
	if (same_month) {
		buf_addi(b, from->day);
		buf_addlit(b, DASH);
	} else {
		add_day(b, l, from, !same_year);
		buf_addlit(b, " " DASH " ");
	}
	add_day(b, l, to, with_year || !same_year);
}

void format_window(struct buf *b, enum lang l, struct instant from, struct instant to,
		   struct instant now)
{
	struct civil start = instant_to_local(from), end = instant_to_local(to);

	if (instant_is_none(from) || instant_is_none(to)) {
		if (!instant_is_none(from) || !instant_is_none(to))
			format_day(b, l, instant_is_none(from) ? to : from, now);
		return;
	}
	if (instant_local_day(from) != instant_local_day(to)) {
		add_days(b, l, &start, &end, other_year(&end, now));
		return;
	}
	if (!is_within_a_day(&start, &end)) {
		format_day(b, l, from, now);
		return;
	}
	format_day(b, l, from, now);
	buf_adds(b, l == LANG_ZH ? " " : ", ");
	add_clock(b, &start);
	buf_addlit(b, DASH);
	add_clock(b, &end);
}

bool window_has_passed(struct instant from, struct instant to, struct instant now)
{
	struct instant last = instant_is_none(to) ? from : to;
	struct civil start = instant_to_local(from), end = instant_to_local(to);

	if (instant_is_none(last))
		return false;
	if (instant_local_day(last) != instant_local_day(now))
		return last.us < now.us;
	return !instant_is_none(from) && !instant_is_none(to) && last.us < now.us &&
	       instant_local_day(from) == instant_local_day(to) && is_within_a_day(&start, &end);
}
