/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums that come out to the minor unit. */
#include "base/money.h"

#include "base/fail.h"

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 uwide;

static bool narrow(wide value, int64_t *out)
{
	if (value > MONEY_MAX || value < -MONEY_MAX)
		return false;
	*out = (int64_t)value;
	return true;
}

/* value / by, to the nearest; halves to the even neighbour. */
static wide divide_half_even(wide value, wide by)
{
	wide whole = value / by, rest = value % by;
	wide twice = (rest < 0 ? -rest : rest) * 2;

	if (twice > by || (twice == by && whole % 2 != 0))
		whole += value < 0 ? -1 : 1;
	return whole;
}

bool money_line(int64_t unit_milli, int64_t quantity, int64_t *out)
{
	return narrow(divide_half_even((wide)unit_milli * quantity, MONEY_MILLI), out);
}

bool money_scale(int64_t value, int64_t numerator, int64_t denominator, int64_t *out)
{
	if (denominator <= 0)
		fail("money: scaled by a denominator that is not positive");
	return narrow(divide_half_even((wide)value * numerator, denominator), out);
}

bool money_add(int64_t a, int64_t b, int64_t *out)
{
	return narrow((wide)a + b, out);
}

struct split {
	uint64_t total; /* without its sign */
	uwide weight;   /* of all */
	const int64_t *weights;
	size_t n;
};

static uint64_t share(const struct split *s, size_t i, uwide *rest)
{
	uwide product = (uwide)s->total * (uint64_t)s->weights[i];

	*rest = product % s->weight;
	return (uint64_t)(product / s->weight);
}

static size_t count_above(const struct split *s, uwide limit)
{
	size_t count = 0;

	for (size_t i = 0; i < s->n; i++) {
		uwide rest;

		share(s, i, &rest);
		count += rest > limit;
	}
	return count;
}

/* The smallest limit with at most `left` remainders above it: these get a unit each, and the first
 * of those equal to it get what is still left. */
static uwide find_limit(const struct split *s, size_t left)
{
	uwide low = 0, high = s->weight;

	while (low < high) {
		uwide middle = low + (high - low) / 2;

		if (count_above(s, middle) <= left)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

static void split_by_weight(const struct split *s, bool negative, int64_t *parts)
{
	uint64_t left = s->total;
	uwide limit, rest;
	size_t ties;

	for (size_t i = 0; i < s->n; i++)
		left -= share(s, i, &rest);
	limit = find_limit(s, (size_t)left);
	ties = (size_t)left - count_above(s, limit);
	for (size_t i = 0; i < s->n; i++) {
		uint64_t part = share(s, i, &rest);

		if (rest > limit) {
			part++;
		} else if (rest == limit && ties > 0) {
			part++;
			ties--;
		}
		parts[i] = (int64_t)(negative ? -part : part);
	}
}

void money_split(int64_t total, const int64_t *weights, size_t n, int64_t *parts)
{
	struct split s = { .weights = weights, .n = n };

	s.total = total < 0 ? -(uint64_t)total : (uint64_t)total;
	for (size_t i = 0; i < n; i++) {
		if (weights[i] < 0)
			fail("money: split by a negative weight");
		s.weight += (uint64_t)weights[i];
	}
	if (s.weight > 0) {
		split_by_weight(&s, total < 0, parts);
		return;
	}
	for (size_t i = 0; i < n; i++)
		parts[i] = i == 0 ? total : 0;
}
