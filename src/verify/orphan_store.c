/* SPDX-License-Identifier: GPL-3.0-or-later */
/* No orphans: each id names a row that is there, whether or not a foreign key of the schema keeps
 * it so. Every statement walks its tables once, and joins by primary key. */
#include "verify/store.h"

/* Rows of `child` whose `column` names no row of `parent`; NULL names none. */
#define LOST(child, key, column, parent) LOST_IF(child, key, column, parent, "", " IS NOT NULL")
/* The command line and rules are nobody: 0. */
#define LOST_STAFF(child, key, column) LOST_IF(child, key, column, "staff", "", " <> 0")
/* Programs save views of their own, and write notes, too. */
#define BY_A_KEY(column) " LEFT JOIN api_key k ON k.id = x." column
#define LOST_IF(child, key, column, parent, more, given)                                           \
	"(SELECT CONCAT('" child " ', x." key "), CONCAT('" column " ', x." column                 \
	"), 'one that is there' FROM " child " x LEFT JOIN " parent " p ON p.id = x." column more  \
	" WHERE x." column given " AND p.id IS NULL LIMIT 20)"
#define AND_LOST      " UNION ALL "
#define SAME_CUSTOMER " AND p.customer_id = x.customer_id"

DB_STATEMENT(verify_orphan_order,
	     LOST("payment_entry", "id", "order_id", "orders") AND_LOST LOST("credit_entry", "id",
									     "order_id", "orders")
		     AND_LOST LOST("stock_reservation", "order_line_id", "order_id", "orders")
			     AND_LOST LOST("order_note", "id", "order_id", "orders"));
DB_STATEMENT(verify_orphan_order_part,
	     LOST("order_line", "id", "order_id", "orders")
		     AND_LOST LOST("order_event", "id", "order_id", "orders")
			     AND_LOST LOST("order_finding", "id", "order_id", "orders")
				     AND_LOST LOST("order_bundle", "id", "order_id", "orders")
					     AND_LOST LOST("order_link", "id", "order_id", "orders")
						     AND_LOST LOST("order_link", "id", "other_id",
								   "orders"));
DB_STATEMENT(
	verify_orphan_line, LOST("stock_move", "id", "order_line_id", "order_line") AND_LOST
	"(SELECT CONCAT('production_line ', x.production_id), CONCAT('order_line_id ', "
	"x.order_line_id), 'a line of its order' FROM production_line x LEFT JOIN order_line "
	"p ON p.id = x.order_line_id AND p.order_id = x.order_id WHERE p.id IS NULL LIMIT 20) "
	"UNION ALL "
	"(SELECT CONCAT('order_event ', x.id), CONCAT('subject_id ', x.subject_id), 'a line "
	"of its order' FROM order_event x LEFT JOIN order_line p ON p.id = x.subject_id AND "
	"p.order_id = x.order_id WHERE x.kind IN (5, 7, 20, 21, 22, 29) AND p.id IS NULL LIMIT "
	"20)");
#define OF_CUSTOMER(child, key) LOST(child, key, "customer_id", "customer")
DB_STATEMENT(verify_orphan_customer,
	     OF_CUSTOMER("customer_identity", "id") AND_LOST OF_CUSTOMER("customer_contact", "id")
		     AND_LOST OF_CUSTOMER("customer_address", "id") AND_LOST OF_CUSTOMER(
			     "customer_note", "id") AND_LOST OF_CUSTOMER("customer_event", "id")
			     AND_LOST OF_CUSTOMER("customer_consent", "id") AND_LOST OF_CUSTOMER(
				     "customer_trait", "customer_id") AND_LOST OF_CUSTOMER("parcel",
											   "id")
				     AND_LOST OF_CUSTOMER("credit_entry",
							  "id") AND_LOST OF_CUSTOMER("outbox", "id")
					     AND_LOST OF_CUSTOMER("member_lot", "id")
						     AND_LOST OF_CUSTOMER("member_account",
									  "customer_id")
							     AND_LOST OF_CUSTOMER("member_claim",
										  "id"));
