/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a worker process gives up for good before it serves anybody. */
#ifndef REGULARS_CONFINE_H
#define REGULARS_CONFINE_H

#include <sys/types.h>

/* No core files, 256 descriptors, 512 MiB of addresses, no new privileges, not to be traced; told
 * to stop when `master`, its parent, is gone (at once, if it already is). */
void confine_worker(pid_t master);

#endif
