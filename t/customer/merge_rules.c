/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What forbids that two become one, and what holds of what both said. */
#include <check.h>
#include <string.h>
#include "base/arena.h"
#include "customer/merge.h"
#include "customer/tag.h"

#define GUEST(i)                                                                                   \
	{                                                                                          \
		.id = i, .provisional = true                                                       \
	}
#define ACCOUNT(i)                                                                                 \
	{                                                                                          \
		.id = i, .has_proved = true                                                        \
	}

static const struct {
	const char *name;
	struct merge_facts facts;
	const char *blockers;
} rows[] = {
	{ "two guests", { .kept = GUEST(1), .joined = GUEST(2) }, "" },
	{ "a guest into an account", { .kept = ACCOUNT(1), .joined = GUEST(2) }, "" },
	{ "an account into a guest", { .kept = GUEST(1), .joined = ACCOUNT(2) }, "keep_account " },
	{ "one", { .kept = ACCOUNT(1), .joined = ACCOUNT(1) }, "same " },
	{ "two accounts", { .kept = ACCOUNT(1), .joined = ACCOUNT(2) }, "two_people " },
	{ "two accounts of one name",
	  { .kept = ACCOUNT(1), .joined = ACCOUNT(2), .same_name = true },
	  "two_people " },
	{ "two accounts with a phone in common",
	  { .kept = ACCOUNT(1), .joined = ACCOUNT(2), .alike = ALIKE_PHONE },
	  "two_people " },
	{ "two accounts with both",
	  { .kept = ACCOUNT(1), .joined = ACCOUNT(2), .same_name = true, .alike = ALIKE_PHONE },
	  "" },
	{ "two passwords",
	  { .kept = { .id = 1, .has_proved = true, .has_password = true },
	    .joined = { .id = 2, .has_proved = true, .has_password = true },
	    .same_name = true,
	    .alike = ALIKE_PLACE },
	  "two_passwords " },
	{ "one password",
	  { .kept = ACCOUNT(1),
	    .joined = { .id = 2, .has_proved = true, .has_password = true },
	    .same_name = true,
	    .alike = ALIKE_EMAIL },
	  "" },
	{ "a code on its way",
	  { .kept = { .id = 1, .has_proved = true, .code_open = true }, .joined = GUEST(2) },
	  "code_open " },
	{ "twenty tags", { .kept = ACCOUNT(1), .joined = GUEST(2), .n_tags = TAGS_MAX }, "" },
	{ "all at once",
	  { .kept = { .id = 1, .provisional = true, .n_addresses = ADDRESSES_MAX },
	    .joined = { .id = 2, .n_addresses = 1 },
	    .n_tags = TAGS_MAX + 1,
	    .long_wish = true },
	  "keep_account many_tags many_addresses long_wish " },
};

START_TEST(what_forbids_it)
{
	enum merge_blocker all[MERGE_BLOCKER__MAX];
	size_t n = merge_blockers(&rows[_i].facts, all);
	char said[256] = "";

	for (size_t i = 0; i < n; i++) {
		strcat(said, merge_blocker_word[all[i]]);
		strcat(said, " ");
	}
	ck_assert_msg(!strcmp(said, rows[_i].blockers), "%s: %s", rows[_i].name, said);
}
END_TEST

START_TEST(who_said_no_to_one_said_no)
{
	static const enum consent_said together[SAID__MAX][SAID__MAX] = {
		[SAID_NOTHING] = { SAID_NOTHING, SAID_YES, SAID_NO },
		[SAID_YES] = { SAID_YES, SAID_YES, SAID_NO },
		[SAID_NO] = { SAID_NO, SAID_NO, SAID_NO },
	};

	for (int a = 0; a < SAID__MAX; a++)
		for (int b = 0; b < SAID__MAX; b++)
			ck_assert_int_eq(merge_consent((enum consent_said)a, (enum consent_said)b),
					 together[a][b]);
}
END_TEST

START_TEST(the_account_stays_then_who_ordered_more_then_the_older)
{
	const struct merge_side account = ACCOUNT(9), guest = GUEST(1),
				often = { .id = 8, .provisional = true, .n_orders = 3 },
				older = GUEST(0);

	ck_assert(merge_keeps_first(&account, &often));
	ck_assert(!merge_keeps_first(&often, &account));
	ck_assert(merge_keeps_first(&often, &guest));
	ck_assert(!merge_keeps_first(&guest, &often));
	ck_assert(merge_keeps_first(&older, &guest));
	ck_assert(!merge_keeps_first(&guest, &older));
}
END_TEST

START_TEST(no_wish_is_lost)
{
	struct arena *a = arena_new();
	char *letters = arena_alloc(a, WISH_CHARS + 1);

	memset(letters, 'x', WISH_CHARS);
	letters[WISH_CHARS] = 0;
	ck_assert_str_eq(merge_wish(a, "nuts", "nuts"), "nuts");
	ck_assert_str_eq(merge_wish(a, "nuts", "milk"), "nuts\nmilk");
	ck_assert_str_eq(merge_wish(a, "nuts", "nuts, milk"), "nuts, milk");
	ck_assert(!merge_wish(a, "nuts", letters));
	letters[WISH_CHARS - 5] = 0;
	ck_assert_uint_eq(strlen(merge_wish(a, "nuts", letters)), WISH_CHARS);
	arena_free(a);
}
END_TEST

START_TEST(it_can_be_undone_for_thirty_days)
{
	struct instant at = { INT64_C(1800000000) * INSTANT_SECOND };

	ck_assert(merge_may_undo(at, at));
	ck_assert(merge_may_undo(at, instant_add(at, 30 * INSTANT_DAY)));
	ck_assert(!merge_may_undo(at, instant_add(at, 30 * INSTANT_DAY + 1)));
}
END_TEST

Suite *customer_merge_rules_suite(void)
{
	Suite *s = suite_create("customer_merge_rules");
	TCase *tc = tcase_create("all");

	tcase_add_loop_test(tc, what_forbids_it, 0, (int)(sizeof rows / sizeof *rows));
	tcase_add_test(tc, who_said_no_to_one_said_no);
	tcase_add_test(tc, the_account_stays_then_who_ordered_more_then_the_older);
	tcase_add_test(tc, no_wish_is_lost);
	tcase_add_test(tc, it_can_be_undone_for_thirty_days);
	suite_add_tcase(s, tc);
	return s;
}
