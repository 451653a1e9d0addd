/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is found in an order that was changed, row by row: what could be said before is not said
 * again. */
#include <check.h>
#include <stdio.h>
#include <string.h>
#include "catalog/catalog.h"
#include "order/order.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* A line of A, id 11; new: it was not there before. Prices are of the list's 1000 where `list`
 * says so: of a line that was changed. */
struct state {
	int quantity, cancelled;
	int64_t unit, list, total;
	const char *street, *city, *country, *phone, *postcode;
	bool without; /* the line that needs D has what it needs */
};
struct given {
	const char *name;
	int kind;
	struct state was, now;
	struct finding open[1];
	size_t n_open;
	const char *wanted; /* "kind severity found proposed; …" */
};

#define PLACE .street = "文三路 1 号", .city = "杭州市", .country = "CN", .postcode = "310012"
#define HOME  PLACE, .phone = "+8613800000001"
#define SOME  .quantity = 2, .unit = 1000, .total = 2000, .without = true
#define OPEN(k, s, subject, ...)                                                                   \
	.open = { { .kind = (k), .severity = (s), .subject_id = (subject), __VA_ARGS__ } },        \
	.n_open = 1

static const struct given rows[] = {
	{ "nothing_changed", 0, { SOME, HOME }, { SOME, HOME }, .wanted = "" },
	{ "the_town_is_gone",
	  0,
	  { SOME, HOME },
	  { SOME, .street = "x", .city = "", .country = "CN", .phone = "+861" },
	  .wanted = "address 1 0 0; " },
	{ "the_number_is_gone",
	  0,
	  { SOME, HOME },
	  { SOME, .street = "文三路", .city = "杭州市", .country = "CN", .phone = "+861" },
	  .wanted = "address 0 0 0; " },
	{ "it_was_no_better_before",
	  0,
	  { SOME, .street = "", .city = "", .country = "CN", .phone = "+861" },
	  { SOME, .street = "", .city = "", .country = "CN", .phone = "+862" },
	  .wanted = "" },
	{ "another_one_that_is_no_better",
	  0,
	  { SOME, .street = "", .city = "杭州市", .country = "CN", .phone = "+861" },
	  { SOME, .street = "x", .city = "", .country = "CN", .phone = "+861" },
	  .wanted = "address 1 0 0; " },
	{ "somebody_looks_at_it_already",
	  0,
	  { SOME, .street = "", .city = "杭州市", .country = "CN", .phone = "+861" },
	  { SOME, .street = "x", .city = "", .country = "CN", .phone = "+861" },
	  OPEN(FINDING_ADDRESS, FINDING_CHECK, 0, .id = 1),
	  .wanted = "" },
	{ "it_was_a_note_only",
	  0,
	  { SOME, .street = "文三路", .city = "杭州市", .country = "CN", .phone = "+861" },
	  { SOME, .street = "文三路", .city = "", .country = "CN", .phone = "+861" },
	  OPEN(FINDING_ADDRESS, FINDING_NOTE, 0, .id = 1),
	  .wanted = "address 1 0 0; " },
	{ "a_service_needs_no_street",
	  PRODUCT_SERVICE,
	  { SOME, HOME },
	  { SOME, .street = "", .city = "", .country = "CN" },
	  .wanted = "" },
	{ "what_is_cancelled_needs_none",
	  0,
	  { .quantity = 2, .cancelled = 2, .unit = 1000, .without = true, HOME },
	  { .quantity = 2, .cancelled = 2, .unit = 1000, .without = true, .street = "" },
	  .wanted = "" },
	{ "the_phone_is_gone", 0, { SOME, HOME }, { SOME, PLACE }, .wanted = "phone 1 0 0; " },
	{ "there_was_none", 0, { SOME, PLACE }, { SOME, PLACE }, .wanted = "" },
	{ "there_was_none_abroad",
	  0,
	  { SOME, .street = "1 High St", .city = "Leeds", .country = "GB" },
	  { SOME, PLACE },
	  .wanted = "phone 1 0 0; " },
	{ "a_postcode_that_is_none",
	  0,
	  { SOME, HOME },
	  { SOME, .street = "路 1", .city = "杭州市", .country = "CN", .phone = "+861",
	    .postcode = "31" },
	  .wanted = "postcode 0 0 0; " },
	{ "the_same_postcode",
	  0,
	  { SOME, .street = "路 1", .city = "杭州市", .country = "CN", .phone = "+861",
	    .postcode = "31" },
	  { SOME, .street = "路 2", .city = "杭州市", .country = "CN", .phone = "+861",
	    .postcode = "31" },
	  .wanted = "" },
	{ "the_same_postcode_of_another_country",
	  0,
	  { SOME, .street = "路 1", .city = "杭州市", .country = "US", .phone = "+861",
	    .postcode = "31" },
	  { SOME, .street = "路 1", .city = "杭州市", .country = "CN", .phone = "+861",
	    .postcode = "31" },
	  .wanted = "postcode 0 0 0; " },
	{ "more_than_the_limit",
	  0,
	  { SOME, HOME },
	  { .quantity = 51, .unit = 1000, .total = 2000, .without = true, HOME },
	  .wanted = "large_quantity 1 51 0; " },
	{ "it_was_more_before",
	  0,
	  { .quantity = 60, .unit = 1000, .total = 2000, .without = true, HOME },
	  { .quantity = 51, .unit = 1000, .total = 2000, .without = true, HOME },
	  .wanted = "" },
	{ "it_is_still_more_now",
	  0,
	  { .quantity = 51, .unit = 1000, .total = 2000, .without = true, HOME },
	  { .quantity = 52, .unit = 1000, .total = 2000, .without = true, HOME },
	  .wanted = "large_quantity 1 52 0; " },
	{ "it_is_still_more_and_looked_at",
	  0,
	  { .quantity = 51, .unit = 1000, .total = 2000, .without = true, HOME },
	  { .quantity = 52, .unit = 1000, .total = 2000, .without = true, HOME },
	  OPEN(FINDING_LARGE_QUANTITY, FINDING_CHECK, 11, .id = 1, .found = 51),
	  .wanted = "" },
	{ "another_line_is_looked_at",
	  0,
	  { SOME, HOME },
	  { .quantity = 51, .unit = 1000, .total = 2000, .without = true, HOME },
	  OPEN(FINDING_LARGE_QUANTITY, FINDING_CHECK, 12, .id = 1, .found = 51),
	  .wanted = "large_quantity 1 51 0; " },
	{ "so_many_that_some_are_cancelled",
	  0,
	  { SOME, HOME },
	  { .quantity = 51, .cancelled = 1, .unit = 1000, .total = 2000, .without = true, HOME },
	  .wanted = "" },
	{ "it_comes_to_more",
	  0,
	  { SOME, HOME },
	  { .quantity = 2, .unit = 1000, .total = 9001, .without = true, HOME },
	  .wanted = "large_amount 1 9001 0; " },
	{ "it_came_to_more",
	  0,
	  { .quantity = 2, .unit = 1000, .total = 9002, .without = true, HOME },
	  { .quantity = 2, .unit = 1000, .total = 9001, .without = true, HOME },
	  .wanted = "" },
	{ "another_price",
	  0,
	  { SOME, HOME },
	  { .quantity = 2, .unit = 499, .list = 1000, .without = true, HOME },
	  .wanted = "price 1 499 1000; " },
	{ "a_price_nobody_changed",
	  0,
	  { .quantity = 2, .unit = 499, .without = true, HOME },
	  { .quantity = 2, .unit = 499, .without = true, HOME },
	  .wanted = "" },
	{ "a_far_price_that_was_as_far_before",
	  0,
	  { .quantity = 2, .unit = 499, .list = 1000, .without = true, HOME },
	  { .quantity = 3, .unit = 499, .list = 1000, .without = true, HOME },
	  .wanted = "" },
	{ "a_far_price_that_is_another_one_now",
	  0,
	  { .quantity = 2, .unit = 499, .list = 1000, .without = true, HOME },
	  { .quantity = 2, .unit = 450, .list = 1000, .without = true, HOME },
	  .wanted = "price 1 450 1000; " },
	{ "what_it_needs_was_taken_out",
	  0,
	  { SOME, HOME },
	  { .quantity = 2, .unit = 1000, .total = 2000, HOME },
	  .wanted = "needs 1 0 50; " },
	{ "it_lacked_it_before",
	  0,
	  { .quantity = 2, .unit = 1000, .total = 2000, HOME },
	  { .quantity = 2, .unit = 1000, .total = 2000, HOME },
	  .wanted = "" },
	{ "somebody_looks_for_something_else",
	  0,
	  { SOME, HOME },
	  { .quantity = 2, .unit = 1000, .total = 2000, HOME },
	  OPEN(FINDING_NEEDS, FINDING_CHECK, 11, .id = 1, .proposed = 60),
	  .wanted = "needs 1 0 50; " },
	{ "the_same_street_of_another_town",
	  0,
	  { SOME, .street = "文三路", .city = "杭州市", .country = "CN", .phone = "+861" },
	  { SOME, .street = "文三路", .city = "宁波市", .country = "CN", .phone = "+861" },
	  .wanted = "address 0 0 0; " },
	{ "another_street_of_the_same_town",
	  0,
	  { SOME, .street = "文三路", .city = "杭州市", .country = "CN", .phone = "+861" },
	  { SOME, .street = "文二路", .city = "杭州市", .country = "CN", .phone = "+861" },
	  .wanted = "address 0 0 0; " },
	{ "the_phone_is_gone_of_a_bad_place",
	  0,
	  { SOME, .street = "x", .country = "CN", .phone = "+861" },
	  { SOME, .street = "x", .country = "CN" },
	  .wanted = "phone 1 0 0; " },
	{ "as_many_as_before",
	  0,
	  { .quantity = 51, .unit = 1000, .total = 2000, .without = true, HOME },
	  { .quantity = 51, .unit = 1000, .total = 2000, .without = true, HOME },
	  .wanted = "" },
	{ "nobody_looks_at_it_any_more",
	  0,
	  { SOME, HOME },
	  { .quantity = 51, .unit = 1000, .total = 2000, .without = true, HOME },
	  .open = { { .kind = FINDING_LARGE_QUANTITY,
		      .severity = FINDING_CHECK,
		      .subject_id = 11 } },
	  .n_open = 0,
	  .wanted = "large_quantity 1 51 0; " },
	{ "somebody_looks_for_it_already",
	  0,
	  { SOME, HOME },
	  { .quantity = 2, .unit = 1000, .total = 2000, HOME },
	  OPEN(FINDING_NEEDS, FINDING_CHECK, 11, .id = 1, .proposed = 50),
	  .wanted = "" },
	{ "the_price_is_looked_at_by_another_list",
	  0,
	  { SOME, HOME },
	  { .quantity = 2, .unit = 499, .list = 1000, .without = true, HOME },
	  OPEN(FINDING_PRICE, FINDING_CHECK, 11, .id = 1, .found = 480, .proposed = 900),
	  .wanted = "" },
};

