/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing to customers about surveys: round by round to who is chosen, each once a round; and to
 * whose item of the inbox was solved. */
#include "feedback/survey_send.h"
#include "base/fail.h"
#include "base/ident.h"
#include "base/json.h"
#include "base/log.h"
#include "feedback/survey_store.h"
#include "feedback/survey_view.h"
#include "notify/notify.h"

enum { SURVEYS = 20 };
/* What was solved may be heard of again, and the answer is to be read first. */
#define REST   INSTANT_HOUR
#define RECENT (2 * INSTANT_DAY)

/* ---- one customer ---- */

/* The first question in both languages, and where each of its answers leads. */
static cJSON *first_question(struct work *w, const struct survey_question *q, const char *link)
{
	cJSON *t = survey_question_view(w->arena, q), *one;
	const char *at = arena_printf(w->arena, "%s&q=%d", link, q->num);

	survey_add_controls(w->arena, q, NULL, t);
	cJSON_ArrayForEach(one, json_get(t, "scale"))
	{
		json_add_text(one, "link",
			      arena_printf(w->arena, "%s&a=%s", at, json_get_text(one, "value")));
	}
	cJSON_ArrayForEach(one, json_get(t, "choices"))
	{
		json_add_text(one, "link",
			      arena_printf(w->arena, "%s&a=%lld", at,
					   (long long)json_get_int(one, "place")));
	}
	json_add_bool(t, "has_links", survey_is_score(q->kind) || q->kind == SURVEY_SINGLE);
	return t;
}

static enum survey_spared tell(struct work *w, const struct survey *s,
			       const struct survey_invite *i, enum lang lang)
{
	const struct config *c = w->app->config;
	const struct survey_asked asked = { .customer_id = i->customer_id,
					    .order_id = i->order_id,
					    .invite_id = i->id,
					    .lang = lang };
	struct survey_mail mail = { .invite_id = i->id,
				    .customer_id = i->customer_id,
				    .order_id = i->order_id,
				    .lang = lang,
				    .is_solved = i->item_id != 0 };
	struct survey_way_through p;
	struct survey_going at;

	(void)survey_look(w, s, &asked, &at);
	p = survey_path(&at.form, &at.answers, &at.facts, survey_limit(s));
	if (p.n == 0)
		return SPARED_NOTHING;
	mail.link = arena_printf(w->arena, "%s%s/survey/%s?k=%s", c->base_url, c->base_path,
				 s->code, survey_key(w->arena, w->app, 'i', i->id));
	mail.question = first_question(w, survey_question_of(&at.form, p.num[0]), mail.link);
	return notify_survey(w, &mail) ? SPARED_NOT : SPARED_UNWANTED;
}

struct asking {
	const struct survey *survey;
	struct survey_invite invite;
};

static int ask(struct work *w, void *arg)
{
	struct asking *a = arg;
	struct survey_invite *i = &a->invite;
	struct survey_spare_facts f = { .offer = { .now = w->now } };
	struct customer c;
	bool was;

	/* gone, or asked already, under whatever name they had */
	if (!customer_hold(w, i->customer_id) || !customer_get(w, i->customer_id, &c) ||
	    invite_store_has(w, i))
		return 0;
	i->id = work_id(w);
	f.is_chosen = survey_has_rounds(a->survey->audience);
	f.is_personal = customer_is_personal(w, i->customer_id);
	f.offer.is_open = invite_store_owes(w, i->customer_id);
	f.offer.answered_at = response_store_last(w, i->customer_id);
	f.offer.offered_at = offer_store_last(w, i->customer_id, 0, 0, &was);
	i->spared = survey_spares(&f);
	if (i->spared == SPARED_NOT)
		i->spared = tell(w, a->survey, i, c.lang);
	invite_store_insert(w, i);
	return 0;
}

static void ask_one(struct work *w, const struct survey *s, const struct survey_invite *of)
{
	struct asking a = { s, *of };

	a.invite.survey_id = s->id;
	a.invite.round = survey_has_rounds(s->audience) ? s->send.round : 0;
	(void)work_transaction(w, ask, &a);
}

