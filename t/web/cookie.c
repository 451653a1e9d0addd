/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of cookies in both directions. */
#include "base/fail.h"
#include "rows.h"
#include "web/web.h"

static struct arena *a;

static void set_up(void)
{
	a = arena_new();
}

static void tear_down(void)
{
	arena_free(a);
}

static const struct {
	const char *name, *given, *wanted;
} parse_row[] = {
	{ "nothing", "", "" },
	{ "one", "a=1", "a=1|" },
	{ "two", "a=1; b=2", "a=1|b=2|" },
	{ "no_space_between", "a=1;b=2", "a=1|b=2|" },
	{ "space_around", "  a=1 ;\tb=2  ", "a=1|b=2|" },
	{ "an_empty_value", "a=", "a=|" },
	{ "equals_signs_in_a_value", "a=b==", "a=b==|" },
	{ "percent_is_not_decoded", "a=%41%", "a=%41%|" },
	{ "without_equals_sign_is_skipped", "a; b=2", "b=2|" },
	{ "without_name_is_skipped", "=1; b=2", "b=2|" },
	{ "a_quoted_value_is_skipped", "a=\"1\"; b=2", "b=2|" },
	{ "a_space_inside_is_skipped", "a=1 2; b=2", "b=2|" },
	{ "another_program_s_bytes_are_skipped", "a=\xff\x01; b=2", "b=2|" },
	{ "empty_parts", ";;; a=1;;", "a=1|" },
};

START_TEST(parses)
{
	struct params p;
	struct buf b;

	cookies_parse(a, parse_row[_i].given, &p);
	buf_init(&b, a);
	for (size_t i = 0; i < p.n; i++)
		buf_addf(&b, "%s=%s|", p.v[i].name, p.v[i].value);
	ck_assert_msg(strcmp(b.p, parse_row[_i].wanted) == 0, "%s: %s", parse_row[_i].name, b.p);
}
END_TEST

START_TEST(a_flood_of_cookies_is_cut)
{
	struct params p;
	struct buf b;

	buf_init(&b, a);
	for (int i = 0; i < 1000; i++)
		buf_addf(&b, "c%d=1; ", i);
	cookies_parse(a, b.p, &p);
	ck_assert_uint_eq(p.n, 64);
	ck_assert_str_eq(p.v[63].name, "c63");
}
END_TEST

START_TEST(secret_cookies_are_found_under_their_prefix_alone)
{
	struct request req = { .arena = a };

	cookies_parse(a, "sid=plain; __Host-sid=root; __Secure-sid=below; __Secure-sid=neighbour",
		      &req.cookies);
	ck_assert_str_eq(request_cookie(&req, "", "sid", true), "root");
	ck_assert_str_eq(request_cookie(&req, "/shop", "sid", true), "below");
	ck_assert_str_eq(request_cookie(&req, "", "sid", false), "plain");
	ck_assert_ptr_null(request_cookie(&req, "", "lang", false));
}
END_TEST

static const struct {
	const char *base_path;
	struct cookie cookie;
	const char *wanted;
} set_row[] = {
	{ "",
	  { "sid", "abc", -1, true, false },
	  "__Host-sid=abc; Path=/; Secure; HttpOnly; SameSite=Lax" },
	{ "/shop",
	  { "sid", "abc", 3600, true, true },
	  "__Secure-sid=abc; Path=/shop; Max-Age=3600; Secure; HttpOnly; SameSite=Strict" },
	{ "",
	  { "sid", "", 0, true, false },
	  "__Host-sid=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax" },
	{ "",
	  { "lang", "zh-CN", 31536000, false, false },
	  "lang=zh-CN; Path=/; Max-Age=31536000; Secure; SameSite=Lax" },
};

START_TEST(sets)
{
	struct response res;

	response_init(&res, a);
	response_cookie(&res, set_row[_i].base_path, &set_row[_i].cookie);
	ck_assert_str_eq(res.header[0].name, "Set-Cookie");
	ck_assert_str_eq(res.header[0].value, set_row[_i].wanted);
}
END_TEST

static const struct cookie bad_row[] = {
	{ .name = "", .value = "1" },      { .name = "a b", .value = "1" },
	{ .name = "a=b", .value = "1" },   { .name = "a", .value = "1;2" },
	{ .name = "a", .value = "1\r\n" }, { .name = "a", .value = "林" },
};

static void set_bad(void *arg)
{
	struct response res;

	response_init(&res, a);
	response_cookie(&res, "", arg);
}

START_TEST(bad_ones_of_our_own_fail)
{
	struct cookie c = bad_row[_i];
	struct failure f;

	ck_assert(!fail_run(set_bad, &c, &f));
}
END_TEST

Suite *web_cookie_suite(void)
{
	Suite *s = suite_create("web_cookie");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, set_up, tear_down);
	add_rows(tc, parses, parse_row);
	tcase_add_test(tc, a_flood_of_cookies_is_cut);
	tcase_add_test(tc, secret_cookies_are_found_under_their_prefix_alone);
	add_rows(tc, sets, set_row);
	add_rows(tc, bad_ones_of_our_own_fail, bad_row);
	suite_add_tcase(s, tc);
	return s;
}
