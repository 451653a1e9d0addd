/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An item's public page: what those who bought it say, counted as it changes. */
#include "feedback/inside.h"
#include "order/door.h"

static struct browser nobody;
static struct order *order;

static void say(int stars, bool anonymous)
{
	struct review_draft item = { .line_id = order->lines[0].id,
				     .stars = stars,
				     .body = "Fresh and <well> packed" };
	struct talk_draft d = { .order_id = order->id,
				.version = -1,
				.heard = -1,
				.anonymous = anonymous,
				.items = &item,
				.n_items = 1 };
	size_t wrong;

	ck_assert_int_eq(talk_say(&shop, &d, &wrong), TALK_OK);
}

static void setup(void)
{
	door_setup();
	nobody = door_nobody();
	order = door_order("A", 2);
	ck_assert_int_eq(shop_hear(shop_ship(order, "SF1000000000001"), PARCEL_DELIVERED),
			 SHIPPING_OK);
	say(5, false);
}

static const cJSON *score(void)
{
	return json_get(door_tree(&nobody, "/p/A"), "score");
}

static uint64_t review(void)
{
	return (uint64_t)support_number("SELECT MAX(id) FROM review");
}

START_TEST(everybody_reads_it)
{
	struct answer *a = browser_get(&nobody, "/p/A");

	door_want(a, 200);
	door_shows(a, "Fresh and &lt;well&gt; packed");
	door_shows(a, "itemprop=\"aggregateRating\"");
	door_shows(a, "\xe6\x9e\x97**");
	door_is_masked(a);
	door_shows(browser_get(&nobody, "/p/B"), "Nobody has said anything");
	door_want(browser_get(&nobody, "/p/NONE"), 404);
	door_want(browser_get(&nobody, "/reviews"), 200);
	say(5, true);
	door_hides(browser_get(&nobody, "/p/A"), "\xe6\x9e\x97**");
}
END_TEST

START_TEST(counts_follow_what_is_said_and_hidden)
{
	ck_assert_int_eq(json_get_int(score(), "n"), 1);
	ck_assert_int_eq(json_get_int(score(), "positive"), 1000);
	ck_assert_int_eq(json_get_int(score(), "low"), 207); /* Wilson, one of one */
	say(2, false);
	ck_assert_int_eq(json_get_int(score(), "positive"), 0);
	ck_assert_str_eq(json_get_text(score(), "mean"), "2.0");
	ck_assert_int_eq(review_hide(&shop, review(), HIDE_ABUSE, "Insults"), REVIEW_OK);
	ck_assert_int_eq(json_get_int(score(), "n"), 0);
	door_hides(browser_get(&nobody, "/p/A"), "packed");
	say(4, false);
	ck_assert_int_eq(json_get_int(score(), "n"), 0);
	ck_assert_int_eq(review_show(&shop, review()), REVIEW_OK);
	ck_assert_str_eq(json_get_text(score(), "mean"), "4.0");
	shop_check();
}
END_TEST

START_TEST(it_is_filtered_and_goes_on)
{
	const cJSON *tree;

	support_sql("INSERT INTO review (id, order_id, order_line_id, sku_id, customer_id, stars, "
		    "tags, lang, anonymous, created_at) SELECT r.id + n.n, 1, n.n, r.sku_id, 1, "
		    "3, 0, 0, 1, r.created_at FROM review r, (WITH RECURSIVE s AS (SELECT 1 AS n "
		    "UNION ALL SELECT n + 1 FROM s WHERE n < 25) SELECT n FROM s) n");
	tree = door_tree(&nobody, "/p/A?stars=5");
	ck_assert_int_eq(cJSON_GetArraySize(json_get(tree, "reviews")), 1);
	ck_assert_ptr_null(json_get_text(tree, "next"));
	tree = door_tree(&nobody, "/p/A");
	ck_assert_int_eq(cJSON_GetArraySize(json_get(tree, "reviews")), 20);
	tree = door_tree(&nobody, door_path("/p/A?after=%s", json_get_text(tree, "next")));
	ck_assert_int_eq(cJSON_GetArraySize(json_get(tree, "reviews")), 6);
	ck_assert_ptr_null(json_get_text(tree, "next"));
	door_want(browser_get(&nobody, "/p/A?stars=9&after=x"), 200);
}
END_TEST

Suite *feedback_product_suite(void)
{
	Suite *s = suite_create("feedback_product");
	TCase *tc = tcase_create("product");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, everybody_reads_it);
	tcase_add_test(tc, counts_follow_what_is_said_and_hidden);
	tcase_add_test(tc, it_is_filtered_and_goes_on);
	suite_add_tcase(s, tc);
	return s;
}
