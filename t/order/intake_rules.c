/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is unusual about a new order, row by row. */
#include <check.h>
#include <stdio.h>
#include <string.h>
#include "catalog/catalog.h"
#include "i18n/i18n.h"
#include "i18n/inside.h"
#include "order/order.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define NOW      INT64_C(1000000)

enum { ROWS = 4 };
struct given {
	const char *name;
	int kind; /* of both lines */
	int quantity;
	int64_t unit, list; /* of the first line, A; the second is one B */
	const char *street, *city, *country, *phone, *postcode;
	struct intake_row before[ROWS];
	bool has_other; /* a contact of another order, complete */
	struct related_sku related[2];
	struct intake_limits limits;
	const char *wanted; /* "kind severity found proposed; …" */
};

#define HOME .street = "文三路 1 号", .city = "杭州市", .country = "CN", .phone = "+8613800000001"
#define THRICE                                                                                     \
	.before = { { 1, { 1 }, 9, "A", 2 },                                                       \
		    { 2, { 2 }, 9, "A", 1 },                                                       \
		    { 3, { 3 }, 9, "A", 3 },                                                       \
		    { 4, { 4 }, 9, "C", 50 } }
#define MINUTES(n)                                                                                 \
	{                                                                                          \
		NOW * 60 * 1000 - (n)*INSTANT_MINUTE                                               \
	}
#define TWIN(n) .before = { { 7, MINUTES(n), 9, "B", 1 }, { 7, MINUTES(n), 9, "A", 2 } }

