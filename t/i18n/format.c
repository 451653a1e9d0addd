/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers, money, dates and times in both languages. Now is Saturday 2026-11-21 09:20 in Shanghai.
 */
#include <string.h>
#include "i18n/i18n.h"
#include "support/skip.h"

#define NOW "2026-11-21T09:20:00+08:00"

static struct instant at(const char *s)
{
	struct instant t = INSTANT_NONE;

	if (s)
		ck_assert_msg(instant_parse(s, &t), "%s", s);
	return t;
}

/* ---- numbers ---- */

static const struct {
	enum { MONEY, UNIT, SHORT, COUNT, PERCENT } format;
	int64_t n;
	const char *currency, *en, *zh;
} numbers[] = {
	{ MONEY, 123450, "CNY", "¥1,234.50", "¥1,234.50" },
	{ MONEY, -1692, "CNY", "−¥16.92", "−¥16.92" },
	{ MONEY, 0, "CNY", "¥0.00", "¥0.00" },
	{ MONEY, 5, "GBP", "£0.05", "£0.05" },
	{ MONEY, 99999, "USD", "$999.99", "$999.99" },
	{ MONEY, 100000, "EUR", "€1,000.00", "€1,000.00" },
	{ MONEY, 1234567, "JPY", "JP¥1,234,567", "JP¥1,234,567" },
	{ MONEY, -1234567, "KWD", "−KWD 1,234.567", "−KWD 1,234.567" },
	{ MONEY, 123450, "CHF", "CHF 1,234.50", "CHF 1,234.50" },
	{ UNIT, 82150, "CNY", "¥0.8215", "¥0.8215" },
	{ UNIT, 123450000, "CNY", "¥1,234.50", "¥1,234.50" },
	{ UNIT, 1, "CNY", "¥0.00001", "¥0.00001" },
	{ UNIT, -1234567, "JPY", "−JP¥1,234.567", "−JP¥1,234.567" },
	{ SHORT, 21990000, "CNY", "¥219.9K", "¥21.99 万" },
	{ SHORT, -21990000, "CNY", "−¥219.9K", "−¥21.99 万" },
	{ SHORT, 99999, "CNY", "¥999.99", "¥999.99" },
	{ SHORT, 100000, "CNY", "¥1.0K", "¥1,000.00" },
	{ SHORT, 999999, "CNY", "¥10.0K", "¥9,999.99" },
	{ SHORT, 1000000, "CNY", "¥10.0K", "¥1.00 万" },
	{ SHORT, 99994999, "CNY", "¥999.9K", "¥99.99 万" },
	{ SHORT, 99995000, "CNY", "¥1.0M", "¥100.00 万" },
	{ SHORT, 9999949999, "CNY", "¥100.0M", "¥9,999.95 万" },
	{ SHORT, 9999995000, "CNY", "¥100.0M", "¥1.00 亿" },
	{ SHORT, 1234567890000, "CNY", "¥12.3B", "¥123.46 亿" },
	{ SHORT, INT64_MAX, "CNY", "¥92,233,720.4B", "¥922,337,203.69 亿" },
	{ SHORT, 12345, "JPY", "JP¥12.3K", "JP¥1.23 万" },
	{ COUNT, 0, NULL, "0", "0" },
	{ COUNT, 999, NULL, "999", "999" },
	{ COUNT, 1000, NULL, "1,000", "1,000" },
	{ COUNT, -1234567, NULL, "−1,234,567", "−1,234,567" },
	{ COUNT, INT64_MIN, NULL, "−9,223,372,036,854,775,808", "−9,223,372,036,854,775,808" },
	{ PERCENT, 416, NULL, "41.6%", "41.6%" },
	{ PERCENT, 1000, NULL, "100%", "100%" },
	{ PERCENT, 5, NULL, "0.5%", "0.5%" },
	{ PERCENT, 0, NULL, "0%", "0%" },
	{ PERCENT, -21, NULL, "−2.1%", "−2.1%" },
	{ PERCENT, 12345678, NULL, "1,234,567.8%", "1,234,567.8%" },
};

static void add_number(struct buf *b, enum lang l, int i)
{
	int64_t n = numbers[i].n;

	switch (numbers[i].format) {
	case MONEY:
		format_money(b, l, n, numbers[i].currency);
		break;
	case UNIT:
		format_unit_price(b, l, n, numbers[i].currency);
		break;
	case SHORT:
		format_money_short(b, l, n, numbers[i].currency);
		break;
	case COUNT:
		format_count(b, l, n);
		break;
	case PERCENT:
		format_percent(b, l, n);
		break;
	}
}