static struct contact contact_of(const struct state *s)
{
	return (struct contact){ .street = s->street ? s->street : "",
				 .city = s->city ? s->city : "",
				 .country = s->country ? s->country : "CN",
				 .phone = s->phone,
				 .postcode = s->postcode ? s->postcode : "" };
}

static struct order_line line_of(const struct given *g, const struct state *s)
{
	return (struct order_line){ .id = 11,
				    .sku_id = 1,
				    .kind = g->kind,
				    .sku_code = "A",
				    .ordered = s->quantity,
				    .cancelled = s->cancelled,
				    .unit_milli = s->unit,
				    .list_milli = s->list };
}

static struct related_sku need = { RELATION_NEEDS, 1, 5, 50, .sku_code = "D" };
static const struct intake_limits limits = { 9000, 50, 0, 50, 0 };

static struct intake intake_of(const struct order *o, const struct contact *c,
			       const struct state *s)
{
	return (struct intake){ .order = o,
				.contact = c,
				.related = &need,
				.n_related = s->without ? 0 : 1,
				.limits = limits };
}

START_TEST(what_is_new)
{
	const struct given *g = &rows[_i];
	struct order_line line_was = line_of(g, &g->was), line_now = line_of(g, &g->now);
	struct order was = { .lines = &line_was, .n_lines = 1, .total_amount = g->was.total };
	struct order now = { .lines = &line_now, .n_lines = 1, .total_amount = g->now.total };
	struct contact c_was = contact_of(&g->was), c_now = contact_of(&g->now);
	struct intake in_was = intake_of(&was, &c_was, &g->was);
	struct intake in_now = intake_of(&now, &c_now, &g->now);
	struct arena *a = arena_new();
	struct finding f[FINDINGS_MAX(1)];
	char text[200] = "";
	size_t n = intake_look_again(a, &in_was, &in_now, g->open, g->n_open, f);

	for (size_t i = 0; i < n; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "%s %d %lld %lld; ",
			 finding_kind_word[f[i].kind], (int)f[i].severity, (long long)f[i].found,
			 (long long)f[i].proposed);
	ck_assert_msg(!strcmp(text, g->wanted), "%s: %s", g->name, text);
	arena_free(a);
}
END_TEST

