/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What staff and programs book on an order: money received, given back, credited. */
#include "payment/web.h"
#include <string.h>
#include "base/json.h"
#include "base/money.h"
#include "guard.h"
#include "payment/input.h"
#include "respond.h"

/* One act: its page, its fields, what it books and says. */
struct money_page {
	const char *page;
	const struct field *table;
	const size_t *n;
	enum order_act act;
	enum payment_refusal (*book)(struct work *w, struct order_ref r,
				     const struct money_input *in, struct payment_answer *out);
	const char *words;
};

/* The order of the path; NULL: 404 is answered. */
static struct order *find(struct request *req, struct response *res, struct work *w)
{
	struct order *o;
	uint64_t id;

	*w = work_of(req);
	if (order_find_number(w, req->path_param[0], &id) && order_get(w, id, &o))
		return o;
	respond_not_found(req, res);
	return NULL;
}

/* ---- pages ---- */

/* Payments something is left of. Chosen is the one named in the link or before, and one alone. */
static void add_payments(const cJSON *ledger, const char *chosen, cJSON *view)
{
	cJSON *list = json_add_array(view, "payments");
	const cJSON *entry;
	int n = 0;

	cJSON_ArrayForEach(entry, json_get(ledger, "entries"))
	{
		n += json_get_bool(entry, "may_refund");
	}
	cJSON_ArrayForEach(entry, json_get(ledger, "entries"))
	{
		const char *id = json_get_text(entry, "id");
		cJSON *one;

		if (!json_get_bool(entry, "may_refund"))
			continue;
		one = cJSON_Duplicate(entry, true);
		json_add_bool(one, "chosen", n == 1 || (chosen && id && strcmp(chosen, id) == 0));
		cJSON_AddItemToArray(list, one);
	}
}

static const char *chosen_payment(const struct request *req)
{
	return params_get(req->method == METHOD_GET ? &req->query : &req->form, "payment");
}

static cJSON *page_view(struct request *req, struct work *w, const struct order *o)
{
	cJSON *view = json_object(), *order = json_add_object(view, "order");
	int64_t due = order_due(o);

	json_add_text(order, "number", o->number);
	json_add_int(order, "version", o->version);
	json_add_money(order, "due", due > 0 ? due : 0, o->currency);
	json_add_money(order, "owed", order_owed(o), o->currency);
	add_payments(payment_view_list(w, o), chosen_payment(req), view);
	return view;
}

/* What the form begins with: all that is due, or all that is left of the payment to give back. */
static cJSON *first_values(const struct request *req, const struct money_page *p,
			   const struct order *o, const cJSON *view)
{
	cJSON *values = json_object();
	const cJSON *payment;
	int64_t amount = p->table == capture_fields ? order_due(o) : 0;
	char text[32];

	json_add_int(values, "version", o->version);
	json_add_text(values, "method", order_payment_method_word[o->payment_method]);
	json_add_text(values, "payment", chosen_payment(req));
	cJSON_ArrayForEach(payment, json_get(view, "payments"))
	{
		if (p->table == refund_fields && json_get_bool(payment, "chosen"))
			amount = json_get_int(json_get(payment, "left"), "amount");
	}
	money_decimal(amount, o->currency, text, sizeof text);
	json_add_text(values, "amount", amount > 0 ? text : NULL);
	return values;
}

/* Payments have their own words where an order is over. */
static const char *reason_words(const char *reason)
{
	if (strcmp(reason, "cancelled") == 0)
		return N_("This order is cancelled: what was received can only be refunded.");
	if (strcmp(reason, "nothing_due") == 0)
		return N_("Nothing is left to pay.");
	if (strcmp(reason, "nothing_paid") == 0)
		return N_("Nothing has been paid that could be refunded.");
	return N_("This order is still a draft.");
}

static void show_form(struct request *req, struct response *res, const struct money_page *p)
{
	struct work w;
	struct order *o = find(req, res, &w);
	const char *why;
	cJSON *view;

	if (!o)
		return;
	why = order_refuses(o, p->act, false);
	if (why) {
		respond_refusal(req, res, 409, why, reason_words(why));
		return;
	}
	order_opens_form(&w, o->id);
	view = page_view(req, &w, o);
	json_add(view, "form",
		 respond_form(req, p->table, *p->n, first_values(req, p, o, view), NULL));
	respond_view(req, res, p->page, view);
}

/* ---- answers ---- */

/* What is wrong with a field is said beside it; the rest is a refusal of its own. */
static bool is_of_a_field(enum payment_refusal r, const char **pointer)
{
	*pointer = r == PAYMENT_NO_CAPTURE ? "/payment" : r == PAYMENT_BAD_TIME ? "/at" : "/amount";
	return r == PAYMENT_BAD_AMOUNT || r == PAYMENT_NO_AMOUNT || r == PAYMENT_TOO_MUCH ||
	       r == PAYMENT_NO_CAPTURE || r == PAYMENT_OVER_OWED || r == PAYMENT_OVER_WORTH ||
	       r == PAYMENT_BAD_TIME;
}

/* The bound that a sentence names. */
static const char *bound_text(const struct request *req, const struct order *o, int64_t left)
{
	struct buf b;

	buf_init(&b, req->arena);
	format_money(&b, req->lang, left > 0 ? left : 0, o->currency);
	return b.p;
}

