/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a program's key may be, and whether it still opens anything. */
#include "staff/staff.h"

/*
 *	who		what is asked for		answer
 *	a program	anything			by a program
 *	a person	nothing at all			empty
 *	a person	what they may not do		above
 *	a person	an end that is past		past
 *	a person	else				ok
 */
enum staff_key_refusal staff_key_may(const struct staff_key_case *c)
{
	if (c->is_program)
		return STAFF_KEY_BY_PROGRAM;
	if (!c->wanted)
		return STAFF_KEY_EMPTY;
	if (c->wanted & ~c->mine)
		return STAFF_KEY_ABOVE;
	if (!instant_is_none(c->expires_at) && c->expires_at.us <= c->now.us)
		return STAFF_KEY_PAST;
	return STAFF_KEY_OK;
}

enum staff_key_state staff_key_state(struct instant now, struct instant expires_at,
				     struct instant revoked_at)
{
	if (!instant_is_none(revoked_at))
		return STAFF_KEY_REVOKED;
	if (!instant_is_none(expires_at) && expires_at.us <= now.us)
		return STAFF_KEY_EXPIRED;
	return STAFF_KEY_VALID;
}
