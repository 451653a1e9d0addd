/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The audit log: written with what it tells or not at all, its chain proved link by link, and its
 * page for who may. */
#include "audit.h"

#include <check.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/json.h"
#include "permission.h"
#include "support/app.h"

enum { FOUND_MAX = 16 };

static struct app *app;
static struct work w;
static const char *found[FOUND_MAX];
static int n_found;

static void setup(void)
{
	app = support_app();
	w = support_work(app);
	w.remote = "203.0.113.77";
	support_sql("INSERT INTO staff (id, email, name, role, lang, state, created_at) VALUES "
		    "(1, 'zhou@shop.example', 'Zhou Min', 'owner', 'en', 1, UTC_TIMESTAMP(6)), "
		    "(2, 'an@shop.example', 'An Wei', 'viewer', 'en', 1, UTC_TIMESTAMP(6))");
}

static void teardown(void)
{
	support_app_free(app);
}

static void add(enum audit_kind kind, uint64_t who, const char *was, const char *became)
{
	audit_write(&w, &(struct audit){ .kind = kind,
					 .who = { ACTOR_STAFF, who },
					 .about = "staff",
					 .about_id = 2,
					 .was = was,
					 .became = became });
}

static void note(void *arg, const char *row)
{
	(void)arg;
	if (n_found < FOUND_MAX)
		found[n_found] = arena_strdup(app->arena, row);
	n_found++;
}

static int64_t check_chain(void)
{
	n_found = 0;
	return audit_check(&w, note, NULL);
}

static void add_five(void)
{
	add(AUDIT_SIGN_IN, 1, NULL, NULL);
	add(AUDIT_ROLE_CHANGED, 1, "viewer", "care");
	add(AUDIT_SIGN_IN, 2, NULL, NULL);
	add(AUDIT_REFUND, 1, "", "5.00 CNY");
	add(AUDIT_SIGN_IN_FAILED, 0, NULL, NULL);
}

START_TEST(an_untouched_chain_holds)
{
	ck_assert_int_eq(check_chain(), 0);
	ck_assert_int_eq(n_found, 0);
	add_five();
	ck_assert_int_eq(check_chain(), 5);
	ck_assert_int_eq(n_found, 0);
	ck_assert_int_eq(support_number("SELECT COUNT(DISTINCT hash) FROM security_event WHERE "
					"LENGTH(hash) = 32 AND seq BETWEEN 1 AND 5"),
			 5);
}
END_TEST

static const struct {
	const char *name, *sql, *says;
} spoils[] = {
	{ "kind", "UPDATE security_event SET kind = 'credit' WHERE seq = 4", "row 4: changed" },
	{ "actor", "UPDATE security_event SET actor_id = 2 WHERE seq = 2", "row 2: changed" },
	{ "actor_kind", "UPDATE security_event SET actor_kind = 3 WHERE seq = 2",
	  "row 2: changed" },
	{ "customer", "UPDATE security_event SET customer_id = 9 WHERE seq = 1", "row 1: changed" },
	{ "about", "UPDATE security_event SET about = 'order' WHERE seq = 2", "row 2: changed" },
	{ "about_id", "UPDATE security_event SET about_id = 3 WHERE seq = 2", "row 2: changed" },
	{ "was", "UPDATE security_event SET was = 'owner' WHERE seq = 2", "row 2: changed" },
	{ "nothing_for_empty", "UPDATE security_event SET was = NULL WHERE seq = 4",
	  "row 4: changed" },
	{ "became", "UPDATE security_event SET became = '5.01 CNY' WHERE seq = 4",
	  "row 4: changed" },
	{ "time", "UPDATE security_event SET at = at + INTERVAL 1 MICROSECOND WHERE seq = 3",
	  "row 3: changed" },
	{ "remote", "UPDATE security_event SET remote_hash = NULL WHERE seq = 3",
	  "row 3: changed" },
	{ "id", "UPDATE security_event SET id = id - 1000000 WHERE seq = 3", "row 3: changed" },
	{ "hash", "UPDATE security_event SET hash = REPEAT('x', 32) WHERE seq = 5", "row 5:" },
	{ "taken_out", "DELETE FROM security_event WHERE seq = 3", "row 3: missing" },
	{ "taken_off_the_beginning", "DELETE FROM security_event WHERE seq = 1", "row 1: missing" },
	{ "taken_off_the_end", "DELETE FROM security_event WHERE seq = 5", "row 5: missing" },
	{ "put_in",
	  "INSERT INTO security_event (id, kind, actor_kind, at) SELECT MAX(id) + 1, 'sign_in', 2, "
	  "UTC_TIMESTAMP(6) FROM security_event",
	  "outside the chain" },
	{ "put_in_behind",
	  "INSERT INTO security_event (id, seq, kind, actor_kind, at, hash) SELECT MAX(id) + 1, 6, "
	  "'sign_in', 2, UTC_TIMESTAMP(6), REPEAT('x', 32) FROM security_event",
	  "row 6: changed" },
	{ "two_changed_places",
	  "UPDATE security_event SET seq = CASE seq WHEN 1 THEN 101 ELSE 1 END WHERE seq IN (1, 3) "
	  "ORDER BY seq",
	  "row 1: changed" },
	{ "the_end_moved_back", "UPDATE audit_head SET seq = 4", "put in behind the end" },
};

