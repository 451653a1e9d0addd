/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One statement a rule: it answers with the rows that break it, and with nothing where all is well.
 */
#include "verify/store.h"

#include "base/pack.h"
#include "order/order.h"
#include "payment/payment.h"

/* What statements below name by number. */
_Static_assert(ORDER_DRAFT == 0 && ORDER_CANCELLED == 4 && EVENT_PLACED == 0 &&
		       CREDIT_DOCUMENT == 3,
	       "decisions, events and credits are stored by number");

DB_STATEMENT(verify_counters, "SELECT CONCAT('line ', id), CONCAT_WS('/', ordered, cancelled, "
			      "packed, shipped, delivered, returned), "
			      "'delivered <= shipped <= packed <= ordered - cancelled, returned <= "
			      "delivered' FROM order_line "
			      "WHERE NOT (delivered <= shipped AND shipped <= packed AND packed + "
			      "cancelled <= ordered AND returned <= delivered) LIMIT 20");
DB_STATEMENT(verify_production, "SELECT CONCAT('line ', id), CAST(in_production AS CHAR), "
				"CONCAT('at most ', ordered - cancelled - packed) FROM order_line "
				"WHERE in_production + cancelled + packed > ordered LIMIT 20");
DB_STATEMENT(verify_line_amount,
	     "SELECT CONCAT('line ', id), CAST(amount AS CHAR), 'quantity x unit price, half-even' "
	     "FROM order_line "
	     "WHERE ABS(amount * 1000 - CAST(ordered AS SIGNED) * unit_milli) > 500 OR "
	     "(ABS(amount * 1000 - CAST(ordered AS SIGNED) * unit_milli) = 500 AND amount % 2 <> "
	     "0) LIMIT 20");
DB_STATEMENT(
	verify_total,
	"SELECT CONCAT('order ', number), CAST(total_amount AS CHAR), "
	"CAST(items_amount - discount_amount + shipping_amount + tax_amount AS CHAR) FROM orders "
	"WHERE total_amount <> items_amount - discount_amount + shipping_amount + tax_amount LIMIT "
	"20");
DB_STATEMENT(verify_items, "SELECT CONCAT('order ', o.number), CONCAT_WS('/', o.items_amount, "
			   "o.discount_amount), CONCAT_WS('/', l.items, l.discount) "
			   "FROM orders o LEFT JOIN (SELECT order_id, SUM(amount) AS items, "
			   "SUM(discount) AS discount, SUM(tax) AS tax FROM order_line "
			   "GROUP BY order_id) l ON l.order_id = o.id WHERE l.order_id IS NULL OR "
			   "o.items_amount <> l.items OR o.discount_amount <> l.discount OR "
			   "o.tax_amount <> IF(o.prices_include_tax, 0, l.tax + o.shipping_tax) OR "
			   "(o.shipping_amount = 0 AND o.shipping_tax <> 0) LIMIT 20");
DB_STATEMENT(
	verify_captured,
	"SELECT CONCAT('order ', o.number), CONCAT_WS('/', o.captured_amount, o.refunded_amount), "
	"CONCAT_WS('/', COALESCE(p.captured, 0), COALESCE(p.refunded, 0)) FROM orders o LEFT JOIN "
	"(SELECT order_id, "
	"SUM(CASE WHEN kind IN (1, 4) THEN amount WHEN kind = 3 THEN -amount ELSE 0 END) AS "
	"captured, "
	"SUM(CASE WHEN kind = 2 THEN "
	"amount ELSE 0 END) AS refunded "
	"FROM payment_entry GROUP BY order_id) p ON p.order_id = o.id "
	"WHERE o.captured_amount <> COALESCE(p.captured, 0) OR o.refunded_amount <> "
	"COALESCE(p.refunded, 0) LIMIT 20");
