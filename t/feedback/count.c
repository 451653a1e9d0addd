/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of reviews: which count, which rise, and that the counts follow what is said. */
#include "feedback/count.h"
#include "feedback/inside.h"
#include "order/door.h"

/* ---- rules ---- */

static struct arena *arena;

static void rules_setup(void)
{
	ck_assert(instant_set_zone("Asia/Shanghai"));
	arena = arena_new();
}

static void rules_teardown(void)
{
	arena_free(arena);
}

static const char *counted(const char *a, const char *b)
{
	struct words *w = words_new(arena);
	const char *lists = "small\tthe|and\nword\t手机壳|包装\n", *texts[] = { a, b }, **all;
	struct buf out;
	size_t n;

	ck_assert_int_eq(words_learn(w, lists, strlen(lists)), 0);
	all = words_to_count(w, arena, texts, 2, &n);
	buf_init(&out, arena);
	for (size_t i = 0; i < n; i++)
		buf_addf(&out, "%s%s", i ? " " : "", all[i]);
	return out.p;
}

static const struct {
	const char *text, *later, *counted;
} text_rows[] = {
	{ "The box and THE box", NULL, " box" },
	{ "手机壳包装，手机壳", NULL, " 包装 手机壳" },
	{ "10 days, 3 x, 2026", NULL, " days" },
	{ "box", "lid box", " box lid" },
	{ NULL, "lid", " lid" },
	{ "!", NULL, "" },
};

START_TEST(words_are_counted_once_and_small_ones_not)
{
	ck_assert_str_eq(counted(text_rows[_i].text, text_rows[_i].later), text_rows[_i].counted);
}
END_TEST

START_TEST(a_week_begins_on_monday)
{
	struct instant sunday, monday;

	ck_assert(instant_parse("2026-11-22T15:59:59Z", &sunday));
	ck_assert(instant_parse("2026-11-22T16:00:00Z", &monday));
	ck_assert_int_eq(week_of(sunday) + 1, week_of(monday));
	ck_assert(week_begin(week_of(monday)).us == monday.us);
	ck_assert(week_begin(week_of(sunday)).us == monday.us - 7 * INSTANT_DAY);
}
END_TEST

static const struct {
	const char *name;
	struct word_trend trend;
	bool rises;
} trend_rows[] = {
	{ "never before, often now", { .now = 8, .all_now = 20, .all_before = 100 }, true },
	{ "as before", { .now = 4, .all_now = 20, .before = 20, .all_before = 100 }, false },
	{ "twice is chance", { .now = 2, .all_now = 20, .all_before = 1000 }, false },
	{ "no history", { .now = 8, .all_now = 8 }, false },
};

START_TEST(what_rises_beyond_chance)
{
	struct word_trend v[2] = { trend_rows[1].trend, trend_rows[_i].trend };
	size_t n = words_risen(v, 2);

	ck_assert_msg(n == (trend_rows[_i].rises ? 1 : 0), "%s", trend_rows[_i].name);
}
END_TEST

/* ---- kept ---- */

static struct order *order;

static void setup(void)
{
	door_setup();
	order = door_order("A", 2);
	ck_assert_int_eq(shop_hear(shop_ship(order, "SF1000000000001"), PARCEL_DELIVERED),
			 SHIPPING_OK);
}

static void say(int stars, const char *body)
{
	struct review_draft item = { .line_id = order->lines[0].id, .stars = stars, .body = body };
	struct talk_draft d = {
		.order_id = order->id, .version = -1, .heard = -1, .items = &item, .n_items = 1
	};
	size_t wrong;

	ck_assert_int_eq(talk_say(&shop, &d, &wrong), TALK_OK);
	shop_pass(1);
	while (feedback_read_reviews(&shop))
		;
}

static int64_t count_of(const char *word, int stars)
{
	return support_number(door_path("SELECT COALESCE(SUM(n), 0) FROM word_count WHERE word = "
					"'%s' AND stars = %d",
					word, stars));
}

