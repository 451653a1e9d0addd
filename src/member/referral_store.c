/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Referrals as rows, and what two customers have in common. */
#include "member/referral.h"

DB_STATEMENT(member_referral_insert,
	     "INSERT INTO member_referral (id, referrer_id, friend_id, state, why, points, "
	     "friend_points, decided_at, created_at) VALUES (?, ?, ?, ?, ?, 0, 0, ?, ?)");
void referral_store_insert(struct work *w, const struct referral *r)
{
	db_exec(w->db, &member_referral_insert, r->id, r->referrer_id, r->friend_id, (int)r->state,
		(int)r->why, r->state == REFERRAL_WAITING ? INSTANT_NONE : w->now, w->now);
}

DB_STATEMENT(member_referral_hold, "SELECT id, referrer_id, friend_id, order_id, state, why, "
				   "allowed_at FROM member_referral WHERE id = ? FOR UPDATE");
bool referral_store_hold(struct work *w, uint64_t id, struct referral *out)
{
	struct rows *r = db_query(w->db, &member_referral_hold, id);

	if (!rows_next(r))
		return false;
	*out = (struct referral){ .id = rows_id(r, 0),
				  .referrer_id = rows_id(r, 1),
				  .friend_id = rows_id(r, 2),
				  .order_id = rows_id(r, 3),
				  .state = (enum referral_state)rows_int(r, 4),
				  .why = (enum referral_why)rows_int(r, 5),
				  .is_allowed = !rows_is_null(r, 6) };
	return true;
}

DB_STATEMENT(member_referral_decide,
	     "UPDATE member_referral SET state = ?, why = ?, order_id = ?, points = ?, "
	     "friend_points = ?, decided_at = ? WHERE id = ?");
void referral_store_decide(struct work *w, const struct referral *r)
{
	db_exec(w->db, &member_referral_decide, (int)r->state, (int)r->why,
		db_id_or_null(r->order_id), r->points, r->friend_points, w->now, r->id);
}

DB_STATEMENT(member_referral_allow,
	     "UPDATE member_referral SET state = 0, why = 0, order_id = NULL, decided_at = NULL, "
	     "allowed_by = ?, allowed_at = ?, allowed_why = ? WHERE id = ?");
void referral_store_allow(struct work *w, uint64_t id, const char *why)
{
	db_exec(w->db, &member_referral_allow, db_id_or_null(w->actor.id), w->now, why, id);
}

static bool is_any(struct rows *r)
{
	return rows_next(r);
}

/* One that was refused counts as little as none. */
DB_STATEMENT(member_referral_invited,
	     "SELECT 1 FROM member_referral WHERE friend_id = ? AND state <> 2 LIMIT 1");
bool referral_store_invited(struct work *w, uint64_t friend_id)
{
	return is_any(db_query(w->db, &member_referral_invited, friend_id));
}

/* "anne+shop@mail.example" is anne's. */
#define PLAIN(email)                                                                               \
	"CONCAT(SUBSTRING_INDEX(SUBSTRING_INDEX(" email ", '@', 1), '+', 1), '@', "                \
	"SUBSTRING_INDEX(" email ", '@', -1))"
DB_STATEMENT(member_referral_contact,
	     "SELECT 1 FROM (SELECT phone, email_key AS email FROM customer_contact WHERE "
	     "customer_id = ? UNION SELECT IF(kind = 2, value, NULL), IF(kind = 1, value, NULL) "
	     "FROM customer_identity WHERE customer_id = ? AND kind IN (1, 2)) a JOIN (SELECT "
	     "phone, email_key AS email FROM customer_contact WHERE customer_id = ? UNION SELECT "
	     "IF(kind = 2, value, NULL), IF(kind = 1, value, NULL) FROM customer_identity WHERE "
	     "customer_id = ? AND kind IN (1, 2)) b ON a.phone = b.phone OR " PLAIN(
		     "a.email") " = " PLAIN("b.email") " LIMIT 1");
bool referral_store_shares_contact(struct work *w, uint64_t a, uint64_t b)
{
	return is_any(db_query(w->db, &member_referral_contact, a, a, b, b));
}

DB_STATEMENT(member_referral_device,
	     "SELECT 1 FROM session a JOIN session b ON b.kind = 1 AND b.subject_id = ? AND "
	     "b.network = a.network AND b.agent = a.agent WHERE a.kind = 1 AND a.subject_id = ? "
	     "LIMIT 1");
