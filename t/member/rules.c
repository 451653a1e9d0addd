/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an order earns, and what each act does to somebody's lots. */
#include <check.h>
#include "member/book.h"
#include "member/member.h"

/* ---- what an order earns ---- */

#define PAID_ALL(sum) .counts = true, .live = (sum), .owed = (sum), .net = (sum), .goods = (sum)

static const struct {
	const char *name;
	struct member_paid paid;
	int64_t rate;
	unsigned counts;
	int exponent;
	int64_t due;
} dues[] = {
	{ "a point a yuan", { PAID_ALL(12800) }, 100, 0, 2, 128 },
	{ "the rest of a yuan earns nothing", { PAID_ALL(12899) }, 100, 0, 2, 128 },
	{ "one and a half a yuan", { PAID_ALL(10000) }, 150, 0, 2, 150 },
	{ "a point for a hundred yen", { PAID_ALL(12800) }, 1, 0, 0, 128 },
	{ "three decimals", { PAID_ALL(5000) }, 100, 0, 3, 5 },
	{ "no rate", { PAID_ALL(10000) }, 0, 0, 2, 0 },
	{ "not confirmed",
	  { .live = 10000, .owed = 10000, .net = 10000, .goods = 10000 },
	  100,
	  0,
	  2,
	  0 },
	{ "not paid yet",
	  { .counts = true, .live = 10000, .owed = 10000, .goods = 10000 },
	  100,
	  0,
	  2,
	  0 },
	{ "to be paid on arrival",
	  { .counts = true, .expected = true, .live = 10000, .owed = 10000, .goods = 10000 },
	  100,
	  0,
	  2,
	  100 },
	{ "half of it paid",
	  { .counts = true, .live = 10000, .owed = 10000, .net = 5000, .goods = 10000 },
	  100,
	  0,
	  2,
	  50 },
	{ "more than is owed",
	  { .counts = true, .live = 10000, .owed = 10000, .net = 15000, .goods = 10000 },
	  100,
	  0,
	  2,
	  100 },
	{ "without the shipping fee",
	  { .counts = true,
	    .live = 10800,
	    .owed = 10800,
	    .net = 10800,
	    .goods = 10000,
	    .shipping = 800 },
	  100,
	  0,
	  2,
	  100 },
	{ "with it",
	  { .counts = true,
	    .live = 10800,
	    .owed = 10800,
	    .net = 10800,
	    .goods = 10000,
	    .shipping = 800 },
	  100,
	  POINTS_ON_SHIPPING,
	  2,
	  108 },
	{ "without tax", { PAID_ALL(11300), .tax = 1300 }, 100, 0, 2, 100 },
	{ "with it", { PAID_ALL(11300), .tax = 1300 }, 100, POINTS_ON_TAX, 2, 113 },
	{ "shipping without its tax",
	  { .counts = true,
	    .live = 22600,
	    .owed = 22600,
	    .net = 22600,
	    .goods = 11300,
	    .tax = 1300,
	    .shipping = 11300,
	    .shipping_tax = 1300 },
	  100,
	  POINTS_ON_SHIPPING,
	  2,
	  200 },
	{ "a third given back",
	  { .counts = true, .live = 9000, .owed = 9000, .net = 6000, .goods = 9000 },
	  100,
	  POINTS_ON_TAX,
	  2,
	  60 },
	{ "a credit, and the shop owes it",
	  { .counts = true, .live = 10000, .owed = 7000, .net = 10000, .goods = 10000 },
	  100,
	  POINTS_ON_TAX,
	  2,
	  70 },
	{ "given back a part, with shipping: the share of goods in it",
	  { .counts = true,
	    .live = 10000,
	    .owed = 10000,
	    .net = 5000,
	    .goods = 8000,
	    .shipping = 2000 },
	  100,
	  POINTS_ON_TAX,
	  2,
	  40 },
	{ "nothing is left of it", { .counts = true, .net = 0 }, 100, 0, 2, 0 },
	{ "more given back than is owed",
	  { .counts = true, .live = 100, .owed = -5, .net = 100, .goods = 100 },
	  100,
	  0,
	  2,
	  0 },
};

START_TEST(points_are_earned_on_what_was_paid)
{
	unsigned counts = dues[_i].counts;

	/* rows without tax of their own do not care */
	if (dues[_i].paid.tax == 0)
		counts |= POINTS_ON_TAX;
	ck_assert_msg(member_due(member_base(&dues[_i].paid, counts), dues[_i].rate,
				 dues[_i].exponent) == dues[_i].due,
		      "%s", dues[_i].name);
}
END_TEST

