/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the way from the web server's parameters to a request. */
#include <cjson/cJSON.h>
#include "base/json.h"
#include "rows.h"
#include "web/web.h"

static struct arena *a;

static void set_up(void)
{
	a = arena_new();
	arena_install_cjson();
	arena_use_for_cjson(a);
}

static void tear_down(void)
{
	arena_use_for_cjson(NULL);
	arena_free(a);
}

static enum web_refusal init(struct request *req, const char *base_path, const char *const *params)
{
	struct wire w = { .params = params };

	return request_init(req, a, &w, base_path);
}

static const struct {
	const char *name, *base, *uri;
	enum web_refusal refusal;
	const char *path, *target;
} uri_row[] = {
	{ "the_root", "", "/", WEB_OK, "/", "/" },
	{ "a_path", "", "/o/R-7K3M-92Q5", WEB_OK, "/o/R-7K3M-92Q5", "/o/R-7K3M-92Q5" },
	{ "path_and_query", "", "/o/x?k=1", WEB_OK, "/o/x", "/o/x?k=1" },
	{ "decoded_once", "", "/%2541", WEB_OK, "/%41", "/%2541" },
	{ "plus_is_a_plus_in_paths", "", "/a+b", WEB_OK, "/a+b", "/a+b" },
	{ "chinese", "", "/%E6%9E%97", WEB_OK, "/林", "/%E6%9E%97" },
	{ "dots_inside_names", "", "/a..b/.well-known/c.", WEB_OK, "/a..b/.well-known/c.",
	  "/a..b/.well-known/c." },
	{ "below_a_base_path", "/shop", "/shop/track?a=1", WEB_OK, "/track", "/track?a=1" },
	{ "the_base_path_itself", "/shop", "/shop", WEB_OK, "/", "/" },
	{ "the_base_path_with_a_query", "/shop", "/shop?a=1", WEB_OK, "/", "/?a=1" },
	{ "another_base_path", "/shop", "/shopping/x", WEB_BAD_REQUEST, "/", "/" },
	{ "outside_the_base_path", "/shop", "/track", WEB_BAD_REQUEST, "/", "/" },
	{ "no_slash", "", "track", WEB_BAD_REQUEST, "/", NULL },
	{ "another_host", "", "http://evil.example/", WEB_BAD_REQUEST, "/", NULL },
	{ "an_asterisk", "", "*", WEB_BAD_REQUEST, "/", NULL },
	{ "bad_percent", "", "/%zz", WEB_BAD_REQUEST, "/", NULL },
	{ "nul", "", "/%00", WEB_BAD_REQUEST, "/", NULL },
	{ "bad_utf8", "", "/%ff", WEB_BAD_REQUEST, "/", NULL },
	{ "a_control_character", "", "/a%0ab", WEB_BAD_REQUEST, "/", NULL },
	{ "an_encoded_slash", "", "/o/a%2fb", WEB_BAD_REQUEST, "/", NULL },
	{ "a_dot_segment", "", "/o/./x", WEB_BAD_REQUEST, "/", NULL },
	{ "two_dots", "", "/o/../desk", WEB_BAD_REQUEST, "/", NULL },
	{ "two_encoded_dots", "", "/o/%2e%2e/desk", WEB_BAD_REQUEST, "/", NULL },
	{ "two_dots_at_the_end", "", "/o/..", WEB_BAD_REQUEST, "/", NULL },
	{ "a_fragment", "", "/a#b", WEB_BAD_REQUEST, "/", NULL },
	{ "a_space", "", "/a b", WEB_BAD_REQUEST, "/", NULL },
	{ "raw_bytes", "", "/\xe6\x9e\x97", WEB_BAD_REQUEST, "/", NULL },
	{ "bad_percent_in_the_query", "", "/?a=%f", WEB_BAD_REQUEST, "/", NULL },
};

