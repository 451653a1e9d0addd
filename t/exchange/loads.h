/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bringing files at the desk, for the tests of what becomes of them. */
#ifndef REGULARS_T_LOADS_H
#define REGULARS_T_LOADS_H

#include <string.h>
#include "exchange/load.h"
#include "order/door.h"
#include "order/rounds.h"

/* A form with a file, as browsers send it. */
struct answer *loads_upload(struct browser *b, const char *kind, const char *name,
			    const char *content);
/* The same; the id of what was brought. */
const char *loads_bring(struct browser *b, const char *kind, const char *content);
/* Checked with these columns, taken over: the page's tree when that is through. */
cJSON *loads_check(struct browser *b, const char *id, const char *map);
cJSON *loads_run(struct browser *b, const char *id);
void loads_counts(const cJSON *t, int new, int changed, int same, int bad);

#endif
