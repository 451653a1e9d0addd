/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When what went out and was not taken is tried again. Pure. */
#ifndef REGULARS_BASE_RETRY_H
#define REGULARS_BASE_RETRY_H

#include <stdint.h>

/* Seconds until the next try after that many; -1: that was the last. Three days in all. */
int64_t retry_wait_s(int tries);
/* The same a tenth more or less, so that what failed together is not tried together. */
int64_t retry_jitter_s(int64_t wait_s, uint64_t chance);

#endif
