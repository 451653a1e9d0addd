/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer's pages of a survey: who comes in, by what, and the question that they see. */
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "feedback/survey_input.h"
#include "feedback/survey_own.h"
#include "feedback/survey_view.h"
#include "feedback/web.h"
#include "guard.h"
#include "respond.h"

/* ---- the way in ---- */

const char *survey_own_cookie(const struct survey_page *p)
{
	return arena_printf(p->req->arena, "survey-%s", p->survey.code);
}

bool survey_own_refuse(struct survey_page *p, enum survey_refusal r)
{
	static const struct {
		int status;
		const char *code, *msg;
	} said[SURVEY_REFUSAL__MAX] = {
		[SURVEY_IS_OVER] = { 410, "over",
				     N_("This survey is over. Thank you for wanting to answer.") },
		[SURVEY_FULL] = { 410, "full",
				  N_("Enough people have answered. Thank you for wanting to.") },
		[SURVEY_TOO_LATE] = { 410, "too_late",
				      N_("What you answered can’t be changed any more.") },
		[SURVEY_WHO] = { 409, "sign_in",
				 N_("Sign in to answer: each customer answers once.") },
		[SURVEY_NOT_ASKED] = { 409, "not_asked",
				       N_("Your other answers changed what you are asked. Open "
					  "the survey again to go on.") },
		[SURVEY_BY_MESSAGE] = { 403, "by_message",
					N_("This survey is answered by the link in the message "
					   "about it.") },
	};

	if (said[r].status)
		respond_refusal(p->req, p->res, said[r].status, said[r].code, said[r].msg);
	else
		respond_not_found(p->req, p->res);
	return false;
}

/* What a key opens; false: nothing. */
static bool read_key(struct survey_page *p, const char *key)
{
	struct survey_invite i;
	uint64_t id;

	if (!survey_key_read(p->req->arena, p->req->app, key, &id))
		return false;
	p->key = key;
	if (*key == 'r')
		p->response_id = id;
	if (*key == 'o')
		p->order_id = id;
	if (*key != 'i')
		return true;
	if (!invite_store_get(&p->w, id, &i) || i.survey_id != p->survey.id)
		return false;
	p->invite_id = i.id;
	p->customer_id = i.customer_id;
	p->order_id = i.order_id;
	return true;
}

static bool read_way_in(struct survey_page *p)
{
	struct request *req = p->req;
	const char *key = params_get(&req->query, "k");

	key = key ? key : params_get(&req->form, "k");
	if (key && *key)
		return read_key(p, key);
	if (req->session && req->session->kind == SESSION_CUSTOMER)
		p->customer_id = req->session->actor.id;
	if (p->survey.often != ONCE_A_LINK)
		return true;
	key = request_cookie(req, req->app->config->base_path, survey_own_cookie(p), true);
	/* a cookie of ours that is of no use any more is none */
	if (key)
		(void)!read_key(p, key);
	return true;
}

static void look(struct survey_page *p)
{
	p->path = survey_path(&p->at.form, &p->at.answers, &p->at.facts, survey_limit(&p->survey));
}

bool survey_own_open(struct survey_page *p, struct request *req, struct response *res)
{
	enum survey_refusal r;

	*p = (struct survey_page){ .req = req, .res = res, .w = work_of(req) };
	response_header(res, "Referrer-Policy", "no-referrer");
	if (strlen(req->path_param[0]) != 10 ||
	    !survey_find(&p->w, req->path_param[0], &p->survey) || p->survey.version == 0 ||
	    !read_way_in(p))
		return survey_own_refuse(p, SURVEY_NOT_FOUND);
	if (!survey_look(&p->w, &p->survey,
			 &(struct survey_asked){ .response_id = p->response_id,
						 .customer_id = p->customer_id,
						 .order_id = p->order_id,
						 .invite_id = p->invite_id,
						 .lang = req->lang },
			 &p->at))
		return survey_own_refuse(p, SURVEY_NOT_FOUND);
	p->response_id = p->at.response.id;
	look(p);
	if (p->survey.state != SURVEY_OPEN)
		return survey_own_refuse(p, SURVEY_IS_OVER);
	if (!p->response_id) {
		r = survey_is_sent(p->survey.audience) && !p->invite_id
			    ? SURVEY_BY_MESSAGE
			    : survey_may_begin(&p->survey, p->customer_id != 0 || p->order_id != 0);
		return r == SURVEY_OK || r == SURVEY_WHO ? true : survey_own_refuse(p, r);
	}
	if (req->now.us > instant_add(p->at.response.created_at, SURVEY_EDIT_DAYS * INSTANT_DAY).us)
		return survey_own_refuse(p, SURVEY_TOO_LATE);
	return true;
}

char *survey_own_path(const struct survey_page *p, const char *key, int q)
{
	return arena_printf(p->req->arena, "/survey/%s?%s%s%sq=%d", p->survey.code, key ? "k=" : "",
			    key ? key : "", key ? "&" : "", q);
}

