/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Splitting and merging orders at the desk and by programs: a form, a page that shows what all
 * orders come to, and only then the act. */
#include <string.h>
#include "base/ident.h"
#include "base/json.h"
#include "order/document.h"
#include "order/form_web.h"
#include "order/input.h"
#include "order/inside.h"
#include "order/refusal_web.h"
#include "order/web.h"

#define SPLIT_PAGE "order/desk_split"
#define MERGE_PAGE "order/desk_merge"

enum { ROWS_MAX = 190 };

/* What a page that is agreed to sends on: what was typed, untouched. */
static void add_typed(struct request *req, cJSON *view, const struct field *table, size_t n)
{
	if (!req->wants_json)
		json_add(view, "form",
			 respond_form(req, table, n, fields_typed(req, table, n), NULL));
}

static void answer_stale(struct request *req, struct response *res, struct work *w,
			 const struct order *o, int64_t seen, const char *page, cJSON *view,
			 const struct field *table, size_t n)
{
	struct order *now;

	if (!order_get(w, o->id, &now)) {
		respond_not_found(req, res);
		return;
	}
	respond_stale(req, res, page, view, table, n,
		      &(struct stale){ order_stale_words, now->version, NULL,
				       order_events_since(w, now, (int)seen) });
}

/* ---- splitting ---- */

static cJSON *split_values(const struct order *o)
{
	cJSON *values = json_object(), *lines = json_add_array(values, "lines");

	json_add_int(values, "version", o->version);
	for (size_t i = 0, n = 0; i < o->n_lines && n < ROWS_MAX; i++) {
		cJSON *one;

		if (order_line_open(&o->lines[i]) < 1)
			continue;
		one = json_append_object(lines);
		json_add_id(one, "line", o->lines[i].id);
		json_add_text(one, "quantity", "");
		n++;
	}
	return values;
}

/* Each row with what its line is; a row whose line is gone is shown no more. */
static void name_rows(const struct order *o, cJSON *form)
{
	cJSON *rows = cJSON_GetObjectItemCaseSensitive(form, "lines"), *row, *next;

	for (row = rows ? rows->child : NULL; row; row = next) {
		const char *text = json_get_text(json_get(row, "line"), "value");
		const struct order_line *l = NULL;
		uint64_t id;

		next = row->next;
		if (text && ident_parse(text, &id))
			l = order_find_line(o, id);
		if (!l) {
			cJSON_Delete(cJSON_DetachItemViaPointer(rows, row));
			continue;
		}
		order_view_name(row, "item", l->name_en, l->name_zh);
		json_add_text(row, "code", l->sku_code);
		json_add_int(row, "open", order_line_open(l));
		json_add_text(row, "wait", l->wait == WAIT_NONE ? NULL : order_wait_word[l->wait]);
	}
}

static cJSON *split_page(struct request *req, const struct order *o, cJSON *values,
			 const struct field_errors *errors)
{
	cJSON *view = json_object(), *form;

	form = respond_form(req, split_fields, split_fields_n, values, errors);
	name_rows(o, form);
	json_add_text(view, "number", o->number);
	json_add(view, "form", form);
	return view;
}

void order_web_split_form(struct request *req, struct response *res)
{
	struct work w;
	struct order *o = order_of_path(req, res, &w);
	const char *why = o ? order_refuses(o, ACT_SPLIT, false) : NULL;

	if (!o)
		return;
	if (why) {
		respond_refusal(req, res, 409, why, order_refusal_words(why));
		return;
	}
	order_opens_form(&w, o->id);
	respond_view(req, res, SPLIT_PAGE, split_page(req, o, split_values(o), NULL));
}

static void show_split(struct request *req, struct response *res, const struct order *o,
		       const struct field_errors *errors)
{
	respond_errors(req, res, SPLIT_PAGE,
		       split_page(req, o, fields_typed(req, split_fields, split_fields_n), errors),
		       split_fields, split_fields_n, errors);
}

static bool read_split(struct request *req, struct response *res, struct work *w, struct order **o,
		       struct split_input *in, struct split_draft *d)
{
	struct field_errors errors = { .arena = req->arena };
	const struct split_line_input *rows;

	*in = (struct split_input){ 0 };
	*o = order_of_path(req, res, w);
	if (!*o)
		return false;
	if (!fields_read(req, split_fields, split_fields_n, in, (*o)->currency, &errors)) {
		show_split(req, res, *o, &errors);
		return false;
	}
	rows = in->lines.v;
	*d = (struct split_draft){ .lines = arena_array_of(req->arena, in->lines.n + 1,
							   struct split_line),
				   .n_lines = in->lines.n,
				   .why = in->why };
	for (size_t i = 0; i < in->lines.n; i++)
		d->lines[i] =
			(struct split_line){ rows[i].line, rows[i].quantity, in->lines.index[i] };
	return true;
}