DB_STATEMENT(verify_credited,
	     "SELECT CONCAT('order ', o.number), CAST(o.credited_amount AS CHAR), "
	     "CAST(COALESCE(c.credited, 0) AS CHAR) FROM orders o "
	     "LEFT JOIN (SELECT order_id, SUM(amount) AS credited FROM credit_entry WHERE order_id "
	     "IS NOT NULL GROUP BY order_id) c "
	     "ON c.order_id = o.id WHERE o.credited_amount <> COALESCE(c.credited, 0) LIMIT 20");
/* An imported document (kind 3) says what another system did. */
DB_STATEMENT(verify_credit,
	     "SELECT CONCAT('order ', o.number), CAST(o.credited_amount AS CHAR), "
	     "CONCAT(IF(o.decision = 4, 'between 0 and ', 'at most '), o.live_amount + "
	     "COALESCE(d.amount, 0)) FROM orders o "
	     "LEFT JOIN (SELECT order_id, SUM(amount) AS amount FROM credit_entry WHERE kind = 3 "
	     "AND order_id IS NOT NULL GROUP BY order_id) d ON d.order_id = o.id "
	     "WHERE o.credited_amount > o.live_amount + COALESCE(d.amount, 0) "
	     "OR (o.decision = 4 AND o.credited_amount < 0) LIMIT 20");
DB_STATEMENT(verify_refund, "SELECT CONCAT('payment ', c.id), CAST(r.refunded AS CHAR), CONCAT('at "
			    "most ', c.amount) FROM payment_entry c "
			    "JOIN (SELECT payment_id, SUM(amount) AS refunded FROM payment_entry "
			    "WHERE kind IN (2, 3) GROUP BY payment_id) r "
			    "ON r.payment_id = c.id WHERE r.refunded > c.amount LIMIT 20");
DB_STATEMENT(verify_refund_orphan, "SELECT CONCAT('refund ', r.id), 'no payment', 'a payment of "
				   "the same order' FROM payment_entry r "
				   "LEFT JOIN payment_entry c ON c.id = r.payment_id AND c.kind IN "
				   "(1, 4) AND c.order_id = r.order_id "
				   "WHERE r.kind IN (2, 3) AND c.id IS NULL LIMIT 20");
DB_STATEMENT(verify_on_hand, "SELECT CONCAT('sku ', s.sku_id), CAST(s.on_hand AS CHAR), "
			     "CAST(COALESCE(m.total, 0) AS CHAR) FROM stock s "
			     "LEFT JOIN (SELECT sku_id, SUM(quantity) AS total FROM stock_move "
			     "GROUP BY sku_id) m ON m.sku_id = s.sku_id "
			     "WHERE s.on_hand <> COALESCE(m.total, 0) LIMIT 20");
DB_STATEMENT(verify_reserved, "SELECT CONCAT('sku ', s.sku_id), CAST(s.reserved AS CHAR), "
			      "CAST(COALESCE(r.total, 0) AS CHAR) FROM stock s "
			      "LEFT JOIN (SELECT sku_id, SUM(quantity) AS total FROM "
			      "stock_reservation GROUP BY sku_id) r ON r.sku_id = s.sku_id "
			      "WHERE s.reserved <> COALESCE(r.total, 0) LIMIT 20");
DB_STATEMENT(
	verify_oversold,
	"SELECT CONCAT('sku ', sku_id), CAST(on_hand - reserved AS CHAR), '0 or more' FROM stock "
	"WHERE on_hand - reserved < 0 AND may_backorder = 0 LIMIT 20");
DB_STATEMENT(verify_line_reserved, "SELECT CONCAT('line ', l.id), CAST(l.reserved AS CHAR), "
				   "CAST(COALESCE(r.quantity, 0) AS CHAR) FROM order_line l "
				   "LEFT JOIN stock_reservation r ON r.order_line_id = l.id WHERE "
				   "l.reserved <> COALESCE(r.quantity, 0) LIMIT 20");
DB_STATEMENT(verify_reservation_orphan,
	     "SELECT CONCAT('reservation of line ', r.order_line_id), 'no line', 'a line' FROM "
	     "stock_reservation r "
	     "LEFT JOIN order_line l ON l.id = r.order_line_id WHERE l.id IS NULL LIMIT 20");
