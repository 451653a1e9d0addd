/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People who work in the shop: who they are while they are signed in. */
#ifndef REGULARS_STAFF_STAFF_H
#define REGULARS_STAFF_STAFF_H

#include "app.h"

enum staff_state { STAFF_INVITED, STAFF_ACTIVE, STAFF_LEFT };

struct staff_member {
	uint64_t id;
	const char *name, *role;
	enum lang lang;
	enum staff_state state;
};

/* The member behind a session. False: there is none, or not an active one. One statement. */
bool staff_session(struct work *w, uint64_t id, struct staff_member *out) __attribute__((warn_unused_result));

#endif
