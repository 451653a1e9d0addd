/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The conversation after an order: asked for, said, gone on with, changed, and read at the desk. */
#include "customer/merge.h"
#include "feedback/inside.h"
#include "notify/store.h"
#include "order/door.h"

static struct order *order;
static uint64_t parcel;

static void setup(void)
{
	door_setup();
	order = door_order("A", 2);
	parcel = shop_ship(order, "SF1000000000001");
}

static void arrive(void)
{
	ck_assert_int_eq(shop_hear(parcel, PARCEL_DELIVERED), SHIPPING_OK);
	order = door_look(order);
}

static const char *feedback(const char *tail)
{
	return door_link(order, arena_printf(shop.arena, "/feedback%s", tail));
}

static const char *line(void)
{
	return arena_printf(shop.arena, "%llu", (unsigned long long)order->lines[0].id);
}

/* As the form of a page just opened has it, by the order's link. */
static struct answer *say(struct browser *b, const char *fields)
{
	browser_get(b, feedback(""));
	return door_post(b, door_path("/o/%s/feedback", order->number),
			 arena_printf(shop.arena, "k=%s&items.0.line=%s&%s", door_k(order), line(),
				      fields));
}

static struct answer *say_tree(struct browser *b, const char *fields)
{
	browser_get(b, feedback(""));
	return door_post_tree(b, door_path("/o/%s/feedback", order->number),
			      arena_printf(shop.arena, "k=%s&items.0.line=%s&%s", door_k(order),
					   line(), fields));
}

static int64_t asked(void)
{
	return support_number("SELECT COUNT(*) FROM outbox WHERE template = 'review_ask'");
}

/* ---- asking ---- */

START_TEST(who_got_it_is_asked_once_three_days_later)
{
	arrive();
	ck_assert(!feedback_ask(&shop));
	ck_assert_int_eq(asked(), 0);
	shop_pass(71);
	feedback_ask(&shop);
	ck_assert_int_eq(asked(), 0);
	shop_pass(2);
	feedback_ask(&shop);
	feedback_ask(&shop);
	shop_pass(24 * 30);
	feedback_ask(&shop);
	ck_assert_int_eq(asked(), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM feedback_talk WHERE asked_at IS NOT "
					"NULL AND ask_at IS NULL"),
			 1);
	shop_check();
}
END_TEST

START_TEST(where_nobody_says_that_it_arrived_it_takes_longer)
{
	struct browser b = door_nobody();

	shop_pass(24 * 9);
	feedback_ask(&shop);
	ck_assert_int_eq(asked(), 0);
	door_want(browser_get(&b, feedback("")), 409);
	shop_pass(24 + 1);
	feedback_ask(&shop);
	ck_assert_int_eq(asked(), 1);
	door_want(browser_get(&b, feedback("")), 200);
}
END_TEST

START_TEST(one_request_is_about_all_that_arrived)
{
	struct order *other = door_order("B", 1);
	uint64_t second = shop_ship(other, "SF1000000000002");
	struct message *m;
	size_t n;

	arrive();
	ck_assert_int_eq(shop_hear(second, PARCEL_DELIVERED), SHIPPING_OK);
	shop_pass(24 * 3 + 2);
	feedback_ask(&shop);
	ck_assert_int_eq(asked(), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM feedback_talk WHERE asked_at IS NOT "
					"NULL"),
			 2);
	m = outbox_list(&shop, -1, INT64_MAX, 50, &n);
	while (n > 0 && strcmp(m->template, "review_ask") != 0)
		m++, n--;
	ck_assert(n > 0);
	ck_assert_ptr_nonnull(strstr(m->data, "also"));
	ck_assert_ptr_nonnull(
		strstr(m->data,
		       m->order_id == order->id
			       ? arena_printf(shop.arena, "%llu", (unsigned long long)other->id)
			       : arena_printf(shop.arena, "%llu", (unsigned long long)order->id)));
}
END_TEST

START_TEST(who_was_asked_this_week_waits)
{
	uint64_t second;

	arrive();
	shop_pass(24 * 3 + 1);
	feedback_ask(&shop);
	order = door_order("B", 1);
	second = shop_ship(order, "SF1000000000002");
	ck_assert_int_eq(shop_hear(second, PARCEL_DELIVERED), SHIPPING_OK);
	shop_pass(24 * 4);
	feedback_ask(&shop);
	ck_assert_int_eq(asked(), 1);
	shop_pass(24 * 3);
	feedback_ask(&shop);
	ck_assert_int_eq(asked(), 2);
}
END_TEST

START_TEST(who_said_it_already_or_in_a_shop_that_asks_nobody_is_not_asked)
{
	struct browser b = door_nobody();

	arrive();
	door_want(say(&b, "delivery=5"), 303);
	shop_pass(24 * 4);
	feedback_ask(&shop);
	ck_assert_int_eq(asked(), 0);
	shop_app->settings.ask_days = 0;
	order = door_order("B", 1);
	parcel = shop_ship(order, "SF1000000000002");
	arrive();
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM feedback_talk"), 1);
}
END_TEST

