/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the writer of answers. */
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
	const char *name;
	int status;
	const char *content_type, *body;
	bool head;
	const char *wanted;
} row[] = {
	{ "a_page", 200, "text/html; charset=utf-8", "hi", false,
	  "Status: 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nX-A: b\r\nContent-Length: "
	  "2\r\n\r\nhi" },
	{ "head_keeps_the_length", 200, "text/plain", "hi", true,
	  "Status: 200 OK\r\nContent-Type: text/plain\r\nX-A: b\r\nContent-Length: 2\r\n\r\n" },
	{ "an_empty_body", 303, NULL, "", false,
	  "Status: 303 See Other\r\nX-A: b\r\nContent-Length: 0\r\n\r\n" },
	{ "no_content_has_no_body", 204, NULL, "ignored", false,
	  "Status: 204 No Content\r\nX-A: b\r\n\r\n" },
	{ "not_modified_has_no_body", 304, NULL, "ignored", false,
	  "Status: 304 Not Modified\r\nX-A: b\r\n\r\n" },
};

START_TEST(prints)
{
	struct response res;
	struct buf out;

	response_init(&res, a);
	res.status = row[_i].status;
	res.content_type = row[_i].content_type;
	response_header(&res, "X-A", "b");
	buf_adds(&res.body, row[_i].body);
	buf_init(&out, a);
	response_print(&out, &res, row[_i].head);
	ck_assert_msg(strcmp(out.p, row[_i].wanted) == 0, "%s: %s", row[_i].name, out.p);
}
END_TEST

START_TEST(bodies_may_hold_any_byte)
{
	struct response res;
	struct buf out;

	response_init(&res, a);
	res.status = 200;
	buf_add(&res.body, "a\0b", 3);
	buf_init(&out, a);
	response_print(&out, &res, false);
	ck_assert_int_eq(memcmp(out.p + out.len - 3, "a\0b", 3), 0);
}
END_TEST

struct attempt {
	int status;
	const char *content_type, *name, *value;
	int times;
};
static const struct attempt bad_row[] = {
	{ 299, NULL, "A", "b", 1 },
	{ 0, NULL, "A", "b", 1 },
	{ 200, "text/plain\r\nX: y", "A", "b", 1 },
	{ 200, NULL, "", "b", 1 },
	{ 200, NULL, "A:", "b", 1 },
	{ 200, NULL, "A b", "b", 1 },
	{ 200, NULL, "A\r\n", "b", 1 },
	{ 200, NULL, "A", "b\r\nC: d", 1 },
	{ 200, NULL, "A", "b\n", 1 },
	{ 200, NULL, "A", "\x7f", 1 },
	{ 200, NULL, "A", "\t", 1 },
	{ 200, NULL, "A", "林", 1 },
	{ 200, NULL, "A", "b", RESPONSE_HEADERS + 1 },
};

static void attempt(void *arg)
{
	const struct attempt *t = arg;
	struct response res;
	struct buf out;

	response_init(&res, a);
	res.status = t->status;
	res.content_type = t->content_type;
	for (int i = 0; i < t->times; i++)
		response_header(&res, t->name, t->value);
	buf_init(&out, a);
	response_print(&out, &res, false);
}

START_TEST(what_is_no_header_fails)
{
	struct attempt t = bad_row[_i];
	struct failure f;

	ck_assert(!fail_run(attempt, &t, &f));
}
END_TEST

START_TEST(statuses_have_their_words)
{
	ck_assert_str_eq(status_text(422), "Unprocessable Content");
	ck_assert_ptr_null(status_text(100));
	ck_assert_ptr_null(status_text(-1));
}
END_TEST

Suite *web_response_suite(void)
{
	Suite *s = suite_create("web_response");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, set_up, tear_down);
	add_rows(tc, prints, row);
	tcase_add_test(tc, bodies_may_hold_any_byte);
	add_rows(tc, what_is_no_header_fails, bad_row);
	tcase_add_test(tc, statuses_have_their_words);
	suite_add_tcase(s, tc);
	return s;
}
