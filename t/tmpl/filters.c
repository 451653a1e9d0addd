/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each filter in both languages, and what it does not take. Now is Saturday 2026-11-21 09:20 in
 * Shanghai. */
#include <string.h>
#include "support/skip.h"
#include "tmpl/folder.h"

static const struct row {
	const char *text, *view, *en, *zh;
} rows[] = {
	{ "{{a|label:badge}}", "\"partly_shipped\"", "Partly shipped", "部分发货" },
	{ "{{a|label:badge}}", "\"preparing\"", "Preparing", "Preparing" },
	{ "{{a|label:badge_staff}}", "\"preparing\"", "To ship", "待发货" },
	{ "{{a|label:badge_staff}}", "\"partly_shipped\"", "Partly shipped", "部分发货" },
	{ "{{a|label:care}}", "\"none\"", "", "" },
	{ "{{a|tone:badge}}", "\"exception\"", "t-danger", "t-danger" },
	{ "{{a|tone:badge_staff}}", "\"hold\"", "t-warning", "t-warning" },
	{ "{{a|tone:role}}", "\"owner\"", "", "" },
	{ "{{a|label:badge}}", "\"\"", "", "" },
	{ "{{a|money}}", "{\"amount\":123450,\"currency\":\"CNY\"}", "¥1,234.50", "¥1,234.50" },
	{ "{{a|money}}", "{\"currency\":\"GBP\",\"amount\":-1692}", "−£16.92", "−£16.92" },
	{ "{{a|money}}", "{\"amount\":5,\"currency\":\"<b>\"}", NULL, NULL },
	{ "{{a|money_short}}", "{\"amount\":21990000,\"currency\":\"CNY\"}", "¥219.9K",
	  "¥21.99 万" },
	{ "{{a|unit}}", "{\"milli\":82150,\"currency\":\"CNY\"}", "¥0.8215", "¥0.8215" },
	{ "{{a|count}}", "1234567", "1,234,567", "1,234,567" },
	{ "{{a|percent}}", "416", "41.6%", "41.6%" },
	{ "{{a|pp}}", "23", "+2.3 pp", "+2.3 pp" },
	{ "{{a|pp}}", "-11", "−1.1 pp", "−1.1 pp" },
	{ "{{a|pp}}", "0", "0 pp", "0 pp" },
	{ "{{a|step}}", "0", "q0", "q0" },
	{ "{{a|step}}", "6", "q6", "q6" },
	{ "{{a|date}}", "\"2026-11-23T01:12:00Z\"", "Mon 23 Nov", "11月23日（周一）" },
	{ "{{a|date_short}}", "\"2026-11-20T16:30:00Z\"", "21 Nov", "11/21" },
	{ "{{a|day}}", "\"2026-11-21T15:59:00Z\"", "today", "今天" },
	{ "{{a|time}}", "\"2026-11-21T09:12:00+08:00\"", "09:12", "09:12" },
	{ "{{a|datetime}}", "\"2026-11-21T01:12:00Z\"", "21 Nov, 09:12", "11月21日 09:12" },
	{ "{{a|ago}}", "\"2026-11-18T01:12:00Z\"", "3 days ago", "3 天前" },
	{ "{{a|iso}}", "\"2026-11-21T01:12:00.987654Z\"", "2026-11-21T09:12:00+08:00",
	  "2026-11-21T09:12:00+08:00" },
	{ "{{a|window}}", "{\"from\":\"2026-11-21T06:00:00Z\",\"to\":\"2026-11-21T10:00:00Z\"}",
	  "today, 14:00–18:00", "今天 14:00–18:00" },
	{ "{{a|window}}", "{\"from\":\"2026-11-23T06:00:00Z\",\"to\":null}", "Mon 23 Nov",
	  "11月23日（周一）" },
	{ "{{a|window}}", "{\"from\":null,\"to\":null}", "", "" },
	{ "{{a|expect:coming}}",
	  "{\"from\":\"2026-11-21T06:00:00Z\",\"to\":\"2026-11-21T10:00:00Z\"}",
	  "Expected today, 14:00–18:00", "预计今天 14:00–18:00 送达" },
	{ "{{a|expect:coming}}", "{\"from\":null,\"to\":\"2026-11-23T06:00:00Z\"}",
	  "Expected Mon 23 Nov", "预计 11月23日（周一）送达" },
	{ "{{a|expect:coming}}", "{\"from\":null,\"to\":\"2026-11-20T15:59:59Z\"}",
	  "Was expected yesterday, now late", "原定昨天送达，现已延误" },
	{ "{{a|label:source}}", "\"web\"", "Web shop", "Web shop" },
	{ "{{a|label:source}}", "\"erp-7<\"", "erp-7&lt;", "erp-7&lt;" },
	{ "{{a|expect:badge}}", "{\"from\":null,\"to\":\"2026-11-20T15:59:59Z\"}", NULL, NULL },
	{ "{{a|expect:coming}}", "12", NULL, NULL },
	{ "{{\"app.css\"|asset}}", "1", "/static/app.1a2b.css", "/static/app.1a2b.css" },
	{ "{{a|asset}}", "\"app.css\"", "/static/app.1a2b.css", "/static/app.1a2b.css" },
	{ "{{a|upper}}", "\"r-7k3m é<\"", "R-7K3M é&lt;", "R-7K3M é&lt;" },
	{ "?q={{a|url}}", "\"a b&c=好/+\"", "?q=a%20b%26c%3D%E5%A5%BD%2F%2B",
	  "?q=a%20b%26c%3D%E5%A5%BD%2F%2B" },
	{ "{{a|url}}", "12", "12", "12" },
	/* one after the other */
	{ "{{ a | label:badge | upper }}", "\"hold\"", "ON HOLD", "ON HOLD" },
	{ "{{a|label:badge|url|upper}}", "\"hold\"", "ON%20HOLD", "ON%20HOLD" },
	{ "[{{a|label:care|upper}}]", "\"none\"", "[]", "[]" },
	{ "{{\"<\"|upper}}", "1", "&lt;", "&lt;" },
	/* what a filter does not take */
	{ "{{a|label:badge}}", "\"nonsense\"", NULL, NULL },
	{ "{{a|label:badge}}", "1", NULL, NULL },
	{ "{{a|tone:badge}}", "\"nonsense\"", NULL, NULL },
	{ "{{a|money}}", "12", NULL, NULL },
	{ "{{a|money}}", "{\"amount\":\"12\",\"currency\":\"CNY\"}", NULL, NULL },
	{ "{{a|unit}}", "{\"amount\":12,\"currency\":\"CNY\"}", NULL, NULL },
	{ "{{a|count}}", "\"12\"", NULL, NULL },
	{ "{{a|percent}}", "{}", NULL, NULL },
	{ "{{a|pp}}", "[]", NULL, NULL },
	{ "{{a|step}}", "7", NULL, NULL },
	{ "{{a|step}}", "-1", NULL, NULL },
	{ "{{a|date}}", "\"2026-13-21T01:12:00Z\"", NULL, NULL },
	{ "{{a|time}}", "12", NULL, NULL },
	{ "{{a|iso}}", "\"yesterday\"", NULL, NULL },
	{ "{{a|date_short}}", "{}", NULL, NULL },
	{ "{{a|window}}", "\"2026-11-21T01:12:00Z\"", NULL, NULL },
	{ "{{a|window}}", "{\"from\":\"x\"}", NULL, NULL },
	{ "{{a|asset}}", "\"nope.css\"", NULL, NULL },
	{ "{{a|upper}}", "{}", NULL, NULL },
	{ "{{a|url}}", "true", NULL, NULL },
	{ "{{a|count|count}}", "12", NULL, NULL },
};

