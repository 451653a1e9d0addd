/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often each program's key may ask in a minute: counted in memory that all workers of this host
 * share, so that a request that is counted costs no statement. */
#ifndef REGULARS_QUOTA_H
#define REGULARS_QUOTA_H

#include <stdbool.h>
#include <stdint.h>

#define QUOTA_SECONDS 60

struct quota;
struct quota_left {
	int64_t limit; /* 0: nothing was counted */
	int64_t left;
	int64_t seconds; /* until the count begins anew */
};

/* To be made before the workers are, who inherit it; lives as long as they all. */
struct quota *quota_new(void);
void quota_free(struct quota *q);
/* Counts one request of this key (not 0) at this moment of app_clock(); false: there was none left.
 */
bool quota_take(struct quota *q, uint64_t key, int64_t limit, int64_t clock_us,
		struct quota_left *out);

#endif
