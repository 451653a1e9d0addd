/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the ledgers of money hold about a customer: for themselves. */
#include "held.h"
#include "payment/payment.h"

DB_STATEMENT(held_payments,
	     "SELECT o.id, IF(p.id IS NULL, NULL, o.number), p.kind, p.method, p.amount, "
	     "p.currency, p.reference, p.why, p.at FROM (SELECT id, number FROM orders WHERE "
	     "customer_id = ? AND id > ? ORDER BY id LIMIT ?) o LEFT JOIN payment_entry p ON "
	     "p.order_id = o.id ORDER BY o.id, p.id");
static const struct held_column payments[] = {
	{ "order", HELD_TEXT },    HELD_AS("kind", payment_kind_word),
	{ "method", HELD_TEXT },   { "amount", HELD_MONEY },
	{ "currency", HELD_TEXT }, { "reference", HELD_TEXT },
	{ "why", HELD_TEXT },      { "at", HELD_TIME },
};

DB_STATEMENT(held_credits,
	     "SELECT c.id, o.number, c.kind, c.amount, c.currency, c.source_ref, c.why, c.at FROM "
	     "credit_entry c LEFT JOIN orders o ON o.id = c.order_id WHERE c.customer_id = ? AND "
	     "c.id > ? ORDER BY c.id LIMIT ?");
static const struct held_column credits[] = {
	{ "order", HELD_TEXT },    HELD_AS("kind", credit_kind_word), { "amount", HELD_MONEY },
	{ "currency", HELD_TEXT }, { "reference", HELD_TEXT },        { "why", HELD_TEXT },
	{ "at", HELD_TIME },
};

static const struct held_table tables[] = {
	{ "payments", &held_payments, HELD_COLUMNS(payments), 5, true },
	{ "credits", &held_credits, HELD_COLUMNS(credits), 4, false },
};

const struct held_area held_in_payment = { tables, sizeof tables / sizeof *tables };
