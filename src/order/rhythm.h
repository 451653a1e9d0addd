/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often a customer buys, and when they may again; for the files of order/ alone. */
#ifndef REGULARS_ORDER_RHYTHM_H
#define REGULARS_ORDER_RHYTHM_H

#include "order/order.h"

enum {
	RHYTHM_LEAST = 4,   /* days with an order, from which a rhythm is said */
	RHYTHM_NEWEST = 12, /* of the newest so many of them */
	RHYTHM_MONTHS = 15, /* that a chart has at most */
};

enum rhythm_standing {
	RHYTHM_UNKNOWN,
	RHYTHM_ON_TRACK,
	RHYTHM_OVERDUE, /* later than the usual range */
	RHYTHM_AT_RISK, /* no order for three times the interval */
	RHYTHM__MAX
};
extern const char *const rhythm_standing_word[RHYTHM__MAX];

/* In days. every: the median of the gaps, halves rounded up; 0: it cannot be said. low and high:
 * the usual range, from the lower to the upper quartile (linear between neighbours: type 7 of
 * Hyndman and Fan, 1996, "Sample Quantiles in Statistical Packages"), rounded outwards. */
struct rhythm {
	int n; /* days that it was reckoned from */
	int every, low, high;
};

/* days: of orders, in any order, as instant_local_day() counts them; orders of one day are one
 * purchase. Sorts them. */
struct rhythm rhythm_of(int64_t *days, size_t n);
enum rhythm_standing rhythm_standing(const struct rhythm *r, int64_t last_day, int64_t today);

/* What a chart of months shows: each as wide as another, the first one eleven before today's, the
 * last one that of `until` or today's, RHYTHM_MONTHS at most. */
struct rhythm_scale {
	int year, month; /* the first one, 1 to 12 */
	int months;
};
struct rhythm_scale rhythm_scale(struct instant now, struct instant until);
/* Where a moment stands, from 0 to `width`; outside of it: before or behind the chart. */
int rhythm_x(const struct rhythm_scale *s, struct instant at, int width);
/* The least of 1, 2, 5, 10, 20, … of the currency's unit that is not below most; > 0 */
int64_t rhythm_top(int64_t most, int exponent);

#endif
