/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building a survey: its questions, its versions, and whether it runs. */
#include <string.h>
#include "feedback/survey_send.h"
#include "feedback/survey_store.h"

/* Letters and digits that nobody confuses. */
static const char *new_code(struct work *w)
{
	static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
	char *code = arena_zalloc(w->arena, 11);
	uint64_t v = secret_random64();

	for (int i = 0; i < 10; i++, v >>= 5)
		code[i] = letters[v & 31];
	return code;
}

uint64_t survey_make(struct work *w, const struct survey *draft)
{
	struct survey s = *draft;

	s.id = work_id(w);
	s.code = new_code(w);
	s.state = SURVEY_DRAFT;
	s.send.round_at = INSTANT_NONE;
	s.send.next_at =
		survey_has_rounds(s.audience)
			? survey_next_round(s.send.first_on, s.send.every_months, INSTANT_NONE)
			: INSTANT_NONE;
	survey_store_insert(w, &s);
	return s.id;
}

bool survey_get(struct work *w, uint64_t id, struct survey *out)
{
	return survey_store_get(w, id, false, out);
}

bool survey_find(struct work *w, const char *code, struct survey *out)
{
	return survey_store_find(w, code, out);
}

struct survey *survey_list(struct work *w, size_t *n)
{
	return survey_store_list(w, n);
}

void survey_read_form(struct work *w, uint64_t id, int version, struct survey_form *out)
{
	survey_store_questions(w, id, version, out);
}

/* ---- acts: each locks the survey, reads its draft, and writes both ---- */

struct acting {
	uint64_t id;
	int edition; /* -1: whatever it is */
	enum survey_refusal (*act)(struct work *w, struct acting *a);
	const struct survey *to;
	const struct survey_question *question;
	int num;
	struct survey survey;
	struct survey_form draft;
};

static int run(struct work *w, void *arg)
{
	struct acting *a = arg;
	enum survey_refusal r;

	if (!survey_store_get(w, a->id, true, &a->survey))
		return SURVEY_NOT_FOUND;
	if (a->edition >= 0 && a->edition != a->survey.edition)
		return SURVEY_STALE;
	survey_store_questions(w, a->id, 0, &a->draft);
	r = a->act(w, a);
	if (r == SURVEY_OK)
		survey_store_change(w, &a->survey);
	return (int)r;
}

static enum survey_refusal do_act(struct work *w, struct acting a)
{
	return (enum survey_refusal)work_transaction(w, run, &a);
}

static enum survey_refusal change(struct work *w, struct acting *a)
{
	struct survey *s = &a->survey;
	struct survey was = *s;

	(void)w;
	s->title = a->to->title;
	s->often = a->to->often;
	s->audience = a->to->audience;
	s->quota = a->to->quota;
	s->send.audience_id = a->to->send.audience_id;
	s->send.first_on = a->to->send.first_on;
	s->send.every_months = a->to->send.every_months;
	s->send.next_at = survey_planned(&was, s);
	if (was.audience == s->audience && was.send.audience_id == s->send.audience_id)
		return SURVEY_OK;
	/* a round that had begun is over: it was for others */
	s->send.choosing = false;
	s->send.place = (struct customer_place){ 0 };
	return SURVEY_OK;
}

enum survey_refusal survey_change(struct work *w, const struct survey *to)
{
	return do_act(w, (struct acting){
				 .id = to->id, .edition = to->edition, .act = change, .to = to });
}

static enum survey_refusal put_question(struct work *w, struct acting *a)
{
	const struct survey_form *f = &a->draft;
	const struct survey_question *was = survey_question_of(f, a->question->num);
	struct survey_question q = *a->question;

	if (q.num && !was)
		return SURVEY_NOT_FOUND;
	if (!q.num && f->n >= SURVEY_QUESTIONS)
		return SURVEY_TOO_MANY;
	if (!q.num) {
		q.num = survey_store_last_num(w, a->id) + 1;
		q.place = f->n ? f->q[f->n - 1].place + 1 : 1;
	} else {
		q.place = was->place;
	}
	survey_store_put_question(w, a->id, &q);
	a->survey.is_changed = true;
	return SURVEY_OK;
}

enum survey_refusal survey_put_question(struct work *w, uint64_t id, int edition,
					const struct survey_question *q)
{
	return do_act(w,
		      (struct acting){
			      .id = id, .edition = edition, .act = put_question, .question = q });
}

static enum survey_refusal remove_question(struct work *w, struct acting *a)
{
	if (!survey_question_of(&a->draft, a->num))
		return SURVEY_NOT_FOUND;
	survey_store_drop_question(w, a->id, a->num);
	a->survey.is_changed = true;
	return SURVEY_OK;
}