bool referral_store_shares_device(struct work *w, uint64_t a, uint64_t b)
{
	return is_any(db_query(w->db, &member_referral_device, b, a));
}

DB_STATEMENT(member_referral_address,
	     "SELECT 1 FROM customer_contact a JOIN customer_contact b ON b.customer_id = ? AND "
	     "b.street = a.street AND b.city = a.city AND b.district = a.district AND b.postcode = "
	     "a.postcode AND b.country = a.country WHERE a.customer_id = ? AND a.street <> '' "
	     "LIMIT 1");
bool referral_store_shares_address(struct work *w, uint64_t a, uint64_t b)
{
	return is_any(db_query(w->db, &member_referral_address, b, a));
}

DB_STATEMENT(member_referral_payment,
	     "SELECT 1 FROM orders o JOIN payment_entry a ON a.order_id = o.id AND a.kind = 1 AND "
	     "a.reference <> '' JOIN orders q ON q.customer_id = ? JOIN payment_entry b ON "
	     "b.order_id = q.id AND b.kind = 1 AND b.method = a.method AND b.reference = "
	     "a.reference WHERE o.customer_id = ? LIMIT 1");
bool referral_store_shares_payment(struct work *w, uint64_t a, uint64_t b)
{
	return is_any(db_query(w->db, &member_referral_payment, b, a));
}

#define NOW_OF(column)                                                                             \
	"(SELECT COALESCE(k.joined_into, k.id) FROM customer k WHERE k.id = " column ")"
/* The first order that arrived, is paid for, and was not all given back; decisions: 2 confirmed, 3
 * closed. */
#define KEPT                                                                                       \
	"(SELECT o.id FROM orders o WHERE o.customer_id = " NOW_OF(                                \
		"r.friend_id") " AND o.delivered_at <= ? AND o.decision IN (2, 3) AND "            \
			       "o.captured_amount > "                                              \
			       "o.refunded_amount AND o.captured_amount - o.refunded_amount >= "   \
			       "o.live_amount - "                                                  \
			       "o.credited_amount ORDER BY o.id LIMIT 1)"
DB_STATEMENT(member_referral_due,
	     "SELECT x.id, x.kept FROM (SELECT r.id, r.created_at, " KEPT " AS kept FROM "
	     "member_referral r WHERE r.state = 0) x WHERE x.kept IS NOT NULL OR x.created_at <= ? "
	     "ORDER BY x.id LIMIT ?");
size_t referral_store_due(struct work *w, struct instant kept, struct instant late, uint64_t *ids,
			  uint64_t *orders, size_t max)
{
	struct rows *r = db_query(w->db, &member_referral_due, kept, late, max);
	size_t n = 0;

	for (; n < max && rows_next(r); n++) {
		ids[n] = rows_id(r, 0);
		orders[n] = rows_id(r, 1);
	}
	return n;
}

#define PAGE                                                                                       \
	"SELECT r.id, r.state, r.why, r.created_at, r.decided_at, r.points, r.friend_points, "     \
	"a.number, b.number, o.number, r.allowed_at, r.allowed_why, s.name FROM member_referral "  \
	"r "                                                                                       \
	"JOIN customer a ON a.id = " NOW_OF("r.referrer_id") " JOIN customer b ON b.id = " NOW_OF( \
		"r.friend_id") " LEFT JOIN orders o ON o.id = r.order_id LEFT JOIN staff s ON "    \
			       "s.id = r.allowed_by WHERE "
DB_STATEMENT(member_referral_page,
	     PAGE "r.id < ? AND (? = 3 OR r.state = ?) ORDER BY r.id DESC LIMIT ?");
struct rows *referral_store_page(struct work *w, const struct referral_page *p)
{
	return db_query(w->db, &member_referral_page, p->below ? p->below : UINT64_MAX, p->state,
			p->state, p->limit);
}

DB_STATEMENT(member_referral_one, PAGE "r.id = ?");
struct rows *referral_store_one(struct work *w, uint64_t id)
{
	return db_query(w->db, &member_referral_one, id);
}

DB_STATEMENT(member_referral_mine,
	     "SELECT state, created_at, points FROM member_referral WHERE referrer_id = ? ORDER BY "
	     "id DESC LIMIT ?");
struct rows *referral_store_mine(struct work *w, uint64_t referrer_id, int limit)
{
	return db_query(w->db, &member_referral_mine, referrer_id, limit);
}
