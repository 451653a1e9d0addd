/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a process gives up for good before it serves anybody. */
#ifndef REGULARS_CONFINE_H
#define REGULARS_CONFINE_H

#include <sys/types.h>

/* No core files, 256 descriptors, 512 MiB of addresses, no new privileges, not to be traced; told
 * to stop when `master`, its parent, is gone (at once, if it already is). */
void confine_worker(pid_t master);
/* For a program that turns bytes into bytes: from here on it reads, writes and asks for memory, up
 * to 640 MiB, for 20 seconds; it opens, starts and reaches nothing any more, and holds the
 * descriptors below `fds` alone. */
void confine_decoder(int fds);

#endif
