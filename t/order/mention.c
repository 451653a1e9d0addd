/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colleagues named in notes: who is meant, where they see it, and the one message. */
#include "order/door.h"

#define MEMBER(i, n, e)                                                                            \
	{                                                                                          \
		.id = (i), .name = (n), .email = (e), .state = STAFF_ACTIVE                        \
	}
static const struct staff_member team[] = {
	MEMBER(1, "Zhou Min", "zhou@shop.example"), MEMBER(2, "Wei", "wei@shop.example"),
	MEMBER(3, "周敏", "min@shop.example"),      MEMBER(4, "Zhou", "z.hou@shop.example"),
	MEMBER(5, "", "he@shop.example"),
};
static const struct {
	const char *note, *named; /* ids */
} notes[] = {
	{ "ring twice", "" },
	{ "@Wei please look", "2" },
	{ "please look, @wei", "2" },
	{ "@Zhou Min: call back", "1" },
	{ "@Zhou: call back", "14" },
	{ "请@周敏看一下", "3" },
	{ "请＠周敏看一下", "3" },
	{ "@min", "3" },
	{ "@weird", "" },
	{ "wei@shop.example wrote", "" },
	{ "@Wei and @周敏 and @Wei", "23" },
	{ "@", "" },
	{ "@he.", "5" },
};

START_TEST(who_is_meant)
{
	bool named[N(team)];
	char ids[N(team) + 1] = "";
	size_t n = mention_find(notes[_i].note, team, N(team), named), k = 0;

	for (size_t i = 0; i < N(team); i++)
		if (named[i])
			ids[k++] = (char)('0' + team[i].id);
	ids[k] = '\0';
	ck_assert_msg(!strcmp(ids, notes[_i].named), "%s: %s", notes[_i].note, ids);
	ck_assert_uint_eq(n, k);
}
END_TEST

static int64_t mentions(void)
{
	return support_number("SELECT COUNT(*) FROM staff_notice WHERE seen_at IS NULL");
}

START_TEST(a_colleague_sees_it_and_is_written_to_once)
{
	struct browser zhou = door_staff(1), wei = door_staff(2);
	struct order *o = door_order("A", 1);
	char *form = door_path("/desk/orders/%s/notes", o->number);
	struct answer *a;

	browser_get(&zhou, door_path("/desk/orders/%s", o->number));
	door_want(door_post(&zhou, form, "note=%40Wei+and+%40Zhou+Min%3A+call+back"), 303);
	ck_assert_int_eq(mentions(), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE template = 'mention' "
					"AND recipient = 'wei@shop.example'"),
			 1);
	a = browser_get(&wei, "/desk/notices");
	door_shows(a, "call back");
	door_shows(a, "Zhou Min");
	door_shows(a, o->number);
	door_shows(a, "<span class=\"cnt hot\">1</span>");
	door_hides(browser_get(&zhou, "/desk/notices"), "call back");
	browser_get(&wei, "/desk/notices");
	door_want(door_post(&wei, "/desk/notices",
			    door_path("up_to=%lld",
				      (long long)support_number("SELECT id FROM order_note"))),
		  303);
	ck_assert_int_eq(mentions(), 0);
	a = browser_get(&wei, "/desk/notices");
	door_shows(a, "call back");
	door_hides(a, "cnt hot");
	shop_check();
}
END_TEST

START_TEST(a_note_that_names_nobody_is_a_note)
{
	struct order *o = door_order("A", 1);

	order_add_note(&shop, o->id, "mail to lin@mail.example, @nobody");
	ck_assert_int_eq(mentions(), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_note"), 1);
}
END_TEST

Suite *order_mention_suite(void)
{
	Suite *s = suite_create("order_mention");
	TCase *rules = tcase_create("rules"), *tc = tcase_create("notes");

	tcase_add_loop_test(rules, who_is_meant, 0, N(notes));
	suite_add_tcase(s, rules);
	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_add_test(tc, a_colleague_sees_it_and_is_written_to_once);
	tcase_add_test(tc, a_note_that_names_nobody_is_a_note);
	suite_add_tcase(s, tc);
	return s;
}
