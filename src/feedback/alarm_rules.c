/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which topics raise an alarm. Pure: no I/O, no clock. */
#include <stdlib.h>
#include "feedback/alarm.h"
#include "feedback/count.h"

const char *const alarm_cause_word[ALARM_CAUSE__MAX] = {
	[ALARM_RISE] = "rise", [ALARM_TIMES] = "times"
};

static int by_chance(const void *x, const void *y)
{
	const struct topic_trend *a = x, *b = y;

	if (a->chance != b->chance)
		return a->chance < b->chance ? -1 : 1;
	return a->rise.now > b->rise.now ? -1 : a->rise.now < b->rise.now;
}

size_t alarm_choose(struct topic_trend *v, size_t n, const struct alarm_terms *t)
{
	double limit =
		t->a_month > 0 ? score_rise_limit(t->a_month, (double)n * ALARM_LOOKS_A_MONTH) : 0;
	size_t chosen = 0;

	for (size_t i = 0; i < n; i++) {
		bool rises = score_is_rise(&v[i].rise, limit, RISE_LEAST);

		v[i].chance = score_rise_chance(&v[i].rise);
		v[i].cause = rises ? ALARM_RISE : ALARM_TIMES;
		if (rises || (t->times > 0 && v[i].rise.now >= t->times))
			v[chosen++] = v[i];
	}
	qsort(v, chosen, sizeof *v, by_chance);
	return chosen;
}