/* ---- saying ---- */

START_TEST(looking_changes_nothing)
{
	struct browser b = door_nobody();

	arrive();
	door_shows(browser_get(&b, door_link(order, "")), "/feedback?k=");
	door_shows(browser_get(&b, feedback("")), "Thing A");
	door_hides(browser_get(&b, feedback("")), "What you said");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM review"), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM feedback_talk WHERE answered_at IS "
					"NOT NULL"),
			 0);
	ck_assert_int_eq(support_number("SELECT MAX(version) FROM feedback_talk"), 0);
}
END_TEST

START_TEST(it_is_said_in_parts_and_changed)
{
	struct browser b = door_nobody();
	struct answer *a;

	arrive();
	door_want(say(&b, "version=0&items.0.stars=5&items.0.tag_fresh=1"), 303);
	a = browser_get(&b, feedback(""));
	door_shows(a, "What you said");
	door_want(say(&b, "version=1&items.0.stars=2&items.0.tag_damaged=1&items.0.body="
			  "The+bag+was+torn+%E2%98%B9+%3Cb%3E&service=4&heard=friend&anonymous=1"),
		  303);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM review WHERE stars = 2 AND tags = 32 "
					"AND body = 'The bag was torn \xe2\x98\xb9 <b>' AND "
					"anonymous = 1 AND edited_at IS NOT NULL"),
			 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM feedback_talk WHERE version = 2 AND "
					"service_stars = 4 AND delivery_stars IS NULL AND "
					"anonymous = 1"),
			 1);
	a = browser_get(&b, feedback(""));
	door_shows(a, "The bag was torn \xe2\x98\xb9 &lt;b&gt;");
	ck_assert_int_eq(support_number("SELECT heard FROM feedback_heard"), HEARD_FRIEND);
	/* stars that are not given anew stay */
	door_want(say(&b, "version=2&items.0.stars=2&items.0.tag_damaged=1&delivery=3&anonymous=1"),
		  303);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM feedback_talk WHERE "
					"service_stars = 4 AND delivery_stars = 3"),
			 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM review"), 1);
	shop_check();
}
END_TEST

START_TEST(the_same_form_twice_counts_once)
{
	struct browser b = door_nobody();
	const char *at, *fields;

	arrive();
	browser_get(&b, feedback(""));
	at = door_path("/o/%s/feedback", order->number);
	fields = arena_printf(shop.arena, "k=%s&version=0&items.0.line=%s&items.0.stars=4",
			      door_k(order), line());
	door_want(browser_post(&b, at, fields), 303);
	door_want(browser_post(&b, at, fields), 303);
	ck_assert_int_eq(support_number("SELECT MAX(version) FROM feedback_talk"), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM review"), 1);
	/* an older form of another window */
	door_want(say(&b, "version=0&items.0.stars=1"), 409);
	ck_assert_int_eq(support_number("SELECT stars FROM review"), 4);
}
END_TEST

START_TEST(what_cannot_be_so_is_said_beside_its_field)
{
	static const struct {
		const char *fields, *error;
	} rows[] = {
		{ "", "/items required" },
		{ "items.0.tag_fresh=1", "/items/0/stars required" },
		{ "items.0.stars=6", "/items/0/stars not_a_choice" },
		{ "items.0.stars=4&items.0.body=short", "/items/0/body too_short" },
		{ "delivery=9", "/delivery not_a_choice" },
		{ "heard=nowhere", "/heard not_a_choice" },
		{ "items.3.line=7&items.3.stars=4", "/items/3/line not_found" },
	};
	struct browser b = door_nobody();
	char *long_text = arena_printf(shop.arena, "items.0.stars=4&items.0.body=%0*d", 501, 0);

	arrive();
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct answer *a = say_tree(&b, rows[i].fields);

		door_want(a, 422);
		ck_assert_str_eq(door_error(a), rows[i].error);
	}
	ck_assert_str_eq(door_error(say_tree(&b, long_text)), "/items/0/body too_long");
	door_shows(say(&b, "items.0.stars=4&items.0.body=so+so&service=2"), "so so");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM review"), 0);
}
END_TEST

START_TEST(after_thirty_days_it_is_only_read)
{
	struct browser b = door_nobody();
	struct answer *a;

	arrive();
	door_want(say(&b, "items.0.stars=4&items.0.body=Tasty+and+fresh+beans"), 303);
	support_sql("UPDATE feedback_talk SET answered_at = answered_at - INTERVAL 31 DAY");
	a = browser_get(&b, feedback(""));
	door_shows(a, "Tasty and fresh beans");
	door_hides(a, "<textarea");
	door_want(say(&b, "items.0.stars=1"), 409);
	ck_assert_int_eq(support_number("SELECT stars FROM review"), 4);
}
END_TEST

