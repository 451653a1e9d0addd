/* SPDX-License-Identifier: GPL-3.0-or-later */
/* splitmix64: a counter through a mixer, good enough for a shop that never was. */
#include "demo/dice.h"

#define STEP UINT64_C(0x9e3779b97f4a7c15)

static uint64_t mix(uint64_t x)
{
	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

struct dice dice_of(uint64_t seed, uint64_t kind, uint64_t which)
{
	return (struct dice){ mix(seed + STEP * (kind + 1)) ^ mix(STEP * (which + 1)) };
}

uint64_t dice_next(struct dice *d)
{
	d->state += STEP;
	return mix(d->state);
}

int dice_below(struct dice *d, int n)
{
	uint64_t x = dice_next(d);

	return n < 2 ? 0 : (int)(x % (uint64_t)n);
}

int dice_between(struct dice *d, int from, int to)
{
	return from + dice_below(d, to - from + 1);
}

int64_t dice_time(struct dice *d, int64_t from, int64_t to)
{
	return from + (int64_t)(dice_next(d) % (uint64_t)(to - from + 1));
}

bool dice_says(struct dice *d, int per_mille)
{
	return dice_below(d, 1000) < per_mille;
}

size_t dice_weighted(struct dice *d, const int *weights, size_t n)
{
	int64_t sum = 0, x;

	for (size_t i = 0; i < n; i++)
		sum += weights[i];
	x = (int64_t)(dice_next(d) % (uint64_t)(sum > 0 ? sum : 1));
	for (size_t i = 0; i < n; i++) {
		if (x < weights[i])
			return i;
		x -= weights[i];
	}
	return n;
}
