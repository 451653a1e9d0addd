/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linking two orders of one customer at the desk and by programs, and taking a link off again. */
#include "base/ident.h"
#include "base/json.h"
#include "guard.h"
#include "order/form_web.h"
#include "order/input.h"
#include "order/refusal_web.h"
#include "order/web.h"

static cJSON *page_view(struct work *w, const struct order *o)
{
	cJSON *view = json_object(), *order = json_add_object(view, "order");

	json_add_text(order, "number", o->number);
	json_add_int(order, "version", o->version);
	order_links_view(w, o, order);
	return view;
}

void order_web_link_form(struct request *req, struct response *res)
{
	cJSON *view, *values = json_object();
	struct work w;
	struct order *o = order_of_path(req, res, &w);

	if (!o)
		return;
	view = page_view(&w, o);
	json_add_int(values, "version", o->version);
	json_add_text(values, "other", params_get(&req->query, "other"));
	json_add_text(values, "kind", link_kind_word[LINK_TOGETHER]);
	json_add(view, "form", respond_form(req, link_fields, link_fields_n, values, NULL));
	respond_view(req, res, "order/desk_link", view);
}

static void answer(struct request *req, struct response *res, struct work *w, enum order_refusal r,
		   const struct order_answer *a, const char *flash)
{
	struct contact c;
	cJSON *view = NULL;

	if (r != ORDER_OK) {
		order_answer_refusal(req, res, r, a);
		return;
	}
	if (req->wants_json && contact_get(w, a->order->contact_id, &c))
		view = order_view(w, a->order, &c, false);
	respond_done(req, res, 200, view,
		     arena_printf(req->arena, "/desk/orders/%s", a->order->number), "success",
		     flash);
}

/* What is wrong with the other order is said beside its field. */
static bool is_beside_a_field(enum order_refusal r, const struct order_answer *a,
			      struct field_errors *errors)
{
	if (r == ORDER_NOT_FOUND)
		field_error(errors, "/other", "unknown_order", N_("There is no such order"), NULL);
	else if (r == ORDER_NOT_NOW)
		field_error(errors, "/other", a->reason, order_refusal_words(a->reason), NULL);
	return errors->n > 0;
}

void order_web_link(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct link_input in = { 0 };
	struct order_answer a = { 0 };
	enum order_refusal r = ORDER_NOT_FOUND;
	struct work w;
	struct order *o = order_of_path(req, res, &w);
	uint64_t other;

	if (!o)
		return;
	if (!fields_read(req, link_fields, link_fields_n, &in, o->currency, &errors)) {
		respond_errors(req, res, "order/desk_link", page_view(&w, o), link_fields,
			       link_fields_n, &errors);
		return;
	}
	if (order_find_number(&w, in.other, &other))
		r = order_link(&w, (struct order_ref){ o->id, (int)in.version }, other,
			       (enum link_kind)in.kind, &a);
	if (is_beside_a_field(r, &a, &errors))
		respond_errors(req, res, "order/desk_link", page_view(&w, o), link_fields,
			       link_fields_n, &errors);
	else if (r == ORDER_STALE)
		respond_stale(req, res, "order/desk_link", page_view(&w, o), link_fields,
			      link_fields_n,
			      &(struct stale){ order_stale_words, o->version, NULL,
					       order_events_since(&w, o, (int)in.version) });
	else
		answer(req, res, &w, r, &a, N_("The orders are linked."));
}

void order_web_unlink(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct act_input in = { 0 };
	struct order_answer a = { 0 };
	enum order_refusal r;
	struct work w;
	struct order *o = order_of_path(req, res, &w);
	uint64_t id;

	if (!o)
		return;
	if (!ident_parse(req->path_param[1], &id)) {
		respond_not_found(req, res);
		return;
	}
	if (!fields_read(req, act_fields, act_fields_n, &in, o->currency, &errors)) {
		respond_errors(req, res, "order/desk_link", page_view(&w, o), link_fields,
			       link_fields_n, &errors);
		return;
	}
	r = order_unlink(&w, (struct order_ref){ o->id, (int)in.version }, id, &a);
	if (r == ORDER_STALE && req->wants_json)
		respond_stale(req, res, NULL, NULL, act_fields, act_fields_n,
			      &(struct stale){ order_stale_words, o->version, NULL,
					       order_events_since(&w, o, (int)in.version) });
	else
		answer(req, res, &w, r, &a, N_("The link is taken off."));
}
