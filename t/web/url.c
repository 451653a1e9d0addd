/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of decoding, encoding and judging URLs. */
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

/* Lists the pairs as "name=value|name=value|"; NULL: refused. */
static const char *parse(const char *text, size_t len)
{
	struct params p;
	struct buf b;

	if (params_parse(a, text, len, &p) != WEB_OK)
		return NULL;
	buf_init(&b, a);
	for (size_t i = 0; i < p.n; i++)
		buf_addf(&b, "%s=%s|", p.v[i].name, p.v[i].value);
	return b.p;
}

static const struct {
	const char *name, *given, *wanted;
} parse_row[] = {
	{ "nothing", "", "" },
	{ "a_pair", "a=1", "a=1|" },
	{ "two_pairs", "a=1&b=2", "a=1|b=2|" },
	{ "the_same_name_twice_is_kept", "a=1&a=2", "a=1|a=2|" },
	{ "empty_pairs_are_skipped", "&&a=1&&", "a=1|" },
	{ "a_name_alone_is_empty", "a", "a=|" },
	{ "a_value_alone_has_an_empty_name", "=1", "=1|" },
	{ "only_the_first_equals_sign_divides", "a=b=c", "a=b=c|" },
	{ "plus_is_a_space", "a=b+c", "a=b c|" },
	{ "encoded_plus_is_a_plus", "a=b%2Bc", "a=b+c|" },
	{ "decoded_once", "a=%2541", "a=%41|" },
	{ "both_cases_of_hex", "a=%c3%A9", "a=é|" },
	{ "chinese", "q=%E6%9E%97%E9%9B%A8", "q=林雨|" },
	{ "names_are_decoded", "%61=1", "a=1|" },
	{ "a_separator_inside_a_value", "a=%26b%3D1", "a=&b=1|" },
	{ "bad_hex", "a=%4g", NULL },
	{ "a_percent_at_the_end", "a=%", NULL },
	{ "half_an_escape", "a=%4", NULL },
	{ "half_an_escape_before_the_next_pair", "a=%4&b=1", NULL },
	{ "nul", "a=%00", NULL },
	{ "bad_utf8", "a=%ff", NULL },
	{ "overlong_utf8", "a=%c0%af", NULL },
	{ "a_surrogate", "a=%ed%a0%80", NULL },
	{ "raw_bytes_meet_the_same_rule", "a=\xff", NULL },
	{ "a_bad_name", "%zz=1", NULL },
};

START_TEST(parses_pairs)
{
	const char *got = parse(parse_row[_i].given, strlen(parse_row[_i].given));

	ck_assert_msg((got == NULL) == (parse_row[_i].wanted == NULL), "%s: %s", parse_row[_i].name,
		      got ? got : "refused");
	if (got)
		ck_assert_msg(strcmp(got, parse_row[_i].wanted) == 0, "%s: %s", parse_row[_i].name,
			      got);
}
END_TEST

START_TEST(raw_nul_is_refused)
{
	ck_assert_ptr_null(parse("a=1\0&b=2", 8));
}
END_TEST

START_TEST(parses_only_the_bytes_given)
{
	ck_assert_str_eq(parse("a=1&b=2", 3), "a=1|");
	ck_assert_ptr_null(parse("a=%41", 4));
}
END_TEST

START_TEST(too_many_pairs_are_too_large)
{
	struct params p;
	struct buf b;

	buf_init(&b, a);
	for (int i = 0; i < PARAMS_MAX; i++)
		buf_addlit(&b, "a=&");
	ck_assert_int_eq(params_parse(a, b.p, b.len - 1, &p), WEB_OK);
	ck_assert_uint_eq(p.n, PARAMS_MAX);
	ck_assert_int_eq(params_parse(a, b.p, b.len, &p), WEB_TOO_LARGE);
}
END_TEST

