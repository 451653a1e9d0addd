/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What ties rows of several tables together: each change to its event, each sum to its parts.
 * Every statement walks its tables once: groups, and joins by primary key.
 */
#include "verify/store.h"

#include "order/order.h"
#include "payment/payment.h"
#include "shipping/shipping.h"

/* What statements below name by number. */
_Static_assert(EVENT_PLACED == 0 && EVENT_CONFIRMED == 1 && EVENT_HELD == 2 &&
		       EVENT_RELEASED == 3 && EVENT_CANCELLED == 4 && EVENT_LINE_CANCELLED == 5 &&
		       EVENT_CLOSED == 6 && EVENT_WAIT_CHANGED == 7 && EVENT_CONTACT_CHANGED == 9 &&
		       EVENT_PAID == 10 && EVENT_REFUNDED == 11 && EVENT_CREDITED == 12 &&
		       EVENT_PACKED == 13 && EVENT_SHIPPED == 14 && EVENT_DELIVERED == 16 &&
		       EVENT_LINE_ADDED == 20 && EVENT_LINE_REMOVED == 21 &&
		       EVENT_LINE_CHANGED == 22 && EVENT_CREDIT_TAKEN_BACK == 24 &&
		       EVENT_REOPENED == 25 && EVENT_PRODUCTION == 29 && EVENT_MERGED == 34 &&
		       EVENT_CHARGED == 36 && EVENT_CHARGE_TAKEN_BACK == 37 &&
		       EVENT_TO_REVIEW == 39 && PAYMENT_MOVED_OUT == 3 && PAYMENT_CAPTURE == 1 &&
		       PAYMENT_REFUND == 2 && PARCEL_DELIVERED == 9 && PARCEL_RETURNED == 14 &&
		       ORDER_CANCELLED == 4,
	       "events, entries, parcels and decisions are stored by number");

/* ---- every change has exactly one event ---- */

/* Each save of an order raises its version, and what it saved is told under that. A draft begins
 * untold. Events of the past, and those from before versions were noted, have none. */
DB_STATEMENT(
	verify_event_versions,
	"SELECT CONCAT('order ', o.number), CONCAT('told ', COALESCE(v.n, 0), ' of versions ', "
	"COALESCE(v.first, 0), ' to ', COALESCE(v.last, 0)), CONCAT('each up to ', o.version) "
	"FROM orders o LEFT JOIN (SELECT order_id, COUNT(DISTINCT version) AS n, MIN(version) AS "
	"first, MAX(version) AS last, SUM(version IS NULL) AS untold, MIN(CASE WHEN kind = 0 AND "
	"from_value IS NULL THEN 1 ELSE 2 END) AS begins FROM order_event GROUP BY order_id) v "
	"ON v.order_id = o.id WHERE (v.order_id IS NULL AND o.version > 1) OR (v.n > 0 AND (v.last "
	"<> o.version OR v.n <> v.last - v.first + 1 OR (v.untold = 0 AND v.first > v.begins))) "
	"LIMIT 20");
/* The last word of its events is what the order's row says: its decision, its hold, its contact. Of
 * the past nobody confirmed anything here. */
DB_STATEMENT(
	verify_event_axes,
	"SELECT CONCAT('order ', number), CONCAT_WS('/', is_decided, is_held, contact_id), "
	"CONCAT_WS('/', said_decided, IF(untold, 'confirmed or closed', NULL), said_held, "
	"said_contact) FROM (SELECT o.number, o.contact_id, ELT(o.decision + 1, 'draft', 'review', "
	"'confirmed', 'closed', 'cancelled') AS is_decided, o.hold_reason AS is_held, "
	"CASE d.kind WHEN 1 THEN 'confirmed' WHEN 4 THEN 'cancelled' WHEN 34 THEN 'cancelled' WHEN "
	"6 THEN 'closed' ELSE "
	"COALESCE(d.to_value, 'draft') END AS said_decided, "
	"CASE WHEN h.kind = 2 THEN h.to_value END AS said_held, "
	"COALESCE(c.subject_id, o.contact_id) AS said_contact, "
	"(o.decision = 3 AND s.closed = 0) OR (o.confirmed_at IS NOT NULL AND s.past = 0 AND "
	"s.confirmed = 0) AS untold "
	"FROM orders o LEFT JOIN (SELECT order_id, "
	"MAX(CASE WHEN kind IN (0, 1, 4, 6, 25, 34, 39) THEN id END) AS decided, "
	"MAX(CASE WHEN kind IN (2, 3, 4, 34) THEN id END) AS held, "
	"MAX(CASE WHEN kind = 9 THEN id END) AS moved, SUM(kind = 1) AS confirmed, "
	"SUM(kind = 6) AS closed, SUM(kind = 0 AND version IS NULL) AS past "
	"FROM order_event GROUP BY order_id) s ON s.order_id = o.id "
	"LEFT JOIN order_event d ON d.id = s.decided LEFT JOIN order_event h ON h.id = s.held "
	"LEFT JOIN order_event c ON c.id = s.moved) x WHERE is_decided <> said_decided OR NOT "
	"(is_held <=> said_held) OR contact_id <> said_contact OR untold LIMIT 20");
