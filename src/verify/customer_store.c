/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must hold between customers: of those who became one with another, and of who signs in. */
#include "verify/store.h"

#include "customer/customer.h"

_Static_assert(MOVED_ORDER == 7 && JOIN_SOURCE__MAX == 4,
	       "kinds of rows and sources are stored by number");

/* The two together are two index lookups a customer who went over, and none where nobody did. */
#define HANGS(table, key)                                                                          \
	"(SELECT CONCAT('" table " ', x." key "), CONCAT('of customer ', c.number), 'of who they " \
	"are now' FROM customer c JOIN " table " x ON x.customer_id = c.id WHERE c.joined_into "   \
	"IS NOT NULL LIMIT 20)"
#define AND_HANGS " UNION ALL "
DB_STATEMENT(
	verify_gone,
	HANGS("customer_identity", "id") AND_HANGS HANGS("customer_contact", "id") AND_HANGS HANGS(
		"customer_address",
		"id") AND_HANGS HANGS("customer_note", "id") AND_HANGS HANGS("customer_event", "id")
		AND_HANGS HANGS("customer_wish", "id") AND_HANGS HANGS("customer_consent", "id")
			AND_HANGS HANGS("customer_agreed",
					"purpose") AND_HANGS HANGS("customer_trait", "purpose")
				AND_HANGS HANGS("customer_tagged",
						"tag_id") AND_HANGS HANGS("customer_password",
									  "customer_id")
					AND_HANGS HANGS("customer_join", "customer_id")
						AND_HANGS HANGS("orders", "number")
							AND_HANGS HANGS("customer_name_word",
									"word"));
DB_STATEMENT(
	verify_gone_further,
	HANGS("parcel", "id") AND_HANGS HANGS("credit_entry", "id") AND_HANGS HANGS("outbox", "id")
		AND_HANGS HANGS("feedback_talk", "order_id") AND_HANGS HANGS("review", "id")
			AND_HANGS HANGS("member_lot", "id") AND_HANGS HANGS("member_entry", "id")
				AND_HANGS HANGS("member_account",
						"customer_id") AND_HANGS HANGS("member_claim", "id")
					AND_HANGS HANGS("feedback_heard", "order_id")
						AND_HANGS HANGS("survey_response", "id")
							AND_HANGS HANGS("survey_invite", "id")
								AND_HANGS
	"(SELECT CONCAT('session of customer ', c.number), 'still open', 'ended' FROM "
	"customer c JOIN session x ON x.kind = 1 AND x.subject_id = c.id WHERE c.joined_into "
	"IS NOT NULL LIMIT 20)");
/* Who went over has a merging that was not undone, and leads to somebody who did not go over; a
 * merging that can be undone knows each order that went. */
DB_STATEMENT(
	verify_merges,
	"(SELECT CONCAT('customer ', c.number), 'no merging', 'one' FROM customer c LEFT JOIN "
	"customer_merge m ON m.joined_id = c.id AND m.undone_at IS NULL WHERE c.joined_into IS NOT "
	"NULL AND m.id IS NULL LIMIT 20) UNION ALL "
	"(SELECT CONCAT('customer ', c.number), 'leads to nobody', 'to who they are now' FROM "
	"customer c LEFT JOIN customer k ON k.id = c.joined_into AND k.joined_into IS NULL WHERE "
	"c.joined_into IS NOT NULL AND k.id IS NULL LIMIT 20) UNION ALL "
	"(SELECT CONCAT('merging ', m.id), 'its customer stands alone', 'undone' FROM "
	"customer_merge m LEFT JOIN customer c ON c.id = m.joined_id WHERE m.undone_at IS NULL AND "
	"c.joined_into IS NULL LIMIT 20) UNION ALL "
	"(SELECT CONCAT('merging ', m.id), CONCAT(COUNT(r.row_id), ' orders'), m.n_orders FROM "
	"customer_merge m LEFT JOIN customer_merge_row r ON r.merge_id = m.id AND r.kind = 7 WHERE "
	"m.was IS NOT NULL GROUP BY m.id, m.n_orders HAVING COUNT(r.row_id) <> m.n_orders LIMIT "
	"20)");
DB_STATEMENT(verify_password,
	     "SELECT CONCAT('customer ', p.customer_id), 'a password', 'an account whose way was "
	     "shown' FROM customer_password p LEFT JOIN customer c ON c.id = p.customer_id AND "
	     "c.provisional = 0 WHERE c.id IS NULL OR NOT EXISTS (SELECT 1 FROM customer_identity "
	     "i WHERE i.customer_id = c.id AND i.verified_at IS NOT NULL) LIMIT 20");
DB_STATEMENT(
	verify_came,
	"SELECT CONCAT('customer ', j.customer_id), CONCAT('came by ', j.source), 'an account, "
	"by a source there is' FROM customer_join j LEFT JOIN customer c ON c.id = "
	"j.customer_id AND c.provisional = 0 WHERE c.id IS NULL OR j.source > 3 LIMIT 20");

const struct verify_rule verify_customers[] = {
	{ "customer.gone", "nothing hangs on a customer who became one with another",
	  &verify_gone },
	{ "customer.gone_further",
	  "no parcel, credit, message, session, word or points of theirs are left",
	  &verify_gone_further },
	{ "customer.merges", "who became one with another leads there, and the log says so",
	  &verify_merges },
	{ "customer.password", "a password is an account's that signs in", &verify_password },
	{ "customer.came", "who joined by themselves has an account", &verify_came },
};
const size_t verify_customers_n = sizeof verify_customers / sizeof *verify_customers;
