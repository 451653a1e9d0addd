/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the checks of new orders found: all that a person has to look at, and settling it by one
 * click. */
#include "base/ident.h"
#include "base/json.h"
#include "base/text.h"
#include "guard.h"
#include "order/form_web.h"
#include "order/input.h"
#include "order/intake_store.h"
#include "order/refusal_web.h"
#include "order/web.h"

enum { PAGE = 50, SHARE_DAYS = 7, WHOLE = 1000 };

static const char *const done_words[FINDING_ANSWER__MAX] = {
	[FINDING_ACCEPT] = N_("The correction is made."),
	[FINDING_PASS] = N_("Noted: it is right as it is."),
	[FINDING_CANCEL] = N_("The order is cancelled."),
	[FINDING_CANCEL_OTHER] = N_("The other order is cancelled."),
};

static bool may_answer(const struct request *req, enum finding_answer how)
{
	return (how != FINDING_CANCEL && how != FINDING_CANCEL_OTHER) ||
	       may(req, PERM_ORDERS_CANCEL);
}

static void answer(struct request *req, struct response *res, struct work *w, const struct order *o,
		   enum finding_answer how)
{
	struct contact c;
	cJSON *view = NULL;

	if (req->wants_json && contact_get(w, o->contact_id, &c))
		view = order_view(w, o, &c, false);
	respond_done(req, res, 200, view, arena_printf(req->arena, "/desk/orders/%s", o->number),
		     "success", done_words[how]);
}

void order_web_finding(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct finding_input in = { 0 };
	struct order_answer a;
	enum order_refusal r;
	struct order *o;
	struct work w;
	uint64_t id;

	o = order_of_path(req, res, &w);
	if (!o)
		return;
	if (!ident_parse(req->path_param[1], &id)) {
		respond_not_found(req, res);
		return;
	}
	if (!fields_read(req, finding_fields, finding_fields_n, &in, o->currency, &errors)) {
		/* the page's buttons send what is right: only a program has a use for more */
		if (req->wants_json)
			respond_errors(req, res, NULL, NULL, finding_fields, finding_fields_n,
				       &errors);
		else
			respond_refusal(req, res, 409, "bad_answer",
					N_("Choose what is to be done"));
		return;
	}
	if (!may_answer(req, (enum finding_answer)in.answer)) {
		respond_refusal(req, res, 403, "not_yours", N_("Your role may not cancel orders."));
		return;
	}
	r = order_settle_finding(&w, (struct order_ref){ o->id, (int)in.version }, id,
				 (enum finding_answer)in.answer, may(req, PERM_PRICES), &a);
	if (r == ORDER_STALE && req->wants_json)
		respond_stale(req, res, NULL, NULL, finding_fields, finding_fields_n,
			      &(struct stale){ order_stale_words, o->version, NULL,
					       order_events_since(&w, o, (int)in.version) });
	else if (r == ORDER_OK && order_get(&w, o->id, &o))
		answer(req, res, &w, o, (enum finding_answer)in.answer);
	else
		order_answer_refusal(req, res, r, &a);
}

/* ---- the list ---- */

/* In tenths of a per cent; nothing placed: all of it. */
static void add_share(struct work *w, cJSON *view)
{
	uint64_t since = ident_floor(instant_add(w->now, -SHARE_DAYS * INSTANT_DAY));
	cJSON *t = json_add_object(view, "clean");
	int64_t all, found;

	intake_store_share(w, since, &all, &found);
	json_add_int(t, "days", SHARE_DAYS);
	json_add_int(t, "all", all);
	json_add_int(t, "untouched", all - found);
	json_add_int(t, "per_mille", all > 0 ? (all - found) * WHOLE / all : WHOLE);
	json_add_bool(t, "any", all > 0);
}

void order_web_checks(struct request *req, struct response *res)
{
	const char *after = params_get(&req->query, "after");
	struct work w = work_of(req);
	cJSON *view = json_object(), *list = json_add_array(view, "findings"), *pager;
	uint64_t from = 0, last = 0;
	struct rows *r;
	size_t n = 0;

	if (after && !ident_parse(after, &from))
		from = 0;
	r = intake_store_list(&w, from);
	while (rows_next(r) && ++n <= PAGE) {
		cJSON *t = json_append_object(list);

		last = rows_id(r, 0);
		json_add_text(t, "kind", finding_kind_word[rows_int(r, 1)]);
		json_add_instant(t, "at", rows_time(r, 2));
		json_add_text(t, "number", rows_text(r, 3));
		json_add_text(t, "badge", order_badge_word[rows_int(r, 4)]);
		json_add_money(t, "total", rows_i64(r, 5), rows_text(r, 6));
		json_add_text(t, "customer",
			      may(req, PERM_CUSTOMERS_READ)
				      ? text_mask_name(req->arena, rows_text(r, 7))
				      : NULL);
		json_add_text(t, "sku", rows_text(r, 8));
	}
	json_add_bool(view, "any", n > 0);
	add_share(&w, view);
	pager = json_add_object(view, "pager");
	json_add_id(pager, "next", n > PAGE ? last : 0);
	respond_view(req, res, "order/desk_checks", view);
}