START_TEST(what_is_spoilt_is_found)
{
	bool said = false;

	add_five();
	support_sql(spoils[_i].sql);
	check_chain();
	for (int i = 0; i < n_found && i < FOUND_MAX; i++)
		said = said || strstr(found[i], spoils[_i].says);
	ck_assert_msg(said, "%s: %d found, first %s", spoils[_i].name, n_found,
		      n_found ? found[0] : "none");
}
END_TEST

/* One row that was changed is one finding: the rows behind it still prove what stands there. */
START_TEST(one_change_is_found_once)
{
	add_five();
	support_sql("UPDATE security_event SET became = 'owner' WHERE seq = 2");
	check_chain();
	ck_assert_int_eq(n_found, 1);
}
END_TEST

/* Rows from before the chain stand in front of it, and are no finding. */
START_TEST(older_rows_are_left_alone)
{
	support_sql("INSERT INTO security_event (id, kind, actor_kind, at) VALUES "
		    "(5, 'sign_in', 2, '2026-01-01')");
	add_five();
	ck_assert_int_eq(check_chain(), 5);
	ck_assert_int_eq(n_found, 0);
}
END_TEST

static int write_and_refuse(struct work *work, void *arg)
{
	(void)arg;
	audit_write(work, &(struct audit){ .kind = AUDIT_REFUND });
	return 1;
}

START_TEST(what_is_undone_was_never_written)
{
	add_five();
	ck_assert_int_eq(work_transaction(&w, write_and_refuse, NULL), 1);
	add(AUDIT_CREDIT, 1, NULL, NULL);
	ck_assert_int_eq(check_chain(), 6);
	ck_assert_int_eq(n_found, 0);
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM security_event WHERE kind = 'refund'"),
			 1);
}
END_TEST

