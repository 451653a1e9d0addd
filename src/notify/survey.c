/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking somebody a few questions: the first of them stands in the message, its answers as links.
 */
#include "base/json.h"
#include "notify/way.h"

/* Who is chosen agreed to be written to that way, and has not taken it back since. */
static bool find_agreed(struct work *w, uint64_t customer_id, struct way *out)
{
	const struct settings *s = &w->app->settings;
	bool by[CONSENT_CHANNEL__MAX];
	struct customer_ways have = { 0 };

	customer_offers(w, customer_id, by);
	customer_ways_of(w, customer_id, &have);
	if (by[CONSENT_BY_EMAIL] && have.email)
		*out = (struct way){ CHANNEL_EMAIL, have.email };
	else if (by[CONSENT_BY_WECHAT] && s->wechat && have.wechat)
		*out = (struct way){ CHANNEL_WECHAT, have.wechat };
	else if (by[CONSENT_BY_SMS] && s->sms && have.phone)
		*out = (struct way){ CHANNEL_SMS, have.phone };
	else
		return false;
	return choice_wants(w, out->channel, out->to, TOPIC_OFFERS);
}

/* Of their own matter: where its answer went, unless they want no news. */
static bool find_solved(struct work *w, const struct survey_mail *s, struct way *out)
{
	struct order *o;
	bool found = s->order_id && order_get(w, s->order_id, &o)
			     ? message_way(w, o, out)
			     : message_way_of_customer(w, s->customer_id, out);

	return found && choice_wants(w, out->channel, out->to, TOPIC_DELIVERY);
}

bool notify_survey(struct work *w, const struct survey_mail *s)
{
	cJSON *data = json_object();
	struct message m = { .id = work_id(w),
			     .event_id = s->invite_id,
			     .template = s->is_solved ? "survey_solved" : "survey_ask",
			     .customer_id = s->customer_id,
			     .lang = s->lang,
			     .run_at = w->now };
	struct way way;

	if (!(s->is_solved ? find_solved(w, s, &way) : find_agreed(w, s->customer_id, &way)))
		return false;
	m.channel = way.channel;
	m.recipient = way.to;
	json_add(data, "question", s->question);
	json_add_text(data, "link", s->link);
	json_add_text(data, "brief_link", s->link);
	m.data = json_text(w->arena, data);
	return outbox_insert(w, &m);
}