START_TEST(reads_the_uri)
{
	const char *params[] = { "REQUEST_METHOD=GET",
				 arena_printf(a, "REQUEST_URI=%s", uri_row[_i].uri), NULL };
	struct request req;

	ck_assert_msg(init(&req, uri_row[_i].base, params) == uri_row[_i].refusal, "%s",
		      uri_row[_i].name);
	ck_assert_msg(strcmp(req.path, uri_row[_i].path) == 0, "%s: %s", uri_row[_i].name,
		      req.path);
	if (uri_row[_i].target)
		ck_assert_msg(strcmp(req.target, uri_row[_i].target) == 0, "%s: %s",
			      uri_row[_i].name, req.target);
}
END_TEST

START_TEST(knows_its_methods)
{
	for (int m = 0; m < METHOD__MAX; m++) {
		const char *params[] = { arena_printf(a, "REQUEST_METHOD=%s", method_name[m]),
					 "REQUEST_URI=/", NULL };
		struct request req;

		ck_assert_int_eq(init(&req, "", params), WEB_OK);
		ck_assert_int_eq((int)req.method, m);
	}
}
END_TEST

static const struct {
	const char *name, *params[8];
	enum web_refusal wanted;
} refusal_row[] = {
	{ "an_unknown_method", { "REQUEST_METHOD=BREW", "REQUEST_URI=/" }, WEB_BAD_METHOD },
	{ "methods_have_case", { "REQUEST_METHOD=get", "REQUEST_URI=/" }, WEB_BAD_METHOD },
	{ "no_method", { "REQUEST_URI=/" }, WEB_BAD_REQUEST },
	{ "an_empty_method", { "REQUEST_METHOD=", "REQUEST_URI=/" }, WEB_BAD_REQUEST },
	{ "no_uri", { "REQUEST_METHOD=GET" }, WEB_BAD_REQUEST },
	{ "nothing_at_all", { NULL }, WEB_BAD_REQUEST },
	{ "two_uris",
	  { "REQUEST_METHOD=GET", "REQUEST_URI=/a", "REQUEST_URI=/b" },
	  WEB_BAD_REQUEST },
	{ "two_keys",
	  { "REQUEST_METHOD=GET", "REQUEST_URI=/", "HTTP_IDEMPOTENCY_KEY=a",
	    "HTTP_IDEMPOTENCY_KEY=b" },
	  WEB_BAD_REQUEST },
	{ "a_control_byte_in_a_header",
	  { "REQUEST_METHOD=GET", "REQUEST_URI=/", "HTTP_ORIGIN=a\x01" },
	  WEB_BAD_REQUEST },
	{ "foreign_bytes_in_a_header",
	  { "REQUEST_METHOD=GET", "REQUEST_URI=/", "HTTP_AUTHORIZATION=Bearer \xff" },
	  WEB_BAD_REQUEST },
	{ "foreign_bytes_in_the_browser_s_name",
	  { "REQUEST_METHOD=GET", "REQUEST_URI=/", "HTTP_USER_AGENT=\xff" },
	  WEB_OK },
	{ "foreign_bytes_in_a_cookie",
	  { "REQUEST_METHOD=GET", "REQUEST_URI=/", "HTTP_COOKIE=a=\xff" },
	  WEB_OK },
	{ "an_empty_one_is_none",
	  { "REQUEST_METHOD=GET", "REQUEST_URI=/", "HTTP_ORIGIN=", "HTTP_ORIGIN=x" },
	  WEB_OK },
	{ "what_we_do_not_read_may_be_anything",
	  { "REQUEST_METHOD=GET", "REQUEST_URI=/", "HTTP_X=\x01", "HTTP_X=", "no equals sign" },
	  WEB_OK },
};

START_TEST(refuses)
{
	struct request req;

	ck_assert_msg(init(&req, "", refusal_row[_i].params) == refusal_row[_i].wanted, "%s",
		      refusal_row[_i].name);
	/* A refusal is answered and logged like any request. */
	ck_assert_ptr_nonnull(req.path);
	ck_assert_uint_eq(strlen(req.id), 16);
}
END_TEST

