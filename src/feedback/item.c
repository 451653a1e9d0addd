/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An item of the inbox from when it is opened to when it is resolved. */
#include <string.h>
#include "base/text.h"
#include "customer/customer.h"
#include "feedback/chat.h"
#include "feedback/reply.h"
#include "feedback/survey.h"
#include "feedback/wording.h"
#include "notify/notify.h"

enum { PAST_DAYS = 7 };

static struct instant due(const struct work *w)
{
	const struct settings *s = &w->app->settings;

	return item_due(w->now, s->answer_hours, s->answer_from, s->answer_until);
}

static void tell(struct work *w, const struct item *i, enum item_act act, uint64_t subject,
		 int word, const char *why)
{
	item_store_tell(w, i->id,
			&(struct item_event){ .kind = act,
					      .state = i->state,
					      .subject_id = subject,
					      .word = word,
					      .why = why });
}

/* What they are least happy with counts. */
static void lower(struct item *i, const struct item_draft *d)
{
	if (d->score && (!i->score || d->score < i->score))
		i->score = d->score;
	if (d->has_nps && (!i->has_nps || d->nps < i->nps))
		i->nps = d->nps;
	i->has_nps = i->has_nps || d->has_nps;
	if (!i->response_id)
		i->response_id = d->response_id;
}

/* Its customer is heard again: what is resolved goes on, and its clock runs if it stood. */
static void hear_again(struct work *w, struct item *i, const struct item_draft *d)
{
	enum item_state then;
	bool ended = i->state == ITEM_RESOLVED;

	if (!item_step(i->state, ITEM_HEARD, &then))
		return;
	i->state = then;
	lower(i, d);
	if (instant_is_none(i->due_at) && then != ITEM_HIDDEN)
		i->due_at = due(w);
	if (ended) {
		i->ended_at = INSTANT_NONE;
		i->outcome = -1;
	}
	item_store_save(w, i);
	tell(w, i, ITEM_HEARD, 0, -1, NULL);
}

uint64_t item_open(struct work *w, const struct item_draft *d)
{
	uint64_t id = d->chat_id ? chat_store_find_open(w, d->chat_id, d->order_id)
				 : item_store_find_open(w, d->customer_id, d->order_id);
	struct item i;

	if (id && item_store_get(w, id, false, &i)) {
		hear_again(w, &i, d);
		return id;
	}
	i = (struct item){ .id = work_id(w),
			   .customer_id = d->customer_id,
			   .order_id = d->order_id,
			   .source = d->source,
			   .state = ITEM_NEW,
			   .regular = item_store_is_regular(w, d->customer_id),
			   .score = d->score,
			   .has_nps = d->has_nps,
			   .nps = d->nps,
			   .response_id = d->response_id,
			   .body = d->body,
			   .lang = d->lang,
			   .opened_at = w->now,
			   .due_at = due(w) };
	item_store_insert(w, &i, d->chat_id);
	tell(w, &i, ITEM_WAS_OPENED, 0, -1, NULL);
	return i.id;
}

uint64_t item_open_alarm(struct work *w)
{
	struct item i = { .id = work_id(w),
			  .source = ITEM_ALARM,
			  .state = ITEM_NEW,
			  .lang = setting_lang(&w->app->settings, LANG_EN),
			  .opened_at = w->now,
			  .due_at = due(w) };

	item_store_insert(w, &i, 0);
	tell(w, &i, ITEM_WAS_OPENED, 0, -1, NULL);
	return i.id;
}

void item_hear_talk(struct work *w, const struct order *o, const struct talk_draft *d)
{
	struct item_draft item = { .customer_id = o->customer_id,
				   .order_id = o->id,
				   .lang = d->lang };

	/* nobody is called about what was long ago */
	if (w->past && instant_now().us - w->now.us > PAST_DAYS * INSTANT_DAY)
		return;
	item.score = item_low(d, &item.source, &item.body);
	if (item.score)
		(void)item_open(w, &item);
}

static bool says_more(const struct item *i, const struct item_draft *d)
{
	return i->source == ITEM_SURVEY && d->body && (!i->body || strcmp(i->body, d->body) != 0);
}

