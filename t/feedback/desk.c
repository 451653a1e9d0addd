/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reviews at the desk: found, answered, hidden with a reason, shown again. */
#include "feedback/inside.h"
#include "order/door.h"

static struct browser staff;
static struct order *order;
static const char *one; /* the page of its review */

static void setup(void)
{
	struct review_draft item = { .stars = 1, .body = "Call me: 138 0000 0001" };
	struct talk_draft d = { .version = -1, .heard = -1, .items = &item, .n_items = 1 };
	size_t wrong;

	door_setup();
	staff = door_staff(1);
	order = door_order("A", 2);
	ck_assert_int_eq(shop_hear(shop_ship(order, "SF1000000000001"), PARCEL_DELIVERED),
			 SHIPPING_OK);
	d.order_id = order->id;
	item.line_id = order->lines[0].id;
	ck_assert_int_eq(talk_say(&shop, &d, &wrong), TALK_OK);
	one = door_path("/desk/reviews/%lld", (long long)support_number("SELECT id FROM review"));
}

static struct answer *send(const char *tail, const char *fields)
{
	browser_get(&staff, one);
	return door_post(&staff, door_path("%s/%s", one, tail), fields);
}

static int listed(const char *view)
{
	return cJSON_GetArraySize(
		json_get(door_tree(&staff, door_path("/desk/reviews?view=%s", view)), "reviews"));
}

START_TEST(it_is_for_who_may)
{
	struct browser viewer = door_staff(2);

	door_want(browser_get(&viewer, "/desk/reviews"), 403);
	door_want(browser_get(&viewer, one), 403);
	door_want(browser_get(&staff, "/desk/reviews/1"), 404);
	door_shows(browser_get(&staff, "/desk/reviews"), "Thing A");
	door_shows(browser_get(&staff, door_path("/desk/orders/%s", order->number)), one);
}
END_TEST

START_TEST(a_reply_is_read_by_its_customer)
{
	struct browser b = door_nobody();

	ck_assert_int_eq(listed("open"), 1);
	door_want(send("reply", "body="), 422);
	door_want(send("reply", "body=We+are+sorry+%3Cb%3E"), 303);
	door_want(send("reply", "body=We+are+very+sorry"), 303);
	ck_assert_int_eq(listed("open"), 0);
	ck_assert_int_eq(listed("low"), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM review_event WHERE kind = 0 AND "
					"why LIKE 'We are%'"),
			 2);
	door_shows(browser_get(&b, door_link(order, "/feedback")), "We are very sorry");
	door_hides(browser_get(&b, door_link(order, "/feedback")), "&lt;b&gt;");
}
END_TEST

START_TEST(hiding_needs_a_reason_in_words)
{
	static const struct {
		const char *fields, *errors;
	} rows[] = {
		{ "", "/reason required, /why required" },
		{ "reason=personal_data", "/why required" },
		{ "reason=low_score&why=One+star", "/reason not_a_choice" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct answer *a;

		browser_get(&staff, one);
		a = door_post_tree(&staff, door_path("%s/hide", one), rows[i].fields);
		door_want(a, 422);
		ck_assert_str_eq(door_errors(a), rows[i].errors);
	}
	door_shows(send("hide", "reason=abuse&why="), "value=\"abuse\" selected");
	ck_assert_int_eq(listed("hidden"), 0);
	door_want(send("hide", "reason=personal_data&why=A+phone+number"), 303);
	ck_assert_int_eq(listed("hidden"), 1);
	ck_assert_int_eq(listed("open"), 0);
	door_shows(browser_get(&staff, one), "A phone number");
	browser_get(&staff, one);
	door_want(door_post(&staff, door_path("%s/hide", one), "reason=abuse&why=Again"), 409);
	door_want(send("show", ""), 303);
	door_want(send("show", ""), 409);
	ck_assert_int_eq(listed("hidden"), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM review_event WHERE actor_kind = 2"),
			 2);
}
END_TEST

Suite *feedback_desk_suite(void)
{
	Suite *s = suite_create("feedback_desk");
	TCase *tc = tcase_create("desk");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, it_is_for_who_may);
	tcase_add_test(tc, a_reply_is_read_by_its_customer);
	tcase_add_test(tc, hiding_needs_a_reason_in_words);
	suite_add_tcase(s, tc);
	return s;
}