/* Services and downloads are never in parcels: their counters rise by rule. kind 1 and 2 of a
 * product. */
DB_STATEMENT(verify_packed,
	     "SELECT CONCAT('line ', l.id), CONCAT_WS('/', l.packed, l.shipped, l.delivered), "
	     "CONCAT_WS('/', COALESCE(p.packed, 0), COALESCE(p.shipped, 0), COALESCE(p.delivered, "
	     "0)) FROM order_line l "
	     "LEFT JOIN (SELECT pl.order_line_id, SUM(CASE WHEN p.state <> 14 THEN pl.quantity "
	     "ELSE 0 END) AS packed, "
	     "SUM(CASE WHEN p.state <> 14 AND p.shipped_at IS NOT NULL THEN pl.quantity ELSE 0 "
	     "END) AS shipped, "
	     "SUM(CASE WHEN p.state <> 14 AND p.delivered_at IS NOT NULL THEN pl.quantity ELSE 0 "
	     "END) AS delivered "
	     "FROM parcel_line pl JOIN parcel p ON p.id = pl.parcel_id GROUP BY pl.order_line_id) "
	     "p ON p.order_line_id = l.id "
	     "WHERE l.kind NOT IN (1, 2) AND (l.packed <> COALESCE(p.packed, 0) OR l.shipped <> "
	     "COALESCE(p.shipped, 0) OR "
	     "l.delivered <> COALESCE(p.delivered, 0)) LIMIT 20");
DB_STATEMENT(verify_parcel_customer, "SELECT CONCAT('parcel ', p.id), CAST(o.customer_id AS CHAR), "
				     "CAST(p.customer_id AS CHAR) FROM parcel_line pl "
				     "JOIN parcel p ON p.id = pl.parcel_id JOIN orders o ON o.id = "
				     "pl.order_id WHERE o.customer_id <> p.customer_id LIMIT 20");
DB_STATEMENT(verify_parcel_orphan, "SELECT CONCAT('parcel ', pl.parcel_id), 'a line that is not "
				   "there', 'a line of the order' FROM parcel_line pl "
				   "LEFT JOIN order_line l ON l.id = pl.order_line_id AND "
				   "l.order_id = pl.order_id WHERE l.id IS NULL LIMIT 20");
/* A draft was not placed yet, one that was given up never: nobody holds a link to them. */
DB_STATEMENT(verify_placed,
	     "SELECT CONCAT('order ', o.number), CONCAT(COUNT(e.id), ' times placed'), "
	     "IF(o.link_version > 0, 'once', 'not yet') FROM "
	     "orders o "
	     "LEFT JOIN order_event e ON e.order_id = o.id AND e.kind = 0 "
	     "GROUP BY o.id, o.number, o.link_version "
	     "HAVING COUNT(e.id) <> IF(o.link_version > 0, 1, 0) LIMIT 20");
/* What a person has to look at keeps its order from going on: kinds 4 to 7 hold it, the others send
 * it to review. */
DB_STATEMENT(
	verify_finding,
	"SELECT CONCAT('order ', o.number), 'goes on', CONCAT('waits for finding ', f.id) "
	"FROM order_finding f JOIN orders o ON o.id = f.order_id WHERE f.state = 0 AND "
	"f.severity = 1 AND (o.decision IN (0, 3, 4) OR (f.kind BETWEEN 4 AND 7 AND "
	"o.hold_reason IS NULL) OR (f.kind NOT BETWEEN 4 AND 7 AND o.decision <> 1)) LIMIT 20");
DB_STATEMENT(verify_link,
	     "SELECT CONCAT('link ', l.id), CONCAT_WS('/', a.customer_id, b.customer_id), 'two "
	     "orders of one customer' FROM order_link l JOIN orders a ON a.id = l.order_id JOIN "
	     "orders b ON b.id = l.other_id WHERE l.order_id = l.other_id OR a.customer_id <> "
	     "b.customer_id OR (l.kind IN (0, 2) AND l.order_id > l.other_id) LIMIT 20");
