/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of members' points: lots and accounts are the sums of the ledger, and nothing is lost.
 */
#include "verify/store.h"

/* Kinds of entries by number: 1 earned, 3 reversed, 4 used, 7 given, 8 taken, 9 parted, 11 invited;
 * of steps between tiers: 1 raised, 4 lowered, 5 carried. */
DB_STATEMENT(verify_points_account,
	     "(SELECT CONCAT('customer ', e.customer_id), CONCAT_WS(' ', a.pending, a.usable, "
	     "a.debt), CONCAT_WS(' ', e.pending, e.usable, e.debt) FROM (SELECT customer_id, "
	     "SUM(pending) AS pending, SUM(usable) AS usable, SUM(debt) AS debt FROM member_entry "
	     "GROUP BY customer_id) e LEFT JOIN member_account a ON a.customer_id = e.customer_id "
	     "WHERE NOT (a.pending <=> e.pending AND a.usable <=> e.usable AND a.debt <=> e.debt) "
	     "LIMIT 20) UNION ALL (SELECT CONCAT('customer ', a.customer_id), CONCAT_WS(' ', "
	     "a.pending, a.usable, a.debt), 'entries' FROM member_account a WHERE (a.pending <> 0 "
	     "OR a.usable <> 0 OR a.debt <> 0) AND NOT EXISTS (SELECT 1 FROM member_entry e WHERE "
	     "e.customer_id = a.customer_id) LIMIT 20)");
DB_STATEMENT(
	verify_points_lot,
	"SELECT CONCAT('lot ', l.id), CONCAT_WS(' ', l.earned, l.pending, l.usable, l.lapsed), "
	"CONCAT_WS(' ', e.earned, e.pending, e.usable, e.lapsed) FROM member_lot l LEFT JOIN "
	"(SELECT lot_id, SUM(IF(kind IN (1, 3, 7, 9, 11), pending + usable + lapsed - debt, 0)) AS "
	"earned, SUM(pending) AS pending, SUM(usable) AS usable, SUM(lapsed) AS lapsed FROM "
	"member_entry GROUP BY lot_id) e ON e.lot_id = l.id WHERE NOT (l.earned <=> e.earned AND "
	"l.pending <=> e.pending AND l.usable <=> e.usable AND l.lapsed <=> e.lapsed) LIMIT 20");
DB_STATEMENT(verify_points_bounds,
	     "(SELECT CONCAT('customer ', customer_id), CONCAT_WS(' ', pending, usable, debt), "
	     "'none below zero, and none usable while some are owed' FROM member_account WHERE "
	     "pending < 0 OR usable < 0 OR debt < 0 OR (debt > 0 AND usable > 0) LIMIT 20) UNION "
	     "ALL (SELECT CONCAT('lot ', id), CONCAT_WS(' ', earned, pending, usable, lapsed), "
	     "'none below zero' FROM member_lot WHERE earned < 0 OR pending < 0 OR usable < 0 OR "
	     "lapsed < 0 LIMIT 20)");
DB_STATEMENT(verify_points_open,
	     "SELECT CONCAT('lot ', id), CONCAT_WS(' ', is_open, pending, usable), 'open while "
	     "some are usable, pending until it is released' FROM member_lot WHERE is_open <> "
	     "(usable > 0) OR (usable_at IS NOT NULL AND (pending <> 0 OR release_at IS NOT NULL)) "
	     "OR (usable_at IS NULL AND usable <> 0) LIMIT 20");
/* What came and went is of the same lot, and whose the lot is. */
DB_STATEMENT(
	verify_points_entry,
	"(SELECT CONCAT('entry ', e.id), CONCAT('lot ', e.lot_id, ' of customer ', "
	"e.customer_id), 'a lot of theirs' FROM member_entry e LEFT JOIN member_lot l ON l.id = "
	"e.lot_id AND l.customer_id = e.customer_id WHERE l.id IS NULL LIMIT 20) UNION ALL "
	"(SELECT CONCAT('entry ', e.id), CONCAT('because of ', COALESCE(e.cause_id, 'nothing')), "
	"'the entry that brought them' FROM member_entry e LEFT JOIN member_entry c ON c.id = "
	"e.cause_id AND c.lot_id = e.lot_id AND c.kind = 1 WHERE e.kind = 3 AND c.id IS NULL "
	"LIMIT 20) UNION ALL "
	"(SELECT CONCAT('lot ', l.id), CONCAT('brought by ', l.entry_id), 'an entry of its own' "
	"FROM member_lot l LEFT JOIN member_entry c ON c.id = l.entry_id AND c.lot_id = l.id "
	"WHERE c.id IS NULL AND (l.entry_id <> 0 OR l.earned <> 0) LIMIT 20)");
DB_STATEMENT(verify_points_order,
	     "SELECT CONCAT('lot ', l.id), CONCAT('of customer ', l.customer_id), CONCAT('of who "
	     "has order ', COALESCE(o.number, l.order_id)) FROM member_lot l LEFT JOIN orders o ON "
	     "o.id = l.order_id WHERE l.order_id IS NOT NULL AND NOT (o.customer_id <=> "
	     "l.customer_id) LIMIT 20");

DB_STATEMENT(verify_points_tier,
	     "SELECT CONCAT('customer ', a.customer_id), CONCAT('in tier ', COALESCE(a.tier_id, "
	     "'none')), CONCAT('in tier ', COALESCE(s.to_id, 'none')) FROM member_account a LEFT "
	     "JOIN member_step s ON s.id = (SELECT MAX(x.id) FROM member_step x WHERE "
	     "x.customer_id = a.customer_id AND x.kind IN (1, 4, 5)) WHERE NOT (a.tier_id <=> "
	     "s.to_id) OR (a.lowers_at IS NOT NULL AND a.tier_id IS NULL) LIMIT 20");

