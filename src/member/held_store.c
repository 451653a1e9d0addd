/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer's points and tiers: for themselves. */
#include "held.h"
#include "member/book.h"
#include "member/referral.h"
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

DB_STATEMENT(held_claims,
	     "SELECT c.id, r.name_en, r.name_zh, c.code, c.points, c.valid_until, c.returned_at, "
	     "c.created_at FROM member_claim c JOIN member_reward r ON r.id = c.reward_id WHERE "
	     "c.customer_id = ? AND c.id > ? ORDER BY c.id LIMIT ?");
static const struct held_column claims[] = {
	{ "reward", HELD_TEXT },   { "in_chinese", HELD_TEXT },  { "code", HELD_TEXT },
	{ "points", HELD_NUMBER }, { "valid_until", HELD_TIME }, { "returned_at", HELD_TIME },
	{ "at", HELD_TIME },
};

DB_STATEMENT(held_referrals,
	     "SELECT r.id, r.referrer_id = q.id, r.state, r.why, r.points, r.friend_points, "
	     "r.decided_at, r.created_at FROM customer q JOIN member_referral r ON r.referrer_id = "
	     "q.id OR r.friend_id = q.id WHERE q.id = ? AND r.id > ? ORDER BY r.id LIMIT ?");
static const struct held_column referrals[] = {
	{ "by_you", HELD_YES },
	{ "state", HELD_WORD, referral_state_word, REFERRAL_STATE__MAX },
	{ "why", HELD_WORD, referral_why_word, REFERRAL_WHY__MAX },
	{ "points", HELD_NUMBER },
	{ "friend_points", HELD_NUMBER },
	{ "decided_at", HELD_TIME },
	{ "at", HELD_TIME },
};

static const struct held_table tables[] = {
	{ "points", &held_entries, HELD_COLUMNS(entries) },
	{ "tiers", &held_steps, HELD_COLUMNS(steps) },
	{ "rewards", &held_claims, HELD_COLUMNS(claims) },
	{ "invitations", &held_referrals, HELD_COLUMNS(referrals) },
};

const struct held_area held_in_member = { tables, sizeof tables / sizeof *tables };
