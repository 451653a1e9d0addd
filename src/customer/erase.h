/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer is erased at their own wish; for the files of customer/ alone. */
#ifndef REGULARS_CUSTOMER_ERASE_H
#define REGULARS_CUSTOMER_ERASE_H

#include "customer/inside.h"

enum erase_refusal { ERASE_OK, ERASE_NOT_FOUND, ERASE_OPEN_ORDERS };
/* What says who they are goes from every table, at once, and all their sessions end. Orders,
 * payments and points stay, of a customer without name and contact. Who went over to them goes with
 * them. One transaction. */
enum erase_refusal customer_erase(struct work *w, uint64_t customer_id)
	__attribute__((warn_unused_result));

/* ---- the SQL (erase_store.c) ---- */
/* Locks the row; false: there is none, or it is erased. */
bool erase_store_lock(struct work *w, uint64_t customer_id);
/* The customers' own tables; identities last, by which others find theirs. */
void erase_store_all(struct work *w, uint64_t customer_id);

#endif
