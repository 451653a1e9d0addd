/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The statements of the desk's lists. What drives a list reads an index in the order it is shown in
 * and stops. */
#include "order/desk_list_drive.h"

/* ---- filters: what a row must be besides ---- */

/* The money axis, as order_money decides it. */
_Static_assert((int)ORDER_BADGES_MAX <= (int)LIST_MANY, "each has a branch of its own");
_Static_assert(MONEY_UNPAID == 0 && MONEY_PART_PAID == 1 && MONEY_PAID == 2 &&
		       MONEY_CREDIT_OWED == 3 && MONEY_REFUNDED == 4 && WAIT_NONE == 0,
	       "filters name them by number");
#define OWED "(o.live_amount - o.credited_amount)"
#define NET  "(o.captured_amount - o.refunded_amount)"
#define MONEY                                                                                      \
	"CASE WHEN " NET " > " OWED " THEN 3 "                                                     \
	"WHEN o.captured_amount > 0 AND " NET " = 0 AND " OWED " = 0 THEN 4 "                      \
	"WHEN " NET " = " OWED " THEN 2 WHEN " NET " > 0 THEN 1 ELSE 0 END"
#define IN_8 " IN (?,?,?,?,?,?,?,?)"
/* Scalars, which the server asks of each row that is looked at: of an EXISTS it may make a table of
 * all rows first. */
#define OF_ROW(from) "(SELECT 1 FROM " from " LIMIT 1)"
#define OF_SKU       OF_ROW("order_line l WHERE l.order_id = o.id AND l.sku_code = ? AND l.ordered > 0")
#define OF_PLACE                                                                                   \
	OF_ROW("customer_contact c WHERE c.id = o.contact_id AND (c.city LIKE ? OR c.province "    \
	       "LIKE ?)")
#define OF_TAG OF_ROW("order_tagged t WHERE t.order_id = o.id AND t.tag_id = ?")
#define OF_WAITING                                                                                 \
	OF_ROW("order_line l WHERE l.order_id = o.id AND l.wait <> 0 AND l.ordered > l.cancelled " \
	       "+ l.packed")
#define FILTERS                                                                                    \
	" WHERE (? = 255 OR o.badge" IN_20 ") AND (? IS NULL OR o.source" IN_8 ")"                 \
	" AND (? = 0 OR ((1 << " MONEY ") & ?) <> 0)"                                              \
	" AND (? = 0 OR (o.priority_why & ?) <> 0)"                                                \
	" AND (? IS NULL OR o.promised_to >= ?) AND (? IS NULL OR o.promised_to < ?)"              \
	" AND (? IS NULL OR o.currency = ?)"                                                       \
	" AND (? IS NULL OR " OWED " >= ?) AND (? IS NULL OR " OWED " <= ?)"                       \
	" AND (? = 0 OR (o.customer_note IS NOT NULL) = ?)"                                        \
	" AND (? = 0 OR (o.hold_reason IS NOT NULL) = ?)"                                          \
	" AND (? IS NULL OR " OF_SKU " = 1) AND (? IS NULL OR " OF_PLACE " = 1)"                   \
	" AND (? = 0 OR " OF_TAG " = 1) AND (? = 0 OR COALESCE(" OF_WAITING ", 0) = ?)"
/* ---- what drives a list: ids in the order shown, each from an index, each with a limit ---- */

#define BETWEEN(id) id " > ? AND " id " < ?"
#define ALL(dir)    "SELECT id AS oid FROM orders WHERE " BETWEEN("id") " ORDER BY id " dir " LIMIT ?"

/* A branch a badge: each reads its own index and stops. */
#define OF_BADGE(dir)                                                                              \
	"(SELECT id AS oid FROM orders FORCE INDEX (badge) WHERE badge = ? AND " BETWEEN(          \
		"id") " ORDER BY id " dir " LIMIT ?)"
#define EIGHT(one)                                                                                 \
	one " UNION ALL " one " UNION ALL " one " UNION ALL " one " UNION ALL " one                \
	    " UNION ALL " one " UNION ALL " one " UNION ALL " one
