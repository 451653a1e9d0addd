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

/* Of three stars, without words, and not counted. */
static void many_more(int n)
{
	support_sql(arena_printf(
		shop.arena,
		"INSERT INTO review (id, order_id, order_line_id, sku_id, customer_id, stars, "
		"tags, lang, anonymous, created_at) SELECT r.id + n.n, 1, n.n, r.sku_id, 1, "
		"3, 0, 0, 1, r.created_at FROM review r, (WITH RECURSIVE s AS (SELECT 1 AS n "
		"UNION ALL SELECT n + 1 FROM s WHERE n < %d) SELECT n FROM s) n",
		n));
}

START_TEST(it_is_filtered_and_goes_on)
{
	const cJSON *tree;

	many_more(25);
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

/* As a page of another site asks for it. */
static struct answer *from(const char *origin, const char *target)
{
	return support_request(shop.app, "GET", target, ENGLISH, "HTTP_ACCEPT=*/*",
			       arena_printf(shop.arena, "HTTP_ORIGIN=%s", origin), NULL);
}

START_TEST(other_sites_show_it_where_the_shop_says_so)
{
	static const char *const path[] = { "/p/A/reviews", "/api/v1/products/A/reviews" };
	const char *blog = "https://blog.example";

	for (int i = 0; i < 2; i++) {
		struct answer *a = from(blog, path[i]);

		door_want(a, 200);
		ck_assert_ptr_null(answer_header(a, "Access-Control-Allow-Origin"));
		ck_assert_str_eq(answer_header(a, "Cross-Origin-Resource-Policy"), "same-origin");
		shop.app->settings.review_sites = "https://else.example, https://blog.example";
		a = from(blog, path[i]);
		ck_assert_str_eq(answer_header(a, "Access-Control-Allow-Origin"), blog);
		ck_assert_str_eq(answer_header(a, "Cross-Origin-Resource-Policy"), "cross-origin");
		ck_assert_ptr_nonnull(strstr(answer_header(a, "Vary"), "Origin"));
		a = from("https://blog.example.example", path[i]);
		ck_assert_ptr_null(answer_header(a, "Access-Control-Allow-Origin"));
		shop.app->settings.review_sites = "";
	}
	door_shows(from(blog, path[0]), "Fresh and &lt;well&gt; packed");
	door_hides(from(blog, path[0]), "<html");
	door_is_masked(from(blog, path[0]));
	door_is_masked(from(blog, path[1]));
	door_want(from(blog, "/p/NONE/reviews"), 404);
	door_want(from(blog, "/api/v1/products/NONE/reviews"), 404);
	door_want(from(blog, "/api/v1/products/A/reviews?stars=6"), 400);
	door_want(from(blog, "/api/v1/products/A/reviews?after=abc"), 400);
}
END_TEST

START_TEST(programs_read_on_by_the_cursor)
{
	static const char page[] = "/api/v1/products/A/reviews?limit=4";
	const cJSON *tree;
	int seen = 0;

	many_more(10);
	tree = answer_json(from("https://x.example", page));
	ck_assert_int_eq(json_get_int(json_get(tree, "score"), "n"), 1);
	for (int i = 0; i < 5; i++) {
		const char *next = json_get_text(tree, "next");

		seen += cJSON_GetArraySize(json_get(tree, "reviews"));
		if (!next)
			break;
		tree = answer_json(from("https://x.example", door_path("%s&after=%s", page, next)));
	}
	ck_assert_int_eq(seen, 11);
}
END_TEST

START_TEST(a_customer_sees_what_they_said_and_can_say)
{
	struct order *second = door_order("B", 1);
	struct browser b = door_customer(order);
	const cJSON *tree;

	ck_assert_int_eq(shop_hear(shop_ship(second, "SF1000000000002"), PARCEL_DELIVERED),
			 SHIPPING_OK);
	door_want(browser_get(&nobody, "/me/reviews"), 303);
	tree = door_tree(&b, "/me/reviews");
	ck_assert_int_eq(cJSON_GetArraySize(json_get(tree, "unsaid")), 1);
	ck_assert_str_eq(json_get_text(json_get(tree, "unsaid")->child, "order"), second->number);
	ck_assert_int_eq(review_hide(&shop, review(), HIDE_ABUSE, "Insults"), REVIEW_OK);
	tree = door_tree(&b, "/me/reviews?tab=mine");
	ck_assert_int_eq(cJSON_GetArraySize(json_get(tree, "reviews")), 1);
	ck_assert_str_eq(json_get_text(json_get(tree, "reviews")->child, "hidden_for"), "abuse");
	door_shows(browser_get(&b, "/me/reviews?tab=mine"), "Fresh and &lt;well&gt; packed");
	/* nobody's order that names an address they have not proved */
	support_sql("UPDATE customer_identity SET verified_at = NULL");
	tree = door_tree(&b, "/me/reviews?tab=mine");
	ck_assert_int_eq(cJSON_GetArraySize(json_get(tree, "reviews")), 0);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(door_tree(&b, "/me/reviews"), "unsaid")), 0);
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
	tcase_add_test(tc, other_sites_show_it_where_the_shop_says_so);
	tcase_add_test(tc, programs_read_on_by_the_cursor);
	tcase_add_test(tc, a_customer_sees_what_they_said_and_can_say);
	suite_add_tcase(s, tc);
	return s;
}
