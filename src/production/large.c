/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Large batches in the background: what was asked, done as a whole, and what came of it. */
#include "production/large.h"

#include <string.h>
#include "base/fail.h"
#include "base/ident.h"
#include "base/json.h"

const char *const production_act_word[PRODUCTION_ACT__MAX] = {
	[PRODUCTION_TO_PLAN] = "plan",
	[PRODUCTION_TO_START] = "start",
	[PRODUCTION_TO_FINISH] = "finish",
};

/* ---- asking ---- */

static cJSON *request_of(enum production_act act)
{
	cJSON *request = json_object();

	json_add_text(request, "act", production_act_word[act]);
	return request;
}

static cJSON *request_of_batch(enum production_act act, struct production_ref r)
{
	cJSON *request = request_of(act);

	json_add_id(request, "batch", r.id);
	json_add_int(request, "version", r.version);
	return request;
}

static uint64_t ask(struct work *w, const cJSON *request, size_t n, struct production_asker who)
{
	return task_add(w, "production", who.permissions, who.lang, request, (int64_t)n);
}

uint64_t production_task_plan(struct work *w, const struct production_draft *d, size_t n,
			      struct production_asker who)
{
	cJSON *request = request_of(PRODUCTION_TO_PLAN), *lines;

	json_add_text(request, "sku", d->sku);
	json_add_int(request, "planned", d->planned);
	json_add_instant(request, "due", d->due);
	json_add_text(request, "note", d->note);
	json_add_bool(request, "start", d->start);
	lines = json_add_array(request, "lines");
	for (size_t i = 0; i < d->n_lines; i++) {
		cJSON *one;

		if (d->lines[i].quantity == 0)
			continue;
		one = json_append_object(lines);
		json_add_id(one, "line", d->lines[i].order_line_id);
		json_add_int(one, "quantity", d->lines[i].quantity);
	}
	return ask(w, request, n, who);
}

uint64_t production_task_start(struct work *w, struct production_ref r, size_t n,
			       struct production_asker who)
{
	return ask(w, request_of_batch(PRODUCTION_TO_START, r), n, who);
}

uint64_t production_task_finish(struct work *w, struct production_ref r,
				const struct production_result *result, size_t n,
				struct production_asker who)
{
	cJSON *request = request_of_batch(PRODUCTION_TO_FINISH, r);

	json_add_int(request, "made", result->made);
	json_add_int(request, "scrapped", result->scrapped);
	json_add_text(request, "why", result->why);
	return ask(w, request, n, who);
}

/* ---- doing ---- */

static enum production_act act_of(const struct task *t)
{
	const char *word = json_get_text(t->request, "act");

	for (int i = 0; i < PRODUCTION_ACT__MAX; i++)
		if (word && !strcmp(word, production_act_word[i]))
			return (enum production_act)i;
	fail("production: a task that nobody can read");
}

static uint64_t id_of(const cJSON *tree, const char *name)
{
	const char *text = json_get_text(tree, name);
	uint64_t id;

	if (!text || !ident_parse(text, &id))
		fail("production: a task without its %s", name);
	return id;
}

static enum production_refusal plan(struct work *w, const cJSON *request,
				    struct production_answer *a)
{
	const cJSON *lines = json_get(request, "lines"), *one;
	const char *due = json_get_text(request, "due");
	struct production_draft d = { .sku = json_get_text(request, "sku"),
				      .planned = json_get_int(request, "planned"),
				      .due = INSTANT_NONE,
				      .note = json_get_text(request, "note"),
				      .start = json_get_bool(request, "start") };

	if (due && !instant_parse(due, &d.due))
		fail("production: no such day");
	d.lines = arena_array_of(w->arena, (size_t)cJSON_GetArraySize(lines) + 1,
				 struct production_want);
	cJSON_ArrayForEach(one, lines)
	{
		d.lines[d.n_lines++] =
			(struct production_want){ .order_line_id = id_of(one, "line"),
						  .quantity = json_get_int(one, "quantity") };
	}
	return production_plan(w, &d, a);
}

static enum production_refusal do_it(struct work *w, const struct task *t,
				     struct production_answer *a)
{
	enum production_act act = act_of(t);
	struct production_ref ref = { .version = (int)json_get_int(t->request, "version") };
	struct production_result result = { .made = json_get_int(t->request, "made"),
					    .scrapped = json_get_int(t->request, "scrapped"),
					    .why = json_get_text(t->request, "why") };

	if (act == PRODUCTION_TO_PLAN)
		return plan(w, t->request, a);
	ref.id = id_of(t->request, "batch");
	return act == PRODUCTION_TO_START ? production_start(w, ref, a)
					  : production_finish(w, ref, &result, a);
}

/* What the request looked at may be otherwise by now: then nothing was written. */
bool production_task_step(struct work *w, struct task *t)
{
	struct production_answer a = { 0 };
	enum production_refusal r = do_it(w, t, &a);

	if (r != PRODUCTION_OK) {
		json_add_text(t->result, "why", a.reason ? a.reason : production_refusal_word[r]);
		return false;
	}
	t->done = t->total;
	json_add_id(t->result, "batch", a.batch->id);
	json_add_text(t->result, "number", a.batch->number);
	return false;
}

void production_task_view(struct work *w, const struct task *t, cJSON *view)
{
	(void)w;
	json_add_text(view, "act", json_get_text(t->request, "act"));
	json_add_text(view, "why", json_get_text(t->result, "why"));
	json_add_text(view, "batch", json_get_text(t->result, "batch"));
	json_add_text(view, "number", json_get_text(t->result, "number"));
}
