/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing an order at the desk: a form, a page that shows what it comes to, and only then the
 * act; a program proposes and applies by the same two addresses. */
#include <stdio.h>
#include <string.h>
#include "base/json.h"
#include "base/money.h"
#include "base/text.h"
#include "guard.h"
#include "order/document.h"
#include "order/flaw_web.h"
#include "order/form_web.h"
#include "order/input.h"
#include "order/inside.h"
#include "order/refusal_web.h"
#include "order/web.h"

#define FORM_PAGE  "order/desk_edit"
#define CHECK_PAGE "order/desk_edit_check"

enum { NEW_ROWS = 3, ROWS_MAX = 190 };

/* ---- the form ---- */

/* An order of hundreds of items is changed a part at a time: open items behind this position. What
 * is not shown stays as it is. */
static int64_t asked_position(const struct request *req)
{
	const char *typed = params_get(&req->query, "from");
	int64_t position;

	return typed && text_to_i64(typed, 1, INT32_MAX, &position) ? position : 0;
}

/* The position behind which the next part begins; 0: all open items fit. */
static int next_position(const struct order *o, int64_t from)
{
	int last = 0;

	for (size_t i = 0, n = 0; i < o->n_lines; i++) {
		if (order_line_open(&o->lines[i]) < 1 || o->lines[i].position <= from)
			continue;
		if (n++ == ROWS_MAX)
			return last;
		last = o->lines[i].position;
	}
	return 0;
}

static void add_line_values(const struct order *o, int64_t from, cJSON *values)
{
	cJSON *lines = json_add_array(values, "lines");

	for (size_t i = 0, n = 0; i < o->n_lines && n < ROWS_MAX; i++) {
		const struct order_line *l = &o->lines[i];
		char quantity[16], unit[40];
		cJSON *one;

		if (order_line_open(l) < 1 || l->position <= from)
			continue;
		one = json_append_object(lines);
		snprintf(quantity, sizeof quantity, "%d", l->ordered - l->cancelled);
		money_decimal_unit(l->unit_milli, o->currency, unit, sizeof unit);
		json_add_id(one, "line", l->id);
		json_add_text(one, "quantity", quantity);
		json_add_text(one, "unit_price", unit);
		n++;
	}
}

static cJSON *first_values(const struct order *o, int64_t from)
{
	cJSON *values = json_object();
	char discount[40];

	money_decimal(o->discount_amount - o->promoted_amount, o->currency, discount,
		      sizeof discount);
	json_add_int(values, "version", o->version);
	add_line_values(o, from, values);
	json_add_text(values, "discount",
		      o->discount_amount > o->promoted_amount ? discount : NULL);
	return values;
}

static const struct order_line *line_of(const struct order *o, const char *id)
{
	for (size_t i = 0; id && i < o->n_lines; i++) {
		char text[24];

		snprintf(text, sizeof text, "%llu", (unsigned long long)o->lines[i].id);
		if (!strcmp(text, id))
			return &o->lines[i];
	}
	return NULL;
}

/* Each row with what its line is; a row whose line is gone is shown no more. */
static void name_rows(const struct order *o, cJSON *form)
{
	cJSON *rows = cJSON_GetObjectItemCaseSensitive(form, "lines"), *row, *next;

	for (row = rows ? rows->child : NULL; row; row = next) {
		const struct order_line *l =
			line_of(o, json_get_text(json_get(row, "line"), "value"));

		next = row->next;
		if (!l) {
			cJSON_Delete(cJSON_DetachItemViaPointer(rows, row));
			continue;
		}
		order_view_name(row, "item", l->name_en, l->name_zh);
		json_add_text(row, "code", l->sku_code);
		json_add_int(row, "n_packed", l->packed);
		json_add_bool(row, "is_packed", l->packed > 0);
	}
}

static cJSON *form_view(struct request *req, struct work *w, const struct order *o, cJSON *values,
			const struct field_errors *errors)
{
	cJSON *view = json_object(), *edit = json_add_object(view, "edit"), *form;
	int from;

	order_add_rows(values, "add", 1, NEW_ROWS);
	form = respond_form(req, edit_fields, edit_fields_n, values, errors);
	name_rows(o, form);
	json_add_text(edit, "number", o->number);
	json_add_money(edit, "shipping_now", o->shipping_amount + o->promoted_shipping,
		       o->currency);
	order_view_promotions(w, o, false, edit);
	json_add_bool(edit, "has_promotions", order_is_promoted(o));
	from = next_position(o, asked_position(req));
	json_add_bool(edit, "is_part", from > 0 || asked_position(req) > 0);
	json_add_bool(edit, "has_next", from > 0);
	json_add_int(edit, "next", from);
	json_add_bool(edit, "may_price", may(req, PERM_PRICES));
	json_add(edit, "form", form);
	json_add_null(edit, "instead");
	return view;
}

