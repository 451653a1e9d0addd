/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was typed when a session was over: kept for who typed it, and never carried out by itself.
 */
#include <string.h>
#include "guard.h"
#include "order/door.h"

#define NOTE  "Ring%2C+then+wait%22+%3Cb%3E"
#define TYPED "Ring, then wait&quot; &lt;b&gt;"

static struct order *o;

static void setup(void)
{
	door_setup();
	support_sql("UPDATE staff SET role = 'owner'");
	o = door_order("A", 1);
}

static int64_t rows_of(const char *table)
{
	return support_number(door_path("SELECT COUNT(*) FROM %s", table));
}

static const char *notes(void)
{
	return door_path("/desk/orders/%s/notes", o->number);
}

/* Where the door leads on to; NULL: to nothing that was kept. */
static const char *kept_at(const struct answer *a, const char *door)
{
	const char *to = answer_header(a, "Location"), *next;

	door_want(a, 303);
	ck_assert_msg(!strncmp(to, door, strlen(door)), "%s", to);
	next = strstr(to, "?next=");
	return next ? url_decode(shop.arena, next + 6, strlen(next + 6), true) : NULL;
}

#define OVER "UPDATE session SET seen_at = UTC_TIMESTAMP(6) - INTERVAL 31 MINUTE"
#define GONE "DELETE FROM session"

/* Sends a note when the session is over in that way. */
static const char *send_late(struct browser *b, const char *how, const char *fields)
{
	browser_get(b, door_path("/desk/orders/%s", o->number));
	support_sql(how);
	return kept_at(browser_post(b, notes(), fields), "/desk/sign-in");
}

START_TEST(a_note_outlives_the_session)
{
	struct browser b = door_staff(1);
	const char *at = send_late(&b, _i ? OVER : GONE, "note=" NOTE);
	struct answer *a;

	ck_assert_ptr_nonnull(at);
	ck_assert(!strncmp(at, "/desk/kept/", 11));
	/* not before they are signed in */
	ck_assert_str_eq(kept_at(browser_get(&b, at), "/desk/sign-in"), at);
	browser_sign_in(&b, SESSION_STAFF, 1);
	for (int i = 0; i < 2; i++) {
		a = browser_get(&b, at);
		door_want(a, 200);
		door_shows(a, door_path("action=\"%s\"", notes()));
		door_shows(a, "<li class=\"typed\">" TYPED "</li>");
		door_shows(a, "name=\"note\" value=\"" TYPED "\"");
		ck_assert_int_eq(rows_of("order_note"), 0);
	}
	door_want(browser_post(&b, notes(), "note=" NOTE), 303);
	ck_assert_int_eq(rows_of("order_note"), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_note WHERE body = 'Ring, then "
					"wait\" <b>'"),
			 1);
}
END_TEST

/* Whose it was is known by the session that is over; else it is theirs who opens it first. */
START_TEST(nobody_else_is_shown_it)
{
	struct browser b = door_staff(1), other = door_staff(2);
	const char *at = send_late(&b, _i ? OVER : GONE, "note=" NOTE);
	struct answer *a;

	browser_sign_in(&other, SESSION_STAFF, 1);
	door_want(browser_get(&other, at), 404);
	if (!_i) {
		browser_sign_in(&b, SESSION_STAFF, 1);
		door_want(browser_get(&b, at), 200);
	}
	browser_sign_in(&b, SESSION_STAFF, 2);
	a = browser_get(&b, at);
	door_want(a, 404);
	door_shows(a, "What you typed is not kept any more");
	door_hides(a, "Ring");
	browser_sign_in(&b, SESSION_CUSTOMER, o->customer_id);
	door_want(browser_get(&b, door_path("/me/kept/%s", at + 11)), 404);
	browser_sign_in(&b, SESSION_STAFF, 1);
	door_want(browser_get(&b, at), 200);
	support_sql("UPDATE kept_form SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND");
	door_want(browser_get(&b, at), 404);
	ck_assert_int_eq(guard_sweep(&shop, 500), 1);
	ck_assert_int_eq(rows_of("kept_form"), 0);
}
END_TEST

START_TEST(the_table_tells_nothing)
{
	struct browser b = door_staff(1);
	const char *at = send_late(&b, OVER, "note=" NOTE);

	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM kept_form WHERE subject_id = 1 AND "
					"sealed NOT LIKE '%Ring%' AND sealed NOT LIKE '%notes%'"),
			 1);
	/* nor is a row worth anything to another's address */
	support_sql("INSERT INTO kept_form SELECT REPEAT('x', 32), browser_hash, kind, "
		    "subject_id, sealed, expires_at FROM kept_form");
	support_sql(door_path("UPDATE kept_form a JOIN kept_form b ON b.token_hash = REPEAT('x', "
			      "32) SET a.sealed = REVERSE(b.sealed) WHERE a.token_hash <> "
			      "b.token_hash"));
	browser_sign_in(&b, SESSION_STAFF, 1);
	door_want(browser_get(&b, at), 404);
}
END_TEST

