/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of enum words: every kind whole, words and tones as the pages need them. */
#include <string.h>
#include "i18n/inside.h"
#include "support/skip.h"

static const struct {
	const char *kind, *value, *msg, *tone;
} rows[] = {
	{ "badge", "partly_shipped", "Partly shipped", "info" },
	{ "badge", "awaiting_payment", "Awaiting payment", "warning" },
	{ "badge", "preparing", "Preparing", "neutral" },
	{ "badge_staff", "preparing", "To ship", "neutral" },
	{ "badge_staff", "delivered", "Delivered", "success" },
	{ "decision", "closed", "Completed", NULL },
	{ "badge", "closed", "Closed", "neutral" },
	{ "money", "credit_owed", "Refund owed", "warning" },
	{ "payment", "captured", "Received", "success" },
	{ "parcel", "ready_for_pickup", "Ready for pickup", "special" },
	{ "parcel", "attempt_failed", "Delivery failed", "danger" },
	{ "stage", "received", "Delivered", NULL },
	{ "role", "owner", "Owner", NULL },
	{ "badge", "received", NULL, NULL },
	{ "nonsense", "draft", NULL, NULL },
	{ "badge_", "draft", NULL, NULL },
	{ "parcel_staff", "packed", NULL, NULL },
};

START_TEST(word)
{
	const struct label *l = label_find(rows[_i].kind, rows[_i].value);

	if (!rows[_i].msg) {
		ck_assert_ptr_null(l);
		return;
	}
	ck_assert_ptr_nonnull(l);
	ck_assert_str_eq(l->msg, rows[_i].msg);
	ck_assert_pstr_eq(l->tone, rows[_i].tone);
}
END_TEST

static const struct {
	const char *kind;
	size_t n;
} kinds[] = {
	{ "decision", 6 },     { "money", 5 }, { "care", 4 },     { "stage", 11 },  { "badge", 19 },
	{ "badge_staff", 20 }, { "link", 7 },  { "counter", 10 }, { "payment", 7 }, { "refund", 4 },
	{ "parcel", 16 },      { "stock", 6 }, { "role", 10 },    { "import", 8 },
};

START_TEST(kind_is_whole)
{
	size_t n;

	ck_assert_ptr_nonnull(label_rows(kinds[_i].kind, &n));
	ck_assert_uint_eq(n, kinds[_i].n);
}
END_TEST

static bool is_tone(const char *tone)
{
	static const char *const tones[] = { "neutral", "info",   "progress", "success",
					     "warning", "danger", "special" };

	for (size_t i = 0; tone && i < sizeof tones / sizeof tones[0]; i++) {
		if (strcmp(tones[i], tone) == 0)
			return true;
	}
	return !tone;
}

/* A row that stands apart from the others of its kind is never found. */
START_TEST(rows_are_sound)
{
	size_t n;
	const struct label *all = label_all(&n);

	for (size_t i = 0; i < n; i++) {
		ck_assert_msg(is_tone(all[i].tone), "%s %s: tone %s", all[i].kind, all[i].value,
			      all[i].tone);
		/* Rows of a kind stand together, each value once. */
		ck_assert_msg(label_find(all[i].kind, all[i].value) == &all[i],
			      "%s %s: out of reach", all[i].kind, all[i].value);
	}
}
END_TEST

Suite *i18n_labels_suite(void);
Suite *i18n_labels_suite(void)
{
	Suite *s = suite_create("i18n_labels");
	TCase *tc = tcase_create("labels");

	tcase_add_loop_test(tc, word, 0, sizeof rows / sizeof rows[0]);
	tcase_add_loop_test(tc, kind_is_whole, 0, sizeof kinds / sizeof kinds[0]);
	tcase_add_test(tc, rows_are_sound);
	suite_add_tcase(s, tc);
	return s;
}
