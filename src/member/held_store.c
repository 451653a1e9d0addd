/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer's points and tiers: for themselves. */
#include "held.h"
#include "member/book.h"
#include "member/tier.h"

DB_STATEMENT(
	held_entries,
	"SELECT e.id, e.kind, o.number, e.pending, e.usable, e.lapsed, e.debt, l.expires_at, "
	"e.why, e.actor_kind, e.at FROM member_entry e LEFT JOIN member_lot l ON l.id = "
	"e.lot_id LEFT JOIN orders o ON o.id = l.order_id WHERE e.customer_id = ? AND e.id > ? "
	"ORDER BY e.id LIMIT ?");
static const struct held_column entries[] = {
	{ "kind", HELD_WORD, member_entry_word, MEMBER_ENTRY_KIND__MAX },
	{ "order", HELD_TEXT },
	{ "pending", HELD_NUMBER },
	{ "usable", HELD_NUMBER },
	{ "lapsed", HELD_NUMBER },
	{ "owed", HELD_NUMBER },
	{ "end_at", HELD_TIME },
	{ "why", HELD_TEXT },
	HELD_AS("by", actor_kind_word),
	{ "at", HELD_TIME },
};

DB_STATEMENT(held_steps,
	     "SELECT s.id, s.kind, f.name_en, t.name_en, s.value, s.needed, s.lowers_at, s.at FROM "
	     "member_step s LEFT JOIN member_tier f ON f.id = s.from_id LEFT JOIN member_tier t ON "
	     "t.id = s.to_id WHERE s.customer_id = ? AND s.id > ? ORDER BY s.id LIMIT ?");
static const struct held_column steps[] = {
	HELD_AS("step", tier_step_word),
	{ "from", HELD_TEXT },
	{ "to", HELD_TEXT },
	{ "had", HELD_NUMBER },
	{ "needed", HELD_NUMBER },
	{ "lowers_at", HELD_TIME },
	{ "at", HELD_TIME },
};

static const struct held_table tables[] = {
	{ "points", &held_entries, HELD_COLUMNS(entries) },
	{ "tiers", &held_steps, HELD_COLUMNS(steps) },
};

const struct held_area held_in_member = { tables, sizeof tables / sizeof *tables };