/* Passwords are typed anew, and then the rest alone is no form to send. */
START_TEST(secrets_are_not_kept)
{
	struct browser b = door_customer(o);
	struct answer *a;
	const char *at;

	browser_get(&b, "/me/password");
	support_sql(GONE);
	at = kept_at(browser_post(&b, "/me/password", "password=hunter2-hunter2"), "/sign-in");
	ck_assert_ptr_null(at);
	at = kept_at(browser_post(&b, "/me/password", "password=hunter2-hunter2&hint=mine"),
		     "/sign-in");
	browser_sign_in(&b, SESSION_CUSTOMER, o->customer_id);
	a = browser_get(&b, at);
	door_want(a, 200);
	door_hides(a, "hunter2");
	door_hides(a, "Send it now");
	door_shows(a, "href=\"/me/password\"");
}
END_TEST

static const char *much(void)
{
	char *v = arena_alloc(shop.arena, 40001);

	memset(v, '"', 40000);
	v[40000] = '\0';
	return v;
}

/* Nor what another site sends, what a program sends, what is too much, or more than a network may.
 */
START_TEST(what_is_not_kept)
{
	struct browser b = door_staff(1);
	struct answer *a;

	ck_assert_ptr_null(send_late(&b, GONE, ""));
	ck_assert_ptr_null(send_late(&b, GONE, door_path("note=%s", much())));
	a = support_request(shop_app, "POST", notes(), PAGES,
			    "CONTENT_TYPE=application/x-www-form-urlencoded",
			    "HTTP_SEC_FETCH_SITE=cross-site", "BODY=note=x", NULL);
	ck_assert_ptr_null(kept_at(a, "/desk/sign-in"));
	a = support_request(shop_app, "POST", notes(), TREES, "CONTENT_TYPE=application/json",
			    "HTTP_SEC_FETCH_SITE=same-origin", "BODY={\"note\":\"x\"}", NULL);
	door_want(a, 401);
	ck_assert_int_eq(rows_of("kept_form"), 0);
	for (int i = 0; i < 61; i++) {
		bool is_kept =
			kept_at(browser_post(&b, notes(), "note=" NOTE), "/desk/sign-in") != NULL;

		ck_assert_int_eq(is_kept, i < 60);
	}
	ck_assert_int_eq(rows_of("kept_form"), 60);
}
END_TEST

/* An order's own pages are open to links too: there it is the cookie that says whose form it was.
 */
START_TEST(customers_lose_nothing_either)
{
	struct browser b = door_customer(o);
	const char *address = door_path("/o/%s/address", o->number), *at;
	struct answer *a;

	browser_get(&b, "/me/about");
	support_sql(GONE);
	at = kept_at(browser_post(&b, "/me/about", "name=Lin+Yuqing"), "/sign-in");
	browser_sign_in(&b, SESSION_CUSTOMER, o->customer_id);
	a = browser_get(&b, at);
	door_want(a, 200);
	door_shows(a, "<li class=\"typed\">Lin Yuqing</li>");
	support_sql(GONE);
	at = kept_at(browser_post(&b, address, "contact.street=Wensan+Lu+9"), "/sign-in");
	browser_sign_in(&b, SESSION_CUSTOMER, o->customer_id);
	a = browser_get(&b, at);
	door_shows(a, "Wensan Lu 9");
	door_shows(a, door_path("action=\"%s\"", address));
	/* who never was signed in is told of no order */
	b = door_nobody();
	browser_get(&b, "/track");
	door_want(browser_post(&b, address, "contact.street=Wensan+Lu+9"), 404);
}
END_TEST

Suite *http_kept_suite(void)
{
	Suite *s = suite_create("http_kept");
	TCase *tc = tcase_create("kept");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 120);
	tcase_add_loop_test(tc, a_note_outlives_the_session, 0, 2);
	tcase_add_loop_test(tc, nobody_else_is_shown_it, 0, 2);
	tcase_add_test(tc, the_table_tells_nothing);
	tcase_add_test(tc, secrets_are_not_kept);
	tcase_add_test(tc, what_is_not_kept);
	tcase_add_test(tc, customers_lose_nothing_either);
	suite_add_tcase(s, tc);
	return s;
}
