/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker's daily look at what texts complain of. */
#include "feedback/alarm.h"
#include "feedback/count.h"

struct raising {
	struct alarm alarm;
	struct instant since;
};

static int raise(struct work *w, void *arg)
{
	const struct raising *r = arg;

	if (!alarm_store_is_known(w, &r->alarm.trend, r->since))
		alarm_store_insert(w, item_open_alarm(w), &r->alarm);
	return 0;
}

bool feedback_raise_alarms(struct work *w)
{
	const struct settings *s = &w->app->settings;
	struct alarm_terms terms = { .a_month = (double)s->alarm_false,
				     .times = (uint64_t)s->alarm_times };
	struct raising r = { .alarm.week = week_of(w->now),
			     .since = instant_add(w->now, -WEEKS_NOW * 7 * INSTANT_DAY) };
	struct work by_rule = *w;
	struct topic_trend *all;
	size_t n, chosen;

	by_rule.actor = (struct actor){ ACTOR_RULE, 0 };
	all = alarm_store_trends(w, r.alarm.week, &n);
	chosen = alarm_choose(all, n, &terms);
	for (size_t i = 0; i < chosen; i++) {
		r.alarm.trend = all[i];
		(void)work_transaction(&by_rule, raise, &r);
	}
	return false;
}
