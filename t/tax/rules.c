/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rate counts where and when, and which zones are in each other's way. */
#include <check.h>
#include "tax/tax.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define HOME     "CN"
enum { HOME_BP = 1300 };

#define NEVER                                                                                      \
	{                                                                                          \
		INT64_MIN                                                                          \
	}

/* Rates of class standard alone, but for the last two. */
#define RATES(bp)                                                                                  \
	{                                                                                          \
		[TAX_OWN] = TAX_NO_RATE, [TAX_STANDARD] = (bp), [TAX_REDUCED] = TAX_NO_RATE,       \
		[TAX_ZERO] = TAX_NO_RATE                                                           \
	}
static const struct tax_zone zones[] = {
	{ 1, "", "", "", NEVER, NEVER, RATES(0), 1 },
	{ 2, "US", "", "", NEVER, NEVER, RATES(100), 1 },
	{ 3, "US", "CA", "", NEVER, NEVER, RATES(725), 1 },
	{ 4, "US", "CA", "941", NEVER, NEVER, RATES(863), 1 },
	{ 5, "US", "", "10-0", NEVER, NEVER, RATES(888), 1 },
	{ 6, "CN", "海南省", "", NEVER, NEVER, RATES(0), 1 },
	{ 7, "DE", "", "", NEVER, { 2000 }, RATES(1600), 1 },
	{ 8, "DE", "", "", { 2000 }, NEVER, RATES(1900), 1 },
	{ 9,
	  "GB",
	  "",
	  "",
	  { 1000 },
	  { 3000 },
	  { [TAX_OWN] = 55, [TAX_STANDARD] = 2000, [TAX_REDUCED] = 500, [TAX_ZERO] = TAX_NO_RATE },
	  1 },
};

START_TEST(the_nearest_zone_that_counts_says_the_rate)
{
	static const struct {
		const char *name, *country, *region, *postal;
		int64_t at;
		enum tax_class class;
		int wanted;
	} rows[] = {
		{ "home_is_as_at_home", "CN", "浙江省", "310000", 1500, TAX_STANDARD, HOME_BP },
		{ "nowhere_is_home", NULL, NULL, NULL, 1500, TAX_STANDARD, HOME_BP },
		{ "a_region_of_home", "CN", "海南省", "570000", 1500, TAX_STANDARD, 0 },
		{ "elsewhere", "FR", "", "", 1500, TAX_STANDARD, 0 },
		{ "a_country", "US", "TX", "75001", 1500, TAX_STANDARD, 100 },
		{ "a_region", "US", "CA", "95000", 1500, TAX_STANDARD, 725 },
		{ "a_region_in_small_letters", "US", "ca", "", 1500, TAX_STANDARD, 725 },
		{ "a_postcode", "US", "CA", "94110", 1500, TAX_STANDARD, 863 },
		{ "the_postcode_of_another_region", "US", "NV", "94110", 1500, TAX_STANDARD, 100 },
		{ "a_postcode_without_its_region", "US", "NY", "1 0013", 1500, TAX_STANDARD, 888 },
		{ "a_postcode_is_nearer_than_a_region", "US", "CA", "10013", 1500, TAX_STANDARD,
		  888 },
		{ "before_a_rate_changes", "DE", "", "", 1999, TAX_STANDARD, 1600 },
		{ "when_it_changes", "DE", "", "", 2000, TAX_STANDARD, 1900 },
		{ "before_a_zone_begins", "GB", "", "", 999, TAX_STANDARD, 0 },
		{ "while_it_counts", "GB", "", "", 1000, TAX_STANDARD, 2000 },
		{ "when_it_is_over", "GB", "", "", 3000, TAX_STANDARD, 0 },
		{ "another_class", "GB", "", "", 1500, TAX_REDUCED, 500 },
		{ "rates_of_skus_too", "GB", "", "", 1500, TAX_OWN, 55 },
		{ "a_class_that_no_zone_says", "US", "CA", "", 1500, TAX_REDUCED, HOME_BP },
		{ "no_tax_is_none_anywhere", "US", "CA", "", 1500, TAX_ZERO, 0 },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct tax_place p = { rows[i].country, rows[i].region, rows[i].postal };
		int bp = tax_rate(zones, COUNT(zones), &p, HOME, (struct instant){ rows[i].at },
				  rows[i].class, HOME_BP);

		ck_assert_msg(bp == rows[i].wanted, "%s: %d, wanted %d", rows[i].name, bp,
			      rows[i].wanted);
	}
}
END_TEST

START_TEST(zones_of_one_place_have_times_of_their_own)
{
	static const struct {
		const char *name;
		struct tax_zone a, b;
		bool clash;
	} rows[] = {
		{ "the_same",
		  { .country = "US", .region = "CA", .postal = "", .from = NEVER, .until = NEVER },
		  { .country = "US", .region = "ca", .postal = "", .from = NEVER, .until = NEVER },
		  true },
		{ "another_region",
		  { .country = "US", .region = "CA", .postal = "", .from = NEVER, .until = NEVER },
		  { .country = "US", .region = "", .postal = "", .from = NEVER, .until = NEVER },
		  false },
		{ "the_same_postcode",
		  { .country = "US",
		    .region = "",
		    .postal = "9 41",
		    .from = NEVER,
		    .until = NEVER },
		  { .country = "US", .region = "", .postal = "941", .from = NEVER, .until = NEVER },
		  true },
		{ "a_longer_one",
		  { .country = "US", .region = "", .postal = "941", .from = NEVER, .until = NEVER },
		  { .country = "US",
		    .region = "",
		    .postal = "9411",
		    .from = NEVER,
		    .until = NEVER },
		  false },
		{ "one_after_another",
		  { .country = "US", .region = "", .postal = "", .from = NEVER, .until = { 2000 } },
		  { .country = "US", .region = "", .postal = "", .from = { 2000 }, .until = NEVER },
		  false },
		{ "a_day_of_both",
		  { .country = "US", .region = "", .postal = "", .from = NEVER, .until = { 2001 } },
		  { .country = "US", .region = "", .postal = "", .from = { 2000 }, .until = NEVER },
		  true },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		ck_assert_msg(tax_zones_clash(&rows[i].a, &rows[i].b) == rows[i].clash, "%s",
			      rows[i].name);
		ck_assert_msg(tax_zones_clash(&rows[i].b, &rows[i].a) == rows[i].clash,
			      "%s, the other way", rows[i].name);
	}
}
END_TEST

Suite *tax_rules_suite(void)
{
	Suite *s = suite_create("tax_rules");
	TCase *tc = tcase_create("rules");

	tcase_add_test(tc, the_nearest_zone_that_counts_says_the_rate);
	tcase_add_test(tc, zones_of_one_place_have_times_of_their_own);
	suite_add_tcase(s, tc);
	return s;
}
