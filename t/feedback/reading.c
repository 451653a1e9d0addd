/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the worker reads in reviews: kept, read again when they change, shown at the desk by the
 * words that decided. */
#include "feedback/reading.h"
#include "feedback/inside.h"
#include "order/door.h"

static struct order *order;
static uint64_t parcel;

static void setup(void)
{
	door_setup();
	order = door_order("A", 2);
	parcel = shop_ship(order, "SF1000000000001");
	ck_assert_int_eq(shop_hear(parcel, PARCEL_DELIVERED), SHIPPING_OK);
	order = door_look(order);
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
}

static const cJSON *reading(void)
{
	struct browser staff = door_staff(2);
	const cJSON *said = json_get(door_tree(&staff, door_path("/desk/orders/%s", order->number)),
				     "feedback");

	return json_get(cJSON_GetArrayItem(json_get(said, "reviews"), 0), "reading");
}

/* "盒子*压扁*了" */
static const char *parts(const cJSON *r)
{
	struct buf b;
	const cJSON *part;

	buf_init(&b, shop.arena);
	cJSON_ArrayForEach(part, json_get(r, "parts"))
	{
		const char *mark = cJSON_IsTrue(json_get(part, "decides")) ? "*" : "";

		buf_addf(&b, "%s%s%s", mark, json_get_text(part, "text"), mark);
	}
	return b.p;
}

START_TEST(a_review_is_read_and_its_reasons_are_shown)
{
	struct browser staff = door_staff(1);
	struct answer *page;
	const cJSON *r;

	say(2, "盒子压扁了，<b>杯子也碎了</b>。");
	ck_assert(cJSON_IsNull(reading()));
	ck_assert(!feedback_read_reviews(&shop));
	r = reading();
	ck_assert_str_eq(json_get_text(r, "kind"), "complaint");
	ck_assert_str_eq(json_get_text(r, "feeling"), "negative");
	ck_assert_int_eq(cJSON_GetArraySize(json_get(r, "topics")), 1);
	ck_assert_str_eq(cJSON_GetArrayItem(json_get(r, "topics"), 0)->valuestring, "packaging");
	ck_assert_str_eq(parts(r), "*盒子**压扁*了，<b>杯子也*碎了*</b>。");
	page = browser_get(&staff, door_path("/desk/orders/%s", order->number));
	ck_assert(answer_has(page, "<mark>压扁</mark>了，&lt;b&gt;杯子也<mark>碎了</mark>"));
	page = browser_get(&staff,
			   arena_printf(shop.arena, "/desk/reviews/%lld",
					(long long)support_number("SELECT id FROM review")));
	ck_assert(answer_has(page, "<mark>压扁</mark>了，&lt;b&gt;杯子也<mark>碎了</mark>"));
	page = browser_get(&staff, "/desk/reviews");
	ck_assert(answer_has(page, "Negative · Packaging"));
	shop_check();
}
END_TEST

START_TEST(a_changed_review_is_read_again)
{
	say(2, "快递太慢了，等了很久很久");
	feedback_read_reviews(&shop);
	say(5, "质量很好，非常满意的一次购物");
	ck_assert(cJSON_IsNull(reading()));
	feedback_read_reviews(&shop);
	ck_assert_str_eq(json_get_text(reading(), "kind"), "praise");
	say(5, NULL);
	feedback_read_reviews(&shop);
	ck_assert(cJSON_IsNull(reading()));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM review_reading"), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM review WHERE read_at IS NULL"), 0);
	shop_check();
}
END_TEST

/* Changed between looking and keeping: what was read is of words that stand no more. */
START_TEST(a_review_that_changes_meanwhile_stays_unread)
{
	struct unread u;

	say(2, "快递太慢了，等了很久很久");
	ck_assert_uint_eq(reading_store_unread(&shop, INSTANT_NONE, &u, 1), 1);
	say(5, "质量很好，非常满意的一次购物");
	ck_assert(!reading_store_done(&shop, &u));
	ck_assert_uint_eq(reading_store_unread(&shop, INSTANT_NONE, &u, 1), 1);
	ck_assert(reading_store_done(&shop, &u));
	ck_assert_uint_eq(reading_store_unread(&shop, INSTANT_NONE, &u, 1), 0);
}
END_TEST

static const struct {
	const char *name, *marks;
	size_t n;
} rows[] = {
	{ "none", "", 0 },
	{ "two", "0,6,-1,4 9,3,2,0", 2 },
	{ "to the end", "6,6,1,0", 1 },
	{ "beyond the text", "0,6,-1,4 9,4,2,0", 1 },
	{ "over another", "0,6,-1,4 3,6,2,0", 1 },
	{ "of nothing", "3,0,1,0", 0 },
	{ "before the text", "-3,6,1,0", 0 },
	{ "no number", "0,6,1,4 x", 1 },
	{ "cut short", "0,6,1", 0 },
	{ "too large a number", "0,99999999999999999999,1,0", 0 },
};

START_TEST(marks_stay_within_their_text)
{
	size_t n;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		(void)marks_parse(shop.arena, rows[i].marks, 12, &n);
		ck_assert_msg(n == rows[i].n, "%s: %zu", rows[i].name, n);
	}
}
END_TEST

START_TEST(more_marks_than_fit_are_left_out)
{
	struct word_mark mark[1000];
	struct reading r = { .mark = mark, .n_marks = 1000 };
	char *text;
	size_t n;

	for (unsigned i = 0; i < 1000; i++)
		mark[i] = (struct word_mark){ .where = { 6 * i, 6 }, .feeling = -2, .topics = 127 };
	text = marks_text(shop.arena, &r);
	ck_assert_uint_le(strlen(text), MARKS_BYTES);
	marks_parse(shop.arena, text, 6000, &n);
	ck_assert_uint_gt(n, 250);
}
END_TEST

Suite *feedback_reading_suite(void)
{
	Suite *s = suite_create("feedback_reading");
	TCase *tc = tcase_create("reading");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_add_test(tc, a_review_is_read_and_its_reasons_are_shown);
	tcase_add_test(tc, a_changed_review_is_read_again);
	tcase_add_test(tc, a_review_that_changes_meanwhile_stays_unread);
	tcase_add_test(tc, marks_stay_within_their_text);
	tcase_add_test(tc, more_marks_than_fit_are_left_out);
	suite_add_tcase(s, tc);
	return s;
}
