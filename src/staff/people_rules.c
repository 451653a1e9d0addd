/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may do what to a colleague, and how somebody stands. */
#include "staff/staff.h"

const char *const staff_standing_word[STANDING__MAX] = {
	[STANDING_ACTIVE] = "active",   [STANDING_INVITED] = "invited",
	[STANDING_EXPIRED] = "expired", [STANDING_SETTING_UP] = "setting_up",
	[STANDING_OFF] = "off",
};

/*
 *	state	  password  link over	standing
 *	active	  any	    any		active
 *	left	  any	    any		off
 *	invited	  yes	    any		setting up
 *	invited	  no	    no		invited
 *	invited	  no	    yes		expired
 */
enum staff_standing staff_standing(enum staff_state state, bool has_password, bool link_is_over)
{
	if (state == STAFF_ACTIVE)
		return STANDING_ACTIVE;
	if (state == STAFF_LEFT)
		return STANDING_OFF;
	if (has_password)
		return STANDING_SETTING_UP;
	return link_is_over ? STANDING_EXPIRED : STANDING_INVITED;
}

#define BIT(standing) (1U << STANDING_##standing)

/* The standings in which each act makes sense. */
static const unsigned fit[STAFF_ACT__MAX] = {
	[STAFF_ACT_INVITE] = BIT(INVITED) | BIT(EXPIRED) | BIT(SETTING_UP) | BIT(OFF),
	[STAFF_ACT_WITHDRAW] = BIT(INVITED) | BIT(EXPIRED),
	[STAFF_ACT_ROLE] = BIT(ACTIVE) | BIT(INVITED) | BIT(EXPIRED) | BIT(SETTING_UP),
	[STAFF_ACT_OFF] = BIT(ACTIVE) | BIT(SETTING_UP),
	[STAFF_ACT_END_SESSIONS] = BIT(ACTIVE),
	[STAFF_ACT_RESET] = BIT(ACTIVE),
};

/* After it the shop has one owner less who can come in. */
static bool takes_an_owner(const struct staff_case *c)
{
	if (!c->is_owner || c->standing != STANDING_ACTIVE)
		return false;
	return c->act == STAFF_ACT_OFF || c->act == STAFF_ACT_RESET ||
	       (c->act == STAFF_ACT_ROLE && !c->stays_owner);
}

/*
 *	who		what					answer
 *	oneself		anything				self
 *	another		they may what the actor may not		above
 *	another		the new role may what the actor may not	above
 *	another		not in this standing			unfit
 *	an owner	the last who can come in, and loses it	last owner
 *	nameless	invited again				no address
 *	another		else					ok
 */
enum staff_refusal staff_may(const struct staff_case *c)
{
	if (c->is_self)
		return STAFF_SELF;
	if ((c->theirs & ~c->mine) || (c->wanted & ~c->mine))
		return STAFF_ABOVE;
	if (!(fit[c->act] & 1U << c->standing))
		return STAFF_UNFIT;
	if (takes_an_owner(c) && c->other_owners == 0)
		return STAFF_LAST_OWNER;
	if (c->act == STAFF_ACT_INVITE && !c->has_address)
		return STAFF_NO_ADDRESS;
	return STAFF_OK;
}