/* Both sides in one group: an entry without its event, an event without its entry, one of them
 * twice, or of another amount. */
DB_STATEMENT(
	verify_event_money,
	"SELECT CONCAT('order ', COALESCE(o.number, b.order_id), ', entry ', COALESCE(b.id, 0)), "
	"CONCAT(b.entries, ' entries and ', b.events, ' events of ', COALESCE(b.amount, 0)), 'one "
	"of each' FROM (SELECT id, order_id, kind, amount, SUM(is_entry) AS entries, "
	"SUM(is_event) AS events FROM (SELECT id, order_id, kind + 9 AS kind, amount, 1 AS "
	"is_entry, 0 AS is_event FROM payment_entry WHERE kind IN (1, 2) UNION ALL SELECT id, "
	"order_id, 12, amount, 1, "
	"0 FROM credit_entry WHERE order_id IS NOT NULL UNION ALL SELECT subject_id, order_id, "
	"IF(kind IN (24, 36, 37), 12, kind), amount, 0, 1 FROM order_event WHERE kind IN (10, 11, "
	"12, 24, 36, 37)) a "
	"GROUP BY id, order_id, kind, amount HAVING entries <> 1 OR events <> 1) b "
	"LEFT JOIN orders o ON o.id = b.order_id LIMIT 20");
/* What went over from one order to another came in there: a pair of entries, each naming the other.
 */
DB_STATEMENT(
	verify_money_moved,
	"SELECT CONCAT('entry ', e.id), CONCAT_WS('/', e.kind, e.amount, COALESCE(p.id, 0)), 'its "
	"pair, on another order of the customer' FROM payment_entry e JOIN orders o ON o.id = "
	"e.order_id LEFT JOIN payment_entry p ON p.id = e.peer_id AND p.peer_id = e.id AND "
	"p.amount = e.amount AND p.currency = e.currency AND p.method = e.method AND p.kind = 7 - "
	"e.kind AND p.order_id <> e.order_id LEFT JOIN orders x ON x.id = p.order_id AND "
	"x.customer_id = o.customer_id WHERE (e.kind IN (3, 4)) <> (e.peer_id IS NOT NULL) OR "
	"(e.kind IN (3, 4) AND x.id IS NULL) LIMIT 20");
/* What was merged owes and holds nothing, and both ends say where it went. */
DB_STATEMENT(
	verify_merged,
	"SELECT CONCAT('order ', o.number), CONCAT_WS('/', o.live_amount, o.captured_amount - "
	"o.refunded_amount, COALESCE(l.n, 0)), '0/0/1' FROM orders o LEFT JOIN (SELECT order_id, "
	"COUNT(*) AS n FROM order_link WHERE kind = 6 GROUP BY order_id) l ON l.order_id = o.id "
	"WHERE (o.cancel_reason <=> 'merged') <> (COALESCE(l.n, 0) = 1) OR (o.cancel_reason <=> "
	"'merged' AND (o.live_amount <> 0 OR o.captured_amount <> o.refunded_amount)) LIMIT 20");
