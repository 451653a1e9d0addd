/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A site map of the tests' own, with a handler for each thing that a route can do. Effects are rows
 * of table security_event. */
#ifndef REGULARS_T_HTTP_SITE_H
#define REGULARS_T_HTTP_SITE_H

#include <check.h>
#include "support/app.h"

/* An application with this site map instead of the shop's. */
struct app *site_app(void);
/* Shared with processes begun after it: true once POST /t/linger holds its row. */
volatile bool *site_lingers(void);
/* How many effects there are. */
int64_t site_effects(void);
/* The code member of a problem. */
const char *site_code(const struct answer *a);

#endif
