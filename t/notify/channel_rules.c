/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls filled in, answers judged, and the hours in which nothing rings. */
#include "base/rows.h"
#include "notify/channel.h"

static struct arena *arena;

static void setup(void)
{
	arena = arena_new();
	arena_install_cjson();
	arena_use_for_cjson(arena);
	ck_assert(instant_set_zone("Asia/Shanghai"));
}

static void teardown(void)
{
	arena_use_for_cjson(NULL);
	arena_free(arena);
}

static const struct channel_values values = {
	.v = { [VALUE_TO] = "+8613812345521",
	       [VALUE_NATIONAL] = "13812345521",
	       [VALUE_TEXT] = "【店】\"a\"\n&b",
	       [VALUE_SECRET] = "s3cret",
	       [VALUE_ID] = "42" },
};

static const struct {
	const char *name, *template;
	enum channel_escape how;
	const char *wanted, *unknown;
} fills[] = {
	{ "nothing to fill", "{\"a\": 1}", ESCAPE_JSON, "{\"a\": 1}", NULL },
	{ "json", "{\"p\":\"{{national}}\",\"t\":\"{{text}}\"}", ESCAPE_JSON,
	  "{\"p\":\"13812345521\",\"t\":\"【店】\\\"a\\\"\\n\\u0026b\"}", NULL },
	{ "form", "to={{to}}&t={{text}}", ESCAPE_URL,
	  "to=%2B8613812345521&t=%E3%80%90%E5%BA%97%E3%80%91%22a%22%0A%26b", NULL },
	{ "nothing is empty", "c={{code}}.", ESCAPE_URL, "c=.", NULL },
	{ "headers", "Authorization: Bearer {{secret}}\nX-Id: {{id}}", ESCAPE_NONE,
	  "Authorization: Bearer s3cret\nX-Id: 42", NULL },
	{ "no text in headers", "X-Text: {{text}}", ESCAPE_NONE, NULL, "{{text}}" },
	{ "no phone in headers", "X-To: {{to}}", ESCAPE_NONE, NULL, "{{to}}" },
	{ "unknown", "{\"a\":\"{{moon}}\"}", ESCAPE_JSON, NULL, "{{moon}}" },
	{ "open", "{\"a\":\"{{to\"}", ESCAPE_JSON, NULL, "{{" },
	{ "spaces are no word", "{{ to }}", ESCAPE_JSON, NULL, "{{ to }}" },
};

START_TEST(placeholders_are_escaped_for_where_they_stand)
{
	for (each_row(fills)) {
		const char *unknown = NULL;
		char *text = channel_fill(arena, row->template, row->how, &values, &unknown);

		check_text(row->name, text ? text : "", row->wanted ? row->wanted : "");
		check_text(row->name, unknown ? unknown : "", row->unknown ? row->unknown : "");
	}
}
END_TEST

static const struct {
	const char *name, *text;
	int wanted; /* lines; -1: refused */
} headers[] = {
	{ "none", "", 0 },
	{ "empty lines", "\n \n", 0 },
	{ "one", "X-App: a", 1 },
	{ "two, as browsers send them", "X-App: a\r\nAuthorization: Basic YTpi\r\n", 2 },
	{ "no colon", "X-App a", -1 },
	{ "no value", "X-App: ", -1 },
	{ "no name", ": a", -1 },
	{ "a space in the name", "X App: a", -1 },
	{ "not ASCII", "X-App: 店", -1 },
	{ "a control byte", "X-App: a\tb", -1 },
	{ "the content's type is ours", "content-TYPE: text/plain", -1 },
	{ "the host is ours", "Host: a.example", -1 },
};

START_TEST(headers_are_lines)
{
	for (each_row(headers)) {
		size_t n = 0;
		const char **lines = channel_header_lines(arena, row->text, &n);

		check_int(row->name, lines ? (int)n : -1, row->wanted);
	}
}
END_TEST

