/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of a new batch, of the desk and of programs. */
#include <string.h>
#include "base/json.h"
#include "guard.h"
#include "production/answer_web.h"
#include "production/input.h"
#include "production/view.h"
#include "production/web.h"
#include "respond.h"

#define PLAN_PAGE "production/plan"

static cJSON *plan_view(struct work *w, const char *sku)
{
	cJSON *view = production_to_make_view(w, sku ? sku : "");

	json_add_text(view, "sku", sku);
	return view;
}

/* Each row of the form is an item that may be made now. */
static cJSON *plan_values(const cJSON *view)
{
	cJSON *values = json_object(), *rows = json_add_array(values, "lines");
	const cJSON *group = json_get(view, "groups")->child, *line;

	json_add_text(values, "sku", json_get_text(view, "sku"));
	cJSON_ArrayForEach(line, json_get(group, "lines"))
	{
		cJSON *row;

		if (json_get_text(line, "why") || cJSON_GetArraySize(rows) == PRODUCTION_LINES_MAX)
			continue;
		row = json_append_object(rows);
		json_add_text(row, "line", json_get_text(line, "line"));
		json_add_int(row, "quantity", (int64_t)json_get(line, "units")->valuedouble);
	}
	return values;
}

/* Rows as typed, each with what its item is; what waits no more is left out. */
static void name_rows(const cJSON *view, cJSON *form)
{
	cJSON *rows = cJSON_GetObjectItemCaseSensitive(form, "lines"), *row, *next;

	for (row = rows ? rows->child : NULL; row; row = next) {
		const char *id = json_get_text(json_get(row, "line"), "value");
		const cJSON *group = json_get(view, "groups")->child, *line, *found = NULL;

		next = row->next;
		cJSON_ArrayForEach(line, json_get(group, "lines"))
		{
			if (id && strcmp(id, json_get_text(line, "line")) == 0)
				found = line;
		}
		if (found)
			json_add(row, "item", cJSON_Duplicate(found, true));
		else
			cJSON_Delete(cJSON_DetachItemViaPointer(rows, row));
	}
}

static cJSON *plan_page(struct request *req, struct work *w, const char *sku, cJSON *values,
			const struct field_errors *errors)
{
	cJSON *view = plan_view(w, sku), *form;

	form = respond_form(req, plan_fields, plan_fields_n, values ? values : plan_values(view),
			    errors);
	name_rows(view, form);
	json_add(view, "form", form);
	return view;
}

void production_web_plan_form(struct request *req, struct response *res)
{
	struct work w = work_of(req);

	respond_view(req, res, PLAN_PAGE,
		     plan_page(req, &w, params_get(&req->query, "sku"), NULL, NULL));
}

static void show_errors(struct request *req, struct response *res, struct work *w,
			const struct plan_input *in, const struct field_errors *errors)
{
	cJSON *typed = fields_typed(req, plan_fields, plan_fields_n);

	respond_errors(req, res, PLAN_PAGE,
		       req->wants_json ? NULL : plan_page(req, w, in->sku, typed, errors),
		       plan_fields, plan_fields_n, errors);
}

static void take_lines(struct request *req, const struct plan_input *in, struct production_draft *d)
{
	const struct plan_line_input *rows = in->lines.v;

	d->lines = arena_array_of(req->arena, in->lines.n + 1, struct production_want);
	for (size_t i = 0; i < in->lines.n; i++)
		d->lines[d->n_lines++] = (struct production_want){ rows[i].line, rows[i].quantity,
								   in->lines.index[i] };
}

static const struct {
	const char *at, *code, *words;
} plan_refusals[PRODUCTION_REFUSAL__MAX] = {
	[PRODUCTION_NO_SKU] = { "/sku", "unknown_sku", N_("There is no such SKU") },
	[PRODUCTION_NOTHING] = { "/lines", "nothing_to_make",
				 N_("Nothing of it can be made now.") },
	[PRODUCTION_TOO_MANY] = { "/lines", "too_many",
				  N_("This is too much for one batch. Make two of it.") },
	[PRODUCTION_TOO_FEW] = { "/planned", "too_few",
				 N_("The items need more than that together.") },
};

static void refuse_plan(struct request *req, struct response *res, struct work *w,
			const struct plan_input *in, const struct production_draft *d,
			enum production_refusal r, const struct production_answer *a)
{
	struct field_errors errors = { .arena = req->arena };

	if (r == PRODUCTION_LINE)
		field_error(&errors,
			    arena_printf(req->arena, "/lines/%zu/quantity", d->lines[a->line].row),
			    a->reason, production_words_of(a->reason), NULL);
	else
		field_error(&errors, plan_refusals[r].at, plan_refusals[r].code,
			    plan_refusals[r].words, NULL);
	show_errors(req, res, w, in, &errors);
}

void production_web_plan(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct plan_input in = { .due = INSTANT_NONE };
	struct work w = work_of(req);
	struct production_draft d;
	struct production_answer a;
	enum production_refusal r;

	if (!fields_read(req, plan_fields, plan_fields_n, &in, NULL, &errors)) {
		show_errors(req, res, &w, &in, &errors);
		return;
	}
	d = (struct production_draft){ .sku = in.sku,
				       .planned = in.planned,
				       .due = in.due,
				       .note = in.note,
				       .start = in.start && !params_get(&req->form, "do_plan") };
	take_lines(req, &in, &d);
	r = production_may_plan(&w, &d, &a);
	if (r == PRODUCTION_OK && a.n_lines > PRODUCTION_LINES_AT_ONCE) {
		production_hand_over(req, res,
				     production_task_plan(&w, &d, a.n_lines,
							  production_asker_of(req)));
		return;
	}
	d.most = PRODUCTION_LINES_AT_ONCE;
	if (r == PRODUCTION_OK)
		r = production_plan(&w, &d, &a);
	if (r != PRODUCTION_OK)
		refuse_plan(req, res, &w, &in, &d, r, &a);
	else
		production_done(req, res, &w, a.batch, 201,
				d.start ? N_("The batch is started.")
					: N_("The batch is planned."));
}
