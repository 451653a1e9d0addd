/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A place for one worker in the master's table, and its times. */
#ifndef REGULARS_BERTH_H
#define REGULARS_BERTH_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* EMPTY -> WAITING (until due) -> STARTING (until ready, at most until due) -> READY -> STOPPING
 * (killed when due) -> EMPTY. A worker that ends by itself makes its berth WAITING again. */
enum berth_state { BERTH_EMPTY, BERTH_WAITING, BERTH_STARTING, BERTH_READY, BERTH_STOPPING };

struct berth {
	enum berth_state state;
	pid_t pid;
	int64_t started, due;
	int failures;
	int generation;
	bool killed;
};

/* A worker runs in it or is to run in it; not those that are leaving. */
bool berth_is_live(const struct berth *b);
/* To be started at once after an orderly end, after failures with growing pauses, for ever. */
void berth_wait(struct berth *b, int64_t now);
/* Asks the worker to end; it has 15 s. */
void berth_stop(struct berth *b, int64_t now);

#endif