/* What a change set adds, as lines of a draft, and what is wrong with them. Of stock only the whole
 * change set can be asked. */
struct additions {
	struct order_draft_line *lines;
	struct order_flaws flaws;
};

static struct additions look_at(struct request *req, struct work *w, const struct order *o,
				const struct order_edit *e)
{
	struct additions all;
	size_t n = 0;

	all.lines = arena_array_of(req->arena, e->n_lines + 1, struct order_draft_line);
	for (size_t i = 0; i < e->n_lines; i++)
		if (!e->lines[i].line)
			all.lines[n++] =
				(struct order_draft_line){ e->lines[i].sku, e->lines[i].quantity,
							   e->lines[i].unit_milli,
							   e->lines[i].row };
	all.flaws = order_find_flaws(w, all.lines, n, o->currency, false);
	return all;
}

void order_web_edit_form(struct request *req, struct response *res)
{
	struct work w;
	struct order *o = order_of_path(req, res, &w);
	const char *why = o ? order_refuses(o, ACT_EDIT, false) : NULL;
	int64_t from = asked_position(req);

	if (!o)
		return;
	if (why) {
		respond_refusal(req, res, 409, why, order_refusal_words(why));
		return;
	}
	order_opens_form(&w, o->id);
	respond_view(req, res, FORM_PAGE, form_view(req, &w, o, first_values(o, from), NULL));
}

static cJSON *typed(struct request *req)
{
	return fields_typed(req, edit_fields, edit_fields_n);
}

static void show_errors(struct request *req, struct response *res, struct work *w,
			const struct order *o, const struct additions *all,
			const struct field_errors *errors)
{
	cJSON *view = form_view(req, w, o, typed(req), errors),
	      *edit = cJSON_GetObjectItemCaseSensitive(view, "edit");

	cJSON_DeleteItemFromObjectCaseSensitive(edit, "instead");
	order_flaws_offer(w, all->lines, &all->flaws, edit);
	respond_errors(req, res, FORM_PAGE, view, edit_fields, edit_fields_n, errors);
}

/* ---- refusals ---- */

static const struct {
	const char *at, *code, *words;
} of_all[ORDER_REFUSAL__MAX] = {
	[ORDER_TOO_LARGE] = { "/discount", "too_large",
			      N_("The amount is out of range, or the discount is larger than the "
				 "items.") },
	[ORDER_NOTHING_LEFT] = { "/lines", "nothing_left",
				 N_("Nothing would be left of the order. Cancel it instead.") },
	[ORDER_NO_CHANGE] = { "/lines", "no_change", N_("Nothing would change.") },
	[ORDER_MAY_NOT_PRICE] = { "/lines", "not_yours",
				  N_("Your role may not set prices, discounts or fees.") },
	[ORDER_UNDER_CREDIT] = { "/lines", "under_credit",
				 N_("More was credited already than the order would come to.") },
};

static bool is_beside_a_field(enum order_refusal r, const struct order_edit *e)
{
	return of_all[r].at || r == ORDER_NO_PROMOTION || (order_line_refusal(r) && e->n_lines > 0);
}

static void say(const struct request *req, const struct order_edit *e, enum order_refusal r,
		const struct order_answer *a, struct field_errors *errors)
{
	const struct order_line_refusal *of_line = order_line_refusal(r);
	const struct order_edit_line *l;

	if (r == ORDER_NO_PROMOTION) {
		order_say_promotion(a->promotion, errors);
		return;
	}
	if (of_all[r].at) {
		field_error(errors, of_all[r].at, of_all[r].code, of_all[r].words, NULL);
		return;
	}
	l = &e->lines[a->line];
	field_error(errors,
		    arena_printf(req->arena, "/%s/%zu/%s", l->line ? "lines" : "add", l->row,
				 of_line->tail),
		    of_line->code ? of_line->code : a->reason,
		    of_line->words ? of_line->words : order_refusal_words(a->reason), NULL);
}

static void answer_stale(struct request *req, struct response *res, struct work *w, uint64_t id,
			 int seen)
{
	const char *why;
	struct order *o;

	if (!order_get(w, id, &o)) {
		respond_not_found(req, res);
		return;
	}
	why = order_refuses(o, ACT_EDIT, false);
	respond_stale(req, res, FORM_PAGE, form_view(req, w, o, typed(req), NULL), edit_fields,
		      edit_fields_n,
		      &(struct stale){ why ? order_refusal_words(why) : order_stale_words,
				       o->version, NULL, order_events_since(w, o, seen) });
}

