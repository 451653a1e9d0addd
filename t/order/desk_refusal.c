/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is refused below /desk stays in the desk's frame, with a way back to the order or the desk.
 */
#include "base/fail.h"
#include "order/door.h"

static struct browser owner;
static struct order *o;

static void setup(void)
{
	door_setup();
	o = door_order("A", 3);
	owner = door_staff(1);
}

static const char *page(const char *tail)
{
	return door_path("/desk/orders/%s%s", o->number, tail);
}

/* The desk's frame, and nothing of what customers are offered. */
static void is_at_the_desk(const struct answer *a, int status)
{
	door_want(a, status);
	door_shows(a, "<body class=\"staff\">");
	door_shows(a, "action=\"/desk/sign-out\"");
	door_shows(a, "Back to the order desk");
	door_hides(a, "/me/orders");
	door_hides(a, "\"/track\"");
	ck_assert_str_eq(answer_header(a, "X-Robots-Tag"), "noindex");
}

static void leads_to_the_order(const struct answer *a)
{
	door_shows(a, door_path("href=\"%s\">Back to order %s<", page(""), o->number));
}

START_TEST(what_is_not_there_is_refused_at_the_desk)
{
	struct answer *a = browser_get(&owner, "/desk/nothing");

	is_at_the_desk(a, 404);
	door_hides(a, "Back to order R-");
	is_at_the_desk(browser_get(&owner, "/desk/customers/C-0000-0000-0"), 404);
	a = browser_get(&owner, page("/nothing"));
	is_at_the_desk(a, 404);
	leads_to_the_order(a);
	/* the order's own page does not lead to itself */
	door_hides(browser_get(&owner, "/desk/orders/R-7K3M-92Q5"), "Back to order R-");
}
END_TEST

START_TEST(what_cannot_be_done_leads_back_to_the_order)
{
	struct answer *a = door_post(&owner, page("/release"), "");

	is_at_the_desk(a, 409);
	leads_to_the_order(a);
	a = door_post(&owner, page("/nothing"), "");
	is_at_the_desk(a, 404);
	leads_to_the_order(a);
	is_at_the_desk(door_post(&owner, "/desk/audit", ""), 405);
	a = browser_get(&owner, page("?lang=en&lang=zh-CN"));
	is_at_the_desk(a, 400);
}
END_TEST

START_TEST(a_form_of_yesterday_is_sent_again_from_the_desk)
{
	struct answer *a;

	browser_get(&owner, page("/hold"));
	owner.csrf = "";
	a = browser_post(&owner, page("/hold"), "reason=address");
	is_at_the_desk(a, 403);
	leads_to_the_order(a);
	door_shows(a, "name=\"reason\" value=\"address\"");
	door_shows(a, "Send it once more");
}
END_TEST

START_TEST(a_form_key_used_for_something_else_is_refused_at_the_desk)
{
	struct answer *a;

	browser_get(&owner, page(""));
	door_want(browser_post(&owner, page("/notes"), "note=one"), 303);
	a = browser_post(&owner, page("/notes"), "note=two");
	is_at_the_desk(a, 422);
	leads_to_the_order(a);
}
END_TEST

static void fail_now(struct request *req, struct response *res)
{
	(void)res;
	if (strcmp(req->path_param[0], "away") == 0)
		fail_as(FAIL_UNAVAILABLE, 0, "away on purpose");
	fail_as(FAIL_INTERNAL, 0, "broken on purpose");
}

static const struct route broken[] = {
	{ METHOD_GET, "/desk/orders/{number}/broken", FACE_PAGE, ACCESS_STAFF, PERM_ORDERS_READ,
	  UNSAFE_NO, 0, 0, fail_now },
};

START_TEST(a_failure_at_the_desk_stays_there)
{
	struct answer *a;

	shop_app->routes = broken;
	shop_app->n_routes = 1;
	a = browser_get(&owner, page("/broken"));
	is_at_the_desk(a, 500);
	leads_to_the_order(a);
	door_shows(a, answer_header(a, "X-Request-Id"));
	is_at_the_desk(browser_get(&owner, "/desk/orders/away/broken"), 503);
}
END_TEST

START_TEST(who_is_not_signed_in_is_shown_the_desks_door)
{
	struct browser nobody = door_nobody();
	struct answer *a = browser_get(&nobody, page("/nothing"));

	door_want(a, 404);
	door_shows(a, "<body class=\"staff\">");
	door_shows(a, "href=\"/desk/sign-in\"");
	door_hides(a, "/desk/sign-out");
	door_hides(a, "/me/orders");
	door_hides(a, "Back to order");
}
END_TEST

START_TEST(elsewhere_the_frame_is_the_customers)
{
	struct answer *a = browser_get(&owner, "/desks");

	door_want(a, 404);
	door_shows(a, "/me/orders");
	door_hides(a, "<body class=\"staff\">");
	ck_assert_ptr_null(answer_header(a, "X-Robots-Tag"));
}
END_TEST

Suite *order_desk_refusal_suite(void)
{
	Suite *s = suite_create("order_desk_refusal");
	TCase *tc = tcase_create("desk_refusal");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, what_is_not_there_is_refused_at_the_desk);
	tcase_add_test(tc, what_cannot_be_done_leads_back_to_the_order);
	tcase_add_test(tc, a_form_of_yesterday_is_sent_again_from_the_desk);
	tcase_add_test(tc, a_form_key_used_for_something_else_is_refused_at_the_desk);
	tcase_add_test(tc, a_failure_at_the_desk_stays_there);
	tcase_add_test(tc, who_is_not_signed_in_is_shown_the_desks_door);
	tcase_add_test(tc, elsewhere_the_frame_is_the_customers);
	suite_add_tcase(s, tc);
	return s;
}