static void add_wrong_lines(const struct split_draft *d, const struct regroup_answer *a,
			    struct field_errors *errors)
{
	for (size_t i = 0; i < d->n_lines; i++) {
		const struct order_line_refusal *of = order_line_refusal(a->wrong[i]);

		if (of)
			field_error(errors,
				    arena_printf(errors->arena, "/lines/%zu/%s", d->lines[i].row,
						 of->tail),
				    of->code, of->words, NULL);
	}
}

static void refuse_split(struct request *req, struct response *res, struct work *w,
			 const struct order *o, const struct split_input *in,
			 const struct split_draft *d, enum order_refusal r,
			 const struct regroup_answer *a)
{
	static const struct {
		const char *code, *words;
	} of_all[ORDER_REFUSAL__MAX] = {
		[ORDER_NO_CHANGE] = { "required", N_("Choose what goes to the new order") },
		[ORDER_NOTHING_LEFT] = { "nothing_left", N_("Something has to be left here") },
		[ORDER_NOT_DIVISIBLE] = { "not_divisible",
					  N_("These prices cannot be divided to the cent") },
		[ORDER_UNDER_CREDIT] = { "under_credit",
					 N_("More was credited already than would be left here") },
	};
	struct field_errors errors = { .arena = req->arena };

	if (of_all[r].code)
		field_error(&errors, "/lines", of_all[r].code, of_all[r].words, NULL);
	else if (order_line_refusal(r))
		add_wrong_lines(d, a, &errors);
	if (errors.n)
		show_split(req, res, o, &errors);
	else if (r == ORDER_STALE)
		answer_stale(req, res, w, o, in->version, SPLIT_PAGE,
			     split_page(req, o, fields_typed(req, split_fields, split_fields_n),
					NULL),
			     split_fields, split_fields_n);
	else
		order_answer_refusal(req, res, r, &a->said);
}

/* What the page sets side by side, in its order; programs have each by its name. */
static void show_sides(const struct request *req, const char *const names[3], cJSON *view)
{
	cJSON *sides;

	if (req->wants_json)
		return;
	sides = json_add_array(view, "sides");
	for (int i = 0; i < 3; i++)
		cJSON_AddItemToArray(sides, cJSON_Duplicate(json_get(view, names[i]), true));
}

void order_web_split_check(struct request *req, struct response *res)
{
	struct regroup_answer a;
	struct split_input in;
	struct split_draft d;
	enum order_refusal r;
	struct order *o;
	struct work w;
	cJSON *view;

	if (!read_split(req, res, &w, &o, &in, &d))
		return;
	r = order_split(&w, (struct order_ref){ o->id, (int)in.version }, &d, false, &a);
	if (r != ORDER_PROPOSED) {
		refuse_split(req, res, &w, o, &in, &d, r, &a);
		return;
	}
	view = order_split_view(&a);
	add_typed(req, view, split_fields, split_fields_n);
	show_sides(req, (const char *const[3]){ "before", "rest", "part" }, view);
	respond_view(req, res, "order/desk_split_check", view);
}

void order_web_split(struct request *req, struct response *res)
{
	struct regroup_answer a;
	struct split_input in;
	struct split_draft d;
	enum order_refusal r;
	struct order *o;
	struct work w;

	if (!read_split(req, res, &w, &o, &in, &d))
		return;
	r = order_split(&w, (struct order_ref){ o->id, (int)in.version }, &d, true, &a);
	if (r != ORDER_OK)
		refuse_split(req, res, &w, o, &in, &d, r, &a);
	else
		respond_done(req, res, 200, req->wants_json ? order_split_view(&a) : NULL,
			     arena_printf(req->arena, "/desk/orders/%s", a.other->number),
			     "success", N_("The order is split. This is the new one."));
}

/* ---- merging ---- */

static cJSON *merge_page(struct request *req, struct work *w, const struct order *o, cJSON *values,
			 const struct field_errors *errors)
{
	cJSON *view = json_object(), *others, *one;

	json_add_text(view, "number", o->number);
	others = order_list_for_customer(w, o->customer_id, true, 20);
	cJSON_ArrayForEach(one, others)
	{
		json_add_bool(one, "may_take",
			      strcmp(json_get_text(one, "number"), o->number) != 0);
	}
	json_add(view, "others", others);
	json_add(view, "form", respond_form(req, merge_fields, merge_fields_n, values, errors));
	return view;
}

