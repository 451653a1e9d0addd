/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores, their intervals, and the test for a topic that rises; the sources stand in score.h. */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include "feedback/score.h"

#define Z 1.9599639845400545 /* 95 % of the normal distribution lie within */

static double within(double low, double value, double high)
{
	return fmin(fmax(value, low), high);
}

/* The interval holds the value, also where so few answers pull its middle away from it. */
static struct score score_of(uint64_t answers, double value, double low, double high)
{
	return (struct score){ .answers = answers,
			       .known = true,
			       .value = value,
			       .measured = true,
			       .low = fmin(low, value),
			       .high = fmax(high, value) };
}

struct score score_share(uint64_t hits, uint64_t answers)
{
	double n = (double)answers, p, middle, half;

	if (!answers)
		return (struct score){ 0 };
	p = (double)hits / n;
	middle = p + Z * Z / (2 * n);
	half = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
	return score_of(answers, p, within(0, (middle - half) / (1 + Z * Z / n), 1),
			within(0, (middle + half) / (1 + Z * Z / n), 1));
}

struct score score_nps(uint64_t promoters, uint64_t passives, uint64_t detractors)
{
	uint64_t answers = promoters + passives + detractors;
	double n = (double)answers + 3, p = ((double)promoters + 0.75) / n;
	double d = ((double)detractors + 0.75) / n;
	double half = Z * sqrt((p + d - (p - d) * (p - d)) / n);

	if (!answers)
		return (struct score){ 0 };
	return score_of(answers, ((double)promoters - (double)detractors) / (double)answers,
			within(-1, p - d - half, 1), within(-1, p - d + half, 1));
}

struct score score_nps_of(const uint64_t count[11])
{
	uint64_t detractors = 0;

	for (int i = 0; i <= 6; i++)
		detractors += count[i];
	return score_nps(count[9] + count[10], count[7] + count[8], detractors);
}

struct score score_csat(const uint64_t count[5])
{
	uint64_t satisfied = count[3] + count[4];

	return score_share(satisfied, count[0] + count[1] + count[2] + satisfied);
}

struct score score_ces(const uint64_t count[7])
{
	uint64_t answers = 0;
	double sum = 0, squares = 0, mean, half;

	for (int i = 0; i < 7; i++) {
		answers += count[i];
		sum += (double)count[i] * (i + 1);
	}
	if (!answers)
		return (struct score){ 0 };
	mean = sum / (double)answers;
	if (answers == 1)
		return (struct score){ .answers = 1, .known = true, .value = mean };
	for (int i = 0; i < 7; i++)
		squares += (double)count[i] * (i + 1 - mean) * (i + 1 - mean);
	half = gsl_cdf_tdist_Pinv(0.975, (double)answers - 1) *
	       sqrt(squares / ((double)answers - 1) / (double)answers);
	return score_of(answers, mean, within(1, mean - half, 7), within(1, mean + half, 7));
}

double score_rise_chance(const struct rise *r)
{
	uint64_t all = r->before + r->now;

	if (!r->now || !(r->among_before > 0) || !(r->among_now > 0))
		return 1;
	if (all > UINT32_MAX)
		return 1;
	return gsl_cdf_binomial_Q((unsigned)r->now - 1,
				  r->among_now / (r->among_before + r->among_now), (unsigned)all);
}

double score_rise_limit(double a_month, double looks)
{
	return looks > a_month ? a_month / looks : 1;
}

bool score_is_rise(const struct rise *r, double limit, uint64_t least)
{
	return r->now && r->now >= least && score_rise_chance(r) < limit;
}
