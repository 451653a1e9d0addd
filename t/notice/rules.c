/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is told of what, and when. */
#include "notice/rules.h"
#include "base/rows.h"

static const struct {
	const char *name;
	enum notice_reach reach;
	uint64_t last; /* who acted last */
	bool wanted;   /* staff 1 is told */
} reaches[] = {
	{ "nothing", REACH_NONE, 1, false },
	{ "nothing of nobody's", REACH_NONE, 0, false },
	{ "one's own", REACH_OWN, 1, true },
	{ "another's", REACH_OWN, 2, false },
	{ "nobody's is everybody's", REACH_OWN, 0, true },
	{ "all, one's own", REACH_ALL, 1, true },
	{ "all, another's", REACH_ALL, 2, true },
	{ "all, nobody's", REACH_ALL, 0, true },
};

START_TEST(who_is_told)
{
	for (each_row(reaches))
		check_int(row->name, notice_reaches(row->reach, row->last, 1), row->wanted);
}
END_TEST

START_TEST(who_never_chose_is_told_of_their_own)
{
	for (int k = 0; k < NOTICE_KIND__MAX; k++) {
		struct notice_choice c = notice_standard((enum notice_kind)k);

		check_int(notice_kind_word[k], (int)c.page, REACH_OWN);
		check_int(notice_kind_word[k], (int)c.mail,
			  k == NOTICE_MENTION ? REACH_OWN : REACH_NONE);
	}
}
END_TEST

static const struct {
	const char *name;
	enum notice_kind kind;
	int64_t confirm, hold, promise; /* hours */
	int64_t from, to;               /* hours from now; from above to: none */
} windows[] = {
	{ "a hold within its hours", NOTICE_HOLD_ENDS, 4, 3, 24, 0, 3 },
	{ "no hold", NOTICE_HOLD_ENDS, 4, 0, 24, 1, 0 },
	{ "what should be confirmed, of a day", NOTICE_CONFIRM_LATE, 4, 3, 24, -24, 0 },
	{ "nothing to confirm", NOTICE_CONFIRM_LATE, 0, 3, 24, 1, 0 },
	{ "a promise within its hours", NOTICE_PROMISE_NEAR, 4, 3, 24, 0, 24 },
	{ "no promise", NOTICE_PROMISE_NEAR, 4, 3, 0, 1, 0 },
	{ "a mention has no clock", NOTICE_MENTION, 4, 3, 24, 1, 0 },
};

START_TEST(which_clocks_are_told)
{
	struct instant now = { 0 };

	for (each_row(windows)) {
		struct settings s = { .confirm_hours = row->confirm,
				      .hold_notice_hours = row->hold,
				      .promise_notice_hours = row->promise };
		struct notice_window w = notice_window(&s, row->kind, now);

		check_int(row->name, w.from.us > w.to.us, row->from > row->to);
		if (row->from <= row->to) {
			check_int(row->name, w.from.us / INSTANT_HOUR, row->from);
			check_int(row->name, w.to.us / INSTANT_HOUR, row->to);
		}
	}
}
END_TEST

Suite *notice_rules_suite(void)
{
	Suite *s = suite_create("notice_rules");
	TCase *tc = tcase_create("all");

	tcase_add_test(tc, who_is_told);
	tcase_add_test(tc, who_never_chose_is_told_of_their_own);
	tcase_add_test(tc, which_clocks_are_told);
	suite_add_tcase(s, tc);
	return s;
}