/* Kinds of entries: 4 used, 10 back from a reward. */
DB_STATEMENT(verify_reward_taken,
	     "SELECT CONCAT('reward ', r.id), CONCAT(r.taken, ' taken'), CONCAT(COALESCE(c.n, 0), "
	     "' claims hold') FROM member_reward r LEFT JOIN (SELECT reward_id, COUNT(*) AS n FROM "
	     "member_claim WHERE returned_at IS NULL GROUP BY reward_id) c ON c.reward_id = r.id "
	     "WHERE r.taken <> COALESCE(c.n, 0) LIMIT 20");
DB_STATEMENT(
	verify_reward_points,
	"(SELECT CONCAT('claim ', c.id), CONCAT_WS(' ', COALESCE(e.used, 0), COALESCE(e.back, 0)), "
	"CONCAT_WS(' ', c.points, IF(c.returned_at IS NULL, 0, c.points)) FROM member_claim c LEFT "
	"JOIN (SELECT claim_id, -SUM(IF(kind = 4, usable, 0)) AS used, SUM(IF(kind = 10, usable, "
	"0)) AS back FROM member_entry WHERE claim_id IS NOT NULL GROUP BY claim_id) e ON "
	"e.claim_id = c.id WHERE COALESCE(e.used, 0) <> c.points OR COALESCE(e.back, 0) <> "
	"IF(c.returned_at IS NULL, 0, c.points) LIMIT 20) UNION ALL "
	"(SELECT CONCAT('entry ', e.id), CONCAT('of claim ', COALESCE(e.claim_id, 'none')), 'of a "
	"claim, or of none where points came otherwise' FROM member_entry e LEFT JOIN member_claim "
	"c ON c.id = e.claim_id WHERE (e.kind IN (4, 10)) <> (c.id IS NOT NULL) OR (e.claim_id IS "
	"NOT NULL AND c.id IS NULL) LIMIT 20)");
DB_STATEMENT(
	verify_reward_code,
	"SELECT CONCAT('claim ', c.id), CONCAT('code ', c.code), IF(c.returned_at IS NULL, 'of its "
	"reward, and its customer''s', 'ended') FROM member_claim c LEFT JOIN member_reward r ON "
	"r.id = c.reward_id LEFT JOIN promotion_code k ON k.code = c.code AND k.promotion_id = "
	"r.promotion_id LEFT JOIN customer q ON q.id = k.customer_id WHERE k.code IS NULL OR "
	"COALESCE(q.joined_into, q.id, 0) <> c.customer_id OR (c.returned_at IS NOT NULL AND "
	"k.ended_at IS NULL) LIMIT 20");

DB_STATEMENT(
	verify_referral_points,
	"(SELECT CONCAT('referral ', r.id), CAST(COALESCE(e.points, 0) AS CHAR), "
	"CAST(IF(r.state = 1, r.points + r.friend_points, 0) AS CHAR) FROM member_referral r LEFT "
	"JOIN (SELECT referral_id, SUM(usable) AS points FROM member_entry WHERE referral_id IS "
	"NOT NULL GROUP BY referral_id) e ON e.referral_id = r.id WHERE COALESCE(e.points, 0) <> "
	"IF(r.state = 1, r.points + r.friend_points, 0) LIMIT 20) UNION ALL "
	"(SELECT CONCAT('entry ', e.id), CONCAT('of referral ', COALESCE(e.referral_id, 'none')), "
	"'of one, where an invitation brought it' FROM member_entry e LEFT JOIN member_referral r "
	"ON r.id = e.referral_id WHERE (e.kind = 11) <> (r.id IS NOT NULL) LIMIT 20) UNION ALL "
	"(SELECT CONCAT('referral ', id), CONCAT_WS(' ', state, why, decided_at), 'decided for a "
	"reason, or waiting' FROM member_referral WHERE (state = 0) <> (decided_at IS NULL) OR "
	"(state = 2) <> (why <> 0) OR (state = 1 AND order_id IS NULL) LIMIT 20)");

const struct verify_rule verify_members[] = {
	{ "points.account", "what somebody has is what their entries come to",
	  &verify_points_account },
	{ "points.lot", "what is left of a lot is what its entries come to", &verify_points_lot },
	{ "points.bounds", "no points are below zero, and none are usable while some are owed",
	  &verify_points_bounds },
	{ "points.open", "a lot is found by the clock as long as it holds something",
	  &verify_points_open },
	{ "points.entry", "each entry is of a lot of its customer, and taken back for a reason",
	  &verify_points_entry },
	{ "points.order", "an order's points are its customer's", &verify_points_order },
	{ "points.tier", "somebody is in the tier that their last step led to",
	  &verify_points_tier },
	{ "reward.taken", "a reward is taken as often as claims of it hold", &verify_reward_taken },
	{ "reward.points", "claims took what they cost, and gave it back with their place",
	  &verify_reward_points },
	{ "reward.code", "a claim has a code of its reward, which is its customer's alone",
	  &verify_reward_code },
	{ "referral.points", "an invitation brought points when it was granted, and then alone",
	  &verify_referral_points },
};
const size_t verify_members_n = sizeof verify_members / sizeof *verify_members;
