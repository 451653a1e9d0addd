/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of money as decimal text. */
#include "base/fail.h"
#include "base/money.h"
#include "base/rows.h"

START_TEST(exponents_are_iso_4217)
{
	static const struct {
		const char *name;
		int wanted;
	} rows[] = {
		{ "CNY", 2 },  { "GBP", 2 },  { "USD", 2 },  { "AED", 2 }, { "ZMW", 2 },
		{ "JPY", 0 },  { "KRW", 0 },  { "XPF", 0 },  { "KWD", 3 }, { "TND", 3 },
		{ "BHD", 3 },  { "", -1 },    { "cny", -1 }, { "CN", -1 }, { "CNYX", -1 },
		{ "ZZZ", -1 }, { " CN", -1 }, { "NY ", -1 },
	};

	for (each_row(rows))
		check_int(row->name, money_exponent(row->name), row->wanted);
	ck_assert_int_eq(money_exponent(NULL), -1);
}
END_TEST

START_TEST(amounts_are_parsed_strictly)
{
	static const struct {
		const char *name, *currency;
		bool good;
		int64_t wanted;
	} rows[] = {
		{ "1234.5", "CNY", true, 123450 },
		{ "1234.56", "CNY", true, 123456 },
		{ "0", "CNY", true, 0 },
		{ "007", "CNY", true, 700 },
		{ "-12.30", "GBP", true, -1230 },
		{ "+1", "GBP", true, 100 },
		{ "-0", "GBP", true, 0 },
		{ "100", "JPY", true, 100 },
		{ "1.234", "KWD", true, 1234 },
		{ "90071992547409.91", "CNY", true, MONEY_MAX },
		{ "90071992547409.92", "CNY", false, 0 },
		{ "90071992547410", "CNY", false, 0 },
		{ "9007199254740991", "JPY", true, MONEY_MAX },
		{ "99999999999999999999999999", "CNY", false, 0 },
		{ "100.0", "JPY", false, 0 },
		{ "1.234", "CNY", false, 0 },
		{ "1.", "CNY", false, 0 },
		{ ".5", "CNY", false, 0 },
		{ "", "CNY", false, 0 },
		{ "-", "CNY", false, 0 },
		{ "--1", "CNY", false, 0 },
		{ "1,234", "CNY", false, 0 },
		{ "1e3", "CNY", false, 0 },
		{ " 1", "CNY", false, 0 },
		{ "1 ", "CNY", false, 0 },
		{ "1.2.3", "CNY", false, 0 },
		{ "１", "CNY", false, 0 },
		{ "1", "ZZZ", false, 0 },
	};

	for (each_row(rows)) {
		int64_t out = 0;

		check_row(row, money_parse(row->name, row->currency, &out) == row->good);
		check_int(row->name, out, row->wanted);
	}
}
END_TEST

START_TEST(unit_prices_have_three_more_places)
{
	static const struct {
		const char *name, *currency;
		bool good;
		int64_t wanted;
		const char *printed;
	} rows[] = {
		{ "0.8215", "CNY", true, 82150, "0.8215" },
		{ "0.82", "CNY", true, 82000, "0.82" },
		{ "0.8", "CNY", true, 80000, "0.80" },
		{ "12", "CNY", true, 1200000, "12.00" },
		{ "0.00001", "CNY", true, 1, "0.00001" },
		{ "-0.00105", "CNY", true, -105, "-0.00105" },
		{ "0.000001", "CNY", false, 0, NULL },
		{ "1.5", "JPY", true, 1500, "1.5" },
		{ "1.005", "JPY", true, 1005, "1.005" },
		{ "3", "JPY", true, 3000, "3" },
		{ "0", "JPY", true, 0, "0" },
		{ "1.0005", "JPY", false, 0, NULL },
		{ "1", "ZZZ", false, 0, NULL },
	};
	char text[32];

	for (each_row(rows)) {
		int64_t out = 0;

		check_row(row, money_parse_unit(row->name, row->currency, &out) == row->good);
		check_int(row->name, out, row->wanted);
		if (!row->good)
			continue;
		money_decimal_unit(out, row->currency, text, sizeof text);
		check_text(row->name, text, row->printed);
	}
}
END_TEST

START_TEST(amounts_are_printed_exactly)
{
	static const struct {
		int64_t given;
		const char *currency, *name;
	} rows[] = {
		{ 123450, "CNY", "1234.50" },
		{ 0, "CNY", "0.00" },
		{ 5, "CNY", "0.05" },
		{ -5, "CNY", "-0.05" },
		{ -100, "GBP", "-1.00" },
		{ 100, "JPY", "100" },
		{ 0, "JPY", "0" },
		{ -7, "JPY", "-7" },
		{ 1, "KWD", "0.001" },
		{ MONEY_MAX, "CNY", "90071992547409.91" },
		{ INT64_MIN, "CNY", "-92233720368547758.08" },
	};
	char text[32];

	for (each_row(rows)) {
		money_decimal(row->given, row->currency, text, sizeof text);
		check_text(row->name, text, row->name);
	}
}
END_TEST

START_TEST(text_of_every_amount_reads_back)
{
	static const char *const currencies[] = { "CNY", "JPY", "KWD" };
	char text[32];

	for (int64_t amount = -3000; amount < 3000; amount++)
		for (size_t i = 0; i < count_of(currencies); i++) {
			int64_t back = 0;

			money_decimal(amount, currencies[i], text, sizeof text);
			require(money_parse(text, currencies[i], &back) && back == amount);
			money_decimal_unit(amount, currencies[i], text, sizeof text);
			require(money_parse_unit(text, currencies[i], &back) && back == amount);
		}
}
END_TEST

static void print_unknown(void *unused)
{
	char text[32];

	(void)unused;
	money_decimal(1, "ZZZ", text, sizeof text);
}

static void split_by_negative(void *unused)
{
	int64_t weights[2] = { 1, -1 }, parts[2];

	(void)unused;
	money_split(1, weights, 2, parts);
}

static void scale_by_nothing(void *unused)
{
	int64_t out;

	(void)unused;
	if (money_scale(1, 1, 0, &out))
		ck_abort_msg("scaled by 1/0");
}

START_TEST(misuse_fails)
{
	struct failure f;

	ck_assert(!fail_run(print_unknown, NULL, &f));
	ck_assert_str_eq(f.message, "money: unknown currency ZZZ");
	ck_assert(!fail_run(split_by_negative, NULL, &f));
	ck_assert(!fail_run(scale_by_nothing, NULL, &f));
}
END_TEST

Suite *base_money_text_suite(void)
{
	Suite *s = suite_create("base_money_text");
	TCase *t = tcase_create("money_text");

	tcase_add_test(t, exponents_are_iso_4217);
	tcase_add_test(t, amounts_are_parsed_strictly);
	tcase_add_test(t, unit_prices_have_three_more_places);
	tcase_add_test(t, amounts_are_printed_exactly);
	tcase_add_test(t, text_of_every_amount_reads_back);
	tcase_add_test(t, misuse_fails);
	suite_add_tcase(s, t);
	return s;
}