DB_STATEMENT(verify_promise,
	     "SELECT CONCAT('order ', o.number), CAST(o.promised_to AS CHAR), "
	     "CONCAT('not before ', MAX(GREATEST(COALESCE(l.wait_until, o.hold_until), "
	     "COALESCE(o.hold_until, l.wait_until)))) FROM orders o "
	     "JOIN order_line l ON l.order_id = o.id AND l.ordered > l.cancelled + l.packed "
	     "WHERE o.decision < 3 AND ((l.wait <> 0 AND o.promised_to < l.wait_until) OR "
	     "o.promised_to < o.hold_until) GROUP BY o.id, o.number, o.promised_to LIMIT 20");
DB_STATEMENT(verify_contact, "SELECT CONCAT('order ', o.number), 'a contact of somebody else', "
			     "'one of the customer' FROM orders o "
			     "LEFT JOIN customer_contact c ON c.id = o.contact_id AND "
			     "c.customer_id = o.customer_id WHERE c.id IS NULL LIMIT 20");
DB_STATEMENT(verify_customer, "SELECT CONCAT('order ', o.number), 'no customer', 'a customer' FROM "
			      "orders o LEFT JOIN customer c ON c.id = o.customer_id "
			      "WHERE c.id IS NULL LIMIT 20");
DB_STATEMENT(verify_customer_count,
	     "SELECT CONCAT('customer ', c.number), CAST(c.n_orders AS CHAR), CAST(COALESCE(o.n, "
	     "0) AS CHAR) FROM customer c "
	     "LEFT JOIN (SELECT customer_id, COUNT(*) AS n FROM orders o WHERE " ORDER_COUNTS
	     " GROUP BY customer_id) o "
	     "ON o.customer_id = c.id WHERE c.n_orders <> COALESCE(o.n, 0) LIMIT 20");
DB_STATEMENT(verify_customer_last,
	     "SELECT CONCAT('customer ', c.number), COALESCE(c.last_order_at, 'none'), "
	     "COALESCE(n.at, 'none') FROM customer c LEFT JOIN (SELECT customer_id, "
	     "MAX(placed_at) AS at FROM orders o WHERE " ORDER_COUNTS " GROUP BY customer_id) n "
	     "ON n.customer_id = c.id WHERE NOT c.last_order_at <=> n.at LIMIT 20");
/* The shop's currency is what its setting says, or the one a shop begins with. */
DB_STATEMENT(verify_customer_spent,
	     "SELECT CONCAT('customer ', c.number), CAST(c.spent AS CHAR), CAST(COALESCE(o.net, "
	     "0) AS CHAR) FROM customer c LEFT JOIN (SELECT customer_id, SUM(captured_amount - "
	     "refunded_amount) AS net FROM orders WHERE currency = COALESCE((SELECT value FROM "
	     "setting WHERE name = 'currency'), 'CNY') GROUP BY customer_id) o "
	     "ON o.customer_id = c.id WHERE c.spent <> COALESCE(o.net, 0) LIMIT 20");
DB_STATEMENT(verify_document_there,
	     "SELECT CONCAT('order ', o.number), 'no document', 'one' FROM orders o LEFT JOIN "
	     "order_document d ON d.order_id = o.id "
	     "WHERE d.order_id IS NULL OR d.number <> o.number OR d.customer_id <> o.customer_id "
	     "OR d.link_version <> o.link_version LIMIT 20");
DB_STATEMENT(verify_document_orphan,
	     "SELECT CONCAT('document ', d.number), 'no order', 'an order' FROM order_document d "
	     "LEFT JOIN orders o ON o.id = d.order_id "
	     "WHERE o.id IS NULL LIMIT 20");
DB_STATEMENT(verify_address_default, "SELECT CONCAT('customer ', customer_id), CONCAT(COUNT(*), ' "
				     "default addresses'), 'at most one' FROM customer_address "
				     "WHERE is_default = 1 AND removed_at IS NULL GROUP BY "
				     "customer_id HAVING COUNT(*) > 1 LIMIT 20");
