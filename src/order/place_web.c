/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Placing an order: the desk's form for phone orders, and the API's POST. */
#include "base/json.h"
#include "guard.h"
#include "order/flaw_web.h"
#include "order/form_web.h"
#include "order/input.h"
#include "order/refusal_web.h"
#include "order/web.h"

enum { FORM_ROWS = 6 };
static const char reference_taken[] = N_("This source already has an order with that reference.");

/* ?customer=C-…: a known customer's newest contact is filled in, for who may see it in full; that
 * is logged like any other showing of it. */
static void add_customer(struct request *req, cJSON *values)
{
	const char *asked = params_get(&req->query, "customer");
	struct work w = work_of(req);
	struct customer c;
	struct contact contact;

	if (!asked || !may(req, PERM_PERSONAL_DATA) || !customer_find_number(&w, asked, &c) ||
	    !contact_get_newest(&w, c.id, &contact))
		return;
	json_add(values, "contact", contact_view(&w, &contact, true));
	json_add_text(values, "lang", lang_tag[c.lang]);
}

void order_web_place_form(struct request *req, struct response *res)
{
	cJSON *view = json_object(), *values = json_object();

	add_customer(req, values);
	if (!json_get(values, "lang"))
		json_add_text(values, "lang",
			      lang_tag[req->app->settings.lang[0] == 'z' ? LANG_ZH : LANG_EN]);
	json_add_text(values, "payment_method", order_payment_method_word[PAY_COD]);
	order_add_rows(values, "lines", 2, FORM_ROWS);
	json_add_null(view, "belongs");
	json_add_null(view, "instead");
	json_add(view, "form", respond_form(req, place_fields, place_fields_n, values, NULL));
	respond_view(req, res, "order/desk_place", view);
}

/* All that is wrong comes at once: what can be said of the items and of the reference besides what
 * was read. */
static void say_more(struct work *w, const struct order_draft *d, const struct order_flaws *f,
		     struct field_errors *errors)
{
	uint64_t known;

	order_flaws_say(errors, "lines", d->lines, f);
	if (errors->n > 0 && d->source_ref && !field_is_wrong(errors, "/source_ref") &&
	    !field_is_wrong(errors, "/source") &&
	    order_find_reference(w, d->source, d->source_ref, &known))
		field_error(errors, "/source_ref", "reference_taken", reference_taken, NULL);
}

static void show_errors(struct request *req, struct response *res, struct work *w,
			const struct order_draft *d, const struct order_flaws *f,
			const struct field_errors *errors)
{
	cJSON *view = json_object();

	json_add_null(view, "belongs");
	order_flaws_offer(w, d->lines, f, view);
	respond_errors(req, res, "order/desk_place", view, place_fields, place_fields_n, errors);
}

/* The discount is beyond the items, or so it seems, or the items are beyond all orders; a person
 * reads of a taken reference on the form, a program by its status. */
static bool is_beside_a_field(const struct request *req, const struct order_draft *d,
			      enum order_refusal r, const struct order_answer *a,
			      struct field_errors *errors)
{
	if (r == ORDER_TOO_LARGE)
		field_error(errors, d->discount > 0 ? "/discount" : "/lines", "too_large",
			    N_("The amount is out of range, or the discount is larger than the "
			       "items."),
			    NULL);
	if (r == ORDER_NO_PROMOTION)
		order_say_promotion(a->promotion, errors);
	if (r == ORDER_REF_TAKEN && !req->wants_json)
		field_error(errors, "/source_ref", "reference_taken", reference_taken, NULL);
	return errors->n > 0;
}

/* A refusal about one line is shown beside it, with those of the others; the rest as they are. */
static void refuse(struct request *req, struct response *res, struct work *w,
		   const struct order_draft *d, enum order_refusal r, const struct order_answer *a)
{
	const struct order_line_refusal *l = order_line_refusal(r);
	struct field_errors errors = { .arena = req->arena };
	struct order_flaws f = { .n = 0 };
	bool beside = is_beside_a_field(req, d, r, a, &errors);

	if (d->n_lines > 0 && (beside || l)) {
		f = order_find_flaws(w, d->lines, d->n_lines, req->app->settings.currency,
				     !d->as_draft);
		say_more(w, d, &f, &errors);
	}
	if (d->n_lines > 0 && l && errors.n == 0)
		field_error(&errors,
			    arena_printf(req->arena, "/lines/%zu/%s", d->lines[a->line].row,
					 l->tail),
			    l->code, l->words, NULL);
	if (errors.n > 0)
		show_errors(req, res, w, d, &f, &errors);
	else
		order_answer_refusal(req, res, r, a);
}

void order_web_place(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct place_input in = { .lang = -1, .promised_to = INSTANT_NONE };
	struct work w = work_of(req);
	struct order_draft draft;
	struct order_flaws f;
	struct order_answer a;
	struct contact contact;
	enum order_refusal r;

	(void)!fields_read(req, place_fields, place_fields_n, &in, req->app->settings.currency,
			   &errors);
	if (!place_draft(req, &in, &draft, &errors)) {
		f = order_find_flaws(&w, draft.lines, draft.n_lines, req->app->settings.currency,
				     !draft.as_draft);
		say_more(&w, &draft, &f, &errors);
		show_errors(req, res, &w, &draft, &f, &errors);
		return;
	}
	r = order_place(&w, &draft, &a);
	if (r != ORDER_OK) {
		refuse(req, res, &w, &draft, r, &a);
		return;
	}
	json_add_id(a.document, "id", a.order->id);
	json_add_int(a.document, "version", a.order->version);
	json_add_text(a.document, "source", a.order->source);
	json_add_text(a.document, "source_ref", a.order->source_ref);
	if (a.n_findings > 0 && contact_get(&w, a.order->contact_id, &contact))
		json_add(a.document, "findings", order_findings_view(&w, a.order, &contact));
	else
		json_add_array(a.document, "findings");
	json_add_text(a.document, "tracking_url", order_link_url(&w, a.order));
	respond_done(req, res, 201, a.document,
		     arena_printf(req->arena, "/desk/orders/%s", a.order->number), "success",
		     N_("The order is placed."));
}
