/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After a review: looked at before it is published, added to, and found helpful by others. */
#include <stdlib.h>
#include "feedback/inside.h"
#include "order/door.h"

static struct browser nobody, staff;
static struct order *order;

static void say(const char *fields)
{
	browser_get(&nobody, door_link(order, "/feedback"));
	door_want(door_post(&nobody, door_path("/o/%s/feedback", order->number),
			    door_path("k=%s&items.0.line=%llu&%s", door_k(order),
				      (unsigned long long)order->lines[0].id, fields)),
		  303);
}

static void setup(void)
{
	door_setup();
	nobody = door_nobody();
	staff = door_staff(1);
	order = door_order("A", 2);
	ck_assert_int_eq(shop_hear(shop_ship(order, "SF1000000000001"), PARCEL_DELIVERED),
			 SHIPPING_OK);
}

static const char *review(void)
{
	return door_path("%lld", (long long)support_number("SELECT MAX(id) FROM review"));
}

static int64_t shown(void)
{
	return json_get_int(json_get(door_tree(&nobody, "/p/A"), "score"), "n");
}

static struct answer *act(const char *tail)
{
	const char *page = door_path("/desk/reviews/%s", review());

	browser_get(&staff, page);
	return door_post(&staff, door_path("%s/%s", page, tail), "");
}

START_TEST(it_waits_until_it_is_published)
{
	shop.app->settings.review_first = true;
	say("items.0.stars=1");
	ck_assert_int_eq(shown(), 0);
	ck_assert_int_eq(cJSON_GetArraySize(
				 json_get(door_tree(&staff, "/desk/reviews?view=waiting"),
					  "reviews")),
			 1);
	door_want(act("show"), 409);
	door_want(act("publish"), 303);
	door_want(act("publish"), 409);
	ck_assert_int_eq(shown(), 1);
	/* the same again is no change; other words are */
	say("items.0.stars=1&anonymous=1");
	ck_assert_int_eq(shown(), 1);
	say("items.0.stars=3&items.0.body=Not+what+I+thought");
	ck_assert_int_eq(shown(), 0);
	/* what waits does not appear by itself where the shop no longer looks first */
	shop.app->settings.review_first = false;
	say("items.0.stars=2&items.0.body=Not+what+I+thought");
	ck_assert_int_eq(shown(), 0);
	ck_assert_int_eq(review_hide(&shop, strtoull(review(), NULL, 10), HIDE_ABUSE, "Insults"),
			 REVIEW_OK);
	door_want(act("publish"), 409);
	door_want(act("show"), 303);
	ck_assert_int_eq(shown(), 1);
	shop_check();
}
END_TEST

/* ---- adding ---- */

static struct answer *add(const char *number, const char *id, const char *body)
{
	browser_get(&nobody, door_link(order, "/follow-up"));
	return door_post(&nobody, door_path("/o/%s/follow-up", number),
			 door_path("k=%s&review=%s&body=%s", door_k(order), id, body));
}

START_TEST(something_is_added_once)
{
	struct order *other = door_order("B", 1);

	door_want(browser_get(&nobody, door_link(order, "/follow-up")), 409);
	say("items.0.stars=5&items.0.body=Fresh+and+well+packed");
	door_want(add(order->number, review(), "short"), 422);
	door_shows(add(order->number, review(), "short"), "short</textarea>");
	door_want(add(order->number, "1", "Still+good+after+months"), 404);
	door_want(add(other->number, review(), "Still+good+after+months"), 404);
	support_sql("UPDATE review SET created_at = created_at - INTERVAL 4300 HOUR");
	door_want(add(order->number, review(), "Still+%3Cgood%3E+after+months"), 303);
	door_want(add(order->number, review(), "And+once+more+I+say"), 409);
	door_shows(browser_get(&nobody, "/p/A"), "Still &lt;good&gt; after months");
	door_shows(browser_get(&nobody, "/p/A"), "Fresh and well packed");
	shop_check();
}
END_TEST

START_TEST(not_after_180_days_and_it_is_looked_at_too)
{
	say("items.0.stars=5");
	shop.app->settings.review_first = true;
	door_want(add(order->number, review(), "Still+good+after+months"), 303);
	ck_assert_int_eq(shown(), 0);
	door_want(act("publish"), 303);
	ck_assert_int_eq(shown(), 1);
	support_sql("UPDATE review SET after_body = NULL, after_at = NULL");
	support_sql("UPDATE review SET created_at = created_at - INTERVAL 180 DAY");
	door_want(add(order->number, review(), "Still+good+after+months"), 409);
	shop_check();
}
END_TEST

/* ---- helpful ---- */

static struct order *of_another(void)
{
	struct order_draft d = door_draft("B", 1);

	d.contact.name = "Bo";
	d.contact.phone = "13900000002";
	d.contact.email = "bo@mail.example";
	return door_order_of(d);
}

static int64_t helped(void)
{
	return support_number("SELECT helpful FROM review");
}

START_TEST(it_helped_each_customer_once)
{
	struct order *other = of_another();
	struct browser b = door_customer(other);
	const char *fields;

	say("items.0.stars=5");
	fields = door_path("review=%s", review());
	browser_get(&b, "/p/A");
	door_want(door_post(&b, "/me/helpful", fields), 303);
	browser_get(&b, "/p/A");
	door_want(door_post(&b, "/me/helpful", fields), 303);
	ck_assert_int_eq(helped(), 1);
	/* the same person by a link */
	browser_get(&nobody, door_path("/p/A?order=%s&k=%s", other->number, door_k(other)));
	door_want(door_post(&nobody, door_path("/o/%s/helpful", other->number),
			    door_path("k=%s&%s", door_k(other), fields)),
		  303);
	ck_assert_int_eq(helped(), 1);
	ck_assert_int_eq(json_get_int(json_get(door_tree(&nobody, "/p/A"), "reviews")->child,
				      "helpful"),
			 1);
	shop_check();
}
END_TEST

START_TEST(who_may_not_say_so)
{
	struct order *other = of_another();
	struct browser own = door_customer(order), b = door_customer(other);

	say("items.0.stars=5");
	browser_get(&own, "/p/A");
	door_hides(browser_get(&own, "/p/A"), "/me/helpful");
	door_want(door_post(&own, "/me/helpful", door_path("review=%s", review())), 409);
	door_hides(browser_get(&nobody, "/p/A"), "helpful\"");
	browser_get(&nobody, "/p/A?order=R-AAAA-AAAA&k=wrong");
	door_want(door_post(&nobody, door_path("/o/%s/helpful", other->number),
			    door_path("k=wrong&review=%s", review())),
		  404);
	browser_get(&b, "/p/A");
	door_want(door_post(&b, "/me/helpful", "review=1"), 404);
	ck_assert_int_eq(review_hide(&shop, strtoull(review(), NULL, 10), HIDE_ABUSE, "Insults"),
			 REVIEW_OK);
	door_want(door_post(&b, "/me/helpful", door_path("review=%s", review())), 404);
	ck_assert_int_eq(helped(), 0);
}
END_TEST

Suite *feedback_later_suite(void)
{
	Suite *s = suite_create("feedback_later");
	TCase *tc = tcase_create("later");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, it_waits_until_it_is_published);
	tcase_add_test(tc, something_is_added_once);
	tcase_add_test(tc, not_after_180_days_and_it_is_looked_at_too);
	tcase_add_test(tc, it_helped_each_customer_once);
	tcase_add_test(tc, who_may_not_say_so);
	suite_add_tcase(s, tc);
	return s;
}
