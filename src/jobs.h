/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes back by the clock: one table of jobs, claimed by a lease, so that any number of
 * workers may run. */
#ifndef REGULARS_JOBS_H
#define REGULARS_JOBS_H

#include "app.h"

/* Runs what is due now: messages, and each job whose time has come. Returns how much was done (0:
 * nothing was due). What fails is logged and tried again later; the caller goes on. */
int jobs_run_due(struct app *app, struct arena *a);
/* Runs due work until `until` or until *stop; sleeps in between. */
void jobs_run(struct app *app, struct instant until, const volatile int *stop);

#endif