#define TWENTY(one)                                                                                \
	EIGHT(one)                                                                                 \
	" UNION ALL " EIGHT(one) " UNION ALL " one " UNION ALL " one " UNION ALL " one             \
				 " UNION ALL " one
#define BADGES(dir)      EIGHT(OF_BADGE(dir)) " ORDER BY oid " dir " LIMIT ?"
#define MANY_BADGES(dir) TWENTY(OF_BADGE(dir)) " ORDER BY oid " dir " LIMIT ?"

#define DUE_OF_BADGE(than, dir)                                                                    \
	"(SELECT id AS oid, due_at AS due FROM orders FORCE INDEX (due) WHERE badge = ? AND "      \
	"due_at >= ? AND due_at "                                                                  \
	"< ? AND (due_at " than " ? OR (due_at = ? AND id " than                                   \
	" ?)) AND " BETWEEN("id") " ORDER BY due_at " dir ", id " dir " LIMIT ?)"
#define DUE(of, than, dir) of(DUE_OF_BADGE(than, dir)) " ORDER BY due " dir ", oid " dir " LIMIT ?"

#define QUEUE_OF_BADGE(than, dir)                                                                  \
	"(SELECT id AS oid, queue AS q, due_at AS due FROM orders FORCE INDEX (queue) WHERE "      \
	"badge = ? "                                                                               \
	"AND (queue " than " ? OR (queue = ? AND (due_at " than " ? OR (due_at = ? AND id " than   \
	" ?)))) AND " BETWEEN("id") " ORDER BY queue " dir ", due_at " dir ", id " dir " LIMIT ?)"
#define QUEUE(of, than, dir)                                                                       \
	of(QUEUE_OF_BADGE(than, dir)) " ORDER BY q " dir ", due " dir ", oid " dir " LIMIT ?"

#define SKU(dir)                                                                                   \
	"SELECT order_id AS oid FROM order_line WHERE sku_code = ? AND " BETWEEN(                  \
		"order_id") " AND ordered > 0 GROUP BY order_id ORDER BY order_id " dir " LIMIT ?"
#define TAG(dir)                                                                                   \
	"SELECT order_id AS oid FROM order_tagged WHERE tag_id = ? AND " BETWEEN(                  \
		"order_id") " ORDER BY order_id " dir " LIMIT ?"
#define IN_32 " IN (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
#define CUSTOMERS(dir)                                                                             \
	"SELECT id AS oid FROM orders WHERE customer_id" IN_32                                     \
	" AND " BETWEEN("id") " ORDER BY id " dir " LIMIT ?"
/* A contact is one of its order's customer. */
#define CONTACTS(dir)                                                                              \
	"SELECT p.id AS oid FROM customer_contact k STRAIGHT_JOIN orders p ON p.customer_id = "    \
	"k.customer_id AND p.contact_id = k.id WHERE k.id" IN_32                                   \
	" AND " BETWEEN("p.id") " ORDER BY p.id " dir " LIMIT ?"
#define IDS(dir)                                                                                   \
	"SELECT id AS oid FROM orders WHERE id" IN_32 " AND " BETWEEN("id") " ORDER BY id " dir    \
									    " LIMIT ?"

#define JOINED(driver) " FROM (" driver ") d STRAIGHT_JOIN orders o ON o.id = d.oid"
#define PAGE_OF(driver, order)                                                                     \
	"SELECT " ORDER_COLUMNS JOINED(driver) FILTERS " ORDER BY " order " LIMIT ?"
/* Where nothing filters: binding and asking the filters is most of what a page costs. */
#define PLAIN_OF(driver, order) "SELECT " ORDER_COLUMNS JOINED(driver) " ORDER BY " order
/* The last that was looked at, where the driver filled its window. */
#define EDGE_OF(driver, order)                                                                     \
	"SELECT d.oid, o.due_at, o.queue" JOINED(driver) " ORDER BY " order " LIMIT 1 OFFSET ?"