static const struct given rows[] = {
	{ "clean", 0, 2, 1000, 1000, HOME, .limits = { 0 }, .wanted = "" },
	{ "amount_at_the_limit", 0, 2, 1000, 1000, HOME, .limits = { .review_over = 3000 },
	  .wanted = "" },
	{ "amount_above", 0, 2, 1000, 1000, HOME, .limits = { .review_over = 2999 },
	  .wanted = "large_amount 1 3000 0; " },
	{ "quantity_at_the_limit", 0, 2, 1000, 1000, HOME, .limits = { .review_quantity = 2 },
	  .wanted = "" },
	{ "quantity_above", 0, 3, 1000, 1000, HOME, .limits = { .review_quantity = 2 },
	  .wanted = "large_quantity 1 3 0; " },
	{ "five_times_the_usual_is_usual", 0, 10, 1000, 1000, HOME, THRICE,
	  .limits = { .habit_times = 5 }, .wanted = "" },
	{ "more_than_five_times", 0, 11, 1000, 1000, HOME, THRICE, .limits = { .habit_times = 5 },
	  .wanted = "unusual_quantity 1 11 2; " },
	{ "nobody_looks_at_habits", 0, 11, 1000, 1000, HOME, THRICE, .limits = { 0 },
	  .wanted = "" },
	{ "as_much_as_once_before", 0, 3, 1000, 1000, HOME, THRICE, .limits = { .habit_times = 1 },
	  .wanted = "" },
	{ "twice_is_no_habit", 0, 99, 1000, 1000, HOME,
	  .before = { { 1, { 1 }, 9, "A", 2 }, { 2, { 2 }, 9, "A", 1 } },
	  .limits = { .habit_times = 5 }, .wanted = "" },
	{ "large_says_what_is_usual", 0, 60, 1000, 1000, HOME, THRICE,
	  .limits = { .habit_times = 5, .review_quantity = 50 },
	  .wanted = "large_quantity 1 60 2; " },
	{ "price_at_the_per_cents", 0, 1, 500, 1000, HOME, .limits = { .price_percent = 50 },
	  .wanted = "" },
	{ "price_below", 0, 1, 499, 1000, HOME, .limits = { .price_percent = 50 },
	  .wanted = "price 1 499 1000; " },
	{ "price_above", 0, 1, 1501, 1000, HOME, .limits = { .price_percent = 50 },
	  .wanted = "price 1 1501 1000; " },
	{ "given_away", 0, 1, 0, 1000, HOME, .limits = { .price_percent = 50 },
	  .wanted = "price 1 0 1000; " },
	{ "listed_at_nothing", 0, 1, 700, 0, HOME, .limits = { .price_percent = 50 },
	  .wanted = "" },
	{ "needs_what_is_not_there", 0, 1, 1000, 1000, HOME,
	  .related = { { RELATION_NEEDS, 1, 5, 50, .sku_code = "D" },
		       { RELATION_NEEDS, 1, 5, 51, .sku_code = "D2" } },
	  .wanted = "needs 1 0 50; " },
	{ "needs_two", 0, 1, 1000, 1000, HOME,
	  .related = { { RELATION_NEEDS, 1, 5, 50, .sku_code = "D" },
		       { RELATION_NEEDS, 1, 6, 60, .sku_code = "E" } },
	  .wanted = "needs 1 0 50; needs 1 0 60; " },
	{ "has_it_from_before", 0, 1, 1000, 1000, HOME, THRICE,
	  .related = { { RELATION_NEEDS, 1, 5, 50, .sku_code = "D" },
		       { RELATION_NEEDS, 1, 5, 51, .sku_code = "C" } },
	  .wanted = "" },
	{ "goes_with_another", 0, 1, 1000, 1000, HOME,
	  .related = { { RELATION_GOES_WITH, 1, 5, 50, .sku_code = "D" } }, .wanted = "" },
	{ "no_street", 0, 1, 1000, 1000, .street = "", .city = "杭州市", .country = "CN",
	  .phone = "+8613800000001", .wanted = "address 1 0 0; " },
	{ "no_town", 0, 1, 1000, 1000, .street = "文三路 1 号", .city = "", .country = "CN",
	  .phone = "+8613800000001", .has_other = true, .wanted = "address 1 0 77; " },
	{ "no_number", 0, 1, 1000, 1000, .street = "文三路", .city = "杭州市", .country = "CN",
	  .phone = "+8613800000001", .has_other = true, .wanted = "address 0 0 77; " },
	{ "a_wide_number", 0, 1, 1000, 1000, .street = "文三路１２", .city = "杭州市",
	  .country = "CN", .phone = "+8613800000001", .wanted = "" },
	{ "no_phone", 0, 1, 1000, 1000, .street = "文三路 1 号", .city = "杭州市", .country = "CN",
	  .has_other = true, .wanted = "phone 1 0 77; " },
	{ "no_phone_abroad", 0, 1, 1000, 1000, .street = "1 High St", .city = "Leeds",
	  .country = "GB", .wanted = "phone 0 0 0; " },
	{ "services_need_no_address", PRODUCT_SERVICE, 1, 1000, 1000, .street = "", .city = "",
	  .country = "CN", .wanted = "" },
	{ "what_is_fetched_needs_none", PRODUCT_PICKUP, 1, 1000, 1000, .street = "", .city = "",
	  .country = "CN", .wanted = "" },
	{ "postcode", 0, 1, 1000, 1000, HOME, .postcode = "310012", .wanted = "" },
	{ "wide_postcode", 0, 1, 1000, 1000, HOME, .postcode = "３１００１２",
	  .wanted = "postcode 0 0 0; " },
	{ "short_postcode", 0, 1, 1000, 1000, HOME, .postcode = "31001",
	  .wanted = "postcode 0 0 0; " },
	{ "the_same_within_the_window", 0, 2, 1000, 1000, HOME, TWIN(30),
	  .limits = { .duplicate_minutes = 30 }, .wanted = "duplicate 1 0 0; " },
	{ "the_same_before_the_window", 0, 2, 1000, 1000, HOME, TWIN(31),
	  .limits = { .duplicate_minutes = 30 }, .wanted = "" },
	{ "nobody_looks_for_the_same", 0, 2, 1000, 1000, HOME, TWIN(1), .limits = { 0 },
	  .wanted = "" },
	{ "one_more_is_not_the_same", 0, 3, 1000, 1000, HOME, TWIN(1),
	  .limits = { .duplicate_minutes = 30 }, .wanted = "" },
	{ "a_part_is_not_the_same", 0, 2, 1000, 1000, HOME,
	  .before = { { 7, MINUTES(1), 9, "A", 2 } }, .limits = { .duplicate_minutes = 30 },
	  .wanted = "" },
	{ "with_more_is_not_the_same", 0, 2, 1000, 1000, HOME,
	  .before = { { 7, MINUTES(1), 9, "A", 2 },
		      { 7, MINUTES(1), 9, "B", 1 },
		      { 7, MINUTES(1), 9, "C", 1 } },
	  .limits = { .duplicate_minutes = 30 }, .wanted = "" },
};

