/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Carriers: their numbers and their pages. */
#include <check.h>
#include <string.h>
#include "base/rows.h"
#include "shipping/shipping.h"

static struct arena *arena;

static void setup(void)
{
	arena = arena_new();
}

static void teardown(void)
{
	arena_free(arena);
}

static const struct {
	const char *name, *typed, *wanted; /* NULL: refused */
} fold_rows[] = {
	{ "spaces_and_hyphens_go", " sf1402-7781 3390 ", "SF140277813390" },
	{ "plain", "75530268441902", "75530268441902" },
	{ "six_are_enough", "ABC123", "ABC123" },
	{ "five_are_not", "ABC12", NULL },
	{ "forty_fit", "1234567890123456789012345678901234567890",
	  "1234567890123456789012345678901234567890" },
	{ "forty_one_do_not", "12345678901234567890123456789012345678901", NULL },
	{ "other_characters_do_not", "SF1402/77", NULL },
	{ "other_scripts_do_not", "顺丰140277", NULL },
	{ "empty", "", NULL },
};

START_TEST(number_is_folded)
{
	char out[TRACKING_NUMBER_SIZE];
	bool good = tracking_number_fold(fold_rows[_i].typed, out);

	check_text(fold_rows[_i].name, good ? out : NULL, fold_rows[_i].wanted);
}
END_TEST

static const struct {
	const char *carrier, *number;
	bool fits;
} form_rows[] = {
	{ "sf", "SF1402778133901", true },
	{ "sf", "140277813390", true },
	{ "sf", "YT1402778133901", false },
	{ "zto", "75530268441902", true },
	{ "zto", "7553026844", false },
	{ "yto", "YT7412345678901", true },
	{ "sto", "773012345678901", true },
	{ "yunda", "4312345678901", true },
	{ "yunda", "43123", false },
	{ "jd", "JDVA12345678901", true },
	{ "jd", "12345678901234", false },
	{ "ems", "EA123456789CN", true },
	{ "ems", "EA12345678CN", false },
	{ "jtexpress", "JT5123456789012", true },
	{ "dhl", "1234567890", true },
	{ "dhl", "JJD0123456789", true },
	{ "ups", "1Z999AA10123456784", true },
	{ "ups", "2Z999AA10123456784", false },
	{ "royalmail", "AB123456789GB", true },
	{ "royalmail", "AB12", false },
	{ "pickup", "ABC123", false },
};

START_TEST(number_fits_its_carrier)
{
	const struct carrier *c = carrier_find(form_rows[_i].carrier);

	ck_assert_ptr_nonnull(c);
	ck_assert_msg(carrier_number_fits(c, form_rows[_i].number) == form_rows[_i].fits, "%s %s",
		      form_rows[_i].carrier, form_rows[_i].number);
}
END_TEST

static const struct {
	const char *number, *wanted;
} group_rows[] = {
	{ "SF140277813390", "SF1402 7781 3390" },
	{ "75530268441902", "7553 0268 4419 02" },
	{ "1234", "1234" },
	{ "EA123456789CN", "EA1234 5678 9CN" },
	{ "ABCDEF", "ABCDEF" },
};

START_TEST(number_is_read_in_fours)
{
	check_text(group_rows[_i].number, tracking_number_groups(arena, group_rows[_i].number),
		   group_rows[_i].wanted);
}
END_TEST

START_TEST(every_page_is_https)
{
	for (size_t i = 0; i < carrier_count; i++) {
		char *url = carrier_url(arena, &carriers[i], "X123456");

		ck_assert_ptr_eq(carrier_find(carriers[i].code), &carriers[i]);
		if (!carriers[i].page) {
			ck_assert_ptr_null(url);
			continue;
		}
		ck_assert_msg(!strncmp(url, "https://", 8) && !strchr(url, '{'), "%s", url);
	}
	ck_assert_str_eq(carrier_url(arena, carrier_find("ups"), "1Z1") + 8,
			 "www.ups.com/track?tracknum=1Z1");
	ck_assert_str_eq(carrier_url(arena, carrier_find("sto"), "1Z1") + 8, "www.sto.cn/");
	ck_assert_ptr_null(carrier_find("nobody"));
	ck_assert_ptr_null(carrier_find(NULL));
}
END_TEST

Suite *shipping_carriers_suite(void)
{
	Suite *s = suite_create("shipping_carriers");
	TCase *tc = tcase_create("carriers");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, number_is_folded, 0, (int)count_of(fold_rows));
	tcase_add_loop_test(tc, number_fits_its_carrier, 0, (int)count_of(form_rows));
	tcase_add_loop_test(tc, number_is_read_in_fours, 0, (int)count_of(group_rows));
	tcase_add_test(tc, every_page_is_https);
	suite_add_tcase(s, tc);
	return s;
}
