/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What speaks against a referral. Pure: no I/O, no clock. */
#include "member/referral.h"

const char *const referral_state_word[] = { "waiting", "granted", "refused", NULL };
const char *const referral_why_word[REFERRAL_WHY__MAX] = {
	[REFERRAL_FINE] = "fine",       [REFERRAL_SELF] = "self",
	[REFERRAL_CONTACT] = "contact", [REFERRAL_DEVICE] = "device",
	[REFERRAL_KNOWN] = "known",     [REFERRAL_INVITED] = "invited",
	[REFERRAL_ADDRESS] = "address", [REFERRAL_PAYMENT] = "payment",
	[REFERRAL_LATE] = "late",
};

/* The first that is so, from who they are to what they did. */
enum referral_why referral_judge(const struct referral_facts *f)
{
	if (f->is_self)
		return REFERRAL_SELF;
	if (f->shares_contact && !f->is_allowed)
		return REFERRAL_CONTACT;
	if (f->shares_device && !f->is_allowed)
		return REFERRAL_DEVICE;
	if (f->ordered_before)
		return REFERRAL_KNOWN;
	if (f->invited_before)
		return REFERRAL_INVITED;
	if (f->shares_address && !f->is_allowed)
		return REFERRAL_ADDRESS;
	if (f->shares_payment && !f->is_allowed)
		return REFERRAL_PAYMENT;
	return f->is_late ? REFERRAL_LATE : REFERRAL_FINE;
}

bool referral_is_on(const struct settings *s)
{
	return s->member && (s->referral_points > 0 || s->friend_points > 0);
}

bool referral_may_be_allowed(enum referral_state state, enum referral_why why)
{
	return state == REFERRAL_REFUSED && (why == REFERRAL_CONTACT || why == REFERRAL_DEVICE ||
					     why == REFERRAL_ADDRESS || why == REFERRAL_PAYMENT);
}
