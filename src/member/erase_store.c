/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points and invitations of a customer who is erased: they stay, without what colleagues wrote of
 * them. */
#include "member/store.h"

DB_STATEMENT(erase_reasons, "UPDATE member_entry SET why = '\xe2\x80\x93' WHERE customer_id = ? "
			    "AND why IS NOT NULL");
DB_STATEMENT(erase_allowed, "UPDATE member_referral SET allowed_why = '\xe2\x80\x93' WHERE "
			    "(referrer_id = ? OR friend_id = ?) AND allowed_why IS NOT NULL");

void member_erase_customer(struct work *w, uint64_t customer_id)
{
	db_exec(w->db, &erase_reasons, customer_id);
	db_exec(w->db, &erase_allowed, customer_id, customer_id);
}