START_TEST(finds_params)
{
	struct params p;
	const char *twice = NULL;

	ck_assert_int_eq(params_parse(a, "a=1&b=&c=3", 10, &p), WEB_OK);
	ck_assert_str_eq(params_get(&p, "a"), "1");
	ck_assert_str_eq(params_get(&p, "b"), "");
	ck_assert_ptr_null(params_get(&p, "d"));
	ck_assert(!params_has_twice(&p, NULL, &twice));
	ck_assert_int_eq(params_parse(a, "a=1&b=&a=3", 10, &p), WEB_OK);
	ck_assert_str_eq(params_get(&p, "a"), "1");
	ck_assert(params_has_twice(&p, NULL, &twice));
	ck_assert_str_eq(twice, "a");
	ck_assert(params_has_twice(&p, "b ab ba", &twice));
	ck_assert(!params_has_twice(&p, "b a", &twice));
	ck_assert(!params_has_twice(&p, "a b", &twice));
	ck_assert_int_eq(params_parse(a, "a=1&a=2&b=3&b=3", 15, &p), WEB_OK);
	ck_assert(params_has_twice(&p, "a", &twice));
	ck_assert_str_eq(twice, "b");
}
END_TEST

START_TEST(plus_stays_a_plus_in_a_path)
{
	ck_assert_str_eq(url_decode(a, "a+b%20c", 7, false), "a+b c");
}
END_TEST

START_TEST(encodes_all_but_unreserved)
{
	struct buf b;

	buf_init(&b, a);
	url_encode(&b, "aZ09-._~ /?&=%+林\"<");
	ck_assert_str_eq(b.p, "aZ09-._~%20%2F%3F%26%3D%25%2B%E6%9E%97%22%3C");
}
END_TEST

START_TEST(encoding_and_decoding_give_every_byte_back)
{
	for (int c = 1; c < 128; c++) {
		char text[2] = { (char)c, '\0' };
		struct buf b;

		buf_init(&b, a);
		url_encode(&b, text);
		ck_assert_str_eq(url_decode(a, b.p, b.len, true), text);
	}
}
END_TEST

START_TEST(builds_paths)
{
	ck_assert_str_eq(url_path(a, "", "/o/%s", "R-7K3M-92Q5"), "/o/R-7K3M-92Q5");
	ck_assert_str_eq(url_path(a, "/shop", "/o/%d", 7), "/shop/o/7");
}
END_TEST

static const struct {
	const char *given;
	bool wanted;
} local_row[] = {
	{ "/", true },
	{ "/me/orders?state=open&page=2", true },
	{ "/a:b", true },
	{ "", false },
	{ "me", false },
	{ "//evil.example", false },
	{ "/\\evil.example", false },
	{ "\\/evil.example", false },
	{ "/a\\b", false },
	{ "/a//b", false },
	{ "https://evil.example/", false },
	{ "javascript:alert(1)", false },
	{ "/a\tb", false },
	{ "/\t/evil.example", false },
	{ "/a\nb", false },
	{ "/a b", false },
	{ "/\x7f", false },
	{ "/林", false },
};

START_TEST(knows_local_paths)
{
	ck_assert_msg(url_is_local(local_row[_i].given) == local_row[_i].wanted, "%s",
		      local_row[_i].given);
}
END_TEST

Suite *web_url_suite(void)
{
	Suite *s = suite_create("web_url");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, set_up, tear_down);
	add_rows(tc, parses_pairs, parse_row);
	tcase_add_test(tc, raw_nul_is_refused);
	tcase_add_test(tc, parses_only_the_bytes_given);
	tcase_add_test(tc, too_many_pairs_are_too_large);
	tcase_add_test(tc, finds_params);
	tcase_add_test(tc, plus_stays_a_plus_in_a_path);
	tcase_add_test(tc, encodes_all_but_unreserved);
	tcase_add_test(tc, encoding_and_decoding_give_every_byte_back);
	tcase_add_test(tc, builds_paths);
	add_rows(tc, knows_local_paths, local_row);
	suite_add_tcase(s, tc);
	return s;
}