#define DRIVER(name, driver)                                                                       \
	DB_STATEMENT(list_##name##_down, PAGE_OF(driver("DESC"), "d.oid DESC"));                   \
	DB_STATEMENT(list_##name##_up, PAGE_OF(driver("ASC"), "d.oid"));                           \
	DB_STATEMENT(plain_##name##_down, PLAIN_OF(driver("DESC"), "d.oid DESC"));                 \
	DB_STATEMENT(plain_##name##_up, PLAIN_OF(driver("ASC"), "d.oid"));                         \
	DB_STATEMENT(edge_##name##_down, EDGE_OF(driver("DESC"), "d.oid DESC"));                   \
	DB_STATEMENT(edge_##name##_up, EDGE_OF(driver("ASC"), "d.oid"))
DRIVER(all, ALL);
DRIVER(badges, BADGES);
DRIVER(sku, SKU);
DRIVER(tag, TAG);
DRIVER(customers, CUSTOMERS);
DRIVER(contacts, CONTACTS);
DRIVER(ids, IDS);
DRIVER(many_badges, MANY_BADGES);
#define DUE_DRIVER(name, of)                                                                       \
	DB_STATEMENT(list_##name##_down, PAGE_OF(DUE(of, ">", "ASC"), "d.due, d.oid"));            \
	DB_STATEMENT(list_##name##_up, PAGE_OF(DUE(of, "<", "DESC"), "d.due DESC, d.oid DESC"));   \
	DB_STATEMENT(plain_##name##_down, PLAIN_OF(DUE(of, ">", "ASC"), "d.due, d.oid"));          \
	DB_STATEMENT(plain_##name##_up, PLAIN_OF(DUE(of, "<", "DESC"), "d.due DESC, d.oid DESC")); \
	DB_STATEMENT(edge_##name##_down, EDGE_OF(DUE(of, ">", "ASC"), "d.due, d.oid"));            \
	DB_STATEMENT(edge_##name##_up, EDGE_OF(DUE(of, "<", "DESC"), "d.due DESC, d.oid DESC"))
DUE_DRIVER(due, EIGHT);
DUE_DRIVER(many_due, TWENTY);
#define FIRST "d.q, d.due, d.oid"
#define LAST  "d.q DESC, d.due DESC, d.oid DESC"
#define QUEUE_DRIVER(name, of)                                                                     \
	DB_STATEMENT(list_##name##_down, PAGE_OF(QUEUE(of, ">", "ASC"), FIRST));                   \
	DB_STATEMENT(list_##name##_up, PAGE_OF(QUEUE(of, "<", "DESC"), LAST));                     \
	DB_STATEMENT(plain_##name##_down, PLAIN_OF(QUEUE(of, ">", "ASC"), FIRST));                 \
	DB_STATEMENT(plain_##name##_up, PLAIN_OF(QUEUE(of, "<", "DESC"), LAST));                   \
	DB_STATEMENT(edge_##name##_down, EDGE_OF(QUEUE(of, ">", "ASC"), FIRST));                   \
	DB_STATEMENT(edge_##name##_up, EDGE_OF(QUEUE(of, "<", "DESC"), LAST))
QUEUE_DRIVER(queue, EIGHT);
QUEUE_DRIVER(many_queue, TWENTY);

#define STATEMENTS(name)                                                                           \
	{                                                                                          \
		{ &list_##name##_down, &list_##name##_up },                                        \
			{ &plain_##name##_down, &plain_##name##_up },                              \
		{                                                                                  \
			&edge_##name##_down, &edge_##name##_up                                     \
		}                                                                                  \
	}
const struct list_driver list_drivers[DRIVER__MAX] = {
	[DRIVE_ALL] = STATEMENTS(all),
	[DRIVE_BADGES] = STATEMENTS(badges),
	[DRIVE_DUE] = STATEMENTS(due),
	[DRIVE_QUEUE] = STATEMENTS(queue),
	[DRIVE_MANY_BADGES] = STATEMENTS(many_badges),
	[DRIVE_MANY_DUE] = STATEMENTS(many_due),
	[DRIVE_MANY_QUEUE] = STATEMENTS(many_queue),
	[DRIVE_TAG] = STATEMENTS(tag),
	[DRIVE_SKU] = STATEMENTS(sku),
	[DRIVE_CUSTOMERS] = STATEMENTS(customers),
	[DRIVE_CONTACTS] = STATEMENTS(contacts),
	[DRIVE_IDS] = STATEMENTS(ids),
};
