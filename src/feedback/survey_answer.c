/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answering a survey, question by question: each answer counts as it is given. */
#include "feedback/item.h"
#include "feedback/survey_store.h"

struct saying {
	const struct survey_said *said;
	struct survey survey;
	struct survey_response r;
	struct survey_going at;
	uint64_t response_id; /* answers */
	int next;
};

/* ---- beginning, or going on ---- */

static enum survey_refusal find_begun(struct work *w, struct saying *s)
{
	const struct survey_said *said = s->said;

	if (said->response_id) {
		if (!response_store_get(w, said->response_id, true, &s->r) ||
		    s->r.survey_id != s->survey.id)
			return SURVEY_NOT_FOUND;
		return SURVEY_OK;
	}
	/* answers by the link of a message, of an order, or of somebody who may once, go on where
	 * they were */
	if (said->invite_id) {
		if (response_store_of_invite(w, s->survey.id, said->invite_id, &s->r))
			return response_store_get(w, s->r.id, true, &s->r) ? SURVEY_OK
									   : SURVEY_NOT_FOUND;
	} else if ((said->order_id || (said->customer_id && s->survey.often == ONCE_A_CUSTOMER)) &&
		   response_store_of(w, s->survey.id, said->order_id ? 0 : said->customer_id,
				     said->order_id, &s->r))
		return response_store_get(w, s->r.id, true, &s->r) ? SURVEY_OK : SURVEY_NOT_FOUND;
	s->r = (struct survey_response){ .id = 0 };
	return SURVEY_OK;
}

static enum survey_refusal begin(struct work *w, struct saying *s)
{
	const struct survey_said *said = s->said;
	enum survey_refusal r =
		survey_may_begin(&s->survey, said->customer_id != 0 || said->order_id != 0);

	if (r != SURVEY_OK)
		return r;
	survey_facts_gather(w, said->customer_id, said->order_id, said->lang, &s->at.facts);
	s->r = (struct survey_response){ .id = work_id(w),
					 .survey_id = s->survey.id,
					 .customer_id = s->at.facts.customer_id,
					 .order_id = said->order_id,
					 .invite_id = said->invite_id,
					 .version = s->survey.version,
					 .way = said->way,
					 .lang = said->lang,
					 .facts = survey_facts_text(w->arena, &s->at.facts),
					 .created_at = w->now,
					 .changed_at = w->now,
					 .done_at = INSTANT_NONE };
	response_store_insert(w, &s->r);
	survey_store_count_begun(w, s->survey.id);
	return SURVEY_OK;
}

static enum survey_refusal go_on(struct work *w, struct saying *s)
{
	if (s->survey.state != SURVEY_OPEN)
		return SURVEY_IS_OVER;
	if (w->now.us > instant_add(s->r.created_at, SURVEY_EDIT_DAYS * INSTANT_DAY).us)
		return SURVEY_TOO_LATE;
	survey_facts_read(w->arena, s->r.facts, &s->at.facts);
	response_store_answers(w, s->r.id, &s->at.answers);
	return SURVEY_OK;
}

/* ---- the answer ---- */

static bool is_on_the_way(const struct survey_way_through *p, int num)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->num[i] == num)
			return true;
	return false;
}

/* What was counted of it goes, before it is another. */
static void unfold(struct work *w, struct saying *s)
{
	struct survey_tally t;

	if (!s->r.folded)
		return;
	survey_tally_init(&t, w->arena);
	survey_tally_response(&t, &s->at.form, &s->at.answers, &s->at.facts, s->r.created_at, -1);
	count_store_add(w, s->survey.id, &t);
	s->r.folded = false;
}

static void put_answer(struct work *w, struct saying *s)
{
	struct survey_answers *a = &s->at.answers;
	size_t limit = survey_limit(&s->survey), i = 0, n;
	int gone[SURVEY_QUESTIONS];

	while (i < a->n && a->v[i].num != s->said->answer.num)
		i++;
	a->v[i] = s->said->answer;
	a->n += i == a->n;
	response_store_put(w, &s->r, &s->said->answer);
	n = survey_drop_unasked(&s->at.form, a, &s->at.facts, limit, gone);
	for (i = 0; i < n; i++)
		response_store_drop(w, s->r.id, gone[i]);
}

/* The question behind this one; 0: the end. */
static int behind(const struct survey_way_through *p, int num)
{
	for (size_t i = 0; i + 1 < p->n; i++)
		if (p->num[i] == num)
			return p->num[i + 1];
	return 0;
}