enum survey_refusal survey_remove_question(struct work *w, uint64_t id, int num)
{
	return do_act(w, (struct acting){
				 .id = id, .edition = -1, .act = remove_question, .num = num });
}

static enum survey_refusal raise(struct work *w, struct acting *a)
{
	const struct survey_form *f = &a->draft;

	for (size_t i = 0; i < f->n; i++) {
		if (f->q[i].num != a->num)
			continue;
		if (i == 0)
			return SURVEY_NOT_NOW;
		survey_store_place(w, a->id, f->q[i].num, f->q[i - 1].place);
		survey_store_place(w, a->id, f->q[i - 1].num, f->q[i].place);
		a->survey.is_changed = true;
		return SURVEY_OK;
	}
	return SURVEY_NOT_FOUND;
}

enum survey_refusal survey_raise_question(struct work *w, uint64_t id, int num)
{
	return do_act(w, (struct acting){ .id = id, .edition = -1, .act = raise, .num = num });
}

/* What is another question now gets a number of its own, so that nobody's answer to the old one
 * counts for it. */
static void renumber(struct work *w, struct acting *a)
{
	struct survey_form before;
	int last = survey_store_last_num(w, a->id);

	survey_store_ever(w, a->id, &before);
	for (size_t i = 0; i < a->draft.n; i++) {
		const struct survey_question *is = &a->draft.q[i];
		const struct survey_question *was = survey_question_of(&before, is->num);

		if (!was || survey_goes_on(was, is))
			continue;
		survey_store_renumber(w, a->id, is->num, ++last);
		survey_store_rules_about(w, a->id, is->num, last);
	}
}

static enum survey_refusal publish(struct work *w, struct acting *a)
{
	if (a->draft.n == 0)
		return SURVEY_FLAWED;
	for (size_t i = 0; i < a->draft.n; i++)
		if (survey_flaw_of(&a->draft, i) != FLAW_NONE)
			return SURVEY_FLAWED;
	if (!a->survey.is_changed)
		return SURVEY_NOT_NOW;
	if (a->survey.version > 0)
		renumber(w, a);
	a->survey.version++;
	survey_store_publish(w, a->id, a->survey.version);
	a->survey.is_changed = false;
	if (a->survey.state == SURVEY_DRAFT) {
		a->survey.state = SURVEY_OPEN;
		a->survey.started_at = w->now;
	}
	return SURVEY_OK;
}

enum survey_refusal survey_publish(struct work *w, uint64_t id)
{
	return do_act(w, (struct acting){ .id = id, .edition = -1, .act = publish });
}

static enum survey_refusal start(struct work *w, struct acting *a)
{
	if (a->survey.state != SURVEY_STOPPED)
		return SURVEY_NOT_NOW;
	a->survey.state = SURVEY_OPEN;
	a->survey.started_at = w->now;
	return SURVEY_OK;
}

static enum survey_refusal stop(struct work *w, struct acting *a)
{
	if (a->survey.state != SURVEY_OPEN)
		return SURVEY_NOT_NOW;
	a->survey.state = SURVEY_STOPPED;
	a->survey.stopped_at = w->now;
	return SURVEY_OK;
}

static enum survey_refusal hold_back(struct work *w, struct acting *a)
{
	(void)w;
	if (a->survey.send.paused || !survey_is_sent(a->survey.audience))
		return SURVEY_NOT_NOW;
	a->survey.send.paused = true;
	return SURVEY_OK;
}

/* A round that came while it stood still is left out, where there is another one. */
static enum survey_refusal go_on(struct work *w, struct acting *a)
{
	struct survey_sending *s = &a->survey.send;

	if (!s->paused)
		return SURVEY_NOT_NOW;
	s->paused = false;
	if (!instant_is_none(s->next_at) && s->next_at.us <= w->now.us && s->every_months)
		s->next_at = survey_next_round(s->first_on, s->every_months, w->now);
	return SURVEY_OK;
}

enum survey_refusal survey_pause(struct work *w, uint64_t id)
{
	return do_act(w, (struct acting){ .id = id, .edition = -1, .act = hold_back });
}

enum survey_refusal survey_resume(struct work *w, uint64_t id)
{
	return do_act(w, (struct acting){ .id = id, .edition = -1, .act = go_on });
}

enum survey_refusal survey_start(struct work *w, uint64_t id)
{
	return do_act(w, (struct acting){ .id = id, .edition = -1, .act = start });
}

enum survey_refusal survey_stop(struct work *w, uint64_t id)
{
	return do_act(w, (struct acting){ .id = id, .edition = -1, .act = stop });
}
