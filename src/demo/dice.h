/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chance that falls the same way every time: small streams of numbers, each from a seed of its own,
 * so that one more throw here changes nothing there. */
#ifndef REGULARS_DEMO_DICE_H
#define REGULARS_DEMO_DICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct dice {
	uint64_t state;
};
/* The stream of one thing: what it is, and which. */
struct dice dice_of(uint64_t seed, uint64_t kind, uint64_t which);
uint64_t dice_next(struct dice *d);
int dice_below(struct dice *d, int n);              /* 0..n-1; n < 2: 0 */
int dice_between(struct dice *d, int from, int to); /* both included */
int64_t dice_time(struct dice *d, int64_t from, int64_t to);
bool dice_says(struct dice *d, int per_mille);
/* An index by weight; all zero: n. */
size_t dice_weighted(struct dice *d, const int *weights, size_t n);

#endif
