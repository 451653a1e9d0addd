/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people are told of their account: points, tiers, rewards, and the file with their own data.
 */
#include "base/json.h"
#include "notify/way.h"

static cJSON *data_of(struct work *w, const struct points_ending *v, size_t n)
{
	const struct config *c = w->app->config;
	cJSON *data = json_object(), *list;

	json_add_int(data, "points", v[0].points);
	json_add_instant(data, "at", instant_add(v[0].at, -INSTANT_SECOND));
	list = json_add_array(data, "more");
	for (size_t i = 1; i < n; i++) {
		cJSON *one = json_append_object(list);

		json_add_int(one, "points", v[i].points);
		json_add_instant(one, "at", instant_add(v[i].at, -INSTANT_SECOND));
	}
	json_add_text(data, "link",
		      arena_printf(w->arena, "%s%s/me/points", c->base_url, c->base_path));
	return data;
}

/* To who has an account, whichever way they read. */
static void send(struct work *w, uint64_t customer_id, const char *template, const cJSON *data)
{
	struct message m = { .id = work_id(w),
			     .template = template,
			     .customer_id = customer_id,
			     .state = w->past ? OUTBOX_SENT : OUTBOX_WAITING,
			     .run_at = w->now };
	struct customer c;
	struct way way;

	if (w->quiet || message_is_forgotten(w) || !customer_get(w, customer_id, &c) ||
	    c.provisional || !message_way_of_customer(w, customer_id, &way))
		return;
	m.event_id = m.id;
	m.channel = way.channel;
	m.recipient = way.to;
	m.lang = c.lang;
	m.data = json_text(w->arena, data);
	(void)!outbox_insert(w, &m);
}

void notify_points_end(struct work *w, uint64_t customer_id, const struct points_ending *v,
		       size_t n)
{
	send(w, customer_id, "points_end", data_of(w, v, n));
}

static void add_names(cJSON *data, const char *name, const char *const names[LANG__MAX])
{
	cJSON *both;

	if (!names[LANG_EN]) {
		json_add_null(data, name);
		return;
	}
	both = json_add_object(data, name);
	for (int l = 0; l < LANG__MAX; l++)
		json_add_text(both, lang_tag[l], names[l]);
}

/* What a mail says of it stands on one of these names: pages have no comparing. */
void notify_tier(struct work *w, uint64_t customer_id, const struct tier_news *n)
{
	const struct config *c = w->app->config;
	cJSON *data = json_object(), *step = json_add_object(data, n->step), *missing;

	add_names(step, "was", n->was);
	add_names(step, "is", n->is);
	json_add_instant(step, "until",
			 instant_is_none(n->lowers_at)
				 ? n->lowers_at
				 : instant_add(n->lowers_at, -INSTANT_SECOND));
	missing = json_add_object(step, n->by);
	json_add_int(missing, "n", n->missing);
	json_add_money(missing, "money", n->missing, w->app->settings.currency);
	json_add_text(data, "link",
		      arena_printf(w->arena, "%s%s/me/points", c->base_url, c->base_path));
	send(w, customer_id, "tier", data);
}

void notify_own_data(struct work *w, uint64_t customer_id, struct instant until)
{
	const struct config *c = w->app->config;
	cJSON *data = json_object();

	json_add_instant(data, "until", until);
	json_add_text(data, "link",
		      arena_printf(w->arena, "%s%s/me/data", c->base_url, c->base_path));
	send(w, customer_id, "own_data", data);
}

static void add_reward(cJSON *data, const struct reward_news *n)
{
	add_names(data, "name", n->name);
	json_add_text(data, "code", n->code);
	json_add_int(data, "points", n->points);
	json_add_bool(data, "costs", n->points > 0);
	json_add_instant(data, "until",
			 instant_is_none(n->until) ? n->until
						   : instant_add(n->until, -INSTANT_SECOND));
}

static void add_rewards_link(struct work *w, cJSON *data)
{
	const struct config *c = w->app->config;

	json_add_text(data, "link",
		      arena_printf(w->arena, "%s%s/me/rewards", c->base_url, c->base_path));
}

void notify_reward(struct work *w, uint64_t customer_id, const struct reward_news *n)
{
	cJSON *data = json_object();

	add_reward(data, n);
	add_rewards_link(w, data);
	send(w, customer_id, "reward", data);
}

void notify_birthday(struct work *w, uint64_t customer_id, const struct reward_news *gifts,
		     size_t n)
{
	cJSON *data = json_object(), *list = json_add_array(data, "gifts");

	for (size_t i = 0; i < n; i++)
		add_reward(json_append_object(list), &gifts[i]);
	json_add_bool(data, "has_gifts", n > 0);
	add_rewards_link(w, data);
	send(w, customer_id, "birthday", data);
}
