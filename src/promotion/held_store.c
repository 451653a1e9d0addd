/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What promotions took off a customer's orders: for themselves. */
#include "held.h"
#include "promotion/promotion.h"

DB_STATEMENT(held_uses,
	     "SELECT o.id, IF(u.id IS NULL, NULL, o.number), u.code, u.amount, u.shipping, "
	     "o.currency, u.created_at, u.given_back_at FROM (SELECT id, number, currency FROM "
	     "orders WHERE customer_id = ? AND id > ? ORDER BY id LIMIT ?) o LEFT JOIN "
	     "promotion_use u ON u.order_id = o.id ORDER BY o.id, u.id");
static const struct held_column uses[] = {
	{ "order", HELD_TEXT },         { "code", HELD_TEXT },     { "off_items", HELD_MONEY },
	{ "off_shipping", HELD_MONEY }, { "currency", HELD_TEXT }, { "at", HELD_TIME },
	{ "given_back_at", HELD_TIME },
};

static const struct held_table tables[] = {
	{ "promotions", &held_uses, HELD_COLUMNS(uses), 5, true },
};

const struct held_area held_in_promotion = { tables, sizeof tables / sizeof *tables };