static void refuse(struct request *req, struct response *res, struct work *w, const struct order *o,
		   const struct edit_input *in, const struct order_edit *e, enum order_refusal r,
		   const struct order_answer *a)
{
	struct field_errors errors = { .arena = req->arena };
	struct additions all;

	if (r == ORDER_STALE) {
		answer_stale(req, res, w, o->id, (int)in->version);
		return;
	}
	if (!is_beside_a_field(r, e)) {
		order_answer_refusal(req, res, r, a);
		return;
	}
	all = look_at(req, w, o, e);
	order_flaws_say(&errors, "add", all.lines, &all.flaws);
	say(req, e, r, a, &errors);
	show_errors(req, res, w, o, &all, &errors);
}

/* ---- proposed, applied ---- */

/* What the page sends on when it is agreed to: what was typed, untouched. */
static void show_proposal(struct request *req, struct response *res, int status,
			  const struct order_answer *a)
{
	cJSON *view = order_proposal_view(a->was, a->order), *values;

	if (!req->wants_json) {
		values = typed(req);
		cJSON_DeleteItemFromObjectCaseSensitive(values, "agreed");
		json_add_text(values, "agreed", json_get_text(view, "agreed"));
		json_add(view, "form", respond_form(req, edit_fields, edit_fields_n, values, NULL));
		json_add_bool(view, "moved", status == 409);
	}
	respond_view_status(req, res, status, CHECK_PAGE, view);
}

static bool read(struct request *req, struct response *res, struct work *w, struct order **o,
		 struct edit_input *in, struct order_edit *e)
{
	struct field_errors errors = { .arena = req->arena };
	struct additions all;

	*in = (struct edit_input){ 0 };
	*o = order_of_path(req, res, w);
	if (!*o)
		return false;
	(void)!fields_read(req, edit_fields, edit_fields_n, in, (*o)->currency, &errors);
	if (edit_of(req, in, (*o)->currency, e, &errors))
		return true;
	all = look_at(req, w, *o, e);
	order_flaws_say(&errors, "add", all.lines, &all.flaws);
	show_errors(req, res, w, *o, &all, &errors);
	return false;
}

/* Whoever saw what it comes to wants to change more, or takes what is there instead: nothing of it
 * needs to be right yet. */
static void show_again(struct request *req, struct response *res)
{
	struct work w;
	struct order *o = order_of_path(req, res, &w);
	cJSON *values = typed(req);

	order_flaws_put(values, "add", params_get(&req->form, "do_put"));
	if (o)
		respond_view(req, res, FORM_PAGE, form_view(req, &w, o, values, NULL));
}

void order_web_edit_check(struct request *req, struct response *res)
{
	struct edit_input in;
	struct order_answer a;
	struct order_edit e;
	enum order_refusal r;
	struct order *o;
	struct work w;

	if (params_get(&req->form, "do_again") || params_get(&req->form, "do_put")) {
		show_again(req, res);
		return;
	}
	if (!read(req, res, &w, &o, &in, &e))
		return;
	r = order_propose(&w, (struct order_ref){ o->id, (int)in.version }, &e, &a);
	if (r == ORDER_PROPOSED)
		show_proposal(req, res, 200, &a);
	else
		refuse(req, res, &w, o, &in, &e, r, &a);
}

static void answer_done(struct request *req, struct response *res, struct work *w,
			const struct order *o)
{
	struct contact c;
	cJSON *view = NULL;

	if (req->wants_json && contact_get(w, o->contact_id, &c))
		view = order_view(w, o, &c, false);
	respond_done(req, res, 200, view, arena_printf(req->arena, "/desk/orders/%s", o->number),
		     "success", N_("The order is changed."));
}

void order_web_edit(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct additions all;
	struct edit_input in;
	struct order_answer a;
	struct order_edit e;
	enum order_refusal r;
	struct order *o;
	struct work w;

	if (!read(req, res, &w, &o, &in, &e))
		return;
	if (!in.agreed) {
		field_error(&errors, "/agreed", "required",
			    N_("Look at what the order comes to first"), NULL);
		all = look_at(req, &w, o, &e);
		show_errors(req, res, &w, o, &all, &errors);
		return;
	}
	r = order_edit(&w, (struct order_ref){ o->id, (int)in.version }, &e, &a);
	if (r == ORDER_OK)
		answer_done(req, res, &w, a.order);
	else if (r == ORDER_NOT_AGREED && !req->wants_json)
		show_proposal(req, res, 409, &a);
	else
		refuse(req, res, &w, o, &in, &e, r, &a);
}
