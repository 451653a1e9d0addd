/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer has their account erased: what goes, what stays and why, a code, and a last question.
 */
#include "base/json.h"
#include "customer/door.h"
#include "customer/erase.h"
#include "customer/input.h"
#include "customer/web.h"
#include "guard.h"
#include "order/order.h"
#include "respond.h"

#define PAGE "customer/erase"
#define PATH "/me/erase"

struct erase_input {
	bool sure;
};
static const struct field sure_fields[] = {
	{ .name = "sure",
	  .kind = FIELD_BOOL,
	  .offset = offsetof(struct erase_input, sure),
	  .required = true,
	  .missing = N_("Tick this, so that it does not happen by accident") },
};

static cJSON *page_view(struct request *req, struct work *w)
{
	cJSON *view = json_object(), *list = json_add_array(view, "open");
	size_t n;
	const char **open = order_open_of_customer(w, req->session->actor.id, &n);

	for (size_t i = 0; i < n; i++)
		json_append_text(list, open[i]);
	json_add_bool(view, "has_open", n > 0);
	json_add_bool(view, "is_proved", door_is_proved(req));
	json_add(view, "ways", door_ways_view(req, w));
	return view;
}

void customer_web_erase_form(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	cJSON *view = page_view(req, &w);

	json_add(view, "form",
		 door_is_proved(req) ? respond_form(req, sure_fields, 1, NULL, NULL)
				     : respond_form(req, customer_password_fields,
						    OWN_PASSWORD_FIELDS, NULL, NULL));
	respond_view(req, res, PAGE, view);
}

void customer_web_erase_code(struct request *req, struct response *res)
{
	door_ask_own_code(req, res, PAGE, page_view, PATH);
}

static void answer(struct request *req, struct response *res, enum erase_refusal r)
{
	switch (r) {
	case ERASE_OK:
		session_end(req, res);
		respond_done(req, res, 204, NULL, "/track", "success",
			     N_("Your account is erased, and you are signed out."));
		break;
	case ERASE_OPEN_ORDERS:
		respond_refusal(req, res, 409, "open_orders",
				N_("There are still open orders. When they are complete or "
				   "cancelled, the account can be erased."));
		break;
	case ERASE_NOT_FOUND:
		respond_not_found(req, res);
		break;
	}
}

void customer_web_erase(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct erase_input in = { false };
	struct work w = work_of(req);

	if (!door_wants_proof(req, res))
		return;
	if (!fields_read(req, sure_fields, 1, &in, NULL, &errors))
		respond_errors(req, res, PAGE, page_view(req, &w), sure_fields, 1, &errors);
	else
		answer(req, res, customer_erase(&w, req->session->actor.id));
}