static const struct {
	const char *name;
	struct call_answer answer;
	const char *member, *value;
	enum post_outcome wanted;
	const char *said;
} answers[] = {
	{ "taken", { .status = 200, .body = "" }, "", "", POST_DONE, "200" },
	{ "taken, whatever it says",
	  { .status = 202, .answer = "ok", .body = "ok" },
	  "",
	  "",
	  POST_DONE,
	  "202 ok" },
	{ "says so", { .status = 200, .body = "{\"code\":0}" }, "code", "0", POST_DONE, "200" },
	{ "says so as text",
	  { .status = 200, .body = "{\"Code\":\"OK\"}" },
	  "Code",
	  "OK",
	  POST_DONE,
	  "200" },
	{ "says so deep inside",
	  { .status = 200, .body = "{\"r\":{\"s\":[{\"c\":\"Ok\"}]}}" },
	  "r.s.0.c",
	  "Ok",
	  POST_DONE,
	  "200" },
	{ "says so with a word",
	  { .status = 200, .body = "{\"sent\":true}" },
	  "sent",
	  "true",
	  POST_DONE,
	  "200" },
	{ "says no", { .status = 200, .body = "{\"code\":7}" }, "code", "0", POST_LATER, "200" },
	{ "says nothing", { .status = 200, .body = "{}" }, "code", "0", POST_LATER, "200" },
	{ "beyond a list",
	  { .status = 200, .body = "{\"r\":[1]}" },
	  "r.1",
	  "1",
	  POST_LATER,
	  "200" },
	{ "a list has no names",
	  { .status = 200, .body = "{\"r\":[1]}" },
	  "r.x",
	  "1",
	  POST_LATER,
	  "200" },
	{ "no JSON", { .status = 200, .body = "<p>" }, "code", "0", POST_LATER, "200" },
	{ "never this one", { .status = 400, .body = "" }, "", "", POST_REFUSED, "400" },
	{ "too long", { .status = 413, .body = "" }, "", "", POST_REFUSED, "413" },
	{ "not such a text", { .status = 422, .body = "" }, "", "", POST_REFUSED, "422" },
	{ "not let in", { .status = 401, .body = "" }, "", "", POST_AWAY, "401" },
	{ "nothing there", { .status = 404, .body = "" }, "", "", POST_AWAY, "404" },
	{ "elsewhere", { .status = 302, .body = "" }, "", "", POST_AWAY, "302" },
	{ "too many", { .status = 429, .body = "" }, "", "", POST_AWAY, "429" },
	{ "out of order", { .status = 503, .body = "" }, "", "", POST_AWAY, "503" },
	{ "silence", { .error = "timed out" }, "", "", POST_AWAY, "no answer: timed out" },
};

START_TEST(an_answer_means_one_thing)
{
	for (each_row(answers)) {
		const char *said = NULL;

		check_int(row->name,
			  (int)channel_judge(arena, &row->answer, row->member, row->value, &said),
			  (int)row->wanted);
		check_text(row->name, said, row->said);
	}
}
END_TEST

