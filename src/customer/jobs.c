/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the worker does for customers. */
#include "customer/inside.h"
#include "customer/sign_in.h"

#define PURGE_BATCH   500
#define SIGN_INS_KEPT (366 * INSTANT_DAY)

bool customer_purge_codes(struct work *w)
{
	return code_store_purge(w, instant_add(w->now, -INSTANT_DAY), PURGE_BATCH) == PURGE_BATCH;
}

bool customer_purge_sign_ins(struct work *w)
{
	return sign_in_store_purge(w, instant_add(w->now, -SIGN_INS_KEPT), PURGE_BATCH) ==
	       PURGE_BATCH;
}
