/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the boundary: what is caught, by whom, with which words. */
#include "base/fail.h"
#include <check.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#undef fail /* check's, which came after ours */

struct trace {
	int steps;
	bool inner_returned;
	struct failure inner;
};

static void succeed(void *arg)
{
	((struct trace *)arg)->steps++;
}

static void fail_busy(void *arg)
{
	((struct trace *)arg)->steps++;
	fail_as(FAIL_BUSY, 1205, "lock of %s: %d s", "order", 3);
}

static void fail_plainly(void *arg)
{
	(void)arg;
	fail("order %d: version moved", 7);
}

static void catch_and_go_on(void *arg)
{
	struct trace *t = arg;

	t->inner_returned = fail_run(fail_busy, t, &t->inner);
	t->steps += 10;
}

static void catch_and_pass_on(void *arg)
{
	struct trace *t = arg;

	if (!fail_run(fail_busy, t, &t->inner))
		fail_again(&t->inner);
	t->steps += 100;
}

static void fail_with_a_long_message(void *arg)
{
	char text[2000];

	(void)arg;
	memset(text, 'x', sizeof text);
	text[sizeof text - 1] = '\0';
	fail("%s", text);
}

START_TEST(what_returns_is_no_failure)
{
	struct trace t = { 0 };
	struct failure f;

	ck_assert(fail_run(succeed, &t, &f));
	ck_assert_int_eq(t.steps, 1);
}
END_TEST

START_TEST(failure_carries_kind_code_and_message)
{
	struct trace t = { 0 };
	struct failure f;

	ck_assert(!fail_run(fail_busy, &t, &f));
	ck_assert_int_eq(f.kind, FAIL_BUSY);
	ck_assert_int_eq(f.code, 1205);
	ck_assert_str_eq(f.message, "lock of order: 3 s");
	ck_assert(!fail_run(fail_plainly, &t, &f));
	ck_assert_int_eq(f.kind, FAIL_INTERNAL);
	ck_assert_int_eq(f.code, 0);
	ck_assert_str_eq(f.message, "order 7: version moved");
}
END_TEST

START_TEST(innermost_boundary_catches)
{
	struct trace t = { 0 };
	struct failure f;

	ck_assert(fail_run(catch_and_go_on, &t, &f));
	ck_assert(!t.inner_returned);
	ck_assert_int_eq(t.steps, 11);
}
END_TEST

START_TEST(caught_failure_passes_on_whole)
{
	struct trace t = { 0 };
	struct failure f;

	ck_assert(!fail_run(catch_and_pass_on, &t, &f));
	ck_assert_int_eq(t.steps, 1);
	ck_assert_int_eq(f.kind, FAIL_BUSY);
	ck_assert_int_eq(f.code, 1205);
	ck_assert_str_eq(f.message, "lock of order: 3 s");
}
END_TEST

START_TEST(boundary_is_usable_a_thousand_times)
{
	struct trace t = { 0 };
	struct failure f;

	for (int i = 0; i < 1000; i++)
		ck_assert(!fail_run(fail_busy, &t, &f));
	ck_assert_int_eq(t.steps, 1000);
}
END_TEST

START_TEST(long_message_is_cut)
{
	struct failure f;

	ck_assert(!fail_run(fail_with_a_long_message, NULL, &f));
	ck_assert_uint_eq(strlen(f.message), sizeof f.message - 1);
}
END_TEST

START_TEST(failure_without_a_boundary_aborts)
{
	close(STDERR_FILENO);
	fail("nobody listens");
}
END_TEST

Suite *base_fail_suite(void)
{
	Suite *s = suite_create("base_fail");
	TCase *t = tcase_create("fail");

	tcase_add_test(t, what_returns_is_no_failure);
	tcase_add_test(t, failure_carries_kind_code_and_message);
	tcase_add_test(t, innermost_boundary_catches);
	tcase_add_test(t, caught_failure_passes_on_whole);
	tcase_add_test(t, boundary_is_usable_a_thousand_times);
	tcase_add_test(t, long_message_is_cut);
	tcase_add_test_raise_signal(t, failure_without_a_boundary_aborts, SIGABRT);
	suite_add_tcase(s, t);
	return s;
}
