/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counters of programs' requests: a table of slots that many processes change without a lock. */
#include "quota.h"
#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include "base/fail.h"

enum { SLOTS = 4096, PROBES = 16, COUNT_BITS = 24 };
#define COUNT_MAX ((UINT64_C(1) << COUNT_BITS) - 1)

/* `state` is the number of the window, and below it how many were counted in it. */
struct quota_slot {
	_Atomic uint64_t key, state;
};
struct quota {
	struct quota_slot slot[SLOTS];
};

struct quota *quota_new(void)
{
	struct quota *q =
		mmap(NULL, sizeof *q, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (q == MAP_FAILED)
		fail("quota: no shared memory: %s", strerror(errno));
	return q;
}

void quota_free(struct quota *q)
{
	if (q)
		munmap(q, sizeof *q);
}

/* The key's slot, or one that nobody uses, or one whose owner did not ask in this window. NULL: all
 * near it are busy; who is not counted is let in. */
static struct quota_slot *find(struct quota *q, uint64_t key, uint64_t window)
{
	uint64_t at = (key * UINT64_C(0x9e3779b97f4a7c15)) >> 32;

	for (int i = 0; i < PROBES; i++) {
		struct quota_slot *s = &q->slot[(at + (uint64_t)i) % SLOTS];
		uint64_t owner = atomic_load(&s->key);

		if (owner == key)
			return s;
		if ((owner == 0 || atomic_load(&s->state) >> COUNT_BITS < window) &&
		    (atomic_compare_exchange_strong(&s->key, &owner, key) || owner == key))
			return s;
	}
	return NULL;
}

/* How many were counted in this window, with this one. */
static uint64_t count(struct quota_slot *s, uint64_t window)
{
	uint64_t was = atomic_load(&s->state), is;

	do {
		is = was >> COUNT_BITS == window ? was + 1 : (window << COUNT_BITS) + 1;
		if ((was & COUNT_MAX) == COUNT_MAX && was >> COUNT_BITS == window)
			return COUNT_MAX;
	} while (!atomic_compare_exchange_weak(&s->state, &was, is));
	return is & COUNT_MAX;
}

bool quota_take(struct quota *q, uint64_t key, int64_t limit, int64_t clock_us,
		struct quota_left *out)
{
	int64_t second = clock_us / 1000000;
	uint64_t window = (uint64_t)(second / QUOTA_SECONDS);
	struct quota_slot *s = find(q, key, window);
	int64_t n = s ? (int64_t)count(s, window) : 1;

	*out = (struct quota_left){ .limit = limit,
				    .left = n < limit ? limit - n : 0,
				    .seconds = QUOTA_SECONDS - second % QUOTA_SECONDS };
	return n <= limit;
}