DB_STATEMENT(verify_tag_count,
	     "SELECT CONCAT('tag ', t.name), CAST(t.n_customers AS CHAR), CAST(COALESCE(b.n, 0) "
	     "AS CHAR) FROM customer_tag t LEFT JOIN (SELECT tag_id, COUNT(*) AS n "
	     "FROM customer_tagged GROUP BY tag_id) b ON b.tag_id = t.id "
	     "WHERE t.n_customers <> COALESCE(b.n, 0) LIMIT 20");
DB_STATEMENT(verify_tag_orphan,
	     "SELECT CONCAT('tag ', b.tag_id, ' of customer ', b.customer_id), IF(t.id IS NULL, "
	     "'no tag', 'no customer'), 'both' FROM customer_tagged b "
	     "LEFT JOIN customer_tag t ON t.id = b.tag_id "
	     "LEFT JOIN customer c ON c.id = b.customer_id "
	     "WHERE t.id IS NULL OR c.id IS NULL LIMIT 20");
DB_STATEMENT(verify_order_tag_count,
	     "SELECT CONCAT('tag ', t.name), CAST(t.n_orders AS CHAR), CAST(COALESCE(b.n, 0) "
	     "AS CHAR) FROM order_tag t LEFT JOIN (SELECT tag_id, COUNT(*) AS n "
	     "FROM order_tagged GROUP BY tag_id) b ON b.tag_id = t.id "
	     "WHERE t.n_orders <> COALESCE(b.n, 0) LIMIT 20");
DB_STATEMENT(verify_order_tag,
	     "SELECT CONCAT('tag ', b.tag_id, ' of order ', b.order_id), IF(t.id IS NULL, "
	     "'no tag', 'no order'), 'both' FROM order_tagged b "
	     "LEFT JOIN order_tag t ON t.id = b.tag_id "
	     "LEFT JOIN orders o ON o.id = b.order_id "
	     "WHERE t.id IS NULL OR o.id IS NULL LIMIT 20");
DB_STATEMENT(verify_wish,
	     "SELECT CONCAT('wish ', w.id), IF(c.id IS NULL, 'no customer', 'no address'), 'one of "
	     "the customer' FROM customer_wish w LEFT JOIN customer c ON c.id = w.customer_id "
	     "LEFT JOIN customer_address a ON a.id = w.address_id AND a.customer_id = "
	     "w.customer_id AND a.removed_at IS NULL "
	     "WHERE c.id IS NULL OR (w.address_id <> 0 AND a.id IS NULL) LIMIT 20");
DB_STATEMENT(verify_consent_value,
	     "SELECT CONCAT('customer ', t.customer_id, ', purpose ', t.purpose), "
	     "IF(g.given IS NULL, 'told, never agreed to', 'told, withdrawn'), 'agreed to' "
	     "FROM customer_trait t LEFT JOIN (SELECT customer_id, purpose, MAX(id) AS id "
	     "FROM customer_consent WHERE channel = 0 GROUP BY customer_id, purpose) n "
	     "ON n.customer_id = t.customer_id AND n.purpose = t.purpose "
	     "LEFT JOIN customer_consent g ON g.id = n.id "
	     "WHERE COALESCE(g.given, 0) = 0 LIMIT 20");
DB_STATEMENT(verify_consent_ledger,
	     "SELECT CONCAT('consent ', x.id), IF(c.id IS NULL, 'of nobody', 'withdrawn, never "
	     "given'), 'given before' FROM customer_consent x "
	     "LEFT JOIN customer c ON c.id = x.customer_id WHERE c.id IS NULL OR (x.given = 0 AND "
	     "x.purpose NOT IN (5, 6) AND NOT EXISTS (SELECT 1 FROM customer_consent g WHERE "
	     "g.customer_id "
	     "= x.customer_id "
	     "AND g.purpose = x.purpose AND g.channel = x.channel AND g.given = 1 "
	     "AND g.id < x.id)) LIMIT 20");
