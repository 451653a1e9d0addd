/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Production at the desk and for programs: what is to be made, batches, what came of them. */
#include "production/web.h"

#include "base/ident.h"
#include "base/json.h"
#include "guard.h"
#include "production/answer_web.h"
#include "production/input.h"
#include "production/view.h"
#include "respond.h"

#define SHOW_PAGE "production/show"

/* ---- in words ---- */

static const char stale_words[] =
	N_("Somebody else has just changed this batch. What you typed is still here: look at what "
	   "changed, then send it again or go back.");

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

/* ---- started, made ---- */

static bool is_as_seen(const struct production *p, struct production_ref r)
{
	return !r.version || r.version == p->version;
}

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
	struct production_ref ref;
	struct production p;
	struct work w;
	size_t n;

	if (!find(req, res, &w, &p))
		return;
	if (!fields_read(req, start_fields, start_fields_n, &in, NULL, &errors)) {
		respond_errors(req, res, SHOW_PAGE, show_view(&w, &p), finish_fields,
			       finish_fields_n, &errors);
		return;
	}
	ref = (struct production_ref){ p.id, (int)in.version };
	n = production_n_lines(&w, p.id);
	if (n > PRODUCTION_LINES_AT_ONCE && is_as_seen(&p, ref) &&
	    !production_refuses_start(p.state)) {
		production_hand_over(req, res,
				     production_task_start(&w, ref, n, production_asker_of(req)));
		return;
	}
	r = production_start(&w, ref, &a);
	if (r == PRODUCTION_OK)
		production_done(req, res, &w, a.batch, 200, N_("The batch is started."));
	else if (r == PRODUCTION_STALE)
		answer_stale(req, res, &w, p.id);
	else
		respond_refusal(req, res, 409, a.reason, production_words_of(a.reason));
}

static void refuse_finish(struct request *req, struct response *res, struct work *w,
			  const struct production *p, enum production_refusal r,
			  const struct production_answer *a)
{
	struct field_errors errors = { .arena = req->arena };

	if (r == PRODUCTION_NOT_NOW) {
		respond_refusal(req, res, 409, a->reason, production_words_of(a->reason));
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
	struct production_result result;
	struct production_answer a;
	enum production_refusal r;
	struct production_ref ref;
	struct production p;
	struct work w;
	size_t n;

	if (!find(req, res, &w, &p))
		return;
	if (!fields_read(req, finish_fields, finish_fields_n, &in, NULL, &errors)) {
		respond_errors(req, res, SHOW_PAGE, show_view(&w, &p), finish_fields,
			       finish_fields_n, &errors);
		return;
	}
	ref = (struct production_ref){ p.id, (int)in.version };
	result = (struct production_result){ in.made, in.scrapped, in.why };
	n = production_n_lines(&w, p.id);
	if (n > PRODUCTION_LINES_AT_ONCE && is_as_seen(&p, ref) &&
	    !production_refuses_finish(&p, &result) &&
	    production_result_rule(&p, &result) == PRODUCTION_OK) {
		production_hand_over(req, res,
				     production_task_finish(&w, ref, &result, n,
							    production_asker_of(req)));
		return;
	}
	r = production_finish(&w, ref, &result, &a);
	if (r == PRODUCTION_OK)
		production_done(req, res, &w, a.batch, 200,
				a.batch->made > 0
					? N_("Recorded. What was made is kept for its orders.")
					: N_("Recorded. Its items wait to be made again."));
	else if (r == PRODUCTION_STALE)
		answer_stale(req, res, &w, p.id);
	else
		refuse_finish(req, res, &w, &p, r, &a);
}
