/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits of a worker: a leak, a loop or a break-in stays small and ends with the master. */
#include "confine.h"
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>
#include "base/log.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

static void limit(int resource, rlim_t value)
{
	struct rlimit r = { value, value };

	if (setrlimit(resource, &r) != 0)
		log_warn("setrlimit %d: %s", resource, strerror(errno));
}

void confine_worker(pid_t master)
{
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != master)
		_exit(0);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_NOFILE, 256);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	/* The sanitizers map terabytes and look for leaks through ptrace, from a process of their
	 * own. */
	if (!SANITIZED) {
		limit(RLIMIT_NPROC, 0);
		limit(RLIMIT_AS, (rlim_t)512 << 20);
		prctl(PR_SET_DUMPABLE, 0);
	}
}
