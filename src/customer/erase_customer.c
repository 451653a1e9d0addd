/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing a customer: every area forgets, and the customers' own tables last. */
#include "audit.h"
#include "customer/erase.h"
#include "guard.h"
#include "order/order.h"
#include "task.h"

bool customer_hold(struct work *w, uint64_t customer_id)
{
	return erase_store_lock(w, customer_id);
}

static int erase(struct work *w, void *arg)
{
	uint64_t id = *(const uint64_t *)arg;
	const struct wiring *wiring = w->app->wiring;
	size_t n;

	if (!erase_store_lock(w, id))
		return ERASE_NOT_FOUND;
	(void)order_open_of_customer(w, id, &n);
	if (n)
		return ERASE_OPEN_ORDERS;
	for (size_t i = 0; i < wiring->n_erasers; i++)
		wiring->erasers[i](w, id);
	erase_store_all(w, id);
	session_end_all(w, SESSION_CUSTOMER, id);
	task_forget_all(w, (struct actor){ ACTOR_CUSTOMER, id });
	audit_write(w, &(struct audit){ .kind = AUDIT_CUSTOMER_ERASED,
					.customer_id = id,
					.about = "customer",
					.about_id = id });
	return ERASE_OK;
}

enum erase_refusal customer_erase(struct work *w, uint64_t customer_id)
{
	return (enum erase_refusal)work_transaction(w, erase, &customer_id);
}