void order_web_merge_form(struct request *req, struct response *res)
{
	struct work w;
	struct order *o = order_of_path(req, res, &w);
	const char *why = o ? order_refuses(o, ACT_MERGE, false) : NULL;
	cJSON *values = json_object();

	if (!o)
		return;
	json_add_int(values, "version", o->version);
	json_add_text(values, "into", params_get(&req->query, "into"));
	if (why) {
		respond_refusal(req, res, 409, why, order_refusal_words(why));
		return;
	}
	order_opens_form(&w, o->id);
	respond_view(req, res, MERGE_PAGE, merge_page(req, &w, o, values, NULL));
}

static void show_merge(struct request *req, struct response *res, struct work *w,
		       const struct order *o, const struct field_errors *errors)
{
	respond_errors(req, res, MERGE_PAGE,
		       merge_page(req, w, o, fields_typed(req, merge_fields, merge_fields_n),
				  errors),
		       merge_fields, merge_fields_n, errors);
}

static enum order_refusal try_merge(struct work *w, const struct order *o,
				    const struct merge_input *in, bool apply,
				    struct regroup_answer *a)
{
	uint64_t into;

	*a = (struct regroup_answer){ 0 };
	if (!order_find_number(w, in->into, &into))
		return ORDER_NOT_FOUND;
	return order_merge(w, (struct order_ref){ o->id, (int)in->version }, into, in->why, apply,
			   a);
}

/* What is wrong with the other order is said beside its field. */
static void refuse_merge(struct request *req, struct response *res, struct work *w,
			 const struct order *o, const struct merge_input *in, enum order_refusal r,
			 const struct regroup_answer *a)
{
	struct field_errors errors = { .arena = req->arena };

	if (r == ORDER_STALE) {
		answer_stale(req, res, w, o, in->version, MERGE_PAGE,
			     merge_page(req, w, o, fields_typed(req, merge_fields, merge_fields_n),
					NULL),
			     merge_fields, merge_fields_n);
		return;
	}
	if (r == ORDER_NOT_FOUND)
		field_error(&errors, "/into", "unknown_order", N_("There is no such order"), NULL);
	else if (r == ORDER_NOT_NOW)
		field_error(&errors, "/into", a->said.reason, order_refusal_words(a->said.reason),
			    NULL);
	else
		field_error(&errors, "/into", "not_divisible",
			    N_("These prices cannot be divided to the cent"), NULL);
	show_merge(req, res, w, o, &errors);
}

static bool read_merge(struct request *req, struct response *res, struct work *w, struct order **o,
		       struct merge_input *in)
{
	struct field_errors errors = { .arena = req->arena };

	*in = (struct merge_input){ 0 };
	*o = order_of_path(req, res, w);
	if (!*o)
		return false;
	if (fields_read(req, merge_fields, merge_fields_n, in, (*o)->currency, &errors))
		return true;
	show_merge(req, res, w, *o, &errors);
	return false;
}

void order_web_merge_check(struct request *req, struct response *res)
{
	struct regroup_answer a;
	struct merge_input in;
	enum order_refusal r;
	struct order *o;
	struct work w;
	cJSON *view;

	if (!read_merge(req, res, &w, &o, &in))
		return;
	r = try_merge(&w, o, &in, false, &a);
	if (r != ORDER_PROPOSED) {
		refuse_merge(req, res, &w, o, &in, r, &a);
		return;
	}
	view = order_merge_view(&a);
	add_typed(req, view, merge_fields, merge_fields_n);
	show_sides(req, (const char *const[3]){ "goes", "before", "after" }, view);
	respond_view(req, res, "order/desk_merge_check", view);
}

void order_web_merge(struct request *req, struct response *res)
{
	struct regroup_answer a;
	struct merge_input in;
	enum order_refusal r;
	struct order *o;
	struct work w;

	if (!read_merge(req, res, &w, &o, &in))
		return;
	r = try_merge(&w, o, &in, true, &a);
	if (r != ORDER_OK)
		refuse_merge(req, res, &w, o, &in, r, &a);
	else
		respond_done(req, res, 200, req->wants_json ? order_merge_view(&a) : NULL,
			     arena_printf(req->arena, "/desk/orders/%s", a.other->number),
			     "success", N_("The orders are one now."));
}