static size_t rows_before(const struct given *g)
{
	size_t n = 0;

	while (n < ROWS && g->before[n].order_id)
		n++;
	return n;
}

static size_t related_of(const struct given *g)
{
	size_t n = 0;

	while (n < COUNT(g->related) && g->related[n].sku_id)
		n++;
	return n;
}

static void look(const struct given *g, char *text, size_t size, struct finding *f, size_t *n)
{
	struct order_line lines[2] = {
		{ .id = 11,
		  .sku_id = 1,
		  .kind = g->kind,
		  .sku_code = "A",
		  .ordered = g->quantity,
		  .unit_milli = g->unit,
		  .list_milli = g->list },
		{ .id = 12,
		  .kind = g->kind,
		  .sku_code = "B",
		  .ordered = 1,
		  .unit_milli = 5,
		  .list_milli = 5 },
	};
	struct order o = {
		.lines = lines, .n_lines = 2, .total_amount = 3000, .placed_at = { NOW * 60 * 1000 }
	};
	struct contact here = { .street = g->street,
				.city = g->city,
				.country = g->country,
				.phone = g->phone,
				.postcode = g->postcode ? g->postcode : "" };
	struct contact other = { .id = 77,
				 .street = "解放路 2 号",
				 .city = "杭州市",
				 .country = "CN",
				 .phone = "+8613800000002" };
	struct intake in = { .order = &o,
			     .contact = &here,
			     .before = g->has_other ? &other : NULL,
			     .rows = g->before,
			     .n_rows = rows_before(g),
			     .related = g->related,
			     .n_related = related_of(g),
			     .limits = g->limits };

	*n = intake_look(&in, f);
	*text = '\0';
	for (size_t i = 0; i < *n; i++)
		snprintf(text + strlen(text), size - strlen(text), "%s %d %lld %lld; ",
			 finding_kind_word[f[i].kind], (int)f[i].severity, (long long)f[i].found,
			 (long long)f[i].proposed);
}

START_TEST(what_is_found)
{
	const struct given *g = &rows[_i];
	struct finding f[FINDINGS_MAX(2)];
	char text[400];
	size_t n;

	look(g, text, sizeof text, f, &n);
	ck_assert_msg(!strcmp(text, g->wanted), "%s: %s", g->name, text);
	for (size_t i = 0; i < n; i++) {
		const char *word = finding_kind_word[f[i].kind];

		ck_assert_msg(label_find("review_reason", word) != NULL, "%s has no words", word);
		if (f[i].kind == FINDING_DUPLICATE)
			ck_assert_uint_eq(f[i].subject_id, 7);
		else if ((f[i].kind > FINDING_LARGE_AMOUNT && f[i].kind < FINDING_ADDRESS) ||
			 f[i].kind == FINDING_NEEDS)
			ck_assert_uint_eq(f[i].subject_id, 11);
	}
}
END_TEST

static const struct {
	const char *name;
	struct finding f[2];
	size_t n;
	const char *hold, *review; /* NULL: neither */
} outcomes[] = {
	{ "nothing", { { 0 } }, 0, NULL, NULL },
	{ "a_note", { { .kind = FINDING_ADDRESS, .severity = FINDING_NOTE } }, 1, NULL, NULL },
	{ "a_note_on_a_price",
	  { { .kind = FINDING_PRICE, .severity = FINDING_NOTE } },
	  1,
	  NULL,
	  NULL },
	{ "an_address",
	  { { .kind = FINDING_ADDRESS, .severity = FINDING_CHECK } },
	  1,
	  "address",
	  NULL },
	{ "a_phone", { { .kind = FINDING_PHONE, .severity = FINDING_CHECK } }, 1, "address", NULL },
	{ "a_postcode",
	  { { .kind = FINDING_POSTCODE, .severity = FINDING_CHECK } },
	  1,
	  "address",
	  NULL },
	{ "a_twin_before_an_address",
	  { { .kind = FINDING_ADDRESS, .severity = FINDING_CHECK },
	    { .kind = FINDING_DUPLICATE, .severity = FINDING_CHECK } },
	  2,
	  "duplicate",
	  NULL },
	{ "a_price", { { .kind = FINDING_PRICE, .severity = FINDING_CHECK } }, 1, NULL, "price" },
	{ "what_is_needed",
	  { { .kind = FINDING_NEEDS, .severity = FINDING_CHECK } },
	  1,
	  NULL,
	  "needs" },
	{ "both",
	  { { .kind = FINDING_DUPLICATE, .severity = FINDING_CHECK },
	    { .kind = FINDING_LARGE_AMOUNT, .severity = FINDING_CHECK } },
	  2,
	  "duplicate",
	  "large_amount" },
};

