/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What documents and lines are, and which sale a credit belongs to. */
#include "exchange/retail_rules.h"
#include "base/rows.h"

static const struct {
	const char *name, *invoice;
	enum retail_document_kind wanted;
} documents[] = {
	{ "sale", "536365", RETAIL_SALE },
	{ "credit", "C536365", RETAIL_CREDIT },
	{ "adjustment", "A563185", RETAIL_ADJUSTMENT },
};

START_TEST(the_prefix_tells_the_document)
{
	check_int(documents[_i].name, (int64_t)retail_document_kind(documents[_i].invoice),
		  (int64_t)documents[_i].wanted);
}
END_TEST

static const struct {
	const char *name, *code, *folded;
	bool product;
} codes[] = {
	{ "digits", "22423", "22423", true },
	{ "with_a_letter", "85123A", "85123A", true },
	{ "with_a_small_letter", "85123a", "85123A", true },
	{ "with_the_last_letter", "22423Z", "22423Z", true },
	{ "with_the_last_small_letter", "22423z", "22423Z", true },
	{ "with_two_letters", "15056BL", "15056BL", true },
	{ "four_digits", "2242", "2242", false },
	{ "six_digits", "224234", "224234", false },
	{ "a_digit_behind_the_letter", "85123A1", "85123A1", false },
	{ "postage", "POST", "POST", false },
	{ "manual_small", "m", "M", false },
	{ "voucher", "gift_0001_20", "GIFT_0001_20", false },
	{ "with_a_blank", "BANK CHARGES", "BANK CHARGES", false },
	{ "carriage", "C2", "C2", false },
};

START_TEST(products_have_five_digits_and_letters)
{
	char folded[RETAIL_CODE_SIZE];

	retail_code_fold(codes[_i].code, folded);
	check_text(codes[_i].name, folded, codes[_i].folded);
	check_int(codes[_i].name, retail_code_is_product(codes[_i].code), codes[_i].product);
}
END_TEST

START_TEST(a_long_code_is_cut)
{
	char folded[RETAIL_CODE_SIZE];

	retail_code_fold("abcdefghijabcdefghijabcdefghijabcdefghijklm", folded);
	ck_assert_str_eq(folded, "ABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJ");
}
END_TEST

#define POSITIVE "a quantity above 0 on a credit document"
#define NEGATIVE "a quantity below 0 outside of a credit document"
#define BELOW    "a price below 0"
static const struct {
	const char *name;
	enum retail_document_kind document;
	struct retail_line_facts line;
	enum retail_line_kind wanted;
	const char *why;
} lines[] = {
	{ "goods", RETAIL_SALE, { "22423", 3, 1000, true }, RETAIL_LINE_GOODS, NULL },
	{ "goods_for_nothing", RETAIL_SALE, { "22423", 3, 0, true }, RETAIL_LINE_GOODS, NULL },
	{ "nobodys_goods_for_nothing",
	  RETAIL_SALE,
	  { "22423", 3, 0, false },
	  RETAIL_LINE_GOODS,
	  NULL },
	{ "postage", RETAIL_SALE, { "POST", 1, 18000, true }, RETAIL_LINE_SERVICE, NULL },
	{ "write_off", RETAIL_SALE, { "22423", -3, 0, false }, RETAIL_LINE_WRITE_OFF, NULL },
	{ "write_off_of_a_code_that_is_no_product",
	  RETAIL_SALE,
	  { "DCGS0003", -3, 0, false },
	  RETAIL_LINE_WRITE_OFF,
	  NULL },
	{ "somebodys_quantity_below_0", RETAIL_SALE, { "22423", -3, 0, true }, 0, NEGATIVE },
	{ "quantity_below_0_with_a_price", RETAIL_SALE, { "22423", -3, 1, false }, 0, NEGATIVE },
	{ "credit", RETAIL_CREDIT, { "22423", -3, 1000, true }, RETAIL_LINE_GOODS, NULL },
	{ "credit_of_a_discount",
	  RETAIL_CREDIT,
	  { "D", -1, 1000, true },
	  RETAIL_LINE_SERVICE,
	  NULL },
	{ "credit_of_nothing", RETAIL_CREDIT, { "22423", -3, 0, false }, RETAIL_LINE_GOODS, NULL },
	{ "quantity_above_0_on_a_credit", RETAIL_CREDIT, { "22423", 3, 1000, true }, 0, POSITIVE },
	{ "one_too_many_on_a_credit", RETAIL_CREDIT, { "22423", 1, 1000, true }, 0, POSITIVE },
	{ "one_unit", RETAIL_SALE, { "22423", 1, 1000, true }, RETAIL_LINE_GOODS, NULL },
	{ "price_below_0", RETAIL_SALE, { "22423", 3, -1, true }, 0, BELOW },
	{ "price_below_0_on_a_credit", RETAIL_CREDIT, { "22423", -3, -1, true }, 0, BELOW },
	{ "bad_debt",
	  RETAIL_ADJUSTMENT,
	  { "B", 1, -1106206000, false },
	  RETAIL_LINE_FINANCE,
	  NULL },
	{ "anything_on_an_adjustment",
	  RETAIL_ADJUSTMENT,
	  { "22423", -1, 100, true },
	  RETAIL_LINE_FINANCE,
	  NULL },
	{ "b_on_a_sale", RETAIL_SALE, { "B", 1, -5000, true }, RETAIL_LINE_FINANCE, NULL },
	{ "b_on_a_credit", RETAIL_CREDIT, { "B", 1, 5000, true }, RETAIL_LINE_FINANCE, NULL },
};