START_TEST(number)
{
	struct arena *a = arena_new();
	struct buf en, zh;

	buf_init(&en, a);
	buf_init(&zh, a);
	add_number(&en, LANG_EN, _i);
	add_number(&zh, LANG_ZH, _i);
	ck_assert_str_eq(en.p, numbers[_i].en);
	ck_assert_str_eq(zh.p, numbers[_i].zh);
	arena_free(a);
}
END_TEST

/* ---- moments ---- */

static const struct {
	enum { DATE, DATE_SHORT, DAY, TIME, DATETIME, AGO } format;
	const char *t, *en, *zh;
} moments[] = {
	{ DATE, "2026-11-21T09:12:00+08:00", "Sat 21 Nov", "11月21日（周六）" },
	{ DATE, "2026-01-01T00:00:00+08:00", "Thu 1 Jan", "1月1日（周四）" },
	{ DATE, "2025-12-31T23:59:59+08:00", "Wed 31 Dec 2025", "2025年12月31日（周三）" },
	{ DATE, "2025-12-31T16:00:00Z", "Thu 1 Jan", "1月1日（周四）" },
	{ DATE, "2027-05-09T12:00:00+08:00", "Sun 9 May 2027", "2027年5月9日（周日）" },
	{ DATE_SHORT, "2026-11-21T09:12:00+08:00", "21 Nov", "11/21" },
	{ DATE_SHORT, "2026-02-03T09:12:00+08:00", "3 Feb", "2/3" },
	{ DAY, "2026-11-21T00:00:00+08:00", "today", "今天" },
	{ DAY, "2026-11-21T23:59:59+08:00", "today", "今天" },
	{ DAY, "2026-11-20T23:59:59+08:00", "yesterday", "昨天" },
	{ DAY, "2026-11-20T00:00:00+08:00", "yesterday", "昨天" },
	{ DAY, "2026-11-19T23:59:59+08:00", "Thu 19 Nov", "11月19日（周四）" },
	{ DAY, "2026-11-22T00:00:00+08:00", "Sun 22 Nov", "11月22日（周日）" },
	{ TIME, "2026-11-21T09:12:59+08:00", "09:12", "09:12" },
	{ TIME, "2026-11-21T16:00:00Z", "00:00", "00:00" },
	{ DATETIME, "2026-11-21T09:12:00+08:00", "21 Nov, 09:12", "11月21日 09:12" },
	{ DATETIME, "2025-06-01T21:06:00+08:00", "1 Jun 2025, 21:06", "2025年6月1日 21:06" },
	{ AGO, "2026-11-21T23:00:00+08:00", "today", "今天" },
	{ AGO, "2026-11-20T01:00:00+08:00", "yesterday", "昨天" },
	{ AGO, "2026-11-19T23:00:00+08:00", "2 days ago", "2 天前" },
	{ AGO, "2026-11-15T00:00:00+08:00", "6 days ago", "6 天前" },
	{ AGO, "2026-11-14T23:59:59+08:00", "Sat 14 Nov", "11月14日（周六）" },
	{ AGO, "2026-11-22T00:00:00+08:00", "Sun 22 Nov", "11月22日（周日）" },
};

static void add_moment(struct buf *b, enum lang l, int i)
{
	struct instant t = at(moments[i].t), now = at(NOW);

	switch (moments[i].format) {
	case DATE:
		format_date(b, l, t, now);
		break;
	case DATE_SHORT:
		format_date_short(b, l, t);
		break;
	case DAY:
		format_day(b, l, t, now);
		break;
	case TIME:
		format_time(b, l, t);
		break;
	case DATETIME:
		format_datetime(b, l, t, now);
		break;
	case AGO:
		format_ago(b, l, t, now);
		break;
	}
}

START_TEST(moment)
{
	struct arena *a = arena_new();
	struct buf en, zh;

	buf_init(&en, a);
	buf_init(&zh, a);
	ck_assert(instant_set_zone("Asia/Shanghai"));
	add_moment(&en, LANG_EN, _i);
	add_moment(&zh, LANG_ZH, _i);
	ck_assert_str_eq(en.p, moments[_i].en);
	ck_assert_str_eq(zh.p, moments[_i].zh);
	arena_free(a);
}
END_TEST

