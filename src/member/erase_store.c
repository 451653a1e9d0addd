/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points of a customer who is erased: the ledger stays, without what colleagues wrote in it. */
#include "member/store.h"

DB_STATEMENT(erase_reasons, "UPDATE member_entry SET why = '\xe2\x80\x93' WHERE customer_id = ? "
			    "AND why IS NOT NULL");

void member_erase_customer(struct work *w, uint64_t customer_id)
{
	db_exec(w->db, &erase_reasons, customer_id);
}
