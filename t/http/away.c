/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The database is away: started without it, lost on the way, and back. */
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include "http/site.h"

static struct app *app;

static void setup(void)
{
	app = site_app();
}

static void teardown(void)
{
	support_app_free(app);
}

/* An application whose way to the database is a link that may be missing. */
static struct app *app_by_link(const char *link, bool there)
{
	struct config c = *app->config;
	struct app *a;

	c.db_socket = link;
	if (there)
		ck_assert_int_eq(symlink(app->config->db_socket, link), 0);
	a = support_app_from(&c);
	a->routes = app->routes;
	a->n_routes = app->n_routes;
	return a;
}

static const char *link_path(void)
{
	return arena_printf(app->arena, "%s/link", app->config->var_dir);
}

static const char *auth(void)
{
	return arena_printf(app->arena, "HTTP_AUTHORIZATION=%s", support_api_key(app, 0));
}

static struct answer *post(struct app *a, const char *who)
{
	return support_request(a, "POST", "/t/effect", who, "HTTP_IDEMPOTENCY_KEY=k", NULL);
}

static void expect_away(struct app *a, const char *who)
{
	struct answer *j = support_request(a, "GET", "/t/refunds", who, NULL);
	struct answer *h = support_request(
		a, "GET", "/t/page", "HTTP_ACCEPT=text/html",
		"HTTP_COOKIE=__Host-sid=0123456789012345678901234567890123456789abc", NULL);

	ck_assert_int_eq(j->status, 503);
	ck_assert_str_eq(site_code(j), "unavailable");
	ck_assert_ptr_nonnull(answer_header(j, "Retry-After"));
	ck_assert_int_eq(h->status, 503);
	ck_assert_str_eq(answer_header(h, "Content-Type"), "text/html; charset=utf-8");
	ck_assert_ptr_nonnull(answer_header(h, "Retry-After"));
	ck_assert(answer_has(h, "<html lang="));
	ck_assert(answer_has(h, answer_header(h, "X-Request-Id")));
}

START_TEST(started_without_it)
{
	const char *link = link_path(), *who = auth();
	struct app *a = app_by_link(link, false);

	expect_away(a, who);
	ck_assert_int_eq(support_request(a, "GET", "/t/page", NULL)->status, 200);
	ck_assert(a->lacks_settings);
	ck_assert_int_eq(symlink(app->config->db_socket, link), 0);
	ck_assert_int_eq(post(a, who)->status, 201);
	ck_assert(!a->lacks_settings);
	support_app_free(a);
}
END_TEST

START_TEST(lost_on_the_way_and_back)
{
	const char *link = link_path(), *who = auth();
	struct app *a = app_by_link(link, true);
	int64_t connection;

	ck_assert_int_eq(post(a, who)->status, 201);
	connection = support_number(
		"SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> "
		"CONNECTION_ID() ORDER BY id DESC LIMIT 1");
	support_sql(arena_printf(app->arena, "KILL %lld", (long long)connection));
	unlink(link);
	expect_away(a, who);
	ck_assert_int_eq(symlink(app->config->db_socket, link), 0);
	ck_assert_int_eq(post(a, who)->status, 201);
	ck_assert_int_eq(site_effects(), 1);
	support_app_free(a);
}
END_TEST

/* The server closed an idle connection: nobody notices. */
START_TEST(an_idle_connection_is_made_anew)
{
	const char *who = auth();

	ck_assert_int_eq(post(app, who)->status, 201);
	support_sql(arena_printf(
		app->arena, "KILL %lld",
		(long long)support_number(
			"SELECT id FROM information_schema.processlist WHERE db = "
			"DATABASE() AND id <> CONNECTION_ID() ORDER BY id DESC LIMIT 1")));
	ck_assert_int_eq(support_request(app, "POST", "/t/effect", who,
					 "HTTP_IDEMPOTENCY_KEY=other", NULL)
				 ->status,
			 201);
}
END_TEST

Suite *http_away_suite(void)
{
	Suite *s = suite_create("http_away");
	TCase *tc = tcase_create("away");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, started_without_it);
	tcase_add_test(tc, lost_on_the_way_and_back);
	tcase_add_test(tc, an_idle_connection_is_made_anew);
	suite_add_tcase(s, tc);
	return s;
}
