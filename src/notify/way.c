/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a message about an order goes: one way for what must be said, and each way that was asked
 * for with news of parcels. */
#include "notify/way.h"

/* E-mail is free and says more; what rings is for who has none. */
static bool take_primary(const struct settings *s, const struct customer_ways *have,
			 struct way *out)
{
	if (have->email)
		*out = (struct way){ CHANNEL_EMAIL, have->email };
	else if (s->wechat && have->wechat)
		*out = (struct way){ CHANNEL_WECHAT, have->wechat };
	else if (s->sms && have->phone)
		*out = (struct way){ CHANNEL_SMS, have->phone };
	else
		return false;
	return true;
}

static bool find_primary(struct work *w, const struct order *o, struct customer_ways *have,
			 struct way *out)
{
	const struct contact *c = o->contact;
	struct contact read;

	if (!c && contact_get(w, o->contact_id, &read))
		c = &read;
	if (c && c->email)
		have->email = c->email;
	else
		customer_ways_of(w, o->customer_id, have);
	if (c && c->phone)
		have->phone = c->phone;
	return take_primary(&w->app->settings, have, out);
}

bool message_way(struct work *w, const struct order *o, struct way *out)
{
	struct customer_ways have = { 0 };

	return find_primary(w, o, &have, out);
}

/* Chosen by itself, besides the primary one. */
static bool is_asked_for(struct work *w, enum message_channel c, const char *to)
{
	return to && choice_said(w, c, to, TOPIC_DELIVERY) == CHOICE_YES;
}

/* What rings, where somebody is written to by e-mail. */
static size_t find_more(struct work *w, const struct order *o, struct customer_ways *have,
			struct way out[MESSAGE_CHANNEL__MAX])
{
	const struct settings *s = &w->app->settings;
	struct customer_ways known;
	size_t n = 0;

	if (s->wechat && !have->wechat) {
		customer_ways_of(w, o->customer_id, &known);
		have->wechat = known.wechat;
	}
	if (s->wechat && is_asked_for(w, CHANNEL_WECHAT, have->wechat))
		out[n++] = (struct way){ CHANNEL_WECHAT, have->wechat };
	if (s->sms && is_asked_for(w, CHANNEL_SMS, have->phone))
		out[n++] = (struct way){ CHANNEL_SMS, have->phone };
	return n;
}

size_t message_ways(struct work *w, const struct order *o, const char *template,
		    struct way out[MESSAGE_CHANNEL__MAX])
{
	struct customer_ways have = { 0 };
	struct way primary;
	size_t n;

	if (!find_primary(w, o, &have, &primary))
		return 0;
	out[0] = primary;
	if (primary.channel != CHANNEL_EMAIL || !message_rings_besides(template))
		return 1;
	n = find_more(w, o, &have, out);
	/* what nobody wants stays in the outbox, unsent, for the desk to see */
	if (n == 0 || choice_wants(w, primary.channel, primary.to, TOPIC_DELIVERY)) {
		out[n] = out[0];
		out[0] = primary;
		n++;
	}
	return n;
}

bool message_way_of_customer(struct work *w, uint64_t customer_id, struct way *out)
{
	struct customer_ways have = { 0 };

	customer_ways_of(w, customer_id, &have);
	return take_primary(&w->app->settings, &have, out);
}
