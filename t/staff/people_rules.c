/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may do what to a colleague: the truth table, row by row. */
#include <check.h>
#include "staff/staff.h"

#define ALL  UINT64_C(15)
#define SOME UINT64_C(3)

static const struct {
	const char *name;
	struct staff_case given;
	enum staff_refusal wanted;
} rows[] = {
	{ "another", { STAFF_ACT_OFF, STANDING_ACTIVE, .mine = ALL, .theirs = SOME }, STAFF_OK },
	{ "oneself",
	  { STAFF_ACT_OFF, STANDING_ACTIVE, .is_self = true, .mine = ALL, .theirs = ALL },
	  STAFF_SELF },
	{ "oneself_by_role",
	  { STAFF_ACT_ROLE, STANDING_ACTIVE, .is_self = true, .mine = ALL, .theirs = ALL },
	  STAFF_SELF },
	{ "who_may_more",
	  { STAFF_ACT_RESET, STANDING_ACTIVE, .mine = SOME, .theirs = ALL },
	  STAFF_ABOVE },
	{ "who_may_the_same",
	  { STAFF_ACT_RESET, STANDING_ACTIVE, .mine = SOME, .theirs = SOME },
	  STAFF_OK },
	{ "a_role_above_ones_own",
	  { STAFF_ACT_ROLE, STANDING_ACTIVE, .mine = SOME, .theirs = 1, .wanted = ALL },
	  STAFF_ABOVE },
	{ "a_role_like_ones_own",
	  { STAFF_ACT_ROLE, STANDING_ACTIVE, .mine = SOME, .theirs = 1, .wanted = SOME },
	  STAFF_OK },
	{ "above_comes_before_unfit",
	  { STAFF_ACT_WITHDRAW, STANDING_ACTIVE, .mine = SOME, .theirs = ALL },
	  STAFF_ABOVE },
	{ "the_last_owner_off",
	  { STAFF_ACT_OFF, STANDING_ACTIVE, .mine = ALL, .theirs = ALL, .is_owner = true },
	  STAFF_LAST_OWNER },
	{ "the_last_owners_role",
	  { STAFF_ACT_ROLE, STANDING_ACTIVE, .mine = ALL, .theirs = ALL, .is_owner = true },
	  STAFF_LAST_OWNER },
	{ "the_last_owner_stays_owner",
	  { STAFF_ACT_ROLE, STANDING_ACTIVE, .mine = ALL, .theirs = ALL, .is_owner = true,
	    .stays_owner = true },
	  STAFF_OK },
	{ "the_last_owners_second_factor",
	  { STAFF_ACT_RESET, STANDING_ACTIVE, .mine = ALL, .theirs = ALL, .is_owner = true },
	  STAFF_LAST_OWNER },
	{ "the_last_owners_sessions",
	  { STAFF_ACT_END_SESSIONS, STANDING_ACTIVE, .mine = ALL, .theirs = ALL, .is_owner = true },
	  STAFF_OK },
	{ "one_of_two_owners",
	  { STAFF_ACT_OFF, STANDING_ACTIVE, .mine = ALL, .theirs = ALL, .is_owner = true,
	    .other_owners = 1 },
	  STAFF_OK },
	{ "an_owner_who_was_never_here",
	  { STAFF_ACT_WITHDRAW, STANDING_INVITED, .mine = ALL, .theirs = ALL, .is_owner = true },
	  STAFF_OK },
	{ "nobody_to_write_to",
	  { STAFF_ACT_INVITE, STANDING_EXPIRED, .mine = ALL, .theirs = SOME },
	  STAFF_NO_ADDRESS },
};

START_TEST(each_row_is_answered)
{
	ck_assert_msg(staff_may(&rows[_i].given) == rows[_i].wanted, "%s: %d", rows[_i].name,
		      staff_may(&rows[_i].given));
}
END_TEST

/* What makes sense: a column a standing, in the order of the enum. */
static const struct {
	enum staff_act act;
	bool fits[STANDING__MAX];
} sense[] = {
	/*			    active invited expired setting_up off */
	{ STAFF_ACT_INVITE, { false, true, true, true, true } },
	{ STAFF_ACT_WITHDRAW, { false, true, true, false, false } },
	{ STAFF_ACT_ROLE, { true, true, true, true, false } },
	{ STAFF_ACT_OFF, { true, false, false, true, false } },
	{ STAFF_ACT_END_SESSIONS, { true, false, false, false, false } },
	{ STAFF_ACT_RESET, { true, false, false, false, false } },
};

START_TEST(each_act_has_its_standings)
{
	ck_assert_uint_eq(sizeof sense / sizeof *sense, STAFF_ACT__MAX);
	for (int s = 0; s < STANDING__MAX; s++) {
		struct staff_case c = { .act = sense[_i].act,
					.standing = (enum staff_standing)s,
					.has_address = true,
					.mine = ALL };

		ck_assert_msg(staff_may(&c) == (sense[_i].fits[s] ? STAFF_OK : STAFF_UNFIT),
			      "act %d, %s", c.act, staff_standing_word[s]);
	}
}
END_TEST

static const struct {
	enum staff_state state;
	bool has_password, link_is_over;
	enum staff_standing wanted;
} stands[] = {
	{ STAFF_ACTIVE, true, true, STANDING_ACTIVE },
	{ STAFF_LEFT, false, true, STANDING_OFF },
	{ STAFF_INVITED, true, true, STANDING_SETTING_UP },
	{ STAFF_INVITED, true, false, STANDING_SETTING_UP },
	{ STAFF_INVITED, false, false, STANDING_INVITED },
	{ STAFF_INVITED, false, true, STANDING_EXPIRED },
};

START_TEST(everybody_stands_somewhere)
{
	ck_assert_int_eq(staff_standing(stands[_i].state, stands[_i].has_password,
					stands[_i].link_is_over),
			 stands[_i].wanted);
}
END_TEST

static const struct {
	enum staff_standing standing;
	const char *word;
} words[] = {
	{ STANDING_ACTIVE, "active" },         { STANDING_INVITED, "invited" },
	{ STANDING_EXPIRED, "expired" },       { STANDING_OFF, "off" },
	{ STANDING_SETTING_UP, "setting_up" },
};

START_TEST(programs_read_it_by_its_word)
{
	ck_assert_uint_eq(sizeof words / sizeof *words, STANDING__MAX);
	ck_assert_str_eq(staff_standing_word[words[_i].standing], words[_i].word);
}
END_TEST

Suite *staff_people_rules_suite(void)
{
	Suite *s = suite_create("staff_people_rules");
	TCase *tc = tcase_create("rules");

	tcase_add_loop_test(tc, each_row_is_answered, 0, sizeof rows / sizeof *rows);
	tcase_add_loop_test(tc, each_act_has_its_standings, 0, sizeof sense / sizeof *sense);
	tcase_add_loop_test(tc, everybody_stands_somewhere, 0, sizeof stands / sizeof *stands);
	tcase_add_loop_test(tc, programs_read_it_by_its_word, 0, sizeof words / sizeof *words);
	suite_add_tcase(s, tc);
	return s;
}
