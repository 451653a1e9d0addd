/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages go over to somebody else, where two customers become one; and back. */
#include "notify/notify.h"

#include "customer/move_store.h"

_Static_assert(MOVED_MESSAGE == 10, "kinds of rows are stored by number");
DB_STATEMENT(message_owner_note, CUSTOMER_NOTE("outbox", "10"));
DB_STATEMENT(message_owner_give, CUSTOMER_GIVE("outbox"));
DB_STATEMENT(message_owner_back, CUSTOMER_BACK("outbox", "10"));
/* What was said together, or in one of since, stays together. */
DB_STATEMENT(message_owner_together,
	     "UPDATE outbox x JOIN outbox j ON j.id = x.joined_id SET x.customer_id = "
	     "j.customer_id WHERE x.customer_id IN (?, ?) AND j.customer_id <> x.customer_id");

void notify_give_customer(struct work *w, const struct customer_move *m)
{
	db_exec(w->db, &message_owner_note, m->merge_id, m->from);
	db_exec(w->db, &message_owner_give, m->to, m->from);
}

void notify_back_customer(struct work *w, const struct customer_move *m)
{
	db_exec(w->db, &message_owner_back, m->to, m->merge_id, m->from);
	db_exec(w->db, &message_owner_together, m->from, m->to);
}