static const struct pair words[] = {
	PAIR("badge\004Partly shipped", "部分发货"),
	PAIR("badge_staff\004To ship", "待发货"),
	PAIR("coming\004Expected {when}", "预计{when}送达"),
	PAIR("coming\004Was expected {when}, now late", "原定{when}送达，现已延误"),
};

static void check(const struct row *row, enum lang l, const char *wanted)
{
	struct folder f = folder_new();
	struct catalogues *c = folder_catalogue(&f, words, sizeof words / sizeof words[0]);
	struct page p = { .name = "x", .lang = l, .strict = true };
	const char *why, *out;

	p.view = arena_printf(f.arena, "{\"a\":%s}", row->view);
	folder_write(&f, "x.html", row->text);
	out = folder_render(&f, c, &p, &why);
	if (wanted)
		ck_assert_msg(out && !strcmp(out, wanted), "%s of %s: \"%s\" %s", row->text,
			      row->view, out, why);
	else
		ck_assert_msg(!out && strstr(why, "x.html:1:1: filter \""), "%s of %s: \"%s\" %s",
			      row->text, row->view, out, why);
	p.strict = false;
	out = folder_render(&f, c, &p, &why);
	ck_assert_msg(out != NULL, "%s of %s: %s", row->text, row->view, why);
	catalogues_free(c);
	folder_free(&f);
}

START_TEST(filter)
{
	check(&rows[_i], LANG_EN, rows[_i].en);
	check(&rows[_i], LANG_ZH, rows[_i].zh);
}
END_TEST

Suite *tmpl_filters_suite(void);
Suite *tmpl_filters_suite(void)
{
	Suite *s = suite_create("tmpl_filters");
	TCase *tc = tcase_create("filters");

	tcase_add_loop_test(tc, filter, 0, sizeof rows / sizeof rows[0]);
	suite_add_tcase(s, tc);
	return s;
}