/* Question by question the same answers are heard; what nobody has taken yet only becomes more. */
static void hear_more(struct work *w, uint64_t id, const struct item_draft *d)
{
	struct item i, was;
	bool more;

	if (!item_store_get(w, id, true, &i))
		return;
	was = i;
	more = says_more(&i, d);
	lower(&i, d);
	if (more)
		item_store_words(w, id, d->body);
	if (!more && i.score == was.score && i.nps == was.nps)
		return;
	if (i.state == ITEM_NEW)
		item_store_save(w, &i);
	else
		hear_again(w, &i, d);
}

void item_hear_survey(struct work *w, const struct survey_low *low, const struct survey_response *r)
{
	struct item_draft d = { .customer_id = r->customer_id,
				.order_id = r->order_id,
				.source = ITEM_SURVEY,
				.score = low->stars,
				.has_nps = low->has_nps,
				.nps = low->nps,
				.response_id = r->id,
				.body = low->words,
				.lang = r->lang };
	uint64_t id;

	id = item_store_of_response(w, r->id);
	if (id)
		hear_more(w, id, &d);
	else
		(void)item_open(w, &d);
}

bool feedback_stops_marketing(struct work *w, uint64_t customer_id)
{
	return item_store_has_low(w, customer_id);
}

/* ---- a message of a customer ---- */
struct saying {
	const struct item_draft *d;
	enum message_by by;
	uint64_t item_id;
};

static int say(struct work *w, void *arg)
{
	struct saying *s = arg;
	struct message_line m = {
		.id = work_id(w), .order_id = s->d->order_id, .by = s->by, .body = s->d->body
	};

	if (s->by == MESSAGE_BY_CALL && w->actor.kind == ACTOR_STAFF)
		m.staff_id = w->actor.id;

	m.item_id = s->item_id = item_open(w, s->d);
	message_store_insert(w, &m, s->d->customer_id);
	return 0;
}

uint64_t message_from_customer(struct work *w, const struct item_draft *d, enum message_by by)
{
	struct saying s = { d, by, 0 };

	(void)work_transaction(w, say, &s);
	return s.item_id;
}

/* ---- a call ---- */
struct calling {
	struct saying saying;
	int topic, outcome;
};

static int write_down(struct work *w, void *arg)
{
	struct calling *c = arg;
	struct item i;

	(void)say(w, &c->saying);
	if (c->topic >= 0)
		item_store_topic(w, c->saying.item_id, c->topic);
	if (!item_store_get(w, c->saying.item_id, true, &i))
		return 0;
	i.owner_id = w->actor.kind == ACTOR_STAFF ? w->actor.id : i.owner_id;
	if (c->outcome >= 0 && item_step(i.state, ITEM_WAS_RESOLVED, &i.state)) {
		i.due_at = INSTANT_NONE;
		i.ended_at = w->now;
		i.outcome = c->outcome;
		tell(w, &i, ITEM_WAS_RESOLVED, 0, c->outcome, NULL);
	}
	item_store_save(w, &i);
	return 0;
}

uint64_t message_of_call(struct work *w, const struct item_draft *d, int topic, int outcome)
{
	struct calling c = { { d, MESSAGE_BY_CALL, 0 }, topic, outcome };

	(void)work_transaction(w, write_down, &c);
	return c.saying.item_id;
}

struct writing_back {
	uint64_t item_id;
	const char *words, *heard_by;
	bool found;
};

static int write_back(struct work *w, void *arg)
{
	struct writing_back *b = arg;
	struct message_line m = { .id = work_id(w),
				  .item_id = b->item_id,
				  .by = MESSAGE_BY_MAIL,
				  .body = b->words,
				  .heard_by = b->heard_by };
	struct item_draft d = { .score = 0 };
	struct item i;

	b->found = item_store_get(w, b->item_id, true, &i);
	if (!b->found || message_store_is_heard(w, b->heard_by))
		return 0;
	m.order_id = i.order_id;
	hear_again(w, &i, &d);
	message_store_insert(w, &m, i.customer_id);
	return 0;
}

bool message_by_mail(struct work *w, uint64_t item_id, const char *words, const char *heard_by)
{
	struct writing_back b = { item_id, words, heard_by, false };

	(void)work_transaction(w, write_back, &b);
	return b.found;
}

