/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reviews of elsewhere, brought by a file and taken back. */
#include "exchange/loads.h"
#include "feedback/feedback.h"

#define MAP "map=order&map=sku&map=stars&map=words&map=written_at&map=without_name"
static struct order *order;
static struct browser staff;

static void placed_ago(int days)
{
	support_sql(door_path("UPDATE orders SET placed_at = placed_at - INTERVAL %d DAY", days));
	support_sql("UPDATE order_document SET form = 0");
	while (order_documents_renew(&shop))
		;
}

static void setup(void)
{
	door_setup();
	staff = door_staff(1);
	order = door_order("A", 2);
	ck_assert_int_eq(shop_hear(shop_ship(order, "SF1000000000001"), PARCEL_DELIVERED),
			 SHIPPING_OK);
	placed_ago(300);
}

static const char *row(const char *number, const char *rest)
{
	return door_path("Order,SKU,Stars,Text,Date,Anonymous\n%s,%s\n", number, rest);
}

static cJSON *brought(const char *text)
{
	const char *id = loads_bring(&staff, "reviews", text);

	loads_check(&staff, id, MAP);
	return loads_run(&staff, id);
}

static const char *day(int ago)
{
	struct civil c = instant_to_local(instant_add(instant_now(), -ago * INSTANT_DAY));

	return door_path("%04d-%02d-%02d", c.year, c.month, c.day);
}

START_TEST(it_stands_as_if_it_had_been_written_here)
{
	struct browser nobody = door_nobody();
	const char *text =
		row(order->number, door_path("A,4,Fresh and <well> packed,%s,yes", day(40)));

	loads_counts(brought(text), 1, 0, 0, 0);
	door_shows(browser_get(&nobody, "/p/A"), "Fresh and &lt;well&gt; packed");
	ck_assert_int_eq(json_get_int(json_get(door_tree(&nobody, "/p/A"), "score"), "n"), 1);
	ck_assert_int_eq(support_number(
				 "SELECT DATEDIFF(UTC_TIMESTAMP(), created_at) BETWEEN 39 AND "
				 "41 FROM review"),
			 1);
	/* the same file again brings nothing; another says something else */
	loads_counts(brought(text), 0, 0, 1, 0);
	loads_counts(brought(row(order->number, door_path("A,1,Not what I thought,%s,", day(40)))),
		     0, 0, 0, 1);
	ck_assert(!feedback_ask(&shop));
	shop_check();
}
END_TEST

START_TEST(what_cannot_be_is_refused)
{
	static const char *const before[] = { "A,6,,", "A,0,,", "A,five,,", "A,5,short,", "Z,5,," };

	for (size_t i = 0; i < COUNT(before); i++)
		loads_counts(brought(row(order->number, door_path("%s%s,", before[i], day(3)))), 0,
			     0, 0, 1);
	loads_counts(brought(row(order->number, "A,5,,tomorrow,")), 0, 0, 0, 1);
	loads_counts(brought(row(order->number, door_path("A,5,,%s,perhaps", day(3)))), 0, 0, 0, 1);
	loads_counts(brought(row("R-AAAA-AAAA", door_path("A,5,,%s,", day(3)))), 0, 0, 0, 1);
	loads_counts(brought(row(order->number, door_path("A,5,,%s,", day(301)))), 0, 0, 0, 1);
	loads_counts(brought(row(order->number, door_path("A,5,,%s,", day(-3)))), 0, 0, 0, 1);
	loads_counts(brought(row(door_order("B", 1)->number, door_path("B,5,,%s,", day(0)))), 0, 0,
		     0, 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM review"), 0);
}
END_TEST

START_TEST(it_is_taken_back_unless_something_became_of_it)
{
	struct order *other = door_order("B", 1);
	const char *id;
	cJSON *t;

	ck_assert_int_eq(shop_hear(shop_ship(other, "SF1000000000002"), PARCEL_DELIVERED),
			 SHIPPING_OK);
	placed_ago(30);
	id = loads_bring(&staff, "reviews",
			 door_path("Order,SKU,Stars,Text,Date,Anonymous\n%s,A,5,Fresh and well "
				   "packed,%s,\n%s,B,2,Broken on arrival,%s,\n",
				   order->number, day(5), other->number, day(4)));
	loads_check(&staff, id, MAP);
	loads_counts(loads_run(&staff, id), 2, 0, 0, 0);
	feedback_read_reviews(&shop);
	ck_assert_int_eq(review_reply(&shop,
				      (uint64_t)support_number(
					      "SELECT id FROM review WHERE stars = 2"),
				      "We are sorry"),
			 REVIEW_OK);
	door_tree(&staff, door_path("/desk/imports/%s", id));
	browser_get(&staff, door_path("/desk/imports/%s", id));
	door_want(door_post(&staff, door_path("/desk/imports/%s/undo", id), ""), 303);
	rounds_run_tasks();
	t = door_tree(&staff, door_path("/desk/imports/%s", id));
	ck_assert_int_eq(json_get_int(t, "taken_back"), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM review"), 1);
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM review_word w LEFT JOIN review r ON r.id = "
				 "w.review_id WHERE r.id IS NULL"),
			 0);
	shop_check();
}
END_TEST

Suite *exchange_load_reviews_suite(void)
{
	Suite *s = suite_create("exchange_load_reviews");
	TCase *tc = tcase_create("reviews");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, it_stands_as_if_it_had_been_written_here);
	tcase_add_test(tc, what_cannot_be_is_refused);
	tcase_add_test(tc, it_is_taken_back_unless_something_became_of_it);
	suite_add_tcase(s, tc);
	return s;
}
