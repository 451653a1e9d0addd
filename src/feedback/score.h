/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores of many answers, how sure they are, and when a topic comes up more often than it used to.
 * Pure: counts in, numbers out. Intervals are of 95 %. */
#ifndef REGULARS_FEEDBACK_SCORE_H
#define REGULARS_FEEDBACK_SCORE_H

#include <stdbool.h>
#include <stdint.h>

struct score {
	uint64_t answers;
	bool known; /* false: no answers; the others are 0 */
	double value;
	bool measured; /* low and high are: false where there are too few answers to say */
	double low, high;
};

/* A share of answers, 0..1 (positive rate: 4 and 5 stars of all).
 * Wilson, E. B. (1927): Probable inference, the law of succession, and statistical inference.
 * Journal of the American Statistical Association 22, 209-212. */
struct score score_share(uint64_t hits, uint64_t answers);

/* Net promoter score, -1..1: the share of 9 and 10 less the share of 0 to 6.
 * Reichheld, F. F. (2003): The one number you need to grow. Harvard Business Review, December.
 * An answer counts 1, 0 or -1, so its variance is p + d - (p - d)²; the interval is the adjusted
 * Wald one, with three more answers, parted as 3/4 promoter, 3/2 passive, 3/4 detractor: Rocks, B.
 * (2016): Interval estimation for the "Net Promoter Score". The American Statistician 70, 365-372.
 */
struct score score_nps(uint64_t promoters, uint64_t passives, uint64_t detractors);
/* count[i]: answers of i, 0..10. */
struct score score_nps_of(const uint64_t count[11]);

/* Satisfaction: the share of 4 and 5; count[i]: answers of i + 1. By score_share. */
struct score score_csat(const uint64_t count[5]);

/* Effort: the mean of 1..7 (7: it was easy, fully agreed); count[i]: answers of i + 1. The interval
 * is Student's, mean ± t(n - 1) s / √n, kept on the scale; one answer has none. Dixon, M., Toman,
 * N., DeLisi, R. (2013): The Effortless Experience; Student (1908): The probable error of a mean.
 * Biometrika 6, 1-25. */
struct score score_ces(const uint64_t count[7]);

/* How often something came up, and among how many (days, reviews, orders): before, and now. The two
 * share nothing. */
struct rise {
	uint64_t before, now;
	double among_before, among_now;
};
/* How likely at least `now` of them are, if nothing had changed. Two Poisson counts of one rate:
 * given their sum, the later is binomial with the share of `among` that it has, so the history's
 * own uncertainty counts. Without a history, or without anything to look at now, 1. Przyborowski,
 * J., Wilenski, H. (1940): Homogeneity of results in testing samples from Poisson series.
 * Biometrika 31, 313-323. */
double score_rise_chance(const struct rise *r);

/* The chance below which to raise an alarm so that, where nothing ever changes, at most `a_month`
 * false alarms a month are to be expected of `looks` a month (every item and topic, each time it is
 * looked at, is one). Expectations add up whether or not looks overlap, so this holds for any of
 * them; the test is exact, so each look keeps below its part. */
double score_rise_limit(double a_month, double looks);
/* Fewer than `least` are no alarm, however unlikely. */
bool score_is_rise(const struct rise *r, double limit, uint64_t least);

#endif