#define OF_CONTACT(child)                                                                          \
	LOST_IF(child, "id", "contact_id", "customer_contact", SAME_CUSTOMER, " IS NOT NULL")
DB_STATEMENT(verify_orphan_contact, OF_CONTACT("customer_address") AND_LOST OF_CONTACT("parcel"));
DB_STATEMENT(verify_orphan_sku,
	     LOST("order_line", "id", "sku_id", "sku") AND_LOST LOST("stock", "sku_id", "sku_id",
								     "sku")
		     AND_LOST LOST("stock_move", "id", "sku_id", "sku")
			     AND_LOST LOST("stock_reservation", "order_line_id", "sku_id", "sku")
				     AND_LOST LOST("production_order", "id", "sku_id", "sku"));
DB_STATEMENT(verify_orphan_product,
	     LOST("sku", "id", "product_id", "product")
		     AND_LOST LOST("product_relation", "product_id", "product_id", "product")
			     AND_LOST LOST("product_relation", "product_id", "other_id", "product")
				     AND_LOST LOST("sku_part", "sku_id", "sku_id", "sku")
					     AND_LOST LOST("sku_part", "sku_id", "part_id", "sku"));
DB_STATEMENT(verify_orphan_batch,
	     LOST("production_line", "order_line_id", "production_id", "production_order"));
DB_STATEMENT(verify_orphan_hook,
	     LOST("hook_delivery", "id", "hook_id", "hook")
		     AND_LOST LOST("hook_attempt", "id", "delivery_id", "hook_delivery"));
DB_STATEMENT(verify_orphan_staff,
	     LOST_IF("customer_note", "id", "staff_id", "staff", BY_A_KEY("staff_id"),
		     " <> 0 AND k.id IS NULL") AND_LOST LOST_STAFF("order_note", "id", "staff_id")
		     AND_LOST LOST_STAFF("staff_recovery_code", "staff_id", "staff_id")
			     AND_LOST LOST_IF("order_view", "id", "owner_id", "staff",
					      BY_A_KEY("owner_id"), " <> 0 AND k.id IS NULL")
				     AND_LOST LOST_STAFF("api_key", "id", "created_by"));
DB_STATEMENT(verify_orphan_parcel,
	     LOST("outbox", "id", "parcel_id", "parcel")
		     AND_LOST LOST("parcel_line", "order_line_id", "parcel_id", "parcel")
			     AND_LOST LOST("parcel_event", "id", "parcel_id", "parcel") AND_LOST
	     "(SELECT CONCAT('parcel ', x.id), 'nothing in it', 'a line' FROM parcel x LEFT JOIN "
	     "parcel_line p ON p.parcel_id = x.id WHERE p.parcel_id IS NULL LIMIT 20)");

const struct verify_rule verify_orphans[] = {
	{ "orphan.order", "what is of an order has one that is there", &verify_orphan_order },
	{ "orphan.order_part", "lines, events, findings, bundles and links of orders have theirs",
	  &verify_orphan_order_part },
	{ "orphan.line", "what is of a line has one that is there", &verify_orphan_line },
	{ "orphan.customer", "what is of a customer has one that is there",
	  &verify_orphan_customer },
	{ "orphan.contact", "addresses and parcels go to a contact of their customer",
	  &verify_orphan_contact },
	{ "orphan.sku", "lines, stock, moves and reservations are of a SKU that is there",
	  &verify_orphan_sku },
	{ "orphan.product", "SKUs, relations and parts are of what the catalogue has",
	  &verify_orphan_product },
	{ "orphan.batch", "what is made for a line is of a batch that is there",
	  &verify_orphan_batch },
	{ "orphan.hook", "deliveries and their tries are of a webhook that is there",
	  &verify_orphan_hook },
	{ "orphan.staff", "notes, views, keys and codes are of whom there is",
	  &verify_orphan_staff },
	{ "orphan.parcel", "each parcel holds something, and what tells of one finds it",
	  &verify_orphan_parcel },
};
const size_t verify_orphans_n = sizeof verify_orphans / sizeof *verify_orphans;