/* What was said of one line says nothing of another. */
START_TEST(each_line_by_itself)
{
	const struct given g = { 0 };
	const struct state home = { HOME }, sixty = { .quantity = 60 },
			   fifty_five = { .quantity = 55 }, two = { .quantity = 2 };
	struct order_line lines_was[] = { line_of(&g, &sixty), line_of(&g, &two) };
	struct order_line lines_now[] = { line_of(&g, &sixty), line_of(&g, &fifty_five) };
	struct order was = { .lines = lines_was, .n_lines = 2 };
	struct order now = { .lines = lines_now, .n_lines = 2 };
	struct contact c = contact_of(&home);
	struct intake in_was = { .order = &was, .contact = &c, .limits = limits };
	struct intake in_now = { .order = &now, .contact = &c, .limits = limits };
	struct arena *a = arena_new();
	struct finding f[FINDINGS_MAX(2)];

	lines_was[1].id = lines_now[1].id = 12;
	ck_assert_uint_eq(intake_look_again(a, &in_was, &in_now, NULL, 0, f), 1);
	ck_assert_int_eq(f[0].kind, FINDING_LARGE_QUANTITY);
	ck_assert_uint_eq(f[0].subject_id, 12);
	ck_assert_int_eq(f[0].found, 55);
	arena_free(a);
}
END_TEST

