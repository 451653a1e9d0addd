/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was written to a customer: for themselves. */
#include "held.h"
#include "notify/store.h"

DB_STATEMENT(held_messages,
	     "SELECT m.id, m.template, m.channel, m.recipient, m.lang, o.number, m.state, "
	     "m.subject, CONVERT(UNCOMPRESS(m.said) USING utf8mb4), m.answer, m.created_at, "
	     "m.sent_at FROM (SELECT ? AS id) me JOIN outbox m ON m.customer_id = me.id LEFT JOIN "
	     "orders o ON o.id = m.order_id WHERE m.id > ? ORDER BY m.id LIMIT ?");
static const struct held_column messages[] = {
	{ "about", HELD_TEXT },   HELD_AS("channel", message_channel_word),
	{ "to", HELD_TEXT },      { "language", HELD_TEXT },
	{ "order", HELD_TEXT },   HELD_AS("state", outbox_state_word),
	{ "subject", HELD_TEXT }, { "text", HELD_TEXT },
	{ "answer", HELD_TEXT },  { "created_at", HELD_TIME },
	{ "sent_at", HELD_TIME },
};

static const struct held_table tables[] = {
	{ "messages", &held_messages, HELD_COLUMNS(messages) },
};

const struct held_area held_in_notify = { tables, sizeof tables / sizeof *tables };