static const struct {
	const char *from, *to, *en, *zh;
} windows[] = {
	{ "2026-11-21T14:00:00+08:00", "2026-11-21T18:00:00+08:00", "today, 14:00–18:00",
	  "今天 14:00–18:00" },
	{ "2026-11-25T00:00:00+08:00", "2026-11-27T00:00:00+08:00", "25–27 Nov", "11月25–27日" },
	{ "2026-11-25T09:00:00+08:00", "2026-11-27T23:59:00+08:00", "25–27 Nov", "11月25–27日" },
	{ "2026-11-29T00:00:00+08:00", "2026-12-02T00:00:00+08:00", "29 Nov – 2 Dec",
	  "11月29日–12月2日" },
	{ "2026-12-30T00:00:00+08:00", "2027-01-02T00:00:00+08:00", "30 Dec 2026 – 2 Jan 2027",
	  "2026年12月30日–2027年1月2日" },
	{ "2027-03-01T00:00:00+08:00", "2027-03-04T00:00:00+08:00", "1–4 Mar 2027",
	  "2027年3月1–4日" },
	{ "2027-03-01T00:00:00+08:00", "2027-04-04T00:00:00+08:00", "1 Mar – 4 Apr 2027",
	  "2027年3月1日–4月4日" },
	{ "2026-11-23T00:00:00+08:00", "2026-11-23T00:00:00+08:00", "Mon 23 Nov",
	  "11月23日（周一）" },
	{ "2026-11-23T00:00:00+08:00", "2026-11-23T23:59:59+08:00", "Mon 23 Nov",
	  "11月23日（周一）" },
	{ "2026-11-21T18:00:00+08:00", "2026-11-21T18:00:00+08:00", "today", "今天" },
	{ "2026-11-23T00:00:00+08:00", "2026-11-23T12:00:00+08:00", "Mon 23 Nov, 00:00–12:00",
	  "11月23日（周一） 00:00–12:00" },
	{ NULL, "2026-11-23T12:00:00+08:00", "Mon 23 Nov", "11月23日（周一）" },
	{ "2026-11-23T12:00:00+08:00", NULL, "Mon 23 Nov", "11月23日（周一）" },
	{ NULL, NULL, "", "" },
};

START_TEST(window)
{
	struct arena *a = arena_new();
	struct buf en, zh;

	buf_init(&en, a);
	buf_init(&zh, a);
	ck_assert(instant_set_zone("Asia/Shanghai"));
	format_window(&en, LANG_EN, at(windows[_i].from), at(windows[_i].to), at(NOW));
	format_window(&zh, LANG_ZH, at(windows[_i].from), at(windows[_i].to), at(NOW));
	ck_assert_str_eq(en.p, windows[_i].en);
	ck_assert_str_eq(zh.p, windows[_i].zh);
	arena_free(a);
}
END_TEST

static const struct {
	const char *from, *to;
	bool passed;
} promises[] = {
	{ NULL, "2026-11-20T23:59:59+08:00", true },
	{ "2026-11-20T00:00:00+08:00", "2026-11-20T00:00:00+08:00", true },
	{ "2026-11-20T00:00:00+08:00", NULL, true },
	{ "2026-11-18T00:00:00+08:00", "2026-11-20T00:00:00+08:00", true },
	{ "2026-11-21T06:00:00+08:00", "2026-11-21T08:00:00+08:00", true },
	{ "2026-11-21T06:00:00+08:00", "2026-11-21T10:00:00+08:00", false },
	/* a day lasts until its end, however its promise is written */
	{ "2026-11-21T00:00:00+08:00", "2026-11-21T00:00:00+08:00", false },
	{ NULL, "2026-11-21T00:00:00+08:00", false },
	{ "2026-11-19T00:00:00+08:00", "2026-11-21T00:00:00+08:00", false },
	{ NULL, "2026-11-22T00:00:00+08:00", false },
	{ NULL, NULL, false },
};

START_TEST(promise)
{
	ck_assert(instant_set_zone("Asia/Shanghai"));
	ck_assert_int_eq(window_has_passed(at(promises[_i].from), at(promises[_i].to), at(NOW)),
			 promises[_i].passed);
}
END_TEST

Suite *i18n_format_suite(void);
Suite *i18n_format_suite(void)
{
	Suite *s = suite_create("i18n_format");
	TCase *tc = tcase_create("format");

	tcase_add_loop_test(tc, number, 0, sizeof numbers / sizeof numbers[0]);
	tcase_add_loop_test(tc, moment, 0, sizeof moments / sizeof moments[0]);
	tcase_add_loop_test(tc, window, 0, sizeof windows / sizeof windows[0]);
	tcase_add_loop_test(tc, promise, 0, sizeof promises / sizeof promises[0]);
	suite_add_tcase(s, tc);
	return s;
}
