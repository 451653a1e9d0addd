/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of the newest messages two have failed and one waits, so that the outbox can be seen at work. */
#include "demo/shop.h"

#define NEWEST "WHERE state IN (0, 2) AND tries = 0 ORDER BY id DESC LIMIT 1"
DB_STATEMENT(demo_message_failed,
	     "UPDATE outbox SET state = 3, tries = 1, sent_at = NULL, last_error = ? " NEWEST);
DB_STATEMENT(demo_message_waits,
	     "UPDATE outbox SET state = 0, tries = 2, sent_at = NULL, last_error = ?, run_at = "
	     "UTC_TIMESTAMP(6) + INTERVAL 2 HOUR " NEWEST);

void messages_trouble(struct shop *s)
{
	struct db *db = s->work.db;

	db_exec(db, &demo_message_failed, "550 5.1.1 no such mailbox");
	db_exec(db, &demo_message_failed, "552 5.2.2 the mailbox is full");
	db_exec(db, &demo_message_waits, "451 4.7.1 try again later");
}
