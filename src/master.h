/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The supervisor of the web workers: keeps so many alive, replaces them one by one on HUP, ends
 * them in order on TERM. */
#ifndef REGULARS_MASTER_H
#define REGULARS_MASTER_H

#include <stdbool.h>

#define MASTER_WORKERS_MAX 64

/* One per worker, in memory shared with the master, so that what it says outlives the worker. */
struct master_slot {
	char request_id[17]; /* in hand; empty between requests */
	int wake_fd;
	volatile int ready;
};

struct master_options {
	int workers;
	/* The worker, in its own process: returns its exit status. Calls master_ready() as soon as
	 * it can serve. */
	int (*run)(void *arg, struct master_slot *slot);
	/* HUP: reads the configuration again for workers started from now on. Returns the number of
	 * workers; 0: could not, nothing has changed. */
	int (*reload)(void *arg);
	/* The reload is over: all workers are new ones, or (false) one of them died before it was
	 * ready and what runs now stays. */
	void (*reloaded)(void *arg, bool done);
	void *arg;
};

/* Returns the exit status after TERM or INT, when all workers have ended. */
int master_run(const struct master_options *o);
void master_ready(struct master_slot *slot);

#endif