/* ---- what a colleague does ---- */
struct doing {
	uint64_t id;
	const struct item_wish *wish;
};

static bool writes(enum item_act act)
{
	return act == ITEM_ANSWERED || act == ITEM_ANSWERED_ASKING;
}

/* What is written to the customer stands in the thread, and goes out by the outbox. */
static bool write_to(struct work *w, const struct item *i, const struct item_wish *wish,
		     uint64_t *message_id)
{
	const char *words = wording_of_answer(w, i, wish->words);
	struct message_line m = { .id = work_id(w),
				  .item_id = i->id,
				  .order_id = i->order_id,
				  .by = MESSAGE_BY_MAIL,
				  .is_ours = true,
				  .chat_id = i->chat ? i->chat->id : 0,
				  .body = words,
				  .staff_id = w->actor.kind == ACTOR_STAFF ? w->actor.id : 0 };
	struct answer_mail mail = { .message_id = m.id,
				    .customer_id = i->customer_id,
				    .order_id = i->order_id,
				    .lang = i->lang,
				    .body = words,
				    .reply_to = reply_address(w, i->id),
				    .is_solved = wish->act == ITEM_WAS_RESOLVED };
	struct customer who;

	*message_id = m.id;
	if (i->chat && message_goes_by(w, chat_way_out(i->chat->channel))) {
		mail.by = chat_way_out(i->chat->channel);
		mail.chat = i->chat->value;
		m.by = chat_by(i->chat->channel);
	}
	if (!i->customer_id && !mail.chat)
		return false;
	message_store_insert(w, &m, i->customer_id);
	/* whoever cannot be written to reads it on their order's page, or in their account */
	if (notify_answer(w, &mail) || i->order_id)
		return true;
	return customer_get(w, i->customer_id, &who) && !who.provisional;
}

static void change(struct work *w, struct item *i, const struct item_wish *wish)
{
	switch (wish->act) {
	case ITEM_ANSWERED:
	case ITEM_ANSWERED_ASKING:
		i->due_at = INSTANT_NONE;
		if (instant_is_none(i->answered_at))
			i->answered_at = w->now;
		if (!i->owner_id && w->actor.kind == ACTOR_STAFF)
			i->owner_id = w->actor.id;
		break;
	case ITEM_SORTED:
		item_store_topic(w, i->id, wish->word);
		break;
	case ITEM_GIVEN:
		i->owner_id = wish->to;
		break;
	case ITEM_WAS_RESOLVED:
	case ITEM_WAS_HIDDEN:
		i->due_at = INSTANT_NONE;
		i->ended_at = w->now;
		i->outcome = wish->act == ITEM_WAS_RESOLVED ? wish->word : -1;
		break;
	case ITEM_WAS_REOPENED:
		i->ended_at = INSTANT_NONE;
		i->outcome = -1;
		i->due_at = due(w);
		break;
	case ITEM_WAS_OPENED:
	case ITEM_HEARD:
	case ITEM_COMPENSATED: /* item_gift.c */
	case ITEM_LINKED:      /* chat.c */
	case ITEM_UNLINKED:
	case ITEM_ACT__MAX:
		break;
	}
}

static int act(struct work *w, void *arg)
{
	const struct doing *d = arg;
	const struct item_wish *wish = d->wish;
	uint64_t subject = wish->to;
	bool speaks = writes(wish->act) || (wish->act == ITEM_WAS_RESOLVED && wish->words);
	struct item i;

	if (!item_store_get(w, d->id, true, &i))
		return ITEM_NOT_FOUND;
	if (wish->version && wish->version != i.version)
		return ITEM_STALE;
	if (!item_step(i.state, wish->act, &i.state))
		return ITEM_NOT_NOW;
	if (speaks && !write_to(w, &i, wish, &subject))
		return ITEM_NOWHERE;
	change(w, &i, wish);
	item_store_save(w, &i);
	/* what was written stands in the thread */
	tell(w, &i, wish->act, subject, wish->word, speaks ? NULL : wish->words);
	return ITEM_OK;
}

enum item_refusal item_do(struct work *w, uint64_t id, const struct item_wish *wish)
{
	struct doing d = { id, wish };

	return (enum item_refusal)work_transaction(w, act, &d);
}
