/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What parcels hold about a customer: for themselves. */
#include "held.h"
#include "shipping/shipping.h"

DB_STATEMENT(held_parcels,
	     "SELECT p.id, p.id, p.carrier, p.tracking_number, p.state, p.contact_id, "
	     "p.promised_from, p.promised_to, p.packed_at, p.shipped_at, p.delivered_at FROM "
	     "parcel p WHERE p.customer_id = ? AND p.id > ? ORDER BY p.id LIMIT ?");
static const struct held_column parcels[] = {
	{ "parcel", HELD_ID },
	{ "carrier", HELD_TEXT },
	{ "tracking_number", HELD_TEXT },
	HELD_AS("status", parcel_state_word),
	{ "contact", HELD_ID },
	{ "promised_from", HELD_TIME },
	{ "promised_until", HELD_TIME },
	{ "packed_at", HELD_TIME },
	{ "shipped_at", HELD_TIME },
	{ "delivered_at", HELD_TIME },
};

#define OF_THEIRS                                                                                  \
	" FROM (SELECT id FROM parcel WHERE customer_id = ? AND id > ? ORDER BY id LIMIT ?) p "    \
	"LEFT JOIN "

DB_STATEMENT(held_contents,
	     "SELECT p.id, IF(l.parcel_id IS NULL, NULL, p.id), o.number, i.position, i.sku_code, "
	     "l.quantity" OF_THEIRS "parcel_line l ON l.parcel_id = p.id LEFT JOIN order_line i ON "
	     "i.id = l.order_line_id LEFT JOIN orders o ON o.id = l.order_id ORDER BY p.id, "
	     "l.order_line_id");
static const struct held_column contents[] = {
	{ "parcel", HELD_ID }, { "order", HELD_TEXT },      { "line", HELD_NUMBER },
	{ "sku", HELD_TEXT },  { "quantity", HELD_NUMBER },
};

DB_STATEMENT(held_moves, "SELECT p.id, IF(e.id IS NULL, NULL, p.id), e.state, e.place, e.words, "
			 "e.at" OF_THEIRS "parcel_event e ON e.parcel_id = p.id ORDER BY p.id, "
			 "e.at, e.id");
static const struct held_column moves[] = {
	{ "parcel", HELD_ID },  HELD_AS("status", parcel_state_word),
	{ "place", HELD_TEXT }, { "words", HELD_TEXT },
	{ "at", HELD_TIME },
};

static const struct held_table tables[] = {
	{ "parcels", &held_parcels, HELD_COLUMNS(parcels) },
	{ "parcel_contents", &held_contents, HELD_COLUMNS(contents), 0, true },
	{ "parcel_events", &held_moves, HELD_COLUMNS(moves), 0, true },
};

const struct held_area held_in_shipping = { tables, sizeof tables / sizeof *tables };
