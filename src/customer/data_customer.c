/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer asks for all that is held about them. */
#include <string.h>
#include "audit.h"
#include "base/json.h"
#include "customer/data.h"

enum { TASKS = 20 }; /* of a customer, that are not forgotten */

bool customer_data_find(struct work *w, uint64_t customer_id, struct task *out)
{
	size_t n;
	const struct task *all =
		task_list(w, (struct actor){ ACTOR_CUSTOMER, customer_id }, TASKS, &n);

	for (size_t i = 0; i < n; i++) {
		if (strcmp(all[i].kind, DATA_KIND) != 0)
			continue;
		*out = all[i];
		return true;
	}
	return false;
}

struct instant data_again_at(const struct task *newest, struct instant now)
{
	struct instant at = instant_add(newest->created_at, DATA_EACH);

	if (newest->state == TASK_OPEN)
		return at.us > now.us ? at : now;
	return newest->state == TASK_DONE && at.us > now.us ? at : INSTANT_NONE;
}

struct asking {
	uint64_t customer_id;
	enum lang lang;
};

static int ask(struct work *w, void *arg)
{
	const struct asking *a = arg;
	struct task newest;

	if (!customer_hold(w, a->customer_id))
		return DATA_NOT_FOUND;
	if (customer_data_find(w, a->customer_id, &newest) &&
	    !instant_is_none(data_again_at(&newest, w->now)))
		return DATA_TOO_SOON;
	(void)task_add(w, DATA_KIND, 0, a->lang, json_object(), 0);
	audit_write(w, &(struct audit){ .kind = AUDIT_OWN_DATA_ASKED,
					.who = w->actor,
					.customer_id = a->customer_id });
	return DATA_OK;
}

enum data_refusal customer_data_ask(struct work *w, uint64_t customer_id, enum lang lang)
{
	return (enum data_refusal)work_transaction(w, ask, &(struct asking){ customer_id, lang });
}
