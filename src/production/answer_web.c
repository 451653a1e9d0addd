/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the handlers of production answer. */
#include "production/answer_web.h"

#include <string.h>
#include "base/json.h"
#include "guard.h"
#include "production/view.h"
#include "respond.h"

static const struct {
	const char *reason, *words;
} reasons[] = {
	{ "already_started", N_("This batch was started already.") },
	{ "not_started", N_("This batch was not started yet.") },
	{ "already_finished", N_("What came of this batch is recorded already.") },
	{ "cancelled", N_("This order is cancelled.") },
	{ "closed", N_("This order is completed.") },
	{ "draft", N_("This order is still a draft.") },
	{ "in_review", N_("This order is still in review.") },
	{ "held", N_("This order is on hold.") },
	{ "unpaid", N_("This order is not paid yet.") },
	{ "already_packed", N_("The order is already packed.") },
	{ "not_waiting", N_("This item does not wait for production.") },
	{ "too_many", N_("Fewer of it are left to be made.") },
	{ "other_sku", N_("There is no such item of this SKU.") },
	{ "twice", N_("This item stands here twice.") },
};

const char *production_words_of(const char *reason)
{
	for (size_t i = 0; reason && i < sizeof reasons / sizeof *reasons; i++)
		if (strcmp(reasons[i].reason, reason) == 0)
			return reasons[i].words;
	return N_("This is not possible now.");
}

void production_done(struct request *req, struct response *res, struct work *w,
		     const struct production *p, int status, const char *flash)
{
	respond_done(req, res, status, req->wants_json ? production_view(w, p) : NULL,
		     arena_printf(req->arena, "/desk/production/%llu", (unsigned long long)p->id),
		     "success", flash);
}

void production_hand_over(struct request *req, struct response *res, uint64_t task)
{
	cJSON *view = json_object();

	json_add_id(view, "task", task);
	respond_done(req, res, 202, view,
		     arena_printf(req->arena, "/desk/tasks/%llu", (unsigned long long)task), "info",
		     N_("Being done. What comes of it is said here."));
}

struct production_asker production_asker_of(const struct request *req)
{
	return (struct production_asker){ req->session->permissions, req->lang };
}
