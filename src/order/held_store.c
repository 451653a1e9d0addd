/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tables of orders hold about a customer: for themselves. */
#include "held.h"
#include "order/store.h"

DB_STATEMENT(held_orders,
	     "SELECT id, number, source, source_ref, lang, badge, decision, cancel_reason, "
	     "payment_method, currency, items_amount, discount_amount, shipping_amount, "
	     "tax_amount, total_amount, captured_amount, refunded_amount, credited_amount, "
	     "contact_id, customer_note, promised_from, promised_to, placed_at, confirmed_at, "
	     "delivered_at, closed_at FROM orders WHERE customer_id = ? AND id > ? ORDER BY id "
	     "LIMIT ?");
static const struct held_column orders[] = {
	{ "order", HELD_TEXT },
	{ "source", HELD_TEXT },
	{ "reference_there", HELD_TEXT },
	{ "language", HELD_TEXT },
	HELD_AS("status", order_badge_word),
	HELD_AS("decision", order_decision_word),
	{ "cancel_reason", HELD_TEXT },
	{ "payment_method", HELD_TEXT },
	{ "currency", HELD_TEXT },
	{ "items", HELD_MONEY },
	{ "discount", HELD_MONEY },
	{ "shipping", HELD_MONEY },
	{ "tax", HELD_MONEY },
	{ "total", HELD_MONEY },
	{ "paid", HELD_MONEY },
	{ "given_back", HELD_MONEY },
	{ "credited", HELD_MONEY },
	{ "contact", HELD_ID },
	{ "your_note", HELD_TEXT },
	{ "promised_from", HELD_TIME },
	{ "promised_until", HELD_TIME },
	{ "placed_at", HELD_TIME },
	{ "confirmed_at", HELD_TIME },
	{ "delivered_at", HELD_TIME },
	{ "completed_at", HELD_TIME },
};
enum { ORDERS_CURRENCY = 9 };

/* So many orders at a time, with all that hangs on them. */
#define OF_THEIRS                                                                                  \
	" FROM (SELECT id, number, currency FROM orders WHERE customer_id = ? AND id > ? ORDER "   \
	"BY id LIMIT ?) o LEFT JOIN "

DB_STATEMENT(held_lines, "SELECT o.id, IF(l.id IS NULL, NULL, o.number), o.currency, l.position, "
			 "l.sku_code, l.name_en, l.name_zh, l.ordered, l.cancelled, l.shipped, "
			 "l.delivered, l.returned, l.amount, l.discount, l.tax, l.tax_bp" OF_THEIRS
			 "order_line l ON l.order_id = o.id ORDER BY o.id, l.position");
static const struct held_column lines[] = {
	{ "order", HELD_TEXT },
	{ "currency", HELD_TEXT },
	{ "line", HELD_NUMBER },
	{ "sku", HELD_TEXT },
	{ "item_en", HELD_TEXT },
	{ "item_zh", HELD_TEXT },
	{ "ordered", HELD_NUMBER },
	{ "cancelled", HELD_NUMBER },
	{ "shipped", HELD_NUMBER },
	{ "delivered", HELD_NUMBER },
	{ "returned", HELD_NUMBER },
	{ "amount", HELD_MONEY },
	{ "discount", HELD_MONEY },
	{ "tax", HELD_MONEY },
	{ "tax_basis_points", HELD_NUMBER },
};

DB_STATEMENT(held_events,
	     "SELECT o.id, IF(e.id IS NULL, NULL, o.number), o.currency, e.kind, e.actor_kind, "
	     "e.from_value, e.to_value, e.why, e.quantity, e.amount, e.at" OF_THEIRS
	     "order_event e ON e.order_id = o.id ORDER BY o.id, e.id");
static const struct held_column events[] = {
	{ "order", HELD_TEXT },
	{ "currency", HELD_TEXT },
	HELD_AS("event", order_event_word),
	HELD_AS("by", actor_kind_word),
	{ "from", HELD_TEXT },
	{ "to", HELD_TEXT },
	{ "why", HELD_TEXT },
	{ "quantity", HELD_NUMBER },
	{ "amount", HELD_MONEY },
	{ "at", HELD_TIME },
};

DB_STATEMENT(held_order_notes,
	     "SELECT o.id, IF(n.id IS NULL, NULL, o.number), n.body, n.at" OF_THEIRS
	     "order_note n ON n.order_id = o.id ORDER BY o.id, n.id");
static const struct held_column notes[] = {
	{ "order", HELD_TEXT },
	{ "note", HELD_TEXT },
	{ "at", HELD_TIME },
};

static const struct held_table tables[] = {
	{ "orders", &held_orders, HELD_COLUMNS(orders), ORDERS_CURRENCY, false },
	{ "order_lines", &held_lines, HELD_COLUMNS(lines), 2, true },
	{ "order_events", &held_events, HELD_COLUMNS(events), 2, true },
	{ "order_notes", &held_order_notes, HELD_COLUMNS(notes), 0, true },
};

const struct held_area held_in_order = { tables, sizeof tables / sizeof *tables };