/* ---- what acts do ---- */

static const struct instant day = { INT64_C(1764547200000000) }; /* 2025-12-01 */

static struct member_lot lots[4];
static struct member_entry entries[64];

#define HAS(p, u, l, d)                                                                            \
	ck_assert_int_eq(b.pending, p);                                                            \
	ck_assert_int_eq(b.usable, u);                                                             \
	ck_assert_int_eq(b.lots[0].lapsed, l);                                                     \
	ck_assert_int_eq(b.debt, d)
static struct member_book a_book(void)
{
	return (struct member_book){ .customer_id = 1, .lots = lots, .entries = entries };
}

/* A lot of so many, usable. */
static struct member_lot *a_lot(struct member_book *b, uint64_t id, int64_t points)
{
	struct member_lot *l = book_add_lot(b, id, id);

	l->entry_id = id * 10;
	book_set_due(b, l, points);
	book_release(b, l, day, member_expiry(day, 12));
	return l;
}

static const struct {
	const char *name;
	int64_t earned;
	bool released;
	int64_t used;
	bool expired;
	int64_t due;
	int64_t pending, usable, lapsed, debt; /* wanted */
} takings[] = {
	{ "pending ones go first", 100, false, 0, false, 60, 60, 0, 0, 0 },
	{ "all pending ones", 100, false, 0, false, 0, 0, 0, 0, 0 },
	{ "more are pending", 100, false, 0, false, 130, 130, 0, 0, 0 },
	{ "usable ones", 100, true, 0, false, 60, 0, 60, 0, 0 },
	{ "more are usable at once", 100, true, 0, false, 130, 0, 130, 0, 0 },
	{ "what is left, and nothing is owed", 100, true, 40, false, 40, 0, 0, 0, 0 },
	{ "what was spent is owed", 100, true, 80, false, 0, 0, 0, 0, 80 },
	{ "a part of what was spent", 100, true, 80, false, 50, 0, 0, 0, 30 },
	{ "what expired is not owed", 100, true, 0, true, 0, 0, 0, 0, 0 },
	{ "a part of what expired", 100, true, 0, true, 70, 0, 0, 70, 0 },
	{ "what expired before what was spent", 100, true, 40, true, 10, 0, 0, 0, 30 },
};

START_TEST(what_is_taken_back_comes_off_the_lot)
{
	struct member_book b = a_book();
	struct member_lot *l = book_add_lot(&b, 1, 1);

	l->entry_id = 10;
	book_set_due(&b, l, takings[_i].earned);
	if (takings[_i].released)
		book_release(&b, l, day, member_expiry(day, 1));
	if (takings[_i].used)
		ck_assert(book_take(&b, POINTS_USED, takings[_i].used, NULL));
	if (takings[_i].expired)
		book_expire(&b, member_expiry(day, 1));
	b.n_entries = 0;
	book_set_due(&b, l, takings[_i].due);
	HAS(takings[_i].pending, takings[_i].usable, takings[_i].lapsed, takings[_i].debt);
	ck_assert_int_eq(l->earned, takings[_i].due);
	ck_assert_uint_eq(b.n_entries, 1);
	if (takings[_i].due < takings[_i].earned)
		ck_assert_uint_eq(entries[0].cause_id, 10);
}
END_TEST

START_TEST(the_first_in_are_the_first_out)
{
	struct member_book b = a_book();

	a_lot(&b, 1, 30);
	a_lot(&b, 2, 30);
	a_lot(&b, 3, 30);
	ck_assert(!book_take(&b, POINTS_USED, 91, NULL));
	ck_assert(!book_take(&b, POINTS_USED, 0, NULL));
	ck_assert(!book_take(&b, POINTS_USED, -1, NULL));
	ck_assert_int_eq(b.usable, 90);
	ck_assert(book_take(&b, POINTS_USED, 45, NULL));
	ck_assert_int_eq(lots[0].usable, 0);
	ck_assert_int_eq(lots[1].usable, 15);
	ck_assert_int_eq(lots[2].usable, 30);
}
END_TEST