START_TEST(takes_headers_from_their_own_parameters)
{
	const char *params[] = {
		"REQUEST_METHOD=POST",
		"REQUEST_URI=/x?a=1&b=2",
		"REMOTE_ADDR=192.0.2.7",
		"HTTP_X_FORWARDED_FOR=198.51.100.1",
		"CONTENT_TYPE=application/json",
		"HTTP_ACCEPT=application/json",
		"HTTP_ACCEPT_LANGUAGE=zh",
		"HTTP_AUTHORIZATION=Bearer k",
		"HTTP_COOKIE=__Host-sid=1; lang=en",
		"HTTP_IDEMPOTENCY_KEY=key",
		"HTTP_IF_MATCH=\"3\"",
		"HTTP_ORIGIN=https://shop.example",
		"HTTP_SEC_FETCH_SITE=same-origin",
		"HTTP_USER_AGENT=Browser",
		WIRE_REQUEST_ID "=0123456789abcdef",
		NULL,
	};
	struct request req;

	ck_assert_int_eq(init(&req, "", params), WEB_OK);
	ck_assert_str_eq(req.remote_addr, "192.0.2.7");
	ck_assert_str_eq(req.content_type, "application/json");
	ck_assert_str_eq(req.accept_language, "zh");
	ck_assert_str_eq(req.authorization, "Bearer k");
	ck_assert_str_eq(req.idempotency_key, "key");
	ck_assert_str_eq(req.if_match, "\"3\"");
	ck_assert_str_eq(req.origin, "https://shop.example");
	ck_assert_str_eq(req.sec_fetch_site, "same-origin");
	ck_assert_str_eq(req.user_agent, "Browser");
	ck_assert_str_eq(req.id, "0123456789abcdef");
	ck_assert_str_eq(params_get(&req.query, "b"), "2");
	ck_assert_str_eq(params_get(&req.cookies, "lang"), "en");
	ck_assert(req.wants_json);
	ck_assert(!instant_is_none(req.now));
}
END_TEST

START_TEST(what_is_absent_is_null)
{
	const char *params[] = { "REQUEST_METHOD=GET", "REQUEST_URI=/", "HTTP_ORIGIN=", NULL };
	struct request req;

	memset(&req, 0xff, sizeof(req));
	ck_assert_int_eq(init(&req, "", params), WEB_OK);
	ck_assert_ptr_null(req.origin);
	ck_assert_ptr_null(req.session);
	ck_assert_ptr_null(req.json);
	ck_assert_uint_eq(req.query.n + req.form.n + req.cookies.n, 0);
	ck_assert_str_eq(req.remote_addr, "");
	ck_assert_str_eq(req.body, "");
	ck_assert_str_eq(req.theme, "");
	ck_assert(!req.wants_json);
}
END_TEST