/* Parcels of the past were never seen packed. */
DB_STATEMENT(
	verify_event_parcel,
	"SELECT CONCAT('parcel ', p.id, ' of order ', o.number), CONCAT_WS('/', COALESCE(e.packed, "
	"0), COALESCE(e.shipped, 0), COALESCE(e.delivered, 0)), CONCAT_WS('/', IF(e.past > 0, 0, "
	"1), p.shipped_at IS NOT NULL, p.delivered_at IS NOT NULL) "
	"FROM (SELECT DISTINCT order_id, parcel_id FROM parcel_line) l "
	"JOIN parcel p ON p.id = l.parcel_id JOIN orders o ON o.id = l.order_id "
	"LEFT JOIN (SELECT order_id, subject_id, SUM(kind = 13) AS packed, SUM(kind = 14) AS "
	"shipped, SUM(kind = 16) AS delivered, SUM(version IS NULL) AS past FROM order_event "
	"WHERE kind IN (13, 14, 16) GROUP BY order_id, subject_id) e "
	"ON e.order_id = l.order_id AND e.subject_id = l.parcel_id "
	"WHERE (COALESCE(e.packed, 0) <> 1 AND COALESCE(e.past, 0) = 0) OR (p.shipped_at IS NOT "
	"NULL AND COALESCE(e.shipped, 0) < 1) OR (p.delivered_at IS NOT NULL AND "
	"COALESCE(e.delivered, 0) < 1) LIMIT 20");
/* With the order as a whole, one event says it of all. */
DB_STATEMENT(
	verify_event_cancelled,
	"SELECT CONCAT('line ', l.id), CAST(l.cancelled AS CHAR), CAST(COALESCE(e.units, 0) AS "
	"CHAR) FROM order_line l JOIN orders o ON o.id = l.order_id AND o.decision <> 4 "
	"LEFT JOIN (SELECT subject_id, SUM(quantity) AS units FROM order_event WHERE kind = 5 "
	"GROUP BY subject_id) e ON e.subject_id = l.id WHERE l.cancelled <> COALESCE(e.units, 0) "
	"LIMIT 20");
/* A parcel is in no state that nobody heard of. */
DB_STATEMENT(
	verify_parcel_events,
	"SELECT CONCAT('parcel ', p.id), CONCAT('heard ', COALESCE(e.n, 0), ' times'), "
	"CONCAT('state ', p.state, ' among it') FROM parcel p LEFT JOIN (SELECT parcel_id, "
	"COUNT(*) AS n, SUM(state = 9) AS arrived, SUM(state = 14) AS returned FROM parcel_event "
	"GROUP BY parcel_id) e ON e.parcel_id = p.id WHERE COALESCE(e.n, 0) = 0 OR (p.state = 9 "
	"AND e.arrived = 0) OR (p.state = 14 AND e.returned = 0) LIMIT 20");
DB_STATEMENT(verify_currency,
	     "SELECT CONCAT('entry ', e.id, ' of order ', o.number), e.currency, o.currency FROM "
	     "(SELECT id, order_id, currency FROM payment_entry UNION ALL SELECT id, order_id, "
	     "currency FROM credit_entry WHERE order_id IS NOT NULL) e "
	     "JOIN orders o ON o.id = e.order_id WHERE e.currency <> o.currency LIMIT 20");

/* ---- what is made to order: batches of state 0 and 1 are open, those of 1 have begun ---- */
DB_STATEMENT(verify_production_line,
	     "SELECT CONCAT('line ', l.id), CAST(l.in_production AS CHAR), "
	     "CAST(COALESCE(b.units, 0) AS CHAR) FROM order_line l LEFT JOIN (SELECT "
	     "x.order_line_id, SUM(x.quantity) AS units FROM production_line x JOIN "
	     "production_order p ON p.id = x.production_id AND p.state = 1 GROUP BY "
	     "x.order_line_id) b ON b.order_line_id = l.id WHERE l.in_production <> "
	     "COALESCE(b.units, 0) LIMIT 20");
/* What is made already is kept for its line. */
#define TO_MAKE                                                                                    \
	"IF(l.wait = 1, CAST(l.ordered AS SIGNED) - l.cancelled - l.packed - "                     \
	"GREATEST(CAST(l.reserved AS SIGNED) - (CAST(l.packed AS SIGNED) - l.shipped), 0), 0)"
DB_STATEMENT(
	verify_production_once,
	"SELECT CONCAT('line ', l.id), CONCAT('in batches ', b.units), CONCAT('at most ', " TO_MAKE
	") FROM (SELECT x.order_line_id, SUM(x.quantity) AS units FROM "
	"production_line x JOIN production_order p ON p.id = x.production_id AND p.state IN "
	"(0, 1) GROUP BY x.order_line_id) b JOIN order_line l ON l.id = b.order_line_id "
	"WHERE b.units > " TO_MAKE " LIMIT 20");