DB_STATEMENT(verify_consent_agreed,
	     "SELECT CONCAT('customer ', x.customer_id, ', purpose ', x.purpose, ', channel ', "
	     "x.channel), IF(SUM(x.listed) > 0, 'listed as agreed', 'not listed'), "
	     "IF(SUM(x.given) > 0, 'agreed', 'not agreed') FROM ("
	     "SELECT g.customer_id, g.purpose, g.channel, g.given, 0 AS listed FROM "
	     "customer_consent g JOIN (SELECT MAX(id) AS id FROM customer_consent GROUP BY "
	     "customer_id, purpose, channel) n ON n.id = g.id UNION ALL "
	     "SELECT customer_id, purpose, channel, 0, 1 FROM customer_agreed) x "
	     "GROUP BY x.customer_id, x.purpose, x.channel "
	     "HAVING SUM(x.given) <> SUM(x.listed) LIMIT 20");
DB_STATEMENT(verify_message_orphan,
	     "SELECT CONCAT('message ', m.id), 'an order that is not there', 'an order' FROM "
	     "outbox m LEFT JOIN orders o ON o.id = m.order_id "
	     "WHERE m.order_id IS NOT NULL AND o.id IS NULL LIMIT 20");
/* Placed, cancelled, shipped and delivered are told to whoever has an address; a parcel once,
 * however many orders are in it. Messages are kept for 90 days; where the contact changed, nobody
 * can say any more who was to be told. */
DB_STATEMENT(verify_message_there,
	     "SELECT CONCAT('event ', e.id), CONCAT('no message, order ', o.number), 'one' "
	     "FROM order_event e JOIN orders o ON o.id = e.order_id "
	     "JOIN customer_contact c ON c.id = o.contact_id AND c.email IS NOT NULL "
	     "LEFT JOIN outbox m ON m.event_id = "
	     "IF(e.kind IN (14, 16) AND e.subject_id <> 0, e.subject_id, e.id) AND m.template = "
	     "CASE e.kind WHEN 0 THEN 'placed' WHEN 4 THEN 'cancelled' WHEN 14 THEN 'shipped' "
	     "ELSE 'delivered' END "
	     "LEFT JOIN order_event x ON x.order_id = o.id AND x.kind = 9 "
	     "WHERE e.kind IN (0, 4, 14, 16) AND NOT (e.kind = 4 AND e.from_value <=> 'draft') "
	     "AND NOT (e.kind = 0 AND e.from_value <=> 'split') "
	     "AND e.at > UTC_TIMESTAMP(6) - INTERVAL 80 DAY "
	     "AND m.id IS NULL AND x.id IS NULL LIMIT 20");
DB_STATEMENT(verify_joined,
	     "SELECT CONCAT('message ', m.id), 'said in one that was not sent by itself', 'sent' "
	     "FROM outbox m LEFT JOIN outbox j ON j.id = m.joined_id "
	     "AND j.state = 2 AND j.joined_id IS NULL AND j.customer_id = m.customer_id "
	     "WHERE m.joined_id IS NOT NULL AND (j.id IS NULL OR m.state <> 2) "
	     "AND m.created_at > UTC_TIMESTAMP(6) - INTERVAL 80 DAY LIMIT 20");
DB_STATEMENT(verify_counts,
	     "SELECT CONCAT('badge ', t.badge), CAST(SUM(t.told) AS CHAR), CAST(SUM(t.n) AS CHAR) "
	     "FROM (SELECT badge, n AS told, 0 AS n FROM order_count UNION ALL SELECT badge, n, 0 "
	     "FROM order_count_change UNION ALL SELECT badge, 0, COUNT(*) FROM orders GROUP BY "
	     "badge) t GROUP BY t.badge HAVING SUM(t.told) <> SUM(t.n) LIMIT 20");