static const struct {
	const char *accept;
	bool wanted;
} accept_row[] = {
	{ "application/json", true },
	{ "application/problem+json, application/json;q=0.9", true },
	{ "text/html,application/xhtml+xml,*/*;q=0.8", false },
	{ "text/html, application/json", false },
	{ "*/*", false },
	/* weights */
	{ "text/html;q=0.1, application/json", true },
	{ "application/json;q=0.1, text/html", false },
	{ "application/json;q=0.5, text/html;q=0.5", true },
	{ "application/json, text/plain, */*", true },
	{ "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", false },
	{ "*/*, text/html, application/json;q=0.9", false },
	{ "application/*, text/html", false },
	{ "application/json, text/*", true },
	{ "text/html;q=0.500, application/json;q=0.501", true },
	{ "APPLICATION/JSON ; Q=0.9 , Text/Html ; q=0.8", true },
	{ "text/html;q=0, application/json;q=0.001", true },
	{ "application/json;q=0, text/html;q=0", false },
	/* the narrowest range decides, wherever it stands */
	{ "*/*, application/json;q=0.5", false },
	{ "*/*;q=0.5, application/json", true },
	{ "application/json, */*;q=0.5", true },
	{ "text/*;q=0.3, application/*", true },
	{ "text/html;q=0.2, text/*, application/json;q=0.3", true },
	{ "application/*, application/json;q=0, text/html;q=0.1", false },
	{ "text/html;q=0, */*;q=0.1", true },
	{ "application/json;q=0, */*", false },
	/* a range with parameters is of something else, but for the charset that is ours */
	{ "application/json;charset=utf-8, text/html;q=0.9", true },
	{ "application/json; charset=\"UTF-8\"; q=0.9, text/html;q=0.8", true },
	{ "application/json;version=2, text/html;q=0.1", false },
	{ "text/html;level=1, application/json;q=0.1", true },
	/* names that only look alike, and what cannot be read */
	{ "application/jsonp", false },
	{ "application/ld+json", false },
	{ "text/html;q=2, application/json;q=0.1", true },
	{ "text/html;q=x, application/json;q=0.1", true },
	{ "application/json;q=0.1234", false },
	{ "x/y;a=\"application/json, b", false },
	{ "x/y;a=\",application/json,\", text/html", false },
	{ "x/y;a=\"\\\",application/json\", text/html", false },
	{ ",, ;q=1, =, application/json,", true },
	{ "text/plain", false },
};

START_TEST(knows_who_wants_json)
{
	const char *params[] = { "REQUEST_METHOD=GET", "REQUEST_URI=/",
				 arena_printf(a, "HTTP_ACCEPT=%s", accept_row[_i].accept), NULL };
	struct request req;

	ck_assert_int_eq(init(&req, "", params), WEB_OK);
	ck_assert_msg(req.wants_json == accept_row[_i].wanted, "%s", accept_row[_i].accept);
}
END_TEST

#define FORM "application/x-www-form-urlencoded"
#define JSON "application/json"

static const struct {
	const char *name, *type, *body;
	enum web_refusal wanted;
} body_row[] = {
	{ "no_body_no_type", NULL, "", WEB_OK },
	{ "no_body_any_type", "image/png", "", WEB_OK },
	{ "a_body_without_type", NULL, "a=1", WEB_BAD_TYPE },
	{ "a_form", FORM, "a=1&b=%E6%9E%97", WEB_OK },
	{ "a_form_with_charset", FORM "; charset=UTF-8", "a=1", WEB_OK },
	{ "a_form_in_other_case", "Application/X-WWW-Form-Urlencoded", "a=1", WEB_OK },
	{ "a_form_in_latin_1", FORM "; charset=iso-8859-1", "a=1", WEB_BAD_TYPE },
	{ "a_longer_type", FORM "x", "a=1", WEB_BAD_TYPE },
	{ "multipart", "multipart/form-data; boundary=x",
	  "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x--\r\n", WEB_OK },
	{ "multipart_with_a_file", "multipart/form-data; boundary=\"x\"",
	  "--x\r\nContent-Type: text/csv\r\ncontent-disposition: form-data; name=\"a\"; "
	  "filename=\"b.csv\"\r\n\r\n1,2\r\n--x--\r\n",
	  WEB_OK },
	{ "multipart_without_an_end", "multipart/form-data; boundary=x",
	  "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n", WEB_BAD_REQUEST },
	{ "multipart_without_a_name", "multipart/form-data; boundary=x",
	  "--x\r\nContent-Disposition: form-data\r\n\r\nb\r\n--x--\r\n", WEB_BAD_REQUEST },
	{ "multipart_of_two_files", "multipart/form-data; boundary=x",
	  "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"1\"\r\n\r\nb\r\n"
	  "--x\r\nContent-Disposition: form-data; name=\"b\"; filename=\"2\"\r\n\r\nb\r\n--x--\r\n",
	  WEB_BAD_REQUEST },
	{ "multipart_that_is_not_utf8", "multipart/form-data; boundary=x",
	  "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\xff\r\n--x--\r\n",
	  WEB_BAD_REQUEST },
	{ "multipart_without_a_boundary", "multipart/form-data", "--x--", WEB_BAD_TYPE },
	{ "plain_text", "text/plain", "a=1", WEB_BAD_TYPE },
	{ "a_bad_form", FORM, "a=%zz", WEB_BAD_REQUEST },
	{ "json", JSON, "{\"a\":1}", WEB_OK },
	{ "json_with_charset", JSON ";charset=\"utf-8\"", "{}", WEB_OK },
	{ "json_array", JSON, "[]", WEB_BAD_REQUEST },
	{ "json_and_more", JSON, "{} x", WEB_BAD_REQUEST },
	{ "json_member_twice", JSON, "{\"a\":1,\"a\":2}", WEB_BAD_REQUEST },
	{ "json_lines", "application/jsonl", "{}", WEB_BAD_TYPE },
};

