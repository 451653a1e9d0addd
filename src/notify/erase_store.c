/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages to a customer who is erased: that they were sent stays, not to whom and not their words.
 */
#include "notify/store.h"

/* Nothing that still waits is sent. */
#define EMPTIED                                                                                    \
	" SET m.recipient = CONCAT('erased ', m.id), m.data = NULL, m.said = NULL, m.subject = "   \
	"NULL, m.answer = NULL, m.last_error = NULL, m.state = IF(m.state = 2, 2, 3), m.owner = "  \
	"NULL, m.lease_until = NULL "
DB_STATEMENT(erase_own_messages, "UPDATE outbox m" EMPTIED "WHERE m.customer_id = ?");
DB_STATEMENT(erase_order_messages, "UPDATE outbox m JOIN orders o ON o.id = m.order_id" EMPTIED
				   "WHERE o.customer_id = ?");
/* Codes to sign in with are nobody's. */
DB_STATEMENT(erase_messages_to,
	     "UPDATE outbox m JOIN customer_identity i ON i.value = m.recipient" EMPTIED
	     "WHERE i.customer_id = ?");

void notify_erase_customer(struct work *w, uint64_t customer_id)
{
	db_exec(w->db, &erase_own_messages, customer_id);
	db_exec(w->db, &erase_order_messages, customer_id);
	db_exec(w->db, &erase_messages_to, customer_id);
}