DB_STATEMENT(
	verify_production_units,
	"SELECT CONCAT('batch ', p.number), CONCAT_WS('/', p.planned, p.made), CONCAT('at least ', "
	"CONCAT_WS('/', x.quantity, x.made)) FROM production_order p JOIN (SELECT production_id, "
	"SUM(quantity) AS quantity, SUM(made) AS made FROM production_line GROUP BY production_id) "
	"x ON x.production_id = p.id WHERE (p.state IN (0, 1) AND x.quantity > p.planned) OR "
	"x.made > p.made LIMIT 20");
DB_STATEMENT(verify_production_made,
	     "SELECT CONCAT('batch ', p.number, ' in state ', p.state), CONCAT(p.made, ' made, ', "
	     "COALESCE(m.quantity, 0), ' on the shelf'), 'the same, of what is made alone' FROM "
	     "production_order p LEFT JOIN stock_move m ON m.source = 'production' AND "
	     "m.source_ref = p.id AND m.sku_id = p.sku_id WHERE p.made <> COALESCE(m.quantity, 0) "
	     "OR (p.state = 2) <> (p.made > 0) LIMIT 20");

/* A word stands in one of the customer's names; and what begins behind a space, or as the second
 * character of three bytes, is among the words. */
DB_STATEMENT(
	verify_name_words,
	"SELECT CONCAT('customer ', x.customer_id), x.word, 'a word of a name' FROM "
	"customer_name_word x LEFT JOIN customer c ON c.id = x.customer_id WHERE c.id IS NULL OR "
	"(LOCATE(x.word, c.name) = 0 AND NOT EXISTS (SELECT 1 FROM customer_contact k WHERE "
	"k.customer_id = c.id AND LOCATE(x.word, k.name) > 0)) LIMIT 20");
#define NAME_OF(of)      #of ".name"
#define BEHIND_SPACE(of) "SUBSTRING(" NAME_OF(of) ", LOCATE(' ', " NAME_OF(of) ") + 1, 40)"
#define SECOND(of)       "SUBSTRING(" NAME_OF(of) ", 2, 1)"
#define IS_WORD(of)                                                                                \
	"(EXISTS (SELECT 1 FROM customer_name_word x WHERE x.customer_id = c.id AND x.word = "     \
	"IF(LENGTH(" SECOND(of) ") >= 3, SUBSTRING(" NAME_OF(of) ", 2, 40), " BEHIND_SPACE(        \
		of) ")) "                                                                          \
		    "OR NOT (LENGTH(" SECOND(of) ") >= 3 OR (LOCATE(' ', " NAME_OF(                \
			    of) ") BETWEEN 2 AND 39 AND " BEHIND_SPACE(of) " REGEXP "              \
									   "'^[A-Za-z0-9]')))"
DB_STATEMENT(
	verify_name_found,
	"SELECT CONCAT('customer ', c.number), 'not found by a word', c.name FROM customer c "
	"WHERE c.joined_into IS NULL AND NOT " IS_WORD(
		c) " UNION ALL SELECT CONCAT('customer ', c.number), 'not "
		   "found by a word', k.name FROM customer_contact k JOIN customer c ON c.id = "
		   "k.customer_id WHERE NOT " IS_WORD(k) " LIMIT 20");

const struct verify_rule verify_ties[] = {
	{ "event.versions", "each version of an order was told", &verify_event_versions },
	{ "event.axes", "an order is decided, held and sent where its events say",
	  &verify_event_axes },
	{ "event.money", "each payment and credit has one event, and each event its entry",
	  &verify_event_money },
	{ "money.moved", "what was paid goes from one order of a customer to another in pairs",
	  &verify_money_moved },
	{ "order.merged", "what was merged is worth nothing, and leads to one other order",
	  &verify_merged },
	{ "event.parcel", "each order was told that its parcel was packed, left and arrived",
	  &verify_event_parcel },
	{ "event.cancelled", "what is cancelled of a line was told", &verify_event_cancelled },
	{ "parcel.events", "a parcel is where it was heard to be", &verify_parcel_events },
	{ "money.currency", "money is of its order's currency", &verify_currency },
	{ "production.line", "what is in production is what batches that have begun make of it",
	  &verify_production_line },
	{ "production.once", "no line is in open batches for more than waits to be made of it",
	  &verify_production_once },
	{ "production.units", "a batch is planned and made for what its lines get at least",
	  &verify_production_units },
	{ "production.made", "what a batch made went on the shelf", &verify_production_made },
	{ "name.words", "a name is found by words that are in it", &verify_name_words },
	{ "name.found", "a name is found by each of its words", &verify_name_found },
};
const size_t verify_ties_n = sizeof verify_ties / sizeof *verify_ties;
