/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may make, change and delete a role. */
#include "staff/staff.h"

/*
 *	act		of it					answer
 *	any		it is shipped				shipped
 *	change, delete	it may what the actor may not		above
 *	make, change	it would				above
 *	make, change	it would nothing			empty
 *	make, change	another has this name			taken
 *	make		there are as many as can be		too many
 *	change		somebody was faster			stale
 *	delete		somebody has it				in use
 *	any		else					ok
 */
enum staff_role_refusal staff_role_may(const struct staff_role_case *c)
{
	bool is_kept = c->act != STAFF_ROLE_DELETE;

	if (c->is_shipped)
		return STAFF_ROLE_SHIPPED;
	if ((c->now & ~c->mine) || (is_kept && (c->wanted & ~c->mine)))
		return STAFF_ROLE_ABOVE;
	if (is_kept && !c->wanted)
		return STAFF_ROLE_EMPTY;
	if (is_kept && c->is_taken)
		return STAFF_ROLE_TAKEN;
	if (c->act == STAFF_ROLE_MAKE && c->n >= STAFF_ROLES_MAX)
		return STAFF_ROLE_TOO_MANY;
	if (c->act == STAFF_ROLE_CHANGE && c->is_stale)
		return STAFF_ROLE_STALE;
	if (c->act == STAFF_ROLE_DELETE && c->n_people > 0)
		return STAFF_ROLE_IN_USE;
	return STAFF_ROLE_OK;
}
