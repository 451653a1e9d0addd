/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands beside the areas about a customer: sessions, and the audit log of their account. */
#include "app.h"
#include "guard.h"
#include "held.h"

_Static_assert(SESSION_CUSTOMER == 1 && ACTOR_CUSTOMER == 1, "both are stored by number");
/* No row has a number of its own; there are few, and they are told at once. */
DB_STATEMENT(
	held_sessions,
	"SELECT 1, agent, network, created_at, seen_at, expires_at FROM session WHERE kind = 1 "
	"AND subject_id = ? AND 0 = ? ORDER BY created_at LIMIT ?");
DB_STATEMENT(held_audit,
	     "SELECT id, kind, at FROM security_event WHERE actor_id = ? AND id > ? AND "
	     "actor_kind = 1 ORDER BY id LIMIT ?");

static const struct held_column session_columns[] = {
	{ "browser", HELD_TEXT },     { "network", HELD_TEXT }, { "signed_in_at", HELD_TIME },
	{ "last_active", HELD_TIME }, { "ends_at", HELD_TIME },
};
static const struct held_column audit_columns[] = {
	{ "what", HELD_TEXT },
	{ "at", HELD_TIME },
};
static const struct held_table tables[] = {
	{ "sessions", &held_sessions, HELD_COLUMNS(session_columns) },
	{ "account_log", &held_audit, HELD_COLUMNS(audit_columns) },
};

const struct held_area held_in_house = { tables, sizeof tables / sizeof *tables };