static void answer_stale(struct request *req, struct response *res, const struct money_page *p,
			 struct work *w, uint64_t id, int seen)
{
	struct order *o;

	if (!order_get(w, id, &o)) {
		respond_not_found(req, res);
		return;
	}
	respond_stale(req, res, p->page, page_view(req, w, o), p->table, *p->n,
		      &(struct stale){ payment_refusal_text[PAYMENT_STALE], o->version, NULL,
				       order_events_since(w, o, seen) });
}

static void refuse(struct request *req, struct response *res, const struct money_page *p,
		   struct work *w, const struct order *o, enum payment_refusal r,
		   const struct payment_answer *a)
{
	struct field_errors errors = { .arena = req->arena };
	const char *pointer;

	if (r == PAYMENT_NOT_FOUND) {
		respond_not_found(req, res);
	} else if (r == PAYMENT_NOT_NOW) {
		respond_refusal(req, res, 409, a->reason, reason_words(a->reason));
	} else if (is_of_a_field(r, &pointer)) {
		field_error(&errors, pointer, payment_refusal_code[r], payment_refusal_text[r],
			    r == PAYMENT_OVER_OWED ? bound_text(req, o, a->left) : NULL);
		respond_errors(req, res, p->page, page_view(req, w, o), p->table, *p->n, &errors);
	} else {
		respond_refusal(req, res, 409, payment_refusal_code[r], payment_refusal_text[r]);
	}
}

static void done(struct request *req, struct response *res, const struct money_page *p,
		 struct work *w, const struct payment_answer *a)
{
	cJSON *view = NULL;

	if (req->wants_json) {
		view = payment_view_list(w, a->order);
		json_add_id(view, "id", a->id);
		json_add_money(view, "due", order_due(a->order), a->order->currency);
	}
	respond_done(req, res, 201, view,
		     arena_printf(req->arena, "/desk/orders/%s", a->order->number), "success",
		     p->words);
}

static void book(struct request *req, struct response *res, const struct money_page *p)
{
	struct field_errors errors = { .arena = req->arena };
	struct money_input in = { .at = INSTANT_NONE };
	struct payment_answer a = { 0 };
	struct work w;
	struct order *o = find(req, res, &w);
	enum payment_refusal r;

	if (!o)
		return;
	if (!fields_read(req, p->table, *p->n, &in, o->currency, &errors)) {
		respond_errors(req, res, p->page, page_view(req, &w, o), p->table, *p->n, &errors);
		return;
	}
	r = p->book(&w, (struct order_ref){ o->id, (int)in.version }, &in, &a);
	if (r == PAYMENT_OK)
		done(req, res, p, &w, &a);
	else if (r == PAYMENT_STALE)
		answer_stale(req, res, p, &w, o->id, (int)in.version);
	else
		refuse(req, res, p, &w, o, r, &a);
}

/* ---- the acts ---- */

static enum payment_refusal capture(struct work *w, struct order_ref r,
				    const struct money_input *in, struct payment_answer *out)
{
	struct payment_draft d = { .method = (enum order_payment_method)in->method,
				   .amount = in->amount,
				   .reference = in->reference,
				   .at = in->at };

	return payment_capture(w, r, &d, out);
}

static enum payment_refusal refund(struct work *w, struct order_ref r, const struct money_input *in,
				   struct payment_answer *out)
{
	return payment_refund(w, r, in->payment, in->amount, in->why, out);
}

static enum payment_refusal credit(struct work *w, struct order_ref r, const struct money_input *in,
				   struct payment_answer *out)
{
	struct credit_draft d = { .kind = credit_choice[in->kind],
				  .amount = in->amount,
				  .why = in->why,
				  .at = INSTANT_NONE };

	return payment_credit(w, r, &d, out);
}

static const struct money_page capture_page = {
	"payment/desk_payment",        capture_fields, &capture_fields_n, ACT_PAY, capture,
	N_("The payment is recorded.")
};
static const struct money_page refund_page = {
	"payment/desk_refund",        refund_fields, &refund_fields_n, ACT_REFUND, refund,
	N_("The refund is recorded.")
};
static const struct money_page credit_page = {
	"payment/desk_credit",      credit_fields, &credit_fields_n, ACT_CREDIT, credit,
	N_("The credit is booked.")
};

void payment_web_capture_form(struct request *req, struct response *res)
{
	show_form(req, res, &capture_page);
}

void payment_web_capture(struct request *req, struct response *res)
{
	book(req, res, &capture_page);
}

void payment_web_refund_form(struct request *req, struct response *res)
{
	show_form(req, res, &refund_page);
}

void payment_web_refund(struct request *req, struct response *res)
{
	book(req, res, &refund_page);
}

void payment_web_credit_form(struct request *req, struct response *res)
{
	show_form(req, res, &credit_page);
}

void payment_web_credit(struct request *req, struct response *res)
{
	book(req, res, &credit_page);
}

void payment_web_list(struct request *req, struct response *res)
{
	struct work w;
	struct order *o = find(req, res, &w);

	if (o)
		respond_view(req, res, NULL, payment_view_list(&w, o));
}