DB_STATEMENT(
	verify_feed,
	"SELECT 'feed', CONCAT('up to ', h.last), CONCAT_WS('/', e.n, e.places, e.highest) "
	"FROM feed_head h JOIN (SELECT COUNT(*) AS n, COUNT(DISTINCT position) AS places, "
	"COALESCE(MAX(position), 0) AS highest FROM order_event WHERE position > 0) e ON 1 = 1 "
	"WHERE h.last <> e.n OR h.last <> e.places OR h.last <> e.highest LIMIT 20");
DB_STATEMENT(verify_hook_event,
	     "SELECT CONCAT('delivery ', d.id), 'an event that is not there', 'an event' "
	     "FROM hook_delivery d LEFT JOIN hook_event e ON e.id = d.event_id "
	     "AND (e.order_id <=> d.order_id) WHERE e.id IS NULL LIMIT 20");
/* Workers know of the first webhook a minute after it was made. */
DB_STATEMENT(verify_hook_told,
	     "SELECT CONCAT('event ', e.id), 'not written down for webhooks', 'written down' "
	     "FROM (SELECT MIN(created_at) AS since FROM hook WHERE state IN (0, 3)) h "
	     "JOIN setting s ON s.name = 'webhooks' AND s.value = 'yes' "
	     "JOIN order_event e ON e.at > GREATEST(h.since, s.updated_at) + INTERVAL 120 SECOND "
	     "AND e.at > UTC_TIMESTAMP(6) - INTERVAL 25 DAY AND e.version IS NOT NULL "
	     "LEFT JOIN hook_event w ON w.id = e.id WHERE w.id IS NULL LIMIT 20");
DB_STATEMENT(verify_hook_lease,
	     "SELECT CONCAT('delivery ', id), 'taken, its lease long over', 'given back' "
	     "FROM hook_delivery "
	     "WHERE state = 1 AND lease_until < UTC_TIMESTAMP(6) - INTERVAL 660 SECOND LIMIT 20");
DB_STATEMENT(verify_lease,
	     "SELECT CONCAT('message ', id), 'taken, its lease long over', 'sent or given back' "
	     "FROM outbox "
	     "WHERE state = 1 AND lease_until < UTC_TIMESTAMP(6) - INTERVAL 360 SECOND LIMIT 20");
DB_STATEMENT(
	verify_job_lease,
	"SELECT CONCAT('job ', kind), 'taken, its lease long over', 'done or given back' FROM job "
	"WHERE owner IS NOT NULL AND lease_until < UTC_TIMESTAMP(6) - INTERVAL 60 SECOND LIMIT 20");