/* Many writers, one chain. */
START_TEST(writers_at_once_make_one_chain)
{
	enum { WRITERS = 4, EACH = 15 };

	for (int i = 0; i < WRITERS; i++) {
		pid_t pid = fork();

		ck_assert_int_ge(pid, 0);
		if (pid == 0) {
			struct app *mine = support_app_again(app);
			struct work own = support_work(mine);

			for (int k = 0; k < EACH; k++)
				audit_write(&own, &(struct audit){ .kind = AUDIT_SIGN_IN });
			_exit(0);
		}
	}
	for (int i = 0; i < WRITERS; i++) {
		int status;

		ck_assert_int_gt(wait(&status), 0);
		ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	ck_assert_int_eq(check_chain(), WRITERS * EACH);
	ck_assert_int_eq(n_found, 0);
}
END_TEST

/* ---- the page ---- */

static struct browser signed_in(uint64_t id)
{
	struct browser b = browser_new(app);

	browser_sign_in(&b, SESSION_STAFF, id);
	browser_set_cookie(&b, "lang", "en");
	return b;
}

START_TEST(the_page_tells_and_filters)
{
	struct browser b = signed_in(1);
	struct answer *a;

	ck_assert(answer_has(browser_get(&b, "/desk/audit"), "Nothing has been written down yet."));
	add_five();
	a = browser_get(&b, "/desk/audit");
	ck_assert_int_eq(a->status, 200);
	ck_assert(answer_has(a, "Viewer → Customer care"));
	ck_assert(answer_has(a, "5.00 CNY"));
	a = browser_get(&b, "/desk/audit?kind=refund");
	ck_assert(answer_has(a, "5.00 CNY") && !answer_has(a, "→"));
	a = browser_get(&b, "/desk/audit?who=2");
	ck_assert(!answer_has(a, "5.00 CNY"));
	a = browser_get(&b, "/desk/audit?who=1&kind=role_changed");
	ck_assert(answer_has(a, "→") && !answer_has(a, "5.00 CNY"));
	a = browser_get(&b, "/desk/audit?to=2020-01-01");
	ck_assert(answer_has(a, "Nothing in the log fits."));
	a = browser_get(&b, "/desk/audit?from=2020-01-01&to=2099-12-31");
	ck_assert(answer_has(a, "5.00 CNY"));
	ck_assert_int_eq(browser_get(&b, "/desk/audit?kind=nonsense&from=x&after=y")->status, 200);
}
END_TEST

START_TEST(the_page_goes_on)
{
	struct browser b = signed_in(1);
	struct answer *a;
	const char *next;

	for (int i = 0; i < 51; i++)
		add(i ? AUDIT_SIGN_IN : AUDIT_CREDIT, 1, NULL, NULL);
	a = browser_get(&b, "/desk/audit?who=1");
	ck_assert(!answer_has(a, "<th scope=\"row\" class=\"m1\">Credit given"));
	next = strstr(a->body, "/desk/audit?after=");
	ck_assert_ptr_nonnull(next);
	next = arena_strndup(app->arena, next, strcspn(next, "\""));
	ck_assert_ptr_nonnull(strstr(next, "who=1"));
	/* as the browser reads it */
	a = browser_get(&b, arena_printf(app->arena, "%.*s&who=1", (int)strcspn(next, "&"), next));
	ck_assert(answer_has(a, "<th scope=\"row\" class=\"m1\">Credit given"));
	ck_assert_ptr_null(strstr(a->body, "/desk/audit?after="));
}
END_TEST

/* Who may not is refused, and that is written down too. */
START_TEST(who_may_not_is_written_down)
{
	struct browser b = signed_in(2), owner = signed_in(1);
	struct answer *a;

	ck_assert_int_eq(browser_get(&b, "/desk/audit")->status, 403);
	a = browser_get(&owner, "/desk/audit?kind=refused");
	ck_assert(answer_has(a, "An Wei"));
	ck_assert(answer_has(a, "GET /desk/audit"));
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM security_event WHERE kind = 'refused' "
				 "AND actor_kind = 2 AND actor_id = 2"),
			 1);
}
END_TEST

Suite *audit_suite(void)
{
	Suite *s = suite_create("audit");
	TCase *tc = tcase_create("all");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, an_untouched_chain_holds);
	tcase_add_loop_test(tc, what_is_spoilt_is_found, 0, sizeof spoils / sizeof *spoils);
	tcase_add_test(tc, one_change_is_found_once);
	tcase_add_test(tc, older_rows_are_left_alone);
	tcase_add_test(tc, what_is_undone_was_never_written);
	tcase_add_test(tc, writers_at_once_make_one_chain);
	tcase_add_test(tc, the_page_tells_and_filters);
	tcase_add_test(tc, the_page_goes_on);
	tcase_add_test(tc, who_may_not_is_written_down);
	suite_add_tcase(s, tc);
	return s;
}
