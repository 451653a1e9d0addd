/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Production at the desk and for programs: what is to be made, batches, what came of them. */
#include "production/web.h"

#include <string.h>
#include "base/ident.h"
#include "base/json.h"
#include "guard.h"
#include "production/input.h"
#include "production/view.h"
#include "respond.h"

#define PLAN_PAGE "production/plan"
#define SHOW_PAGE "production/show"

/* ---- in words ---- */

static const char stale_words[] =
	N_("Somebody else has just changed this batch. What you typed is still here: look at what "
	   "changed, then send it again or go back.");

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

static const char *words_of(const char *reason)
{
	for (size_t i = 0; reason && i < sizeof reasons / sizeof *reasons; i++)
		if (strcmp(reasons[i].reason, reason) == 0)
			return reasons[i].words;
	return N_("This is not possible now.");
}

/* ---- the list, and a batch ---- */

void production_web_list(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	cJSON *view = production_all_view(&w);

	respond_add_export(req, view, "production");
	respond_view(req, res, "production/list", view);
}

static bool find(struct request *req, struct response *res, struct work *w, struct production *p)
{
	uint64_t id;

	*w = work_of(req);
	if (ident_parse(req->path_param[0], &id) && production_get(w, id, p))
		return true;
	respond_not_found(req, res);
	return false;
}

static cJSON *show_view(struct work *w, const struct production *p)
{
	cJSON *view = json_object();

	json_add(view, "batch", production_view(w, p));
	return view;
}

static cJSON *first_values(const struct production *p)
{
	cJSON *values = json_object();

	json_add_int(values, "version", p->version);
	json_add_int(values, "made", p->state == PRODUCTION_STARTED ? p->planned : 0);
	return values;
}

void production_web_show(struct request *req, struct response *res)
{
	struct production p;
	struct work w;
	cJSON *view;

	if (!find(req, res, &w, &p))
		return;
	if (req->route->face == FACE_API) {
		respond_versioned(req, res, SHOW_PAGE, production_view(&w, &p), p.version);
		return;
	}
	view = show_view(&w, &p);
	json_add(view, "form",
		 respond_form(req, finish_fields, finish_fields_n, first_values(&p), NULL));
	respond_view(req, res, SHOW_PAGE, view);
}

/* On paper, for the bench. */
void production_web_sheet(struct request *req, struct response *res)
{
	struct production p;
	struct work w;

	if (find(req, res, &w, &p))
		respond_view(req, res, "production/sheet", show_view(&w, &p));
}

/* ---- planning ---- */

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
			    a->reason, words_of(a->reason), NULL);
	else
		field_error(&errors, plan_refusals[r].at, plan_refusals[r].code,
			    plan_refusals[r].words, NULL);
	show_errors(req, res, w, in, &errors);
}

static void done(struct request *req, struct response *res, struct work *w,
		 const struct production *p, int status, const char *flash)
{
	respond_done(req, res, status, req->wants_json ? production_view(w, p) : NULL,
		     arena_printf(req->arena, "/desk/production/%llu", (unsigned long long)p->id),
		     "success", flash);
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
	r = production_plan(&w, &d, &a);
	if (r != PRODUCTION_OK)
		refuse_plan(req, res, &w, &in, &d, r, &a);
	else
		done(req, res, &w, a.batch, 201,
		     d.start ? N_("The batch is started.") : N_("The batch is planned."));
}

/* ---- started, made ---- */

static void answer_stale(struct request *req, struct response *res, struct work *w, uint64_t id)
{
	struct production p;

	if (!production_get(w, id, &p)) {
		respond_not_found(req, res);
		return;
	}
	respond_stale(req, res, SHOW_PAGE, show_view(w, &p), finish_fields, finish_fields_n,
		      &(struct stale){ stale_words, p.version, NULL, NULL });
}

void production_web_start(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct start_input in = { 0 };
	struct production_answer a;
	enum production_refusal r;
	struct production p;
	struct work w;

	if (!find(req, res, &w, &p))
		return;
	if (!fields_read(req, start_fields, start_fields_n, &in, NULL, &errors)) {
		respond_errors(req, res, SHOW_PAGE, show_view(&w, &p), finish_fields,
			       finish_fields_n, &errors);
		return;
	}
	r = production_start(&w, (struct production_ref){ p.id, (int)in.version }, &a);
	if (r == PRODUCTION_OK)
		done(req, res, &w, a.batch, 200, N_("The batch is started."));
	else if (r == PRODUCTION_STALE)
		answer_stale(req, res, &w, p.id);
	else
		respond_refusal(req, res, 409, a.reason, words_of(a.reason));
}

static void refuse_finish(struct request *req, struct response *res, struct work *w,
			  const struct production *p, enum production_refusal r,
			  const struct production_answer *a)
{
	struct field_errors errors = { .arena = req->arena };

	if (r == PRODUCTION_NOT_NOW) {
		respond_refusal(req, res, 409, a->reason, words_of(a->reason));
		return;
	}
	if (r == PRODUCTION_BEYOND)
		field_error(&errors, "/made", "too_many",
			    N_("Made and scrapped are more than planned: {arg} at most"),
			    arena_printf(req->arena, "%d", p->planned));
	else
		field_error(&errors, "/why", "required", N_("Say what went wrong"), NULL);
	respond_errors(req, res, SHOW_PAGE, show_view(w, p), finish_fields, finish_fields_n,
		       &errors);
}

void production_web_finish(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct finish_input in = { 0 };
	struct production_answer a;
	enum production_refusal r;
	struct production p;
	struct work w;

	if (!find(req, res, &w, &p))
		return;
	if (!fields_read(req, finish_fields, finish_fields_n, &in, NULL, &errors)) {
		respond_errors(req, res, SHOW_PAGE, show_view(&w, &p), finish_fields,
			       finish_fields_n, &errors);
		return;
	}
	r = production_finish(&w, (struct production_ref){ p.id, (int)in.version },
			      &(struct production_result){ in.made, in.scrapped, in.why }, &a);
	if (r == PRODUCTION_OK)
		done(req, res, &w, a.batch, 200,
		     a.batch->made > 0 ? N_("Recorded. What was made is kept for its orders.")
				       : N_("Recorded. Its items wait to be made again."));
	else if (r == PRODUCTION_STALE)
		answer_stale(req, res, &w, p.id);
	else
		refuse_finish(req, res, &w, &p, r, &a);
}