/* ---- a batch ---- */

struct sending {
	struct work *w;
	uint64_t id;
	struct survey survey;
	struct customer_place place; /* where the batch ended */
	bool is_on, more;
};

static bool is_sending(const struct survey *s)
{
	return s->state == SURVEY_OPEN && survey_is_sent(s->audience) && !s->send.paused &&
	       (s->quota == 0 || s->begun < s->quota);
}

/* A round begins when it is time for it. */
static int begin(struct work *w, void *arg)
{
	struct sending *b = arg;
	struct survey_sending *s = &b->survey.send;

	b->is_on = survey_store_get(w, b->id, true, &b->survey) && is_sending(&b->survey);
	if (!b->is_on || !survey_has_rounds(b->survey.audience) || s->choosing)
		return 0;
	b->is_on = !instant_is_none(s->next_at) && s->next_at.us <= w->now.us;
	if (!b->is_on)
		return 0;
	s->round++;
	s->round_at = w->now;
	s->next_at = s->every_months ? survey_next_round(s->first_on, s->every_months, w->now)
				     : INSTANT_NONE;
	s->choosing = true;
	s->place = (struct customer_place){ 0 };
	send_store_put(w, &b->survey);
	return 0;
}

/* What a colleague has changed meanwhile stays as it is now. */
static int end(struct work *w, void *arg)
{
	struct sending *b = arg;
	struct survey now;

	if (!survey_store_get(w, b->id, true, &now) || now.audience != b->survey.audience ||
	    now.send.audience_id != b->survey.send.audience_id ||
	    now.send.round != b->survey.send.round)
		return 0;
	now.send.place = b->place;
	now.send.choosing = survey_has_rounds(now.audience) && b->place.id != 0;
	send_store_put(w, &now);
	return 0;
}

static void send_round(struct sending *b)
{
	uint64_t ids[SURVEY_BATCH];
	size_t n = survey_audience_read(b->w, &b->survey, &b->place, ids, SURVEY_BATCH);

	for (size_t i = 0; i < n; i++)
		ask_one(b->w, &b->survey, &(struct survey_invite){ .customer_id = ids[i] });
	b->more = b->place.id != 0;
}

static void send_solved(struct sending *b)
{
	struct survey_invite v[SURVEY_BATCH];
	uint64_t from = ident_floor(instant_add(b->w->now, -RECENT)), last;
	uint64_t started = ident_floor(b->survey.started_at), until;
	size_t n;

	from = started > from ? started : from;
	from = b->place.id > from ? b->place.id : from;
	until = ident_floor(instant_add(b->w->now, -REST));
	if (until <= from + 1)
		return;
	n = invite_store_solved(b->w, from, until, v, SURVEY_BATCH, &last);
	for (size_t i = 0; i < n; i++)
		ask_one(b->w, &b->survey, &v[i]);
	b->place.id = last;
	b->more = last + 1 < until;
}

static void send_one(void *arg)
{
	struct sending *b = arg;

	(void)work_transaction(b->w, begin, b);
	if (!b->is_on)
		return;
	b->place = b->survey.send.place;
	if (survey_has_rounds(b->survey.audience))
		send_round(b);
	else
		send_solved(b);
	(void)work_transaction(b->w, end, b);
}

/* One whose audience cannot be read keeps no other one back. */
bool feedback_send_surveys(struct work *w)
{
	uint64_t ids[SURVEYS];
	size_t n = send_store_due(w, ids, SURVEYS);
	bool more = false;

	for (size_t i = 0; i < n; i++) {
		struct sending b = { .w = w, .id = ids[i] };
		struct failure f;

		if (!fail_run(send_one, &b, &f))
			log_event(LOG_ERROR_LEVEL, "survey not sent",
				  LOG_INT("survey", (int64_t)ids[i]),
				  LOG_TEXT("reason", f.message));
		more = b.more || more;
	}
	return more;
}
