/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What answers mean, and the signature of the standard's own example. */
#include "hook/rules.h"
#include "base/rows.h"

static const struct {
	const char *name;
	struct hook_answer given;
	bool delivered, gone, give_up, pause;
	int64_t wait_s;
} answers[] = {
	{ "taken", { 200, 0, 1 }, true, false, false, false, 0 },
	{ "taken_at_last", { 299, 0, 10 }, true, false, false, false, 0 },
	{ "no_content", { 204, 60, 1 }, true, false, false, false, 0 },
	{ "told_to_wait_by_a_1xx", { 199, 0, 1 }, false, false, false, false, 5 },
	{ "moved", { 302, 0, 1 }, false, false, false, false, 5 },
	{ "not_understood", { 400, 0, 2 }, false, false, false, false, 270 },
	{ "no_such_page", { 404, 0, 3 }, false, false, false, false, 1620 },
	{ "gone", { 410, 0, 1 }, false, true, true, false, 0 },
	{ "too_many", { 429, 0, 1 }, false, false, false, true, 5 },
	{ "too_many_says_when", { 429, 77, 1 }, false, false, false, true, 77 },
	{ "says_sooner_than_we_would", { 503, 77, 3 }, false, false, false, true, 1620 },
	{ "says_too_far_off", { 503, 1000000, 1 }, false, false, false, true, 86400 },
	{ "slow", { 408, 0, 1 }, false, false, false, true, 5 },
	{ "broken", { 500, 0, 1 }, false, false, false, true, 5 },
	{ "no_answer", { 0, 0, 1 }, false, false, false, true, 5 },
	{ "last_but_one", { 500, 0, 9 }, false, false, false, true, 77760 },
	{ "the_last", { 500, 0, 10 }, false, false, true, true, -1 },
};

START_TEST(an_answer_means_one_thing)
{
	for (each_row(answers)) {
		struct hook_verdict v = hook_judge(&row->given, 0);

		check_int(row->name, v.delivered, row->delivered);
		check_int(row->name, v.gone, row->gone);
		check_int(row->name, v.give_up, row->give_up);
		check_int(row->name, v.pause_hook, row->pause);
		if (!row->give_up)
			check_int(row->name, v.wait_s, row->wait_s);
	}
}
END_TEST

START_TEST(it_rests_the_longer_the_longer_it_fails)
{
	ck_assert_int_eq(hook_pause_s(0, 0), 5);
	ck_assert_int_eq(hook_pause_s(40, 0), 10);
	ck_assert_int_eq(hook_pause_s(40, 60), 60);
	ck_assert_int_eq(hook_pause_s(1000000, 0), 3600);
	ck_assert_int_eq(hook_pause_s(1000000, 7200), 7200);
}
END_TEST

#define SIG_ONE "Uu+jFJErNe6hXhr7tm0RvlaB96r7rLJn/9sL6zymc8Y="
#define SIG_TWO "TTVYvODlPTq4iOQ+P1gAOWsDqkwwwVUJNDQfA/6QgII="

/* Reckoned elsewhere: python3's hmac over "evt_1.1614265330.{"a":1}". */
START_TEST(a_signature_is_the_standards)
{
	struct arena *a = arena_new();
	uint8_t one[HOOK_SECRET_BYTES], two[HOOK_SECRET_BYTES];

	for (size_t i = 0; i < HOOK_SECRET_BYTES; i++) {
		one[i] = (uint8_t)i;
		two[i] = (uint8_t)(255 - i);
	}
	ck_assert_str_eq(hook_secret_text(a, one),
			 "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
	ck_assert_str_eq(hook_signature(a, one, NULL, "evt_1", 1614265330, "{\"a\":1}"),
			 "v1," SIG_ONE);
	ck_assert_str_eq(hook_signature(a, one, two, "evt_1", 1614265330, "{\"a\":1}"),
			 "v1," SIG_ONE " v1," SIG_TWO);
	ck_assert_str_eq(hook_event_name(a, 12), "evt_12");
	ck_assert_str_eq(hook_type(a, EVENT_SHIPPED), "order.shipped");
	arena_free(a);
}
END_TEST

Suite *hook_rules_suite(void)
{
	Suite *s = suite_create("hook_rules");
	TCase *tc = tcase_create("all");

	tcase_add_test(tc, an_answer_means_one_thing);
	tcase_add_test(tc, it_rests_the_longer_the_longer_it_fails);
	tcase_add_test(tc, a_signature_is_the_standards);
	suite_add_tcase(s, tc);
	return s;
}