static const struct {
	const char *name;
	struct finding f, fresh;
	bool wanted;
} outdone[] = {
	{ "a_note_by_a_check",
	  { .kind = FINDING_ADDRESS, .severity = FINDING_NOTE },
	  { .kind = FINDING_ADDRESS, .severity = FINDING_CHECK },
	  true },
	{ "a_check_by_a_note",
	  { .kind = FINDING_ADDRESS, .severity = FINDING_CHECK },
	  { .kind = FINDING_ADDRESS, .severity = FINDING_NOTE },
	  false },
	{ "by_its_like",
	  { .kind = FINDING_ADDRESS, .severity = FINDING_CHECK },
	  { .kind = FINDING_ADDRESS, .severity = FINDING_CHECK },
	  false },
	{ "by_another_kind",
	  { .kind = FINDING_ADDRESS, .severity = FINDING_NOTE },
	  { .kind = FINDING_PHONE, .severity = FINDING_CHECK },
	  false },
	{ "by_another_line",
	  { .kind = FINDING_PRICE, .severity = FINDING_NOTE, .subject_id = 1 },
	  { .kind = FINDING_PRICE, .severity = FINDING_CHECK, .subject_id = 2 },
	  false },
};

START_TEST(what_is_said_worse)
{
	ck_assert_msg(finding_is_outdone(&outdone[_i].f, &outdone[_i].fresh, 1) ==
			      outdone[_i].wanted,
		      "%s", outdone[_i].name);
	ck_assert(!finding_is_outdone(&outdone[_i].f, &outdone[_i].fresh, 0));
}
END_TEST

Suite *order_again_rules_suite(void)
{
	Suite *s = suite_create("order_again_rules");
	TCase *tc = tcase_create("rules");

	tcase_add_loop_test(tc, what_is_new, 0, COUNT(rows));
	tcase_add_test(tc, each_line_by_itself);
	tcase_add_loop_test(tc, what_is_said_worse, 0, COUNT(outdone));
	suite_add_tcase(s, tc);
	return s;
}
