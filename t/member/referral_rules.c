/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What speaks against a referral, the first that is so. */
#include <check.h>
#include <stdlib.h>
#include "member/referral.h"

#define COUNT(a) (int)(sizeof(a) / sizeof *(a))

static const struct judged {
	const char *name;
	struct referral_facts f;
	enum referral_why wanted;
} judged[] = {
	{ "nothing_speaks_against_it", { false }, REFERRAL_FINE },
	{ "their_own_number", { .is_self = true, .ordered_before = true }, REFERRAL_SELF },
	{ "a_contact_of_both",
	  { .shares_contact = true, .shares_device = true, .ordered_before = true },
	  REFERRAL_CONTACT },
	{ "a_browser_of_both", { .shares_device = true, .ordered_before = true }, REFERRAL_DEVICE },
	{ "an_old_customer", { .ordered_before = true, .invited_before = true }, REFERRAL_KNOWN },
	{ "somebody_else_was_first",
	  { .invited_before = true, .shares_address = true },
	  REFERRAL_INVITED },
	{ "an_address_of_both",
	  { .shares_address = true, .shares_payment = true },
	  REFERRAL_ADDRESS },
	{ "a_payment_of_both", { .shares_payment = true, .is_late = true }, REFERRAL_PAYMENT },
	{ "no_order_in_time", { .is_late = true }, REFERRAL_LATE },
	{ "a_household",
	  { .shares_contact = true,
	    .shares_device = true,
	    .shares_address = true,
	    .shares_payment = true,
	    .is_allowed = true },
	  REFERRAL_FINE },
	{ "a_household_of_one", { .is_self = true, .is_allowed = true }, REFERRAL_SELF },
	{ "an_old_customer_of_it", { .ordered_before = true, .is_allowed = true }, REFERRAL_KNOWN },
	{ "another_came_first", { .invited_before = true, .is_allowed = true }, REFERRAL_INVITED },
	{ "and_no_order_in_time", { .is_late = true, .is_allowed = true }, REFERRAL_LATE },
};

START_TEST(it_is_judged)
{
	ck_assert_msg(referral_judge(&judged[_i].f) == judged[_i].wanted, "%s", judged[_i].name);
}
END_TEST

START_TEST(what_is_shared_can_be_let_pass)
{
	static const bool wanted[REFERRAL_WHY__MAX] = { [REFERRAL_CONTACT] = true,
							[REFERRAL_DEVICE] = true,
							[REFERRAL_ADDRESS] = true,
							[REFERRAL_PAYMENT] = true };
	enum referral_why why = (enum referral_why)_i;

	ck_assert(referral_may_be_allowed(REFERRAL_REFUSED, why) == wanted[why]);
	ck_assert(!referral_may_be_allowed(REFERRAL_WAITING, why));
	ck_assert(!referral_may_be_allowed(REFERRAL_GRANTED, why));
}
END_TEST

/* As programs and catalogues know them. */
START_TEST(each_reason_has_its_word)
{
	static const struct {
		enum referral_why why;
		const char *word;
	} words[REFERRAL_WHY__MAX] = {
		{ REFERRAL_FINE, "fine" },       { REFERRAL_SELF, "self" },
		{ REFERRAL_CONTACT, "contact" }, { REFERRAL_DEVICE, "device" },
		{ REFERRAL_KNOWN, "known" },     { REFERRAL_INVITED, "invited" },
		{ REFERRAL_ADDRESS, "address" }, { REFERRAL_PAYMENT, "payment" },
		{ REFERRAL_LATE, "late" },
	};

	ck_assert_str_eq(referral_why_word[words[_i].why], words[_i].word);
}
END_TEST

static const struct on {
	bool member;
	int64_t points, friend_points;
	bool wanted;
} ons[] = {
	{ true, 0, 0, false }, { true, 1, 0, true }, { true, 0, 1, true }, { false, 1, 1, false }
};

START_TEST(it_is_on_where_there_is_something_to_have)
{
	struct settings s = { .member = ons[_i].member,
			      .referral_points = ons[_i].points,
			      .friend_points = ons[_i].friend_points };

	ck_assert(referral_is_on(&s) == ons[_i].wanted);
}
END_TEST

Suite *member_referral_rules_suite(void)
{
	Suite *s = suite_create("member_referral_rules");
	TCase *t = tcase_create("rules");

	tcase_add_loop_test(t, it_is_judged, 0, COUNT(judged));
	tcase_add_loop_test(t, each_reason_has_its_word, 0, REFERRAL_WHY__MAX);
	tcase_add_loop_test(t, what_is_shared_can_be_let_pass, 0, REFERRAL_WHY__MAX);
	tcase_add_loop_test(t, it_is_on_where_there_is_something_to_have, 0, COUNT(ons));
	suite_add_tcase(s, t);
	return s;
}
