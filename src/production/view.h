/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trees of what is made, for the files of production/ alone. */
#ifndef REGULARS_PRODUCTION_VIEW_H
#define REGULARS_PRODUCTION_VIEW_H

#include <cjson/cJSON.h>
#include "production/store.h"

/* {groups: [{sku, name, n_units, n_blocked, promised_to, lines: […]}], has_more}; of one SKU alone
 * where `sku` is not NULL. One statement. */
cJSON *production_to_make_view(struct work *w, const char *sku);
cJSON *production_batch_view(const struct production *p);
/* With its lines; one statement. */
cJSON *production_view(struct work *w, const struct production *p);
/* {to_make, has_more, open, ended}: three statements. */
cJSON *production_all_view(struct work *w);

#endif
