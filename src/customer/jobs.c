/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the worker does for customers. */
#include "customer/inside.h"

#define PURGE_BATCH 500

bool customer_purge_codes(struct work *w)
{
	return code_store_purge(w, instant_add(w->now, -INSTANT_DAY), PURGE_BATCH) == PURGE_BATCH;
}
