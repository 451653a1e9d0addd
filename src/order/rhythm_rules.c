/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer's rhythm: the rules, and the measures of its chart. */
#include "order/rhythm.h"

#include <stdlib.h>

enum { AT_RISK_TIMES = 3, YEAR_MONTHS = 12 };

const char *const rhythm_standing_word[RHYTHM__MAX] = {
	[RHYTHM_UNKNOWN] = "unknown",
	[RHYTHM_ON_TRACK] = "on_track",
	[RHYTHM_OVERDUE] = "overdue",
	[RHYTHM_AT_RISK] = "at_risk",
};

static int rising(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* The quartile q (1 to 3) of v, in quarters of a day. */
static int64_t quartile4(const int64_t *v, size_t n, size_t q)
{
	size_t at4 = (n - 1) * q, i = at4 / 4;
	int64_t part = (int64_t)(at4 % 4);

	return 4 * v[i] + (part ? part * (v[i + 1] - v[i]) : 0);
}

struct rhythm rhythm_of(int64_t *days, size_t n)
{
	int64_t gaps[RHYTHM_NEWEST];
	struct rhythm r = { .n = n > 0 };
	size_t k = 0;

	qsort(days, n, sizeof *days, rising);
	for (size_t i = n; i-- > 1 && r.n < RHYTHM_NEWEST;) {
		if (days[i] == days[i - 1])
			continue;
		gaps[k++] = days[i] - days[i - 1];
		r.n++;
	}
	if (r.n < RHYTHM_LEAST)
		return r;
	qsort(gaps, k, sizeof *gaps, rising);
	r.every = (int)((quartile4(gaps, k, 2) + 2) / 4);
	r.low = (int)(quartile4(gaps, k, 1) / 4);
	r.high = (int)((quartile4(gaps, k, 3) + 3) / 4);
	return r;
}

enum rhythm_standing rhythm_standing(const struct rhythm *r, int64_t last_day, int64_t today)
{
	int64_t since = today - last_day;

	if (!r->every)
		return RHYTHM_UNKNOWN;
	if (since > AT_RISK_TIMES * (int64_t)r->every)
		return RHYTHM_AT_RISK;
	return since > r->high ? RHYTHM_OVERDUE : RHYTHM_ON_TRACK;
}

/* ---- the chart ---- */

static int month_of(struct instant at)
{
	struct civil c = instant_to_local(at);

	return c.year * YEAR_MONTHS + c.month - 1;
}

struct rhythm_scale rhythm_scale(struct instant now, struct instant until)
{
	int today = month_of(now), first = today - (YEAR_MONTHS - 1), last = today;

	if (!instant_is_none(until) && month_of(until) > last)
		last = month_of(until);
	if (last > first + RHYTHM_MONTHS - 1)
		last = first + RHYTHM_MONTHS - 1;
	return (struct rhythm_scale){ first / YEAR_MONTHS, first % YEAR_MONTHS + 1,
				      last - first + 1 };
}

static struct instant begins(int month)
{
	return instant_from_local(&(struct civil){
		.year = month / YEAR_MONTHS, .month = month % YEAR_MONTHS + 1, .day = 1 });
}

int rhythm_x(const struct rhythm_scale *s, struct instant at, int width)
{
	int month = month_of(at), before = month - (s->year * YEAR_MONTHS + s->month - 1);
	int64_t from = begins(month).us, len = begins(month + 1).us - from;
	double months = before + (double)(at.us - from) / (double)len;

	return (int)(months * width / s->months);
}

int64_t rhythm_top(int64_t most, int exponent)
{
	int64_t step = 1;

	while (exponent-- > 0)
		step *= 10;
	for (;; step *= 10)
		for (int i = 0; i < 3; i++) {
			int64_t top = step * (i == 0 ? 1 : i == 1 ? 2 : 5);

			if (top >= most)
				return top;
		}
}
