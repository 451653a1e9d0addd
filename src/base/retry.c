/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The waits between tries. */
#include "base/retry.h"

#include <stddef.h>

/* After the last one it has failed for good. */
static const int64_t wait_s[] = { 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400 };
#define WAITS (sizeof wait_s / sizeof *wait_s)

int64_t retry_wait_s(int tries)
{
	if (tries < 1)
		return 0;
	return (size_t)tries > WAITS ? -1 : wait_s[tries - 1];
}

int64_t retry_jitter_s(int64_t wait_s_, uint64_t chance)
{
	int64_t room = wait_s_ / 5;

	return room <= 0 ? wait_s_ : wait_s_ - room / 2 + (int64_t)(chance % (uint64_t)(room + 1));
}