START_TEST(what_comes_pays_what_is_owed)
{
	struct member_book b = a_book();
	struct member_lot *first = a_lot(&b, 1, 50);

	ck_assert(book_take(&b, POINTS_USED, 50, NULL));
	book_set_due(&b, first, 0);
	HAS(0, 0, 0, 50);
	/* pending ones do not pay */
	book_set_due(&b, book_add_lot(&b, 2, 2), 30);
	HAS(30, 0, 0, 50);
	book_release(&b, &lots[1], day, INSTANT_NONE);
	HAS(0, 0, 0, 20);
	book_give(&b, book_add_lot(&b, 3, 0), 100, "sorry", day, INSTANT_NONE);
	HAS(0, 80, 0, 0);
	ck_assert_int_eq(lots[2].earned, 100);
}
END_TEST

START_TEST(what_is_left_of_others_pays_at_once)
{
	struct member_book b = a_book();
	struct member_lot *first = a_lot(&b, 1, 50);

	a_lot(&b, 2, 70);
	ck_assert(book_take(&b, POINTS_USED, 50, NULL));
	book_set_due(&b, first, 0);
	HAS(0, 20, 0, 0);
	ck_assert_int_eq(lots[1].usable, 20);
}
END_TEST

START_TEST(who_paid_for_another_has_it_back)
{
	struct member_book b = a_book();

	a_lot(&b, 1, 50);
	b.debt = -20; /* of the fifty, twenty paid what the other owed */
	ck_assert(book_take(&b, POINTS_USED, 20, NULL));
	book_part(&b, book_add_lot(&b, 2, 0), day, INSTANT_NONE);
	HAS(0, 50, 0, 0);
	ck_assert_int_eq(lots[1].usable, 20);
	ck_assert_int_eq(lots[1].earned, 0);
}
END_TEST

static const struct {
	const char *from, *until;
	int64_t months;
} ends[] = {
	{ "2026-11-22T08:00:00Z", "2027-11-30T16:00:00Z", 12 },
	{ "2026-11-30T17:00:00Z", "2027-12-31T16:00:00Z", 12 }, /* in Shanghai it is December */
	{ "2026-12-05T00:00:00Z", "2027-01-31T16:00:00Z", 1 },
	{ "2026-01-31T00:00:00Z", "2026-02-28T16:00:00Z", 1 },
	{ "2026-01-31T00:00:00Z", "2028-01-31T16:00:00Z", 24 },
};

START_TEST(points_end_with_a_month)
{
	struct instant from, until;

	ck_assert(instant_set_zone("Asia/Shanghai"));
	ck_assert(instant_parse(ends[_i].from, &from) && instant_parse(ends[_i].until, &until));
	ck_assert_int_eq(member_expiry(from, ends[_i].months).us, until.us);
	ck_assert(instant_is_none(member_expiry(from, 0)));
}
END_TEST

static const struct {
	const char *limits, *role;
	int64_t limit;
} limits[] = {
	{ "manager=5000, care=500", "care", 500 },
	{ "manager=5000, care=500", "manager", 5000 },
	{ "manager=5000, care=500", "viewer", 0 },
	{ "manager=5000, care=500", "car", 0 },
	{ "manager=5000, care=500", "owner", 10000000 },
	{ "manager=5000, care=500", NULL, 0 },
	{ "program=20", NULL, 20 },
	{ "care=99999999999999999999", "care", 10000000 },
	{ "care=, x", "care", 0 },
	{ ",,care=5", "care", 5 },
	{ "", "care", 0 },
};

START_TEST(a_role_has_its_limit)
{
	ck_assert_int_eq(member_limit(limits[_i].limits, limits[_i].role), limits[_i].limit);
}
END_TEST

#define ROWS(t) (int)(sizeof(t) / sizeof *(t))
Suite *member_rules_suite(void)
{
	Suite *s = suite_create("member_rules");
	TCase *t = tcase_create("core");

	tcase_add_loop_test(t, points_are_earned_on_what_was_paid, 0, ROWS(dues));
	tcase_add_loop_test(t, what_is_taken_back_comes_off_the_lot, 0, ROWS(takings));
	tcase_add_test(t, the_first_in_are_the_first_out);
	tcase_add_test(t, what_comes_pays_what_is_owed);
	tcase_add_test(t, what_is_left_of_others_pays_at_once);
	tcase_add_test(t, who_paid_for_another_has_it_back);
	tcase_add_loop_test(t, points_end_with_a_month, 0, ROWS(ends));
	tcase_add_loop_test(t, a_role_has_its_limit, 0, ROWS(limits));
	suite_add_tcase(s, t);
	return s;
}
