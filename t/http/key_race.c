/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One effect per idempotency key, also for two at once and for a COMMIT whose answer was lost. */
#include <sys/wait.h>
#include <unistd.h>
#include "http/site.h"
#include "support/proxy.h"

#define JSON "CONTENT_TYPE=application/json"

static struct app *app;

static void setup(void)
{
	app = site_app();
}

static void teardown(void)
{
	support_app_free(app);
}

/* An application like `app` whose database is behind a proxy. */
static struct app *app_behind(enum proxy_act act, const volatile bool **committing)
{
	struct config c = *app->config;
	struct app *a;

	c.db_socket = arena_printf(app->arena, "%s/proxy", c.var_dir);
	*committing = proxy_start(c.db_socket, app->config->db_socket, act);
	a = support_app_from(&c);
	a->routes = app->routes;
	a->n_routes = app->n_routes;
	return a;
}

static const char *auth(uint64_t permissions)
{
	return arena_printf(app->arena, "HTTP_AUTHORIZATION=%s", support_api_key(app, permissions));
}

static struct answer *post(struct app *a, const char *target, const char *key, const char *who,
			   const char *body)
{
	return support_request(a, "POST", target, who, JSON,
			       key ? arena_printf(app->arena, "HTTP_IDEMPOTENCY_KEY=%s", key)
				   : "X=",
			       arena_printf(app->arena, "BODY=%s", body), NULL);
}

/* ---- two at once ---- */

/* A second process sends the request; the status it got is its exit code less 200. */
static pid_t post_elsewhere(struct app *a, const char *target, const char *who, const char *body)
{
	pid_t pid = fork();

	if (pid == 0) {
		struct app *mine = support_app_again(a);
		struct answer *answer;

		mine->routes = app->routes;
		mine->n_routes = app->n_routes;
		answer = post(mine, target, "k", who, body);
		_exit(answer->status - 200);
	}
	return pid;
}

static int status_of(pid_t pid)
{
	int status;

	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFEXITED(status));
	return WEXITSTATUS(status) + 200;
}

START_TEST(two_at_once_have_one_effect)
{
	const char *who = auth(0);
	pid_t pid[4];

	for (int i = 0; i < 4; i++)
		pid[i] = post_elsewhere(app, "/t/effect", who, "{}");
	for (int i = 0; i < 4; i++)
		ck_assert_int_eq(status_of(pid[i]), 201);
	ck_assert_int_eq(site_effects(), 1);
}
END_TEST

START_TEST(in_flight_is_409_and_later_the_first_answer)
{
	const char *who = auth(0);
	const volatile bool *committing;
	struct app *slow = app_behind(PROXY_HOLD, &committing);
	pid_t first = post_elsewhere(slow, "/t/effect", who, "{}");
	struct answer *a;
	int64_t began;

	/* The first one's row is there, not yet committed. */
	while (!*committing)
		usleep(10000);
	began = app_clock();
	a = post(app, "/t/effect", "k", who, "{}");
	ck_assert_int_eq(a->status, 409);
	ck_assert_str_eq(site_code(a), "key_in_flight");
	ck_assert_str_eq(answer_header(a, "Retry-After"), "1");
	ck_assert_int_lt(app_clock() - began, 4500000);
	ck_assert_int_eq(status_of(first), 201);
	ck_assert_int_eq(post(app, "/t/effect", "k", who, "{}")->status, 201);
	ck_assert_int_eq(site_effects(), 1);
	support_app_free(slow);
}
END_TEST

/* The key is asked for before any row of the shop, so that the second request never waits for what
 * the first one holds. */
START_TEST(in_flight_is_409_whatever_the_first_one_holds)
{
	const char *who = auth(0);
	const volatile bool *lingers = site_lingers();
	pid_t first = post_elsewhere(app, "/t/linger", who, "{}");
	struct answer *a;
	int64_t began;

	while (!*lingers)
		usleep(10000);
	began = app_clock();
	a = post(app, "/t/linger", "k", who, "{}");
	ck_assert_int_eq(a->status, 409);
	ck_assert_str_eq(site_code(a), "key_in_flight");
	ck_assert_int_lt(app_clock() - began, 4000000);
	ck_assert_int_eq(status_of(first), 201);
	ck_assert_int_eq(post(app, "/t/linger", "k", who, "{}")->status, 201);
	ck_assert_int_eq(site_effects(), 1);
}
END_TEST

/* ---- a COMMIT whose answer was lost ---- */

START_TEST(a_lost_commit_is_run_again_under_its_key)
{
	const char *who = auth(0);
	const volatile bool *committing;
	struct app *shaky = app_behind(_i ? PROXY_CUT_AFTER : PROXY_CUT_BEFORE, &committing);
	struct answer *a = post(shaky, "/t/effect", "k", who, "{}"), *again;

	ck_assert_int_eq(a->status, 201);
	ck_assert(*committing);
	ck_assert_int_eq(site_effects(), 1);
	again = post(app, "/t/effect", "k", who, "{}");
	ck_assert_str_eq(again->body, a->body);
	support_app_free(shaky);
}
END_TEST

START_TEST(also_where_the_state_moved_on_by_it)
{
	const char *who = auth(0);
	const volatile bool *committing;
	struct app *shaky = app_behind(PROXY_CUT_AFTER, &committing);

	ck_assert_int_eq(post(shaky, "/t/once", "k", who, "{}")->status, 201);
	ck_assert(*committing);
	ck_assert_int_eq(site_effects(), 1);
	support_app_free(shaky);
}
END_TEST

Suite *http_key_race_suite(void)
{
	Suite *s = suite_create("http_key_race");
	TCase *tc = tcase_create("race");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, two_at_once_have_one_effect);
	tcase_add_test(tc, in_flight_is_409_and_later_the_first_answer);
	tcase_add_test(tc, in_flight_is_409_whatever_the_first_one_holds);
	tcase_add_loop_test(tc, a_lost_commit_is_run_again_under_its_key, 0, 2);
	tcase_add_test(tc, also_where_the_state_moved_on_by_it);
	suite_add_tcase(s, tc);
	return s;
}
