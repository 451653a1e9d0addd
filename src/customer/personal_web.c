/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What concerns a customer's privacy besides their data: whether what is proposed goes by who they
 * are, and how and where they signed in. */
#include <stdlib.h>
#include "base/json.h"
#include "customer/consent.h"
#include "customer/sign_in.h"
#include "customer/web.h"
#include "guard.h"
#include "respond.h"

enum { PAGE_ROWS = 30 };

/* ---- the switch, on the page of what they told ---- */

struct personal_input {
	bool personal;
};
static const struct field fields[] = {
	{ .name = "personal",
	  .kind = FIELD_BOOL,
	  .offset = offsetof(struct personal_input, personal) },
};

struct choice {
	uint64_t customer_id;
	bool personal;
};

static int choose(struct work *w, void *arg)
{
	const struct choice *c = arg;

	if (customer_is_personal(w, c->customer_id) == c->personal)
		return 0;
	customer_chose(w, c->customer_id, CONSENT_PERSONAL, CONSENT_NO_CHANNEL, c->personal,
		       CONSENT_IN_ACCOUNT);
	return 0;
}

void customer_web_personal(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct personal_input in = { false };
	struct work w = work_of(req);

	if (!fields_read(req, fields, 1, &in, NULL, &errors)) {
		respond_errors(req, res, NULL, NULL, fields, 1, &errors);
		return;
	}
	(void)work_transaction(&w, choose, &(struct choice){ req->session->actor.id, in.personal });
	respond_done(req, res, 204, NULL, "/me/about", "success",
		     in.personal ? N_("What is proposed to you may go by your orders again.")
				 : N_("What is proposed to you no longer goes by your orders or "
				      "what you told."));
}

/* ---- sign-ins ---- */

static void add_sign_in(const struct sign_in *s, cJSON *v)
{
	json_add_text(v, "how", sign_in_how_word[s->how]);
	json_add_text(v, "agent", s->agent);
	json_add_text(v, "network", s->network);
	json_add_null(v, "region"); /* nothing here knows where a network is */
	json_add_instant(v, "at", s->at);
}

void customer_web_sign_ins(struct request *req, struct response *res)
{
	const char *before = params_get(&req->query, "before");
	uint64_t below = before ? strtoull(before, NULL, 10) : 0;
	struct work w = work_of(req);
	cJSON *view = json_object(), *list = json_add_array(view, "sign_ins");
	size_t n;
	const struct sign_in *all =
		sign_in_store_list(&w, req->session->actor.id, below, PAGE_ROWS + 1, &n);

	for (size_t i = 0; i < n && i < PAGE_ROWS; i++)
		add_sign_in(&all[i], json_append_object(list));
	json_add_bool(view, "any", n > 0);
	json_add_id(view, "older", n > PAGE_ROWS ? all[PAGE_ROWS - 1].id : 0);
	respond_view(req, res, "customer/sign_ins", view);
}