static enum survey_refusal answer(struct work *w, struct saying *s)
{
	size_t limit = survey_limit(&s->survey);
	struct survey_way_through p;
	const struct survey_question *q;

	survey_store_questions(w, s->survey.id, s->r.version, &s->at.form);
	p = survey_path(&s->at.form, &s->at.answers, &s->at.facts, limit);
	q = survey_question_of(&s->at.form, s->said->answer.num);
	if (!q || !is_on_the_way(&p, q->num))
		return SURVEY_NOT_ASKED;
	if (s->said->answer.skipped && !survey_may_skip(q))
		return SURVEY_NO_ANSWER;
	unfold(w, s);
	put_answer(w, s);
	p = survey_path(&s->at.form, &s->at.answers, &s->at.facts, limit);
	s->next = behind(&p, q->num);
	s->r.changed_at = w->now;
	if (p.done && instant_is_none(s->r.done_at))
		s->r.done_at = w->now;
	response_store_change(w, &s->r);
	return SURVEY_OK;
}

static int say(struct work *w, void *arg)
{
	struct saying *s = arg;
	struct survey_low low;
	enum survey_refusal r;

	*s = (struct saying){ .said = s->said };
	/* locked: whether it is full is decided by one at a time */
	if (!survey_store_get(w, s->said->survey_id, true, &s->survey))
		return SURVEY_NOT_FOUND;
	r = find_begun(w, s);
	if (r == SURVEY_OK)
		r = s->r.id ? go_on(w, s) : begin(w, s);
	if (r == SURVEY_OK)
		r = answer(w, s);
	if (r == SURVEY_OK && survey_low(w->arena, &s->at.form, &s->at.answers, &low))
		item_hear_survey(w, &low, &s->r);
	s->response_id = s->r.id;
	return (int)r;
}

enum survey_refusal survey_say(struct work *w, const struct survey_said *said,
			       uint64_t *response_id, int *next)
{
	struct saying s = { .said = said };
	enum survey_refusal r = (enum survey_refusal)work_transaction(w, say, &s);

	*response_id = s.response_id;
	*next = s.next;
	return r;
}

/* ---- looking ---- */

/* Where they went on before; false: nowhere. */
static bool find_response(struct work *w, const struct survey *s, const struct survey_asked *a,
			  struct survey_response *out)
{
	if (a->invite_id)
		return response_store_of_invite(w, s->id, a->invite_id, out);
	return (a->order_id || (a->customer_id && s->often == ONCE_A_CUSTOMER)) &&
	       response_store_of(w, s->id, a->order_id ? 0 : a->customer_id, a->order_id, out);
}

bool survey_look(struct work *w, const struct survey *s, const struct survey_asked *a,
		 struct survey_going *out)
{
	bool has;

	*out = (struct survey_going){ .response = { .id = 0 } };
	if (a->response_id) {
		has = response_store_get(w, a->response_id, false, &out->response) &&
		      out->response.survey_id == s->id;
		if (!has)
			return false;
	} else {
		has = find_response(w, s, a, &out->response);
	}
	survey_store_questions(w, s->id, has ? out->response.version : s->version, &out->form);
	if (has) {
		survey_facts_read(w->arena, out->response.facts, &out->facts);
		response_store_answers(w, out->response.id, &out->answers);
	} else {
		out->response = (struct survey_response){ .id = 0 };
		survey_facts_gather(w, a->customer_id, a->order_id, a->lang, &out->facts);
	}
	return true;
}

bool survey_after_order(struct work *w, const struct order *o, struct survey *out)
{
	struct survey_offer_facts f = { .now = w->now };
	struct survey_response r;
	bool was;

	if (!survey_store_running(w, AFTER_AN_ORDER, out))
		return false;
	if (response_store_of(w, out->id, 0, o->id, &r))
		return instant_is_none(r.done_at);
	if (out->quota > 0 && out->begun >= out->quota)
		return false;
	f.answered_at = response_store_last(w, o->customer_id);
	f.offered_at = offer_store_last(w, o->customer_id, o->id, out->id, &was);
	f.is_open = item_store_has_open(w, o->id) || item_store_has_low(w, o->customer_id);
	if (!survey_may_offer(&f))
		return false;
	if (!was)
		offer_store_insert(w, o->id, out->id);
	return true;
}