static bool same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

START_TEST(what_follows)
{
	const char *why;
	bool review = intake_needs_review(outcomes[_i].f, outcomes[_i].n, &why);

	ck_assert_msg(same(why, outcomes[_i].review), "%s", outcomes[_i].name);
	ck_assert_int_eq(review, outcomes[_i].review != NULL);
	ck_assert_msg(same(intake_hold_reason(outcomes[_i].f, outcomes[_i].n), outcomes[_i].hold),
		      "%s", outcomes[_i].name);
}
END_TEST

static const struct {
	const char *name;
	struct finding f;
	int ordered, cancelled;
	int64_t unit, live;
	const char *street, *phone, *postcode;
	bool wanted;
} later[] = {
	{ "still_large", { .kind = FINDING_LARGE_AMOUNT }, 5, 0, 9, 101, "1", "+1", "", true },
	{ "not_large", { .kind = FINDING_LARGE_AMOUNT }, 5, 0, 9, 100, "1", "+1", "", false },
	{ "as_many",
	  { .kind = FINDING_LARGE_QUANTITY, .subject_id = 11, .found = 5 },
	  5,
	  0,
	  9,
	  0,
	  "1",
	  "+1",
	  "",
	  true },
	{ "fewer",
	  { .kind = FINDING_UNUSUAL_QUANTITY, .subject_id = 11, .found = 5 },
	  4,
	  0,
	  9,
	  0,
	  "1",
	  "+1",
	  "",
	  false },
	{ "some_cancelled",
	  { .kind = FINDING_LARGE_QUANTITY, .subject_id = 11, .found = 5 },
	  5,
	  1,
	  9,
	  0,
	  "1",
	  "+1",
	  "",
	  false },
	{ "line_gone",
	  { .kind = FINDING_LARGE_QUANTITY, .subject_id = 99, .found = 5 },
	  5,
	  0,
	  9,
	  0,
	  "1",
	  "+1",
	  "",
	  false },
	{ "all_cancelled",
	  { .kind = FINDING_PRICE, .subject_id = 11, .found = 9 },
	  5,
	  5,
	  9,
	  0,
	  "1",
	  "+1",
	  "",
	  false },
	{ "same_price",
	  { .kind = FINDING_PRICE, .subject_id = 11, .found = 9 },
	  5,
	  0,
	  9,
	  0,
	  "1",
	  "+1",
	  "",
	  true },
	{ "other_price",
	  { .kind = FINDING_PRICE, .subject_id = 11, .found = 9 },
	  5,
	  0,
	  8,
	  0,
	  "1",
	  "+1",
	  "",
	  false },
	{ "still_no_street",
	  { .kind = FINDING_ADDRESS, .severity = FINDING_CHECK },
	  5,
	  0,
	  9,
	  0,
	  "",
	  "+1",
	  "",
	  true },
	{ "a_street",
	  { .kind = FINDING_ADDRESS, .severity = FINDING_CHECK },
	  5,
	  0,
	  9,
	  0,
	  "路",
	  "+1",
	  "",
	  false },
	{ "a_street_without_number",
	  { .kind = FINDING_ADDRESS, .severity = FINDING_NOTE },
	  5,
	  0,
	  9,
	  0,
	  "路",
	  "+1",
	  "",
	  true },
	{ "a_number",
	  { .kind = FINDING_ADDRESS, .severity = FINDING_NOTE },
	  5,
	  0,
	  9,
	  0,
	  "路 3",
	  "+1",
	  "",
	  false },
	{ "still_no_phone", { .kind = FINDING_PHONE }, 5, 0, 9, 0, "1", NULL, "", true },
	{ "a_phone", { .kind = FINDING_PHONE }, 5, 0, 9, 0, "1", "+1", "", false },
	{ "still_short", { .kind = FINDING_POSTCODE }, 5, 0, 9, 0, "1", "+1", "31", true },
	{ "long_enough", { .kind = FINDING_POSTCODE }, 5, 0, 9, 0, "1", "+1", "310012", false },
	{ "a_twin_stays_one", { .kind = FINDING_DUPLICATE }, 5, 0, 9, 0, "1", "+1", "", true },
};