START_TEST(lines_are_told_apart)
{
	enum retail_line_kind kind = RETAIL_LINE_KIND__MAX;
	const char *why = retail_line_kind(lines[_i].document, &lines[_i].line, &kind);

	check_text(lines[_i].name, why, lines[_i].why);
	if (!why)
		check_int(lines[_i].name, (int64_t)kind, (int64_t)lines[_i].wanted);
}
END_TEST

/* Sales and the credit as "code:units" pairs, 0 ends. */
#define UNITS 5
static const struct match {
	const char *name;
	struct retail_units sale[3][UNITS];
	struct retail_units credit[UNITS];
	size_t wanted; /* 3: none, or not unique */
} matches[] = {
	{ "the_only_sale", { { { 1, 5 } } }, { { 1, 5 } }, 0 },
	{ "a_part_of_a_line", { { { 1, 5 } } }, { { 1, 2 } }, 0 },
	{ "more_than_was_sold", { { { 1, 5 } } }, { { 1, 6 } }, 3 },
	{ "another_code", { { { 1, 5 } } }, { { 2, 1 } }, 3 },
	{ "two_sales_would_do", { { { 1, 5 } }, { { 1, 3 } } }, { { 1, 3 } }, 3 },
	{ "only_one_has_enough", { { { 1, 5 } }, { { 1, 3 } } }, { { 1, 4 } }, 0 },
	{ "only_one_has_every_line",
	  { { { 1, 5 } }, { { 1, 5 }, { 2, 1 } } },
	  { { 1, 1 }, { 2, 1 } },
	  1 },
	{ "lines_spread_over_two_sales",
	  { { { 1, 5 } }, { { 2, 5 } } },
	  { { 1, 1 }, { 2, 1 } },
	  3 },
	{ "the_third_of_three", { { { 1, 5 } }, { { 2, 5 } }, { { 3, 5 } } }, { { 3, 5 } }, 2 },
	{ "lines_of_one_code_add_up",
	  { { { 1, 2 }, { 2, 9 }, { 1, 3 } } },
	  { { 1, 4 }, { 1, 1 } },
	  0 },
	{ "and_may_be_too_much_together", { { { 1, 2 }, { 1, 2 } } }, { { 1, 3 }, { 1, 2 } }, 3 },
	{ "a_credit_of_nothing", { { { 1, 2 } } }, { { 0, 0 } }, 3 },
	{ "no_sales", { { { 0, 0 } } }, { { 1, 1 } }, 3 },
};

static struct retail_holding gather(const struct retail_units *from, struct retail_units *v)
{
	struct retail_holding h = { .v = v };

	while (h.n < UNITS && from[h.n].code) {
		v[h.n] = from[h.n];
		h.n++;
	}
	h.n = retail_units_gather(v, h.n);
	return h;
}

START_TEST(a_credit_belongs_to_the_one_sale_that_has_all_of_it)
{
	const struct match *m = &matches[_i];
	struct retail_units sale[3][UNITS], credit[UNITS];
	struct retail_holding sales[3], c = gather(m->credit, credit);
	size_t got;

	for (int i = 0; i < 3; i++)
		sales[i] = gather(m->sale[i], sale[i]);
	got = retail_match(sales, 3, &c);
	check_int(m->name, (int64_t)got, (int64_t)m->wanted);
}
END_TEST

START_TEST(what_is_credited_is_not_there_again)
{
	struct retail_units sale[] = { { 1, 5 }, { 2, 1 } }, credit[] = { { 1, 3 } };
	struct retail_holding s = { sale, 2 }, c = { credit, 1 };

	ck_assert_uint_eq(retail_match(&s, 1, &c), 0);
	retail_take(&s, &c);
	ck_assert_int_eq(sale[0].n, 2);
	ck_assert_int_eq(sale[1].n, 1);
	ck_assert_uint_eq(retail_match(&s, 1, &c), 1);
}
END_TEST

START_TEST(a_credit_of_nothing_belongs_to_no_sale)
{
	struct retail_units sale[] = { { 1, 5 } };
	struct retail_holding s = { sale, 1 }, none = { NULL, 0 };

	ck_assert_uint_eq(retail_units_gather(NULL, 0), 0);
	ck_assert_uint_eq(retail_match(&s, 1, &none), 1);
}
END_TEST

Suite *exchange_retail_rules_suite(void)
{
	Suite *s = suite_create("exchange_retail_rules");
	TCase *t = tcase_create("rules");

	tcase_add_loop_test(t, the_prefix_tells_the_document, 0, (int)count_of(documents));
	tcase_add_loop_test(t, products_have_five_digits_and_letters, 0, (int)count_of(codes));
	tcase_add_test(t, a_long_code_is_cut);
	tcase_add_loop_test(t, lines_are_told_apart, 0, (int)count_of(lines));
	tcase_add_loop_test(t, a_credit_belongs_to_the_one_sale_that_has_all_of_it, 0,
			    (int)count_of(matches));
	tcase_add_test(t, a_credit_of_nothing_belongs_to_no_sale);
	tcase_add_test(t, what_is_credited_is_not_there_again);
	suite_add_tcase(s, t);
	return s;
}