START_TEST(parses_bodies)
{
	const char *params[] = { "REQUEST_METHOD=POST", "REQUEST_URI=/",
				 body_row[_i].type
					 ? arena_printf(a, "CONTENT_TYPE=%s", body_row[_i].type)
					 : "X=",
				 NULL };
	struct wire w = { params, body_row[_i].body, strlen(body_row[_i].body) };
	struct request req;
	const char *why = "unset";

	ck_assert_int_eq(request_init(&req, a, &w, ""), WEB_OK);
	req.takes_file = true;
	ck_assert_msg(request_parse_body(&req, &why) == body_row[_i].wanted, "%s",
		      body_row[_i].name);
	ck_assert_msg((why != NULL) == (body_row[_i].wanted == WEB_BAD_REQUEST), "%s",
		      body_row[_i].name);
	if (body_row[_i].wanted != WEB_OK) {
		ck_assert_ptr_null(req.json);
		ck_assert_uint_eq(req.form.n, 0);
	}
}
END_TEST

START_TEST(bodies_are_read_by_length)
{
	const char *params[] = { "REQUEST_METHOD=POST", "REQUEST_URI=/", "CONTENT_TYPE=" FORM,
				 NULL };
	struct wire w = { params, "a=1&b=2", 3 };
	struct request req;
	const char *why;

	ck_assert_int_eq(request_init(&req, a, &w, ""), WEB_OK);
	ck_assert_int_eq(request_parse_body(&req, &why), WEB_OK);
	ck_assert_uint_eq(req.form.n, 1);
}
END_TEST

START_TEST(json_is_parsed)
{
	const char *params[] = { "REQUEST_METHOD=POST", "REQUEST_URI=/", "CONTENT_TYPE=" JSON,
				 NULL };
	struct wire w = { params, "{\"name\":\"\\u6797\"}", 17 };
	struct request req;
	const char *why;

	ck_assert_int_eq(request_init(&req, a, &w, ""), WEB_OK);
	ck_assert_int_eq(request_parse_body(&req, &why), WEB_OK);
	ck_assert_str_eq(json_get_text(req.json, "name"), "林");
}
END_TEST

Suite *web_request_suite(void)
{
	Suite *s = suite_create("web_request");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, set_up, tear_down);
	add_rows(tc, reads_the_uri, uri_row);
	tcase_add_test(tc, knows_its_methods);
	add_rows(tc, refuses, refusal_row);
	tcase_add_test(tc, takes_headers_from_their_own_parameters);
	tcase_add_test(tc, what_is_absent_is_null);
	add_rows(tc, knows_who_wants_json, accept_row);
	add_rows(tc, parses_bodies, body_row);
	tcase_add_test(tc, bodies_are_read_by_length);
	tcase_add_test(tc, json_is_parsed);
	suite_add_tcase(s, tc);
	return s;
}