const struct verify_rule verify_rules[] = {
	{ "line.counters", "a line's counters are in order", &verify_counters },
	{ "line.production", "nothing is being made that was cancelled or is packed",
	  &verify_production },
	{ "line.amount", "a line's amount is its quantity times its price", &verify_line_amount },
	{ "order.total", "an order's total is its parts", &verify_total },
	{ "order.items", "an order's items, discount and tax are its lines' and shipping's",
	  &verify_items },
	{ "money.captured", "what an order says it received and gave back is its payments' sum",
	  &verify_captured },
	{ "money.credited", "what an order says it credited is its credits' sum",
	  &verify_credited },
	{ "money.credit", "no order is credited more than it is worth, nor charged once cancelled",
	  &verify_credit },
	{ "money.refund", "no payment gave back more than it was", &verify_refund },
	{ "money.refund_of", "every refund names a payment of its order", &verify_refund_orphan },
	{ "stock.on_hand", "what is there is the sum of its moves", &verify_on_hand },
	{ "stock.reserved", "what is reserved is the sum of its reservations", &verify_reserved },
	{ "stock.oversold", "nothing is promised that is neither there nor may be back-ordered",
	  &verify_oversold },
	{ "stock.line", "a line's reservation is the ledger's", &verify_line_reserved },
	{ "stock.orphan", "every reservation has its line", &verify_reservation_orphan },
	{ "parcel.counters", "what a line says was packed, shipped and delivered is in its parcels",
	  &verify_packed },
	{ "parcel.customer", "a parcel holds orders of one customer", &verify_parcel_customer },
	{ "parcel.orphan", "a parcel holds lines of its orders", &verify_parcel_orphan },
	{ "order.placed", "an order was placed once", &verify_placed },
	{ "order.finding", "what a person has to look at keeps its order from going on",
	  &verify_finding },
	{ "order.link", "a link is between two orders of one customer, and stands once",
	  &verify_link },
	{ "order.promise", "no order is promised for before what it waits for", &verify_promise },
	{ "order.contact", "an order goes to a contact of its customer", &verify_contact },
	{ "order.customer", "every order has a customer", &verify_customer },
	{ "customer.orders", "a customer's number of orders is right", &verify_customer_count },
	{ "customer.last_order", "and the time of the newest of them", &verify_customer_last },
	{ "customer.spent", "what a customer spent is the sum over their orders",
	  &verify_customer_spent },
	{ "customer.default", "a customer has one default address at most",
	  &verify_address_default },
	{ "customer.tags", "a tag's number of customers is right", &verify_tag_count },
	{ "customer.tag", "every tag that somebody bears is there, and so is who bears it",
	  &verify_tag_orphan },
	{ "order.tags", "a tag's number of orders is right", &verify_order_tag_count },
	{ "order.tag", "every tag that an order bears is there, and so is the order",
	  &verify_order_tag },
	{ "customer.wish", "every wish is somebody's, and of an address of theirs", &verify_wish },
	{ "consent.value", "nothing told is kept without the consent to it",
	  &verify_consent_value },
	{ "consent.ledger", "no consent is withdrawn that was never given",
	  &verify_consent_ledger },
	{ "consent.agreed", "who is listed as agreeing is who agreed last",
	  &verify_consent_agreed },
	{ "document.there", "every order has its page", &verify_document_there },
	{ "document.orphan", "every page has its order", &verify_document_orphan },
	{ "order.counts", "badges are as many as the counts of the desk's views say",
	  &verify_counts },
	{ "feed.places", "the feed of events has each of its places once", &verify_feed },
	{ "message.there", "every event that promises a message has one", &verify_message_there },
	{ "hook.event", "what is delivered is an event that is there", &verify_hook_event },
	{ "hook.told", "what happened is written down for webhooks", &verify_hook_told },
	{ "hook.lease", "no delivery is held by a worker that is gone", &verify_hook_lease },
	{ "message.joined", "a message that went out within another names it", &verify_joined },
	{ "message.orphan", "every message's order is there", &verify_message_orphan },
	{ "message.lease", "no message is stuck", &verify_lease },
	{ "job.lease", "no job is stuck", &verify_job_lease },
};
const size_t verify_rules_n = sizeof verify_rules / sizeof *verify_rules;

DB_STATEMENT(verify_ids, "SELECT id FROM orders WHERE id > ? ORDER BY id LIMIT ?");

size_t verify_order_ids(struct work *w, uint64_t after, uint64_t *ids, size_t max)
{
	struct rows *r = db_query(w->db, &verify_ids, after, max);
	size_t n = 0;

	while (rows_next(r))
		ids[n++] = rows_id(r, 0);
	return n;
}

/* What is of another form is made anew whenever it is read, and written anew before long. */
DB_STATEMENT(verify_document_of,
	     "SELECT document, version FROM order_document WHERE order_id = ? AND form = ?");

const char *verify_document(struct work *w, uint64_t order_id, int *version)
{
	struct rows *r = db_query(w->db, &verify_document_of, order_id, (int)ORDER_DOCUMENT_FORM);
	const char *json;
	struct bytes packed;
	size_t n;

	if (!rows_next(r))
		return NULL;
	*version = rows_int(r, 1);
	packed = rows_bytes(r, 0);
	json = unpack_text(w->arena, packed.p, packed.len, &n);
	return json ? json : ""; /* not ours: it cannot be fresh */
}
