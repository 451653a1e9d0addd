/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers to a survey: one question a page, each answer sent by itself, the next one chosen here.
 */
#include <stdlib.h>
#include <string.h>
#include "feedback/survey_input.h"
#include "feedback/survey_own.h"
#include "feedback/web.h"
#include "guard.h"

enum { ANSWERS_A_NETWORK = 1200, COOKIE_DAYS = 60 };

static int64_t day_of(struct instant t)
{
	return instant_local_day(t);
}

static int64_t bits_of(const struct field_rows *ticked, const struct survey_question *q)
{
	const int64_t *v = ticked->v;
	int64_t bits = 0;

	for (size_t i = 0; i < ticked->n; i++)
		if (v[i] <= (int64_t)survey_choice_count(q->choices[LANG_EN]))
			bits |= INT64_C(1) << (v[i] - 1);
	return bits;
}

/* False: nothing was answered. */
static bool take(const struct survey_question *q, const struct answer_input *in,
		 struct survey_answer *out)
{
	*out = (struct survey_answer){ .num = q->num };
	switch (q->kind) {
	case SURVEY_TEXT:
		out->body = in->body;
		return in->body != NULL;
	case SURVEY_DATE:
		out->value = instant_is_none(in->date) ? 0 : day_of(in->date);
		return !instant_is_none(in->date);
	case SURVEY_MULTIPLE:
		out->value = bits_of(&in->ticked, q);
		return out->value != 0;
	case SURVEY_NPS:
	case SURVEY_CSAT:
	case SURVEY_CES:
	case SURVEY_SINGLE:
	case SURVEY_NUMBER:
	case SURVEY_KIND__MAX:
		break;
	}
	out->value = in->answer;
	return in->answer != INT64_MIN;
}

/* What was typed stands there again. */
static void answer_errors(struct survey_page *p, const struct survey_question *q,
			  const struct survey_answer *is, const struct field *table,
			  const struct field_errors *errors)
{
	respond_errors(p->req, p->res, SURVEY_OWN_PAGE, survey_own_view(p, q->num, is), table,
		       ANSWER_FIELDS, errors);
}

static const char *field_of(const struct survey_question *q)
{
	return q->kind == SURVEY_MULTIPLE ? "/ticked"
	       : q->kind == SURVEY_TEXT   ? "/body"
	       : q->kind == SURVEY_DATE   ? "/date"
					  : "/answer";
}

static enum survey_refusal say(struct survey_page *p, const struct survey_answer *a, int *next)
{
	struct survey_said said = { .survey_id = p->survey.id,
				    .response_id = p->response_id,
				    .customer_id = p->customer_id,
				    .order_id = p->order_id,
				    .invite_id = p->invite_id,
				    .way = p->invite_id  ? WAY_MESSAGE
					   : p->order_id ? WAY_ORDER
							 : WAY_LINK,
				    .lang = p->req->lang,
				    .answer = *a };
	enum survey_refusal r = survey_say(&p->w, &said, &p->response_id, next);

	if (r == SURVEY_OK)
		p->key = survey_key(p->req->arena, p->req->app, 'r', p->response_id);
	return r;
}

static void remember(struct survey_page *p)
{
	if (p->survey.often == ONCE_A_LINK)
		response_cookie(p->res, p->req->app->config->base_path,
				&(struct cookie){ .name = survey_own_cookie(p),
						  .value = p->key,
						  .max_age = COOKIE_DAYS * 86400,
						  .secret = true });
}

static void go_to(struct survey_page *p, int q)
{
	remember(p);
	respond_done(p->req, p->res, 200, NULL, survey_own_path(p, p->key, q), "success", NULL);
}

/* Back: what was chosen is kept; what can't be is as if nothing had been. */
static void go_back(struct survey_page *p, const struct survey_question *q, bool has,
		    const struct survey_answer *a)
{
	size_t at = survey_own_place(p, q->num);
	int next;

	if (has)
		(void)say(p, a, &next);
	if (p->response_id)
		go_to(p, at > 0 ? p->path.num[at - 1] : q->num);
	else
		respond_done(p->req, p->res, 200, NULL, survey_own_path(p, p->key, q->num),
			     "success", NULL);
}

static void answer(struct survey_page *p, const struct survey_question *q, struct survey_answer *a,
		   const struct field *table, bool has)
{
	struct field_errors errors = { .arena = p->req->arena };
	enum survey_refusal r;
	int next = 0;

	if (!has && !survey_may_skip(q)) {
		field_error(&errors, field_of(q), "required", N_("Choose an answer"), NULL);
		answer_errors(p, q, NULL, table, &errors);
		return;
	}
	a->skipped = !has;
	r = say(p, a, &next);
	if (r != SURVEY_OK)
		survey_own_refuse(p, r);
	else
		go_to(p, next);
}

void survey_web_answer(struct request *req, struct response *res)
{
	struct answer_input in = { .answer = INT64_MIN, .date = INSTANT_NONE };
	struct field_errors errors = { .arena = req->arena };
	const char *typed = params_get(&req->form, "q");
	struct field table[ANSWER_FIELDS];
	const struct survey_question *q;
	struct survey_answer a = { 0 };
	struct survey_page p;
	bool has;

	if (!survey_own_open(&p, req, res))
		return;
	q = survey_question_of(&p.at.form, typed && strlen(typed) < 6 ? atoi(typed) : 0);
	if (!q || survey_own_place(&p, q->num) == p.path.n) {
		survey_own_refuse(&p, SURVEY_NOT_ASKED);
		return;
	}
	if (!throttle_pass_network(req, "survey", ANSWERS_A_NETWORK, INSTANT_HOUR)) {
		field_error(&errors, field_of(q), "too_many",
			    N_("Too many answers from here. Try again in an hour."), NULL);
		survey_answer_fields(q, table);
		answer_errors(&p, q, NULL, table, &errors);
		return;
	}
	survey_answer_fields(q, table);
	has = fields_read(req, table, ANSWER_FIELDS, &in, NULL, &errors) && take(q, &in, &a);
	if (params_get(&req->form, "do_back"))
		go_back(&p, q, has, &a);
	else if (params_get(&req->form, "do_skip") && survey_may_skip(q))
		answer(&p, q, &a, table, false);
	else if (errors.n > 0)
		answer_errors(&p, q, NULL, table, &errors);
	else
		answer(&p, q, &a, table, has);
}
