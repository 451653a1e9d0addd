/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of a berth's pauses and states. */
#include "berth.h"
#include <check.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct {
	int failures;
	int64_t pause;
} pauses[] = {
	{ 0, 0 },    { 1, 100 },  { 2, 200 },  { 3, 400 },        { 4, 800 },
	{ 5, 1600 }, { 6, 3200 }, { 7, 5000 }, { 1000000, 5000 },
};

START_TEST(pauses_grow_to_five_seconds_and_never_end)
{
	struct berth b = { .state = BERTH_STARTING,
			   .failures = pauses[_i].failures,
			   .killed = true };

	berth_wait(&b, 1000);
	ck_assert_int_eq(b.due, 1000 + pauses[_i].pause);
	ck_assert_int_eq((int)b.state, BERTH_WAITING);
	ck_assert(!b.killed);
}
END_TEST

START_TEST(who_waits_is_stopped_at_once)
{
	struct berth b = { .state = BERTH_WAITING };

	berth_stop(&b, 1000);
	ck_assert_int_eq((int)b.state, BERTH_EMPTY);
}
END_TEST

START_TEST(who_runs_is_asked_to_end)
{
	struct berth b = { .state = BERTH_READY };
	int status;

	/* Not check's handler, which ends the whole group. */
	signal(SIGTERM, SIG_DFL);
	b.pid = fork();
	if (b.pid == 0) {
		pause();
		_exit(0);
	}
	berth_stop(&b, 1000);
	ck_assert_int_eq((int)b.state, BERTH_STOPPING);
	ck_assert_int_eq(b.due, 16000);
	ck_assert_int_eq(waitpid(b.pid, &status, 0), b.pid);
	ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
}
END_TEST

START_TEST(leaving_is_not_living)
{
	static const bool live[] = { [BERTH_EMPTY] = false,
				     [BERTH_WAITING] = true,
				     [BERTH_STARTING] = true,
				     [BERTH_READY] = true,
				     [BERTH_STOPPING] = false };
	struct berth b = { .state = (enum berth_state)_i };

	ck_assert_int_eq(berth_is_live(&b), live[_i]);
}
END_TEST

Suite *berth_suite(void)
{
	Suite *s = suite_create("berth");
	TCase *tc = tcase_create("all");

	tcase_add_loop_test(tc, pauses_grow_to_five_seconds_and_never_end, 0,
			    (int)(sizeof(pauses) / sizeof(pauses[0])));
	tcase_add_test(tc, who_waits_is_stopped_at_once);
	tcase_add_test(tc, who_runs_is_asked_to_end);
	tcase_add_loop_test(tc, leaving_is_not_living, 0, BERTH_STOPPING + 1);
	suite_add_tcase(s, tc);
	return s;
}