START_TEST(it_is_theirs_alone)
{
	struct browser b = door_nobody(), me;

	arrive();
	door_want(browser_get(&b, door_path("/o/%s/feedback", order->number)), 404);
	door_want(browser_get(&b, door_path("/o/%s/feedback?k=forged", order->number)), 404);
	me = door_customer(order);
	door_want(browser_get(&me, door_path("/o/%s/feedback", order->number)), 200);
	door_want(door_post(&me, door_path("/o/%s/feedback", order->number), "service=5"), 303);
	ck_assert_int_eq(support_number("SELECT channel FROM feedback_talk"), FEEDBACK_IN_ACCOUNT);
}
END_TEST

START_TEST(where_they_heard_of_us_is_asked_once)
{
	struct browser b = door_nobody();

	arrive();
	door_want(say(&b, "heard=search"), 303);
	door_shows(browser_get(&b, feedback("")), "name=\"heard\"");
	order = door_order("B", 1);
	parcel = shop_ship(order, "SF1000000000002");
	arrive();
	door_hides(browser_get(&b, feedback("")), "name=\"heard\"");
	door_want(say(&b, "heard=other&service=3"), 303);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM feedback_heard"), 1);
}
END_TEST

/* ---- at the desk, and with whom it goes ---- */

START_TEST(the_desk_reads_it_with_the_order)
{
	struct browser b = door_nobody(), staff = door_staff(2);
	const char *at = door_path("/desk/orders/%s", order->number);
	const cJSON *said;

	ck_assert(cJSON_IsNull(json_get(door_tree(&staff, at), "feedback")));
	arrive();
	door_want(say(&b, "items.0.stars=3&items.0.tag_near_expiry=1&service=5&heard=video"), 303);
	said = json_get(door_tree(&staff, at), "feedback");
	ck_assert_int_eq(json_get_int(said, "service_stars"), 5);
	ck_assert(cJSON_IsNull(json_get(said, "delivery_stars")));
	ck_assert_str_eq(json_get_text(said, "heard"), "video");
	said = cJSON_GetArrayItem(json_get(said, "reviews"), 0);
	ck_assert_int_eq(json_get_int(said, "stars"), 3);
	ck_assert_str_eq(json_get_text(said, "sku"), "A");
	door_shows(browser_get(&staff, at), "Near its expiry date");
}
END_TEST

START_TEST(it_goes_with_a_customer_who_is_merged_and_back)
{
	struct browser b = door_nobody();
	struct order_draft d = door_draft("B", 1);
	uint64_t from = order->customer_id, to;
	struct merge_answer a;

	arrive();
	door_want(say(&b, "items.0.stars=3&heard=video"), 303);
	d.contact.email = "anne@work.example";
	d.contact.phone = "13800000077";
	to = door_order_of(d)->customer_id;
	ck_assert_int_eq(customer_merge(&shop,
					&(struct merge_draft){ .kept_id = to, .joined_id = from },
					&a),
			 MERGE_OK);
	ck_assert_int_eq(support_number(
				 arena_printf(shop.arena,
					      "SELECT (SELECT customer_id = %llu FROM review) + "
					      "(SELECT customer_id = %llu FROM feedback_talk) + "
					      "(SELECT customer_id = %llu FROM feedback_heard)",
					      (unsigned long long)to, (unsigned long long)to,
					      (unsigned long long)to)),
			 3);
	shop_check();
	ck_assert_int_eq(customer_merge_undo(&shop, to, a.merge_id), UNDO_OK);
	ck_assert_int_eq(support_number(arena_printf(shop.arena,
						     "SELECT customer_id = %llu FROM review",
						     (unsigned long long)from)),
			 1);
	shop_check();
}
END_TEST

Suite *feedback_talk_suite(void)
{
	Suite *s = suite_create("feedback_talk");
	TCase *tc = tcase_create("talk");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, who_got_it_is_asked_once_three_days_later);
	tcase_add_test(tc, where_nobody_says_that_it_arrived_it_takes_longer);
	tcase_add_test(tc, one_request_is_about_all_that_arrived);
	tcase_add_test(tc, who_was_asked_this_week_waits);
	tcase_add_test(tc, who_said_it_already_or_in_a_shop_that_asks_nobody_is_not_asked);
	tcase_add_test(tc, looking_changes_nothing);
	tcase_add_test(tc, it_is_said_in_parts_and_changed);
	tcase_add_test(tc, the_same_form_twice_counts_once);
	tcase_add_test(tc, what_cannot_be_so_is_said_beside_its_field);
	tcase_add_test(tc, after_thirty_days_it_is_only_read);
	tcase_add_test(tc, it_is_theirs_alone);
	tcase_add_test(tc, where_they_heard_of_us_is_asked_once);
	tcase_add_test(tc, the_desk_reads_it_with_the_order);
	tcase_add_test(tc, it_goes_with_a_customer_who_is_merged_and_back);
	suite_add_tcase(s, tc);
	return s;
}