static const struct {
	const char *name, *template, *at, *wanted; /* UTC; Shanghai is eight hours ahead */
	struct quiet_hours own;                    /* none: the night */
} hours[] = {
	{ "by day", "shipped", "2026-11-21T04:00:00Z", "2026-11-21T04:00:00Z" },
	{ "as the morning begins", "shipped", "2026-11-21T01:00:00Z", "2026-11-21T01:00:00Z" },
	{ "just before it", "shipped", "2026-11-21T00:59:59Z", "2026-11-21T01:00:00Z" },
	{ "the last minute", "shipped", "2026-11-21T12:59:59Z", "2026-11-21T12:59:59Z" },
	{ "as the evening begins", "shipped", "2026-11-21T13:00:00Z", "2026-11-22T01:00:00Z" },
	{ "before midnight", "problem", "2026-11-21T15:59:59Z", "2026-11-22T01:00:00Z" },
	{ "after midnight", "problem", "2026-11-21T16:00:01Z", "2026-11-22T01:00:00Z" },
	{ "the parcel comes today", "out_for_delivery", "2026-11-21T15:00:00Z",
	  "2026-11-21T15:00:00Z" },
	{ "to be picked up", "ready_for_pickup", "2026-11-21T15:00:00Z", "2026-11-21T15:00:00Z" },
	{ "it is closed soon", "pay_soon", "2026-11-21T15:00:00Z", "2026-11-21T15:00:00Z" },
	{ "somebody waits for it", "sign_in_code", "2026-11-21T15:00:00Z", "2026-11-21T15:00:00Z" },
	{ "their own noon, before",
	  "shipped",
	  "2026-11-21T03:59:59Z",
	  "2026-11-21T03:59:59Z",
	  { 12, 14 } },
	{ "their own noon", "shipped", "2026-11-21T04:00:00Z", "2026-11-21T06:00:00Z", { 12, 14 } },
	{ "their own noon, the last moment",
	  "shipped",
	  "2026-11-21T05:59:59Z",
	  "2026-11-21T06:00:00Z",
	  { 12, 14 } },
	{ "their own noon, over",
	  "shipped",
	  "2026-11-21T06:00:00Z",
	  "2026-11-21T06:00:00Z",
	  { 12, 14 } },
	{ "night is day to them",
	  "shipped",
	  "2026-11-21T15:00:00Z",
	  "2026-11-21T15:00:00Z",
	  { 12, 14 } },
	{ "their own night, before midnight",
	  "late",
	  "2026-11-21T15:30:00Z",
	  "2026-11-21T23:00:00Z",
	  { 23, 7 } },
	{ "their own night, after it",
	  "late",
	  "2026-11-21T17:00:00Z",
	  "2026-11-21T23:00:00Z",
	  { 23, 7 } },
	{ "until midnight", "late", "2026-11-21T15:30:00Z", "2026-11-21T16:00:00Z", { 20, 0 } },
	{ "never", "late", "2026-11-21T19:00:00Z", "2026-11-21T19:00:00Z", { 5, 5 } },
	{ "what comes today goes before",
	  "out_for_delivery",
	  "2026-11-21T04:00:00Z",
	  "2026-11-21T04:00:00Z",
	  { 12, 14 } },
};

START_TEST(nothing_rings_at_night)
{
	for (each_row(hours)) {
		struct quiet_hours own;
		struct instant at, out;
		char text[40];

		ck_assert(instant_parse(row->at, &at));
		own = row->own.from || row->own.to ? row->own : QUIET_NIGHT;
		out = channel_may_leave(row->template, own, at);
		instant_format_utc(out, text, sizeof text);
		check_text(row->name, text, row->wanted);
	}
	ck_assert(!channel_rings(CHANNEL_EMAIL));
	ck_assert(channel_rings(CHANNEL_SMS));
	ck_assert(channel_rings(CHANNEL_WECHAT));
}
END_TEST

START_TEST(words_are_made_plain_and_hidden)
{
	ck_assert_str_eq(channel_plain(arena, "We’re “here” 9–10 · now…"),
			 "We're \"here\" 9-10, now...");
	ck_assert_str_eq(channel_plain(arena, "包裹"), "包裹");
	ck_assert_str_eq(channel_hide(arena, "a13812345521b13812345521", "13812345521", "*"),
			 "a*b*");
	ck_assert_str_eq(channel_hide(arena, "abc", "", "*"), "abc");
	ck_assert_str_eq(channel_hide(arena, "abc", NULL, "*"), "abc");
}
END_TEST

Suite *notify_channel_rules_suite(void)
{
	Suite *s = suite_create("notify_channel_rules");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, placeholders_are_escaped_for_where_they_stand);
	tcase_add_test(tc, headers_are_lines);
	tcase_add_test(tc, an_answer_means_one_thing);
	tcase_add_test(tc, nothing_rings_at_night);
	tcase_add_test(tc, words_are_made_plain_and_hidden);
	suite_add_tcase(s, tc);
	return s;
}
