/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The signals of a worker: told to stop between two requests, and deadlines for a slow peer and for
 * slow work. */
#ifndef REGULARS_WEB_INTERRUPT_H
#define REGULARS_WEB_INTERRUPT_H

#include <signal.h>
#include <stdbool.h>

/* TERM, INT, HUP, USR1 and USR2 are blocked but inside ppoll(…, in_poll): no wake-up is lost and no
 * read of a request is cut short by EINTR. To be called before FCGX_Init(), which keeps the
 * handlers it finds. */
void interrupt_init(sigset_t *in_poll);
bool interrupt_stopped(void);
/* The request on fd is being read: 5 s in all, then the connection is shut down. */
void interrupt_input(int fd);
/* It is being worked on: 15 s until the answer is out; then one log line and _exit(75). */
void interrupt_work(const char *request_id);
/* The answer is being sent: the 15 s run on, but only the connection is lost. */
void interrupt_output(void);
void interrupt_done(void);

#endif