START_TEST(counts_follow_what_is_said)
{
	say(5, "The lid fits, the lid is fine");
	ck_assert_int_eq(count_of("lid", 5), 1);
	ck_assert_int_eq(count_of("the", 5), 0);
	ck_assert_int_eq(count_of("", 5), 1);
	say(2, "After a week it broke apart");
	ck_assert_int_eq(count_of("lid", 5), 0);
	ck_assert_int_eq(count_of("", 5), 0);
	ck_assert_int_eq(count_of("broke", 2), 1);
	ck_assert_int_eq(review_follow(&shop, order->id,
				       (uint64_t)support_number("SELECT id FROM review"),
				       "The lid came off as well"),
			 FOLLOW_OK);
	shop_pass(1);
	feedback_read_reviews(&shop);
	ck_assert_int_eq(count_of("lid", 2), 1);
	ck_assert_int_eq(count_of("broke", 2), 1);
	say(2, NULL);
	ck_assert_int_eq(count_of("broke", 2), 0);
	ck_assert_int_eq(count_of("lid", 2), 1);
	shop_check();
}
END_TEST

START_TEST(a_list_of_the_shop_reads_all_again)
{
	struct browser b = door_staff(1);

	say(5, "Walnut crates are nice");
	ck_assert_int_eq(count_of("crates", 5), 1);
	ck_assert_int_eq(support_number("SELECT topics & 1 FROM review_reading"), 0);
	/* the shop of these tests is hours ahead of its pages */
	support_sql("UPDATE review SET read_at = read_at - INTERVAL 1 DAY");
	browser_get(&b, "/desk/words/lists");
	door_want(door_post(&b, "/desk/words/lists", "packaging=crate*&small=nice"), 303);
	door_shows(browser_get(&b, "/desk/words/lists"), ">crate*</textarea>");
	shop_pass(1);
	feedback_read_reviews(&shop);
	ck_assert_int_eq(support_number("SELECT topics & 1 FROM review_reading"), 1);
	ck_assert_int_eq(count_of("nice", 5), 0);
	ck_assert_int_eq(count_of("crates", 5), 1);
	/* once read with them it is not read again */
	support_sql("DELETE FROM review_reading");
	feedback_read_reviews(&shop);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM review_reading"), 0);
}
END_TEST

START_TEST(the_desk_sees_them)
{
	struct browser b = door_staff(1), viewer = door_staff(2);
	const cJSON *top;

	say(1, "The lid fell off");
	door_want(browser_get(&viewer, "/desk/words"), 403);
	top = json_get(door_tree(&b, "/desk/words"), "top");
	ck_assert_int_ge(cJSON_GetArraySize(top), 1);
	ck_assert_int_eq(json_get_int(door_tree(&b, "/desk/words?sku=A"), "texts"), 1);
	ck_assert_int_eq(json_get_int(door_tree(&b, "/desk/words?sku=B"), "texts"), 0);
	ck_assert_int_eq(json_get_int(door_tree(&b, "/desk/words?sku=NONE"), "texts"), 0);
	door_shows(browser_get(&b, "/desk/reviews?word=lid&sku=A"), "The lid fell off");
	door_hides(browser_get(&b, "/desk/reviews?word=lamp"), "The lid fell off");
	door_want(door_post(&b, "/desk/words/lists", "word=a%7Cb"), 422);
}
END_TEST

Suite *feedback_count_suite(void)
{
	Suite *s = suite_create("feedback_count");
	TCase *rules = tcase_create("rules"), *tc = tcase_create("kept");

	tcase_add_checked_fixture(rules, rules_setup, rules_teardown);
	tcase_add_loop_test(rules, words_are_counted_once_and_small_ones_not, 0, N(text_rows));
	tcase_add_test(rules, a_week_begins_on_monday);
	tcase_add_loop_test(rules, what_rises_beyond_chance, 0, N(trend_rows));
	suite_add_tcase(s, rules);
	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, counts_follow_what_is_said);
	tcase_add_test(tc, a_list_of_the_shop_reads_all_again);
	tcase_add_test(tc, the_desk_sees_them);
	suite_add_tcase(s, tc);
	return s;
}