START_TEST(what_can_still_be_said)
{
	struct order_line l = { .id = 11,
				.ordered = later[_i].ordered,
				.cancelled = later[_i].cancelled,
				.unit_milli = later[_i].unit };
	struct order o = { .lines = &l, .n_lines = 1, .live_amount = later[_i].live };
	struct contact c = { .street = later[_i].street,
			     .city = "杭州市",
			     .country = "CN",
			     .phone = later[_i].phone,
			     .postcode = later[_i].postcode };
	struct intake_limits m = { .review_over = 100 };

	ck_assert_msg(finding_still_holds(&later[_i].f, &o, &c, &m) == later[_i].wanted, "%s",
		      later[_i].name);
}
END_TEST

static const struct {
	const char *country, *typed, *should; /* should: NULL: nobody can say */
	bool fits;
} codes[] = {
	{ "CN", "310012", NULL, true },       { "CN", "", NULL, true },
	{ "CN", "310 012", "310012", false }, { "CN", "３１００１２", "310012", false },
	{ "CN", "31001", NULL, false },       { "CN", "31001x", NULL, false },
	{ "US", "12345", NULL, true },        { "US", "12345-6789", NULL, true },
	{ "US", "1234", NULL, false },        { "TW", "106", NULL, true },
	{ "TW", "1064", NULL, false },        { "GB", "LS1 4AP", NULL, true },
	{ "cn", "310012", NULL, true },       { "ZZ", "1", NULL, true },
	{ "DE", "10115", NULL, true },        { "DE", "1234567890123456", NULL, false },
};

START_TEST(postcodes)
{
	struct arena *a = arena_new();

	ck_assert_int_eq(postcode_fits(codes[_i].country, codes[_i].typed), codes[_i].fits);
	ck_assert(same(postcode_of(a, codes[_i].country, codes[_i].typed), codes[_i].should));
	arena_free(a);
}
END_TEST

static const struct {
	const char *list, *note, *wanted;
} sources[] = {
	{ "小红书=xiaohongshu, WeChat=wechat", "在小红书看到的", "xiaohongshu" },
	{ "小红书=xiaohongshu, WeChat=wechat", "ordered by wechat", "wechat" },
	{ "小红书=xiaohongshu, WeChat=wechat", "rings twice", NULL },
	{ "小红书=xiaohongshu", NULL, NULL },
	{ NULL, "wechat", NULL },
	{ "wechat", "wechat", NULL },
	{ "wechat=We Chat", "wechat", NULL },
	{ "=x", "anything", NULL },
	{ "a=,b=two", "a and b", "two" },
};

START_TEST(a_source_is_found_in_the_note)
{
	struct arena *a = arena_new();

	ck_assert(same(source_of_note(a, sources[_i].list, sources[_i].note), sources[_i].wanted));
	arena_free(a);
}
END_TEST

Suite *order_intake_rules_suite(void)
{
	Suite *s = suite_create("order_intake_rules");
	TCase *tc = tcase_create("rules");

	tcase_add_loop_test(tc, what_is_found, 0, COUNT(rows));
	tcase_add_loop_test(tc, what_follows, 0, COUNT(outcomes));
	tcase_add_loop_test(tc, what_can_still_be_said, 0, COUNT(later));
	tcase_add_loop_test(tc, postcodes, 0, COUNT(codes));
	tcase_add_loop_test(tc, a_source_is_found_in_the_note, 0, COUNT(sources));
	suite_add_tcase(s, tc);
	return s;
}