/* ---- the page ---- */

size_t survey_own_place(const struct survey_page *p, int num)
{
	size_t i = 0;

	while (i < p->path.n && p->path.num[i] != num)
		i++;
	return i;
}

/* What the address asks for, where they are asked it; else where they are. 0: the end. */
static int question_of(const struct survey_page *p)
{
	const char *q = params_get(&p->req->query, "q");
	int num = q && strlen(q) < 6 ? atoi(q) : 0;

	if (num > 0 && survey_own_place(p, num) < p->path.n)
		return num;
	return p->path.done || p->path.n == 0 ? 0 : p->path.num[p->path.n - 1];
}

/* An answer chosen in a message: shown, and counted when it is sent. */
static const struct survey_answer *chosen(struct survey_page *p, const struct survey_question *q)
{
	const struct survey_answer *is = survey_answer_of(&p->at.answers, q->num);
	const char *a = params_get(&p->req->query, "a");
	struct survey_answer *new;

	if (is || !a || strlen(a) > 2 || strspn(a, "0123456789") != strlen(a) || !*a ||
	    q->kind == SURVEY_MULTIPLE)
		return is;
	new = arena_new_of(p->req->arena, struct survey_answer);
	*new = (struct survey_answer){ .num = q->num, .value = atoi(a) };
	return new;
}

static cJSON *values_of(struct survey_page *p, const struct survey_question *q,
			const struct survey_answer *is)
{
	cJSON *v = json_object();
	struct civil c;

	json_add_text(v, "k", p->key);
	json_add_text(v, "q", arena_printf(p->req->arena, "%d", q->num));
	if (!is || is->skipped)
		return v;
	json_add_text(v, "body", is->body);
	if (q->kind == SURVEY_DATE) {
		c = instant_to_utc((struct instant){ is->value * INSTANT_DAY });
		json_add_text(v, "date",
			      arena_printf(p->req->arena, "%04d-%02d-%02d", c.year, c.month,
					   c.day));
	} else if (q->kind != SURVEY_TEXT) {
		json_add_text(v, "answer",
			      arena_printf(p->req->arena, "%lld", (long long)is->value));
	}
	return v;
}

cJSON *survey_own_view(struct survey_page *p, int num, const struct survey_answer *is)
{
	const struct survey_question *q = survey_question_of(&p->at.form, num);
	cJSON *view = json_object(), *one;

	json_add_text(view, "code", p->survey.code);
	json_add_text(view, "key", p->key);
	json_add_bool(view, "is_end", !q);
	json_add_bool(view, "needs_sign_in",
		      !p->response_id && !p->order_id && !p->customer_id &&
			      p->survey.often == ONCE_A_CUSTOMER);
	if (!q) {
		json_add_null(view, "question");
		json_add_int(view, "first", p->path.n ? p->path.num[0] : 0);
		json_add_instant(view, "open_until",
				 instant_add(p->at.response.created_at,
					     SURVEY_EDIT_DAYS * INSTANT_DAY));
		return view;
	}
	one = survey_question_view(p->req->arena, q);
	json_add_text(one, "prefix", "");
	survey_add_controls(p->req->arena, q, is, one);
	json_add(view, "question", one);
	json_add_null(view, "first");
	json_add_int(view, "place", (int64_t)survey_own_place(p, num) + 1);
	json_add_int(view, "of", (int64_t)p->path.most);
	json_add_bool(view, "may_back", survey_own_place(p, num) > 0);
	return view;
}

void survey_web_own(struct request *req, struct response *res)
{
	struct field table[ANSWER_FIELDS];
	const struct survey_answer *is;
	const struct survey_question *q;
	struct survey_page p;
	cJSON *view;
	int num;

	if (!survey_own_open(&p, req, res))
		return;
	num = question_of(&p);
	q = survey_question_of(&p.at.form, num);
	is = q ? chosen(&p, q) : NULL;
	view = survey_own_view(&p, num, is);
	if (q) {
		survey_answer_fields(q, table);
		json_add(view, "form",
			 respond_form(req, table, ANSWER_FIELDS, values_of(&p, q, is), NULL));
	}
	respond_view(req, res, SURVEY_OWN_PAGE, view);
}

/* ---- behind what was said of an order ---- */

void survey_web_of_order(struct request *req, struct response *res)
{
	struct order_own own;
	struct order *o;
	struct survey s;

	if (!order_own_find(req, res, &own))
		return;
	if (!order_get(&own.work, own.document.order_id, &o) ||
	    !survey_after_order(&own.work, o, &s)) {
		respond_refusal(req, res, 409, "not_now",
				N_("There is nothing more that we would like to ask. Thank you."));
		return;
	}
	respond_redirect(req, res,
			 arena_printf(req->arena, "/survey/%s?k=%s", s.code,
				      survey_key(req->arena, req->app, 'o', o->id)));
}
